// Where a day begins and ends: the three Indonesian zones, local days, quarters, semesters and years. Pure integers.

/** Western, central and eastern Indonesian time: UTC+7, +8 and +9, without summer time. */
export const zones = ['WIB', 'WITA', 'WIT'] as const
export type Zone = (typeof zones)[number]

const hoursAhead: Readonly<Record<Zone, number>> = { WIB: 7, WITA: 8, WIT: 9 }

/** A calendar day in the government's zone, as whole days since 1970-01-01. This is what the database stores. */
export type LocalDay = number

/** A triwulan as one integer, year × 10 + 1…4: 20263 is TW III 2026. This is what the database stores. */
export type Quarter = number

const hourLength = 3_600_000
const dayLength = 24 * hourLength

/** A calendar month as one integer, year × 100 + 1…12: 202607 is July 2026. This is what the database stores. */
export type Month = number

/** A week from Monday to Sunday, numbered from the one in which 1970-01-01 fell. */
export type Week = number

/** The local day on which an instant falls. */
export function localDay(instant: Date, zone: Zone): LocalDay {
  return Math.floor(localMilliseconds(instant, zone) / dayLength)
}

/** The instant of a second of a local day, in seconds since 1970-01-01 UTC. */
export function instantOf(day: LocalDay, secondOfDay: number, zone: Zone): number {
  return day * (dayLength / 1000) + secondOfDay - hoursAhead[zone] * (hourLength / 1000)
}

/** What a clock on the wall shows at an instant: hour 0–23, minute 0–59. */
export function localTime(instant: Date, zone: Zone): { hour: number; minute: number } {
  const sinceMidnight = localMilliseconds(instant, zone) - localDay(instant, zone) * dayLength
  const minutes = Math.floor(sinceMidnight / 60_000)
  return { hour: Math.floor(minutes / 60), minute: minutes % 60 }
}

function localMilliseconds(instant: Date, zone: Zone): number {
  return instant.getTime() + hoursAhead[zone] * hourLength
}

/** Reads `YYYY-MM-DD`; undefined for anything else and for a date that no calendar has, such as 2026-02-29. */
export function dayFromText(text: string): LocalDay | undefined {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (!parts) return undefined
  const day = dayOf(Number(parts[1]), Number(parts[2]), Number(parts[3]))
  return dayToText(day) === text ? day : undefined
}

/** Writes a local day as `YYYY-MM-DD` (years 0000–9999). */
export function dayToText(day: LocalDay): string {
  const date = dateOf(day)
  return `${digits(date.year, 4)}-${digits(date.month, 2)}-${digits(date.day, 2)}`
}

/**
 * The local day of a Gregorian date; month 1–12.
 * Source: Howard Hinnant, chrono-Compatible Low-Level Date Algorithms, days_from_civil.
 */
export function dayOf(year: number, month: number, day: number): LocalDay {
  // A year that starts in March has its leap day last, so no month needs a special case.
  const marchYear = month > 2 ? year : year - 1
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - era * 400
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

/** The Gregorian date of a local day; month 1–12. Source: as for dayOf, civil_from_days. */
export function dateOf(day: LocalDay): { year: number; month: number; day: number } {
  const shifted = day + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const leapDays = Math.floor(dayOfEra / 1_460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096)
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  }
}

/** The month in which a local day lies. */
export function monthOf(day: LocalDay): Month {
  const { year, month } = dateOf(day)
  return year * 100 + month
}

/** The same day of a month, this many months before; the last day of that month where it is shorter. */
export function monthsBefore(day: LocalDay, months: number): LocalDay {
  const { year, month, day: dayOfMonth } = dateOf(day)
  const count = year * 12 + month - 1 - months
  const [thatYear, thatMonth] = [Math.floor(count / 12), (count % 12) + 1]
  const first = dayOf(thatYear, thatMonth, 1)
  const next = thatMonth === 12 ? dayOf(thatYear + 1, 1, 1) : dayOf(thatYear, thatMonth + 1, 1)
  return Math.min(first + dayOfMonth - 1, next - 1)
}

/** The three months of a quarter. */
export function monthsOf(quarter: Quarter): [Month, Month, Month] {
  const first = quarterYear(quarter) * 100 + quarterNumber(quarter) * 3 - 2
  return [first, first + 1, first + 2]
}

