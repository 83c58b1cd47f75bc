// How the answers to one element go with those to the others, and how sure that is: from a tally's moments alone. Pure.

import { errorFunction, probit } from 'simple-statistics'
import { ownMeanUnit } from '../../responses/rules/tally.ts'
import { scoreUnit } from '../../surveys/rules.ts'
import { distributionOf, type ElementMoments, elementVariance, type Moments } from './moments.ts'

/** How the answers to one element go with those to the others; variances and covariances (n − 1) in squared scores. */
export interface Association {
  readonly key: string
  readonly code: string
  readonly name: string
  readonly count: number
  readonly variance: number
  /** Covariance with the sum of the other elements; null where too few answered others besides. */
  readonly withRest: number | null
  /** Variance of the sum of the other elements; null where it is not known or nothing but rounding. */
  readonly restVariance: number | null
  /** Sampling variance of `withRest` that comes from not knowing who left the element out; 0 where nobody did. */
  readonly withRestNoise: number
}

export interface Associations {
  readonly respondents: number
  /** Everybody answered every element. */
  readonly exact: boolean
  /** Variance of the sum over all the elements. */
  readonly totalVariance: number
  readonly elements: readonly Association[]
}

/**
 * Covariance of each element with the sum of the others, from the products of answers and own means: where everybody
 * answered all k elements the sum is k own means, and nothing is lost. Where answers are missing, a figure is what the
 * complete answers would give on three assumptions: that who leaves out an element is not known by their opinion, that
 * an own mean over fewer elements is made of the same variances and covariances, and that the own means of those who
 * answered an element lie where all the totals together put them. With one element left out by some, that place is
 * exact; with more, its uncertainty is `withRestNoise`.
 * @returns null for fewer than two respondents, fewer than two elements with two answers, or fewer than one and a half
 * answers a respondent.
 */
export function associationsOf(moments: Moments): Associations | null {
  const { respondents } = moments
  const answered = moments.elements.filter(({ count }) => count >= 2)
  const size = answered.length
  const answers = sumOf(answered.map(({ count }) => count))
  const answersEach = answers / respondents
  if (respondents < 2 || size < 2 || answersEach < leastAnswersEach) return null
  const exact = moments.elements.every(({ count }) => count === 0 || count === respondents)

  const variances = answered.map((element) => elementVariance(element) ?? 0)
  // An element's variance counts in the own means as often as it was answered.
  const meanVariance = answered.reduce((sum, { count }, place) => sum + count * (variances[place] ?? 0), 0) / answers
  // What own means over fewer elements show of the covariances, brought up to all of them; 1 where nothing is missing.
  const scale = (size - 1) / (answersEach - 1)
  const between = betweenRespondents(answered, answers, respondents)
  const totalVariance = size * (between + (scale - 1) * (between - meanVariance))

  const ownMeans = ownMeansOfAnswerers(answered, answers, moments)
  const elements = answered.map((element, place): Association => {
    const { key, code, name, count } = element
    const variance = variances[place] ?? 0
    const { sum: ofThem, noise } = ownMeans[place] ?? { sum: 0, noise: 0 }
    const others = answers - count
    const known = others / respondents >= leastAnswersEach - 1
    const raise = (size - 1) / (others / respondents)
    const withRest = known ? raise * withOthersAnswered(element, ofThem, others, respondents) : null
    const restVariance = withRest === null ? null : totalVariance - 2 * withRest - variance
    const slope = (raise * (respondents + others)) / respondents
    return {
      ...{ key, code, name, count, variance, withRest },
      restVariance: restVariance !== null && restVariance > (size / 2 / ownMeanUnit) ** 2 ? restVariance : null,
      withRestNoise: (slope * (element.sum / scoreUnit / count)) ** 2 * noise,
    }
  })
  return { respondents, exact, totalVariance, elements }
}

const leastAnswersEach = 1.5

/** Units of the variances of answers and of own means meet in that of their products: 2520 is 210 × 12. */
const unitRatio = BigInt(ownMeanUnit / scoreUnit)
const productUnit = ownMeanUnit * scoreUnit

