// Exact totals of answers: what one response adds, and how many responses add up. Pure.

import { type Answers, type ItemScore, itemScores, type Questionnaire, scoreUnit } from '../../surveys/rules.ts'
import type { Respondent } from './respondent.ts'

/** Count of scores in twelfths, their sum, squares and cubes, and the sum of their products with the respondent's own mean. */
export interface Measure {
  count: number
  sum: number
  squares: number
  cubes: number
  products: number
}

/** Totals of some responses by element or integrity item. */
export interface Totals {
  respondents: number
  /** Sum of the respondents' own means, in `ownMeanUnit`. */
  ownMeans: number
  ownMeanSquares: number
  readonly items: Map<string, Measure>
  /** By dimension and code of what respondents said of themselves, as `sex P`. */
  readonly profile: Map<string, Group>
}

/** Totals of a period as far as an index and its moments take them. */
export type ElementTotals = Omit<Totals, 'profile'>

/** Respondents who said the same of themselves, and the sum of their own means, in `ownMeanUnit`. */
export interface Group {
  respondents: number
  ownMeans: number
}

/**
 * A respondent's own mean, over the elements they answered, is kept as a whole number of 2520ths of a score, rounded
 * to the nearest: exact for whole answers to up to ten elements.
 */
export const ownMeanUnit = 2520

export function emptyTotals(): Totals {
  return { respondents: 0, ownMeans: 0, ownMeanSquares: 0, items: new Map(), profile: new Map() }
}

/**
 * Adds one respondent's answers to the totals, in place.
 * @param profile what is known of the respondent, by dimension; null or absent where nothing is.
 */
export function addAnswers(
  totals: Totals,
  asked: Pick<Questionnaire, 'questions'>,
  answers: Answers,
  profile: Profile,
): void {
  const scores = itemScores(asked, answers)
  const own = ownMean(scores)
  totals.respondents += 1
  totals.ownMeans += own
  totals.ownMeanSquares += own * own
  for (const { key, score } of scores) {
    const squares = score * score
    const measure = totals.items.get(key)
    if (measure) addMeasure(measure, 1, score, squares, squares * score, score * own)
    else totals.items.set(key, { count: 1, sum: score, squares, cubes: squares * score, products: score * own })
  }
  for (const dimension in profile) {
    const code = profile[dimension as keyof Profile]
    if (code) addGroup(totals.profile, `${dimension} ${code}`, 1, own)
  }
}

/** What is known of a respondent besides their answers: stored codes. */
export interface Profile extends Respondent {
  readonly channel: string
  readonly hour: HourBand | null
}

export type HourBand = 'morning' | 'afternoon' | 'evening'

/** The part of the day of a second since local midnight: before noon, until 17.00, later. */
export function hourBand(secondOfDay: number): HourBand {
  const hour = Math.floor(secondOfDay / 3600)
  return hour < 12 ? 'morning' : hour < 17 ? 'afternoon' : 'evening'
}

function addGroup(profile: Totals['profile'], name: string, respondents: number, ownMeans: number): void {
  const group = profile.get(name)
  if (group) {
    group.respondents += respondents
    group.ownMeans += ownMeans
  } else profile.set(name, { respondents, ownMeans })
}

/** Zero for somebody who answered integrity items only. */
function ownMean(scores: readonly ItemScore[]): number {
  let sum = 0
  let count = 0
  for (const { score, counts } of scores) {
    if (!counts) continue
    sum += score
    count += 1
  }
  return count === 0 ? 0 : Math.round((sum * (ownMeanUnit / scoreUnit)) / count)
}

/** Adds other totals to the first, in place. */
export function mergeTotals(totals: Totals, more: Totals): Totals {
  totals.respondents += more.respondents
  totals.ownMeans += more.ownMeans
  totals.ownMeanSquares += more.ownMeanSquares
  for (const [key, { count, sum, squares, cubes, products }] of more.items) {
    const measure = totals.items.get(key)
    if (measure) addMeasure(measure, count, sum, squares, cubes, products)
    else totals.items.set(key, { count, sum, squares, cubes, products })
  }
  for (const [name, { respondents, ownMeans }] of more.profile) {
    addGroup(totals.profile, name, respondents, ownMeans)
  }
  return totals
}

/** Totals of what was answered so many times; what respondents said of themselves is left out. */
export function repeated({ items, ...totals }: Totals, times: number): Totals {
  const many = emptyTotals()
  many.respondents = totals.respondents * times
  many.ownMeans = totals.ownMeans * times
  many.ownMeanSquares = totals.ownMeanSquares * times
  for (const [key, { count, sum, squares, cubes, products }] of items) {
    addMeasure(measureOf(many, key), count * times, sum * times, squares * times, cubes * times, products * times)
  }
  return many
}

function measureOf({ items }: Totals, key: string): Measure {
  const known = items.get(key) ?? { count: 0, sum: 0, squares: 0, cubes: 0, products: 0 }
  items.set(key, known)
  return known
}

/** The same totals to be taken away: added to the others they leave them out. */
export function negated(totals: Totals): Totals {
  const negative = emptyTotals()
  negative.respondents = -totals.respondents
  negative.ownMeans = -totals.ownMeans
  negative.ownMeanSquares = -totals.ownMeanSquares
  for (const [key, { count, sum, squares, cubes, products }] of totals.items) {
    negative.items.set(key, { count: -count, sum: -sum, squares: -squares, cubes: -cubes, products: -products })
  }
  for (const [name, { respondents, ownMeans }] of totals.profile) {
    negative.profile.set(name, { respondents: -respondents, ownMeans: -ownMeans })
  }
  return negative
}

function addMeasure(
  measure: Measure,
  count: number,
  sum: number,
  squares: number,
  cubes: number,
  products: number,
): void {
  measure.count += count
  measure.sum += sum
  measure.squares += squares
  measure.cubes += cubes
  measure.products += products
}

/** Where a response is counted. */
export interface Place {
  readonly unitId: number
  readonly serviceId: number
  /** Null when the answer came by no counter. */
  readonly counterId: number | null
  readonly channel: string
  readonly day: number
}
