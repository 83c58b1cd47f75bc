// The respondents that an edition counted, each with a value for every element, read in parts however many there are.

import type { Database } from '../../database/database.ts'
import { listAnswersInOrder } from '../../responses/store/answers.ts'
import { listEvents } from '../../responses/store/exclusions.ts'
import { everyQuestion, scoresOf } from '../../responses/store/questions.ts'
import { type Quarter, quarterDays } from '../../units/rules/calendar.ts'
import { excludedAfter } from '../rules/exclusion.ts'

/** Up to where an edition counts: the last answer and the last exclusion that it knows. */
export interface Counting {
  readonly unitId: number
  readonly quarter: Quarter
  readonly lastResponse: number
  readonly lastExclusion: number
}

/** Values in twelfths of a score, in the order of the elements; null where nothing was answered. */
export type RespondentScores = readonly (number | null)[]

const readAtOnce = 2000
const mostKnown = 5000

/** One row a respondent, by day and number. @param elements keys. */
export async function* countedRespondents(
  database: Database,
  { unitId, quarter, lastResponse, lastExclusion }: Counting,
  elements: readonly string[],
): AsyncGenerator<RespondentScores> {
  const [questions, events] = await Promise.all([
    everyQuestion(database),
    listEvents(database, unitId, lastExclusion + 1, Number.MAX_SAFE_INTEGER),
  ])
  const excluded = excludedAfter(events)
  const days = quarterDays(quarter)
  // Many respondents give the same answers, so each set of them is worked out once.
  const known = new Map<string, RespondentScores>()
  let after: { day: number; id: number } | undefined
  for (;;) {
    const some = await listAnswersInOrder(database, { unitId, ...days }, { after, upTo: lastResponse }, readAtOnce)
    for (const row of some) {
      if (excluded(row)) continue
      let scores = known.get(row.answers)
      if (!scores) {
        if (known.size >= mostKnown) known.clear()
        const found = new Map(scoresOf(questions, row.answers).map(({ key, score }) => [key, score]))
        scores = elements.map((key) => found.get(key) ?? null)
        known.set(row.answers, scores)
      }
      yield scores
    }
    const end = some.at(-1)
    if (!end || some.length < readAtOnce) return
    after = { day: end.day, id: end.id }
  }
}
