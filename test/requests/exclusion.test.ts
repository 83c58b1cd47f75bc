// Answers left out of the figures and put back, alone and by whole imports: every tally agrees with what still counts.

import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Actor } from '#src/accounts/rules/rights.ts'
import { ConstraintFailure } from '#src/database/database.ts'
import { startBulk } from '#src/responses/actions/bulk.ts'
import { excludeAnswer, redoImport, restoreAnswer, undoImport } from '#src/responses/actions/exclude.ts'
import { verifyDay } from '#src/responses/actions/verify.ts'
import { countExclusions } from '#src/responses/store/exclusions.ts'
import { addImport, nextImportId } from '#src/responses/store.ts'
import { questionnaireOf } from '#src/surveys/store.ts'
import { dayOf, instantOf, localDay } from '#src/units/rules/calendar.ts'
import { newestAnswer, nobody, sendJson } from '#test/support/answers.ts'
import { city, nine } from '#test/support/city.ts'
import { actsIn, arrangeStaff } from '#test/support/desk.ts'
import { recount, storedTallies } from '#test/support/recount.ts'
import { closeWithoutErrors, type Site, startCity } from '#test/support/site.ts'
import { report, trials } from '#test/support/trials.ts'

let site: Site
let actor: Actor
let platform: { database: Site['database']; clock: () => Date }
const why = { ground: 'trial', reason: 'Percobaan sebelum loket dibuka' } as const

beforeAll(async () => {
  site = await startCity()
  await arrangeStaff(site.database)
  actor = { id: 1, name: 'Ratna', grants: [{ role: 'bureau', unitId: null, agencyId: null }] }
  platform = { database: site.database, clock: () => new Date() }
})
afterAll(() => closeWithoutErrors(site))

const { registry, taxes, clinic } = city
const fieldsOf = {
  [registry.counter.code]: { layanan: 'ktp' },
  [taxes.counter.code]: { layanan: 'pajak' },
  [clinic.counter.code]: {},
} as const

/** Sends an answer. @returns its number. */
async function answer(code: keyof typeof fieldsOf, seed: number): Promise<number> {
  const scores = Object.fromEntries(nine.map((key, place) => [key, 1 + ((seed >> (2 * place)) % 4)]))
  const online = Object.fromEntries(taxQuestions.map((key, place) => [key, 1 + ((seed >> place) % 4)]))
  const response = await sendJson(site, code, {
    ...fieldsOf[code],
    ...(code === taxes.counter.code ? online : scores),
    ...(code === clinic.counter.code && { parking: 1 + (seed % 4) }),
    jenis_kelamin: seed % 3 === 0 ? 'L' : seed % 3 === 1 ? 'P' : '',
    usia: seed % 2 === 0 ? '17-25' : '',
    disabilitas: seed % 5 === 0 ? 'yes' : '',
    pengisi: seed % 7 === 0 ? 'petugas' : '',
  })
  expect(response.status).toBe(201)
  return newestAnswer(site)
}

const taxQuestions = questionnaireOf(
  JSON.stringify({ ruleBook: 'skm-online', added: [], weights: null }),
  'HYBRID',
).questions.map(({ key }) => key)

/** Stores an import of unit 1 as a sheet would. @returns its number. */
async function importAnswers(rows: number): Promise<number> {
  const id = await nextImportId(site.database)
  const bulk = startBulk()
  const day = dayOf(2026, 3, 30)
  const asked = questionnaireOf(null, 'OFFLINE')
  const responses = Array.from({ length: rows }, (_, place) => ({
    place: { unitId: 1, serviceId: 1, counterId: null, channel: 'paper', day: day + (place % 4) },
    answeredAt: instantOf(day + (place % 4), 0, 'WIB'),
    hour: null,
    asked,
    answers: Object.fromEntries(nine.map((key, at) => [key, at === place % 9 ? 2.5 : 1 + (place % 4)])),
    respondent: { ...nobody, sex: 'P', education: 'SMA' },
    suggestion: null,
    importId: id,
  }))
  await site.database.commit(
    addImport({
      id,
      unit_id: 1,
      service_id: 1,
      file_hash: `berkas ${id}`,
      file_name: 'uji.csv',
      imported_at: 1,
      respondents: rows,
    }),
    ...bulk.add(responses),
    ...bulk.tallies(),
  )
  return id
}

async function expectAgreement() {
  expect(withoutZeros(await storedTallies(site.database))).toEqual(withoutZeros(await recount(site.database)))
}

function withoutZeros(tallies: object) {
  return Object.fromEntries(
    Object.entries(tallies).map(([table, counts]) => [
      table,
      Object.fromEntries(Object.entries(counts as Record<string, number>).filter(([, value]) => value !== 0)),
    ]),
  )
}

