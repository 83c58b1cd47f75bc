// What the public reads is what was published, all of it and nothing else, and it is right at once after a correction.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { UnitDocument } from '#src/publications/rules/document.ts'
import { findDocument, listUnitEditions } from '#src/publications/store.ts'
import { excludeAnswer } from '#src/responses/actions/exclude.ts'
import {
  lastQuarters,
  localDay,
  previousQuarter,
  quarterDays,
  quarterOf,
  quarterSlug,
} from '#src/units/rules/calendar.ts'
import { addUnit, setInstallation } from '#src/units/store.ts'
import { all, sendJson, tableIn, textOf } from '#test/support/answers.ts'
import { city, nine } from '#test/support/city.ts'
import { arrangeStaff } from '#test/support/desk.ts'
import { answerIn, answersAround, bureau, publishNow } from '#test/support/publishing.ts'
import { referenceFigures, referenceGrade } from '#test/support/reference.ts'
import { closeWithoutErrors, origin, type Site, startCity } from '#test/support/site.ts'

const { registry, taxes, clinic, empty } = city
const running = quarterOf(localDay(new Date(), 'WIB'))
const [first, second] = lastQuarters(previousQuarter(running), 2) as [number, number]
let site: Site

beforeAll(async () => {
  site = await startCity()
  await arrangeStaff(site.database)
})
afterAll(() => closeWithoutErrors(site))

async function read(path: string): Promise<string> {
  const response = await site.fetch(path)
  expect([path, response.status]).toEqual([path, 200])
  return response.text()
}
const said = async (path: string) => textOf(await read(path))
const unitsIn = (page: string) => Array.from(page.matchAll(/href="\/unit\/([^"]+)"/g), ([, slug]) => slug).toSorted()
const everyUnit = [registry, taxes, clinic, empty].map(({ slug }) => slug).toSorted()

// Elements differ and one is often left out, so that neither equal weights nor equal counts hide a mistake.
const sheets = Array.from({ length: 33 }, (_, person) =>
  Object.fromEntries(
    nine.flatMap((key, place) =>
      place === 7 && person % 3 > 0 ? [] : [[key, 1 + ((person * (place + 2) + place) % 4)]],
    ),
  ),
)
const figures = referenceFigures(
  nine.map((key) => ({
    weight: null,
    sheets: sheets.map((sheet) => ({ times: 1, answers: sheet[key] === undefined ? [] : [sheet[key]] })),
  })),
)
const inText = (figure: { text: string } | null | undefined) => figure?.text.replace('.', ',')

describe('before anything was published', () => {
  test('every unit is found, none has a figure, whatever was answered', async () => {
    for (let answer = 0; answer < 31; answer++)
      await sendJson(site, registry.counter.code, { ...all(nine, 4), layanan: 'ktp' })
    const page = await read('/')
    expect(unitsIn(page)).toEqual(everyUnit)
    expect(textOf(page)).toContain('Belum ada hasil yang diterbitkan')
    expect(textOf(page)).not.toMatch(/\d,\d\d|Sangat Baik/)
    const unit = await said(`/unit/${registry.slug}`)
    expect(unit).toContain('Hasil triwulan pertama belum diterbitkan')
    expect(unit).toContain('Jalan Merdeka 1')
    expect(unit).toContain('Akta kelahiran KTP elektronik')
    expect(unit).not.toMatch(/\d,\d\d|responden|mutu [A-D]/)
  })

  test('the comparison and the promises say that there is nothing yet', async () => {
    expect(await said('/perbandingan')).toContain('Belum ada hasil yang diterbitkan')
    expect(await said('/tindak-lanjut')).toContain('Belum ada tindak lanjut yang diterbitkan')
    expect(await (await site.fetch(`/unit/${registry.slug}.json`)).json()).toEqual({
      kesalahan: 'Unit ini belum punya hasil yang diterbitkan.',
    })
    expect((await site.fetch('/unit/tidak-ada.json')).status).toBe(404)
  })
})

