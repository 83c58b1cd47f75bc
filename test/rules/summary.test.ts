// The index is right: against published figures, worked examples, an independent computation, and itself rearranged.

import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addAll, compare, type Fraction, fraction, multiply, roundHalfUp } from '#src/ikm/rules/fraction.ts'
import {
  type ElementTotal,
  gradeOf,
  lowestElements,
  type Method,
  meanOfUnits,
  methods,
  pool,
  type Summary,
  summarise,
  type Tally,
} from '#src/ikm/rules/summary.ts'
import {
  type Answers,
  defaultRuleBook as book,
  itemScores,
  type Questionnaire,
  questionnaire,
  type RuleBook,
  ruleBook,
  ruleBooks,
  scoreUnit,
  type Weight,
} from '#src/surveys/rules.ts'
import { serviceChannels } from '#src/units/rules/service.ts'
import {
  type AnsweredElement,
  type AnswerSheet,
  type Rounded,
  referenceFigures,
  referenceGrade,
} from '#test/support/reference.ts'
import { report, trials } from '#test/support/trials.ts'
import grades from './oracle/grades-2017.json' with { type: 'json' }
import publishedRecords from './oracle/published.json' with { type: 'json' }
import sekadau from './oracle/sekadau-s1-2019.json' with { type: 'json' }

const nine = questionnaire(book, 'OFFLINE')

/** Totals of whole scores, in the order of the nine elements; further ones become added elements. */
function tallyOf(respondents: number, totals: readonly number[], counts: readonly number[] = []): Tally {
  const elements = totals.map((total, place): ElementTotal => {
    const { key, code, name } = book.elements[place] ?? added(place)
    return { key, code, name, count: counts[place] ?? respondents, sum: Math.round(total * scoreUnit) }
  })
  return { respondents, elements }
}

function added(place: number) {
  return { key: `added${place + 1}`, code: `U${place + 1}`, name: `Unsur tambahan ${place + 1}` }
}

/** The totals that a table of respondents leaves, by the way every answer takes: itemScores. */
function tallyRows(asked: Questionnaire, rows: readonly Answers[]): Tally {
  const totals = new Map<string, { count: number; sum: number }>()
  for (const row of rows) {
    for (const { key, score } of itemScores(asked, row)) {
      const { count, sum } = totals.get(key) ?? { count: 0, sum: 0 }
      totals.set(key, { count: count + 1, sum: sum + score })
    }
  }
  const elements = asked.elements.map(({ key, code, name }) => {
    return { key, code, name, weight: asked.weights?.[key], ...(totals.get(key) ?? { count: 0, sum: 0 }) }
  })
  return { respondents: rows.length, elements }
}

function everyone(score: number): Answers {
  return Object.fromEntries(nine.questions.map(({ key }) => [key, score]))
}

function printed(hundredths: number): string {
  return `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`
}

const hundredths = (figure: number) => Math.round(figure * 100)

