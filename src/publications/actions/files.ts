// The files of an edition, gathered and handed over: recap, publication sheet, processing sheet, report.

import type { Actor } from '../../accounts/rules/rights.ts'
import { addTrail } from '../../accounts/store/trail.ts'
import type { Database } from '../../database/database.ts'
import { writeWorkbook } from '../../documents/workbook.ts'
import { askedOn } from '../../ikm/actions.ts'
import { formatDay } from '../../language/format.ts'
import type { Platform } from '../../platform.ts'
import { listQuestionnaireRecords } from '../../surveys/store.ts'
import { openLogo } from '../../units/actions/settings.ts'
import { localDay, type Quarter, quarterDays, quarterSlug, type Zone } from '../../units/rules/calendar.ts'
import { findSite } from '../../units/store.ts'
import { findStanding } from '../downloads.ts'
import { publicationPdf } from '../files/publication-sheet.ts'
import { recapLine, recapSheets } from '../files/recap.ts'
import { quarterWords } from '../files/report/words.ts'
import { reportBlocks, type TrendPoint } from '../files/report.ts'
import { processingSheet } from '../files/respondent-sheet.ts'
import { countedRespondents } from '../files/respondents.ts'
import type { Edition, UnitDocument } from '../rules/document.ts'
import {
  type EditionRow,
  findContent,
  findDocument,
  listDocuments,
  listEditionUnits,
  listUnitEditions,
} from '../store.ts'
import { draftQuarter } from './draft.ts'

type FilesPlatform = Pick<Platform, 'database' | 'config'>

/** The whole government's quarter as XLSX. */
export async function openRecap(
  { database, config }: FilesPlatform,
  row: EditionRow,
): Promise<ReadableStream<Uint8Array>> {
  const edition = JSON.parse(await findContent(database, row.id)) as Edition
  const lines = []
  for await (const text of listDocuments(database, row.id)) lines.push(recapLine(JSON.parse(text) as UnitDocument))
  const sheets = recapSheets({
    edition,
    hash: row.hash,
    address: `${config.origin}/hasil/${quarterSlug(row.quarter)}`,
    published: publishedOn(row, config.zone),
    lines,
  })
  return writeWorkbook(sheets, { title: `Rekap IKM ${quarterWords(row.quarter)}`, author: edition.pemerintah })
}

/** A unit's publication sheet as PDF; undefined where the edition does not know the unit. */
export async function openPublicationSheet(
  { database, config }: FilesPlatform,
  row: EditionRow,
  slug: string,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const document = await findPublished(database, row, slug)
  if (!document) return undefined
  const [content, logo] = await Promise.all([findContent(database, row.id), openLogo({ database })])
  const { pemerintah, peragaan } = JSON.parse(content) as Edition
  return publicationPdf({
    government: pemerintah,
    document,
    quarter: row.quarter,
    edition: row.number,
    hash: row.hash,
    published: publishedOn(row, config.zone),
    address: addressOf(config.origin, row.quarter, slug),
    demonstration: peragaan,
    logo: logo?.type === 'image/png' ? logo.bytes : undefined,
  })
}

interface OfUnit {
  readonly unitId: number
  readonly slug: string
  readonly quarter: Quarter
}

/** What a quarter says of a unit: published, or as it would be published now. */
interface Stated {
  readonly document: UnitDocument
  /** Null for a draft. */
  readonly edition: EditionRow | null
  /** Up to where answers and exclusions are counted. */
  readonly lastResponse: number
  readonly lastExclusion: number
}

async function stateOf(database: Database, { slug, quarter }: OfUnit): Promise<Stated | undefined> {
  const edition = await findStanding(database, quarter)
  if (edition) {
    const document = await findPublished(database, edition, slug)
    return document && { document, edition, lastResponse: edition.last_response, lastExclusion: edition.last_exclusion }
  }
  const { units, lastResponse, lastExclusion } = await draftQuarter(database, quarter)
  const document = units.find((unit) => unit.document.kode_unit === slug)?.document
  return document && { document, edition: null, lastResponse, lastExclusion }
}

