// When the visitors of the made-up city come: opening days, the peak of the morning, online services at any hour. Pure.

import { dateOf, type LocalDay, type Month, type Quarter, quarterDays } from '../units/rules/calendar.ts'
import type { Character, DemonstrationUnit } from './city.ts'
import { type Lottery, lottery, type Random, random } from './random.ts'

export interface Visit {
  /** Place among the unit's services. */
  readonly service: number
  readonly day: LocalDay
  /** Seconds since local midnight. */
  readonly secondOfDay: number
}

/** The visits of a whole quarter at which somebody answers, in order of time. */
export function visits(unit: DemonstrationUnit, quarter: Quarter, chance: Random): Visit[] {
  const services = lotteryOfServices(unit)
  const [least, most] = unit.character.responses
  const drawn = Array.from({ length: services ? chance.between(least, most) : 0 }, () => {
    const service = services ? chance.draw(services) : 0
    const rhythm = unit.services[service]?.channel === 'ONLINE' ? anyHour : rhythms[unit.character.hours]
    return { service, day: drawDay(rhythm, quarter, chance), secondOfDay: drawSecond(rhythm, chance) }
  })
  return drawn.sort((one, other) => one.day - other.day || one.secondOfDay - other.secondOfDay)
}

/** How many people each of a unit's services served in a month, in their order; null where nobody entered it. */
export function peopleServed(unit: DemonstrationUnit, month: Month, seed: number): number[] | null {
  const { responses, responseRate = 0.3 } = unit.character
  if (responseRate === null) return null
  const chance = random(`${seed}/${unit.slug}/served/${month}`)
  const inMonth = (responses[0] + responses[1]) / 2 / 3 / responseRate
  const shares = unit.services.map(({ share }) => share ?? 1)
  const all = shares.reduce((sum, share) => sum + share, 0)
  return shares.map((share) => Math.round((inMonth * share * (1 + 0.08 * chance.normal())) / all))
}

function lotteryOfServices(unit: DemonstrationUnit): Lottery<number> | undefined {
  const [first, ...others] = unit.services.map(({ share }, place): [number, number] => [place, share ?? 1])
  return first && lottery([first, ...others])
}

/** How a day and a week go. Hours are of the day, a half is half past. */
interface Rhythm {
  /** How busy each day is, Sunday first; 0 is closed, 1 the busiest. */
  readonly week: readonly number[]
  readonly holidays: boolean
  readonly opens: number
  readonly closes: number
  /** Centre and width (standard deviation) of the busy times, in hours. */
  readonly peaks: Lottery<{ readonly centre: number; readonly width: number }>
}

const peak = (centre: number, width: number) => ({ centre, width })

const rhythms: Readonly<Record<Character['hours'], Rhythm>> = {
  office: {
    week: [0, 1, 0.85, 0.8, 0.8, 0.6, 0],
    holidays: false,
    opens: 8,
    closes: 15.5,
    peaks: lottery([
      [peak(9.6, 1), 0.7],
      [peak(13.7, 0.7), 0.3],
    ]),
  },
  clinic: {
    week: [0, 1, 0.9, 0.85, 0.85, 0.6, 0.45],
    holidays: false,
    opens: 7.5,
    closes: 14,
    peaks: lottery([
      [peak(9, 0.9), 0.8],
      [peak(12.2, 0.7), 0.2],
    ]),
  },
  hospital: {
    week: [0.25, 1, 0.95, 0.9, 0.9, 0.75, 0.45],
    holidays: true,
    opens: 0,
    closes: 24,
    peaks: lottery([
      [peak(9.5, 1.3), 0.6],
      [peak(13.5, 1.2), 0.22],
      [peak(18.5, 1.8), 0.15],
      [peak(12, 6), 0.03],
    ]),
  },
  library: {
    week: [0.8, 0, 0.5, 0.5, 0.55, 0.6, 1],
    holidays: false,
    opens: 8,
    closes: 18,
    peaks: lottery([
      [peak(10.3, 1.2), 0.5],
      [peak(14.7, 1.4), 0.5],
    ]),
  },
}

const anyHour: Rhythm = {
  week: [0.55, 1, 0.95, 0.9, 0.9, 0.85, 0.6],
  holidays: true,
  opens: 0,
  closes: 24,
  peaks: lottery([
    [peak(10, 1.6), 0.45],
    [peak(14.5, 1.5), 0.25],
    [peak(20, 1.4), 0.3],
  ]),
}

function drawDay({ week, holidays }: Rhythm, quarter: Quarter, chance: Random): LocalDay {
  const { first, last } = quarterDays(quarter)
  for (;;) {
    const day = chance.between(first, last)
    // 1970-01-01 was a Thursday.
    const busy = week[(day + 4) % 7] ?? 0
    if (chance.chance(busy) && (holidays || !isHoliday(day))) return day
  }
}

// Only the public holidays with a fixed date, as month × 100 + day; the others follow the moon.
const fixedHolidays = new Set([101, 501, 601, 817, 1225])

function isHoliday(day: LocalDay): boolean {
  const date = dateOf(day)
  return fixedHolidays.has(date.month * 100 + date.day)
}

function drawSecond({ opens, closes, peaks }: Rhythm, chance: Random): number {
  for (;;) {
    const { centre, width } = chance.draw(peaks)
    const hour = centre + width * chance.normal()
    if (hour >= opens && hour < closes) return Math.floor(hour * 3600)
  }
}