describe('published', () => {
  beforeAll(async () => {
    const { database } = site
    await answerIn(database, { unitId: 1, serviceId: 1, quarter: first }, answersAround(2.4, 60))
    await publishNow(database, first)
    await answerIn(database, { unitId: 1, serviceId: 1, quarter: second }, sheets)
    await answerIn(database, { unitId: 3, serviceId: 5, quarter: second }, answersAround(2.9, 12))
    await publishNow(database, second)
  })

  test('a unit’s page prints the figures that an independent computation finds', async () => {
    const page = await read(`/unit/${registry.slug}`)
    const text = textOf(page)
    expect(text).toContain(inText(figures.exact))
    expect(text).toContain(`mutu ${referenceGrade(figures.exact?.text ?? '')}`)
    expect(text).toContain('33 responden')
    expect(text).toContain('33 jawaban diterima, semuanya dihitung.')
    expect(
      tableIn(page, 'Nilai tiap unsur')
        .slice(1)
        .map(([code, , , value, , mark, filled]) => [code, value, mark, filled]),
    ).toEqual(
      nine.map((key, place) => [
        `U${place + 1}`,
        inText(figures.elements[place]),
        expect.stringContaining(referenceGrade(figures.elements[place]?.text ?? '')),
        String(sheets.filter((sheet) => sheet[key] !== undefined).length),
      ]),
    )
    // Both rounded conventions stand beside the official figure.
    expect(text).toContain(inText(figures.threeDecimals))
    expect(text).toContain(inText(figures.twoDecimals))
  })

  test('it does not move with answers of the running quarter', async () => {
    const before = await read(`/unit/${registry.slug}`)
    await sendJson(site, registry.counter.code, { ...all(nine, 1), layanan: 'ktp' })
    await site.database.commit(setInstallation('retention_months', '12'))
    expect(await read(`/unit/${registry.slug}`)).toBe(before)
    expect(before).not.toContain('100,00')
  })

  test('as JSON it is the signed document, byte for byte', async () => {
    const [, edition] = await listUnitEditions(site.database, registry.slug)
    const response = await site.fetch(`/unit/${registry.slug}.json`)
    expect(response.headers.get('content-type')).toBe('application/json')
    expect(await response.text()).toBe(await findDocument(site.database, edition?.document_hash ?? ''))
  })

  test('a unit under the minimum has a figure and no grade, one that nobody answered neither', async () => {
    const few = await said(`/unit/${clinic.slug}`)
    expect(few).toContain('perlu 30 responden untuk mutu, yang menjawab 12')
    expect(few).not.toMatch(/mutu [A-D]\./)
    const none = await said(`/unit/${taxes.slug}`)
    expect(none).toContain('Belum ada data')
    expect(none).not.toMatch(/0,00|Tidak Baik|mutu [A-D]\./i)
  })

  test('the first page tells the city’s figure both ways and leads to every quarter and every unit', async () => {
    const page = await read('/')
    expect(unitsIn(page)).toEqual(everyUnit)
    for (const quarter of [first, second]) expect(page).toContain(`href="/hasil/${quarterSlug(quarter)}"`)
    const document = JSON.parse(await read(`/unit/${clinic.slug}.json`)) as UnitDocument
    const mean = ((Number(figures.exact?.text) + (document.ikm ?? 0)) / 2).toFixed(2).replace('.', ',')
    expect(textOf(page)).toMatch(
      new RegExp(`Rata-rata unit Setiap unit berbobot sama, berapa pun respondennya. ${mean}`),
    )
    expect(textOf(page)).toMatch(/Gabungan responden Setiap responden berbobot sama[^.]*\. \d\d,\d\d/)
    expect(textOf(page)).toContain('4 unit: 1 dinilai, 1 belum cukup responden, 2 tanpa jawaban. 45 responden.')
  })

  test.each([
    ['puskesmas', [clinic.slug]],
    ['TIMUR  Puskesmas ', [clinic.slug]],
    ['jalan merdeka', [registry.slug, taxes.slug]],
    ['100%_', [clinic.slug]],
    ['"Daerah"', [empty.slug]],
    ['   ', everyUnit],
    ['rumahsakit', []],
    ['<script>alert(1)</script>', []],
    ['a'.repeat(5000), []],
    ['a\u0000b', []],
  ])('a unit is found by “%s”', async (typed, slugs) => {
    const page = await read(`/?cari=${encodeURIComponent(typed)}`)
    expect(unitsIn(page)).toEqual([...slugs].toSorted())
    expect(page).not.toContain('<script>alert')
    if (slugs.length === 0) expect(textOf(page)).toContain('Tidak ada unit yang cocok')
  })

  test('a link to it shows figure, margin, grade and respondents in a chat', async () => {
    const page = await read(`/unit/${registry.slug}`)
    const tag = (name: string) => new RegExp(`<meta property="${name}" content="([^"]*)"`).exec(page)?.[1]
    expect(tag('og:description')).toMatch(
      new RegExp(
        `^IKM ${inText(figures.exact)} ± \\d+,\\d\\d, mutu [A-D] \\([A-Z][a-z ]+[A-Za-z]*\\), 33 responden, Triwulan`,
      ),
    )
    expect(tag('og:title')).toContain(`${registry.name}: IKM ${inText(figures.exact)}, mutu`)
    expect(tag('og:url')).toBe(`${origin}/unit/${registry.slug}`)
  })

  test('a unit that came later says since when it will be there', async () => {
    await site.database.commit(
      addUnit({
        id: 50,
        agency_id: 1,
        slug: 'baru',
        name: 'Unit Baru',
        kind: 'Dinas',
        address: 'Jalan Baru 9',
        zone: 'WIB',
      }),
    )
    expect(await said('/unit/baru')).toMatch(
      /Triwulan yang terakhir diterbitkan, Triwulan \w+ \d{4}, belum memuat unit ini/,
    )
    expect(unitsIn(await read('/'))).toEqual([...everyUnit, 'baru'].toSorted())
  })

  test('a correction shows at once, with its reason and what it changed', async () => {
    const addresses = ['/', `/unit/${registry.slug}`, `/unit/${registry.slug}.json`]
    const before = await Promise.all(addresses.map(read))
    const tags = await Promise.all(addresses.map(async (path) => (await site.fetch(path)).headers.get('etag')))
    const { first: from, last: until } = quarterDays(second)
    const [excluded] = await site.database.select<{ id: number }>({
      sql: 'select min(id) as id from responses where unit_id = 1 and day between ? and ?',
      parameters: [from, until],
    })
    const why = { ground: 'duplicate', reason: 'Lembar yang sama dimasukkan dua kali.' } as const
    await excludeAnswer({ database: site.database, clock: () => new Date() }, bureau, 1, excluded?.id ?? 0, why)
    await answerIn(site.database, { unitId: 1, serviceId: 1, quarter: second }, answersAround(3.6, 9))
    await publishNow(site.database, second, { reason: 'Sembilan lembar kertas tertinggal.' })
    for (const [place, path] of addresses.entries()) {
      const tag = tags[place] ?? ''
      const after = await site.fetch(path, { headers: { 'if-none-match': tag } })
      expect([path, after.status]).toEqual([path, 200])
      expect(await after.text()).not.toBe(before[place])
    }
    const page = await said(`/unit/${registry.slug}`)
    expect(page).toContain('ralat (edisi 2)')
    expect(page).toContain('Sembilan lembar kertas tertinggal.')
    expect(page).toMatch(
      new RegExp(`IKM ${inText(figures.exact)}, mutu [A-D] \\(33 responden\\) menjadi \\d\\d,\\d\\d`),
    )
    expect(page).toContain('42 jawaban diterima, 1 dikecualikan (jawaban ganda 1), 41 dihitung.')
    expect(page).not.toContain('dimasukkan dua kali')
    expect(await said(`/unit/${clinic.slug}`)).toContain('Belum ada angka unit ini yang diralat')
  })
})

