// The bureau's recap of a quarter as a workbook in the familiar layout, computed by its own formulas from the published totals.

import { type CellValue, heightOf, type Sheet, type SheetCell, type SheetRow } from '../../documents/workbook.ts'
import { formatDays, formatQuarter, formatQuarterShort } from '../../language/format.ts'
import { type RuleBook, ruleBook, scoreUnit } from '../../surveys/rules.ts'
import { dayFromText, quarterFromSlug, quarterNumber, quarterYear } from '../../units/rules/calendar.ts'
import type { CityFigure, Edition, UnitDocument } from '../rules/document.ts'
import {
  cellAt,
  convertedFormula,
  gradeFormula,
  gradeText,
  gradeWords,
  indexFormula,
  roundedIndexFormula,
  unitGradeFormula,
  type WeightedCell,
  wholeWeights,
} from './formulas.ts'
import { recapNotes } from './recap-notes.ts'
import { computed, type StyleName, styled } from './sheet-styles.ts'

/** What of a unit's document stands in the recap: two thousand whole documents would not fit into memory. */
export interface RecapLine {
  readonly document: Pick<
    UnitDocument,
    | 'kode_unit'
    | 'nama_unit'
    | 'instansi'
    | 'keadaan'
    | 'ikm'
    | 'mutu'
    | 'kinerja'
    | 'selang'
    | 'kepastian_mutu'
    | 'jumlah_responden'
    | 'minimum_responden'
    | 'orang_dilayani'
    | 'sasaran_responden'
    | 'pembanding'
    | 'profil'
    | 'bobot'
    | 'aturan'
  >
  /** Every element that was asked; `sum` in twelfths of a score. */
  readonly elements: readonly {
    readonly key: string
    readonly code: string
    readonly name: string
    readonly count: number
    readonly sum: number
  }[]
}

export function recapLine(document: UnitDocument): RecapLine {
  const {
    kode_unit,
    nama_unit,
    instansi,
    keadaan,
    ikm,
    mutu,
    kinerja,
    selang,
    kepastian_mutu,
    jumlah_responden,
    minimum_responden,
    orang_dilayani,
    sasaran_responden,
    pembanding,
    profil,
    bobot,
    aturan,
  } = document
  return {
    document: {
      kode_unit,
      nama_unit,
      instansi,
      keadaan,
      ikm,
      mutu,
      kinerja,
      selang,
      kepastian_mutu,
      jumlah_responden,
      minimum_responden,
      orang_dilayani,
      sasaran_responden,
      pembanding,
      profil,
      ...(bobot && { bobot }),
      aturan,
    },
    elements: document.unsur.map(({ kunci, kode, nama }) => {
      const [count = 0, sum = 0] = document.total?.butir[kunci] ?? []
      return { key: kunci, code: kode, name: nama, count, sum }
    }),
  }
}

export interface RecapPlan {
  readonly edition: Edition
  readonly hash: string
  /** Where the edition can be read and checked. */
  readonly address: string
  /** The local day of publication in words. */
  readonly published: string
  readonly lines: readonly RecapLine[]
}

export function recapSheets(plan: RecapPlan): Sheet[] {
  const layout = layoutOf(plan)
  return [
    mainSheet(plan, layout),
    totalsSheet(plan, layout),
    comparisonSheet(plan, layout),
    profileSheet(plan),
    recapNotes(plan, layout.elements),
  ]
}

/** An element as a column; those that units added come after the nine. */
export interface ElementColumn {
  readonly key: string
  readonly heading: string
  readonly name: string
}

interface Layout {
  readonly elements: readonly ElementColumn[]
  /** Where the columns of the main sheet begin, from 0. */
  readonly at: {
    readonly elements: number
    readonly profile: number
    readonly population: number
    readonly sample: number
    readonly index: number
    readonly converted: number
    readonly grade: number
  }
  readonly columns: number
  /** Rows of the first and the last unit, in every sheet that has a row for each. */
  readonly rows: { readonly first: number; readonly last: number }
  readonly book: RuleBook
  readonly names: { readonly main: string; readonly totals: string }
}

