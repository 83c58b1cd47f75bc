// SQL of agencies at the desk: with how many units each has, added, renamed, closed, removed.

import { sql } from 'kysely'
import { build, type Change, change, type Database, mustHold } from '../../database/database.ts'

/** Every agency by name, with the number of its units and how many of these are open. */
export function listAgencies(database: Database) {
  return agencies(database).orderBy('agencies.name').orderBy('agencies.id').execute()
}

export function findAgencyById(database: Database, id: number) {
  return agencies(database).where('agencies.id', '=', id).executeTakeFirst()
}

function agencies(database: Database) {
  return database.read
    .selectFrom('agencies')
    .leftJoin('closed_agencies as closed', 'closed.agency_id', 'agencies.id')
    .select(['agencies.id', 'agencies.slug', 'agencies.name', 'closed.closed_at'])
    .select([
      sql<number>`(select count(*) from units where agency_id = agencies.id)`.as('units'),
      sql<number>`(select count(*) from units where agency_id = agencies.id
        and not exists (select 1 from closed_units where unit_id = units.id))`.as('open_units'),
    ])
}

export function renameAgency(id: number, name: string): Change {
  return change(build.updateTable('agencies').set({ name }).where('id', '=', id))
}

/** Refused while one of its units is open. */
export function closeAgency(id: number, at: number): Change[] {
  return [
    mustHold({
      sql: `select 1 where not exists (select 1 from units where agency_id = ?
        and not exists (select 1 from closed_units where unit_id = units.id))`,
      parameters: [id],
    }),
    change(build.insertInto('closed_agencies').values({ agency_id: id, closed_at: at })),
  ]
}

export function reopenAgency(id: number): Change {
  return change(build.deleteFrom('closed_agencies').where('agency_id', '=', id))
}

/** Refused by its references while it has units, or anybody a right over it. */
export function removeAgency(id: number): Change[] {
  return [reopenAgency(id), change(build.deleteFrom('agencies').where('id', '=', id))]
}

/** Refuses the commit unless the agency is there and open. */
export function agencyMustBeOpen(id: number): Change {
  return mustHold({
    sql: 'select 1 from agencies where id = ? and not exists (select 1 from closed_agencies where agency_id = agencies.id)',
    parameters: [id],
  })
}
