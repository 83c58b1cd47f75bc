// A unit's figures of a quarter as they are published: exact numbers, none where there is nothing to say. Pure.

import { certaintyInWords } from '../../ikm/rules/certainty.ts'
import { type Change, directionWords } from '../../ikm/rules/change.ts'
import { comparisonWords, type FairnessOfDimension } from '../../ikm/rules/fairness.ts'
import { type Fraction, roundHalfUp } from '../../ikm/rules/fraction.ts'
import type { Interval } from '../../ikm/rules/interval.ts'
import { quadrantWords } from '../../ikm/rules/priorities.ts'
import { reliabilityWords } from '../../ikm/rules/reliability.ts'
import type { Counted, Result } from '../../ikm/rules/result.ts'
import { requiredSample } from '../../ikm/rules/sample.ts'
import type { Summary } from '../../ikm/rules/summary.ts'
import type { Ground } from '../../responses/rules/exclusion.ts'
import type { ElementTotals } from '../../responses/rules/tally.ts'
import { scoreUnit } from '../../surveys/rules.ts'
import type {
  ChangeDocument,
  IntegrityDocument,
  ProfileDocument,
  TotalsDocument,
  UnitDocument,
  UnitState,
} from './document.ts'

/** What of a document comes from answers: a correction replaces these members and no others. */
export type Figures = Pick<UnitDocument, (typeof figureMembers)[number]>

export const figureMembers = [
  'keadaan',
  'ikm',
  'mutu',
  'kinerja',
  'selang',
  'margin_galat',
  'kepastian_mutu',
  'peluang_mutu',
  'jumlah_responden',
  'jawaban_diterima',
  'jawaban_dikecualikan',
  'dikecualikan_karena',
  'integritas_jawaban',
  'minimum_responden',
  'orang_dilayani',
  'sasaran_responden',
  'metode',
  'aturan',
  'bobot',
  'nrr_tertimbang',
  'pembanding',
  'unsur',
  'unsur_terendah',
  'integritas',
  'perubahan',
  'dibandingkan_dengan',
  'keandalan',
  'total',
] as const satisfies readonly (keyof UnitDocument)[]

/** Whether a document already says what the answers say now; what it is compared with may have been corrected since. */
export function sameFigures(old: UnitDocument, now: Figures): boolean {
  const own = ({ total, dikecualikan_karena, minimum_responden, orang_dilayani, aturan }: Figures) => [
    total && [total.responden, total.rerata_sendiri, total.rerata_sendiri_kuadrat],
    total && Object.entries(total.butir).toSorted(([one], [other]) => (one < other ? -1 : 1)),
    Object.entries(dikecualikan_karena).toSorted(([one], [other]) => (one < other ? -1 : 1)),
    minimum_responden,
    orang_dilayani,
    aturan,
  ]
  return JSON.stringify(own(old)) === JSON.stringify(own(now))
}

export interface Published {
  readonly counted: Counted
  readonly result: Result
  readonly totals: ElementTotals | undefined
  /** Key of the rule book it was counted by. */
  readonly book: string
  /** Answers left out, by ground. */
  readonly excluded: readonly { readonly ground: Ground; readonly respondents: number }[]
  /** What is conspicuous about the answers; null where nobody has looked. */
  readonly signalled: IntegrityDocument | null
  /** The edition that the change is measured from; null where there is none. */
  readonly since: { readonly periode: string; readonly edisi: number } | null
}

