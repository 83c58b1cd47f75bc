// Signing in and out: password, second factor, provider; each trial counted before it is made.

import { type Change, ConstraintFailure, type Database } from '../../database/database.ts'
import type { Platform } from '../../platform.ts'
import { keyedHash } from '../../security/token.ts'
import { authOf, authWithProvider, cookieNames } from '../auth.ts'
import { type Budget, type Counted, signInTrials, waitAfter } from '../rules/throttle.ts'
import { findAccountByEmail, findSession } from '../store/accounts.ts'
import {
  claimTrial,
  clearExpired,
  endSessions,
  findChallenged,
  findFailures,
  forgiveTrials,
  spendCode,
} from '../store/sessions.ts'
import { addTrail } from '../store/trail.ts'

/** Who knocks, as far as it matters for counting and for the list of sessions. */
export interface Visitor {
  readonly userAgent: string | undefined
  /** Network address; only a keyed hash of it is ever stored. */
  readonly address: string | undefined
  /** The browser's own number and the accounts that signed in from it before, out of a signed cookie. */
  readonly known: Known | undefined
}

export interface Known {
  readonly browser: string
  readonly accounts: readonly number[]
}

export type SignInOutcome =
  | { readonly state: 'in'; readonly cookies: readonly string[]; readonly accountId: number; readonly path?: string }
  /** The password was right; the second factor is owed. */
  | { readonly state: 'code'; readonly cookies: readonly string[] }
  | { readonly state: 'refused' }
  | { readonly state: 'wait'; readonly seconds: number }
  /** The sign-in under way is over; it has to begin anew. */
  | { readonly state: 'expired' }

type SignInPlatform = Pick<Platform, 'database' | 'config' | 'clock'>

/** Unknown e-mail, wrong password, deactivated account, invitation not yet accepted: all are `refused`, in the same time. */
export async function signIn(
  platform: SignInPlatform,
  visitor: Visitor,
  { email, password }: { readonly email: string; readonly password: string },
): Promise<SignInOutcome> {
  const account = await findAccountByEmail(platform.database, email)
  const trial = await startTrial(platform, visitor, { email, id: account?.id })
  if ('wait' in trial) return { state: 'wait', seconds: trial.wait }
  const response = await authOf(platform).api.signInEmail({
    body: { email, password },
    headers: headersFor(visitor),
    asResponse: true,
  })
  if (!accepted(response)) return { state: 'refused' }
  const { twoFactorRedirect } = (await response.clone().json()) as { twoFactorRedirect?: boolean }
  if (twoFactorRedirect) return { state: 'code', cookies: response.headers.getSetCookie() }
  return finish(platform, response, trial.forgive)
}

/** @param challenge out of the cookie that the password brought. */
export async function signInWithCode(
  platform: SignInPlatform,
  visitor: Visitor,
  challenge: { readonly identifier: string; readonly cookie: string },
  typed: string,
): Promise<SignInOutcome> {
  const { database, clock, config } = platform
  const account = await findChallenged(database, challenge.identifier, seconds(clock()))
  if (!account) return { state: 'expired' }
  const trial = await startTrial(platform, visitor, account)
  if ('wait' in trial) return { state: 'wait', seconds: trial.wait }
  const headers = headersFor(visitor, `${cookieNames(config.origin).challenge}=${challenge.cookie}`)
  const code = plainCode(typed)
  const isTotp = /^\d{6}$/.test(code)
  if (isTotp && !(await spend(platform, account.id, code))) return { state: 'refused' }
  const { api } = authOf(platform)
  const response = isTotp
    ? await api.verifyTOTP({ body: { code }, headers, asResponse: true })
    : await api.verifyBackupCode({ body: { code }, headers, asResponse: true })
  if (!accepted(response)) return { state: 'refused' }
  const used = addTrail(clock(), {
    actor: account,
    act: 'backup-code-used',
    subject: { kind: 'account', id: account.id },
  })
  return finish(platform, response, isTotp ? trial.forgive : [...trial.forgive, used])
}

/** What people type between the digits of a code does not count. */
function plainCode(typed: string): string {
  const digits = typed.replaceAll(/[\s.-]/g, '')
  return /^\d{6}$/.test(digits) ? digits : typed.trim()
}

/** Each code of an authenticator is good for one trial: better-auth itself accepts it again for 90 seconds (its issue 10387). */
export async function spend({ database, config, clock }: SignInPlatform, accountId: number, code: string) {
  const hash = await keyedHash(config.secret ?? '', 'code', code)
  try {
    await database.commit(...spendCode(accountId, hash, seconds(clock())))
    return true
  } catch (error) {
    if (error instanceof ConstraintFailure && error.kind === 'unique') return false
    throw error
  }
}

