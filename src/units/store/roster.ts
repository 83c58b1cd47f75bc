// SQL of a list of units: what is there to compare it with, and everything it adds in a few statements.

import type { Change, Database } from '../../database/database.ts'
import type { KnownPlaces, UnitPlan } from '../rules/roster.ts'
import type { ServiceChannel } from '../rules/service.ts'

export async function listKnownPlaces(database: Database): Promise<KnownPlaces> {
  const [agencies, units] = await Promise.all([
    database.read
      .selectFrom('agencies')
      .leftJoin('closed_agencies as closed', 'closed.agency_id', 'agencies.id')
      .select(['agencies.id', 'agencies.slug', 'agencies.name', 'closed.closed_at'])
      .execute(),
    database.read.selectFrom('units').select(['agency_id', 'slug', 'name']).execute(),
  ])
  return { agencies, units }
}

export interface PlannedPlaces extends Pick<UnitPlan, 'agencies' | 'units'> {
  readonly services: readonly { unitSlug: string; slug: string; name: string; channel: ServiceChannel }[]
  readonly counters: readonly { unitSlug: string; name: string; code: string }[]
}

/** Adds all of it; refused as a whole where a slug has been taken meanwhile. @param at seconds since 1970-01-01 UTC. */
export function addPlaces({ agencies, units, services, counters }: PlannedPlaces, at: number): Change[] {
  const rows = (list: readonly (readonly (string | number)[])[]) => JSON.stringify(list)
  return [
    {
      sql: 'insert into agencies (slug, name) select value ->> 0, value ->> 1 from json_each(?)',
      parameters: [rows(agencies.map(({ slug, name }) => [slug, name]))],
    },
    {
      sql: `insert into units (agency_id, slug, name, kind, address, zone)
        select (select id from agencies where slug = value ->> 0),
          value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5 from json_each(?)`,
      parameters: [rows(units.map((one) => [one.agencySlug, one.slug, one.unit, one.kind, one.address, one.zone]))],
    },
    {
      sql: `insert into unit_details (unit_id, head, nip)
        select (select id from units where slug = value ->> 0), value ->> 1, value ->> 2 from json_each(?)`,
      parameters: [rows(units.flatMap(({ slug, head, nip }) => (head || nip ? [[slug, head, nip]] : [])))],
    },
    {
      sql: `insert into services (unit_id, slug, name, channel)
        select (select id from units where slug = value ->> 0), value ->> 1, value ->> 2, value ->> 3 from json_each(?)`,
      parameters: [rows(services.map(({ unitSlug, slug, name, channel }) => [unitSlug, slug, name, channel]))],
    },
    {
      sql: `insert into counters (unit_id, name)
        select (select id from units where slug = value ->> 0), value ->> 1 from json_each(?) order by key`,
      parameters: [rows(counters.map(({ unitSlug, name }) => [unitSlug, name]))],
    },
    {
      // The counters were numbered in the order of the list, the last one has the highest number.
      sql: `insert into counter_codes (code, counter_id, issued_at)
        select value, (select max(id) from counters) - (? - 1 - key), ? from json_each(?)`,
      parameters: [counters.length, at, JSON.stringify(counters.map(({ code }) => code))],
    },
  ]
}
