// Respondents with a known truth: answers from a normal opinion, in which those of one person go together.

import type { Random } from '#src/demonstration/random.ts'
import { type Estimates, estimatesOf } from '#src/ikm/rules/interval.ts'
import type { Moments } from '#src/ikm/rules/moments.ts'
import { summarise } from '#src/ikm/rules/summary.ts'
import { ownMeanUnit } from '#src/responses/rules/tally.ts'
import { defaultRuleBook as book, scoreUnit } from '#src/surveys/rules.ts'

/** Who answers: every element has the same true mean, and any two answers of one person the same latent correlation. */
export interface Model {
  /** True mean score, 1–4. */
  readonly mean: number
  /** Correlation of two latent opinions of one person, 0–1. */
  readonly correlation: number
  /** For each element the chance that an answer is left out; none by default. */
  readonly skipping?: readonly number[]
}

export const weak = 0.15
export const strong = 0.7

/** How much the answers of one person go together, by name. */
export const correlations = [
  ['weakly', weak],
  ['strongly', strong],
] as const

/** Answers of some respondents, nine to a row; 0 is no answer. */
export type Answers = Uint8Array

const { elements } = book
const width = elements.length

/** Asks a number of respondents. Whoever would skip everything answers the first question. */
export function ask({ mean, correlation, skipping }: Model, respondents: number, chance: Random): Answers {
  const shift = shiftFor(mean)
  const own = Math.sqrt(correlation)
  const noise = Math.sqrt(1 - correlation)
  const answers = new Uint8Array(respondents * width)
  for (let row = 0; row < answers.length; row += width) {
    const person = own * chance.normal() + shift
    let given = 0
    for (let place = 0; place < width; place++) {
      if (skipping && (place < width - 1 || given > 0) && chance.chance(skipping[place] ?? 0)) continue
      const felt = person + noise * chance.normal()
      answers[row + place] = felt < cuts[0] ? 1 : felt < cuts[1] ? 2 : felt < cuts[2] ? 3 : 4
      given += 1
    }
  }
  return answers
}

/** A sample without replacement of so many of these respondents. */
export function sampleOf(answers: Answers, respondents: number, chance: Random): Answers {
  const rows = new Uint32Array(answers.length / width)
  for (let row = 0; row < rows.length; row++) rows[row] = row
  const sample = new Uint8Array(respondents * width)
  for (let drawn = 0; drawn < respondents; drawn++) {
    const other = chance.between(drawn, rows.length - 1)
    const row = rows[other] ?? 0
    rows[other] = rows[drawn] ?? 0
    sample.set(answers.subarray(row * width, (row + 1) * width), drawn * width)
  }
  return sample
}

export function momentsOf(answers: Answers): Moments {
  const sums = elements.map(({ key, code, name }) => ({
    ...{ key, code, name },
    ...{ count: 0, sum: 0, squares: 0, cubes: 0, products: 0 },
  }))
  let ownMeans = 0
  let ownMeanSquares = 0
  for (let row = 0; row < answers.length; row += width) {
    let total = 0
    let given = 0
    for (let place = 0; place < width; place++) {
      const answer = answers[row + place] ?? 0
      total += answer
      if (answer > 0) given += 1
    }
    const ownMean = Math.round((ownMeanUnit * total) / given)
    ownMeans += ownMean
    ownMeanSquares += ownMean * ownMean
    for (let place = 0; place < width; place++) {
      const score = scoreUnit * (answers[row + place] ?? 0)
      const element = sums[place]
      if (score === 0 || !element) continue
      element.count += 1
      element.sum += score
      element.squares += score * score
      element.cubes += score * score * score
      element.products += score * ownMean
    }
  }
  return { respondents: answers.length / width, elements: sums, ownMeans, ownMeanSquares }
}

export function estimatesFrom(moments: Moments, served: number | null = null): Estimates {
  return estimatesOf(moments, summarise(moments, book), book, served)
}

/** The thresholds of the demonstration's city: at shift 0 about 1, 6, 50 and 43 of a hundred answer 1, 2, 3 and 4. */
const cuts = [-2.3, -1.5, 0.18] as const

const shifts = new Map<number, number>()

/** How far opinions must be shifted for a true mean score, by halving. */
function shiftFor(mean: number): number {
  const known = shifts.get(mean)
  if (known !== undefined) return known
  let [low, high] = [-6, 6]
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    const meanThere = cuts.reduce((sum, cut) => sum + normalBelow(middle - cut), 1)
    if (meanThere < mean) low = middle
    else high = middle
  }
  shifts.set(mean, low)
  return low
}

/**
 * Standard normal distribution function. Source: Marsaglia, Evaluating the Normal Distribution, J. Stat. Softw. 11
 * (2004).
 */
export function normalBelow(x: number): number {
  if (Math.abs(x) > 8) return x < 0 ? 0 : 1
  let term = x
  let sum = x
  for (let odd = 3; Math.abs(term) > 1e-17; odd += 2) {
    term *= (x * x) / odd
    sum += term
  }
  return 0.5 + sum * Math.exp(-(x * x) / 2 - Math.log(2 * Math.PI) / 2)
}
