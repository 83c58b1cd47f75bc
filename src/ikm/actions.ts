// What is looked up of the index: every unit this quarter so far; one unit, and the quarters before.

import type { Database } from '../database/database.ts'
import { listAllQuestionnaireRecords, listQuestionnaireRecords, questionnaireOf } from '../surveys/store.ts'
import {
  type LocalDay,
  lastQuarters,
  localDay,
  type Quarter,
  quarterDays,
  quarterOf,
  type Zone,
} from '../units/rules/calendar.ts'
import { countUnits, findUnit, listServices, listUnits } from '../units/store.ts'
import { bearingOf } from './rules/bearing.ts'
import { estimatesOf, intervalOf } from './rules/interval.ts'
import { summarise } from './rules/summary.ts'
import { integrityOf, tallyOf } from './rules/tally.ts'
import { tallyQuarters, tallyUnits } from './store.ts'

const quartersShown = 8

/** The units whose name, kind, address or agency contains every word of the search, by agency, with this quarter's index. */
export async function viewUnits(database: Database, search: string, now: Date, zone: Zone) {
  const today = localDay(now, zone)
  const quarter = quarterOf(today)
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const [units, { total }, records, tallies] = await Promise.all([
    listUnits(database, words),
    countUnits(database),
    listAllQuestionnaireRecords(database),
    tallyUnits(database, quarter),
  ])
  const recordsOf = Map.groupBy(records, (row) => row.unit_id)
  const listed = units.map(({ id, agency, ...unit }) => {
    const asked = askedOn(recordsOf.get(id) ?? [], today)
    return { agency, ...unit, summary: summarise(tallyOf(tallies.get(id), asked), asked.ruleBook) }
  })
  const agencies = Map.groupBy(listed, (unit) => unit.agency)
  return { quarter, total, agencies: Array.from(agencies, ([name, of]) => ({ name, units: of })) }
}

/** Everything the page of a unit shows; undefined for an unknown slug. */
export async function viewUnit(database: Database, slug: string, now: Date) {
  const unit = await findUnit(database, slug)
  if (!unit) return undefined
  const today = localDay(now, unit.zone as Zone)
  const quarters = lastQuarters(quarterOf(today), quartersShown)
  const [services, records, tallies] = await Promise.all([
    listServices(database, unit.id),
    listQuestionnaireRecords(database, unit.id),
    tallyQuarters(database, unit.id, { first: quarters[0] as Quarter, last: quarterOf(today) }),
  ])

  // A quarter is counted by the questionnaire that stood at its end, the running one by today's.
  const askedIn = (quarter: Quarter) => askedOn(records, Math.min(quarterDays(quarter).last, today))
  const counted = quarters.map((quarter) => {
    const asked = askedIn(quarter)
    const tally = tallyOf(tallies.get(quarter), asked)
    const summary = summarise(tally, asked.ruleBook)
    return { quarter, asked, summary, estimates: estimatesOf(tally, summary, asked.ruleBook, null) }
  })
  const [before, current] = counted.slice(-2) as [(typeof counted)[number], (typeof counted)[number]]
  return {
    unit,
    services,
    today,
    quarter: current.quarter,
    summary: current.summary,
    bearing: bearingOf(current.estimates, before.estimates, current.asked.ruleBook),
    integrity: integrityOf(tallies.get(current.quarter), current.asked),
    trend: counted.map(({ quarter, summary, estimates }) => ({
      quarter,
      summary,
      interval: estimates.index && intervalOf(estimates.index),
    })),
  }
}

/** @param records the newest first. */
function askedOn(records: readonly { valid_from: number; record: string }[], day: LocalDay) {
  return questionnaireOf(records.find((row) => row.valid_from <= day)?.record ?? null, 'HYBRID')
}
