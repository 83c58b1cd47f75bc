// Brings an embedded database to the newest schema, with the same bookkeeping table as `wrangler d1 migrations apply`.

import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import SqliteFile from 'better-sqlite3'
import { isBusy, openConnection } from './sqlite.ts'

/** A database in WAL is a file with two beside it. */
const parts = ['', '-wal', '-shm']

/**
 * Applies every file of `folder` that has not run, in order, each in a transaction of its own.
 * @returns the names of the files that were applied.
 * @throws the engine's error; the file that failed has left nothing behind.
 */
export function migrate(file: string, folder: string): string[] {
  const connection = openConnection(file)
  try {
    connection.exec(`create table if not exists d1_migrations (
      id integer primary key autoincrement,
      name text unique,
      applied_at timestamp default current_timestamp not null
    )`)
    const applied = new Set(connection.prepare<[], string>('select name from d1_migrations').pluck().all())
    const names = readdirSync(folder)
      .filter((name) => name.endsWith('.sql'))
      .sort()
    const missing = names.filter((name) => !applied.has(name))
    for (const name of missing) {
      connection.transaction(() => {
        connection.exec(readFileSync(join(folder, name), 'utf8'))
        connection.prepare('insert into d1_migrations (name) values (?)').run(name)
      })()
    }
    return missing
  } finally {
    connection.close()
  }
}

/**
 * Makes the file ready to serve from: its folder exists, it can be written, its schema is the newest.
 * @throws the engine's error when it cannot be written.
 */
export function prepareFile(file: string, folder: string): string[] {
  mkdirSync(dirname(file), { recursive: true })
  const applied = migrate(file, folder)
  const connection = openConnection(file)
  try {
    // A bare `begin immediate` succeeds on a file that may only be read.
    connection.exec('begin immediate; delete from d1_migrations where false; rollback')
  } finally {
    connection.close()
  }
  return applied
}

/**
 * Removes a demonstration's database, which is made anew at each start.
 * @returns why the file was left as it is: somebody uses it, or it may hold answers of real people.
 */
export function discardDemonstration(file: string): 'in use' | 'no demonstration' | undefined {
  if (existsSync(file)) {
    if (!holdsNothingReal(file)) return 'no demonstration'
    if (isInUse(file)) return 'in use'
  }
  for (const part of parts) rmSync(`${file}${part}`, { force: true })
  // Evidence that was brought to it.
  rmSync(`${file}.bukti`, { recursive: true, force: true })
  return undefined
}

function holdsNothingReal(file: string): boolean {
  const connection = new SqliteFile(file, { readonly: true })
  try {
    const marked = `select not exists(select 1 from units) or exists(select 1 from installation where key = 'demonstration')`
    return connection.prepare<[], number>(marked).pluck().get() === 1
  } catch {
    return statSync(file).size === 0
  } finally {
    connection.close()
  }
}

/**
 * Puts a backup in the place of a database that nobody uses.
 * @returns where the database that was there is kept; refused when it is in use, or when the backup is no whole database of ours.
 */
export function restoreFile(
  backup: string,
  file: string,
): { before: string | null } | { refused: 'in use' | 'not a backup' } {
  if (!isWhole(backup)) return { refused: 'not a backup' }
  mkdirSync(dirname(file), { recursive: true })
  let before: string | null = null
  // Copied beside it first: whenever this stops, one of the two whole databases is found in its place or next to it.
  const fresh = `${file}.baru`
  copyFileSync(backup, fresh)
  if (existsSync(file)) {
    if (isInUse(file)) {
      rmSync(fresh)
      return { refused: 'in use' }
    }
    before = `${file}.sebelum-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`
    for (const part of parts) if (existsSync(`${file}${part}`)) renameSync(`${file}${part}`, `${before}${part}`)
  }
  renameSync(fresh, file)
  return { before }
}

function isWhole(file: string): boolean {
  try {
    const connection = new SqliteFile(file, { readonly: true, fileMustExist: true })
    try {
      const sound = connection.pragma('integrity_check', { simple: true }) === 'ok'
      return sound && connection.prepare("select 1 from sqlite_schema where name = 'responses'").get() !== undefined
    } finally {
      connection.close()
    }
  } catch {
    return false
  }
}

// Whoever else has the file open holds a shared lock on it; leaving WAL needs the file to itself, and empties the journal
// into it. A file so damaged that this fails is nobody's.
function isInUse(file: string): boolean {
  const connection = new SqliteFile(file, { timeout: 20 })
  try {
    return connection.pragma('journal_mode = DELETE', { simple: true }) !== 'delete'
  } catch (error) {
    return isBusy(error)
  } finally {
    connection.close()
  }
}
