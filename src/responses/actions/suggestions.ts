// What the desk does with suggestions: searched and filtered as they may be read, marked, and opened by their unit.

import type { Actor } from '../../accounts/rules/rights.ts'
import { addTrail } from '../../accounts/store/trail.ts'
import { ConstraintFailure, type Database } from '../../database/database.ts'
import type { Platform } from '../../platform.ts'
import type { Question } from '../../surveys/rules.ts'
import { maskPersonal } from '../rules/masking.ts'
import { type ShownSuggestion, type SuggestionStatus, weakestElements } from '../rules/suggestion.ts'
import { everyQuestion, scoresOf } from '../store/questions.ts'
import {
  findSuggestion,
  listSuggestions,
  markSuggestion,
  type SuggestionChoice,
  type SuggestionRow,
} from '../store/suggestions.ts'

export interface SuggestionSearch extends Omit<SuggestionChoice, 'text'> {
  readonly text?: string | undefined
  /** Only from respondents who found this element weakest. */
  readonly weakest?: string | undefined
}

const readAtOnce = 500
const mostRead = 20_000

/**
 * Suggestions of a unit as they may be read, some at a time.
 * @returns the number to go on after, where there are more; it may come with few suggestions or none when the search is rare.
 */
export async function viewSuggestions(
  database: Database,
  search: SuggestionSearch,
  after: number | undefined,
  limit: number,
): Promise<{ suggestions: ShownSuggestion[]; next: number | undefined }> {
  const questions = await everyQuestion(database)
  const { weakest, text, ...choice } = search
  const found: ShownSuggestion[] = []
  let from = after
  const atOnce = text === undefined && weakest === undefined ? limit + 1 : readAtOnce
  for (let read = 0; read < mostRead; read += atOnce) {
    const rows = await listSuggestions(database, { ...choice, text }, from, atOnce)
    for (const row of rows) {
      const shown = shownSuggestion(row, questions)
      // Only what is shown can be found: otherwise a search would tell what is masked, digit by digit.
      if (text !== undefined && !shown.text.toLowerCase().includes(text)) continue
      if (weakest !== undefined && !shown.weakest.includes(weakest)) continue
      if (found.length === limit) return { suggestions: found, next: found.at(-1)?.id }
      found.push(shown)
    }
    if (rows.length < atOnce) return { suggestions: found, next: undefined }
    from = rows.at(-1)?.id
  }
  return { suggestions: found, next: from }
}

function shownSuggestion(row: SuggestionRow, questions: readonly Question[]): ShownSuggestion {
  const { id, day, service, status, answers, excluded } = row
  const text = maskPersonal(row.text)
  return {
    id,
    day,
    service,
    status,
    text,
    masked: text !== row.text,
    weakest: weakestElements(scoresOf(questions, answers)),
    excluded: excluded === 1,
  }
}

/** Says how far the unit has come with a suggestion. `moved`: somebody else was faster. */
export async function setSuggestionStatus(
  { database, clock }: Pick<Platform, 'database' | 'clock'>,
  actor: Actor,
  unitId: number,
  id: number,
  status: SuggestionStatus,
): Promise<'marked' | 'unknown' | 'moved'> {
  const found = await findSuggestion(database, unitId, id)
  if (!found) return 'unknown'
  if (found.status === status) return 'marked'
  const now = clock()
  try {
    await database.commit(
      ...markSuggestion(id, found.status, status, Math.floor(now.getTime() / 1000)),
      addTrail(now, {
        actor,
        act: 'suggestion-marked',
        subject: { kind: 'suggestion', id, unitId },
        before: { status: found.status },
        after: { status },
      }),
    )
    return 'marked'
  } catch (error) {
    if (error instanceof ConstraintFailure && error.kind === 'check') return 'moved'
    throw error
  }
}

/** A suggestion as it was written. Whoever reads it so stands in the trail before they do. */
export async function openSuggestion(
  { database, clock }: Pick<Platform, 'database' | 'clock'>,
  actor: Actor,
  unitId: number,
  id: number,
): Promise<(ShownSuggestion & { readonly original: string }) | undefined> {
  const [questions, found] = await Promise.all([everyQuestion(database), findSuggestion(database, unitId, id)])
  if (!found) return undefined
  await database.commit(
    addTrail(clock(), { actor, act: 'suggestion-opened', subject: { kind: 'suggestion', id, unitId } }),
  )
  return { ...shownSuggestion(found, questions), original: found.text }
}
