// SQL of accounts, what they may do and how they sign in.

import { sql } from 'kysely'
import { build, type Change, change, type Database, mustHold, prepare } from '../../database/database.ts'
import type { Grant, Role } from '../rules/rights.ts'

export interface SessionRow {
  readonly session_id: number
  readonly method: string
  readonly expires_at: number
  readonly id: number
  readonly name: string
  readonly email: string
  readonly two_factor_enabled: number
  readonly has_password: number
  /** JSON: rows of `[role, unit, agency]`. */
  readonly grants: string
  readonly totp_required: number
  /** The government's zone, where the bureau has set it. */
  readonly zone: string | null
}

const sessionQuery = prepare<{ token: string }, SessionRow>((value) => ({
  compile: () =>
    sql<SessionRow>`select account_sessions.id as session_id, method, expires_at, accounts.id, name, email, two_factor_enabled,
      exists(select 1 from account_credentials where account_id = accounts.id and provider = 'credential') as has_password,
      (select coalesce(json_group_array(json_array(role, unit_id, agency_id)), '[]') from grants where account_id = accounts.id) as grants,
      coalesce((select value from installation where key = 'totp_required_for_bureau'), '1') = '1' as totp_required,
      (select value from installation where key = 'zone') as zone
      from account_sessions join accounts on accounts.id = account_id
      where token = ${value('token')} and deactivated_at is null`.compile(build),
}))

/** The session of a token with its account and all that decides what it may do, in one query. */
export async function findSession(database: Database, token: string): Promise<SessionRow | undefined> {
  const [row] = await database.select<SessionRow>(sessionQuery({ token }))
  return row
}

export function readGrants(json: string): Grant[] {
  const rows = JSON.parse(json) as [Role, number | null, number | null][]
  return rows.map(([role, unitId, agencyId]) => ({ role, unitId, agencyId }))
}

/** True once anybody has an account. */
export async function hasAccounts(database: Database): Promise<boolean> {
  return (await database.read.selectFrom('accounts').select('id').limit(1).execute()).length > 0
}

export function findAccount(database: Database, id: number) {
  return accounts(database).where('accounts.id', '=', id).executeTakeFirst()
}

export function findAccountByEmail(database: Database, email: string) {
  return database.read
    .selectFrom('accounts')
    .where('email', '=', email.toLowerCase())
    .select(['id', 'name', 'deactivated_at'])
    .executeTakeFirst()
}

/** Every account with its grants, by name. */
export function listAccounts(database: Database) {
  return accounts(database)
    .select(
      sql<string>`(select coalesce(json_group_array(json_array(role, unit_id, agency_id)), '[]')
        from grants where account_id = accounts.id)`.as('grants'),
    )
    .orderBy('accounts.deactivated_at')
    .orderBy('accounts.name')
    .execute()
}

function accounts(database: Database) {
  return database.read
    .selectFrom('accounts')
    .select((has) => [
      'accounts.id',
      'accounts.name',
      'accounts.email',
      'accounts.two_factor_enabled',
      'accounts.deactivated_at',
      has
        .exists(has.selectFrom('account_credentials').whereRef('account_id', '=', 'accounts.id').select('id'))
        .as('has_signed_up'),
    ])
}

/** What an account may do, each with the names of its place. */
export function listGrants(database: Database, accountId: number) {
  return database.read
    .selectFrom('grants')
    .leftJoin('units', 'units.id', 'grants.unit_id')
    .leftJoin('agencies', 'agencies.id', 'grants.agency_id')
    .where('account_id', '=', accountId)
    .orderBy('grants.id')
    .select([
      'grants.id',
      'grants.role',
      'grants.unit_id',
      'grants.agency_id',
      'units.name as unit',
      'agencies.name as agency',
    ])
    .execute()
}

export function addAccount(row: { name: string; email: string; at: number }): Change {
  return change(
    build.insertInto('accounts').values({
      name: row.name,
      email: row.email.toLowerCase(),
      created_at: row.at,
      updated_at: row.at,
      deactivated_at: null,
    }),
  )
}

/** An account's id by its e-mail, for changes that travel in the commit that adds it. */
function idOf(email: string) {
  return build.selectFrom('accounts').where('email', '=', email.toLowerCase()).select('id')
}

type Whose = { readonly accountId: number } | { readonly email: string }

function whose(of: Whose) {
  return 'email' in of ? sql<number>`(${idOf(of.email)})` : sql<number>`${of.accountId}`
}

export function addGrant(of: Whose, grant: Grant): Change {
  return change(
    build
      .insertInto('grants')
      .values({ account_id: whose(of), role: grant.role, unit_id: grant.unitId, agency_id: grant.agencyId }),
  )
}

export function removeGrant(accountId: number, grantId: number): Change {
  return change(build.deleteFrom('grants').where('id', '=', grantId).where('account_id', '=', accountId))
}

/** Refuses a commit that would leave nobody to give rights to others. */
export function aBureauMustRemain(): Change {
  const { sql: condition, parameters } = build
    .selectFrom('grants')
    .innerJoin('accounts', 'accounts.id', 'grants.account_id')
    .innerJoin('account_credentials', 'account_credentials.account_id', 'accounts.id')
    .where('role', '=', 'bureau')
    .where('deactivated_at', 'is', null)
    .select('accounts.id')
    .compile()
  return mustHold({ sql: condition, parameters: parameters as string[] })
}

export function nameAccount(accountId: number, name: string, at: number): Change {
  return change(build.updateTable('accounts').set({ name, updated_at: at }).where('id', '=', accountId))
}

export function setDeactivated(accountId: number, deactivatedAt: number | null): Change {
  return change(build.updateTable('accounts').set({ deactivated_at: deactivatedAt }).where('id', '=', accountId))
}

/** Gives an account its password, in the place of the one before. */
export function setPassword(of: Whose, hash: string, at: number): Change {
  const id = whose(of)
  return change(
    build
      .insertInto('account_credentials')
      .values({
        account_id: id,
        provider: 'credential',
        subject: sql<string>`cast(cast(${id} as integer) as text)`,
        password: hash,
        created_at: at,
        updated_at: at,
      } as never)
      .onConflict((conflict) =>
        conflict.columns(['provider', 'subject']).doUpdateSet({ password: hash, updated_at: at }),
      ),
  )
}

/** The account that may have a new password sent to its own e-mail: one that signs in with a password and may still. */
export function findMailable(database: Database, email: string) {
  return database.read
    .selectFrom('accounts')
    .innerJoin('account_credentials', 'account_credentials.account_id', 'accounts.id')
    .where('email', '=', email.toLowerCase())
    .where('provider', '=', 'credential')
    .where('deactivated_at', 'is', null)
    .select(['accounts.id', 'accounts.name', 'accounts.email'])
    .executeTakeFirst()
}

export async function findPassword(database: Database, accountId: number): Promise<string | undefined> {
  const row = await database.read
    .selectFrom('account_credentials')
    .where('account_id', '=', accountId)
    .where('provider', '=', 'credential')
    .select('password')
    .executeTakeFirst()
  return row?.password ?? undefined
}

export function findTotp(database: Database, accountId: number) {
  return database.read
    .selectFrom('account_totp')
    .where('account_id', '=', accountId)
    .select(['secret', 'verified'])
    .executeTakeFirst()
}

/** Takes the second factor from an account. */
export function removeTotp(accountId: number, at: number): Change[] {
  return [
    change(build.deleteFrom('account_totp').where('account_id', '=', accountId)),
    change(build.updateTable('accounts').set({ two_factor_enabled: 0, updated_at: at }).where('id', '=', accountId)),
  ]
}
