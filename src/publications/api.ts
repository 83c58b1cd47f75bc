// The answers of the open API: what is published, read from frozen rows alone and given in pages.

import type { Database } from '../database/database.ts'
import { formatQuarter } from '../language/format.ts'
import { type Quarter, quarterFromSlug, quarterNumber, quarterSlug, quarterYear } from '../units/rules/calendar.ts'
import type {
  EditionsAnswer,
  EditionsQuery,
  FollowUpRow,
  FollowUpsAnswer,
  FollowUpsQuery,
  HistoryRow,
  Page,
  Paging,
  PeriodsAnswer,
  Problem,
  ResultRow,
  ResultsAnswer,
  ResultsQuery,
  UnitAnswer,
  UnitsAnswer,
  UnitsQuery,
} from './forms/api.ts'
import { instantText } from './instant.ts'
import type { ElementDocument, FollowUpDocument, ProofDocument, UnitState } from './rules/document.ts'
import { findEditionUnit, listDeparted, listElements, listHeads, listPromises, type PromisesRow } from './store/api.ts'
import {
  type EditionRow,
  type EditionUnitRow,
  findDocument,
  listEditions,
  listEditionUnits,
  listStandingEditions,
  listUnitEditions,
  standingAmong,
} from './store.ts'

/** An answer, or what keeps it from being given: nothing is there (404). */
export type Answered<Answer> = { readonly answer: Answer } | { readonly missing: Problem }

/** Where an answer was asked for: address of the site, and path with query. */
export interface Asked {
  readonly origin: string
  readonly url: URL
}

export async function answerPeriods(
  database: Database,
  paging: Paging,
  asked: Asked,
): Promise<Answered<PeriodsAnswer>> {
  const all = await listEditions(database)
  const standing = standingAmong(all)
  const page = pageOf(standing, paging, asked)
  if ('missing' in page) return page
  const heads = await listHeads(
    database,
    page.rows.map(({ id }) => id),
  )
  const data = page.rows.flatMap((row) => {
    const head = heads.get(row.id)
    if (!head) return []
    const slug = quarterSlug(row.quarter)
    return {
      periode: slug,
      nama: formatQuarter({ quarter: quarterNumber(row.quarter), year: quarterYear(row.quarter) }),
      tanggal_awal: head.tanggal_awal,
      tanggal_akhir: head.tanggal_akhir,
      edisi: row.number,
      banyak_edisi: all.filter(({ quarter }) => quarter === row.quarter).length,
      diterbitkan_pada: head.diterbitkan_pada,
      alasan_ralat: row.reason,
      jumlah_unit: head.jumlah_unit,
      unit_dinilai: head.unit_dinilai,
      unit_di_bawah_minimum: head.unit_di_bawah_minimum,
      unit_tanpa_jawaban: head.unit_tanpa_jawaban,
      jumlah_responden: head.jumlah_responden,
      rata_rata_unit: head.rata_rata_unit as PeriodsAnswer['data'][number]['rata_rata_unit'],
      gabungan_responden: head.gabungan_responden as PeriodsAnswer['data'][number]['gabungan_responden'],
      tautan: {
        hasil: `${asked.origin}/api/v1/hasil?periode=${slug}`,
        halaman: `${asked.origin}/hasil/${slug}`,
        json: `${asked.origin}/hasil/${slug}.json`,
        csv: `${asked.origin}/hasil/${slug}.csv`,
      },
    }
  })
  return { answer: { data, ...page.page } }
}

export async function answerEditions(
  database: Database,
  { periode, ...paging }: EditionsQuery,
  asked: Asked,
): Promise<Answered<EditionsAnswer>> {
  const all = await listEditions(database)
  const standing = standingAmong(all)
  const quarter = periode === undefined ? undefined : quarterFromSlug(periode)
  const page = pageOf(quarter === undefined ? all : all.filter((row) => row.quarter === quarter), paging, asked)
  if ('missing' in page) return page
  const data = page.rows.map((row) => ({
    periode: quarterSlug(row.quarter),
    edisi: row.number,
    berlaku: standing.includes(row),
    diterbitkan_pada: instantText(row.published_at),
    alasan_ralat: row.reason,
    hash: row.hash,
    hash_sebelumnya: row.previous_hash || null,
    kunci_publik: row.public_key,
    tanda_tangan: row.signature,
    tautan: {
      halaman: asked.origin + editionPath(row, standing),
      berkas: `${asked.origin + editionPath(row, standing)}.json`,
    },
  }))
  return { answer: { data, ...page.page } }
}

