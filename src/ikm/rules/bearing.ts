// What the figures of a period can bear: intervals, the certainty of the grade, what has changed since the period before. Pure.

import type { RuleBook } from '../../surveys/rules.ts'
import { type Certainty, certaintyOf } from './certainty.ts'
import { type Change, changesOf, unitFamily } from './change.ts'
import { type Estimates, type Interval, intervalOf } from './interval.ts'

export interface Bearing {
  /** Null where there is no figure, or one respondent only. */
  readonly interval: Interval | null
  /** By element key; an element without an interval has no entry. */
  readonly elements: ReadonlyMap<string, Interval>
  /** Null where there is no figure, or one respondent only. */
  readonly certainty: Certainty | null
  /** The change of the index since the period before, tested in one family with its elements; null where either is missing. */
  readonly change: Change | null
  /** The same of each element, by key; an element without a figure in either period has no entry. */
  readonly elementChanges: ReadonlyMap<string, Change>
}

/** @param before estimates of the period before. */
export function bearingOf(now: Estimates, before: Estimates, book: RuleBook): Bearing {
  const elements = now.elements.flatMap(({ key, estimate }) => {
    const interval = estimate && intervalOf(estimate)
    return interval ? [[key, interval] as const] : []
  })
  const changes = changesOfPage(now, before)
  return {
    interval: now.index && intervalOf(now.index),
    elements: new Map(elements),
    certainty: now.index && certaintyOf(now.index, book),
    change: (now.index && before.index && changes.find(({ key }) => key === 'ikm')) ?? null,
    elementChanges: new Map(
      changes.flatMap((change) => (change.key === 'ikm' || change.direction === null ? [] : [[change.key, change]])),
    ),
  }
}

function changesOfPage(now: Estimates, before: Estimates): Change[] {
  const earlier = new Map(before.elements.map(({ key, estimate }) => [key, estimate]))
  const index = { key: 'ikm', before: before.index, after: now.index }
  const elements = now.elements.map(({ key, estimate }) => ({ key, before: earlier.get(key) ?? null, after: estimate }))
  return changesOf(unitFamily(index, elements))
}
