// The turn of a day and of a quarter, with a clock that the test holds: where answers are counted, and what is asked.

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { app } from '#src/app.tsx'
import type { LocalDatabase } from '#src/database/database.ts'
import { openSqlite } from '#src/database/sqlite.ts'
import { viewDashboard } from '#src/ikm/dashboard.ts'
import { findArranged } from '#src/ikm/store/dashboard.ts'
import { addUnitQuestionnaire } from '#src/surveys/store.ts'
import { dayFromText } from '#src/units/rules/calendar.ts'
import { all, questionsIn } from '#test/support/answers.ts'
import { arrangeCity, city, nine } from '#test/support/city.ts'
import { recount, storedTallies } from '#test/support/recount.ts'
import { origin, temporaryFile } from '#test/support/site.ts'

const { registry, taxes, clinic } = city
let database: LocalDatabase
let remove: () => void
let now: Date

beforeAll(async () => {
  const created = await temporaryFile()
  remove = created.remove
  database = openSqlite(created.file)
  await arrangeCity(database)
})
beforeEach(() => {
  now = new Date('2026-09-30T12:00:00+07:00')
})
afterAll(async () => {
  expect(await storedTallies(database)).toEqual(await recount(database))
  await database.close()
  remove()
})

async function visit(path: string, answers?: object): Promise<string> {
  const request = new Request(origin + path, {
    ...(answers && {
      method: 'POST',
      body: JSON.stringify(answers),
      headers: { 'content-type': 'application/json', accept: 'application/json' },
    }),
  })
  const response = await app.fetch(request, {
    database,
    clock: () => now,
    config: { origin, zone: 'WIB' },
    log: console.log,
  })
  expect(response.status).toBe(answers ? 201 : 200)
  return response.text()
}

async function quarters(unitId: number): Promise<Record<number, number>> {
  const rows = await database.read
    .selectFrom('quarter_tallies')
    .where('unit_id', '=', unitId)
    .select(['quarter', 'respondents'])
    .execute()
  return Object.fromEntries(rows.map(({ quarter, respondents }) => [quarter, respondents]))
}

test('a quarter ends with the last second of its last day, in the zone of each unit', async () => {
  const counters = [
    { unit: registry, zone: '+07:00', answer: { ...all(nine, 4), layanan: 'ktp' } },
    { unit: taxes, zone: '+08:00', answer: { costAsInformed: 4, layanan: 'pajak' } },
    { unit: clinic, zone: '+09:00', answer: all(nine, 4) },
  ]
  for (const { unit, zone, answer } of counters) {
    now = new Date(`2026-09-30T23:59:59.999${zone}`)
    await visit(`/s/${unit.counter.code}`, answer)
    expect(await quarters(unit.id)).toEqual({ 20263: 1 })
    now = new Date(`2026-10-01T00:00:00${zone}`)
    await visit(`/s/${unit.counter.code}`, answer)
    expect(await quarters(unit.id)).toEqual({ 20263: 1, 20264: 1 })
  }
})

test('the dashboard of a unit turns to the new quarter at its own midnight', async () => {
  const quarterShown = async (slug: string) => {
    const unit = await findArranged(database, slug)
    return unit && (await viewDashboard(database, unit, undefined, now)).quarter
  }
  now = new Date('2026-12-31T23:00:00+07:00')
  expect(await quarterShown(registry.slug)).toBe(20264)
  expect(await quarterShown(taxes.slug)).toBe(20271)
  expect(await quarterShown(clinic.slug)).toBe(20271)
  now = new Date('2027-01-01T00:00:00+07:00')
  expect(await quarterShown(registry.slug)).toBe(20271)
})

test('a new questionnaire is asked from local midnight on, although forms are remembered', async () => {
  const day = dayFromText('2026-10-05') ?? 0
  const online = { ruleBook: 'skm-online', added: [], weights: null, validFrom: day }
  await database.commit(addUnitQuestionnaire({ ...online, unitId: registry.id }))
  const asked = async () => questionsIn(await visit(`/s/${registry.cardCounter.code}`)).length
  for (const [instant, questions] of [
    ['2026-10-04T23:59:58+07:00', 9],
    ['2026-10-04T23:59:59.999+07:00', 9],
    ['2026-10-05T00:00:00+07:00', 16],
    ['2026-10-04T12:00:00+07:00', 9],
    ['2026-10-05T12:00:00+07:00', 16],
  ] as const) {
    now = new Date(instant)
    expect([instant, await asked()]).toEqual([instant, questions])
  }
})
