// What is looked up of the index: every unit this quarter so far; one unit, and the quarters before.

import type { Database } from '../database/database.ts'
import type { ElementTotals, Group } from '../responses/rules/tally.ts'
import { minimumOf, type Questionnaire, type RuleBook } from '../surveys/rules.ts'
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
import { findSettings } from '../units/store/settings.ts'
import { countUnits, findUnit, listServed, listServices, listUnits, type UnitRow } from '../units/store.ts'
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
  const [{ minimum: raised }, units, { total }, records, tallies] = await Promise.all([
    findSettings(database),
    listUnits(database, words),
    countUnits(database),
    listAllQuestionnaireRecords(database),
    tallyUnits(database, quarter),
  ])
  const recordsOf = Map.groupBy(records, (row) => row.unit_id)
  const listed = units.map(({ id, agency, ...unit }) => {
    const asked = askedOn(recordsOf.get(id) ?? [], today)
    const minimum = minimumOf(asked.ruleBook, raised)
    return { agency, ...unit, summary: summarise(tallyOf(tallies.get(id), asked), asked.ruleBook, { minimum }) }
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
  const [{ minimum: raised }, services, records, tallies, days, weeksOf, groups, entered] = await Promise.all([
    findSettings(database),
    listServices(database, unit.id),
    listQuestionnaireRecords(database, unit.id),
    tallyQuarters(database, unit.id, { first, last: running }),
    countByDay(database, unit.id, quarterDays(running)),
    tallyWeeks(database, [unit.id], { monday: monday - 7 * weeksWatched, before: monday }),
    tallyProfile(database, unit.id, previous),
    listServed(database, unit.id, monthsOf(first)[0]),
  ])
  const weeks = weeksOf.get(unit.id) ?? []
  const stored = { unit, raised, today, quarters, services, records, tallies, days, weeks, groups, entered }
  return worked(database, { ...stored, divided: previous })
}

/** What is stored of a unit as far as its pages depend on it. */
export interface Stored {
  readonly unit: UnitRow
  /** Respondents that the office asks for, where it asks for more than the rule book. */
  readonly raised: number | null
  readonly today: LocalDay
  /** The oldest first, the one that is shown last. */
  readonly quarters: readonly Quarter[]
  /** The open ones. */
  readonly services: readonly { readonly id: number; readonly name: string }[]
  readonly records: readonly DatedRecord[]
  readonly tallies: ReadonlyMap<Quarter, ElementTotals>
  /** Of the quarter that is shown. */
  readonly days: readonly { readonly day: LocalDay; readonly respondents: number }[]
  readonly weeks: readonly WeekTotals[]
  /** The quarter whose respondents are divided into groups: one that is over. */
  readonly divided: Quarter
  readonly groups: ReadonlyMap<string, Group>
  readonly entered: readonly Served[]
}

export type UnitView = ReturnType<typeof workOut>

/** What is stored of a unit, worked out; the same object again while nothing has changed. */
export function worked(database: Database, stored: Stored): UnitView {
  const { unit, raised, today, quarters, services, records, tallies, days, weeks, divided, groups, entered } = stored
  const plain = [unit, raised, today, services, records, days, weeks, divided, Array.from(groups), entered]
  const name = JSON.stringify(plain) + quarters.map((quarter) => nameOf(tallies.get(quarter))).join()
  return workOut(database, `${unit.slug} ${quarters.at(-1)}`, name, { database, ...stored })
}

// Intervals, tests and priorities cost more than all the reading, and from one visit to the next most come out the same:
// all of them while nobody answers, and after an answer whatever belongs to weeks and quarters that are over.
const workOut = keep((stored: Stored & { readonly database: Database }) => {
  const { database, unit, raised, today, quarters, services, records, tallies } = stored
  const { days, weeks, divided, groups, entered } = stored
  const shown = quarters.at(-1) as Quarter
  const openServices = services.map(({ id }) => id)
  // A quarter is counted by the questionnaire that stood at its end, the running one by today's.
  const counted = quarters.map((quarter) => {
    const record = recordOn(records, Math.min(quarterDays(quarter).last, today))
    const asked = questionnaireOf(record, 'HYBRID')
    const totals = tallies.get(quarter)
    const served = servedInQuarter(entered, quarter, openServices)
    const minimum = minimumOf(asked.ruleBook, raised)
    const name = `${record} ${minimum} ${served} ${nameOf(totals)}`
    const counted = countQuarter(database, `${unit.id} ${quarter}`, name, { asked, totals, served, minimum })
    return { quarter, asked, ...counted }
  })
  const [before, current] = counted.slice(-2) as [(typeof counted)[number], (typeof counted)[number]]
  const book = current.asked.ruleBook
  const whole = divided === current.quarter ? current : before
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
      months: monthsOf(shown).map((month) => ({
        served: servedInMonth(entered, month, openServices),
        answers: answersOf(month),
      })),
      daysLeft: Math.max(0, quarterDays(shown).last - today + 1),
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
      `${unit.slug} ${divided}`,
      JSON.stringify([whole.asked.ruleBook.key, raised, Array.from(groups)]) + nameOf(tallies.get(divided)),
      { quarter: divided, book: whole.asked.ruleBook, raised, totals: tallies.get(divided), groups },
    ),
    integrity: integrityOf(tallies.get(current.quarter), current.asked),
    trend: counted.map(({ quarter, summary, interval }) => ({ quarter, summary, interval })),
  }
})

interface Counting {
  readonly asked: Questionnaire
  readonly totals: ElementTotals | undefined
  readonly served: number | null
  readonly minimum: number
}

const countQuarter = keep(({ asked, totals, served, minimum }: Counting) => {
  const moments = tallyOf(totals, asked)
  const summary = summarise(moments, asked.ruleBook, { minimum })
  const estimates = estimatesOf(moments, summary, asked.ruleBook, served)
  return { moments, summary, served, estimates, interval: estimates.index && intervalOf(estimates.index) }
})

const watchWeeks = keep(
  ({ weeks, today, book }: { weeks: readonly WeekTotals[]; today: LocalDay; book: RuleBook }): Watch =>
    watchOf(weeks, weekOf(today) - 1, book),
)

interface Compared {
  readonly quarter: Quarter
  readonly book: RuleBook
  readonly raised: number | null
  readonly totals: ElementTotals | undefined
  readonly groups: ReadonlyMap<string, Group>
}

const compareGroups = keep(({ quarter, book, raised, totals, groups }: Compared) => ({
  quarter,
  respondents: totals?.respondents ?? 0,
  dimensions: fairnessOf(profileOf(totals, groups), book, minimumOf(book, raised)),
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