export async function answerResults(
  database: Database,
  query: ResultsQuery,
  asked: Asked,
): Promise<Answered<ResultsAnswer>> {
  const found = await findAsked(database, query)
  if ('missing' in found) return found
  const { edition, standing } = found
  const units = edition ? await listEditionUnits(database, edition.id) : []
  const page = pageOf(filtered(units, query), query, asked)
  if ('missing' in page) return page
  const elements =
    query.sertakan === 'unsur'
      ? await listElements(
          database,
          page.rows.map(({ document_hash }) => document_hash),
        )
      : undefined
  const data = edition
    ? page.rows.map((unit) => ({
        ...resultOf(unit, edition),
        ...(elements && { unsur: shortElements(elements.get(unit.document_hash)) }),
        tautan: linksOf(unit, edition, standing, asked),
      }))
    : []
  return {
    answer: {
      periode: edition ? quarterSlug(edition.quarter) : null,
      edisi: edition?.number ?? null,
      diterbitkan_pada: edition ? instantText(edition.published_at) : null,
      data,
      ...page.page,
    },
  }
}

/** A unit's document within its frame, as text: the document stays as it was signed, letter for letter. */
export async function answerResult(
  database: Database,
  periode: string,
  slug: string,
  edisi: number | undefined,
  asked: Asked,
): Promise<Answered<string>> {
  const found = await findAsked(database, { periode, edisi })
  if ('missing' in found) return found
  const { edition, standing } = found
  const unit = edition && (await findEditionUnit(database, edition.id, slug))
  if (!edition || !unit) return missing('unit', 'Unit ini tidak ada dalam edisi tersebut. Lihat /api/v1/unit.')
  const document = await findDocument(database, unit.document_hash)
  const { riwayat, berkas } = linksOf(unit, edition, standing, asked)
  const frame = JSON.stringify({
    periode: quarterSlug(edition.quarter),
    edisi: edition.number,
    berlaku: standing.includes(edition),
    diterbitkan_pada: instantText(edition.published_at),
    hash_dokumen: unit.document_hash,
    hash_edisi: edition.hash,
    tautan: { riwayat, berkas },
  })
  return { answer: `${frame.slice(0, -1)},"data":${document}}` }
}

export async function answerUnits(database: Database, query: UnitsQuery, asked: Asked): Promise<Answered<UnitsAnswer>> {
  const standing = await listStandingEditions(database)
  const [newest] = standing
  const units = newest ? await listEditionUnits(database, newest.id) : []
  const gone = newest
    ? await listDeparted(
        database,
        newest.id,
        standing.map(({ id }) => id),
      )
    : []
  const editions = new Map(standing.map((edition) => [edition.id, edition]))
  const page = pageOf(filtered([...units, ...gone], query), query, asked)
  if ('missing' in page) return page
  const data = page.rows.flatMap((unit) => {
    const edition = editions.get(unit.edition_id)
    return edition ? { ...resultOf(unit, edition), tautan: linksOf(unit, edition, standing, asked) } : []
  })
  return { answer: { data, ...page.page } }
}

export async function answerUnit(database: Database, slug: string, asked: Asked): Promise<Answered<UnitAnswer>> {
  const [rows, standing] = await Promise.all([listUnitEditions(database, slug), listStandingEditions(database)])
  const last = rows.at(-1)
  if (!last) return missing('unit', 'Belum ada hasil terbit untuk unit dengan kode ini. Lihat /api/v1/unit.')
  const byId = new Map(standing.map((edition) => [edition.id, edition]))
  const data = rows.map((row): HistoryRow => {
    const { keadaan, ikm, mutu, kinerja, selang, margin_galat, jumlah_responden, metode } = figuresOf(row)
    const { dokumen, berkas } = linksOf(row, row, standing, asked)
    return {
      periode: quarterSlug(row.quarter),
      edisi: row.number,
      berlaku: byId.has(row.edition_id),
      diterbitkan_pada: instantText(row.published_at),
      alasan_ralat: row.reason,
      keadaan,
      ikm,
      mutu,
      kinerja,
      selang,
      margin_galat,
      jumlah_responden,
      metode,
      tautan: { dokumen, berkas },
    }
  })
  return {
    answer: {
      ...namesOf(last),
      data,
      tautan: { halaman: `${asked.origin}/unit/${slug}`, lencana: `${asked.origin}/unit/${slug}/lencana.svg` },
    },
  }
}

