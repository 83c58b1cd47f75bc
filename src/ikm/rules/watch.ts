// Whether a unit's level has shifted, week by week: control limits that a unit's own past teaches. Pure.

import { ownMeanUnit } from '../../responses/rules/tally.ts'
import type { RuleBook } from '../../surveys/rules.ts'
import { fraction, roundHalfUp } from './fraction.ts'

/** Answers of one week that is over. */
export interface WeekTotals {
  /** Number of the week: one more each week, from whatever beginning. */
  readonly week: number
  readonly respondents: number
  /** Sum of the respondents' own means, in 2520ths of a score. */
  readonly ownMeans: number
  /** Sum of the squares of the respondents' own means, in 2520ths squared. */
  readonly ownMeanSquares: number
}

export type Shift = 'lower' | 'higher'

/** What is drawn: one week, or as many together as it took until enough had answered. */
export interface WatchPoint {
  readonly firstWeek: number
  readonly lastWeek: number
  readonly respondents: number
  /** Mean of the respondents' own means as a converted value in hundredths, rounded once. */
  readonly mean: number
  /** Null while the level is being learnt, and for last weeks in which too few have answered yet. */
  readonly band: Band | null
  /** Where the mean lies when it lies outside its limits. */
  readonly signal: Shift | null
}

/** Converted values in hundredths; lower ≤ centre ≤ upper. */
export interface Band {
  /** The level learnt so far. */
  readonly centre: number
  readonly lower: number
  readonly upper: number
}

/**
 * `lower`, `higher`: a shift was seen in the last quarter of a year. `steady`: watched, and none seen in that time.
 * `tooFew`: not watched, since too few have answered, or none for so long.
 */
export type WatchState = 'tooFew' | 'steady' | Shift

export interface Watch {
  /** Oldest first; weeks without answers have none. */
  readonly points: readonly WatchPoint[]
  readonly state: WatchState
  /** The week in which the level most likely shifted; null unless the state is `lower` or `higher`. */
  readonly began: number | null
}

export const watchWords: Readonly<Record<WatchState, string>> = {
  tooFew: 'belum cukup jawaban untuk dipantau',
  steady: 'stabil',
  lower: 'bergeser turun',
  higher: 'bergeser naik',
}

/** `stabil` · `bergeser turun sejak pekan 12 Oktober 2026`. @param began the Monday of that week, as written. */
export function watchInWords({ state }: Pick<Watch, 'state'>, began: string | null): string {
  const shifted = state === 'lower' || state === 'higher'
  return shifted && began !== null ? `${watchWords[state]} sejak pekan ${began}` : watchWords[state]
}

/** Respondents that make a point: one person's answers are too far from normal to be judged alone. */
export const enough = 3

/** Points from which a first level is learnt before anything is watched, and a new level after a shift. */
export const toLearn = 8
export const toLearnAgain = 4

/**
 * Share of the newest point in the moving average, and how many of its standard deviations it may stray. With known
 * parameters and normal scores that is one false alarm in 544 points (Markov chain of Lucas & Saccucci, Technometrics
 * 32, 1990); four years have 208. The reserve is for parameters that are estimated and weeks that are not normal.
 */
export const memory = 0.3
export const stray = 3.05 * Math.sqrt(memory / (2 - memory))

/** Weeks for which a shift is news. */
export const lately = 13

/** Some respondents who make one point. */
interface Subgroup {
  readonly firstWeek: number
  readonly lastWeek: number
  readonly respondents: number
  /** In 2520ths of a score. */
  readonly ownMeans: number
  /** Where their mean lies on the scale, 0–1. */
  readonly share: number
  /** Sum of squared distances from their mean, in squared shares. */
  readonly squares: number
}

