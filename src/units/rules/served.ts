// How many people a unit served: the numbers that were entered by month, made into those of a month and a quarter. Pure.

import { type Month, monthsOf, type Quarter } from './calendar.ts'

/** A number as it was entered: of one service, or of the whole unit. */
export interface Served {
  /** Null for the whole unit. */
  readonly serviceId: number | null
  readonly month: Month
  readonly people: number
}

/**
 * People served in a month. A number for the whole unit stands before the sum over its services, which in turn is known
 * only when every open service has one: a sum with a part missing would pass for the whole.
 * @param openServices numbers of the services that are open.
 * @returns null while it is not known.
 */
export function servedInMonth(
  entered: readonly Served[],
  month: Month,
  openServices: readonly number[],
): number | null {
  const ofMonth = entered.filter((one) => one.month === month)
  const whole = ofMonth.find(({ serviceId }) => serviceId === null)
  if (whole) return whole.people
  const known = new Set(ofMonth.map(({ serviceId }) => serviceId))
  if (ofMonth.length === 0 || !openServices.every((service) => known.has(service))) return null
  return ofMonth.reduce((sum, { people }) => sum + people, 0)
}

/** People served in a quarter; null unless all three months are known. */
export function servedInQuarter(
  entered: readonly Served[],
  quarter: Quarter,
  openServices: readonly number[],
): number | null {
  let sum = 0
  for (const month of monthsOf(quarter)) {
    const people = servedInMonth(entered, month, openServices)
    if (people === null) return null
    sum += people
  }
  return sum
}
