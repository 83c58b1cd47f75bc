// Suggestions at the desk over HTTP: searched as they may be read, marked, opened by their own unit only.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { weakestElements } from '#src/responses/rules/suggestion.ts'
import { newestAnswer, sendJson, textOf } from '#test/support/answers.ts'
import { city, nine } from '#test/support/city.ts'
import { arrangeStaff, type DeskBrowser, signedIn } from '#test/support/desk.ts'
import { closeWithoutErrors, type Site, startCity } from '#test/support/site.ts'

let site: Site
const browsers: Record<string, DeskBrowser> = {}
const { registry, clinic } = city
const list = `/kelola/unit/${registry.slug}/saran`
const attack = '<img src=x onerror=alert(1)>'
const ids: Record<string, number> = {}

async function suggest(name: string, code: string, fields: object): Promise<void> {
  expect((await sendJson(site, code, fields)).status).toBe(201)
  ids[name] = await newestAnswer(site)
}

beforeAll(async () => {
  site = await startCity()
  const staff = await arrangeStaff(site.database)
  for (const [role, person] of Object.entries(staff)) browsers[role] = await signedIn(site, person)
  const all = Object.fromEntries(nine.map((key) => [key, 3]))
  await suggest('phone', registry.counter.code, {
    layanan: 'ktp',
    ...all,
    cost: 1,
    saran: 'Telepon saya di 0812-3456-7890, antrean lama',
  })
  await suggest('attack', registry.counter.code, { layanan: 'akta', ...all, facilities: 2, saran: attack })
  await suggest('plain', registry.counter.code, { layanan: 'akta', ...all, saran: 'Petugas ramah\nsekali' })
  await suggest('silent', registry.counter.code, { layanan: 'akta', ...all })
  await suggest('foreign', clinic.counter.code, { ...all, parking: 1, saran: 'Kursi kurang' })
})
afterAll(() => closeWithoutErrors(site))

async function shown(search = '', role = 'unitManager'): Promise<number[]> {
  const response = await (browsers[role] as DeskBrowser).get(`${list}${search}`)
  expect(response.status).toBe(200)
  return Array.from((await response.text()).matchAll(/id="saran-(\d+)"/g), ([, id]) => Number(id))
}

const named = (...names: string[]) => names.map((name) => ids[name])

test('are listed the newest first, those of the unit only, masked and never as markup', async () => {
  expect(await shown()).toEqual(named('plain', 'attack', 'phone'))
  for (const role of ['bureau', 'unitManager', 'agencyManager', 'leader', 'inspector']) {
    const html = await (await (browsers[role] as DeskBrowser).get(list)).text()
    expect(textOf(html)).toContain('Telepon saya di [nomor telepon disamarkan], antrean lama')
    expect(html).not.toContain('3456')
    expect(html).not.toContain('<img')
  }
})

test.each<[string, string[]]>([
  ['?cari=RAMAH', ['plain']],
  ['?cari=antrean%20lama', ['phone']],
  ['?cari=0812', []],
  ['?cari=3456', []],
  ['?cari=disamarkan', []],
  ['?cari=%25', []],
  ["?cari='%20or%20'", []],
  ['?cari=onerror', ['attack']],
  ['?layanan=1', ['phone']],
  ['?layanan=5', []],
  ['?unsur=cost', ['phone']],
  ['?unsur=facilities', ['attack']],
  ['?unsur=conduct', []],
  ['?keadaan=baru', ['plain', 'attack', 'phone']],
  ['?keadaan=dibaca', []],
  ['?keadaan=zzz', ['plain', 'attack', 'phone']],
  ['?triwulan=2019-tw1', []],
])('searched by %s are %j', async (search, names) => {
  expect(await shown(search)).toEqual(named(...names))
})

test('go on after one', async () => {
  expect(await shown(`?setelah=${ids.plain}`)).toEqual(named('attack', 'phone'))
})