describe('published figures', () => {
  interface Published {
    id: string
    respondents: number | null
    ikm: number
    grade: string
    reproducedBy: { method: string; from: string } | null
    elements: { name: string; mean: number; total?: number }[]
    elementIndices?: number[]
  }
  const records: Published[] = publishedRecords
  const record = (id: string) => {
    const found = records.find((candidate) => candidate.id === id)
    if (!found) throw new Error(`no record ${id}`)
    return found
  }

  // A printed mean has at most three decimals, so a thousand respondents give it exactly.
  const fromMeans = ({ elements }: Published) => tally(1_000, elements, ({ mean }) => Math.round(mean * 1_000))
  const fromTotals = ({ id, respondents, elements }: Published) =>
    tally(respondents ?? Number.NaN, elements, ({ total }) => total ?? Number.parseFloat(`no total in ${id}`))

  function tally(
    respondents: number,
    elements: Published['elements'],
    total: (element: Published['elements'][0]) => number,
  ) {
    const named = elements.map((element, place): ElementTotal => {
      const known = book.elements.find(({ name }) => name === element.name) ?? added(place)
      return {
        key: known.key,
        code: known.code,
        name: element.name,
        count: respondents,
        sum: total(element) * scoreUnit,
      }
    })
    return { respondents, elements: named }
  }

  test.each(records.filter(({ reproducedBy }) => reproducedBy))(
    '$id: IKM $ikm by $reproducedBy.method from $reproducedBy.from',
    (published) => {
      const method = methods.find((candidate) => candidate === published.reproducedBy?.method)
      const source = published.reproducedBy?.from === 'totals' ? fromTotals(published) : fromMeans(published)
      expect(method).toBeDefined()
      expect(summarise(source, book, { method }).ikm).toBe(hundredths(published.ikm))
      for (const indices of published.elementIndices ? [published.elementIndices] : []) {
        expect(summarise(source, book).elements.map((element) => element.convertedValue)).toEqual(
          indices.map(hundredths),
        )
      }
    },
  )

  test('an office whose printed means and index contradict each other is reproduced by no method', () => {
    const contradictory = records.filter(({ reproducedBy }) => reproducedBy === null)
    expect(contradictory.map(({ id }) => id)).toEqual(['bogorkab-bpmptsp-2015'])
    for (const published of contradictory) {
      const { comparison } = summarise(fromMeans(published), book)
      expect(comparison).toEqual({ exact: 7861, '0.111': 7853, '0.11': 7783 })
      expect(Object.values(comparison)).not.toContain(hundredths(published.ikm))
    }
  })

  test('an office that computes on its printed means prints a hundredth less than its totals give', () => {
    const office = record('anon-opd-2025-tw1')
    expect(summarise(fromMeans(office), book).ikm).toBe(9453)
    expect(summarise(fromTotals(office), book).ikm).toBe(9454)
    const printedMeans = office.elements.map(({ mean }) => Math.round(mean * 1_000))
    expect(summarise(fromTotals(office), book).elements.map(({ mean }) => mean && roundHalfUp(mean, 3))).toEqual(
      printedMeans,
    )
  })

  test('a weight of 0,11 costs Kota Serang 0.87 points', () => {
    expect(summarise(fromTotals(record('kota-serang-disparpora-tw1-2025')), book).comparison).toEqual({
      exact: 8750,
      '0.111': 8741,
      '0.11': 8663,
    })
  })

  test('grades follow the printed ones, but never the table of 2004', () => {
    for (const published of records) {
      const grade = gradeOf(hundredths(published.ikm), book).grade
      if (published.id === 'bogorkab-bpt-2011' || published.id === 'bogorkab-bpmptsp-2015') {
        expect([published.grade, grade], published.id).toEqual(['B', 'C'])
      } else expect(grade, published.id).toBe(published.grade)
    }
  })

  test('forty-nine respondents of Kabupaten Sekadau, from their rows', () => {
    const csv = readFileSync(new URL('./oracle/sekadau-s1-2019.csv', import.meta.url), 'utf8')
    const rows = csv
      .trim()
      .split(/\r?\n/)
      .slice(1)
      .map((line) => line.split(',').slice(1).map(Number))
    const answers = rows.map((row) => Object.fromEntries(row.map((score, place) => [book.elements[place]?.key, score])))
    const summary = summarise(tallyRows(nine, answers), book)
    expect(summary.respondents).toBe(sekadau.respondents)
    expect(summary.elements.map(({ sum }) => sum / scoreUnit)).toEqual(sekadau.totals)
    expect(summary.elements.map(({ convertedValue }) => convertedValue)).toEqual(sekadau.elementIndices.map(hundredths))
    for (const method of methods) expect(summary.comparison[method]).toBe(hundredths(sekadau.ikm[method]))
  })
})

