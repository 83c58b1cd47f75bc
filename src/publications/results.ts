// What the pages of results look up: frozen editions, the files they are made of, and which of them still stands.

import { fingerprint } from '#public/verification.js'
import type { Database } from '../database/database.ts'
import type { Quarter } from '../units/rules/calendar.ts'
import type { Edition, UnitDocument } from './rules/document.ts'
import {
  type EditionRow,
  type EditionUnitRow,
  findContent,
  findDocument,
  listDocuments,
  listEditions,
  listEditionUnits,
} from './store.ts'

/** An edition beside what it says of the whole government. */
export interface ReadEdition {
  readonly row: EditionRow
  readonly content: Omit<Edition, 'unit'>
}

/** Every published quarter with the edition that stands, the newest quarter first; and all corrections, the latest first. */
export interface ResultsView {
  readonly standing: readonly ReadEdition[]
  readonly corrections: readonly ReadEdition[]
}

export async function viewResults(database: Database): Promise<ResultsView> {
  const rows = await listEditions(database)
  const editions = await Promise.all(rows.map((row) => readEdition(database, row)))
  return {
    standing: editions
      .filter(({ row }) => row.id === standingOf(rows, row.quarter)?.id)
      .toSorted((one, other) => other.row.quarter - one.row.quarter),
    corrections: editions.filter(({ row }) => row.number > 1),
  }
}

export interface EditionView extends ReadEdition {
  readonly units: readonly EditionUnitRow[]
  /** Every edition of the quarter, the newest first. */
  readonly editions: readonly ReadEdition[]
  readonly standing: EditionRow
  /** Published before it, of whatever quarter. */
  readonly before: EditionRow | undefined
  /** What people compare instead of the key. */
  readonly fingerprint: string
}

/** @param number of the edition; the one that stands unless told. @returns undefined where nothing was published. */
export async function viewEdition(
  database: Database,
  quarter: Quarter,
  number?: number,
): Promise<EditionView | undefined> {
  const rows = await listEditions(database)
  const standing = standingOf(rows, quarter)
  const row = rows.find((one) => one.quarter === quarter && one.number === (number ?? standing?.number))
  if (!row || !standing) return undefined
  const ofQuarter = rows.filter((one) => one.quarter === quarter).toSorted((one, other) => other.number - one.number)
  const [units, editions, mark] = await Promise.all([
    listEditionUnits(database, row.id),
    Promise.all(ofQuarter.map((one) => readEdition(database, one))),
    fingerprint(row.public_key),
  ])
  const { content } = await readEdition(database, row)
  const before = rows.find(({ hash }) => hash === row.previous_hash)
  return { row, content, units, editions, standing, before, fingerprint: mark ?? '' }
}

export interface UnitSheetView {
  readonly edition: EditionView
  readonly document: UnitDocument
  readonly documentHash: string
}

/** A unit as the standing edition of a quarter has it; undefined where it is not in it. */
export async function viewUnitSheet(
  database: Database,
  quarter: Quarter,
  slug: string,
): Promise<UnitSheetView | undefined> {
  const edition = await viewEdition(database, quarter)
  const unit = edition?.units.find((one) => one.slug === slug)
  if (!edition || !unit) return undefined
  const document = JSON.parse(await findDocument(database, unit.document_hash)) as UnitDocument
  return { edition, document, documentHash: unit.document_hash }
}

/** A key that has signed editions, with the first and the last day on which it did. */
export interface KnownKey {
  readonly publicKey: string
  readonly fingerprint: string
  /** Seconds since 1970-01-01 UTC. */
  readonly first: number
  readonly last: number
}

/** The keys of this installation, the one used last first. */
export async function listKnownKeys(database: Database): Promise<KnownKey[]> {
  const rows = await listEditions(database)
  return Promise.all(
    Array.from(
      Map.groupBy(rows, ({ public_key }) => public_key),
      async ([publicKey, signed]) => ({
        publicKey,
        fingerprint: (await fingerprint(publicKey)) ?? '',
        first: signed.at(-1)?.published_at ?? 0,
        last: signed[0]?.published_at ?? 0,
      }),
    ),
  )
}

/** A file as it is sent: its text in pieces, and a tag that no other text has. */
export interface SentFile {
  readonly name: string
  readonly tag: string
  text(): AsyncGenerator<string>
}

/** The file of an edition, in canonical form and bounded memory. @param number the one that stands unless told. */
export async function findEditionFile(
  database: Database,
  quarter: Quarter,
  number?: number,
): Promise<SentFile | undefined> {
  const rows = await listEditions(database)
  const standing = standingOf(rows, quarter)
  const row = rows.find((one) => one.quarter === quarter && one.number === (number ?? standing?.number))
  return (
    row && {
      name: `edisi-${row.number}`,
      tag: row.hash,
      text: () => enveloped(database, row, listDocuments(database, row.id)),
    }
  )
}

/** The file of one unit: the same envelope with its document alone. */
export async function findUnitFile(database: Database, quarter: Quarter, slug: string): Promise<SentFile | undefined> {
  const rows = await listEditions(database)
  const row = standingOf(rows, quarter)
  if (!row) return undefined
  const unit = (await listEditionUnits(database, row.id)).find((one) => one.slug === slug)
  if (!unit) return undefined
  async function* alone() {
    yield await findDocument(database, (unit as EditionUnitRow).document_hash)
  }
  return {
    name: slug,
    tag: `${row.hash.slice(0, 32)}-${unit.document_hash.slice(0, 32)}`,
    text: () => enveloped(database, row, alone()),
  }
}

// Written member by member as it is stored: what was signed is never read and written anew.
async function* enveloped(database: Database, row: EditionRow, documents: AsyncIterable<string>) {
  const { hash, public_key: key, signature } = row
  const content = await findContent(database, row.id)
  yield `{"edisi":${content},"hash":"${hash}","kunci_publik":"${key}","tanda_tangan":"${signature}","unit":[`
  let between = ''
  for await (const document of documents) {
    yield between + document
    between = ','
  }
  yield ']}'
}

function standingOf(rows: readonly EditionRow[], quarter: Quarter): EditionRow | undefined {
  return rows
    .filter((one) => one.quarter === quarter)
    .reduce<EditionRow | undefined>((last, one) => (last && last.number > one.number ? last : one), undefined)
}

const read = new WeakMap<EditionRow, ReadEdition>()

// Lists show dozens of editions, and each holds a line for every unit, which they do not show.
async function readEdition(database: Database, row: EditionRow): Promise<ReadEdition> {
  let known = read.get(row)
  if (!known) {
    const { unit: _, ...content } = JSON.parse(await findContent(database, row.id)) as Edition
    known = { row, content }
    read.set(row, known)
  }
  return known
}
