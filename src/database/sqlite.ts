// The embedded engine: better-sqlite3 in WAL with every commit fsynced, and commits that arrive together sharing one fsync.

import SqliteFile from 'better-sqlite3'
import { Busy, type Change, ConstraintFailure, type LocalDatabase, type Outcome, type Query, recognise, type Value } from './database.ts'
import { readerOver } from './reader.ts'

/** Longest time a commit waits for another process that holds the file, in milliseconds. */
const patience = 30_000
const mostInOneTransaction = 512

interface Waiting {
  readonly changes: readonly Change[]
  readonly since: number
  resolve(outcomes: Outcome[]): void
  reject(error: unknown): void
}

/** Opens the file; it must exist and carry the schema, except for migrations. */
export function openSqlite(file: string): LocalDatabase {
  const connection = openConnection(file)
  const statements = new Map<string, SqliteFile.Statement<unknown[]>>()
  let queue: Waiting[] = []
  let scheduled = false
  let streaming: Promise<void> | undefined

  const begin = connection.prepare('begin immediate')
  const commitAll = connection.prepare('commit')
  const rollback = connection.prepare('rollback')
  const savepoint = connection.prepare('savepoint one')
  const release = connection.prepare('release one')
  const rollbackToSavepoint = connection.prepare('rollback to one')

  function statement(sql: string): SqliteFile.Statement<unknown[]> {
    let known = statements.get(sql)
    if (!known) {
      if (statements.size >= 500) statements.clear()
      known = connection.prepare(sql)
      statements.set(sql, known)
    }
    return known
  }

  function rows(sql: string, parameters: readonly Value[]): unknown[] {
    const reading = statement(sql)
    if (!reading.reader || !reading.readonly) throw new Error('the reader only selects; write through commit()')
    return reading.all(parameters)
  }

  function run(change: Change): Outcome {
    const done = statement(change.sql).run(change.parameters)
    return { changed: done.changes, lastId: Number(done.lastInsertRowid) }
  }

  function schedule(): void {
    if (scheduled) return
    scheduled = true
    setImmediate(flush)
  }

  function flush(): void {
    scheduled = false
    if (streaming || queue.length === 0) return
    const group = queue.splice(0, mostInOneTransaction)
    try {
      begin.run()
    } catch (error) {
      return isBusy(error) ? waitLonger(group, error) : group.forEach((waiting) => void waiting.reject(error))
    }
    settle(group, writeGroup(group))
    if (queue.length > 0) schedule()
  }

  // A change that fails as the first of its commit has left nothing behind, so its neighbours go on. Where a later one
  // fails, the group starts again with a savepoint around each commit: savepoints copy pages, and the rare case pays.
  function writeGroup(group: readonly Waiting[]): (Outcome[] | Error)[] {
    const results: (Outcome[] | Error)[] = []
    try {
      for (const { changes } of group) {
        const outcomes = writeUntilFailure(changes)
        if (outcomes === undefined) {
          rollback.run()
          begin.run()
          return finish(group.map(({ changes: again }) => writeInSavepoint(again)))
        }
        results.push(outcomes)
      }
      return finish(results)
    } catch (error) {
      if (connection.inTransaction) rollback.run()
      return group.map(() => asError(error))
    }
  }

  function finish<Results>(results: Results): Results {
    commitAll.run()
    return results
  }

  function writeUntilFailure(changes: readonly Change[]): Outcome[] | Error | undefined {
    const outcomes: Outcome[] = []
    for (const change of changes) {
      try {
        outcomes.push(run(change))
      } catch (error) {
        const recognised = recognise(error)
        if (!(recognised instanceof ConstraintFailure) || outcomes.length > 0) {
          if (!connection.inTransaction) throw error
          return undefined
        }
        return recognised
      }
    }
    return outcomes
  }

  function writeInSavepoint(changes: readonly Change[]): Outcome[] | Error {
    savepoint.run()
    try {
      const outcomes = changes.map(run)
      release.run()
      return outcomes
    } catch (error) {
      if (!connection.inTransaction) throw error
      rollbackToSavepoint.run()
      release.run()
      return asError(recognise(error))
    }
  }

  function settle(group: readonly Waiting[], results: readonly (Outcome[] | Error)[]): void {
    group.forEach((waiting, place) => {
      const result = results[place]
      if (Array.isArray(result)) waiting.resolve(result)
      else waiting.reject(result)
    })
  }

  // Another process (an import, a backup) may hold the file; waiting off the event loop keeps pages readable meanwhile.
  function waitLonger(group: readonly Waiting[], error: unknown): void {
    const now = Date.now()
    const [tooOld, still] = [
      group.filter((waiting) => now - waiting.since > patience),
      group.filter((waiting) => now - waiting.since <= patience),
    ]
    for (const waiting of tooOld) waiting.reject(new Busy(error))
    queue = [...still, ...queue]
    if (queue.length === 0) return
    scheduled = true
    setTimeout(flush, 25)
  }

  function commit(...changes: readonly Change[]): Promise<Outcome[]> {
    return new Promise((resolve, reject) => {
      queue.push({ changes, since: Date.now(), resolve, reject })
      schedule()
    })
  }

  async function commitStream(changes: AsyncIterable<Change>): Promise<void> {
    while (streaming) await streaming
    let finished = () => {}
    streaming = new Promise((resolve) => {
      finished = resolve
    })
    try {
      await beginPatiently()
      for await (const change of changes) run(change)
      commitAll.run()
    } catch (error) {
      if (connection.inTransaction) rollback.run()
      throw recognise(error)
    } finally {
      streaming = undefined
      finished()
      schedule()
    }
  }

  async function beginPatiently(): Promise<void> {
    const since = Date.now()
    for (;;) {
      try {
        begin.run()
        return
      } catch (error) {
        if (!isBusy(error)) throw error
        if (Date.now() - since > patience) throw new Busy(error)
        await new Promise((resolve) => setTimeout(resolve, 25))
      }
    }
  }

  function* stream<Row>(query: Query<Row>): Iterable<Row> {
    const own = openConnection(file, { readonly: true })
    try {
      yield* own.prepare<unknown[], Row>(query.sql).iterate(query.parameters)
    } finally {
      own.close()
    }
  }

  async function close(): Promise<void> {
    while (streaming) await streaming
    while (queue.length > 0 || scheduled) await new Promise((resolve) => setImmediate(resolve))
    connection.close()
  }

  return {
    read: readerOver(async (sql, parameters) => rows(sql, parameters)),
    select: async <Row>(query: Query<Row>) => rows(query.sql, query.parameters) as Row[],
    commit,
    commitStream,
    stream,
    backup: async (to) => void (await connection.backup(to)),
    close,
  }
}

/** Opens a connection with the settings that durability rests on. */
export function openConnection(file: string, options: { readonly?: boolean } = {}): SqliteFile.Database {
  const connection = new SqliteFile(file, { ...options, timeout: 20 })
  if (!options.readonly) {
    connection.pragma('journal_mode = WAL')
    connection.pragma('synchronous = FULL')
  }
  connection.pragma('foreign_keys = ON')
  connection.pragma('cache_size = -65536')
  return connection
}

function isBusy(error: unknown): boolean {
  return error instanceof SqliteFile.SqliteError && error.code.startsWith('SQLITE_BUSY')
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
