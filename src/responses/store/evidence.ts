// SQL of the evidence of answers: what one came with, the keys under which it is hashed, what is emptied when its time is over.

import { type Change, type Database, mustHold } from '../../database/database.ts'
import type { LocalDay } from '../../units/rules/calendar.ts'

/** What an answer came with; null for whatever it did not bring. */
export interface Evidence {
  readonly device: number | null
  readonly address: number | null
  /** For how long the form was open. */
  readonly seconds: number | null
  /** `refused` where a code was brought that is none. */
  readonly visit: 'screen' | 'refused' | null
  /** Hash of a one-time code that was brought; whether it is valid shows when it is stored. */
  readonly ticket: string | null
}

export const noEvidence: Evidence = { device: null, address: null, seconds: null, visit: null, ticket: null }

const columns = 'insert into response_evidence (response_id, device, address, seconds, visit)'
const isValid = 'hash = ? and counter_id = ? and used_at is null and valid_until > ?'

/**
 * Adds the evidence of the response that the change before has added, and uses its one-time code up.
 * A code that is not valid refuses nothing; it is only noted.
 */
export function addEvidence(
  { device, address, seconds, visit, ticket }: Evidence,
  { counterId, answeredAt }: { readonly counterId: number | null; readonly answeredAt: number },
): Change[] {
  if (ticket === null) {
    if (device === null && address === null && seconds === null && visit === null) return []
    return [
      {
        sql: `${columns} values (last_insert_rowid(), ?, ?, ?, ?)`,
        parameters: [device, address, seconds, visit],
        answersOnly: true,
      },
    ]
  }
  const valid = [ticket, counterId, answeredAt]
  return [
    {
      sql: `${columns} select last_insert_rowid(), ?, ?, ?,
        case when exists(select 1 from tickets where ${isValid}) then 'ticket' else 'refused' end`,
      parameters: [device, address, seconds, ...valid],
      answersOnly: true,
    },
    { sql: `update tickets set used_at = ? where ${isValid}`, parameters: [answeredAt, ...valid], answersOnly: true },
  ]
}

/** Gives a day (of UTC) a key of its own, unless it has one. */
export function addAddressKey(day: number, key: string): Change {
  return { sql: 'insert into evidence_keys (day, key) values (?, ?) on conflict do nothing', parameters: [day, key] }
}

export async function findAddressKey(database: Database, day: number): Promise<string | undefined> {
  const row = await database.read.selectFrom('evidence_keys').where('day', '=', day).select('key').executeTakeFirst()
  return row?.key
}

/** When the time of each kind of evidence is over: what is of before. */
export interface Ends {
  /** Local days. */
  readonly devices: LocalDay
  readonly addresses: LocalDay
  readonly peaks: LocalDay
  /** Days of UTC. */
  readonly keys: number
  /** Seconds since 1970-01-01 UTC. */
  readonly tickets: number
}

const overdue: Readonly<Record<keyof Ends, { readonly from: string; readonly purge: string }>> = {
  devices: emptied('device'),
  addresses: emptied('address'),
  peaks: deleted('counter_peaks where day < ?'),
  keys: deleted('evidence_keys where day < ?'),
  tickets: deleted('tickets where valid_until < ?'),
}

function emptied(column: 'device' | 'address') {
  // Naming the units lets the keys that begin with them be used.
  const which = `${column} is not null
    and response_id in (select id from responses where unit_id in (select id from units) and day < ?)`
  return {
    from: `response_evidence where ${which}`,
    purge: `update response_evidence set ${column} = null where ${which}`,
  }
}

function deleted(from: string) {
  return { from, purge: `delete from ${from}` }
}

export type Overdue = Readonly<Record<keyof Ends, number>>

/** How much there is of each kind whose time is over. */
export async function countOverdue(database: Database, ends: Ends): Promise<Overdue> {
  const counts = await Promise.all(
    Object.entries(overdue).map(async ([kind, { from }]) => {
      const [row] = await database.select<{ total: number }>({
        sql: `select count(*) as total from ${from}`,
        parameters: [ends[kind as keyof Ends]],
      })
      return [kind, row?.total ?? 0] as const
    }),
  )
  return Object.fromEntries(counts) as Record<keyof Ends, number>
}

/** Empties and deletes it; refused unless there is as much as was counted. */
export function purgeOverdue(ends: Ends, counted: Overdue): Change[] {
  return Object.entries(overdue).flatMap(([name, { from, purge }]): Change[] => {
    const kind = name as keyof Ends
    if (counted[kind] === 0) return []
    return [
      mustHold({
        sql: `select 1 where (select count(*) from ${from}) = ?`,
        parameters: [ends[kind], counted[kind]],
      }),
      { sql: purge, parameters: [ends[kind]] },
    ]
  })
}