/**
 * Watches a unit with a self-starting chart: every point is judged by what came before it, so that no true level need
 * be known, and the unit's level is learnt anew after each shift, so that a shift is signalled once, and a return is a
 * shift of its own. The steps:
 * 1. Weeks with fewer than three respondents wait for those after them.
 * 2. A mean becomes an angle, arcsin √ of its share of the scale (`angleOf`): limits never leave the scale, and means
 *    near 4, whose distribution leans, become nearly normal.
 * 3. Weeks differ by more than sampling alone, as in Laney's p′ chart (Qual. Eng. 14, 2002): `levelOf`.
 * 4. The distance from the level becomes a normal score by the t distribution (Q chart: Quesenberry, J. Qual. Technol.
 *    23, 1991; self-starting charts: Hawkins, The Statistician 36, 1987). Between two shifts these scores are nearly
 *    independent, being recursive residuals of a regression on the levels (Brown, Durbin & Evans, J. R. Stat. Soc. B
 *    37, 1975): wholly so if the weights were known.
 * 5. Their exponentially weighted moving average signals when it strays too far (Roberts, Technometrics 1, 1959; on Q
 *    statistics: Quesenberry, On properties of Q charts for variables, 1993). The limits beside a point are those that
 *    its own mean would have had to pass for that, so that a mean signals when, and only when, it is seen outside them;
 *    after low weeks less is needed for `lower`.
 *
 * @param weeks weeks that are over, oldest first; those without answers may be absent. A week still running would be
 * judged again each day, and cry wolf more often.
 * @param now the last week that is over, from which `lately` is counted.
 * @param book whose scale and factor the answers have.
 */
export function watchOf(weeks: readonly WeekTotals[], now: number, book: RuleBook): Watch {
  const { complete, waiting } = subgroupsOf(weeks, book)
  const points: WatchPoint[] = []
  const earlier: (readonly Subgroup[])[] = []
  let current: Subgroup[] = []
  /** Normal scores of the current level's subgroups, 0 for those it was learnt from. */
  let scores: number[] = []
  let average = 0
  let seen: { shift: Shift; began: number; week: number } | null = null
  for (const subgroup of complete) {
    const learnt = current.length >= (earlier.length === 0 ? toLearn : toLearnAgain)
    const level = learnt ? levelOf([...earlier, current], subgroup, book) : null
    const point = pointOf(subgroup, level && bandOf(level, average, book), book)
    const score = level
      ? normalScore((angleOf(subgroup, level.dispersion) - level.angle) / level.error, level.degrees)
      : 0
    average = (1 - memory) * average + memory * score
    points.push(point)
    current.push(subgroup)
    scores.push(score)
    if (!point.signal) continue
    const first = beginning(scores, point.signal)
    earlier.push(current.slice(0, first))
    current = current.slice(first)
    scores = current.map(() => 0)
    average = 0
    seen = { shift: point.signal, began: current[0]?.firstWeek ?? point.firstWeek, week: point.lastWeek }
  }
  const last = points.at(-1)
  const watched = last !== undefined && last.band !== null && now - last.lastWeek < lately
  if (waiting) points.push(pointOf(waiting, null, book))
  if (seen && now - seen.week < lately) return { points, state: seen.shift, began: seen.began }
  return { points, state: watched ? 'steady' : 'tooFew', began: null }
}

/** Weeks together until enough have answered; `waiting` are the last weeks, if that is not so yet. */
function subgroupsOf(weeks: readonly WeekTotals[], book: RuleBook) {
  const complete: Subgroup[] = []
  let together: WeekTotals[] = []
  for (const week of weeks) {
    if (week.respondents === 0) continue
    together.push(week)
    if (together.reduce((sum, { respondents }) => sum + respondents, 0) < enough) continue
    complete.push(subgroupOf(together, book))
    together = []
  }
  return { complete, waiting: together.length > 0 ? subgroupOf(together, book) : null }
}

