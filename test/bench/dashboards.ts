// The desk beside itself: a unit with a thousand times the answers, an overview with a hundred times the units.

import { app } from '#src/app.tsx'
import type { LocalDatabase } from '#src/database/database.ts'
import { openSqlite } from '#src/database/sqlite.ts'
import { random } from '#src/demonstration/random.ts'
import { watchUnits } from '#src/ikm/watching.ts'
import type { Platform } from '#src/platform.ts'
import { type BulkResponse, startBulk } from '#src/responses/actions/bulk.ts'
import {
  type LocalDay,
  localDay,
  monthsOf,
  previousQuarter,
  quarterDays,
  quarterOf,
} from '#src/units/rules/calendar.ts'
import { addAgency, addCode, addCounter, addService, addUnit, enterServed } from '#src/units/store.ts'
import { arrangeStaff, type DeskBrowser, signedIn } from '#test/support/desk.ts'
import { origin, secret } from '#test/support/site.ts'
import { inTurn, milliseconds, type Result } from './measure.ts'
import { asked, code, temporaryDatabase } from './organisation.ts'

const now = new Date('2026-11-22T05:00:00Z')
const today = localDay(now, 'WIB')
const quarter = quarterOf(today)
const before = previousQuarter(quarter)
const rounds = 15
const visitsOfRound = 10

/** Each visit comes after a new answer, so that nothing of the unit is the same as at the last. */
export async function dashboards(): Promise<Result[]> {
  const results = [
    await compared('dashboard-flat', 1.5, '/kelola/unit/unit-1', await busyUnit(1_000_000), await busyUnit(1000)),
    await compared('overview-2000', 3, '/kelola/ikhtisar', await manyUnits(2000), await manyUnits(20)),
    await compared(
      'overview-2000-ikm',
      3,
      '/kelola/ikhtisar?urut=ikm&arah=turun',
      await manyUnits(2000),
      await manyUnits(20),
    ),
  ]
  return results
}

async function compared(
  name: string,
  goal: number,
  path: string,
  large: LocalDatabase,
  small: LocalDatabase,
): Promise<Result> {
  const [many, few] = [await visitor(large, path), await visitor(small, path)]
  await many()
  await few()
  const measured = await inTurn(rounds, many, few)
  await large.close()
  await small.close()
  return { name, ...measured, goal, better: 'lower', unit: 'ms per halaman' }
}

async function visitor(database: LocalDatabase, path: string): Promise<() => Promise<number>> {
  const platform: Platform = {
    database,
    clock: () => now,
    config: { origin, zone: 'WIB', secret },
    log() {},
  }
  const fetch = async (address: string, init?: RequestInit) => app.fetch(new Request(origin + address, init), platform)
  const browser = await signedIn(
    { address: origin, fetch, database, errors: () => [], close: async () => {} },
    (await arrangeStaff(database)).bureau,
  )
  return async () => {
    let spent = 0
    for (let time = 0; time < visitsOfRound; time++) {
      await answer(fetch)
      spent += await milliseconds(() => visit(browser, path))
    }
    return spent / visitsOfRound
  }
}

async function visit(browser: DeskBrowser, path: string): Promise<void> {
  const page = await browser.get(path)
  if (page.status !== 200 || !(await page.text()).includes('responden')) throw new Error(`no page at ${path}`)
}

async function answer(fetch: (address: string, init: RequestInit) => Promise<Response>): Promise<void> {
  const body = JSON.stringify({
    layanan: 'layanan-1',
    requirements: 3,
    cost: 4,
    conduct: 2,
    kunci: crypto.randomUUID(),
  })
  const headers = { 'content-type': 'application/json', accept: 'application/json' }
  const { status } = await fetch(`/s/${code}`, { method: 'POST', body, headers })
  if (status !== 201) throw new Error(`answered ${status}`)
}

const services = 8
const counters = 4

