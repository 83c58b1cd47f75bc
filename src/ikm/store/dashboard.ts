// SQL of a unit's dashboard: all that it shows in four reads, however many answers there are.

import { sql } from 'kysely'
import { build, type Database, prepare } from '../../database/database.ts'
import { elementColumns } from '../../database/tables.ts'
import type { Group } from '../../responses/rules/tally.ts'
import { profileGroups, wideElements } from '../../responses/store.ts'
import { type DatedRecord, datedRecordsSql } from '../../surveys/store.ts'
import type { LocalDay, Month, Quarter } from '../../units/rules/calendar.ts'
import type { Served } from '../../units/rules/served.ts'
import { raisedMinimumSql } from '../../units/store/settings.ts'
import type { UnitRow } from '../../units/store.ts'
import type { Measured } from '../rules/places.ts'

/** A unit with all that is arranged about it. */
export interface ArrangedUnit extends UnitRow {
  readonly agencyId: number
  /** Respondents that the office asks for, where it asks for more than the rule book. */
  readonly raised: number | null
  /** Closed ones too: their answers still count. */
  readonly services: readonly Arranged[]
  readonly counters: readonly Arranged[]
  /** What it has asked by, the newest first. */
  readonly records: readonly DatedRecord[]
  readonly served: readonly Served[]
}

/** A service or a counter. */
export interface Arranged {
  readonly id: number
  readonly name: string
  readonly open: boolean
}

const arrangedQuery = prepare<{ slug: string }, ArrangedRow>((value) => ({
  compile: () =>
    sql<ArrangedRow>`select units.id, units.slug, units.name, units.kind, units.address, units.zone,
      closed.closed_at, agencies.name as agency, agencies.id as agency_id,
      (select json_group_array(json_array(id, name, closed_at is null)) from (
        select id, name, closed_at from services where unit_id = units.id order by name)) as services,
      (select json_group_array(json_array(id, name, closed_at is null)) from (
        select id, name, closed_at from counters where unit_id = units.id order by name)) as counters,
      ${sql.raw(datedRecordsSql('units.id'))} as records,
      (select json_group_array(json_array(service_id, month, people)) from people_served
        where unit_id = units.id) as served,
      ${sql.raw(raisedMinimumSql)} as raised
      from units join agencies on agencies.id = units.agency_id
      left join closed_units as closed on closed.unit_id = units.id where units.slug = ${value('slug')}`.compile(build),
}))

interface ArrangedRow extends UnitRow {
  agency_id: number
  raised: number | null
  services: string
  counters: string
  records: string
  served: string
}

/** One read. */
export async function findArranged(database: Database, slug: string): Promise<ArrangedUnit | undefined> {
  const [row] = await database.select<ArrangedRow>(arrangedQuery({ slug }))
  if (!row) return undefined
  const { agency_id, services, counters, records, served, ...unit } = row
  return {
    ...unit,
    agencyId: agency_id,
    services: readArranged(services),
    counters: readArranged(counters),
    records: readRecords(unit.id, records),
    served: readServed(served),
  }
}

function readArranged(json: string): Arranged[] {
  return (JSON.parse(json) as [number, string, number][]).map(([id, name, open]) => ({ id, name, open: open === 1 }))
}

export function readRecords(unitId: number, json: string): DatedRecord[] {
  return (JSON.parse(json) as [number, string][]).map(([valid_from, record]) => ({
    unit_id: unitId,
    valid_from,
    record,
  }))
}

export function readServed(json: string): Served[] {
  return (JSON.parse(json) as [number | null, Month, number][]).map(([serviceId, month, people]) => ({
    serviceId,
    month,
    people,
  }))
}

/** Respondents of a day, with their own means. */
export interface DayTotals {
  readonly day: LocalDay
  readonly respondents: number
  readonly ownMeans: number
  readonly ownMeanSquares: number
}

const dayRows = prepare<{ unitId: number; from: number; until: number }>((value) =>
  build
    .selectFrom('day_tallies')
    .where('unit_id', '=', value('unitId'))
    .where('day', '>=', value('from'))
    .where('day', '<=', value('until'))
    .where('respondents', '>', 0)
    .orderBy('day')
    .select(['day', 'respondents', 'own_means as ownMeans', 'own_mean_squares as ownMeanSquares']),
)

/** The days of a span that have answers, in order. */
export function tallyDays(
  database: Database,
  unitId: number,
  { from, until }: { from: LocalDay; until: LocalDay },
): Promise<DayTotals[]> {
  return database.select(dayRows({ unitId, from, until }))
}

/** A part of a quarter's answers: those of one service at one counter by one channel. */
export interface Cell {
  readonly serviceId: number
  /** Null where the answer came by no counter. */
  readonly counterId: number | null
  readonly channel: string
  readonly totals: Measured
}

