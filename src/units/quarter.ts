// How a quarter is written where people read it.

import { formatQuarter, formatQuarterShort } from '../language/format.ts'
import { type Quarter, quarterNumber, quarterYear } from './rules/calendar.ts'

/** `Triwulan III 2026` */
export function inWords(quarter: Quarter): string {
  return formatQuarter({ quarter: quarterNumber(quarter), year: quarterYear(quarter) })
}

/** `TW III 2026` */
export function shortly(quarter: Quarter): string {
  return formatQuarterShort({ quarter: quarterNumber(quarter), year: quarterYear(quarter) })
}
