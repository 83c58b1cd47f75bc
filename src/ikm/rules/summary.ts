// What a tally amounts to: the one computation of every index, element value and grade on the platform. Pure.

import { type Grade, type RuleBook, scoreUnit, type Weight } from '../../surveys/rules.ts'
import { addAll, compare, divide, type Fraction, fraction, multiply, roundHalfUp } from './fraction.ts'

/**
 * How the weight 1/x of an element is taken. `exact` is the official result. The others round each weight half up, to
 * three decimals (0,111 for nine elements, 0,071 for fourteen) or to two, as offices have printed it, so that an old figure can be found again.
 */
export const methods = ['exact', '0.111', '0.11'] as const
export type Method = (typeof methods)[number]

/** All that is kept of the answers to one element. */
export interface ElementTotal {
  readonly key: string
  readonly code: string
  readonly name: string
  /** Custom weight; every element of a tally has one, or none has. */
  readonly weight?: Weight | undefined
  /** Filled answers. */
  readonly count: number
  /** Sum of the filled answers, in twelfths of a score (`scoreUnit`). */
  readonly sum: number
}

/** The answers of a group of respondents, with every element they could answer: in the regulation's order, added ones last. */
export interface Tally {
  readonly respondents: number
  readonly elements: readonly ElementTotal[]
}

export interface ElementSummary {
  readonly key: string
  readonly code: string
  readonly name: string
  readonly count: number
  readonly sum: number
  /** Element mean (NRR), 1–4; null when nobody answered the element, and so for all that follows. */
  readonly mean: Fraction | null
  readonly weight: Fraction | null
  readonly weightedMean: Fraction | null
  /** Element mean × 25 in hundredths, rounded once: 97/30 gives 8083. */
  readonly convertedValue: number | null
  readonly grade: Grade | null
}

export interface Summary {
  readonly respondents: number
  /** `empty`: nothing was answered, every figure is null. `belowMinimum`: figures, but no grade. */
  readonly state: 'empty' | 'belowMinimum' | 'graded'
  readonly method: Method
  /** Respondents from which the figures are graded. */
  readonly minimum: number
  readonly elements: readonly ElementSummary[]
  /** SKM, 1–4, exact under the method. */
  readonly indexValue: Fraction | null
  /** By which index values are multiplied to give converted values: 25. */
  readonly convertedFactor: number
  /** Index value × 25 in hundredths, rounded once: 8389 is 83.89. */
  readonly ikm: number | null
  readonly grade: Grade | null
  /** The IKM under each method, in hundredths. */
  readonly comparison: Readonly<Record<Method, number | null>>
}

/**
 * Computes an index. Element mean = sum ÷ filled answers; weight = 1/x; SKM = Σ mean × weight; IKM = SKM × 25, kept exact
 * and rounded once, half up, to two decimals; the rounded number is graded. An element that nobody answered carries no
 * weight: x counts the answered ones, and custom weights are divided by the sum of theirs. Source: PermenPANRB 14/2017.
 * @param options `method` defaults to `exact`, `minimum` (respondents) to the rule book's.
 * @throws RangeError when the totals cannot come from answers on the rule book's scale, or only some elements have a custom weight.
 */
export function summarise(
  tally: Tally,
  book: RuleBook,
  options: { readonly method?: Method | undefined; readonly minimum?: number | undefined } = {},
): Summary {
  refuseImpossible(tally, book)
  const method = options.method ?? 'exact'
  const minimum = options.minimum ?? book.minimumRespondents
  const answered = tally.elements.filter((element) => element.count > 0)
  const state = answered.length === 0 ? 'empty' : tally.respondents < minimum ? 'belowMinimum' : 'graded'
  const gradeIfEnough = (hundredths: number) => (state === 'graded' ? gradeOf(hundredths, book) : null)

  const means = answered.map((element) => fraction(element.sum, scoreUnit * element.count))
  const alignedMeans = align(means)
  const weights = weightsUnderEachMethod(answered)
  const indexUnder = (under: Method) => (state === 'empty' ? null : sumOfProducts(alignedMeans, weights[under]))
  const ikmUnder = (under: Method) => converted(indexUnder(under), book)
  const comparison = { exact: ikmUnder('exact'), '0.111': ikmUnder('0.111'), '0.11': ikmUnder('0.11') }
  const ikm = comparison[method]

  const elements = tally.elements.map(({ key, code, name, count, sum }): ElementSummary => {
    const place = answered.findIndex((element) => element.key === key)
    const mean = means[place] ?? null
    const numerator = weights[method].numerators[place]
    const weight = numerator === undefined ? null : { numerator, denominator: weights[method].denominator }
    const weightedMean = mean && weight && multiply(mean, weight)
    const convertedValue = converted(mean, book)
    const grade = convertedValue === null ? null : gradeIfEnough(convertedValue)
    return { key, code, name, count, sum, mean, weight, weightedMean, convertedValue, grade }
  })
  return {
    respondents: tally.respondents,
    state,
    method,
    minimum,
    elements,
    indexValue: indexUnder(method),
    convertedFactor: book.convertedFactor,
    ikm,
    grade: ikm === null ? null : gradeIfEnough(ikm),
    comparison,
  }
}

