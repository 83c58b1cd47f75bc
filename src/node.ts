// Starts the embedded server: settings, database file, and a stop that loses nothing.

import type { Server } from 'node:http'
import type { Database } from './database/database.ts'
import type { DemonstrationSignIn } from './demonstration/accounts.ts'
import { refuseOldNode } from './oldest-node.ts'
import type { Platform } from './platform.ts'
import { keepSecret } from './secret.ts'
import { openPace } from './security/pace.ts'
import type { Settings } from './settings.ts'

const migrationsFolder = new URL('../migrations/', import.meta.url)
/** Milliseconds after a signal to stop: visitors are let in until none has come for `silence`, at most for `lettingIn`. */
const silence = 500
const lettingIn = 3_000
/** After this, whoever has not finished is cut off. */
const cuttingOff = 6_000

await main()

async function main(): Promise<void> {
  refuseOldNode()
  // Imported only now: an old Node may not even read it.
  const { readSettings } = await import('./settings.ts')
  const demonstration = process.argv.includes('--demo')
  const read = readSettings(process.env, demonstration ? 'data/demo.db' : 'data/ikm.db')
  if ('refused' in read) refuse(...read.refused)
  else await start(read.settings, demonstration)
}

async function start(settings: Settings, demonstration: boolean): Promise<void> {
  const { fileURLToPath } = await import('node:url')
  const { discardDemonstration, prepareFile } = await import('./database/migrate.ts')
  const { openSqlite } = await import('./database/sqlite.ts')
  const migrations = fileURLToPath(migrationsFolder)
  try {
    const kept = demonstration && discardDemonstration(settings.database)
    if (kept === 'in use') refuse(`${settings.database} sedang dipakai. Hentikan peragaan yang sedang berjalan.`)
    if (kept) refuse(`${settings.database} bukan basis data peragaan, jadi tidak ditimpa. Kosongkan atau ubah IKM_DB.`)
    prepareFile(settings.database, migrations)
  } catch (error) {
    refuse(
      `Basis data ${settings.database} tidak dapat ditulis (${(error as Error).message}). Periksa lokasi dan hak aksesnya, atau ubah IKM_DB.`,
    )
  }
  const { evidenceFolderOf, openEvidenceFolder } = await import('./evidence-folder.ts')
  const database = openSqlite(settings.database)
  const { secret, madeIn } = settings.secret ? { secret: settings.secret, madeIn: null } : keepSecret(settings.database)
  const { signingKey, madeIn: keyMadeIn } = settings.signingKey
    ? { signingKey: settings.signingKey, madeIn: null }
    : await (await import('./signing-key.ts')).keepSigningKey(settings.database)
  const signIns = demonstration ? await storeDemonstration(database, signingKey) : []
  const { mail, origin, zone, oidc } = settings
  const platform: Platform = {
    database,
    clock: () => new Date(),
    config: { origin, zone, secret, oidc, signingKey },
    mail: mail && (await import('./mail.ts')).openMail(mail),
    pace: openPace(settings.pace),
    evidence: openEvidenceFolder(evidenceFolderOf(settings.database)),
    log: (event) => console.log(JSON.stringify({ at: new Date().toISOString(), ...event })),
  }
  const server = await listen(settings, platform)
  if (madeIn) {
    console.log(`Kunci rahasia dibuat di ${madeIn}. Simpan bersama salinan basis data, atau tetapkan IKM_SECRET.`)
  }
  if (keyMadeIn) {
    console.log(`Kunci tanda tangan publikasi dibuat di ${keyMadeIn}. Simpan salinannya di tempat lain yang aman.`)
  }
  await keepSchedule(platform)
  stopOn(['SIGTERM', 'SIGINT'], server, () => database.close())
  if (demonstration) await announceDemonstration(database, settings, signIns)
  else {
    await offerSetup(database, settings)
    console.log(`IKM melayani di ${settings.origin} (port ${settings.port}), basis data ${settings.database}.`)
  }
}

