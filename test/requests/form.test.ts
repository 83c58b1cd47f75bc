// What a citizen sees after scanning a code: the right questions, the choice of service, or why there is no form.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { questionsIn, textOf, valueIn } from '#test/support/answers.ts'
import { city, nine } from '#test/support/city.ts'
import { countRows } from '#test/support/recount.ts'
import { type Site, startCity } from '#test/support/site.ts'

const { registry, taxes, clinic } = city
let site: Site

beforeAll(async () => {
  site = await startCity()
})
afterAll(() => site.close())

async function open(path: string): Promise<string> {
  const response = await site.fetch(path)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('text/html; charset=UTF-8')
  return response.text()
}

describe('a form of SKM 2017', () => {
  test('asks the nine questions in the regulation’s order, four answers each, nothing chosen', async () => {
    const page = await open(`/s/${registry.counter.code}`)
    expect(questionsIn(page)).toEqual([...nine])
    for (const key of nine) {
      const values = Array.from(
        page.matchAll(new RegExp(`type="radio" name="${key}" value="(\\d)"`, 'g')),
        ([, value]) => value,
      )
      expect(values).toEqual(['1', '2', '3', '4'])
      expect(valueIn(page, key)).toBeUndefined()
    }
    expect(page).toContain(`action="/s/${registry.counter.code}"`)
    expect(textOf(page)).toContain(registry.name)
    expect(textOf(page)).toContain(registry.counter.name)
  })

  test('brings a new key each time', async () => {
    const pages = await Promise.all([1, 2, 3].map(() => open(`/s/${registry.counter.code}`)))
    const keys = pages.map((page) => valueIn(page, 'kunci'))
    expect(new Set(keys).size).toBe(3)
    for (const key of keys) expect(key).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  })

  test('is never kept by anything between the office and the visitor', async () => {
    const response = await site.fetch(`/s/${registry.counter.code}`)
    expect(response.headers.get('cache-control')).toMatch(/private/)
  })

  test('lets the service be picked where the counter serves several, and names it where it serves one', async () => {
    const several = await open(`/s/${registry.counter.code}`)
    const offered = Array.from(several.matchAll(/type="radio" name="layanan" value="([^"]*)"/g), ([, slug]) => slug)
    expect(offered.toSorted()).toEqual([...registry.services])
    const one = await open(`/s/${registry.cardCounter.code}`)
    expect(valueIn(one, 'layanan')).toBe('ktp')
    expect(one).not.toContain('Akta kelahiran')
    expect(textOf(one)).toContain('Layanan: KTP elektronik')
  })

  test.each(['dfgh2345', 'DFGH-2345', 'dfgh%202345', 'DfGh2345'])('opens for the code typed as %s', async (typed) => {
    expect(questionsIn(await open(`/s/${typed}`))).toEqual([...nine])
  })

  test('ignores a service that this counter does not know', async () => {
    for (const named of ['pajak', 'tidak-ada', '%00', '%F0%9F%98%80', 'a'.repeat(3000)]) {
      expect(questionsIn(await open(`/s/${registry.counter.code}?layanan=${named}`))).toEqual([...nine])
    }
  })
})

describe('a form of SKM Online', () => {
  test('first asks for the service, since the questions depend on it', async () => {
    const page = await open(`/s/${taxes.counter.code}`)
    expect(questionsIn(page)).toEqual([])
    const links = Array.from(page.matchAll(/href="(\/s\/[^"]+)"/g), ([, link]) => link)
    expect(links.toSorted()).toEqual(taxes.services.map((slug) => `/s/${taxes.counter.code}?layanan=${slug}`))
    for (const link of links) expect(questionsIn(await open(link ?? '')).length).toBeGreaterThan(0)
  })

  test('asks 16 questions about an OFFLINE service and 19 about a HYBRID one', async () => {
    const offline = questionsIn(await open(`/s/${taxes.counter.code}?layanan=perbaikan`))
    const hybrid = questionsIn(await open(`/s/${taxes.counter.code}?layanan=pajak`))
    expect([offline.length, hybrid.length]).toEqual([16, 19])
    expect(hybrid.filter((key) => !offline.includes(key))).toEqual([
      'appResponsive',
      'appFeaturesEasy',
      'onlineComfort',
    ])
  })

  test('carries the service that was chosen', async () => {
    const page = await open(`/s/${taxes.counter.code}?layanan=pajak`)
    expect(valueIn(page, 'layanan')).toBe('pajak')
    expect(textOf(page)).toContain('Layanan: Pajak daerah')
  })
})

test('an added element is asked after the nine, from the day on which it is in force', async () => {
  const page = await open(`/s/${clinic.counter.code}`)
  expect(questionsIn(page)).toEqual([...nine, 'parking'])
  expect(textOf(page)).toContain('tempat parkir')
})

describe('a code that leads nowhere', () => {
  test.each([
    ['was never issued', 'XXXX9999', 404],
    ['is too short', 'DFGH234', 404],
    ['is no code', 'halo', 404],
    ['has letters that no code has', 'DFGH2340', 404],
    ['is mark-up', '%3Cscript%3Ealert(1)%3C%2Fscript%3E', 404],
    ['is half a character', '%E0%A4%A', 404],
    ['holds a zero byte', 'DFGH2345%00', 404],
    ['belongs to a closed counter', city.closedCode, 410],
    ['was withdrawn', city.withdrawnCode, 410],
  ])('says so plainly when it %s', async (_, code, status) => {
    for (const method of ['GET', 'POST']) {
      const response = await site.fetch(`/s/${code}`, {
        method,
        ...(method === 'POST' && { body: 'cost=4', headers: { 'content-type': 'application/x-www-form-urlencoded' } }),
      })
      const page = await response.text()
      expect(response.status).toBe(status)
      expect(textOf(page)).toMatch(status === 410 ? /sudah tidak dipakai.*Pindai/ : /tidak dikenal.*(Pindai|periksa)/i)
      expect(page).not.toContain('<script>alert')
    }
  })

  test('and says so in JSON to a program', async () => {
    for (const [code, status] of [
      ['XXXX9999', 404],
      [city.withdrawnCode, 410],
    ] as const) {
      const response = await site.fetch(`/s/${code}`, {
        method: 'POST',
        body: '{"cost":4}',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
      })
      expect(response.status).toBe(status)
      expect(await response.json()).toEqual({
        kesalahan: [{ bidang: 'kode', pesan: expect.stringMatching(/^Kode ini .+\.$/) }],
      })
    }
  })

  test('while the code issued in its place works', async () => {
    expect(questionsIn(await open(`/s/${city.reissuedCode}`))).toEqual([...nine])
  })
})

test('looking at forms stores nothing and logs no error', async () => {
  expect(await countRows(site.database)).toBe(0)
  expect(site.errors()).toEqual([])
})
