// Small and large organisations with answers, for the benchmarks; every answer stored by the same changes as any other.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database, LocalDatabase } from '#src/database/database.ts'
import { migrate } from '#src/database/migrate.ts'
import { openSqlite } from '#src/database/sqlite.ts'
import { type Random, random } from '#src/demonstration/random.ts'
import { type BulkResponse, startBulk } from '#src/responses/actions/bulk.ts'
import { hourBand } from '#src/responses/rules/tally.ts'
import { questionnaireOf } from '#src/surveys/store.ts'
import { type LocalDay, type Quarter, quarterDays } from '#src/units/rules/calendar.ts'
import { addAgency, addCode, addCounter, addService, addUnit } from '#src/units/store.ts'

export const code = 'CDFGHJKM'
export const asked = questionnaireOf(null, 'OFFLINE')

const folders: string[] = []
process.on('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})
process.on('SIGTERM', () => process.exit())

/** A new database file with the newest schema, removed when the process ends. */
export function temporaryDatabase(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ikm-bench-'))
  folders.push(folder)
  const file = join(folder, 'ikm.db')
  migrate(file, new URL('../../migrations/', import.meta.url).pathname)
  return file
}

/** One unit with one service and one counter. */
export async function storeOneCounter(database: Database): Promise<void> {
  await database.commit(
    addAgency({ id: 1, slug: 'dinas', name: 'Dinas' }),
    addUnit({ id: 1, agency_id: 1, slug: 'unit-1', name: 'Unit', kind: 'Unit', address: '', zone: 'WIB' }),
    addService({ id: 1, unit_id: 1, slug: 'umum', name: 'Umum', channel: 'OFFLINE' }),
    addCounter({ id: 1, unit_id: 1, name: 'Loket 1', service_id: null }),
    addCode({ code, counterId: 1, issuedAt: 0 }),
  )
}

const unitsInAll = 500
const servicesOfUnit = 2

/** 500 units of 25 agencies, two services and two counters each, with this many answers over the days of a quarter until `today`. */
export async function storeLargeOrganisation(
  responses: number,
  quarter: Quarter,
  today: LocalDay,
): Promise<LocalDatabase> {
  const database = openSqlite(temporaryDatabase())
  const units = Array.from({ length: unitsInAll }, (_, place) => place + 1)
  await database.commit(
    ...Array.from({ length: 25 }, (_, place) =>
      addAgency({ id: place + 1, slug: `dinas-${place + 1}`, name: `Dinas ${place + 1}` }),
    ),
    ...units.map((id) =>
      addUnit({
        id,
        agency_id: 1 + (id % 25),
        slug: `unit-${id}`,
        name: `Unit ${id}`,
        kind: 'Unit',
        address: `Jalan ${id}`,
        zone: 'WIB',
      }),
    ),
    ...units.flatMap((unit_id) =>
      Array.from({ length: servicesOfUnit }, (_, place) =>
        addService({
          id: placeOf(unit_id, place),
          unit_id,
          slug: `layanan-${place}`,
          name: `Layanan ${place}`,
          channel: 'OFFLINE',
        }),
      ),
    ),
    ...units.flatMap((unit_id) =>
      Array.from({ length: servicesOfUnit }, (_, place) =>
        addCounter({ id: placeOf(unit_id, place), unit_id, name: `Loket ${place}`, service_id: null }),
      ),
    ),
  )
  await database.commitStream(answers(responses, quarter, today))
  return database
}

async function* answers(responses: number, quarter: Quarter, today: LocalDay) {
  const chance = random(`bench ${responses}`)
  const { first, last } = quarterDays(quarter)
  const days = Math.min(last, today) - first + 1
  const bulk = startBulk()
  for (let stored = 0; stored < responses; stored += inOneStatement) {
    const rows = Array.from({ length: Math.min(inOneStatement, responses - stored) }, (_, place) => {
      // In order of time, as answers arrive.
      const day = first + Math.floor(((stored + place) / responses) * days)
      return madeUp(chance, day)
    })
    yield* bulk.add(rows)
  }
  yield* bulk.tallies()
}

const inOneStatement = 5000

function madeUp(chance: Random, day: LocalDay): BulkResponse {
  const unitId = 1 + below(chance, unitsInAll)
  const second = below(chance, 28_800)
  return {
    place: {
      unitId,
      serviceId: placeOf(unitId, below(chance, servicesOfUnit)),
      counterId: placeOf(unitId, below(chance, servicesOfUnit)),
      channel: 'phone',
      day,
    },
    answeredAt: day * 86_400 + second,
    // Seven hours later in WIB.
    hour: hourBand(second + 25_200),
    asked,
    answers: Object.fromEntries(asked.questions.map(({ key }) => [key, 2 + below(chance, 3)])),
    respondent: { sex: 'L', age: '26-34', education: 'S1', occupation: 'ASN', disability: 'no', filledBy: 'sendiri' },
    suggestion: null,
    importId: null,
  }
}

function placeOf(unit: number, place: number): number {
  return (unit - 1) * servicesOfUnit + place + 1
}

function below(chance: Random, limit: number): number {
  return chance.between(0, limit - 1)
}
