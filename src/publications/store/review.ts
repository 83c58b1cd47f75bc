// SQL of the review: its days, what units and bureau said of the figures, and the units' analyses.

import { sql } from 'kysely'
import { build, type Change, change, type Database, mustHold, prepare } from '../../database/database.ts'
import type { Quarter } from '../../units/rules/calendar.ts'
import type { LastSaid, Review, ReviewAct } from '../rules/course.ts'

const reviewColumns = [
  'quarter',
  'opened_at as openedAt',
  'opened_by as openedBy',
  'confirm_by as confirmBy',
  'publish_by as publishBy',
] as const

/** The review of a quarter; undefined until it is opened. */
export function findReview(database: Database, quarter: Quarter): Promise<Review | undefined> {
  return database.read.selectFrom('reviews').where('quarter', '=', quarter).select(reviewColumns).executeTakeFirst()
}

/** Every review, the newest quarter first. */
export function listReviews(database: Database): Promise<Review[]> {
  return database.read.selectFrom('reviews').orderBy('quarter', 'desc').select(reviewColumns).execute()
}

/** Refused with a unique key where it was opened before. */
export function openReview({ quarter, openedAt, openedBy, confirmBy, publishBy }: Review): Change {
  return change(
    build.insertInto('reviews').values({
      quarter,
      opened_at: openedAt,
      opened_by: openedBy,
      confirm_by: confirmBy,
      publish_by: publishBy,
    }),
  )
}

export function setDeadlines(quarter: Quarter, days: Pick<Review, 'confirmBy' | 'publishBy'>): Change {
  return change(
    build
      .updateTable('reviews')
      .set({ confirm_by: days.confirmBy, publish_by: days.publishBy })
      .where('quarter', '=', quarter),
  )
}

/** Something that was said of a unit's figures. */
export interface ReviewEvent extends LastSaid {
  readonly id: number
  readonly unitId: number
  readonly actor: string
  readonly message: string
}

const eventColumns = ['id', 'unit_id as unitId', 'at', 'actor_name as actor', 'kind', 'message', 'mark'] as const

/** What was said in the review of a quarter, of one unit where it is given; the newest first. */
export async function listReviewEvents(database: Database, quarter: Quarter, unitId?: number): Promise<ReviewEvent[]> {
  let query = database.read
    .selectFrom('review_events')
    .where('quarter', '=', quarter)
    .orderBy('id', 'desc')
    .select(eventColumns)
  if (unitId !== undefined) query = query.where('unit_id', '=', unitId)
  return (await query.execute()) as ReviewEvent[]
}

const latestQuery = prepare<{ quarter: Quarter }, ReviewEvent>(
  (value) =>
    build
      .selectFrom('review_events')
      .where('id', 'in', (latest) =>
        latest
          .selectFrom('review_events')
          .where('quarter', '=', value('quarter'))
          .groupBy('unit_id')
          .select(({ fn }) => fn.max('id').as('id')),
      )
      .select(eventColumns) as never,
)

/** The last thing said of each unit in the review of a quarter, by unit. */
export async function latestReviewEvents(database: Database, quarter: Quarter): Promise<Map<number, ReviewEvent>> {
  const rows = await database.select<ReviewEvent>(latestQuery({ quarter }))
  return new Map(rows.map((event) => [event.unitId, event]))
}

/**
 * @param after number of the event that was the last when this was decided, null where there was none: the commit is
 * refused (a check) where somebody said something of the unit meanwhile.
 */
export function addReviewEvent(
  event: {
    readonly quarter: Quarter
    readonly unitId: number
    readonly at: number
    readonly actor: { readonly id: number | null; readonly name: string }
    readonly kind: ReviewAct
    readonly message: string
    readonly mark: string
  },
  after: number | null,
): Change[] {
  return [
    mustHold({
      sql: 'select 1 where (select max(id) from review_events where quarter = ? and unit_id = ?) is ?',
      parameters: [event.quarter, event.unitId, after],
    }),
    change(
      build.insertInto('review_events').values({
        quarter: event.quarter,
        unit_id: event.unitId,
        at: event.at,
        actor_id: event.actor.id,
        actor_name: event.actor.name,
        kind: event.kind,
        message: event.message,
        mark: event.mark,
      }),
    ),
  ]
}

/** What a unit writes about its result, as it was typed: personal data are masked where it is shown. */
export interface Analysis {
  readonly unitId: number
  readonly strengths: string
  readonly weaknesses: string
  readonly causes: string
  /** Seconds since 1970-01-01 UTC. */
  readonly revisedAt: number
}

const analysisColumns = ['unit_id as unitId', 'strengths', 'weaknesses', 'causes', 'revised_at as revisedAt'] as const

export function findAnalysis(database: Database, quarter: Quarter, unitId: number): Promise<Analysis | undefined> {
  return database.read
    .selectFrom('unit_analyses')
    .where('quarter', '=', quarter)
    .where('unit_id', '=', unitId)
    .select(analysisColumns)
    .executeTakeFirst()
}

/** Of all units in a quarter. */
export function listAnalyses(database: Database, quarter: Quarter): Promise<Analysis[]> {
  return database.read.selectFrom('unit_analyses').where('quarter', '=', quarter).select(analysisColumns).execute()
}

/** In place of what was there before. */
export function saveAnalysis(quarter: Quarter, analysis: Analysis): Change {
  const texts = {
    strengths: analysis.strengths,
    weaknesses: analysis.weaknesses,
    causes: analysis.causes,
    revised_at: analysis.revisedAt,
  }
  return change(
    build
      .insertInto('unit_analyses')
      .values({ quarter, unit_id: analysis.unitId, ...texts })
      .onConflict((conflict) => conflict.columns(['quarter', 'unit_id']).doUpdateSet(texts)),
  )
}

/** A quarter with the units that were answered in it. */
export interface AnsweredQuarter {
  readonly quarter: Quarter
  readonly units: number
}

const answeredQuery = prepare<object, AnsweredQuarter>(() => ({
  compile: () =>
    sql<AnsweredQuarter>`select quarter, count(*) as units from quarter_tallies
      where respondents > 0 group by quarter order by quarter desc`.compile(build),
}))

/** The newest first. */
export function listAnsweredQuarters(database: Database): Promise<AnsweredQuarter[]> {
  return database.select(answeredQuery({}))
}

/** Units that were answered in a quarter. */
export async function listAnsweredUnits(database: Database, quarter: Quarter): Promise<Set<number>> {
  const rows = await database.read
    .selectFrom('quarter_tallies')
    .where('quarter', '=', quarter)
    .where('respondents', '>', 0)
    .select('unit_id')
    .execute()
  return new Set(rows.map(({ unit_id }) => unit_id))
}

/** Respondents that came to or were taken from the units of an edition since it was published. */
export interface Drift {
  readonly quarter: Quarter
  readonly added: number
  readonly removed: number
}

/** @param editionIds of the editions that stand. */
export function listDrifts(database: Database, editionIds: readonly number[]): Promise<Drift[]> {
  return database.select({
    sql: `select editions.quarter,
        coalesce(sum(max(0, coalesce(tallies.respondents, 0) - edition_units.respondents)), 0) as added,
        coalesce(sum(max(0, edition_units.respondents - coalesce(tallies.respondents, 0))), 0) as removed
      from editions join edition_units on edition_units.edition_id = editions.id
      left join quarter_tallies as tallies
        on tallies.quarter = editions.quarter and tallies.unit_id = edition_units.unit_id
      where editions.id in (select value from json_each(?)) group by editions.quarter`,
    parameters: [JSON.stringify(editionIds)],
  })
}
