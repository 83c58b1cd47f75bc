// Stores many responses at once: those of a sheet, and those made up for the demonstration.

import type { Change } from '../../database/database.ts'
import type { Answers, Questionnaire } from '../../surveys/rules.ts'
import { storedAnswers } from '../rules/answers.ts'
import type { Respondent } from '../rules/respondent.ts'
import { addAnswers, emptyTotals, type HourBand, type Place, type Totals } from '../rules/tally.ts'
import { addManyToTallies, addResponses, addSuggestions, type ResponseRow } from '../store.ts'

/** A response that did not come by the form. */
export interface BulkResponse {
  readonly place: Place
  readonly answeredAt: number
  /** Null where the hour is not known: paper, and whatever was imported. */
  readonly hour: HourBand | null
  readonly asked: Questionnaire
  readonly answers: Answers
  readonly respondent: Respondent
  readonly suggestion: string | null
  readonly importId: number | null
}

/** Collects many responses: their changes at once, their tallies together at the end. */
export interface Bulk {
  /** The changes that store some responses, for the commit that ends with `tallies()`. */
  add(responses: readonly BulkResponse[]): Change[]
  tallies(): Change[]
}

export function startBulk(): Bulk {
  const cells = new Map<string, { place: Place; totals: Totals }>()
  return {
    add(responses) {
      const rows: ResponseRow[] = []
      const suggestions: { before: number; text: string }[] = []
      for (const [
        index,
        { place, answeredAt, hour, asked, answers, respondent, suggestion, importId },
      ] of responses.entries()) {
        rows.push({ ...place, answeredAt, answers: storedAnswers(asked, answers), respondent, key: null, importId })
        if (suggestion !== null) suggestions.push({ before: responses.length - 1 - index, text: suggestion })
        addAnswers(totalsAt(cells, place), asked, answers, { ...respondent, channel: place.channel, hour })
      }
      return suggestions.length > 0 ? [addResponses(rows), addSuggestions(suggestions)] : [addResponses(rows)]
    },
    tallies: () => addManyToTallies(Array.from(cells.values())),
  }
}

function totalsAt(cells: Map<string, { place: Place; totals: Totals }>, place: Place): Totals {
  const name = `${place.unitId} ${place.day} ${place.serviceId} ${place.counterId} ${place.channel}`
  let cell = cells.get(name)
  if (!cell) {
    cell = { place, totals: emptyTotals() }
    cells.set(name, cell)
  }
  return cell.totals
}
