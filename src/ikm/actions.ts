// What is looked up of the index: every unit this quarter so far; one unit, and the quarters before.

import type { Database } from '../database/database.ts'
import type { ElementTotals, Group } from '../responses/rules/tally.ts'
import type { Questionnaire, RuleBook } from '../surveys/rules.ts'
import {
  type DatedRecord,
  listAllQuestionnaireRecords,
  listQuestionnaireRecords,
  questionnaireOf,
} from '../surveys/store.ts'
import {
  type LocalDay,
  lastQuarters,
  localDay,
  type Month,
  mondayOf,
  monthOf,
  monthsOf,
  type Quarter,
  quarterDays,
  quarterOf,
  weekOf,
  type Zone,
} from '../units/rules/calendar.ts'
import { type Served, servedInMonth, servedInQuarter } from '../units/rules/served.ts'
import { countUnits, findUnit, listServed, listServices, listUnits } from '../units/store.ts'
import { keep } from './kept.ts'
import { bearingOf } from './rules/bearing.ts'
import { fairnessOf } from './rules/fairness.ts'
import { estimatesOf, intervalOf } from './rules/interval.ts'
import { distributionOf } from './rules/moments.ts'
import { prioritiesOf } from './rules/priorities.ts'
import { profileOf } from './rules/profile.ts'
import { reliabilityOf } from './rules/reliability.ts'
import { sufficiencyOf } from './rules/sufficiency.ts'
import { summarise } from './rules/summary.ts'
import { integrityOf, tallyOf } from './rules/tally.ts'
import { type Watch, type WeekTotals, watchOf } from './rules/watch.ts'
import { countByDay, tallyProfile, tallyQuarters, tallyUnits, tallyWeeks } from './store.ts'

const quartersShown = 8
const weeksWatched = 52

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

/** Everything the page of a unit shows; undefined for an unknown slug. The same object again while nothing has changed. */
export async function viewUnit(database: Database, slug: string, now: Date): Promise<UnitView | undefined> {
  const unit = await findUnit(database, slug)
  if (!unit) return undefined
  const today = localDay(now, unit.zone as Zone)
  const quarters = lastQuarters(quarterOf(today), quartersShown)
  const [first, previous, running] = [quarters[0], quarters.at(-2), quarters.at(-1)] as [Quarter, Quarter, Quarter]
  // The running week is left out of the watch: it would be judged anew each day.
  const monday = mondayOf(weekOf(today))
  const [services, records, tallies, days, weeks, groups, entered] = await Promise.all([
    listServices(database, unit.id),
    listQuestionnaireRecords(database, unit.id),
    tallyQuarters(database, unit.id, { first, last: running }),
    countByDay(database, unit.id, quarterDays(running)),
    tallyWeeks(database, unit.id, { monday: monday - 7 * weeksWatched, before: monday }),
    tallyProfile(database, unit.id, previous),
    listServed(database, unit.id, monthsOf(first)[0]),
  ])
  const stored = { database, unit, today, quarters, services, records, tallies, days, weeks, groups, entered }
  const name = JSON.stringify([unit, today, services, records, days, weeks, Array.from(groups), entered])
  return workOut(database, unit.slug, name + quarters.map((quarter) => nameOf(tallies.get(quarter))).join(), stored)
}

/** What is stored of a unit as far as its page depends on it. */
interface Stored {
  readonly database: Database
  readonly unit: NonNullable<Awaited<ReturnType<typeof findUnit>>>
  readonly today: LocalDay
  /** The oldest first, the running one last. */
  readonly quarters: readonly Quarter[]
  readonly services: Awaited<ReturnType<typeof listServices>>
  readonly records: Awaited<ReturnType<typeof listQuestionnaireRecords>>
  readonly tallies: ReadonlyMap<Quarter, ElementTotals>
  /** Of the running quarter. */
  readonly days: readonly { readonly day: LocalDay; readonly respondents: number }[]
  readonly weeks: readonly WeekTotals[]
  /** Of the quarter before the running one. */
  readonly groups: ReadonlyMap<string, Group>
  readonly entered: readonly Served[]
}

export type UnitView = ReturnType<typeof workOut>