async function rows(sql: string) {
  return site.database.select<Record<string, string | number | null>>({ sql, parameters: [] })
}

const unitOf: Readonly<Record<keyof typeof fieldsOf, number>> = {
  [registry.counter.code]: 1,
  [taxes.counter.code]: 2,
  [clinic.counter.code]: 3,
}

describe('one answer', () => {
  test.each(Object.keys(unitOf) as (keyof typeof fieldsOf)[])(
    'of %s leaves every figure and comes back to it',
    async (code) => {
      const before = await storedTallies(site.database)
      const id = await answer(code, 12_345)
      const counted = await storedTallies(site.database)
      expect(await excludeAnswer(platform, actor, unitOf[code], id, why)).toEqual({ respondents: 1 })
      expect(withoutZeros(await storedTallies(site.database))).toEqual(withoutZeros(before))
      await expectAgreement()
      expect(await excludeAnswer(platform, actor, unitOf[code], id, why)).toEqual({ refused: 'already' })
      expect(await restoreAnswer(platform, actor, unitOf[code], id, 'Ternyata sungguhan')).toEqual({ respondents: 1 })
      expect(await storedTallies(site.database)).toEqual(counted)
      expect(await restoreAnswer(platform, actor, unitOf[code], id, 'Ternyata sungguhan')).toEqual({
        refused: 'already',
      })
    },
  )

  test('is not found at another unit', async () => {
    const id = await answer(registry.counter.code, 7)
    expect(await excludeAnswer(platform, actor, 2, id, why)).toEqual({ refused: 'unknown' })
    expect(await restoreAnswer(platform, actor, 2, id, why.reason)).toEqual({ refused: 'unknown' })
    expect(await excludeAnswer(platform, actor, 1, 999_999, why)).toEqual({ refused: 'unknown' })
  })

  test('keeps its row, with events and trail that tell who and why and cannot be changed', async () => {
    const id = await answer(registry.counter.code, 99)
    await excludeAnswer(platform, actor, 1, id, why)
    await restoreAnswer(platform, actor, 1, id, 'Ternyata sungguhan')
    expect(
      await rows(`select kind, actor_name, ground, reason from exclusion_events where response_id = ${id}`),
    ).toEqual([
      { kind: 'exclude', actor_name: 'Ratna', ...why },
      { kind: 'restore', actor_name: 'Ratna', ground: null, reason: 'Ternyata sungguhan' },
    ])
    expect((await actsIn(site.database)).slice(-2)).toEqual(['answer-excluded', 'answer-restored'])
    for (const sql of [
      "update exclusion_events set reason = 'sesuatu yang lain'",
      'delete from exclusion_events',
      `insert or replace into exclusion_events (id, at, actor_id, actor_name, kind, unit_id, response_id, reason, respondents)
        select id, 0, 1, '', 'restore', 1, response_id, 'sesuatu yang lain', 1 from exclusion_events limit 1`,
    ]) {
      await expect(site.database.commit({ sql, parameters: [] })).rejects.toThrow(ConstraintFailure)
    }
  })

  test('is excluded once by many at once, and restored once', async () => {
    const id = await answer(registry.counter.code, 4242)
    const many = <Result>(act: () => Promise<Result>) => Promise.all(Array.from({ length: 8 }, act))
    const excluded = await many(() => excludeAnswer(platform, actor, 1, id, why))
    expect(excluded.filter((outcome) => 'respondents' in outcome)).toHaveLength(1)
    await expectAgreement()
    const restored = await many(() => restoreAnswer(platform, actor, 1, id, 'Ternyata sungguhan'))
    expect(restored.filter((outcome) => 'respondents' in outcome)).toHaveLength(1)
    await expectAgreement()
    expect(await rows(`select count(*) as events from exclusion_events where response_id = ${id}`)).toEqual([
      { events: 2 },
    ])
  })
})