/** Mean square between respondents of a one-way analysis of variance, in squared scores. */
function betweenRespondents(answered: readonly ElementMoments[], answers: number, respondents: number): number {
  // Own mean × number of answers is the sum of the answers, so that the products add up to Σ answers·own².
  const products = answered.reduce((sum, element) => sum + BigInt(element.products), 0n)
  const sum = answered.reduce((total, element) => total + BigInt(element.sum), 0n)
  const spread = BigInt(answers) * products - unitRatio * sum ** 2n
  return Math.max(0, Number(spread)) / (answers * (respondents - 1)) / productUnit
}

/**
 * Covariance of an element with the sum of the others that those who answered it answered: they have 1 + others ÷
 * respondents answers each, of which their own mean is made.
 */
function withOthersAnswered(
  { count, sum, squares, products }: ElementMoments,
  ownMeans: number,
  others: number,
  respondents: number,
): number {
  const [n, all] = [BigInt(count), BigInt(respondents)]
  const withOwn = n * BigInt(products) - BigInt(sum) * BigInt(ownMeans)
  const ofElement = n * BigInt(squares) - BigInt(sum) ** 2n
  const spread = (all + BigInt(others)) * withOwn - all * unitRatio * ofElement
  return Number(spread) / (count * (count - 1)) / respondents / productUnit
}

/**
 * For each element the sum of the own means of those who answered it, in 2520ths, and the variance of their mean in
 * squared scores. All the answers together are the own means, each as often as its respondent answered: what that total
 * exceeds the expected one is shared among the elements as a sample of so many among all would vary.
 */
function ownMeansOfAnswerers(
  answered: readonly ElementMoments[],
  answers: number,
  { respondents, ownMeans, ownMeanSquares }: Moments,
): { sum: number; noise: number }[] {
  const mean = ownMeans / respondents
  const total = sumOf(answered.map(({ sum }) => sum)) * (ownMeanUnit / scoreUnit)
  const excess = total - answers * mean
  const spreads = answered.map(({ count }) => count * (1 - count / respondents))
  const allSpreads = sumOf(spreads)
  const variance =
    Number(BigInt(respondents) * BigInt(ownMeanSquares) - BigInt(ownMeans) ** 2n) /
    (respondents * (respondents - 1)) /
    ownMeanUnit ** 2
  return answered.map(({ count }, place) => {
    const spread = spreads[place] ?? 0
    if (spread === 0) return { sum: count === respondents ? ownMeans : Math.round(count * mean), noise: 0 }
    const share = spread / allSpreads
    return {
      sum: Math.round(count * mean + share * excess),
      noise: (variance * spread * (1 - share)) / count ** 2,
    }
  })
}

/** Correlation of an element with the sum of the others, −1–1; null where either does not vary. */
export function itemRestOf({ variance, withRest, restVariance }: Association): number | null {
  if (withRest === null || restVariance === null || variance <= 0) return null
  return Math.min(1, Math.max(-1, withRest / Math.sqrt(variance * restVariance)))
}

/** Mean covariance of two elements ÷ mean variance of one. */
export function meanCorrelation({ elements, totalVariance }: Associations): number {
  const variances = sumOf(elements.map(({ variance }) => variance))
  return variances > 0 ? (totalVariance - variances) / (elements.length - 1) / variances : 0
}

/** Sampling variances of an item–rest correlation by Fisher's z, as multiples of 1 ÷ n; both at least 1. */
export interface Inflation {
  /** Of z where both variances come from the same people as the covariance, 1 for normal answers. */
  readonly ofZ: number
  /** Of z where only the covariance varies. */
  readonly ofCovariance: number
}

/**
 * By what the sampling variance of z exceeds the 1 ÷ (n − 3) of normal answers. Answers crowd at the highest score, so
 * that a correlation rests on the few who gave less: 1.2 to 1.4 times at a mean of 3.6, twice and more at 3.8. The
 * factor is the large-sample variance of a correlation from its fourth moments (Steiger & Hakstian, Br. J. Math. Stat.
 * Psychol. 35, 1982), which the tally does not hold; they are taken from respondents of the same distribution of
 * answers to each element and the same mean covariance, whose answers are cut from normal opinions with one common
 * factor (Christoffersson, Psychometrika 40, 1975).
 */
