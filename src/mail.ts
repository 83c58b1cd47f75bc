// Hands letters to the mail server of the office: one connection each, plain text, given up after ten seconds.

import { createTransport } from 'nodemailer'
import type { Letter } from './platform.ts'
import type { MailServer } from './settings.ts'

/** Milliseconds from the first look-up of its name to the server's word that it has the letter. */
const patience = 10_000

/**
 * @param longest milliseconds after which a letter is given up.
 * @returns what sends one letter. It throws, with the kind of failure and no address, unless the server accepted it.
 */
export function openMail(server: MailServer, longest = patience): (letter: Letter) => Promise<void> {
  const { host, port, secure, signIn, from } = server
  // What stays on this machine needs no TLS, and Debian's own mail server offers it with a certificate for no name at all.
  const here = /^(?:localhost|127\.0\.0\.1|::1)$/.test(host)
  const transport = createTransport(
    {
      host,
      port,
      secure,
      ...(signIn && { auth: signIn }),
      // A password never travels in the clear, also where somebody on the way takes STARTTLS out of the greeting.
      requireTLS: !secure && !here && signIn !== undefined,
      ignoreTLS: !secure && here,
      socketCloseTimeout: 0,
      disableFileAccess: true,
      disableUrlAccess: true,
    },
    { from, xMailer: false, headers: { 'auto-submitted': 'auto-generated' } },
  )
  return async ({ to, subject, text }) => {
    // One address and nothing else; a line end in a header would begin another.
    if (!/^[^\s@<>()[\]\\,;:"\p{Cc}]+@[a-z\d.-]+$/iu.test(to) || /\p{Cc}/u.test(subject)) {
      throw new Error('not a letter to one address')
    }
    try {
      const signal = AbortSignal.timeout(longest)
      await transport.sendMail({ to: { name: '', address: to }, subject, text, signal })
    } catch (error) {
      const { code, responseCode } = error as { code?: string; responseCode?: number }
      // The server's own words may repeat the address.
      throw new Error([code ?? 'unknown', responseCode].filter(Boolean).join(' '))
    }
  }
}
