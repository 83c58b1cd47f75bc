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
  type Week,
  weekOf,
  type Zone,
} from '../units/rules/calendar.ts'
import { servedInMonth, servedInQuarter } from '../units/rules/served.ts'
import { askedOn } from './actions.ts'
import type { OverviewForm } from './forms.ts'
import { keep } from './kept.ts'
import type { Change } from './rules/change.ts'
import { together } from './rules/comparison.ts'
import { type Call, callsOf, directionsOf, type Standing, sorted, standingOf } from './rules/overview.ts'
import { expectedServed } from './rules/sufficiency.ts'
import { pool, type Tally } from './rules/summary.ts'
import { readRecords, readServed } from './store/dashboard.ts'
import {
  bucketOf,
  listOverviewUnits,
  markBuckets,
  markUnits,
  type OverviewUnitRow,
  tallyTwoQuarters,
  type UnitMark,
  type UnitTotals,
} from './store/overview.ts'

const quartersOffered = 8
const unitsOnPage = 20

/** Everything the overview shows of the units within reach. A quarter that is not offered is replaced by the running one. */
export async function viewOverview(database: Database, reach: Reach, choice: OverviewForm, now: Date, zone: Zone) {
  const today = localDay(now, zone)
  const running = quarterOf(today)
  const offered = lastQuarters(running, quartersOffered).toReversed()
  const quarter = offered.find((one) => one === choice.quarter) ?? running
  const rows = await listOverviewUnits(database, monthsOf(offered.at(-1) as Quarter)[0])
  const { units: all, parts } = await standingsOf(database, rows, quarter, today)
  const directions = directionsOf(all.map(({ standing }) => standing))
  const judged = { today, thisWeek: weekOf(today), days: quarter === running ? quarterDays(quarter) : null }
  const units: OverviewUnit[] = []
  for (const [place, known] of all.entries()) {
    // A closed unit stands among the others in the quarters in which it was still rated.
    const gone = known.row.closed_at !== null && known.standing.summary.state === 'empty'
    if (within(reach, known.row) && !gone) units.push(unitOf(known, directions[place] ?? null, judged))
  }
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
    together: together(found, (tallies) => poolInParts(tallies, parts)),
    called: gravestFirst(units),
    /** Key and name, in order. */
    agencies: namesOf(units, 'agency_slug', 'agency'),
    kinds: namesOf(units, 'kind', 'kind'),
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
  /** The more, the sooner it should be called; 0 where it need not be. */
  readonly gravity: number
}

function within(reach: Reach, { id, agency_id }: OverviewUnitRow): boolean {
  return reach === 'all' || reach.units.includes(id) || reach.agencies.includes(agency_id)
}

const gravities = { silent: 8, shifted: 4, fallen: 4, slow: 1 } as const