/**
 * The grade that a converted value earns, compared with ≥ after rounding, since the printed table leaves gaps.
 * @param hundredths converted value × 100, already rounded. One below the table (24.75, all ones under `0.11`) earns the lowest grade.
 */
export function gradeOf(hundredths: number, book: RuleBook): Grade {
  const grade = book.grades.find((candidate) => hundredths >= candidate.from) ?? book.grades.at(-1)
  if (!grade) throw new RangeError(`a rule book without grades: ${book.key}`)
  return grade
}

/**
 * Mean of units: every unit weighs the same, whatever its number of respondents. It is the mean of the exact converted
 * values, rounded once; averaging the printed ones would round twice. Units without data are left out.
 * @returns hundredths, null when no unit has data.
 */
export function meanOfUnits(summaries: readonly Summary[]): number | null {
  const answered = summaries.filter(({ indexValue }) => indexValue !== null)
  if (answered.length === 0) return null
  // The exact sum of thousands of fractions has thousands of digits. So each is first cut to thirty decimals: where the
  // least and the greatest that their mean can then be round to the same, that is what the exact one rounds to.
  const sum = answered.reduce((all, summary) => all + cut(summary), 0n)
  const parts = BigInt(answered.length) * cutTo
  const least = roundHalfUp({ numerator: sum, denominator: parts }, 2)
  const greatest = roundHalfUp({ numerator: sum + BigInt(answered.length), denominator: parts }, 2)
  if (least === greatest) return least
  const values = answered.map(convertedExactly)
  return roundHalfUp(divide(addAll(values), fraction(values.length)), 2)
}

const cutTo = 10n ** 30n
const cuts = new WeakMap<Summary, bigint>()

function cut(summary: Summary): bigint {
  let found = cuts.get(summary)
  if (found === undefined) {
    const { numerator, denominator } = convertedExactly(summary)
    found = (numerator * cutTo) / denominator
    cuts.set(summary, found)
  }
  return found
}

/** @param summary with an index value. */
function convertedExactly({ indexValue, convertedFactor }: Summary): Fraction {
  return indexValue ? multiply(indexValue, fraction(convertedFactor)) : fraction(0)
}

/**
 * Pooled over respondents: every respondent weighs the same, whichever unit they visited. Adds counts and sums by element key.
 * Custom weights stay only where all tallies agree on them; otherwise the pooled elements weigh 1/x.
 */
export function pool(tallies: readonly Tally[]): Tally {
  const elements = new Map<string, { readonly first: ElementTotal; count: number; sum: number }>()
  let inOrder: readonly { readonly first: ElementTotal; count: number; sum: number }[] = []
  let respondents = 0
  for (const tally of tallies) {
    respondents += tally.respondents
    for (const [place, element] of tally.elements.entries()) {
      // Most tallies have the same elements in the same order, and asking the map is what would cost.
      const beside = inOrder[place]
      const total = beside?.first.key === element.key ? beside : elements.get(element.key)
      if (total) {
        total.count += element.count
        total.sum += element.sum
      } else elements.set(element.key, { first: element, count: element.count, sum: element.sum })
    }
    if (inOrder.length < elements.size) inOrder = Array.from(elements.values())
  }
  const pooled = Array.from(elements.values(), ({ first, count, sum }): ElementTotal => ({ ...first, count, sum }))
  if (weightsAgree(tallies)) return { respondents, elements: pooled }
  return { respondents, elements: pooled.map(({ weight: _, ...total }) => total) }
}