function layoutOf({ edition, lines }: RecapPlan): Layout {
  const elements = elementColumns(lines)
  const profile = 2 + elements.length
  const population = profile + profileColumns.length
  const quarter = quarterFromSlug(edition.periode) ?? 0
  return {
    elements,
    at: {
      elements: 2,
      profile,
      population,
      sample: population + 1,
      index: population + 2,
      converted: population + 3,
      grade: population + 4,
    },
    columns: population + 5,
    rows: { first: headRows + 1, last: headRows + lines.length },
    // Every rule book has the same factor and grade table as long as figures over units are made of all of them.
    book: ruleBook(lines[0]?.document.aturan ?? edition.aturan[0]?.kode ?? 'skm-2017'),
    names: {
      main: formatQuarterShort({ quarter: quarterNumber(quarter), year: quarterYear(quarter) }),
      totals: 'Jumlah',
    },
  }
}

/** The nine first, then what units added, in the order in which units come. */
function elementColumns(lines: readonly RecapLine[]): ElementColumn[] {
  const official = new Set(ruleBook('skm-2017').elements.map(({ key }) => key))
  const found = new Map<string, ElementColumn>()
  for (const { key, code, name } of lines.flatMap(({ elements }) => elements)) {
    if (!found.has(key)) found.set(key, { key, name, heading: official.has(key) ? code : `${code} ${name}` })
  }
  const columns = Array.from(found.values())
  return [...columns.filter(({ key }) => official.has(key)), ...columns.filter(({ key }) => !official.has(key))]
}

interface ProfileColumn {
  readonly heading: string
  readonly dimension: string
  readonly codes: readonly string[]
}

// Source: bureau recap sheets in public use, one sheet per triwulan.
const profileColumns: readonly ProfileColumn[] = [
  { heading: 'L', dimension: 'sex', codes: ['L'] },
  { heading: 'P', dimension: 'sex', codes: ['P'] },
  { heading: 'SD', dimension: 'education', codes: ['SD'] },
  { heading: 'SLTP', dimension: 'education', codes: ['SMP'] },
  { heading: 'SLTA', dimension: 'education', codes: ['SMA'] },
  { heading: 'DIPLOMA', dimension: 'education', codes: ['D3'] },
  { heading: 'S1', dimension: 'education', codes: ['S1'] },
  { heading: 'S2', dimension: 'education', codes: ['S2'] },
  { heading: 'S3', dimension: 'education', codes: ['S3'] },
  { heading: 'PNS', dimension: 'occupation', codes: ['ASN'] },
  { heading: 'TNI/POLRI', dimension: 'occupation', codes: ['TNI', 'POLRI'] },
  { heading: 'SWASTA', dimension: 'occupation', codes: ['private'] },
  { heading: 'WIRASWASTA', dimension: 'occupation', codes: ['business'] },
  { heading: 'PELAJAR', dimension: 'occupation', codes: ['student'] },
  { heading: 'PETANI', dimension: 'occupation', codes: ['farmer'] },
  { heading: 'LAINNYA', dimension: 'occupation', codes: ['home', 'freelance', 'retired', 'other'] },
]

const groups = [
  { heading: 'JENIS KELAMIN', columns: 2 },
  { heading: 'PENDIDIKAN', columns: 7 },
  { heading: 'PEKERJAAN', columns: 7 },
] as const

const headRows = 6

/**
 * Respondents of some categories: only where published rows are made of just these, so that nothing is told here that the
 * edition does not tell.
 */
export function shownRespondents(
  profile: UnitDocument['profil'],
  { dimension, codes }: Pick<ProfileColumn, 'dimension' | 'codes'>,
): number | null {
  const rows = profile.find(({ kunci }) => kunci === dimension)?.baris ?? []
  const inside = rows.filter(({ kode }) => kode.every((code) => codes.includes(code)))
  const covered = inside.flatMap(({ kode }) => kode)
  if (covered.length !== codes.length) return null
  return inside.reduce((sum, { jumlah_responden }) => sum + jumlah_responden, 0)
}

