// SQL of the answers as the desk lists, shows and exports them: those of one unit, by day and number.

import { type RawBuilder, sql } from 'kysely'
import { build, type Database, type LocalDatabase, type Value } from '../../database/database.ts'
import type { LocalDay, Quarter } from '../../units/rules/calendar.ts'
import type { AnswerFacts } from '../rules/answers.ts'
import { zoneSeconds } from '../store.ts'

/** What answers are chosen by; all that is given must fit. */
export interface AnswerChoice {
  readonly unitId: number
  readonly first: LocalDay
  /** Inside. */
  readonly last: LocalDay
  readonly serviceId?: number | undefined
  /** 0 for answers that came by no counter. */
  readonly counterId?: number | undefined
  readonly channel?: string | undefined
  readonly filledBy?: string | undefined
  readonly importId?: number | undefined
  readonly excluded?: boolean | undefined
}

export interface AnswerRow extends Omit<AnswerFacts, 'late'> {
  /** As `storedAnswers` writes them. */
  readonly answers: string
  /** Local days on which it was given and delivered, where it was delivered late; else null. */
  readonly given_day: LocalDay | null
  readonly delivered_day: LocalDay | null
}

const ahead = sql.raw(`(select ${zoneSeconds} from units where id = r.unit_id)`)

// Disability is read for figures only: beside the rest of one answer it could tell who gave it.
const answerColumns = sql`r.id, r.day, services.name as service, counters.name as counter, r.channel, r.answers,
  r.sex, r.age, r.education, r.occupation, r.filled_by, r.import_id, event.ground, event.reason, suggestions.text as suggestion,
  (late.given_at + ${ahead}) / 86400 as given_day, (late.delivered_at + ${ahead}) / 86400 as delivered_day`

const answerTables = sql`responses as r
  join services on services.id = r.service_id
  left join counters on counters.id = r.counter_id
  left join suggestions on suggestions.response_id = r.id
  left join late_deliveries as late on late.response_id = r.id
  left join excluded_responses as excluded on excluded.response_id = r.id
  left join exclusion_events as event on event.id = excluded.event_id`

/** Answers of a unit, the newest day first; those that come after one, by its number. */
export async function listAnswers(
  database: Database,
  choice: AnswerChoice,
  after: number | undefined,
  limit: number,
): Promise<AnswerRow[]> {
  const dayOfLast = sql`(select day from responses where id = ${after ?? null})`
  // Bounded by day as well, since only that part of the comparison is looked up in the index.
  const further =
    after === undefined
      ? sql``
      : sql` and r.day <= coalesce(${dayOfLast}, ${choice.last}) and (r.day, r.id) < (${dayOfLast}, ${after})`
  return rowsOf(
    database,
    sql`select ${answerColumns} from ${answerTables} where ${chosen(choice)}${further}
      order by r.day desc, r.id desc limit ${limit}`,
  )
}

/**
 * A part of the answers of a unit in the order in which an export has them: by day and number, those that come after one,
 * and none that was stored after the last. Answers are never changed, so that the parts fit together.
 */
export async function listAnswersInOrder(
  database: Database | LocalDatabase,
  { unitId, first, last }: Pick<AnswerChoice, 'unitId' | 'first' | 'last'>,
  {
    after,
    upTo,
  }: { readonly after: { readonly day: LocalDay; readonly id: number } | undefined; readonly upTo: number },
  limit: number,
): Promise<AnswerRow[]> {
  const rows: AnswerRow[] = []
  // The rest of the day first: so the index leads straight to where the last part ended, however many came that day.
  if (after) rows.push(...(await part(sql`r.day = ${after.day} and r.id > ${after.id}`, limit)))
  const next = after ? after.day + 1 : first
  if (rows.length < limit) rows.push(...(await part(sql`r.day between ${next} and ${last}`, limit - rows.length)))
  return rows

  async function part(days: RawBuilder<unknown>, most: number): Promise<AnswerRow[]> {
    const query = sql<AnswerRow>`select ${answerColumns} from ${answerTables}
      where r.unit_id = ${unitId} and ${days} and +r.id <= ${upTo} order by r.day, r.id limit ${most}`
    if (!('stream' in database)) return rowsOf(database, query)
    // On a connection of its own: a million answers read once would push out of memory what everybody else reads often.
    const { sql: text, parameters } = query.compile(build)
    return Array.from(database.stream<AnswerValues>({ sql: text, parameters: parameters as Value[] }), asRow)
  }
}

