// What the desk does with promised actions: planned, revised, moved on, quoting the suggestions that led to them.

import type { Actor } from '../../accounts/rules/rights.ts'
import { addTrail } from '../../accounts/store/trail.ts'
import { type Change, ConstraintFailure, type Database } from '../../database/database.ts'
import type { Platform } from '../../platform.ts'
import { maskPersonal } from '../../responses/rules/masking.ts'
import { findSuggestion } from '../../responses/store/suggestions.ts'
import { localDay, type Quarter, quarterOf, type Zone } from '../../units/rules/calendar.ts'
import { differenceOf } from '../../units/rules/difference.ts'
import { isOpen, isPlannable, type Step, takeStep, timingOf } from '../rules/course.ts'
import {
  addAction,
  addEvent,
  addQuote,
  findAction,
  type ListedAction,
  listUnitActions,
  moveAction,
  type Plan,
  type PlanText,
  reviseAction,
} from '../store/desk.ts'
import { listResults, type QuarterResult } from './result.ts'

type Desk = Pick<Platform, 'database' | 'clock'>

/** A unit as far as its actions depend on it. */
export interface PlanningUnit {
  readonly id: number
  readonly zone: Zone
}

/** Most suggestions that one action may quote. */
export const mostQuotes = 6

export interface PlansView {
  readonly running: Quarter
  /** Quarters with a result or an action, the newest first. */
  readonly offered: readonly Quarter[]
  /** The result to answer; null where no quarter that is over has one. */
  readonly result: QuarterResult | null
  /** Of all quarters: the newest first, and in each overdue ones before due ones before the others. */
  readonly groups: readonly { readonly quarter: Quarter; readonly actions: readonly ListedAction[] }[]
}

/** The actions of a unit, and the result of one quarter with what is proposed for it. */
export async function viewPlans({ database, clock }: Desk, unit: PlanningUnit, chosen?: Quarter): Promise<PlansView> {
  const today = localDay(clock(), unit.zone)
  const running = quarterOf(today)
  const [results, actions] = await Promise.all([
    listResults(database, unit.id, today),
    listUnitActions(database, unit.id),
  ])
  const urgency = { overdue: 0, due: 1, later: 2 } as const
  const groups = Array.from(
    Map.groupBy(actions, ({ quarter }) => quarter),
    ([quarter, of]) => ({
      quarter,
      actions: of.toSorted((one, other) => {
        const [first, second] = [timingOf(one, running), timingOf(other, running)]
        return (first ? urgency[first] : 3) - (second ? urgency[second] : 3) || one.id - other.id
      }),
    }),
  )
  const offered = new Set([...results, ...groups].map(({ quarter }) => quarter))
  return {
    running,
    offered: Array.from(offered).toSorted((one, other) => other - one),
    result: results.find(({ quarter }) => quarter === chosen) ?? results[0] ?? null,
    groups,
  }
}

/** The result that a plan would answer; undefined where the quarter has none or is not over. */
export async function findResult(
  { database, clock }: Desk,
  unit: PlanningUnit,
  quarter: Quarter,
): Promise<QuarterResult | undefined> {
  const results = await listResults(database, unit.id, localDay(clock(), unit.zone))
  return results.find((result) => result.quarter === quarter)
}

/** @throws RangeError for quarters that the form would not have offered. @returns the new action's number. */
export async function planAction({ database, clock }: Desk, actor: Actor, plan: Plan): Promise<number> {
  if (!isPlannable(plan.quarter, plan.quarters)) throw new RangeError('quarters that cannot be planned')
  const now = clock()
  const { unitId, ...said } = plan
  const [added] = await database.commit(
    ...addAction(plan, actor, secondsOf(now)),
    addTrail(now, { actor, act: 'follow-up-planned', subject: { kind: 'followUp', id: null, unitId }, after: said }),
  )
  return added?.lastId ?? 0
}

/** `unknown`: no such action at this unit. `closed`: it is finished or cancelled. `moved`: somebody else was faster. */
export type PlanRefusal = 'unknown' | 'closed' | 'moved'

