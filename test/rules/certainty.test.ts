// The certainty of a grade: agrees with the interval, is calibrated against a known truth, and is said in few words.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { random } from '#src/demonstration/random.ts'
import { type Certainty, certaintyInWords, certaintyOf } from '#src/ikm/rules/certainty.ts'
import { confidenceAtLeast, type Estimate, intervalOf } from '#src/ikm/rules/interval.ts'
import { gradeOf } from '#src/ikm/rules/summary.ts'
import { defaultRuleBook as book } from '#src/surveys/rules.ts'
import { ask, estimatesFrom, momentsOf, sampleOf, strong, weak } from '#test/support/simulate.ts'
import { report, trials } from '#test/support/trials.ts'

/** An estimate by its figures: converted value, respondents, dispersion. */
function estimate(value: number, respondents: number, dispersion: number | null, unseen = 1): Estimate {
  return {
    hundredths: Math.round(100 * value),
    share: (value - 25) / 75,
    respondents,
    dispersion,
    population: unseen === 1 ? 'unknown' : unseen === 0 ? 'census' : 'sampled',
    unseen,
    scale: [25, 100],
  }
}

const someEstimate = fc
  .record({
    value: fc.double({ min: 25, max: 100, noNaN: true }),
    respondents: fc.integer({ min: 2, max: 5_000 }),
    dispersion: fc.double({ min: 0.001, max: 1, noNaN: true }),
    unseen: fc.double({ min: 0.01, max: 1, noNaN: true }),
  })
  .map(({ value, respondents, dispersion, unseen }) => estimate(value, respondents, dispersion, unseen))

const certainty = (of: Estimate) => certaintyOf(of, book) as Certainty
const words = (of: Estimate) => certaintyInWords(certainty(of))

describe('probabilities', () => {
  test('are one for each grade, best first, and add up to 1', () => {
    fc.assert(
      fc.property(someEstimate, (of) => {
        const { probabilities } = certainty(of)
        expect(probabilities.map(({ grade }) => grade)).toEqual(['A', 'B', 'C', 'D'])
        expect(probabilities.every(({ probability }) => probability >= 0 && probability <= 1)).toBe(true)
        expect(probabilities.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 10)
      }),
      { numRuns: trials(500, 50_000) },
    )
  })

  test('leave 2.5 of 100 beyond either end of the interval', () => {
    fc.assert(
      fc.property(someEstimate, (of) => {
        const interval = intervalOf(of)
        if (!interval) throw new Error('an interval was expected')
        // Ends are rounded outwards by less than a hundredth. Where the unseen can bring no more, more than 2.5 is left.
        const lowest = 2_500 + 7_500 * of.share * (1 - of.unseen)
        if (interval.low > lowest + 1) {
          expect(confidenceAtLeast(of, interval.low / 100)).toBeGreaterThanOrEqual(0.975 - 1e-9)
        }
        if (interval.high < lowest + 7_500 * of.unseen - 1) {
          expect(confidenceAtLeast(of, interval.high / 100)).toBeLessThanOrEqual(0.025 + 1e-9)
        }
      }),
      { numRuns: trials(500, 50_000) },
    )
  })

  test('never rise with the value asked for', () => {
    fc.assert(
      fc.property(someEstimate, fc.array(fc.double({ min: 25, max: 100, noNaN: true })), (of, values) => {
        const found = values.toSorted((one, other) => one - other).map((value) => confidenceAtLeast(of, value) ?? -1)
        expect(found).toEqual(found.toSorted((one, other) => other - one))
      }),
      { numRuns: trials(200, 20_000) },
    )
  })

  test('of a census are all on the grade it earns, to the last hundredth', () => {
    const all = (value: number) =>
      certainty(estimate(value, 50, null, 0)).probabilities.map((found) => found.probability)
    expect(all(88.31)).toEqual([1, 0, 0, 0])
    expect(all(88.3)).toEqual([0, 1, 0, 0])
    expect(all(25)).toEqual([0, 0, 0, 1])
    expect(words(estimate(88.31, 50, null, 0))).toBe('A, hampir pasti')
  })

  test('of a single respondent are unknown', () => {
    expect(certaintyOf(estimate(100, 1, null), book)).toBeNull()
  })
})

