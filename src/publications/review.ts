// What the desk's pages of publications look up: how far a quarter has come, and where every unit stands in its review.

import type { Reach } from '../accounts/rules/rights.ts'
import type { Database } from '../database/database.ts'
import { listOverviewUnits } from '../ikm/store/overview.ts'
import { type LocalDay, localDay, monthsOf, type Quarter, quarterOf } from '../units/rules/calendar.ts'
import { type DraftUnit, draftOneUnit, draftQuarter } from './actions/draft.ts'
import {
  countCourses,
  courseOfQuarter,
  isOver,
  type Obstacle,
  obstaclesOf,
  type QuarterCourse,
  type Review,
  type UnitCourse,
} from './rules/course.ts'
import type { UnitState } from './rules/document.ts'
import { readState } from './store/draft.ts'
import {
  type Analysis,
  findAnalysis,
  findReview,
  latestReviewEvents,
  listAnsweredQuarters,
  listDrifts,
  listReviewEvents,
  listReviews,
  type ReviewEvent,
} from './store/review.ts'
import { type EditionRow, listEditions, listStandingEditions } from './store.ts'

/** The day by which courses and deadlines are judged: over in the west of the country is over everywhere. */
export function reviewDay(now: Date): LocalDay {
  return localDay(now, 'WIB')
}

/** How far a quarter is, without its units. */
export interface QuarterView {
  readonly quarter: Quarter
  readonly today: LocalDay
  readonly course: QuarterCourse
  readonly review: Review | undefined
  /** The first one first. */
  readonly editions: readonly EditionRow[]
}

export async function viewQuarter(database: Database, quarter: Quarter, now: Date): Promise<QuarterView> {
  const today = reviewDay(now)
  const [review, all] = await Promise.all([findReview(database, quarter), listEditions(database)])
  const editions = all.filter((edition) => edition.quarter === quarter).toReversed()
  return {
    quarter,
    today,
    review,
    editions,
    course: courseOfQuarter(quarter, { today, review, editions: editions.length }),
  }
}

/** A unit in the review of a quarter, as tables show it. */
export interface ReviewUnit {
  readonly unitId: number
  readonly agencyId: number
  readonly slug: string
  readonly name: string
  readonly agency: string
  readonly agencySlug: string
  readonly course: UnitCourse
  readonly last: ReviewEvent | undefined
  readonly state: UnitState
  readonly ikm: number | null
  readonly grade: string | null
  readonly performance: string | null
  readonly respondents: number
  /** Whether the unit confirmed the figures that would be published now, or that were. */
  readonly confirmed: boolean
  /** Whether its figures are others than those that were published; false before anything was. */
  readonly differs: boolean
}

/** A quarter with every unit within reach. */
export interface ReviewView extends QuarterView {
  readonly units: readonly ReviewUnit[]
  /** What keeps it from being published, judged over all units. */
  readonly obstacles: readonly Obstacle[]
}

export async function viewReview(database: Database, reach: Reach, quarter: Quarter, now: Date): Promise<ReviewView> {
  const view = await viewQuarter(database, quarter, now)
  if (view.course === 'running') return { ...view, units: [], obstacles: [{ reason: 'running', units: 0 }] }
  const units = await reviewUnits(database, quarter)
  const courses = units.map(({ course }) => course)
  return {
    ...view,
    units: units.filter((unit) => within(reach, unit)),
    obstacles: obstaclesOf({ over: true, review: view.review, units: courses, today: view.today }),
  }
}

function within(reach: Reach, { unitId, agencyId }: ReviewUnit): boolean {
  return reach === 'all' || reach.units.includes(unitId) || reach.agencies.includes(agencyId)
}

interface KeptUnits {
  readonly mark: string
  readonly units: readonly ReviewUnit[]
}

const kept = new WeakMap<Database, Map<Quarter, KeptUnits>>()
const quartersKept = 4

