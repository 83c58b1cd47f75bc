// Services, counters, channels and hours beside each other: which differ from the rest of the unit beyond chance. Pure.

import type { Group } from '../../responses/rules/tally.ts'
import type { Questionnaire } from '../../surveys/rules.ts'
import { differenceTest, holm, permittedError } from './change.ts'
import { type Comparison, estimateOf } from './fairness.ts'
import { type Estimate, type Interval, intervalOf } from './interval.ts'
import { summarise, type Tally } from './summary.ts'

/** As much of a part's totals as an index takes, by element key. */
export interface Measured {
  readonly respondents: number
  readonly items: Map<string, { readonly count: number; readonly sum: number }>
}

/** Respondents from which the index of a part is told. */
export const leastOfPart = 5

/** One row: a service, a counter, a channel, a part of the day. */
export interface PlaceRow {
  readonly key: string
  readonly label: string
  readonly respondents: number
  /** In hundredths; null where nobody answered, or too few to be told. */
  readonly index: number | null
  readonly interval: Interval | null
  /** Beside the rest of the unit; null without an index. */
  readonly comparison: Comparison | null
}

export interface PlaceTable {
  readonly key: string
  readonly rows: readonly PlaceRow[]
}

/** A part before it is compared, and the rest of the unit. */
export interface Part {
  readonly key: string
  readonly label: string
  readonly respondents: number
  /** Null where nothing was answered. */
  readonly estimate: Estimate | null
  readonly rest: Estimate | null
}

/**
 * The parts of a unit's quarter by place, each with the index that `summarise` makes of its totals. Its interval takes
 * the unit's dispersion, since squares of the respondents' own means are not kept by place; differences between the
 * places are part of it, so the intervals are rather too wide than too narrow.
 * @param rows what there is, whether anybody answered there or not.
 * @param whole estimate of the unit's index, from which the dispersion comes.
 */
export function partsOf(
  rows: readonly { readonly key: string; readonly label: string }[],
  measured: ReadonlyMap<string, Measured>,
  whole: Estimate | null,
  asked: Pick<Questionnaire, 'elements' | 'weights' | 'ruleBook'>,
): Part[] {
  const estimate = (part: Measured | undefined) => part && estimateOfPart(part, whole, asked)
  return rows.map(({ key, label }) => {
    const others = Array.from(measured).flatMap(([other, part]) => (other === key ? [] : [part]))
    return {
      key,
      label,
      respondents: measured.get(key)?.respondents ?? 0,
      estimate: estimate(measured.get(key)) ?? null,
      rest: estimate(addUp(others)) ?? null,
    }
  })
}

function estimateOfPart(
  part: Measured,
  whole: Estimate | null,
  asked: Pick<Questionnaire, 'elements' | 'weights' | 'ruleBook'>,
): Estimate | null {
  const { lowest, highest } = asked.ruleBook.scale
  const tally: Tally = {
    respondents: part.respondents,
    elements: asked.elements.map(({ key, code, name }) => ({
      key,
      code,
      name,
      weight: asked.weights?.[key],
      ...(part.items.get(key) ?? { count: 0, sum: 0 }),
    })),
  }
  const { indexValue, ikm, convertedFactor } = summarise(tally, asked.ruleBook)
  if (!indexValue || ikm === null) return null
  const mean = Number(indexValue.numerator) / Number(indexValue.denominator)
  return {
    hundredths: ikm,
    share: Math.min(1, Math.max(0, (mean - lowest) / (highest - lowest))),
    respondents: part.respondents,
    dispersion: whole?.dispersion ?? null,
    population: 'unknown',
    unseen: 1,
    scale: [lowest * convertedFactor, highest * convertedFactor],
  }
}

/** Adds up what belongs to the same key. */
export function addUpBy<Row extends { readonly totals: Measured }>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): Map<string, Measured> {
  return new Map(
    Array.from(Map.groupBy(rows, keyOf), ([key, of]) => [key, addUp(of.map(({ totals }) => totals))] as const),
  )
}

