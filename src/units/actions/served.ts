// What is done with people served at the desk: a year's numbers entered as a whole, each change told in the trail.

import type { Actor } from '../../accounts/rules/rights.ts'
import { addTrail } from '../../accounts/store/trail.ts'
import type { Platform } from '../../platform.ts'
import type { Served } from '../rules/served.ts'
import { enterAllServed, listServedIn, removeServed } from '../store/served.ts'

/** A number for a month, or none any more where `people` is null. */
export type ServedEntry = Omit<Served, 'people'> & { readonly people: number | null }

/** Enters what differs from what is there. @returns how many numbers changed. */
export async function enterServedYear(
  { database, clock }: Pick<Platform, 'database' | 'clock'>,
  actor: Actor,
  unitId: number,
  year: number,
  entries: readonly ServedEntry[],
): Promise<number> {
  const there = new Map((await listServedIn(database, unitId, year)).map((one) => [placeOf(one), one.people]))
  const changed = entries.filter((entry) => (there.get(placeOf(entry)) ?? null) !== entry.people)
  if (changed.length === 0) return 0
  const now = clock()
  const numbers = changed.filter((entry): entry is Served => entry.people !== null)
  await database.commit(
    enterAllServed(unitId, numbers, Math.floor(now.getTime() / 1000)),
    removeServed(
      unitId,
      changed.filter(({ people }) => people === null),
    ),
    addTrail(now, {
      actor,
      act: 'served-entered',
      subject: { kind: 'served', id: year, unitId },
      before: Object.fromEntries(changed.map((entry) => [placeOf(entry), there.get(placeOf(entry)) ?? null])),
      after: Object.fromEntries(changed.map((entry) => [placeOf(entry), entry.people])),
    }),
  )
  return changed.length
}

/** `202607`, or `202607/12` for service 12. */
function placeOf({ month, serviceId }: Omit<Served, 'people'>): string {
  return serviceId === null ? String(month) : `${month}/${serviceId}`
}
