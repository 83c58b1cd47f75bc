// SQL of the answers: the form of a code, responses, suggestions, and the tallies kept beside them.

import { type Insertable, sql } from 'kysely'
import {
  build,
  type Change,
  change,
  type Database,
  type LocalDatabase,
  mustHold,
  prepare,
  type Value,
} from '../database/database.ts'
import {
  elementColumns,
  type OfficialElement,
  type ProfileColumn,
  profileColumns,
  type Tables,
} from '../database/tables.ts'
import { questionnaireRecordSql } from '../surveys/store.ts'
import { type LocalDay, quarterOf, type Zone } from '../units/rules/calendar.ts'
import type { Respondent } from './rules/respondent.ts'
import { emptyTotals, type Measure, mergeTotals, type Place, type Totals } from './rules/tally.ts'

/** Everything that a counter's code leads to. */
export interface CodeRow {
  code: string
  withdrawn_at: number | null
  counter_id: number
  counter_name: string
  counter_service_id: number | null
  counter_closed_at: number | null
  unit_id: number
  unit_slug: string
  unit_name: string
  zone: Zone
  /** JSON array of the open services: `[id, slug, name, channel]` each. */
  services: string
  questionnaire: string | null
  receipt_key: string
  device_key: string
  /** The newest day (of UTC) with its key, as `20650 0f1e…`; null before the first. */
  address_key: string | null
  /** 1 where one-time codes are handed out for the counter. */
  takes_tickets: number
}

/** SQL of what a unit's clock is ahead of UTC, in seconds. */
export const zoneSeconds = `case units.zone when 'WIB' then 25200 when 'WITA' then 28800 else 32400 end`

const codeQuery = prepare<{ code: string; now: number; open: number }, CodeRow>((value) => ({
  compile: () =>
    sql<CodeRow>`select code.code, case when code.withdrawn_at <= instant.open then code.withdrawn_at end as withdrawn_at, counters.id as counter_id, counters.name as counter_name,
      counters.service_id as counter_service_id,
      case when counters.closed_at <= instant.open then counters.closed_at
        else (select closed_at from closed_units where unit_id = units.id and closed_at <= instant.open)
        end as counter_closed_at,
      units.id as unit_id, units.slug as unit_slug, units.name as unit_name, units.zone,
      (select json_group_array(json_array(id, slug, name, channel)) from services
        where unit_id = units.id and (closed_at is null or closed_at > instant.open)) as services,
      ${sql.raw(questionnaireRecordSql('units.id', `(instant.now + ${zoneSeconds}) / 86400`))} as questionnaire,
      (select value from installation where key = 'receipt_key') as receipt_key,
      (select value from installation where key = 'device_key') as device_key,
      (select day || ' ' || key from evidence_keys order by day desc limit 1) as address_key,
      exists(select 1 from counter_keys where counter_id = counters.id and kind <> 'screen'
        and withdrawn_at is null) as takes_tickets
      from (select cast(${value('now')} as integer) as now, cast(${value('open')} as integer) as open) as instant,
      counter_codes as code
      join counters on counters.id = code.counter_id
      join units on units.id = counters.unit_id
      where code.code = ${value('code')}`.compile(build),
}))

// Whatever was ever closed was closed before.
const byNow = Number.MAX_SAFE_INTEGER

/** @param drawnUp when the form was put together; seconds since 1970-01-01 UTC. */
export async function findCode(database: Database, code: string, drawnUp: number): Promise<CodeRow | undefined> {
  // Local days begin on whole hours, so the hour is all that the questionnaire in force depends on.
  const [row] = await database.remembered<CodeRow>(codeQuery({ code, now: drawnUp - (drawnUp % 3600), open: byNow }))
  return row
}

/**
 * What a code led to at an earlier moment: what was closed since counts as open.
 * @param drawnUp when the form was put together, whose questionnaire was answered; seconds since 1970-01-01 UTC.
 */
export async function findCodeAsOf(
  database: Database,
  code: string,
  { open, drawnUp }: { readonly open: number; readonly drawnUp: number },
): Promise<CodeRow | undefined> {
  const [row] = await database.select<CodeRow>(codeQuery({ code, now: drawnUp, open }))
  return row
}

