// SQL of sessions, of sign-ins under way, and of the failures that make the next one wait.

import { build, type Change, change, type Database } from '../../database/database.ts'
import { type Budget, forgottenAfter } from '../rules/throttle.ts'

/** Sessions of an account that still hold, the latest first. */
export function listSessions(database: Database, accountId: number, now: number) {
  return database.read
    .selectFrom('account_sessions')
    .where('account_id', '=', accountId)
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .select(['id', 'method', 'user_agent', 'created_at', 'expires_at'])
    .execute()
}

/** Ends one session of an account, or all but one, or all. */
export function endSessions(accountId: number, which: { only: number } | { except: number } | 'all'): Change {
  let query = build.deleteFrom('account_sessions').where('account_id', '=', accountId)
  if (which !== 'all') {
    query = 'only' in which ? query.where('id', '=', which.only) : query.where('id', '<>', which.except)
  }
  return change(query)
}

/** Removes what nobody can use any more. */
export function clearExpired(now: number): Change[] {
  return [
    change(build.deleteFrom('account_sessions').where('expires_at', '<', now)),
    change(build.deleteFrom('account_challenges').where('expires_at', '<', now)),
    change(build.deleteFrom('account_codes').where('tried_at', '<', now - codeKept)),
    change(build.deleteFrom('sign_in_failures').where('last_at', '<', now - forgottenAfter)),
  ]
}

/** The account that a sign-in under way belongs to. */
export async function findChallenged(database: Database, identifier: string, now: number) {
  return database.read
    .selectFrom('account_challenges')
    .innerJoin('accounts', (join) => join.on((has) => has('accounts.id', '=', has.cast<number>('value', 'integer'))))
    .where('identifier', '=', identifier)
    .where('expires_at', '>', now)
    .where('deactivated_at', 'is', null)
    .select(['accounts.id', 'accounts.name', 'accounts.email'])
    .executeTakeFirst()
}

/** A code of the authenticator is accepted for a step before and after its own: 90 seconds; kept twice as long. */
const codeKept = 180

/** Spends a code; the commit is refused where it was tried before. */
export function spendCode(accountId: number, code: string, now: number): Change[] {
  return [
    change(
      build
        .deleteFrom('account_codes')
        .where('account_id', '=', accountId)
        .where('tried_at', '<', now - codeKept),
    ),
    change(build.insertInto('account_codes').values({ account_id: accountId, code, tried_at: now })),
  ]
}

/**
 * Counts a trial before it is made, so that many at once do not all slip through; changes nothing where the wait after the
 * failures so far is not over.
 */
export function claimTrial(account: string, source: string, now: number, { free, first, longest }: Budget): Change {
  const old = 'last_at < excluded.last_at - ?'
  const waited = 'last_at + min(?, ? * (1 << min(failures - ?, 30))) <= excluded.last_at'
  return {
    sql: `insert into sign_in_failures (account, source, failures, last_at) values (?, ?, 1, ?)
      on conflict do update set failures = iif(${old}, 1, failures + 1), last_at = excluded.last_at
      where ${old} or failures < ? or ${waited}`,
    parameters: [account, source, now, forgottenAfter, forgottenAfter, free, longest, first, free],
  }
}

export function findFailures(database: Database, account: string, source: string) {
  return database.read
    .selectFrom('sign_in_failures')
    .where('account', '=', account)
    .where('source', '=', source)
    .select(['failures', 'last_at'])
    .executeTakeFirst()
}

/** Takes back what `claimTrial` counted: all of it for the source that succeeded, its own trial for the rest. */
export function forgiveTrials(account: string, source: string, strangers: string): Change[] {
  return [
    change(build.deleteFrom('sign_in_failures').where('account', '=', account).where('source', '=', source)),
    change(
      build
        .updateTable('sign_in_failures')
        .set((has) => ({ failures: has('failures', '-', 1) }))
        .where('account', '=', account)
        .where('source', '=', strangers)
        .where('failures', '>', 0),
    ),
  ]
}