function mainSheet(plan: RecapPlan, layout: Layout): Sheet {
  const { at, elements, columns } = layout
  const { edition, lines } = plan
  const quarter = quarterFromSlug(edition.periode) ?? 0
  const days = formatDays(dayFromText(edition.tanggal_awal) ?? 0, dayFromText(edition.tanggal_akhir) ?? 0)
  const title = (style: StyleName, text: string): SheetRow => ({
    cells: [styled(style, text)],
    merged: [[0, columns]],
  })
  const heading = (text: string) => styled('head', text)
  const groupHeads = [
    heading('NO'),
    heading('OPP'),
    ...spread('NILAI RATA-RATA (NRR) PER UNSUR', elements.length),
    ...groups.flatMap((group) => spread(group.heading, group.columns)),
    ...['POPULASI', 'SAMPEL', 'NRR TERTIMBANG', 'NILAI IKM', 'KATEGORI'].map(heading),
  ]
  const heads = [
    heading(''),
    heading(''),
    ...elements.map((element) => heading(element.heading)),
    ...profileColumns.map((column) => styled(column.heading.length > 2 ? 'uprightHead' : 'head', column.heading)),
    ...Array.from({ length: columns - at.population }, () => heading('')),
  ]
  const tall = [0, 1, ...Array.from({ length: columns - at.population }, (_, place) => at.population + place)]
  let begin = at.profile
  const wide = groups.map(({ columns: width }) => {
    begin += width
    return [begin - width, width] as const
  })
  const rows: SheetRow[] = [
    title('title', `REKAPITULASI INDEKS KEPUASAN MASYARAKAT (IKM)${edition.peragaan ? ' – DATA PERAGAAN' : ''}`),
    title('subtitle', edition.pemerintah),
    title('subtitle', `${formatQuarter({ quarter: quarterNumber(quarter), year: quarterYear(quarter) })} (${days})`),
    title('centred', `Edisi ${edition.edisi}, diterbitkan ${plan.published} · ${plan.address}`),
    {
      cells: groupHeads,
      height: 28,
      merged: [
        ...tall.map((column) => [column, 1, 2] as const),
        ...(elements.length > 0 ? [[at.elements, elements.length] as const] : []),
        ...wide,
      ],
    },
    { cells: heads, height: 74 },
    ...lines.map((line, place) => unitRow(line, place, layout)),
    ...(lines.length > 0 ? [meanRow(plan, layout), pooledRow(plan, layout)] : []),
    { cells: [] },
    ...mainNotes.map((text) => ({
      cells: [null, styled('note', text)],
      merged: [[1, columns - 1]] as const,
      height: 24,
    })),
  ]
  const widths = [
    5,
    38,
    ...elements.map(({ heading: text }) => (text.length > 3 ? 12 : 7)),
    ...profileColumns.map(() => 5.5),
    ...[10, 9, 13, 10, 17],
  ]
  return {
    name: layout.names.main,
    widths,
    rows,
    frozen: { rows: headRows, columns: 2 },
    repeated: [5, 6],
    landscape: true,
    paper: 'A3',
  }
}

const mainNotes = [
  'Angka pada lembar ini dihitung oleh rumus dari lembar "Jumlah". Ubah jumlah nilai atau banyak jawaban di sana, dan NRR, IKM, serta kategori ikut berubah. Angka resmi adalah yang diterbitkan; lihat lembar "Keterangan".',
  'Tanda – pada kolom responden: kelompok itu tidak ditampilkan sendiri agar jawaban kelompok kecil terlindungi. Kelompok yang digabungkan ada di lembar "Profil".',
]

function spread(text: string, columns: number): SheetCell[] {
  return Array.from({ length: columns }, (_, place) => styled('head', place === 0 ? text : ''))
}

