// What is noted of an answer's origin: hashes that tell one phone or connection from another and lead back to neither.

import type { Database } from '../../database/database.ts'
import type { Platform } from '../../platform.ts'
import { type SipKey, sipHash, sipKey } from '../../security/sip-hash.ts'
import { keyedHash } from '../../security/token.ts'
import type { Brought } from '../forms/submission.ts'
import type { Form } from '../rules/service.ts'
import { type Claim, isRecent, networkOf } from '../rules/visit.ts'
import { addAddressKey, type Evidence, findAddressKey } from '../store/evidence.ts'

type Origin = Pick<Platform, 'database' | 'config' | 'address'>

/** Phones are told apart within a unit only: the same phone at another unit has another hash. */
export async function evidenceOf(
  { database, config, address }: Origin,
  form: Form,
  brought: Brought,
  now: Date,
): Promise<Evidence> {
  const { device, seconds, claim } = brought
  const visit = claim === undefined ? { visit: null, ticket: null } : await visitOf(config.secret, form, claim, now)
  let network: number | null = null
  if (address !== undefined) {
    const day = Math.floor(now.getTime() / 86_400_000)
    const known = form.hashing.address
    const key = known?.day === day ? known.key : await addressKeyOf(database, day)
    network = sipHash(key, networkOf(address))
  }
  return {
    device: device === undefined ? null : sipHash(form.hashing.device, `${form.unit.id} ${device}`),
    address: network,
    seconds,
    ...visit,
  }
}

async function visitOf(
  secret: string | undefined,
  form: Form,
  claim: Claim | 'unreadable',
  now: Date,
): Promise<Pick<Evidence, 'visit' | 'ticket'>> {
  const refused = { visit: 'refused', ticket: null } as const
  if (secret === undefined || claim === 'unreadable') return refused
  if (claim.kind === 'ticket') return { visit: null, ticket: await ticketHash(secret, form.counter.id, claim.code) }
  if (!isRecent(claim.period, Math.floor(now.getTime() / 1000))) return refused
  const mark = await screenMark(secret, form.counter.id, claim.period)
  return mark.startsWith(claim.mark) ? { visit: 'screen', ticket: null } : refused
}

/** The hash under which a one-time code is kept; eight letters are few enough to need a key. */
export function ticketHash(secret: string, counterId: number, code: string): Promise<string> {
  return keyedHash(secret, 'tiket', `${counterId} ${code}`)
}

/** What a counter's screen shows in a period; see `writeScreenCode`. */
export function screenMark(secret: string, counterId: number, period: number): Promise<string> {
  return keyedHash(secret, 'layar', `${counterId} ${period}`)
}

// The first answer of a day makes its key; those that come at the same moment wait for it.
function addressKeyOf(database: Database, day: number): Promise<SipKey> {
  let known = dayKeys.get(database)
  if (known?.day !== day) {
    known = { day, key: makeAddressKey(database, day) }
    dayKeys.set(database, known)
    known.key.catch(() => dayKeys.delete(database))
  }
  return known.key
}

const dayKeys = new WeakMap<Database, { readonly day: number; readonly key: Promise<SipKey> }>()

async function makeAddressKey(database: Database, day: number): Promise<SipKey> {
  const made = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0'))
  await database.commit(addAddressKey(day, made.join('')))
  // Another process may have been faster.
  return sipKey((await findAddressKey(database, day)) ?? made.join(''))
}
