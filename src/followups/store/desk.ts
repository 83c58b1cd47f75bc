// SQL of follow-ups at the desk: those of a unit with their course and evidence, as they were written; and every change.

import { sql } from 'kysely'
import type { Actor } from '../../accounts/rules/rights.ts'
import { build, type Change, change, type Database, mustHold, prepare } from '../../database/database.ts'
import type { LocalDay, Quarter } from '../../units/rules/calendar.ts'
import type { EventKind, Status } from '../rules/course.ts'
import { fileOf, type StoredFile } from '../store.ts'

/** Who acts; the demonstration acts under a name only. */
export type Author = Pick<Actor, 'name'> & { readonly id: number | null }

/** What a plan says of itself. */
export interface PlanText {
  readonly program: string
  /** Converted value in hundredths. */
  readonly expected: number | null
  readonly expectedWords: string
  /** In order. */
  readonly quarters: readonly Quarter[]
  readonly responsible: string
}

export interface Plan extends PlanText {
  readonly unitId: number
  readonly quarter: Quarter
  readonly element: string | null
}

/** An action in a list. Instants are seconds since 1970-01-01 UTC. */
export interface ListedAction extends Plan {
  readonly id: number
  /** Name of an element that the unit added; null for one of the rule books. */
  readonly addedName: string | null
  readonly dueQuarter: Quarter
  readonly status: Status
  readonly cancelReason: string | null
  readonly finishedAt: number | null
  readonly createdAt: number
  /** Not withdrawn. */
  readonly evidence: number
  readonly quotes: number
}

interface ActionRow {
  id: number
  unit_id: number
  quarter: number
  element: string | null
  added_name: string | null
  program: string
  expected: number | null
  expected_words: string
  quarters: string
  due_quarter: number
  responsible: string
  status: Status
  cancel_reason: string | null
  finished_at: number | null
  created_at: number
  evidence: number
  quotes: number
}

const columns = `action.id, action.unit_id, action.quarter, action.element, action.program, action.expected,
  action.expected_words, action.quarters, action.due_quarter, action.responsible, action.status, action.cancel_reason,
  action.finished_at, action.created_at,
  (select name from added_elements where unit_id = action.unit_id and key = action.element) as added_name,
  (select count(*) from follow_up_evidence where follow_up_id = action.id and withdrawn_at is null) as evidence,
  (select count(*) from follow_up_quotes where follow_up_id = action.id) as quotes`

function listed(row: ActionRow): ListedAction {
  return {
    id: row.id,
    unitId: row.unit_id,
    quarter: row.quarter,
    element: row.element,
    addedName: row.added_name,
    program: row.program,
    expected: row.expected,
    expectedWords: row.expected_words,
    quarters: JSON.parse(row.quarters) as Quarter[],
    dueQuarter: row.due_quarter,
    responsible: row.responsible,
    status: row.status,
    cancelReason: row.cancel_reason,
    finishedAt: row.finished_at,
    createdAt: row.created_at,
    evidence: row.evidence,
    quotes: row.quotes,
  }
}

const ofUnit = prepare<{ unitId: number }, ActionRow>((value) => ({
  compile: () =>
    sql<ActionRow>`select ${sql.raw(columns)} from follow_ups as action
      where action.unit_id = ${value('unitId')} order by action.quarter desc, action.id`.compile(build),
}))

/** All actions of a unit, the newest quarter first. */
export async function listUnitActions(database: Database, unitId: number): Promise<ListedAction[]> {
  return (await database.select<ActionRow>(ofUnit({ unitId }))).map(listed)
}

export interface CourseEvent {
  readonly id: number
  readonly kind: EventKind
  readonly text: string
  readonly at: number
  readonly actorName: string
}

export interface DeskEvidence {
  readonly id: number
  readonly kind: 'link' | 'photo' | 'document'
  readonly url: string | null
  readonly file: StoredFile | null
  readonly caption: string
  readonly addedAt: number
  readonly withdrawnAt: number | null
  readonly withdrawalReason: string | null
}

export interface Quote {
  readonly responseId: number
  readonly text: string
}

