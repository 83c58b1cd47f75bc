// Changes and levels: silent where nothing changed, and not blind where something did.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Random, random } from '#src/demonstration/random.ts'
import {
  type Change,
  changesOf,
  differenceTest,
  directionWords,
  holm,
  levelsOf,
  type Pair,
  unitFamily,
} from '#src/ikm/rules/change.ts'
import type { Estimate, Estimates } from '#src/ikm/rules/interval.ts'
import { ask, correlations, estimatesFrom, type Model, momentsOf, strong, weak } from '#test/support/simulate.ts'
import { report, trials } from '#test/support/trials.ts'

/** An estimate by its figures: converted value, respondents, dispersion. */
function estimate(value: number, respondents = 100, dispersion: number | null = 0.15): Estimate {
  const share = (value - 25) / 75
  const hundredths = Math.round(100 * value)
  return { hundredths, share, respondents, dispersion, population: 'unknown', unseen: 1, scale: [25, 100] }
}

const quarter = (model: Model, respondents: number, chance: Random) =>
  estimatesFrom(momentsOf(ask(model, respondents, chance)))

/** What the page of a unit shows: the index first, then its elements. */
function changesOfUnit(before: Estimates, after: Estimates): Change[] {
  const elements = before.elements.map(({ key, estimate }, place): Pair => {
    return { key, before: estimate, after: after.elements[place]?.estimate ?? null }
  })
  return changesOf(unitFamily({ key: 'ikm', before: before.index, after: after.index }, elements))
}

const found = ({ direction }: Change) => direction === 'up' || direction === 'down'
const percent = (share: number) => `${(100 * share).toFixed(1)} %`

describe("Holm's adjustment", () => {
  const weighted = fc.array(
    fc.record({ probability: fc.double({ min: 0, max: 1, noNaN: true }), weight: fc.integer({ min: 1, max: 9 }) }),
    { maxLength: 7 },
  )

  // Closed testing, of which Holm's is the short cut: a figure counts once every set that holds it is refuted as a whole.
  test('is that of testing every set of figures', () => {
    fc.assert(
      fc.property(weighted, (tests) => {
        const adjusted = tests.map((_, place) => {
          let greatest = 0
          for (let set = 0; set < 2 ** tests.length; set++) {
            if ((set >> place) % 2 === 0) continue
            const members = tests.filter((_, member) => (set >> member) % 2 === 1)
            const weights = members.reduce((sum, { weight }) => sum + weight, 0)
            const refuted = Math.min(1, ...members.map(({ probability, weight }) => (probability * weights) / weight))
            greatest = Math.max(greatest, refuted)
          }
          return greatest
        })
        for (const [place, value] of holm(tests).entries()) expect(value).toBeCloseTo(adjusted[place] ?? -1, 12)
      }),
      { numRuns: trials(200, 5_000) },
    )
  })

  // 5 × 0.01, 4 × 0.02, 3 × 0.03, and from there on never less than before.
  test('of five figures that weigh the same is the usual one', () => {
    const adjusted = holm([0.01, 0.02, 0.03, 0.04, 0.05].map((probability) => ({ probability })))
    expect(adjusted.map((value) => Number(value.toFixed(12)))).toEqual([0.05, 0.08, 0.09, 0.09, 0.09])
  })
})

describe('a difference', () => {
  test('is the same seen from either side, and never NaN', () => {
    const some = fc
      .tuple(
        fc.double({ min: 25, max: 100, noNaN: true }),
        fc.integer({ min: 2, max: 5_000 }),
        fc.double({ min: 0.0001, max: 1, noNaN: true }),
      )
      .map(([value, respondents, dispersion]) => estimate(value, respondents, dispersion))
    fc.assert(
      fc.property(some, some, (one, other) => {
        const probability = differenceTest(one, other) ?? -1
        expect(probability).toBeGreaterThanOrEqual(0)
        expect(probability).toBeLessThanOrEqual(1)
        expect(differenceTest(other, one)).toBeCloseTo(probability, 12)
      }),
      { numRuns: trials(500, 20_000) },
    )
  })

  test('between thirty fours in a row and a mean of 3.95 is none', () => {
    const fours = estimatesFrom(momentsOf(new Uint8Array(30 * 9).fill(4)))
    const nearly = quarter({ mean: 3.95, correlation: weak }, 400, random('nearly'))
    const changes = changesOfUnit(fours, nearly)
    expect(changes.map(({ direction }) => direction)).toEqual(new Array(10).fill('unclear'))
  })

  test('between two quarters in which all agreed is none, or plain', () => {
    const all = (score: number) => estimatesFrom(momentsOf(new Uint8Array(100 * 9).fill(score)))
    expect(changesOfUnit(all(3), all(3)).map(({ adjusted }) => adjusted)).toEqual(new Array(10).fill(1))
    expect(changesOfUnit(all(3), all(4)).map(({ direction }) => direction)).toEqual(new Array(10).fill('up'))
    expect(changesOfUnit(all(4), all(3)).map(({ direction }) => direction)).toEqual(new Array(10).fill('down'))
  })

  test('from nothing, to nothing, or from a single respondent', () => {
    const pair = (key: string, before: Estimate | null, after: Estimate | null): Pair => ({ key, before, after })
    expect(
      changesOf([
        pair('new', null, estimate(80)),
        pair('gone', estimate(80), null),
        pair('single', estimate(25, 1, null), estimate(100)),
        pair('clear', estimate(70), estimate(90)),
      ]).map(({ key, difference, direction }) => [key, difference, direction]),
    ).toEqual([
      ['new', null, null],
      ['gone', null, null],
      ['single', 7_500, 'unclear'],
      ['clear', 2_000, 'up'],
    ])
    expect(directionWords.unclear).toBe('belum dapat dibedakan')
  })
})

