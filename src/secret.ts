// The secret of an installation without IKM_SECRET: made once, kept beside the database, readable by its owner only.

import { existsSync, readFileSync, writeFileSync } from 'node:fs'

/**
 * Not in the database: a copy of that alone lets nobody forge a session or read the secrets of authenticator apps.
 * @returns the secret, made now where there was none.
 */
export function keepSecret(database: string): string {
  const file = `${database}.secret`
  if (!existsSync(file)) {
    const made = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url')
    writeFileSync(file, `${made}\n`, { mode: 0o600, flag: 'wx' })
    console.log(`Kunci rahasia dibuat di ${file}. Simpan bersama salinan basis data, atau tetapkan IKM_SECRET.`)
  }
  return readFileSync(file, 'utf8').trim()
}
