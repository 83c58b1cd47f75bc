// SQL of the links that are handed over or sent: set-up, invitation, new password.

import { build, type Change, change, type Database, mustHold } from '../../database/database.ts'
import { askedLinkLasts, type LinkKind, linkLasts } from '../rules/link.ts'

export interface NewLink {
  readonly kind: LinkKind
  /** The account it is for, by its id or by the e-mail of one that the same commit adds; none for the set-up. */
  readonly account: { readonly id: number } | { readonly email: string } | null
  readonly tokenHash: string
  readonly at: number
}

/** Makes a link and revokes those before it. */
export function addLink({ kind, account, tokenHash, at }: NewLink): Change[] {
  const id =
    account === null
      ? null
      : 'id' in account
        ? account.id
        : build.selectFrom('accounts').where('email', '=', account.email.toLowerCase()).select('id')
  const older = build.updateTable('account_links').set({ revoked_at: at }).where('used_at', 'is', null)
  return [
    change(
      older
        .where('revoked_at', 'is', null)
        .where((has) => (id === null ? has('kind', '=', 'setup') : has('account_id', '=', id as number))),
    ),
    change(
      build.insertInto('account_links').values({
        kind,
        account_id: id as number | null,
        token_hash: tokenHash,
        created_at: at,
        expires_at: at + linkLasts[kind],
      }),
    ),
  ]
}

/** Makes a link to a new password that somebody asked for, and revokes none: or strangers could take away what was handed over. */
export function addAskedLink(accountId: number, tokenHash: string, at: number): Change {
  return change(
    build.insertInto('account_links').values({
      kind: 'reset',
      account_id: accountId,
      token_hash: tokenHash,
      created_at: at,
      expires_at: at + askedLinkLasts,
    }),
  )
}

export function findLink(database: Database, tokenHash: string) {
  return database.read
    .selectFrom('account_links')
    .leftJoin('accounts', 'accounts.id', 'account_links.account_id')
    .where('token_hash', '=', tokenHash)
    .select([
      'account_links.id',
      'account_links.kind',
      'account_links.expires_at',
      'account_links.used_at',
      'account_links.revoked_at',
      'accounts.id as account_id',
      'accounts.name',
      'accounts.email',
      'accounts.deactivated_at',
    ])
    .executeTakeFirst()
}

/** Uses up a link; the commit is refused unless it is still good. */
export function spendLink(linkId: number, at: number): Change[] {
  const good = build
    .selectFrom('account_links')
    .where('id', '=', linkId)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', at)
    .select('id')
    .compile()
  return [
    mustHold({ sql: good.sql, parameters: good.parameters as number[] }),
    change(build.updateTable('account_links').set({ used_at: at }).where('id', '=', linkId)),
  ]
}

/** The last link of an account that is still good. */
export function findOpenLink(database: Database, accountId: number, now: number) {
  return database.read
    .selectFrom('account_links')
    .where('account_id', '=', accountId)
    .where('used_at', 'is', null)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('id', 'desc')
    .limit(1)
    .select(['kind', 'expires_at'])
    .executeTakeFirst()
}

export function revokeLinks(accountId: number, at: number): Change {
  return change(
    build
      .updateTable('account_links')
      .set({ revoked_at: at })
      .where('account_id', '=', accountId)
      .where('used_at', 'is', null)
      .where('revoked_at', 'is', null),
  )
}
