// What an answer table means, as CSV or XLSX: one respondent a row, or everything that keeps it from being understood.

import { CsvError, type CsvRow, readCsv } from '../../documents/csv.ts'
import { readWorkbook, type WorkbookSheet, XlsxError } from '../../documents/xlsx.ts'
import type { Questionnaire } from '../../surveys/rules.ts'
import { type SheetError, sheetError } from './sheet/error.ts'
import { answerHeadings, type HeaderOptions, type SheetColumns, understandHeader } from './sheet/header.ts'
import { type AnswerTable, findAnswerTable, headerWithin, rowKinds } from './sheet/layout.ts'
import { type SheetRow, understandRow } from './sheet/row.ts'

export type SheetSource =
  | { readonly kind: 'csv'; readonly chunks: AsyncIterable<Uint8Array | string> }
  | { readonly kind: 'xlsx'; readonly bytes: Uint8Array }

export interface SheetOptions extends HeaderOptions {
  /** Other questionnaires that the answers may belong to, tried in turn when the header does not fit the first. */
  readonly alternatives?: readonly Questionnaire[] | undefined
}

export interface SheetBatch {
  /** The same for every batch; null when the header was not understood. */
  readonly columns: SheetColumns | null
  readonly rows: readonly SheetRow[]
  readonly errors: readonly SheetError[]
}

/** Errors named one by one; how many more there are is said in one last. */
export const errorsNamed = 50

/**
 * Reads an answer table: plain, the ministry's processing sheet, or an export of skm.go.id. Nothing is thrown for what
 * a file contains: every fault is an error of a batch. After any error the rows are still checked to the end.
 * Memory is bounded for CSV of any size and by `xlsxLimits` for XLSX. A file without a respondent is an error.
 */
export async function* readSheet(
  source: SheetSource,
  asked: Questionnaire,
  options: SheetOptions = {},
): AsyncGenerator<SheetBatch> {
  const questionnaires = [asked, ...(options.alternatives ?? [])]
  let columns: SheetColumns | null = null
  let respondents = 0
  let faults = 0
  let last: SheetError | undefined

  try {
    const batches =
      source.kind === 'csv'
        ? readCsv(source.chunks)
        : rowsOf(answerSheet(await readWorkbook(source.bytes), questionnaires, options))
    let top: CsvRow[] = []
    let read: ((rows: readonly CsvRow[], from: number) => Omit<SheetBatch, 'columns'>) | undefined
    for await (const rows of withEnd(batches)) {
      if (!read) {
        top = top.concat(rows ?? [])
        if (rows && top.length < headerWithin) continue
        const found = understandTop(top, questionnaires, options)
        if ('errors' in found) {
          yield* named({ rows: [], errors: found.errors })
          break
        }
        columns = found.columns
        read = rowReader(found.table, columns)
        yield* named(read(top, found.table.firstRow))
      } else if (rows) yield* named(read(rows, 0))
    }
    if (columns && respondents === 0 && faults === 0) {
      yield* named({ rows: [], errors: [sheetError(columns.line + 1, 1, null, 'tidak ada satu pun responden')] })
    }
  } catch (fault) {
    if (fault instanceof CsvError) yield* named({ rows: [], errors: [sheetError(fault.line, 1, null, fault.message)] })
    else if (fault instanceof XlsxError || fault instanceof SeveralTables) {
      yield* named({ rows: [], errors: [sheetError(1, 1, null, fault.message)] })
    } else throw fault
  }
  if (last && faults > errorsNamed) {
    yield { columns, rows: [], errors: [{ ...last, message: `dan ${faults - errorsNamed} kesalahan lagi` }] }
  }

  function* named(batch: Omit<SheetBatch, 'columns'>): Generator<SheetBatch> {
    const errors = batch.errors.slice(0, Math.max(0, errorsNamed - faults))
    faults += batch.errors.length
    respondents += batch.rows.length
    last = batch.errors.at(-1) ?? last
    if (batch.rows.length > 0 || errors.length > 0) yield { columns, rows: batch.rows, errors }
  }
}

