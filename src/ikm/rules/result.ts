// What the answers to a unit in one period amount to: its index, and all that it can bear. Pure.

import type { ElementTotals } from '../../responses/rules/tally.ts'
import type { Questionnaire } from '../../surveys/rules.ts'
import { bearingOf } from './bearing.ts'
import { type Estimates, estimatesOf, type Interval, intervalOf } from './interval.ts'
import { type Distribution, distributionOf, type Moments } from './moments.ts'
import { prioritiesOf } from './priorities.ts'
import { reliabilityOf } from './reliability.ts'
import { type Summary, summarise } from './summary.ts'
import { integrityOf, tallyOf } from './tally.ts'

export interface Counting {
  readonly asked: Questionnaire
  readonly totals: ElementTotals | undefined
  /** People served in the period, null where unknown. */
  readonly served: number | null
  /** Respondents from which it is graded. */
  readonly minimum: number
}

/** A period counted. */
export interface Counted extends Pick<Counting, 'served'> {
  readonly moments: Moments
  readonly summary: Summary
  readonly estimates: Estimates
  readonly interval: Interval | null
}

export function countOf({ asked, totals, served, minimum }: Counting): Counted {
  const moments = tallyOf(totals, asked)
  const summary = summarise(moments, asked.ruleBook, { minimum })
  const estimates = estimatesOf(moments, summary, asked.ruleBook, served)
  return { moments, summary, served, estimates, interval: estimates.index && intervalOf(estimates.index) }
}

/** All that is said of a period that was counted. @param before estimates of the period before. */
export function resultOf(
  { moments, summary, estimates }: Counted,
  before: Estimates,
  { asked, totals }: Pick<Counting, 'asked' | 'totals'>,
) {
  return {
    summary,
    bearing: bearingOf(estimates, before, asked.ruleBook),
    /** Answers 1–4 by element key; an element answered by several questions has none. */
    distributions: new Map(
      moments.elements.flatMap((element): [string, Distribution][] => {
        // A mean of several answers is a half now and then; that totals alone would show it is not certain.
        const questions = asked.questions.filter((question) => question.element === element.key)
        const found = element.count > 0 && questions.length === 1 && distributionOf(element)
        return found ? [[element.key, found]] : []
      }),
    ),
    priorities: prioritiesOf(moments, summary, estimates),
    reliability: reliabilityOf(moments),
    integrity: integrityOf(totals, asked),
  }
}

export type Result = ReturnType<typeof resultOf>