/** A quarter divided by place, and by what respondents said of themselves. */
export interface Division {
  readonly cells: readonly Cell[]
  /** By dimension and code, as `sex P`; of the quarter whose groups were asked for. */
  readonly groups: ReadonlyMap<string, Group>
  /** Hours of the quarter that is shown. */
  readonly hours: ReadonlyMap<string, Group>
}

const cellColumns = wideElements.flatMap((key) => [`${elementColumns[key]}_count`, `${elementColumns[key]}_sum`])
const groupColumns = profileGroups.flatMap(({ column }) => [`${column}_respondents`, `${column}_own_means`])
// D1 takes at most 32 arguments in a function, so the columns come in several arrays.
const arrays = Array.from({ length: Math.ceil(groupColumns.length / 30) }, (_, place) =>
  groupColumns.slice(30 * place, 30 * (place + 1)),
)
const profileSql = (quarter: 'shown' | 'divided') =>
  `(select json_array(${arrays
    .map((columns) => `json_array(${columns.join(', ')})`)
    .join(', ')}) from profile_tallies where quarter = asked.${quarter} and unit_id = asked.unit_id)`

const divisionQuery = prepare<DivisionAsked, DivisionRow>((value) => ({
  compile: () =>
    sql<DivisionRow>`select
      (select json_group_array(json_array(service_id, counter_id, channel, respondents,
          ${sql.raw(cellColumns.join(', '))})) from (
        select service_id, counter_id, channel, sum(respondents) as respondents,
          ${sql.raw(cellColumns.map((column) => `sum(${column}) as ${column}`).join(', '))}
        from tallies where unit_id = asked.unit_id and day between asked.first and asked.last
        group by service_id, counter_id, channel)) as cells,
      (select json_group_array(json_array(service_id, counter_id, channel, item, item_count, item_sum)) from (
        select service_id, counter_id, channel, item, sum(item_count) as item_count, sum(item_sum) as item_sum
        from item_tallies where unit_id = asked.unit_id and day between asked.first and asked.last
        group by service_id, counter_id, channel, item)) as items,
      ${sql.raw(profileSql('shown'))} as shown, ${sql.raw(profileSql('divided'))} as divided
      from (select cast(${value('unitId')} as integer) as unit_id, cast(${value('first')} as integer) as first,
        cast(${value('last')} as integer) as last, cast(${value('shown')} as integer) as shown,
        cast(${value('divided')} as integer) as divided) as asked`.compile(build),
}))

interface DivisionAsked {
  unitId: number
  first: LocalDay
  last: LocalDay
  shown: Quarter
  divided: Quarter
}

interface DivisionRow {
  cells: string
  items: string
  shown: string | null
  divided: string | null
}

/**
 * How a unit's answers of a quarter divide; one read.
 * @param asked days of the quarter that is shown; `divided` is the quarter whose respondents are divided into groups.
 */
export async function divideQuarter(database: Database, asked: DivisionAsked): Promise<Division> {
  const [row] = await database.select<DivisionRow>(divisionQuery(asked))
  if (!row) return { cells: [], groups: new Map(), hours: new Map() }
  const cells = new Map<string, Cell>()
  for (const [serviceId, counterId, channel, respondents, ...sums] of JSON.parse(row.cells) as CellJson[]) {
    const items = new Map<string, { count: number; sum: number }>()
    for (const [place, key] of wideElements.entries()) {
      const count = sums[2 * place] ?? 0
      if (count > 0) items.set(key, { count, sum: sums[2 * place + 1] ?? 0 })
    }
    cells.set(`${serviceId} ${counterId} ${channel}`, {
      serviceId,
      counterId: counterId === 0 ? null : counterId,
      channel,
      totals: { respondents, items },
    })
  }
  for (const [serviceId, counterId, channel, item, count, sum] of JSON.parse(row.items) as ItemJson[]) {
    if (count > 0) cells.get(`${serviceId} ${counterId} ${channel}`)?.totals.items.set(item, { count, sum })
  }
  return { cells: Array.from(cells.values()), groups: groupsOf(row.divided), hours: groupsOf(row.shown) }
}

type CellJson = [service: number, counter: number, channel: string, respondents: number, ...sums: number[]]
type ItemJson = [service: number, counter: number, channel: string, item: string, count: number, sum: number]

function groupsOf(json: string | null): Map<string, Group> {
  if (json === null) return new Map()
  const sums = (JSON.parse(json) as number[][]).flat()
  return new Map(
    profileGroups.map(({ name }, place) => [
      name,
      { respondents: sums[2 * place] ?? 0, ownMeans: sums[2 * place + 1] ?? 0 },
    ]),
  )
}