export async function answerFollowUps(
  database: Database,
  query: FollowUpsQuery,
  asked: Asked,
): Promise<Answered<FollowUpsAnswer>> {
  const found = await findAsked(database, query)
  if ('missing' in found) return found
  const { edition } = found
  const [units, promises] = edition
    ? await Promise.all([listEditionUnits(database, edition.id), listPromises(database, edition.id)])
    : [[], []]
  const byPlace = new Map(units.map((unit) => [unit.place, unit]))
  const rows = promises.flatMap((row) => {
    const unit = byPlace.get(row.place)
    const unitAsked =
      unit &&
      (query.unit === undefined || unit.slug === query.unit) &&
      (query.instansi === undefined || unit.agency_slug === query.instansi) &&
      (query.jenis === undefined || sameWords(unit.kind, query.jenis))
    return edition && unitAsked ? promisesOf(row).map((promise) => ({ promise, unit, edition })) : []
  })
  const wanted = rows.filter(
    ({ promise }) =>
      (query.bentuk === undefined || promise.bentuk === query.bentuk) &&
      (query.unsur === undefined || promise.unsur === query.unsur) &&
      (query.status === undefined || promise.status === query.status) &&
      (query.pembuktian === undefined || promise.pembuktian === query.pembuktian),
  )
  const page = pageOf(wanted, query, asked)
  if ('missing' in page) return page
  const data = page.rows.map(({ promise, unit, edition }) => {
    const { bentuk, asal, ...rest } = promise
    const periode = quarterSlug(edition.quarter)
    return { bentuk, ...namesOf(unit), periode, edisi: edition.number, ...rest, asal: asal ?? periode } as FollowUpRow
  })
  return {
    answer: {
      periode: edition ? quarterSlug(edition.quarter) : null,
      edisi: edition?.number ?? null,
      data,
      ...page.page,
    },
  }
}

type Promised = Pick<FollowUpRow, 'bentuk' | 'pembuktian' | 'nilai' | 'selisih'> &
  FollowUpDocument & { readonly asal: string | null }

const parsed = new WeakMap<PromisesRow, readonly Promised[]>()

// Where rows are remembered they are read once.
function promisesOf(row: PromisesRow): readonly Promised[] {
  const known = parsed.get(row)
  if (known) return known
  const made: Promised[] = [
    ...(JSON.parse(row.plans) as FollowUpDocument[]).map((plan) => ({
      ...plan,
      bentuk: 'rencana' as const,
      asal: null,
      pembuktian: null,
      nilai: null,
      selisih: null,
    })),
    ...(JSON.parse(row.proofs) as ProofDocument[]).map((proof) => ({
      ...proof,
      bentuk: 'pembuktian' as const,
      nilai: [proof.nilai[0], proof.nilai[1]] as [number | null, number | null],
    })),
  ]
  parsed.set(row, made)
  return made
}

/** The edition that was asked for: the standing one of the newest quarter unless told; undefined before the first. */
async function findAsked(
  database: Database,
  { periode, edisi }: { readonly periode?: string | undefined; readonly edisi?: number | undefined },
): Promise<
  { readonly edition: EditionRow | undefined; readonly standing: readonly EditionRow[] } | { missing: Problem }
> {
  const all = await listEditions(database)
  const standing = standingAmong(all)
  const quarter: Quarter | undefined = periode === undefined ? standing[0]?.quarter : quarterFromSlug(periode)
  const holding = standing.find((edition) => edition.quarter === quarter)
  if (!holding && periode !== undefined) {
    return missing('periode', 'Belum ada hasil terbit untuk triwulan ini. Yang sudah terbit: /api/v1/periode.')
  }
  if (edisi === undefined) return { edition: holding, standing }
  const edition = all.find((row) => row.quarter === quarter && row.number === edisi)
  return edition
    ? { edition, standing }
    : missing('edisi', 'Triwulan ini tidak punya edisi dengan nomor itu. Lihat /api/v1/edisi.')
}

/** The editions in force and one of them or before: where a page of it lies. */
function editionPath(row: Pick<EditionRow, 'quarter' | 'number'>, standing: readonly EditionRow[]): string {
  const path = `/hasil/${quarterSlug(row.quarter)}`
  return holds(row, standing) ? path : `${path}/edisi/${row.number}`
}

function holds({ quarter, number }: Pick<EditionRow, 'quarter' | 'number'>, standing: readonly EditionRow[]): boolean {
  return standing.some((edition) => edition.quarter === quarter && edition.number === number)
}

