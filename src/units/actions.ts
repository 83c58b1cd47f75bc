// What is done with counters: opened with a code, given a new code, closed.

import { ConstraintFailure, type Database } from '../database/database.ts'
import { codeFromBytes } from './rules/code.ts'
import { addCode, addCounter, closeCounter, codeMustBeLive, findCounter, withdrawCode } from './store.ts'

/** A fresh unguessable code. */
export function newCode(): string {
  for (;;) {
    const code = codeFromBytes(crypto.getRandomValues(new Uint8Array(24)))
    if (code) return code
  }
}

/** Opens a counter of a unit and issues its code. */
export async function openCounter(
  database: Database,
  now: Date,
  counter: { unitId: number; name: string; serviceId: number | null },
): Promise<string> {
  const code = newCode()
  await database.commit(
    addCounter({ unit_id: counter.unitId, name: counter.name, service_id: counter.serviceId }),
    addCode({ code, issuedAt: seconds(now) }),
  )
  return code
}

/** Withdraws a counter's code and issues another; refused unless the code still leads to a counter that takes answers. */
export async function reissueCode(
  database: Database,
  now: Date,
  code: string,
): Promise<{ code: string } | { refused: 'closed' | 'withdrawn' | 'unknown' }> {
  const counter = await findCounter(database, code)
  if (!counter) return { refused: 'unknown' }
  const fresh = newCode()
  try {
    await database.commit(
      codeMustBeLive(code),
      withdrawCode(counter.id, seconds(now)),
      addCode({ code: fresh, counterId: counter.id, issuedAt: seconds(now) }),
    )
    return { code: fresh }
  } catch (error) {
    if (!(error instanceof ConstraintFailure) || error.kind !== 'check') throw error
    const found = await findCounter(database, code)
    return { refused: found?.closed_at === null ? 'withdrawn' : 'closed' }
  }
}

/** Closes a counter for good; its answers stay. */
export async function closeCounterOf(database: Database, now: Date, code: string): Promise<'closed' | 'unknown'> {
  const counter = await findCounter(database, code)
  if (!counter) return 'unknown'
  await database.commit(closeCounter(counter.id, seconds(now)))
  return 'closed'
}

function seconds(instant: Date): number {
  return Math.floor(instant.getTime() / 1000)
}
