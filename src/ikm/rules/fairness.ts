// Whether groups of respondents are served alike: the index by sex, age and so on, with nobody to be singled out. Pure.

import { ownMeanUnit } from '../../responses/rules/tally.ts'
import type { RuleBook } from '../../surveys/rules.ts'
import { differenceTest, holm, permittedError } from './change.ts'
import { addAll, fraction, roundHalfUp } from './fraction.ts'
import { type Estimate, type Interval, intervalOf } from './interval.ts'

/** What respondents of one kind add up to. */
interface Subtotal {
  readonly respondents: number
  /** Sum of their own means, in `ownMeanUnit`. */
  readonly ownMeans: number
}

export interface Category extends Subtotal {
  readonly code: string
  /** As people read it, `Perempuan`. */
  readonly label: string
  /**
   * Specific personal data (UU 27/2022, pasal 4: children, health; disability by pasal 26): a row that holds it needs
   * twice the minimum.
   */
  readonly specific?: boolean
}

export interface Dimension {
  readonly key: string
  readonly label: string
  /** Whether neighbouring categories belong together, as ages do. */
  readonly ordered: boolean
  /** Whether everybody has a category, as everybody came by some channel; otherwise some said nothing. */
  readonly complete: boolean
  readonly categories: readonly Category[]
}

/** The respondents of one unit in one quarter, and how they divide by what they said of themselves. */
export interface ProfileTotals extends Subtotal {
  /** Sum of the squares of the own means, in `ownMeanUnit` squared. */
  readonly ownMeanSquares: number
  /** Each divides the same respondents; whoever is in no category of a dimension said nothing of it. */
  readonly dimensions: readonly Dimension[]
}

/** How many times the minimum a row needs that holds specific data. */
export const timesForSpecific = 2

/** Code of those who said nothing. */
export const unanswered = 'unanswered'

/** A group beside the rest of the unit: `higher` and `lower` only where a test finds it. */
export type Comparison = 'higher' | 'lower' | 'unclear'

export const comparisonWords: Readonly<Record<Comparison, string>> = {
  higher: 'lebih tinggi',
  lower: 'lebih rendah',
  unclear: 'belum dapat dibedakan',
}

/** Said of every dimension without rows, whatever the reason, since the reason would tell of the groups. */
export const withheldWords = 'Tidak ditampilkan, agar jawaban kelompok kecil tetap terlindungi.'

export interface GroupRow {
  /** The categories taken together in this row, in their order. */
  readonly codes: readonly string[]
  /** `Laki-laki`, `Perempuan atau tidak menjawab`. */
  readonly label: string
  readonly respondents: number
  /** Mean of the respondents' own means × 25, in hundredths, rounded once. */
  readonly index: number
  readonly interval: Interval | null
  readonly comparison: Comparison
}

export interface FairnessOfDimension {
  readonly key: string
  readonly label: string
  /** Two or more that divide the respondents of the unit; none where nothing can be shown. */
  readonly rows: readonly GroupRow[]
}

/**
 * Index by group, for the public page of a unit and quarter. Every figure is made of the rows shown and the unit's
 * totals, never of a category within a row, so that nothing printed says more than the rows do (see `rowsShown`).
 *
 * A group's index is the mean of its respondents' own means: where everybody answered everything and elements weigh the
 * same, rows average to the unit's IKM exactly; elsewhere nearly. Variance is pooled within rows, (Σ own² − Σ n·mean²) ÷
 * (N − rows), since squares are not kept by category; it is taken as the same share of the greatest possible in every
 * row, as `differenceTest` takes it. A group whose opinions are far more divided than the others' has an interval
 * somewhat too narrow. Each row is tested against the rest of the unit, all rows of all dimensions as one family (Holm
 * 1979), so that 'lebih tinggi' or 'lebih rendah' appears anywhere in at most 5 of 100 quarters without a true difference.
 * @param minimum respondents from which a row may be shown, at least 2.
 * @throws RangeError when the totals contradict each other.
 */
