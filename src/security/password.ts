// How a password is stored: scrypt with a salt, its cost written beside it, so that it can grow later.

import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'

// Source: OWASP Password Storage Cheat Sheet, scrypt: N = 2^14, r = 8, p = 5 with 16 MiB of memory. Workers hold 128 MiB
// in all, and their PBKDF2 stops at 100,000 rounds, far below what it would need.
const usualCost = { N: 2 ** 14, r: 8, p: 5 }
const bytes = 32

/** @returns `scrypt$N$r$p$salt$hash`, the last two in base64. */
export async function hashPassword(password: string, cost = usualCost): Promise<string> {
  const salt = randomBytes(16)
  const hash = await derive(password, salt, cost)
  return ['scrypt', cost.N, cost.r, cost.p, salt.toString('base64'), hash.toString('base64')].join('$')
}

/** False as well for a hash that is none of ours. */
export async function verifyPassword(stored: string, password: string): Promise<boolean> {
  const [kind, N, r, p, salt, hash] = stored.split('$')
  if (kind !== 'scrypt' || !salt || !hash) return false
  const expected = Buffer.from(hash, 'base64')
  const derived = await derive(password, Buffer.from(salt, 'base64'), { N: Number(N), r: Number(r), p: Number(p) })
  return derived.length === expected.length && timingSafeEqual(derived, expected)
}

function derive(password: string, salt: Buffer, options: ScryptOptions): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, bytes, options, (error, key) => (error ? reject(error) : resolve(key)))
  })
}
