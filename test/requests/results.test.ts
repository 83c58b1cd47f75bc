// Published results on both runtimes: pages in every state, the files as they were signed, and what is not there said in words.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type verifyFile, verifyFiles } from '#public/verification.js'
import { verifyPublications } from '#src/publications/actions/verify.ts'
import { listEditions } from '#src/publications/store.ts'
import { tableIn, textIn, textOf } from '#test/support/answers.ts'
import { city } from '#test/support/city.ts'
import { makeEdition, newKey, someAnswers, storedEdition } from '#test/support/editions.ts'
import { answerIn, answersAround, publishNow } from '#test/support/publishing.ts'
import { closeWithoutErrors, publicKey, type Site, startCity } from '#test/support/site.ts'

let site: Site
beforeAll(async () => {
  site = await startCity()
})
afterAll(() => closeWithoutErrors(site))

async function page(path: string, status = 200) {
  const response = await site.fetch(path)
  expect([path, response.status]).toEqual([path, status])
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  const html = await response.text()
  expect(html).not.toMatch(/NaN|undefined|\[object| style=/)
  return html
}

async function findingsOf(text: string) {
  const { files } = await verifyFiles([{ name: 'x', content: text }], { knownKeys: [publicKey] })
  return files[0] as { findings: Awaited<ReturnType<typeof verifyFile>>; verdict: { holds: boolean | null } }
}

describe('before anything is published', () => {
  test('the pages say so', async () => {
    expect(textOf(await page('/hasil'))).toContain('Belum ada hasil yang diterbitkan')
    expect(textOf(await page('/verifikasi'))).toContain('belum ada kunci yang dikenal')
    expect(textOf(await page('/hasil/2024-tw1', 404))).toContain('Belum diterbitkan')
    expect((await site.fetch('/hasil/2024-tw1.json')).status).toBe(404)
    expect(await verifyPublications(site.database)).toEqual({
      editions: 0,
      documents: 0,
      keys: [],
      faults: [],
      notes: [],
    })
  })
})

describe('published quarters', () => {
  beforeAll(async () => {
    const { database } = site
    await answerIn(database, { unitId: 1, serviceId: 1, quarter: 20241 }, answersAround(3.2, 40))
    await answerIn(database, { unitId: 3, serviceId: 5, quarter: 20241 }, answersAround(2.8, 12))
    await publishNow(database, 20241, { at: new Date('2024-04-10T03:00:00Z') })
    await answerIn(database, { unitId: 1, serviceId: 1, quarter: 20242 }, answersAround(3.1, 35, 2))
    await publishNow(database, 20242, { at: new Date('2024-07-10T03:00:00Z') })
    await answerIn(database, { unitId: 1, serviceId: 2, quarter: 20241 }, answersAround(1.8, 20, 3))
    await publishNow(database, 20241, {
      at: new Date('2024-08-10T03:00:00Z'),
      reason: 'Satu kotak jawaban tertinggal.',
    })
  })

  test('are all listed with both figures, and what was corrected', async () => {
    const html = await page('/hasil')
    const text = textOf(html)
    expect(text.indexOf('Triwulan II 2024')).toBeLessThan(text.indexOf('Triwulan I 2024'))
    expect(text).toContain('Rata-rata unit')
    expect(text).toContain('Gabungan responden')
    expect(text).toContain('4 unit: 1 dinilai, 1 belum cukup responden, dan 2 tanpa jawaban. 72 responden.')
    expect(text).toContain('Satu kotak jawaban tertinggal. 1 unit berubah.')
    for (const ending of ['', '.json', '.csv', '.xlsx']) expect(html).toContain(`href="/hasil/2024-tw1${ending}"`)
  })

  test('show every unit, those without a grade as such, and their history', async () => {
    const html = await page('/hasil/2024-tw1')
    const text = textOf(html)
    expect(text).toContain('Ralat, edisi ke-2.')
    expect(text).toContain('Alasan ralat: Satu kotak jawaban tertinggal.')
    expect(text).toContain('72 jawaban diterima, semuanya dihitung.')
    const rows = tableIn(html, 'Hasil setiap unit').map((cells) => cells.slice(0, -1))
    const of = (name: string) => rows.find(([unit]) => unit === name)
    expect(of(city.registry.name)).toEqual([
      city.registry.name,
      expect.stringMatching(/^\d\d,\d\d$/),
      expect.stringMatching(/^[A-D] /),
      expect.stringMatching(/^\d\d,\d\d–\d\d,\d\d$/),
      '60',
    ])
    expect(of(city.clinic.name)?.[2]).toBe('belum cukup')
    expect(of(city.clinic.name)?.[4]).toBe('12')
    expect(of(city.taxes.name)).toEqual([city.taxes.name, '–', 'tidak ada jawaban', '–', '0'])
    expect(of(city.empty.name)?.[2]).toBe('tidak ada jawaban')
    const difference = tableIn(html, 'Perubahan dari edisi ke-1 ke edisi ke-2')
    expect(difference.at(-1)).toEqual([
      city.registry.name,
      expect.stringMatching(/ → /),
      expect.stringMatching(/ → /),
      '40 → 60',
    ])
    const [newest] = await listEditions(site.database)
    expect(html).toContain(newest?.hash)
    expect(html).toContain(newest?.signature)
    expect(text).toContain('Triwulan II 2024, edisi ke-1')
  })

  test('keep the edition that was corrected readable, and say that it no longer holds', async () => {
    const html = await page('/hasil/2024-tw1/edisi/1')
    expect(textOf(html)).toContain('Edisi ini sudah diralat dan tidak berlaku lagi.')
    expect(html).toContain('<meta name="robots" content="noindex"')
    expect(tableIn(html, 'Hasil setiap unit').find(([unit]) => unit === city.registry.name)?.[4]).toBe('40')
    expect(html).toContain('href="/hasil/2024-tw1/edisi/1.json"')
    expect(textOf(await page('/hasil/2024-tw1/edisi/2'))).not.toContain('tidak berlaku lagi')
  })

  test('show a unit as it stands in its document', async () => {
    const html = await page(`/hasil/2024-tw1/${city.registry.slug}`)
    const file = await (await site.fetch(`/hasil/2024-tw1/${city.registry.slug}.json`)).json()
    const [document] = (file as { unit: { ikm: number; unsur: { nama: string; nilai: number; nrr: number }[] }[] }).unit
    const written = (value: number, decimals: number) => value.toFixed(decimals).replace('.', ',')
    expect(textIn(html, 'figure')).toBe(written(document?.ikm ?? 0, 2))
    const cells = tableIn(html, 'Nilai tiap unsur, urutan peraturan').slice(1)
    expect(cells.map(([, name, mean, , value]) => [name, mean, value])).toEqual(
      document?.unsur.map(({ nama, nrr, nilai }) => [nama, written(nrr, 4), written(nilai, 2)]),
    )
    for (const link of [`/hasil/2024-tw1/${city.registry.slug}.pdf`, `/unit/${city.registry.slug}`, '/verifikasi']) {
      expect(html).toContain(`href="${link}"`)
    }
    expect(textOf(await page(`/hasil/2024-tw1/${city.clinic.slug}`))).toContain(
      'Belum cukup: mutu diberikan mulai 30 responden',
    )
    expect(textOf(await page(`/hasil/2024-tw1/${city.empty.slug}`))).toContain('Ini bukan nilai nol')
  })

  test('that are not there are said to be missing in words', async () => {
    for (const [path, words] of [
      ['/hasil/triwulan-lalu', 'Triwulan tidak dikenal'],
      ['/hasil/2024-tw5', 'Triwulan tidak dikenal'],
      ['/hasil/2031-tw1', 'Belum diterbitkan'],
      ['/hasil/2024-tw1/tidak-ada', 'Unit tidak ditemukan'],
      [`/hasil/2031-tw1/${city.registry.slug}`, 'Belum diterbitkan'],
      ['/hasil/2024-tw1/edisi/3', 'Edisi tidak ditemukan'],
      ['/hasil/2024-tw1/edisi/0', 'Edisi tidak ditemukan'],
      ['/hasil/2024-01-01..2024-02-01', 'tidak ditemukan'],
    ] as const) {
      expect(textOf(await page(path, 404)), path).toContain(words)
    }
    for (const path of ['/hasil/x.json', '/hasil/2024-tw1/x.json', '/hasil/2024-tw1/edisi/9.json', '/hasil/x/y.json']) {
      const response = await site.fetch(path)
      expect([path, response.status]).toEqual([path, 404])
      expect(await response.json()).toEqual({ kesalahan: expect.stringMatching(/\.$/) })
    }
  })

  test('are files that hold, with a tag by which they are not sent twice', async () => {
    const paths = [
      '/hasil/2024-tw1.json',
      '/hasil/2024-tw2.json',
      '/hasil/2024-tw1/edisi/1.json',
      '/hasil/2024-tw1/edisi/2.json',
      `/hasil/2024-tw1/${city.registry.slug}.json`,
      `/hasil/2024-tw1/${city.empty.slug}.json`,
    ]
    const tags = new Map<string, string>()
    for (const path of paths) {
      const response = await site.fetch(path)
      expect(response.status).toBe(200)
      expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
      expect(response.headers.get('access-control-allow-origin')).toBe('*')
      const tag = response.headers.get('etag') ?? ''
      expect(tag).toMatch(/^"[0-9a-f-]+"$/)
      const text = await response.text()
      const { findings, verdict } = await findingsOf(text)
      expect(findings.filter(({ holds }) => holds === false)).toEqual([])
      expect(verdict.holds).toBe(true)
      expect(tags.get(tag) ?? text).toBe(text)
      tags.set(tag, text)
      const again = await site.fetch(path, { headers: { 'if-none-match': tag } })
      expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, tag, ''])
      expect((await site.fetch(path, { headers: { 'if-none-match': '"x"' } })).status).toBe(200)
    }
    // The edition that stands is the same by its number.
    expect(tags.size).toBe(paths.length - 1)
    const chained = await Promise.all(
      paths.slice(0, 3).map(async (path) => ({ name: path, content: await (await site.fetch(path)).text() })),
    )
    expect((await verifyFiles(chained)).chain.map(({ holds }) => holds)).toEqual([true, true, true])
  })

  test('name the keys by which they can be checked', async () => {
    const html = await page('/verifikasi')
    expect(html).toContain(`data-keys="${publicKey}"`)
    expect(html).toContain('<script src="/verify.js" type="module">')
    expect(textOf(html)).toMatch(/Sidik kunci [0-9a-f]{4}( [0-9a-f]{4}){3}/)
  })

  test('are found whole by the check of the database', async () => {
    const { editions, documents, faults, notes } = await verifyPublications(site.database)
    expect({ editions, documents, faults, notes }).toEqual({ editions: 3, documents: 12, faults: [], notes: [] })
    await answerIn(site.database, { unitId: 3, serviceId: 5, quarter: 20242 }, answersAround(3, 1, 7))
    const later = await verifyPublications(site.database)
    expect(later.faults).toEqual([])
    expect(later.notes).toEqual([expect.stringContaining(`Edisi 2024-tw2 ke-1, unit ${city.clinic.slug}`)])
  })
})

