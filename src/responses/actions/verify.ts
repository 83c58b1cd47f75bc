// Recomputes every tally from the raw answers and tells where a stored one differs.

import type { Database, LocalDatabase, Value } from '../../database/database.ts'
import { elementColumns, type OfficialElement, profileColumns } from '../../database/tables.ts'
import { ruleBooks, scoreUnit } from '../../surveys/rules.ts'
import { type LocalDay, quarterOf } from '../../units/rules/calendar.ts'
import { ownMeanUnit } from '../rules/tally.ts'
import {
  type ItemSpan,
  listAddedQuestions,
  profileGroups,
  readDay,
  type Span,
  streamItemTallies,
  streamResponses,
  streamWideTallies,
  type TalliedRow,
  tallyTables,
  wideElements,
  wideSumsOf,
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

/** Reads every response once, excluded ones left out. @returns how many count, and every difference; none when all agree exactly. */
export async function verifyTallies(
  database: LocalDatabase,
): Promise<{ responses: number; differences: Difference[] }> {
  const { responses, ...all } = recompute(streamResponses(database), await slotsOfQuestions(database))
  return {
    responses,
    differences: [
      ...compareWide(streamWideTallies(database, 'cell'), 'cell', all.cells.wide),
      ...compareItems(streamItemTallies(database, 'cell'), 'cell', all.cells),
      ...compareWide(streamWideTallies(database, 'quarter'), 'quarter', all.quarters.wide),
      ...compareItems(streamItemTallies(database, 'quarter'), 'quarter', all.quarters),
      ...compareWide(streamWideTallies(database, 'day'), 'day', all.days),
      ...compareProfiles(streamWideTallies(database, 'profile'), all.profiles),
    ],
  }
}

/** The same for the answers of one local day, and on either engine. */
export async function verifyDay(
  database: Database,
  day: LocalDay,
): Promise<{ responses: number; differences: Difference[] }> {
  const stored = await readDay(database, day)
  const { cells, days, responses } = recompute(stored.responses, await slotsOfQuestions(database))
  return {
    responses,
    differences: [
      ...compareWide(stored.cells, 'cell', cells.wide),
      ...compareItems(stored.items, 'cell', cells),
      ...compareWide(stored.days, 'day', days),
    ],
  }
}

// Every sum that either span keeps, in the order of a quarter's wide row: the heads, then five of each of the nine elements.
type Sums = Float64Array<ArrayBuffer>
const allSums = wideSumsOf('quarter')
const headsLength = allSums.indexOf(`${elementColumns[wideElements[0] as OfficialElement]}_count`)
const itemSums = tallyTables.quarter.measures
const ownMeansLength = wideSumsOf('day').length
const profileSums = wideSumsOf('profile')
// Where a category's respondents stand among the sums of a profile; their own means come next.
const profilePlaces = new Map(profileGroups.map(({ name }, place) => [name, 2 * place]))
const profileOrder = Object.keys(profileColumns).filter((name) => name !== 'channel' && name !== 'hour')

interface Recomputed {
  readonly wide: Map<string, Sums>
  /** By place and item: the sums of what has rows of its own. */
  readonly items: Map<string, Sums>
}

/** Where a question counts: its element's place among the nine, or a further item, which is part of the index or not. */
type Slot = number | { readonly item: string; readonly counts: boolean }

interface Worth {
  readonly ownMean: number
  readonly scores: readonly (readonly [Slot, number])[]
}

// Written apart from the rules that tally a submission, so that one cannot hide the other's mistake.
function recompute(rows: Iterable<TalliedRow>, slots: ReadonlyMap<string, Slot>) {
  const cells: Recomputed = { wide: new Map(), items: new Map() }
  const quarters: Recomputed = { wide: new Map(), items: new Map() }
  const days = new Map<string, Sums>()
  const profiles = new Map<string, Sums>()
  const worthOf = worths(slots)
  let responses = 0
  for (const [unit, day, service, counter, channel, answers, ...said] of rows) {
    responses += 1
    const worth = worthOf(answers)
    const quarter = `${quarterOf(day)} ${unit}`
    add(cells, `${unit} ${day} ${service} ${counter} ${channel}`, worth)
    add(quarters, quarter, worth)
    addOwnMean(sumsAt(days, `${unit} ${day}`, ownMeansLength), worth)
    addProfile(sumsAt(profiles, quarter, profileSums.length), channel, said, worth)
  }
  return { cells, quarters, days, profiles, responses }
}

function addProfile(sums: Sums, channel: string, said: readonly (string | number | null)[], { ownMean }: Worth): void {
  const hour = said.at(-1)
  const band = typeof hour !== 'number' ? null : hour < 12 ? 'morning' : hour < 17 ? 'afternoon' : 'evening'
  const names = profileOrder.map((dimension, place) => `${dimension} ${said[place]}`)
  for (const name of [...names, `channel ${channel}`, `hour ${band}`]) {
    const place = profilePlaces.get(name)
    if (place === undefined) continue
    sums[place] = (sums[place] as number) + 1
    sums[place + 1] = (sums[place + 1] as number) + ownMean
  }
}

function addOwnMean(sums: Sums, { ownMean }: Worth): void {
  sums[0] = (sums[0] as number) + 1
  sums[1] = (sums[1] as number) + ownMean
  sums[2] = (sums[2] as number) + ownMean * ownMean
}

function add({ wide, items }: Recomputed, place: string, worth: Worth): void {
  const { ownMean, scores } = worth
  const sums = sumsAt(wide, place, allSums.length)
  addOwnMean(sums, worth)
  for (const [slot, score] of scores) {
    if (typeof slot === 'number') count(sums, headsLength + itemSums.length * slot, score, ownMean)
    else count(sumsAt(items, `${place} ${slot.item}`, itemSums.length), 0, score, ownMean)
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

function count(sums: Sums, from: number, score: number, ownMean: number): void {
  sums[from] = (sums[from] as number) + 1
  sums[from + 1] = (sums[from + 1] as number) + score
  sums[from + 2] = (sums[from + 2] as number) + score ** 2
  sums[from + 3] = (sums[from + 3] as number) + score ** 3
  sums[from + 4] = (sums[from + 4] as number) + score * ownMean
}

// Many respondents give the same answers, so each set of them is worked out once.
function worths(slots: ReadonlyMap<string, Slot>) {
  const known = new Map<string, Worth>()
  return (answers: string) => {
    let worth = known.get(answers)
    if (!worth) {
      if (known.size >= 50_000) known.clear()
      worth = workOut(answers, slots)
      known.set(answers, worth)
    }
    return worth
  }
}

function workOut(stored: string, slots: ReadonlyMap<string, Slot>): Worth {
  const given = new Map<Slot, number[]>()
  for (const [question, answer] of Object.entries(JSON.parse(stored) as Record<string, number>)) {
    const slot = slots.get(question) ?? { item: `question ${question}`, counts: false }
    const answers = given.get(slot)
    if (answers) answers.push(answer)
    else given.set(slot, [answer])
  }
  const scores = Array.from(given, ([slot, answers]) => [slot, (scoreUnit * total(answers)) / answers.length] as const)
  const counted = scores.filter(([slot]) => typeof slot === 'number' || slot.counts).map(([, score]) => score)
  const ownMean = counted.length === 0 ? 0 : Math.round((ownMeanUnit * total(counted)) / (scoreUnit * counted.length))
  return { ownMean, scores }
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0)
}

async function slotsOfQuestions(database: Database): Promise<Map<string, Slot>> {
  const slots = new Map<string, Slot>()
  for (const { questions } of ruleBooks) {
    for (const { id, element, integrityItem } of questions) {
      const place = wideElements.indexOf(element as OfficialElement)
      slots.set(String(id), place >= 0 ? place : { item: integrityItem as string, counts: false })
    }
  }
  for (const { id, key } of await listAddedQuestions(database)) slots.set(String(id), { item: key, counts: true })
  return slots
}

function compareWide(
  rows: Iterable<readonly Value[]>,
  span: Exclude<Span, 'profile'>,
  sums: Map<string, Sums>,
): Iterable<Difference> {
  const { wide: table, keys } = tallyTables[span]
  return compare({ table, keys: keys.length, names: wideSumsOf(span), all: allSums }, rows, sums)
}

function compareProfiles(rows: Iterable<readonly Value[]>, sums: Map<string, Sums>): Iterable<Difference> {
  const { wide: table, keys } = tallyTables.profile
  return compare({ table, keys: keys.length, names: profileSums, all: profileSums }, rows, sums)
}

function compareItems(rows: Iterable<readonly Value[]>, span: ItemSpan, { items }: Recomputed): Iterable<Difference> {
  const { items: table, keys, measures } = tallyTables[span]
  return compare({ table, keys: keys.length + 1, names: measures, all: itemSums }, rows, items)
}

/** A table as it is compared: how many columns name a row, which sums it has, and where those lie among the recomputed. */
interface Layout {
  readonly table: string
  readonly keys: number
  readonly names: readonly string[]
  readonly all: readonly string[]
}

function* compare(layout: Layout, rows: Iterable<readonly Value[]>, right: Map<string, Sums>): Iterable<Difference> {
  const { keys, names, all } = layout
  const places = names.map((name) => all.indexOf(name))
  const nothing = new Float64Array(all.length)
  for (const row of rows) {
    const place = row.slice(0, keys).join(' ')
    yield* differences(layout, places, place, row.slice(keys), right.get(place) ?? nothing)
    right.delete(place)
  }
  for (const [place, sums] of right) yield* differences(layout, places, place, [], sums)
}

function* differences(
  { table, names }: Layout,
  places: readonly number[],
  place: string,
  row: readonly Value[],
  right: Sums,
): Iterable<Difference> {
  for (let at = 0; at < places.length; at++) {
    const stored = row[at] ?? 0
    const recomputed = right[places[at] as number]
    if (stored === recomputed) continue
    yield { table, place, what: names[at] as string, stored: String(stored), recomputed: String(recomputed) }
  }
}