describe('a whole import', () => {
  test('is undone and brought back in one event each', async () => {
    const before = withoutZeros(await storedTallies(site.database))
    const id = await importAnswers(25)
    const counted = await storedTallies(site.database)
    expect(await undoImport(platform, actor, 1, id, 'Berkas triwulan lain')).toEqual({ respondents: 25 })
    expect(withoutZeros(await storedTallies(site.database))).toEqual(before)
    expect(await undoImport(platform, actor, 1, id, 'Berkas triwulan lain')).toEqual({ refused: 'already' })
    expect(await undoImport(platform, actor, 2, id, 'Berkas triwulan lain')).toEqual({ refused: 'unknown' })
    expect(await countExclusions(site.database, { unitId: 1 })).toEqual([
      { unitId: 1, quarter: 20262, ground: 'import', respondents: 12 },
      { unitId: 1, quarter: 20261, ground: 'import', respondents: 13 },
    ])
    expect(await redoImport(platform, actor, 1, id, 'Berkasnya sudah benar')).toEqual({ respondents: 25 })
    expect(await storedTallies(site.database)).toEqual(counted)
    expect(await redoImport(platform, actor, 1, id, 'Berkasnya sudah benar')).toEqual({ refused: 'already' })
  })

  test('leaves alone what was excluded by itself', async () => {
    const id = await importAnswers(5)
    const [first] = await rows(`select min(id) as id from responses where import_id = ${id}`)
    const alone = Number(first?.id)
    await excludeAnswer(platform, actor, 1, alone, why)
    expect(await undoImport(platform, actor, 1, id, 'Berkas triwulan lain')).toEqual({ respondents: 4 })
    expect(await redoImport(platform, actor, 1, id, 'Berkasnya sudah benar')).toEqual({ respondents: 4 })
    expect(await rows('select response_id from excluded_responses')).toEqual([{ response_id: alone }])
    await expectAgreement()
    expect(await countExclusions(site.database, { quarter: 20261 })).toEqual([
      { unitId: 1, quarter: 20261, ground: 'trial', respondents: 1 },
    ])
    await restoreAnswer(platform, actor, 1, alone, 'Ternyata sungguhan')
  })

  test('is undone once by many at once while its answers are excluded one by one', async () => {
    const id = await importAnswers(8)
    const ids = (await rows(`select id from responses where import_id = ${id}`)).map((row) => Number(row.id))
    const outcomes = await Promise.all([
      ...ids.slice(0, 4).map((one) => excludeAnswer(platform, actor, 1, one, why)),
      ...[1, 2, 3].map(() => undoImport(platform, actor, 1, id, 'Berkas triwulan lain')),
      ...ids.slice(4).map((one) => excludeAnswer(platform, actor, 1, one, why)),
    ])
    const out = outcomes.reduce((sum, outcome) => sum + ('respondents' in outcome ? outcome.respondents : 0), 0)
    const [{ now } = { now: 0 }] = await rows(
      `select count(*) as now from excluded_responses join responses on id = response_id where import_id = ${id}`,
    )
    expect(out).toBe(now)
    await expectAgreement()
  })
})

test('after any sequence of answers, exclusions and restorings, some at once, all agree', async () => {
  const codes = Object.keys(unitOf) as (keyof typeof fieldsOf)[]
  const acts = fc.oneof(
    fc.record({ act: fc.constant('answer' as const), seed: fc.nat(200_000), code: fc.constantFrom(...codes) }),
    fc.record({ act: fc.constantFrom('exclude', 'restore'), which: fc.nat(1000) }),
    fc.record({ act: fc.constantFrom('undo', 'redo'), which: fc.nat(10) }),
  )
  const imports = [await importAnswers(6), await importAnswers(3)]
  let done = 0
  const perform = async (step: typeof acts extends fc.Arbitrary<infer Step> ? Step : never) => {
    done += 1
    if (step.act === 'answer') return answer(step.code, step.seed)
    const wanted = imports[step.which % imports.length] ?? 0
    if (step.act === 'undo') return undoImport(platform, actor, 1, wanted, 'Berkas triwulan lain')
    if (step.act === 'redo') return redoImport(platform, actor, 1, wanted, 'Berkasnya sudah benar')
    const answers = await rows('select id, unit_id from responses')
    const one = answers[step.which % answers.length]
    const [unitId, id] = [Number(one?.unit_id), Number(one?.id)]
    return step.act === 'exclude'
      ? excludeAnswer(platform, actor, unitId, id, why)
      : restoreAnswer(platform, actor, unitId, id, 'Ternyata sungguhan')
  }
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(acts, { minLength: 1, maxLength: 5 }), { maxLength: 5 }), async (turns) => {
      for (const atOnce of turns) await Promise.all(atOnce.map(perform))
      await expectAgreement()
    }),
    { numRuns: trials(5, 150), endOnFailure: true },
  )
  const today = localDay(new Date(), 'WIB')
  expect((await verifyDay(site.database, today)).differences).toEqual([])
  const [{ out } = { out: 0 }] = await rows('select count(*) as out from excluded_responses')
  const counted = await countExclusions(site.database)
  expect(counted.reduce((sum, { respondents }) => sum + respondents, 0)).toBe(out)
  report('exclusions', `${done} acts, some at once: every tally agrees with the answers that count`)
})
