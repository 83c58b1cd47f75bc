// The catalogue that open-data portals harvest: DCAT-US 1.1 (Project Open Data), one dataset a published quarter and one for all of them.

import type { Database } from '../database/database.ts'
import { formatQuarter } from '../language/format.ts'
import { quarterNumber, quarterSlug, quarterYear } from '../units/rules/calendar.ts'
import { contactAddress } from '../units/rules/contact.ts'
import { instantText } from './instant.ts'
import { attribution, licence } from './licence.ts'
import { listHeads } from './store/api.ts'
import { type EditionRow, listEditions, standingAmong } from './store.ts'

const standard = 'https://project-open-data.cio.gov/v1.1/schema'

const keywords = ['survei kepuasan masyarakat', 'SKM', 'indeks kepuasan masyarakat', 'IKM', 'pelayanan publik']

export interface Installation {
  readonly government: string
  readonly demonstration: boolean
  readonly origin: string
  /** E-mail address that the bureau has set. */
  readonly contact: string | null
}

/** Source: Project Open Data metadata schema 1.1, https://resources.data.gov/resources/dcat-us/ */
export async function catalogueOf(database: Database, installation: Installation): Promise<object> {
  const { origin } = installation
  const all = await listEditions(database)
  const standing = standingAmong(all)
  const heads = await listHeads(
    database,
    standing.map(({ id }) => id),
  )
  const quarters = standing.flatMap((edition) => {
    const head = heads.get(edition.id)
    const first = all.find(({ quarter, number }) => quarter === edition.quarter && number === 1)
    return head ? [quarterDataset(installation, edition, first ?? edition, head)] : []
  })
  return {
    '@context': `${standard}/catalog.jsonld`,
    '@id': `${origin}/data.json`,
    '@type': 'dcat:Catalog',
    conformsTo: standard,
    describedBy: `${standard}/catalog.json`,
    dataset: [seriesDataset(installation, all, standing), ...quarters],
  }
}

function seriesIdentifier(origin: string): string {
  return `${origin}/api/v1/periode`
}

function seriesDataset(
  installation: Installation,
  all: readonly EditionRow[],
  standing: readonly EditionRow[],
): object {
  const { origin, government } = installation
  const [newest, oldest] = [standing[0], standing.at(-1)]
  const published = all.map(({ published_at }) => published_at)
  return {
    '@type': 'dcat:Dataset',
    identifier: seriesIdentifier(origin),
    title: `Indeks Kepuasan Masyarakat ${government}, semua triwulan`,
    description: `Hasil Survei Kepuasan Masyarakat (SKM) setiap unit pelayanan ${government} pada semua triwulan yang sudah terbit, lewat API terbuka: IKM dengan selang 95 %, mutu, nilai setiap unsur, jumlah responden, tindak lanjut, dan pembuktiannya.${rekaan(installation)}`,
    landingPage: `${origin}/data`,
    ...(published.length > 0 && {
      issued: instantText(Math.min(...published)),
      modified: instantText(Math.max(...published)),
    }),
    // Nothing was published yet: the catalogue still has to say how often it changes.
    ...(published.length === 0 && { modified: 'R/P3M' }),
    ...(newest && oldest && { temporal: `${firstDay(oldest)}/${lastDay(newest)}` }),
    references: [`${origin}/metodologi`, `${origin}/hasil/kamus-data`],
    distribution: [
      {
        '@type': 'dcat:Distribution',
        title: 'API terbuka',
        description: 'JSON, hanya membaca, dijelaskan dengan OpenAPI 3.1.',
        accessURL: `${origin}/api/v1/periode`,
        format: 'API',
        describedBy: `${origin}/api/openapi.json`,
        describedByType: 'application/json',
      },
    ],
    ...shared(installation),
  }
}

function quarterDataset(
  installation: Installation,
  edition: EditionRow,
  first: EditionRow,
  head: {
    readonly jumlah_unit: number
    readonly jumlah_responden: number
    readonly tanggal_awal: string
    readonly tanggal_akhir: string
  },
): object {
  const { origin, government } = installation
  const slug = quarterSlug(edition.quarter)
  const name = formatQuarter({ quarter: quarterNumber(edition.quarter), year: quarterYear(edition.quarter) })
  const address = `${origin}/hasil/${slug}`
  return {
    '@type': 'dcat:Dataset',
    identifier: address,
    isPartOf: seriesIdentifier(origin),
    title: `Indeks Kepuasan Masyarakat ${government}, ${name}`,
    description: `Hasil Survei Kepuasan Masyarakat (SKM) ${head.jumlah_unit} unit pelayanan ${government} pada ${name} dari ${head.jumlah_responden} responden: IKM dengan selang 95 %, mutu, dan nilai setiap unsur menurut PermenPANRB 14/2017. Edisi ${edition.number}, bertanda tangan digital.${rekaan(installation)}`,
    landingPage: address,
    issued: instantText(first.published_at),
    modified: instantText(edition.published_at),
    temporal: `${head.tanggal_awal}/${head.tanggal_akhir}`,
    references: [`${origin}/metodologi`, `${origin}/hasil/kamus-data`],
    distribution: [
      download('CSV per unit', `${address}.csv`, 'text/csv', 'CSV', `${origin}/hasil/kamus-data.csv`, 'text/csv'),
      download(
        'CSV per unsur',
        `${address}.unsur.csv`,
        'text/csv',
        'CSV',
        `${origin}/hasil/kamus-data.csv`,
        'text/csv',
      ),
      download(
        'Rekap XLSX dengan rumus',
        `${address}.xlsx`,
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'XLSX',
        `${origin}/hasil/kamus-data`,
        'text/html',
      ),
      download(
        'JSON bertanda tangan',
        `${address}.json`,
        'application/json',
        'JSON',
        `${origin}/hasil/kamus-data.json`,
        'application/json',
      ),
    ],
    ...shared(installation),
  }
}

function download(
  title: string,
  downloadURL: string,
  mediaType: string,
  format: string,
  describedBy: string,
  describedByType: string,
): object {
  return { '@type': 'dcat:Distribution', title, downloadURL, mediaType, format, describedBy, describedByType }
}

function shared(installation: Installation): object {
  const { government, origin } = installation
  const email = contactAddress(installation)
  return {
    keyword: keywords,
    theme: ['Pelayanan publik'],
    accessLevel: 'public',
    rights: attribution(government).slice(0, 255),
    license: licence.text,
    language: ['id-ID'],
    accrualPeriodicity: 'R/P3M',
    spatial: government,
    publisher: { '@type': 'org:Organization', name: government },
    contactPoint: {
      '@type': 'vcard:Contact',
      fn: `Bagian Organisasi ${government}`,
      ...(email && { hasEmail: `mailto:${email}` }),
    },
    describedBy: `${origin}/hasil/kamus-data`,
    describedByType: 'text/html',
  }
}

function rekaan({ demonstration }: Installation): string {
  return demonstration ? ' Peragaan: kota, unit, dan angkanya rekaan.' : ''
}

function firstDay({ quarter }: EditionRow): string {
  return `${quarterYear(quarter)}-${String(quarterNumber(quarter) * 3 - 2).padStart(2, '0')}-01`
}

function lastDay({ quarter }: EditionRow): string {
  const ends = ['03-31', '06-30', '09-30', '12-31'] as const
  return `${quarterYear(quarter)}-${ends[quarterNumber(quarter) - 1]}`
}