describe('an answer that is kept', () => {
  test('is told to hold as long as it does, whatever a network did to its tag, and comes compressed as asked', async () => {
    const path = `/unit/${registry.slug}`
    const plain = await site.fetch(path, { headers: { 'accept-encoding': 'identity' } })
    const tag = plain.headers.get('etag') ?? ''
    expect(tag).toMatch(/^"[^"]+"$/)
    expect(plain.headers.get('cache-control')).toBe('public, no-cache')
    const text = await plain.text()
    for (const encoding of ['br', 'gzip', 'gzip, deflate, br']) {
      const packed = await site.fetch(path, { headers: { 'accept-encoding': encoding } })
      expect(await packed.text()).toBe(text)
      const held = packed.headers.get('etag') ?? ''
      for (const said of [held, tag, `W/${tag}`, `"x", ${held}`, '*']) {
        const again = await site.fetch(path, { headers: { 'accept-encoding': encoding, 'if-none-match': said } })
        expect([said, again.status]).toEqual([said, 304])
        expect(await again.text()).toBe('')
        expect(again.headers.get('content-security-policy')).toContain("default-src 'none'")
      }
      expect((await site.fetch(path, { headers: { 'if-none-match': '"x"' } })).status).toBe(200)
    }
    expect(await (await site.fetch(path, { method: 'HEAD' })).text()).toBe('')
  })

  test('is another when the government is renamed, a unit is closed or a demonstration is declared', async () => {
    const path = `/unit/${clinic.slug}`
    const tags = new Set<string | null>()
    const look = async () => {
      const response = await site.fetch(path)
      tags.add(response.headers.get('etag'))
      return textOf(await response.text())
    }
    await look()
    await site.database.commit(setInstallation('government', 'Pemerintah Kota Lain'))
    expect(await look()).toContain('Pemerintah Kota Lain')
    await site.database.commit({
      sql: 'insert into closed_units (unit_id, closed_at) values (?, 1)',
      parameters: [clinic.id],
    })
    expect(await look()).toContain('Unit ini sudah ditutup')
    await site.database.commit(setInstallation('demonstration', 'ya'))
    expect(await look()).toContain('Peragaan')
    expect(tags.size).toBe(4)
  })

  test('is made anew for a question that the site does not ask, and never kept for a page that is not there', async () => {
    for (const path of ['/?cari=puskesmas', '/?x=1', '/tindak-lanjut?halaman=9', '/perbandingan?jenis=x&periode=y']) {
      const response = await site.fetch(path)
      expect([path, response.status, response.headers.get('etag')]).toEqual([path, 200, null])
    }
    for (const path of ['/unit/tidak-ada', '/unit/tidak-ada.json', '/hasil/2001-tw1']) {
      const response = await site.fetch(path)
      expect([path, response.status, response.headers.get('etag')]).toEqual([path, 404, null])
    }
    const offered = /href="(\/perbandingan\?jenis=[^"]*)"/.exec(await read('/perbandingan'))?.[1] ?? ''
    expect((await site.fetch(offered.replaceAll('&amp;', '&'))).headers.get('etag')).not.toBeNull()
  })
})