/** One unit with eight services and four counters, and this many answers over a year. */
async function busyUnit(answers: number): Promise<LocalDatabase> {
  const database = openSqlite(temporaryDatabase())
  const numbers = (count: number) => Array.from({ length: count }, (_, place) => place + 1)
  await database.commit(
    addAgency({ id: 1, slug: 'dinas', name: 'Dinas' }),
    addAgency({ id: 2, slug: 'badan', name: 'Badan' }),
    ...[1, 2, 3].map((id) => addUnit({ ...unit(id), agency_id: id === 3 ? 2 : 1 })),
    ...numbers(services).map((id) =>
      addService({ id, unit_id: 1, slug: `layanan-${id}`, name: `Layanan ${id}`, channel: 'OFFLINE' }),
    ),
    ...numbers(counters).map((id) => addCounter({ id, unit_id: 1, name: `Loket ${id}`, service_id: null })),
    addCode({ code, counterId: 1, issuedAt: 0 }),
  )
  const chance = random(`busy ${answers}`)
  const first = quarterDays(quarter).first - 270
  await store(database, answers, (stored) =>
    response(chance, 1, first + Math.floor((stored / answers) * (today - first + 1)), services),
  )
  await watchUnits(database, now, 'WIB')
  return database
}

/** As many units, each with a hundred answers in this quarter and in the one before, and people served entered. */
async function manyUnits(units: number): Promise<LocalDatabase> {
  const database = openSqlite(temporaryDatabase())
  const numbers = Array.from({ length: units }, (_, place) => place + 1)
  await database.commit(
    ...Array.from({ length: 25 }, (_, place) =>
      addAgency({ id: place + 1, slug: `dinas-${place + 1}`, name: `Dinas ${place + 1}` }),
    ),
    ...numbers.map((id) => addUnit({ ...unit(id), agency_id: 1 + (id % 25) })),
    ...numbers.map((id) => addService({ id, unit_id: id, slug: 'layanan-1', name: 'Umum', channel: 'OFFLINE' })),
    addCounter({ id: 1, unit_id: 1, name: 'Loket', service_id: null }),
    addCode({ code, counterId: 1, issuedAt: 0 }),
    ...numbers.flatMap((unitId) =>
      monthsOf(before).map((month) =>
        enterServed({ unitId, serviceId: null, month, people: 200 + (unitId % 900), enteredAt: 0 }),
      ),
    ),
  )
  const chance = random(`many ${units}`)
  const { first } = quarterDays(before)
  await store(database, units * 200, (stored) => {
    const unitId = 1 + (stored % units)
    const day = first + Math.floor((stored / (units * 200)) * (today - first + 1))
    return {
      ...response(chance, unitId, day, 1),
      place: { ...placeOf(unitId, day), serviceId: unitId, counterId: null },
    }
  })
  await watchUnits(database, now, 'WIB')
  return database
}

function unit(id: number) {
  return {
    id,
    slug: `unit-${id}`,
    name: `Unit ${id}`,
    kind: `Jenis ${id % 7}`,
    address: `Jalan ${id}`,
    zone: 'WIB' as const,
  }
}

const inOneStatement = 5000

async function store(
  database: LocalDatabase,
  responses: number,
  make: (stored: number) => BulkResponse,
): Promise<void> {
  async function* changes() {
    const bulk = startBulk()
    for (let stored = 0; stored < responses; stored += inOneStatement) {
      const length = Math.min(inOneStatement, responses - stored)
      yield* bulk.add(Array.from({ length }, (_, place) => make(stored + place)))
    }
    yield* bulk.tallies()
  }
  await database.commitStream(changes())
}

function response(
  chance: ReturnType<typeof random>,
  unitId: number,
  day: LocalDay,
  servicesOfUnit: number,
): BulkResponse {
  const one = (...from: string[]) => from[chance.between(0, from.length - 1)] ?? null
  return {
    place: {
      ...placeOf(unitId, day),
      serviceId: chance.between(1, servicesOfUnit),
      counterId: chance.between(1, servicesOfUnit === 1 ? 1 : counters),
    },
    answeredAt: day * 86_400 + chance.between(0, 28_800),
    hour: 'morning',
    asked,
    answers: Object.fromEntries(asked.questions.map(({ key }) => [key, 2 + chance.between(0, 2)])),
    respondent: {
      sex: one('L', 'P'),
      age: one('26-34', '35-44', '45-54'),
      education: one('SMA', 'S1'),
      occupation: one('ASN', 'private', 'business'),
      disability: 'no',
      filledBy: 'sendiri',
    },
    suggestion: null,
    importId: null,
  }
}

function placeOf(unitId: number, day: LocalDay) {
  return { unitId, day, channel: 'phone' }
}