export function fairnessOf(
  totals: ProfileTotals,
  book: RuleBook,
  minimum: number = book.minimumRespondents,
): FairnessOfDimension[] {
  const dimensions = totals.dimensions.map((dimension) => ({
    dimension,
    groups: groupsOf(rowsShown(totals, dimension, minimum), totals, book),
  }))
  const tests = dimensions.flatMap(({ groups }, place) =>
    // Of two rows each is the rest of the other: one question, asked once.
    (groups.length === 2 ? groups.slice(0, 1) : groups).flatMap((group, row) => {
      const probability = differenceTest(group.estimate, group.rest)
      return probability === null ? [] : [{ place, row, probability }]
    }),
  )
  const adjusted = holm(tests)
  return dimensions.map(({ dimension: { key, label }, groups }, place) => ({
    key,
    label,
    rows: groups.map((group, row): GroupRow => {
      const asked = groups.length === 2 ? 0 : row
      const found = adjusted[tests.findIndex((test) => test.place === place && test.row === asked)] ?? 1
      return {
        codes: group.cells.map(({ code }) => code),
        label: labelOf(group.cells),
        respondents: group.respondents,
        index: group.estimate.hundredths,
        interval: intervalOf(group.estimate),
        comparison: found <= permittedError ? beside(group.estimate, group.rest) : 'unclear',
      }
    }),
  }))
}

function beside(one: Estimate, rest: Estimate): Comparison {
  if (one.hundredths === rest.hundredths) return 'unclear'
  return one.share > rest.share ? 'higher' : 'lower'
}

/**
 * The rows that may be shown of a dimension: its categories, some taken together, so that nobody who knows all public
 * tables of the quarter and this very rule can find a category of fewer than the minimum. Every public list of
 * respondents by a dimension takes its rows from here, mere counts too.
 *
 * The rule. Categories are gone through in their fixed order. A row is cut off when both it and all that is left have
 * the minimum, twice that where either holds specific data. In an ordered dimension a category that cannot be cut off
 * joins its next neighbour, in others the remainder. The last row is the remainder, with those who said nothing; nothing
 * ever cuts these off, and where everybody has a category the last one takes their place. An empty category is one like
 * any other. Without a cut nothing is shown.
 *
 * Why it holds. Leaving out small cells and, against subtraction, another one (Cox, J. Am. Stat. Assoc. 75, 1980;
 * Hundepool et al., Statistical Disclosure Control, 2012, ch. 4; Duncan, Elliot & Salazar-González, Statistical
 * Confidentiality, 2011) chooses the other by its size, and the choice betrays what it hides (the minimality attack: Wong,
 * Fu, Wang & Pei, VLDB 2007): when it is the smallest cell of at least 30, and both come to 30, the small one is empty.
 * Here a row of several categories stays the same whichever of them, but the last, has any number of respondents under
 * the minimum, none of the others has any, and the last has all the rest: every cut is made or refused as before. The
 * last may so have all of the row's respondents, or one less, or two less … In all, each category of a joint row keeps
 * at least as many possible sizes as the minimum (sliding protection: Fischetti & Salazar-González, Manag. Sci. 47,
 * 2001), or every one from 0 to the unit's respondents where these are fewer. Other dimensions and indexes add nothing:
 * whoever is in a row can be relabelled within it, and no public figure changes. What remains is that a row of equal
 * answers tells the answer of all in it, as the unit's own index would.
 *
 * What must not stand beside it, since a difference of two tables isolates: the same profile pooled over units that are
 * shown singly; of a semester or year beside its quarters; of a service, counter, hour or week within the unit; of a
 * quarter still running, seen twice; two dimensions crossed; the same dimension with other categories or another
 * minimum. A correction that excludes a few responses repeats the old profile or leaves it out.
 * @returns rows of categories, together all of them, `unanswered` included; none where nothing can be shown.
 * @throws RangeError when the categories hold more than the unit, or less where the dimension is complete.
 */
export function rowsShown(
  totals: Subtotal,
  { key, ordered, complete, categories }: Dimension,
  minimum: number,
): Category[][] {
  if (!(minimum >= 2)) throw new RangeError(`a minimum under two hides nobody: ${minimum}`)
  const said = sumOf(categories)
  const left = { respondents: totals.respondents - said.respondents, ownMeans: totals.ownMeans - said.ownMeans }
  if (!possible([...categories, left]) || (complete && left.respondents > 0)) {
    throw new RangeError(`impossible totals for ${key}: ${said.respondents} of ${totals.respondents} respondents`)
  }
  const silent: Category = { code: unanswered, label: 'Tidak menjawab', ...left }
  const cells = complete ? categories : [...categories, silent]
  const enough = (row: readonly Category[]) =>
    sumOf(row).respondents >= (row.some(({ specific }) => specific) ? timesForSpecific * minimum : minimum)

  const rows: Category[][] = []
  let waiting: Category[] = []
  for (const [place, cell] of cells.slice(0, -1).entries()) {
    const row = ordered ? [...waiting, cell] : [cell]
    const rest = [...(ordered ? [] : waiting), ...cells.slice(place + 1)]
    if (!enough(row) || !enough(rest)) {
      waiting.push(cell)
      continue
    }
    rows.push(row)
    if (ordered) waiting = []
  }
  return rows.length === 0 ? [] : [...rows, [...waiting, ...cells.slice(-1)]]
}

