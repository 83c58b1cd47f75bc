// Every unit beside the others in one quarter: what each amounts to, which need a call, in which order they stand. Pure.

import type { ElementTotals } from '../../responses/rules/tally.ts'
import type { Questionnaire, RuleBook } from '../../surveys/rules.ts'
import type { LocalDay, Week } from '../../units/rules/calendar.ts'
import { type Certainty, certaintyOf } from './certainty.ts'
import { type Change, differenceTest, holm, permittedError } from './change.ts'
import { type Estimate, estimatesOf, type Interval, intervalOf } from './interval.ts'
import type { Moments } from './moments.ts'
import { requiredSample } from './sample.ts'
import { type Summary, summarise } from './summary.ts'
import { tallyOf } from './tally.ts'

/** What a unit's quarter amounts to, whatever day it is. */
export interface Standing {
  readonly tally: Moments
  readonly book: RuleBook
  readonly summary: Summary
  readonly estimate: Estimate | null
  readonly interval: Interval | null
  readonly certainty: Certainty | null
  /** Later minus earlier figure, in hundredths; null when either is missing. */
  readonly difference: number | null
  /** Of so great a difference without any change; null when it could not be tested. */
  readonly probability: number | null
  /** Answers that the people served ask for; null when unknown. */
  readonly target: number | null
}

/**
 * @param served people served in the quarter and in the one before, null while unknown; `expected` also where only some
 * months, or an earlier quarter, tell it.
 */
export function standingOf(
  now: { readonly totals: ElementTotals | undefined; readonly asked: Questionnaire },
  before: { readonly totals: ElementTotals | undefined; readonly asked: Questionnaire },
  served: { readonly now: number | null; readonly before: number | null; readonly expected: number | null },
  minimum: number,
): Standing {
  const tally = tallyOf(now.totals, now.asked)
  const book = now.asked.ruleBook
  const summary = summarise(tally, book, { minimum })
  const estimate = estimatesOf(tally, summary, book, served.now).index
  const earlier = before.totals && estimateOfBefore(before.totals, before.asked, served.before)
  return {
    tally,
    book,
    summary,
    estimate,
    interval: estimate && intervalOf(estimate),
    certainty: summary.grade && estimate && certaintyOf(estimate, book),
    difference: estimate && earlier ? estimate.hundredths - earlier.hundredths : null,
    probability: estimate && earlier ? differenceTest(earlier, estimate) : null,
    target: served.expected === null || served.expected === 0 ? null : requiredSample(served.expected),
  }
}

function estimateOfBefore(totals: ElementTotals, asked: Questionnaire, served: number | null): Estimate | null {
  const tally = tallyOf(totals, asked)
  return estimatesOf(tally, summarise(tally, asked.ruleBook), asked.ruleBook, served).index
}

/**
 * Which changes are beyond chance, all units as one family by Holm (1979): 'naik' or 'turun' appears anywhere in the
 * overview in at most 5 of 100 quarters without a true change. Whatever is searched for or shown, the family is the same.
 */
export function directionsOf(standings: readonly Standing[]): Change['direction'][] {
  const small: { place: number; probability: number }[] = []
  let rest = 0
  for (const [place, { probability }] of standings.entries()) {
    if (probability === null) continue
    if (probability <= permittedError) small.push({ place, probability })
    else rest += 1
  }
  // Adjusting never lowers a probability, so the rest cannot be found to have changed: one test stands for them all.
  const adjusted = holm(rest > 0 ? [...small, { probability: 1, weight: rest }] : small)
  const found = new Set(small.flatMap(({ place }, at) => ((adjusted[at] ?? 1) <= permittedError ? [place] : [])))
  return standings.map(({ difference }, place) => {
    if (difference === null) return null
    return found.has(place) && difference !== 0 ? (difference > 0 ? 'up' : 'down') : 'unclear'
  })
}

/** Why a unit needs a call. */
export type Call =
  | { readonly kind: 'silent'; readonly days: number; readonly last: LocalDay }
  | { readonly kind: 'shifted'; readonly began: Week }
  | { readonly kind: 'fallen'; readonly difference: number }
  | { readonly kind: 'slow'; readonly pace: number; readonly needed: number; readonly target: number }

