// What the desk does in a review: opening it, setting its days, and what unit and bureau say of the unit's figures.

import type { Actor } from '../../accounts/rules/rights.ts'
import { addTrail } from '../../accounts/store/trail.ts'
import { ConstraintFailure } from '../../database/database.ts'
import type { Platform } from '../../platform.ts'
import { dayToText, type Quarter, quarterSlug } from '../../units/rules/calendar.ts'
import { reviewDay, viewQuarter, viewUnitReview } from '../review.ts'
import { isOver, maySay, type Review, type ReviewAct } from '../rules/course.ts'
import { type Analysis, addReviewEvent, openReview, saveAnalysis, setDeadlines } from '../store/review.ts'

/**
 * `running`: the quarter is not over. `opened`: it was opened before. `notOpened`. `published`: it is too late.
 * `changed`: the figures are not those that were seen. `notNow`: the unit does not stand where this may be said.
 * `moved`: somebody else was faster.
 */
export type ReviewRefusal = 'running' | 'opened' | 'notOpened' | 'published' | 'changed' | 'notNow' | 'moved'
export type ReviewOutcome = 'done' | { readonly refused: ReviewRefusal }

type Desk = Pick<Platform, 'database' | 'clock'>

/** Has the units look through the figures of a quarter that is over. */
export async function openQuarter(
  { database, clock }: Desk,
  actor: Actor,
  quarter: Quarter,
  days: Pick<Review, 'confirmBy' | 'publishBy'>,
): Promise<ReviewOutcome> {
  const now = clock()
  if (!isOver(quarter, reviewDay(now))) return { refused: 'running' }
  try {
    await database.commit(
      openReview({ quarter, openedAt: secondsOf(now), openedBy: actor.name, ...days }),
      addTrail(now, {
        actor,
        act: 'review-opened',
        subject: { kind: 'review', id: quarterSlug(quarter) },
        after: inWords(days),
      }),
    )
    return 'done'
  } catch (error) {
    if (error instanceof ConstraintFailure && error.kind === 'unique') return { refused: 'opened' }
    throw error
  }
}

/** Gives the units, the bureau or both another day. */
export async function changeDays(
  { database, clock }: Desk,
  actor: Actor,
  quarter: Quarter,
  days: Pick<Review, 'confirmBy' | 'publishBy'>,
): Promise<ReviewOutcome> {
  const { review, editions } = await viewQuarter(database, quarter, clock())
  if (!review) return { refused: 'notOpened' }
  if (editions.length > 0) return { refused: 'published' }
  await database.commit(
    setDeadlines(quarter, days),
    addTrail(clock(), {
      actor,
      act: 'review-days-changed',
      subject: { kind: 'review', id: quarterSlug(quarter) },
      before: inWords(review),
      after: inWords(days),
    }),
  )
  return 'done'
}

function inWords({ confirmBy, publishBy }: Pick<Review, 'confirmBy' | 'publishBy'>) {
  return { confirmBy: dayToText(confirmBy), publishBy: dayToText(publishBy) }
}

const acts = {
  confirmed: 'figures-confirmed',
  objected: 'figures-objected',
  changeRequested: 'change-requested',
  settled: 'review-settled',
} as const satisfies Readonly<Record<ReviewAct, string>>

/**
 * Says something of a unit's figures.
 * @param said `seen` is the mark of the figures on the page from which they were confirmed.
 */
export async function sayInReview(
  { database, clock }: Desk,
  actor: Actor,
  { quarter, unitId }: { readonly quarter: Quarter; readonly unitId: number },
  said: { readonly kind: ReviewAct; readonly message: string; readonly seen?: string },
): Promise<ReviewOutcome> {
  const now = clock()
  const { kind, message } = said
  const { review, editions, drafted, events } = await viewUnitReview(database, unitId, quarter, now)
  if (!review || !drafted) return { refused: 'notOpened' }
  if (kind === 'confirmed' && said.seen !== drafted.mark) return { refused: 'changed' }
  // A form that was sent twice.
  if (kind === 'confirmed' && drafted.course === 'confirmed') return 'done'
  const published = editions.length > 0
  if (!maySay(kind, drafted.course, { published, differs: drafted.differs })) {
    return { refused: published && maySay(kind, drafted.course) ? 'published' : 'notNow' }
  }
  try {
    await database.commit(
      ...addReviewEvent(
        {
          quarter,
          unitId,
          at: secondsOf(now),
          actor,
          kind,
          message,
          mark: kind === 'confirmed' ? drafted.mark : '',
        },
        events[0]?.id ?? null,
      ),
      addTrail(now, {
        actor,
        act: acts[kind],
        subject: { kind: 'review', id: quarterSlug(quarter), unitId },
        ...(message && { after: { message } }),
      }),
    )
    return 'done'
  } catch (error) {
    if (error instanceof ConstraintFailure && error.kind === 'check') return { refused: 'moved' }
    throw error
  }
}

/** Keeps what is written about a unit's result until it is published. */
export async function writeAnalysis(
  { database, clock }: Desk,
  actor: Actor,
  { quarter, unitId }: { readonly quarter: Quarter; readonly unitId: number },
  texts: Pick<Analysis, 'strengths' | 'weaknesses' | 'causes'>,
): Promise<ReviewOutcome> {
  const now = clock()
  const { course } = await viewQuarter(database, quarter, now)
  if (course === 'running') return { refused: 'running' }
  if (course === 'published' || course === 'corrected') return { refused: 'published' }
  await database.commit(
    saveAnalysis(quarter, { unitId, ...texts, revisedAt: secondsOf(now) }),
    addTrail(now, { actor, act: 'analysis-written', subject: { kind: 'review', id: quarterSlug(quarter), unitId } }),
  )
  return 'done'
}

function secondsOf(now: Date): number {
  return Math.floor(now.getTime() / 1000)
}
