// Which elements weigh most with respondents, and how the office does in them: importance beside performance. Pure.

import { type Associations, associationsOf, inflationsOf, itemRestOf, meanCorrelation } from './association.ts'
import { holm, permittedError } from './change.ts'
import { type Estimates, type Interval, intervalOf, studentTail } from './interval.ts'
import type { Moments } from './moments.ts'
import { type ElementSummary, lowestElements, type Summary } from './summary.ts'

/**
 * The quadrants of Importance–Performance Analysis (Martilla & James, J. Marketing 41, 1977); `undecided` where the
 * data do not tell on which side of both lines an element lies.
 */
export type Quadrant = 'mainPriority' | 'keepUp' | 'lowPriority' | 'possibleOverkill' | 'undecided'

export const quadrantWords: Readonly<Record<Quadrant, string>> = {
  mainPriority: 'Prioritas utama',
  keepUp: 'Pertahankan',
  lowPriority: 'Prioritas rendah',
  possibleOverkill: 'Berlebihan',
  undecided: 'belum dapat dibedakan',
}

/** `tooFew`: under thirty respondents, of whom nothing is said. */
export type Priorities =
  | { readonly state: 'tooFew'; readonly respondents: number; readonly minimum: number; readonly lowest: Lowest }
  | {
      readonly state: 'known'
      readonly respondents: number
      readonly elements: readonly Priority[]
      readonly lines: Lines
      readonly lowest: Lowest
    }

/** The three elements with the lowest means, which the regulation wants followed up whatever their importance. */
type Lowest = readonly ElementSummary[]

export interface Lines {
  /** Mean importance of the elements, a correlation; null where fewer than three have one. */
  readonly importance: number | null
  /** Mean performance of the elements, in hundredths of the converted scale; null when nothing was answered. */
  readonly performance: number | null
}

export interface Priority {
  readonly key: string
  readonly code: string
  readonly name: string
  /** Null where it cannot be computed. */
  readonly importance: Importance | null
  /** Null when nobody answered the element. */
  readonly performance: { readonly hundredths: number; readonly interval: Interval | null } | null
  readonly quadrant: Quadrant
}

/** Correlations, −1–1. */
export interface Importance {
  /** Drawn towards the mean of the elements as far as chance may have parted them. */
  readonly correlation: number
  /** 95 % interval. */
  readonly low: number
  readonly high: number
  /** As found, before shrinkage. */
  readonly observed: number
}

/** Respondents, and answers to an element, from which importance is spoken of. */
export const leastRespondents = 30

/** Elements with an importance of their own from which a mean of them says anything. */
export const leastElements = 3

/**
 * Importance and performance of each element. Importance is derived, nobody is asked for it: the correlation of the
 * element with the sum of the others, so that no element is correlated with itself, shrunk towards their mean (see
 * `shrink`). A quadrant is named only where both 95 % intervals leave their line on one side, and two tests of the
 * distances from the lines agree; its probability is the greater of the two (intersection–union: Berger, Technometrics
 * 24, 1982), adjusted over all elements by Holm, so that some quadrant is wrong on at most 5 of 100 pages.
 * @param summary what `summarise` made of the moments.
 * @param estimates what `estimatesOf` made of them.
 */
export function prioritiesOf(moments: Moments, summary: Summary, estimates: Estimates): Priorities {
  const { respondents } = moments
  const lowest = lowestElements(summary)
  if (respondents < leastRespondents) return { state: 'tooFew', respondents, minimum: leastRespondents, lowest }
  const found = associationsOf(moments)
  const ranked = found ? shrink(bondsOf(moments, found)) : null
  const line = meanPerformance(summary)

  const placed = moments.elements.map(({ key, code, name }) => {
    const estimate = estimates.elements.find((element) => element.key === key)?.estimate ?? null
    const performance = estimate && { hundredths: estimate.hundredths, interval: intervalOf(estimate) }
    const shrunk = ranked?.elements.get(key)
    const distance = found ? distanceFromMean(found, key, summary) : null
    return { key, code, name, performance, shrunk, distance }
  })
  const adjusted = holm(
    placed.map(({ shrunk, distance }) => ({ probability: Math.max(shrunk?.probability ?? 1, distance ?? 1) })),
  )
  return {
    state: 'known',
    respondents,
    elements: placed.map(({ key, code, name, performance, shrunk }, place): Priority => {
      const importance = shrunk?.importance ?? null
      const proven = (adjusted[place] ?? 1) <= permittedError
      const important = ranked && importance ? sideOf(importance, ranked.line) : null
      const strong = performance?.interval && line !== null ? sideOf(performance.interval, line) : null
      return {
        key,
        code,
        name,
        importance,
        performance,
        quadrant: proven ? quadrantOf(important, strong) : 'undecided',
      }
    }),
    lines: { importance: ranked?.line ?? null, performance: line === null ? null : Math.round(line) },
    lowest,
  }
}