/** @param weeks with respondents, not empty. */
function subgroupOf(weeks: readonly WeekTotals[], { scale }: RuleBook): Subgroup {
  const range = scale.highest - scale.lowest
  let [respondents, ownMeans, ownMeanSquares] = [0, 0, 0]
  for (const week of weeks) {
    respondents += week.respondents
    ownMeans += week.ownMeans
    ownMeanSquares += week.ownMeanSquares
  }
  const share = (ownMeans / respondents / ownMeanUnit - scale.lowest) / range
  // Whole numbers until the difference is taken, which is what floating point would lose.
  const spread = Math.max(0, respondents * ownMeanSquares - ownMeans * ownMeans) / respondents
  return {
    firstWeek: weeks[0]?.week ?? 0,
    lastWeek: weeks.at(-1)?.week ?? 0,
    respondents,
    ownMeans,
    share: Math.min(1, Math.max(0, share)),
    squares: spread / (range * ownMeanUnit) ** 2,
  }
}

function pointOf(subgroup: Subgroup, band: Band | null, { convertedFactor }: RuleBook): WatchPoint {
  const { firstWeek, lastWeek, respondents, ownMeans } = subgroup
  const mean = roundHalfUp(fraction(ownMeans * convertedFactor, respondents * ownMeanUnit), 2)
  const signal = band && (mean < band.lower ? 'lower' : mean > band.upper ? 'higher' : null)
  return { firstWeek, lastWeek, respondents, mean, band, signal }
}

/** What the past says of the point to come. */
interface Level {
  /** Mean of the current level as a share of the scale, and as an angle. */
  readonly share: number
  readonly angle: number
  /** Standard error of the next point's angle around it. */
  readonly error: number
  /** Degrees of freedom of that error. */
  readonly degrees: number
  readonly dispersion: number
  /** Respondents of the next point ÷ dispersion: as many yes-or-no answers would be as sure. */
  readonly size: number
}

/**
 * Level and error of the next point, by a regression on the levels so far. Variance of an angle: sampling, which its
 * respondents tell, plus a variance between weeks by the method of moments (DerSimonian & Laird, Control. Clin. Trials
 * 7, 1986). Both together only weigh the points; the error is what the points themselves show (as in Hartung & Knapp,
 * Stat. Med. 20, 2001), never less than these variances explain.
 * @param levels not empty; together two points more than there are levels at least.
 */
function levelOf(levels: readonly (readonly Subgroup[])[], next: Subgroup, book: RuleBook): Level {
  const dispersion = dispersionOf(levels, book)
  const angles = levels.map((level) => level.map((subgroup) => angleOf(subgroup, dispersion)))
  const sampling = levels.map((level) => level.map(({ respondents }) => samplingVariance(respondents / dispersion)))
  const degrees = levels.reduce((sum, level) => sum + level.length - 1, 0)

  let [squares, scale] = [0, 0]
  for (const [place, variances] of sampling.entries()) {
    const fit = fitOf(angles[place] ?? [], variances, 0)
    squares += fit.squares
    scale += fit.weight - fit.squaredWeights / fit.weight
  }
  const between = Math.max(0, (squares - degrees) / scale)

  squares = 0
  let [angle, weight] = [0, 0]
  for (const [place, variances] of sampling.entries()) {
    const fit = fitOf(angles[place] ?? [], variances, between)
    squares += fit.squares
    angle = fit.mean
    weight = fit.weight
  }
  const current = levels.at(-1) ?? []
  const shares = current.map(({ share }) => share)
  const size = next.respondents / dispersion
  const variance = Math.max(1, squares / degrees) * (samplingVariance(size) + between + 1 / weight)
  const share = fitOf(shares, sampling.at(-1) ?? [], between).mean
  return { share, angle, error: Math.sqrt(variance), degrees, dispersion, size }
}

/**
 * Weighted mean of some values with these variances, and the weighted sum of squares around it. Values are taken from
 * the first on, so that equal ones differ by nothing.
 */
function fitOf(values: readonly number[], variances: readonly number[], between: number) {
  const origin = values[0] ?? 0
  let [weight, squaredWeights, sum, squares] = [0, 0, 0, 0]
  for (let place = 0; place < values.length; place++) {
    const own = 1 / ((variances[place] ?? 0) + between)
    const value = (values[place] ?? 0) - origin
    weight += own
    squaredWeights += own * own
    sum += own * value
    squares += own * value * value
  }
  return { weight, squaredWeights, mean: origin + sum / weight, squares: Math.max(0, squares - (sum * sum) / weight) }
}

