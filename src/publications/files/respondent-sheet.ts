// The processing sheet of a unit: one row a respondent, and below them the formulas that make the index of their scores.

import type { Sheet, SheetCell, SheetRow } from '../../documents/workbook.ts'
import { type Method, methods, type Summary, summarise, type Tally } from '../../ikm/rules/summary.ts'
import { formatDays, formatQuarter } from '../../language/format.ts'
import { ruleBook, scoreUnit } from '../../surveys/rules.ts'
import { type Quarter, quarterDays, quarterNumber, quarterYear } from '../../units/rules/calendar.ts'
import { writeNip } from '../../units/rules/nip.ts'
import type { UnitDocument } from '../rules/document.ts'
import { cellAt, convertedFormula, gradeText, gradeWords, unitGradeFormula, wholeWeights } from './formulas.ts'
import type { RespondentScores } from './respondents.ts'
import { computed, type StyleName, styled } from './sheet-styles.ts'

export interface ProcessingPlan {
  readonly government: string
  readonly document: UnitDocument
  readonly quarter: Quarter
  /** The edition whose figures these are; null for a draft. */
  readonly edition: { readonly number: number; readonly hash: string; readonly published: string } | null
  readonly demonstration: boolean
  /** In the order of the document's elements. */
  readonly respondents: AsyncIterable<RespondentScores> | Iterable<RespondentScores>
}

const headRows = 10

export function processingSheet(plan: ProcessingPlan): Sheet {
  const { document } = plan
  const width = document.unsur.length + 1
  return {
    name: 'Pengolahan',
    widths: [28, ...document.unsur.map(() => 8.5), 12],
    rows: rows(),
    frozen: { rows: headRows, columns: 1 },
    repeated: [9, 10],
    landscape: document.unsur.length > 12,
  }

  async function* rows(): AsyncGenerator<SheetRow> {
    yield* headOf(plan, width + 1)
    const totals = document.unsur.map(() => ({ count: 0, sum: 0 }))
    let respondents = 0
    for await (const scores of plan.respondents) {
      respondents += 1
      for (const [place, score] of scores.entries()) {
        const total = totals[place]
        if (score === null || !total) continue
        total.count += 1
        total.sum += score
      }
      yield {
        cells: [
          styled('centredText', respondents),
          ...scores.map((score) => styled('score', score === null ? null : score / scoreUnit)),
        ],
      }
    }
    yield* footOf(plan, { respondents, totals })
  }
}

function* headOf(
  { government, document, quarter, edition, demonstration }: ProcessingPlan,
  width: number,
): Generator<SheetRow> {
  const across = (style: StyleName, text: string): SheetRow => ({ cells: [styled(style, text)], merged: [[0, width]] })
  const line = (name: string, text: string): SheetRow => ({
    cells: [styled('bold', name), styled('bold', `: ${text}`)],
    merged: [[1, width - 1]],
  })
  const { first, last } = quarterDays(quarter)
  yield across('title', 'PENGOLAHAN DATA SURVEI KEPUASAN MASYARAKAT PER RESPONDEN')
  yield across('title', 'DAN PER UNSUR PELAYANAN')
  yield edition
    ? across(
        'centred',
        `${government} · edisi ${edition.number}, diterbitkan ${edition.published} · sidik ${edition.hash.slice(0, 16)}`,
      )
    : across('draft', `DRAF – belum diterbitkan, angka masih dapat berubah${demonstration ? ' · DATA PERAGAAN' : ''}`)
  yield line('UNIT PELAYANAN', `${document.nama_unit}, ${document.instansi}`)
  yield line('ALAMAT', document.alamat || '[isi: alamat]')
  yield line('Tlp/Fax.', '[isi: nomor telepon]')
  yield line(
    'PERIODE',
    `${formatQuarter({ quarter: quarterNumber(quarter), year: quarterYear(quarter) })} (${formatDays(first, last)})`,
  )
  yield { cells: [] }
  yield {
    cells: [
      styled('head', 'No. responden'),
      ...document.unsur.map((_, place) => styled('head', place === 0 ? 'NILAI UNSUR PELAYANAN' : '')),
    ],
    merged: [
      [0, 1, 2],
      [1, document.unsur.length],
    ],
  }
  yield { cells: [styled('head', ''), ...document.unsur.map(({ kode }) => styled('head', kode))] }
}

interface Counted {
  readonly respondents: number
  readonly totals: readonly { readonly count: number; readonly sum: number }[]
}

const decimals: Readonly<Record<Method, number | null>> = { exact: null, '0.111': 3, '0.11': 2 }

