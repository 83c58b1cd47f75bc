// What a list of units amounts to: which agencies and units are new, which are there already, what is wrong in which cell. Pure.

import { type Zone, zones } from './calendar.ts'
import { readNip } from './nip.ts'
import { type ServiceChannel, serviceChannels } from './service.ts'
import { freeSlug, slugOf } from './slug.ts'

export interface ListRow {
  /** Line of a CSV file, row of an XLSX sheet; from 1. */
  readonly line: number
  readonly cells: readonly string[]
}

/** Columns in the order in which the example has them. */
export const listColumns = {
  agency: { heading: 'perangkat daerah', others: ['opd', 'instansi', 'agency'] },
  unit: { heading: 'unit', others: ['nama unit', 'unit pelayanan', 'nama'] },
  kind: { heading: 'jenis', others: ['jenis unit', 'kind'] },
  address: { heading: 'alamat', others: ['address'] },
  head: { heading: 'kepala', others: ['nama kepala', 'kepala unit', 'head'] },
  nip: { heading: 'nip', others: ['nip kepala'] },
  zone: { heading: 'zona', others: ['zona waktu', 'zone'] },
  services: { heading: 'layanan', others: ['jenis layanan', 'services'] },
  counters: { heading: 'loket', others: ['counters'] },
} as const satisfies Readonly<Record<string, { heading: string; others: readonly string[] }>>

type Column = keyof typeof listColumns
const columns = Object.keys(listColumns) as Column[]

/** Longest name, and longest address, in letters. */
const longestName = 150
export const longestAddress = 300
/** Most units of one file, services or counters of one unit. */
export const mostUnits = 5000
const mostPlaces = 100

export interface ListedUnit {
  readonly line: number
  readonly agency: string
  readonly unit: string
  readonly kind: string
  readonly address: string
  readonly head: string
  readonly nip: string
  readonly zone: Zone
  readonly services: readonly { readonly name: string; readonly channel: ServiceChannel }[]
  readonly counters: readonly string[]
}

export interface ListError {
  readonly line: number
  /** The whole sentence, place included: `baris 7, kolom 6 (nip): …`. */
  readonly message: string
}

/**
 * Reads the rows below the first, which is the heading.
 * @param usualZone zone of a unit that names none.
 * @returns every unit, or every error.
 */
export function readUnitList(
  rows: readonly ListRow[],
  usualZone: Zone,
): { readonly units: readonly ListedUnit[] } | { readonly errors: readonly ListError[] } {
  const [header, ...body] = rows
  if (!header) return { errors: [{ line: 1, message: 'baris 1: berkas tidak berisi apa pun' }] }
  const found = findColumns(header)
  if ('errors' in found) return found
  if (body.length === 0)
    return { errors: [{ line: header.line, message: `baris ${header.line}: tidak ada satu pun unit di bawah judul` }] }
  if (body.length > mostUnits)
    return {
      errors: [{ line: header.line, message: `berkas berisi lebih dari ${mostUnits} unit; bagi menjadi beberapa` }],
    }
  const errors: ListError[] = []
  const units: ListedUnit[] = []
  const lines = new Map<string, number>()
  for (const row of body) {
    const complain = (column: Column | null, what: string) => {
      const place = column === null ? undefined : found.places.get(column)
      const where = place === undefined ? '' : `, kolom ${place + 1} (${header.cells[place]?.trim()})`
      errors.push({ line: row.line, message: `baris ${row.line}${where}: ${what}` })
    }
    const unit = readRow(row, found.places, usualZone, complain)
    const name = sameness(unit.agency, unit.unit)
    const before = lines.get(name)
    if (before !== undefined && unit.unit !== '') complain('unit', `unit ini sudah ada di baris ${before}`)
    lines.set(name, row.line)
    units.push(unit)
  }
  return errors.length > 0 ? { errors } : { units }
}