test('two hundred units are folded by agency', async () => {
  const large = await startCity()
  const count = 200
  const rows = Array.from({ length: count }, (_, at) => ({ id: at + 100, slug: `unit-${at}`, name: `Unit ${at}` }))
  await large.database.commit({
    sql: `insert into units (id, agency_id, slug, name, kind, address, zone)
      select value ->> 'id', 1, value ->> 'slug', value ->> 'name', 'Unit', '', 'WIB' from json_each(?)`,
    parameters: [JSON.stringify(rows)],
  })
  const agencies = Array.from({ length: 8 }, (_, at) => ({ slug: `opd-${at}`, name: `Dinas ${at}` }))
  const made = await makeEdition({
    quarter: 20241,
    key: await newKey(),
    units: rows.map((row, at) => ({
      ...row,
      agency: agencies[Math.floor(at / 25)] as (typeof agencies)[number],
      answers: at % 10 === 0 ? [] : someAnswers(at % 3 === 0 ? 12 : 33, 3),
    })),
  })
  await large.database.commit(...storedEdition(made))
  const html = await (await large.fetch('/hasil/2024-tw1')).text()
  expect(html.match(/<details class="card">/g)).toHaveLength(8)
  expect(html.match(/href="\/hasil\/2024-tw1\/unit-\d+"/g)).toHaveLength(count)
  const sent = await (await large.fetch('/hasil/2024-tw1.json')).text()
  expect(sent === made.text).toBe(true)
  await closeWithoutErrors(large)
})