/** Changes what a plan says; its quarter and element stay. @param lastEvent what its course ended with when it was opened. */
export async function revisePlan(
  { database, clock }: Desk,
  actor: Actor,
  unitId: number,
  id: number,
  revision: { readonly text: PlanText; readonly reason: string; readonly lastEvent: number },
): Promise<'revised' | 'same' | PlanRefusal> {
  const action = await findAction(database, unitId, id)
  if (!action) return 'unknown'
  if (!isOpen(action.status)) return 'closed'
  if (!isPlannable(action.quarter, revision.text.quarters)) throw new RangeError('quarters that cannot be planned')
  const difference = differenceOf(saidBy(action), saidBy(revision.text))
  if (!difference) return 'same'
  const now = clock()
  const { text, reason, lastEvent } = revision
  return unlessMoved(database, 'revised', [
    ...reviseAction(action, lastEvent, text, reason, actor, secondsOf(now)),
    addTrail(now, {
      actor,
      act: 'follow-up-revised',
      subject: { kind: 'followUp', id, unitId },
      before: difference.before,
      after: { ...difference.after, reason },
    }),
  ])
}

// Lists are compared as text.
function saidBy({ program, expected, expectedWords, quarters, responsible }: PlanText) {
  return { program, expected, expectedWords, quarters: quarters.join(' '), responsible }
}

/** Takes a step with an action: the state and the event in one commit. */
export async function moveOn(
  { database, clock }: Desk,
  actor: Actor,
  unitId: number,
  id: number,
  { step, note }: { readonly step: Step; readonly note: string },
): Promise<'taken' | 'unknown' | 'moved' | { readonly refused: string }> {
  const action = await findAction(database, unitId, id)
  if (!action) return 'unknown'
  const taken = takeStep(action.status, step)
  if ('refused' in taken) return taken
  const now = clock()
  return unlessMoved(database, 'taken', [
    ...moveAction(action, taken, note, actor, secondsOf(now)),
    addTrail(now, {
      actor,
      act: 'follow-up-moved',
      subject: { kind: 'followUp', id, unitId },
      before: { status: action.status },
      after: { status: taken.status, note },
    }),
  ])
}

/**
 * Quotes suggestions of the unit: masked, and from then on as they stood. Which answers they came from is kept, and shown
 * to nobody.
 */
export async function quoteSuggestions(
  { database, clock }: Desk,
  actor: Actor,
  unitId: number,
  id: number,
  suggestions: readonly number[],
): Promise<'quoted' | 'unknown' | 'moved' | 'none' | 'too many'> {
  const action = await findAction(database, unitId, id)
  if (!action) return 'unknown'
  const known = new Set(action.quoted.map(({ responseId }) => responseId))
  const asked = Array.from(new Set(suggestions)).filter((suggestion) => !known.has(suggestion))
  if (asked.length === 0) return 'none'
  if (known.size + asked.length > mostQuotes) return 'too many'
  const found = await Promise.all(asked.map((suggestion) => findSuggestion(database, unitId, suggestion)))
  // An answer that was left out of the figures is not quoted as a reason for them either.
  const quotable = found.filter((suggestion) => suggestion !== undefined && suggestion.excluded === 0)
  if (quotable.length < asked.length) return 'unknown'
  const now = clock()
  const at = secondsOf(now)
  return unlessMoved(database, 'quoted', [
    ...quotable.flatMap((suggestion) =>
      suggestion ? [addQuote(id, suggestion.id, maskPersonal(suggestion.text), at)] : [],
    ),
    addEvent(id, 'quoted', `${quotable.length} saran`, actor, at),
    addTrail(now, {
      actor,
      act: 'follow-up-quoted',
      subject: { kind: 'followUp', id, unitId },
      after: { suggestions: asked.join(' ') },
    }),
  ])
}

export function secondsOf(instant: Date): number {
  return Math.floor(instant.getTime() / 1000)
}

/** Commits; what a condition or a guard of the tables refuses has been changed by somebody else meanwhile. */
export async function unlessMoved<Done extends string>(
  database: Database,
  done: Done,
  changes: readonly Change[],
): Promise<Done | 'moved'> {
  try {
    await database.commit(...changes)
    return done
  } catch (error) {
    const moved = error instanceof ConstraintFailure && error.kind !== 'foreign key' && error.kind !== 'not null'
    if (moved) return 'moved'
    throw error
  }
}
