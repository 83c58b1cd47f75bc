// What an edition says of the whole government, from the documents of its units. Pure.

import { type Comparable, together } from '../../ikm/rules/comparison.ts'
import { gradeOf, type Tally } from '../../ikm/rules/summary.ts'
import { defaultRuleBook, type RuleBook, ruleBook } from '../../surveys/rules.ts'
import { dayToText, type Quarter, quarterDays, quarterSlug } from '../../units/rules/calendar.ts'
import type { CityFigure, Difference, Edition, UnitDocument } from './document.ts'
import { converted } from './figures.ts'

/** A unit's document beside the exact figures it was made of. */
export interface Counted extends Pick<Comparable, 'summary'> {
  readonly document: UnitDocument
  readonly hash: string
  readonly tally: Tally
  readonly book: RuleBook
}

/** What only the moment of publishing knows. */
export interface Imprint {
  readonly number: number
  /** Instant in UTC to the second. */
  readonly at: string
  readonly previousHash: string | null
  readonly reason: string | null
}

export interface EditionOf {
  readonly government: string
  readonly demonstration: boolean
  readonly version: string
  readonly quarter: Quarter
  readonly units: readonly Counted[]
  readonly differences: readonly Difference[]
}

/** How figures come about, in words that stay with them. */
const methodWords = {
  bobot: 'exact',
  pembulatan:
    'Dihitung dengan pecahan tepat; dibulatkan sekali di akhir ke dua desimal, setengah ke atas. Mutu dari nilai yang sudah dibulatkan.',
  selang:
    'Selang kepercayaan 95 % dari ragam antarresponden, terkoreksi populasi terhingga bila jumlah orang yang dilayani diketahui; dibulatkan ke luar.',
  perubahan:
    'Uji skor dua sisi atas IKM dan semua unsur bersama-sama, dikoreksi menurut Holm; paling banyak 5 % salah di antara semua yang diuji.',
} as const

export function editionOf(of: EditionOf, { number, at, previousHash, reason }: Imprint): Edition {
  const { units, quarter } = of
  const documents = units.map(({ document }) => document)
  const { first, last } = quarterDays(quarter)
  const both = together(units)
  const books = new Set(documents.map(({ aturan }) => aturan))
  return {
    format: 'ikm-edisi/1',
    pemerintah: of.government,
    peragaan: of.demonstration,
    periode: quarterSlug(quarter),
    tanggal_awal: dayToText(first),
    tanggal_akhir: dayToText(last),
    edisi: number,
    diterbitkan_pada: at,
    hash_sebelumnya: previousHash,
    alasan_ralat: reason,
    perbedaan: of.differences,
    versi_program: of.version,
    metode: methodWords,
    aturan: Array.from(books)
      .toSorted()
      .map(ruleBook)
      .map(({ key, name, source }) => ({ kode: key, nama: name, sumber: source })),
    jumlah_unit: documents.length,
    unit_dinilai: numberOf(documents, 'dinilai'),
    unit_di_bawah_minimum: numberOf(documents, 'di_bawah_minimum'),
    unit_tanpa_jawaban: numberOf(documents, 'tanpa_jawaban'),
    jumlah_responden: sumOf(documents, ({ jumlah_responden }) => jumlah_responden),
    jawaban_diterima: sumOf(documents, ({ jawaban_diterima }) => jawaban_diterima),
    jawaban_dikecualikan: sumOf(documents, ({ jawaban_dikecualikan }) => jawaban_dikecualikan),
    dikecualikan_karena: groundsOf(documents),
    rata_rata_unit: cityFigure(both.meanOfUnits),
    gabungan_responden: cityFigure(both.pooled),
    unit: units.map(({ document, hash }) => ({ kode_unit: document.kode_unit, hash })),
  }
}

function cityFigure(hundredths: number | null): CityFigure {
  const grade = hundredths === null ? null : gradeOf(hundredths, defaultRuleBook)
  return { ikm: converted(hundredths), mutu: grade?.grade ?? null, kinerja: grade?.performance ?? null }
}

function numberOf(documents: readonly UnitDocument[], state: UnitDocument['keadaan']): number {
  return documents.filter(({ keadaan }) => keadaan === state).length
}

function sumOf(documents: readonly UnitDocument[], figure: (document: UnitDocument) => number): number {
  return documents.reduce((sum, document) => sum + figure(document), 0)
}

function groundsOf(documents: readonly UnitDocument[]): Record<string, number> {
  const sums: Record<string, number> = {}
  for (const { dikecualikan_karena } of documents) {
    for (const [ground, respondents] of Object.entries(dikecualikan_karena)) {
      sums[ground] = (sums[ground] ?? 0) + respondents
    }
  }
  return sums
}

/** What a correction changes of a unit; null where its figures stay. @param before undefined where it had none. */
export function differenceOf(before: UnitDocument | undefined, after: UnitDocument): Difference | null {
  if (before === after) return null
  return {
    kode_unit: after.kode_unit,
    nama_unit: after.nama_unit,
    ikm: [before?.ikm ?? null, after.ikm],
    mutu: [before?.mutu ?? null, after.mutu],
    jumlah_responden: [before?.jumlah_responden ?? 0, after.jumlah_responden],
  }
}

/** What lists show of a unit, copied from its document; converted values in hundredths. */
export function columnsOf(document: UnitDocument) {
  const hundredths = (value: number | null | undefined) => (value == null ? null : Math.round(value * 100))
  return {
    slug: document.kode_unit,
    name: document.nama_unit,
    kind: document.jenis,
    agency: document.instansi,
    agency_slug: document.kode_instansi,
    state: document.keadaan,
    ikm: hundredths(document.ikm),
    low: hundredths(document.selang?.[0]),
    high: hundredths(document.selang?.[1]),
    grade: document.mutu,
    performance: document.kinerja,
    respondents: document.jumlah_responden,
  }
}
