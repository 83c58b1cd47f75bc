// What is handed out so that an answer can show a visit: a sheet of one-time codes, one for a queue system, what a screen shows.

import type { Actor } from '../../accounts/rules/rights.ts'
import { addTrail } from '../../accounts/store/trail.ts'
import { ConstraintFailure } from '../../database/database.ts'
import type { Platform } from '../../platform.ts'
import { hashToken, newToken } from '../../security/token.ts'
import { codeFromBytes, writeCode } from '../../units/rules/code.ts'
import {
  type CounterKeyKind,
  mostOutstanding,
  periodOf,
  type Screen,
  screenPeriod,
  ticketDays,
  ticketsOnSheet,
  writeScreenCode,
} from '../rules/visit.ts'
import {
  addCounterKey,
  addQueueTicket,
  addSheetTickets,
  findByKey,
  findCounterForVisits,
  withdrawCounterKey,
} from '../store/visits.ts'
import { screenMark, ticketHash } from './evidence.ts'

type Desk = Pick<Platform, 'database' | 'clock' | 'config'>

interface CounterPlace {
  readonly unitId: number
  readonly counterId: number
}

/** `unknown`: no such counter, or it is closed. */
export type VisitRefusal = 'unknown'

export interface Sheet {
  /** As they are typed; nobody can read them again. */
  readonly codes: readonly string[]
  readonly counter: { readonly name: string; readonly code: string }
  /** In seconds since 1970-01-01 UTC. */
  readonly validUntil: number
}

/** Makes a sheet of codes for a counter. @throws without a secret. */
export async function makeSheet(
  desk: Desk,
  actor: Actor,
  place: CounterPlace,
): Promise<Sheet | { refused: VisitRefusal }> {
  const { database, clock, config } = desk
  const counter = await openCounterOf(desk, place)
  if (!counter) return { refused: 'unknown' }
  const now = clock()
  const issuedAt = seconds(now)
  const validUntil = issuedAt + ticketDays.sheet * 86_400
  const codes = Array.from({ length: ticketsOnSheet }, newCode)
  const secret = secretOf(config)
  const hashes = await Promise.all(codes.map((code) => ticketHash(secret, counter.id, code)))
  await database.commit(
    addCounterKey({
      counterId: counter.id,
      kind: 'sheet',
      hash: null,
      madeAt: issuedAt,
      madeBy: actor.name,
      tickets: codes.length,
    }),
    addSheetTickets(hashes, { counterId: counter.id, issuedAt, validUntil }),
    addTrail(now, {
      actor,
      act: 'tickets-printed',
      subject: { kind: 'counter', id: counter.id, unitId: place.unitId },
      after: { counter: counter.name, tickets: codes.length },
    }),
  )
  return { codes, counter: { name: counter.name, code: counter.code }, validUntil }
}

/** Makes a key of a queue system, or the secret part of a screen's address. It is shown once. */
export async function makeCounterKey(
  desk: Desk,
  actor: Actor,
  place: CounterPlace,
  kind: 'queue' | 'screen',
): Promise<{ readonly key: string } | { readonly refused: VisitRefusal }> {
  const counter = await openCounterOf(desk, place)
  if (!counter) return { refused: 'unknown' }
  const now = desk.clock()
  const key = newToken()
  await desk.database.commit(
    addCounterKey({
      counterId: counter.id,
      kind,
      hash: await hashToken(key),
      madeAt: seconds(now),
      madeBy: actor.name,
      tickets: 0,
    }),
    addTrail(now, {
      actor,
      act: kind === 'queue' ? 'queue-key-made' : 'screen-made',
      subject: { kind: 'counter', id: counter.id, unitId: place.unitId },
      after: { counter: counter.name },
    }),
  )
  return { key }
}

/** Withdraws what was handed out; codes of it that nobody has used are worth nothing from now on. */
export async function withdrawKey(
  { database, clock }: Desk,
  actor: Actor,
  { unitId, counterId }: CounterPlace,
  { id, kind }: { readonly id: number; readonly kind: CounterKeyKind },
): Promise<VisitRefusal | undefined> {
  const counter = await findCounterForVisits(database, unitId, counterId)
  if (!counter) return 'unknown'
  const now = clock()
  try {
    await database.commit(
      ...withdrawCounterKey(counterId, id, seconds(now)),
      addTrail(now, {
        actor,
        act: 'counter-key-withdrawn',
        subject: { kind: 'counter', id: counterId, unitId },
        before: { counter: counter.name, kind },
      }),
    )
    return undefined
  } catch (error) {
    if (error instanceof ConstraintFailure && error.kind === 'check') return 'unknown'
    throw error
  }
}

export type Issued =
  | { readonly code: string; readonly address: string; readonly validUntil: number }
  | { readonly refused: 'key' | 'closed' | 'too many' }

/** Hands one code out to a queue system. `too many`: so many are out that nobody comes to use. */
export async function issueTicket(
  { database, clock, config }: Desk,
  counterCode: string,
  key: string,
): Promise<Issued> {
  const found = await findByKey(database, 'queue', await hashToken(key))
  if (!found || found.code !== counterCode) return { refused: 'key' }
  if (found.closed_at !== null || found.unit_closed_at !== null) return { refused: 'closed' }
  const issuedAt = seconds(clock())
  const validUntil = issuedAt + ticketDays.queue * 86_400
  const code = newCode()
  const hash = await ticketHash(secretOf(config), found.counter_id, code)
  const row = { keyId: found.key_id, counterId: found.counter_id, issuedAt, validUntil }
  try {
    await database.commit(...addQueueTicket(hash, row, mostOutstanding))
  } catch (error) {
    if (error instanceof ConstraintFailure && error.kind === 'check') return { refused: 'too many' }
    throw error
  }
  return { code: writeCode(code), address: formAddressWith(config.origin, counterCode, code), validUntil }
}

/** What the screen of a counter shows now; undefined for an address that is none, or of a counter that has closed. */
export async function showScreen({ database, clock, config }: Desk, key: string): Promise<Screen | undefined> {
  const found = await findByKey(database, 'screen', await hashToken(key))
  if (!found || found.code === null || found.closed_at !== null || found.unit_closed_at !== null) return undefined
  const now = seconds(clock())
  const period = periodOf(now)
  const mark = await screenMark(secretOf(config), found.counter_id, period)
  const address = formAddressWith(config.origin, found.code, writeScreenCode(period, mark))
  return { unit: found.unit, counter: found.counter, address, next: (period + 1) * screenPeriod - now }
}

export function formAddressWith(origin: string, counterCode: string, code: string): string {
  return `${origin}/s/${counterCode}?tiket=${code}`
}

async function openCounterOf({ database }: Desk, { unitId, counterId }: CounterPlace) {
  const counter = await findCounterForVisits(database, unitId, counterId)
  if (!counter || counter.closed_at !== null || counter.code === null) return undefined
  return { id: counter.id, name: counter.name, code: counter.code }
}

// Without one nobody signs in, so nobody can have handed anything out.
function secretOf({ secret }: Platform['config']): string {
  if (secret === undefined) throw new Error('codes of visits need a secret')
  return secret
}

function newCode(): string {
  let code: string | undefined
  while (code === undefined) code = codeFromBytes(crypto.getRandomValues(new Uint8Array(32)))
  return code
}

function seconds(now: Date): number {
  return Math.floor(now.getTime() / 1000)
}