describe('worked examples', () => {
  test('a hundred respondents who give all fours make exactly 100', () => {
    const { comparison, ikm, grade } = summarise(tallyRows(nine, Array(100).fill(everyone(4))), book)
    expect([ikm, grade?.grade]).toEqual([10_000, 'A'])
    expect(comparison).toEqual({ exact: 10_000, '0.111': 9990, '0.11': 9900 })
  })

  test('all ones make 25, and the lowest grade even where a rounded weight falls below the table', () => {
    const ones = tallyRows(nine, Array(100).fill(everyone(1)))
    expect([summarise(ones, book).ikm, summarise(ones, book).grade?.grade]).toEqual([2500, 'D'])
    const rounded = summarise(ones, book, { method: '0.11' })
    expect([rounded.ikm, rounded.grade?.grade]).toEqual([2475, 'D'])
  })

  test('thirty respondents with 97 points for requirements: 80.83, and 83.89, 83.81 or 83.05 for the unit', () => {
    const thirty = tallyOf(30, [97, 101, 101, 101, 101, 101, 102, 101, 101])
    const { elements, comparison, grade } = summarise(thirty, book)
    expect([elements[0]?.convertedValue, elements[0]?.grade?.grade, elements[0]?.sum]).toEqual([8083, 'B', 97 * 12])
    expect(comparison).toEqual({ exact: 8389, '0.111': 8381, '0.11': 8305 })
    expect(grade?.performance).toBe('Baik')
    for (const method of methods) expect(summarise(thirty, book, { method }).ikm).toBe(comparison[method])
  })

  test.each(grades.vectors.map(([value, grade]) => ({ value: Number(value), grade })))(
    '$value, rounded once, is graded $grade',
    ({ value, grade }) => {
      const summary = summarise(tallyOf(100_000, Array(9).fill(Math.round(value * 4_000))), book)
      expect(compare(summary.indexValue ?? fraction(0), fraction(Math.round(value * 1_000), 25_000))).toBe(0)
      expect(summary.grade?.grade).toBe(grade)
      expect(summary.elements.map((element) => element.grade?.grade)).toEqual(Array(9).fill(grade))
    },
  )

  test('88.305 is 88.31', () => {
    expect(summarise(tallyOf(100_000, Array(9).fill(353_220)), book).ikm).toBe(8831)
  })

  test('fourteen elements weigh 0.071 or 0.07 under the comparison methods', () => {
    const weightsUnder = (method: Method) =>
      summarise(tallyOf(30, Array(14).fill(120)), book, { method }).elements.map(({ weight }) => weight && text(weight))
    expect(weightsUnder('exact')).toEqual(Array(14).fill('1/14'))
    expect(weightsUnder('0.111')).toEqual(Array(14).fill('71/1000'))
    expect(weightsUnder('0.11')).toEqual(Array(14).fill('7/100'))
  })

  test('custom weights count as given, and are rounded one by one under the comparison methods', () => {
    const thirds = [fractionOf(1, 2), fractionOf(1, 3), fractionOf(1, 6)]
    const weighted = withWeights(tallyOf(30, [120, 90, 30]), thirds)
    // 4/2 + 3/3 + 1/6 = 19/6; 4 × 0.5 + 3 × 0.333 + 1 × 0.167 = 3.166; 4 × 0.5 + 3 × 0.33 + 1 × 0.17 = 3.16
    expect(summarise(weighted, book).comparison).toEqual({ exact: 7917, '0.111': 7915, '0.11': 7900 })
  })

  function fractionOf(numerator: number, denominator: number): Weight {
    return { numerator, denominator }
  }

  function text({ numerator, denominator }: Fraction): string {
    return `${numerator}/${denominator}`
  }
})

describe('missing answers', () => {
  test('an element counts the answers it has', () => {
    const { elements } = summarise(tallyOf(40, Array(9).fill(90), [30, ...Array(8).fill(40)]), book)
    expect(elements.map(({ convertedValue }) => convertedValue)).toEqual([7500, ...Array(8).fill(5625)])
  })

  test('an element that nobody answered has no value, no weight and no grade, and x counts the others', () => {
    const { elements, ikm, comparison } = summarise(tallyOf(30, [0, ...Array(8).fill(90)], [0]), book)
    expect(elements[0]).toMatchObject({
      count: 0,
      mean: null,
      weight: null,
      weightedMean: null,
      convertedValue: null,
      grade: null,
    })
    expect(elements[1]?.weight).toEqual({ numerator: 1n, denominator: 8n })
    expect([ikm, comparison]).toEqual([7500, { exact: 7500, '0.111': 7500, '0.11': 7800 }])
  })

  test('custom weights of the answered elements are divided by their sum', () => {
    const weights = [2, 3, 5].map((tenths) => ({ numerator: tenths, denominator: 10 }))
    const { elements, ikm } = summarise(withWeights(tallyOf(30, [120, 90, 0], [30, 30, 0]), weights), book)
    expect(elements.map(({ weight }) => weight && [weight.numerator, weight.denominator])).toEqual([
      [2n, 5n],
      [3n, 5n],
      null,
    ])
    expect(ikm).toBe(8500)
  })

  test.each([
    ['nobody answered', tallyOf(0, Array(9).fill(0))],
    ['no element was answered', tallyOf(40, Array(9).fill(0), Array(9).fill(0))],
    ['there is no element', { respondents: 0, elements: [] }],
  ])('where %s there are no data: no figure, no zero, no D', (_, tally) => {
    const summary = summarise(tally, book, { minimum: 0 })
    expect(summary).toMatchObject({ state: 'empty', indexValue: null, ikm: null, grade: null })
    expect(summary.comparison).toEqual({ exact: null, '0.111': null, '0.11': null })
    for (const { mean, weight, weightedMean, convertedValue, grade } of summary.elements) {
      expect([mean, weight, weightedMean, convertedValue, grade]).toEqual(Array(5).fill(null))
    }
    expect(lowestElements(summary)).toEqual([])
  })
})