/** The elements with the lowest means, lowest first, equal ones in the summary's order; unanswered ones are left out. */
export function lowestElements(summary: Summary, count = 3): ElementSummary[] {
  const answered = summary.elements.flatMap((element) => (element.mean ? [{ element, mean: element.mean }] : []))
  return answered
    .toSorted((one, other) => compare(one.mean, other.mean))
    .slice(0, count)
    .map(({ element }) => element)
}

function refuseImpossible(tally: Tally, book: RuleBook): void {
  for (const { key, count, sum } of tally.elements) {
    const whole = Number.isSafeInteger(count) && Number.isSafeInteger(sum) && count >= 0
    const { lowest, highest } = book.scale
    if (!whole || count > tally.respondents || sum < count * lowest * scoreUnit || sum > count * highest * scoreUnit) {
      throw new RangeError(`impossible totals for ${key}: ${count} of ${tally.respondents} respondents, sum ${sum}`)
    }
  }
}

/** Fractions brought over one denominator, so that adding them is adding whole numbers. */
interface Aligned {
  readonly numerators: readonly bigint[]
  readonly denominator: bigint
}

function align(fractions: readonly Fraction[]): Aligned {
  const [first] = fractions
  if (first && fractions.every(({ denominator }) => denominator === first.denominator)) {
    return { numerators: fractions.map(({ numerator }) => numerator), denominator: first.denominator }
  }
  const denominators = new Set(fractions.map(({ denominator }) => denominator))
  const denominator = [...denominators].reduce((product, factor) => product * factor, 1n)
  return { numerators: fractions.map((value) => value.numerator * (denominator / value.denominator)), denominator }
}

function sumOfProducts(means: Aligned, weights: Aligned): Fraction {
  const numerator = means.numerators.reduce((sum, mean, place) => sum + mean * (weights.numerators[place] ?? 0n), 0n)
  return { numerator, denominator: means.denominator * weights.denominator }
}

/** @param answered the elements with at least one answer, to which the weights correspond in order. */
function weightsUnderEachMethod(answered: readonly ElementTotal[]): Readonly<Record<Method, Aligned>> {
  const { numerators } = align(answered.map(shareOf))
  // Dividing by their own sum makes equal shares 1/x, and custom weights whole again where an element has no answer.
  const exact = { numerators, denominator: numerators.reduce((sum, share) => sum + share, 0n) }
  return { exact, '0.111': roundWeights(exact, 3), '0.11': roundWeights(exact, 2) }
}

function shareOf({ key, weight }: ElementTotal, _: number, elements: readonly ElementTotal[]): Fraction {
  if ((weight === undefined) !== (elements[0]?.weight === undefined)) {
    throw new RangeError(`custom weights are for every element or for none: ${key}`)
  }
  return weight ? fraction(weight.numerator, weight.denominator) : one
}

const one = fraction(1)

function roundWeights({ numerators, denominator }: Aligned, decimals: number): Aligned {
  const rounded = numerators.map((numerator) => BigInt(roundHalfUp({ numerator, denominator }, decimals)))
  return { numerators: rounded, denominator: 10n ** BigInt(decimals) }
}

function converted(indexOrMean: Fraction | null, book: RuleBook): number | null {
  return indexOrMean && roundHalfUp(multiply(indexOrMean, fraction(book.convertedFactor)), 2)
}

function weightsAgree([first, ...others]: readonly Tally[]): boolean {
  if (!first) return true
  const same = (element: ElementTotal, place: number) => {
    const beside = first.elements[place]
    return sameWeight(
      element,
      beside?.key === element.key ? beside : first.elements.find(({ key }) => key === element.key),
    )
  }
  return others.every((other) => other.elements.every(same))
}

function sameWeight(element: ElementTotal, other: ElementTotal | undefined): boolean {
  if (!other || !element.weight || !other.weight) return other !== undefined && element.weight === other.weight
  return (
    compare(
      fraction(element.weight.numerator, element.weight.denominator),
      fraction(other.weight.numerator, other.weight.denominator),
    ) === 0
  )
}
