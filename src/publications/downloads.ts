// What is taken away of a published quarter beside its signed file: tables as CSV, a unit's text and badge.

import type { Database } from '../database/database.ts'
import { byteOrderMark, indonesianCsv, plainCsv, type WrittenCell, writeCsvRow } from '../documents/csv.ts'
import { type Quarter, quarterFromSlug } from '../units/rules/calendar.ts'
import { findUnit } from '../units/store.ts'
import { badgeSvg } from './badge.ts'
import { instantText } from './instant.ts'
import { newsOfDocument } from './news.ts'
import type { UnitDocument } from './rules/document.ts'
import { findEditionUnit, listHeads } from './store/api.ts'
import { type EditionRow, findDocument, listDocuments, listStandingEditions, listUnitEditions } from './store.ts'
import { elementCells, elementColumns, unitCells, unitColumns } from './table.ts'

/** A table as it was asked for: `2026-tw3.csv`, `2026-tw3.unsur.excel.csv`. */
export interface AskedTable {
  readonly quarter: Quarter
  /** One row a unit, or one a unit and element. */
  readonly rows: 'unit' | 'element'
  /** For a spreadsheet set to Indonesian rather than for programs. */
  readonly office: boolean
}

/** Reads the name of a file; undefined where it is none of a table. */
export function tableAsked(file: string): AskedTable | undefined {
  const [, slug = '', element, office] = /^(\d{4}-tw[1-4])(\.unsur)?(\.excel)?\.csv$/.exec(file) ?? []
  const quarter = quarterFromSlug(slug)
  return quarter === undefined
    ? undefined
    : { quarter, rows: element ? 'element' : 'unit', office: office !== undefined }
}

/** The edition that holds of a quarter; undefined where nothing of it was published. */
export async function findStanding(database: Database, quarter: Quarter | undefined): Promise<EditionRow | undefined> {
  return (await listStandingEditions(database)).find((edition) => edition.quarter === quarter)
}

/** A published quarter as CSV, a few units at a time. */
export async function* writeTable(
  database: Database,
  { id, number, published_at }: EditionRow,
  { rows, office }: Pick<AskedTable, 'rows' | 'office'>,
): AsyncGenerator<string> {
  const dialect = office ? indonesianCsv : plainCsv
  const columns = rows === 'unit' ? unitColumns : elementColumns
  const written = (cells: readonly WrittenCell[]) => writeCsvRow(cells, dialect)
  // A program that reads the plain file would take the mark for a part of the first heading.
  let text = (office ? byteOrderMark : '') + written(columns.map(({ name }) => name))
  const edition = { edisi: number, diterbitkan_pada: instantText(published_at) }
  for await (const document of listDocuments(database, id)) {
    const unit = JSON.parse(document) as UnitDocument
    const cells = rows === 'unit' ? [unitCells(edition, unit)] : elementCells(edition, unit)
    text += cells.map(written).join('')
    if (text.length > pieceLength) {
      yield text
      text = ''
    }
  }
  yield text
}

const pieceLength = 32_768

/** A unit's published result as text; undefined where there is none. */
export async function writeNews(
  database: Database,
  { periode, slug }: { readonly periode: string; readonly slug: string },
  origin: string,
): Promise<string | undefined> {
  const edition = await findStanding(database, quarterFromSlug(periode))
  const unit = edition && (await findEditionUnit(database, edition.id, slug))
  if (!unit) return undefined
  const document = JSON.parse(await findDocument(database, unit.document_hash)) as UnitDocument
  return `${newsOfDocument(document, `${origin}/hasil/${periode}/${slug}`)}\n`
}

/** The badge of a unit's newest published quarter; undefined where there is no such unit. */
export async function writeBadge(database: Database, slug: string): Promise<string | undefined> {
  const [standing, editions] = await Promise.all([listStandingEditions(database), listUnitEditions(database, slug)])
  const holding = new Set(standing.map(({ id }) => id))
  const last = editions.findLast(({ edition_id }) => holding.has(edition_id))
  if (!last) {
    const unit = await findUnit(database, slug)
    return unit && badgeSvg({ name: unit.name, demonstration: false, figures: null })
  }
  const head = (await listHeads(database, [last.edition_id])).get(last.edition_id)
  const { name, quarter, respondents, ikm, low, high, grade, performance } = last
  return badgeSvg({
    name,
    demonstration: head?.peragaan === true,
    figures: { quarter, respondents, ikm, low, high, grade, performance },
  })
}
