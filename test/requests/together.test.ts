// Many people at the same instant: nobody is refused, nobody is counted twice, every receipt is its own.

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { all, receiptIn, sendJson } from '#test/support/answers.ts'
import { city, nine } from '#test/support/city.ts'
import { recount, storedTallies } from '#test/support/recount.ts'
import { closeWithoutErrors, type Site, startCity } from '#test/support/site.ts'

const { registry, taxes, clinic } = city
let site: Site

beforeAll(async () => {
  site = await startCity()
})
afterAll(async () => {
  expect(await storedTallies(site.database)).toEqual(await recount(site.database))
  await closeWithoutErrors(site)
})

async function stored(): Promise<number> {
  return (await site.database.read.selectFrom('responses').select('id').execute()).length
}

async function counted(unitId: number): Promise<number> {
  const rows = await site.database.read
    .selectFrom('quarter_tallies')
    .where('unit_id', '=', unitId)
    .select('respondents')
    .execute()
  return rows.reduce((sum, { respondents }) => sum + respondents, 0)
}

let before: number
beforeEach(async () => {
  before = await stored()
})

test('two people answer at the same counter at the same instant', async () => {
  const answers = await Promise.all([4, 1].map((score) => sendJson(site, registry.cardCounter.code, all(nine, score))))
  expect(answers.map(({ status }) => status)).toEqual([201, 201])
  const receipts = await Promise.all(answers.map(receiptIn))
  expect(new Set(receipts).size).toBe(2)
  expect(await stored()).toBe(before + 2)
})

test('200 people answer through one address', async () => {
  const counts = await counted(registry.id)
  const answers = await Promise.all(
    Array.from({ length: 200 }, (_, person) =>
      sendJson(site, registry.cardCounter.code, { ...all(nine, 1 + (person % 4)), kunci: crypto.randomUUID() }),
    ),
  )
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
  expect(new Set(await Promise.all(answers.map(receiptIn))).size).toBe(200)
  expect(await stored()).toBe(before + 200)
  expect(await counted(registry.id)).toBe(counts + 200)
})

test('the same key twenty times at once is one answer with one receipt', async () => {
  const answer = { ...all(nine, 3), kunci: crypto.randomUUID() }
  const answers = await Promise.all(Array.from({ length: 20 }, () => sendJson(site, registry.cardCounter.code, answer)))
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(19)
  expect(new Set(await Promise.all(answers.map(receiptIn))).size).toBe(1)
  expect(await stored()).toBe(before + 1)
})

test('good, repeated and wrong answers at several counters keep out of each other’s way', async () => {
  const counters = [
    { code: registry.cardCounter.code, answer: all(nine, 4) },
    { code: registry.counter.code, answer: { ...all(nine, 2), layanan: 'akta' } },
    { code: taxes.counter.code, answer: { noFraud: 3, onlineComfort: 2, staffFriendly: 4, layanan: 'pajak' } },
    { code: clinic.counter.code, answer: { ...all(nine, 1), parking: 4, saran: 'Parkir sempit' } },
  ]
  const sent = await Promise.all(
    Array.from({ length: 120 }, async (_, place) => {
      const { code, answer } = counters[place % counters.length] as (typeof counters)[number]
      const kunci = crypto.randomUUID()
      const good = { ...answer, kunci }
      if (place % 3 === 0) return [await sendJson(site, code, { ...good, usia: 'seratus' })]
      if (place % 3 === 1) return [await sendJson(site, code, good)]
      return Promise.all([sendJson(site, code, good), sendJson(site, code, good)])
    }),
  )
  expect(sent.map((answers) => answers.map(({ status }) => status).toSorted())).toEqual(
    Array.from({ length: 120 }, (_, place) => [[422], [201], [200, 201]][place % 3]),
  )
  expect(await stored()).toBe(before + 80)
})

test('visitors who leave before their page has come hold up nobody', async () => {
  const leave = (path: string, after: number) =>
    site.fetch(path, { signal: AbortSignal.timeout(after) }).then(
      (response) => response.body?.cancel(),
      () => undefined,
    )
  for (let round = 1; round <= 5; round++) {
    await Promise.all(
      Array.from({ length: 20 }, (_, place) => leave(place % 2 ? `/unit/${registry.slug}` : '/', 1 + (place % 8))),
    )
    const signal = AbortSignal.timeout(10_000)
    for (const path of [`/unit/${registry.slug}`, '/', `/s/${registry.counter.code}`]) {
      expect((await site.fetch(path, { signal })).status).toBe(200)
    }
  }
  expect(await stored()).toBe(before)
})
