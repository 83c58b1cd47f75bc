// Which questionnaire a unit uses on a day: read from the record, put together by the rules.

import { sql } from 'kysely'
import { build, type Change, change, type Database, mustHold, prepare } from '../database/database.ts'
import type { LocalDay } from '../units/rules/calendar.ts'
import type { ServiceChannel } from '../units/rules/service.ts'
import {
  type AddedElement,
  defaultRuleBook,
  type Questionnaire,
  questionnaire,
  ruleBook,
  type Weight,
} from './rules.ts'

/** The questionnaire of a unit as the database tells it: JSON of rule book, added elements, weights; null for the default. */
export type QuestionnaireRecord = string | null

interface RecordShape {
  ruleBook: string
  added: { id: number; key: string; name: string; definition: string; question: string; answers: string[] }[]
  weights: Record<string, Weight> | null
}

const known = new Map<string, Questionnaire>()

/** Puts the questionnaire of a record and a service's channel together; the same record gives the same object. */
export function questionnaireOf(record: QuestionnaireRecord, channel: ServiceChannel): Questionnaire {
  const name = `${channel} ${record ?? ''}`
  let found = known.get(name)
  if (!found) {
    if (known.size >= 1000) known.clear()
    found = fromRecord(record, channel)
    known.set(name, found)
  }
  return found
}

function fromRecord(record: QuestionnaireRecord, channel: ServiceChannel): Questionnaire {
  if (record === null) return questionnaire(defaultRuleBook, channel)
  const { ruleBook: book, added, weights } = JSON.parse(record) as RecordShape
  const first = ruleBook(book).elements.length + 1
  return questionnaire(
    ruleBook(book),
    channel,
    added.map((row, place) => addedElement(row, `U${first + place}`)),
    weights,
  )
}

function addedElement(row: RecordShape['added'][number], code: string): AddedElement {
  return {
    element: { key: row.key, code, name: row.name, definition: row.definition },
    question: {
      id: row.id,
      key: row.key,
      text: row.question,
      answers: row.answers,
      element: row.key,
      integrityItem: null,
      channels: ['ONLINE', 'OFFLINE', 'HYBRID'],
    },
  }
}

const recordSql = `json_object('ruleBook', q.rule_book, 'weights', json(q.weights), 'added', json((
    select json_group_array(json_object('id', e.id, 'key', e.key, 'name', e.name, 'definition', e.definition,
      'question', e.question, 'answers', json(e.answers)) order by place.key)
    from json_each(q.added) as place join added_elements as e on e.id = place.value and e.unit_id = q.unit_id)))`

/**
 * SQL of the record that is in force for `unit` on `day`, for use inside a larger select.
 * @param unit SQL expression of the unit's id. @param day SQL expression of the local day.
 */
export function questionnaireRecordSql(unit: string, day: string): string {
  return `(select ${recordSql} from unit_questionnaires as q
    where q.unit_id = ${unit} and q.valid_from <= ${day} order by q.valid_from desc limit 1)`
}

/** SQL of all that the unit has asked by, for use inside a larger select: JSON of `[valid_from, record]`, the newest first. */
export function datedRecordsSql(unit: string): string {
  return `(select json_group_array(json_array(valid_from, record)) from (
    select q.valid_from, ${recordSql} as record from unit_questionnaires as q
    where q.unit_id = ${unit} order by q.valid_from desc))`
}

/** A questionnaire as `questionnaireOf` reads it, in force from a local day on. */
export interface DatedRecord {
  unit_id: number
  valid_from: number
  record: string
}

const recordRows = sql<DatedRecord>`select q.unit_id, q.valid_from, ${sql.raw(recordSql)} as record
  from unit_questionnaires as q`
const allRecords = prepare<object>(() => ({
  compile: () => sql<DatedRecord>`${recordRows} order by q.valid_from desc`.compile(build),
}))
const recordsOfUnit = prepare<{ unitId: number }>((value) => ({
  compile: () =>
    sql<DatedRecord>`${recordRows} where q.unit_id = ${value('unitId')} order by q.valid_from desc`.compile(build),
}))

/** Every questionnaire that units have had, the newest first, each from its local day on. */
export function listAllQuestionnaireRecords(database: Database): Promise<DatedRecord[]> {
  return database.select(allRecords({}))
}

/** Every questionnaire one unit has had, the newest first. */
export function listQuestionnaireRecords(database: Database, unitId: number): Promise<DatedRecord[]> {
  return database.select(recordsOfUnit({ unitId }))
}

/** Lets a unit ask by a rule book from a local day on, with added elements by id. */
export function addUnitQuestionnaire(row: {
  unitId: number
  validFrom: number
  ruleBook: string
  added: readonly number[]
  weights: Readonly<Record<string, Weight>> | null
}): Change {
  return change(
    build.insertInto('unit_questionnaires').values({
      unit_id: row.unitId,
      valid_from: row.validFrom,
      rule_book: row.ruleBook,
      added: JSON.stringify(row.added),
      weights: row.weights && JSON.stringify(row.weights),
    }),
  )
}

export function listAddedElements(database: Database, unitId: number) {
  return database.read.selectFrom('added_elements').where('unit_id', '=', unitId).select(['id', 'key']).execute()
}

/** Added elements of a unit with their wording; `used` is 1 where a questionnaire asks them. */
export function listElementsOf(database: Database, unitId: number) {
  return database.read
    .selectFrom('added_elements')
    .where('unit_id', '=', unitId)
    .orderBy('id')
    .select(['id', 'key', 'name', 'question', 'answers'])
    .select(
      sql<number>`exists(select 1 from unit_questionnaires as q, json_each(q.added) as asked
        where q.unit_id = added_elements.unit_id and asked.value = added_elements.id)`.as('used'),
    )
    .execute()
}

/** Removes an element that no questionnaire asks. */
export function removeAddedElement(id: number, unitId: number): Change[] {
  return [
    mustHold({
      sql: `select 1 where not exists (select 1 from unit_questionnaires as q, json_each(q.added) as asked
        where q.unit_id = ? and asked.value = ?)`,
      parameters: [unitId, id],
    }),
    change(build.deleteFrom('added_elements').where('id', '=', id).where('unit_id', '=', unitId)),
  ]
}

/** Takes a questionnaire back that is not in force yet. @param today the unit's local day. */
export function removeUnitQuestionnaire(unitId: number, validFrom: LocalDay, today: LocalDay): Change {
  return change(
    build
      .deleteFrom('unit_questionnaires')
      .where('unit_id', '=', unitId)
      .where('valid_from', '=', validFrom)
      .where('valid_from', '>', today),
  )
}

/** The highest number that an added question has. */
export async function lastAddedElement(database: Database): Promise<number | null> {
  const { last } = await database.read
    .selectFrom('added_elements')
    .select((has) => has.fn.max('id').as('last'))
    .executeTakeFirstOrThrow()
  return last
}

/** Adds an element of the unit's own; the id is the permanent number of its question. */
export function addAddedElement(row: {
  id: number
  unitId: number
  key: string
  name: string
  definition: string
  question: string
  answers: readonly string[]
}): Change {
  return change(
    build.insertInto('added_elements').values({
      id: row.id,
      unit_id: row.unitId,
      key: row.key,
      name: row.name,
      definition: row.definition,
      question: row.question,
      answers: JSON.stringify(row.answers),
    }),
  )
}
