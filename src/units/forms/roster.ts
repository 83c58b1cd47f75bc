// What may arrive as a list of units: a CSV or XLSX file first, then the rows that the preview showed.

import { z } from 'zod'
import { CsvError, readCsv } from '../../documents/csv.ts'
import { readWorkbook, XlsxError } from '../../documents/xlsx.ts'
import { type ListRow, longestAddress, mostUnits } from '../rules/roster.ts'

/** Largest file, and largest body that brings back the rows of the preview, in bytes. */
export const listFileLimit = 2_000_000
export const listRowsLimit = 6_000_000

const mostColumns = 30

/**
 * The rows of a file that have anything in them, the heading first; of a workbook those of the first sheet that has any.
 * @returns the rows, or a sentence that says why there are none.
 */
export async function readListFile(
  name: string,
  bytes: Uint8Array,
): Promise<{ readonly rows: readonly ListRow[] } | { readonly refused: string }> {
  const rows: ListRow[] = []
  const add = (row: ListRow) => {
    if (row.cells.some((cell) => cell.trim() !== '')) rows.push(row)
    return rows.length <= mostUnits + 1
  }
  try {
    if (/\.xlsx$/i.test(name)) {
      const sheets = await readWorkbook(bytes)
      const sheet = sheets.find((one) => one.rows.some((row) => row.length > 0))
      for (const [place, cells] of (sheet?.rows ?? []).entries()) if (!add({ line: place + 1, cells })) break
    } else {
      for await (const batch of readCsv(once(bytes))) if (!batch.every(add)) break
    }
  } catch (fault) {
    if (fault instanceof CsvError) return { refused: `baris ${fault.line}: ${fault.message}` }
    if (fault instanceof XlsxError) return { refused: fault.message }
    throw fault
  }
  return { rows: rows.map(({ line, cells }) => ({ line, cells: cells.slice(0, mostColumns).map(shortened) })) }
}

/** The rows as the preview sent them along; undefined when they are none of ours. */
export function readListRows(json: string | undefined): readonly ListRow[] | undefined {
  try {
    return rowsShape.safeParse(JSON.parse(json ?? '')).data
  } catch {
    return undefined
  }
}

const rowsShape = z
  .array(
    z.object({
      line: z.number().int().positive().max(10_000_000),
      cells: z.array(z.string()).max(mostColumns),
    }),
  )
  .max(mostUnits + 2)

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}

// Longer than anything that a cell may hold: what is cut is refused all the same.
function shortened(cell: string): string {
  return cell.toWellFormed().slice(0, 100 * longestAddress)
}
