// SQL of what is handed out for visits at a counter: sheets of one-time codes, keys of queue systems, addresses of screens.

import { build, type Change, change, type Database, mustHold } from '../../database/database.ts'
import type { CounterKeyKind } from '../rules/visit.ts'

/** A counter of a unit with its live code; undefined for one of another unit. */
export function findCounterForVisits(database: Database, unitId: number, counterId: number) {
  return database.read
    .selectFrom('counters')
    .leftJoin('counter_codes as code', (join) =>
      join.onRef('code.counter_id', '=', 'counters.id').on('code.withdrawn_at', 'is', null),
    )
    .where('counters.id', '=', counterId)
    .where('counters.unit_id', '=', unitId)
    .select(['counters.id', 'counters.name', 'counters.closed_at', 'code.code'])
    .executeTakeFirst()
}

/** What was handed out for a counter, the newest first, with how many of its codes were used and are still valid. */
export async function listCounterKeys(database: Database, counterId: number, now: number) {
  return database.select<{
    id: number
    kind: CounterKeyKind
    tickets: number
    made_at: number
    made_by: string
    withdrawn_at: number | null
    used: number
    open: number
  }>({
    sql: `select id, kind, tickets, made_at, made_by, withdrawn_at,
        (select count(*) from tickets where key_id = counter_keys.id and used_at is not null) as used,
        (select count(*) from tickets where key_id = counter_keys.id and used_at is null and valid_until > ?) as open
      from counter_keys where counter_id = ? order by id desc limit 50`,
    parameters: [now, counterId],
  })
}

export function addCounterKey(row: {
  readonly counterId: number
  readonly kind: CounterKeyKind
  /** Null for a sheet. */
  readonly hash: string | null
  readonly madeAt: number
  readonly madeBy: string
  readonly tickets: number
}): Change {
  return change(
    build.insertInto('counter_keys').values({
      counter_id: row.counterId,
      kind: row.kind,
      hash: row.hash,
      made_at: row.madeAt,
      made_by: row.madeBy,
      tickets: row.tickets,
    }),
  )
}

/** Hands codes out by the sheet that the same commit has just added. */
export function addSheetTickets(
  hashes: readonly string[],
  {
    counterId,
    issuedAt,
    validUntil,
  }: { readonly counterId: number; readonly issuedAt: number; readonly validUntil: number },
): Change {
  return {
    sql: `insert into tickets (hash, key_id, counter_id, issued_at, valid_until)
      select value, (select max(id) from counter_keys), ?, ?, ? from json_each(?)`,
    parameters: [counterId, issuedAt, validUntil, JSON.stringify(hashes)],
    answersOnly: true,
  }
}

/** Hands one code out for a queue system; refused when so many of its codes are out and unused already. */
export function addQueueTicket(
  hash: string,
  row: {
    readonly keyId: number
    readonly counterId: number
    readonly issuedAt: number
    readonly validUntil: number
  },
  most: number,
): Change[] {
  return [
    {
      ...mustHold({
        sql: `select 1 where (select count(*) from tickets where key_id = ? and used_at is null and valid_until > ?) < ?`,
        parameters: [row.keyId, row.issuedAt, most],
      }),
      answersOnly: true,
    },
    {
      sql: 'insert into tickets (hash, key_id, counter_id, issued_at, valid_until) values (?, ?, ?, ?, ?)',
      parameters: [hash, row.keyId, row.counterId, row.issuedAt, row.validUntil],
      answersOnly: true,
    },
  ]
}

/** Withdraws a key or a screen's address of a counter; its codes that nobody has used are worth nothing from now on. */
export function withdrawCounterKey(counterId: number, id: number, now: number): Change[] {
  return [
    mustHold({
      sql: `select 1 from counter_keys where id = ? and counter_id = ? and withdrawn_at is null`,
      parameters: [id, counterId],
    }),
    {
      sql: 'update counter_keys set withdrawn_at = ? where id = ? and counter_id = ?',
      parameters: [now, id, counterId],
    },
    { sql: 'delete from tickets where key_id = ? and used_at is null', parameters: [id] },
  ]
}

/** The counter that a key or a screen's address stands for, as long as it is not withdrawn. */
export function findByKey(database: Database, kind: 'queue' | 'screen', hash: string) {
  return database.read
    .selectFrom('counter_keys')
    .innerJoin('counters', 'counters.id', 'counter_keys.counter_id')
    .innerJoin('units', 'units.id', 'counters.unit_id')
    .leftJoin('closed_units as closed', 'closed.unit_id', 'units.id')
    .leftJoin('counter_codes as code', (join) =>
      join.onRef('code.counter_id', '=', 'counters.id').on('code.withdrawn_at', 'is', null),
    )
    .where('counter_keys.hash', '=', hash)
    .where('counter_keys.kind', '=', kind)
    .where('counter_keys.withdrawn_at', 'is', null)
    .select(['counter_keys.id as key_id', 'counters.id as counter_id', 'counters.name as counter', 'code.code'])
    .select(['units.name as unit', 'counters.closed_at', 'closed.closed_at as unit_closed_at'])
    .executeTakeFirst()
}
