// What the desk shows and exports of answers: each with its scores by element, never more of its respondent than they said.

import type { Actor } from '../../accounts/rules/rights.ts'
import { addTrail } from '../../accounts/store/trail.ts'
import type { Database } from '../../database/database.ts'
import type { WrittenCell } from '../../documents/csv.ts'
import type { WrittenColumn } from '../../documents/xlsx.ts'
import type { Platform } from '../../platform.ts'
import { type Question, scoreUnit } from '../../surveys/rules.ts'
import { listQuestionnaireRecords, questionnaireOf } from '../../surveys/store.ts'
import { dayToText, type Quarter, quarterDays, quarterSlug } from '../../units/rules/calendar.ts'
import type { AnswerColumn, ShownAnswer } from '../rules/answers.ts'
import { type Ground, groundNames } from '../rules/exclusion.ts'
import { maskPersonal } from '../rules/masking.ts'
import { channelNames, choiceLabel, shownAge } from '../rules/respondent.ts'
import {
  type AnswerChoice,
  type AnswerRow,
  countAnswers,
  findAnswer,
  listAnswers,
  listAnswersInOrder,
} from '../store/answers.ts'
import { listEventsOf } from '../store/exclusions.ts'
import { everyQuestion, scoresOf } from '../store/questions.ts'
import { findVisitOf, listSignalsOf } from '../store/signals.ts'

/** Answers of a unit, some at a time. @returns whether there are more after the last. */
export async function viewAnswers(
  database: Database,
  choice: AnswerChoice,
  after: number | undefined,
  limit: number,
): Promise<{ answers: ShownAnswer[]; more: boolean }> {
  const [questions, rows] = await Promise.all([
    everyQuestion(database),
    listAnswers(database, choice, after, limit + 1),
  ])
  return { answers: rows.slice(0, limit).map((row) => shownAnswer(row, questions)), more: rows.length > limit }
}

/** One answer with what was done to it; undefined for one of another unit. */
export async function viewAnswer(database: Database, unitId: number, id: number) {
  const [questions, row] = await Promise.all([everyQuestion(database), findAnswer(database, unitId, id)])
  if (!row) return undefined
  const [columns, events, found, visit] = await Promise.all([
    answerColumns(database, unitId, { first: row.day, last: row.day }),
    listEventsOf(database, unitId, id, row.import_id),
    listSignalsOf(database, id),
    findVisitOf(database, id),
  ])
  return {
    answer: shownAnswer(row, questions),
    columns,
    events,
    found: found.map(({ signal, amount }) => [signal, amount] as const),
    visit,
  }
}

// Many respondents give the same answers, so each set of them is worked out once.
type KnownScores = Map<string, ShownAnswer['scores']>
const mostKnown = 5000

function shownAnswer(row: AnswerRow, questions: readonly Question[], known: KnownScores = new Map()): ShownAnswer {
  let scores = known.get(row.answers)
  if (!scores) {
    if (known.size >= mostKnown) known.clear()
    scores = Object.fromEntries(scoresOf(questions, row.answers).map(({ key, score }) => [key, score / scoreUnit]))
    known.set(row.answers, scores)
  }
  return {
    id: row.id,
    day: row.day,
    service: row.service,
    counter: row.counter,
    channel: row.channel,
    sex: row.sex,
    age: shownAge(row.age),
    education: row.education,
    occupation: row.occupation,
    filled_by: row.filled_by,
    import_id: row.import_id,
    ground: row.ground,
    reason: row.reason,
    scores,
    suggestion: row.suggestion === null ? null : maskPersonal(row.suggestion),
    late:
      row.given_day === null || row.delivered_day === null
        ? null
        : { given: row.given_day, delivered: row.delivered_day },
  }
}

/** What a unit asked from one day to another: the nine elements, then its own, then integrity items. */
export async function answerColumns(
  database: Database,
  unitId: number,
  { first, last }: { readonly first: number; readonly last: number },
): Promise<AnswerColumn[]> {
  // The newest first: one is in force until the next newer begins.
  const records = await listQuestionnaireRecords(database, unitId)
  const inForce = records.filter(
    ({ valid_from }, place) => valid_from <= last && (records[place - 1]?.valid_from ?? Number.MAX_VALUE) > first,
  )
  const asked = inForce.toReversed().map(({ record }) => questionnaireOf(record, 'HYBRID'))
  if (asked.length === 0 || (records.at(-1)?.valid_from ?? 0) > first) asked.unshift(questionnaireOf(null, 'HYBRID'))
  const elements = new Map(asked.flatMap((one) => one.elements).map((element) => [element.key, element]))
  const items = new Map(asked.flatMap((one) => one.ruleBook.integrityItems).map((item) => [item.key, item]))
  return [
    ...Array.from(elements.values(), ({ key, name }, place) => ({ key, code: `U${place + 1}`, name })),
    ...Array.from(items.values(), ({ key, name }, place) => ({ key, code: `I${place + 1}`, name })),
  ]
}

