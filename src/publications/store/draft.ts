// SQL of what goes into an edition before it is published: every unit with its words, and the mark of the whole state.

import type { Database, Query } from '../../database/database.ts'
import { type Change, mustHold } from '../../database/database.ts'
import type { Tables } from '../../database/tables.ts'
import type { Group } from '../../responses/rules/tally.ts'
import { profileGroups } from '../../responses/store.ts'
import type { Quarter } from '../../units/rules/calendar.ts'

/** What of a unit is printed but not counted. */
export interface UnitWords {
  readonly head: string
  readonly nip: string
  /** Names of the open services, in order. */
  readonly services: readonly string[]
}

/** By unit; a unit without details and services has none. */
export async function listUnitWords(database: Database): Promise<Map<number, UnitWords>> {
  const rows = await database.select<{ id: number; head: string | null; nip: string | null; services: string }>({
    sql: `select units.id, details.head, details.nip,
        (select json_group_array(name) from (
          select name from services where unit_id = units.id and closed_at is null order by name)) as services
      from units left join unit_details as details on details.unit_id = units.id`,
    parameters: [],
  })
  return new Map(
    rows.map(({ id, head, nip, services }) => [
      id,
      { head: head ?? '', nip: nip ?? '', services: JSON.parse(services) as string[] },
    ]),
  )
}

/** What respondents of a quarter said of themselves, by unit, then by dimension and code, as `sex P`. */
export async function tallyProfiles(database: Database, quarter: Quarter): Promise<Map<number, Map<string, Group>>> {
  const rows = await database.read.selectFrom('profile_tallies').where('quarter', '=', quarter).selectAll().execute()
  return new Map(rows.map((row) => [row.unit_id, groupsOf(row)]))
}

function groupsOf(row: Tables['profile_tallies']): Map<string, Group> {
  return new Map(
    profileGroups.map(({ name, column }) => [
      name,
      { respondents: row[`${column}_respondents`], ownMeans: row[`${column}_own_means`] },
    ]),
  )
}

/** The state of all that an edition of a quarter is made of. */
export interface State {
  /** Another whenever any of it changes. */
  readonly mark: string
  readonly lastResponse: number
  readonly lastExclusion: number
}

// An answer adds to the quarter's respondents, and only an exclusion takes from them, which has a number of its own. What
// the desk does goes into the trail; what the operator's command adds is counted.
const markSql = `(select coalesce(sum(respondents), 0) from quarter_tallies where quarter = ?)
  || ' ' || (select coalesce(max(id), 0) from exclusion_events)
  || ' ' || (select coalesce(max(id), 0) from trail where subject_kind not in ('account', 'answer', 'counter', 'suggestion'))
  || ' ' || (select count(*) || ' ' || coalesce(max(id), 0) || ' ' || coalesce(sum(people), 0) from people_served)
  || ' ' || (select count(*) from units) || ' ' || (select count(*) from services)
  || ' ' || (select count(*) from unit_questionnaires)
  || ' ' || (select group_concat(key || '=' || value) from (
    select key, value from installation where key in ('government', 'zone', 'minimum_respondents') order by key))
  || ' ' || (select coalesce(max(id), 0) from editions)`

/** To be read before anything that goes into the edition. */
export async function readState(database: Database, quarter: Quarter): Promise<State> {
  const query: Query<State> = {
    sql: `select coalesce(${markSql}, '') as mark, (select coalesce(max(id), 0) from responses) as lastResponse,
      (select coalesce(max(id), 0) from exclusion_events) as lastExclusion`,
    parameters: [quarter],
  }
  const [state] = await database.select(query)
  if (!state) throw new Error('a select without a row')
  return state
}

/** Refuses the commit when anything that the edition is made of has changed since the state was read. */
export function stateMustBe(quarter: Quarter, { mark }: State): Change {
  return mustHold({ sql: `select 1 where coalesce(${markSql}, '') = ?`, parameters: [quarter, mark] })
}
