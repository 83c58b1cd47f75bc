// The engine at the edge: Cloudflare D1, whose batch is all or nothing and whose transient faults are tried again.

import {
  Busy,
  type Change,
  ConstraintFailure,
  type Database,
  type Outcome,
  type Query,
  recognise,
  type Value,
} from './database.ts'
import { readerOver } from './reader.ts'

/** The part of Cloudflare's binding that is used here. */
export interface D1Binding {
  prepare(sql: string): D1Statement
  batch(statements: D1Statement[]): Promise<D1Result[]>
}

interface D1Statement {
  bind(...values: Value[]): D1Statement
  all(): Promise<D1Result>
}

interface D1Result {
  results: unknown[]
  meta: { changes: number; last_row_id: number }
}

// Source: https://developers.cloudflare.com/d1/best-practices/retry-queries
const transient = ['Network connection lost', 'storage caused object to be reset', 'reset because its code was updated']
const tries = 5

export function openD1(binding: D1Binding): Database {
  async function rows(sql: string, parameters: readonly Value[]): Promise<unknown[]> {
    if (!isSelect(sql)) throw new Error('the reader only selects; write through commit()')
    return (
      await binding
        .prepare(sql)
        .bind(...parameters)
        .all()
    ).results
  }

  async function commit(...changes: readonly Change[]): Promise<Outcome[]> {
    const statements = changes.map((change) => binding.prepare(change.sql).bind(...change.parameters))
    for (let attempt = 1; ; attempt++) {
      try {
        const results = await binding.batch(statements)
        return results.map(({ meta }) => ({ changed: meta.changes, lastId: meta.last_row_id }))
      } catch (error) {
        const recognised = recognise(error)
        if (recognised instanceof ConstraintFailure || !isTransient(error)) throw recognised
        if (attempt === tries) throw new Busy(error)
        await pause(attempt)
      }
    }
  }

  async function select<Row>(query: Query<Row>): Promise<Row[]> {
    return (await rows(query.sql, query.parameters)) as Row[]
  }

  // Isolates come and go and cannot see each other's writes, so nothing is remembered here.
  return { read: readerOver(rows), select, remembered: select, commit }
}

// D1 has no read-only mode, so a write is known by its words.
function isSelect(sql: string): boolean {
  return /^\s*select\b/i.test(sql) || (/^\s*with\b/i.test(sql) && !/\)\s*(insert|update|delete|replace)\s/i.test(sql))
}

function isTransient(error: unknown): boolean {
  const words = error instanceof Error ? error.message : String(error)
  return transient.some((said) => words.includes(said))
}

// Exponential, with jitter so that many isolates do not return together.
function pause(attempt: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 2 ** attempt * 20 * (0.5 + Math.random())))
}
