// Who wants to know how few said something: has every public table, the labels, the rule itself, and patience.

import { type Category, type Dimension, unanswered } from '#src/ikm/rules/fairness.ts'

/** A row as published: which categories it takes together, and how many respondents. */
export interface PublicRow {
  readonly codes: readonly string[]
  readonly respondents: number
}

/** The rule by which the table was made, which the attacker may run on counts of their own. */
export type Publisher = (respondents: number, dimension: Dimension, minimum: number) => readonly PublicRow[]

/** What stands open to everybody about one dimension: its categories, the rows, the unit's respondents, the minimum. */
export interface PublicTable {
  /** Without counts: those of its categories are never read. */
  readonly dimension: Dimension
  readonly rows: readonly PublicRow[]
  readonly respondents: number
  readonly minimum: number
}

export interface Findings {
  /** The sizes of each category that lead to this very table, by code, in increasing order. */
  readonly sizes: ReadonlyMap<string, readonly number[]>
  /** Whether every possibility was tried, so that no other size is possible. */
  readonly complete: boolean
}

/**
 * Finds the sizes that each category can have. The equations leave a category of a joint row anything from 0 to the
 * row's respondents, one alone in its row nothing. Within that, the rule is run on counts of the attacker's own, and
 * those that give the published table are possible: all counts where they are few, otherwise a search that takes a
 * category's size as given and tries how the others of its row might share what is left.
 * @param budget how many runs of the rule are few.
 */
export function attack(table: PublicTable, publish: Publisher, budget: number): Findings {
  const codes = table.dimension.categories.map(({ code }) => code).concat(table.dimension.complete ? [] : [unanswered])
  const rows = withHidden(table, codes)
  const published = JSON.stringify(table.rows)
  const counts = new Map<string, number>()
  const fits = () => {
    const categories = table.dimension.categories.map((category): Category => {
      const respondents = counts.get(category.code) ?? 0
      return { ...category, respondents, ownMeans: respondents }
    })
    return JSON.stringify(publish(table.respondents, { ...table.dimension, categories }, table.minimum)) === published
  }
  const found = new Map(codes.map((code) => [code, new Set<number>()]))
  const note = () => {
    for (const [code, count] of counts) found.get(code)?.add(count)
  }

  const complete = rows.reduce((product, row) => product * compositions(row), 1) <= budget
  if (complete) {
    forEveryCount(rows, counts, () => {
      if (fits()) note()
    })
  } else {
    search(rows, counts, table.minimum, fits, note)
  }
  const sizes = Array.from(found, ([code, set]) => [code, [...set].toSorted((one, other) => one - other)] as const)
  return { sizes: new Map(sizes), complete }
}

/** The rows, and one more for categories in none of them, whose number follows by subtraction. */
function withHidden({ rows, respondents }: PublicTable, codes: readonly string[]): PublicRow[] {
  const shown = new Set(rows.flatMap((row) => row.codes))
  const hidden = codes.filter((code) => !shown.has(code))
  const left = rows.reduce((rest, row) => rest - row.respondents, respondents)
  return hidden.length === 0 ? [...rows] : [...rows, { codes: hidden, respondents: left }]
}

/** In how many ways the respondents of a row can divide into its categories. */
function compositions({ codes, respondents }: PublicRow): number {
  let ways = 1
  for (let place = 1; place < codes.length; place++) ways = (ways * (respondents + place)) / place
  return ways
}

function forEveryCount(rows: readonly PublicRow[], counts: Map<string, number>, visit: () => void): void {
  const fill = (row: number, place: number, left: number): void => {
    const code = rows[row]?.codes[place]
    if (code === undefined) {
      visit()
      return
    }
    const last = place === (rows[row]?.codes.length ?? 0) - 1
    for (let count = last ? left : 0; count <= left; count++) {
      counts.set(code, count)
      if (last) fill(row + 1, 0, rows[row + 1]?.respondents ?? 0)
      else fill(row, place + 1, left - count)
    }
  }
  fill(0, 0, rows[0]?.respondents ?? 0)
}

function search(
  rows: readonly PublicRow[],
  counts: Map<string, number>,
  minimum: number,
  fits: () => boolean,
  note: () => void,
): void {
  for (const { codes, respondents } of rows) share(counts, codes.toReversed(), respondents, respondents)
  if (!fits()) return
  for (const { codes, respondents } of rows) {
    if (codes.length === 1) continue
    for (const code of codes) {
      const others = codes.filter((other) => other !== code).toReversed()
      for (let count = 0; count <= respondents; count++) {
        // Sizes far from nothing and far from all are of no interest.
        if (count === 3 * minimum) count = Math.max(count, respondents - 3 * minimum)
        counts.set(code, count)
        const left = respondents - count
        // One of the others takes all that is left, or each as many as would still be hidden.
        const works =
          others.some((first) => {
            share(counts, [first, ...others.filter((other) => other !== first)], left, left)
            return fits()
          }) ||
          (share(counts, others, left, minimum - 1) === 0 && fits())
        if (works) note()
      }
    }
    share(counts, codes.toReversed(), respondents, respondents)
  }
}

/** Fills categories in the order given, each up to a most. @returns how many found no place. */
function share(counts: Map<string, number>, codes: readonly string[], respondents: number, most: number): number {
  let left = respondents
  for (const code of codes) {
    const count = Math.min(left, most)
    counts.set(code, count)
    left -= count
  }
  return left
}
