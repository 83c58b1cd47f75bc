// Compressed bytes of a form's first view and of the Worker's bundle, beside what they may weigh.

import type { AddressInfo } from 'node:net'
import { openSqlite } from '#src/database/sqlite.ts'
import { serveSite } from '#src/serve.ts'
import { formBytes, workerBytes } from '#test/support/bytes.ts'
import type { Result } from './measure.ts'
import { code, storeOneCounter, temporaryDatabase } from './organisation.ts'

const formLimit = 14_336
const workerLimit = 1_048_576

export async function bytes(): Promise<Result[]> {
  const database = openSqlite(temporaryDatabase())
  await storeOneCounter(database)
  const server = await serveSite(0, {
    database,
    clock: () => new Date(),
    config: { origin: 'http://localhost', zone: 'WIB' },
    log() {},
  })
  const { gzip } = await formBytes(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, code)
  server.close()
  server.closeAllConnections()
  await database.close()
  return [weighed('form-bytes', gzip, formLimit), weighed('worker-bytes', await workerBytes(), workerLimit)]
}

function weighed(name: string, value: number, baseline: number): Result {
  return { name, value, baseline, ratio: value / baseline, goal: 1, better: 'lower', unit: 'byte terkompres' }
}
