// Starts the embedded server: settings, database file, and a stop that loses nothing.

import type { Server } from 'node:http'
import type { Database } from './database/database.ts'
import type { Platform } from './platform.ts'
import type { Settings } from './settings.ts'

const oldestNode = [22, 12] as const
const migrationsFolder = new URL('../migrations/', import.meta.url)

await main()

async function main(): Promise<void> {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1])) {
    refuse(`Node ${process.versions.node} terlalu lama. Pasang Node ${oldestNode.join('.')} atau yang lebih baru.`)
  }
  // Imported only now: the SQLite binary crashes an old Node before it could say so.
  const { readSettings } = await import('./settings.ts')
  const demonstration = process.argv.includes('--demo')
  const read = readSettings(process.env, demonstration ? 'data/demo.db' : 'data/ikm.db')
  if ('refused' in read) refuse(...read.refused)
  else await start(read.settings, demonstration)
}

async function start(settings: Settings, demonstration: boolean): Promise<void> {
  const { fileURLToPath } = await import('node:url')
  const { discardFile, prepareFile } = await import('./database/migrate.ts')
  const { openSqlite } = await import('./database/sqlite.ts')
  const migrations = fileURLToPath(migrationsFolder)
  try {
    if (demonstration) discardFile(settings.database)
    prepareFile(settings.database, migrations)
  } catch (error) {
    refuse(`Basis data ${settings.database} tidak dapat ditulis (${(error as Error).message}). Periksa lokasi dan hak aksesnya, atau ubah IKM_DB.`)
  }
  const database = openSqlite(settings.database)
  if (demonstration) await storeDemonstration(database)
  const server = await listen(settings, {
    database,
    clock: () => new Date(),
    config: { origin: settings.origin, zone: settings.zone },
    log: (event) => console.log(JSON.stringify({ at: new Date().toISOString(), ...event })),
  })
  stopOn(['SIGTERM', 'SIGINT'], server, () => database.close())
  if (demonstration) await announceDemonstration(database, settings)
  else console.log(`IKM melayani di ${settings.origin} (port ${settings.port}), basis data ${settings.database}.`)
}

async function storeDemonstration(database: Database): Promise<void> {
  const build = await import('./demonstration/build.ts')
  console.log('Menyusun kota peragaan …')
  const stored = await build.storeDemonstration(database, new Date())
  console.log(`${stored} jawaban rekaan tersimpan.`)
}

async function announceDemonstration(database: Database, { origin }: Settings): Promise<void> {
  const { listCounters } = await import('./units/store.ts')
  const counters = await listCounters(database)
  console.log(`\nPeragaan siap: semua data rekaan, disusun ulang setiap kali dimulai.\n\n  Beranda   ${origin}/`)
  for (const { code, name, unit, unit_slug } of counters.filter((counter, place) => counter.unit !== counters[place - 1]?.unit).slice(0, 6)) {
    console.log(`  ${unit}\n    unit      ${origin}/unit/${unit_slug}\n    survei    ${origin}/s/${code}  (${name})`)
  }
  console.log('\nTekan Ctrl+C untuk berhenti.')
}

async function listen(settings: Settings, platform: Platform): Promise<Server> {
  const { serveSite } = await import('./serve.ts')
  try {
    return await serveSite(settings.port, platform)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE') refuse(`Port ${settings.port} sedang dipakai program lain. Hentikan program itu, atau ubah PORT.`)
    refuse(`Server tidak dapat dimulai: ${message}`)
  }
}

// No new visitors; those who are being served get their answer, then the database closes.
function stopOn(signals: NodeJS.Signals[], server: Server, closeDatabase: () => Promise<void>): void {
  let stopping = false
  for (const signal of signals) {
    process.on(signal, () => {
      if (stopping) return
      stopping = true
      server.close(async () => {
        await closeDatabase()
        process.exit(0)
      })
      server.closeIdleConnections()
      setTimeout(() => server.closeAllConnections(), 10_000).unref()
    })
  }
}

function refuse(...sentences: string[]): never {
  for (const sentence of sentences) console.error(sentence)
  process.exit(1)
}
