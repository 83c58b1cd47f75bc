// Proof of work: a puzzle that costs its solver some tenths of a second and its checker next to nothing, and needs no memory.

import { keyedHash } from './token.ts'

/**
 * A puzzle. For each part from 0 the solver finds a number n such that SHA-256 of `seed.part.n` begins with `bit` zero
 * bits, where seed is the first 32 hexadecimal digits of the SHA-256 of `tantangan.kunci`. Several small parts take
 * nearly the same time for everybody, where one large one would take some people five times as long.
 * The names are Indonesian since they go over the wire.
 */
export interface Puzzle {
  readonly tantangan: string
  /** What the work is done for; it serves for nothing else. */
  readonly kunci: string
  readonly bagian: number
  readonly bit: number
}

const parts = 8
const easiest = 9
const hardest = 15
/** Seconds: a puzzle holds for two of these at least. */
const slot = 120

/** @param load times the plausible rate, above 1: each doubling doubles the work, up to 262,144 hashes on average. */
export function bitsFor(load: number): number {
  return Math.min(hardest, easiest + Math.ceil(Math.log2(Math.max(load, 1))))
}

/** @param place where the work counts. @param now milliseconds since 1970. */
export async function makePuzzle(
  secret: string,
  { place, kunci, bit, now }: { place: string; kunci: string; bit: number; now: number },
): Promise<Puzzle> {
  const until = (Math.floor(now / 1000 / slot) + 3) * slot
  return { tantangan: await challenge(secret, place, until, bit), kunci, bagian: parts, bit }
}

/** True when the proof, `challenge:n,n,…`, is of work that was asked for here, for this key, and not long ago. */
export async function isWorkDone(
  secret: string,
  { place, kunci, proof, now }: { place: string; kunci: string; proof: string; now: number },
): Promise<boolean> {
  const [, given, until, bit, numbers] =
    /^((\d{10,11})\.(\d{1,2})\.[\w-]{43}):((?:\d{1,9},){7}\d{1,9})$/.exec(proof) ?? []
  if (!given || !numbers || Number(until) * 1000 < now) return false
  if (given !== (await challenge(secret, place, Number(until), Number(bit)))) return false
  const seed = hexadecimal(await sha256(`${given}.${kunci}`)).slice(0, 32)
  for (const [part, number] of numbers.split(',').entries()) {
    if (zeroBits(await sha256(`${seed}.${part}.${number}`)) < Number(bit)) return false
  }
  return true
}

// The same for all who are asked within a slot, so that a flood costs one signature a minute, not one a request.
let latest = { of: '', is: '' }

async function challenge(secret: string, place: string, until: number, bit: number): Promise<string> {
  const of = `${secret} ${place} ${until} ${bit}`
  if (latest.of !== of) {
    latest = { of, is: `${until}.${bit}.${await keyedHash(secret, 'work', `${place} ${until} ${bit}`)}` }
  }
  return latest.is
}

async function sha256(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(text)))
}

const encoder = new TextEncoder()

function hexadecimal(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function zeroBits(hash: Uint8Array): number {
  let bits = 0
  for (const byte of hash) {
    if (byte !== 0) return bits + Math.clz32(byte) - 24
    bits += 8
  }
  return bits
}