/** A response as it is stored. */
export interface ResponseRow extends Place {
  /** Seconds since 1970-01-01 UTC. */
  readonly answeredAt: number
  /** JSON object: question number to score. */
  readonly answers: string
  readonly respondent: Respondent
  /** Client-made key in its stored form; null for imported rows. */
  readonly key: string | null
  readonly importId: number | null
}

const responseColumns = [
  'unit_id',
  'service_id',
  'counter_id',
  'channel',
  'day',
  'answered_at',
  'answers',
  'sex',
  'age',
  'education',
  'occupation',
  'disability',
  'filled_by',
  'key',
  'import_id',
] as const

const insertOneResponse = `insert into responses (${responseColumns.join(', ')}) values (${responseColumns.map(() => '?').join(', ')})`

const insertManyResponses = `insert into responses (${responseColumns.join(', ')})
  select ${responseColumns.map((_, place) => `value ->> ${place}`).join(', ')} from json_each(?)`

function responseValues(row: ResponseRow) {
  const { sex, age, education, occupation, disability, filledBy } = row.respondent
  return [
    row.unitId,
    row.serviceId,
    row.counterId,
    row.channel,
    row.day,
    row.answeredAt,
    row.answers,
    sex,
    age,
    education,
    occupation,
    disability,
    filledBy,
    row.key,
    row.importId,
  ]
}

/** Adds one response; refused by `responses.key` when the key has been used. */
export function addResponse(row: ResponseRow): Change {
  return { sql: insertOneResponse, parameters: responseValues(row), answersOnly: true }
}

/** Notes that the response with this key was delivered late, in the commit that adds it. Seconds since 1970-01-01 UTC. */
export function addLateDelivery(key: string, givenAt: number, deliveredAt: number): Change {
  return {
    sql: 'insert into late_deliveries (response_id, given_at, delivered_at) select id, ?, ? from responses where key = ?',
    parameters: [givenAt, deliveredAt, key],
    answersOnly: true,
  }
}

/** Adds many responses in one statement. */
export function addResponses(rows: readonly ResponseRow[]): Change {
  return { sql: insertManyResponses, parameters: [JSON.stringify(rows.map(responseValues))] }
}

/** Adds the suggestion of the response with this key, in the commit that adds the response. */
export function addSuggestion(key: string, text: string): Change {
  return { ...suggestionInsert({ key, text }), answersOnly: true }
}

/** Adds the suggestions of responses that the same commit has just added; `before` counts back from the last of them (0). */
export function addSuggestions(rows: readonly { before: number; text: string }[]): Change {
  return {
    sql: `insert into suggestions (response_id, text)
      select (select max(id) from responses) - (value ->> 0), value ->> 1 from json_each(?)`,
    parameters: [JSON.stringify(rows.map(({ before, text }) => [before, text]))],
  }
}

/** How many suggestions belong to responses of before a local day. */
export async function countSuggestionsBefore(database: Database, day: LocalDay): Promise<number> {
  const [row] = await database.select<{ total: number }>({
    sql: `select count(*) as total from ${oldSuggestions}`,
    parameters: [day],
  })
  return row?.total ?? 0
}

/** Deletes the text of suggestions of before a local day; refused unless there are as many as were counted. */
export function removeSuggestionsBefore(day: LocalDay, counted: number): Change[] {
  return [
    mustHold({
      sql: `select 1 where (select count(*) from ${oldSuggestions}) = ?`,
      parameters: [day, counted],
    }),
    {
      sql: `delete from suggestions where response_id in (select response_id from ${oldSuggestions})`,
      parameters: [day],
    },
  ]
}

const oldSuggestions = `suggestions join responses on responses.id = suggestions.response_id where responses.day < ?`

const suggestionInsert = prepare<{ key: string; text: string }>((value) =>
  build
    .insertInto('suggestions')
    .columns(['response_id', 'text'])
    .expression(
      build
        .selectFrom('responses')
        .where('key', '=', value('key'))
        .select(['id', sql<string>`${value('text')}`.as('text')]),
    ),
)

const idOfKey = prepare<{ key: string }, { id: number }>((value) =>
  build.selectFrom('responses').select('id').where('key', '=', value('key')),
)