// Working out every unit's figures takes long; as long as nothing they are made of has changed they are the same.
async function reviewUnits(database: Database, quarter: Quarter): Promise<readonly ReviewUnit[]> {
  const { mark } = await readState(database, quarter)
  const quarters = kept.get(database) ?? new Map<Quarter, KeptUnits>()
  kept.set(database, quarters)
  const known = quarters.get(quarter)
  if (known?.mark === mark) return known.units
  const [draft, said, rows] = await Promise.all([
    draftQuarter(database, quarter),
    latestReviewEvents(database, quarter),
    listOverviewUnits(database, monthsOf(quarter)[0]),
  ])
  const agencyOf = new Map(rows.map(({ id, agency_id }) => [id, agency_id]))
  const different = new Set(draft.differences.map(({ kode_unit }) => kode_unit))
  const units = draft.units.map(
    ({ unitId, course, document }): ReviewUnit => ({
      unitId,
      agencyId: agencyOf.get(unitId) ?? 0,
      slug: document.kode_unit,
      name: document.nama_unit,
      agency: document.instansi,
      agencySlug: document.kode_instansi,
      course,
      last: said.get(unitId),
      state: document.keadaan,
      ikm: document.ikm,
      grade: document.mutu,
      performance: document.kinerja,
      respondents: document.jumlah_responden,
      confirmed: document.dikonfirmasi,
      differs: different.has(document.kode_unit),
    }),
  )
  quarters.delete(quarter)
  quarters.set(quarter, { mark, units })
  for (const oldest of quarters.keys()) if (quarters.size > quartersKept) quarters.delete(oldest)
  return units
}

/** A quarter in the list of quarters. */
export interface QuarterOverview extends Omit<QuarterView, 'today' | 'editions'> {
  /** The edition that stands. */
  readonly edition: EditionRow | undefined
  /** Units within reach by where they stand; null where the quarter is not in review. */
  readonly units: Readonly<Record<UnitCourse, number>> | null
  /** Answers that came after the edition that stands, and those it counts that were left out since. */
  readonly added: number
  readonly removed: number
}

/** Every quarter with answers and the running one, the newest first. */
export async function viewQuarters(database: Database, reach: Reach, now: Date): Promise<QuarterOverview[]> {
  const today = reviewDay(now)
  const running = quarterOf(today)
  const [answered, reviews, editions, standing] = await Promise.all([
    listAnsweredQuarters(database),
    listReviews(database),
    listEditions(database),
    listStandingEditions(database),
  ])
  const drifts = new Map(
    (
      await listDrifts(
        database,
        standing.map(({ id }) => id),
      )
    ).map((drift) => [drift.quarter, drift]),
  )
  const known = new Set([...answered, ...reviews, ...editions].map(({ quarter }) => quarter))
  const quarters = Array.from(known.add(running))
    .filter((quarter) => quarter <= running)
    .toSorted((one, other) => other - one)
  return Promise.all(
    quarters.map(async (quarter) => {
      const review = reviews.find((one) => one.quarter === quarter)
      const count = editions.filter((one) => one.quarter === quarter).length
      const course = courseOfQuarter(quarter, { today, review, editions: count })
      const { added = 0, removed = 0 } = drifts.get(quarter) ?? {}
      const units = course === 'inReview' ? (await viewReview(database, reach, quarter, now)).units : null
      return {
        quarter,
        review,
        course,
        edition: standing.find((one) => one.quarter === quarter),
        units: units && countCourses(units.map((unit) => unit.course)),
        added,
        removed,
      }
    }),
  )
}

/** One unit in the review of a quarter, with all that was said of it. */
export interface UnitReviewView extends QuarterView {
  /** Undefined in a quarter that runs, and for a closed unit that was not rated in it. */
  readonly drafted: (Pick<DraftUnit, 'course' | 'document' | 'mark'> & { readonly differs: boolean }) | undefined
  /** The newest first. */
  readonly events: readonly ReviewEvent[]
  readonly analysis: Analysis | undefined
}

export async function viewUnitReview(
  database: Database,
  unitId: number,
  quarter: Quarter,
  now: Date,
): Promise<UnitReviewView> {
  const over = isOver(quarter, reviewDay(now))
  const [view, drafted, events, analysis] = await Promise.all([
    viewQuarter(database, quarter, now),
    over ? draftOneUnit(database, quarter, unitId) : undefined,
    listReviewEvents(database, quarter, unitId),
    findAnalysis(database, quarter, unitId),
  ])
  return { ...view, drafted, events, analysis }
}
