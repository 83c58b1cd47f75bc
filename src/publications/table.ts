// Published results as rows of a table: one row a unit, or one row a unit and element; each column with its meaning.

import type { WrittenCell } from '../documents/csv.ts'
import { defaultRuleBook } from '../surveys/rules.ts'
import type { Edition, ElementDocument, UnitDocument } from './rules/document.ts'

export interface TableColumn<Row> {
  readonly name: string
  /** Field of the files whose meaning, type and unit it has; `edisi.…` is of the edition, others of the unit. */
  readonly field: string
  /** What it is, where that differs from its field. */
  readonly meaning?: string
  read(row: Row): WrittenCell
}

interface UnitRow {
  readonly edition: Pick<Edition, 'edisi' | 'diterbitkan_pada'>
  readonly unit: UnitDocument
}

interface ElementRow extends UnitRow {
  readonly element: ElementDocument
}

const whichUnit: readonly TableColumn<UnitRow>[] = [
  { name: 'periode', field: 'periode', read: ({ unit }) => unit.periode },
  { name: 'edisi', field: 'edisi.edisi', read: ({ edition }) => edition.edisi },
  { name: 'diterbitkan_pada', field: 'edisi.diterbitkan_pada', read: ({ edition }) => edition.diterbitkan_pada },
  { name: 'kode_unit', field: 'kode_unit', read: ({ unit }) => unit.kode_unit },
  { name: 'nama_unit', field: 'nama_unit', read: ({ unit }) => unit.nama_unit },
  { name: 'jenis', field: 'jenis', read: ({ unit }) => unit.jenis },
  { name: 'kode_instansi', field: 'kode_instansi', read: ({ unit }) => unit.kode_instansi },
  { name: 'instansi', field: 'instansi', read: ({ unit }) => unit.instansi },
  { name: 'keadaan', field: 'keadaan', read: ({ unit }) => unit.keadaan },
  { name: 'jumlah_responden', field: 'jumlah_responden', read: ({ unit }) => unit.jumlah_responden },
]

/** One row a unit: its figures, then nrr, nilai and mutu of each of the nine elements, by element key. */
export const unitColumns: readonly TableColumn<UnitRow>[] = [
  ...whichUnit,
  { name: 'ikm', field: 'ikm', read: ({ unit }) => unit.ikm },
  { name: 'mutu', field: 'mutu', read: ({ unit }) => unit.mutu },
  { name: 'kinerja', field: 'kinerja', read: ({ unit }) => unit.kinerja },
  { name: 'batas_bawah', field: 'selang', meaning: 'Batas bawah selang 95 % IKM.', read: ({ unit }) => low(unit) },
  { name: 'batas_atas', field: 'selang', meaning: 'Batas atas selang 95 % IKM.', read: ({ unit }) => high(unit) },
  { name: 'margin_galat', field: 'margin_galat', read: ({ unit }) => unit.margin_galat },
  { name: 'kepastian_mutu', field: 'kepastian_mutu', read: ({ unit }) => unit.kepastian_mutu },
  { name: 'selisih', field: 'perubahan.selisih', read: ({ unit }) => unit.perubahan?.selisih ?? null },
  { name: 'arah', field: 'perubahan.arah', read: ({ unit }) => unit.perubahan?.arah ?? null },
  {
    name: 'periode_pembanding',
    field: 'dibandingkan_dengan.periode',
    meaning: 'Triwulan yang menjadi pembanding selisih.',
    read: ({ unit }) => unit.dibandingkan_dengan?.periode ?? null,
  },
  { name: 'jawaban_diterima', field: 'jawaban_diterima', read: ({ unit }) => unit.jawaban_diterima },
  { name: 'jawaban_dikecualikan', field: 'jawaban_dikecualikan', read: ({ unit }) => unit.jawaban_dikecualikan },
  { name: 'minimum_responden', field: 'minimum_responden', read: ({ unit }) => unit.minimum_responden },
  { name: 'orang_dilayani', field: 'orang_dilayani', read: ({ unit }) => unit.orang_dilayani },
  { name: 'sasaran_responden', field: 'sasaran_responden', read: ({ unit }) => unit.sasaran_responden },
  { name: 'metode', field: 'metode', read: ({ unit }) => unit.metode },
  { name: 'aturan', field: 'aturan', read: ({ unit }) => unit.aturan },
  { name: 'nrr_tertimbang', field: 'nrr_tertimbang', read: ({ unit }) => unit.nrr_tertimbang },
  {
    name: 'ikm_bobot_tiga_desimal',
    field: 'pembanding',
    meaning: 'IKM bila bobot dibulatkan tiga desimal (0,111); hanya untuk membandingkan.',
    read: ({ unit }) => unit.pembanding['0.111'] ?? null,
  },
  {
    name: 'ikm_bobot_dua_desimal',
    field: 'pembanding',
    meaning: 'IKM bila bobot dibulatkan dua desimal (0,11); hanya untuk membandingkan.',
    read: ({ unit }) => unit.pembanding['0.11'] ?? null,
  },
  { name: 'unsur_terendah_1', field: 'unsur_terendah[]', meaning: 'Kunci unsur terendah.', read: lowest(0) },
  { name: 'unsur_terendah_2', field: 'unsur_terendah[]', meaning: 'Kunci unsur terendah kedua.', read: lowest(1) },
  { name: 'unsur_terendah_3', field: 'unsur_terendah[]', meaning: 'Kunci unsur terendah ketiga.', read: lowest(2) },
  ...defaultRuleBook.elements.flatMap(({ key, name }): TableColumn<UnitRow>[] => [
    { name: `nrr_${key}`, field: 'unsur[].nrr', meaning: `NRR unsur ${name}.`, read: ofElement(key, 'nrr') },
    { name: `nilai_${key}`, field: 'unsur[].nilai', meaning: `Nilai unsur ${name}.`, read: ofElement(key, 'nilai') },
    { name: `mutu_${key}`, field: 'unsur[].mutu', meaning: `Mutu unsur ${name}.`, read: ofElement(key, 'mutu') },
  ]),
]