/** Sends the visitor to the provider. @returns its address and the cookies that bind the answer to this browser. */
export async function startAtProvider(platform: SignInPlatform, path: string) {
  const response = await authWithProvider(platform).api.signInSocial({
    body: {
      provider: 'oidc',
      callbackURL: `${platform.config.origin}${path}`,
      errorCallbackURL: `${platform.config.origin}/masuk?gagal=penyedia`,
      disableRedirect: true,
    },
    headers: new Headers(),
    asResponse: true,
  })
  if (!response.ok) return undefined
  const { url } = (await response.json()) as { url?: string }
  return url === undefined ? undefined : { url, cookies: response.headers.getSetCookie() }
}

/** The provider's answer: a session for an account with the e-mail that it vouches for, or none. */
export async function finishAtProvider(platform: SignInPlatform, request: Request): Promise<SignInOutcome> {
  const response = await authWithProvider(platform).handler(request)
  if (tokenOf(response, platform) === undefined) return { state: 'refused' }
  const { pathname, search } = new URL(response.headers.get('location') ?? '/', platform.config.origin)
  return { ...(await finish(platform, response, [])), path: pathname + search }
}

export async function signOut(platform: SignInPlatform, token: string): Promise<void> {
  const { database, clock } = platform
  const session = await findSession(database, token)
  if (!session) return
  await database.commit(
    endSessions(session.id, { only: session.session_id }),
    addTrail(clock(), { actor: session, act: 'sign-out', subject: { kind: 'account', id: session.id } }),
  )
}

async function finish(
  platform: SignInPlatform,
  response: Response,
  changes: readonly Change[],
): Promise<Extract<SignInOutcome, { state: 'in' }>> {
  const { database, clock } = platform
  const token = tokenOf(response, platform)
  const session = token === undefined ? undefined : await findSession(database, token)
  if (!session) throw new Error('signed in without a session')
  await database.commit(
    ...changes,
    ...clearExpired(seconds(clock())),
    addTrail(clock(), {
      actor: session,
      act: 'sign-in',
      subject: { kind: 'account', id: session.id },
      after: { method: session.method },
    }),
  )
  return { state: 'in', cookies: response.headers.getSetCookie(), accountId: session.id }
}

function tokenOf(response: Response, { config }: SignInPlatform): string | undefined {
  const name = `${cookieNames(config.origin).session}=`
  const cookie = response.headers.getSetCookie().findLast((one) => one.startsWith(name))
  const value = decodeURIComponent(cookie?.slice(name.length).split(';')[0] ?? '')
  return value.split('.')[0] || undefined
}

/** Counts a trial, of a password or code if nothing else is said; without the right to go on it says how many seconds to wait. */
export async function startTrial(
  { database, config, clock }: SignInPlatform,
  { known, address }: Visitor,
  { email, id }: { readonly email: string; readonly id: number | undefined },
  counted: Counted = signInTrials,
): Promise<{ readonly wait: number } | { readonly forgive: Change[] }> {
  const secret = config.secret ?? ''
  const now = seconds(clock())
  const isKnown = known !== undefined && id !== undefined && known.accounts.includes(id)
  const account = await keyedHash(secret, counted.purpose, email.toLowerCase())
  const source = await keyedHash(
    secret,
    'source',
    isKnown ? `browser ${known.browser}` : `address ${networkOf(address)}`,
  )
  if (!(await claim(database, claimTrial(account, source, now, counted.source)))) {
    return { wait: await waitLeft(database, account, source, now, counted.source) }
  }
  if (!isKnown && !(await claim(database, claimTrial(account, strangers, now, counted.strangers)))) {
    return { wait: await waitLeft(database, account, strangers, now, counted.strangers) }
  }
  return { forgive: forgiveTrials(account, source, isKnown ? '' : strangers) }
}

/** Stands for all sources together. */
const strangers = '*'

async function claim(database: Database, trial: Change): Promise<boolean> {
  const [outcome] = await database.commit(trial)
  return outcome?.changed === 1
}

async function waitLeft(
  database: Database,
  account: string,
  source: string,
  now: number,
  budget: Budget,
): Promise<number> {
  const row = await findFailures(database, account, source)
  if (!row) return 1
  return Math.max(1, row.last_at + waitAfter(row.failures, budget) - now)
}

// A household or office with IPv6 has a whole /64 to choose addresses from.
function networkOf(address = ''): string {
  if (!address.includes(':')) return address
  const [head = '', tail] = address.toLowerCase().split('::')
  const groups = head.split(':').filter(Boolean)
  const missing = tail === undefined ? 0 : 8 - groups.length - tail.split(':').filter(Boolean).length
  return [...groups, ...Array<string>(Math.max(0, missing)).fill('0')].slice(0, 4).join(':')
}

/** Only what is needed travels on, so that no cookie a visitor brought can become a session. */
export function headersFor({ userAgent }: Visitor, cookie?: string): Headers {
  return new Headers({ ...(userAgent && { 'user-agent': userAgent }), ...(cookie && { cookie }) })
}

/** @throws when better-auth could not do its work at all. */
export function accepted(response: Response): boolean {
  if (response.status >= 500) throw new Error(`better-auth answered ${response.status}`)
  return response.ok
}

export function seconds(instant: Date): number {
  return Math.floor(instant.getTime() / 1000)
}
