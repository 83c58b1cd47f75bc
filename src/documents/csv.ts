// Reads CSV of any size: bytes in, batches of rows with their line numbers out; and writes rows. Knows no domain.

import Papa from 'papaparse'

export interface CsvRow {
  /** Line of the file on which the row begins; the first line is 1. */
  readonly line: number
  readonly cells: readonly string[]
}

/** Why a file cannot be read as CSV; the message is for people and leaves naming the line to the caller. */
export class CsvError extends Error {
  readonly line: number

  constructor(line: number, message: string) {
    super(message)
    this.line = line
  }
}

/** Longest row that is read, in characters: a quote that is never closed must not swallow a large file into memory. */
export const longestRow = 1_000_000

/** Larger chunks are read in pieces of this size (bytes or characters), so that a batch stays small whatever comes in. */
const pieceSize = 65_536

/**
 * Reads CSV in UTF-8, with or without byte order mark; lines end in LF, CRLF or CR. The delimiter (`,` `;` or tab) is
 * the one most frequent in the first line that has any, or the one that a first line `sep=;` names. Blank lines are
 * left out. Quoting is papaparse's reading of RFC 4180; line ends within quotes become LF.
 * @throws CsvError for another encoding, a quote in the wrong place or never closed, and a row over `longestRow`.
 */
export async function* readCsv(chunks: AsyncIterable<Uint8Array | string>): AsyncGenerator<CsvRow[]> {
  let line = 1
  let unread = ''
  let parser: Papa.Parser | undefined

  for await (const piece of withLineFeeds(decoded(chunks))) {
    if (typeof piece === 'symbol') throw new CsvError(line + lineEnds(unread), encodingFaults[piece])
    unread += piece
    parser ??= begin(unread.length >= pieceSize)
    if (!parser) continue
    const batch = completeRows(parser, true)
    if (unread.length > longestRow) throw new CsvError(line, tooLong(unread))
    if (batch.length > 0) yield batch
  }
  parser ??= begin(true)
  if (!parser) return
  const batch = completeRows(parser, false)
  if (batch.length > 0) yield batch

  function begin(decide: boolean): Papa.Parser | undefined {
    if (unread.startsWith('PK\u0003\u0004'))
      throw new CsvError(1, 'berkas ini XLSX, bukan CSV; beri nama berakhiran .xlsx')
    const declared = /^sep=([,;\t])\n/i.exec(unread)
    if (declared) {
      unread = unread.slice(declared[0].length)
      line += 1
    }
    const delimiter = declared?.[1] ?? (decide ? (detectDelimiter(`${unread}\n`) ?? ',') : detectDelimiter(unread))
    return delimiter === undefined ? undefined : new Papa.Parser({ delimiter, newline: '\n' })
  }

  /** Takes the complete rows out of `unread`; the last row is complete only when no more follows. */
  function completeRows(parser: Papa.Parser, more: boolean): CsvRow[] {
    const parsed = parser.parse(unread, 0, more) as Papa.ParseResult<string[]>
    const quoted = unread.includes('"')
    const fault = parsed.errors[0]
    unread = more ? unread.slice(parsed.meta.cursor) : ''
    const rows: CsvRow[] = []
    for (let place = 0; place < parsed.data.length; place += 1) {
      if (fault?.row === place) throw new CsvError(line, quoteFaults[fault.code] ?? fault.message)
      const cells = parsed.data[place] ?? []
      if (cells.length > 1 || cells[0]?.trim()) rows.push({ line, cells })
      line += 1
      if (quoted) for (const cell of cells) line += lineEnds(cell)
    }
    return rows
  }
}

const notUtf8 = Symbol('not UTF-8')
const utf16 = Symbol('UTF-16')
type EncodingFault = typeof notUtf8 | typeof utf16

const encodingFaults: Readonly<Record<EncodingFault, string>> = {
  [notUtf8]: 'berkas bukan UTF-8; simpan ulang dengan pilihan "CSV UTF-8"',
  [utf16]: 'berkas berupa UTF-16, bukan UTF-8; simpan ulang dengan pilihan "CSV UTF-8"',
}

const quoteFaults: Readonly<Record<string, string>> = {
  MissingQuotes: 'tanda kutip dibuka tetapi tidak ditutup',
  InvalidQuotes: 'tanda kutip penutup tidak diikuti pemisah kolom; tanda kutip di dalam isi ditulis dua kali ("")',
}

