// Stores a form that somebody filled in on paper and a clerk typed.

import type { Actor } from '../../accounts/rules/rights.ts'
import { addTrail } from '../../accounts/store/trail.ts'
import { ConstraintFailure } from '../../database/database.ts'
import type { Platform } from '../../platform.ts'
import type { Questionnaire } from '../../surveys/rules.ts'
import { dayToText, instantOf, type LocalDay, type Zone } from '../../units/rules/calendar.ts'
import type { Submission } from '../forms/submission.ts'
import { storedAnswers } from '../rules/answers.ts'
import { addAnswers, emptyTotals, type Place } from '../rules/tally.ts'
import { findUnitOfKey } from '../store/answers.ts'
import { addResponse, addSuggestion, addToTallies } from '../store.ts'

export interface PaperStack {
  readonly unit: { readonly id: number; readonly zone: Zone }
  readonly service: { readonly id: number; readonly slug: string }
  readonly day: LocalDay
  readonly asked: Questionnaire
}

/**
 * Stores one form with its tallies and its line in the trail. The same key again stores nothing.
 * @returns `taken` when the key belongs to an answer of another unit.
 */
export async function enterPaper(
  { database, clock }: Pick<Platform, 'database' | 'clock'>,
  actor: Actor,
  { unit, service, day, asked }: PaperStack,
  { answers, respondent, suggestion, key }: Submission & { readonly key: string },
): Promise<'stored' | 'repeated' | 'taken'> {
  const place: Place = { unitId: unit.id, serviceId: service.id, counterId: null, channel: 'paper', day }
  const totals = emptyTotals()
  addAnswers(totals, asked, answers, { ...respondent, channel: place.channel, hour: null })
  // Paper names a day, not an hour: the start of the day stands for it.
  const answeredAt = instantOf(day, 0, unit.zone)
  const stored = storedAnswers(asked, answers)
  try {
    await database.commit(
      addResponse({ ...place, answeredAt, answers: stored, respondent, key, importId: null }),
      ...addToTallies(place, totals),
      ...(suggestion === null ? [] : [addSuggestion(key, suggestion)]),
      addTrail(clock(), {
        actor,
        act: 'paper-entered',
        subject: { kind: 'answer', id: key, unitId: unit.id },
        after: { service: service.slug, day: dayToText(day) },
      }),
    )
    return 'stored'
  } catch (error) {
    if (!(error instanceof ConstraintFailure) || error.subject !== 'responses.key') throw error
    return (await findUnitOfKey(database, key)) === unit.id ? 'repeated' : 'taken'
  }
}