/**
 * One row a respondent, with the formulas that make the index, as XLSX.
 * @returns undefined where the quarter knows nothing of the unit. That it was handed over is written to the trail.
 */
export async function openProcessingSheet(
  { database, clock, config }: Pick<Platform, 'database' | 'clock' | 'config'>,
  actor: Actor,
  of: OfUnit,
): Promise<ReadableStream<Uint8Array> | undefined> {
  const [stated, site] = await Promise.all([stateOf(database, of), findSite(database)])
  if (!stated) return undefined
  const { document, edition, lastResponse, lastExclusion } = stated
  const { unitId, quarter } = of
  await database.commit(
    addTrail(clock(), {
      actor,
      act: 'answers-exported',
      subject: { kind: 'unit', id: unitId, unitId },
      after: { quarter: quarterSlug(quarter), format: 'pengolahan', respondents: document.jumlah_responden },
    }),
  )
  const sheet = processingSheet({
    government: site.government,
    document,
    quarter,
    edition: edition && imprintOf(edition, config.zone),
    demonstration: site.demonstration,
    respondents: countedRespondents(
      database,
      { unitId, quarter, lastResponse, lastExclusion },
      document.unsur.map(({ kunci }) => kunci),
    ),
  })
  return writeWorkbook([sheet], {
    title: `Pengolahan data SKM ${document.nama_unit}, ${quarterWords(quarter)}`,
    author: document.nama_unit,
  })
}

/** Bab I to V with annexes, as DOCX; undefined where the quarter knows nothing of the unit. */
export async function openReport(
  { database, config }: FilesPlatform,
  of: OfUnit,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const { unitId, slug, quarter } = of
  const [stated, site, records, editions, logo] = await Promise.all([
    stateOf(database, of),
    findSite(database),
    listQuestionnaireRecords(database, unitId),
    listUnitEditions(database, slug),
    openLogo({ database }),
  ])
  if (!stated) return undefined
  const { document, edition } = stated
  // The last of each quarter stands; later quarters are not this report's.
  const standing = new Map(editions.filter((row) => row.quarter <= quarter).map((row) => [row.quarter, row]))
  const blocks = reportBlocks({
    government: site.government,
    document,
    quarter,
    edition: edition && imprintOf(edition, config.zone),
    demonstration: site.demonstration,
    address: addressOf(config.origin, quarter, slug),
    asked: askedOn(records, quarterDays(quarter).last),
    trend: Array.from(
      standing.values(),
      (row): TrendPoint => ({
        quarter: row.quarter,
        edition: row.number,
        respondents: row.respondents,
        ikm: row.ikm === null ? null : row.ikm / 100,
        interval: row.low === null || row.high === null ? null : [row.low / 100, row.high / 100],
        grade: row.grade,
        performance: row.performance,
      }),
    ),
    logo: logo?.type === 'image/png' ? logo.bytes : undefined,
  })
  // Loaded only when a report is asked for: the package behind it is as large as half the site.
  const { writeWord } = await import('../../documents/word.ts')
  const title = `Laporan SKM ${document.nama_unit}, ${quarterWords(quarter)}`
  return writeWord(blocks, { title, author: document.nama_unit, language: 'id-ID', footer: title })
}

async function findPublished(database: Database, edition: EditionRow, slug: string): Promise<UnitDocument | undefined> {
  const unit = (await listEditionUnits(database, edition.id)).find((row) => row.slug === slug)
  return unit && (JSON.parse(await findDocument(database, unit.document_hash)) as UnitDocument)
}

function imprintOf(edition: EditionRow, zone: Zone) {
  return { number: edition.number, hash: edition.hash, published: publishedOn(edition, zone) }
}

function publishedOn({ published_at }: EditionRow, zone: Zone): string {
  return formatDay(localDay(new Date(published_at * 1000), zone))
}

function addressOf(origin: string, quarter: Quarter, slug: string): string {
  return `${origin}/hasil/${quarterSlug(quarter)}/${slug}`
}