function possible(parts: readonly Subtotal[]): boolean {
  return parts.every(
    ({ respondents, ownMeans }) =>
      Number.isSafeInteger(respondents) &&
      Number.isSafeInteger(ownMeans) &&
      respondents >= 0 &&
      ownMeans >= 0 &&
      (respondents > 0 || ownMeans === 0),
  )
}

interface Group extends Subtotal {
  readonly cells: readonly Category[]
  readonly estimate: Estimate
  /** All others of the unit. */
  readonly rest: Estimate
}

function groupsOf(rows: readonly Category[][], totals: ProfileTotals, book: RuleBook): Group[] {
  const parts = rows.map((cells) => ({ cells, ...sumOf(cells) }))
  const dispersion = rows.length === 0 ? null : dispersionWithin(parts, totals, book)
  return parts.map((part) => {
    const rest = {
      respondents: totals.respondents - part.respondents,
      ownMeans: totals.ownMeans - part.ownMeans,
    }
    return { ...part, estimate: estimateOf(part, dispersion, book), rest: estimateOf(rest, dispersion, book) }
  })
}

/** The mean of some respondents' own means as an index. @param dispersion that of the whole they are part of. */
export function estimateOf({ respondents, ownMeans }: Subtotal, dispersion: number | null, book: RuleBook): Estimate {
  const { lowest, highest } = book.scale
  const converted = fraction(BigInt(ownMeans) * BigInt(book.convertedFactor), BigInt(respondents) * BigInt(ownMeanUnit))
  return {
    hundredths: roundHalfUp(converted, 2),
    share: shareOf(ownMeans / (respondents * ownMeanUnit), book),
    respondents,
    dispersion,
    population: 'unknown',
    unseen: 1,
    scale: [lowest * book.convertedFactor, highest * book.convertedFactor],
  }
}

/** Who answered integrity items only has an own mean of 0, below the scale. */
function shareOf(mean: number, { scale: { lowest, highest } }: RuleBook): number {
  return Math.min(1, Math.max(0, (mean - lowest) / (highest - lowest)))
}

/**
 * Variance of the own means within rows ÷ the greatest possible at the means of these rows. One respondent more who
 * answers one whole score away from the rest is added to both, as in `estimatesOf`, so that a unit in which all agree
 * still leaves room for those who would not have.
 */
function dispersionWithin(parts: readonly Subtotal[], totals: ProfileTotals, book: RuleBook): number {
  const width = book.scale.highest - book.scale.lowest
  const explained = addAll(parts.map((part) => fraction(BigInt(part.ownMeans) ** 2n, part.respondents)))
  const squares = BigInt(totals.ownMeanSquares) * explained.denominator - explained.numerator
  if (squares < 0n) throw new RangeError(`impossible squares of own means: ${totals.ownMeanSquares}`)
  const variance =
    Number(squares) / Number(explained.denominator) / (totals.respondents - parts.length) / ownMeanUnit ** 2
  const greatest = parts.reduce((sum, { respondents, ownMeans }) => {
    const share = shareOf(ownMeans / (respondents * ownMeanUnit), book)
    return sum + respondents * width ** 2 * share * (1 - share)
  }, 0)
  return Math.min(1, Math.hypot(totals.respondents * variance, 1) / Math.hypot(greatest, width))
}

function sumOf(parts: readonly Subtotal[]): Subtotal {
  return parts.reduce(
    (sum, { respondents, ownMeans }) => ({
      respondents: sum.respondents + respondents,
      ownMeans: sum.ownMeans + ownMeans,
    }),
    { respondents: 0, ownMeans: 0 },
  )
}

function labelOf(cells: readonly Category[]): string {
  const labels = cells.map(({ code, label }, place) => (code === unanswered && place > 0 ? label.toLowerCase() : label))
  if (labels.length < 3) return labels.join(' atau ')
  return `${labels.slice(0, -1).join(', ')}, atau ${labels.at(-1)}`
}
