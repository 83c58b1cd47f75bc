// Reliability from totals is that of the answers themselves, and its interval keeps its promise where it can.

import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { random } from '#src/demonstration/random.ts'
import { associationsOf } from '#src/ikm/rules/association.ts'
import { type Moments, mergeMoments } from '#src/ikm/rules/moments.ts'
import { fQuantile, type Reliability, reliabilityOf } from '#src/ikm/rules/reliability.ts'
import { type Answers, ask, momentsOf, strong, weak } from '#test/support/simulate.ts'
import { report, trials } from '#test/support/trials.ts'

const width = 9

const sheets = (least: number, most: number, lowest = 1) =>
  fc
    .array(
      fc
        .array(fc.integer({ min: lowest, max: 4 }), { minLength: width, maxLength: width })
        .filter((answers) => answers.some((answer) => answer > 0)),
      { minLength: least, maxLength: most },
    )
    .map((rows) => Uint8Array.from(rows.flat()))

describe('where everybody answered everything', () => {
  test('alpha, item–rest correlations and alpha without each element are those of the rows', () => {
    fc.assert(
      fc.property(sheets(3, 40), (answers) => {
        const found = reliabilityOf(momentsOf(answers))
        const columns = columnsOf(answers)
        const alpha = alphaOfRows(columns)
        if (alpha === null) {
          expect(found).toBeNull()
          return
        }
        expect(found?.alpha).toBeCloseTo(alpha, 9)
        expect(found?.exact).toBe(true)
        for (const [place, element] of (found?.elements ?? []).entries()) {
          const others = columns.filter((_, other) => other !== place)
          expectSame(element.itemRest, correlationOfRows(columns[place] ?? [], totals(others)))
          expectSame(element.alphaWithout, alphaOfRows(others))
        }
      }),
      { numRuns: trials(150, 5_000) },
    )
  })

  // Source of the figures: numpy 2 and scipy 1.17.1 over the rows of the public sheet.
  test('the published rows of Sekadau give what numpy gives', () => {
    const rows = readFileSync(new URL('oracle/sekadau-s1-2019.csv', import.meta.url), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
    const answers = Uint8Array.from(rows.flatMap((row) => row.split(',').slice(1).map(Number)))
    const found = reliabilityOf(momentsOf(answers)) as Reliability
    expect(found.alpha).toBeCloseTo(0.7402588855, 6)
    // Feldt's own interval; answers that crowd a little at the highest score widen it by a hair.
    const { low, high } = found.interval
    expect(0 < 0.615386182 - low && 0.615386182 - low < 0.003).toBe(true)
    expect(0 < high - 0.8367404036 && high - 0.8367404036 < 0.003).toBe(true)
    expect(found.word).toBe('fairlyReliable')
    const published = [
      [-0.071986, 0.779189],
      [0.231067, 0.749728],
      [0.74682, 0.652192],
      [0.496736, 0.704046],
      [0.38597, 0.722021],
      [0.506128, 0.703105],
      [0.518503, 0.703822],
      [0.60443, 0.677852],
      [0.35496, 0.728354],
    ] as const
    for (const [place, [itemRest, alphaWithout]] of published.entries()) {
      expect(found.elements[place]?.itemRest).toBeCloseTo(itemRest, 6)
      expect(found.elements[place]?.alphaWithout).toBeCloseTo(alphaWithout, 6)
      expect(found.elements[place]?.weak).toBe(itemRest < 0.3)
    }
  })

  test('nine times the same answer is perfectly reliable', () => {
    const found = reliabilityOf(momentsOf(sheetOf([2, 3, 4, 4, 3].map((score) => new Array(width).fill(score)))))
    expect(found).toMatchObject({ alpha: 1, interval: { low: 1, high: 1 }, word: 'veryReliable' })
    for (const { itemRest, alphaWithout } of found?.elements ?? []) {
      expect(itemRest).toBeCloseTo(1, 12)
      expect(alphaWithout).toBeCloseTo(1, 12)
    }
  })

  test('answers that have nothing to do with each other are not', () => {
    const found = reliabilityOf(momentsOf(ask({ mean: 3.1, correlation: 0 }, 20_000, random('unrelated'))))
    expect(found?.alpha).toBeCloseTo(0, 1)
    expect(found?.word).toBe('unreliable')
    expect(found?.elements.every(({ weak: isWeak }) => isWeak)).toBe(true)
  })

  test('answers that contradict each other have an alpha below 0', () => {
    const found = reliabilityOf(
      momentsOf(
        sheetOf([
          [1, 4, 1, 4, 1, 4, 1, 4, 2],
          [4, 1, 4, 1, 4, 1, 4, 1, 2],
        ]),
      ),
    )
    // Totals do not vary at all, so that alpha is not defined.
    expect(found).toBeNull()
    const nearly = reliabilityOf(
      momentsOf(
        sheetOf([
          [1, 4, 1, 4, 1, 4, 1, 4, 2],
          [4, 1, 4, 1, 4, 1, 4, 1, 3],
        ]),
      ),
    )
    expect(nearly?.alpha).toBeLessThan(-1)
    expect(Number.isFinite(nearly?.alpha)).toBe(true)
  })

  test('twelve elements and halves, whose own means are rounded, differ hardly at all', () => {
    const rows = fc.array(fc.array(fc.integer({ min: 2, max: 8 }), { minLength: 12, maxLength: 12 }), {
      minLength: 5,
      maxLength: 40,
    })
    fc.assert(
      fc.property(rows, (doubled) => {
        const halves = doubled.map((row) => row.map((score) => score / 2))
        const found = reliabilityOf(momentsOfRows(halves))
        const columns = Array.from({ length: 12 }, (_, place) => halves.map((row) => row[place] ?? 0))
        expect(found?.alpha).toBeCloseTo(alphaOfRows(columns) ?? -9, 2)
        const [itemRest, others] = [found?.elements[4]?.itemRest, totals(without(columns, 4))]
        expect(itemRest ?? null).toBeCloseTo(correlationOfRows(columns[4] ?? [], others) ?? -9, 2)
      }),
      { numRuns: trials(50, 2_000) },
    )
  })

  test('two hundred thousand people of whom one differs lose nothing to rounding', () => {
    const same = momentsOf(sheetOf([new Array(width).fill(3)]))
    const other = momentsOf(sheetOf([new Array(width).fill(4)]))
    const found = reliabilityOf(mergeMoments([...new Array(199_999).fill(same), other]))
    expect(found?.alpha).toBeCloseTo(1, 12)
  })
})

describe('where figures are missing', () => {
  test('of nobody, of one, and of answers all equal there is no reliability', () => {
    expect(reliabilityOf(momentsOf(new Uint8Array(0)))).toBeNull()
    expect(reliabilityOf(momentsOf(sheetOf([[4, 3, 2, 1, 4, 3, 2, 1, 4]])))).toBeNull()
    expect(reliabilityOf(momentsOf(new Uint8Array(30 * width).fill(3)))).toBeNull()
  })

  test('an element nobody answered is no part of it, and the rest is exact', () => {
    const answers = ask({ mean: 3.1, correlation: 0.4 }, 60, random('eight of nine'))
    const columns = columnsOf(answers).slice(0, 8)
    for (let place = 8; place < answers.length; place += width) answers[place] = 0
    const found = reliabilityOf(momentsOf(answers))
    expect(found?.exact).toBe(true)
    expect(found?.elements).toHaveLength(8)
    expect(found?.alpha).toBeCloseTo(alphaOfRows(columns) ?? -9, 9)
    expectSame(found?.elements[2]?.itemRest ?? null, correlationOfRows(columns[2] ?? [], totals(without(columns, 2))))
  })

  test('an element to which all gave the same answer has no correlation, and does no harm', () => {
    const answers = ask({ mean: 3.1, correlation: 0.4 }, 60, random('one constant'))
    for (let place = 3; place < answers.length; place += width) answers[place] = 4
    const found = reliabilityOf(momentsOf(answers))
    expect(found?.elements[3]).toMatchObject({ itemRest: null, weak: false })
    expect(found?.elements[3]?.alphaWithout).toBeCloseTo(alphaOfRows(without(columnsOf(answers), 3)) ?? -9, 9)
  })

  test('whatever is left out, every figure is finite or null', () => {
    fc.assert(
      fc.property(sheets(1, 30, 0), (answers) => {
        const found = reliabilityOf(momentsOf(answers))
        if (!found) return
        const { alpha, interval } = found
        for (const value of [alpha, interval.low, interval.high]) expect(Number.isFinite(value)).toBe(true)
        expect(interval.low <= alpha && alpha <= interval.high && interval.high <= 1).toBe(true)
        for (const { itemRest, alphaWithout } of found.elements) {
          if (itemRest !== null) expect(Math.abs(itemRest)).toBeLessThanOrEqual(1)
          if (alphaWithout !== null) expect(Number.isFinite(alphaWithout)).toBe(true)
        }
      }),
      { numRuns: trials(300, 20_000) },
    )
  })

  test('figures come near those of the same people with every answer', () => {
    const lines: string[] = []
    for (const [how, skipping] of [
      ['one answer in fifty left out', new Array(width).fill(0.02)],
      ['half left out one element', [...new Array(width - 1).fill(0), 0.5]],
    ] as const) {
      const away = { alpha: 0, itemRest: 0 }
      const runs = trials(40, 1_000)
      for (let run = 0; run < runs; run++) {
        const chance = random(`${how}/${run}`)
        const answers = ask({ mean: 3.3, correlation: 0.4 }, 400, chance)
        const whole = reliabilityOf(momentsOf(answers)) as Reliability
        const left = answers.map((answer, place) => (chance.chance(skipping[place % width] ?? 0) ? 0 : answer))
        const part = reliabilityOf(momentsOf(left)) as Reliability
        expect(part.exact).toBe(false)
        away.alpha += Math.abs(part.alpha - whole.alpha) / runs
        for (const [place, { itemRest }] of part.elements.entries()) {
          away.itemRest += Math.abs((itemRest ?? 9) - (whole.elements[place]?.itemRest ?? -9)) / width / runs
        }
      }
      lines.push(`${how}: alpha off by ${away.alpha.toFixed(3)}, item–rest by ${away.itemRest.toFixed(3)}`)
      expect(away.alpha).toBeLessThan(0.01)
      expect(away.itemRest).toBeLessThan(0.05)
    }
    report('reliability with answers left out, n 400', lines.join('; '))
  })

  test('the uncertainty that missing answers add is the one that is stated', () => {
    const runs = trials(150, 4_000)
    let [off, stated] = [0, 0]
    for (let run = 0; run < runs; run++) {
      const chance = random(`noise/${run}`)
      const answers = ask({ mean: 3.3, correlation: 0.4 }, 400, chance)
      const whole = associationsOf(momentsOf(answers))
      const left = answers.map((answer) => (chance.chance(0.1) ? 0 : answer))
      const part = associationsOf(momentsOf(left))
      for (const [place, element] of (part?.elements ?? []).entries()) {
        off += ((element.withRest ?? 99) - (whole?.elements[place]?.withRest ?? -99)) ** 2
        stated += element.withRestNoise
      }
    }
    // What is lost with the answers themselves comes on top: a tenth of them.
    report('noise of missing answers, found ÷ stated variance', (off / stated).toFixed(2))
    expect(off / stated).toBeGreaterThan(0.7)
    expect(off / stated).toBeLessThan(1.6)
  })
})

// Source: scipy 1.17.1, scipy.stats.f.ppf.
test.each([
  [0.025, 1, 1, 0.001543712509],
  [0.975, 1, 1, 647.7890115],
  [0.975, 2, 16, 4.686665401],
  [0.025, 9, 72, 0.2915207607],
  [0.975, 29, 232, 1.640282217],
  [0.025, 48, 384, 0.6285473778],
  [0.975, 99, 792, 1.32253811],
  [0.975, 399, 3192, 1.153817175],
  [0.025, 1999, 15992, 0.9355475244],
  [0.975, 100000, 800000, 1.009323123],
] as [number, number, number, number][])(
  'F below %d with %d and %d degrees is the value of scipy',
  (probability, first, second, value) => {
    expect(Math.abs(fQuantile(probability, first, second) / value - 1)).toBeLessThan(1e-7)
  },
)

test('the interval of alpha holds the true one in about 95 of 100, also near the end of the scale', () => {
  const runs = trials(60, 4_000)
  // Few trials vary; all of them have no such excuse.
  const slack = trials(4, 0) * Math.sqrt((0.05 * 0.95) / runs)
  const table: string[] = []
  for (const mean of [3.1, 3.6, 3.8]) {
    for (const correlation of [weak, strong]) {
      const truth = reliabilityOf(
        momentsOf(ask({ mean, correlation }, 400_000, random(`truth/${mean}/${correlation}`))),
      )
      const shares = [30, 100, 400].map((respondents) => {
        const chance = random(`feldt/${mean}/${correlation}/${respondents}`)
        let held = 0
        for (let run = 0; run < runs; run++) {
          const interval = reliabilityOf(momentsOf(ask({ mean, correlation }, respondents, chance)))?.interval
          if (interval && interval.low <= (truth?.alpha ?? 9) && (truth?.alpha ?? 9) <= interval.high) held += 1
        }
        return held / runs
      })
      const which = `mean ${mean}, correlation ${correlation}, alpha ${truth?.alpha.toFixed(3)}`
      table.push(
        `${which}: ${shares.map((share, at) => `n ${[30, 100, 400][at]} ${(100 * share).toFixed(1)} %`).join(', ')}`,
      )
      for (const share of shares) {
        expect(share, which).toBeGreaterThanOrEqual(0.92 - slack)
        expect(share, which).toBeLessThanOrEqual(0.975 + slack)
      }
    }
  }
  report('95 % interval of alpha, coverage', `\n  ${table.join('\n  ')}`)
}, 600_000)

function expectSame(found: number | null, expected: number | null): void {
  if (found === null || expected === null) expect(found).toBe(expected)
  else expect(found).toBeCloseTo(expected, 7)
}

function sheetOf(rows: readonly (readonly number[])[]): Answers {
  return Uint8Array.from(rows.flat())
}

function momentsOfRows(rows: readonly (readonly number[])[]): Moments {
  const ownMeans = rows.map((row) => Math.round((2520 * row.reduce((sum, score) => sum + score, 0)) / row.length))
  const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)
  const elements = (rows[0] ?? []).map((_, place) => {
    const scores = rows.map((row) => 12 * (row[place] ?? 0))
    return {
      ...{ key: `${place}`, code: `U${place}`, name: '', count: rows.length, sum: total(scores) },
      squares: total(scores.map((score) => score ** 2)),
      cubes: total(scores.map((score) => score ** 3)),
      products: total(scores.map((score, row) => score * (ownMeans[row] ?? 0))),
    }
  })
  const ownMeanSquares = total(ownMeans.map((own) => own ** 2))
  return { respondents: rows.length, elements, ownMeans: total(ownMeans), ownMeanSquares }
}