/** Which side of a line an interval lies on; null where it holds the line. */
function sideOf(
  { low, high }: { readonly low: number; readonly high: number },
  line: number,
): 'above' | 'below' | null {
  return low > line ? 'above' : high < line ? 'below' : null
}

function quadrantOf(important: ReturnType<typeof sideOf>, strong: ReturnType<typeof sideOf>): Quadrant {
  if (!important || !strong) return 'undecided'
  if (important === 'above') return strong === 'below' ? 'mainPriority' : 'keepUp'
  return strong === 'below' ? 'lowPriority' : 'possibleOverkill'
}

/** Mean of the elements' converted values, in hundredths, unrounded. */
function meanPerformance({ elements, convertedFactor }: Summary): number | null {
  const means = elements.flatMap(({ mean }) => (mean ? [Number(mean.numerator) / Number(mean.denominator)] : []))
  return means.length === 0 ? null : (100 * convertedFactor * means.reduce((sum, mean) => sum + mean, 0)) / means.length
}

/**
 * Two-sided probability that an element lies so far from the mean of the elements by chance. Answer and mean are of the
 * same people, so that the variance is that of their difference; Student's t as for any paired test.
 * @returns null where it is not known.
 */
function distanceFromMean({ elements, totalVariance }: Associations, key: string, summary: Summary): number | null {
  const element = elements.find((one) => one.key === key)
  const line = meanPerformance(summary)
  const mean = summary.elements.find((one) => one.key === key)?.mean
  if (!element || element.withRest === null || line === null || !mean) return null
  const size = elements.length
  const { count, variance, withRest } = element
  const distance = Number(mean.numerator) / Number(mean.denominator) - line / (100 * summary.convertedFactor)
  const spread = variance - (2 * (variance + withRest)) / size + totalVariance / size ** 2
  // Where all differ by the same, one respondent more who does not is what the sample leaves room for.
  const room = Math.max(spread, 1 / count)
  return Math.min(1, 2 * studentTail(Math.abs(distance) / Math.sqrt(room / count), count - 1))
}

/** The correlation of an element with the others by Fisher's z. */
interface Bond {
  readonly key: string
  readonly observed: number
  readonly z: number
  /** Sampling variance of z. */
  readonly variance: number
}

interface Bonds {
  readonly respondents: number
  readonly elements: readonly Bond[]
  /** Correlation of the z of two elements from sample to sample, since they come from the same people. */
  readonly together: number
}

function bondsOf(moments: Moments, found: Associations): Bonds {
  const factors = inflationsOf(moments, found)
  const answers = sumOf(found.elements.map(({ count }) => count))
  const missing = 1 - answers / (found.elements.length * found.respondents)
  const elements = found.elements.flatMap((association): Bond[] => {
    const { key, count, variance, restVariance, withRestNoise } = association
    const correlation = itemRestOf(association)
    if (correlation === null || restVariance === null || count < leastRespondents) return []
    // Nobody's answers are all of one piece for ever, and Fisher's z of 1 is infinite.
    const observed = Math.min(0.995, Math.max(-0.995, correlation))
    const unexplained = 1 - observed ** 2
    const noise = withRestNoise / (variance * restVariance) / unexplained ** 2
    const { ofZ, ofCovariance } = factors.get(key) ?? { ofZ: 1, ofCovariance: 1 }
    // The covariance of those who answered beside the variance of all: what they have apart does not cancel out.
    const apart = ofCovariance * (1 / count - 1 / found.respondents)
    return [
      {
        key,
        observed,
        z: Math.atanh(observed),
        variance: ofZ / (found.respondents - 3) + apart + noise + (errorOfModel * missing) ** 2,
      },
    ]
  })
  return { respondents: found.respondents, elements, together: correlationOfBonds(found) }
}

/**
 * Standard error in z, for each share of answers missing, of taking all covariances for alike where own means rest on
 * fewer elements: 0.02 was seen where half left out one element of nine, the one most like the others.
 */
const errorOfModel = 0.3

