// SQL of imports as the desk lists them.

import { sql } from 'kysely'
import type { Database } from '../../database/database.ts'

/** Imports of a unit, the newest first, with how many of their answers are left out. */
export function listImports(database: Database, unitId: number) {
  return database.read
    .selectFrom('imports')
    .innerJoin('services', 'services.id', 'imports.service_id')
    .where('imports.unit_id', '=', unitId)
    .orderBy('imports.id', 'desc')
    .limit(200)
    .select([
      'imports.id',
      'imports.file_name',
      'imports.imported_at',
      'imports.respondents',
      'services.name as service',
      sql<number>`(select count(*) from excluded_responses join exclusion_events as event on event.id = event_id
        where event.import_id = imports.id)`.as('undone'),
      sql<number | null>`(select day from responses where import_id = imports.id order by id limit 1)`.as('first_day'),
    ])
    .execute()
}

/** One import of a unit; undefined for one of another unit. */
export function findImportOf(database: Database, unitId: number, id: number) {
  return database.read
    .selectFrom('imports')
    .where('id', '=', id)
    .where('unit_id', '=', unitId)
    .select(['id', 'file_name', 'respondents'])
    .executeTakeFirst()
}