function linksOf(
  { slug }: Pick<EditionUnitRow, 'slug'>,
  edition: Pick<EditionRow, 'quarter' | 'number'>,
  standing: readonly EditionRow[],
  { origin }: Asked,
): ResultRow['tautan'] {
  const path = `/hasil/${quarterSlug(edition.quarter)}`
  const current = holds(edition, standing)
  return {
    dokumen: `${origin}/api/v1${path}/${slug}${current ? '' : `?edisi=${edition.number}`}`,
    riwayat: `${origin}/api/v1/unit/${slug}`,
    berkas: current ? `${origin}${path}/${slug}.json` : `${origin}${editionPath(edition, standing)}.json`,
    lencana: `${origin}/unit/${slug}/lencana.svg`,
  }
}

function resultOf(unit: EditionUnitRow, edition: EditionRow): Omit<ResultRow, 'tautan' | 'unsur'> {
  return {
    ...namesOf(unit),
    periode: quarterSlug(edition.quarter),
    edisi: edition.number,
    diterbitkan_pada: instantText(edition.published_at),
    ...figuresOf(unit),
  }
}

function namesOf({ slug, name, kind, agency, agency_slug }: EditionUnitRow) {
  return { kode_unit: slug, nama_unit: name, jenis: kind, instansi: agency, kode_instansi: agency_slug }
}

function figuresOf({ state, ikm, low, high, grade, performance, respondents }: EditionUnitRow) {
  const bounded = ikm !== null && low !== null && high !== null
  return {
    keadaan: state as UnitState,
    ikm: hundredths(ikm),
    mutu: grade as ResultRow['mutu'],
    kinerja: performance,
    selang: bounded ? ([low / 100, high / 100] as [number, number]) : null,
    margin_galat: bounded ? Math.max(ikm - low, high - ikm) / 100 : null,
    jumlah_responden: respondents,
    metode: 'exact' as const,
  }
}

function hundredths(value: number | null): number | null {
  return value === null ? null : value / 100
}

function shortElements(json: string | undefined): NonNullable<ResultRow['unsur']> {
  return (JSON.parse(json ?? '[]') as ElementDocument[]).map(({ kunci, kode, nama, terisi, nrr, nilai, mutu }) => ({
    kunci,
    kode,
    nama,
    terisi,
    nrr,
    nilai,
    mutu: mutu as ResultRow['mutu'],
  }))
}

function filtered<Unit extends EditionUnitRow>(units: readonly Unit[], query: Omit<UnitsQuery, keyof Paging>): Unit[] {
  const words = query.cari?.toLowerCase().split(/\s+/).filter(Boolean) ?? []
  return units.filter(
    (unit) =>
      (query.instansi === undefined || unit.agency_slug === query.instansi) &&
      (query.jenis === undefined || sameWords(unit.kind, query.jenis)) &&
      (query.keadaan === undefined || unit.state === query.keadaan) &&
      (query.mutu === undefined || unit.grade === query.mutu) &&
      words.every((word) => unit.name.toLowerCase().includes(word)),
  )
}

function sameWords(one: string, other: string): boolean {
  return one.toLowerCase() === other.trim().toLowerCase()
}

function missing(bidang: string, pesan: string): { readonly missing: Problem } {
  return { missing: { bidang, pesan } }
}

interface Paged<Row> {
  readonly rows: readonly Row[]
  readonly page: { halaman: number; per_halaman: number; total: number; tautan: Page }
}

function pageOf<Row>(
  rows: readonly Row[],
  { halaman, per_halaman }: Paging,
  { origin, url }: Asked,
): Paged<Row> | { readonly missing: Problem } {
  const pages = Math.max(1, Math.ceil(rows.length / per_halaman))
  if (halaman > pages) return missing('halaman', `Hanya ada ${pages} halaman.`)
  const link = (number: number) => {
    const query = new URLSearchParams(url.searchParams)
    query.set('halaman', String(number))
    query.set('per_halaman', String(per_halaman))
    return `${origin}${url.pathname}?${query}`
  }
  return {
    rows: rows.slice((halaman - 1) * per_halaman, halaman * per_halaman),
    page: {
      halaman,
      per_halaman,
      total: rows.length,
      tautan: {
        pertama: link(1),
        sebelumnya: halaman > 1 ? link(halaman - 1) : null,
        berikutnya: halaman < pages ? link(halaman + 1) : null,
        terakhir: link(pages),
      },
    },
  }
}
