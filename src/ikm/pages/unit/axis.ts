// The stretch of the converted scale that a chart of a unit shows, and the grades on it.

import type { Band, Range } from '../../../interface/charts/scale.ts'
import { formatHundredths } from '../../../language/format.ts'
import type { Grade } from '../../../surveys/rules.ts'
import { gradeTone } from '../grade.ts'

/** From the lowest converted value to the highest, in hundredths. */
export const scale: Range = { from: 2500, to: 10_000 }

export function bandsOf(grades: readonly Grade[]): Band[] {
  return grades.map(({ grade, from }) => ({ from, text: formatHundredths(from), mark: grade, tone: gradeTone(grade) }))
}

/** Values lie close together near the top of the scale, so an axis starts just below the weakest and says where. */
export function zoomed(weakest: number, starts: readonly number[]): Range {
  return { from: starts.find((start) => start + 200 <= weakest) ?? scale.from, to: scale.to }
}

/** Room above and below the values, and never so little height that luck looks like a leap. */
export function around(values: readonly number[]): Range {
  const [lowest, highest] = [Math.min(...values), Math.max(...values)]
  const room = Math.max(300, (1600 - (highest - lowest)) / 2)
  return { from: Math.max(scale.from, lowest - room), to: Math.min(scale.to, highest + room) }
}

/**
 * From the lowest value to the highest, rounded outwards to whole steps, with the ends of their intervals as far as they
 * reach: an interval that says nothing must not press the values into one line.
 */
export function outwards(
  values: readonly number[],
  ends: readonly number[],
  { step, reach }: { readonly step: number; readonly reach: number },
): Range {
  const [lowest, highest] = [Math.min(...values), Math.max(...values)]
  const from = Math.max(Math.min(...ends, lowest), lowest - reach)
  const to = Math.min(Math.max(...ends, highest), highest + reach)
  return { from: Math.floor(from / step) * step, to: Math.ceil(to / step) * step }
}
