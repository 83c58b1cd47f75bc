// The made-up units of the explanation, whose figures are computed by the very functions that it explains.

import { addAnswers, emptyTotals, type Profile } from '../../../responses/rules/tally.ts'
import { defaultRuleBook, questionnaire, scoreUnit } from '../../../surveys/rules.ts'
import { changesOf, unitFamily } from '../../rules/change.ts'
import { type Estimate, estimatesOf } from '../../rules/interval.ts'
import type { Moments } from '../../rules/moments.ts'
import { meanOfUnits, pool, type Summary, summarise, type Tally } from '../../rules/summary.ts'
import { tallyOf } from '../../rules/tally.ts'

export const book = defaultRuleBook
const asked = questionnaire(book, 'OFFLINE')

const nobody: Profile = {
  ...{ sex: null, age: null, education: null, occupation: null, disability: null, filledBy: null },
  ...{ channel: 'paper', hour: null },
}

/** Nine answers in the regulation's order, and how many people gave them in each of two quarters. */
const sheets: readonly (readonly [answers: string, before: number, after: number])[] = [
  ['444444444', 25, 28],
  ['444344434', 16, 17],
  ['434433443', 14, 14],
  ['333433433', 13, 12],
  ['333333333', 16, 15],
  ['332333323', 8, 7],
  ['322333322', 5, 4],
  ['221322212', 3, 3],
]

/** All that the platform makes of one quarter of the example. @param served people served, null when unknown. */
export function exampleQuarter(which: 'before' | 'after', served: number | null = null) {
  const totals = emptyTotals()
  for (const [answers, before, after] of sheets) {
    const given = Object.fromEntries(asked.questions.map(({ key }, place) => [key, Number(answers[place])]))
    const people = which === 'before' ? before : after
    for (let person = 0; person < people; person++) addAnswers(totals, asked, given, nobody)
  }
  const moments: Moments = tallyOf(totals, asked)
  const summary = summarise(moments, book)
  const estimates = estimatesOf(moments, summary, book, served)
  return { moments, summary, estimates }
}

/** One element alone, as the regulation's own arithmetic has it: 97 points from 30 respondents. */
export function exampleElement(): Summary {
  return summarise(
    uniformly(30, (place) => (place === 0 ? 97 : 90)),
    book,
  )
}

/** Thirty respondents who give nothing but the highest score. */
export function perfectScore(): Summary {
  return summarise(
    uniformly(30, () => 30 * book.scale.highest),
    book,
  )
}

/** A small unit with a low and a large one with a high index, and both ways of taking them together. */
export function exampleUnits() {
  const tallies = [uniformly(40, () => 112), uniformly(360, () => 1_224)] as const
  const [small, large] = [summarise(tallies[0], book), summarise(tallies[1], book)]
  return {
    small,
    large,
    meanOfUnits: meanOfUnits([small, large]),
    pooled: summarise(pool(tallies), book),
  }
}

function uniformly(respondents: number, total: (place: number) => number): Tally {
  return {
    respondents,
    elements: book.elements.map(({ key, code, name }, place) => ({
      ...{ key, code, name },
      count: respondents,
      sum: total(place) * scoreUnit,
    })),
  }
}

/**
 * The least rise of the index, in hundredths, that would be called so on a unit's page, if answers varied as in the
 * example and as many answered in both quarters; found by halving, since the test only grows with the difference.
 */
export function leastRiseFound(respondents: number): number {
  const found = exampleQuarter('before').estimates
  const before = found.index && { ...found.index, respondents }
  if (!before) throw new RangeError('an example without answers')
  const seen = (hundredths: number) => changeWords(before, risen(before, hundredths), found.elements.length) === 'up'
  let [none, some] = [0, 10_000 - before.hundredths]
  while (some - none > 1) {
    const middle = Math.floor((none + some) / 2)
    if (seen(middle)) some = middle
    else none = middle
  }
  return some
}

function risen(before: Estimate, hundredths: number): Estimate {
  const width = 100 * (before.scale[1] - before.scale[0])
  return { ...before, hundredths: before.hundredths + hundredths, share: before.share + hundredths / width }
}

/** What is said of the index where none of so many elements has changed. */
function changeWords(before: Estimate, after: Estimate, elements: number) {
  const still = book.elements.slice(0, elements).map(({ key }) => ({ key, before, after: before }))
  return changesOf(unitFamily({ key: 'ikm', before, after }, still))[0]?.direction
}
