// What the bureau does with accounts: invite, give and take rights, deactivate, hand over links.

import { type Change, ConstraintFailure } from '../../database/database.ts'
import type { Platform } from '../../platform.ts'
import { hashToken, newToken } from '../../security/token.ts'
import type { Actor, Grant } from '../rules/rights.ts'
import {
  aBureauMustRemain,
  addAccount,
  addGrant,
  findAccount,
  listGrants,
  removeGrant,
  removeTotp,
  setDeactivated,
} from '../store/accounts.ts'
import { addLink, revokeLinks } from '../store/links.ts'
import { endSessions } from '../store/sessions.ts'
import { addTrail } from '../store/trail.ts'
import { linkPaths } from './links.ts'
import { seconds } from './sign-in.ts'

type AccountsPlatform = Pick<Platform, 'database' | 'clock'>

/** Why something is not done to an account. */
export type AccountRefusal = 'unknown' | 'taken' | 'own' | 'last-bureau' | 'no-place'

/** Adds an account that may do something once its link is followed. @returns the link's path. */
export async function inviteAccount(
  { database, clock }: AccountsPlatform,
  actor: Actor,
  { name, email, grant }: { readonly name: string; readonly email: string; readonly grant: Grant },
): Promise<{ readonly path: string } | { readonly refused: AccountRefusal }> {
  const token = newToken()
  const now = clock()
  const at = seconds(now)
  try {
    await database.commit(
      addAccount({ name, email, at }),
      addGrant({ email }, grant),
      ...addLink({ kind: 'invitation', account: { email }, tokenHash: await hashToken(token), at }),
      addTrail(now, {
        actor,
        act: 'account-invited',
        subject: { kind: 'account', id: email, unitId: grant.unitId },
        after: { name, email, ...written(grant) },
      }),
    )
  } catch (error) {
    return { refused: refusalOf(error) }
  }
  return { path: linkPaths.invitation + token }
}

export interface MadeLink {
  readonly path: string
  readonly kind: 'invitation' | 'reset'
  readonly account: { readonly name: string; readonly email: string }
}

/** A new link for an account: to a new password, or the invitation anew where nobody has signed up yet. */
export async function makeLink(
  { database, clock }: AccountsPlatform,
  actor: Actor,
  accountId: number,
): Promise<MadeLink | { readonly refused: AccountRefusal }> {
  const account = await findAccount(database, accountId)
  if (!account || account.deactivated_at !== null) return { refused: 'unknown' }
  const kind = account.has_signed_up ? 'reset' : 'invitation'
  const token = newToken()
  const now = clock()
  await database.commit(
    ...addLink({ kind, account: { id: accountId }, tokenHash: await hashToken(token), at: seconds(now) }),
    addTrail(now, {
      actor,
      act: 'account-link-made',
      subject: { kind: 'account', id: accountId },
      after: { account: account.name, kind },
    }),
  )
  return { path: linkPaths[kind] + token, kind, account }
}

export async function giveGrant(
  platform: AccountsPlatform,
  actor: Actor,
  accountId: number,
  grant: Grant,
): Promise<AccountRefusal | undefined> {
  return actOn(platform, actor, accountId, (account) => [
    addGrant({ accountId }, grant),
    addTrail(platform.clock(), {
      actor,
      act: 'grant-added',
      subject: { kind: 'account', id: accountId, unitId: grant.unitId },
      after: { account: account.name, ...written(grant) },
    }),
  ])
}

export async function takeGrant(
  platform: AccountsPlatform,
  actor: Actor,
  accountId: number,
  grantId: number,
): Promise<AccountRefusal | undefined> {
  const grants = await listGrants(platform.database, accountId)
  const taken = grants.find(({ id }) => id === grantId)
  if (!taken) return 'unknown'
  const { role, unit_id: unitId, agency_id: agencyId } = taken
  return actOn(platform, actor, accountId, (account) => [
    removeGrant(accountId, grantId),
    aBureauMustRemain(),
    addTrail(platform.clock(), {
      actor,
      act: 'grant-removed',
      subject: { kind: 'account', id: accountId, unitId },
      before: { account: account.name, ...written({ role: role as Grant['role'], unitId, agencyId }) },
    }),
  ])
}

/** Ends all sessions and links of an account and lets nobody in with it, until it is activated again. */
export async function deactivate(
  platform: AccountsPlatform,
  actor: Actor,
  accountId: number,
): Promise<AccountRefusal | undefined> {
  const at = seconds(platform.clock())
  return actOn(platform, actor, accountId, (account) => [
    setDeactivated(accountId, at),
    aBureauMustRemain(),
    endSessions(accountId, 'all'),
    revokeLinks(accountId, at),
    addTrail(platform.clock(), {
      actor,
      act: 'account-deactivated',
      subject: { kind: 'account', id: accountId },
      before: { account: account.name },
    }),
  ])
}

export async function activate(
  platform: AccountsPlatform,
  actor: Actor,
  accountId: number,
): Promise<AccountRefusal | undefined> {
  return actOn(platform, actor, accountId, (account) => [
    setDeactivated(accountId, null),
    addTrail(platform.clock(), {
      actor,
      act: 'account-activated',
      subject: { kind: 'account', id: accountId },
      after: { account: account.name },
    }),
  ])
}

/** For somebody whose phone is gone: the second factor is taken off and every session ends. */
export async function resetTotp(
  platform: AccountsPlatform,
  actor: Actor,
  accountId: number,
): Promise<AccountRefusal | undefined> {
  return actOn(platform, actor, accountId, (account) => [
    ...removeTotp(accountId, seconds(platform.clock())),
    endSessions(accountId, 'all'),
    addTrail(platform.clock(), {
      actor,
      act: 'totp-reset',
      subject: { kind: 'account', id: accountId },
      before: { account: account.name },
    }),
  ])
}

async function actOn(
  { database }: AccountsPlatform,
  actor: Actor,
  accountId: number,
  changes: (account: { readonly name: string }) => readonly Change[],
): Promise<AccountRefusal | undefined> {
  if (accountId === actor.id) return 'own'
  const account = await findAccount(database, accountId)
  if (!account) return 'unknown'
  try {
    await database.commit(...changes(account))
    return undefined
  } catch (error) {
    return refusalOf(error)
  }
}

/** What the schema refused, in words of this capability; anything else is thrown on. */
function refusalOf(error: unknown): AccountRefusal {
  if (!(error instanceof ConstraintFailure)) throw error
  if (error.kind === 'unique') return 'taken'
  if (error.kind === 'foreign key') return 'no-place'
  if (error.kind === 'check') return /role/.test(error.subject) ? 'no-place' : 'last-bureau'
  throw error
}

function written({ role, unitId, agencyId }: Grant): Record<string, unknown> {
  return { role, ...(unitId !== null && { unit: unitId }), ...(agencyId !== null && { agency: agencyId }) }
}
