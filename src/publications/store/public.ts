// SQL of the public pages: units as they are found, documents of a kind, promised actions, and what tells that something changed.

import { sql } from 'kysely'
import { build, type Database, prepare } from '../../database/database.ts'
import type { Quarter } from '../../units/rules/calendar.ts'

/** A unit as a citizen looks for it, whether it was ever published or not. */
export interface ListedUnit {
  readonly id: number
  readonly slug: string
  readonly name: string
  readonly kind: string
  readonly address: string
  readonly agency: string
  /** 1 once it has closed. */
  readonly closed: number
}

const unitRows = prepare<object, ListedUnit>(() => ({
  compile: () =>
    sql<ListedUnit>`select units.id, units.slug, units.name, units.kind, units.address, agencies.name as agency,
      exists(select 1 from closed_units where unit_id = units.id) as closed
      from units join agencies on agencies.id = units.agency_id order by agencies.name, units.name, units.id`.compile(
      build,
    ),
}))

/** Every unit, by agency and name; the same rows again while nothing but answers is written. */
export function listEveryUnit(database: Database): Promise<readonly ListedUnit[]> {
  return database.remembered(unitRows({}))
}

const documentsOfKind = prepare<{ editionId: number; kind: string; all: number }, { document: string }>((value) => ({
  compile: () =>
    sql<{ document: string }>`select edition_documents.document from edition_units
      join edition_documents on edition_documents.hash = edition_units.document_hash
      where edition_units.edition_id = ${value('editionId')}
        and (${value('all')} = 1 or edition_units.kind = ${value('kind')})
      order by edition_units.place`.compile(build),
}))

/** Documents of an edition's units of a kind, or of all. @param kind null for every kind. */
export async function listDocumentsOfKind(
  database: Database,
  editionId: number,
  kind: string | null,
): Promise<string[]> {
  const rows = await database.select<{ document: string }>(
    documentsOfKind({ editionId, kind: kind ?? '', all: kind === null ? 1 : 0 }),
  )
  return rows.map(({ document }) => document)
}

/** A published action with the unit that promised it. */
export interface ActionRow {
  readonly unitId: number
  readonly slug: string
  readonly unit: string
  readonly agency: string
  readonly agencySlug: string
  readonly quarter: Quarter
  /** `plan` of the edition's own result, `proof` of one before. */
  readonly part: 'plan' | 'proof'
  /** JSON of a `FollowUpDocument` or `ProofDocument`. */
  readonly action: string
}

// A document without actions is passed over by its text, which is canonical, since reading JSON is what would cost.
const actionRows = prepare<{ editions: string }, ActionRow>((value) => ({
  compile: () =>
    sql<ActionRow>`select units.unit_id as unitId, units.slug, units.name as unit, units.agency,
        units.agency_slug as agencySlug, editions.quarter, part.value ->> 0 as part, action.value as action
      from json_each(${value('editions')}) as chosen
      join editions on editions.id = chosen.value
      join edition_units as units on units.edition_id = editions.id
      join edition_documents on edition_documents.hash = units.document_hash
      join json_each('[["plan","$.rencana_tindak_lanjut"],["proof","$.pembuktian"]]') as part
      join json_each(edition_documents.document, part.value ->> 1) as action
      where instr(edition_documents.document, '"pembuktian":[]') = 0
        or instr(edition_documents.document, '"rencana_tindak_lanjut":[]') = 0
      order by editions.quarter desc, units.place, part.key, action.key`.compile(build),
}))

/** The actions of some editions, the newest quarter first; the same rows again while nothing is published. */
export function listActions(database: Database, editionIds: readonly number[]): Promise<readonly ActionRow[]> {
  return database.remembered(actionRows({ editions: JSON.stringify(editionIds) }))
}

/** What a public page of any kind depends on beside its own address. */
export interface Standing {
  readonly edition: number
  readonly followUpEvent: number
  readonly installation: string
}

const standingRow = prepare<object, Standing>(() => ({
  compile: () =>
    sql<Standing>`select (select coalesce(max(id), 0) from editions) as edition,
      (select coalesce(max(id), 0) from follow_up_events) as followUpEvent,
      (select json_group_object(key, value) from (select key, value from installation
        where key in ('government', 'demonstration', 'logo_version', 'zone', 'minimum_respondents') order by key)
      ) as installation`.compile(build),
}))

export function findStanding(database: Database): Promise<readonly Standing[]> {
  return database.remembered(standingRow({}))
}

const unitStanding = prepare<{ slug: string }, { unit: string }>((value) => ({
  compile: () =>
    sql<{ unit: string }>`select json_array(units.id, units.name, units.kind, units.address, agencies.name,
        (select closed_at from closed_units where unit_id = units.id),
        (select json_group_array(name) from (select name from services
          where unit_id = units.id and closed_at is null order by name))) as unit
      from units join agencies on agencies.id = units.agency_id where units.slug = ${value('slug')}`.compile(build),
}))

/** What the organisation says of a unit, as far as public pages repeat it; none for an unknown one. */
export function findUnitStanding(database: Database, slug: string): Promise<readonly { readonly unit: string }[]> {
  return database.remembered(unitStanding({ slug }))
}