type AnswerValues = readonly [
  id: number,
  day: LocalDay,
  service: string,
  counter: string | null,
  channel: string,
  answers: string,
  sex: string | null,
  age: string | null,
  education: string | null,
  occupation: string | null,
  filledBy: string | null,
  importId: number | null,
  ground: string | null,
  reason: string | null,
  suggestion: string | null,
  givenDay: LocalDay | null,
  deliveredDay: LocalDay | null,
]

function asRow(values: AnswerValues): AnswerRow {
  const [id, day, service, counter, channel, answers, sex, age, education, occupation, ...rest] = values
  const [filled_by, import_id, ground, reason, suggestion, given_day, delivered_day] = rest
  return {
    id,
    day,
    service,
    counter,
    channel,
    answers,
    sex,
    age,
    education,
    occupation,
    filled_by,
    import_id,
    ground,
    reason,
    suggestion,
    given_day,
    delivered_day,
  }
}

function chosen(choice: AnswerChoice): RawBuilder<unknown> {
  const conditions = [sql`r.unit_id = ${choice.unitId}`, sql`r.day between ${choice.first} and ${choice.last}`]
  if (choice.serviceId !== undefined) conditions.push(sql`r.service_id = ${choice.serviceId}`)
  if (choice.counterId !== undefined) conditions.push(sql`coalesce(r.counter_id, 0) = ${choice.counterId}`)
  if (choice.channel !== undefined) conditions.push(sql`r.channel = ${choice.channel}`)
  if (choice.filledBy !== undefined) conditions.push(sql`r.filled_by = ${choice.filledBy}`)
  if (choice.importId !== undefined) conditions.push(sql`r.import_id = ${choice.importId}`)
  if (choice.excluded !== undefined) {
    conditions.push(choice.excluded ? sql`event.id is not null` : sql`event.id is null`)
  }
  return sql.join(conditions, sql` and `)
}

async function rowsOf(database: Database, query: RawBuilder<unknown>): Promise<AnswerRow[]> {
  return (await query.execute(database.read as never)).rows as AnswerRow[]
}

/** One answer; undefined for one of another unit. */
export async function findAnswer(database: Database, unitId: number, id: number): Promise<AnswerRow | undefined> {
  const [row] = await rowsOf(
    database,
    sql`select ${answerColumns} from ${answerTables} where r.id = ${id} and r.unit_id = ${unitId}`,
  )
  return row
}

/** How many answers of a unit count in a quarter, how many are left out, and the number of the last that was stored anywhere. */
export async function countAnswers(database: Database, unitId: number, quarter: Quarter) {
  const [row] = await database.select<{ counting: number; excluded: number; last: number }>({
    sql: `select
      coalesce((select respondents from quarter_tallies where quarter = ? and unit_id = ?), 0) as counting,
      (select count(*) from excluded_responses where quarter = ? and unit_id = ?) as excluded,
      (select coalesce(max(id), 0) from responses) as last`,
    parameters: [quarter, unitId, quarter, unitId],
  })
  return row ?? { counting: 0, excluded: 0, last: 0 }
}

/** What answers of a unit can be chosen by: quarters with answers, services and counters, closed ones too. */
export async function listChoices(database: Database, unitId: number) {
  const [quarters, services, counters] = await Promise.all([
    database.read
      .selectFrom('quarter_tallies')
      .where('unit_id', '=', unitId)
      .orderBy('quarter', 'desc')
      .select('quarter')
      .execute(),
    database.read
      .selectFrom('services')
      .where('unit_id', '=', unitId)
      .orderBy('name')
      .select(['id', 'slug', 'name'])
      .execute(),
    database.read.selectFrom('counters').where('unit_id', '=', unitId).orderBy('name').select(['id', 'name']).execute(),
  ])
  return { quarters: quarters.map(({ quarter }) => quarter), services, counters }
}

/** Forms entered from paper for one service and day, imports left out. */
export async function countPaper(
  database: Database,
  unitId: number,
  serviceId: number,
  day: LocalDay,
): Promise<number> {
  const parameters: Value[] = [unitId, day, serviceId]
  const [row] = await database.select<{ forms: number }>({
    sql: `select count(*) as forms from responses
      where unit_id = ? and day = ? and service_id = ? and channel = 'paper' and import_id is null`,
    parameters,
  })
  return row?.forms ?? 0
}

/** The unit whose answer has this client-made key. */
export async function findUnitOfKey(database: Database, key: string): Promise<number | undefined> {
  const row = await database.read.selectFrom('responses').where('key', '=', key).select('unit_id').executeTakeFirst()
  return row?.unit_id
}