// From here on the textbook, in floating point over the answers themselves.

function columnsOf(answers: Answers): number[][] {
  return Array.from({ length: width }, (_, place) => [...answers].filter((_, at) => at % width === place))
}

function totals(columns: readonly (readonly number[])[]): number[] {
  return (columns[0] ?? []).map((_, row) => columns.reduce((sum, column) => sum + (column[row] ?? 0), 0))
}

const without = (columns: readonly number[][], place: number) => columns.filter((_, other) => other !== place)

function covarianceOf(one: readonly number[], other: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const [centre, otherCentre] = [mean(one), mean(other)]
  return mean(one.map((value, row) => (value - centre) * ((other[row] ?? 0) - otherCentre)))
}

function correlationOfRows(one: readonly number[], other: readonly number[]): number | null {
  const spread = Math.sqrt(covarianceOf(one, one) * covarianceOf(other, other))
  return spread < 1e-9 ? null : covarianceOf(one, other) / spread
}

/** By the mean covariance, k²·c̄ ÷ variance of the totals, which is another way to write it. */
function alphaOfRows(columns: readonly number[][]): number | null {
  const size = columns.length
  let shared = 0
  for (const one of columns) for (const other of columns) if (one !== other) shared += covarianceOf(one, other)
  const total = covarianceOf(totals(columns), totals(columns))
  return total < 1e-9 ? null : (size ** 2 * (shared / (size * (size - 1)))) / total
}
