// What is done with counters: opened with a code, changed, given a new code, closed, removed where no answer came by them.

import type { Actor } from '../../accounts/rules/rights.ts'
import { addTrail } from '../../accounts/store/trail.ts'
import { ConstraintFailure, type Database } from '../../database/database.ts'
import type { Platform } from '../../platform.ts'
import { codeFromBytes } from '../rules/code.ts'
import { differenceOf } from '../rules/difference.ts'
import { changeCounter, findCounterOf, listAllCounters, removeCounter } from '../store/counters.ts'
import { unitMustBeOpen } from '../store/units.ts'
import { addCode, addCounter, closeCounter, codeMustBeLive, findCounter, listServices, withdrawCode } from '../store.ts'

type OrganisationPlatform = Pick<Platform, 'database' | 'clock'>

/** A fresh unguessable code. */
export function newCode(): string {
  for (;;) {
    const code = codeFromBytes(crypto.getRandomValues(new Uint8Array(24)))
    if (code) return code
  }
}

/** Opens a counter of a unit and issues its code. @param actor null for the operator at the command line. */
export async function openCounter(
  database: Database,
  now: Date,
  counter: { unitId: number; name: string; serviceId: number | null },
  actor: Actor | null = null,
): Promise<string> {
  const code = newCode()
  const { unitId, name, serviceId } = counter
  await database.commit(
    unitMustBeOpen(unitId),
    addCounter({ unit_id: unitId, name, service_id: serviceId }),
    addCode({ code, issuedAt: seconds(now) }),
    addTrail(now, {
      actor,
      act: 'counter-opened',
      subject: { kind: 'counter', id: code, unitId },
      after: { counter: name, code },
    }),
  )
  return code
}

/** Withdraws a counter's code and issues another; refused unless the code still leads to a counter that takes answers. */
export async function reissueCode(
  database: Database,
  now: Date,
  code: string,
  actor: Actor | null = null,
): Promise<{ code: string } | { refused: 'closed' | 'withdrawn' | 'unknown' }> {
  const counter = await findCounter(database, code)
  if (!counter) return { refused: 'unknown' }
  const fresh = newCode()
  try {
    await database.commit(
      codeMustBeLive(code),
      withdrawCode(counter.id, seconds(now)),
      addCode({ code: fresh, counterId: counter.id, issuedAt: seconds(now) }),
      addTrail(now, {
        actor,
        act: 'code-reissued',
        subject: { kind: 'counter', id: counter.id, unitId: counter.unit_id },
        before: { counter: counter.name, code },
        after: { code: fresh },
      }),
    )
    return { code: fresh }
  } catch (error) {
    if (!(error instanceof ConstraintFailure) || error.kind !== 'check') throw error
    const found = await findCounter(database, code)
    return { refused: found?.closed_at === null ? 'withdrawn' : 'closed' }
  }
}

/** Closes a counter for good; its answers stay. */
export async function closeCounterOf(
  database: Database,
  now: Date,
  code: string,
  actor: Actor | null = null,
): Promise<'closed' | 'unknown'> {
  const counter = await findCounter(database, code)
  if (!counter) return 'unknown'
  if (counter.closed_at !== null) return 'closed'
  await database.commit(
    closeCounter(counter.id, seconds(now)),
    addTrail(now, {
      actor,
      act: 'counter-closed',
      subject: { kind: 'counter', id: counter.id, unitId: counter.unit_id },
      before: { counter: counter.name, code },
    }),
  )
  return 'closed'
}

export interface CounterValues {
  readonly name: string
  /** Null for a counter at which the citizen chooses the service. */
  readonly serviceId: number | null
}

export type CounterRefusal = 'unknown' | 'service' | 'name' | 'closed' | 'in use'

/** Opens a counter at the desk. @returns the new counter's code. */
export async function openDeskCounter(
  { database, clock }: OrganisationPlatform,
  actor: Actor,
  unitId: number,
  values: CounterValues,
): Promise<{ readonly code: string } | { readonly refused: CounterRefusal }> {
  const refused = await refusalOf(database, unitId, values)
  if (refused) return { refused }
  try {
    return { code: await openCounter(database, clock(), { unitId, ...values }, actor) }
  } catch (error) {
    if (error instanceof ConstraintFailure && error.kind === 'check') return { refused: 'closed' }
    throw error
  }
}

export async function reviseCounter(
  { database, clock }: OrganisationPlatform,
  actor: Actor,
  { unitId, id }: CounterPlace,
  values: CounterValues,
): Promise<CounterRefusal | undefined> {
  const counter = await findCounterOf(database, unitId, id)
  if (!counter) return 'unknown'
  if (counter.closed_at !== null) return 'closed'
  const refused = await refusalOf(database, unitId, values, counter)
  if (refused) return refused
  const difference = differenceOf(
    { counter: counter.name, service: counter.service_id },
    { counter: values.name, service: values.serviceId },
  )
  if (!difference) return undefined
  await database.commit(
    changeCounter({ id, unitId }, { name: values.name, service_id: values.serviceId }),
    addTrail(clock(), {
      actor,
      act: 'counter-changed',
      subject: { kind: 'counter', id, unitId },
      ...difference,
    }),
  )
  return undefined
}

export async function dropCounter(
  { database, clock }: OrganisationPlatform,
  actor: Actor,
  { unitId, id }: CounterPlace,
): Promise<CounterRefusal | undefined> {
  const counter = await findCounterOf(database, unitId, id)
  if (!counter) return 'unknown'
  if (counter.kept) return 'in use'
  try {
    await database.commit(
      ...removeCounter({ id, unitId }),
      addTrail(clock(), {
        actor,
        act: 'counter-removed',
        subject: { kind: 'counter', id, unitId },
        before: { counter: counter.name, code: counter.code },
      }),
    )
    return undefined
  } catch (error) {
    if (error instanceof ConstraintFailure && error.kind === 'foreign key') return 'in use'
    throw error
  }
}

interface CounterPlace {
  readonly unitId: number
  readonly id: number
}

/** A counter serves only open services of its own unit, and no other open counter there has its name. */
async function refusalOf(
  database: Database,
  unitId: number,
  { name, serviceId }: CounterValues,
  own?: { readonly id: number; readonly service_id: number | null },
): Promise<CounterRefusal | undefined> {
  const [services, counters] = await Promise.all([listServices(database, unitId), listAllCounters(database, unitId)])
  const kept = serviceId === null || serviceId === own?.service_id
  if (!kept && !services.some(({ id }) => id === serviceId)) return 'service'
  const named = counters.some(
    (one) => one.id !== own?.id && one.closed_at === null && one.name.toLowerCase() === name.toLowerCase(),
  )
  return named ? 'name' : undefined
}

function seconds(instant: Date): number {
  return Math.floor(instant.getTime() / 1000)
}
