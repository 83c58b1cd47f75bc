// SQL of the overview: every unit with what is arranged about it, and its totals of two quarters.

import { sql } from 'kysely'
import { build, type Change, type Database, prepare } from '../../database/database.ts'
import type { Tables } from '../../database/tables.ts'
import type { ElementTotals } from '../../responses/rules/tally.ts'
import { datedRecordsSql } from '../../surveys/store.ts'
import type { LocalDay, Month, Quarter, Week } from '../../units/rules/calendar.ts'
import { raisedMinimumSql } from '../../units/store/settings.ts'
import type { UnitRow } from '../../units/store.ts'
import { quarterItemsSql, wholeTotals } from '../store.ts'

/** A unit as the overview needs it; lists are JSON, read only where a unit is worked out anew. */
export interface OverviewUnitRow extends UnitRow {
  agency_id: number
  agency_slug: string
  /** Respondents that the office asks for, where it asks for more than the rule book. */
  raised: number | null
  /** As `readRecords` takes it. */
  records: string
  /** JSON of the numbers of open services. */
  services: string
  /** As `readServed` takes it. */
  served: string
  /** The last day with answers when this was read; later ones are told by the totals. */
  last_day: LocalDay | null
  /** Promised actions that are neither finished nor cancelled. */
  open_follow_ups: number
  watch_state: string | null
  watch_week: Week | null
  watch_began: Week | null
}

const unitRows = prepare<{ from: Month }, OverviewUnitRow>((value) => ({
  compile: () =>
    sql<OverviewUnitRow>`select units.id, units.slug, units.name, units.kind, units.address, units.zone,
      closed.closed_at, agencies.name as agency, agencies.id as agency_id, agencies.slug as agency_slug,
      ${sql.raw(datedRecordsSql('units.id'))} as records,
      (select json_group_array(id) from services where unit_id = units.id and closed_at is null) as services,
      (select json_group_array(json_array(service_id, month, people)) from people_served
        where unit_id = units.id and month >= ${value('from')}) as served,
      (select day from day_tallies where unit_id = units.id and respondents > 0 order by day desc limit 1) as last_day,
      (select count(*) from follow_ups where unit_id = units.id and status in ('planned', 'running')) as open_follow_ups,
      ${sql.raw(raisedMinimumSql)} as raised,
      watches.state as watch_state, watches.week as watch_week, watches.began as watch_began
      from units join agencies on agencies.id = units.agency_id left join watches on watches.unit_id = units.id
      left join closed_units as closed on closed.unit_id = units.id
      order by agencies.name, units.name`.compile(build),
}))

/** Every unit by agency and name. @param from the first month whose people served are told. */
export function listOverviewUnits(database: Database, from: Month): Promise<readonly OverviewUnitRow[]> {
  return database.remembered(unitRows({ from }))
}

/** Units whose totals are marked together: those whose numbers agree but for the last five bits. */
export const bucketOf = (unitId: number) => unitId >> 5

// Totals as one number, which becomes another whatever is answered or taken back; only an answer taken back at the same
// time as one with the very same mean comes would go unseen, until the next. Any numbers without a common measure will
// do, the first columns of a row cost least to read, and what is left by the greatest prime below 2^53 is a whole number to
// JavaScript too.
const markSql = 'sum(respondents * 619849 + own_means * 7927 + own_mean_squares * 101) % 9007199254740881'

// A quarter that is over seldom changes, so one number tells of all its units.
const bucketMarks = prepare<{ quarter: number; before: number }, BucketMark>((value) => ({
  compile: () =>
    sql<BucketMark>`select unit_id >> 5 as bucket, ${sql.raw(markSql)} as mark from quarter_tallies
      where quarter = ${value('quarter')} group by unit_id >> 5
      union all select null, ${sql.raw(markSql)} from quarter_tallies where quarter = ${value('before')}`.compile(
      build,
    ),
}))

export interface BucketMark {
  /** Null for all units in the quarter before. */
  bucket: number | null
  mark: number | null
}

export function markBuckets(database: Database, quarter: Quarter, before: Quarter): Promise<BucketMark[]> {
  return database.select(bucketMarks({ quarter, before }))
}

// A cross join, so that SQLite goes from the units to their rows and not through every row.
const unitMarks = prepare<{ buckets: string; quarter: number; before: number }, UnitMark>((value) => ({
  compile: () =>
    sql<UnitMark>`select unit_id, quarter, ${sql.raw(markSql)} as mark
      from json_each(${value('buckets')}) as asked cross join quarter_tallies
        on unit_id between asked.value << 5 and (asked.value << 5) + 31
      where quarter in (${value('quarter')}, ${value('before')}) group by quarter, unit_id`.compile(build),
}))

export interface UnitMark {
  unit_id: number
  quarter: Quarter
  mark: number
}

/** Marks of the units in some buckets. */
export function markUnits(
  database: Database,
  buckets: readonly number[],
  quarter: Quarter,
  before: Quarter,
): Promise<UnitMark[]> {
  return database.select(unitMarks({ buckets: JSON.stringify(buckets), quarter, before }))
}

const totalRows = prepare<{ units: string; quarter: number; before: number }, TotalRow>((value) => ({
  compile: () =>
    sql<TotalRow>`select wide.*, ${sql.raw(quarterItemsSql)} as items,
      (select day from day_tallies where unit_id = wide.unit_id and respondents > 0 order by day desc limit 1) as last_day
      from json_each(${value('units')}) as asked cross join quarter_tallies as wide on wide.unit_id = asked.value
      where wide.quarter in (${value('quarter')}, ${value('before')})`.compile(build),
}))

type TotalRow = Tables['quarter_tallies'] & { items: string; last_day: LocalDay | null }

/** Totals of two quarters, by unit. */
export interface UnitTotals {
  now?: ElementTotals
  before?: ElementTotals
  lastDay: LocalDay | null
}

/** Totals of some units in two quarters; a unit without any has none. */
export async function tallyTwoQuarters(
  database: Database,
  units: readonly number[],
  quarter: Quarter,
  before: Quarter,
): Promise<Map<number, UnitTotals>> {
  const rows = await database.select<TotalRow>(totalRows({ units: JSON.stringify(units), quarter, before }))
  const found = new Map<number, UnitTotals>()
  for (const row of rows) {
    const totals = found.get(row.unit_id) ?? { lastDay: row.last_day }
    if (row.respondents > 0) totals[row.quarter === quarter ? 'now' : 'before'] = wholeTotals(row)
    found.set(row.unit_id, totals)
  }
  return found
}

/** The numbers of all units, in order. */
export async function listUnitNumbers(database: Database): Promise<number[]> {
  const rows = await database.select<{ id: number }>({ sql: 'select id from units order by id', parameters: [] })
  return rows.map(({ id }) => id)
}

/** Keeps what the watch found, in the place of what it found before. */
export function keepWatches(
  rows: readonly { unitId: number; week: Week; state: string; began: Week | null }[],
): Change {
  return {
    sql: `insert into watches (unit_id, week, state, began)
      select value ->> 'unitId', value ->> 'week', value ->> 'state', value ->> 'began' from json_each(?) where true
      on conflict (unit_id) do update set week = excluded.week, state = excluded.state, began = excluded.began`,
    parameters: [JSON.stringify(rows)],
  }
}