function findColumns(
  header: ListRow,
): { readonly places: ReadonlyMap<Column, number> } | { readonly errors: readonly ListError[] } {
  const places = new Map<Column, number>()
  const errors: ListError[] = []
  for (const [place, cell] of header.cells.entries()) {
    const heading = tidied(cell).toLowerCase()
    if (heading === '') continue
    const column = columns.find((one) => {
      const { heading: usual, others } = listColumns[one]
      return heading === usual || (others as readonly string[]).includes(heading)
    })
    const where = `baris ${header.line}, kolom ${place + 1} (${shortened(cell)})`
    if (!column) errors.push({ line: header.line, message: `${where}: kolom ini tidak dikenal` })
    else if (places.has(column)) errors.push({ line: header.line, message: `${where}: kolom ini ada dua kali` })
    else places.set(column, place)
  }
  for (const column of ['agency', 'unit'] as const) {
    if (places.has(column)) continue
    const { heading } = listColumns[column]
    errors.push({ line: header.line, message: `baris ${header.line}: kolom "${heading}" tidak ada` })
  }
  return errors.length > 0 ? { errors } : { places }
}

function readRow(
  { line, cells }: ListRow,
  places: ReadonlyMap<Column, number>,
  usualZone: Zone,
  complain: (column: Column | null, what: string) => void,
): ListedUnit {
  const said = (column: Column) => {
    const place = places.get(column)
    const text = place === undefined ? '' : tidied(cells[place] ?? '')
    return text === '-' ? '' : text
  }
  const named = (column: Column, text: string) => {
    const refused = nameRefusal(text)
    if (refused) complain(column, refused)
    return text
  }
  const listed = (column: Column) => {
    const names = said(column)
      .split(';')
      .map((name) => name.trim())
      .filter(Boolean)
    const low = names.map((name) => name.toLowerCase())
    if (names.length > mostPlaces) complain(column, `paling banyak ${mostPlaces} per unit`)
    const double = names.find((_, place) => low.indexOf(low[place] as string) !== place)
    if (double !== undefined) complain(column, `"${shortened(double)}" tertulis dua kali`)
    return names
  }
  const [agency, unit, address, head, kind, zone, nip] = (
    ['agency', 'unit', 'address', 'head', 'kind', 'zone', 'nip'] as const
  ).map(said) as [string, string, string, string, string, string, string]
  if (agency === '') complain('agency', 'isi nama perangkat daerah')
  else named('agency', agency)
  if (unit === '') complain('unit', 'isi nama unit')
  else named('unit', unit)
  if (kind !== '') named('kind', kind)
  if (head !== '') named('head', head)
  if (address.length > longestAddress) complain('address', `paling panjang ${longestAddress} huruf`)
  const readZone = zone === '' ? usualZone : zones.find((one) => one === zone.toUpperCase())
  if (!readZone) complain('zone', `"${shortened(zone)}" bukan WIB, WITA, atau WIT`)
  const number = nip === '' ? { nip: '' } : readNip(nip)
  if ('refused' in number) complain('nip', nipRefusals[number.refused])
  const extra = cells.findIndex((cell, place) => cell.trim() !== '' && !Array.from(places.values()).includes(place))
  if (extra >= 0) complain(null, `isi di kolom ${extra + 1} tidak punya judul`)
  return {
    line,
    agency,
    unit,
    kind: kind || 'Unit pelayanan',
    address,
    head,
    nip: 'nip' in number ? number.nip : '',
    zone: readZone ?? usualZone,
    services: listed('services').map((text) => {
      const [, name = text, channel] = /^(.*\S)\s*\((\w+)\)$/.exec(text) ?? []
      const known = serviceChannels.find((one) => one === channel?.toUpperCase())
      return known
        ? { name: named('services', name), channel: known }
        : { name: named('services', text), channel: 'OFFLINE' }
    }),
    counters: listed('counters').map((name) => named('counters', name)),
  }
}