/** Days without an answer after which a unit that had some is called, and after which a quarter's pace is judged. */
export const silentDays = 14
const paceDays = 14
/** A unit that has been silent for longer is not open, or not reporting at all; the table says so. */
const longSilent = 120
/** Weeks for which a watch of the night is still news. */
const watchAge = 2

/**
 * Why a unit needs a call today, the gravest first; none for most.
 * @param unit `lastDay` the last day with answers; `shifted` the week in which the weekly level went down.
 * @param quarter first and last day of the running quarter.
 */
export function callsOf(
  unit: Pick<Standing, 'summary' | 'difference' | 'target'> & {
    readonly direction: Change['direction']
    readonly lastDay: LocalDay | null
    readonly shifted: { readonly began: Week; readonly week: Week } | null
  },
  today: LocalDay,
  thisWeek: Week,
  quarter: { readonly first: LocalDay; readonly last: LocalDay },
): Call[] {
  const calls: Call[] = []
  const { lastDay, shifted, direction, difference, target } = unit
  const { respondents } = unit.summary
  const silent = lastDay === null ? null : today - lastDay
  if (lastDay !== null && silent !== null && silent >= silentDays && silent <= longSilent) {
    calls.push({ kind: 'silent', days: silent, last: lastDay })
  }
  if (shifted && thisWeek - shifted.week <= watchAge) calls.push({ kind: 'shifted', began: shifted.began })
  if (direction === 'down' && difference !== null) calls.push({ kind: 'fallen', difference })
  const elapsed = today - quarter.first + 1
  const left = quarter.last - today + 1
  if (target !== null && respondents < target && elapsed >= paceDays && left > 0 && lastDay !== null) {
    const pace = respondents / elapsed
    const needed = (target - respondents) / left
    if (needed > pace) calls.push({ kind: 'slow', pace, needed, target })
  }
  return calls
}

/** Columns that the overview can be sorted by. */
export const sortings = [
  'unit',
  'responden',
  'sasaran',
  'ikm',
  'selang',
  'mutu',
  'perubahan',
  'terakhir',
  'janji',
] as const
export type Sorting = (typeof sortings)[number]

/** What a unit of the overview is sorted by. */
export interface Sortable extends Pick<Standing, 'summary' | 'interval' | 'difference' | 'target'> {
  readonly lastDay: LocalDay | null
  readonly row: { readonly open_follow_ups: number }
}

/** Sorted by a column; a unit that has no such figure comes last either way, equal ones keep their order. */
export function sorted<Unit extends Sortable>(units: readonly Unit[], by: Sorting, falling: boolean): Unit[] {
  if (by === 'unit') return falling ? units.toReversed() : units.slice()
  const sign = falling ? -1 : 1
  const known: { readonly unit: Unit; readonly figure: number }[] = []
  const unknown: Unit[] = []
  for (const unit of units) {
    const figure = figures[by](unit)
    if (figure === null) unknown.push(unit)
    else known.push({ unit, figure: sign * figure })
  }
  const rising = known.sort((one, other) => one.figure - other.figure)
  return [...rising.map(({ unit }) => unit), ...unknown]
}

const figures: Readonly<Record<Exclude<Sorting, 'unit'>, (unit: Sortable) => number | null>> = {
  responden: ({ summary }) => summary.respondents,
  sasaran: ({ summary, target }) => (target === null ? null : summary.respondents / target),
  ikm: ({ summary }) => summary.ikm,
  selang: ({ interval }) => interval && interval.high - interval.low,
  mutu: ({ summary }) => summary.grade?.from ?? null,
  perubahan: ({ difference }) => difference,
  terakhir: ({ lastDay }) => lastDay,
  janji: ({ row }) => row.open_follow_ups,
}

/** Units that are listed: `panggil` need a call, `tanpa` have no answers, `kurang` fewer than a grade needs. */
export const overviewStates = ['semua', 'panggil', 'tanpa', 'kurang'] as const
export type OverviewState = (typeof overviewStates)[number]