/** One action with all that belongs to it. */
export interface WholeAction extends ListedAction {
  /** The oldest first. */
  readonly events: readonly CourseEvent[]
  readonly pieces: readonly DeskEvidence[]
  readonly quoted: readonly Quote[]
}

/** One action of a unit; undefined for one of another unit. */
export async function findAction(database: Database, unitId: number, id: number): Promise<WholeAction | undefined> {
  const own = { sql: `select ${columns} from follow_ups as action where action.id = ? and action.unit_id = ?` }
  const [rows, events, pieces, quoted] = await Promise.all([
    database.select<ActionRow>({ ...own, parameters: [id, unitId] }),
    database.read
      .selectFrom('follow_up_events')
      .where('follow_up_id', '=', id)
      .orderBy('id')
      .select(['id', 'kind', 'text', 'at', 'actor_name as actorName'])
      .execute(),
    database.read.selectFrom('follow_up_evidence').where('follow_up_id', '=', id).orderBy('id').selectAll().execute(),
    database.read
      .selectFrom('follow_up_quotes')
      .where('follow_up_id', '=', id)
      .orderBy('id')
      .select(['response_id as responseId', 'text'])
      .execute(),
  ])
  const [row] = rows
  if (!row) return undefined
  return {
    ...listed(row),
    events: events.map((event) => ({ ...event, kind: event.kind as EventKind })),
    pieces: pieces.map((piece) => ({
      id: piece.id,
      kind: piece.kind as DeskEvidence['kind'],
      url: piece.url,
      file: fileOf(piece),
      caption: piece.caption,
      addedAt: piece.added_at,
      withdrawnAt: piece.withdrawn_at,
      withdrawalReason: piece.withdrawal_reason,
    })),
    quoted,
  }
}

/** A new action with the event that begins its course. @param at seconds since 1970-01-01 UTC. */
export function addAction(plan: Plan, author: Author, at: number): Change[] {
  return [
    change(
      build.insertInto('follow_ups').values({
        unit_id: plan.unitId,
        quarter: plan.quarter,
        element: plan.element,
        ...textColumns(plan),
        status: 'planned',
        created_at: at,
        created_by: author.id,
        created_by_name: author.name,
      }),
    ),
    {
      sql: `insert into follow_up_events (follow_up_id, kind, text, at, actor_id, actor_name)
        select max(id), 'planned', '', ?, ?, ? from follow_ups`,
      parameters: [at, author.id, author.name],
    },
  ]
}

/** Rewrites what a plan says, and keeps what it said; refused where the plan has changed since `lastEvent`, or is closed. */
export function reviseAction(
  action: WholeAction,
  lastEvent: number,
  text: PlanText,
  reason: string,
  author: Author,
  at: number,
): Change[] {
  const { id, program, expected, expectedWords, quarters, responsible } = action
  return [
    lastEventMustBe(id, lastEvent),
    statusMustBe(id, action.status),
    change(build.updateTable('follow_ups').set(textColumns(text)).where('id', '=', id)),
    addEvent(id, 'revised', reason, author, at, { program, expected, expectedWords, quarters, responsible }),
  ]
}

function textColumns({ program, expected, expectedWords, quarters, responsible }: PlanText) {
  return {
    program,
    expected,
    expected_words: expectedWords,
    quarters: JSON.stringify(quarters),
    due_quarter: quarters.at(-1) ?? 0,
    responsible,
  }
}

/** Takes a step, with the event that tells it; refused where the action is no longer in the state it was. */
export function moveAction(
  { id, status }: Pick<ListedAction, 'id' | 'status'>,
  step: { readonly status: Status; readonly kind: EventKind },
  text: string,
  author: Author,
  at: number,
): Change[] {
  const moved =
    step.status === status
      ? []
      : [
          change(
            build
              .updateTable('follow_ups')
              .set({
                status: step.status,
                finished_at: step.status === 'finished' ? at : null,
                cancelled_at: step.status === 'cancelled' ? at : null,
                cancel_reason: step.status === 'cancelled' ? text : null,
              })
              .where('id', '=', id),
          ),
        ]
  return [statusMustBe(id, status), ...moved, addEvent(id, step.kind, text, author, at)]
}

