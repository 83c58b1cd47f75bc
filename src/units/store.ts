// SQL of the organisation: agencies, units, services, counters and their codes, and what the installation is called.

import { type Selectable, sql } from 'kysely'
import type { Reach } from '../accounts/rules/rights.ts'
import { build, type Change, change, type Database, mustHold, prepare } from '../database/database.ts'
import type { Tables } from '../database/tables.ts'
import type { Month, Zone } from './rules/calendar.ts'
import type { Served } from './rules/served.ts'
import type { ServiceChannel } from './rules/service.ts'

interface SiteRow {
  government: string
  demonstration: number
  logo: string | null
}

const siteQuery = prepare<object, SiteRow>(() => ({
  compile: () =>
    sql<SiteRow>`select
      coalesce((select value from installation where key = 'government'), 'Pemerintah Daerah') as government,
      exists(select 1 from installation where key = 'demonstration') as demonstration,
      (select value from installation where key = 'logo_version') as logo`.compile(build),
}))

/** What every page says of the installation. */
export async function findSite(
  database: Database,
): Promise<{ government: string; demonstration: boolean; logo?: string }> {
  const [row] = await database.select<SiteRow>(siteQuery({}))
  const site = { government: row?.government ?? '', demonstration: row?.demonstration === 1 }
  return row?.logo ? { ...site, logo: `/logo?v=${row.logo}` } : site
}

/** Names the installation, marks it as a demonstration, or sets what the bureau may set. */
export function setInstallation(
  key:
    | 'government'
    | 'demonstration'
    | 'totp_required_for_bureau'
    | 'zone'
    | 'minimum_respondents'
    | 'retention_months'
    | 'contact'
    | 'logo'
    | 'logo_version',
  value: string,
): Change {
  return change(
    build
      .insertInto('installation')
      .values({ key, value })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value })),
  )
}

/** Holds for a unit within reach. */
export function within(reach: Exclude<Reach, 'all'>) {
  const [units, agencies] = [JSON.stringify(reach.units), JSON.stringify(reach.agencies)]
  return sql<boolean>`(units.id in (select value from json_each(${units}))
    or units.agency_id in (select value from json_each(${agencies})))`
}

/** Every agency with its units; an agency without any has one row with nulls. */
export function listPlaceRows(database: Database) {
  return database.read
    .selectFrom('agencies')
    .leftJoin('units', 'units.agency_id', 'agencies.id')
    .orderBy('agencies.name')
    .orderBy('agencies.id')
    .orderBy('units.name')
    .select(['agencies.id as agency_id', 'agencies.name as agency', 'units.id', 'units.name'])
    .execute()
}

/** Units within reach, by agency and name. */
export function listUnitsWithin(database: Database, reach: Reach) {
  let query = database.read
    .selectFrom('units')
    .innerJoin('agencies', 'agencies.id', 'units.agency_id')
    .select(['units.id', 'units.slug', 'units.name', 'agencies.name as agency'])
    .orderBy('agencies.name')
    .orderBy('units.name')
  if (reach !== 'all') query = query.where(within(reach))
  return query.execute()
}