function* footOf(plan: ProcessingPlan, { respondents, totals }: Counted): Generator<SheetRow> {
  const { document, edition } = plan
  const { unsur } = document
  const book = ruleBook(document.aturan)
  const summary = summarise(tallyOf(document, respondents, totals), book, { minimum: document.minimum_responden })
  const [first, last] = [headRows + 1, headRows + respondents]
  // Without respondents the formulas look at the empty row that stands in their place.
  if (respondents === 0) yield { cells: [styled('centredText', '–'), ...unsur.map(() => styled('score', null))] }
  const end = Math.max(first, last)
  const row = { sum: end + 1, count: end + 2, mean: end + 3, weight: end + 4, weighted: end + 5, ikm: end + 6 }
  const column = (place: number) => `${cellAt(place + 1, first)}:${cellAt(place + 1, end)}`
  const across = (line: number) => `${cellAt(1, line)}:${cellAt(unsur.length, line)}`
  const beside = unsur.length + 1
  const each = (cell: (place: number) => SheetCell) => unsur.map((_, place) => cell(place))
  const own = document.bobot && wholeWeights(document.bobot)

  yield {
    cells: [
      styled('totalText', 'Nilai/Unsur'),
      ...each((place) => computed('totalScore', `SUM(${column(place)})`, (totals[place]?.sum ?? 0) / scoreUnit)),
    ],
  }
  yield {
    cells: [
      styled('totalText', 'Jawaban terisi'),
      ...each((place) => computed('totalWhole', `COUNT(${column(place)})`, totals[place]?.count ?? 0)),
    ],
  }
  yield {
    cells: [
      styled('totalText', 'NRR/Unsur'),
      ...each((place) => {
        const [sum, count] = [cellAt(place + 1, row.sum), cellAt(place + 1, row.count)]
        return computed('totalMean', `IF(${count}=0,"",${sum}/${count})`, meanOf(totals[place]))
      }),
    ],
  }
  // Shares of elements without answers go to the others.
  const answered = sumOf(unsur.map(({ kunci }, place) => (totals[place]?.count ? (own?.get(kunci) ?? 1) : 0)))
  yield {
    cells: [
      styled('totalText', 'Bobot'),
      ...each((place) => {
        const share = own?.get(unsur[place]?.kunci ?? '') ?? 1
        const cell = cellAt(place + 1, row.mean)
        const whole = own
          ? `(${unsur.map(({ kunci }, other) => `${own.get(kunci) ?? 0}*ISNUMBER(${cellAt(other + 1, row.mean)})`).join('+')})`
          : `COUNT($${across(row.mean).replace(':', ':$')})`
        return computed(
          'totalMean',
          `IF(${cell}="","",${share}/${whole})`,
          totals[place]?.count ? share / answered : '',
        )
      }),
    ],
  }
  yield {
    cells: [
      styled('totalText', 'NRR tertbg/unsur'),
      ...each((place) => {
        const [mean, weight] = [cellAt(place + 1, row.mean), cellAt(place + 1, row.weight)]
        const share = own?.get(unsur[place]?.kunci ?? '') ?? 1
        const value = meanOf(totals[place])
        return computed(
          'totalMean',
          `IF(${mean}="","",${mean}*${weight})`,
          value === '' ? '' : (value * share) / answered,
        )
      }),
      computed('totalMean', `IF(COUNT(${across(row.mean)})=0,"",SUM(${across(row.weighted)}))`, indexOf(summary)),
      styled('bold', '*)'),
    ],
  }
  const index = cellAt(beside, row.weighted)
  yield {
    cells: [
      styled('totalText', 'IKM unit pelayanan'),
      ...each(() => styled('totalText', '')),
      computed('totalConverted', `IF(${index}="","",${convertedFormula(index, book)})`, converted(summary.ikm)),
      styled('bold', '**)'),
    ],
    merged: [[0, unsur.length + 1]],
    height: 20,
  }
  yield { cells: [] }

  const ikm = cellAt(beside, row.ikm)
  const counted = `COUNTA(A${first}:A${end})`
  yield {
    cells: [
      styled('bold', 'Mutu pelayanan'),
      computed(
        'bold',
        respondents === 0
          ? `"${gradeWords.empty}"`
          : unitGradeFormula(
              { converted: ikm, respondents: counted, minimum: String(document.minimum_responden) },
              book,
            ),
        gradeOf(summary),
      ),
    ],
    merged: [[1, unsur.length + 1]],
  }
  yield {
    cells: [
      styled('wrapped', 'Responden'),
      styled('wrapped', `${respondents} dihitung; minimum ${document.minimum_responden} agar dinilai`),
    ],
    merged: [[1, unsur.length + 1]],
  }
  if (document.ikm !== null) {
    const same = summary.ikm === Math.round(document.ikm * 100)
    const compared = `ROUND(${ikm}-${cellAt(1, row.ikm + 4)},2)=0`
    yield {
      cells: [
        styled('wrapped', edition ? 'IKM yang diterbitkan' : 'IKM pada draf'),
        styled('converted', document.ikm),
        computed(
          'wrapped',
          `IF(${compared},"${agreement.same}","${agreement.other}")`,
          agreement[same ? 'same' : 'other'],
        ),
      ],
      merged: [[2, unsur.length]],
    }
  }
  yield { cells: [] }

  yield { cells: [styled('section', 'Tiga cara mengambil bobot')], merged: [[0, unsur.length + 1]] }
  for (const method of methods) {
    const places = decimals[method]
    const rounded = unsur
      .map((_, place) => [cellAt(place + 1, row.mean), cellAt(place + 1, row.weight)])
      .map(([mean, weight]) => `N(${mean})*ROUND(N(${weight}),${places})`)
      .join('+')
    const formula = places === null ? ikm : `IF(${index}="","",${convertedFormula(`(${rounded})`, book)})`
    yield {
      cells: [
        styled('text', weightWords(method, own ? null : answered)),
        computed(method === 'exact' ? 'converted' : 'plainConverted', formula, converted(summary.comparison[method])),
        styled('centredText', ''),
      ],
      merged: [[1, 2]],
    }
  }
  yield { cells: [] }

  yield { cells: [styled('section', 'Mutu'), styled('section', 'Nilai IKM')] }
  for (const [place, { grade, performance, from }] of book.grades.entries()) {
    const above = book.grades[place - 1]?.from
    const until = above === undefined ? '100,00' : comma((above - 1) / 100)
    yield {
      cells: [
        styled('text', gradeText({ grade, performance })),
        styled('centredText', `${comma(from / 100)} – ${until}`),
        styled('text', ''),
      ],
      merged: [[1, 2]],
    }
  }
  yield { cells: [] }

  yield { cells: [styled('section', 'Keterangan')] }
  const notes = [
    ...unsur.map(({ kode, nama }) => `${kode} = ${nama}`),
    'NRR = nilai rata-rata; IKM = Indeks Kepuasan Masyarakat',
    '*) = jumlah NRR tertimbang',
    `**) = jumlah NRR tertimbang × ${book.convertedFactor}, dibulatkan satu kali ke dua desimal, setengah ke atas`,
    'NRR per unsur = jumlah nilai per unsur dibagi jumlah jawaban yang terisi',
    own
      ? 'NRR tertimbang per unsur = NRR per unsur × bobot unit'
      : 'NRR tertimbang per unsur = NRR per unsur × bobot 1/x, x = banyak unsur yang ada jawabannya',
    'Nilai pecahan: rata-rata jawaban bila satu unsur ditanyakan lewat beberapa pertanyaan',
  ]
  for (const text of notes) yield { cells: [styled('note', text)], merged: [[0, unsur.length + 2]] }
  yield { cells: [] }

  // A signature keeps its place on the right.
  const from = Math.max(2, unsur.length - 4)
  const signed = (text: string, style: StyleName = 'centred'): SheetRow => ({
    cells: [...Array.from({ length: from }, () => null), styled(style, text)],
    merged: [[from, unsur.length + 2 - from]],
  })
  yield signed('[isi: tempat], [isi: tanggal]')
  yield signed(`Kepala ${document.nama_unit}`)
  yield { cells: [], height: 48 }
  yield signed(document.kepala?.nama ?? '[isi: nama kepala]', 'subtitle')
  yield signed(`NIP ${document.kepala?.nip ? writeNip(document.kepala.nip) : '[isi: NIP]'}`)
}

