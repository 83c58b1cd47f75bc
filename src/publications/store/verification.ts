// SQL of the check of publications: every row as it is stored, never as it is remembered, and what came in after it was counted.

import { build, type Database, prepare } from '../../database/database.ts'
import type { Tables } from '../../database/tables.ts'
import { type Quarter, quarterDays } from '../../units/rules/calendar.ts'

export type StoredEdition = Omit<Tables['editions'], 'id'> & { readonly id: number }

/** Numbers of all editions, in the order of their publication. */
export async function listEditionNumbers(database: Database): Promise<number[]> {
  const rows = await database.read.selectFrom('editions').select('id').orderBy('id').execute()
  return rows.map(({ id }) => id)
}

/** An edition with all that is stored of it. */
export async function findStoredEdition(database: Database, id: number): Promise<StoredEdition | undefined> {
  return database.read.selectFrom('editions').selectAll().where('id', '=', id).executeTakeFirst()
}

/** A unit of an edition with its document; `owner` is the unit that has its address now. Null where there is none. */
export type StoredUnit = Tables['edition_units'] & { readonly document: string | null; readonly owner: number | null }

const inOneRead = 100

const unitRows = prepare<{ editionId: number; after: number }, StoredUnit>((value) =>
  build
    .selectFrom('edition_units')
    .leftJoin('edition_documents', 'edition_documents.hash', 'edition_units.document_hash')
    .leftJoin('units', 'units.slug', 'edition_units.slug')
    .where('edition_id', '=', value('editionId'))
    .where('place', '>', value('after'))
    .orderBy('place')
    .limit(inOneRead)
    .selectAll('edition_units')
    .select(['edition_documents.document', 'units.id as owner']),
)

/** The units of an edition in its order, in bounded memory: a few at a time. */
export async function* listStoredUnits(database: Database, editionId: number): AsyncGenerator<StoredUnit> {
  for (let after = -1; ; ) {
    const rows = await database.select<StoredUnit>(unitRows({ editionId, after }))
    yield* rows
    const last = rows.at(-1)
    if (!last || rows.length < inOneRead) return
    after = last.place
  }
}

/** What is stored of a unit's answers to a quarter, apart from its tallies. */
export interface StoredCounts {
  readonly unitId: number
  /** Answers as far as the edition counts them, those left out included. */
  readonly received: number
  /** Answers that are left out now. */
  readonly excluded: number
  /** Answers, and decisions to leave some out or take them back, that came after the edition. */
  readonly later: number
}

/** @param until the last answer and the last exclusion that an edition counts. */
export async function countStored(
  database: Database,
  quarter: Quarter,
  until: { readonly response: number; readonly exclusion: number },
): Promise<StoredCounts[]> {
  const { first, last } = quarterDays(quarter)
  // Naming the units lets the key that begins with them be used.
  const answers = `select unit_id, sum(id <= ?) as received, sum(id > ?) as late from responses
    where unit_id in (select id from units) and day between ? and ? group by unit_id`
  const decisions = `select unit_id, count(*) as decided from exclusion_events where id > ?
    and (exists (select 1 from responses where responses.id = response_id and day between ? and ?)
      or exists (select 1 from responses where responses.import_id = exclusion_events.import_id and day between ? and ?))
    group by unit_id`
  return database.select<StoredCounts>({
    sql: `select answered.unit_id as unitId, received, late + coalesce(decided, 0) as later,
        (select count(*) from excluded_responses where quarter = ? and excluded_responses.unit_id = answered.unit_id)
          as excluded
      from (${answers}) as answered left join (${decisions}) as decisions using (unit_id)`,
    parameters: [quarter, until.response, until.response, first, last, until.exclusion, first, last, first, last],
  })
}