interface Shrunk {
  readonly elements: ReadonlyMap<string, { readonly importance: Importance; readonly probability: number }>
  readonly line: number
}

/**
 * Empirical Bayes: each z is drawn towards the mean of all, the more, the more of what parts them chance alone would.
 * The variance between elements is estimated by moments (DerSimonian & Laird, Control. Clin. Trials 7, 1986), the
 * shrinkage and its interval are those of Morris (J. Am. Stat. Assoc. 78, 1983) after Efron & Morris (ibid. 70, 1975),
 * which allow for that variance being estimated from few elements. None is drawn further than half a standard error, so
 * that the one element which truly stands apart is not talked away (limited translation: Efron & Morris, ibid. 67,
 * 1972). What the z have in common from sample to sample does
 * not part them: it is left out of the shrinkage and put back into the interval.
 * @returns null for fewer than three elements.
 */
function shrink({ respondents, elements, together }: Bonds): Shrunk | null {
  const size = elements.length
  if (size < leastElements) return null
  const centre = elements.reduce((sum, { z }) => sum + z, 0) / size
  const own = elements.map(({ variance }) => variance * (1 - together))
  const common = (together * elements.reduce((sum, { variance }) => sum + Math.sqrt(variance), 0) ** 2) / size ** 2
  const between = betweenElements(elements, own)
  const factor = (size - 3) / (size - 1)
  const shrunk = elements.map(({ key, z, observed, variance }, place) => {
    const alone = own[place] ?? variance
    const pull = (factor * alone) / (alone + between)
    const away = z - centre
    const most = greatestShift * Math.sqrt(alone)
    const limited = pull * Math.abs(away) > most
    const at = z - (limited ? Math.sign(away) * most : pull * away)
    const uncertain = size > 3 ? (2 / (size - 3)) * pull ** 2 * away ** 2 : 0
    // What is drawn no further than it may be has gained nothing by it.
    const ofOwn = limited ? alone : Math.min(alone, alone * (1 - ((size - 1) / size) * pull) + uncertain)
    const half = normal975 * Math.sqrt(common + ofOwn)
    const importance = {
      correlation: Math.tanh(at),
      low: Math.tanh(at - half),
      high: Math.tanh(at + half),
      observed,
    }
    const ofDistance = alone * (1 - 1 / size) ** 2 + (sumOf(own) - alone) / size ** 2
    const probability = Math.min(1, 2 * studentTail(Math.abs(away) / Math.sqrt(ofDistance), respondents - 3))
    return [key, { importance, probability }] as const
  })
  return { elements: new Map(shrunk), line: Math.tanh(centre) }
}

const normal975 = 1.959963985

/** How far an element may be drawn towards the mean, in standard errors. */
export const greatestShift = 0.5

/** Variance of the true z of the elements, at least 0. */
function betweenElements(elements: readonly Bond[], variances: readonly number[]): number {
  const weights = variances.map((variance) => 1 / variance)
  const all = sumOf(weights)
  const mean = sumOf(elements.map(({ z }, place) => z * (weights[place] ?? 0))) / all
  const heterogeneity = sumOf(elements.map(({ z }, place) => (weights[place] ?? 0) * (z - mean) ** 2))
  const scale = all - sumOf(weights.map((weight) => weight ** 2)) / all
  return Math.max(0, (heterogeneity - (elements.length - 1)) / scale)
}

/**
 * Correlation of the item–rest correlations of two elements from sample to sample. Source: the covariance of two
 * correlations of normal variables (Olkin & Siotani, 1976; Steiger, Psychol. Bull. 87, 1980), with all pairs of
 * elements as alike as they are on average.
 */
function correlationOfBonds(found: Associations): number {
  const size = found.elements.length
  const alike = Math.min(0.98, Math.max(0, meanCorrelation(found)))
  const rest = (size - 1) * (1 + (size - 2) * alike)
  const own = ((size - 1) * alike) / Math.sqrt(rest)
  const other = (1 + (size - 2) * alike) / Math.sqrt(rest)
  // The two rests share all but two elements; each holds the other's element.
  const rests = (size - 2 + ((size - 1) ** 2 - (size - 2)) * alike) / rest
  const covariance =
    (own ** 2 * (alike ** 2 + 2 * other ** 2 + rests ** 2)) / 2 +
    alike * rests +
    other ** 2 -
    2 * own * other * (alike + rests)
  return Math.min(0.9, Math.max(0, covariance / (1 - own ** 2) ** 2))
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}
