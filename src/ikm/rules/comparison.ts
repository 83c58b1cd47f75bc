// Units beside each other: which can be told apart, which stand apart from the comparison and why, and what they are together. Pure.

import type { RuleBook } from '../../surveys/rules.ts'
import { levelsOf, type Standing } from './change.ts'
import type { Estimate } from './interval.ts'
import { meanOfUnits, pool, type Summary, summarise, type Tally } from './summary.ts'

/** What a comparison needs of a unit in one period. */
export interface Comparable {
  readonly slug: string
  readonly name: string
  readonly summary: Summary
  /** Of the index; null when nothing was answered. */
  readonly estimate: Estimate | null
}

/**
 * Why a unit has no level: nobody answered, fewer answered than a grade needs, or one person only, from whom nothing can
 * be said of others; or there are more units than are tested with each other.
 */
export type Reason = 'empty' | 'belowMinimum' | 'single' | 'tooMany'

/** Units that cannot be told apart, in the order of their names, never of their figures. */
export interface Level<Unit> {
  /** 1 is the highest. */
  readonly level: number
  readonly units: readonly (Unit & { readonly ranks: Standing['ranks'] })[]
}

export interface Compared<Unit> {
  /** Highest first. */
  readonly levels: readonly Level<Unit>[]
  /** In the order of their names. */
  readonly apart: readonly (Unit & { readonly reason: Reason })[]
}

/** Every pair is tested, so twice as many units take four times as long; more than these are not compared. */
export const mostCompared = 200

/** Puts every unit either on a level, by `levelsOf`, or apart with the reason. */
export function compareUnits<Unit extends Comparable>(units: readonly Unit[]): Compared<Unit> {
  const named = units.toSorted((one, other) => byName.compare(one.name, other.name) || (one.slug < other.slug ? -1 : 1))
  const gradable = named.flatMap(({ slug, summary, estimate }) =>
    summary.state === 'graded' && estimate ? [{ key: slug, estimate }] : [],
  )
  const tested = gradable.length > mostCompared ? [] : levelsOf(gradable)
  const standings = new Map(tested.map((standing) => [standing.key, standing]))
  const placed = named.flatMap((unit) => {
    const standing = standings.get(unit.slug)
    return standing ? [{ ...unit, ranks: standing.ranks, level: standing.level }] : []
  })
  const levels = Array.from(
    Map.groupBy(placed, ({ level }) => level),
    ([level, of]) => ({ level, units: of }),
  )
  return {
    levels: levels.toSorted((one, other) => one.level - other.level),
    apart: named.flatMap((unit) => (standings.has(unit.slug) ? [] : [{ ...unit, reason: reasonOf(unit) }])),
  }
}

function reasonOf({ summary: { state }, estimate }: Comparable): Reason {
  if (state !== 'graded') return state
  return estimate?.dispersion == null ? 'single' : 'tooMany'
}

// Numbers in names count as numbers: SD Negeri 2 comes before SD Negeri 10.
const byName = new Intl.Collator('id', { numeric: true, sensitivity: 'base' })

/** The two figures over units, in hundredths, each under its name; null where there is none. */
export interface Together {
  /** Units that have data, and their respondents. */
  readonly units: number
  readonly respondents: number
  readonly meanOfUnits: number | null
  /** Null also where scales differ, since their scores cannot be added up. */
  readonly pooled: number | null
}

/** @param pooled what `pool` makes of tallies, by whatever way. */
export function together(
  units: readonly { readonly summary: Summary; readonly tally: Tally; readonly book: RuleBook }[],
  pooled: (tallies: readonly Tally[]) => Tally = pool,
): Together {
  const answered = units.filter(({ summary }) => summary.state !== 'empty')
  const [first] = answered
  const oneScale = answered.every(
    ({ book: { scale, convertedFactor } }) =>
      scale.lowest === first?.book.scale.lowest &&
      scale.highest === first.book.scale.highest &&
      convertedFactor === first.book.convertedFactor,
  )
  return {
    units: answered.length,
    respondents: answered.reduce((sum, { summary }) => sum + summary.respondents, 0),
    meanOfUnits: meanOfUnits(answered.map(({ summary }) => summary)),
    pooled: first && oneScale ? summarise(pooled(answered.map(({ tally }) => tally)), first.book).ikm : null,
  }
}