export function inflationsOf(moments: Moments, found: Associations): ReadonlyMap<string, Inflation> {
  let known = inflations.get(moments)
  if (!known) {
    const elements = found.elements.flatMap(({ key }) => moments.elements.find((element) => element.key === key) ?? [])
    const opinions = elements.map((element) => cutsOf(element))
    const answers = answersByOpinion(opinions, loadingOf(opinions, found))
    known = new Map(found.elements.map(({ key }, place) => [key, inflationOf(answers, place)]))
    inflations.set(moments, known)
  }
  return known
}

// Reliability and priorities of the same totals both ask.
const inflations = new WeakMap<Moments, ReadonlyMap<string, Inflation>>()

/** The share in common at which people cut from such opinions have the covariances found. */
function loadingOf(opinions: readonly Opinion[], found: Associations): number {
  const wanted = totalCovariance(found)
  let loading = Math.min(greatestLoading, Math.max(0, meanCorrelation(found)))
  for (let step = 0; step < 6 && wanted > 0; step++) {
    const made = covarianceAt(opinions, loading)
    if (made <= 0) break
    loading = Math.min(greatestLoading, (loading * wanted) / made)
    if (Math.abs(made / wanted - 1) < closeEnough) break
  }
  return loading
}

// The factor it serves for is itself no nearer than some hundredths.
const closeEnough = 0.01

/** Share of an opinion that is common to all elements, in variance: beyond this the nodes of the quadrature are too wide. */
const greatestLoading = 0.95

function totalCovariance({ elements, totalVariance }: Associations): number {
  return totalVariance - sumOf(elements.map(({ variance }) => variance))
}

/** Answers to one element as cuts through a normal opinion: below the first cut 1, above the last 4. */
interface Opinion {
  readonly cuts: readonly [number, number, number]
  readonly mean: number
}

function cutsOf(element: ElementMoments): Opinion {
  const [ones, twos, threes, fours] = distributionOf(element) ?? likeWholeAnswers(element)
  const all = ones + twos + threes + fours
  const cut = (share: number) => (share <= 0 ? -8 : share >= 1 ? 8 : probit(share))
  return {
    cuts: [cut(ones / all), cut((ones + twos) / all), cut((ones + twos + threes) / all)],
    mean: (ones + 2 * twos + 3 * threes + 4 * fours) / all,
  }
}

/** Halves, as SKM Online has them, spread evenly over the whole scores beside the mean and a standard deviation away. */
function likeWholeAnswers({ count, sum, squares }: ElementMoments): [number, number, number, number] {
  const mean = sum / count / scoreUnit
  const deviation = Math.sqrt(Math.max(0, squares / count / scoreUnit ** 2 - mean ** 2))
  const shares: [number, number, number, number] = [0, 0, 0, 0]
  for (const value of [mean - deviation, mean + deviation]) {
    const held = Math.min(4, Math.max(1, value))
    const lower = Math.min(3, Math.floor(held))
    shares[lower - 1] = (shares[lower - 1] ?? 0) + lower + 1 - held
    shares[lower] = (shares[lower] ?? 0) + held - lower
  }
  return shares
}

/** What people of one common opinion answer: cumulants of first to fourth order, each answer from its mean over all people. */
interface AtOpinion {
  readonly share: number
  readonly elements: readonly Cumulants[]
  /** Of the sum of all the elements: cumulants of independent answers add up. */
  readonly total: Cumulants
}

type Cumulants = readonly [number, number, number, number]

function answersByOpinion(opinions: readonly Opinion[], loading: number): AtOpinion[] {
  return nodes.map(({ at, share }) => {
    const elements = opinions.map((opinion) => cumulantsAt(opinion, at, loading))
    const order = (place: 0 | 1 | 2 | 3) => sumOf(elements.map((element) => element[place]))
    const total = [order(0), order(1), order(2), order(3)] as const
    return { share, elements, total }
  })
}

