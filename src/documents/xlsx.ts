// Reads XLSX workbooks: bytes in, visible sheets as rows of text out; and writes one sheet of any length. Knows no domain.

import { type CellValue, readXlsx } from 'hucre/xlsx'
import { type SheetRow, writeWorkbook } from './workbook.ts'

export interface WorkbookSheet {
  readonly name: string
  /** Row 1 of the sheet comes first; every row ends with its last filled cell, an empty cell is ''. */
  readonly rows: readonly (readonly string[])[]
}

/** Why a file cannot be read as XLSX; the message is for people. */
export class XlsxError extends Error {}

/**
 * What is still read, far above any answer table of one unit. A few kilobytes of ZIP can claim gigabytes, so the sizes
 * that the archive declares are added up before anything is unpacked; hucre stops unpacking
 * at the declared size.
 */
export const xlsxLimits = { fileBytes: 32_000_000, unpackedBytes: 64_000_000, sheets: 20, cells: 4_000_000 } as const

/**
 * Reads the visible sheets. Numbers become text with a decimal point (3.5), dates YYYY-MM-DD, truth values TRUE or
 * FALSE; a formula is read as the value that was saved with it.
 * @throws XlsxError for a damaged or encrypted file, another format, and one over `xlsxLimits`.
 */
export async function readWorkbook(bytes: Uint8Array): Promise<WorkbookSheet[]> {
  if (bytes.length > xlsxLimits.fileBytes || unpackedSize(bytes) > xlsxLimits.unpackedBytes)
    throw new XlsxError(tooLarge)
  const names = await visibleSheets(bytes)
  if (names.length > xlsxLimits.sheets) throw new XlsxError(`berkas XLSX berisi lebih dari ${xlsxLimits.sheets} lembar`)
  const sheets: WorkbookSheet[] = []
  let cells = 0
  // One sheet at a time: only its text outlives the reading.
  for (const name of names) {
    const workbook = await understood(() => readXlsx(bytes, { sheets: [name] }))
    const rows = (workbook.sheets[0]?.rows ?? []).map(textOfRow)
    cells += rows.reduce((sum, row) => sum + row.length, 0)
    if (cells > xlsxLimits.cells) throw new XlsxError(tooLarge)
    sheets.push({ name, rows })
  }
  return sheets
}

const tooLarge = 'berkas XLSX terlalu besar; simpan lembar jawabannya sebagai CSV'
const damaged =
  'berkas tidak dapat dibaca sebagai XLSX; buka di Excel atau LibreOffice, lalu simpan ulang sebagai .xlsx'
const encrypted = 'berkas bersandi atau berformat .xls lama; simpan ulang sebagai .xlsx tanpa sandi'

async function visibleSheets(bytes: Uint8Array): Promise<string[]> {
  const names: string[] = []
  const listOnly = ({ name, hidden, veryHidden }: { name: string; hidden?: boolean; veryHidden?: boolean }) => {
    if (!hidden && !veryHidden) names.push(name)
    return false
  }
  await understood(() => readXlsx(bytes, { sheets: listOnly }))
  return names
}

async function understood<Result>(read: () => Promise<Result>): Promise<Result> {
  try {
    return await read()
  } catch (cause) {
    throw new XlsxError(damaged, { cause })
  }
}

function textOfRow(row: readonly CellValue[]): string[] {
  let filled = row.length
  while (filled > 0 && (row[filled - 1] === null || row[filled - 1] === '')) filled -= 1
  return row.slice(0, filled).map(textOfCell)
}

function textOfCell(value: CellValue): string {
  if (value === null) return ''
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10)
  return typeof value === 'boolean' ? (value ? 'TRUE' : 'FALSE') : String(value)
}

/**
 * Adds up what the entries of a ZIP archive declare as their unpacked size.
 * Source: APPNOTE.TXT 6.3, central directory header and its end record.
 * @returns bytes; infinite where an entry declares nothing, or sizes only ZIP64 can hold.
 * @throws XlsxError when there is no central directory to read.
 */
function unpackedSize(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let end = bytes.length - 22
  while (end >= 0 && view.getUint32(end, true) !== 0x06054b50) end -= 1
  if (end < 0) throw new XlsxError(isOldOrEncrypted(bytes) ? encrypted : damaged)
  let at = view.getUint32(end + 16, true)
  let size = 0
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) throw new XlsxError(damaged)
    const sizesFollow = (view.getUint16(at + 8, true) & 8) !== 0
    const packed = view.getUint32(at + 20, true)
    const unpacked = view.getUint32(at + 24, true)
    const undeclared = packed === 0 ? sizesFollow : packed > 2 && unpacked === 0
    size += undeclared ? Number.POSITIVE_INFINITY : unpacked
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return size
}

/** True for the container of .xls and of encrypted workbooks. Source: [MS-CFB] 2.2, header signature. */
function isOldOrEncrypted(bytes: Uint8Array): boolean {
  return [0xd0, 0xcf, 0x11, 0xe0].every((byte, place) => bytes[place] === byte)
}

/** A column of a sheet that is written. @param width in characters. */
export interface WrittenColumn {
  readonly heading: string
  readonly width: number
}

/**
 * A workbook with one sheet, its heading kept in view, in memory that does not grow with the rows. Text is written as
 * text whatever it begins with, and stripped of what XML cannot hold.
 */
export function writeSheet(
  name: string,
  columns: readonly WrittenColumn[],
  rows: AsyncIterable<readonly (string | number | null)[]>,
): ReadableStream<Uint8Array> {
  const sheet = {
    name,
    widths: columns.map(({ width }) => width),
    rows: rowsWritten(),
    frozen: { rows: 1, columns: 0 },
  }
  return writeWorkbook([sheet], { title: name, author: '' })

  async function* rowsWritten(): AsyncGenerator<SheetRow> {
    yield { cells: columns.map(({ heading }) => ({ value: heading, style: { bold: true } })) }
    for await (const cells of rows) yield { cells }
  }
}