function unitRow(line: RecapLine, place: number, layout: Layout): SheetRow {
  const { at, rows, names } = layout
  const { document } = line
  const row = rows.first + place
  const book = ruleBook(document.aturan)
  const answered = answeredCells(line, layout, row)
  const index = indexOf(answered)
  const means = layout.elements.map(({ key }, column) => {
    const element = line.elements.find((one) => one.key === key)
    if (!element) return styled('mean', null)
    const [sum, count] = totalCells(column, row)
    const formula = `IF(${names.totals}!${count}=0,"",${names.totals}!${sum}/${names.totals}!${count})`
    return computed('mean', formula, element.count === 0 ? '' : meanOf(element))
  })
  const [converted, sample] = [cellAt(at.converted, row), cellAt(at.sample, row)]
  const minimum = `${names.totals}!${cellAt(minimumColumn, row)}`
  const indexCell = cellAt(at.index, row)
  return {
    cells: [
      styled('centredText', place + 1),
      styled('wrappedText', document.nama_unit),
      ...means,
      ...profileColumns.map((column) => {
        const respondents = shownRespondents(document.profil, column)
        return respondents === null ? styled('centredText', '–') : styled('whole', respondents)
      }),
      document.orang_dilayani === null ? styled('centredText', '–') : styled('whole', document.orang_dilayani),
      styled('whole', document.jumlah_responden),
      computed('exactMean', indexOfCells(answered, meansRange(layout, row)), index ?? ''),
      computed('converted', `IF(${indexCell}="","",${convertedFormula(indexCell, book)})`, document.ikm ?? ''),
      computed(
        'centredText',
        unitGradeFormula({ converted, respondents: sample, minimum }, book),
        gradeOfUnit(document),
      ),
    ],
    height: 26,
  }
}

function gradeOfUnit({ keadaan, mutu, kinerja }: RecapLine['document']): string {
  if (keadaan === 'tanpa_jawaban') return gradeWords.empty
  return mutu === null ? gradeWords.belowMinimum : gradeText({ grade: mutu, performance: kinerja ?? '' })
}

type AnsweredCell = WeightedCell & { readonly mean: number; readonly own: boolean }

/** Cells of the means of elements that have answers, with their weights. */
function answeredCells(line: RecapLine, layout: Layout, row: number): AnsweredCell[] {
  const own = line.document.bobot && wholeWeights(line.document.bobot)
  return layout.elements.flatMap(({ key }, column) => {
    const element = line.elements.find((one) => one.key === key)
    if (!element || element.count === 0) return []
    const cell = cellAt(layout.at.elements + column, row)
    return [{ cell, weight: own?.get(key) ?? 1, mean: meanOf(element), own: own !== undefined }]
  })
}

/** What the program shows before it has computed; the formulas give the same. */
function indexOf(answered: readonly AnsweredCell[]): number | null {
  const whole = answered.reduce((sum, { weight }) => sum + weight, 0)
  return whole === 0 ? null : answered.reduce((sum, { mean, weight }) => sum + mean * weight, 0) / whole
}

function indexOfCells(answered: readonly AnsweredCell[], range: string): string {
  const index = answered.some(({ own }) => own) ? indexFormula(answered) : `SUM(${range})/COUNT(${range})`
  return `IF(COUNT(${range})=0,"",${index})`
}

function meansRange({ at, elements }: Layout, row: number): string {
  return `${cellAt(at.elements, row)}:${cellAt(at.elements + elements.length - 1, row)}`
}

function down({ rows }: Layout, column: number, sheet = ''): string {
  return `${sheet}${cellAt(column, rows.first)}:${cellAt(column, rows.last)}`
}

function meanOf({ sum, count }: { readonly sum: number; readonly count: number }): number {
  return sum / scoreUnit / count
}

