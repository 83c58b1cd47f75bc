// SQL of people served at the desk: a year of a unit, written as a whole.

import type { Change, Database } from '../../database/database.ts'
import type { Month } from '../rules/calendar.ts'
import type { Served } from '../rules/served.ts'

/** The numbers entered for a unit in a year. */
export function listServedIn(database: Database, unitId: number, year: number): Promise<Served[]> {
  return database.read
    .selectFrom('people_served')
    .where('unit_id', '=', unitId)
    .where('month', '>', year * 100)
    .where('month', '<', year * 100 + 13)
    .select(['service_id as serviceId', 'month', 'people'])
    .execute()
}

/** Enters many numbers, each in place of the one before. @param at seconds since 1970-01-01 UTC. */
export function enterAllServed(unitId: number, numbers: readonly Served[], at: number): Change {
  return {
    sql: `insert into people_served (unit_id, service_id, month, people, entered_at)
      select ?, value ->> 0, value ->> 1, value ->> 2, ? from json_each(?) where true
      on conflict (unit_id, month, coalesce(service_id, 0))
      do update set people = excluded.people, entered_at = excluded.entered_at`,
    parameters: [unitId, at, JSON.stringify(numbers.map((one) => [one.serviceId, one.month, one.people]))],
  }
}

/** Takes numbers back: what is left is not known. */
export function removeServed(
  unitId: number,
  places: readonly { readonly serviceId: number | null; readonly month: Month }[],
): Change {
  return {
    sql: `delete from people_served where unit_id = ? and exists (
      select 1 from json_each(?) where value ->> 1 = month and value ->> 0 is service_id)`,
    parameters: [unitId, JSON.stringify(places.map(({ serviceId, month }) => [serviceId, month]))],
  }
}