describe('marking', () => {
  const mark = (role: string, id: number | undefined, keadaan: string, kembali = '') =>
    (browsers[role] as DeskBrowser).post(`${list}/${id}`, { keadaan, kembali })

  test('moves a suggestion on and back, and comes back to the list', async () => {
    const response = await mark('unitManager', ids.phone, 'dibaca', 'cari=antrean&keadaan=baru')
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe(`${list}?keadaan=baru&cari=antrean#saran-${ids.phone}`)
    expect(await shown('?keadaan=dibaca')).toEqual(named('phone'))
    expect(await shown('?keadaan=baru')).toEqual(named('plain', 'attack'))
    expect((await mark('bureau', ids.phone, 'ditindaklanjuti')).status).toBe(303)
    expect((await mark('bureau', ids.phone, 'ditindaklanjuti')).status).toBe(303)
    expect((await mark('agencyManager', ids.phone, 'baru')).status).toBe(303)
    expect(await shown('?keadaan=baru')).toEqual(named('plain', 'attack', 'phone'))
    const trail = await site.database.read
      .selectFrom('trail')
      .where('act', '=', 'suggestion-marked')
      .orderBy('id')
      .select(['actor_name', 'before', 'after', 'unit_id'])
      .execute()
    expect(trail.map(({ actor_name, before, after }) => [actor_name, before, after])).toEqual([
      ['Bagus', '{"status":"baru"}', '{"status":"dibaca"}'],
      ['Ratna', '{"status":"dibaca"}', '{"status":"ditindaklanjuti"}'],
      ['Agung', '{"status":"ditindaklanjuti"}', '{"status":"baru"}'],
    ])
  })

  test('never leads to another site', async () => {
    const response = await mark('unitManager', ids.plain, 'dibaca', '//jahat.example?x=1&cari=//jahat.example')
    expect(response.headers.get('location')).toMatch(new RegExp(`^${list}\\?cari=`))
  })

  test('is refused for another unit, another status and whoever may only read', async () => {
    expect((await mark('unitManager', ids.foreign, 'dibaca')).status).toBe(404)
    expect((await mark('unitManager', ids.silent, 'dibaca')).status).toBe(404)
    expect((await mark('unitManager', ids.plain, 'dihapus')).status).toBe(422)
    for (const role of ['leader', 'inspector', 'otherManager']) {
      expect((await mark(role, ids.plain, 'dibaca')).status).toBe(403)
    }
  })

  test('by two at once writes the trail as it went', async () => {
    const outcomes = await Promise.all(
      ['dibaca', 'ditindaklanjuti', 'dibaca', 'ditindaklanjuti'].map((status) => mark('bureau', ids.attack, status)),
    )
    for (const { status } of outcomes) expect([303, 409]).toContain(status)
    const trail = await site.database.read
      .selectFrom('trail')
      .where('act', '=', 'suggestion-marked')
      .where('subject_id', '=', String(ids.attack))
      .orderBy('id')
      .select(['before', 'after'])
      .execute()
    const [now] = await site.database.select<{ status: string }>({
      sql: 'select status from suggestion_marks where response_id = ?',
      parameters: [ids.attack ?? 0],
    })
    let status = 'baru'
    for (const { before, after } of trail) {
      expect(JSON.parse(before ?? '')).toEqual({ status })
      status = (JSON.parse(after ?? '') as { status: string }).status
    }
    expect(now?.status ?? 'baru').toBe(status)
  })
})

describe('the original', () => {
  const open = (role: string, id: number | undefined) => (browsers[role] as DeskBrowser).post(`${list}/${id}/asli`)

  test('is opened by the unit’s own manager, and that stands in the trail', async () => {
    for (const [role, name] of [
      ['unitManager', 'Bagus'],
      ['agencyManager', 'Agung'],
    ] as const) {
      const response = await open(role, ids.phone)
      expect(response.headers.get('cache-control')).toContain('no-store')
      expect(await response.text()).toContain('0812-3456-7890')
      const last = await site.database.read.selectFrom('trail').orderBy('id', 'desc').selectAll().executeTakeFirst()
      expect(last).toMatchObject({
        actor_name: name,
        act: 'suggestion-opened',
        subject_id: String(ids.phone),
        unit_id: registry.id,
      })
    }
  })

  test('is refused to everybody else, and of another unit is not there', async () => {
    for (const role of ['bureau', 'leader', 'inspector', 'otherManager']) {
      expect((await open(role, ids.phone)).status).toBe(403)
    }
    expect((await open('unitManager', ids.foreign)).status).toBe(404)
    const html = await (await (browsers.bureau as DeskBrowser).get(list)).text()
    expect(html).not.toContain('/asli')
  })
})

test.each([
  [{ cost: 12, conduct: 36, product: 36 }, ['cost']],
  [{ cost: 12, conduct: 12, product: 36 }, ['cost', 'conduct']],
  [{ cost: 36, conduct: 36 }, []],
  [{}, []],
])('of %j the weakest are %j', (scores, weakest) => {
  const items = Object.entries(scores).map(([key, score]) => ({ key, score, counts: true }))
  expect(weakestElements([...items, { key: 'noGratuity', score: 6, counts: false }])).toEqual(weakest)
})
