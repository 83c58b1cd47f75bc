// The links that are handed over or sent: made, looked at, used once.

import { ConstraintFailure, type Database } from '../../database/database.ts'
import type { Platform } from '../../platform.ts'
import { hashPassword } from '../../security/password.ts'
import { hashToken, newToken } from '../../security/token.ts'
import { type LinkKind, linkState } from '../rules/link.ts'
import { addAccount, addGrant, hasAccounts, nameAccount, setPassword } from '../store/accounts.ts'
import { addLink, findLink, revokeLinks, spendLink } from '../store/links.ts'
import { endSessions } from '../store/sessions.ts'
import { addTrail } from '../store/trail.ts'
import { seconds } from './sign-in.ts'

/** Path of each kind of link, before its token. */
export const linkPaths: Readonly<Record<LinkKind, string>> = {
  setup: '/masuk/penyiapan/',
  invitation: '/masuk/undangan/',
  reset: '/masuk/sandi/',
}

/** Makes the set-up link; those made before are revoked. @returns its path. */
export async function makeSetupLink(database: Pick<Database, 'commit'>, now: Date): Promise<string> {
  const token = newToken()
  await database.commit(
    ...addLink({ kind: 'setup', account: null, tokenHash: await hashToken(token), at: seconds(now) }),
  )
  return linkPaths.setup + token
}

/** The same while nobody has an account; undefined once somebody has. */
export async function offerSetupLink(database: Database, now: Date): Promise<string | undefined> {
  return (await hasAccounts(database)) ? undefined : makeSetupLink(database, now)
}

export interface OpenLink {
  readonly id: number
  readonly kind: LinkKind
  readonly account: { readonly id: number; readonly name: string; readonly email: string } | null
}

/** What a link stands for; where it is not good any more, why. */
export async function openLink(
  { database, clock }: Pick<Platform, 'database' | 'clock'>,
  kind: LinkKind,
  token: string,
): Promise<OpenLink | { readonly refused: 'unknown' | 'used' | 'replaced' | 'late' }> {
  const row = await findLink(database, await hashToken(token))
  const link = row?.kind === kind && (row.deactivated_at ?? null) === null ? row : undefined
  const state = linkState(link, seconds(clock()))
  if (!link || state !== 'open') return { refused: state === 'open' ? 'unknown' : state }
  const { id, account_id, name, email } = link
  return { id, kind, account: account_id === null ? null : { id: account_id, name: name ?? '', email: email ?? '' } }
}

/** What is filled in at a link; name and e-mail count for a set-up, the name for an invitation. */
export interface Filled {
  readonly name: string
  readonly email: string
  readonly password: string
}

/**
 * Uses a link up and does what it is for, all or nothing.
 * @returns the e-mail to sign in with; `gone` when somebody was faster, `taken` when the e-mail has an account already.
 */
export async function useLink(
  { database, clock }: Pick<Platform, 'database' | 'clock'>,
  link: OpenLink,
  { name, email, password }: Filled,
): Promise<{ readonly email: string } | { readonly refused: 'gone' | 'taken' }> {
  const now = clock()
  const at = seconds(now)
  const hash = await hashPassword(password)
  const { account } = link
  try {
    if (account === null) {
      await database.commit(
        ...spendLink(link.id, at),
        addAccount({ name, email, at }),
        setPassword({ email }, hash, at),
        addGrant({ email }, { role: 'bureau', unitId: null, agencyId: null }),
        addTrail(now, {
          actor: null,
          act: 'account-set-up',
          subject: { kind: 'account', id: email },
          after: { name, email, role: 'bureau' },
        }),
      )
      return { email }
    }
    const isReset = link.kind === 'reset'
    const actor = { id: account.id, name: isReset ? account.name : name }
    await database.commit(
      ...spendLink(link.id, at),
      setPassword({ accountId: account.id }, hash, at),
      revokeLinks(account.id, at),
      ...(isReset ? [endSessions(account.id, 'all')] : [nameAccount(account.id, name, at)]),
      addTrail(now, {
        actor,
        act: isReset ? 'password-reset' : 'invitation-accepted',
        subject: { kind: 'account', id: account.id },
      }),
    )
    return { email: account.email }
  } catch (error) {
    if (!(error instanceof ConstraintFailure)) throw error
    if (error.kind === 'check') return { refused: 'gone' }
    if (error.kind === 'unique') return { refused: 'taken' }
    throw error
  }
}
