// SQL of editions: what was published, read as it was signed; and the rows that a publication writes.

import { sql } from 'kysely'
import { build, type Change, change, type Database, prepare } from '../database/database.ts'
import type { Tables } from '../database/tables.ts'
import type { Quarter } from '../units/rules/calendar.ts'

/** An edition as far as lists and headings need it. */
export interface EditionRow {
  readonly id: number
  readonly quarter: Quarter
  /** 1 is the first publication of the quarter, corrections follow. */
  readonly number: number
  readonly hash: string
  /** Empty for the first edition of the installation. */
  readonly previous_hash: string
  readonly public_key: string
  readonly signature: string
  /** Seconds since 1970-01-01 UTC. */
  readonly published_at: number
  readonly published_by: string
  /** Why it was corrected; null for a first edition. */
  readonly reason: string | null
  /** The last answer and the last exclusion that it counts. */
  readonly last_response: number
  readonly last_exclusion: number
}

const editionColumns = [
  'id',
  'quarter',
  'number',
  'hash',
  'previous_hash',
  'public_key',
  'signature',
  'published_at',
  'published_by',
  'reason',
  'last_response',
  'last_exclusion',
] as const

const allEditions = prepare<object, EditionRow>(() =>
  build.selectFrom('editions').select(editionColumns).orderBy('id', 'desc'),
)

/** Every edition, the latest published first; the same rows again while nothing is published. */
export function listEditions(database: Database): Promise<readonly EditionRow[]> {
  return database.remembered(allEditions({}))
}

/** The edition that holds of each published quarter, the newest quarter first. */
export async function listStandingEditions(database: Database): Promise<EditionRow[]> {
  return standingAmong(await listEditions(database))
}

/** Those of all editions that hold, the newest quarter first. */
export function standingAmong(all: readonly EditionRow[]): EditionRow[] {
  const standing = new Map<Quarter, EditionRow>()
  for (const edition of all) {
    const known = standing.get(edition.quarter)
    if (!known || known.number < edition.number) standing.set(edition.quarter, edition)
  }
  return Array.from(standing.values()).toSorted((one, other) => other.quarter - one.quarter)
}

const contentQuery = prepare<{ id: number }, { content: string }>((value) =>
  build.selectFrom('editions').where('id', '=', value('id')).select('content'),
)

/** The signed text of an edition: canonical JSON of an `Edition`. @throws where there is no such edition. */
export async function findContent(database: Database, editionId: number): Promise<string> {
  const [row] = await database.remembered<{ content: string }>(contentQuery({ id: editionId }))
  if (!row) throw new RangeError(`no such edition: ${editionId}`)
  return row.content
}

/** A unit of an edition as lists show it; converted values in hundredths. */
export type EditionUnitRow = Tables['edition_units']

const unitRows = prepare<{ editionId: number }, EditionUnitRow>((value) =>
  build.selectFrom('edition_units').where('edition_id', '=', value('editionId')).orderBy('place').selectAll(),
)

/** The units of an edition, by agency and name; the same rows again while nothing is published. */
export function listEditionUnits(database: Database, editionId: number): Promise<readonly EditionUnitRow[]> {
  return database.remembered(unitRows({ editionId }))
}

const historyRows = prepare<{ slug: string }, UnitEdition>((value) => ({
  compile: () =>
    sql<UnitEdition>`select edition_units.*, editions.quarter, editions.number, editions.published_at, editions.reason
      from edition_units join editions on editions.id = edition_units.edition_id
      where edition_units.unit_id = (select id from units where slug = ${value('slug')})
      order by editions.quarter, editions.number`.compile(build),
}))

/** A unit in one edition. */
export interface UnitEdition extends EditionUnitRow {
  readonly quarter: Quarter
  readonly number: number
  readonly published_at: number
  readonly reason: string | null
}

/** A unit in every edition, corrected ones too, in order of quarter and number. */
export function listUnitEditions(database: Database, slug: string): Promise<readonly UnitEdition[]> {
  return database.remembered(historyRows({ slug }))
}

const documentQuery = prepare<{ hash: string }, { document: string }>((value) =>
  build.selectFrom('edition_documents').where('hash', '=', value('hash')).select('document'),
)

/** Canonical JSON of a `UnitDocument`. @throws where there is none with the hash. */
export async function findDocument(database: Database, hash: string): Promise<string> {
  const [row] = await database.select<{ document: string }>(documentQuery({ hash }))
  if (!row) throw new RangeError(`no such document: ${hash}`)
  return row.document
}

const documentRows = prepare<{ editionId: number; from: number; before: number }, { document: string }>((value) =>
  build
    .selectFrom('edition_units')
    .innerJoin('edition_documents', 'edition_documents.hash', 'edition_units.document_hash')
    .where('edition_units.edition_id', '=', value('editionId'))
    .where('edition_units.place', '>=', value('from'))
    .where('edition_units.place', '<', value('before'))
    .orderBy('edition_units.place')
    .select('edition_documents.document'),
)

const inOneRead = 100

/** The documents of an edition in its order, in bounded memory: a few at a time. */
export async function* listDocuments(database: Database, editionId: number): AsyncGenerator<string> {
  for (let from = 0; ; from += inOneRead) {
    const rows = await database.select<{ document: string }>(
      documentRows({ editionId, from, before: from + inOneRead }),
    )
    for (const { document } of rows) yield document
    if (rows.length < inOneRead) return
  }
}

/** The edition itself. Refused where another was published in the meantime, since both would name the same one before. */
export function addEdition(row: Omit<Tables['editions'], 'id'>): Change {
  return change(build.insertInto('editions').values(row))
}

// D1 takes two million bytes in a parameter.
const mostInParameter = 1_500_000

/** Documents by hash; one that is known already stays. */
export function addDocuments(documents: readonly { readonly hash: string; readonly document: string }[]): Change[] {
  return inParameters(documents).map((rows) => ({
    sql: `insert into edition_documents (hash, document)
      select value ->> 'hash', value ->> 'document' from json_each(?)
      where not exists (select 1 from edition_documents as known where known.hash = value ->> 'hash')`,
    parameters: [rows],
  }))
}

/** Units of the edition that the same commit has just added. */
export function addEditionUnits(units: readonly Omit<EditionUnitRow, 'edition_id'>[]): Change[] {
  return inParameters(units).map((rows) => ({
    sql: `insert into edition_units (edition_id, place, unit_id, document_hash, slug, name, kind, agency, agency_slug,
        state, ikm, low, high, grade, performance, respondents)
      select (select max(id) from editions), value ->> 'place', value ->> 'unit_id', value ->> 'document_hash',
        value ->> 'slug', value ->> 'name', value ->> 'kind', value ->> 'agency', value ->> 'agency_slug',
        value ->> 'state', value ->> 'ikm', value ->> 'low', value ->> 'high', value ->> 'grade',
        value ->> 'performance', value ->> 'respondents' from json_each(?)`,
    parameters: [rows],
  }))
}

/** Rows as JSON lists, each small enough for a parameter. */
function inParameters(rows: readonly object[]): string[] {
  const lists: string[] = []
  let parts: string[] = []
  let size = 0
  for (const row of rows) {
    const text = JSON.stringify(row)
    const bytes = encoder.encode(text).length + 1
    if (size + bytes > mostInParameter && parts.length > 0) {
      lists.push(`[${parts.join(',')}]`)
      parts = []
      size = 0
    }
    parts.push(text)
    size += bytes
  }
  if (parts.length > 0) lists.push(`[${parts.join(',')}]`)
  return lists
}

const encoder = new TextEncoder()
