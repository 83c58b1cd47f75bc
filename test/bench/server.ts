// One server to be loaded: `store` is the site, `parse` the site whose commits store nothing, `empty` a handler that does nothing.

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import type { Database } from '#src/database/database.ts'
import { openSqlite } from '#src/database/sqlite.ts'
import { serveSite } from '#src/serve.ts'
import { storeOneCounter, temporaryDatabase } from './organisation.ts'

const [mode] = process.argv.slice(2)

if (mode === 'empty') {
  const app = new Hono()
  app.post('/s/:kode', (c) => c.body(null, 204))
  const server = createServer(getRequestListener(app.fetch))
  server.listen(0, () => announce(server.address() as AddressInfo))
} else {
  const file = temporaryDatabase()
  const database = openSqlite(file)
  await storeOneCounter(database)
  const server = await serveSite(0, {
    database: mode === 'parse' ? storingNothing(database) : database,
    clock: () => new Date(),
    config: { origin: 'http://localhost', zone: 'WIB' },
    log: (event) => console.error(event),
  })
  announce(server.address() as AddressInfo)
}

function storingNothing(database: Database): Database {
  let last = 0
  return { ...database, commit: async () => [{ changed: 1, lastId: ++last }] }
}

function announce({ port }: AddressInfo): void {
  console.log(port)
}
