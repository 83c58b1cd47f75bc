// How far the answers of some may lie from those of everybody: estimates, 95 % intervals, Student's t. Pure.

import { gammaln } from 'simple-statistics'
import type { RuleBook } from '../../surveys/rules.ts'
import type { Fraction } from './fraction.ts'
import { type ElementMoments, elementVariance, indexVariance, type Moments } from './moments.ts'
import type { Summary } from './summary.ts'

/**
 * How the number of people served compares with those who answered. `contradicted`: more answered than were served, so
 * that the number served cannot be right, and is treated as unknown.
 */
export type Population = 'unknown' | 'sampled' | 'census' | 'contradicted'

/** An index, or the mean of one element, with what is needed to say how sure it is. */
export interface Estimate {
  /** Converted value in hundredths, as the summary states it: 8389 is 83.89. */
  readonly hundredths: number
  /** Where the mean lies on the scale, as a share: 0 is all ones, 1 all fours. */
  readonly share: number
  /** Respondents whose answers the figure rests on. */
  readonly respondents: number
  /**
   * Variance of one respondent's part as a share of the greatest possible at this mean: 1 when everybody answers at one
   * end or the other, near 0 when all agree. Null for a single respondent, from whom no variance can be seen.
   */
  readonly dispersion: number | null
  readonly population: Population
  /** Share of the people served who did not answer, 0–1; 1 where the number served is unknown. */
  readonly unseen: number
  /** Ends of the scale in converted values: 25 and 100. */
  readonly scale: readonly [lowest: number, highest: number]
}

export interface Estimates {
  /** Null when nothing was answered. */
  readonly index: Estimate | null
  /** In the summary's order; null for an element nobody answered. */
  readonly elements: readonly { readonly key: string; readonly estimate: Estimate | null }[]
}

/** Low and high end in hundredths of the converted scale, rounded outwards. */
export interface Interval {
  readonly low: number
  readonly high: number
}

/**
 * Estimates of the index and of each element.
 * @param summary what `summarise` made of the same moments by the same rule book.
 * @param served people served in the same period, null when unknown. It narrows the intervals: of a quarter in which
 * half of those served have answered, only the other half is left to guess (finite-population correction, Cochran 1977,
 * § 2.6). Whoever skips an element counts as having no opinion on it, so that the share who answered is that of the
 * respondents.
 */
export function estimatesOf(moments: Moments, summary: Summary, book: RuleBook, served: number | null): Estimates {
  const { lowest, highest } = book.scale
  const population = populationOf(moments.respondents, served)
  const unseen = served === null || population === 'contradicted' ? 1 : 1 - moments.respondents / served
  const ends = [lowest * summary.convertedFactor, highest * summary.convertedFactor] as const
  const estimate = (value: Fraction, hundredths: number, respondents: number, spread: Spread | null): Estimate => {
    const mean = Number(value.numerator) / Number(value.denominator)
    return {
      hundredths,
      share: Math.min(1, Math.max(0, (mean - lowest) / (highest - lowest))),
      respondents,
      dispersion: spread && dispersionOf(mean, respondents, spread, book),
      population,
      unseen,
      scale: ends,
    }
  }
  const byKey = new Map(moments.elements.map((element) => [element.key, element]))
  return {
    index:
      summary.indexValue && summary.ikm !== null
        ? estimate(summary.indexValue, summary.ikm, moments.respondents, spreadOfIndex(moments))
        : null,
    elements: summary.elements.map(({ key, mean, convertedValue, count }) => {
      const element = byKey.get(key)
      if (!mean || convertedValue === null || !element) return { key, estimate: null }
      return { key, estimate: estimate(mean, convertedValue, count, spreadOfElement(element)) }
    }),
  }
}

function populationOf(respondents: number, served: number | null): Population {
  if (served === null) return 'unknown'
  if (respondents > served) return 'contradicted'
  return respondents === served ? 'census' : 'sampled'
}

/** Variances in squared scores. */
interface Spread {
  /** Of one respondent's part in the figure. */
  readonly variance: number
  /** Of one answer to one element. */
  readonly answerVariance: number
}

function spreadOfIndex(moments: Moments): Spread | null {
  const found = indexVariance(moments)
  return found && { variance: found.betweenRespondents, answerVariance: found.ofElements }
}

