// What an action answers: the result of a unit's quarter that is over, and what its elements have come to since.

import type { Database } from '../../database/database.ts'
import { askedOn } from '../../ikm/actions.ts'
import { estimatesOf, type Interval, intervalOf } from '../../ikm/rules/interval.ts'
import { type ElementSummary, lowestElements, type Summary, summarise } from '../../ikm/rules/summary.ts'
import { tallyOf } from '../../ikm/rules/tally.ts'
import { tallyQuarters } from '../../ikm/store.ts'
import { type Element, minimumOf } from '../../surveys/rules.ts'
import { listQuestionnaireRecords } from '../../surveys/store.ts'
import {
  type LocalDay,
  lastQuarters,
  monthsOf,
  previousQuarter,
  type Quarter,
  quarterDays,
  quarterOf,
} from '../../units/rules/calendar.ts'
import { servedInQuarter } from '../../units/rules/served.ts'
import { findSettings } from '../../units/store/settings.ts'
import { listServed, listServices } from '../../units/store.ts'

/** Quarters before the running one whose results may be answered. */
const quartersBack = 8

export interface QuarterResult {
  readonly quarter: Quarter
  readonly summary: Summary
  /** By element key; one without an interval has no entry. */
  readonly intervals: ReadonlyMap<string, Interval>
  /** The three lowest, the lowest first. */
  readonly lowest: readonly ElementSummary[]
  /** What was asked. */
  readonly elements: readonly Element[]
}

/** Results of the last eight quarters that are over, as far as there were answers, the newest first. */
export async function listResults(database: Database, unitId: number, today: LocalDay): Promise<QuarterResult[]> {
  const quarters = lastQuarters(previousQuarter(quarterOf(today)), quartersBack)
  const [first, last] = [quarters[0] as Quarter, quarters.at(-1) as Quarter]
  const [{ minimum: raised }, records, tallies, services, entered] = await Promise.all([
    findSettings(database),
    listQuestionnaireRecords(database, unitId),
    tallyQuarters(database, unitId, { first, last }),
    listServices(database, unitId),
    listServed(database, unitId, monthsOf(first)[0]),
  ])
  const open = services.map(({ id }) => id)
  return quarters.toReversed().flatMap((quarter) => {
    const totals = tallies.get(quarter)
    if (!totals) return []
    const asked = askedOn(records, quarterDays(quarter).last)
    const moments = tallyOf(totals, asked)
    const summary = summarise(moments, asked.ruleBook, { minimum: minimumOf(asked.ruleBook, raised) })
    const estimates = estimatesOf(moments, summary, asked.ruleBook, servedInQuarter(entered, quarter, open))
    const intervals = estimates.elements.flatMap(({ key, estimate }) => {
      const interval = estimate && intervalOf(estimate)
      return interval ? [[key, interval] as const] : []
    })
    return [
      {
        quarter,
        summary,
        intervals: new Map(intervals),
        lowest: lowestElements(summary),
        elements: asked.elements,
      },
    ]
  })
}
