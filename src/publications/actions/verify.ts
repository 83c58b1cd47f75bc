// Whether what is stored of publications is still what was signed, and still follows from the answers that it counts.

import { canonical, figureFaults, fingerprint, sha256, startCity, verifySignature } from '#public/verification.js'
import type { Database } from '../../database/database.ts'
import { tallyUnits } from '../../ikm/store.ts'
import type { ElementTotals } from '../../responses/rules/tally.ts'
import { type Quarter, quarterSlug } from '../../units/rules/calendar.ts'
import type { Edition, TotalsDocument, UnitDocument } from '../rules/document.ts'
import { columnsOf } from '../rules/edition.ts'
import {
  countStored,
  findStoredEdition,
  listEditionNumbers,
  listStoredUnits,
  type StoredCounts,
  type StoredEdition,
  type StoredUnit,
} from '../store/verification.ts'

export interface PublicationCheck {
  readonly editions: number
  /** Documents that were looked at, once for each edition that names them. */
  readonly documents: number
  /** Fingerprints of the keys that signed, in the order of their first use. */
  readonly keys: readonly string[]
  /** What is not as it was signed, or does not follow from what it counts; a sentence each. */
  readonly faults: readonly string[]
  /** What has happened since: nothing is wrong, but the newest figures are not the published ones. */
  readonly notes: readonly string[]
}

/**
 * Checks every edition: hash, signature and chain, each unit's document and row, and the totals against the answers.
 * @param newest looks into the documents of so many editions only, the newest; default all.
 */
export async function verifyPublications(
  database: Database,
  { newest = Number.POSITIVE_INFINITY }: { readonly newest?: number } = {},
): Promise<PublicationCheck> {
  const ids = await listEditionNumbers(database)
  const faults: string[] = []
  const notes: string[] = []
  const keys = new Set<string>()
  const last = new Map<Quarter, number>()
  let before: StoredEdition | undefined
  let documents = 0
  for (const [place, id] of ids.entries()) {
    const row = await findStoredEdition(database, id)
    if (!row) continue
    const name = `Edisi ${quarterSlug(row.quarter)} ke-${row.number}`
    const header = await verifyHeader(row, before, last.get(row.quarter) ?? 0)
    faults.push(...header.faults.map((fault) => `${name}: ${fault}`))
    keys.add((await fingerprint(row.public_key)) ?? '')
    last.set(row.quarter, row.number)
    before = row
    if (!header.edition || place < ids.length - newest) continue
    const units = await verifyUnits(database, row, header.edition)
    documents += units.documents.size
    faults.push(...units.faults.map((fault) => `${name}, ${fault}`))
    const counts = await verifyCounts(database, row, units.documents)
    faults.push(...counts.faults.map((fault) => `${name}, ${fault}`))
    notes.push(...counts.notes.map((note) => `${name}, ${note}`))
  }
  return { editions: ids.length, documents, keys: Array.from(keys), faults, notes: notes.filter(isOfStanding(last)) }
}

/** What came after an edition that was corrected since is told of the correction, if it still holds there. */
function isOfStanding(last: ReadonlyMap<Quarter, number>) {
  const standing = Array.from(last, ([quarter, number]) => `Edisi ${quarterSlug(quarter)} ke-${number},`)
  return (note: string) => standing.some((name) => note.startsWith(name))
}

async function verifyHeader(
  row: StoredEdition,
  before: StoredEdition | undefined,
  lastNumber: number,
): Promise<{ faults: string[]; edition?: Edition }> {
  const faults: string[] = []
  if ((await sha256(row.content)) !== row.hash) faults.push('isi atau sidiknya (content, hash) berubah.')
  if ((await verifySignature(row.content, row.signature, row.public_key)) !== true) {
    faults.push('tanda tangannya (signature, public_key) tidak sah atas isinya.')
  }
  if (row.previous_hash !== (before?.hash ?? '')) faults.push('tidak menyambung edisi sebelumnya (previous_hash).')
  if (row.number !== lastNumber + 1) faults.push(`nomornya (number) seharusnya ${lastNumber + 1}.`)
  if (before && row.published_at < before.published_at) {
    faults.push('terbit (published_at) sebelum edisi yang disambungnya.')
  }
  const edition = readDocument<Edition>(row.content)
  if (!edition) return { faults: [...faults, 'isinya (content) bukan JSON dalam bentuk baku.'] }
  const columns: readonly (readonly [column: string, stored: unknown, signed: unknown])[] = [
    ['quarter', quarterSlug(row.quarter), edition.periode],
    ['number', row.number, edition.edisi],
    ['previous_hash', row.previous_hash, edition.hash_sebelumnya ?? ''],
    ['published_at', row.published_at, Date.parse(edition.diterbitkan_pada) / 1000],
    ['reason', row.reason, edition.alasan_ralat],
  ]
  return { faults: [...faults, ...columnFaults(columns)], edition }
}