function spreadOfElement(element: ElementMoments): Spread | null {
  const found = elementVariance(element)
  return found === null ? null : { variance: found, answerVariance: found }
}

/**
 * Observed variance ÷ greatest possible, (mean − lowest)(highest − mean). To both is added, as errors add up (root of
 * the squares), what one respondent more would bring who answers one whole score away from the rest: 1 ÷ 3 is what
 * answers of 3 and 4 come to near 4. So a sample in which all agree still leaves room for those who would not have, and
 * one with some spread is left as it is. In the index that respondent counts less as the answers of one person differ
 * among themselves: by the variance between respondents over that of single answers.
 */
function dispersionOf(mean: number, respondents: number, { variance, answerVariance }: Spread, book: RuleBook): number {
  const { lowest, highest } = book.scale
  // The tenth of a squared score keeps the ratio known where no answers differ: there it is 1.
  const likeness = Math.min(1, (respondents * variance + 0.1) / (respondents * answerVariance + 0.1))
  const greatest = (mean - lowest) * (highest - mean)
  const observed = Math.hypot(respondents * variance, likeness)
  return Math.min(1, observed / Math.hypot(respondents * greatest, likeness * (highest - lowest)))
}

/**
 * 95 % interval: the score interval of Wilson (1927) for a mean on a bounded scale. It holds every mean μ that the
 * answers do not contradict, |mean − μ| ≤ t·√(dispersion·(μ − lowest)(highest − μ)·unseen ÷ n), with Student's t on n −
 * 1 degrees. So it never leaves the scale, leans away from its ends, and keeps its promise near 4, where mean ± t·s ÷
 * √n does not. It never reaches beyond what is possible when those who did not answer all gave the lowest or the
 * highest score. Source: Wilson's form with an effective sample size, n ÷ (dispersion·unseen), is what Franco, Little,
 * Louis & Slud (J. Surv. Stat. Methodol. 7, 2019) recommend for proportions in surveys of clusters; a respondent is the
 * cluster here, and a mean on a bounded scale a proportion whose dispersion is less than 1.
 * @returns null for a single respondent of many; the figure itself when everybody served has answered.
 */
export function intervalOf(estimate: Estimate): Interval | null {
  const { hundredths, respondents, dispersion, share, unseen, scale } = estimate
  if (unseen === 0) return { low: hundredths, high: hundredths }
  if (dispersion === null) return null
  const critical = criticalValue(respondents - 1)
  const limits = scoreLimits(share, respondents / (dispersion * unseen), critical)
  const possible = possibleShares(estimate)
  const onScale = (value: number) => 100 * (scale[0] + value * (scale[1] - scale[0]))
  // A billionth is what floating point may have added, and no reason to round outwards.
  const low = Math.floor(onScale(Math.max(limits.low, possible.low)) + 1e-9)
  const high = Math.ceil(onScale(Math.min(limits.high, possible.high)) - 1e-9)
  return { low: Math.min(low, hundredths), high: Math.max(high, hundredths) }
}

// The same degrees come again with every figure of a unit and on every visit, and finding the quantile is most of the work.
const criticalValues = new Map<number, number>()
const mostCriticalValues = 20_000

function criticalValue(degrees: number): number {
  let critical = criticalValues.get(degrees)
  if (critical === undefined) {
    if (criticalValues.size >= mostCriticalValues) criticalValues.clear()
    critical = studentQuantile(0.975, degrees)
    criticalValues.set(degrees, critical)
  }
  return critical
}

/** The shares that remain possible when those who did not answer had all given the lowest, or all the highest score. */
function possibleShares({ share, unseen }: Estimate) {
  return { low: share * (1 - unseen), high: share * (1 - unseen) + unseen }
}

/**
 * Wilson's score limits of a share. Source: Wilson, J. Am. Stat. Assoc. 22 (1927).
 * @param size effective number of observations, > 0, not necessarily whole.
 * @param critical quantile of the normal or Student's t.
 */
export function scoreLimits(share: number, size: number, critical: number): { low: number; high: number } {
  const pull = critical ** 2 / size
  const centre = (share + pull / 2) / (1 + pull)
  const half = Math.sqrt(pull * share * (1 - share) + pull ** 2 / 4) / (1 + pull)
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) }
}