/** Reads `2026-07`; undefined for anything else. */
export function monthFromText(text: string): Month | undefined {
  const parts = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(text)
  return parts ? Number(parts[1]) * 100 + Number(parts[2]) : undefined
}

/** The week to which a local day belongs. */
export function weekOf(day: LocalDay): Week {
  return Math.floor((day + 3) / 7)
}

/** The Monday with which a week begins. */
export function mondayOf(week: Week): LocalDay {
  return week * 7 - 3
}

/** The one quarter to which a local day belongs. */
export function quarterOf(day: LocalDay): Quarter {
  const { year, month } = dateOf(day)
  return year * 10 + Math.ceil(month / 3)
}

export function quarterYear(quarter: Quarter): number {
  return Math.floor(quarter / 10)
}

/** Which quarter of its year, 1–4. */
export function quarterNumber(quarter: Quarter): number {
  return quarter - quarterYear(quarter) * 10
}

export function nextQuarter(quarter: Quarter): Quarter {
  return quarterNumber(quarter) === 4 ? quarter + 7 : quarter + 1
}

export function previousQuarter(quarter: Quarter): Quarter {
  return quarterNumber(quarter) === 1 ? quarter - 7 : quarter - 1
}

/** The quarters, this many, that end with a quarter; in order of time. */
export function lastQuarters(last: Quarter, count: number): Quarter[] {
  const quarters = [last]
  while (quarters.length < count) quarters.unshift(previousQuarter(quarters[0] as Quarter))
  return quarters
}

/** First and last local day of a quarter, both inside it. */
export function quarterDays(quarter: Quarter): { first: LocalDay; last: LocalDay } {
  return { first: firstDay(quarter), last: firstDay(nextQuarter(quarter)) - 1 }
}

function firstDay(quarter: Quarter): LocalDay {
  return dayOf(quarterYear(quarter), quarterNumber(quarter) * 3 - 2, 1)
}

/** The quarter as public addresses name it: `2026-tw3`. */
export function quarterSlug(quarter: Quarter): string {
  return `${digits(quarterYear(quarter), 4)}-tw${quarterNumber(quarter)}`
}

/** Reads `2026-tw3`; undefined for anything else. */
export function quarterFromSlug(text: string): Quarter | undefined {
  const parts = /^(\d{4})-tw([1-4])$/.exec(text)
  return parts ? Number(parts[1]) * 10 + Number(parts[2]) : undefined
}

/** A quarter, semester or year: whole quarters, hence whole local days. */
export interface Period {
  readonly kind: 'quarter' | 'semester' | 'year'
  /** `2026-tw3`, `2026-s2`, `2026`. */
  readonly slug: string
  /** Both inside the period. */
  readonly first: LocalDay
  readonly last: LocalDay
  /** In order of time. */
  readonly quarters: readonly Quarter[]
}

export function quarterPeriod(quarter: Quarter): Period {
  return { kind: 'quarter', slug: quarterSlug(quarter), ...quarterDays(quarter), quarters: [quarter] }
}

export function semesterPeriod(year: number, semester: 1 | 2): Period {
  const start = year * 10 + semester * 2 - 1
  return overQuarters('semester', `${digits(year, 4)}-s${semester}`, start, start + 1)
}

export function yearPeriod(year: number): Period {
  return overQuarters('year', digits(year, 4), year * 10 + 1, year * 10 + 4)
}

/** Reads `2026-tw3`, `2026-s2` or `2026`; undefined for anything else. */
export function periodFromSlug(text: string): Period | undefined {
  const quarter = quarterFromSlug(text)
  if (quarter !== undefined) return quarterPeriod(quarter)
  const parts = /^(\d{4})(?:-s([12]))?$/.exec(text)
  if (!parts) return undefined
  const year = Number(parts[1])
  return parts[2] === undefined ? yearPeriod(year) : semesterPeriod(year, parts[2] === '1' ? 1 : 2)
}

/** From a quarter to a later one of the same year. */
function overQuarters(kind: Period['kind'], slug: string, start: Quarter, end: Quarter): Period {
  const quarters = Array.from({ length: end - start + 1 }, (_, place) => start + place)
  return { kind, slug, first: quarterDays(start).first, last: quarterDays(end).last, quarters }
}

function digits(value: number, width: number): string {
  return String(value).padStart(width, '0')
}