export function countUnits(database: Database) {
  return database.read
    .selectFrom('units')
    .select((has) => has.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow()
}

export function findAgency(database: Database, slug: string) {
  return database.read.selectFrom('agencies').where('slug', '=', slug).select(['id', 'name']).executeTakeFirst()
}

/** Slugs that begin like this one. */
export async function listSlugs(database: Database, table: 'agencies' | 'units', start: string): Promise<Set<string>> {
  const rows = await database.read
    .selectFrom(table)
    .where('slug', '>=', start)
    .where('slug', '<', `${start}~`)
    .select('slug')
    .execute()
  return new Set(rows.map(({ slug }) => slug))
}

const unitQuery = prepare<{ slug: string }>((value) =>
  build
    .selectFrom('units')
    .innerJoin('agencies', 'agencies.id', 'units.agency_id')
    .leftJoin('closed_units as closed', 'closed.unit_id', 'units.id')
    .where('units.slug', '=', value('slug'))
    .select(['units.id', 'units.slug', 'units.name', 'units.kind', 'units.address', 'units.zone'])
    .select(['units.agency_id as agencyId', 'agencies.name as agency', 'closed.closed_at']),
)

/** A unit with the name of its agency; `closed_at` null while it is open. */
export type UnitRow = Pick<Selectable<Tables['units']>, 'id' | 'slug' | 'name' | 'kind' | 'address' | 'zone'> & {
  agencyId: number
  agency: string
  closed_at: number | null
}

export async function findUnit(database: Database, slug: string): Promise<UnitRow | undefined> {
  const [row] = await database.select<UnitRow>(unitQuery({ slug }))
  return row
}

const serviceRows = prepare<{ unitId: number }>((value) =>
  build
    .selectFrom('services')
    .where('unit_id', '=', value('unitId'))
    .where('closed_at', 'is', null)
    .orderBy('name')
    .select(['id', 'slug', 'name', 'channel']),
)

/** The services of a unit that are open. */
export function listServices(
  database: Database,
  unitId: number,
): Promise<Pick<Selectable<Tables['services']>, 'id' | 'slug' | 'name' | 'channel'>[]> {
  return database.select(serviceRows({ unitId }))
}

/** The counter a code stands for, with the unit it belongs to. */
export function findCounter(database: Database, code: string) {
  return database.read
    .selectFrom('counter_codes')
    .innerJoin('counters', 'counters.id', 'counter_codes.counter_id')
    .innerJoin('units', 'units.id', 'counters.unit_id')
    .where('counter_codes.code', '=', code)
    .select(['counters.id', 'counters.name', 'counters.closed_at', 'counter_codes.withdrawn_at', 'units.name as unit'])
    .select(['counters.unit_id', 'units.zone'])
    .executeTakeFirst()
}

export function addAgency(row: { id?: number; slug: string; name: string }): Change {
  return change(build.insertInto('agencies').values(row))
}

export function addUnit(row: {
  id?: number
  agency_id: number
  slug: string
  name: string
  kind: string
  address: string
  zone: Zone
}): Change {
  return change(build.insertInto('units').values(row))
}

export function addService(row: {
  id?: number
  unit_id: number
  slug: string
  name: string
  channel: ServiceChannel
}): Change {
  return change(build.insertInto('services').values(row))
}

export function addCounter(row: { id?: number; unit_id: number; name: string; service_id: number | null }): Change {
  return change(build.insertInto('counters').values(row))
}

/** Gives a code to a counter; without a counter's id, to the one that the commit has just added. */
export function addCode(row: { code: string; counterId?: number; issuedAt: number }): Change {
  return change(
    build.insertInto('counter_codes').values({
      code: row.code,
      counter_id: row.counterId ?? sql<number>`last_insert_rowid()`,
      issued_at: row.issuedAt,
    }),
  )
}

/**
 * Enters how many people a unit, or one of its services, served in a month; the number entered before is replaced.
 * @param row `serviceId` null for the whole unit; `enteredAt` in seconds since 1970-01-01 UTC.
 */
export function enterServed(row: Served & { readonly unitId: number; readonly enteredAt: number }): Change {
  return {
    sql: `insert into people_served (unit_id, service_id, month, people, entered_at) values (?, ?, ?, ?, ?)
      on conflict (unit_id, month, coalesce(service_id, 0))
      do update set people = excluded.people, entered_at = excluded.entered_at`,
    parameters: [row.unitId, row.serviceId, row.month, row.people, row.enteredAt],
  }
}

const servedRows = prepare<{ unitId: number; from: Month }>((value) =>
  build
    .selectFrom('people_served')
    .where('unit_id', '=', value('unitId'))
    .where('month', '>=', value('from'))
    .select(['service_id as serviceId', 'month', 'people']),
)

/** The numbers of people served that were entered for a unit, from a month on. */
export function listServed(database: Database, unitId: number, from: Month): Promise<Served[]> {
  return database.select(servedRows({ unitId, from }))
}

/** Withdraws the live code of a counter: its posters answer "tidak dipakai lagi" from now on. */
export function withdrawCode(counterId: number, at: number): Change {
  return change(
    build
      .updateTable('counter_codes')
      .set({ withdrawn_at: at })
      .where('counter_id', '=', counterId)
      .where('withdrawn_at', 'is', null),
  )
}

export function closeCounter(counterId: number, at: number): Change {
  return change(
    build.updateTable('counters').set({ closed_at: at }).where('id', '=', counterId).where('closed_at', 'is', null),
  )
}

/** Refuses the commit unless the code still leads to a counter that takes answers. */
export function codeMustBeLive(code: string): Change {
  const { sql, parameters } = build
    .selectFrom('counter_codes')
    .innerJoin('counters', 'counters.id', 'counter_codes.counter_id')
    .where('counter_codes.code', '=', code)
    .where('counter_codes.withdrawn_at', 'is', null)
    .where('counters.closed_at', 'is', null)
    .select('counters.id')
    .compile()
  return mustHold({ sql, parameters: parameters as string[] })
}

/** Counters that take answers, with their codes; of one unit or of all. */
export function listCounters(database: Database, unitId?: number) {
  let query = database.read
    .selectFrom('counters')
    .innerJoin('counter_codes', (join) =>
      join.onRef('counter_codes.counter_id', '=', 'counters.id').on('counter_codes.withdrawn_at', 'is', null),
    )
    .innerJoin('units', 'units.id', 'counters.unit_id')
    .where('counters.closed_at', 'is', null)
    .orderBy('units.name')
    .orderBy('counters.name')
    .select(['counters.id', 'counters.name', 'counter_codes.code', 'units.name as unit', 'units.slug as unit_slug'])
  if (unitId !== undefined) query = query.where('counters.unit_id', '=', unitId)
  return query.execute()
}
