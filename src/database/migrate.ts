// Brings an embedded database to the newest schema, with the same bookkeeping table as `wrangler d1 migrations apply`.

import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
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