/** Number of the response that was stored under a client-made key. */
export async function findResponseId(database: Database, key: string): Promise<number | undefined> {
  const [row] = await database.select<{ id: number }>(idOfKey({ key }))
  return row?.id
}

/** The number that scrambles this installation's receipts. */
export async function findReceiptKey(database: Database): Promise<number> {
  const row = await database.read
    .selectFrom('installation')
    .where('key', '=', 'receipt_key')
    .select('value')
    .executeTakeFirstOrThrow()
  return Number(row.value)
}

/** When a response was given, at which counter; for the thanks page. */
export async function findReceived(database: Database, id: number) {
  return database.read
    .selectFrom('responses')
    .innerJoin('units', 'units.id', 'responses.unit_id')
    .leftJoin('counters', 'counters.id', 'responses.counter_id')
    .where('responses.id', '=', id)
    .select(['responses.counter_id', 'responses.answered_at', 'units.name as unit_name', 'units.slug as unit_slug'])
    .select(['units.zone', 'counters.name as counter_name'])
    .executeTakeFirst()
}

const officialElements = Object.keys(elementColumns) as OfficialElement[]

/**
 * What is kept: by place (`cell`), by unit and quarter, where intervals need more, by unit and day, and by unit, quarter and
 * what respondents said of themselves (`profile`). `items` holds elements that have no columns of their own.
 */
export const tallyTables = {
  cell: {
    wide: 'tallies',
    items: 'item_tallies',
    keys: ['unit_id', 'day', 'service_id', 'counter_id', 'channel'],
    heads: { respondents: 'respondents' },
    measures: ['count', 'sum', 'squares'],
  },
  quarter: {
    wide: 'quarter_tallies',
    items: 'quarter_item_tallies',
    keys: ['quarter', 'unit_id'],
    heads: { respondents: 'respondents', own_means: 'ownMeans', own_mean_squares: 'ownMeanSquares' },
    measures: ['count', 'sum', 'squares', 'cubes', 'products'],
  },
  day: {
    wide: 'day_tallies',
    items: null,
    keys: ['unit_id', 'day'],
    heads: { respondents: 'respondents', own_means: 'ownMeans', own_mean_squares: 'ownMeanSquares' },
    measures: [],
  },
  profile: { wide: 'profile_tallies', items: null, keys: ['quarter', 'unit_id'], heads: {}, measures: [] },
} as const

export type Span = keyof typeof tallyTables
/** Those whose elements beyond the nine have a table of their own. */
export type ItemSpan = 'cell' | 'quarter'

/** Each category of the profile: its name in `Totals`, and the column prefix. */
export const profileGroups: readonly { readonly name: string; readonly column: ProfileColumn }[] = Object.entries(
  profileColumns,
).flatMap(([dimension, categories]) =>
  Object.entries(categories).map(([code, column]: [string, ProfileColumn]) => ({
    name: `${dimension} ${code}`,
    column,
  })),
)

const layouts = {
  cell: { ...layoutOf('cell'), ...itemLayoutOf('cell') },
  quarter: { ...layoutOf('quarter'), ...itemLayoutOf('quarter') },
  day: layoutOf('day'),
  profile: layoutOf('profile'),
}

/** Columns and statements of a span's tables, worked out once. */
function layoutOf(span: Span) {
  const { wide, keys, heads, measures } = tallyTables[span]
  const elements = measures.length > 0 ? officialElements : []
  const groups = span === 'profile' ? profileGroups : []
  const wideSums = [
    ...Object.keys(heads),
    ...elements.flatMap((element) => measures.map((name) => `${elementColumns[element]}_${name}`)),
    ...groups.flatMap(({ column }) => [`${column}_respondents`, `${column}_own_means`]),
  ]
  return {
    heads: Object.values(heads) as (keyof Totals & ('respondents' | 'ownMeans' | 'ownMeanSquares'))[],
    elements,
    groups,
    measures: measures as readonly (keyof Measure)[],
    nothing: measures.map(() => 0),
    wideSums,
    wide: accumulation(wide, keys, wideSums),
    selectWide: `select ${[...keys, ...wideSums].join(', ')} from ${wide}`,
  }
}