function addUp(parts: readonly Measured[]): Measured {
  const items = new Map<string, { count: number; sum: number }>()
  let respondents = 0
  for (const part of parts) {
    respondents += part.respondents
    for (const [key, { count, sum }] of part.items) {
      const before = items.get(key)
      items.set(key, before ? { count: before.count + count, sum: before.sum + sum } : { count, sum })
    }
  }
  return { respondents, items }
}

/** Code of those whose hour is not known. */
const hourUnknown = 'unknown'

/**
 * The parts of the day, by the mean of the respondents' own means: element totals are not kept by hour. The last part
 * is what remains of the unit: paper and imported sheets have no hour.
 */
export function partsOfDay(
  rows: readonly { readonly key: string; readonly label: string }[],
  groups: ReadonlyMap<string, Group>,
  unit: Group,
  whole: Estimate | null,
  book: Questionnaire['ruleBook'],
): Part[] {
  const known = rows.map((row) => ({ ...row, ...(groups.get(row.key) ?? nobody) }))
  const left = known.reduce((rest, part) => without(rest, part), unit)
  const remainder = { key: hourUnknown, label: 'Jam tidak tercatat', ...left }
  const dispersion = whole?.dispersion ?? null
  const estimate = (group: Group) => (group.respondents > 0 ? estimateOf(group, dispersion, book) : null)
  return [...known, ...(left.respondents > 0 ? [remainder] : [])].map(({ key, label, ...group }) => ({
    key,
    label,
    respondents: group.respondents,
    estimate: estimate(group),
    rest: estimate(without(unit, group)),
  }))
}

const nobody: Group = { respondents: 0, ownMeans: 0 }

function without(all: Group, part: Group): Group {
  return { respondents: all.respondents - part.respondents, ownMeans: all.ownMeans - part.ownMeans }
}

/**
 * Tables of parts as the desk shows them. How many answered is always told, the index from five respondents on; where
 * those left out are fewer than five together, the smallest other part is left out too, so that the unit's own index
 * tells nobody's answers by subtraction. Which parts that strikes depends on the numbers of respondents alone, and these
 * are shown. Each part told is tested against the rest of the unit, all of all tables as one family by Holm (1979).
 */
export function placesOf(tables: readonly { readonly key: string; readonly parts: readonly Part[] }[]): PlaceTable[] {
  const told = tables.map(({ parts }) => toldOf(parts))
  const tests = tables.flatMap(({ parts }, table) =>
    // Of two parts each is the rest of the other: one question, asked once.
    parts.flatMap(({ key, estimate, rest }, row) => {
      if (!told[table]?.has(key) || (row > 0 && parts.length === 2 && told[table].size === 2)) return []
      const probability = estimate && rest && rest.respondents >= leastOfPart ? differenceTest(estimate, rest) : null
      return probability === null ? [] : [{ table, row, probability }]
    }),
  )
  const adjusted = holm(tests)
  return tables.map(({ key, parts }, table) => ({
    key,
    rows: parts.map((part, row): PlaceRow => {
      const { estimate, rest } = part
      const shown = estimate && told[table]?.has(part.key) ? estimate : null
      const asked = parts.length === 2 && told[table]?.size === 2 ? 0 : row
      const found = adjusted[tests.findIndex((test) => test.table === table && test.row === asked)] ?? 1
      return {
        key: part.key,
        label: part.label,
        respondents: part.respondents,
        index: shown?.hundredths ?? null,
        interval: shown && intervalOf(shown),
        comparison: shown && (found <= permittedError && rest ? beside(shown, rest) : 'unclear'),
      }
    }),
  }))
}

function beside(one: Estimate, rest: Estimate): Comparison {
  if (one.hundredths === rest.hundredths) return 'unclear'
  return one.share > rest.share ? 'higher' : 'lower'
}

function toldOf(parts: readonly Part[]): Set<string> {
  const rising = parts
    .filter(({ respondents }) => respondents > 0)
    .toSorted((one, other) => one.respondents - other.respondents || (one.key < other.key ? -1 : 1))
  let withheld = 0
  const left = rising.filter(({ respondents }) => {
    if (respondents >= leastOfPart && (withheld === 0 || withheld >= leastOfPart)) return true
    withheld += respondents
    return false
  })
  return new Set(left.map(({ key }) => key))
}
