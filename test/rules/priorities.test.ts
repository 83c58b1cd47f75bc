// Importance beside performance: against a known truth, and silent where nothing is to be told apart.

import { describe, expect, test } from 'vitest'
import { type Random, random } from '#src/demonstration/random.ts'
import { associationsOf, inflationsOf, itemRestOf } from '#src/ikm/rules/association.ts'
import { estimatesOf } from '#src/ikm/rules/interval.ts'
import type { Moments } from '#src/ikm/rules/moments.ts'
import { type Priorities, prioritiesOf } from '#src/ikm/rules/priorities.ts'
import { summarise } from '#src/ikm/rules/summary.ts'
import { defaultRuleBook as book } from '#src/surveys/rules.ts'
import { type Answers, momentsOf, normalBelow } from '#test/support/simulate.ts'
import { report, trials } from '#test/support/trials.ts'

const width = 9
const percent = (share: number) => `${(100 * share).toFixed(1)} %`
const runs = trials(50, 10_000)
/** Few trials vary; all of them have no such excuse. */
const slack = (share: number, count = runs) => trials(4, 0) * Math.sqrt((share * (1 - share)) / count)

type Known = Extract<Priorities, { state: 'known' }>

function prioritiesFrom(moments: Moments): Priorities {
  const summary = summarise(moments, book)
  return prioritiesOf(moments, summary, estimatesOf(moments, summary, book, null))
}

function knownFrom(answers: Answers): Known {
  const found = prioritiesFrom(momentsOf(answers))
  if (found.state !== 'known') throw new Error(`too few: ${found.respondents}`)
  return found
}

