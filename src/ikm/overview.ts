// What the overview looks up: every unit in one quarter, sorted and filtered, what they are together, which need a call.

import type { Reach } from '../accounts/rules/rights.ts'
import type { Database } from '../database/database.ts'
import { minimumOf } from '../surveys/rules.ts'
import {
  type LocalDay,
  lastQuarters,
  localDay,
  type Month,
  monthsOf,
  previousQuarter,
  type Quarter,
  quarterDays,
  quarterOf,
  weekOf,
  type Zone,
} from '../units/rules/calendar.ts'
import { servedInMonth, servedInQuarter } from '../units/rules/served.ts'
import { askedOn } from './actions.ts'
import type { OverviewForm } from './forms.ts'
import type { Change } from './rules/change.ts'
import { together } from './rules/comparison.ts'
import { type Call, callsOf, directionsOf, type Standing, sorted, standingOf } from './rules/overview.ts'
import { expectedServed } from './rules/sufficiency.ts'
import { readRecords, readServed } from './store/dashboard.ts'
import {
  listMarks,
  listOverviewUnits,
  type Mark,
  type OverviewUnitRow,
  tallyTwoQuarters,
  type UnitTotals,
} from './store/overview.ts'

const quartersOffered = 8
export const unitsOnPage = 25

/** Everything the overview shows of the units within reach. A quarter that is not offered is replaced by the running one. */
export async function viewOverview(database: Database, reach: Reach, choice: OverviewForm, now: Date, zone: Zone) {
  const today = localDay(now, zone)
  const running = quarterOf(today)
  const offered = lastQuarters(running, quartersOffered).toReversed()
  const quarter = offered.find((one) => one === choice.quarter) ?? running
  const rows = await listOverviewUnits(database, monthsOf(offered.at(-1) as Quarter)[0])
  const all = await standingsOf(database, rows, quarter, today)
  const directions = directionsOf(all.map(({ standing }) => standing))
  const days = quarterDays(quarter)
  const units = all.flatMap(({ row, standing, lastDay }, place): OverviewUnit[] => {
    if (!within(reach, row)) return []
    const direction = directions[place] ?? null
    const shifted =
      row.watch_state === 'lower' && row.watch_began !== null && row.watch_week !== null
        ? { began: row.watch_began, week: row.watch_week }
        : null
    const calls =
      quarter === running ? callsOf({ ...standing, lastDay, direction, shifted }, today, weekOf(today), days) : []
    return [{ ...standing, row, lastDay, direction, calls }]
  })
  const words = choice.search.toLowerCase().split(/\s+/).filter(Boolean)
  const found = units.filter((unit) => matches(unit, { ...choice, words }))
  const pages = Math.max(1, Math.ceil(found.length / unitsOnPage))
  const page = Math.min(choice.halaman, pages)
  const ordered = sorted(found, choice.urut, choice.arah === 'turun')
  return {
    today,
    quarter,
    running,
    /** The newest first. */
    offered,
    total: units.length,
    /** Every unit that was asked for, in order. */
    found: ordered,
    shown: ordered.slice((page - 1) * unitsOnPage, page * unitsOnPage),
    page,
    pages,
    silent: units.filter(({ summary }) => summary.state === 'empty').length,
    together: together(found),
    called: units.filter(({ calls }) => calls.length > 0).toSorted((one, other) => gravity(other) - gravity(one)),
    agencies: distinct(units.map(({ row }) => [row.agency_slug, row.agency])),
    kinds: distinct(units.map(({ row }) => [row.kind, row.kind])).filter(([kind]) => kind !== ''),
  }
}

export type OverviewView = Awaited<ReturnType<typeof viewOverview>>

/** A unit of the overview. */
export interface OverviewUnit extends Standing {
  readonly row: OverviewUnitRow
  readonly lastDay: LocalDay | null
  readonly direction: Change['direction']
  /** Why it needs a call today; none in a quarter that is over. */
  readonly calls: readonly Call[]
}

function within(reach: Reach, { id, agency_id }: OverviewUnitRow): boolean {
  return reach === 'all' || reach.units.includes(id) || reach.agencies.includes(agency_id)
}

const weights = { silent: 8, shifted: 4, fallen: 4, slow: 1 } as const

function gravity({ calls }: Pick<OverviewUnit, 'calls'>): number {
  return calls.reduce((sum, { kind }) => sum + weights[kind], 0)
}

interface Filter extends Pick<OverviewForm, 'instansi' | 'jenis' | 'keadaan'> {
  readonly words: readonly string[]
}

