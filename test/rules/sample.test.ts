// The sample a population needs, against the whole printed table.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { requiredSample } from '#src/ikm/rules/sample.ts'
import { trials } from '#test/support/trials.ts'
import table from './oracle/krejcie-morgan.json' with { type: 'json' }

describe('required sample', () => {
  test('agrees with all 90 rows of the printed table', () => {
    expect(table.rows).toHaveLength(90)
    expect(table.rows.map(([population]) => [population, requiredSample(population ?? -1)])).toEqual(table.rows)
  })

  test('of nobody is nobody, of one person that person, of everyone in Indonesia 384', () => {
    expect([0, 1, 2, 3].map(requiredSample)).toEqual([0, 1, 2, 3])
    expect(requiredSample(284_438_782)).toBe(384)
    expect(requiredSample(Number.MAX_SAFE_INTEGER)).toBe(384)
  })

  test('never exceeds the population and never falls as it grows', () => {
    const population = fc.oneof(fc.nat({ max: 2_000 }), fc.nat({ max: 300_000_000 }))
    fc.assert(
      fc.property(population, (size) => {
        const sample = requiredSample(size)
        expect(sample).toBeLessThanOrEqual(size)
        expect(requiredSample(size + 1)).toBeGreaterThanOrEqual(sample)
      }),
      { numRuns: trials(500, 50_000) },
    )
  })

  test.each([-1, 2.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses a population of %s', (population) => {
    expect(() => requiredSample(population)).toThrow(RangeError)
  })
})
