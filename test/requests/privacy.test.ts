// Every public address is walked: what people wrote in confidence is on none of them, and no figure that was not published.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readWorkbook } from '#src/documents/xlsx.ts'
import { saveAnalysis } from '#src/publications/store/review.ts'
import { lastQuarters, localDay, previousQuarter, quarterOf } from '#src/units/rules/calendar.ts'
import { all } from '#test/support/answers.ts'
import { city, nine } from '#test/support/city.ts'
import { answerIn, answersAround, publishNow } from '#test/support/publishing.ts'
import { closeWithoutErrors, type Site, startCity } from '#test/support/site.ts'

const { registry } = city
const running = quarterOf(localDay(new Date(), 'WIB'))
const [first, second] = lastQuarters(previousQuarter(running), 2) as [number, number]
const people = Array.from({ length: 12 }, (_, place) => ({
  name: `${['Suparman', 'Wulandari', 'Hutagalung', 'Situmorang'][place % 4]} ${['Kartosuwiryo', 'Djojohadi', 'Rumengan'][place % 3]}`,
  identity: `32730${(10190010000 + place * 7919).toString()}`,
  telephone: `0812${(34567000 + place * 104729).toString()}`,
  plate: `D ${1200 + place * 37} ZZ${'ABCDEF'[place % 6]}`,
  email: `warga.${place}@surat.example`,
}))
/** What can be told from its form alone, and is masked wherever somebody repeats it. */
const formal = people.flatMap(({ identity, telephone, email }) => [identity, telephone, email])
/** What is known for personal only by whoever reads it: it stays where it was written. */
const written = people.flatMap(({ name, plate }) => [name, plate])
let site: Site
let pages: Map<string, string>

beforeAll(async () => {
  site = await startCity()
  const { database } = site
  for (const quarter of [first, second, running]) {
    for (const [place, { name, identity, telephone, plate, email }] of people.entries()) {
      const suggestion = `Saya ${name}, NIK ${identity}, mobil ${plate}, hubungi ${telephone} atau ${email}.`
      const said = { sex: place % 2 ? 'P' : 'L' }
      await answerIn(database, { unitId: 1, serviceId: 1, quarter, said, suggestion }, answersAround(3.1, 4, place))
    }
    // Three children among the respondents, a group that must not be found.
    await answerIn(database, { unitId: 1, serviceId: 1, quarter, said: { age: '<17' } }, answersAround(1.2, 3))
    const repeated = `Ditulis ulang: ${formal.slice(0, 9).join('; ')}.`
    await database.commit(
      saveAnalysis(quarter, {
        unitId: 1,
        strengths: repeated,
        weaknesses: repeated,
        causes: repeated,
        revisedAt: 1,
      }),
      {
        sql: `insert into follow_ups (unit_id, quarter, element, program, expected, expected_words, quarters, due_quarter,
            responsible, status, created_at, created_by_name)
          values (1, ?, 'cost', ?, 9000, ?, json_array(?), ?, ?, 'planned', 1, 'Bagus')`,
        parameters: [
          quarter,
          `Menelepon ${people[0]?.telephone}`,
          `Kabar ke ${people[1]?.email}`,
          running,
          running + 10,
          `Petugas ${people[2]?.identity}`,
        ],
      },
      {
        sql: `insert into follow_up_quotes (follow_up_id, response_id, text, quoted_at)
          select (select max(id) from follow_ups), max(id), ?, 1 from responses`,
        parameters: [`Hubungi ${people[3]?.telephone}, ${people[4]?.email}, ${people[5]?.identity}.`],
      },
    )
    await database.commit(
      {
        sql: `insert into follow_up_events (follow_up_id, kind, text, at, actor_name)
          select max(id), 'noted', ?, unixepoch() + 60, 'Bagus' from follow_ups`,
        parameters: [`Sudah menelepon ${people[7]?.telephone}`],
      },
      {
        sql: `insert into follow_up_evidence (follow_up_id, kind, url, caption, added_at)
          select max(id), 'link', 'https://kota.example/foto', ?, 1 from follow_ups`,
        parameters: [`Foto ${people[8]?.email}`],
      },
    )
    if (quarter !== running) await publishNow(database, quarter)
  }
  await answerIn(database, { unitId: 1, serviceId: 1, quarter: second }, answersAround(3.3, 5))
  await publishNow(database, second, { reason: `Lima formulir dari ${people[6]?.telephone} tertinggal.` })
  pages = await walk()
}, 120_000)
afterAll(() => closeWithoutErrors(site))

