// SQL of suggestions: those of one unit with what their respondent answered, and how far the unit has come with each.

import { sql } from 'kysely'
import { type Change, type Database, mustHold } from '../../database/database.ts'
import type { LocalDay } from '../../units/rules/calendar.ts'
import type { SuggestionStatus } from '../rules/suggestion.ts'

/** What suggestions are chosen by; all that is given must fit. */
export interface SuggestionChoice {
  readonly unitId: number
  readonly first?: LocalDay | undefined
  /** Inside. */
  readonly last?: LocalDay | undefined
  readonly serviceId?: number | undefined
  readonly status?: SuggestionStatus | undefined
  /** Lower case; a text that does not hold it is left out. */
  readonly text?: string | undefined
}

export interface SuggestionRow {
  readonly id: number
  readonly day: LocalDay
  readonly service: string
  readonly answers: string
  readonly status: SuggestionStatus
  readonly text: string
  readonly excluded: number
}

const columns = sql`r.id, r.day, services.name as service, r.answers, coalesce(mark.status, 'baru') as status, s.text,
  exists(select 1 from excluded_responses where response_id = r.id) as excluded`
const tables = sql`responses as r join suggestions as s on s.response_id = r.id join services on services.id = r.service_id
  left join suggestion_marks as mark on mark.response_id = r.id`

/** Suggestions of a unit, the newest day first; those that come after one, by its response's number. */
export async function listSuggestions(
  database: Database,
  choice: SuggestionChoice,
  after: number | undefined,
  limit: number,
): Promise<SuggestionRow[]> {
  const conditions = [sql`r.unit_id = ${choice.unitId}`]
  if (choice.first !== undefined) conditions.push(sql`r.day >= ${choice.first}`)
  if (choice.last !== undefined) conditions.push(sql`r.day <= ${choice.last}`)
  if (choice.serviceId !== undefined) conditions.push(sql`r.service_id = ${choice.serviceId}`)
  if (choice.status === 'baru') conditions.push(sql`mark.status is null`)
  else if (choice.status !== undefined) conditions.push(sql`mark.status = ${choice.status}`)
  if (choice.text !== undefined) conditions.push(sql`instr(lower(s.text), ${choice.text}) > 0`)
  if (after !== undefined) {
    const dayOfLast = sql`(select day from responses where id = ${after})`
    conditions.push(sql`r.day <= ${dayOfLast}`, sql`(r.day, r.id) < (${dayOfLast}, ${after})`)
  }
  const { rows } = await sql<SuggestionRow>`select ${columns} from ${tables} where ${sql.join(conditions, sql` and `)}
    order by r.day desc, r.id desc limit ${limit}`.execute(database.read as never)
  return rows
}

/** One suggestion; undefined for one of another unit. */
export async function findSuggestion(database: Database, unitId: number, id: number) {
  const { rows } = await sql<SuggestionRow>`select ${columns} from ${tables}
    where r.id = ${id} and r.unit_id = ${unitId}`.execute(database.read as never)
  return rows[0]
}

/** How many suggestions of a unit have come how far. */
export async function countSuggestions(
  database: Database,
  choice: Pick<SuggestionChoice, 'unitId' | 'first' | 'last'>,
): Promise<Readonly<Record<SuggestionStatus, number>>> {
  const first = choice.first ?? 0
  const last = choice.last ?? 10_000_000
  const { rows } = await sql<{ status: SuggestionStatus; total: number }>`select
      coalesce(mark.status, 'baru') as status, count(*) as total
    from responses as r join suggestions as s on s.response_id = r.id
    left join suggestion_marks as mark on mark.response_id = r.id
    where r.unit_id = ${choice.unitId} and r.day between ${first} and ${last} group by 1`.execute(
    database.read as never,
  )
  const totals = { baru: 0, dibaca: 0, ditindaklanjuti: 0 }
  for (const { status, total } of rows) totals[status] = total
  return totals
}

/** Marks a suggestion; the commit is refused when its status is no longer `before`. @param at seconds since 1970-01-01 UTC. */
export function markSuggestion(id: number, before: SuggestionStatus, after: SuggestionStatus, at: number): Change[] {
  const unchanged =
    before === 'baru'
      ? { sql: 'select 1 where not exists (select 1 from suggestion_marks where response_id = ?)', parameters: [id] }
      : { sql: 'select 1 from suggestion_marks where response_id = ? and status = ?', parameters: [id, before] }
  const written =
    after === 'baru'
      ? { sql: 'delete from suggestion_marks where response_id = ?', parameters: [id] }
      : {
          sql: `insert into suggestion_marks (response_id, status, marked_at) values (?, ?, ?)
            on conflict (response_id) do update set status = excluded.status, marked_at = excluded.marked_at`,
          parameters: [id, after, at],
        }
  return [mustHold(unchanged), written]
}
