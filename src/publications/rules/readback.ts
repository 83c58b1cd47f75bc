// A published document back in the shapes that charts and tables take: the figures stay those that were frozen. Pure.

import type { Bearing } from '../../ikm/rules/bearing.ts'
import { type Change, type Direction, directionWords } from '../../ikm/rules/change.ts'
import { type Comparison, comparisonWords, type FairnessOfDimension } from '../../ikm/rules/fairness.ts'
import { type Estimate, estimatesOf, type Interval } from '../../ikm/rules/interval.ts'
import type { Distribution, Moments } from '../../ikm/rules/moments.ts'
import { type Priorities, prioritiesOf, type Quadrant, quadrantWords } from '../../ikm/rules/priorities.ts'
import { type Reliability, type ReliabilityWord, reliabilityOf, reliabilityWords } from '../../ikm/rules/reliability.ts'
import { type Summary, summarise } from '../../ikm/rules/summary.ts'
import { type IntegritySummary, tallyOf } from '../../ikm/rules/tally.ts'
import { defaultRuleBook, type Grade, type RuleBook, ruleBooks, type Weight } from '../../surveys/rules.ts'
import { type Quarter, quarterFromSlug } from '../../units/rules/calendar.ts'
import type { ChangeDocument, ElementDocument, UnitDocument, UnitState } from './document.ts'
import { totalsOfDocument } from './figures.ts'

/** What a published unit's charts and tables take. */
export interface ReadUnit {
  readonly quarter: Quarter
  readonly book: RuleBook
  readonly summary: Summary
  /** Without certainty, which the document has in words. */
  readonly bearing: Bearing
  readonly distributions: ReadonlyMap<string, Distribution>
  readonly priorities: Priorities
  readonly reliability: Reliability | null
  readonly fairness: {
    readonly quarter: Quarter
    readonly respondents: number
    readonly dimensions: readonly FairnessOfDimension[]
  }
  readonly integrity: readonly IntegritySummary[]
}

/**
 * Every figure that the document has is taken from it. What it has not (where the lines of the priorities lie, how each
 * element goes with the others) is computed from its totals, which were signed with it.
 * @throws RangeError where the document's quarter is none, or its totals contradict each other.
 */
export function readUnit(document: UnitDocument): ReadUnit {
  const book = bookOf(document)
  const moments = momentsOf(document)
  const summary = summaryOf(document, moments, book)
  return {
    quarter: quarterOfDocument(document),
    book,
    summary,
    bearing: bearingFrom(document),
    distributions: new Map(
      document.unsur.flatMap(({ kunci, sebaran }): [string, Distribution][] => (sebaran ? [[kunci, sebaran]] : [])),
    ),
    priorities: prioritiesFrom(document, moments, summary, book),
    reliability: reliabilityFrom(document, moments),
    fairness: fairnessFrom(document),
    integrity: document.integritas.map(({ nama, nilai }) => ({ name: nama, convertedValue: hundredths(nilai) })),
  }
}

/** What a comparison of units takes of a document. Levels are tested by its totals, what is shown is what was frozen. */
export function readCompared(document: UnitDocument): {
  readonly book: RuleBook
  readonly tally: Moments
  readonly summary: Summary
  readonly estimate: Estimate | null
  readonly interval: Interval | null
} {
  const book = bookOf(document)
  const tally = momentsOf(document)
  const exact = summarise(tally, book, { minimum: document.minimum_responden })
  return {
    book,
    tally,
    summary: summaryOf(document, tally, book),
    // The question is whether services differ, not whether two lists of visitors do: people served stay out of it.
    estimate: estimatesOf(tally, exact, book, null).index,
    interval: intervalFrom(document.selang),
  }
}

/** @throws RangeError where it is none. */
export function quarterOfDocument({ periode }: Pick<UnitDocument, 'periode'>): Quarter {
  const quarter = quarterFromSlug(periode)
  if (quarter === undefined) throw new RangeError(`no quarter: ${periode}`)
  return quarter
}

/** A converted value of a document in hundredths: 84.9 is 8490. */
export function hundredths(value: number): number {
  return Math.round(value * 100)
}

export function hundredthsOrNull(value: number | null | undefined): number | null {
  return value == null ? null : hundredths(value)
}

export const summaryStates: Readonly<Record<UnitState, Summary['state']>> = {
  dinilai: 'graded',
  di_bawah_minimum: 'belowMinimum',
  tanpa_jawaban: 'empty',
}

/** The rule book that a document was counted by; the default one where this program does not know it. */
export function bookOf({ aturan }: Pick<UnitDocument, 'aturan'>): RuleBook {
  return ruleBooks.find(({ key }) => key === aturan) ?? defaultRuleBook
}

function momentsOf(document: UnitDocument): Moments {
  const elements = document.unsur.map(({ kunci, kode, nama }) => ({
    key: kunci,
    code: kode,
    name: nama,
    definition: '',
  }))
  return tallyOf(totalsOfDocument(document.total), { elements, weights: weightsOf(document.unsur) })
}

/**
 * Custom weights as the weighted means tell them, the simplest fractions that fit these; null where all weigh 1/x. Both
 * means are printed to four decimals and none is under 1, so a weight is known to a ten-thousandth.
 */