describe('over many quarters', () => {
  const runs = trials(120, 10_000)
  const byChance = (share: number) => trials(4, 0) * Math.sqrt((share * (1 - share)) / runs)

  test("without any change 'naik' or 'turun' stands on at most 5 of 100 pages", () => {
    const table: string[] = []
    const pairs = [
      [30, 30],
      [100, 100],
      [400, 400],
      [30, 400],
      [400, 30],
    ] as const
    for (const mean of [3.1, 3.6, 3.95]) {
      for (const [how, correlation] of correlations) {
        for (const [earlier, later] of pairs) {
          const chance = random(`unchanged/${mean}/${how}/${earlier}/${later}`)
          const model = { mean, correlation }
          let wrong = 0
          for (let run = 0; run < runs; run++) {
            const changes = changesOfUnit(quarter(model, earlier, chance), quarter(model, later, chance))
            if (changes.some(found)) wrong += 1
          }
          const which = `mean ${mean.toFixed(2)}, ${how} correlated, n ${earlier} and ${later}`
          table.push(`${which}: ${percent(wrong / runs)}`)
          expect(wrong / runs, which).toBeLessThanOrEqual(0.05 + byChance(0.05))
        }
      }
    }
    report("pages with 'naik' or 'turun' where nothing changed", `\n  ${table.join('\n  ')}`)
  }, 1_200_000)

  test('a change of 3 points of the whole index is found in at least 80 of 100 at 400 respondents', () => {
    const table: string[] = []
    for (const [from, to] of [
      [3.1, 3.22],
      [3.6, 3.72],
      [3.6, 3.48],
    ] as const) {
      for (const [how, correlation] of correlations) {
        const shares = [30, 100, 400].map((respondents) => {
          const chance = random(`changed/${from}/${to}/${how}/${respondents}`)
          let seen = 0
          for (let run = 0; run < runs; run++) {
            const before = quarter({ mean: from, correlation }, respondents, chance)
            const [ikm] = changesOfUnit(before, quarter({ mean: to, correlation }, respondents, chance))
            if (ikm?.direction === (to > from ? 'up' : 'down')) seen += 1
          }
          return seen / runs
        })
        const which = `mean ${from.toFixed(2)} to ${to.toFixed(2)}, ${how} correlated`
        table.push(
          `${which}: ${shares.map((share, place) => `n ${[30, 100, 400][place]} ${percent(share)}`).join(', ')}`,
        )
        expect(shares.at(-1), which).toBeGreaterThanOrEqual(0.8 - byChance(0.8))
      }
    }
    report('a change of 3 points found', `\n  ${table.join('\n  ')}`)
  }, 600_000)

  test('an element that alone falls is found although the index does not', () => {
    const chance = random('one element')
    const model = { mean: 3.6, correlation: 0.4 }
    let seen = 0
    let others = 0
    for (let run = 0; run < runs; run++) {
      const before = quarter(model, 400, chance)
      const after = { ...quarter(model, 400, chance) }
      // The last element from people who think 6 points less of it, its answers beside the others of the same quarter.
      const worse = quarter({ ...model, mean: 3.36 }, 400, chance).elements.at(-1)
      const elements = [...after.elements.slice(0, -1), ...(worse ? [worse] : [])]
      const changes = changesOfUnit(before, { ...after, elements })
      if (changes.at(-1)?.direction === 'down') seen += 1
      if (changes.slice(0, -1).some(found)) others += 1
    }
    report(
      'one element 6 points lower at n 400',
      `found ${percent(seen / runs)}, others wrongly ${percent(others / runs)}`,
    )
    expect(seen / runs).toBeGreaterThanOrEqual(0.8 - byChance(0.8))
    expect(others / runs).toBeLessThanOrEqual(0.05 + byChance(0.05))
  }, 300_000)

  test('twenty equal units stand on one level, and twenty unchanged ones change on at most 5 of 100 pages', () => {
    const few = trials(40, 10_000)
    const chance = random('twenty units')
    const sizes = [30, 60, 100, 200, 400] as const
    let split = 0
    let wrong = 0
    for (let run = 0; run < few; run++) {
      const pairs = Array.from({ length: 20 }, (_, place): Pair => {
        const model = { mean: 3.3, correlation: place % 2 ? weak : strong }
        const [before, after] = [quarter(model, chance.pick(sizes), chance), quarter(model, chance.pick(sizes), chance)]
        return { key: `${place}`, before: before.index, after: after.index }
      })
      if (changesOf(pairs).some(found)) wrong += 1
      const units = pairs.flatMap(({ key, after }) => (after ? [{ key, estimate: after }] : []))
      if (levelsOf(units).some(({ ranks }) => ranks[0] !== 1 || ranks[1] !== 20)) split += 1
    }
    report(
      'twenty equal units',
      `some change ${percent(wrong / few)}, some difference of level ${percent(split / few)}`,
    )
    const slack = trials(4, 0) * Math.sqrt((0.05 * 0.95) / few)
    expect(wrong / few).toBeLessThanOrEqual(0.05 + slack)
    expect(split / few).toBeLessThanOrEqual(0.05 + slack)
  }, 1_200_000)
})