/**
 * The confidence, 0–1, that the figure of everybody served is at least a value: the level at which the value is the
 * lower limit of a one-sided interval by the method of `intervalOf`. Source of confidence as a distribution: Cox, Ann.
 * Math. Stat. 29 (1958).
 * @param value on the converted scale, 25–100.
 * @returns null for a single respondent of many.
 */
export function confidenceAtLeast(estimate: Estimate, value: number): number | null {
  const { hundredths, respondents, dispersion, share, unseen, scale } = estimate
  if (unseen === 0) return hundredths >= 100 * value ? 1 : 0
  if (dispersion === null) return null
  const asked = (value - scale[0]) / (scale[1] - scale[0])
  const possible = possibleShares(estimate)
  if (asked <= possible.low) return 1
  if (asked > possible.high) return 0
  const error = Math.sqrt((dispersion * unseen * asked * (1 - asked)) / respondents)
  return error === 0 ? 0 : 1 - studentTail((share - asked) / error, respondents - 1)
}

/**
 * The chance that Student's t exceeds a value. simple-statistics has no t distribution; this is half the regularised
 * incomplete beta function I_x(ν/2, ½) at x = ν ÷ (ν + t²) for t ≥ 0. Source: NIST Digital Library of Mathematical
 * Functions, § 8.17.
 * @param degrees degrees of freedom, > 0, not necessarily whole.
 */
export function studentTail(t: number, degrees: number): number {
  if (t < 0) return 1 - studentTail(-t, degrees)
  const square = t * t
  if (!Number.isFinite(square)) return 0
  return incompleteBeta(degrees / 2, 0.5, degrees / (degrees + square), square / (degrees + square)) / 2
}

/**
 * The value that Student's t stays below with a probability from 0.5 up to, not including, 1. Newton's method from
 * below, where the distribution function is concave, so that each step comes nearer and none goes too far.
 */
export function studentQuantile(probability: number, degrees: number): number {
  const tail = 1 - probability
  let t = 0
  for (let step = 0; step < 200; step++) {
    const next = t + (studentTail(t, degrees) - tail) / studentDensity(t, degrees)
    if (Math.abs(next - t) <= 1e-12 * next) return next
    t = next
  }
  return t
}

function studentDensity(t: number, degrees: number): number {
  const constant = gammaln((degrees + 1) / 2) - gammaln(degrees / 2) - Math.log(degrees * Math.PI) / 2
  return Math.exp(constant - ((degrees + 1) / 2) * Math.log1p((t * t) / degrees))
}

/** Logarithm of the beta function. */
export function logBeta(a: number, b: number): number {
  return gammaln(a) + gammaln(b) - gammaln(a + b)
}

/**
 * Regularised incomplete beta function by its continued fraction (DLMF 8.17.22), evaluated by Lentz's method as in
 * Press et al., Numerical Recipes, § 6.4.
 * @param rest 1 − x, given apart so that nothing is lost near 1.
 */
export function incompleteBeta(a: number, b: number, x: number, rest: number): number {
  if (x <= 0) return 0
  if (rest <= 0) return 1
  // The fraction converges fast on this side of the mean only; the other side is its mirror image.
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(b, a, rest, x)
  const logX = x > 0.5 ? Math.log1p(-rest) : Math.log(x)
  const logRest = x > 0.5 ? Math.log(rest) : Math.log1p(-x)
  const front = Math.exp(a * logX + b * logRest - logBeta(a, b)) / a
  const tiny = 1e-300
  const awayFromZero = (value: number) => (Math.abs(value) < tiny ? tiny : value)
  let d = 1 / awayFromZero(1 - ((a + b) * x) / (a + 1))
  let c = 1
  let fraction = d
  for (let m = 1; m <= 1_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / awayFromZero(1 + even * d)
    c = awayFromZero(1 + even / c)
    fraction *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / awayFromZero(1 + odd * d)
    c = awayFromZero(1 + odd / c)
    const step = d * c
    fraction *= step
    if (Math.abs(step - 1) < 1e-15) break
  }
  return front * fraction
}