/** Every unit weighs the same: the mean of their means, rounded once. */
function meanRow({ edition, lines }: RecapPlan, layout: Layout): SheetRow {
  const { at, elements, rows, book } = layout
  const row = rows.last + 1
  const average = (column: number, style: StyleName, values: readonly number[]) => {
    const range = down(layout, column)
    return computed(style, `IF(COUNT(${range})=0,"",AVERAGE(${range}))`, averageOf(values))
  }
  const means = elements.map(({ key }, column) =>
    average(
      at.elements + column,
      'totalMean',
      lines.flatMap((line) => line.elements.filter((one) => one.key === key && one.count > 0).map(meanOf)),
    ),
  )
  const indexes = lines.flatMap((line) => indexOf(answeredCells(line, layout, 0)) ?? [])
  return {
    cells: [
      styled('totalText', ''),
      styled('totalText', 'RATA-RATA UNIT (setiap unit berbobot sama)'),
      ...means,
      ...profileColumns.map(() => styled('totalText', '')),
      ...populationCells(lines, layout),
      average(at.index, 'totalMean', indexes),
      ...cityCells(edition.rata_rata_unit, row, layout, book),
    ],
    height: 26,
  }
}

/** Every respondent weighs the same, whichever unit they visited. */
function pooledRow({ edition, lines }: RecapPlan, layout: Layout): SheetRow {
  const { at, elements, rows, book, names } = layout
  const row = rows.last + 2
  const agreed = agreedWeights(lines)
  const means = elements.map(({ key }, column): AnsweredCell | null => {
    const found = lines.flatMap((line) => line.elements.filter((one) => one.key === key))
    const count = found.reduce((sum, one) => sum + one.count, 0)
    const sum = found.reduce((all, one) => all + one.sum, 0)
    const cell = cellAt(at.elements + column, row)
    const weight = agreed?.get(key) ?? 1
    return count === 0 ? null : { cell, weight, mean: meanOf({ sum, count }), own: agreed !== undefined }
  })
  const answered = means.flatMap((one) => one ?? [])
  return {
    cells: [
      styled('totalText', ''),
      styled('totalText', 'GABUNGAN RESPONDEN (setiap responden berbobot sama)'),
      ...means.map((one, column) => {
        const [sum, count] = totalColumns(column).map((place) => down(layout, place, `${names.totals}!`))
        return computed('totalMean', `IF(SUM(${count})=0,"",SUM(${sum})/SUM(${count}))`, one?.mean ?? '')
      }),
      ...profileColumns.map(() => styled('totalText', '')),
      ...populationCells(lines, layout),
      computed('totalMean', indexOfCells(answered, meansRange(layout, row)), indexOf(answered) ?? ''),
      ...cityCells(edition.gabungan_responden, row, layout, book),
    ],
    height: 26,
  }
}

/** Weights that all units share; where they do not, the elements of all together weigh the same. */
function agreedWeights(lines: readonly RecapLine[]): ReadonlyMap<string, number> | undefined {
  const [first, ...others] = lines.map(({ document }) => JSON.stringify(document.bobot ?? null))
  const weights = lines[0]?.document.bobot
  return weights && others.every((other) => other === first) ? wholeWeights(weights) : undefined
}

function populationCells(lines: readonly RecapLine[], layout: Layout): SheetCell[] {
  const known = lines.flatMap(({ document }) => document.orang_dilayani ?? [])
  const served = known.length === 0 ? '' : sumOf(known)
  const population = down(layout, layout.at.population)
  return [
    computed('totalWhole', `IF(COUNT(${population})=0,"",SUM(${population}))`, served),
    computed(
      'totalWhole',
      `SUM(${down(layout, layout.at.sample)})`,
      sumOf(lines.map(({ document }) => document.jumlah_responden)),
    ),
  ]
}

function cityCells({ ikm, mutu, kinerja }: CityFigure, row: number, { at }: Layout, book: RuleBook): SheetCell[] {
  const index = cellAt(at.index, row)
  const converted = cellAt(at.converted, row)
  const grade =
    mutu === null
      ? styled('totalCentred', ikm === null ? gradeWords.empty : '–')
      : computed(
          'totalCentred',
          `IF(${converted}="","",${gradeFormula(converted, book)})`,
          gradeText({ grade: mutu, performance: kinerja ?? '' }),
        )
  return [computed('totalConverted', `IF(${index}="","",${convertedFormula(index, book)})`, ikm ?? ''), grade]
}

