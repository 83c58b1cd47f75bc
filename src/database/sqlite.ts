// The embedded engine: better-sqlite3 in WAL with every commit fsynced, and commits that arrive together sharing one fsync.

import SqliteFile from 'better-sqlite3'
import {
  Busy,
  type Change,
  ConstraintFailure,
  type LocalDatabase,
  type Outcome,
  type Query,
  recognise,
  type Value,
} from './database.ts'
import { readerOver } from './reader.ts'

/** Longest time a commit waits for another process that holds the file, in milliseconds. */
const patience = 30_000
const mostInOneTransaction = 512
const mostRemembered = 10_000
const pauseBetweenTries = 25

interface Waiting {
  readonly changes: readonly Change[]
  readonly since: number
  resolve(outcomes: Outcome[]): void
  reject(error: unknown): void
}

/** Opens the file; it must exist and carry the schema, except for migrations. */
export function openSqlite(file: string): LocalDatabase {
  const connection = openConnection(file)
  const statement = statementsOf(connection)
  let queue: Waiting[] = []
  let scheduled = false

  const memory = new Map<string, Map<string, unknown[]>>()
  let rememberedRows = 0
  let rememberedVersion = -1
  let lookedForOthers = false
  const dataVersion = connection.prepare('pragma data_version').pluck()

  const begin = connection.prepare('begin immediate')
  const commitAll = connection.prepare('commit')
  const rollback = connection.prepare('rollback')
  const savepoint = connection.prepare('savepoint one')
  const release = connection.prepare('release one')
  const rollbackToSavepoint = connection.prepare('rollback to one')

  function rows(sql: string, parameters: readonly Value[]): unknown[] {
    const reading = statement(sql)
    if (!reading.reader || !reading.readonly) throw new Error('the reader only selects; write through commit()')
    return reading.all(parameters)
  }

  function remembered(query: Query<unknown>): unknown[] {
    if (!lookedForOthers) lookForOthers()
    let answers = memory.get(query.sql)
    if (!answers) {
      answers = new Map()
      memory.set(query.sql, answers)
    }
    const name = query.parameters.join('\u0000')
    let known = answers.get(name)
    if (!known) {
      known = rows(query.sql, query.parameters)
      answers.set(name, known)
      rememberedRows += known.length + 1
    }
    return known
  }

  // Another connection's write shows in data_version, this one's own in what it writes. Looking once a turn of the
  // event loop is enough: whatever came later than that has not been promised to anybody.
  function lookForOthers(): void {
    const version = dataVersion.get() as number
    if (version !== rememberedVersion || rememberedRows >= mostRemembered) forget()
    rememberedVersion = version
    lookedForOthers = true
    setImmediate(() => {
      lookedForOthers = false
    })
  }

  function forget(): void {
    memory.clear()
    rememberedRows = 0
  }

  function run(change: Change): Outcome {
    if (!change.answersOnly && rememberedRows > 0) forget()
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
    if (queue.length === 0) return
    const group = queue.splice(0, mostInOneTransaction)
    try {
      begin.run()
    } catch (error) {
      if (isBusy(error)) waitLonger(group, error)
      else for (const waiting of group) waiting.reject(error)
      return
    }
    settle(group, writeGroup(group))
    if (queue.length > 0) schedule()
  }

  // A change that fails as the first of its commit has left nothing behind, so its neighbours go on. Where a later one
  // fails, the group starts again with a savepoint around each commit: savepoints copy pages, and the rare case pays.
  // What only adds waits for the end of the group, where all that is added to one row is written at once.
  function writeGroup(group: readonly Waiting[]): (Outcome[] | Error)[] {
    const results: (Outcome[] | Error)[] = []
    const additions: Additions = new Map()
    try {
      for (const { changes } of group) {
        const outcomes = writeUntilFailure(changes, additions)
        if (outcomes === undefined) return writeEachAlone(group)
        results.push(outcomes)
      }
      if (!writeAdditions(additions)) return writeEachAlone(group)
      return finish(results)
    } catch (error) {
      if (connection.inTransaction) rollback.run()
      return group.map(() => asError(error))
    }
  }

  function writeEachAlone(group: readonly Waiting[]): (Outcome[] | Error)[] {
    rollback.run()
    begin.run()
    return finish(group.map(({ changes }) => writeInSavepoint(changes)))
  }

  function writeAdditions(additions: Additions): boolean {
    try {
      for (const [sql, rows] of additions) for (const parameters of rows.values()) statement(sql).run(parameters)
      return true
    } catch (error) {
      if (!connection.inTransaction) throw error
      return false
    }
  }

  function finish<Results>(results: Results): Results {
    commitAll.run()
    return results
  }

  function writeUntilFailure(changes: readonly Change[], additions: Additions): Outcome[] | Error | undefined {
    const outcomes: Outcome[] = []
    for (const change of changes) {
      try {
        outcomes.push(change.adds === undefined ? run(change) : unknownOutcome)
      } catch (error) {
        const recognised = recognise(error)
        if (!(recognised instanceof ConstraintFailure) || outcomes.length > 0) {
          if (!connection.inTransaction) throw error
          return undefined
        }
        return recognised
      }
    }
    for (const change of changes) if (change.adds !== undefined) gather(additions, change, change.adds)
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
    setTimeout(flush, pauseBetweenTries)
  }

  function commit(...changes: readonly Change[]): Promise<Outcome[]> {
    return new Promise((resolve, reject) => {
      queue.push({ changes, since: Date.now(), resolve, reject })
      schedule()
    })
  }

  // On a connection of its own, so that nobody here reads what may still be taken back.
  async function commitStream(changes: AsyncIterable<Change>): Promise<void> {
    const own = openConnection(file)
    try {
      await beginPatiently(own)
      const prepared = statementsOf(own)
      for await (const change of changes) prepared(change.sql).run(change.parameters)
      own.exec('commit')
    } catch (error) {
      if (own.inTransaction) own.exec('rollback')
      throw recognise(error)
    } finally {
      own.close()
    }
  }

  function* stream<Row extends readonly Value[]>(query: Query<Row>): Iterable<Row> {
    const own = openConnection(file, { readonly: true })
    // What is read once from end to end gains nothing from being kept.
    own.pragma('cache_size = -2048')
    try {
      yield* own.prepare<unknown[], Row>(query.sql).raw().iterate(query.parameters) as Iterable<Row>
    } finally {
      own.close()
    }
  }

  async function backup(to: string): Promise<void> {
    await connection.backup(to)
    // Out of WAL it is one file, which can be read where nothing can be written.
    const copy = new SqliteFile(to)
    copy.pragma('journal_mode = DELETE')
    copy.close()
  }

  async function close(): Promise<void> {
    while (queue.length > 0 || scheduled) await new Promise((resolve) => setImmediate(resolve))
    connection.close()
  }

  return {
    read: readerOver(async (sql, parameters) => rows(sql, parameters)),
    select: async <Row>(query: Query<Row>) => rows(query.sql, query.parameters) as Row[],
    remembered: async <Row>(query: Query<Row>) => remembered(query) as Row[],
    commit,
    commitStream,
    stream,
    backup,
    close,
  }
}