function understandTop(
  top: readonly CsvRow[],
  questionnaires: readonly Questionnaire[],
  options: HeaderOptions,
): { table: AnswerTable; columns: SheetColumns } | { errors: readonly SheetError[] } {
  if (top.length === 0) return { errors: [sheetError(1, 1, null, 'berkas tidak berisi apa pun')] }
  let fewest: readonly SheetError[] | undefined
  for (const asked of questionnaires) {
    const table = findAnswerTable(top, answerHeadings(asked, options))
    const header = understandHeader(table.header, table.headerLine, asked, options)
    if ('columns' in header) return { table, columns: header.columns }
    if (!fewest || header.errors.length < fewest.length) fewest = header.errors
  }
  return { errors: fewest ?? [] }
}

function rowReader(table: AnswerTable, columns: SheetColumns) {
  const kindOf = rowKinds(table, columns)
  // Prepared lines at the end of a sheet are no respondents; with answers below them they are gaps.
  let unfilled: SheetError[] = []

  return (given: readonly CsvRow[], from: number): Omit<SheetBatch, 'columns'> => {
    const rows: SheetRow[] = []
    let errors: SheetError[] = []
    for (let place = from; place < given.length; place += 1) {
      const { line, cells } = given[place] as CsvRow
      switch (kindOf(cells)) {
        case 'respondent': {
          if (unfilled.length > 0) errors = errors.concat(unfilled)
          unfilled = []
          const row = understandRow(cells, line, columns)
          if ('answers' in row) rows.push(row)
          else errors.push(...row)
          break
        }
        case 'unfilled':
          unfilled.push(sheetError(line, columns.firstAnswer, null, 'responden tanpa satu pun jawaban'))
          break
        case 'unnumbered':
          errors.push(sheetError(line, 1, null, 'baris ini berisi nilai tetapi tidak bernomor'))
          break
        case 'continued':
          errors.push(sheetError(line, 1, null, 'responden di bawah baris jumlah; satukan semua responden di atasnya'))
          break
        case 'outside':
          break
      }
    }
    return { rows, errors }
  }
}

class SeveralTables extends Error {}

/** The sheet that holds the answers: the one with respondents under a header that is understood; of several, the one that skm.go.id names "Hasil Survey". */
function answerSheet(
  sheets: readonly WorkbookSheet[],
  questionnaires: readonly Questionnaire[],
  options: HeaderOptions,
): WorkbookSheet {
  const answered = sheets.filter((sheet) => hasRespondents(sheet, questionnaires, options))
  const exported = answered.filter(({ name }) => exportName.test(name))
  const [found, another] = exported.length > 0 ? exported : answered
  if (another) {
    const names = answered.map((sheet) => `"${sheet.name}"`).join(', ')
    throw new SeveralTables(`berkas berisi beberapa lembar jawaban: ${names}; simpan satu lembar per berkas`)
  }
  const filled = sheets.filter((sheet) => sheet.rows.some((row) => row.length > 0))
  return found ?? filled.find(({ name }) => exportName.test(name)) ?? filled[0] ?? { name: '', rows: [] }
}

const exportName = /hasil\s*surve[yi]/i

function hasRespondents(
  sheet: WorkbookSheet,
  questionnaires: readonly Questionnaire[],
  options: HeaderOptions,
): boolean {
  const top = filledRows(sheet, headerWithin * 2)
  const found = understandTop(top, questionnaires, options)
  if ('errors' in found) return false
  const { rows, errors } = rowReader(found.table, found.columns)(top, found.table.firstRow)
  return rows.length + errors.length > 0
}

const rowsAtOnce = 2000

async function* rowsOf(sheet: WorkbookSheet): AsyncGenerator<CsvRow[]> {
  const rows = filledRows(sheet, sheet.rows.length)
  for (let from = 0; from < rows.length; from += rowsAtOnce) yield rows.slice(from, from + rowsAtOnce)
}

/** Rows with any text, each with its row number in the sheet. */
function filledRows(sheet: WorkbookSheet, atMost: number): CsvRow[] {
  const rows: CsvRow[] = []
  for (const [place, cells] of sheet.rows.entries()) {
    if (rows.length === atMost) break
    if (cells.some((cell) => cell.trim() !== '')) rows.push({ line: place + 1, cells })
  }
  return rows
}

/** The batches, then undefined once. */
async function* withEnd<Batch>(batches: AsyncIterable<Batch>): AsyncGenerator<Batch | undefined> {
  yield* batches
  yield undefined
}