describe('levels', () => {
  const unit = (key: string, value: number, respondents = 100) => ({ key, estimate: estimate(value, respondents) })

  test('begin with the first unit proven lower than one above', () => {
    const units = [unit('c', 80), unit('a', 90), unit('b', 89), unit('d', 79), unit('e', 60)]
    expect(levelsOf(units)).toEqual([
      { key: 'a', level: 1, ranks: [1, 2] },
      { key: 'b', level: 1, ranks: [1, 2] },
      { key: 'c', level: 2, ranks: [3, 4] },
      { key: 'd', level: 2, ranks: [3, 4] },
      { key: 'e', level: 3, ranks: [5, 5] },
    ])
  })

  test('let a chain of near ones overlap in their ranks', () => {
    const chain = levelsOf([unit('a', 90), unit('b', 87.5), unit('c', 85), unit('d', 82.5)])
    expect(chain.map(({ level }) => level)).toEqual([1, 1, 2, 2])
    // Between b and c nothing is proven, though they stand on different levels: their ranks say so.
    expect(chain.map(({ ranks }) => ranks)).toEqual([
      [1, 2],
      [1, 3],
      [2, 4],
      [3, 4],
    ])
  })

  test('do not fall apart for a unit with few respondents', () => {
    const levels = levelsOf([unit('few', 95, 5), unit('a', 90), unit('b', 80), unit('single', 100, 1)].map(unless1))
    expect(levels.map(({ key, level }) => [key, level])).toEqual([
      ['few', 1],
      ['a', 1],
      ['b', 2],
    ])
    expect(levels[0]?.ranks).toEqual([1, 3])
  })

  test('are the same in whatever order the units come', () => {
    const units = fc.uniqueArray(
      fc.record({
        key: fc.string({ minLength: 1, maxLength: 3 }),
        value: fc.integer({ min: 250, max: 1_000 }),
        respondents: fc.integer({ min: 2, max: 500 }),
      }),
      { selector: ({ key }) => key, maxLength: 8 },
    )
    fc.assert(
      fc.property(units, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (some, order) => {
        const made = some.map(({ key, value, respondents }) => unit(key, value / 10, respondents))
        const shuffled = made
          .map((one) => ({ one, at: order.next().value ?? 0 }))
          .toSorted((one, other) => one.at - other.at)
          .map(({ one }) => one)
        const standings = levelsOf(made)
        expect(levelsOf(shuffled)).toEqual(standings)
        for (const [place, { level, ranks }] of standings.entries()) {
          expect(ranks[0] <= place + 1 && place + 1 <= ranks[1]).toBe(true)
          expect(level - (standings[place - 1]?.level ?? 1)).toBeGreaterThanOrEqual(0)
        }
      }),
      { numRuns: trials(200, 10_000) },
    )
  })

  function unless1({ key, estimate: of }: { key: string; estimate: Estimate }) {
    return { key, estimate: of.respondents === 1 ? { ...of, dispersion: null } : of }
  }
})