/** One row a unit and element, added elements too. */
export const elementColumns: readonly TableColumn<ElementRow>[] = [
  ...whichUnit,
  { name: 'kunci_unsur', field: 'unsur[].kunci', read: ({ element }) => element.kunci },
  { name: 'kode_unsur', field: 'unsur[].kode', read: ({ element }) => element.kode },
  { name: 'nama_unsur', field: 'unsur[].nama', read: ({ element }) => element.nama },
  { name: 'terisi', field: 'unsur[].terisi', read: ({ element }) => element.terisi },
  { name: 'jumlah', field: 'unsur[].jumlah', read: ({ element }) => element.jumlah },
  { name: 'nrr', field: 'unsur[].nrr', read: ({ element }) => element.nrr },
  { name: 'nrr_tertimbang', field: 'unsur[].nrr_tertimbang', read: ({ element }) => element.nrr_tertimbang },
  { name: 'nilai', field: 'unsur[].nilai', read: ({ element }) => element.nilai },
  { name: 'mutu', field: 'unsur[].mutu', read: ({ element }) => element.mutu },
  {
    name: 'batas_bawah',
    field: 'unsur[].selang',
    meaning: 'Batas bawah selang 95 % nilai unsur.',
    read: ({ element }) => low(element),
  },
  {
    name: 'batas_atas',
    field: 'unsur[].selang',
    meaning: 'Batas atas selang 95 % nilai unsur.',
    read: ({ element }) => high(element),
  },
  { name: 'selisih', field: 'unsur[].perubahan.selisih', read: ({ element }) => element.perubahan?.selisih ?? null },
  { name: 'arah', field: 'unsur[].perubahan.arah', read: ({ element }) => element.perubahan?.arah ?? null },
  ...[1, 2, 3, 4].map(
    (score): TableColumn<ElementRow> => ({
      name: `jawaban_${score}`,
      field: 'unsur[].sebaran',
      meaning: `Banyaknya jawaban ${score}.`,
      read: ({ element }) => element.sebaran?.[score - 1] ?? null,
    }),
  ),
  {
    name: 'kepentingan',
    field: 'unsur[].kepentingan.nilai',
    read: ({ element }) => element.kepentingan?.nilai ?? null,
  },
  { name: 'kuadran', field: 'unsur[].kuadran', read: ({ element }) => element.kuadran },
]

/** Row of a unit in the order of `unitColumns`. */
export function unitCells(edition: UnitRow['edition'], unit: UnitDocument): WrittenCell[] {
  return unitColumns.map(({ read }) => read({ edition, unit }))
}

/** Rows of a unit's elements in the order of `elementColumns`; none where the unit has no elements. */
export function elementCells(edition: UnitRow['edition'], unit: UnitDocument): WrittenCell[][] {
  return unit.unsur.map((element) => elementColumns.map(({ read }) => read({ edition, unit, element })))
}

function low({ selang }: Pick<UnitDocument, 'selang'>): number | null {
  return selang?.[0] ?? null
}

function high({ selang }: Pick<UnitDocument, 'selang'>): number | null {
  return selang?.[1] ?? null
}

function lowest(place: number) {
  return ({ unit }: UnitRow) => unit.unsur_terendah[place] ?? null
}

function ofElement(key: string, figure: 'nrr' | 'nilai' | 'mutu') {
  return ({ unit }: UnitRow) => unit.unsur.find(({ kunci }) => kunci === key)?.[figure] ?? null
}