/** Column of the minimum of respondents in the sheet of totals. */
const minimumColumn = 3

/** Columns of an element's sum and count in the sheet of totals. */
function totalColumns(column: number): [sum: number, count: number] {
  return [4 + 2 * column, 5 + 2 * column]
}

function totalCells(column: number, row: number): [sum: string, count: string] {
  const [sum, count] = totalColumns(column)
  return [cellAt(sum, row), cellAt(count, row)]
}

/** Sum of scores and filled answers by element: what everything else is computed from. */
function totalsSheet({ edition, lines }: RecapPlan, { elements }: Layout): Sheet {
  const columns = 4 + 2 * elements.length
  const rows: SheetRow[] = [
    { cells: [styled('title', 'JUMLAH NILAI DAN BANYAK JAWABAN PER UNSUR')], merged: [[0, columns]] },
    { cells: [styled('subtitle', edition.pemerintah)], merged: [[0, columns]] },
    {
      cells: [styled('centred', 'Jumlah: semua nilai (1–4) dijumlahkan. Terisi: jawaban yang ada untuk unsur itu.')],
      merged: [[0, columns]],
    },
    { cells: [] },
    {
      cells: [
        ...['NO', 'UNIT', 'RESPONDEN', 'MINIMUM'].map((text) => styled('head', text)),
        ...elements.flatMap(({ heading }) => spread(heading, 2)),
      ],
      height: 28,
      merged: [
        ...[0, 1, 2, 3].map((column) => [column, 1, 2] as const),
        ...elements.map((_, place) => [4 + 2 * place, 2] as const),
      ],
    },
    {
      cells: [
        ...['', '', '', ''].map((text) => styled('head', text)),
        ...elements.flatMap(() => [styled('head', 'Jumlah'), styled('head', 'Terisi')]),
      ],
    },
    ...lines.map((line, place) => ({
      cells: [
        styled('centredText', place + 1),
        styled('wrappedText', line.document.nama_unit),
        styled('whole', line.document.jumlah_responden),
        styled('whole', line.document.minimum_responden),
        ...elements.flatMap(({ key }) => {
          const element = line.elements.find((one) => one.key === key)
          if (!element) return [styled('score', null), styled('whole', null)]
          return [styled('score', element.sum / scoreUnit), styled('whole', element.count)]
        }),
      ],
      height: heightOf([[line.document.nama_unit, 38]]),
    })),
  ]
  const widths = [5, 38, 12, 10, ...elements.flatMap(() => [9, 8])]
  return { name: 'Jumlah', widths, rows, frozen: { rows: headRows, columns: 2 }, repeated: [5, 6], landscape: true }
}

const conventions = [
  { heading: 'IKM, bobot 1/x (resmi)', decimals: null, name: 'exact' },
  { heading: 'IKM, bobot tiga desimal (0,111)', decimals: 3, name: '0.111' },
  { heading: 'IKM, bobot dua desimal (0,11)', decimals: 2, name: '0.11' },
] as const

const bearing = ['BATAS BAWAH', 'BATAS ATAS', 'KEPASTIAN MUTU', 'SASARAN SAMPEL', 'PERANGKAT DAERAH']

