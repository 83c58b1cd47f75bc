// A counter that gets more answers than it can have: what is asked of whoever sends one, and of whom nothing is asked.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { solve } from '#public/work.js'
import type { Puzzle } from '#src/security/work.ts'
import { type Answer, all, formBody, questionsIn, sendForm, sendJson, textOf, valueIn } from '#test/support/answers.ts'
import { city, nine } from '#test/support/city.ts'
import { countRows } from '#test/support/recount.ts'
import { closeWithoutErrors, type Site, startCity } from '#test/support/site.ts'

const { registry } = city
const flooded: string = registry.cardCounter.code
const another: string = city.clinic.counter.code
const plausible = 4
const kept = crypto.randomUUID()
let site: Site

beforeAll(async () => {
  site = await startCity({ answersPerMinute: plausible })
  expect((await send({ kunci: kept })).status).toBe(201)
  // More than enough, whatever minute it is.
  for (let sent = 0; sent < 3 * plausible; sent++) await send({})
})
afterAll(() => closeWithoutErrors(site))

async function send(
  fields: Answer,
  code = flooded,
): Promise<{ status: number; kerja?: Puzzle; tanda_terima?: string }> {
  const response = await sendJson(site, code, { ...all(nine, 3), ...fields })
  return { status: response.status, ...((await response.json()) as object) }
}

async function puzzleFor(kunci: string): Promise<Puzzle> {
  const { status, kerja } = await send({ kunci })
  expect(status).toBe(429)
  return kerja as Puzzle
}

test('every answer is asked to be worked for, and then taken once', async () => {
  const kunci = crypto.randomUUID()
  const before = await countRows(site.database)
  const puzzle = await puzzleFor(kunci)
  expect(puzzle).toMatchObject({ kunci, bagian: 8 })
  expect(await countRows(site.database)).toBe(before)
  const bukti_kerja = await solve(puzzle)
  const first = await send({ kunci, bukti_kerja })
  expect(first.status).toBe(201)
  expect(await send({ kunci, bukti_kerja })).toEqual({ ...first, status: 200 })
})

test('work counts for one answer at one counter only, and not unless it was done', async () => {
  const kunci = crypto.randomUUID()
  const puzzle = await puzzleFor(kunci)
  const proof = await solve(puzzle)
  const [tantangan = '', numbers = ''] = proof.split(':')
  const [until, bit, signature] = tantangan.split('.')
  const easy = await solve({ ...puzzle, bit: 1, tantangan: `${until}.1.${signature}` })
  const worse = [
    { kunci: crypto.randomUUID(), bukti_kerja: proof },
    { kunci, bukti_kerja: `${tantangan}:${numbers.replace(/\d+$/, '999999999')}` },
    { kunci, bukti_kerja: easy },
    { kunci, bukti_kerja: `${Number(until) + 120}.${bit}.${signature}:${numbers}` },
    { kunci, bukti_kerja: `${1_000_000_000}.${bit}.${signature}:${numbers}` },
    { kunci, bukti_kerja: 'x' },
    { kunci, bukti_kerja: `${proof},1` },
    { bukti_kerja: proof },
  ]
  for (const fields of worse) expect((await send(fields)).status).toBe(429)
  for (let sent = 0; sent < 3 * plausible; sent++) await send({}, another)
  expect((await send({ kunci, bukti_kerja: proof }, another)).status).toBe(429)
  expect((await send({ kunci, bukti_kerja: proof })).status).toBe(201)
})

test('an answer that came without a key gets one to work for', async () => {
  for (const given of [{}, { kunci: 'bukan-kunci' }]) {
    const { kerja } = await send(given)
    expect(kerja?.kunci).toMatch(/^[0-9a-f-]{36}$/)
    const proof = await solve(kerja as Puzzle)
    expect((await send({ kunci: kerja?.kunci ?? '', bukti_kerja: proof })).status).toBe(201)
  }
})

test('what is stored already is answered as always', async () => {
  const repeated = await send({ kunci: kept })
  expect(repeated.status).toBe(200)
  expect(repeated.tanda_terima).toMatch(/^[\dA-Z]{4}-[\dA-Z]{4}$/)
})

test('a browser gets its form back with everything on it, and is told when to try again', async () => {
  const fields = { ...all(nine, 2), saran: 'Kursi <kurang>', usia: '26-34', kunci: crypto.randomUUID() }
  const response = await site.fetch(`/s/${flooded}`, {
    method: 'POST',
    body: formBody(fields),
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html,*/*' },
  })
  expect(response.status).toBe(429)
  expect(response.headers.get('retry-after')).toBe('60')
  const html = await response.text()
  expect(textOf(html)).toContain('Tunggu satu menit, lalu tekan Kirim penilaian sekali lagi.')
  expect(questionsIn(html)).toHaveLength(nine.length)
  expect(html.match(/value="2" checked/g)).toHaveLength(nine.length)
  expect(html).toContain('Kursi &lt;kurang&gt;')
  expect(valueIn(html, 'kunci')).toBe(fields.kunci)
  expect(html).toContain('<script src="/work.js" type="module">')
})

test('other counters notice nothing', async () => {
  const response = await sendForm(site, registry.counter.code, { ...all(nine, 3), layanan: 'akta' })
  expect(response.status).toBe(303)
})