function statusMustBe(id: number, status: Status): Change {
  return mustHold({ sql: 'select 1 from follow_ups where id = ? and status = ?', parameters: [id, status] })
}

function lastEventMustBe(id: number, lastEvent: number): Change {
  const unchanged = 'select 1 from follow_up_events where follow_up_id = ? group by follow_up_id having max(id) = ?'
  return mustHold({ sql: unchanged, parameters: [id, lastEvent] })
}

/** @param before what a revised plan said. */
export function addEvent(
  id: number,
  kind: EventKind,
  text: string,
  author: Author,
  at: number,
  before: object | null = null,
): Change {
  return change(
    build.insertInto('follow_up_events').values({
      follow_up_id: id,
      kind,
      text,
      before: before && JSON.stringify(before),
      at,
      actor_id: author.id,
      actor_name: author.name,
    }),
  )
}

/** What is brought as evidence. */
export type Brought =
  | { readonly kind: 'link'; readonly url: string }
  | { readonly kind: 'photo' | 'document'; readonly file: StoredFile }

export function addEvidence(followUpId: number, brought: Brought, caption: string, at: number): Change {
  const file = brought.kind === 'link' ? null : brought.file
  return change(
    build.insertInto('follow_up_evidence').values({
      follow_up_id: followUpId,
      kind: brought.kind,
      url: brought.kind === 'link' ? brought.url : null,
      ...fileColumns(file),
      caption,
      added_at: at,
    }),
  )
}

function fileColumns(file: StoredFile | null) {
  return {
    storage_key: file?.key ?? null,
    media_type: file?.mediaType ?? null,
    bytes: file?.bytes ?? null,
    name: file?.name ?? null,
  }
}

/** Refused where it was withdrawn already. */
export function withdrawEvidence(id: number, reason: string, at: number): Change {
  return change(
    build.updateTable('follow_up_evidence').set({ withdrawn_at: at, withdrawal_reason: reason }).where('id', '=', id),
  )
}

/** Refused where the action quotes it already. @param text masked. */
export function addQuote(followUpId: number, responseId: number, text: string, at: number): Change {
  return change(
    build
      .insertInto('follow_up_quotes')
      .values({ follow_up_id: followUpId, response_id: responseId, text, quoted_at: at }),
  )
}

/** Minutes of a consultation as they were written. */
export interface DeskConsultation {
  readonly id: number
  readonly quarter: Quarter
  readonly day: LocalDay
  readonly place: string
  readonly participants: number
  readonly minutes: string
  readonly file: StoredFile | null
  readonly writtenAt: number
  readonly writtenByName: string
  readonly withdrawnAt: number | null
  readonly withdrawalReason: string | null
}

/** Consultations of a unit, withdrawn ones too, the newest first. */
export async function listUnitConsultations(database: Database, unitId: number): Promise<DeskConsultation[]> {
  const rows = await database.read
    .selectFrom('consultations')
    .where('unit_id', '=', unitId)
    .orderBy('day', 'desc')
    .orderBy('id', 'desc')
    .selectAll()
    .execute()
  return rows.map((row) => ({
    id: row.id,
    quarter: row.quarter,
    day: row.day,
    place: row.place,
    participants: row.participants,
    minutes: row.minutes,
    file: fileOf(row),
    writtenAt: row.written_at,
    writtenByName: row.written_by_name,
    withdrawnAt: row.withdrawn_at,
    withdrawalReason: row.withdrawal_reason,
  }))
}

export interface NewConsultation {
  readonly unitId: number
  readonly quarter: Quarter
  readonly day: LocalDay
  readonly place: string
  readonly participants: number
  readonly minutes: string
  readonly file: StoredFile | null
}

export function addConsultation({ unitId, file, ...said }: NewConsultation, author: Author, at: number): Change {
  return change(
    build.insertInto('consultations').values({
      unit_id: unitId,
      ...said,
      ...fileColumns(file),
      written_at: at,
      written_by: author.id,
      written_by_name: author.name,
    }),
  )
}

/** Refused where they were withdrawn already. */
export function withdrawConsultation(id: number, reason: string, at: number): Change {
  return change(
    build.updateTable('consultations').set({ withdrawn_at: at, withdrawal_reason: reason }).where('id', '=', id),
  )
}