function weightsOf(elements: readonly ElementDocument[]): Record<string, Weight> | null {
  const answered = elements.flatMap(({ kunci, nrr, nrr_tertimbang: weighted }) =>
    nrr === null || weighted === null ? [] : [{ key: kunci, share: weighted / nrr }],
  )
  const known = 0.0001
  if (answered.every(({ share }) => Math.abs(share - 1 / answered.length) <= known)) return null
  for (let denominator = 2; denominator <= finest; denominator++) {
    const parts = answered.map(({ key, share }) => ({ key, share, numerator: Math.round(share * denominator) }))
    const whole = parts.reduce((sum, { numerator }) => sum + numerator, 0) === denominator
    if (!whole || parts.some(({ share, numerator }) => Math.abs(share - numerator / denominator) > known)) continue
    return Object.fromEntries(parts.map(({ key, numerator }) => [key, { numerator, denominator }]))
  }
  return Object.fromEntries(
    answered.map(({ key, share }) => [key, { numerator: Math.round(share * finest), denominator: finest }]),
  )
}

const finest = 10_000

function summaryOf(document: UnitDocument, moments: Moments, book: RuleBook): Summary {
  const exact = summarise(moments, book, { minimum: document.minimum_responden })
  const published = new Map(document.unsur.map((element) => [element.kunci, element]))
  return {
    ...exact,
    respondents: document.jumlah_responden,
    state: summaryStates[document.keadaan],
    ikm: hundredthsOrNull(document.ikm),
    grade: gradeFrom(document.mutu, document.kinerja, book),
    comparison: {
      exact: hundredthsOrNull(document.pembanding.exact),
      '0.111': hundredthsOrNull(document.pembanding['0.111']),
      '0.11': hundredthsOrNull(document.pembanding['0.11']),
    },
    elements: exact.elements.map((element) => {
      const { terisi = 0, nilai = null, mutu = null } = published.get(element.key) ?? {}
      return {
        ...element,
        count: terisi,
        convertedValue: hundredthsOrNull(nilai),
        grade: gradeFrom(mutu, null, book),
      }
    }),
  }
}

function gradeFrom(letter: string | null, performance: string | null, { grades }: RuleBook): Grade | null {
  const grade = grades.find((one) => one.grade === letter)
  return grade ? { ...grade, performance: performance ?? grade.performance } : null
}

function bearingFrom(document: UnitDocument): Bearing {
  return {
    interval: intervalFrom(document.selang),
    elements: new Map(
      document.unsur.flatMap(({ kunci, selang }): [string, Interval][] => {
        const interval = intervalFrom(selang)
        return interval ? [[kunci, interval]] : []
      }),
    ),
    certainty: null,
    change: changeFrom('ikm', document.perubahan),
    elementChanges: new Map(
      document.unsur.flatMap(({ kunci, perubahan }): [string, Change][] => {
        const change = changeFrom(kunci, perubahan)
        return change ? [[kunci, change]] : []
      }),
    ),
  }
}

function intervalFrom(range: readonly [number, number] | null): Interval | null {
  return range && { low: hundredths(range[0]), high: hundredths(range[1]) }
}

function changeFrom(key: string, change: ChangeDocument | null): Change | null {
  if (!change) return null
  const direction = keyOf(directionWords, change.arah) as Direction | null
  return { key, difference: hundredthsOrNull(change.selisih), direction, adjusted: null }
}

function prioritiesFrom(document: UnitDocument, moments: Moments, summary: Summary, book: RuleBook): Priorities {
  const lowest = document.unsur_terendah.flatMap((key) => summary.elements.find((element) => element.key === key) ?? [])
  const found = prioritiesOf(moments, summary, estimatesOf(moments, summary, book, null))
  if (found.state === 'tooFew') return { ...found, lowest }
  const published = new Map(document.unsur.map((element) => [element.kunci, element]))
  return {
    ...found,
    lowest,
    elements: found.elements.map((element) => {
      const { nilai = null, selang = null, kepentingan = null, kuadran = null } = published.get(element.key) ?? {}
      return {
        ...element,
        importance: kepentingan && {
          correlation: kepentingan.nilai,
          low: kepentingan.selang[0],
          high: kepentingan.selang[1],
          observed: kepentingan.nilai,
        },
        performance: nilai === null ? null : { hundredths: hundredths(nilai), interval: intervalFrom(selang) },
        quadrant: (keyOf(quadrantWords, kuadran) ?? 'undecided') as Quadrant,
      }
    }),
  }
}

function reliabilityFrom({ keandalan }: UnitDocument, moments: Moments): Reliability | null {
  const found = reliabilityOf(moments)
  if (!keandalan || !found) return null
  return {
    ...found,
    alpha: keandalan.alpha,
    interval: { low: keandalan.selang[0], high: keandalan.selang[1] },
    word: (keyOf(reliabilityWords, keandalan.kata) ?? found.word) as ReliabilityWord,
  }
}

function fairnessFrom(document: UnitDocument): ReadUnit['fairness'] {
  return {
    quarter: quarterOfDocument(document),
    respondents: document.jumlah_responden,
    dimensions: document.profil.map(({ kunci, nama, baris }) => ({
      key: kunci,
      label: nama,
      rows: baris.map((row) => ({
        codes: row.kode,
        label: row.kelompok,
        respondents: row.jumlah_responden,
        index: hundredths(row.nilai),
        interval: intervalFrom(row.selang),
        comparison: (keyOf(comparisonWords, row.dibanding_lainnya) ?? 'unclear') as Comparison,
      })),
    })),
  }
}

function keyOf(words: Readonly<Record<string, string>>, word: string | null): string | null {
  return Object.keys(words).find((key) => words[key] === word) ?? null
}
