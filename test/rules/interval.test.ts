// Intervals keep their promise: against the answers themselves, published values, and a known truth.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { random } from '#src/demonstration/random.ts'
import { type Estimate, intervalOf, scoreLimits, studentQuantile, studentTail } from '#src/ikm/rules/interval.ts'
import {
  distributionOf,
  type ElementMoments,
  elementVariance,
  indexVariance,
  mergeMoments,
  respondentVariance,
} from '#src/ikm/rules/moments.ts'
import {
  type Answers,
  ask,
  estimatesFrom,
  type Model,
  momentsOf,
  normalBelow,
  sampleOf,
  strong,
  weak,
} from '#test/support/simulate.ts'
import { report, trials } from '#test/support/trials.ts'
import student from './oracle/student-t.json' with { type: 'json' }

const width = 9

/** Answer sheets of some people, nine answers each; 0 is no answer, and nobody leaves all empty. */
const sheets = (least: number, most: number) =>
  fc
    .array(
      fc
        .array(fc.integer({ min: 0, max: 4 }), { minLength: width, maxLength: width })
        .filter((answers) => answers.some((answer) => answer > 0)),
      { minLength: least, maxLength: most },
    )
    .map((rows) => Uint8Array.from(rows.flat()))

const alike = (respondents: number, score: number) => new Uint8Array(respondents * width).fill(score)

describe('moments', () => {
  test('give the variances of the answers themselves', () => {
    fc.assert(
      fc.property(sheets(2, 40), (answers) => {
        const moments = momentsOf(answers)
        const ownMeans = rowsOf(answers).map((row) => Math.round((2520 * mean(given(row))) as number) / 2520)
        expect(respondentVariance(moments)).toBeCloseTo(varianceOf(ownMeans), 12)
        for (const [place, element] of moments.elements.entries()) {
          const column = given(rowsOf(answers).map((row) => row[place] ?? 0))
          if (column.length < 2) expect(elementVariance(element)).toBeNull()
          else expect(elementVariance(element)).toBeCloseTo(varianceOf(column), 12)
        }
      }),
      { numRuns: trials(100, 5_000) },
    )
  })

  test('of parts are those of the whole', () => {
    fc.assert(
      fc.property(sheets(0, 15), sheets(1, 15), (some, others) => {
        const whole = momentsOf(Uint8Array.from([...some, ...others]))
        expect(mergeMoments([momentsOf(some), momentsOf(others)])).toEqual(whole)
      }),
      { numRuns: trials(100, 5_000) },
    )
  })

  test('of two hundred thousand people lose nothing to rounding', () => {
    const one = momentsOf(alike(1, 3))
    const many = mergeMoments(new Array(200_000).fill(one))
    expect(respondentVariance(many)).toBe(0)
    expect(elementVariance(many.elements[0] as ElementMoments)).toBe(0)
  })

  test('give back how many answered 1, 2, 3 and 4', () => {
    const counts = fc.tuple(fc.nat(5_000), fc.nat(5_000), fc.nat(5_000), fc.nat(5_000))
    fc.assert(
      fc.property(counts, (expected) => {
        const scores = [12, 24, 36, 48]
        const total = (power: number) =>
          expected.reduce((sum, times, place) => sum + times * (scores[place] ?? 0) ** power, 0)
        expect(distributionOf(elementOf(total(0), total(1), total(2), total(3)))).toEqual(expected)
      }),
      { numRuns: trials(200, 20_000) },
    )
  })

  test('of halves give no such numbers', () => {
    // 3.5 is 42 twelfths; one among ten threes, and ten alone.
    expect(distributionOf(elementOf(11, 402, 10 * 36 ** 2 + 42 ** 2, 10 * 36 ** 3 + 42 ** 3))).toBeNull()
    expect(distributionOf(elementOf(10, 420, 10 * 42 ** 2, 10 * 42 ** 3))).toBeNull()
    expect(distributionOf(elementOf(16, 16 * 30, 16 * 30 ** 2, 16 * 30 ** 3))).toBeNull()
  })

  test('give the variance of own means where everybody answered everything', () => {
    const complete = sheets(2, 40).map((answers) => answers.map((answer) => answer || 1))
    fc.assert(
      fc.property(complete, (answers) => {
        const moments = momentsOf(answers)
        expect(indexVariance(moments)?.betweenRespondents).toBeCloseTo(respondentVariance(moments) ?? -1, 12)
      }),
      { numRuns: trials(100, 5_000) },
    )
  })

  test('count elements by custom weights', () => {
    const moments = momentsOf(ask({ mean: 3.1, correlation: 0 }, 4_000, random('weights')))
    const weighted = moments.elements.map((element, place) => ({
      ...element,
      weight: { numerator: place === 0 ? 8 : 1, denominator: 16 },
    }))
    // Independent answers: Σ w²σ², so that half the weight on one element leaves little of what averaging gains.
    const expected = weighted.reduce(
      (sum, element, place) => sum + (place === 0 ? 0.5 : 0.0625) ** 2 * (elementVariance(element) ?? 0),
      0,
    )
    const found = indexVariance({ ...moments, elements: weighted })?.betweenRespondents ?? 0
    expect(found / expected).toBeGreaterThan(0.93)
    expect(found / expected).toBeLessThan(1.07)
  })

  test('know no variance of nobody, of one, and of people who answered nothing in common', () => {
    expect(indexVariance(momentsOf(alike(0, 1)))).toBeNull()
    expect(indexVariance(momentsOf(alike(1, 3)))).toBeNull()
    const apart = Uint8Array.from([4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0])
    expect(indexVariance(momentsOf(apart))).toBeNull()
  })
})