function tooLong(row: string): string {
  const unclosed = row.includes('"') ? quoteFaults.MissingQuotes : undefined
  return unclosed ?? `baris lebih panjang dari ${longestRow} karakter`
}

/** The text of a file in pieces; what is wrong with the encoding comes last, after all that can be read. */
async function* decoded(chunks: AsyncIterable<Uint8Array | string>): AsyncGenerator<string | EncodingFault> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let first = true
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += pieceSize) {
      if (typeof chunk === 'string') {
        const text = chunk.slice(at, at + pieceSize)
        yield first && text.startsWith('\uFEFF') ? text.slice(1) : text
      } else {
        const bytes = chunk.subarray(at, at + pieceSize)
        try {
          yield decoder.decode(bytes, { stream: true })
        } catch {
          yield readableStart(bytes)
          // The two bytes of a UTF-16 mark occur nowhere in UTF-8.
          yield first && (bytes[0] === 0xff || bytes[0] === 0xfe) ? utf16 : notUtf8
          return
        }
      }
      first = false
    }
  }
  try {
    yield decoder.decode()
  } catch {
    yield notUtf8
  }
}

function readableStart(bytes: Uint8Array): string {
  const text = new TextDecoder('utf-8').decode(bytes)
  const broken = text.indexOf('\uFFFD')
  return broken < 0 ? text : text.slice(0, broken)
}

async function* withLineFeeds(pieces: AsyncIterable<string | EncodingFault>): AsyncGenerator<string | EncodingFault> {
  let half = ''
  for await (const piece of pieces) {
    if (typeof piece === 'symbol') yield piece
    else {
      const text = half + piece
      // A CR at the end may be the first half of a CRLF.
      half = text.endsWith('\r') ? '\r' : ''
      const whole = half === '' ? text : text.slice(0, -1)
      if (whole !== '') yield whole.includes('\r') ? whole.replaceAll(/\r\n?/g, '\n') : whole
    }
  }
  if (half !== '') yield '\n'
}

/** @returns the most frequent delimiter of the first whole line that has any; undefined when there is no such line. */
function detectDelimiter(text: string): string | undefined {
  const counts = { ';': 0, '\t': 0, ',': 0 }
  let quoted = false
  for (const character of text) {
    if (character === '"') quoted = !quoted
    else if (quoted) continue
    else if (character === '\n') {
      const found = mostFrequent(counts)
      if (found !== undefined) return found
    } else if (character === ';' || character === '\t' || character === ',') counts[character] += 1
  }
  return undefined
}

function mostFrequent(counts: Readonly<Record<string, number>>): string | undefined {
  const [best] = Object.entries(counts).sort(([, one], [, other]) => other - one)
  return best && best[1] > 0 ? best[0] : undefined
}

function lineEnds(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count += 1
  return count
}

/** What a cell of a file that is written holds. */
export type WrittenCell = string | number | null

/** How a file is written: what parts its cells, and what its figures have before their decimals. */
export interface CsvDialect {
  readonly delimiter: ',' | ';'
  readonly decimal: '.' | ','
}

/** RFC 4180 with a decimal point: for programs. */
export const plainCsv: CsvDialect = { delimiter: ',', decimal: '.' }

/** What a spreadsheet set to Indonesian opens with a double click: semicolons, since the comma stands in its figures. */
export const indonesianCsv: CsvDialect = { delimiter: ';', decimal: ',' }

/**
 * One row of CSV (RFC 4180), its line end included. Text that a spreadsheet would take for a formula gets an apostrophe
 * before it; numbers are written with all the decimals they have, without grouping.
 */
export function writeCsvRow(cells: readonly WrittenCell[], { delimiter, decimal }: CsvDialect = plainCsv): string {
  return `${cells.map((cell) => writtenCell(cell, decimal)).join(delimiter)}\r\n`
}

/** What an export begins with, so that spreadsheets read it as UTF-8. */
export const byteOrderMark = '\uFEFF'

// Source: OWASP, CSV Injection; full-width signs are formulas to spreadsheets set to East Asian languages.
const formula = /^[\s\u200b\u2060\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/

function writtenCell(cell: WrittenCell, decimal: string): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell).replace('.', decimal)
  const text = formula.test(cell) ? `'${cell}` : cell
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
