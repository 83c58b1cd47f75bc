// What is said when a cell of an answer table is not understood, and where. Pure.

export interface SheetError {
  /** Line of a CSV file, row of an XLSX sheet; from 1. */
  readonly line: number
  /** From 1. */
  readonly column: number
  /** Heading of the column as it stands in the file; null where no single column is at fault. */
  readonly columnName: string | null
  /** The whole sentence, place included: `baris 7, kolom 4 (cost): nilai "5" di luar 1–4`. */
  readonly message: string
}

export function sheetError(line: number, column: number, heading: string | null, what: string): SheetError {
  const columnName = heading === null || heading.trim() === '' ? null : shortened(heading)
  const place = `baris ${line}, kolom ${column}${columnName === null ? '' : ` (${columnName})`}`
  return { line, column, columnName, message: `${place}: ${what}` }
}

/** What a cell says, on one line and short enough for a message. */
export function shortened(cell: string): string {
  const said = cell.trim().replaceAll(/\s+/g, ' ')
  return said.length > 40 ? `${said.slice(0, 39)}…` : said
}
