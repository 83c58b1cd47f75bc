// How far a quarter and its units have come on the way to publication, and what stands in the way. Pure.

import { type LocalDay, type Quarter, quarterDays } from '../../units/rules/calendar.ts'

/** What the unit (`confirmed`, `objected`) and the bureau (`changeRequested`, `settled`) say of a unit's figures. */
export const reviewActs = ['confirmed', 'objected', 'changeRequested', 'settled'] as const
export type ReviewAct = (typeof reviewActs)[number]

/** A quarter whose figures the units look through. */
export interface Review {
  readonly quarter: Quarter
  /** Seconds since 1970-01-01 UTC. */
  readonly openedAt: number
  readonly openedBy: string
  /** The last days on which units confirm and the bureau publishes. */
  readonly confirmBy: LocalDay
  readonly publishBy: LocalDay
}

/** The last thing that was said of a unit's figures. */
export interface LastSaid {
  readonly kind: ReviewAct
  /** Seconds since 1970-01-01 UTC. */
  readonly at: number
  /** Of the figures that were confirmed; empty for other acts. */
  readonly mark: string
}

/**
 * `running`: not over. `draft`: over, not yet opened. `inReview`: units look through it. `published`. `corrected`:
 * published again.
 */
export const quarterCourses = ['running', 'draft', 'inReview', 'published', 'corrected'] as const
export type QuarterCourse = (typeof quarterCourses)[number]

/** @param editions how many editions of the quarter there are. */
export function courseOfQuarter(
  quarter: Quarter,
  { today, review, editions }: { today: LocalDay; review: Review | undefined; editions: number },
): QuarterCourse {
  if (editions > 1) return 'corrected'
  if (editions === 1) return 'published'
  if (!isOver(quarter, today)) return 'running'
  return review ? 'inReview' : 'draft'
}

/** Whether the last day of a quarter has passed. */
export function isOver(quarter: Quarter, today: LocalDay): boolean {
  return today > quarterDays(quarter).last
}

/**
 * `waiting`: has answers and has not been confirmed. `notNeeded`: without answers there is nothing to confirm.
 * `confirmed`. `outdated`: confirmed, but the figures changed since. `changeRequested`: by the bureau.
 * `objected`: by the unit.
 */
export const unitCourses = ['objected', 'changeRequested', 'outdated', 'waiting', 'confirmed', 'notNeeded'] as const
export type UnitCourse = (typeof unitCourses)[number]

/** A unit's figures as they are now. */
export interface PresentFigures {
  readonly answered: boolean
  /** Changes with the figures. */
  readonly mark: string
}

/** Where a unit stands after the last thing that was said of its figures. */
export function courseOfUnit(last: LastSaid | undefined, { answered, mark }: PresentFigures): UnitCourse {
  switch (last?.kind) {
    case 'objected':
    case 'changeRequested':
      return last.kind
    case 'confirmed':
      return last.mark === mark ? 'confirmed' : 'outdated'
    default:
      return answered ? 'waiting' : 'notNeeded'
  }
}

const allowed: Readonly<Record<ReviewAct, readonly UnitCourse[]>> = {
  // Confirming takes the unit's own objection back, and answers what the bureau asked for.
  confirmed: ['waiting', 'outdated', 'changeRequested', 'objected'],
  objected: ['waiting', 'notNeeded', 'confirmed', 'outdated', 'changeRequested'],
  // Not over an objection: that has to be settled first.
  changeRequested: ['waiting', 'notNeeded', 'confirmed', 'outdated'],
  // An objection is answered, a request taken back, figures that changed are let pass without confirmation.
  settled: ['objected', 'changeRequested', 'outdated'],
}

/**
 * Whether this may be said of a unit that stands there. Once the quarter is published nothing is asked of units any more:
 * they may say that figures are wrong, and confirm those that a correction would publish.
 */
export function maySay(
  act: ReviewAct,
  course: UnitCourse,
  { published, differs }: { readonly published: boolean; readonly differs: boolean } = inReview,
): boolean {
  if (published && (act === 'changeRequested' || (act === 'confirmed' && !differs))) return false
  return allowed[act].includes(course)
}

const inReview = { published: false, differs: false }

/** Who has to act next for a unit, since when, and whether their day has passed. */
export interface Holder {
  readonly who: 'unit' | 'bureau'
  /** Seconds since 1970-01-01 UTC; when figures changed after a confirmation is not known, so it is that of the confirmation. */
  readonly since: number
  readonly late: boolean
}

/** Null for a unit that nothing waits for. */
export function holderOf(
  course: UnitCourse,
  last: LastSaid | undefined,
  { openedAt, confirmBy, publishBy }: Pick<Review, 'openedAt' | 'confirmBy' | 'publishBy'>,
  today: LocalDay,
): Holder | null {
  const since = last?.at ?? openedAt
  if (course === 'objected') return { who: 'bureau', since, late: today > publishBy }
  if (course === 'confirmed' || course === 'notNeeded') return null
  return { who: 'unit', since, late: today > confirmBy }
}

/**
 * Why a quarter cannot be published: it runs, was not opened for review, or units object, owe a change, have figures
 * that changed after they confirmed them, or still have time to confirm.
 */
export interface Obstacle {
  readonly reason: 'running' | 'notOpened' | 'objected' | 'changeRequested' | 'outdated' | 'waiting'
  /** How many units it concerns; 0 where it is the quarter itself. */
  readonly units: number
}

/**
 * None where it may be published. Units that kept silent until their day has passed stand in nobody's way: they are
 * published as not confirmed.
 */
export function obstaclesOf({
  over,
  review,
  units,
  today,
}: {
  readonly over: boolean
  readonly review: Pick<Review, 'confirmBy'> | undefined
  readonly units: Iterable<UnitCourse>
  readonly today: LocalDay
}): Obstacle[] {
  if (!over) return [{ reason: 'running', units: 0 }]
  if (!review) return [{ reason: 'notOpened', units: 0 }]
  const counts = countCourses(units)
  const standing = ['objected', 'changeRequested', 'outdated'] as const
  const inTheWay = today > review.confirmBy ? standing : ([...standing, 'waiting'] as const)
  return inTheWay.flatMap((reason) => (counts[reason] > 0 ? [{ reason, units: counts[reason] }] : []))
}

/** How many units stand where. */
export function countCourses(units: Iterable<UnitCourse>): Record<UnitCourse, number> {
  const counts = Object.fromEntries(unitCourses.map((course) => [course, 0])) as Record<UnitCourse, number>
  for (const course of units) counts[course] += 1
  return counts
}

/** Days that are proposed where a review is opened: two weeks for units, and one more for the bureau. */
export function proposedDays(today: LocalDay): { confirmBy: LocalDay; publishBy: LocalDay } {
  return { confirmBy: today + 14, publishBy: today + 21 }
}

/** Fewest and most characters of a message in the review. */
export const messageLength = { fewest: 10, most: 1000 } as const

/** Most characters of each part of an analysis. */
export const analysisLength = 2000

/** Fewest and most characters of the reason of a correction. */
export const correctionLength = { fewest: 10, most: 1000 } as const