describe("Student's t", () => {
  test('agrees with an independent implementation', () => {
    for (const [t, degrees, tail] of student.tails as [number, number, number][]) {
      expect(Math.abs(studentTail(t, degrees) / tail - 1)).toBeLessThan(2e-9)
      expect(studentTail(-t, degrees)).toBeCloseTo(1 - tail, 9)
    }
    for (const [probability, degrees, t] of student.quantiles as [number, number, number][]) {
      expect(Math.abs(studentQuantile(probability, degrees) - t)).toBeLessThan(1e-7 * Math.max(1, t))
    }
  })

  // Source: NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2, column 0.975.
  test.each([
    [1, 12.706],
    [2, 4.303],
    [9, 2.262],
    [29, 2.045],
    [60, 2],
    [100, 1.984],
  ])('of %i degrees has its printed quantile', (degrees, printed) => {
    expect(studentQuantile(0.975, degrees)).toBeCloseTo(printed, 3)
  })

  test('has the normal for a limit', () => {
    expect(studentQuantile(0.975, 1e7)).toBeCloseTo(1.959964, 5)
    expect(normalBelow(1.959963985)).toBeCloseTo(0.975, 9)
    expect(studentTail(Number.POSITIVE_INFINITY, 5)).toBe(0)
  })
})

