// SQL of what the open API and the files read beside lists: heads of editions, documents of a few units, promises of all.

import { sql } from 'kysely'
import { build, type Database, prepare } from '../../database/database.ts'
import type { Edition } from '../rules/document.ts'
import type { EditionUnitRow, UnitEdition } from '../store.ts'

/** What an edition says of the whole: without its list of units and of what a correction changed. */
export type EditionHead = Omit<Edition, 'unit' | 'perbedaan'>

const heads = prepare<{ ids: string }, { id: number; head: string }>((value) => ({
  compile: () =>
    sql<{ id: number; head: string }>`select id, json_remove(content, '$.unit', '$.perbedaan') as head
      from editions where id in (select value from json_each(${value('ids')}))`.compile(build),
}))

/** The heads of editions by id. */
export async function listHeads(
  database: Database,
  editionIds: readonly number[],
): Promise<ReadonlyMap<number, EditionHead>> {
  const rows = await database.remembered<{ id: number; head: string }>(heads({ ids: JSON.stringify(editionIds) }))
  return new Map(rows.map(({ id, head }) => [id, JSON.parse(head) as EditionHead]))
}

const elementRows = prepare<{ hashes: string }, { hash: string; elements: string }>((value) => ({
  compile: () =>
    sql<{ hash: string; elements: string }>`select hash, json_extract(document, '$.unsur') as elements
      from edition_documents where hash in (select value from json_each(${value('hashes')}))`.compile(build),
}))

/** The elements of documents as JSON, by the documents' hash. */
export async function listElements(
  database: Database,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await database.select<{ hash: string; elements: string }>(
    elementRows({ hashes: JSON.stringify(hashes) }),
  )
  return new Map(rows.map(({ hash, elements }) => [hash, elements]))
}

/** What a unit promised and what became of earlier promises, as JSON lists. */
export interface PromisesRow {
  readonly place: number
  readonly plans: string
  readonly proofs: string
}

const promises = prepare<{ editionId: number }, PromisesRow>((value) => ({
  compile: () =>
    sql<PromisesRow>`select place, plans, proofs from (
        select edition_units.place,
          json_extract(document, '$.rencana_tindak_lanjut') as plans, json_extract(document, '$.pembuktian') as proofs
        from edition_units join edition_documents on edition_documents.hash = edition_units.document_hash
        where edition_units.edition_id = ${value('editionId')}
      ) where plans <> '[]' or proofs <> '[]' order by place`.compile(build),
}))

/** The promises of every unit of an edition that has any, in its order; the same rows again while nothing is published. */
export function listPromises(database: Database, editionId: number): Promise<readonly PromisesRow[]> {
  return database.remembered(promises({ editionId }))
}

const departed = prepare<{ newest: number; standing: string }, UnitEdition>((value) => ({
  compile: () =>
    sql<UnitEdition>`select edition_units.*, editions.quarter, editions.number, editions.published_at, editions.reason
      from units
      join edition_units on edition_units.unit_id = units.id
      join editions on editions.id = edition_units.edition_id
      where not exists (
          select 1 from edition_units as there where there.edition_id = ${value('newest')} and there.unit_id = units.id
        )
        and edition_units.edition_id in (select value from json_each(${value('standing')}))
      order by edition_units.agency, edition_units.name, editions.quarter desc`.compile(build),
}))

/** Units that the newest edition no longer has, each as the newest of the standing editions that has it. */
export async function listDeparted(
  database: Database,
  newestId: number,
  standingIds: readonly number[],
): Promise<UnitEdition[]> {
  const rows = await database.remembered<UnitEdition>(
    departed({ newest: newestId, standing: JSON.stringify(standingIds) }),
  )
  const newest = new Map<number, UnitEdition>()
  for (const row of rows) {
    const known = newest.get(row.unit_id)
    if (!known || known.quarter < row.quarter) newest.set(row.unit_id, row)
  }
  return Array.from(newest.values())
}

const unitRow = prepare<{ editionId: number; slug: string }, EditionUnitRow>((value) =>
  build
    .selectFrom('edition_units')
    .where('slug', '=', value('slug'))
    .where('edition_id', '=', value('editionId'))
    .selectAll(),
)

/** A unit of an edition by the address it had then. */
export async function findEditionUnit(
  database: Database,
  editionId: number,
  slug: string,
): Promise<EditionUnitRow | undefined> {
  const [row] = await database.remembered<EditionUnitRow>(unitRow({ editionId, slug }))
  return row
}
