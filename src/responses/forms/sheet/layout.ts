// Where the answers stand in a file: a plain table, the ministry's processing sheet, an export of skm.go.id. Pure.

import type { CsvRow } from '../../../documents/csv.ts'
import { type SheetColumns, squash } from './header.ts'
import { understandRow } from './row.ts'

/** Rows from the top of a file among which the header must be. */
export const headerWithin = 60

export interface AnswerTable {
  /** One heading for each column. */
  readonly header: readonly string[]
  readonly headerLine: number
  /** Place of the first row below the header among the rows given. */
  readonly firstRow: number
  /** True when the table stands under a title: its rows are numbered, and it ends where the numbers end. */
  readonly titled: boolean
}

/**
 * Finds the header. It is the first row, unless that row has no answer column and a later one begins with "No": the
 * processing sheet has title and unit above it ("PENGOLAHAN DATA SURVEI KEPUASAN MASYARAKAT PER RESPONDEN DAN PER UNSUR
 * PELAYANAN") and often "NILAI UNSUR PELAYANAN" over U1–U9; the export of skm.go.id has "Nama Survei" and "Jenis Layanan".
 * Sources: https://e-smile.tubaba.go.id/main/skm/laporan/online; layout of the skm.go.id export as public tools read it.
 * @param rows the first rows of the file, at least one.
 */
export function findAnswerTable(rows: readonly CsvRow[], namesAnswer: (heading: string) => boolean): AnswerTable {
  const plain = { header: rows[0]?.cells ?? [], headerLine: rows[0]?.line ?? 1, firstRow: 1, titled: false }
  if (plain.header.some(namesAnswer)) return plain
  for (let top = 0; top < Math.min(rows.length, headerWithin); top += 1) {
    const numberPlace = numberHeading(rows[top]?.cells ?? [])
    if (numberPlace < 0) continue
    const bottom = lastHeaderRow(rows, top, numberPlace, namesAnswer)
    if (bottom < 0) continue
    const header = headingsOf(rows.slice(top, bottom + 1))
    const firstRow = isColumnNumbers(rows[bottom + 1]) ? bottom + 2 : bottom + 1
    return { header, headerLine: rows[bottom]?.line ?? 1, firstRow, titled: true }
  }
  return plain
}

/** @returns the place of the first filled cell if it heads running numbers, else -1. */
function numberHeading(cells: readonly string[]): number {
  const place = cells.findIndex((cell) => cell.trim() !== '')
  return place >= 0 && /^(no|nomor)(urut|res|resp|responden)?$/.test(squash(cells[place] ?? '')) ? place : -1
}

/** A header may take up to four rows; @returns the place of the lowest that names an answer, -1 if none does. */
function lastHeaderRow(
  rows: readonly CsvRow[],
  top: number,
  numberPlace: number,
  namesAnswer: (heading: string) => boolean,
): number {
  let bottom = -1
  for (let place = top; place < Math.min(rows.length, top + 4); place += 1) {
    const cells = rows[place]?.cells ?? []
    if (place > top && runningNumber(cells[numberPlace]) !== null) break
    if (cells.some(namesAnswer)) bottom = place
  }
  return bottom
}

/** The lowest filled cell of each column: U1 rather than the title over U1–U9. */
function headingsOf(rows: readonly CsvRow[]): string[] {
  const width = Math.max(...rows.map((row) => row.cells.length))
  return Array.from({ length: width }, (_, place) => {
    const filled = rows.map((row) => row.cells[place] ?? '').filter((cell) => cell.trim() !== '')
    return filled.at(-1) ?? ''
  })
}

/** True for a row that only numbers the columns, 1 2 3 … or (1) (2) (3) …, beyond what scores could be. */
function isColumnNumbers(row: CsvRow | undefined): boolean {
  const filled = (row?.cells ?? []).filter((cell) => cell.trim() !== '')
  return filled.length > 5 && filled.every((cell, place) => cell.replaceAll(/[\s()]/g, '') === String(place + 1))
}

/**
 * `respondent`: to be read. `unfilled`: a number and nothing else. `outside`: not part of the table. `unnumbered`: scores without
 * a number or a label, and `continued`: a respondent below the summary rows; leaving these two out in silence would lose answers.
 */
export type RowKind = 'respondent' | 'unfilled' | 'outside' | 'unnumbered' | 'continued'

/** Tells the rows of respondents from the sums, legends and signatures below them; to be asked about every row in turn. */
export function rowKinds(table: AnswerTable, sheet: SheetColumns): (cells: readonly string[]) => RowKind {
  const { columns } = sheet
  const numberPlace = columns.findIndex((column) => column.kind === 'number')
  if (numberPlace < 0) return () => 'respondent'
  let last = 0
  let ended = false

  const filled = (cells: readonly string[], isWanted: (kind: string) => boolean) =>
    cells.some((cell, place) => cell.trim() !== '' && isWanted(columns[place]?.kind ?? 'untitled'))
  const hasAnswer = (cells: readonly string[]) => filled(cells, (kind) => kind === 'answer')

  return (cells) => {
    const number = runningNumber(cells[numberPlace])
    // A table of elements below, numbered as well, has names where scores would be.
    if (ended)
      return number !== null && number > last && 'answers' in understandRow(cells, 0, sheet) ? 'continued' : 'outside'
    if (number !== null) {
      last = number
      return !table.titled || filled(cells, (kind) => kind !== 'number') ? 'respondent' : 'unfilled'
    }
    if (!table.titled && !summaryLabel.test(squash(cells[numberPlace] ?? ''))) return 'respondent'
    if (table.titled && hasAnswer(cells) && !filled(cells, (kind) => kind !== 'answer')) return 'unnumbered'
    ended = true
    return 'outside'
  }
}

/** First words of the rows below the respondents: Nilai/Unsur, NRR/Unsur, NRR tertbg/unsur, IKM Unit pelayanan. */
const summaryLabel = /^(nilai|nrr|ikm|skm|jumlah|total|ratarata|rerata)/

function runningNumber(cell: string | undefined): number | null {
  if (cell === undefined) return null
  const said = cell.trim()
  return /^\d{1,9}\.?$/.test(said) ? Number.parseInt(said, 10) : null
}
