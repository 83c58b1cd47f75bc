// Kysely over any engine that can run a select: the one dialect that both drivers share.

import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import type { Reader, Value } from './database.ts'
import type { Tables } from './tables.ts'

export type Select = (sql: string, parameters: readonly Value[]) => Promise<unknown[]>

/** @param select runs a select on the engine and returns its rows as objects. */
export function readerOver(select: Select): Reader {
  const connection = new SelectConnection(select)
  const driver: Driver = {
    init: async () => {},
    acquireConnection: async () => connection,
    releaseConnection: async () => {},
    beginTransaction: refuse,
    commitTransaction: refuse,
    rollbackTransaction: refuse,
    destroy: async () => {},
  }
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new SelectAdapter(),
      createDriver: () => driver,
      createIntrospector: (kysely) => new SqliteIntrospector(kysely),
      createQueryCompiler: () => new SqliteQueryCompiler(),
    },
  }) as never
}

// Kysely guards a single SQLite connection with a lock, and a request that Cloudflare cancels never gives it back:
// every later read of the isolate would wait for ever. Selects need no lock.
class SelectAdapter extends SqliteAdapter {
  override get supportsMultipleConnections(): boolean {
    return true
  }
}

class SelectConnection implements DatabaseConnection {
  readonly #select: Select
  constructor(select: Select) {
    this.#select = select
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    if (query.query.kind !== 'SelectQueryNode' && query.query.kind !== 'RawNode') await refuse()
    return { rows: (await this.#select(query.sql, query.parameters as Value[])) as Row[] }
  }

  // biome-ignore lint/correctness/useYield: streaming is refused, reads are bounded
  async *streamQuery<Row>(): AsyncIterableIterator<QueryResult<Row>> {
    await refuse()
  }
}

async function refuse(): Promise<never> {
  throw new Error('the reader only selects; write through commit()')
}