describe('minimum of respondents', () => {
  test('twenty-nine give figures without a grade, thirty give both', () => {
    const few = summarise(tallyOf(29, Array(9).fill(29 * 3)), book)
    expect(few).toMatchObject({ state: 'belowMinimum', minimum: 30, ikm: 7500, grade: null })
    expect(few.elements.map(({ convertedValue, grade }) => [convertedValue, grade])).toEqual(
      Array(9).fill([7500, null]),
    )
    const enough = summarise(tallyOf(30, Array(9).fill(90)), book)
    expect([enough.state, enough.ikm, enough.grade?.grade]).toEqual(['graded', 7500, 'C'])
    expect(enough.elements.map(({ grade }) => grade?.grade)).toEqual(Array(9).fill('C'))
  })

  test('can be set, also to one', () => {
    expect(summarise(tallyOf(1, Array(9).fill(4)), book, { minimum: 1 }).grade?.grade).toBe('A')
    expect(summarise(tallyOf(99, Array(9).fill(99 * 4)), book, { minimum: 100 }).grade).toBeNull()
  })
})

describe('totals that no answers can have', () => {
  test.each([
    ['a sum above the scale', tallyOf(30, [121])],
    ['a sum below the scale', tallyOf(30, [29])],
    ['a sum without an answer', tallyOf(30, [3], [0])],
    ['more answers than respondents', tallyOf(30, [93], [31])],
    ['a count below zero', tallyOf(30, [-3], [-1])],
    ['a count that is not whole', tallyOf(30, [90], [29.5])],
    ['a total that is not a number', tallyOf(30, [Number.NaN])],
  ])('%s is refused', (_, tally) => {
    expect(() => summarise(tally, book)).toThrow(RangeError)
  })

  test('a custom weight for some elements only is refused', () => {
    const [first, ...others] = tallyOf(30, [90, 90]).elements
    const halfWeighted = [{ ...first, weight: { numerator: 1, denominator: 1 } } as ElementTotal, ...others]
    expect(() => summarise({ respondents: 30, elements: halfWeighted }, book)).toThrow(RangeError)
    expect(() => summarise({ respondents: 30, elements: halfWeighted.toReversed() }, book)).toThrow(RangeError)
  })
})

describe('figures over several units', () => {
  const large = tallyOf(300, Array(9).fill(300 * 4))
  const small = tallyOf(30, Array(9).fill(30 * 3))
  const none = tallyOf(0, Array(9).fill(0))
  const summaries = (...tallies: Tally[]) => tallies.map((tally) => summarise(tally, book))

  test('mean of units weighs units alike, pooled over respondents weighs respondents alike', () => {
    expect(meanOfUnits(summaries(large, small))).toBe(8750)
    expect(summarise(pool([large, small]), book).ikm).toBe(9773)
  })

  test('a unit without data is left out of both', () => {
    expect(meanOfUnits(summaries(large, none, small))).toBe(8750)
    expect(pool([large, none, small])).toEqual(pool([large, small]))
    expect([meanOfUnits([]), meanOfUnits(summaries(none, none))]).toEqual([null, null])
    expect(pool([])).toEqual({ respondents: 0, elements: [] })
  })

  test('the mean of units is taken of exact values and rounded once', () => {
    // Exactly 75.004 and 75.0052: their mean 75.0046 is 75.00, the mean of the printed 75.00 and 75.01 would be 75.01.
    const units = summaries(tallyOf(100_000, [300_016]), tallyOf(125_000, [375_026]))
    expect(units.map(({ ikm }) => ikm)).toEqual([7500, 7501])
    expect(meanOfUnits(units)).toBe(7500)
  })

  test('pooling goes by element key, whatever the order', () => {
    const turned = { ...small, elements: small.elements.toReversed() }
    expect(pool([large, turned])).toEqual(pool([large, small]))
    const more = { ...small, elements: [...small.elements, { ...added(9), count: 30, sum: 30 * 12 }] }
    const pooled = pool([large, more])
    expect(pooled.respondents).toBe(330)
    expect(pooled.elements.map(({ key, count }) => [key, count])).toEqual([
      ...book.elements.map(({ key }) => [key, 330]),
      ['added10', 30],
    ])
  })

  test('pooling keeps custom weights that all units share, and drops them where units differ', () => {
    const unit = tallyOf(30, [90, 120])
    const weigh = (...tenths: number[]) =>
      withWeights(
        unit,
        tenths.map((numerator) => ({ numerator, denominator: 10 })),
      )
    const sameInFifths = withWeights(
      unit,
      [1, 4].map((numerator) => ({ numerator, denominator: 5 })),
    )
    expect(summarise(pool([weigh(2, 8), sameInFifths]), book).ikm).toBe(9500)
    expect(summarise(pool([weigh(2, 8), weigh(3, 7)]), book).ikm).toBe(8750)
    expect(summarise(pool([weigh(2, 8), unit]), book).ikm).toBe(8750)
    expect(summarise(pool([weigh(2, 8), weigh(10)]), book).ikm).toBe(8750)
  })

  test('of pooled tallies are the figures of all respondents together', () => {
    const row = fc.array(fc.option(fc.integer({ min: 1, max: 4 })), { minLength: 9, maxLength: 9 }).map(answersOf)
    fc.assert(
      fc.property(fc.array(fc.array(row, { maxLength: 6 }), { minLength: 1, maxLength: 5 }), (units) => {
        expect(pool(units.map((rows) => tallyRows(nine, rows)))).toEqual(tallyRows(nine, units.flat()))
      }),
      { numRuns: trials(100, 2_000) },
    )
  })
})