// Intervals, tests and priorities cost more than all the reading, and from one visit to the next most come out the same:
// all of them while nobody answers, and after an answer whatever belongs to weeks and quarters that are over.
const workOut = keep((stored: Stored) => {
  const { database, unit, today, quarters, services, records, tallies, days, weeks, groups, entered } = stored
  const [previous, running] = quarters.slice(-2) as [Quarter, Quarter]
  const openServices = services.map(({ id }) => id)
  // A quarter is counted by the questionnaire that stood at its end, the running one by today's.
  const counted = quarters.map((quarter) => {
    const record = recordOn(records, Math.min(quarterDays(quarter).last, today))
    const asked = questionnaireOf(record, 'HYBRID')
    const totals = tallies.get(quarter)
    const served = servedInQuarter(entered, quarter, openServices)
    const name = `${record} ${served} ${nameOf(totals)}`
    return { quarter, asked, ...countQuarter(database, `${unit.id} ${quarter}`, name, { asked, totals, served }) }
  })
  const [before, current] = counted.slice(-2) as [(typeof counted)[number], (typeof counted)[number]]
  const book = current.asked.ruleBook
  const answersOf = (month: Month) =>
    days.reduce((sum, { day, respondents }) => sum + (monthOf(day) === month ? respondents : 0), 0)
  return {
    unit,
    services,
    today,
    quarter: current.quarter,
    summary: current.summary,
    bearing: bearingOf(current.estimates, before.estimates, book),
    sufficiency: sufficiencyOf({
      months: monthsOf(running).map((month) => ({
        served: servedInMonth(entered, month, openServices),
        answers: answersOf(month),
      })),
      daysLeft: quarterDays(running).last - today + 1,
      servedBefore: counted.findLast(({ served }) => served !== null)?.served ?? null,
    }),
    distributions: new Map(
      current.moments.elements.flatMap((element) => {
        // A mean of several answers is a half now and then; that totals alone would show it is not certain.
        const questions = current.asked.questions.filter((question) => question.element === element.key)
        const found = element.count > 0 && questions.length === 1 && distributionOf(element)
        return found ? [[element.key, found]] : []
      }),
    ),
    priorities: prioritiesOf(current.moments, current.summary, current.estimates),
    reliability: reliabilityOf(current.moments),
    watch: watchWeeks(database, unit.slug, JSON.stringify([weeks, today, book.key]), { weeks, today, book }),
    fairness: compareGroups(
      database,
      unit.slug,
      JSON.stringify([before.asked.ruleBook.key, Array.from(groups)]) + nameOf(tallies.get(previous)),
      { quarter: previous, book: before.asked.ruleBook, totals: tallies.get(previous), groups },
    ),
    integrity: integrityOf(tallies.get(current.quarter), current.asked),
    trend: counted.map(({ quarter, summary, interval }) => ({ quarter, summary, interval })),
  }
})

const countQuarter = keep(
  ({ asked, totals, served }: { asked: Questionnaire; totals: ElementTotals | undefined; served: number | null }) => {
    const moments = tallyOf(totals, asked)
    const summary = summarise(moments, asked.ruleBook)
    const estimates = estimatesOf(moments, summary, asked.ruleBook, served)
    return { moments, summary, served, estimates, interval: estimates.index && intervalOf(estimates.index) }
  },
)

const watchWeeks = keep(
  ({ weeks, today, book }: { weeks: readonly WeekTotals[]; today: LocalDay; book: RuleBook }): Watch =>
    watchOf(weeks, weekOf(today) - 1, book),
)

interface Compared {
  readonly quarter: Quarter
  readonly book: RuleBook
  readonly totals: ElementTotals | undefined
  readonly groups: ReadonlyMap<string, Group>
}

const compareGroups = keep(({ quarter, book, totals, groups }: Compared) => ({
  quarter,
  respondents: totals?.respondents ?? 0,
  dimensions: fairnessOf(profileOf(totals, groups), book),
}))

function nameOf(totals: ElementTotals | undefined): string {
  if (!totals) return 'none'
  const { respondents, ownMeans, ownMeanSquares, items } = totals
  let name = `${respondents} ${ownMeans} ${ownMeanSquares}`
  for (const [key, { count, sum, squares, cubes, products }] of items) {
    name += ` ${key} ${count} ${sum} ${squares} ${cubes} ${products}`
  }
  return name
}

/** What a unit asks on a day. @param records the newest first. */
export function askedOn(records: readonly DatedRecord[], day: LocalDay): Questionnaire {
  return questionnaireOf(recordOn(records, day), 'HYBRID')
}

function recordOn(records: readonly DatedRecord[], day: LocalDay): string | null {
  return records.find((row) => row.valid_from <= day)?.record ?? null
}
