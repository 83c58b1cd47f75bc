// Answers in quarters that are over, so that there are results to answer.

import type { Change } from '#src/database/database.ts'
import { startBulk } from '#src/responses/actions/bulk.ts'
import { questionnaireOf } from '#src/surveys/store.ts'
import { type Quarter, quarterDays } from '#src/units/rules/calendar.ts'
import { nine } from './city.ts'

const asked = questionnaireOf(null, 'OFFLINE')

/** A quarter of a unit: what everybody answered, element by element, with some suggestions. */
export interface PastQuarter {
  readonly unitId: number
  readonly serviceId: number
  readonly quarter: Quarter
  readonly respondents: number
  /** Score by element; 3 where none is given. */
  readonly scores?: Readonly<Record<string, number>>
  readonly suggestions?: readonly string[]
}

/** Stores quarters; to be committed together. */
export function pastQuarters(quarters: readonly PastQuarter[]): Change[] {
  const bulk = startBulk()
  const added = quarters.flatMap(({ unitId, serviceId, quarter, respondents, scores = {}, suggestions = [] }) => {
    const { first, last } = quarterDays(quarter)
    return bulk.add(
      Array.from({ length: respondents }, (_, person) => {
        const day = first + (person % (last - first + 1))
        // Every seventh person thinks otherwise, so that there is a variance to estimate.
        const answers = Object.fromEntries(
          nine.map((key) => [key, person % 7 === 6 ? Math.max(1, (scores[key] ?? 3) - 1) : (scores[key] ?? 3)]),
        )
        return {
          place: { unitId, serviceId, counterId: null, channel: 'phone' as const, day },
          answeredAt: day * 86_400,
          hour: 'morning' as const,
          asked,
          answers,
          respondent: noRespondent,
          suggestion: suggestions[person] ?? null,
          importId: null,
        }
      }),
    )
  })
  return [...added, ...bulk.tallies()]
}

const noRespondent = { sex: null, age: null, education: null, occupation: null, disability: null, filledBy: null }