describe('lowest elements', () => {
  test('come lowest first, equal ones in the regulation’s order, unanswered ones never', () => {
    const summary = summarise(tallyOf(30, [110, 90, 0, 100, 90, 120, 120, 95, 120], [30, 30, 0, 30, 30]), book)
    expect(lowestElements(summary).map(({ code }) => code)).toEqual(['U2', 'U5', 'U8'])
    expect(lowestElements(summary, 1).map(({ code }) => code)).toEqual(['U2'])
    expect(lowestElements(summary, 20)).toHaveLength(8)
  })

  test('are told apart by exact means, not printed ones', () => {
    const summary = summarise(tallyOf(100_000, [300_002, 300_001, 300_003]), book)
    expect(new Set(summary.elements.map(({ convertedValue }) => convertedValue)).size).toBe(1)
    expect(lowestElements(summary).map(({ code }) => code)).toEqual(['U2', 'U1', 'U3'])
  })
})

describe('rearranged', () => {
  const numRuns = trials(60, 2_000)
  const anyBook = fc.constantFrom(...ruleBooks)
  const anyChannel = fc.constantFrom(...serviceChannels)
  const survey = fc.tuple(anyBook, anyChannel).chain(([rules, channel]) => {
    const keys = rules.questions.map(({ key }) => key)
    const score = fc.option(fc.integer({ min: 1, max: 4 }))
    const row = fc
      .array(score, { minLength: keys.length, maxLength: keys.length })
      .map((scores) => answersOf(scores, keys))
    return fc.record({
      rules: fc.constant(rules),
      shuffled: fc
        .tuple(shuffle(rules.questions), shuffle(rules.elements))
        .map(([questions, elements]): RuleBook => ({ ...rules, questions, elements })),
      channel: fc.constant(channel),
      rows: fc.array(row, { minLength: 1, maxLength: 40 }),
    })
  })

  test('the order of questions and elements changes no figure', () => {
    fc.assert(
      fc.property(survey, ({ rules, shuffled, channel, rows }) => {
        const [before, after] = [rules, shuffled].map((one) =>
          figures(summarise(tallyRows(questionnaire(one, channel), rows), one)),
        )
        expect(after).toEqual(before)
      }),
      { numRuns },
    )
  })

  test('the order of respondents changes no figure', () => {
    const withOrder = survey.chain((one) => fc.tuple(fc.constant(one), shuffle(one.rows)))
    fc.assert(
      fc.property(withOrder, ([{ rules, channel, rows }, permuted]) => {
        const asked = questionnaire(rules, channel)
        expect(summarise(tallyRows(asked, permuted), rules)).toEqual(summarise(tallyRows(asked, rows), rules))
      }),
      { numRuns },
    )
  })

  test('counting every respondent twice changes no figure but the counts', () => {
    fc.assert(
      fc.property(survey, ({ rules, channel, rows }) => {
        const asked = questionnaire(rules, channel)
        const [once, twice] = [rows, [...rows, ...rows]].map((some) =>
          figures(summarise(tallyRows(asked, some), rules, { minimum: 1 })),
        )
        expect(twice).toEqual(once)
      }),
      { numRuns },
    )
  })

  test('a better answer never lowers a figure', () => {
    const withPlace = survey.chain((one) => fc.tuple(fc.constant(one), fc.nat(one.rows.length - 1)))
    fc.assert(
      fc.property(withPlace, ([{ rules, channel, rows }, place]) => {
        const asked = questionnaire(rules, channel)
        const better = rows.map((row, at) => (at === place ? mapAnswers(row, (score) => Math.min(score + 1, 4)) : row))
        const [before, after] = [rows, better].map((some) => summarise(tallyRows(asked, some), rules).comparison)
        for (const method of methods) {
          expect(after?.[method] ?? 0).toBeGreaterThanOrEqual(before?.[method] ?? 0)
        }
      }),
      { numRuns },
    )
  })

  /** Every figure by key, fractions in lowest terms, without the counts. */
  function figures({ respondents: _, elements, indexValue, ...summary }: Summary) {
    const byKey = elements.map(({ key, mean, weight, weightedMean, convertedValue, grade }) => {
      return [
        key,
        { mean: lowest(mean), weight: lowest(weight), weighted: lowest(weightedMean), convertedValue, grade },
      ]
    })
    return { ...summary, indexValue: lowest(indexValue), elements: Object.fromEntries(byKey) }
  }

  function lowest(value: Fraction | null): string | null {
    if (!value) return null
    let [divisor, rest] = [value.numerator, value.denominator]
    while (rest > 0n) [divisor, rest] = [rest, divisor % rest]
    return `${value.numerator / divisor}/${value.denominator / divisor}`
  }

  function shuffle<T>(list: readonly T[]): fc.Arbitrary<T[]> {
    return fc.shuffledSubarray([...list], { minLength: list.length })
  }
})