async function verifyUnits(database: Database, row: StoredEdition, edition: Edition) {
  const faults: string[] = []
  const documents = new Map<number, UnitDocument>()
  const city = startCity()
  let place = 0
  for await (const unit of listStoredUnits(database, row.id)) {
    const listed = edition.unit[place++]
    const { document, faults: own } = await verifyUnit(unit, listed)
    faults.push(...own.map((fault) => `unit ${unit.slug}: ${fault}`))
    if (!document) continue
    documents.set(unit.unit_id, document)
    try {
      const wrong = figureFaults(document)
      faults.push(...wrong.map((fault) => `unit ${unit.slug}: ${fault}`))
      city.add(document)
    } catch {
      faults.push(`unit ${unit.slug}: susunan dokumennya tidak dikenal.`)
    }
  }
  if (place !== edition.unit.length) {
    faults.push(`baris unit (edition_units) ada ${place}, sedangkan edisi mendaftar ${edition.unit.length}.`)
  } else if (documents.size === place) faults.push(...city.faults(edition))
  return { documents, faults }
}

async function verifyUnit(
  unit: StoredUnit,
  listed: Edition['unit'][number] | undefined,
): Promise<{ document?: UnitDocument; faults: string[] }> {
  const faults: string[] = []
  if (unit.document_hash !== listed?.hash) faults.push('document_hash bukan yang terdaftar dalam edisi.')
  // A unit's address may have changed since; then nobody has the old one.
  if (unit.owner !== null && unit.owner !== unit.unit_id) faults.push('unit_id menunjuk unit lain.')
  if (unit.document === null) return { faults: [...faults, 'dokumennya hilang (edition_documents).'] }
  if ((await sha256(unit.document)) !== unit.document_hash) {
    faults.push('isi dokumennya (edition_documents.document) berubah: tidak cocok dengan sidiknya.')
  }
  const document = readDocument<UnitDocument>(unit.document)
  if (!document) return { faults: [...faults, 'dokumennya bukan JSON dalam bentuk baku.'] }
  const columns = Object.entries(columnsOf(document)).map(
    ([column, signed]) => [column, unit[column as keyof StoredUnit], signed] as const,
  )
  return { document, faults: [...faults, ...columnFaults(columns)] }
}

function columnFaults(columns: readonly (readonly [column: string, stored: unknown, signed: unknown])[]): string[] {
  return columns.flatMap(([column, stored, signed]) =>
    stored === signed ? [] : [`kolom ${column} tersimpan ${told(stored)}, dalam dokumen ${told(signed)}.`],
  )
}

// The totals of a unit to whose answers nothing has happened since are those of its answers now.
async function verifyCounts(
  database: Database,
  row: StoredEdition,
  documents: ReadonlyMap<number, UnitDocument>,
): Promise<{ faults: string[]; notes: string[] }> {
  const faults: string[] = []
  const notes: string[] = []
  const [tallies, stored] = await Promise.all([
    tallyUnits(database, row.quarter),
    countStored(database, row.quarter, { response: row.last_response, exclusion: row.last_exclusion }),
  ])
  const counts = new Map(stored.map((one) => [one.unitId, one]))
  for (const [unitId, document] of documents) {
    const count = counts.get(unitId) ?? { unitId, received: 0, excluded: 0, later: 0 }
    const unit = `unit ${document.kode_unit}`
    if (count.received !== document.jawaban_diterima) {
      faults.push(
        `${unit}: jawaban sampai nomor ${row.last_response} (last_response) ada ${count.received}, yang terbit ${document.jawaban_diterima}.`,
      )
    }
    if (count.later > 0) {
      notes.push(
        `${unit}: jawaban masuk atau dikecualikan setelah terbit, jadi angkanya berbeda dari yang terbit; terbitkan ralat bila perlu.`,
      )
    } else faults.push(...totalFaults(document, tallies.get(unitId), count).map((fault) => `${unit}: ${fault}`))
  }
  return { faults, notes }
}

function totalFaults(document: UnitDocument, tally: ElementTotals | undefined, { excluded }: StoredCounts): string[] {
  const columns: (readonly [what: string, published: unknown, now: unknown])[] = [
    ['jumlah responden', document.jumlah_responden, tally?.respondents ?? 0],
    ['jawaban yang dikecualikan', document.jawaban_dikecualikan, excluded],
  ]
  if (document.total) columns.push(...totalColumns(document.total, tally))
  return columns.flatMap(([what, published, now]) =>
    published === now ? [] : [`${what} yang terbit ${told(published)}, dari jawabannya sekarang ${told(now)}.`],
  )
}

function totalColumns(
  { rerata_sendiri, rerata_sendiri_kuadrat, butir }: TotalsDocument,
  tally: ElementTotals | undefined,
): (readonly [what: string, published: unknown, now: unknown])[] {
  const items = Object.entries(butir).map(([key, published]) => {
    const { count = 0, sum = 0, squares = 0, cubes = 0, products = 0 } = tally?.items.get(key) ?? {}
    return [`jumlah ${key}`, published.join(' '), [count, sum, squares, cubes, products].join(' ')] as const
  })
  return [
    ['rerata sendiri', rerata_sendiri, tally?.ownMeans ?? 0],
    ['kuadrat rerata sendiri', rerata_sendiri_kuadrat, tally?.ownMeanSquares ?? 0],
    ...items,
  ]
}

function readDocument<Document extends object>(text: string): Document | undefined {
  try {
    const value = JSON.parse(text) as Document
    return canonical(value) === text ? value : undefined
  } catch {
    return undefined
  }
}

function told(value: unknown): string {
  return value === null ? 'kosong' : String(value)
}