function itemLayoutOf(span: ItemSpan) {
  const { items, keys, measures } = tallyTables[span]
  const itemSums = measures.map((name) => `item_${name}`)
  return {
    items: accumulation(items, [...keys, 'item'], itemSums),
    selectItems: `select ${[...keys, 'item', ...itemSums].join(', ')} from ${items}`,
  }
}

/** The sums of a wide row in their order, by column. */
export function wideSumsOf(span: Span): readonly string[] {
  return layouts[span].wideSums
}

// The same upsert for one row of values and for many rows in one JSON parameter.
function accumulation(table: string, keys: readonly string[], sums: readonly string[]) {
  const columns = [...keys, ...sums]
  const into = `insert into ${table} (${columns.join(', ')})`
  const add = `on conflict (${keys.join(', ')}) do update set ${sums.map((sum) => `${sum} = ${sum} + excluded.${sum}`).join(', ')}`
  return {
    one: `${into} values (${columns.map(() => '?').join(', ')}) ${add}`,
    many: `${into} select ${columns.map((_, place) => `value ->> ${place}`).join(', ')} from json_each(?) where true ${add}`,
  }
}

/** Adds totals to every tally that counts their place. */
export function addToTallies(place: Place, totals: Totals): Change[] {
  return [
    ...spans.map((span) => addOne(span, keysOf[span](place), totals)),
    ...itemSpans.flatMap((span) => manyRows(layouts[span].items.many, itemRows(span, keysOf[span](place), totals))),
  ]
}

type Keys = readonly (string | number)[]

const spans = Object.keys(tallyTables) as Span[]
const itemSpans: readonly ItemSpan[] = ['cell', 'quarter']

const keysOf: Readonly<Record<Span, (place: Place) => Keys>> = {
  cell: ({ unitId, day, serviceId, counterId, channel }) => [unitId, day, serviceId, counterId ?? 0, channel],
  quarter: ({ unitId, day }) => [quarterOf(day), unitId],
  day: ({ unitId, day }) => [unitId, day],
  profile: ({ unitId, day }) => [quarterOf(day), unitId],
}

function addOne(span: Span, keys: Keys, totals: Totals): Change {
  const parameters = [...keys, ...wideValues(span, totals)]
  return { sql: layouts[span].wide.one, parameters, answersOnly: true, adds: keys.length }
}

/** Adds the totals of many places, a few statements in all. */
export function addManyToTallies(cells: readonly { place: Place; totals: Totals }[]): Change[] {
  return spans.flatMap((span) => {
    const rows = gathered(span, cells)
    const { wide } = layouts[span]
    const changes = manyRows(
      wide.many,
      rows.map(({ keys, totals }) => [...keys, ...wideValues(span, totals)]),
    )
    if (span !== 'cell' && span !== 'quarter') return changes
    const further = rows.flatMap(({ keys, totals }) => itemRows(span, keys, totals))
    return [...changes, ...manyRows(layouts[span].items.many, further)]
  })
}

function gathered(span: Span, cells: readonly { place: Place; totals: Totals }[]) {
  const rows = new Map<string, { keys: Keys; totals: Totals }>()
  for (const { place, totals } of cells) {
    const keys = keysOf[span](place)
    const known = rows.get(keys.join())
    if (known) mergeTotals(known.totals, totals)
    else rows.set(keys.join(), { keys, totals: mergeTotals(emptyTotals(), totals) })
  }
  return Array.from(rows.values())
}

// D1 takes two million bytes in a statement; a wide row is under two hundred.
const mostInOneStatement = 2000

function manyRows(statement: string, rows: readonly unknown[][]): Change[] {
  const changes: Change[] = []
  for (let from = 0; from < rows.length; from += mostInOneStatement) {
    const some = rows.slice(from, from + mostInOneStatement)
    changes.push({ sql: statement, parameters: [JSON.stringify(some)], answersOnly: true })
  }
  return changes
}

function wideValues(span: Span, totals: Totals): number[] {
  const { heads, elements, groups, measures, nothing } = layouts[span]
  const values = heads.map((head) => totals[head])
  for (const key of elements) {
    const measure = totals.items.get(key)
    if (measure) for (const name of measures) values.push(measure[name])
    else values.push(...nothing)
  }
  for (const { name } of groups) {
    const group = totals.profile.get(name)
    if (group) values.push(group.respondents, group.ownMeans)
    else values.push(0, 0)
  }
  return values
}