/** By statement and the row that it adds to: what is to be added. */
type Additions = Map<string, Map<string, Value[]>>

const unknownOutcome: Outcome = { changed: 0, lastId: 0 }

function gather(additions: Additions, { sql, parameters }: Change, keys: number): void {
  let rows = additions.get(sql)
  if (!rows) {
    rows = new Map()
    additions.set(sql, rows)
  }
  const name = parameters.slice(0, keys).join('\u0000')
  const sums = rows.get(name)
  if (!sums) {
    rows.set(name, parameters.slice())
    return
  }
  for (let place = keys; place < sums.length; place++) {
    sums[place] = (sums[place] as number) + (parameters[place] as number)
  }
}

/** Opens a connection with the settings that durability rests on. */
export function openConnection(file: string, options: { readonly?: boolean } = {}): SqliteFile.Database {
  const connection = new SqliteFile(file, { ...options, timeout: 20 })
  if (!options.readonly) {
    connection.pragma('journal_mode = WAL')
    connection.pragma('synchronous = FULL')
    // A page that many commits touch is then copied back once for all of them: half the cost of a commit otherwise.
    connection.pragma('wal_autocheckpoint = 10000')
  }
  connection.pragma('foreign_keys = ON')
  // Without it `insert or replace` would pass the guard that keeps answers from being deleted.
  connection.pragma('recursive_triggers = ON')
  connection.pragma('cache_size = -65536')
  return connection
}

function statementsOf(connection: SqliteFile.Database): (sql: string) => SqliteFile.Statement<unknown[]> {
  const known = new Map<string, SqliteFile.Statement<unknown[]>>()
  return (sql) => {
    let statement = known.get(sql)
    if (!statement) {
      if (known.size >= 500) known.clear()
      statement = connection.prepare(sql)
      known.set(sql, statement)
    }
    return statement
  }
}

async function beginPatiently(connection: SqliteFile.Database): Promise<void> {
  const since = Date.now()
  for (;;) {
    try {
      connection.exec('begin immediate')
      return
    } catch (error) {
      if (!isBusy(error)) throw error
      if (Date.now() - since > patience) throw new Busy(error)
      await new Promise((resolve) => setTimeout(resolve, pauseBetweenTries))
    }
  }
}

/** True when the engine said that somebody else holds the file. */
export function isBusy(error: unknown): boolean {
  return error instanceof SqliteFile.SqliteError && error.code.startsWith('SQLITE_BUSY')
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
