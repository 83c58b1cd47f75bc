// SQL of a unit's services at the desk, the closed ones too: changed, closed, removed.

import { sql } from 'kysely'
import { build, type Change, change, type Database } from '../../database/database.ts'
import type { ServiceChannel } from '../rules/service.ts'

/** Every service of a unit, the open ones first. `kept` is 1 where answers or people served stand in its name. */
export function listAllServices(database: Database, unitId: number) {
  return database.read
    .selectFrom('services')
    .where('unit_id', '=', unitId)
    .orderBy(sql`closed_at is not null`)
    .orderBy('name')
    .orderBy('id')
    .select(['id', 'slug', 'name', 'channel', 'closed_at'])
    .select(
      sql<number>`exists(select 1 from tallies where unit_id = services.unit_id and service_id = services.id)
        or exists(select 1 from people_served where unit_id = services.unit_id and service_id = services.id)
        or exists(select 1 from counters where unit_id = services.unit_id and service_id = services.id)`.as('kept'),
    )
    .execute()
}

export function changeService(
  { id, unitId }: { readonly id: number; readonly unitId: number },
  values: { readonly name: string; readonly channel: ServiceChannel },
): Change {
  return change(build.updateTable('services').set(values).where('id', '=', id).where('unit_id', '=', unitId))
}

/** @param at null opens it again. */
export function setServiceClosed(
  { id, unitId }: { readonly id: number; readonly unitId: number },
  at: number | null,
): Change {
  return change(build.updateTable('services').set({ closed_at: at }).where('id', '=', id).where('unit_id', '=', unitId))
}

/** Refused by its references where it has answers, people served, or a counter of its own. */
export function removeService({ id, unitId }: { readonly id: number; readonly unitId: number }): Change {
  return change(build.deleteFrom('services').where('id', '=', id).where('unit_id', '=', unitId))
}