function itemRows(span: ItemSpan, keys: Keys, totals: Totals): (string | number)[][] {
  const rows: (string | number)[][] = []
  for (const [item, measure] of totals.items) {
    if (Object.hasOwn(elementColumns, item)) continue
    rows.push([...keys, item, ...layouts[span].measures.map((name) => measure[name])])
  }
  return rows
}

/** The import of a file with this hash, where there was one. */
export function findImport(database: Database, unitId: number, serviceId: number, hash: string) {
  return database.read
    .selectFrom('imports')
    .where('unit_id', '=', unitId)
    .where('service_id', '=', serviceId)
    .where('file_hash', '=', hash)
    .select(['id', 'respondents'])
    .executeTakeFirst()
}

export async function nextImportId(database: Database): Promise<number> {
  const { last } = await database.read
    .selectFrom('imports')
    .select((has) => has.fn.max('id').as('last'))
    .executeTakeFirstOrThrow()
  return (last ?? 0) + 1
}

/** Notes an import; refused when the same file was imported for the same service before. */
export function addImport(row: Insertable<Tables['imports']>): Change {
  return change(build.insertInto('imports').values(row))
}

export function setImported(id: number, respondents: number): Change {
  return change(build.updateTable('imports').set({ respondents }).where('id', '=', id))
}

/**
 * One stored response as far as its tallies depend on it: unit, day, service, counter (0 for none), channel, answers, then
 * what is known of the respondent, in the order of `profileColumns` without the channel. The hour is 0–23, null for paper
 * and imported sheets, which name none.
 */
export type TalliedRow = readonly [
  unit: number,
  day: number,
  service: number,
  counter: number,
  channel: string,
  answers: string,
  sex: string | null,
  age: string | null,
  education: string | null,
  occupation: string | null,
  disability: string | null,
  filledBy: string | null,
  hour: number | null,
]

/** The columns of a `TalliedRow`, of `responses`. */
export const talliedColumns = `unit_id, day, service_id, coalesce(counter_id, 0), channel, answers,
  sex, age, education, occupation, disability, filled_by,
  case when channel <> 'paper' and import_id is null
    then (answered_at - day * 86400 + (select ${zoneSeconds} from units where id = unit_id)) / 3600 end`

const notExcluded = 'not exists (select 1 from excluded_responses where response_id = responses.id)'

/** Every response that counts, in the order in which they came. */
export function streamResponses(database: LocalDatabase): Iterable<TalliedRow> {
  return database.stream<TalliedRow>({
    sql: `select ${talliedColumns} from responses where ${notExcluded}`,
    parameters: [],
  })
}

// Naming the units lets the keys that begin with them be used.
const ofDay = 'unit_id in (select id from units) and day = ?'

/** The responses that count, the tallies by place and day and the further items of one local day, as arrays like those of the streams. */
export async function readDay(database: Database, day: LocalDay) {
  const rows = async (sql: string) => (await database.select<object>({ sql, parameters: [day] })).map(Object.values)
  const [responses, cells, items, days] = await Promise.all([
    rows(`select ${talliedColumns} from responses where ${ofDay} and ${notExcluded}`),
    rows(`${layouts.cell.selectWide} where ${ofDay}`),
    rows(`${layouts.cell.selectItems} where ${ofDay}`),
    rows(`${layouts.day.selectWide} where ${ofDay}`),
  ])
  return { responses: responses as unknown as TalliedRow[], cells, items, days }
}

/** Numbers of the questions that units added, with the element that each measures. */
export function listAddedQuestions(database: Database) {
  return database.read.selectFrom('added_elements').select(['id', 'key']).execute()
}

/** Elements that have columns of their own, in the order of a wide row. */
export const wideElements: readonly OfficialElement[] = officialElements

/** Rows of a wide tally: its keys, then its sums. */
export function streamWideTallies(database: LocalDatabase, span: Span) {
  return database.stream<readonly Value[]>({ sql: layouts[span].selectWide, parameters: [] })
}

/** Rows of the further items: the keys of their place, the item, then their sums. */
export function streamItemTallies(database: LocalDatabase, span: ItemSpan) {
  return database.stream<readonly Value[]>({ sql: layouts[span].selectItems, parameters: [] })
}
