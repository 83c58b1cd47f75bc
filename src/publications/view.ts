// What the public pages look up: frozen editions, and of the organisation only what helps to find a unit.

import type { Database } from '../database/database.ts'
import type { EventKind } from '../followups/rules/course.ts'
import { type Evidence, listFollowUps, listPublicEvents, type PublicEvent } from '../followups/store.ts'
import { compareUnits, mostCompared, together } from '../ikm/rules/comparison.ts'
import type { Quarter } from '../units/rules/calendar.ts'
import { findUnit, listServices } from '../units/store.ts'
import { everyKind } from './forms.ts'
import { type ActionChoice, actionsOf, chosenActions, countActions, type PublicAction } from './rules/actions.ts'
import type { Edition, UnitDocument } from './rules/document.ts'
import { bookOf, readCompared, readUnit, summaryStates } from './rules/readback.ts'
import { listActions, listDocumentsOfKind, listEveryUnit } from './store/public.ts'
import {
  type EditionRow,
  type EditionUnitRow,
  findContent,
  findDocument,
  listEditionUnits,
  listStandingEditions,
  listUnitEditions,
  type UnitEdition,
} from './store.ts'

const quartersShown = 8
/** Older editions in which a unit that the newest does not hold is looked for. */
const editionsSearched = 8