/** Where nobody leads but which anybody may type. */
const known = ['/', '/data', '/data.json', '/api/openapi.json', '/api/v1/periode', '/api/v1/unit', '/api/v1/hasil']

/** Follows every link of every answer that needs no sign-in. */
async function walk(): Promise<Map<string, string>> {
  const read = new Map<string, string>()
  const waiting = [...known, '/api/v1/tindak-lanjut', '/api/v1/edisi', `/unit/${registry.slug}.json`]
  const seen = new Set(waiting)
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    const response = await site.fetch(path)
    const type = response.headers.get('content-type') ?? ''
    const bytes = new Uint8Array(await response.arrayBuffer())
    const text = await textOfFile(type, bytes)
    if (response.status === 200) read.set(path, text)
    const links = /html|json/.test(type)
      ? text.matchAll(/(?:href="|"|<)(?:https:\/\/skm\.contoh\.go\.id)?(\/[^"\s<>\\{}]*)"/g)
      : []
    for (const [, link = ''] of links) {
      const address = (link.split('#')[0] ?? '').replaceAll('&amp;', '&')
      if (seen.has(address) || /^\/(kelola|masuk|s\/|style|survey|icon)/.test(address)) continue
      seen.add(address)
      if (seen.size < 600) waiting.push(address)
    }
  }
  return read
}

async function textOfFile(type: string, bytes: Uint8Array): Promise<string> {
  if (!type.includes('spreadsheet')) return new TextDecoder().decode(bytes)
  return JSON.stringify(await readWorkbook(bytes))
}

describe('no public address', () => {
  test('is left out of the walk', () => {
    const addresses = [...pages.keys()]
    const kinds = [/^\/$/, /^\/unit\/[^.]+$/, /^\/unit\/.*\.json$/, /^\/hasil\/[^/]+$/, /\.csv$/, /^\/hasil\/.*\.json$/]
    for (const kind of [...kinds, /^\/tindak-lanjut/, /^\/perbandingan/, /^\/api\/v1\//, /^\/verifikasi/, /edisi/]) {
      expect([String(kind), addresses.some((address) => kind.test(address))]).toEqual([String(kind), true])
    }
    expect(addresses.length).toBeGreaterThan(30)
  })

  test('tells a name, an identity number, a telephone, a plate or an e-mail address of anybody who answered', () => {
    for (const [address, text] of pages) {
      const told = [...formal, ...written].filter((datum) => text.includes(datum))
      expect([address, told]).toEqual([address, []])
    }
  })

  test('keeps back what happened with a published promise since, or tells of one that was not published', () => {
    const page = pages.get('/tindak-lanjut') ?? ''
    expect(page).toContain('Sudah menelepon [nomor telepon disamarkan]')
    expect(page).toContain('Foto [e-mail disamarkan]')
    expect(page).toContain('2 janji, 0 selesai')
  })

  test('tells of a group under the minimum', () => {
    const document = JSON.parse(pages.get(`/unit/${registry.slug}.json`) ?? '')
    for (const { baris } of document.profil) {
      for (const row of baris) expect(row.jumlah_responden).toBeGreaterThanOrEqual(30)
    }
  })

  test('changes with answers that are not published', async () => {
    const paths = [
      '/',
      `/unit/${registry.slug}`,
      `/unit/${registry.slug}.json`,
      '/perbandingan',
      '/tindak-lanjut',
      '/hasil',
    ]
    const before = await Promise.all(paths.map(async (path) => (await site.fetch(path)).text()))
    await answerIn(site.database, { unitId: 1, serviceId: 1, quarter: running }, [all(nine, 1), all(nine, 1)])
    await answerIn(site.database, { unitId: 1, serviceId: 1, quarter: second }, [all(nine, 1)])
    expect(await Promise.all(paths.map(async (path) => (await site.fetch(path)).text()))).toEqual(before)
  })

  test('takes a range of days', async () => {
    for (const path of ['/', '/perbandingan', '/hasil', '/tindak-lanjut', `/unit/${registry.slug}`]) {
      const plain = await (await site.fetch(path)).text()
      const asked = await site.fetch(`${path}?dari=2026-01-01&sampai=2026-01-07&tanggal=2026-01-01..2026-01-02`)
      expect([path, await asked.text()]).toEqual([path, plain])
    }
  })
})