describe('importance', () => {
  test('is the correlation with the others, drawn towards their mean', () => {
    const crowd = crowdOf(mixed, 3.4)
    const answers = ask(crowd, 400, random('shrunk'))
    const { elements, lines } = knownFrom(answers)
    const line = lines.importance ?? 9
    for (const [place, { importance }] of elements.entries()) {
      if (!importance) throw new Error('none')
      const { correlation, low, high, observed } = importance
      expect(observed).toBeCloseTo(itemRestOfRows(answers, place), 9)
      expect(low < correlation && correlation < high).toBe(true)
      expect(Math.abs(correlation - line)).toBeLessThanOrEqual(Math.abs(observed - line))
    }
  })

  test('95 % intervals hold the truth in at least 93.5 of 100', () => {
    const table: string[] = []
    for (const [how, loadings] of [
      ['all alike, weakly', new Array(width).fill(0.15)],
      ['all alike, strongly', new Array(width).fill(0.7)],
      ['mixed', mixed],
      ['one apart', oneApart],
    ] as const) {
      for (const mean of [3.1, 3.6, 3.8]) {
        const crowd = crowdOf(loadings, mean)
        const truth = itemRestsOf(crowd)
        const figures = [30, 100, 400].map((respondents) => {
          const chance = random(`importance/${how}/${mean}/${respondents}`)
          const held = new Array<number>(width).fill(0)
          let [told, breadth] = [0, 0]
          for (let run = 0; run < runs; run++) {
            for (const [place, { importance }] of knownFrom(ask(crowd, respondents, chance)).elements.entries()) {
              if (!importance) continue
              const { low, high } = importance
              const right = low <= (truth[place] ?? 9) && (truth[place] ?? 9) <= high
              held[place] = (held[place] ?? 0) + (right ? 1 : 0)
              told += 1
              breadth += high - low
            }
          }
          const all = held.reduce((sum, times) => sum + times, 0) / told
          const worst = Math.min(...held) / (told / width)
          if (respondents >= 100)
            expect(all, `${how} ${mean} ${respondents}`).toBeGreaterThanOrEqual(0.935 - slack(0.95))
          return `n ${respondents} ${percent(all)} (worst element ${percent(worst)}, width ${(breadth / told).toFixed(2)})`
        })
        table.push(`${how}, mean ${mean}: ${figures.join(', ')}`)
      }
    }
    report('95 % intervals of importance, coverage', `\n  ${table.join('\n  ')}`)
  }, 1_800_000)

  test('also where answers are left out', () => {
    const table: string[] = []
    for (const [how, skipping] of [
      ['one answer in fifty', new Array(width).fill(0.02)],
      ['one answer in ten', new Array(width).fill(0.1)],
      ['one element by half', [...new Array(width - 1).fill(0), 0.5]],
    ] as const) {
      const crowd = crowdOf(mixed, 3.4)
      const truth = itemRestsOf(crowd)
      for (const respondents of [100, 400]) {
        const chance = random(`left out/${how}/${respondents}`)
        let [held, told, breadth] = [0, 0, 0]
        for (let run = 0; run < runs; run++) {
          const whole = ask(crowd, respondents, chance)
          const answers = whole.map((answer, at) =>
            at % width > 0 && chance.chance(skipping[at % width] ?? 0) ? 0 : answer,
          )
          for (const [place, { importance }] of knownFrom(answers).elements.entries()) {
            if (!importance) continue
            told += 1
            breadth += importance.high - importance.low
            if (importance.low <= (truth[place] ?? 9) && (truth[place] ?? 9) <= importance.high) held += 1
          }
        }
        table.push(`${how}, n ${respondents}: ${percent(held / told)} (width ${(breadth / told).toFixed(2)})`)
        expect(held / told, `${how} ${respondents}`).toBeGreaterThanOrEqual(0.935 - slack(0.95))
      }
    }
    report('95 % intervals of importance with answers left out', `\n  ${table.join('\n  ')}`)
  }, 600_000)

  // The sampling variance itself, counted out: what the factor of a tally without fourth moments has to come near.
  test('varies by what the inflation says', () => {
    const table: string[] = []
    const samples = trials(200, 10_000)
    for (const mean of [3.1, 3.6, 3.8]) {
      for (const correlation of [0.15, 0.7]) {
        const crowd = crowdOf(new Array(width).fill(correlation), mean)
        const truth = Math.atanh(itemRestsOf(crowd)[0] ?? 0)
        const chance = random(`inflation/${mean}/${correlation}`)
        let [squares, stated] = [0, 0]
        for (let run = 0; run < samples; run++) {
          const moments = momentsOf(ask(crowd, 100, chance))
          const found = associationsOf(moments)
          if (!found) continue
          for (const { ofZ } of inflationsOf(moments, found).values()) stated += ofZ / samples / width
          for (const element of found.elements) {
            squares += (97 * (Math.atanh(itemRestOf(element) ?? 0) - truth) ** 2) / samples / width
          }
        }
        table.push(`mean ${mean}, correlation ${correlation}: found ${squares.toFixed(2)}, stated ${stated.toFixed(2)}`)
        expect(stated / squares, `${mean} ${correlation}`).toBeGreaterThan(trials(0.7, 0.9))
        expect(stated / squares, `${mean} ${correlation}`).toBeLessThan(trials(1.4, 1.1))
      }
    }
    report('sampling variance of Fisher z × (n − 3)', `\n  ${table.join('\n  ')}`)
  }, 300_000)
})