/** Every unit that fits a search, by agency, with what was last published of it; and the city's own figures. */
export async function viewHome(database: Database, search: string) {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  const [units, editions] = await Promise.all([listEveryUnit(database), listStandingEditions(database)])
  const published = await latestOfUnits(database, editions.slice(0, editionsSearched), units.length)
  // A closed unit is found only for what was published of it.
  const listed = units.filter(({ id, closed }) => closed === 0 || published.has(id))
  const found = listed.filter(({ name, kind, address, agency }) => {
    const text = `${name} ${kind} ${address} ${agency}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
  const agencies = Map.groupBy(
    found.map((unit) => ({ ...unit, latest: published.get(unit.id) ?? null })),
    ({ agency }) => agency,
  )
  const [newest] = editions
  return {
    search,
    total: listed.length,
    agencies: Array.from(agencies, ([name, of]) => ({ name, units: of })),
    /** Of the newest published quarter; null before the first. */
    city: newest ? { edition: newest, content: await readContent(database, newest) } : null,
    /** The newest first. */
    quarters: editions.map(({ quarter }) => quarter),
  }
}

export type HomeView = Awaited<ReturnType<typeof viewHome>>

interface LatestOfUnit {
  readonly quarter: Quarter
  readonly row: EditionUnitRow
}

async function latestOfUnits(database: Database, editions: readonly EditionRow[], units: number) {
  const latest = new Map<number, LatestOfUnit>()
  for (const { id, quarter } of editions) {
    for (const row of await listEditionUnits(database, id)) {
      if (!latest.has(row.unit_id)) latest.set(row.unit_id, { quarter, row })
    }
    if (latest.size >= units) break
  }
  return latest
}

const contents = new WeakMap<object, Edition>()

/** The signed content of an edition, read once while it is remembered. */
async function readContent(database: Database, edition: EditionRow): Promise<Edition> {
  let content = contents.get(edition)
  if (!content) {
    content = JSON.parse(await findContent(database, edition.id)) as Edition
    contents.set(edition, content)
  }
  return content
}

/** The latest standing document of a unit, as it was signed; undefined for an unknown slug, null where none was published. */
export async function findLatestDocument(database: Database, slug: string): Promise<string | null | undefined> {
  const history = await listUnitEditions(database, slug)
  const latest = standingOf(history).at(-1)
  if (latest) return findDocument(database, latest.document_hash)
  return (await findUnit(database, slug)) ? null : undefined
}

/** Everything the public page of a unit shows; undefined for an unknown slug. */
export async function viewPublicUnit(database: Database, slug: string) {
  const [unit, history] = await Promise.all([findUnit(database, slug), listUnitEditions(database, slug)])
  if (!unit) return undefined
  const standing = standingOf(history)
  const latest = standing.at(-1)
  if (!latest) {
    const [services, [newest]] = await Promise.all([listServices(database, unit.id), listStandingEditions(database)])
    return { unit, services, newest: newest?.quarter ?? null, result: null }
  }
  const document = JSON.parse(await findDocument(database, latest.document_hash)) as UnitDocument
  const promised = [...document.rencana_tindak_lanjut, ...document.pembuktian]
  return {
    unit,
    result: {
      document,
      progress: await listProgress(
        database,
        promised.map(({ nomor }) => ({ nomor, unitId: unit.id, since: latest.published_at })),
      ),
      read: readUnit(document),
      edition: latest,
      trend: standing.slice(-quartersShown).map(trendPoint),
      corrections: correctionsOf(history),
    },
  }
}

type PublicUnitView = NonNullable<Awaited<ReturnType<typeof viewPublicUnit>>>
export type UnpublishedView = Extract<PublicUnitView, { readonly result: null }>
export type PublishedView = Exclude<PublicUnitView, UnpublishedView>

/** Of each quarter the edition that holds, in order of time. @param history in order of quarter and number. */
function standingOf(history: readonly UnitEdition[]): UnitEdition[] {
  return history.filter(({ quarter }, place) => history[place + 1]?.quarter !== quarter)
}

function trendPoint({ quarter, state, ikm, low, high, grade, performance, respondents }: UnitEdition) {
  return {
    quarter,
    summary: {
      ikm,
      respondents,
      state: summaryStates[state as keyof typeof summaryStates],
      grade: grade === null ? null : { grade, performance: performance ?? '' },
    },
    interval: low === null || high === null ? null : { low, high },
  }
}

/** A correction that changed what was published of the unit. */
export interface UnitCorrection {
  readonly quarter: Quarter
  readonly number: number
  readonly publishedAt: number
  readonly reason: string
  readonly before: Pick<UnitEdition, 'ikm' | 'grade' | 'respondents'>
  readonly after: Pick<UnitEdition, 'ikm' | 'grade' | 'respondents'>
}

function correctionsOf(history: readonly UnitEdition[]): UnitCorrection[] {
  return history
    .flatMap((edition, place): UnitCorrection[] => {
      const before = history[place - 1]
      if (before?.quarter !== edition.quarter || edition.reason === null) return []
      if (before.document_hash === edition.document_hash) return []
      const { quarter, number, published_at: publishedAt, reason } = edition
      return [{ quarter, number, publishedAt, reason, before, after: edition }]
    })
    .toReversed()
}

export interface ComparisonChoice {
  /** Undefined where none was asked for, null where what was asked for is no quarter. */
  readonly quarter: Quarter | null | undefined
  readonly kind: string | undefined
}

/**
 * Everything the page of the comparison shows. A quarter or a kind that is not offered is replaced by the default: the
 * quarter published last, the kind with the most units.
 */
export async function viewComparison(database: Database, choice: ComparisonChoice) {
  const editions = await listStandingEditions(database)
  const edition = editions.find(({ quarter }) => quarter === choice.quarter) ?? editions[0]
  if (!edition) return { edition: null, total: (await listEveryUnit(database)).length }
  const units = await listEditionUnits(database, edition.id)
  const kinds = kindsOf(units)
  const everyKindOffered = kinds.length > 1 && units.length <= mostCompared
  const askedForAll = choice.kind === everyKind && everyKindOffered
  const kind = askedForAll ? null : (kinds.find(({ name }) => name === choice.kind)?.name ?? kinds[0]?.name ?? '')
  const documents = await listDocumentsOfKind(database, edition.id, kind)
  const shown = documents.map((text) => {
    const document = JSON.parse(text) as UnitDocument
    return {
      slug: document.kode_unit,
      name: document.nama_unit,
      kind: document.jenis,
      questionnaire: questionnaireOf(document),
      ...readCompared(document),
    }
  })
  return {
    edition,
    quarter: edition.quarter,
    /** The newest first. */
    quarters: editions.map(({ quarter }) => quarter),
    /** Those with the most units first. */
    kinds,
    /** Null for every kind. */
    kind,
    everyKindOffered,
    total: units.length,
    quarterReplaced: choice.quarter !== undefined && choice.quarter !== edition.quarter,
    kindReplaced: choice.kind !== undefined && choice.kind !== (kind ?? everyKind),
    ...compareUnits(shown),
    together: together(shown),
  }
}

export type ComparisonView = Exclude<Awaited<ReturnType<typeof viewComparison>>, { readonly edition: null }>

function kindsOf(units: readonly { readonly kind: string }[]) {
  return Array.from(
    Map.groupBy(units, ({ kind }) => kind),
    ([name, of]) => ({ name, units: of.length }),
  ).toSorted((one, other) => other.units - one.units || (one.name < other.name ? -1 : 1))
}

function questionnaireOf(document: UnitDocument): string {
  const book = bookOf(document)
  const added = document.unsur.length - book.elements.length
  return added > 0 ? `${book.name} dengan ${added} unsur tambahan` : book.name
}

const actionsOnPage = 20
/** Editions whose promises are listed; older ones are read on their own pages. */
const editionsListed = 8

/** The promised actions that fit, a page of them, with what there is to choose from. */
export async function viewActions(database: Database, choice: ActionChoice & { readonly halaman: number }) {
  const editions = await listStandingEditions(database)
  const rows = await listActions(
    database,
    editions.slice(0, editionsListed).map(({ id }) => id),
  )
  const all = knownActions(rows)
  const found = chosenActions(all, choice)
  const pages = Math.max(1, Math.ceil(found.length / actionsOnPage))
  const page = Math.min(choice.halaman, pages)
  const actions = found.slice((page - 1) * actionsOnPage, page * actionsOnPage)
  const publishedAt = new Map(editions.map(({ quarter, published_at: at }) => [quarter, at]))
  return {
    choice,
    published: editions.length > 0,
    all: all.length,
    found: found.length,
    counts: countActions(found),
    page,
    pages,
    actions,
    progress: await listProgress(
      database,
      actions.map(({ nomor, unitId, told }) => ({ nomor, unitId, since: publishedAt.get(told) ?? 0 })),
    ),
    units: namesOf(all, ({ unit }) => [unit.slug, unit.name]),
    agencies: namesOf(all, ({ unit }) => [unit.agencySlug, unit.agency]),
  }
}

export type ActionsView = Awaited<ReturnType<typeof viewActions>>

/** What has happened with a published action since its edition, and what shows that it was done. */
export interface Progress {
  readonly events: readonly PublicEvent[]
  readonly evidence: readonly Evidence[]
}

const toldLater: readonly EventKind[] = ['started', 'noted', 'finished', 'cancelled', 'reopened']

/**
 * By number of the action. Promises are public once they were published; their later course is told as it goes on, from
 * events that nobody can change.
 */
export async function listProgress(
  database: Database,
  actions: readonly { readonly nomor: number; readonly unitId: number; readonly since: number }[],
): Promise<ReadonlyMap<number, Progress>> {
  if (actions.length === 0) return new Map()
  const choice = { quarterUntil: 99_994, unitIds: Array.from(new Set(actions.map(({ unitId }) => unitId))) }
  const [events, followUps] = await Promise.all([listPublicEvents(database, choice), listFollowUps(database, choice)])
  const eventsOf = Map.groupBy(events, ({ followUpId }) => followUpId)
  const evidenceOf = new Map(followUps.map(({ id, evidence }) => [id, evidence]))
  return new Map(
    actions.map(({ nomor, since }) => [
      nomor,
      {
        events: (eventsOf.get(nomor) ?? []).filter(({ kind, at }) => at > since && toldLater.includes(kind)),
        evidence: evidenceOf.get(nomor) ?? [],
      },
    ]),
  )
}

/** True where an action was published, in whatever edition of the last ones. */
export async function isPublished(database: Database, actionId: number): Promise<boolean> {
  const editions = await listStandingEditions(database)
  const rows = await listActions(
    database,
    editions.slice(0, editionsListed).map(({ id }) => id),
  )
  return knownActions(rows).some(({ nomor }) => nomor === actionId)
}

const known = new WeakMap<object, readonly PublicAction[]>()

function knownActions(rows: Awaited<ReturnType<typeof listActions>>): readonly PublicAction[] {
  let actions = known.get(rows)
  if (!actions) {
    actions = actionsOf(rows)
    known.set(rows, actions)
  }
  return actions
}

function namesOf(actions: readonly PublicAction[], nameOf: (action: PublicAction) => readonly [string, string]) {
  return Array.from(new Map(actions.map(nameOf)), ([slug, name]) => ({ slug, name })).toSorted((one, other) =>
    one.name < other.name ? -1 : 1,
  )
}