const agreement = { same: 'sama dengan lembar ini', other: 'BERBEDA dari lembar ini' } as const

/** @param answered elements that weigh the same; null where they do not. */
function weightWords(method: Method, answered: number | null): string {
  const places = decimals[method]
  if (places === null) return answered === null ? 'Bobot unit (resmi)' : 'Bobot 1/x (resmi)'
  const words = places === 3 ? 'Bobot tiga desimal' : 'Bobot dua desimal'
  return answered ? `${words} (${(1 / answered).toFixed(places).replace('.', ',')})` : words
}

function tallyOf({ unsur, bobot }: UnitDocument, respondents: number, totals: Counted['totals']): Tally {
  return {
    respondents,
    elements: unsur.map(({ kunci, kode, nama }, place) => {
      const [numerator = 0, denominator = 0] = bobot?.[kunci] ?? []
      return {
        key: kunci,
        code: kode,
        name: nama,
        weight: bobot && { numerator, denominator },
        count: totals[place]?.count ?? 0,
        sum: totals[place]?.sum ?? 0,
      }
    }),
  }
}

function gradeOf({ state, grade }: Summary): string {
  if (state === 'empty') return gradeWords.empty
  return grade ? gradeText(grade) : gradeWords.belowMinimum
}

function meanOf(total: { readonly count: number; readonly sum: number } | undefined): number | '' {
  return total?.count ? total.sum / scoreUnit / total.count : ''
}

function indexOf({ indexValue }: Summary): number | '' {
  return indexValue ? Number(indexValue.numerator) / Number(indexValue.denominator) : ''
}

function converted(hundredths: number | null): number | '' {
  return hundredths === null ? '' : hundredths / 100
}

function comma(value: number): string {
  return value.toFixed(2).replace('.', ',')
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}
