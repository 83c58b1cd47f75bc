// Answers that do not come by phone: paper forms typed at the desk, files looked through, imported and undone.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { writeSheet } from '#src/documents/xlsx.ts'
import { dayOf, dayToText, localDay } from '#src/units/rules/calendar.ts'
import { questionsIn, tableIn, textOf, valueIn } from '#test/support/answers.ts'
import { city, nine } from '#test/support/city.ts'
import { actsIn, arrangeStaff, type DeskBrowser, signedIn } from '#test/support/desk.ts'
import { countRows, recount, storedTallies } from '#test/support/recount.ts'
import { closeWithoutErrors, origin, type Site, startCity } from '#test/support/site.ts'

let site: Site
const browsers: Record<string, DeskBrowser> = {}
const { registry, taxes } = city
const unit = `/kelola/unit/${registry.slug}`
const today = () => dayToText(localDay(new Date(), 'WIB'))
const all = (score: string) => Object.fromEntries(nine.map((key) => [key, score]))
const json = { accept: 'application/json' }
const uuid = (number: number) => `018f0000-0000-7000-8000-${String(number).padStart(12, '0')}`

beforeAll(async () => {
  site = await startCity()
  const staff = await arrangeStaff(site.database)
  for (const [role, person] of Object.entries(staff)) browsers[role] = await signedIn(site, person)
})
afterAll(() => closeWithoutErrors(site))

const as = (role: string) => browsers[role] as DeskBrowser

async function expectAgreement() {
  const nonZero = (tallies: object) =>
    Object.fromEntries(
      Object.entries(tallies).map(([table, counts]) => [
        table,
        Object.fromEntries(Object.entries(counts as Record<string, number>).filter(([, value]) => value !== 0)),
      ]),
    )
  expect(nonZero(await storedTallies(site.database))).toEqual(nonZero(await recount(site.database)))
}