/**
 * Variance of the respondents' own means around the mean of their point, as a share of the greatest possible at the
 * mean of all. As in `interval.ts` one respondent more is added who answers one whole score away from the rest, so that
 * years of nothing but fours leave room for a three.
 */
function dispersionOf(levels: readonly (readonly Subgroup[])[], { scale }: RuleBook): number {
  const range = scale.highest - scale.lowest
  let [respondents, shares, squares, degrees] = [0, 0, 0, 0]
  for (const level of levels) {
    for (const subgroup of level) {
      respondents += subgroup.respondents
      shares += subgroup.respondents * subgroup.share
      squares += subgroup.squares
      degrees += subgroup.respondents - 1
    }
  }
  const share = shares / respondents
  const observed = Math.hypot((respondents * squares) / degrees, 1 / range ** 2)
  return Math.min(1, observed / Math.hypot(respondents * share * (1 - share), 1 / range))
}

/**
 * The angle whose squared sine is the share, drawn in from the ends, and its variance, which hardly depends on the
 * share. Source: Anscombe, Biometrika 35 (1948); shares of a scale count as proportions of size n ÷ dispersion.
 */
function angleOf({ share, respondents }: Subgroup, dispersion: number): number {
  const size = respondents / dispersion
  return Math.asin(Math.sqrt((size * share + 3 / 8) / (size + 3 / 4)))
}

function samplingVariance(size: number): number {
  return 1 / (4 * size + 2)
}

function shareAt(angle: number, size: number): number {
  const within = Math.min(Math.PI / 2, Math.max(0, angle))
  return Math.min(1, Math.max(0, ((size + 3 / 4) * Math.sin(within) ** 2 - 3 / 8) / size))
}

/** @param average the moving average before this point. */
function bandOf(level: Level, average: number, { scale, convertedFactor }: RuleBook): Band {
  const hundredths = (share: number) => 100 * convertedFactor * (scale.lowest + share * (scale.highest - scale.lowest))
  const limit = (edge: number) => {
    const score = (edge - (1 - memory) * average) / memory
    return hundredths(shareAt(level.angle + level.error * studentValue(score, level.degrees), level.size))
  }
  // A millionth is what floating point may have added, and no reason to round outwards.
  const lower = Math.floor(limit(-stray) + 1e-6)
  const upper = Math.ceil(limit(stray) - 1e-6)
  return { centre: Math.min(upper, Math.max(lower, Math.round(hundredths(level.share)))), lower, upper }
}

/**
 * The place from which on the scores lie farthest to one side: the most likely beginning of a lasting shift. Source:
 * Samuel, Pignatiello & Calvin, Qual. Eng. 10 (1998).
 */
function beginning(scores: readonly number[], shift: Shift): number {
  let [likeliest, greatest, sum] = [scores.length - 1, Number.NEGATIVE_INFINITY, 0]
  for (let place = scores.length - 1; place > 0; place--) {
    sum += (scores[place] ?? 0) * (shift === 'lower' ? -1 : 1)
    const distance = sum / Math.sqrt(scores.length - place)
    if (distance > greatest) [likeliest, greatest] = [place, distance]
  }
  return likeliest
}

/**
 * The normal value with the same tail as a value of Student's t: for 7 degrees and more within 0.03 up to 4, and never
 * too thin to be computed. Source: Wallace, Ann. Math. Stat. 30 (1959).
 */
export function normalScore(t: number, degrees: number): number {
  const stretch = (8 * degrees + 1) / (8 * degrees + 3)
  return Math.sign(t) * stretch * Math.sqrt(degrees * Math.log1p((t * t) / degrees))
}

/** The value of Student's t that has a normal score. */
export function studentValue(score: number, degrees: number): number {
  const stretch = (8 * degrees + 3) / (8 * degrees + 1)
  return Math.sign(score) * Math.sqrt(degrees * Math.expm1((score * stretch) ** 2 / degrees))
}
