// Where a value lies in a picture of fixed height, in pixels from its top; across, pictures stretch in percent.

import type { Range } from './scale.ts'

/** The stretch of a picture that an axis fills, in pixels from the top. */
export interface Stretch {
  readonly top: number
  readonly bottom: number
}

/** A value's height, the larger the higher; one beyond the axis stays at its end. */
export function level(value: number, { from, to }: Range, { top, bottom }: Stretch): number {
  const inside = Math.min(Math.max(value, from), to)
  return Math.round((bottom - ((inside - from) / (to - from)) * (bottom - top)) * 10) / 10
}

/** An axis with room for at least one value: one without length is widened around it. */
export function opened({ from, to }: Range): Range {
  return to > from ? { from, to } : { from: from - 1, to: from + 1 }
}
