// What is stored of a unit, worked out: one quarter with all it can bear, and the quarters before.

import type { Database } from '../database/database.ts'
import type { ElementTotals, Group } from '../responses/rules/tally.ts'
import { minimumOf, type Questionnaire, type RuleBook } from '../surveys/rules.ts'
import { type DatedRecord, questionnaireOf } from '../surveys/store.ts'
import {
  type LocalDay,
  type Month,
  monthOf,
  monthsOf,
  type Quarter,
  quarterDays,
  weekOf,
} from '../units/rules/calendar.ts'
import { type Served, servedInMonth, servedInQuarter } from '../units/rules/served.ts'
import type { UnitRow } from '../units/store.ts'
import { keep } from './kept.ts'
import { fairnessOf } from './rules/fairness.ts'
import { profileOf } from './rules/profile.ts'
import { countOf, resultOf } from './rules/result.ts'
import { sufficiencyOf } from './rules/sufficiency.ts'
import { type Watch, type WeekTotals, watchOf } from './rules/watch.ts'

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
    ...resultOf(current, before.estimates, { asked: current.asked, totals: tallies.get(current.quarter) }),
    sufficiency: sufficiencyOf({
      months: monthsOf(shown).map((month) => ({
        served: servedInMonth(entered, month, openServices),
        answers: answersOf(month),
      })),
      daysLeft: Math.max(0, quarterDays(shown).last - today + 1),
      servedBefore: counted.findLast(({ served }) => served !== null)?.served ?? null,
    }),
    watch: watchWeeks(database, unit.slug, JSON.stringify([weeks, today, book.key]), { weeks, today, book }),
    fairness: compareGroups(
      database,
      `${unit.slug} ${divided}`,
      JSON.stringify([whole.asked.ruleBook.key, raised, Array.from(groups)]) + nameOf(tallies.get(divided)),
      { quarter: divided, book: whole.asked.ruleBook, raised, totals: tallies.get(divided), groups },
    ),
    trend: counted.map(({ quarter, summary, interval }) => ({ quarter, summary, interval })),
  }
})

const countQuarter = keep(countOf)

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
