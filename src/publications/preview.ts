// What stands on the page before a quarter is published or corrected: exactly what the next edition will say.

import type { Database } from '../database/database.ts'
import type { Quarter } from '../units/rules/calendar.ts'
import { draftQuarter } from './actions/draft.ts'
import { type QuarterView, viewQuarter } from './review.ts'
import { countCourses, isOver, obstaclesOf, type UnitCourse } from './rules/course.ts'
import type { Edition } from './rules/document.ts'
import { editionOf } from './rules/edition.ts'
import { type ChangedUnit, changedSince, writeSeen } from './rules/seen.ts'
import { version } from './version.ts'

export interface Preview extends QuarterView {
  /** As it will be signed, but for the moment of publishing. */
  readonly edition: Edition
  readonly units: Readonly<Record<UnitCourse, number>>
  /** Units with answers that will be published without their confirmation. */
  readonly unconfirmed: readonly string[]
  readonly obstacles: ReturnType<typeof obstaclesOf>
  /** Fingerprint of all of it, and what a later page needs to tell what has changed since. */
  readonly mark: string
  readonly seen: string
  /** Since a page before; none where there was none. */
  readonly changed: readonly ChangedUnit[]
}

/** @param seenBefore what a page before this one showed. */
export async function previewEdition(
  database: Database,
  quarter: Quarter,
  now: Date,
  { reason = null, seenBefore }: { readonly reason?: string | null; readonly seenBefore?: string | undefined } = {},
): Promise<Preview> {
  const [view, draft] = await Promise.all([viewQuarter(database, quarter, now), draftQuarter(database, quarter)])
  const courses = draft.units.map(({ course }) => course)
  const imprint = {
    number: draft.number,
    at: `${now.toISOString().slice(0, 19)}Z`,
    previousHash: draft.last?.hash ?? null,
    reason,
  }
  return {
    ...view,
    edition: editionOf({ ...draft, version }, imprint),
    units: countCourses(courses),
    unconfirmed: draft.units
      .filter(({ document }) => document.jumlah_responden > 0 && !document.dikonfirmasi)
      .map(({ document }) => document.nama_unit),
    obstacles: obstaclesOf({
      over: isOver(quarter, view.today),
      review: view.review,
      units: courses,
      today: view.today,
    }),
    mark: draft.mark,
    seen: writeSeen(draft.units),
    changed: seenBefore === undefined ? [] : changedSince(seenBefore, draft.units),
  }
}
