// The key by which this installation signs what it publishes: made once, kept beside the database, readable by its owner only.

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { newSigningKey } from './publications/signing.ts'

/**
 * Not in the database: whoever has a copy of that alone cannot sign in this office's name.
 * @returns the private key in PEM, and the file it was written to where there was none before.
 */
export async function keepSigningKey(database: string): Promise<{ signingKey: string; madeIn: string | null }> {
  const file = `${database}.kunci.pem`
  const known = existsSync(file)
  if (!known) writeFileSync(file, await newSigningKey(), { mode: 0o600, flag: 'wx' })
  return { signingKey: readFileSync(file, 'utf8'), madeIn: known ? null : file }
}
