// Exact totals of answers: what one response adds, and how many responses add up. Pure.

import { type Answers, itemScores, type Questionnaire } from '../../surveys/rules.ts'

/** Count, sum and sum of squares of scores in twelfths. */
export interface Measure {
  count: number
  sum: number
  squares: number
}

/** Totals of some responses by element or integrity item. */
export interface Totals {
  respondents: number
  readonly items: Map<string, Measure>
}

export function emptyTotals(): Totals {
  return { respondents: 0, items: new Map() }
}

/** Adds one respondent's answers to the totals, in place. */
export function addAnswers(totals: Totals, asked: Pick<Questionnaire, 'questions'>, answers: Answers): void {
  totals.respondents += 1
  for (const { key, score } of itemScores(asked, answers)) {
    const measure = totals.items.get(key)
    if (measure) {
      measure.count += 1
      measure.sum += score
      measure.squares += score * score
    } else totals.items.set(key, { count: 1, sum: score, squares: score * score })
  }
}

/** Adds other totals to the first, in place. */
export function mergeTotals(totals: Totals, more: Totals): Totals {
  totals.respondents += more.respondents
  for (const [key, { count, sum, squares }] of more.items) {
    const measure = totals.items.get(key)
    if (measure) {
      measure.count += count
      measure.sum += sum
      measure.squares += squares
    } else totals.items.set(key, { count, sum, squares })
  }
  return totals
}

/** Where a response is counted. */
export interface Place {
  readonly unitId: number
  readonly serviceId: number
  /** Null when the answer came by no counter. */
  readonly counterId: number | null
  readonly channel: string
  readonly day: number
}