/** The three ways in which offices have taken the weight, side by side; and how sure the figure is. */
function comparisonSheet({ edition, lines }: RecapPlan, layout: Layout): Sheet {
  const { names } = layout
  const heads = ['NO', 'UNIT', ...conventions.map(({ heading }) => heading), ...bearing]
  const across = (style: StyleName, text: string, height?: number): SheetRow => ({
    cells: [styled(style, text)],
    merged: [[0, heads.length]],
    ...(height && { height }),
  })
  const rows: SheetRow[] = [
    across('title', 'TIGA CARA MENGAMBIL BOBOT, DAN SELANG KEPERCAYAAN'),
    across('subtitle', edition.pemerintah),
    across(
      'note',
      'Hasil resmi memakai bobot 1/x tanpa pembulatan. Dua cara lain ditampilkan agar angka lama yang dihitung dengan bobot dibulatkan dapat ditelusuri. Batas bawah dan atas: selang kepercayaan 95 %.',
      26,
    ),
    { cells: [] },
    { cells: [] },
    { cells: heads.map((text) => styled('head', text)), height: 40 },
    ...lines.map((line, place) => {
      const { document } = line
      const row = layout.rows.first + place
      const main = `'${names.main}'!`
      const answered = answeredCells(line, layout, row).map(({ cell, weight }) => ({ cell: main + cell, weight }))
      const book = ruleBook(document.aturan)
      return {
        cells: [
          styled('centredText', place + 1),
          styled('wrappedText', document.nama_unit),
          ...conventions.map(({ decimals, name }) => {
            const value = document.pembanding[name] ?? null
            if (answered.length === 0) return styled('centredText', gradeWords.empty)
            if (decimals === null) return computed('converted', main + cellAt(layout.at.converted, row), value)
            return computed('plainConverted', convertedFormula(roundedIndexFormula(answered, decimals), book), value)
          }),
          styled('plainConverted', document.selang?.[0] ?? '–'),
          styled('plainConverted', document.selang?.[1] ?? '–'),
          styled('centredText', document.kepastian_mutu ?? '–'),
          document.sasaran_responden === null
            ? styled('centredText', '–')
            : styled('whole', document.sasaran_responden),
          styled('wrappedText', document.instansi),
        ],
        height: heightOf([
          [document.nama_unit, 42],
          [document.instansi, 40],
        ]),
      }
    }),
  ]
  const widths = [5, 42, 13, 15, 15, 9, 9, 22, 11, 40]
  return {
    name: 'Pembanding dan selang',
    widths,
    rows,
    frozen: { rows: headRows, columns: 2 },
    repeated: [6, 6],
    landscape: true,
  }
}

/** The rows of the profile as they were published. */
function profileSheet({ edition, lines }: RecapPlan): Sheet {
  const heads = ['UNIT', 'MENURUT', 'KELOMPOK', 'RESPONDEN', 'NILAI', 'BATAS BAWAH', 'BATAS ATAS', 'DIBANDING LAINNYA']
  function* rows(): Generator<SheetRow> {
    yield { cells: [styled('title', 'RESPONDEN MENURUT KELOMPOK')], merged: [[0, heads.length]] }
    yield { cells: [styled('subtitle', edition.pemerintah)], merged: [[0, heads.length]] }
    yield {
      cells: [
        styled(
          'note',
          'Kelompok kecil digabungkan atau tidak ditampilkan, agar tidak ada jawaban yang dapat ditelusuri ke orangnya.',
        ),
      ],
      merged: [[0, heads.length]],
    }
    yield { cells: heads.map((text) => styled('head', text)), height: 28 }
    for (const { document } of lines) {
      for (const { nama, baris } of document.profil) {
        for (const row of baris) {
          yield {
            cells: [
              styled('wrappedText', document.nama_unit),
              styled('wrappedText', nama),
              styled('wrappedText', row.kelompok),
              styled('whole', row.jumlah_responden),
              styled('plainConverted', row.nilai),
              styled('plainConverted', row.selang?.[0] ?? '–'),
              styled('plainConverted', row.selang?.[1] ?? '–'),
              styled('wrappedText', row.dibanding_lainnya),
            ],
            height: heightOf([
              [document.nama_unit, 38],
              [nama, 34],
              [row.kelompok, 44],
            ]),
          }
        }
      }
    }
  }
  const widths = [38, 34, 46, 12, 9, 9, 9, 22]
  return { name: 'Profil', widths, rows: rows(), frozen: { rows: 4, columns: 0 }, repeated: [4, 4], landscape: true }
}

function averageOf(values: readonly number[]): CellValue {
  return values.length === 0 ? '' : sumOf(values) / values.length
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}
