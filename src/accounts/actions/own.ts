// What people do with their own account: password, second factor, sessions.

import type { Platform } from '../../platform.ts'
import { hashPassword, verifyPassword } from '../../security/password.ts'
import { authOf, cookieNames } from '../auth.ts'
import { hasRole } from '../rules/rights.ts'
import { findPassword, removeTotp, setPassword } from '../store/accounts.ts'
import { revokeLinks } from '../store/links.ts'
import { endSessions } from '../store/sessions.ts'
import { addTrail } from '../store/trail.ts'
import type { SignedIn } from './session.ts'
import { accepted, headersFor, seconds, spend, startTrial, type Visitor } from './sign-in.ts'

type OwnPlatform = Pick<Platform, 'database' | 'config' | 'clock'>

export type OwnRefusal = { readonly refused: 'password' | 'code' | 'required' } | { readonly wait: number }

/** Someone at an unlocked computer is not yet its owner: what weakens an account asks for the password again. */
async function checkPassword(
  platform: OwnPlatform,
  visitor: Visitor,
  { actor, email }: SignedIn,
  password: string,
): Promise<OwnRefusal | undefined> {
  const stored = await findPassword(platform.database, actor.id)
  // Whoever only signs in at the provider has none.
  if (stored === undefined) return undefined
  const trial = await startTrial(platform, visitor, { email, id: actor.id })
  if ('wait' in trial) return trial
  if (!(await verifyPassword(stored, password))) return { refused: 'password' }
  await platform.database.commit(...trial.forgive)
  return undefined
}

/** Ends every other session and every open link as well: whoever knew the old password is out. */
export async function changePassword(
  platform: OwnPlatform,
  visitor: Visitor,
  signedIn: SignedIn,
  { current, fresh }: { readonly current: string; readonly fresh: string },
): Promise<OwnRefusal | 'changed'> {
  const refused = await checkPassword(platform, visitor, signedIn, current)
  if (refused) return refused
  const { database, clock } = platform
  const { actor, sessionId } = signedIn
  await database.commit(
    setPassword({ accountId: actor.id }, await hashPassword(fresh), seconds(clock())),
    endSessions(actor.id, { except: sessionId }),
    revokeLinks(actor.id, seconds(clock())),
    addTrail(clock(), { actor, act: 'password-changed', subject: { kind: 'account', id: actor.id } }),
  )
  return 'changed'
}

/** Ends one session of one's own, or all but this one. */
export async function revokeSessions(
  { database, clock }: OwnPlatform,
  { actor, sessionId }: SignedIn,
  which: number | 'others',
): Promise<void> {
  await database.commit(
    endSessions(actor.id, which === 'others' ? { except: sessionId } : { only: which }),
    addTrail(clock(), {
      actor,
      act: 'sessions-revoked',
      subject: { kind: 'account', id: actor.id },
      after: { which: which === 'others' ? 'others' : 'one' },
    }),
  )
}

/** Draws a secret for an authenticator app. @returns its `otpauth:` address. */
export async function beginTotp(
  platform: OwnPlatform,
  visitor: Visitor,
  signedIn: SignedIn,
  password: string,
): Promise<OwnRefusal | { readonly uri: string }> {
  const refused = await checkPassword(platform, visitor, signedIn, password)
  if (refused) return refused
  const response = await authOf(platform).api.enableTwoFactor({
    body: { method: 'totp', ...(password && { password }) } as { password: string; method: 'totp' },
    headers: sessionHeaders(platform, visitor, signedIn),
    asResponse: true,
  })
  if (!accepted(response)) return { refused: 'password' }
  const { totpURI } = (await response.json()) as { totpURI: string }
  return { uri: totpURI }
}

/** Puts the second factor in force once the app shows the right code. @returns the codes to keep, and a new session. */
export async function confirmTotp(
  platform: OwnPlatform,
  visitor: Visitor,
  signedIn: SignedIn,
  code: string,
): Promise<OwnRefusal | { readonly backupCodes: readonly string[]; readonly cookies: readonly string[] }> {
  const { actor, email } = signedIn
  const trial = await startTrial(platform, visitor, { email, id: actor.id })
  if ('wait' in trial) return trial
  if (!/^\d{6}$/.test(code) || !(await spend(platform, actor.id, code))) return { refused: 'code' }
  const { api } = authOf(platform)
  const response = await api.verifyTOTP({
    body: { code },
    headers: sessionHeaders(platform, visitor, signedIn),
    asResponse: true,
  })
  if (!accepted(response)) return { refused: 'code' }
  const { backupCodes } = await api.viewBackupCodes({ body: { userId: String(actor.id) } })
  await platform.database.commit(
    ...trial.forgive,
    addTrail(platform.clock(), { actor, act: 'totp-enabled', subject: { kind: 'account', id: actor.id } }),
  )
  return { backupCodes, cookies: response.headers.getSetCookie() }
}

/** Takes one's own second factor off, where it is not required. */
export async function dropTotp(
  platform: OwnPlatform,
  visitor: Visitor,
  signedIn: SignedIn,
  password: string,
): Promise<OwnRefusal | 'dropped'> {
  const { actor, totpRequired } = signedIn
  if (totpRequired && hasRole(actor, 'bureau')) return { refused: 'required' }
  const refused = await checkPassword(platform, visitor, signedIn, password)
  if (refused) return refused
  const { database, clock } = platform
  await database.commit(
    ...removeTotp(actor.id, seconds(clock())),
    addTrail(clock(), { actor, act: 'totp-removed', subject: { kind: 'account', id: actor.id } }),
  )
  return 'dropped'
}

/** New codes to keep; those before are worth nothing any more. */
export async function renewBackupCodes(
  platform: OwnPlatform,
  visitor: Visitor,
  signedIn: SignedIn,
  password: string,
): Promise<OwnRefusal | { readonly backupCodes: readonly string[] }> {
  const refused = await checkPassword(platform, visitor, signedIn, password)
  if (refused) return refused
  const response = await authOf(platform).api.generateBackupCodes({
    body: (password ? { password } : {}) as { password: string },
    headers: sessionHeaders(platform, visitor, signedIn),
    asResponse: true,
  })
  if (!accepted(response)) return { refused: 'password' }
  const { actor } = signedIn
  await platform.database.commit(
    addTrail(platform.clock(), { actor, act: 'backup-codes-made', subject: { kind: 'account', id: actor.id } }),
  )
  return (await response.json()) as { backupCodes: string[] }
}

function sessionHeaders({ config }: OwnPlatform, visitor: Visitor, { cookie }: SignedIn): Headers {
  return headersFor(visitor, `${cookieNames(config.origin).session}=${cookie}`)
}
