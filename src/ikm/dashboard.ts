// What the dashboard of a unit looks up: one whole quarter, worked out like the public page, and divided by place and hour.

import type { Database } from '../database/database.ts'
import { responseChannels } from '../responses/rules/respondent.ts'
import type { HourBand } from '../responses/rules/tally.ts'
import {
  lastQuarters,
  localDay,
  mondayOf,
  previousQuarter,
  type Quarter,
  quarterDays,
  quarterOf,
  type Week,
  weekOf,
  type Zone,
} from '../units/rules/calendar.ts'
import { askedOn, type Stored, worked } from './actions.ts'
import { estimatesOf } from './rules/interval.ts'
import { addUpBy, type PlaceTable, partsOf, partsOfDay, placesOf } from './rules/places.ts'
import { summarise } from './rules/summary.ts'
import { tallyOf } from './rules/tally.ts'
import type { WeekTotals } from './rules/watch.ts'
import {
  type Arranged,
  type ArrangedUnit,
  type Cell,
  type DayTotals,
  divideQuarter,
  tallyDays,
} from './store/dashboard.ts'
import { tallyQuarters } from './store.ts'

/** Quarters that a trend shows, and quarters that can be chosen. */
const quartersShown = 8
const quartersOffered = 12
const weeksWatched = 52

/**
 * Everything the dashboard shows, in three reads beside that of the unit.
 * @param asked the quarter that was asked for; where it is not offered, the running one is shown.
 */
export async function viewDashboard(database: Database, unit: ArrangedUnit, asked: Quarter | undefined, now: Date) {
  const today = localDay(now, unit.zone as Zone)
  const running = quarterOf(today)
  const known = lastQuarters(running, quartersOffered + quartersShown - 1)
  const quarter = known.slice(-quartersOffered).find((offered) => offered === asked) ?? running
  // A running quarter is never divided by what people said of themselves.
  const divided = quarter === running ? previousQuarter(running) : quarter
  const { first, last } = quarterDays(quarter)
  const monday = mondayOf(weekOf(today))
  const [tallies, days, division] = await Promise.all([
    tallyQuarters(database, unit.id, { first: known[0] as Quarter, last: running }),
    tallyDays(database, unit.id, { from: Math.min(first, monday - 7 * weeksWatched), until: today }),
    divideQuarter(database, { unitId: unit.id, first, last, shown: quarter, divided }),
  ])
  const stored: Stored = {
    unit,
    raised: unit.raised,
    today,
    quarters: lastQuarters(quarter, quartersShown),
    services: unit.services.filter(({ open }) => open),
    records: unit.records,
    tallies,
    days: days.filter(({ day }) => day >= first && day <= last),
    weeks: weeksOf(days, monday),
    divided,
    groups: division.groups,
    entered: unit.served,
  }
  return {
    ...worked(database, stored),
    unit,
    running,
    /** The newest first: those that have answers, and the running one. */
    offered: known
      .slice(-quartersOffered)
      .filter((one) => one === running || tallies.has(one))
      .toReversed(),
    lastDay: days.at(-1)?.day ?? null,
    places: placesIn(),
  }

  function placesIn(): PlaceTable[] {
    const form = askedOn(unit.records, Math.min(last, today))
    const totals = tallies.get(quarter)
    const moments = tallyOf(totals, form)
    const summary = summarise(moments, form.ruleBook)
    const whole = estimatesOf(moments, summary, form.ruleBook, null).index
    const { cells, hours } = division
    const by = (rows: readonly { key: string; label: string }[], keyOf: (cell: Cell) => string) =>
      partsOf(rows, addUpBy(cells, keyOf), whole, form)
    const counted = (arranged: readonly Arranged[], numbers: ReadonlySet<number | null>) =>
      arranged
        .filter(({ id, open }) => open || numbers.has(id))
        .map(({ id, name, open }) => ({ key: String(id), label: open ? name : `${name} (ditutup)` }))
    const services = new Set(cells.map(({ serviceId }) => serviceId))
    const counters = new Set(cells.map(({ counterId }) => counterId))
    const atNone = counters.has(null) ? [{ key: 'null', label: 'Tanpa loket' }] : []
    const channels = new Set(cells.map(({ channel }) => channel))
    return placesOf([
      { key: 'services', parts: by(counted(unit.services, services), ({ serviceId }) => String(serviceId)) },
      {
        key: 'counters',
        parts: by([...counted(unit.counters, counters), ...atNone], ({ counterId }) => String(counterId)),
      },
      {
        key: 'channels',
        parts: by(
          responseChannels.filter((channel) => channels.has(channel)).map((key) => ({ key, label: channelNames[key] })),
          ({ channel }) => channel,
        ),
      },
      {
        key: 'hours',
        parts: partsOfDay(
          hourNames.map(({ band, label }) => ({ key: `hour ${band}`, label })),
          hours,
          { respondents: totals?.respondents ?? 0, ownMeans: totals?.ownMeans ?? 0 },
          whole,
          form.ruleBook,
        ),
      },
    ])
  }
}

export type DashboardView = Awaited<ReturnType<typeof viewDashboard>>

const channelNames = { phone: 'Ponsel', paper: 'Kertas', kiosk: 'Kios di loket' } as const

const hourNames: readonly { readonly band: HourBand; readonly label: string }[] = [
  { band: 'morning', label: 'Sebelum pukul 12.00' },
  { band: 'afternoon', label: 'Pukul 12.00 sampai 17.00' },
  { band: 'evening', label: 'Setelah pukul 17.00' },
]

// The running week is left out of the watch: it would be judged anew each day.
function weeksOf(days: readonly DayTotals[], monday: number): WeekTotals[] {
  const first: Week = weekOf(monday) - weeksWatched
  const watched = days.filter(({ day }) => day < monday && weekOf(day) >= first)
  return Array.from(
    Map.groupBy(watched, ({ day }) => weekOf(day)),
    ([week, of]) => ({
      week,
      respondents: of.reduce((sum, { respondents }) => sum + respondents, 0),
      ownMeans: of.reduce((sum, { ownMeans }) => sum + ownMeans, 0),
      ownMeanSquares: of.reduce((sum, { ownMeanSquares }) => sum + ownMeanSquares, 0),
    }),
  )
}
