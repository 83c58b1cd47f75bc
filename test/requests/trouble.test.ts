// When the site itself is at fault: the visitor is told plainly, the log has a line without anything personal, no half answer stays.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { all, sendForm, sendJson, textOf } from '#test/support/answers.ts'
import { city, nine } from '#test/support/city.ts'
import { type Site, startCity } from '#test/support/site.ts'

const { registry } = city
let site: Site

beforeAll(async () => {
  site = await startCity()
  for (const table of ['quarter_tallies', 'edition_units']) {
    await site.database.commit({ sql: `drop table ${table}`, parameters: [] })
  }
})
afterAll(() => site.close())

test('a page that cannot be made says so, with a number that the log has too', async () => {
  const response = await site.fetch(`/unit/${registry.slug}`)
  const text = textOf(await response.text())
  expect(response.status).toBe(500)
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(text).toContain('Terjadi gangguan pada sistem')
  expect(text).not.toMatch(/edition_units|SQL|no such table/i)
  const number = /nomor ([0-9a-f]{8})/.exec(text)?.[1] ?? 'none'
  await expect.poll(() => site.errors().filter((line) => line.includes(number))).toHaveLength(1)
})

test('an answer that cannot be counted is not stored either, and nobody is thanked for it', async () => {
  const answer = { ...all(nine, 4), saran: 'Nama saya Budi', jenis_kelamin: 'L', usia: '35-44' }
  for (const sent of [
    await sendForm(site, registry.cardCounter.code, answer),
    await sendJson(site, registry.cardCounter.code, answer),
  ]) {
    expect(sent.status).toBe(500)
    expect(textOf(await sent.text())).toContain('Terjadi gangguan pada sistem')
  }
  for (const table of ['responses', 'suggestions', 'tallies'] as const) {
    expect(await site.database.read.selectFrom(table).selectAll().execute()).toEqual([])
  }
  expect(site.errors().join()).not.toMatch(/Budi|35-44/)
})

test('a link that fails is not written to the log, whoever reads it could use it', async () => {
  await site.database.commit({ sql: 'alter table account_links rename to put_aside', parameters: [] })
  const token = 'tidak-boleh-tertulis'
  expect((await site.fetch(`/masuk/undangan/${token}`)).status).toBe(500)
  await expect.poll(() => site.errors().filter((line) => line.includes('/masuk/undangan/:token'))).toHaveLength(1)
  expect(site.errors().join()).not.toContain(token)
})

test('a page that fails again and again holds up no other', async () => {
  for (let round = 0; round < 5; round++) {
    const signal = AbortSignal.timeout(10_000)
    const paths = ['/tindak-lanjut', `/unit/${registry.slug}`]
    const failing = await Promise.all(paths.map((path) => site.fetch(path, { signal })))
    expect(failing.map(({ status }) => status)).toEqual([500, 500])
    expect((await site.fetch('/tidak-ada', { signal })).status).toBe(404)
    expect((await site.fetch(`/s/${registry.counter.code}`, { signal })).status).toBe(200)
    expect((await site.fetch('/healthz', { signal })).status).toBe(200)
  }
})
