// Recomputes every tally from the raw answers and tells where a stored one differs.

import type { Database, LocalDatabase, Value } from '../../database/database.ts'
import type { OfficialElement } from '../../database/tables.ts'
import { ruleBooks, scoreUnit } from '../../surveys/rules.ts'
import { type LocalDay, quarterOf } from '../../units/rules/calendar.ts'
import {
  listAddedQuestions,
  readDay,
  streamItemTallies,
  streamResponses,
  streamWideTallies,
  type TalliedRow,
  tallyTables,
  wideElements,
} from '../store.ts'

/** A tally that is not what its answers give. */
export interface Difference {
  readonly table: string
  /** The columns that name the row: unit, day, service, counter, channel; or quarter, unit; then the item where it has rows of its own. */
  readonly place: string
  /** `respondents`, or an element's or item's count, sum and squares. */
  readonly what: string
  readonly stored: string
  readonly recomputed: string
}

/** Reads every response once. @returns how many there are, and every difference; none when all agree exactly. */
export async function verifyTallies(
  database: LocalDatabase,
): Promise<{ responses: number; differences: Difference[] }> {
  const { cells, quarters, responses } = recompute(streamResponses(database), await slotsOfQuestions(database))
  return {
    responses,
    differences: [
      ...compareWide(streamWideTallies(database, 'cell'), 'cell', cells),
      ...compareItems(streamItemTallies(database, 'cell'), 'cell', cells),
      ...compareWide(streamWideTallies(database, 'quarter'), 'quarter', quarters),
      ...compareItems(streamItemTallies(database, 'quarter'), 'quarter', quarters),
    ],
  }
}

/** The same for the answers of one local day, and on either engine. */
export async function verifyDay(
  database: Database,
  day: LocalDay,
): Promise<{ responses: number; differences: Difference[] }> {
  const stored = await readDay(database, day)
  const { cells, responses } = recompute(stored.responses, await slotsOfQuestions(database))
  return {
    responses,
    differences: [...compareWide(stored.wide, 'cell', cells), ...compareItems(stored.items, 'cell', cells)],
  }
}

// Respondents first, then count, sum and squares of each of the nine elements: the order of a wide row.
type Sums = Float64Array<ArrayBuffer>
const sumsLength = 1 + 3 * wideElements.length

interface Recomputed {
  readonly wide: Map<string, Sums>
  /** By place and item: count, sum and squares of what has rows of its own. */
  readonly items: Map<string, Sums>
}

/** Where a question counts: the place of its element in the wide row, or the name of its further item. */
type Slot = number | string

// Written apart from the rules that tally a submission, so that one cannot hide the other's mistake.
function recompute(rows: Iterable<TalliedRow>, slots: ReadonlyMap<string, Slot>) {
  const cells: Recomputed = { wide: new Map(), items: new Map() }
  const quarters: Recomputed = { wide: new Map(), items: new Map() }
  const score = scoresOf(slots)
  let responses = 0
  for (const [unit, day, service, counter, channel, answers] of rows) {
    responses += 1
    const cell = `${unit} ${day} ${service} ${counter} ${channel}`
    const quarter = `${quarterOf(day)} ${unit}`
    const scores = score(answers)
    add(cells, cell, scores)
    add(quarters, quarter, scores)
  }
  return { cells, quarters, responses }
}

function add({ wide, items }: Recomputed, place: string, scores: readonly (readonly [Slot, number])[]): void {
  const sums = sumsAt(wide, place, sumsLength)
  sums[0] = (sums[0] as number) + 1
  for (const [slot, score] of scores) {
    if (typeof slot === 'number') count(sums, slot, score)
    else count(sumsAt(items, `${place} ${slot}`, 3), 0, score)
  }
}

function sumsAt(places: Map<string, Sums>, place: string, length: number): Sums {
  let sums = places.get(place)
  if (!sums) {
    sums = new Float64Array(length)
    places.set(place, sums)
  }
  return sums
}

function count(sums: Sums, from: number, score: number): void {
  sums[from] = (sums[from] as number) + 1
  sums[from + 1] = (sums[from + 1] as number) + score
  sums[from + 2] = (sums[from + 2] as number) + score * score
}

// Many respondents give the same answers, so each set of them is worked out once.
function scoresOf(slots: ReadonlyMap<string, Slot>) {
  const known = new Map<string, (readonly [Slot, number])[]>()
  return (answers: string) => {
    let scores = known.get(answers)
    if (!scores) {
      if (known.size >= 50_000) known.clear()
      scores = workOut(answers, slots)
      known.set(answers, scores)
    }
    return scores
  }
}

function workOut(stored: string, slots: ReadonlyMap<string, Slot>): (readonly [Slot, number])[] {
  const given = new Map<Slot, number[]>()
  for (const [question, answer] of Object.entries(JSON.parse(stored) as Record<string, number>)) {
    const slot = slots.get(question) ?? `question ${question}`
    const answers = given.get(slot)
    if (answers) answers.push(answer)
    else given.set(slot, [answer])
  }
  return Array.from(given, ([slot, answers]) => [
    slot,
    (scoreUnit * answers.reduce((sum, one) => sum + one, 0)) / answers.length,
  ])
}

async function slotsOfQuestions(database: Database): Promise<Map<string, Slot>> {
  const slots = new Map<string, Slot>()
  for (const { questions } of ruleBooks) {
    for (const { id, element, integrityItem } of questions) {
      const place = wideElements.indexOf(element as OfficialElement)
      slots.set(String(id), place >= 0 ? 1 + 3 * place : ((element ?? integrityItem) as string))
    }
  }
  for (const { id, key } of await listAddedQuestions(database)) slots.set(String(id), key)
  return slots
}

function* compareWide(
  rows: Iterable<readonly Value[]>,
  span: keyof typeof tallyTables,
  { wide }: Recomputed,
): Iterable<Difference> {
  const { wide: table, keys } = tallyTables[span]
  for (const row of rows) {
    const place = row.slice(0, keys.length).join(' ')
    yield* differences(table, place, row, keys.length, wide.get(place) ?? new Float64Array(sumsLength))
    wide.delete(place)
  }
  for (const [place, right] of wide) yield* differences(table, place, [], 0, right)
}

function* compareItems(
  rows: Iterable<readonly Value[]>,
  span: keyof typeof tallyTables,
  { items }: Recomputed,
): Iterable<Difference> {
  const { items: table, keys } = tallyTables[span]
  for (const row of rows) {
    const place = row.slice(0, keys.length + 1).join(' ')
    yield* differences(table, place, row, keys.length + 1, items.get(place) ?? new Float64Array(3))
    items.delete(place)
  }
  for (const [place, right] of items) yield* differences(table, place, [], 0, right)
}

function* differences(
  table: string,
  place: string,
  row: readonly Value[],
  from: number,
  right: Sums,
): Iterable<Difference> {
  for (let at = 0; at < right.length; at++) {
    const stored = row[from + at] ?? 0
    if (stored === right[at]) continue
    yield { table, place, what: sumName(right.length, at), stored: String(stored), recomputed: String(right[at]) }
  }
}

function sumName(length: number, at: number): string {
  if (length === sumsLength && at === 0) return 'respondents'
  const place = length === sumsLength ? at - 1 : at
  const measure = ['count', 'sum', 'squares'][place % 3]
  return length === sumsLength ? `${wideElements[Math.floor(place / 3)]} ${measure}` : `${measure}`
}