describe('against an independent computation', () => {
  test('random answers of every shape give the same figures, at every rounding', { timeout: 600_000 }, () => {
    const dataSets = trials(2_000, 200_000)
    const halves = { exact: 0, '0.111': 0, '0.11': 0, element: 0, weight: 0 }
    const shapes = { rows: 0, histograms: 0, halves: 0, weighted: 0, missing: 0 }
    for (let seed = 1; seed <= dataSets; seed += 1) {
      const { shape, tally, answers, rules } = dataSet(seed)
      const expected = referenceFigures(answers)
      const difference = differences(tally, rules, expected, methods[seed % 3] ?? 'exact')
      if (difference) throw new Error(`data set ${seed} (${shape}): ${difference}`)

      shapes[shape] += 1
      if (answers.some(({ weight }) => weight)) shapes.weighted += 1
      if (tally.elements.some(({ count }) => count < tally.respondents)) shapes.missing += 1
      if (expected.exact?.atHalf) halves.exact += 1
      if (expected.threeDecimals?.atHalf) halves['0.111'] += 1
      if (expected.twoDecimals?.atHalf) halves['0.11'] += 1
      halves.element += expected.elements.filter((element) => element?.atHalf).length
      halves.weight += expected.halvedWeights
    }
    for (const hits of [...Object.values(halves), ...Object.values(shapes)]) expect(hits).toBeGreaterThan(0)
    report(
      'index against an independent computation',
      `${dataSets} data sets agree (${listed(shapes)}); exactly at the half: ${listed(halves)}`,
    )
  })

  function listed(counts: Record<string, number>): string {
    return Object.entries(counts)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ')
  }

  function differences(
    tally: Tally,
    rules: RuleBook,
    expected: ReturnType<typeof referenceFigures>,
    method: Method,
  ): string | undefined {
    const summary = summarise(tally, rules, { method })
    const say = (what: string, ours: unknown, theirs: unknown) => `${what} is ${ours}, should be ${theirs}`
    const same = (ours: number | null, theirs: Rounded | null) =>
      (ours === null ? null : printed(ours)) === (theirs?.text ?? null)

    const byMethod = { exact: expected.exact, '0.111': expected.threeDecimals, '0.11': expected.twoDecimals }
    for (const one of methods) {
      if (!same(summary.comparison[one], byMethod[one])) return say(one, summary.comparison[one], byMethod[one]?.text)
    }
    if (!same(summary.ikm, byMethod[method])) return say('IKM', summary.ikm, byMethod[method]?.text)
    if (method === 'exact' && expected.value && summary.indexValue) {
      const [numerator, denominator] = expected.value
      if (summary.indexValue.numerator * 25n * denominator !== numerator * summary.indexValue.denominator) {
        return say('index value', summary.indexValue.numerator, numerator)
      }
    }
    const parts = summary.elements.flatMap(({ weightedMean }) => weightedMean ?? [])
    if (summary.indexValue && compare(addAll(parts), summary.indexValue) !== 0)
      return 'weighted means miss the index value'
    if (summary.indexValue && roundHalfUp(multiply(summary.indexValue, fraction(25)), 2) !== summary.ikm) {
      return 'the index value does not round to the IKM'
    }
    const graded = tally.respondents >= 30
    const gradeExpected = (figure: Rounded | null | undefined) =>
      graded && figure ? referenceGrade(figure.text) : undefined
    if (summary.grade?.grade !== gradeExpected(byMethod[method])) {
      return say('grade', summary.grade?.grade, gradeExpected(byMethod[method]))
    }
    for (const [place, element] of summary.elements.entries()) {
      const should = expected.elements[place] ?? null
      if (!same(element.convertedValue, should)) return say(element.key, element.convertedValue, should?.text)
      if (element.grade?.grade !== gradeExpected(should))
        return say(element.key, element.grade?.grade, gradeExpected(should))
    }
    return undefined
  }
})