// Gravities are few, so units fall into place without being compared.
function gravestFirst(units: readonly OverviewUnit[]): OverviewUnit[] {
  const byGravity: OverviewUnit[][] = []
  for (const unit of units) {
    if (unit.gravity === 0) continue
    const alike = byGravity[unit.gravity]
    if (alike) alike.push(unit)
    else byGravity[unit.gravity] = [unit]
  }
  return byGravity.filter(Boolean).toReversed().flat()
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

interface Judged {
  readonly today: LocalDay
  readonly thisWeek: Week
  /** Null for a quarter that is over. */
  readonly days: { readonly first: LocalDay; readonly last: LocalDay } | null
}

// Kept with what is known of the unit: most units are the same at the next visit.
function unitOf(known: Known, direction: Change['direction'], { today, thisWeek, days }: Judged): OverviewUnit {
  if (known.unit?.direction === direction) return known.unit
  const { row, standing, lastDay } = known
  const { watch_state, watch_began, watch_week } = row
  const shifted =
    watch_state === 'lower' && watch_began !== null && watch_week !== null
      ? { began: watch_began, week: watch_week }
      : null
  const calls =
    days && row.closed_at === null ? callsOf({ ...standing, lastDay, direction, shifted }, today, thisWeek, days) : []
  const gravity = calls.reduce((sum, { kind }) => sum + gravities[kind], 0)
  known.unit = { ...standing, row, lastDay, direction, calls, gravity }
  return known.unit
}

/** Each name once, by its key, in order. */
function namesOf(
  units: readonly OverviewUnit[],
  keyOf: 'agency_slug' | 'kind',
  nameOf: 'agency' | 'kind',
): (readonly [string, string])[] {
  const names = new Map<string, string>()
  let last = ''
  for (const { row } of units) {
    // Units come by agency, so most have the name of the one before.
    if (row[keyOf] !== last) names.set(row[keyOf], row[nameOf])
    last = row[keyOf]
  }
  names.delete('')
  return Array.from(names).toSorted(([, one], [, other]) => (one < other ? -1 : one > other ? 1 : 0))
}

interface Known {
  readonly row: OverviewUnitRow
  /** Marks of the quarter and of the one before. */
  readonly marks: string
  readonly standing: Standing
  readonly lastDay: LocalDay | null
  /** As it was shown last. */
  unit?: OverviewUnit | undefined
}

interface Remembered {
  buckets: ReadonlyMap<number | null, number>
  rows: readonly OverviewUnitRow[]
  /** In the order of the rows. */
  units: Known[]
  readonly parts: Part[]
}

/** Some tallies, pooled. */
interface Part {
  readonly tallies: readonly Tally[]
  readonly pooled: Tally
}

const inOnePart = 50

// Most parts are what they were at the last visit, and pooling the pooled comes to the same.
function poolInParts(tallies: readonly Tally[], parts: Part[]): Tally {
  const pooled: Tally[] = []
  for (let from = 0; from < tallies.length; from += inOnePart) {
    const place = from / inOnePart
    const some = tallies.slice(from, from + inOnePart)
    let part = parts[place]
    if (part?.tallies.length !== some.length || some.some((tally, at) => tally !== part?.tallies[at])) {
      part = { tallies: some, pooled: pool(some) }
      parts[place] = part
    }
    pooled.push(part.pooled)
  }
  return pool(pooled)
}

const quartersRemembered = 3

// Each visit adds to it what has changed since; another day begins anew.
const rememberedOf = keep<void, Remembered>(
  () => ({ buckets: new Map(), rows: [], units: [], parts: [] }),
  quartersRemembered,
)

/**
 * What each unit amounts to, in the order of the rows. Reading the totals of thousands of units and working them out
 * takes far longer than all the rest, and between two visits most come out the same. So marks of many units together tell
 * where something has changed, marks of these units which it was, and only their totals are read.
 */
async function standingsOf(
  database: Database,
  rows: readonly OverviewUnitRow[],
  quarter: Quarter,
  today: LocalDay,
): Promise<Remembered> {
  const before = previousQuarter(quarter)
  const remembered = rememberedOf(database, String(quarter), String(today))
  const buckets = new Map<number | null, number>()
  for (const { bucket, mark } of await markBuckets(database, quarter, before)) buckets.set(bucket, mark ?? 0)
  const sameRows = remembered.rows === rows
  const all = buckets.get(null) !== remembered.buckets.get(null)
  const staleBuckets = new Set<number>()
  for (const bucket of new Set([...buckets.keys(), ...remembered.buckets.keys()])) {
    if (bucket !== null && (all || buckets.get(bucket) !== remembered.buckets.get(bucket))) staleBuckets.add(bucket)
  }
  if (all) for (const { id } of rows) staleBuckets.add(bucketOf(id))
  if (sameRows && staleBuckets.size === 0) return remembered

  const marks =
    staleBuckets.size > 0
      ? joined(await markUnits(database, Array.from(staleBuckets), quarter, before))
      : new Map<number, string>()
  const knownOf = sameRows ? null : new Map(remembered.units.map((known) => [known.row.id, known]))
  const changed: number[] = []
  const kept = rows.map((row, place) => {
    const known = knownOf ? knownOf.get(row.id) : remembered.units[place]
    const now = staleBuckets.has(bucketOf(row.id)) ? (marks.get(row.id) ?? '') : known?.marks
    if (known && known.marks === now && sameRow(known.row, row)) {
      return known.row === row ? known : { ...known, row, lastDay: lastOf(row, known), unit: undefined }
    }
    changed.push(row.id)
    return now ?? ''
  })
  const totals =
    changed.length > 0 ? await tallyTwoQuarters(database, changed, quarter, before) : new Map<number, UnitTotals>()
  remembered.units = rows.map((row, place): Known => {
    const known = kept[place] ?? ''
    if (typeof known !== 'string') return known
    const found = totals.get(row.id)
    const lastDay = found ? found.lastDay : row.last_day
    return { row, marks: known, standing: workOut(row, found, quarter, today), lastDay }
  })
  remembered.rows = rows
  remembered.buckets = buckets
  return remembered
}

/** The marks of both quarters, by unit. */
function joined(rows: readonly UnitMark[]): Map<number, string> {
  const marks = new Map<number, string>()
  for (const { unit_id, quarter, mark } of rows) marks.set(unit_id, `${marks.get(unit_id) ?? ''}${quarter}:${mark} `)
  return marks
}

// What the standing depends on; names and days may change without it.
function sameRow(one: OverviewUnitRow, other: OverviewUnitRow): boolean {
  return (
    one === other ||
    (one.raised === other.raised &&
      one.records === other.records &&
      one.services === other.services &&
      one.served === other.served)
  )
}

// The row was read anew, or the totals were: the later one knows more, as long as answers only come.
function lastOf(row: OverviewUnitRow, known: Known): LocalDay | null {
  return row.last_day === null ? known.lastDay : Math.max(row.last_day, known.lastDay ?? row.last_day)
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