function matches({ row, summary, calls }: Pick<OverviewUnit, 'row' | 'summary' | 'calls'>, choice: Filter) {
  if (choice.instansi !== '' && row.agency_slug !== choice.instansi) return false
  if (choice.jenis !== '' && row.kind !== choice.jenis) return false
  if (choice.keadaan === 'panggil' && calls.length === 0) return false
  if (choice.keadaan === 'tanpa' && summary.state !== 'empty') return false
  if (choice.keadaan === 'kurang' && summary.state !== 'belowMinimum') return false
  if (choice.words.length === 0) return true
  const text = `${row.name} ${row.kind} ${row.address} ${row.agency}`.toLowerCase()
  return choice.words.every((word) => text.includes(word))
}

function distinct(pairs: readonly (readonly [string, string])[]): [string, string][] {
  return Array.from(new Map(pairs)).toSorted(([, one], [, other]) => (one < other ? -1 : one > other ? 1 : 0))
}

interface Known {
  readonly row: OverviewUnitRow
  readonly now: Mark | undefined
  readonly before: Mark | undefined
  readonly standing: Standing
  readonly lastDay: LocalDay | null
}

interface Remembered {
  readonly today: LocalDay
  units: Map<number, Known>
}

const memory = new WeakMap<Database, Map<Quarter, Remembered>>()
const quartersRemembered = 3

/**
 * What each unit amounts to, in the order of the rows. Reading the totals of thousands of units and working them out
 * takes far longer than all the rest, and between two visits most come out the same: whoever's marks have not changed is
 * taken as it was.
 */
async function standingsOf(
  database: Database,
  rows: readonly OverviewUnitRow[],
  quarter: Quarter,
  today: LocalDay,
): Promise<Known[]> {
  const before = previousQuarter(quarter)
  const remembered = rememberedOf(database, quarter, today)
  const marks = { now: new Map<number, Mark>(), before: new Map<number, Mark>() }
  for (const mark of await listMarks(database, quarter, before)) {
    marks[mark.quarter === quarter ? 'now' : 'before'].set(mark.unit_id, mark)
  }
  const changed: number[] = []
  for (const row of rows) {
    const known = remembered.units.get(row.id)
    const same =
      known?.row === row && alike(known.now, marks.now.get(row.id)) && alike(known.before, marks.before.get(row.id))
    if (!same) changed.push(row.id)
  }
  const totals =
    changed.length > 0 ? await tallyTwoQuarters(database, changed, quarter, before) : new Map<number, UnitTotals>()
  const anew = new Set(changed)
  const units = rows.map((row): Known => {
    const known = remembered.units.get(row.id)
    if (known && !anew.has(row.id)) return known
    const found = totals.get(row.id)
    return {
      row,
      now: marks.now.get(row.id),
      before: marks.before.get(row.id),
      standing: workOut(row, found, quarter, today),
      lastDay: found ? found.lastDay : row.last_day,
    }
  })
  if (changed.length > 0 || remembered.units.size !== units.length) {
    remembered.units = new Map(units.map((unit) => [unit.row.id, unit]))
  }
  return units
}

function rememberedOf(database: Database, quarter: Quarter, today: LocalDay): Remembered {
  let quarters = memory.get(database)
  if (!quarters) {
    quarters = new Map()
    memory.set(database, quarters)
  }
  let remembered = quarters.get(quarter)
  if (!remembered || remembered.today !== today) {
    if (quarters.size >= quartersRemembered) quarters.clear()
    remembered = { today, units: new Map() }
    quarters.set(quarter, remembered)
  }
  return remembered
}

function alike(one: Mark | undefined, other: Mark | undefined): boolean {
  if (!one || !other) return one === other
  return (
    one.respondents === other.respondents &&
    one.own_means === other.own_means &&
    one.own_mean_squares === other.own_mean_squares &&
    one.mixed === other.mixed
  )
}

function workOut(row: OverviewUnitRow, totals: UnitTotals | undefined, quarter: Quarter, today: LocalDay): Standing {
  const before = previousQuarter(quarter)
  const records = readRecords(row.id, row.records)
  const openServices = JSON.parse(row.services) as number[]
  const entered = readServed(row.served)
  // A quarter is counted by the questionnaire that stood at its end, the running one by today's.
  const askedIn = (one: Quarter) => askedOn(records, Math.min(quarterDays(one).last, today))
  const served = (one: Quarter) => servedInQuarter(entered, one, openServices)
  const months = monthsOf(quarter).map((month: Month) => servedInMonth(entered, month, openServices))
  const earlier = lastQuarters(quarter, quartersOffered).slice(0, -1)
  const servedBefore = earlier.map(served).findLast((people) => people !== null) ?? null
  return standingOf(
    { totals: totals?.now, asked: askedIn(quarter) },
    { totals: totals?.before, asked: askedIn(before) },
    { now: served(quarter), before: served(before), expected: expectedServed(months, servedBefore).served },
    minimumOf(askedIn(quarter).ruleBook, row.raised),
  )
}