describe('a quadrant', () => {
  const spread = [3.0, 3.15, 3.3, 3.4, 3.5, 3.6, 3.65, 3.7, 3.8]

  test('is named wrongly on at most 5 of 100 pages', () => {
    const table: string[] = []
    const crowds: [string, Crowd][] = []
    for (const correlation of [0.15, 0.4, 0.7]) {
      for (const mean of [3.1, 3.6, 3.8]) {
        crowds.push([
          `all equal, correlation ${correlation}, mean ${mean}`,
          crowdOf(new Array(width).fill(correlation), mean),
        ])
      }
    }
    for (const mean of [3.1, 3.6])
      crowds.push([`equally good, not equally important, mean ${mean}`, crowdOf(mixed, mean)])
    for (const r of [0.25, 0.45, 0.6]) {
      crowds.push([`equally important (${r}), not equally good`, equallyImportant(spread, r)])
    }
    for (const [how, crowd] of crowds) {
      const shares = [30, 100, 400].map((respondents) => {
        const chance = random(`equal/${how}/${respondents}`)
        let wrong = 0
        for (let run = 0; run < runs; run++) {
          const { elements } = knownFrom(ask(crowd, respondents, chance))
          if (elements.some(({ quadrant }) => quadrant !== 'undecided')) wrong += 1
        }
        expect(wrong / runs, how).toBeLessThanOrEqual(0.05 + slack(0.05))
        return `n ${respondents} ${percent(wrong / runs)}`
      })
      table.push(`${how}: ${shares.join(', ')}`)
    }
    report('pages with some quadrant where there is none', `\n  ${table.join('\n  ')}`)
  }, 1_800_000)

  test('finds an important weak element in most quarters of 400, and calls no other so', () => {
    const table: string[] = []
    for (const [how, apart, others] of [
      ['far more important', 0.75, 0.3],
      ['more important', 0.6, 0.3],
    ] as const) {
      for (const [weak, good] of [
        [3.1, 3.5],
        [3.3, 3.6],
      ] as const) {
        const loadings = [...new Array(width - 1).fill(others), apart]
        const crowd: Crowd = { loadings, means: [...new Array(width - 1).fill(good), weak] }
        const truth = itemRestsOf(crowd)
        const figures = [100, 400, 2_000].map((respondents) => {
          const chance = random(`power/${how}/${weak}/${respondents}`)
          const count = respondents === 2_000 ? trials(20, 2_000) : runs
          let [seen, others] = [0, 0]
          for (let run = 0; run < count; run++) {
            const { elements } = knownFrom(ask(crowd, respondents, chance))
            if (elements.at(-1)?.quadrant === 'mainPriority') seen += 1
            if (elements.slice(0, -1).some(({ quadrant }) => quadrant === 'mainPriority')) others += 1
          }
          expect(others / count).toBeLessThanOrEqual(0.05 + slack(0.05, count))
          if (respondents === 400 && apart === 0.75) expect(seen / count, how).toBeGreaterThan(0.5)
          return `n ${respondents} ${percent(seen / count)} (another ${percent(others / count)})`
        })
        const correlations = `${truth.at(-1)?.toFixed(2)} beside ${truth[0]?.toFixed(2)}`
        table.push(`${how} (${correlations}), mean ${weak} beside ${good}: ${figures.join(', ')}`)
      }
    }
    report("an important weak element found as 'Prioritas utama'", `\n  ${table.join('\n  ')}`)
  }, 1_200_000)

  test('is named only where both intervals leave their lines, on the side it says', () => {
    const crowd: Crowd = { loadings: [0.7, 0.7, 0.1, 0.1, 0.5, 0.5, 0.1, 0.7, 0.4], means: spread }
    const { elements, lines } = knownFrom(ask(crowd, 2_000, random('sides')))
    const [importanceLine, performanceLine] = [lines.importance ?? 9, lines.performance ?? 0]
    const named = elements.filter(({ quadrant }) => quadrant !== 'undecided')
    expect(new Set(named.map(({ quadrant }) => quadrant)).size).toBe(4)
    for (const { quadrant, importance, performance } of named) {
      const important = quadrant === 'mainPriority' || quadrant === 'keepUp'
      const strong = quadrant === 'keepUp' || quadrant === 'possibleOverkill'
      if (important) expect(importance?.low).toBeGreaterThan(importanceLine)
      else expect(importance?.high).toBeLessThan(importanceLine)
      if (strong) expect(performance?.interval?.low).toBeGreaterThan(performanceLine)
      else expect(performance?.interval?.high).toBeLessThan(performanceLine)
    }
  })
})