describe('speed', () => {
  test('a summary of nine elements takes microseconds', () => {
    const tallies = Array.from({ length: 2_000 }, (_, seed) => {
      const counts = book.elements.map((_, place) => 60 + seed - ((seed + place) % 3))
      const totals = counts.map((count, place) => 2 * count + place * 9)
      return tallyOf(60 + seed, totals, counts)
    })
    for (const tally of tallies) summarise(tally, book)
    const started = performance.now()
    const summaries = tallies.map((tally) => summarise(tally, book))
    const microseconds = ((performance.now() - started) * 1_000) / tallies.length
    const meanStarted = performance.now()
    expect(meanOfUnits(summaries)).toBeGreaterThan(0)
    const meanMilliseconds = performance.now() - meanStarted
    report(
      'summarise',
      `${microseconds.toFixed(1)} µs for nine elements; mean of 2,000 units ${meanMilliseconds.toFixed(0)} ms`,
    )
    expect(microseconds).toBeLessThan(300)
    expect(meanMilliseconds).toBeLessThan(1_000)
  })
})

function answersOf(scores: readonly (number | null)[], keys = nine.questions.map(({ key }) => key)): Answers {
  return Object.fromEntries(keys.flatMap((key, place) => (scores[place] ? [[key, scores[place]]] : [])))
}

function mapAnswers(answers: Answers, change: (score: number) => number): Answers {
  return Object.fromEntries(Object.entries(answers).map(([key, score]) => [key, change(score)]))
}

function withWeights(tally: Tally, weights: readonly Weight[]): Tally {
  return { ...tally, elements: tally.elements.map((element, place) => ({ ...element, weight: weights[place] })) }
}

interface DataSet {
  shape: 'rows' | 'histograms' | 'halves'
  rules: RuleBook
  tally: Tally
  /** The same answers as the independent computation reads them. */
  answers: AnsweredElement[]
}

/** A reproducible data set: single respondents, large groups, or one whose index lies exactly at a half. */
function dataSet(seed: number): DataSet {
  const random = randomNumbers(seed)
  if (seed % 4 === 0) return atHalf(random) ?? histograms(random)
  return seed % 2 === 0 ? histograms(random) : singleRespondents(random)
}

/** Up to forty respondents, answer by answer, to SKM 2017 cut short or with elements added, or to SKM Online. */
function singleRespondents({ upTo, chance }: RandomNumbers): DataSet {
  const whole = chance(0.5) ? ruleBook('skm-2017') : ruleBook('skm-online')
  const cut = chance(0.2) ? whole.elements.slice(0, 1 + upTo(7)) : whole.elements
  const kept = new Set(cut.map(({ key }) => key))
  const questions = whole.questions.filter(({ element }) => element === null || kept.has(element))
  const rules = { ...whole, elements: cut, questions }
  const additions = Array.from({ length: chance(0.3) ? 1 + upTo(10) : 0 }, (_, place) => {
    const element = { ...added(9 + place), definition: '' }
    const question = { id: 900 + place, key: element.key, text: '', answers: [], element: element.key }
    return { element, question: { ...question, integrityItem: null, channels: serviceChannels } }
  })
  const channel = serviceChannels[upTo(2)] ?? 'OFFLINE'
  const elementKeys = [...cut, ...additions.map(({ element }) => element)].map(({ key }) => key)
  const shares = chance(0.3) ? randomWeights(elementKeys.length, upTo) : null
  const weights = shares && Object.fromEntries(elementKeys.map((key, place) => [key, shares[place] as Weight]))
  const asked = questionnaire(rules, channel, additions, weights)

  const missing = [0, 0, 0.05, 0.5, 0.95][upTo(4)] ?? 0
  const inHalves = chance(0.2)
  const rows = Array.from({ length: chance(0.8) ? 1 + upTo(11) : 1 + upTo(39) }, () => {
    const row: Record<string, number> = {}
    for (const { key } of asked.questions) {
      if (!chance(missing)) row[key] = inHalves ? 1 + upTo(6) / 2 : 1 + upTo(3)
    }
    return row
  })
  const answers = asked.elements.map((element, place) => {
    const keys = asked.questions.filter((question) => question.element === element.key).map(({ key }) => key)
    const sheets = rows.map((row) => ({ times: 1, answers: keys.flatMap((key) => row[key] ?? []) }))
    const share = shares?.[place]
    return { sheets, weight: share ? ([share.numerator, share.denominator] as const) : null }
  })
  return { shape: 'rows', rules, tally: tallyRows(asked, rows), answers }
}

