// SQL of follow-ups of all units: how many stand where, found by state, agency and words, and units without any plan.

import { type RawBuilder, sql } from 'kysely'
import type { Database } from '../../database/database.ts'
import type { Quarter } from '../../units/rules/calendar.ts'
import type { Status } from '../rules/course.ts'

/** What actions are looked for by; all that is given must fit. */
export interface ActionSearch {
  readonly status?: Status | undefined
  /** Open ones whose last planned quarter is over, or is running. */
  readonly timing?: 'overdue' | 'due' | undefined
  readonly agency?: string | undefined
  /** Quarter whose result they answer. */
  readonly quarter?: Quarter | undefined
  /** Lower case; each must be in the unit's name or agency, the program or who is responsible. */
  readonly words: readonly string[]
}

export interface FoundAction {
  readonly id: number
  readonly quarter: Quarter
  readonly element: string | null
  readonly addedName: string | null
  readonly program: string
  readonly responsible: string
  readonly dueQuarter: Quarter
  readonly status: Status
  readonly evidence: number
  readonly slug: string
  readonly unit: string
  readonly agency: string
  /** Of all that fit. */
  readonly found: number
}

/** Actions that fit, overdue ones first, then those due, then by unit; from a place on. @param now the running quarter. */
export async function searchActions(
  database: Database,
  search: ActionSearch,
  now: Quarter,
  from: number,
  limit: number,
): Promise<FoundAction[]> {
  const open = sql`action.status in ('planned', 'running')`
  const conditions: RawBuilder<unknown>[] = [sql`true`]
  if (search.status) conditions.push(sql`action.status = ${search.status}`)
  if (search.timing === 'overdue') conditions.push(sql`${open} and action.due_quarter < ${now}`)
  if (search.timing === 'due') conditions.push(sql`${open} and action.due_quarter = ${now}`)
  if (search.agency) conditions.push(sql`agencies.slug = ${search.agency}`)
  if (search.quarter !== undefined) conditions.push(sql`action.quarter = ${search.quarter}`)
  for (const word of search.words) {
    conditions.push(
      sql`instr(lower(units.name || ' ' || agencies.name || ' ' || action.program || ' ' || action.responsible), ${word}) > 0`,
    )
  }
  const { rows } = await sql<FoundAction>`
    with fitting as (
      select action.id, count(*) over () as found,
        case when not ${open} then 2 when action.due_quarter < ${now} then 0 when action.due_quarter = ${now} then 1
          else 2 end as urgency,
        action.due_quarter, units.name as unit, units.slug, agencies.name as agency
      from follow_ups as action join units on units.id = action.unit_id join agencies on agencies.id = units.agency_id
      where ${sql.join(conditions, sql` and `)}
      order by urgency, action.due_quarter, units.name, action.id limit ${limit} offset ${from})
    select action.id, action.quarter, action.element, action.program, action.responsible, action.status,
      action.due_quarter as dueQuarter, fitting.slug, fitting.unit, fitting.agency, fitting.found,
      (select name from added_elements where unit_id = action.unit_id and key = action.element) as addedName,
      (select count(*) from follow_up_evidence where follow_up_id = action.id and withdrawn_at is null) as evidence
    from fitting join follow_ups as action on action.id = fitting.id
    order by fitting.urgency, fitting.due_quarter, fitting.unit, action.id`.execute(database.read as never)
  return rows
}

export interface ActionCounts extends Readonly<Record<Status, number>> {
  readonly overdue: number
  readonly due: number
}

/** How many actions of all units stand where. @param now the running quarter. */
export async function countActions(database: Database, now: Quarter): Promise<ActionCounts> {
  const rows = await database.select<{ status: Status; timing: number; actions: number }>({
    sql: `select status, (due_quarter > ?) - (due_quarter < ?) as timing, count(*) as actions
      from follow_ups group by 1, 2`,
    parameters: [now, now],
  })
  const counts = { planned: 0, running: 0, finished: 0, cancelled: 0, overdue: 0, due: 0 }
  for (const { status, timing, actions } of rows) {
    counts[status] += actions
    if (status === 'finished' || status === 'cancelled') continue
    if (timing < 0) counts.overdue += actions
    if (timing === 0) counts.due += actions
  }
  return counts
}

/** A unit that was surveyed in a quarter and has planned nothing in answer to it. */
export interface UnplannedUnit {
  readonly slug: string
  readonly unit: string
  readonly agency: string
  readonly respondents: number
  /** Of all that fit. */
  readonly found: number
}

/** Units with answers in a quarter and no action for it, by name; closed ones are left out. */
export function listUnplanned(
  database: Database,
  quarter: Quarter,
  agency: string | undefined,
  from: number,
  limit: number,
): Promise<UnplannedUnit[]> {
  return database.select<UnplannedUnit>({
    sql: `select units.slug, units.name as unit, agencies.name as agency, wide.respondents, count(*) over () as found
      from quarter_tallies as wide join units on units.id = wide.unit_id join agencies on agencies.id = units.agency_id
      where wide.quarter = ? and wide.respondents > 0 and (? = '' or agencies.slug = ?)
        and not exists (select 1 from closed_units where unit_id = units.id)
        and not exists (select 1 from follow_ups where unit_id = units.id and quarter = wide.quarter)
      order by units.name, units.id limit ? offset ?`,
    parameters: [quarter, agency ?? '', agency ?? '', limit, from],
  })
}

/** Slug and name of every agency, by name. */
export async function listAgencyNames(database: Database): Promise<readonly (readonly [string, string])[]> {
  const rows = await database.read.selectFrom('agencies').orderBy('name').select(['slug', 'name']).execute()
  return rows.map(({ slug, name }) => [slug, name] as const)
}
