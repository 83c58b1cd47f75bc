// Brings an embedded database to the newest schema, with the same bookkeeping table as `wrangler d1 migrations apply`.

import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import SqliteFile from 'better-sqlite3'
import { openConnection } from './sqlite.ts'

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
    const names = readdirSync(folder).filter((name) => name.endsWith('.sql')).sort()
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
    connection.exec('begin immediate; rollback')
  } finally {
    connection.close()
  }
  return applied
}

/** Removes a database file with its journal; for data that are made anew. */
export function discardFile(file: string): void {
  for (const part of ['', '-wal', '-shm']) rmSync(`${file}${part}`, { force: true })
}

/**
 * Puts a backup in the place of a database that nobody uses.
 * @returns where the database that was there is kept; refused when it is in use, or when the backup is no whole database of ours.
 */
export function restoreFile(backup: string, file: string): { before: string | null } | { refused: 'in use' | 'not a backup' } {
  if (!isWhole(backup)) return { refused: 'not a backup' }
  mkdirSync(dirname(file), { recursive: true })
  let before: string | null = null
  if (existsSync(file)) {
    if (!closeForGood(file)) return { refused: 'in use' }
    before = `${file}.sebelum-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`
    renameSync(file, before)
  }
  copyFileSync(backup, file)
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

// Whoever else has the file open holds a shared lock on it; leaving WAL needs the file to itself, and empties the journal into it.
function closeForGood(file: string): boolean {
  const connection = new SqliteFile(file, { timeout: 20 })
  try {
    return connection.pragma('journal_mode = DELETE', { simple: true }) === 'delete'
  } catch {
    return false
  } finally {
    connection.close()
  }
}