describe('where little is known', () => {
  const alike = (respondents: number, score: number) => new Uint8Array(respondents * width).fill(score)

  test('under thirty respondents nothing is said but the three lowest', () => {
    const answers = ask(crowdOf(mixed, 3.4), 29, random('few'))
    const found = prioritiesFrom(momentsOf(answers))
    expect(found).toMatchObject({ state: 'tooFew', respondents: 29, minimum: 30 })
    expect(found.lowest).toHaveLength(3)
    expect(prioritiesFrom(momentsOf(new Uint8Array(0)))).toMatchObject({ state: 'tooFew', respondents: 0, lowest: [] })
    expect(prioritiesFrom(momentsOf(alike(1, 3)))).toMatchObject({ state: 'tooFew', respondents: 1 })
  })

  test('of answers all equal there is performance, but no importance', () => {
    const { elements, lines } = knownFrom(alike(60, 3))
    expect(lines).toEqual({ importance: null, performance: 7_500 })
    for (const { importance, performance, quadrant } of elements) {
      expect(importance).toBeNull()
      expect(performance?.hundredths).toBe(7_500)
      expect(quadrant).toBe('undecided')
    }
  })

  test('of people who each give one score throughout all elements are equally important', () => {
    const answers = Uint8Array.from(Array.from({ length: 60 * width }, (_, at) => 1 + (Math.floor(at / width) % 4)))
    const { elements } = knownFrom(answers)
    for (const { importance, quadrant } of elements) {
      expect(importance?.correlation).toBeGreaterThan(0.99)
      expect(importance?.high).toBeLessThanOrEqual(1)
      expect(quadrant).toBe('undecided')
    }
  })

  test('an element nobody answered, and one to which all gave the same answer, have none and harm nobody', () => {
    const answers = ask(crowdOf(mixed, 3.4), 200, random('gaps'))
    for (let at = 0; at < answers.length; at += width) {
      answers[at + 2] = 0
      answers[at + 5] = 4
    }
    const { elements } = knownFrom(answers)
    expect(elements[2]).toMatchObject({ importance: null, performance: null, quadrant: 'undecided' })
    expect(elements[5]).toMatchObject({ importance: null, performance: { hundredths: 10_000 }, quadrant: 'undecided' })
    expect(elements.filter(({ importance }) => importance !== null)).toHaveLength(7)
  })

  test('whatever is answered, every number is finite and the intervals are in order', () => {
    const chance = random('anything')
    for (let run = 0; run < trials(150, 5_000); run++) {
      const [least, gap] = [chance.between(1, 4), chance.pick([0, 0.05, 0.6, 0.9])]
      const answers = alike(chance.between(30, 60), 0).map((_, at) =>
        at % width > 0 && chance.chance(gap) ? 0 : chance.between(least, 4),
      )
      const { elements, lines } = knownFrom(answers)
      if (lines.importance !== null) expect(Math.abs(lines.importance)).toBeLessThanOrEqual(1)
      for (const { importance } of elements) {
        if (!importance) continue
        const { low, correlation, high, observed } = importance
        expect(-1 <= low && low <= correlation && correlation <= high && high <= 1).toBe(true)
        expect(Math.abs(observed)).toBeLessThanOrEqual(1)
      }
    }
  })
})

/** Elements that have a common factor in different degrees: for each the share of its opinion that is common, and its mean. */
interface Crowd {
  readonly loadings: readonly number[]
  readonly means: readonly number[]
}

const mixed = [0.1, 0.2, 0.3, 0.3, 0.4, 0.4, 0.5, 0.6, 0.7] as const
const oneApart = [0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.3, 0.75] as const

function crowdOf(loadings: readonly number[], mean: number): Crowd {
  return { loadings, means: new Array(width).fill(mean) }
}

const cuts = [-2.3, -1.5, 0.18] as const

