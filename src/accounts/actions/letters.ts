// Links by e-mail, where the office has a mail server: sent from the desk, or asked for at the sign-in.

import type { Platform } from '../../platform.ts'
import { hashToken, newToken } from '../../security/token.ts'
import { type LetterFacts, writeLetter } from '../letters.ts'
import type { Actor } from '../rules/rights.ts'
import { letterTrials } from '../rules/throttle.ts'
import { findAccountByEmail, findMailable } from '../store/accounts.ts'
import { addAskedLink } from '../store/links.ts'
import { addTrail } from '../store/trail.ts'
import { linkPaths } from './links.ts'
import { seconds, startTrial, type Visitor } from './sign-in.ts'

type LetterPlatform = Pick<Platform, 'database' | 'config' | 'clock' | 'log' | 'mail'>

/** Milliseconds that a page has to be on its way, before anything is done that takes time for some addresses only. */
const pageIsOut = 250

/** @param actor null where nobody had signed in. @returns whether the mail server took it; a refusal is logged without the address. */
export async function mailLink(
  { database, clock, log, mail }: LetterPlatform,
  actor: Actor | null,
  facts: LetterFacts,
): Promise<boolean> {
  if (!mail) return false
  try {
    await mail(writeLetter(facts))
  } catch (error) {
    log({ event: 'mail-failed', error: error instanceof Error ? error.message : 'unknown' })
    return false
  }
  const account = await findAccountByEmail(database, facts.email)
  await database.commit(
    addTrail(clock(), {
      actor,
      act: 'account-link-mailed',
      subject: { kind: 'account', id: account?.id ?? null },
      after: { account: facts.name, email: facts.email },
    }),
  )
  return true
}

/**
 * A link to a new password for whoever has an account with a password; for anybody else nothing, in the same words and
 * the same time, since the looking, making and sending begin when the answer is out.
 */
export async function askNewPassword(
  platform: LetterPlatform,
  visitor: Visitor,
  email: string,
  shown: Pick<LetterFacts, 'until' | 'government'>,
): Promise<'asked' | { readonly wait: number }> {
  const account = await findAccountByEmail(platform.database, email)
  const trial = await startTrial(platform, visitor, { email, id: account?.id }, letterTrials)
  if ('wait' in trial) return trial
  setTimeout(() => void mailNewPassword(platform, email, shown), pageIsOut)
  return 'asked'
}

async function mailNewPassword(
  platform: LetterPlatform,
  typed: string,
  shown: Pick<LetterFacts, 'until' | 'government'>,
): Promise<void> {
  const { database, config, clock, log } = platform
  try {
    const account = await findMailable(database, typed)
    if (!account) return
    const { id, name, email } = account
    const token = newToken()
    const now = clock()
    await database.commit(
      addAskedLink(id, await hashToken(token), seconds(now)),
      addTrail(now, {
        actor: null,
        act: 'new-password-asked',
        subject: { kind: 'account', id },
        after: { account: name },
      }),
    )
    const address = config.origin + linkPaths.reset + token
    await mailLink(platform, null, { ...shown, occasion: 'asked', name, email, address })
  } catch (error) {
    // Nobody waits for this any more, so nobody else would tell.
    log({ event: 'error', route: '/masuk/lupa', error: error instanceof Error ? error.message : 'unknown' })
  }
}
