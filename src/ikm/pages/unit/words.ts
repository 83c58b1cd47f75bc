// How a unit's page writes intervals, changes and several names in a row.

import { formatDifference, formatHundredths } from '../../../language/format.ts'
import { type Change, directionWords } from '../../rules/change.ts'
import type { Interval } from '../../rules/interval.ts'

/** `82,00–83,84`, or a dash where there is none. */
export function intervalText(interval: Interval | null | undefined): string {
  return interval ? `${formatHundredths(interval.low)}–${formatHundredths(interval.high)}` : '–'
}

/** `82,00–83,84 dengan keyakinan 95 %`, or why there is none. */
export function intervalInWords(interval: Interval | null): string {
  return interval
    ? `${intervalText(interval)} dengan keyakinan 95\u00a0%`
    : 'Dari satu responden, ketelitiannya belum dapat dihitung.'
}

/** `+1,40 naik`; only what a test finds is called up or down. */
export function changeText(change: Change | undefined): string {
  if (change?.difference == null || change.direction === null) return '–'
  return `${formatDifference(change.difference)} ${twoLines(directionWords[change.direction])}`
}

/** `belum dapat dibedakan` in no more than two lines of a narrow column. */
export function twoLines(words: string): string {
  return words.replace(' ', '\u00a0')
}

/** `Biaya`, `Biaya dan Produk`, `Biaya, Produk, dan Sarana`; with semicolons where a name has a comma of its own. */
export function listed(names: readonly string[]): string {
  if (names.some((name) => name.includes(','))) return names.join('; ')
  if (names.length < 3) return names.join(' dan ')
  return `${names.slice(0, -1).join(', ')}, dan ${names.at(-1)}`
}
