// One server to be loaded: `store` is the site, `parse` the site whose commits store nothing, `empty` a handler that does nothing,
// `public` the site with a published quarter, and in it an address that does nothing.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { app } from '#src/app.tsx'
import type { Database, LocalDatabase } from '#src/database/database.ts'
import { openSqlite } from '#src/database/sqlite.ts'
import { openPace } from '#src/security/pace.ts'
import { serveSite } from '#src/serve.ts'
import { addAgency, addService, addUnit } from '#src/units/store.ts'
import { answerIn, answersAround, publishNow } from '#test/support/publishing.ts'
import { storeOneCounter, temporaryDatabase } from './organisation.ts'

const [mode] = process.argv.slice(2)

if (mode === 'empty') {
  const bare = new Hono()
  bare.post('/s/:kode', (c) => c.body(null, 204))
  const server = createServer(getRequestListener(bare.fetch))
  server.listen(0, () => announce(server.address() as AddressInfo))
} else {
  const database = mode === 'public' ? await storePublished() : openSqlite(temporaryDatabase())
  if (mode === 'public') app.get('/kosong', (c) => c.body(null, 204))
  else await storeOneCounter(database)
  const server = await serveSite(0, {
    database: mode === 'parse' ? storingNothing(database) : database,
    clock: () => new Date(),
    config: { origin: 'http://localhost', zone: 'WIB' },
    // Counted as everywhere, and never too many.
    pace: openPace(1e9),
    log: (event) => console.error(event),
  })
  announce(server.address() as AddressInfo)
}

/** Twenty units with a published quarter behind them. */
async function storePublished(): Promise<LocalDatabase> {
  const units = Array.from({ length: 20 }, (_, place) => place + 1)
  const database = openSqlite(temporaryDatabase())
  await database.commit(
    addAgency({ id: 1, slug: 'dinas', name: 'Dinas' }),
    ...units.map((id) =>
      addUnit({ id, agency_id: 1, slug: `unit-${id}`, name: `Unit ${id}`, kind: 'Unit', address: '', zone: 'WIB' }),
    ),
    ...units.map((id) => addService({ id, unit_id: id, slug: 'umum', name: 'Umum', channel: 'OFFLINE' })),
  )
  for (const quarter of [20261, 20262, 20263]) {
    for (const id of units) {
      await answerIn(database, { unitId: id, serviceId: id, quarter }, answersAround(3.2, 120, quarter + id))
    }
    await publishNow(database, quarter, {
      at: new Date(`2026-${String((quarter % 10) * 3 + 1).padStart(2, '0')}-12T03:00:00Z`),
    })
  }
  return database
}

function storingNothing(database: Database): Database {
  let last = 0
  return { ...database, commit: async () => [{ changed: 1, lastId: ++last }] }
}

function announce({ port }: AddressInfo): void {
  console.log(port)
}
