// Runs the site on local workerd with D1, for trying what Cloudflare will run: migrations, the made-up city, `wrangler dev`.

import { spawn, spawnSync } from 'node:child_process'
import { getPlatformProxy } from 'wrangler'
import { type D1Binding, openD1 } from './database/d1.ts'
import { type DemonstrationSignIn, storeSignIns } from './demonstration/accounts.ts'
import { storeDemonstration } from './demonstration/build.ts'
import { keepSigningKey } from './signing-key.ts'
import { countUnits, listCounters } from './units/store.ts'

const quiet = { ...process.env, WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false', CI: '1' }
Object.assign(process.env, quiet)
const port = process.env.PORT ?? '3000'

const applied = spawnSync('wrangler', ['d1', 'migrations', 'apply', 'DATABASE', '--local'], {
  stdio: ['ignore', 'ignore', 'inherit'],
})
if (applied.status !== 0) process.exit(applied.status ?? 1)
// What was published in an earlier trial stays in .wrangler, and so does the key that signed it.
const { signingKey } = await keepSigningKey('.wrangler/ikm')
await seed()
// Sessions of a trial end with it, so its secret may be new each time.
const secret = process.env.IKM_SECRET ?? crypto.randomUUID() + crypto.randomUUID()
const variables = [`IKM_SECRET:${secret}`, `IKM_SIGNING_KEY:${signingKey.replaceAll(/-----[A-Z ]+-----|\s/g, '')}`]
const dev = ['dev', '--local', '--port', port, '--show-interactive-dev-session=false']
const server = spawn('wrangler', [...dev, ...variables.flatMap((variable) => ['--var', variable])], {
  stdio: 'inherit',
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.kill(signal))
server.on('exit', (code) => process.exit(code ?? 0))

async function seed(): Promise<void> {
  const { env, dispose } = await getPlatformProxy<{ DATABASE: D1Binding }>()
  const database = openD1(env.DATABASE)
  const { total } = await countUnits(database)
  if (total === 0) {
    console.log('Menyusun kota peragaan di D1 lokal …')
    console.log(`${await storeDemonstration(database, new Date(), signingKey)} jawaban rekaan tersimpan.`)
    announce(await storeSignIns(database, new Date()))
  }
  const counters = await listCounters(database)
  console.log(`Beranda  http://localhost:${port}/`)
  for (const { code, unit } of counters.slice(0, 3))
    console.log(`Survei   http://localhost:${port}/s/${code}  (${unit})`)
  await dispose()
}

function announce(signIns: readonly DemonstrationSignIn[]): void {
  console.log(`Masuk    http://localhost:${port}/masuk  (kata sandi ini tetap sampai .wrangler dihapus)`)
  for (const { role, email, password } of signIns) console.log(`  ${role.padEnd(20)} ${email.padEnd(26)} ${password}`)
}
