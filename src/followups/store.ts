// SQL of what publications need of follow-ups: actions with quotes and evidence, their course, consultations; all masked.

import { sql } from 'kysely'
import { build, type Database, prepare } from '../database/database.ts'
import { maskPersonal } from '../responses/rules/masking.ts'
import type { LocalDay, Quarter } from '../units/rules/calendar.ts'
import type { EventKind, Status } from './rules/course.ts'

/** What of it is asked for. */
export interface FollowUpChoice {
  /** Quarters whose result is answered: from here, where told, until here. */
  readonly quarterFrom?: Quarter | undefined
  readonly quarterUntil: Quarter
  /** All units where none are named. */
  readonly unitIds?: readonly number[] | undefined
}

export type Evidence =
  | { readonly id: number; readonly kind: 'link'; readonly url: string; readonly caption: string }
  | ({ readonly id: number; readonly kind: 'photo' | 'document'; readonly caption: string } & StoredFile)

/** A file in the evidence storage. */
export interface StoredFile {
  /** SHA-256 of its content in hexadecimal. */
  readonly key: string
  readonly mediaType: string
  readonly bytes: number
  readonly name: string
}

/** One action as the public may read it: personal data masked, withdrawn evidence left out. Instants are seconds since 1970-01-01 UTC. */
export interface FollowUp {
  readonly id: number
  readonly unitId: number
  /** The quarter whose result it answers. */
  readonly quarter: Quarter
  /** Key of its element; null for something wider. */
  readonly element: string | null
  readonly program: string
  /** Converted value that is expected of the element, in hundredths. */
  readonly expected: number | null
  readonly expectedWords: string
  /** Planned quarters, in order. */
  readonly quarters: readonly Quarter[]
  readonly responsible: string
  readonly status: Status
  readonly createdAt: number
  readonly finishedAt: number | null
  readonly cancelledAt: number | null
  readonly cancelReason: string | null
  readonly quotes: readonly string[]
  readonly evidence: readonly Evidence[]
}

/** Shared by the reads of this file: the choice as the condition of a table that has a unit and a quarter. */
const chosen = `quarter between ? and ? and (? = '' or unit_id in (select value from json_each(?)))`

function parametersOf({ quarterFrom = 0, quarterUntil, unitIds }: FollowUpChoice) {
  const units = unitIds ? JSON.stringify(unitIds) : ''
  return [quarterFrom, quarterUntil, units, units || '[]']
}

interface FollowUpRow {
  id: number
  unit_id: number
  quarter: number
  element: string | null
  program: string
  expected: number | null
  expected_words: string
  quarters: string
  responsible: string
  status: Status
  created_at: number
  finished_at: number | null
  cancelled_at: number | null
  cancel_reason: string | null
  quotes: string
  evidence: string
}

type EvidenceJson = [
  id: number,
  kind: Evidence['kind'],
  url: string | null,
  key: string | null,
  mediaType: string | null,
  bytes: number | null,
  name: string | null,
  caption: string,
]

/** Actions by unit, quarter and number; one read, whatever the number of units. */
export async function listFollowUps(database: Database, choice: FollowUpChoice): Promise<FollowUp[]> {
  const rows = await database.select<FollowUpRow>({
    sql: `select id, unit_id, quarter, element, program, expected, expected_words, quarters, responsible, status,
        created_at, finished_at, cancelled_at, cancel_reason,
        (select json_group_array(text) from (
          select text from follow_up_quotes where follow_up_id = follow_ups.id order by id)) as quotes,
        (select json_group_array(json_array(id, kind, url, storage_key, media_type, bytes, name, caption)) from (
          select * from follow_up_evidence where follow_up_id = follow_ups.id and withdrawn_at is null
          order by id)) as evidence
      from follow_ups where ${chosen} order by unit_id, quarter, id`,
    parameters: parametersOf(choice),
  })
  return rows.map((row) => ({
    id: row.id,
    unitId: row.unit_id,
    quarter: row.quarter,
    element: row.element,
    program: maskPersonal(row.program),
    expected: row.expected,
    expectedWords: maskPersonal(row.expected_words),
    quarters: JSON.parse(row.quarters) as Quarter[],
    responsible: maskPersonal(row.responsible),
    status: row.status,
    createdAt: row.created_at,
    finishedAt: row.finished_at,
    cancelledAt: row.cancelled_at,
    cancelReason: row.cancel_reason === null ? null : maskPersonal(row.cancel_reason),
    // Masked once more: what can be recognised may have grown since it was quoted.
    quotes: (JSON.parse(row.quotes) as string[]).map(maskPersonal),
    evidence: (JSON.parse(row.evidence) as EvidenceJson[]).map(evidenceOf),
  }))
}

