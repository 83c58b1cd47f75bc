// How the report writes figures, quarters and what nobody has entered yet.

import { formatHundredths, formatQuarter, formatQuarterShort } from '../../../language/format.ts'
import { type Quarter, quarterFromSlug, quarterNumber, quarterYear } from '../../../units/rules/calendar.ts'

/** What somebody still has to write, visible as such. */
export function blank(what: string): string {
  return `[isi: ${what}]`
}

/** `84,90`; a dash where there is no figure. */
export function two(value: number | null): string {
  return value === null ? '–' : formatHundredths(Math.round(value * 100))
}

/** `3,2333`, four decimals; a dash where there is no figure. */
export function four(value: number | null): string {
  return value === null ? '–' : value.toFixed(4).replace('.', ',')
}

/** `+1,40` · `−0,42`; a dash where there is no figure. */
export function signed(value: number | null): string {
  return value === null ? '–' : `${value > 0 ? '+' : ''}${two(value)}`
}

export function range(interval: readonly [low: number, high: number] | null): string {
  return interval ? `${two(interval[0])} – ${two(interval[1])}` : '–'
}

export function quarterWords(quarter: Quarter): string {
  return formatQuarter({ quarter: quarterNumber(quarter), year: quarterYear(quarter) })
}

/** Of `2026-tw3`, as it stands in documents. */
export function periodWords(slug: string): string {
  const quarter = quarterFromSlug(slug)
  return quarter === undefined
    ? slug
    : formatQuarterShort({ quarter: quarterNumber(quarter), year: quarterYear(quarter) })
}

/** `Biaya/Tarif, Persyaratan, dan Perilaku Pelaksana` */
export function listed(words: readonly string[]): string {
  if (words.length < 3) return words.join(' dan ')
  return `${words.slice(0, -1).join(', ')}, dan ${words.at(-1)}`
}
