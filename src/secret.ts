// The secret of an installation without IKM_SECRET: made once, kept beside the database, readable by its owner only.

import { existsSync, readFileSync, writeFileSync } from 'node:fs'

/**
 * Not in the database: a copy of that alone lets nobody forge a session or read the secrets of authenticator apps.
 * @returns the secret, and the file it was written to where there was none before.
 */
export function keepSecret(database: string): { secret: string; madeIn: string | null } {
  const file = `${database}.secret`
  const known = existsSync(file)
  if (!known) {
    const made = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url')
    writeFileSync(file, `${made}\n`, { mode: 0o600, flag: 'wx' })
  }
  return { secret: readFileSync(file, 'utf8').trim(), madeIn: known ? null : file }
}