describe('paper', () => {
  const stack = (service = 'ktp', day = '2026-03-05') => `${unit}/kertas?layanan=${service}&hari=${day}`

  test('is begun by choosing service and day', async () => {
    const html = await (await as('unitManager').get(`${unit}/kertas`)).text()
    expect(valueIn(html, 'hari')).toBe(today())
    expect(html).toContain('Akta kelahiran')
    for (const [path, said] of [
      [stack('pajak'), 'Pilih layanan.'],
      [stack('ktp', '2090-01-01'), 'Tanggal ini belum tiba.'],
      [stack('ktp', '1999-01-01'), 'Tanggal ini sebelum kuesioner berlaku'],
      [stack('ktp', '2026-02-30'), 'Isi tanggal'],
    ] as const) {
      const response = await as('unitManager').get(path)
      expect(response.status).toBe(422)
      expect(await response.text()).toContain(said)
      expect((await as('unitManager').post(path, all('3'), json)).status).toBe(422)
    }
  })

  test('asks the questions of the service and four things of the respondent', async () => {
    const html = await (await as('unitManager').get(stack())).text()
    const asked = Array.from(html.matchAll(/data-row="(\w+)"/g), ([, name]) => name)
    expect(asked).toEqual([...nine, 'jenis_kelamin', 'usia', 'pendidikan', 'pekerjaan'])
    const online = await (
      await as('bureau').get(`/kelola/unit/${taxes.slug}/kertas?layanan=pajak&hari=2026-03-05`)
    ).text()
    expect(Array.from(online.matchAll(/data-row="/g))).toHaveLength(19 + 4)
    expect(questionsIn(html)).toEqual([])
    const sample = await (await as('unitManager').get(`${stack()}&urutan=questionnaire`)).text()
    const swapped = Array.from(sample.matchAll(/data-row="(\w+)"/g), ([, name]) => name)
    expect(swapped.slice(6, 9)).toEqual(['conduct', 'facilities', 'complaintHandling'])
  })

  test('is stored once under its key, as paper, on the chosen day, without an hour', async () => {
    const fields = { ...all('3'), cost: '', jenis_kelamin: 'P', usia: '26-34', saran: 'Baik', kunci: uuid(1) }
    const first = await as('unitManager').post(stack(), fields, json)
    expect([first.status, await first.json()]).toEqual([201, { jumlah: 1, ulang: false }])
    const again = await as('unitManager').post(stack(), fields, json)
    expect([again.status, await again.json()]).toEqual([200, { jumlah: 1, ulang: true }])
    const [row] = await site.database.select<Record<string, unknown>>({
      sql: `select channel, day, counter_id, service_id, sex, age, text from responses
        join suggestions on response_id = id order by id desc limit 1`,
      parameters: [],
    })
    expect(row).toEqual({
      channel: 'paper',
      day: dayOf(2026, 3, 5),
      counter_id: null,
      service_id: 1,
      sex: 'P',
      age: '26-34',
      text: 'Baik',
    })
    await expectAgreement()
    expect((await actsIn(site.database)).filter((act) => act === 'paper-entered')).toHaveLength(1)
  })

  test('works without a script: stored, then the next empty form of the stack', async () => {
    const response = await as('agencyManager').post(stack(), { ...all('2'), kunci: uuid(2) })
    expect(response.headers.get('location')).toBe(`${stack()}&urutan=regulation`)
    const html = await (await as('agencyManager').get(stack())).text()
    expect(textOf(html)).toContain('2 formulir tersimpan')
    expect(valueIn(html, 'kunci')).not.toBe(uuid(2))
  })

  test('by many at once with the same keys is stored once each', async () => {
    const before = await rowsOf('responses')
    const sent = Array.from({ length: 24 }, (_, place) =>
      as('unitManager').post(stack(), { ...all('4'), kunci: uuid(100 + (place % 6)) }, json),
    )
    for (const response of await Promise.all(sent)) expect([200, 201]).toContain(response.status)
    expect((await rowsOf('responses')) - before).toBe(6)
    await expectAgreement()
  })

  test('that is empty, out of range or too long is refused and kept in the page', async () => {
    const before = await countRows(site.database)
    for (const fields of [{ kunci: uuid(3) }, { ...all('5') }, { ...all('3'), saran: 'a'.repeat(2001) }]) {
      expect((await as('unitManager').post(stack(), fields, json)).status).toBe(422)
    }
    const html = await (await as('unitManager').post(stack(), { ...all('3'), usia: 'tua', kunci: uuid(4) })).text()
    expect(valueIn(html, 'conduct')).toBe('3')
    expect(valueIn(html, 'kunci')).toBe(uuid(4))
    expect((await as('unitManager').post(stack(), { saran: 'a'.repeat(20_000) })).status).toBe(413)
    expect(await countRows(site.database)).toBe(before)
  })

  test('is refused at another unit, and a key of another unit is not taken for stored', async () => {
    const theirs = `/kelola/unit/${city.clinic.slug}/kertas?layanan=rawat-jalan&hari=2026-03-05`
    expect((await as('unitManager').post(theirs, { ...all('3') })).status).toBe(403)
    expect((await as('otherManager').post(theirs, { ...all('3'), kunci: uuid(1) }, json)).status).toBe(409)
    expect((await as('leader').post(stack(), all('3'))).status).toBe(403)
    expect((await as('unitManager').post(stack(), all('3'), { origin: 'https://jahat.example' })).status).toBe(403)
  })
})

async function rowsOf(table: string): Promise<number> {
  const [row] = await site.database.select<{ total: number }>({
    sql: `select count(*) as total from ${table}`,
    parameters: [],
  })
  return row?.total ?? 0
}

describe('a file', () => {
  const heading = `tanggal,jenis_kelamin,usia,${nine.join()},saran\n`
  const row = (day: string, score: number, said = '') => `${day},L,30,${nine.map(() => score).join()},${said}\n`
  let number = 0
  beforeEach(() => {
    number += 1
  })
  /** A file that no test before has imported. */
  const csv = (...rows: string[]) =>
    `${heading}${rows.join('')}${row('2026-01-02', 1 + (number % 4), `nomor ${number}`)}`

  async function upload(
    role: string,
    content: string | Uint8Array,
    name = 'jawaban.csv',
    fields: Record<string, string> = {},
    headers: Record<string, string> = {},
  ) {
    const form = new FormData()
    form.set('berkas', new File([content as string], name))
    for (const [field, value] of Object.entries({ layanan: 'ktp', hari: '2026-03-31', ...fields }))
      form.set(field, value)
    const cookie = Array.from(as(role).cookies, ([key, value]) => `${key}=${value}`).join('; ')
    return site.fetch(`${unit}/impor`, { method: 'POST', body: form, headers: { cookie, origin, ...headers } })
  }

  function confirmation(html: string): Record<string, string> {
    const names = ['layanan', 'hari', 'urutan', 'nama', 'berkas']
    return Object.fromEntries(names.map((name) => [name, valueIn(html, name) ?? '']))
  }

  const store = (role: string, html: string, changed: Record<string, string> = {}) =>
    as(role).post(`${unit}/impor/simpan`, { ...confirmation(html), ...changed })

  test('is looked through without anything being stored, then stored with its line in the trail', async () => {
    const before = await countRows(site.database)
    const response = await upload('unitManager', csv(row('2026-01-02', 3), row('2026-01-03', 4), row('', 2)))
    expect(response.status).toBe(200)
    const html = await response.text()
    expect(textOf(html)).toContain('4 responden terbaca')
    expect(textOf(html)).toContain('1 tidak menyebut tanggal dan akan dicatat pada 31 Maret 2026')
    expect(tableIn(html, '2 hari').slice(1)).toEqual([
      ['2 Januari 2026', '2'],
      ['3 Januari 2026', '1'],
    ])
    expect(tableIn(html, 'Periksa apakah')[1]?.slice(0, 5)).toEqual([
      '2',
      '2 Januari 2026',
      'Laki-laki',
      '26–34 tahun',
      '3',
    ])
    expect(await countRows(site.database)).toBe(before)

    const stored = await store('unitManager', html)
    expect(stored.headers.get('location')).toBe(`${unit}/impor?tersimpan=4`)
    await expectAgreement()
    expect((await actsIn(site.database)).at(-1)).toBe('answers-imported')
    const list = await (await as('unitManager').get(`${unit}/impor?tersimpan=4`)).text()
    expect(textOf(list)).toContain('4 responden tersimpan.')

    const known = await upload('unitManager', csv(row('2026-01-02', 3), row('2026-01-03', 4), row('', 2)))
    expect(await known.text()).toContain('sudah pernah diimpor')
    const after = await countRows(site.database)
    expect((await store('unitManager', html)).status).toBe(409)
    expect(await countRows(site.database)).toBe(after)
  })

  test('as XLSX likewise', async () => {
    async function* rows() {
      yield ['02/01/2026', 'P', ...nine.map(() => 3 as number | string), `xlsx ${number}`]
      yield ['', 'L', ...nine.map(() => 2 as number | string), '']
    }
    const columns = ['tanggal', 'jenis_kelamin', ...nine, 'saran'].map((one) => ({ heading: one, width: 12 }))
    const bytes = new Uint8Array(await new Response(writeSheet('Jawaban', columns, rows())).arrayBuffer())
    const html = await (await upload('unitManager', bytes, 'jawaban.XLSX')).text()
    expect(textOf(html)).toContain('2 responden terbaca')
    expect((await store('unitManager', html)).status).toBe(303)
    await expectAgreement()
  })

  test('with faults names each by line and column and cannot be stored', async () => {
    const faulty = csv(row('2026-01-02', 3), row('2026-01-02', 9), row('2090-01-01', 3))
    const response = await upload('unitManager', faulty)
    expect(response.status).toBe(422)
    const html = await response.text()
    const text = textOf(html)
    expect(text).toContain('baris 3, kolom 4 (requirements): nilai "9" di luar 1–4')
    expect(text).toContain('baris 4, kolom 1 (tanggal): tanggal 2090-01-01 belum tiba')
    expect(html).not.toContain('impor/simpan')
    const before = await countRows(site.database)
    const forced = await as('unitManager').post(`${unit}/impor/simpan`, {
      layanan: 'ktp',
      hari: '2026-03-31',
      nama: 'jawaban.csv',
      berkas: await wrapped(faulty),
    })
    expect(forced.status).toBe(422)
    expect(await countRows(site.database)).toBe(before)
  })

  async function wrapped(text: string): Promise<string> {
    const { wrap } = await import('#src/documents/parcel.ts')
    return wrap(new TextEncoder().encode(text), true)
  }

  test.each<[string, string, Record<string, string>, string]>([
    ['without a name', '', {}, 'Berkas harus berakhiran'],
    ['of another kind', 'jawaban.exe', {}, 'Berkas harus berakhiran'],
    ['for a service of another unit', 'jawaban.csv', { layanan: 'pajak' }, 'Pilih layanan.'],
    ['for a day to come', 'jawaban.csv', { hari: '2090-01-01' }, 'Tanggal ini belum tiba.'],
    ['for no day', 'jawaban.csv', { hari: '' }, 'Isi tanggal'],
  ])('%s is refused', async (_, name, fields, said) => {
    const response = await upload('unitManager', csv(), name || 'x', fields)
    expect(response.status).toBe(422)
    expect(await response.text()).toContain(said)
  })

  test('of more than 10 MB is refused, as is a parcel that unpacks to more, and one that is none', async () => {
    expect((await upload('unitManager', 'a'.repeat(11_000_000))).status).toBe(413)
    const bomb = await wrapped('a'.repeat(10 * 1024 * 1024 + 1))
    expect(bomb.length).toBeLessThan(20_000)
    for (const berkas of [bomb, 'bukan base 64', 'YWJj']) {
      const fields = { layanan: 'ktp', hari: '2026-03-31', nama: 'jawaban.csv', berkas }
      expect((await as('unitManager').post(`${unit}/impor/simpan`, fields)).status).toBe(422)
    }
    expect((await as('unitManager').post(`${unit}/impor`)).status).toBe(422)
  })

  test('whose name and cells are markup and formulas is shown as text', async () => {
    const name = '../../<script>alert(1)<b>.csv'
    const html = await (await upload('unitManager', csv(row('2026-01-02', 3, '=1+1')), name)).text()
    expect(html).not.toContain('<script>alert')
    expect((await store('unitManager', html)).status).toBe(303)
    const list = await (await as('unitManager').get(`${unit}/impor`)).text()
    expect(list).not.toContain('<script>alert')
    expect(textOf(list)).toContain('<script>alert(1)<b>.csv')
    const bad = `${heading.replace('conduct', '<i>zzz</i>')}${row('2026-01-02', 3)}`
    expect(await (await upload('unitManager', bad)).text()).not.toContain('<i>zzz')
  })

  test('is undone and brought back by the bureau, with a reason', async () => {
    const html = await (await upload('unitManager', csv(row('2026-01-02', 1), row('2026-01-02', 1)))).text()
    const before = await storedTallies(site.database)
    await store('unitManager', html)
    const counted = await storedTallies(site.database)
    const [found] = await site.database.select<{ id: number }>({
      sql: 'select max(id) as id from imports',
      parameters: [],
    })
    const path = (turn: string, id = found?.id) => `${unit}/impor/${id}/${turn}`
    const why = { alasan: 'Berkas triwulan yang lain' }
    for (const role of ['unitManager', 'leader', 'otherManager']) {
      expect((await as(role).post(path('batalkan'), why)).status).toBe(403)
    }
    expect((await as('bureau').post(path('batalkan'), { alasan: 'pendek' })).status).toBe(422)
    expect((await as('bureau').post(path('batalkan', 999), why)).status).toBe(404)
    const theirs = `/kelola/unit/${taxes.slug}/impor/${found?.id}/batalkan`
    expect((await as('bureau').post(theirs, why)).status).toBe(404)
    expect((await as('bureau').post(theirs, { alasan: 'pendek' })).status).toBe(404)

    expect((await as('bureau').post(path('batalkan'), why)).status).toBe(303)
    await expectAgreement()
    const zeroless = (tallies: object) => JSON.stringify(Object.entries(tallies).map(sortedNonZero))
    expect(zeroless(await storedTallies(site.database))).toBe(zeroless(before))
    expect((await as('bureau').post(path('batalkan'), why)).status).toBe(409)
    const list = await (await as('bureau').get(`${unit}/impor`)).text()
    expect(textOf(list)).toContain('3 tidak dihitung karena dibatalkan')
    expect((await as('bureau').post(path('pulihkan'), why)).status).toBe(303)
    expect(zeroless(await storedTallies(site.database))).toBe(zeroless(counted))
    expect((await actsIn(site.database)).slice(-2)).toEqual(['import-excluded', 'import-restored'])
  })

  const sortedNonZero = ([table, counts]: [string, Record<string, number>]) => [
    table,
    Object.entries(counts)
      .filter(([, value]) => value !== 0)
      .toSorted(),
  ]

  test('of many rows is stored as one, or refused with a sentence where the engine cannot', async () => {
    const many = csv(...Array.from({ length: 5000 }, (_, place) => row('2026-02-01', 1 + (place % 4))))
    const html = await (await upload('unitManager', many)).text()
    if ('commitStream' in site.database) {
      expect((await store('unitManager', html)).headers.get('location')).toBe(`${unit}/impor?tersimpan=5001`)
      await expectAgreement()
      return
    }
    expect(textOf(html)).toContain('satu berkas paling banyak memuat 5.000 responden')
    const before = await countRows(site.database)
    const forced = { layanan: 'ktp', hari: '2026-03-31', nama: 'jawaban.csv', berkas: await wrapped(many) }
    expect((await as('unitManager').post(`${unit}/impor/simpan`, forced)).status).toBe(409)
    expect(await countRows(site.database)).toBe(before)
    const most = await wrapped(many.split('\n').toSpliced(1, 1).join('\n'))
    const stored = await as('unitManager').post(`${unit}/impor/simpan`, { ...forced, berkas: most })
    expect(stored.headers.get('location')).toBe(`${unit}/impor?tersimpan=5000`)
    await expectAgreement()
  })

  test('cannot be sent by others or from elsewhere', async () => {
    expect((await upload('otherManager', csv())).status).toBe(403)
    expect((await upload('leader', csv())).status).toBe(403)
    expect((await upload('unitManager', csv(), 'a.csv', {}, { origin: 'https://jahat.example' })).status).toBe(403)
  })
})
