// SQL of exclusions: the events, which answers are out now, and what must still hold when one is taken out or put back.

import { sql } from 'kysely'
import type { Actor } from '../../accounts/rules/rights.ts'
import { build, type Change, change, type Database, mustHold, type Value } from '../../database/database.ts'
import { type LocalDay, type Quarter, quarterOf } from '../../units/rules/calendar.ts'
import type { Excluded, Ground } from '../rules/exclusion.ts'
import { type TalliedRow, talliedColumns } from '../store.ts'

/** A response as far as its tallies depend on it, with its number. */
export interface TalliedResponse {
  readonly id: number
  readonly row: TalliedRow
}

/** One response of a unit, and the event that took it out, where one did; undefined for one of another unit. */
export async function findExcludable(database: Database, unitId: number, id: number) {
  const [found] = await database.select<Record<string, Value>>({
    sql: `select id, (select event_id from excluded_responses where response_id = id) as event_id, ${talliedColumns}
      from responses where id = ? and unit_id = ?`,
    parameters: [id, unitId],
  })
  if (!found) return undefined
  const [, eventId, ...row] = Object.values(found)
  return { id, eventId: eventId as number | null, row: row as unknown as TalliedRow }
}

/** Responses of an import that count, or those that its own undoing left out; by id, those after one. */
export async function listOfImport(
  database: Database,
  importId: number,
  which: 'counting' | 'undone',
  after: number,
  limit: number,
): Promise<TalliedResponse[]> {
  const rows = await database.select<Record<string, Value>>({
    sql: `select id, ${talliedColumns} from responses where import_id = ? and ${importStates[which]} and id > ?
      order by id limit ?`,
    parameters: [importId, after, limit],
  })
  return rows.map((found) => {
    const [id, ...row] = Object.values(found)
    return { id: id as number, row: row as unknown as TalliedRow }
  })
}

const importStates = {
  counting: 'not exists (select 1 from excluded_responses where response_id = responses.id)',
  undone: `exists (select 1 from excluded_responses join exclusion_events as event on event.id = event_id
    where excluded_responses.response_id = responses.id and event.import_id = responses.import_id)`,
} as const

/** Number of the last event of a unit; 0 before the first. */
export async function lastExclusion(database: Database, unitId: number): Promise<number> {
  const { last } = await database.read
    .selectFrom('exclusion_events')
    .where('unit_id', '=', unitId)
    .select((has) => has.fn.max('id').as('last'))
    .executeTakeFirstOrThrow()
  return last ?? 0
}

/** Refuses the commit when something of the unit was excluded or restored since. */
export function lastExclusionMustBe(unitId: number, last: number): Change {
  return mustHold({
    sql: 'select 1 where (select coalesce(max(id), 0) from exclusion_events where unit_id = ?) = ?',
    parameters: [unitId, last],
  })
}

/** Refuses the commit unless the response is still out by this event. */
export function mustStillBeExcluded(responseId: number, eventId: number): Change {
  return mustHold({
    sql: 'select 1 from excluded_responses where response_id = ? and event_id = ?',
    parameters: [responseId, eventId],
  })
}

export function addExclusionEvent(row: {
  readonly at: number
  readonly actor: Pick<Actor, 'id' | 'name'>
  readonly kind: 'exclude' | 'restore'
  readonly unitId: number
  readonly what: Excluded
  /** Null where answers are restored. */
  readonly ground: Ground | null
  readonly reason: string
  readonly respondents: number
}): Change {
  return change(
    build.insertInto('exclusion_events').values({
      at: row.at,
      actor_id: row.actor.id,
      actor_name: row.actor.name,
      kind: row.kind,
      unit_id: row.unitId,
      response_id: 'responseId' in row.what ? row.what.responseId : null,
      import_id: 'importId' in row.what ? row.what.importId : null,
      ground: row.ground,
      reason: row.reason,
      respondents: row.respondents,
    }),
  )
}

/** Takes a response out, by the event that the same commit has just added; refused when it is out already. */
export function excludeResponse(responseId: number, unitId: number, day: LocalDay): Change {
  return change(
    build.insertInto('excluded_responses').values({
      response_id: responseId,
      event_id: lastEvent,
      quarter: quarterOf(day),
      unit_id: unitId,
    }),
  )
}

const lastEvent = sql<number>`(select max(id) from exclusion_events)`

/** Takes out the responses of an import that still count, by the event that the same commit has just added. */
export function excludeImport(importId: number): Change {
  return {
    sql: `insert into excluded_responses (response_id, event_id, quarter, unit_id)
      select id, (select max(id) from exclusion_events),
        cast(strftime('%Y', day * 86400, 'unixepoch') as integer) * 10
          + (cast(strftime('%m', day * 86400, 'unixepoch') as integer) + 2) / 3, unit_id
      from responses where import_id = ? and ${importStates.counting}`,
    parameters: [importId],
  }
}

export function restoreResponse(responseId: number): Change {
  return change(build.deleteFrom('excluded_responses').where('response_id', '=', responseId))
}

/** Puts back what the undoing of an import left out; answers of it that were excluded one by one stay out. */
export function restoreImport(importId: number): Change {
  return {
    sql: 'delete from excluded_responses where event_id in (select id from exclusion_events where import_id = ?)',
    parameters: [importId],
  }
}

/** Events about one response or about the import it came by, the newest first. */
export function listEventsOf(database: Database, unitId: number, responseId: number, importId: number | null) {
  return events(database)
    .where('unit_id', '=', unitId)
    .where((has) =>
      has.or([has('response_id', '=', responseId), ...(importId === null ? [] : [has('import_id', '=', importId)])]),
    )
    .execute()
}

/** Events of a unit, the newest first; those before one. */
export function listEvents(database: Database, unitId: number, before: number | undefined, limit: number) {
  let query = events(database).where('unit_id', '=', unitId).limit(limit)
  if (before !== undefined) query = query.where('id', '<', before)
  return query.execute()
}

function events(database: Database) {
  return database.read
    .selectFrom('exclusion_events')
    .select(['id', 'at', 'actor_name', 'kind', 'response_id', 'import_id', 'ground', 'reason', 'respondents'])
    .orderBy('id', 'desc')
}

/** How many answers are out now, by unit, quarter and ground; of all units or of one, of all quarters or of one. */
export async function countExclusions(
  database: Database,
  of: { readonly unitId?: number; readonly quarter?: Quarter } = {},
): Promise<{ unitId: number; quarter: Quarter; ground: Ground; respondents: number }[]> {
  let query = database.read
    .selectFrom('excluded_responses as out')
    .innerJoin('exclusion_events as event', 'event.id', 'out.event_id')
    .groupBy(['out.quarter', 'out.unit_id', 'event.ground'])
    .orderBy('out.quarter', 'desc')
    .orderBy('out.unit_id')
    .orderBy('event.ground')
    .select((has) => [
      'out.unit_id as unitId',
      'out.quarter',
      'event.ground',
      has.fn.countAll<number>().as('respondents'),
    ])
  if (of.unitId !== undefined) query = query.where('out.unit_id', '=', of.unitId)
  if (of.quarter !== undefined) query = query.where('out.quarter', '=', of.quarter)
  return (await query.execute()).map((row) => ({ ...row, ground: row.ground as Ground }))
}
