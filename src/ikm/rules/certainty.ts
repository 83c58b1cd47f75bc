// How sure a grade is: the confidence in each grade given the answers, and in words. Pure.

import type { Grade, GradeLetter, RuleBook } from '../../surveys/rules.ts'
import { confidenceAtLeast, type Estimate } from './interval.ts'
import { gradeOf } from './summary.ts'

/**
 * `almostCertain`, `fairlyCertain`, `likely` from the probabilities of `certainFrom` for the grade that the figure earns;
 * otherwise `between` two grades that together are fairly certain; otherwise `open`.
 */
export type CertaintyWord = 'almostCertain' | 'fairlyCertain' | 'likely' | 'between' | 'open'

/** Probability from which each word is said; two grades together need that of `fairlyCertain`. */
export const certainFrom = { almostCertain: 0.99, fairlyCertain: 0.9, likely: 0.6 } as const

export interface Certainty {
  /** Best grade first, as in the rule book. Probabilities from 0 to 1, together 1. */
  readonly probabilities: readonly { readonly grade: GradeLetter; readonly probability: number }[]
  readonly word: CertaintyWord
  /**
   * The grades that the word speaks of: the grade that the figure earns, or the two it lies between, lower one first;
   * none for `open`.
   */
  readonly grades: readonly GradeLetter[]
}

/**
 * Confidence that the figure of everybody served earns A, B, C or D. It reads the intervals of `intervalOf` at every
 * level at once (a confidence distribution: Cox 1958; Schweder & Hjort, Confidence, Likelihood, Probability, 2016), so
 * that it never disagrees with the interval beside it. A grade counts from where the rounded figure earns it: A from
 * 88.305. It knows no minimum of respondents: where the summary gives no grade, none should be spoken of.
 * @returns null for a single respondent of many.
 */
export function certaintyOf(estimate: Estimate, book: RuleBook): Certainty | null {
  let better = 0
  const probabilities: { grade: GradeLetter; probability: number }[] = []
  for (const [place, { grade, from }] of book.grades.entries()) {
    const last = place === book.grades.length - 1
    // The lowest grade takes whatever lies below its own threshold too, as in `gradeOf`.
    const atLeast = last ? 1 : confidenceAtLeast(estimate, (from - 0.5) / 100)
    if (atLeast === null || (last && estimate.dispersion === null && estimate.unseen > 0)) return null
    probabilities.push({ grade, probability: Math.max(0, atLeast - better) })
    better = Math.max(better, atLeast)
  }
  return { probabilities, ...spoken(probabilities, gradeOf(estimate.hundredths, book)) }
}

type GradeProbability = Certainty['probabilities'][number]

function spoken(
  probabilities: readonly GradeProbability[],
  { grade: earned }: Grade,
): { word: CertaintyWord; grades: GradeLetter[] } {
  const place = probabilities.findIndex(({ grade }) => grade === earned)
  const sure = probabilities[place]?.probability ?? 0
  if (sure >= certainFrom.almostCertain) return { word: 'almostCertain', grades: [earned] }
  if (sure >= certainFrom.fairlyCertain) return { word: 'fairlyCertain', grades: [earned] }
  if (sure >= certainFrom.likely) return { word: 'likely', grades: [earned] }
  const at = (where: number) => probabilities[where]?.probability ?? 0
  const neighbour = at(place - 1) > at(place + 1) ? place - 1 : place + 1
  if (sure + at(neighbour) < certainFrom.fairlyCertain) return { word: 'open', grades: [] }
  const lowerFirst = [place, neighbour].toSorted((one, other) => other - one)
  return { word: 'between', grades: lowerFirst.flatMap((where) => probabilities[where]?.grade ?? []) }
}

/** `B, cukup pasti` · `antara B dan A` · `mutu belum dapat dipastikan`. */
export function certaintyInWords({ word, grades: [first, second] }: Certainty): string {
  switch (word) {
    case 'almostCertain':
      return `${first}, hampir pasti`
    case 'fairlyCertain':
      return `${first}, cukup pasti`
    case 'likely':
      return `${first}, mungkin`
    case 'between':
      return `antara ${first} dan ${second}`
    case 'open':
      return 'mutu belum dapat dipastikan'
  }
}
