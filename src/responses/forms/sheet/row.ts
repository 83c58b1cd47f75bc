// What one row of an answer table says: scores, respondent, day and suggestion. Pure.

import type { Answers } from '../../../surveys/rules.ts'
import { dayFromText, dayToText, type LocalDay } from '../../../units/rules/calendar.ts'
import { type Choice, type Respondent, readChoice, respondentFields, suggestionLimit } from '../../rules/respondent.ts'
import { cleanText } from '../submission.ts'
import { type SheetError, sheetError, shortened } from './error.ts'
import { type Column, foldAnswer, type ScoreWords, type SheetColumns, squash } from './header.ts'

export interface SheetRow {
  readonly line: number
  /** By question key; halves where the file has them. */
  readonly answers: Answers
  readonly respondent: Respondent
  /** The local day of the answer; null where the file does not say. */
  readonly day: LocalDay | null
  readonly suggestion: string | null
}

/**
 * Reads one row under an understood header. An empty cell is an unanswered question; a row without any answer is
 * refused, and so are scores that are neither whole nor a half, and filled cells beyond the header.
 * @returns the row, or everything that is wrong with it.
 */
export function understandRow(
  cells: readonly string[],
  line: number,
  sheet: SheetColumns,
): SheetRow | readonly SheetError[] {
  const { columns } = sheet
  const answers: Record<string, number> = {}
  let answered = false
  let respondent: { -readonly [property in keyof Respondent]: Respondent[property] } | undefined
  let day: LocalDay | null = null
  let suggestion: string | null = null
  let errors: SheetError[] | undefined

  for (let place = 0; place < cells.length; place += 1) {
    const cell = cells[place]
    if (cell === undefined || cell === '') continue
    const column = columns[place]
    let wrong: string | undefined
    switch (column?.kind) {
      case 'answer': {
        const score = readScore(cell, column.scores)
        if (typeof score === 'string') wrong = score
        else if (score !== null) {
          answers[column.question.key] = score
          answered = true
        }
        break
      }
      case 'choice': {
        const code = readOnce(column.read, cell, () => readChoice(column.field, cell))
        if (code === undefined) wrong = `"${shortened(cell)}" tidak dikenal; pilihannya: ${choices(column.field)}`
        else if (code !== null) {
          respondent ??= { ...nobody }
          respondent[properties[column.field]] = code
        }
        break
      }
      case 'day': {
        const read = readDayWithin(cell, column)
        if (typeof read === 'string') wrong = read
        else day = read
        break
      }
      case 'suggestion': {
        const text = cleanText(cell)
        if (text.length > suggestionLimit) wrong = `saran ${text.length} huruf, paling banyak ${suggestionLimit}`
        else if (text !== '') suggestion = text
        break
      }
      case 'service':
        if (cell.trim() !== '' && !column.accepted.has(squash(cell))) {
          wrong = `layanan "${shortened(cell)}" bukan layanan yang sedang diimpor`
        }
        break
      case 'untitled':
      case undefined:
        if (cell.trim() !== '') wrong = `"${shortened(cell)}" berada di kolom tanpa judul`
        break
    }
    if (wrong !== undefined) {
      errors ??= []
      errors.push(sheetError(line, place + 1, column?.heading ?? null, wrong))
    }
  }
  if (errors) return errors
  if (!answered) return [sheetError(line, sheet.firstAnswer, null, 'responden tanpa satu pun jawaban')]
  return { line, answers, respondent: respondent ?? nobody, day, suggestion }
}

const nobody: Respondent = {
  sex: null,
  age: null,
  education: null,
  occupation: null,
  disability: null,
  filledBy: null,
}

const properties = {
  jenis_kelamin: 'sex',
  usia: 'age',
  pendidikan: 'education',
  pekerjaan: 'occupation',
  disabilitas: 'disability',
  pengisi: 'filledBy',
} as const

/** @returns a score, null for no answer, or what is wrong. */
function readScore(cell: string, { lowest, highest, words }: ScoreWords): number | null | string {
  if (cell.length === 1) {
    const digit = cell.charCodeAt(0) - 48
    if (digit >= lowest && digit <= highest) return digit
  }
  const said = cell.trim()
  if (said === '') return null
  if (/^[+-]?\d+(?:[.,]\d+)?$/.test(said)) {
    const score = Number(said.replace(',', '.'))
    if (!(score >= lowest && score <= highest)) return `nilai "${shortened(said)}" di luar ${lowest}–${highest}`
    return Number.isInteger(score * 2)
      ? score
      : `nilai "${shortened(said)}" bukan bilangan bulat atau tengahan seperti 3,5`
  }
  return (
    words.get(foldAnswer(said)) ?? `jawaban "${shortened(said)}" tidak dikenal; isi ${lowest}–${highest} atau kosongkan`
  )
}

/** @returns a day, null for none, or what is wrong. */
function readDayWithin(cell: string, { from, until, read }: DayColumn): LocalDay | null | string {
  if (cell.trim() === '') return null
  const day = readOnce(read, cell, () => readDay(cell))
  if (day === undefined) return `tanggal "${shortened(cell)}" tidak dikenal; tulis seperti 2026-03-31`
  if (day < from) return `tanggal ${dayToText(day)} sebelum kuesioner ini berlaku, ${dayToText(from)}`
  return day > until ? `tanggal ${dayToText(day)} belum tiba` : day
}

type DayColumn = Extract<Column, { kind: 'day' }>

const remembered = 200

function readOnce<Value>(read: Map<string, Value>, cell: string, understand: () => Value): Value {
  if (read.has(cell)) return read.get(cell) as Value
  const value = understand()
  if (read.size < remembered) read.set(cell, value)
  return value
}

/**
 * Reads 2026-03-31, 31/03/2026 (day first, as Indonesia writes), 31 Maret 2026, each with or without a time of day.
 * A time with a zone is not understood: its local day would depend on it.
 */
function readDay(cell: string): LocalDay | undefined {
  const said = cell.trim().replace(timeOfDay, '')
  const yearFirst = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(said)
  if (yearFirst) return dayFromText(isoDate(yearFirst[1], yearFirst[2], yearFirst[3]))
  const dayFirst = /^(\d{1,2})[-/. ](\d{1,2}|\p{L}{3,})[-/. ](\d{4})$/u.exec(said)
  return dayFirst ? dayFromText(isoDate(dayFirst[3], monthNumber(dayFirst[2] ?? ''), dayFirst[1])) : undefined
}

const timeOfDay = /(?:T|,?\s+)\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d+)?)?$/

function isoDate(year = '', month = '', day = ''): string {
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}

const months = 'januari februari maret april mei juni juli agustus september oktober november desember'.split(' ')

function monthNumber(said: string): string {
  if (/^\d/.test(said)) return said
  return String(months.findIndex((month) => month.startsWith(said.toLowerCase())) + 1)
}

/** Line ends as LF, no other control characters: what is left can be stored, shown and exported. */
function choices(field: Extract<Column, { kind: 'choice' }>['field']): string {
  return (respondentFields[field] as readonly Choice[]).map((choice) => choice.label).join(', ')
}