function ask({ loadings, means }: Crowd, respondents: number, chance: Random): Answers {
  const shifts = means.map(shiftFor)
  const slopes = loadings.map(Math.sqrt)
  const noises = loadings.map((loading) => Math.sqrt(1 - loading))
  const answers = new Uint8Array(respondents * width)
  for (let row = 0; row < answers.length; row += width) {
    const common = chance.normal()
    for (let place = 0; place < width; place++) {
      const felt = (shifts[place] ?? 0) + (slopes[place] ?? 0) * common + (noises[place] ?? 0) * chance.normal()
      answers[row + place] = felt < cuts[0] ? 1 : felt < cuts[1] ? 2 : felt < cuts[2] ? 3 : 4
    }
  }
  return answers
}

const shifts = new Map<number, number>()

function shiftFor(mean: number): number {
  const known = shifts.get(mean)
  if (known !== undefined) return known
  const shift = solve(-6, 6, (middle) => cuts.reduce((sum, cut) => sum + normalBelow(middle - cut), 1) < mean)
  shifts.set(mean, shift)
  return shift
}

/** Halving: the point up to which `tooLow` holds. */
function solve(low: number, high: number, tooLow: (middle: number) => boolean): number {
  for (let step = 0; step < 50; step++) {
    const middle = (low + high) / 2
    if (tooLow(middle)) low = middle
    else high = middle
  }
  return low
}

/** True item–rest correlations, by integrating over the common factor. */
function itemRestsOf({ loadings, means }: Crowd): number[] {
  const shared = means.map(() => means.map(() => 0))
  const step = 0.05
  for (let factor = -7; factor <= 7; factor += step) {
    const share = (step * Math.exp((-factor * factor) / 2)) / Math.sqrt(2 * Math.PI)
    const felt = means.map((mean, place) => {
      const loading = loadings[place] ?? 0
      const at = (cut: number) => (shiftFor(mean) + Math.sqrt(loading) * factor - cut) / Math.sqrt(1 - loading)
      return cuts.reduce((sum, cut) => sum + normalBelow(at(cut)), 1) - mean
    })
    for (const [place, one] of felt.entries()) {
      for (const [other, second] of felt.entries()) {
        const row = shared[place]
        if (row && place !== other) row[other] = (row[other] ?? 0) + share * one * second
      }
    }
  }
  for (const [place, mean] of means.entries()) {
    // E x² from P(x > 1), P(x > 2), P(x > 3): 1 + 3·P + 5·P + 7·P.
    const square = cuts.reduce((sum, cut, at) => sum + (3 + 2 * at) * normalBelow(shiftFor(mean) - cut), 1)
    const row = shared[place]
    if (row) row[place] = square - mean ** 2
  }
  const total = (row: readonly number[]) => row.reduce((sum, value) => sum + value, 0)
  const all = total(shared.map(total))
  return shared.map((row, place) => {
    const own = row[place] ?? 0
    return (total(row) - own) / Math.sqrt(own * (all - 2 * total(row) + own))
  })
}

/** Elements of these means, each as closely bound to the others as the others are. */
function equallyImportant(means: readonly number[], correlation: number): Crowd {
  let loadings = means.map(() => correlation)
  for (let round = 0; round < 60; round++) {
    const found = itemRestsOf({ loadings, means })
    loadings = loadings.map((loading, place) => Math.min(0.97, loading * (correlation / (found[place] ?? 1)) ** 1.2))
  }
  for (const found of itemRestsOf({ loadings, means })) expect(found).toBeCloseTo(correlation, 3)
  return { loadings, means }
}

/** The textbook, in floating point over the answers themselves. */
function itemRestOfRows(answers: Answers, place: number): number {
  const rows = Array.from({ length: answers.length / width }, (_, row) => [
    ...answers.slice(row * width, (row + 1) * width),
  ])
  const own = rows.map((row) => row[place] ?? 0)
  const rest = rows.map((row, at) => row.reduce((sum, answer) => sum + answer, 0) - (own[at] ?? 0))
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const shared = (one: readonly number[], other: readonly number[]) =>
    mean(one.map((value, at) => (value - mean(one)) * ((other[at] ?? 0) - mean(other))))
  return shared(own, rest) / Math.sqrt(shared(own, own) * shared(rest, rest))
}
