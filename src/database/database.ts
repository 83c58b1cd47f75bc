// The seam between the site and its engines: read freely, write only through one all-or-nothing commit.

import { type CompiledQuery, DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'
import type { Tables } from './tables.ts'

/** What both engines store. */
export type Value = string | number | null

/** Kysely that can only select. */
export type Reader = Omit<ReadonlyKysely<Tables>, 'transaction' | 'startTransaction' | 'connection'>

/** A compiled read of rows. */
export interface Query<_Row> {
  readonly sql: string
  readonly parameters: readonly Value[]
}

/** A compiled write that has not run. */
export interface Change {
  readonly sql: string
  readonly parameters: readonly Value[]
  /** True for a write of answers and tallies, which no remembered read can depend on. */
  readonly answersOnly?: boolean
  /**
   * A change that only adds numbers to a row: how many of its parameters, the first ones, name the row; the others are
   * added to it. Such changes of commits that arrive together may be written as one, and have no outcome of their own.
   */
  readonly adds?: number
}

/** What a change did: rows written, and the key of the last row inserted. */
export interface Outcome {
  readonly changed: number
  readonly lastId: number
}

export interface Database {
  readonly read: Reader
  /** Runs a read that was compiled before. */
  select<Row>(query: Query<Row>): Promise<Row[]>
  /**
   * Runs a read of what seldom changes. The same rows (the same objects) may come again until something other than
   * answers is written, by whatever process.
   */
  remembered<Row>(query: Query<Row>): Promise<readonly Row[]>
  /**
   * Writes all changes or none; resolves when they are on disk, one outcome a change.
   * @throws ConstraintFailure when a key, a check or a reference refuses; Busy when the engine stays locked.
   */
  commit(...changes: readonly Change[]): Promise<Outcome[]>
}

/** A database in a file on this machine, with what only such a one can do. */
export interface LocalDatabase extends Database {
  /** Writes a stream of changes of any length, all or none, in bounded memory; other commits wait meanwhile. */
  commitStream(changes: AsyncIterable<Change>): Promise<void>
  /** Rows of a select one after the other, as arrays in the order of its columns, in bounded memory. */
  stream<Row extends readonly Value[]>(query: Query<Row>): Iterable<Row>
  /** Writes a consistent copy of the whole database to a file, while it is in use. */
  backup(file: string): Promise<void>
  /** Waits for commits under way, then closes the file. */
  close(): Promise<void>
}

/** Refused by a rule of the schema. `subject` names it: `responses.key` for a key, the check's text or table for a check. */
export class ConstraintFailure extends Error {
  readonly kind: 'unique' | 'check' | 'foreign key' | 'not null' | 'append-only'
  readonly subject: string
  constructor(kind: ConstraintFailure['kind'], subject: string, cause: unknown) {
    super(`${kind} constraint refused ${subject}`, { cause })
    this.name = 'ConstraintFailure'
    this.kind = kind
    this.subject = subject
  }
}

/** The engine was locked by somebody else for longer than a visitor can wait. */
export class Busy extends Error {
  constructor(cause: unknown) {
    super('the database is busy', { cause })
    this.name = 'Busy'
  }
}

const constraints = [
  ['UNIQUE', 'unique'],
  ['CHECK', 'check'],
  ['FOREIGN KEY', 'foreign key'],
  ['NOT NULL', 'not null'],
] as const

/** Turns an engine's error into a ConstraintFailure where it is one; both engines print SQLite's own words. */
export function recognise(error: unknown): unknown {
  const words = error instanceof Error ? error.message : String(error)
  const found = /(UNIQUE|CHECK|FOREIGN KEY|NOT NULL) constraint failed(?:: (?!SQLITE_)([^:]+))?/.exec(words)
  if (found) {
    const kind = constraints.find(([said]) => said === found[1])
    if (kind) return new ConstraintFailure(kind[1], (found[2] ?? '').trim(), error)
  }
  const refused = /(\w+) are append-only/.exec(words)
  if (refused) return new ConstraintFailure('append-only', refused[1] ?? '', error)
  return error
}

/** Kysely that builds and compiles but has no engine behind it: stores make their queries and changes with it. */
export const build = new Kysely<Tables>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (kysely) => new SqliteIntrospector(kysely),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  },
})

interface Compilable<Row> {
  compile(): CompiledQuery<Row>
}

/** Compiles a write made with `build`. */
export function change(writing: Compilable<unknown>): Change {
  const { sql, parameters } = writing.compile()
  return { sql, parameters: parameters as Value[] }
}

/** A change that refuses the whole commit unless `condition` (a scalar select of 0 or 1) yields 1. */
export function mustHold(condition: { sql: string; parameters: readonly Value[] }): Change {
  return {
    sql: `insert or replace into must_hold (id, holds) select 1, exists(${condition.sql})`,
    parameters: condition.parameters,
  }
}

/**
 * Compiles a read or write once and binds it many times: `build` gets a function that stands for a named value.
 * Compiling costs tens of microseconds, binding under one.
 */
export function prepare<Values extends object, Row = unknown>(
  make: (value: <Name extends keyof Values>(name: Name) => Values[Name]) => Compilable<Row>,
): (values: Values) => Query<Row> & Change {
  let sql = ''
  let bindings: ((values: Values) => Value)[] | undefined
  return (values) => {
    if (!bindings) {
      const compiled = make((name) => new Placeholder(name) as never).compile()
      sql = compiled.sql
      bindings = compiled.parameters.map((parameter) =>
        parameter instanceof Placeholder
          ? (bound) => bound[parameter.name as keyof Values] as Value
          : () => parameter as Value,
      )
    }
    return { sql, parameters: bindings.map((binding) => binding(values)) }
  }
}

class Placeholder {
  readonly name: PropertyKey
  constructor(name: PropertyKey) {
    this.name = name
  }
}