// Until there is an account, each start prints a fresh address; the one before is then worth nothing.
async function offerSetup(database: Database, { origin }: Settings): Promise<void> {
  const { offerSetupLink } = await import('./accounts/actions/links.ts')
  const path = await offerSetupLink(database, new Date())
  if (path)
    console.log(
      `Belum ada akun. Buat akun Bagian Organisasi yang pertama di sini (sekali pakai, 24 jam):\n  ${origin}${path}`,
    )
}

// At the beginning of every hour.
async function keepSchedule(platform: Platform): Promise<void> {
  const { runSchedule } = await import('./schedule.ts')
  const hour = 3_600_000
  const wait = () => {
    setTimeout(
      () => {
        void runSchedule(platform, platform.clock())
        wait()
      },
      hour - (Date.now() % hour),
    ).unref()
  }
  wait()
}

async function storeDemonstration(database: Database, signingKey: string): Promise<readonly DemonstrationSignIn[]> {
  const build = await import('./demonstration/build.ts')
  console.log('Menyusun kota peragaan …')
  const stored = await build.storeDemonstration(database, new Date(), signingKey)
  console.log(`${stored} jawaban rekaan tersimpan.`)
  const { storeSignIns } = await import('./demonstration/accounts.ts')
  return storeSignIns(database, new Date())
}

async function announceDemonstration(
  database: Database,
  { origin }: Settings,
  signIns: readonly DemonstrationSignIn[],
): Promise<void> {
  const { listCounters } = await import('./units/store.ts')
  const counters = await listCounters(database)
  console.log(`\nPeragaan siap: semua data rekaan, disusun ulang setiap kali dimulai.\n\n  Beranda   ${origin}/`)
  const firstOfUnits = counters.filter((counter, place) => counter.unit !== counters[place - 1]?.unit)
  // Some of each kind, not the first of the alphabet.
  for (const { code, name, unit, unit_slug } of firstOfUnits.filter((_, place) => place % 3 === 0)) {
    console.log(`  ${unit}\n    unit      ${origin}/unit/${unit_slug}\n    survei    ${origin}/s/${code}  (${name})`)
  }
  console.log(`\nMasuk      ${origin}/masuk  (akun rekaan, kata sandi baru setiap kali dimulai)`)
  for (const { role, email, password } of signIns) console.log(`  ${role.padEnd(20)} ${email.padEnd(26)} ${password}`)
  console.log('\nTekan Ctrl+C untuk berhenti.')
}

async function listen(settings: Settings, platform: Platform): Promise<Server> {
  const { serveSite } = await import('./serve.ts')
  try {
    return await serveSite(settings.port, platform)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE')
      refuse(`Port ${settings.port} sedang dipakai program lain. Hentikan program itu, atau ubah PORT.`)
    refuse(`Server tidak dapat dimulai: ${message}`)
  }
}

// Whoever has sent something gets an answer, as the last one on that connection; then the database closes.
function stopOn(signals: NodeJS.Signals[], server: Server, closeDatabase: () => Promise<void>): void {
  let stopping = false
  const stop = () => {
    if (stopping) return
    stopping = true
    server.prependListener('request', (_, response) => response.setHeader('connection', 'close'))
    // What was sent before the signal may still be on its way, or wait at the door, where it shows only when it is let in.
    const nobodyComes = setTimeout(closeDoor, silence)
    const longEnough = setTimeout(closeDoor, lettingIn)
    server.on('connection', () => nobodyComes.refresh())
    setTimeout(() => server.closeAllConnections(), cuttingOff)

    function closeDoor(): void {
      clearTimeout(nobodyComes)
      clearTimeout(longEnough)
      server.close(async () => {
        await closeDatabase()
        process.exit(0)
      })
      setInterval(() => server.closeIdleConnections(), 50)
    }
  }
  for (const signal of signals) process.on(signal, stop)
}

function refuse(...sentences: string[]): never {
  for (const sentence of sentences) console.error(sentence)
  process.exit(1)
}