/** What is wrong with a name; undefined when nothing is. A name that a spreadsheet would take for a formula is none. */
export function nameRefusal(name: string): string | undefined {
  if (name.length > longestName) return `paling panjang ${longestName} huruf`
  if (/^[=+\-@]/.test(name)) return 'tidak boleh diawali =, +, -, atau @'
  if (/\p{Cc}/u.test(name)) return 'berisi karakter yang tidak terbaca'
  if (!/[\p{L}\p{N}]/u.test(name)) return 'harus berisi huruf atau angka'
  return undefined
}

export const nipRefusals = {
  digits: 'NIP harus 18 angka',
  cut: 'tiga angka terakhir NIP 000: NIP terpotong oleh lembar kerja; simpan kolom ini sebagai teks',
} as const

/** The organisation as far as a list is compared with it. */
export interface KnownPlaces {
  readonly agencies: readonly {
    readonly id: number
    readonly slug: string
    readonly name: string
    readonly closed_at: number | null
  }[]
  readonly units: readonly { readonly agency_id: number; readonly slug: string; readonly name: string }[]
}

export interface UnitPlan {
  readonly agencies: readonly { readonly slug: string; readonly name: string }[]
  readonly units: readonly (ListedUnit & { readonly slug: string; readonly agencySlug: string })[]
  /** Those that are there already and stay as they are. */
  readonly known: readonly { readonly line: number; readonly agency: string; readonly unit: string }[]
  /** New units of agencies that are closed: such a list cannot be taken. */
  readonly errors: readonly ListError[]
}

/** Compares a list with what is there: an agency or unit of the same name is the same one, and slugs come from names. */
export function planUnits(listed: readonly ListedUnit[], there: KnownPlaces): UnitPlan {
  const agencies = new Map(there.agencies.map(({ name, slug }) => [sameness(name), slug]))
  const nameOf = new Map(there.agencies.map(({ id, name }) => [id, name]))
  const known = new Set(there.units.map(({ agency_id, name }) => sameness(nameOf.get(agency_id) ?? '', name)))
  const agencySlugs = new Set(there.agencies.map(({ slug }) => slug))
  const unitSlugs = new Set(there.units.map(({ slug }) => slug))
  const plan = { agencies: [] as { slug: string; name: string }[], units: [] as UnitPlan['units'][number][] }
  const left: UnitPlan['known'][number][] = []
  const closed = new Set(there.agencies.flatMap(({ slug, closed_at }) => (closed_at === null ? [] : [slug])))
  const errors: ListError[] = []
  for (const one of listed) {
    if (known.has(sameness(one.agency, one.unit))) {
      left.push({ line: one.line, agency: one.agency, unit: one.unit })
      continue
    }
    let agencySlug = agencies.get(sameness(one.agency))
    if (agencySlug === undefined) {
      agencySlug = freeSlug(slugOf(one.agency, 'perangkat-daerah'), agencySlugs)
      agencySlugs.add(agencySlug)
      agencies.set(sameness(one.agency), agencySlug)
      plan.agencies.push({ slug: agencySlug, name: one.agency })
    }
    if (closed.has(agencySlug)) {
      errors.push({ line: one.line, message: `baris ${one.line}: ${shortened(one.agency)} sudah ditutup` })
    }
    const slug = freeSlug(slugOf(one.unit, 'unit'), unitSlugs)
    unitSlugs.add(slug)
    plan.units.push({ ...one, slug, agencySlug })
  }
  return { ...plan, known: left, errors }
}

function sameness(...names: readonly string[]): string {
  return names.map((name) => tidied(name).toLowerCase()).join('\n')
}

function tidied(cell: string): string {
  return cell.trim().replaceAll(/\s+/g, ' ')
}

function shortened(cell: string): string {
  const said = tidied(cell)
  return said.length > 40 ? `${said.slice(0, 39)}…` : said
}
