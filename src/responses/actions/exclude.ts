// Leaving answers out of every figure, and putting them back: an event, the state and the tallies in one commit.

import type { Actor } from '../../accounts/rules/rights.ts'
import { addTrail } from '../../accounts/store/trail.ts'
import { type Change, ConstraintFailure, type Database } from '../../database/database.ts'
import type { Platform } from '../../platform.ts'
import type { Question } from '../../surveys/rules.ts'
import type { Ground } from '../rules/exclusion.ts'
import { addAnswers, emptyTotals, type HourBand, hourBand, negated, type Place, type Totals } from '../rules/tally.ts'
import {
  addExclusionEvent,
  excludeImport,
  excludeResponse,
  findExcludable,
  lastExclusion,
  lastExclusionMustBe,
  listOfImport,
  mustStillBeExcluded,
  restoreImport,
  restoreResponse,
} from '../store/exclusions.ts'
import { findImportOf } from '../store/imports.ts'
import { everyQuestion } from '../store/questions.ts'
import { addManyToTallies, addToTallies, type TalliedRow } from '../store.ts'

type Answers = Pick<Platform, 'database' | 'clock'>

/** `unknown`: no such answer or import at this unit. `already`: it is out, or counts, as was asked; or somebody was faster. */
export type ExclusionRefusal = 'unknown' | 'already'
export type ExclusionOutcome = { readonly respondents: number } | { readonly refused: ExclusionRefusal }

/** Leaves one answer of a unit out of every figure. */
export async function excludeAnswer(
  { database, clock }: Answers,
  actor: Actor,
  unitId: number,
  responseId: number,
  why: { readonly ground: Ground; readonly reason: string },
): Promise<ExclusionOutcome> {
  const found = await findExcludable(database, unitId, responseId)
  if (!found) return { refused: 'unknown' }
  if (found.eventId !== null) return { refused: 'already' }
  const now = clock()
  const { place, totals } = worthOf(found.row, await everyQuestion(database))
  return unlessRefused(database, 1, [
    addExclusionEvent({
      ...eventOf(now, actor, unitId),
      kind: 'exclude',
      what: { responseId },
      ...why,
      respondents: 1,
    }),
    excludeResponse(responseId, unitId, place.day),
    ...addToTallies(place, negated(totals)),
    addTrail(now, { actor, act: 'answer-excluded', subject: { kind: 'answer', id: responseId, unitId }, after: why }),
  ])
}

/** Lets an answer that was left out count again. */
export async function restoreAnswer(
  { database, clock }: Answers,
  actor: Actor,
  unitId: number,
  responseId: number,
  reason: string,
): Promise<ExclusionOutcome> {
  const found = await findExcludable(database, unitId, responseId)
  if (!found) return { refused: 'unknown' }
  if (found.eventId === null) return { refused: 'already' }
  const now = clock()
  const { place, totals } = worthOf(found.row, await everyQuestion(database))
  const event = { ...eventOf(now, actor, unitId), kind: 'restore', what: { responseId }, ground: null } as const
  return unlessRefused(database, 1, [
    mustStillBeExcluded(responseId, found.eventId),
    addExclusionEvent({ ...event, reason, respondents: 1 }),
    restoreResponse(responseId),
    ...addToTallies(place, totals),
    addTrail(now, {
      actor,
      act: 'answer-restored',
      subject: { kind: 'answer', id: responseId, unitId },
      after: { reason },
    }),
  ])
}

/** Undoes an import: every answer of it that still counts is left out, in one commit. */
export function undoImport(
  platform: Answers,
  actor: Actor,
  unitId: number,
  importId: number,
  reason: string,
): Promise<ExclusionOutcome> {
  return turnImport(platform, actor, unitId, importId, { kind: 'exclude', ground: 'import', reason })
}

/** Takes the undoing of an import back. */
export function redoImport(
  platform: Answers,
  actor: Actor,
  unitId: number,
  importId: number,
  reason: string,
): Promise<ExclusionOutcome> {
  return turnImport(platform, actor, unitId, importId, { kind: 'restore', ground: null, reason })
}

