// Stored totals laid beside a questionnaire: what the computation of an index takes in. Pure.

import type { ElementTotals, Measure } from '../../responses/rules/tally.ts'
import { type Questionnaire, scoreUnit } from '../../surveys/rules.ts'
import { fraction, multiply, roundHalfUp } from './fraction.ts'
import type { ElementMoments, Moments } from './moments.ts'

/** Totals of each element that the questionnaire counts, in its order; an element nobody answered has none. */
export function tallyOf(
  totals: ElementTotals | undefined,
  asked: Pick<Questionnaire, 'elements' | 'weights'>,
): Moments {
  return {
    respondents: totals?.respondents ?? 0,
    ownMeans: totals?.ownMeans ?? 0,
    ownMeanSquares: totals?.ownMeanSquares ?? 0,
    elements: asked.elements.map(({ key, code, name }): ElementMoments => {
      const measure = totals?.items.get(key) ?? nothing
      return { key, code, name, weight: asked.weights?.[key], ...measure }
    }),
  }
}

const nothing: Measure = { count: 0, sum: 0, squares: 0, cubes: 0, products: 0 }

/** An integrity item (IPAK) of SKM Online: reported beside the nine elements, never counted among them. */
export interface IntegritySummary {
  readonly name: string
  /** Mean × 25 in hundredths, rounded once. */
  readonly convertedValue: number
}

/** The integrity items that have answers. */
export function integrityOf(
  totals: ElementTotals | undefined,
  { ruleBook }: Pick<Questionnaire, 'ruleBook'>,
): IntegritySummary[] {
  return ruleBook.integrityItems.flatMap(({ key, name }) => {
    const measure = totals?.items.get(key)
    if (!measure) return []
    const mean = fraction(BigInt(measure.sum), BigInt(scoreUnit * measure.count))
    return [
      { name, convertedValue: Number(roundHalfUp(multiply(mean, fraction(BigInt(ruleBook.convertedFactor), 1n)), 2)) },
    ]
  })
}