function evidenceOf([id, kind, url, key, mediaType, bytes, name, caption]: EvidenceJson): Evidence {
  const words = maskPersonal(caption)
  if (kind === 'link') return { id, kind, url: url ?? '', caption: words }
  return {
    id,
    kind,
    key: key ?? '',
    mediaType: mediaType ?? '',
    bytes: bytes ?? 0,
    name: maskPersonal(name ?? ''),
    caption: words,
  }
}

/** One thing that happened with an action, without who did it. */
export interface PublicEvent {
  readonly followUpId: number
  readonly unitId: number
  readonly kind: EventKind
  readonly text: string
  readonly at: number
}

/** What happened with the actions chosen, the oldest first; one read. @param until seconds; later events are left out. */
export async function listPublicEvents(
  database: Database,
  choice: FollowUpChoice & { readonly until?: number | undefined },
): Promise<PublicEvent[]> {
  const rows = await database.select<PublicEvent>({
    sql: `select event.follow_up_id as followUpId, follow_ups.unit_id as unitId, event.kind, event.text, event.at
      from follow_ups cross join follow_up_events as event on event.follow_up_id = follow_ups.id
      where ${chosen} and event.at <= ? order by event.id`,
    parameters: [...parametersOf(choice), choice.until ?? Number.MAX_SAFE_INTEGER],
  })
  return rows.map((row) => ({ ...row, text: maskPersonal(row.text) }))
}

/** A public consultation (forum konsultasi publik), personal data masked. */
export interface Consultation {
  readonly id: number
  readonly unitId: number
  /** The quarter whose result was discussed. */
  readonly quarter: Quarter
  readonly day: LocalDay
  readonly place: string
  readonly participants: number
  readonly minutes: string
  readonly file: StoredFile | null
}

interface ConsultationRow {
  id: number
  unit_id: number
  quarter: number
  day: number
  place: string
  participants: number
  minutes: string
  storage_key: string | null
  media_type: string | null
  bytes: number | null
  name: string | null
}

/** Consultations that were not withdrawn, by unit and day; one read. */
export async function listConsultations(database: Database, choice: FollowUpChoice): Promise<Consultation[]> {
  const rows = await database.select<ConsultationRow>({
    sql: `select id, unit_id, quarter, day, place, participants, minutes, storage_key, media_type, bytes, name
      from consultations where ${chosen} and withdrawn_at is null order by unit_id, day, id`,
    parameters: parametersOf(choice),
  })
  return rows.map(({ id, unit_id, quarter, day, place, participants, minutes, ...file }) => ({
    id,
    unitId: unit_id,
    quarter,
    day,
    place: maskPersonal(place),
    participants,
    minutes: maskPersonal(minutes),
    file: fileOf(file),
  }))
}

/** The columns of a file as it is; null where there is none. */
export function fileOf(row: {
  readonly storage_key: string | null
  readonly media_type: string | null
  readonly bytes: number | null
  readonly name: string | null
}): StoredFile | null {
  const { storage_key: key, media_type: mediaType, bytes, name } = row
  if (key === null) return null
  return { key, mediaType: mediaType ?? '', bytes: bytes ?? 0, name: name ?? '' }
}

/** Where a stored file is used as evidence that was not withdrawn. */
export interface EvidenceUse {
  readonly unitId: number
  readonly quarter: Quarter
  /** Null where it belongs to the minutes of a consultation. */
  readonly followUpId: number | null
  readonly consultationId: number | null
  readonly mediaType: string
  readonly name: string
}

const usesOfKey = prepare<{ key: string }, EvidenceUse>((value) => ({
  compile: () =>
    sql<EvidenceUse>`select action.unit_id as unitId, action.quarter, action.id as followUpId, null as consultationId,
        evidence.media_type as mediaType, evidence.name
      from follow_up_evidence as evidence join follow_ups as action on action.id = evidence.follow_up_id
      where evidence.storage_key = ${value('key')} and evidence.withdrawn_at is null
      union all select unit_id, quarter, null, id, media_type, name from consultations
      where storage_key = ${value('key')} and withdrawn_at is null`.compile(build),
}))

/** Every use of a stored file, by its key; none for an unknown or withdrawn one. */
export function findEvidence(database: Database, key: string): Promise<EvidenceUse[]> {
  return database.select(usesOfKey({ key }))
}
