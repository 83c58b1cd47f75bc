// SQL of a unit's counters at the desk: with their codes, those that were withdrawn too; changed, removed.

import { sql } from 'kysely'
import { build, type Change, change, type Database } from '../../database/database.ts'

/** Every counter of a unit, the open ones first, each with its live code. `kept` is 1 where answers came by it. */
export function listAllCounters(database: Database, unitId: number) {
  return counters(database, unitId).execute()
}

/** One counter of this unit, and of no other. */
export function findCounterOf(database: Database, unitId: number, id: number) {
  return counters(database, unitId).where('counters.id', '=', id).executeTakeFirst()
}

function counters(database: Database, unitId: number) {
  return database.read
    .selectFrom('counters')
    .leftJoin('counter_codes as code', (join) =>
      join.onRef('code.counter_id', '=', 'counters.id').on('code.withdrawn_at', 'is', null),
    )
    .leftJoin('services', 'services.id', 'counters.service_id')
    .where('counters.unit_id', '=', unitId)
    .orderBy(sql`counters.closed_at is not null`)
    .orderBy('counters.name')
    .orderBy('counters.id')
    .select(['counters.id', 'counters.name', 'counters.service_id', 'counters.closed_at', 'services.name as service'])
    .select(['code.code', 'code.issued_at'])
    .select(
      sql<number>`exists(select 1 from tallies where unit_id = counters.unit_id and counter_id = counters.id)`.as(
        'kept',
      ),
    )
}

/** Codes of a counter that were withdrawn, the latest first; seconds since 1970-01-01 UTC. */
export function listWithdrawnCodes(database: Database, counterId: number) {
  return database.read
    .selectFrom('counter_codes')
    .where('counter_id', '=', counterId)
    .where('withdrawn_at', 'is not', null)
    .orderBy('withdrawn_at', 'desc')
    .select(['code', 'issued_at', 'withdrawn_at'])
    .execute()
}

export function changeCounter(
  { id, unitId }: { readonly id: number; readonly unitId: number },
  values: { readonly name: string; readonly service_id: number | null },
): Change {
  return change(build.updateTable('counters').set(values).where('id', '=', id).where('unit_id', '=', unitId))
}

/** Refused by its references where answers came by it; its codes then stay as well. */
export function removeCounter({ id, unitId }: { readonly id: number; readonly unitId: number }): Change[] {
  return [
    change(build.deleteFrom('counter_codes').where('counter_id', '=', id)),
    change(build.deleteFrom('counters').where('id', '=', id).where('unit_id', '=', unitId)),
  ]
}