type Turn =
  | { readonly kind: 'exclude'; readonly ground: Ground; readonly reason: string }
  | { readonly kind: 'restore'; readonly ground: null; readonly reason: string }

async function turnImport(
  { database, clock }: Answers,
  actor: Actor,
  unitId: number,
  importId: number,
  turn: Turn,
  tries = 5,
): Promise<ExclusionOutcome> {
  const found = await findImportOf(database, unitId, importId)
  if (!found) return { refused: 'unknown' }
  const excludes = turn.kind === 'exclude'
  // Read first: whatever is excluded or restored after this makes the commit fail.
  const last = await lastExclusion(database, unitId)
  const { respondents, cells } = await gather(database, importId, excludes ? 'counting' : 'undone')
  if (respondents === 0) return { refused: 'already' }
  const now = clock()
  const outcome = await unlessRefused(database, respondents, [
    lastExclusionMustBe(unitId, last),
    addExclusionEvent({ ...eventOf(now, actor, unitId), ...turn, what: { importId }, respondents }),
    excludes ? excludeImport(importId) : restoreImport(importId),
    ...addManyToTallies(cells.map(({ place, totals }) => ({ place, totals: excludes ? negated(totals) : totals }))),
    addTrail(now, {
      actor,
      act: excludes ? 'import-excluded' : 'import-restored',
      subject: { kind: 'import', id: importId, unitId },
      after: { file: found.file_name, respondents, reason: turn.reason },
    }),
  ])
  // Somebody excluded something else of the unit meanwhile; what is left is read anew.
  if ('refused' in outcome && tries > 1)
    return turnImport({ database, clock }, actor, unitId, importId, turn, tries - 1)
  return outcome
}

const readAtOnce = 2000

// An import may have any number of rows; what is kept of them is one total for each place and day.
async function gather(database: Database, importId: number, which: 'counting' | 'undone') {
  const questions = await everyQuestion(database)
  const cells = new Map<string, { place: Place; totals: Totals }>()
  let respondents = 0
  let after = 0
  for (;;) {
    const rows = await listOfImport(database, importId, which, after, readAtOnce)
    for (const { id, row } of rows) {
      const [unit, day, service, counter, channel] = row
      const name = [unit, day, service, counter, channel].join(' ')
      const cell = cells.get(name) ?? { place: placeOf(row), totals: emptyTotals() }
      cells.set(name, cell)
      addRow(cell.totals, row, questions)
      after = id
    }
    respondents += rows.length
    if (rows.length < readAtOnce) return { respondents, cells: Array.from(cells.values()) }
  }
}

function worthOf(row: TalliedRow, questions: readonly Question[]): { place: Place; totals: Totals } {
  const totals = emptyTotals()
  addRow(totals, row, questions)
  return { place: placeOf(row), totals }
}

function placeOf([unitId, day, serviceId, counter, channel]: TalliedRow): Place {
  return { unitId, day, serviceId, counterId: counter === 0 ? null : counter, channel }
}

function addRow(totals: Totals, row: TalliedRow, questions: readonly Question[]): void {
  const [, , , , channel, answers, sex, age, education, occupation, disability, filledBy, hour] = row
  const band: HourBand | null = hour === null ? null : hourBand(hour * 3600)
  const said = { sex, age, education, occupation, disability, filledBy, channel, hour: band }
  addAnswers(totals, { questions }, JSON.parse(answers) as Record<string, number>, said)
}

function eventOf(now: Date, actor: Actor, unitId: number) {
  return { at: Math.floor(now.getTime() / 1000), actor, unitId }
}

async function unlessRefused(
  database: Database,
  respondents: number,
  changes: readonly Change[],
): Promise<ExclusionOutcome> {
  try {
    await database.commit(...changes)
    return { respondents }
  } catch (error) {
    if (error instanceof ConstraintFailure && wasFaster(error)) return { refused: 'already' }
    throw error
  }
}

// The answer is out by now, or no longer out, or something else of the unit changed while an import was read.
function wasFaster({ kind, subject }: ConstraintFailure): boolean {
  return subject === 'excluded_responses.response_id' || (kind === 'check' && /holds/.test(subject))
}
