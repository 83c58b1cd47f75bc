// What is looked up of the index: one unit, this quarter so far and the quarters before.

import type { Database } from '../database/database.ts'
import { listQuestionnaireRecords, questionnaireOf } from '../surveys/store.ts'
import { localDay, previousQuarter, type Quarter, quarterDays, quarterOf, type Zone } from '../units/rules/calendar.ts'
import { findUnit, listServices } from '../units/store.ts'
import { type Summary, summarise } from './rules/summary.ts'
import { integrityOf, tallyOf } from './rules/tally.ts'
import { tallyQuarters } from './store.ts'

const quartersShown = 8

/** Everything the page of a unit shows; undefined for an unknown slug. */
export async function viewUnit(database: Database, slug: string, now: Date) {
  const unit = await findUnit(database, slug)
  if (!unit) return undefined
  const today = localDay(now, unit.zone as Zone)
  const quarters = quartersUntil(quarterOf(today))
  const [services, records, tallies] = await Promise.all([
    listServices(database, unit.id),
    listQuestionnaireRecords(database, unit.id),
    tallyQuarters(database, unit.id, { first: quarters[0] as Quarter, last: quarterOf(today) }),
  ])

  // A quarter is counted by the questionnaire that stood at its end, the running one by today's.
  const askedIn = (quarter: Quarter) => {
    const end = Math.min(quarterDays(quarter).last, today)
    return questionnaireOf(records.find((row) => row.valid_from <= end)?.record ?? null, 'HYBRID')
  }
  const trend = quarters.map((quarter) => {
    const asked = askedIn(quarter)
    return { quarter, summary: summarise(tallyOf(tallies.get(quarter), asked), asked.ruleBook) }
  })
  const current = quarterOf(today)
  return {
    unit,
    services,
    today,
    quarter: current,
    summary: trend.at(-1)?.summary as Summary,
    integrity: integrityOf(tallies.get(current), askedIn(current)),
    trend,
  }
}

function quartersUntil(last: Quarter): Quarter[] {
  const quarters = [last]
  while (quarters.length < quartersShown) quarters.unshift(previousQuarter(quarters[0] as Quarter))
  return quarters
}
