// Who is signed in: the session of a cookie, with all that decides what its account may do.

import type { Platform } from '../../platform.ts'
import { type Actor, hasRole } from '../rules/rights.ts'
import { findSession, readGrants } from '../store/accounts.ts'
import { seconds } from './sign-in.ts'

export interface SignedIn {
  readonly actor: Actor
  readonly email: string
  readonly sessionId: number
  readonly hasTotp: boolean
  readonly hasPassword: boolean
  /** Whether the installation asks a second factor of the bureau. */
  readonly totpRequired: boolean
  /** True where a second factor must be set up before anything else. */
  readonly owesTotp: boolean
  /** The session's cookie as it came, signature and all, for what better-auth does with it. */
  readonly cookie: string
  /** The government's zone, where the bureau has set it. */
  readonly zone: Platform['config']['zone'] | null
}

/** One query. @param token the part of the session's cookie that its signature vouches for. */
export async function resumeSession(
  { database, clock }: Pick<Platform, 'database' | 'clock'>,
  token: string,
  cookie: string,
): Promise<SignedIn | undefined> {
  const row = await findSession(database, token)
  if (!row || row.expires_at <= seconds(clock())) return undefined
  const actor = { id: row.id, name: row.name, grants: readGrants(row.grants) }
  const hasTotp = row.two_factor_enabled === 1
  const totpRequired = row.totp_required === 1
  return {
    actor,
    email: row.email,
    sessionId: row.session_id,
    hasTotp,
    hasPassword: row.has_password === 1,
    totpRequired,
    // Whoever comes through the provider has shown there what it asks for.
    owesTotp: totpRequired && !hasTotp && row.method === 'password' && hasRole(actor, 'bureau'),
    cookie,
    zone: row.zone as SignedIn['zone'],
  }
}
