// Places beside each other: what is told of the small ones, and what is called different.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Estimate } from '#src/ikm/rules/interval.ts'
import { addUpBy, leastOfPart, type Part, partsOf, partsOfDay, placesOf } from '#src/ikm/rules/places.ts'
import { questionnaireOf } from '#src/surveys/store.ts'
import { trials } from '#test/support/trials.ts'

const asked = questionnaireOf(null, 'OFFLINE')

function estimate(share: number, respondents: number): Estimate {
  const hundredths = Math.round(2500 + share * 7500)
  return { hundredths, share, respondents, dispersion: 0.3, population: 'unknown', unseen: 1, scale: [25, 100] }
}

function part(key: string, respondents: number, share = 0.7, rest = 0.7): Part {
  return {
    key,
    label: key,
    respondents,
    estimate: respondents > 0 ? estimate(share, respondents) : null,
    rest: estimate(rest, 200),
  }
}

test('what is not told is nobody, or five respondents and more together', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(12), { minLength: 1, maxLength: 8 }), (numbers) => {
      const [table] = placesOf([{ key: 'x', parts: numbers.map((n, place) => part(String(place), n)) }])
      const withheld = table?.rows.filter(({ index }) => index === null) ?? []
      const hidden = withheld.reduce((sum, { respondents }) => sum + respondents, 0)
      const all = numbers.reduce((sum, n) => sum + n, 0)
      expect(hidden === 0 || hidden >= Math.min(leastOfPart, all)).toBe(true)
      for (const { index, respondents } of table?.rows ?? []) {
        if (index !== null) expect(respondents).toBeGreaterThanOrEqual(leastOfPart)
      }
      // Numbers of respondents are always told.
      expect(table?.rows.map(({ respondents }) => respondents)).toEqual(numbers)
    }),
    { numRuns: trials(300, 20_000) },
  )
})

test('which parts are withheld depends on the numbers of respondents alone', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(9), fc.double({ min: 0, max: 1, noNaN: true })), { minLength: 1, maxLength: 6 }),
      (parts) => {
        const told = (shares: boolean) =>
          placesOf([
            { key: 'x', parts: parts.map(([n, share], place) => part(String(place), n, shares ? share : 0.5)) },
          ])[0]?.rows.map(({ index }) => index !== null)
        expect(told(true)).toEqual(told(false))
      },
    ),
    { numRuns: trials(200, 5000) },
  )
})

describe('what is called different', () => {
  const comparisons = (...tables: (readonly Part[])[]) =>
    placesOf(tables.map((parts, place) => ({ key: String(place), parts }))).map(({ rows }) =>
      rows.map(({ comparison }) => comparison),
    )

  test('is far from the rest of the unit', () => {
    expect(
      comparisons([part('low', 100, 0.4, 0.8), part('as all', 100, 0.75, 0.75), part('few', 100, 0.9, 0.5)]),
    ).toEqual([['lower', 'unclear', 'higher']])
  })

  test('of two parts is both, or neither', () => {
    expect(comparisons([part('one', 80, 0.4, 0.8), part('other', 80, 0.8, 0.4)])).toEqual([['lower', 'higher']])
    expect(comparisons([part('one', 80, 0.74, 0.76), part('other', 80, 0.76, 0.74)])).toEqual([['unclear', 'unclear']])
  })

  test('needs more, the more is shown beside it', () => {
    const near = part('near', 60, 0.66, 0.75)
    const dull = Array.from({ length: 60 }, (_, place) => part(`dull ${place}`, 50, 0.7, 0.71))
    expect(comparisons([near, part('b', 60), part('c', 60)])[0]?.[0]).toBe('lower')
    expect(comparisons([near, part('b', 60), part('c', 60)], dull)[0]?.[0]).toBe('unclear')
  })
})

test('a part and the rest of the unit are the unit again', () => {
  const cells = [
    { service: 'a', totals: { respondents: 20, items: new Map([['cost', { count: 20, sum: 20 * 36 }]]) } },
    { service: 'b', totals: { respondents: 10, items: new Map([['cost', { count: 10, sum: 10 * 24 }]]) } },
    { service: 'a', totals: { respondents: 20, items: new Map([['cost', { count: 10, sum: 10 * 48 }]]) } },
  ]
  const rows = ['a', 'b', 'c'].map((key) => ({ key, label: key }))
  const parts = partsOf(
    rows,
    addUpBy(cells, ({ service }) => service),
    null,
    asked,
  )
  // (20 × 3 + 10 × 4) ÷ 30 × 25
  expect(parts.map(({ respondents, estimate, rest }) => [respondents, estimate?.hundredths, rest?.hundredths])).toEqual(
    [
      [40, 8333, 5000],
      [10, 5000, 8333],
      [0, undefined, 7500],
    ],
  )
})

test('hours have a row for whoever answered at an unknown one', () => {
  const groups = new Map([['hour morning', { respondents: 6, ownMeans: 6 * 3 * 2520 }]])
  const unit = { respondents: 10, ownMeans: 6 * 3 * 2520 + 4 * 4 * 2520 }
  const rows = [
    { key: 'hour morning', label: 'Pagi' },
    { key: 'hour evening', label: 'Malam' },
  ]
  const parts = partsOfDay(rows, groups, unit, null, asked.ruleBook)
  expect(parts.map(({ respondents, estimate }) => [respondents, estimate?.hundredths])).toEqual([
    [6, 7500],
    [0, undefined],
    [4, 10_000],
  ])
})
