// What a tally keeps beside its sums, and how much respondents and answers vary by it. Pure.

import { ownMeanUnit } from '../../responses/rules/tally.ts'
import { scoreUnit } from '../../surveys/rules.ts'
import { type ElementTotal, pool, type Tally } from './summary.ts'

export interface ElementMoments extends ElementTotal {
  /** Sum of squares of the filled answers, in twelfths squared. */
  readonly squares: number
  /** Sum of cubes of the filled answers, in twelfths cubed. */
  readonly cubes: number
  /** Sum of answer × own mean over the respondents who answered the element, in twelfths × 2520ths. */
  readonly products: number
}

/** A tally with all that intervals, tests and reliability take from it. Integrity items are no part of it. */
export interface Moments extends Tally {
  readonly elements: readonly ElementMoments[]
  /** Sum of the respondents' own means, in 2520ths. */
  readonly ownMeans: number
  /** Sum of the squares of the respondents' own means, in 2520ths squared. */
  readonly ownMeanSquares: number
}

/** Moments of respondents who were tallied apart, taken together; elements and custom weights as in `pool`. */
export function mergeMoments(parts: readonly Moments[]): Moments {
  const { respondents, elements } = pool(parts)
  const total = (key: string, figure: 'squares' | 'cubes' | 'products') =>
    parts.reduce((sum, part) => sum + (part.elements.find((element) => element.key === key)?.[figure] ?? 0), 0)
  return {
    respondents,
    elements: elements.map((element) => ({
      ...element,
      squares: total(element.key, 'squares'),
      cubes: total(element.key, 'cubes'),
      products: total(element.key, 'products'),
    })),
    ownMeans: parts.reduce((sum, part) => sum + part.ownMeans, 0),
    ownMeanSquares: parts.reduce((sum, part) => sum + part.ownMeanSquares, 0),
  }
}

/** Variance (n − 1) of the respondents' own means, in squared scores; null for fewer than two respondents. */
export function respondentVariance({ respondents, ownMeans, ownMeanSquares }: Moments): number | null {
  return variance(respondents, ownMeans, ownMeanSquares, ownMeanUnit)
}

/** Variance (n − 1) of the answers to an element, in squared scores; null for fewer than two answers. */
export function elementVariance({ count, sum, squares }: ElementMoments): number | null {
  return variance(count, sum, squares, scoreUnit)
}

// Whole numbers to the end: the difference of two large near-equal numbers is what floating point loses.
function variance(count: number, sum: number, squares: number, unit: number): number | null {
  if (count < 2) return null
  const spread = BigInt(count) * BigInt(squares) - BigInt(sum) ** 2n
  return Number(spread) / (count * (count - 1)) / unit ** 2
}

export interface IndexVariance {
  /** Variance of the index value × respondents, in squared scores: what one respondent contributes. */
  readonly betweenRespondents: number
  /** Mean variance of the answers to one element, in squared scores; elements weighed as in the index. */
  readonly ofElements: number
}

/**
 * How much the index varies from sample to sample. The answers of one person go together, so that nine answers tell
 * less than nine people: where everybody answered everything and elements weigh the same, this is the variance of the
 * respondents' own means (cluster sampling: Cochran, Sampling Techniques, 1977, ch. 9). Where answers are missing it is
 * the variance of Σ wₑ·meanₑ with each element's own variance and count, and for each pair of elements the mean
 * covariance that the own means imply, over as many respondents as can have answered both at most.
 * @returns null for fewer than two respondents, or when no element has two answers.
 */
export function indexVariance(moments: Moments): IndexVariance | null {
  const ofOwnMeans = respondentVariance(moments)
  const answered = moments.elements.filter(({ count }) => count > 0)
  const known = answered.flatMap((element) => elementVariance(element) ?? [])
  if (ofOwnMeans === null || known.length === 0) return null
  const meanVariance = mean(known)
  const shares = answered.map(({ weight }) => (weight ? weight.numerator / weight.denominator : 1))
  const allShares = shares.reduce((sum, share) => sum + share, 0)
  const elements = answered.map((element, place) => ({
    weight: (shares[place] ?? 0) / allShares,
    count: element.count,
    variance: elementVariance(element) ?? meanVariance,
  }))

  const answersEach = elements.reduce((sum, { count }) => sum + count, 0) / moments.respondents
  const implied = answersEach > 1 ? (ofOwnMeans - meanVariance / answersEach) / (1 - 1 / answersEach) : 0
  // Where most people answered a single element their own means say little of it, yet no covariance exceeds the variance.
  const covariance = Math.min(meanVariance, Math.max(-meanVariance, implied))
  let sampling = 0
  let ofElements = 0
  for (const one of elements) {
    ofElements += one.weight * one.variance
    for (const other of elements) {
      const shared = one === other ? one.variance : covariance
      sampling += (one.weight * other.weight * shared) / Math.max(one.count, other.count)
    }
  }
  return { betweenRespondents: Math.max(0, sampling * moments.respondents), ofElements }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** How many answered 1, 2, 3 and 4. */
export type Distribution = readonly [number, number, number, number]

/**
 * The answers to an element, found again from their count, sum, squares and cubes: four equations for four unknowns.
 * @returns null when answers were not all whole scores from 1 to 4, which SKM Online's halves betray by counts that are
 * not whole or not positive. Only totals of at least sixteen halves among many whole answers can pass for whole ones.
 */
export function distributionOf({ count, sum, squares, cubes }: ElementMoments): Distribution | null {
  const first = sum / scoreUnit
  const second = squares / scoreUnit ** 2
  const third = cubes / scoreUnit ** 3
  // With n answers and x the sum over them, the number that answered 4 is Σ (x−1)(x−2)(x−3) ÷ 6, and so for each.
  const answers = [
    (24 * count - 26 * first + 9 * second - third) / 6,
    (third - 8 * second + 19 * first - 12 * count) / 2,
    (-third + 7 * second - 14 * first + 8 * count) / 2,
    (third - 6 * second + 11 * first - 6 * count) / 6,
  ] as const
  return answers.every((number) => Number.isSafeInteger(number) && number >= 0) ? answers : null
}