export function figuresOf({ counted, result, totals, book, excluded, signalled, since }: Published): Figures {
  const { summary, bearing, distributions, priorities, reliability, integrity } = result
  const ranked = new Map(priorities.state === 'known' ? priorities.elements.map((one) => [one.key, one]) : [])
  const out = excluded.reduce((sum, { respondents }) => sum + respondents, 0)
  const graded = summary.grade && bearing.certainty
  const { served } = counted
  return {
    keadaan: states[summary.state],
    ikm: converted(summary.ikm),
    mutu: summary.grade?.grade ?? null,
    kinerja: summary.grade?.performance ?? null,
    selang: range(bearing.interval),
    margin_galat: margin(summary.ikm, bearing.interval),
    kepastian_mutu: graded ? certaintyInWords(graded) : null,
    peluang_mutu: graded
      ? Object.fromEntries(graded.probabilities.map(({ grade, probability }) => [grade, rounded(probability, 3)]))
      : null,
    jumlah_responden: summary.respondents,
    jawaban_diterima: summary.respondents + out,
    jawaban_dikecualikan: out,
    dikecualikan_karena: Object.fromEntries(excluded.map(({ ground, respondents }) => [ground, respondents])),
    ...(signalled && { integritas_jawaban: signalled }),
    minimum_responden: summary.minimum,
    orang_dilayani: served,
    sasaran_responden: served ? requiredSample(served) : null,
    metode: 'exact',
    aturan: book,
    ...ownWeights(counted.moments),
    nrr_tertimbang: fourDecimals(summary.indexValue),
    pembanding: {
      exact: converted(summary.comparison.exact),
      '0.111': converted(summary.comparison['0.111']),
      '0.11': converted(summary.comparison['0.11']),
    },
    unsur: summary.elements.map(({ key, code, name, count, sum, mean, weightedMean, convertedValue, grade }) => {
      const priority = ranked.get(key)
      return {
        kunci: key,
        kode: code,
        nama: name,
        jumlah: count === 0 ? null : sum / scoreUnit,
        terisi: count,
        nrr: fourDecimals(mean),
        nrr_tertimbang: fourDecimals(weightedMean),
        nilai: converted(convertedValue),
        mutu: grade?.grade ?? null,
        selang: range(bearing.elements.get(key)),
        perubahan: since && changeOf(bearing.elementChanges.get(key)),
        sebaran: distributions.get(key) ?? null,
        kepentingan: priority?.importance
          ? {
              nilai: rounded(priority.importance.correlation, 3),
              selang: [rounded(priority.importance.low, 3), rounded(priority.importance.high, 3)],
            }
          : null,
        kuadran: priority && priority.quadrant !== 'undecided' ? quadrantWords[priority.quadrant] : null,
      }
    }),
    unsur_terendah: priorities.lowest.map(({ key }) => key),
    integritas: integrity.map(({ name, convertedValue }) => ({ nama: name, nilai: convertedValue / 100 })),
    perubahan: since && changeOf(bearing.change),
    dibandingkan_dengan: since,
    keandalan: reliability && {
      alpha: rounded(reliability.alpha, 3),
      selang: [rounded(reliability.interval.low, 3), rounded(reliability.interval.high, 3)],
      kata: reliabilityWords[reliability.word],
    },
    total: totals && summary.state !== 'empty' ? totalsDocument(totals) : null,
  }
}

const states: Readonly<Record<Summary['state'], UnitState>> = {
  graded: 'dinilai',
  belowMinimum: 'di_bawah_minimum',
  empty: 'tanpa_jawaban',
}

export function profileOfDimensions(dimensions: readonly FairnessOfDimension[]): ProfileDocument[] {
  return dimensions.map(({ key, label, rows }) => ({
    kunci: key,
    nama: label,
    baris: rows.map((row) => ({
      kode: row.codes,
      kelompok: row.label,
      jumlah_responden: row.respondents,
      nilai: row.index / 100,
      selang: range(row.interval),
      dibanding_lainnya: comparisonWords[row.comparison],
    })),
  }))
}

// Without them nobody could compute the index again from the totals.
function ownWeights({ elements }: Counted['moments']): Pick<UnitDocument, 'bobot'> {
  const weights = elements.flatMap(({ key, weight }) =>
    weight ? [[key, [weight.numerator, weight.denominator] as const] as const] : [],
  )
  return weights.length === 0 ? {} : { bobot: Object.fromEntries(weights) }
}

/** Totals as they are published. */
export function totalsDocument({ respondents, ownMeans, ownMeanSquares, items }: ElementTotals): TotalsDocument {
  return {
    responden: respondents,
    rerata_sendiri: ownMeans,
    rerata_sendiri_kuadrat: ownMeanSquares,
    butir: Object.fromEntries(
      Array.from(items, ([key, { count, sum, squares, cubes, products }]) => [
        key,
        [count, sum, squares, cubes, products] as const,
      ]),
    ),
  }
}

/** Published totals as the computation takes them: those of an earlier edition, to compare with. */
export function totalsOfDocument(document: TotalsDocument | null): ElementTotals | undefined {
  if (!document) return undefined
  return {
    respondents: document.responden,
    ownMeans: document.rerata_sendiri,
    ownMeanSquares: document.rerata_sendiri_kuadrat,
    items: new Map(
      Object.entries(document.butir).map(([key, [count, sum, squares, cubes, products]]) => [
        key,
        { count, sum, squares, cubes, products },
      ]),
    ),
  }
}

/** Without them nobody could compute the figures again from the totals. */
function changeOf(change: Change | null | undefined): ChangeDocument | null {
  if (!change) return null
  return { selisih: converted(change.difference), arah: change.direction && directionWords[change.direction] }
}

/** Hundredths as a number with two decimals. */
export function converted(hundredths: number | null): number | null {
  return hundredths === null ? null : hundredths / 100
}

function fourDecimals(value: Fraction | null): number | null {
  return value && roundHalfUp(value, 4) / 10_000
}

function range(interval: Interval | null | undefined): [number, number] | null {
  return interval ? [interval.low / 100, interval.high / 100] : null
}

function margin(hundredths: number | null, interval: Interval | null): number | null {
  return hundredths === null || !interval ? null : Math.max(hundredths - interval.low, interval.high - hundredths) / 100
}

function rounded(figure: number, decimals: number): number {
  return Number(figure.toFixed(decimals))
}