// Source: Newcombe, Statistics in Medicine 17 (1998) 857–872, table I, method 3.
test.each([
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('score limits of %i in %i are the published ones', (hits, size, low, high) => {
  const limits = scoreLimits(hits / size, size, 1.959964)
  expect(limits.low).toBeCloseTo(low, 4)
  expect(limits.high).toBeCloseTo(high, 4)
})

describe('an interval', () => {
  const served = fc.option(fc.nat(60), { nil: null })

  test('stands around its figure, on the scale, and is never empty-handed but for one person', () => {
    fc.assert(
      fc.property(sheets(1, 30), served, (answers, population) => {
        const { index, elements } = estimatesFrom(momentsOf(answers), population)
        for (const estimate of [index, ...elements.map((element) => element.estimate)]) {
          if (!estimate) continue
          const interval = intervalOf(estimate)
          if (!interval) {
            expect(estimate.dispersion).toBeNull()
            continue
          }
          const { low, high } = interval
          expect(Number.isInteger(low) && Number.isInteger(high)).toBe(true)
          expect(2_500 <= low && low <= estimate.hundredths && estimate.hundredths <= high && high <= 10_000).toBe(true)
          expect(low === high).toBe(estimate.population === 'census')
        }
      }),
      { numRuns: trials(200, 20_000) },
    )
  })

  test('narrows with every further person served who has answered', () => {
    const moments = momentsOf(ask({ mean: 3.1, correlation: weak }, 50, random('narrower')))
    const widths = [null, 5_000, 200, 100, 60, 51, 50].map((population) =>
      widthOf(estimatesFrom(moments, population).index),
    )
    expect(widths).toEqual(widths.toSorted((one, other) => other - one))
    expect(new Set(widths).size).toBe(widths.length)
    expect(widths.at(-1)).toBe(0)
  })

  test('does not believe in fewer people served than answered', () => {
    const moments = momentsOf(ask({ mean: 3.1, correlation: weak }, 50, random('contradicted')))
    const contradicted = estimatesFrom(moments, 49).index as Estimate
    expect(contradicted.population).toBe('contradicted')
    expect(intervalOf(contradicted)).toEqual(intervalOf(estimatesFrom(moments).index as Estimate))
  })

  test('of one person is none, of one person served that person', () => {
    expect(intervalOf(estimatesFrom(momentsOf(alike(1, 3))).index as Estimate)).toBeNull()
    expect(intervalOf(estimatesFrom(momentsOf(alike(1, 3)), 2).index as Estimate)).toBeNull()
    expect(intervalOf(estimatesFrom(momentsOf(alike(1, 3)), 1).index as Estimate)).toEqual({ low: 7_500, high: 7_500 })
  })

  test('of nobody, and of an element nobody answered, is none', () => {
    expect(estimatesFrom(momentsOf(alike(0, 1)), 40).index).toBeNull()
    const withoutLast = alike(30, 3).map((answer, place) => (place % width === width - 1 ? 0 : answer))
    const { index, elements } = estimatesFrom(momentsOf(withoutLast))
    expect(elements.at(-1)?.estimate).toBeNull()
    expect(intervalOf(index as Estimate)).not.toBeNull()
  })

  test('leaves room where all agree: about three in n may differ by a score', () => {
    const of = (respondents: number, score: number) =>
      intervalOf(estimatesFrom(momentsOf(alike(respondents, score))).index as Estimate)
    // By hand for 30 fours: t² = 4.183, pull = 4.183 ÷ 3 ÷ 30, low end 1 ÷ (1 + pull) of the way up the scale.
    expect(of(30, 4)).toEqual({ low: 9_666, high: 10_000 })
    expect(of(30, 3)).toEqual({ low: 7_326, high: 7_668 })
    expect(of(400, 4)?.low).toBeGreaterThan(9_970)
    expect(of(2, 4)?.low).toBeLessThan(4_000)
  })

  test('stays within what the unseen could still bring', () => {
    // Nine of ten gave a four: the tenth can pull the mean down to 3.7 at most.
    const nine = estimatesFrom(momentsOf(alike(9, 4)), 10).index as Estimate
    expect(intervalOf(nine)?.low).toBeGreaterThanOrEqual(9_250)
    const two = estimatesFrom(momentsOf(alike(2, 4)), 3).index as Estimate
    expect(intervalOf(two)).toEqual({ low: 7_500, high: 10_000 })
  })
})

describe('over many quarters with a known truth', () => {
  const sizes = [10, 30, 100, 400, 2_000]
  const means = [3.1, 3.6, 3.95]
  const runs = trials(150, 10_000)
  // Few trials vary; all of them have no such excuse.
  const chanceOf = (share: number, count: number) => trials(4, 0) * Math.sqrt((share * (1 - share)) / count)

  test('95 % intervals hold the truth in 93.5 to 97.5 of 100', () => {
    const table: string[] = []
    for (const finite of [false, true]) {
      for (const correlation of [weak, strong]) {
        for (const mean of means) {
          for (const respondents of sizes) {
            const count = respondents === 2_000 ? trials(40, runs) : runs
            const { index, elements } = coverage({ mean, correlation }, { respondents, finite, runs: count })
            const size = `${respondents}${finite ? ` of ${3 * respondents}` : ''}`
            const which = `mean ${mean.toFixed(2)}, ${named(correlation)} correlated, n ${size}`
            table.push(`${which}: IKM ${shown(index)} · element ${shown(elements)}`)
            if (respondents < 30) continue
            for (const { held } of [index, elements]) {
              expect(held, which).toBeGreaterThanOrEqual(0.935 - chanceOf(0.95, count))
              if (mean < 3.95) expect(held, which).toBeLessThanOrEqual(0.975 + chanceOf(0.95, count))
            }
          }
        }
      }
    }
    report('95 % intervals, coverage (mean width in points)', `\n  ${table.join('\n  ')}`)
  }, 1_200_000)

  test('also where answers are left out, of one element by half', () => {
    const skipping = [...new Array(width - 1).fill(0.1), 0.5]
    for (const correlation of [weak, strong]) {
      for (const respondents of [30, 100]) {
        const { index, elements } = coverage({ mean: 3.1, correlation, skipping }, { respondents, finite: false, runs })
        const which = `${named(correlation)} correlated, n ${respondents}`
        report('95 % intervals with answers left out', `${which}: IKM ${shown(index)} · element ${shown(elements)}`)
        for (const { held } of [index, elements]) {
          expect(held, which).toBeGreaterThanOrEqual(0.935 - chanceOf(0.95, runs))
          expect(held, which).toBeLessThanOrEqual(0.975 + chanceOf(0.95, runs))
        }
      }
    }
  }, 300_000)

  // What no interval from a tally can see: a few furious people of whom a small sample may hold none.
  test('but not where two in a hundred give nothing but ones and the sample is small', () => {
    const figures = [30, 100, 400].map((respondents) => {
      const chance = random(`furious/${respondents}`)
      let held = 0
      for (let run = 0; run < runs; run++) {
        const answers = ask({ mean: 3.9, correlation: 0.3 }, respondents, chance)
        for (let row = 0; row < answers.length; row += width) if (chance.chance(0.02)) answers.fill(1, row, row + width)
        if (holds(estimatesFrom(momentsOf(answers)).index, 2_500 * (0.98 * 3.9 + 0.02))) held += 1
      }
      return { respondents, held: held / runs }
    })
    report(
      '95 % intervals with 2 % furious',
      figures.map((at) => `n ${at.respondents}: ${percent(at.held)}`).join(', '),
    )
    expect(figures.at(-1)?.held).toBeGreaterThan(0.92 - chanceOf(0.95, runs))
  }, 300_000)
})

interface Coverage {
  /** Share of intervals that held the truth. */
  readonly held: number
  /** Mean width, in points of the converted scale. */
  readonly width: number
}

/**
 * How often intervals hold the truth: the model's mean, or, for a finite population, that of the three times as many
 * people of whom the respondents are a sample without replacement; a new population every fifty samples.
 */
function coverage(
  model: Model,
  { respondents, finite, runs }: { respondents: number; finite: boolean; runs: number },
): { index: Coverage; elements: Coverage } {
  const chance = random(`${JSON.stringify(model)}/${respondents}/${finite}`)
  const served = 3 * respondents
  let population: Answers = new Uint8Array(0)
  let truths = new Array<number>(width + 1).fill(2_500 * model.mean)
  const held = [0, 0]
  const widths = [0, 0]
  for (let run = 0; run < runs; run++) {
    if (finite && run % 50 === 0) {
      population = ask(model, served, chance)
      const everybody = estimatesFrom(momentsOf(population))
      truths = [everybody.index, ...everybody.elements.map(({ estimate }) => estimate)].map(
        (estimate) => estimate?.hundredths ?? 0,
      )
    }
    const answers = finite ? sampleOf(population, respondents, chance) : ask(model, respondents, chance)
    const { index, elements } = estimatesFrom(momentsOf(answers), finite ? served : null)
    for (const [place, estimate] of [index, ...elements.map((element) => element.estimate)].entries()) {
      const kind = place === 0 ? 0 : 1
      if (holds(estimate, truths[place] ?? 0)) held[kind] = (held[kind] ?? 0) + 1
      widths[kind] = (widths[kind] ?? 0) + widthOf(estimate) / 100
    }
  }
  const per = (kind: number, count: number) => ({ held: (held[kind] ?? 0) / count, width: (widths[kind] ?? 0) / count })
  return { index: per(0, runs), elements: per(1, runs * width) }
}

function holds(estimate: Estimate | null, hundredths: number): boolean {
  const interval = estimate && intervalOf(estimate)
  // A billionth for truths such as 2500 × 3.1, which floating point does not hold.
  return interval !== null && interval.low <= hundredths + 1e-9 && hundredths - 1e-9 <= interval.high
}

function widthOf(estimate: Estimate | null): number {
  const interval = estimate && intervalOf(estimate)
  return interval ? interval.high - interval.low : 7_500
}

const named = (correlation: number) => (correlation === weak ? 'weakly' : 'strongly')
const percent = (share: number) => `${(100 * share).toFixed(1)} %`
const shown = ({ held, width }: Coverage) => `${percent(held)} (${width.toFixed(2)})`

function elementOf(count: number, sum: number, squares: number, cubes: number): ElementMoments {
  return { key: 'cost', code: 'U4', name: 'Biaya/Tarif', count, sum, squares, cubes, products: 0 }
}

function rowsOf(answers: Answers): number[][] {
  return Array.from({ length: answers.length / width }, (_, row) => [...answers.slice(row * width, (row + 1) * width)])
}

const given = (answers: readonly number[]) => answers.filter((answer) => answer > 0)

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

function varianceOf(values: readonly number[]): number {
  const centre = mean(values)
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1)
}