export interface Export {
  readonly columns: readonly WrittenColumn[]
  /** Some rows at a time; those of a million answers are never held together. */
  readonly rows: AsyncGenerator<WrittenCell[][]>
}

const readAtOnce = 2000
const writtenAtOnce = 250

/**
 * Everything of a unit and quarter, one row a respondent, answers that were left out marked as such.
 * @param withReasons false leaves out the words of why, for whoever may not read exclusions.
 */
export async function exportAnswers(
  { database, clock }: Pick<Platform, 'database' | 'clock'>,
  actor: Actor,
  order: {
    readonly unitId: number
    readonly quarter: Quarter
    readonly format: 'csv' | 'xlsx'
    readonly withReasons: boolean
  },
): Promise<Export> {
  const { unitId, quarter, format, withReasons } = order
  const days = quarterDays(quarter)
  const [asked, questions, { counting, excluded, last }] = await Promise.all([
    answerColumns(database, unitId, days),
    everyQuestion(database),
    countAnswers(database, unitId, quarter),
  ])
  await database.commit(
    addTrail(clock(), {
      actor,
      act: 'answers-exported',
      subject: { kind: 'unit', id: unitId, unitId },
      after: { quarter: quarterSlug(quarter), format, respondents: counting + excluded },
    }),
  )
  return {
    columns: [
      { heading: 'nomor', width: 9 },
      { heading: 'tanggal', width: 11 },
      { heading: 'layanan', width: 28 },
      { heading: 'loket', width: 16 },
      { heading: 'saluran', width: 9 },
      { heading: 'tiba_menyusul', width: 13 },
      ...asked.map(({ key, code }) => ({ heading: `${code} ${key}`, width: 13 })),
      { heading: 'jenis_kelamin', width: 13 },
      { heading: 'usia', width: 16 },
      { heading: 'pendidikan', width: 16 },
      { heading: 'pekerjaan', width: 18 },
      { heading: 'pengisi', width: 16 },
      { heading: 'saran', width: 50 },
      { heading: 'impor', width: 7 },
      { heading: 'dikecualikan', width: 12 },
      { heading: 'dasar', width: 22 },
      ...(withReasons ? [{ heading: 'alasan', width: 40 }] : []),
    ],
    rows: rows(),
  }

  async function* rows(): AsyncGenerator<WrittenCell[][]> {
    let after: { day: number; id: number } | undefined
    const scores: KnownScores = new Map()
    for (;;) {
      const some = await listAnswersInOrder(database, { unitId, ...days }, { after, upTo: last }, readAtOnce)
      for (let from = 0; from < some.length; from += writtenAtOnce) {
        yield some.slice(from, from + writtenAtOnce).map((row) => cellsOf(shownAnswer(row, questions, scores)))
      }
      const end = some.at(-1)
      if (!end || some.length < readAtOnce) return
      after = { day: end.day, id: end.id }
    }
  }

  function cellsOf(answer: ShownAnswer): WrittenCell[] {
    return [
      answer.id,
      dayToText(answer.day),
      answer.service,
      answer.counter,
      channelNames[answer.channel] ?? answer.channel,
      answer.late && dayToText(answer.late.delivered),
      ...asked.map(({ key }) => written(answer.scores[key])),
      choiceLabel('jenis_kelamin', answer.sex),
      answer.age,
      choiceLabel('pendidikan', answer.education),
      choiceLabel('pekerjaan', answer.occupation),
      choiceLabel('pengisi', answer.filled_by),
      answer.suggestion,
      answer.import_id,
      answer.ground === null ? 'tidak' : 'ya',
      answer.ground === null ? null : groundNames[answer.ground as Ground],
      ...(withReasons ? [answer.reason] : []),
    ]
  }
}

// A third of a score has no end; six decimals tell it apart from every other mean.
function written(score: number | undefined): number | null {
  return score === undefined ? null : Math.round(score * 1e6) / 1e6
}