function cumulantsAt(opinion: Opinion, at: number, loading: number): Cumulants {
  let [first, second, third, fourth] = [0, 0, 0, 0]
  let before = 0
  for (const [place, up] of upTo(opinion, at, loading).entries()) {
    const away = place + 1 - opinion.mean
    const weight = up - before
    before = up
    first += weight * away
    second += weight * away ** 2
    third += weight * away ** 3
    fourth += weight * away ** 4
  }
  return [
    first,
    second - first ** 2,
    third - 3 * second * first + 2 * first ** 3,
    fourth - 4 * third * first - 3 * second ** 2 + 12 * second * first ** 2 - 6 * first ** 4,
  ]
}

/** Shares of those with a common opinion who answer 1, up to 2, up to 3 and up to 4. */
function upTo({ cuts: [first, second, third] }: Opinion, at: number, loading: number): [number, number, number, 1] {
  const common = Math.sqrt(loading) * at
  const rest = Math.sqrt(1 - loading)
  return [below((first - common) / rest), below((second - common) / rest), below((third - common) / rest), 1]
}

/** Normal opinions in steps of 0.6, with their shares: the trapezoidal rule, which is all but exact for such curves. */
const nodes = Array.from({ length: 17 }, (_, place) => {
  const at = 0.6 * (place - 8)
  return { at, share: (0.6 * Math.exp(-(at ** 2) / 2)) / Math.sqrt(2 * Math.PI) }
})

/** Sum of the covariances of all pairs of elements */
function covarianceAt(opinions: readonly Opinion[], loading: number): number {
  let sum = 0
  for (const { at, share } of nodes) {
    let total = 0
    let squares = 0
    for (const opinion of opinions) {
      const [one, two, three] = upTo(opinion, at, loading)
      const mean = 4 - one - two - three - opinion.mean
      total += mean
      squares += mean ** 2
    }
    sum += share * (total ** 2 - squares)
  }
  return sum
}

const none: Inflation = { ofZ: 1, ofCovariance: 1 }

function inflationOf(answers: readonly AtOpinion[], place: number): Inflation {
  // Joint moments of the element, whose order comes first, and the sum of the others.
  const joint = { m11: 0, m20: 0, m02: 0, m22: 0, m31: 0, m13: 0, m40: 0, m04: 0 }
  for (const { share, elements, total } of answers) {
    const element = elements[place]
    if (!element) return none
    const one = momentsOf(element[0], element[1], element[2], element[3])
    const rest = momentsOf(total[0] - element[0], total[1] - element[1], total[2] - element[2], total[3] - element[3])
    joint.m11 += share * one[0] * rest[0]
    joint.m20 += share * one[1]
    joint.m02 += share * rest[1]
    joint.m22 += share * one[1] * rest[1]
    joint.m31 += share * one[2] * rest[0]
    joint.m13 += share * one[0] * rest[2]
    joint.m40 += share * one[3]
    joint.m04 += share * rest[3]
  }
  const { m11, m20, m02, m22, m31, m13, m40, m04 } = joint
  if (m20 <= 0 || m02 <= 0) return none
  const r = Math.min(0.995, Math.max(-0.995, m11 / Math.sqrt(m20 * m02)))
  const both = m20 * m02
  const variance =
    (m22 / both) * (1 + r ** 2 / 2) +
    (r ** 2 / 4) * (m40 / m20 ** 2 + m04 / m02 ** 2) -
    (r / Math.sqrt(both)) * (m31 / m20 + m13 / m02)
  const unexplained = (1 - r ** 2) ** 2
  return {
    ofZ: Math.max(1, variance / unexplained),
    ofCovariance: Math.max(1, (m22 / both - r ** 2) / unexplained),
  }
}

/** Moments of first to fourth order from cumulants. */
function momentsOf(mean: number, variance: number, third: number, fourth: number): [number, number, number, number] {
  return [
    mean,
    variance + mean ** 2,
    third + 3 * mean * variance + mean ** 3,
    fourth + 3 * variance ** 2 + 4 * mean * third + 6 * mean ** 2 * variance + mean ** 4,
  ]
}

/** Standard normal distribution function. */
function below(x: number): number {
  return (1 + errorFunction(x / Math.SQRT2)) / 2
}

export function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}