/** One to twenty elements and up to 5,000 respondents, as numbers of equal answers. */
function histograms({ upTo, chance }: RandomNumbers): DataSet {
  const size = 1 + upTo(19)
  const respondents = chance(0.5) ? 1 + upTo(4_999) : 1 + upTo(99)
  const shares = chance(0.3) ? randomWeights(size, upTo) : null
  const complete = chance(0.4)
  const scores = chance(0.3) ? [1, 1.5, 2, 2.5, 3, 3.5, 4] : [1, 2, 3, 4]
  const answers = Array.from({ length: size }, (_, place) => {
    const filled = complete || chance(0.3) ? respondents : chance(0.1) ? 0 : upTo(respondents)
    const sheets: AnswerSheet[] = [{ answers: [], times: respondents - filled }]
    let left = filled
    for (const score of chance(0.5) ? scores : scores.toReversed()) {
      const times = upTo(left)
      sheets.push({ answers: [score], times })
      left -= times
    }
    sheets.push({ answers: [1 + upTo(3)], times: left })
    const share = shares?.[place]
    return { sheets, weight: share ? ([share.numerator, share.denominator] as const) : null }
  })
  return { shape: 'histograms', rules: book, tally: tallySheets(respondents, answers), answers }
}

/**
 * Full answers whose index under one method has a 5 as its third and last decimal. With T the sum of all scores,
 * IKM × 200 = T × A ÷ B must be odd; A and B follow from the method, and a suitable T is spread over the elements at random.
 */
function atHalf({ upTo, chance }: RandomNumbers): DataSet | undefined {
  const size = 1 + upTo(19)
  const respondents = (1 + upTo(chance(0.5) ? 19 : 624)) * 2 ** upTo(3)
  const perScore = 1 + upTo(1)
  const weightInThousandths = Math.floor((2_000 + size) / (2 * size))
  const weightInHundredths = Math.floor((200 + size) / (2 * size))
  const underOneMethod: [number, number][] = [
    [5_000, size * respondents * perScore],
    [5 * weightInThousandths, respondents * perScore],
    [50 * weightInHundredths, respondents * perScore],
  ]
  const [a, b] = underOneMethod[upTo(2)] ?? [1, 1]
  const step = b / greatestCommonDivisor(a, b)
  if (((step * a) / b) % 2 === 0) return undefined
  const [fewest, greatest] = [perScore * respondents, 4 * perScore * respondents]
  const least = Math.ceil((size * fewest) / step)
  const most = Math.floor((size * greatest) / step)
  const odd = least + upTo(Math.max(0, most - least))
  if (odd % 2 === 0 || odd > most) return undefined

  let left = odd * step
  const answers = Array.from({ length: size }, (_, place) => {
    const after = size - place - 1
    const from = Math.max(fewest, left - greatest * after)
    const total = from + upTo(Math.min(greatest, left - fewest * after) - from)
    left -= total
    const score = Math.floor(total / respondents)
    const higher = total - score * respondents
    const sheets = [
      { answers: [score / perScore], times: respondents - higher },
      ...(higher > 0 ? [{ answers: [(score + 1) / perScore], times: higher }] : []),
    ]
    return { sheets, weight: null }
  })
  return { shape: 'halves', rules: book, tally: tallySheets(respondents, answers), answers }
}

function tallySheets(respondents: number, answers: readonly AnsweredElement[]): Tally {
  const elements = answers.map(({ sheets, weight }, place): ElementTotal => {
    const filled = sheets.filter((sheet) => sheet.answers.length > 0)
    return {
      ...(book.elements[place] ?? added(place)),
      weight: weight ? { numerator: weight[0], denominator: weight[1] } : undefined,
      count: filled.reduce((count, { times }) => count + times, 0),
      sum: filled.reduce((sum, sheet) => sum + (sheet.answers[0] ?? 0) * sheet.times * scoreUnit, 0),
    }
  })
  return { respondents, elements }
}

/** Weights that sum to exactly 1, some of them in lower terms than others. */
function randomWeights(size: number, upTo: (most: number) => number): Weight[] {
  const parts = Array.from({ length: size }, () => 1 + upTo(19))
  const whole = parts.reduce((sum, part) => sum + part, 0)
  return parts.map((part) => {
    const divisor = upTo(1) === 0 ? 1 : greatestCommonDivisor(part, whole)
    return { numerator: part / divisor, denominator: whole / divisor }
  })
}

function greatestCommonDivisor(one: number, other: number): number {
  return other === 0 ? one : greatestCommonDivisor(other, one % other)
}

interface RandomNumbers {
  /** A whole number from 0 to `most`. */
  upTo: (most: number) => number
  chance: (probability: number) => boolean
}

/** Mulberry32: the same numbers for the same seed, on every machine. */
function randomNumbers(seed: number): RandomNumbers {
  let state = Math.imul(seed, 0x9e37_79b1)
  const next = () => {
    state = (state + 0x6d2b_79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return { upTo: (most) => Math.floor(next() * (most + 1)), chance: (probability) => next() < probability }
}