describe('words', () => {
  test.each<[value: number, respondents: number, said: string]>([
    [83, 400, 'B, hampir pasti'],
    [86, 100, 'B, cukup pasti'],
    [87.5, 100, 'B, mungkin'],
    [88.2, 400, 'antara B dan A'],
    [88.4, 400, 'antara B dan A'],
    [76.7, 400, 'antara C dan B'],
    [65.05, 400, 'antara D dan C'],
    [82, 3, 'mutu belum dapat dipastikan'],
    [100, 400, 'A, hampir pasti'],
    [25, 400, 'D, hampir pasti'],
  ])('for an index of %d from %i people: %s', (value, respondents, said) => {
    expect(words(estimate(value, respondents, 0.15))).toBe(said)
  })

  test('are those of the probabilities beside them', () => {
    fc.assert(
      fc.property(someEstimate, (of) => {
        const { probabilities, word, grades } = certainty(of)
        const together = probabilities
          .filter(({ grade }) => grades.includes(grade))
          .reduce((sum, { probability }) => sum + probability, 0)
        const least = { almostCertain: 0.99, fairlyCertain: 0.9, likely: 0.6, between: 0.9, open: 0 }[word]
        expect(together).toBeGreaterThanOrEqual(least - 1e-9)
        expect(grades).toHaveLength(word === 'open' ? 0 : word === 'between' ? 2 : 1)
        if (word !== 'open') expect(grades).toContain(gradeOf(of.hundredths, book).grade)
      }),
      { numRuns: trials(500, 50_000) },
    )
  })
})

describe('over units with a known index between 70 and 97', () => {
  test.each<[name: string, sizes: readonly [number, ...number[]], tolerance: number]>([
    ['of 30 to 1.000 respondents', [30, 60, 100, 200, 400, 1_000], 0.02],
    // Too careful by a little; units this small are given no grade.
    ['of 10 respondents', [10], 0.05],
  ])(
    '%s a probability comes true as often as it says',
    (name, sizes, tolerance) => {
      const runs = trials(3_000, 200_000)
      const bins = Array.from({ length: 10 }, () => ({ count: 0, promised: 0, kept: 0 }))
      const chance = random(`calibration/${sizes}`)
      for (let run = 0; run < runs; run++) {
        const respondents = chance.pick(sizes)
        const model = { mean: chance.between(7_000, 9_700) / 2_500, correlation: chance.pick([weak, strong]) }
        // Half of the units know how many they served: three times as many as answered.
        const served = chance.chance(0.5) ? 3 * respondents : null
        const population = ask(model, served ?? respondents, chance)
        const sample = served === null ? population : sampleOf(population, respondents, chance)
        const truth =
          served === null ? Math.round(2_500 * model.mean) : estimatesFrom(momentsOf(population)).index?.hundredths
        const found = estimatesFrom(momentsOf(sample), served).index
        if (!found || truth === undefined) throw new Error('an index was expected')
        for (const { grade, probability } of certainty(found).probabilities) {
          const bin = bins[Math.min(9, Math.floor(10 * probability))]
          if (!bin) continue
          bin.count += 1
          bin.promised += probability
          if (gradeOf(truth, book).grade === grade) bin.kept += 1
        }
      }
      const lines = bins.map(({ count, promised, kept }, place) => {
        const [said, was] = [promised / count, kept / count]
        const byChance = trials(4, 0) * Math.sqrt((said * (1 - said)) / count)
        expect(Math.abs(said - was), `${10 * place}–${10 * place + 10} %`).toBeLessThanOrEqual(tolerance + byChance)
        return `${(100 * said).toFixed(1)} → ${(100 * was).toFixed(1)}`
      })
      report(`certainty of grades, units ${name}, said → came true in %`, lines.join(', '))
    },
    600_000,
  )
})
