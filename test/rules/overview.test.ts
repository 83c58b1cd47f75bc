// Every unit beside the others: one family of changes, who needs a call, in which order they stand.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { holm, permittedError } from '#src/ikm/rules/change.ts'
import { addAll, divide, fraction, multiply, roundHalfUp } from '#src/ikm/rules/fraction.ts'
import { callsOf, directionsOf, type Standing, sorted } from '#src/ikm/rules/overview.ts'
import { meanOfUnits, type Summary } from '#src/ikm/rules/summary.ts'
import { trials } from '#test/support/trials.ts'

const standing = (probability: number | null, difference: number | null) =>
  ({ probability, difference }) as unknown as Standing

test('changes are called as Holm’s procedure over all units does', () => {
  fc.assert(
    fc.property(
      fc.array(fc.option(fc.double({ min: 0, max: 0.2, noNaN: true })), { maxLength: 40 }),
      (probabilities) => {
        const tested = probabilities.filter((probability) => probability !== null)
        const adjusted = holm(tested.map((probability) => ({ probability })))
        const expected = probabilities.map((probability) =>
          probability === null
            ? null
            : (adjusted[tested.indexOf(probability)] ?? 1) <= permittedError
              ? 'up'
              : 'unclear',
        )
        expect(directionsOf(probabilities.map((one) => standing(one, one === null ? null : 10)))).toEqual(expected)
      },
    ),
    { numRuns: trials(300, 20_000) },
  )
})

test('the mean of units is the exact one, rounded once', () => {
  const summary = fc
    .tuple(fc.integer({ min: 1, max: 4000 }), fc.integer({ min: 1, max: 1000 }))
    .map(
      ([numerator, denominator]) => ({ indexValue: fraction(numerator, denominator), convertedFactor: 25 }) as Summary,
    )
  fc.assert(
    fc.property(fc.array(summary, { minLength: 1, maxLength: 60 }), (summaries) => {
      const values = summaries.map(({ indexValue }) => multiply(indexValue ?? fraction(0), fraction(25)))
      const exact = roundHalfUp(divide(addAll(values), fraction(values.length)), 2)
      expect(meanOfUnits(summaries)).toBe(exact)
    }),
    { numRuns: trials(300, 20_000) },
  )
  // Exactly at the half, where a cut value alone would round down: thirds of 80.015 and 80.015.
  const third = (numerator: number) => ({ indexValue: fraction(numerator, 75_000), convertedFactor: 25 }) as Summary
  expect(meanOfUnits([third(240_044), third(240_046)])).toBe(8002)
})

describe('a call', () => {
  const quarter = { first: 1000, last: 1091 }
  const unit = {
    summary: { respondents: 60 } as Summary,
    difference: -300,
    target: null,
    direction: 'unclear' as const,
    lastDay: 1049,
    shifted: null,
  }
  const kinds = (changed: Partial<Parameters<typeof callsOf>[0]>, today = 1050) =>
    callsOf({ ...unit, ...changed }, today, 150, quarter).map(({ kind }) => kind)

  test('is for none without a reason', () => {
    expect(kinds({})).toEqual([])
    expect(kinds({ lastDay: null, summary: { respondents: 0 } as Summary })).toEqual([])
  })

  test('is for whoever fell silent for two weeks, not for whoever has been for long', () => {
    expect([1037, 1036, 930, 929].map((lastDay) => kinds({ lastDay }))).toEqual([[], ['silent'], ['silent'], []])
  })

  test('is for a proven fall, and for a weekly shift that is news', () => {
    expect(kinds({ direction: 'down' })).toEqual(['fallen'])
    expect(kinds({ shifted: { began: 140, week: 149 } })).toEqual(['shifted'])
    expect(kinds({ shifted: { began: 140, week: 147 } })).toEqual([])
  })

  test('is for a pace that misses the target, once it can be judged', () => {
    // 60 in 51 days; 42 days are left.
    expect(kinds({ target: 109 })).toEqual([])
    expect(kinds({ target: 110 })).toEqual(['slow'])
    expect(kinds({ target: 300 }, 1012)).toEqual([])
    expect(kinds({ target: 60 })).toEqual([])
  })
})

test('units without the figure come last, rising and falling; equal ones keep their order', () => {
  const units = [null, 3, 1, 3, null].map((difference, name) => ({ name, difference }) as never)
  const names = (falling: boolean) =>
    (sorted(units, 'perubahan', falling) as unknown as { name: number }[]).map(({ name }) => name)
  expect(names(false)).toEqual([2, 1, 3, 0, 4])
  expect(names(true)).toEqual([1, 3, 2, 0, 4])
})
