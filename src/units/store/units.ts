// SQL of units at the desk: searched page by page, one with its details, changed, closed, removed.

import { sql } from 'kysely'
import type { Reach } from '../../accounts/rules/rights.ts'
import { build, type Change, change, type Database, mustHold } from '../../database/database.ts'
import type { Zone } from '../rules/calendar.ts'
import { within } from '../store.ts'

export interface UnitSearch {
  /** Lower case; each must be in the name, kind, address or agency. */
  readonly words: readonly string[]
  readonly reach: Reach
  readonly agencyId?: number | undefined
}

/** Units that fit, by name, from a place on, each with its counters in use and how many units fit in all. */
export function searchUnits(database: Database, { words, reach, agencyId }: UnitSearch, from: number, limit: number) {
  let query = database.read
    .selectFrom('units')
    .innerJoin('agencies', 'agencies.id', 'units.agency_id')
    .leftJoin('closed_units as closed', 'closed.unit_id', 'units.id')
    .select(['units.id', 'units.name', 'units.kind', 'agencies.name as agency', 'closed.closed_at'])
    .select([
      sql<number>`(select count(*) from services where unit_id = units.id and closed_at is null)`.as('services'),
      sql<number>`(select count(*) from counters where unit_id = units.id and closed_at is null)`.as('counters'),
      sql<number>`count(*) over ()`.as('found'),
    ])
    .orderBy('units.name')
    .orderBy('units.id')
    .limit(limit)
    .offset(from)
  for (const word of words) {
    const found = sql<number>`instr(lower(units.name || ' ' || units.kind || ' ' || units.address || ' ' || agencies.name), ${word})`
    query = query.where(found, '>', 0)
  }
  if (agencyId !== undefined) query = query.where('units.agency_id', '=', agencyId)
  if (reach !== 'all') query = query.where(within(reach))
  return query.execute()
}

/** A unit with all that the desk shows of it; undefined for an unknown number. */
export function findUnitById(database: Database, id: number) {
  return database.read
    .selectFrom('units')
    .innerJoin('agencies', 'agencies.id', 'units.agency_id')
    .leftJoin('unit_details as details', 'details.unit_id', 'units.id')
    .leftJoin('closed_units as closed', 'closed.unit_id', 'units.id')
    .where('units.id', '=', id)
    .select(['units.id', 'units.agency_id', 'units.slug', 'units.name', 'units.kind', 'units.address', 'units.zone'])
    .select(['agencies.name as agency', 'details.head', 'details.nip', 'details.hours', 'closed.closed_at'])
    .select([
      sql<number>`exists(select 1 from responses where unit_id = units.id)`.as('has_answers'),
      sql<number>`not exists(select 1 from responses where unit_id = units.id)
        and not exists(select 1 from trail where unit_id = units.id)
        and not exists(select 1 from grants where unit_id = units.id)
        and not exists(select 1 from people_served where unit_id = units.id)`.as('removable'),
    ])
    .executeTakeFirst()
}

/** Kinds of units in use, the most frequent first. */
export async function listKinds(database: Database): Promise<string[]> {
  const rows = await database.read
    .selectFrom('units')
    .groupBy('kind')
    .orderBy((has) => has.fn.countAll(), 'desc')
    .orderBy('kind')
    .limit(50)
    .select('kind')
    .execute()
  return rows.map(({ kind }) => kind)
}

export interface UnitIdentity {
  readonly agency_id: number
  readonly slug: string
  readonly name: string
  readonly kind: string
  readonly address: string
  readonly zone: Zone
}

/** Refused where the zone changes under answers: their days were reckoned in the old one. */
export function changeUnit(id: number, identity: UnitIdentity): Change[] {
  return [
    mustHold({
      sql: `select 1 from units where id = ? and (zone = ? or not exists (select 1 from responses where unit_id = units.id))`,
      parameters: [id, identity.zone],
    }),
    change(
      build
        .updateTable('units')
        .set({ ...identity })
        .where('id', '=', id),
    ),
  ]
}

/** @param hours JSON of opening hours. */
export function setDetails(unitId: number, details: { head: string; nip: string; hours: string }): Change {
  return change(
    build
      .insertInto('unit_details')
      .values({ unit_id: unitId, ...details })
      .onConflict((conflict) => conflict.column('unit_id').doUpdateSet(details)),
  )
}

export function closeUnit(id: number, at: number): Change {
  return change(build.insertInto('closed_units').values({ unit_id: id, closed_at: at }))
}

export function reopenUnit(id: number): Change {
  return change(build.deleteFrom('closed_units').where('unit_id', '=', id))
}

/** Refuses the commit while the unit is closed. */
export function unitMustBeOpen(id: number): Change {
  return mustHold({
    sql: 'select 1 where not exists (select 1 from closed_units where unit_id = ?)',
    parameters: [id],
  })
}

/** Removes a unit with its services, counters and questionnaires; refused by its references where anything has happened in it. */
export function removeUnit(id: number): Change[] {
  return [
    'delete from closed_units where unit_id = ?',
    'delete from unit_details where unit_id = ?',
    'delete from counter_codes where counter_id in (select id from counters where unit_id = ?)',
    'delete from counters where unit_id = ?',
    'delete from services where unit_id = ?',
    'delete from unit_questionnaires where unit_id = ?',
    'delete from added_elements where unit_id = ?',
    'delete from units where id = ?',
  ].map((statement) => ({ sql: statement, parameters: [id] }))
}
