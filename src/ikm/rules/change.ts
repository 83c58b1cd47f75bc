// What differs beyond chance: a figure between two periods, and units beside each other. Pure.

import { type Estimate, studentTail } from './interval.ts'

/** `up` and `down` only where a test finds it; `unclear` where the data cannot tell. */
export type Direction = 'up' | 'down' | 'unclear'

export const directionWords: Readonly<Record<Direction, string>> = {
  up: 'naik',
  down: 'turun',
  unclear: 'belum dapat dibedakan',
}

/** A figure in two periods. */
export interface Pair {
  readonly key: string
  readonly before: Estimate | null
  readonly after: Estimate | null
  /** Share of the permitted error that this figure may use, in any unit; 1 unless told. */
  readonly weight?: number
}

export interface Change {
  readonly key: string
  /** Later minus earlier figure, in hundredths; null when either is missing. */
  readonly difference: number | null
  /** Null when either figure is missing. */
  readonly direction: Direction | null
  /**
   * Probability of so great a difference without any change, adjusted for the family; null when it could not be tested.
   */
  readonly adjusted: number | null
}

/** Share of pages without anything to find on which something may still be called found: a change, a difference. */
export const permittedError = 0.05

/** Share of the permitted error that goes to the index where it stands with its elements. */
export const weightOfIndex = 0.8

/**
 * The changes of a family of figures: all that one page shows together. 'naik' or 'turun' appears anywhere in it in at
 * most 5 of 100 quarters without a true change (family-wise error, strongly controlled), by Holm's procedure with
 * weights (Holm, Scand. J. Stat. 6, 1979): it needs no assumption on how the figures hang together, and an index hangs
 * together with its elements.
 */
export function changesOf(family: readonly Pair[]): Change[] {
  const tested = family.flatMap(({ before, after, weight = 1 }, place) => {
    const probability = before && after && differenceTest(before, after)
    return probability === null ? [] : [{ place, probability, weight }]
  })
  const adjusted = holm(tested)
  return family.map(({ key, before, after }, place) => {
    if (!before || !after) return { key, difference: null, direction: null, adjusted: null }
    const found = adjusted[tested.findIndex((test) => test.place === place)] ?? null
    const difference = after.hundredths - before.hundredths
    const beyondChance = found !== null && found <= permittedError && difference !== 0
    const direction = !beyondChance ? 'unclear' : difference > 0 ? 'up' : 'down'
    return { key, difference, direction, adjusted: found }
  })
}

/**
 * The family of a unit's page: the index and its elements. The index, by which a unit is judged, may use four fifths of
 * the permitted error, the elements share the last fifth; once the index is found to have changed, they have all of it.
 */
export function unitFamily(index: Pair, elements: readonly Pair[]): Pair[] {
  if (elements.length === 0) return [index]
  const weight = (1 - weightOfIndex) / elements.length
  return [{ ...index, weight: weightOfIndex }, ...elements.map((element) => ({ ...element, weight }))]
}

/**
 * Two-sided probability of a difference at least as great between two independent figures with the same truth. Score
 * test: the variance of each figure is taken at the mean of both, dispersion·(μ − lowest)(highest − μ) ÷ n, so that
 * thirty fours in a row beside a 3.95 are no proof of change; degrees of freedom by Welch and Satterthwaite. No
 * finite-population correction, since the question is whether the service changed, not whether two lists of visitors
 * differ, which they always do (Cochran, Sampling Techniques, 1977, § 2.14).
 * @returns null when one of them rests on a single respondent, 1 when they are equal.
 */
export function differenceTest(one: Estimate, other: Estimate): number | null {
  if (one.dispersion === null || other.dispersion === null) return null
  if (one.share === other.share) return 1
  const [n, m] = [one.respondents, other.respondents]
  const common = (n * one.share + m * other.share) / (n + m)
  const greatest = common * (1 - common)
  const ofOne = (one.dispersion * greatest) / n
  const ofOther = (other.dispersion * greatest) / m
  const degrees = (ofOne + ofOther) ** 2 / (ofOne ** 2 / (n - 1) + ofOther ** 2 / (m - 1))
  return 2 * studentTail(Math.abs(one.share - other.share) / Math.sqrt(ofOne + ofOther), degrees)
}

/**
 * Probabilities adjusted so that rejecting all that are at most α errs anywhere in the family with probability α at
 * most. Source: Holm (1979).
 * @returns in the order given, each from 0 to 1.
 */
export function holm(tests: readonly { readonly probability: number; readonly weight?: number }[]): number[] {
  const weighted = tests.map(({ probability, weight = 1 }, place) => ({ place, weight, ratio: probability / weight }))
  const ordered = weighted.toSorted((one, other) => one.ratio - other.ratio || one.place - other.place)
  let remaining = weighted.reduce((sum, { weight }) => sum + weight, 0)
  let greatest = 0
  const adjusted = new Array<number>(tests.length).fill(1)
  for (const { place, weight, ratio } of ordered) {
    greatest = Math.max(greatest, Math.min(1, ratio * remaining))
    adjusted[place] = greatest
    remaining -= weight
  }
  return adjusted
}

/** A unit among others. */
export interface Standing {
  readonly key: string
  /** 1 is the highest level. */
  readonly level: number
  /**
   * Best and worst rank that the data leave open, 1 is the highest: units proven higher come before, units proven lower
   * after.
   */
  readonly ranks: readonly [best: number, worst: number]
}

/**
 * Units beside each other, as levels instead of ranks. From the highest index downwards, a unit joins the level above
 * it unless it is proven lower than some unit of that level; then a new level begins with it. So no two units of one
 * level can be told apart, and each level begins with a unit proven lower than one of the level above. Every pair is
 * tested as in `changesOf`, all pairs as one family by Holm, so that all the ranges of ranks hold together in at least
 * 95 of 100 quarters (simultaneous confidence sets for ranks: Mogstad, Romano, Shaikh & Wilhelm, Rev. Econ. Stud. 91,
 * 2024).
 * @returns highest first, equal ones in the order of their keys. A unit with a single respondent cannot be placed and
 * is left out.
 */
export function levelsOf(units: readonly { readonly key: string; readonly estimate: Estimate }[]): Standing[] {
  const ordered = units
    .filter(({ estimate }) => estimate.dispersion !== null)
    .toSorted((one, other) => other.estimate.share - one.estimate.share || (one.key < other.key ? -1 : 1))
  const pairs = ordered.flatMap((higher, above) =>
    ordered.slice(above + 1).map((lower, distance) => ({
      above,
      below: above + 1 + distance,
      probability: differenceTest(higher.estimate, lower.estimate) ?? 1,
    })),
  )
  const adjusted = holm(pairs)
  const lower = ordered.map(() => new Set<number>())
  const higher = ordered.map(() => new Set<number>())
  for (const [place, { above, below }] of pairs.entries()) {
    if ((adjusted[place] ?? 1) > permittedError) continue
    lower[above]?.add(below)
    higher[below]?.add(above)
  }
  let level = 1
  let start = 0
  return ordered.map(({ key }, place) => {
    const above = higher[place] ?? new Set()
    if ([...above].some((unit) => unit >= start)) {
      level += 1
      start = place
    }
    return { key, level, ranks: [1 + above.size, ordered.length - (lower[place]?.size ?? 0)] }
  })
}
