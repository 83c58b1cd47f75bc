// Where a value lies on an axis, as SVG lengths in percent: charts stretch with the page, their text never shrinks.

import type { Tone } from '../chip.tsx'

/** Both ends of an axis. */
export interface Range {
  readonly from: number
  readonly to: number
}

/** A stretch of the axis with a name of its own, from a threshold up to the next band. */
export interface Band {
  readonly from: number
  /** The threshold as it is written. */
  readonly text: string
  /** One letter. */
  readonly mark: string
  readonly tone: Tone
}

/** A value's place as an SVG length, `62.5%`; one beyond the axis stays at its end. */
export function percent(value: number, { from, to }: Range): string {
  const inside = Math.min(Math.max(value, from), to)
  return `${Math.round(((inside - from) / (to - from)) * 10_000) / 100}%`
}

/** The part of a band that lies on the axis. */
export interface Span extends Band {
  readonly start: number
  readonly end: number
}

/** Where every band begins and ends on the axis, lowest first; bands beyond it are left out. */
export function spans(bands: readonly Band[], range: Range): Span[] {
  const rising = bands.toSorted((one, other) => one.from - other.from)
  return rising
    .map((band, place) => ({
      ...band,
      start: Math.max(band.from, range.from),
      end: Math.min(rising[place + 1]?.from ?? range.to, range.to),
    }))
    .filter(({ start, end }) => start < end)
}

export function middle({ start, end }: Span): number {
  return (start + end) / 2
}
