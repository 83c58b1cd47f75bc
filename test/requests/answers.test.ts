// Answers at the desk over HTTP: listed, shown, excluded and restored, exported with the figures of the pages; and what is refused.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readWorkbook } from '#src/documents/xlsx.ts'
import { localDay, quarterOf, quarterSlug } from '#src/units/rules/calendar.ts'
import { newestAnswer, sendJson, tableIn, textOf } from '#test/support/answers.ts'
import { city, nine } from '#test/support/city.ts'
import { actsIn, arrangeStaff, type DeskBrowser, openDeskBrowser, signedIn } from '#test/support/desk.ts'
import { closeWithoutErrors, type Site, startCity } from '#test/support/site.ts'

let site: Site
let bureau: DeskBrowser
let manager: DeskBrowser
let leader: DeskBrowser
let inspector: DeskBrowser
let other: DeskBrowser

const { registry, taxes, clinic } = city
const of = (slug: string) => `/kelola/unit/${slug}`
const mine = of(registry.slug)
const quarter = () => quarterSlug(quarterOf(localDay(new Date(), 'WIB')))
const attack = '<script>alert(1)</script>=cmd|1'

async function answer(code: string, fields: object): Promise<number> {
  const response = await sendJson(site, code, fields)
  expect(response.status).toBe(201)
  return newestAnswer(site)
}

const scores = (score: number) => Object.fromEntries(nine.map((key) => [key, score]))
let first = 0
let foreign = 0

beforeAll(async () => {
  site = await startCity()
  const staff = await arrangeStaff(site.database)
  ;[bureau, manager, leader, inspector, other] = (await Promise.all([
    signedIn(site, staff.bureau),
    signedIn(site, staff.unitManager),
    signedIn(site, staff.leader),
    signedIn(site, staff.inspector),
    signedIn(site, staff.otherManager),
  ])) as [DeskBrowser, DeskBrowser, DeskBrowser, DeskBrowser, DeskBrowser]
  first = await answer(registry.counter.code, {
    layanan: 'ktp',
    ...scores(2),
    cost: 4,
    jenis_kelamin: 'P',
    usia: '<17',
    disabilitas: 'yes',
    pengisi: 'keluarga',
    saran: `=HYPERLINK("http://x") hubungi 0812 3456 7890`,
  })
  await answer(registry.counter.code, { layanan: 'akta', ...scores(3), saran: attack })
  await answer(registry.cardCounter.code, { ...scores(4), facilities: '' })
  foreign = await answer(clinic.counter.code, { ...scores(1), parking: 2 })
  await answer(taxes.counter.code, { layanan: 'pajak', q1: 1 }).catch(() => 0)
})
afterAll(() => closeWithoutErrors(site))

const page = async (browser: DeskBrowser, path: string) => {
  const response = await browser.get(path)
  expect(response.status).toBe(200)
  return response.text()
}

describe('the list', () => {
  test('has every answer of the unit with its scores, and of no other', async () => {
    const html = await page(manager, `${mine}/jawaban`)
    const rows = tableIn(html, 'Hari terbaru di atas')
    expect(rows[0]).toEqual([
      'Jawaban',
      'Layanan',
      'Loket',
      'Saluran',
      ...nine.map((_, place) => `U${place + 1}`),
      'Keadaan',
    ])
    expect(rows.slice(1).map((row) => row.slice(1, 4))).toEqual([
      ['KTP elektronik', 'Loket KTP', 'Ponsel'],
      ['Akta kelahiran', 'Loket 1', 'Ponsel'],
      ['KTP elektronik', 'Loket 1', 'Ponsel'],
    ])
    expect(rows[1]?.slice(4, 13)).toEqual(['4', '4', '4', '4', '4', '4', '4', '4', '–'])
    expect(rows[3]?.slice(4, 13)).toEqual(['2', '2', '2', '4', '2', '2', '2', '2', '2'])
    expect(textOf(html)).toContain('3 jawaban dihitung')
  })

  test.each([
    ['layanan=2', 1],
    ['layanan=5', 0],
    ['loket=2', 1],
    ['loket=4', 0],
    ['saluran=paper', 0],
    ['pengisi=keluarga', 1],
    ['keadaan=dikecualikan', 0],
    ['keadaan=dihitung', 3],
    ['impor=1', 0],
    ['triwulan=2019-tw1', 0],
    ["layanan='%20or%201=1", 3],
    ['setelah=zzz', 3],
  ])('by %s has %i', async (search, count) => {
    const rows = tableIn(await page(manager, `${mine}/jawaban?${search}`), 'Hari terbaru di atas')
    expect(Math.max(0, rows.length - 1)).toBe(count)
  })

  test('goes on after an answer', async () => {
    const rows = tableIn(await page(manager, `${mine}/jawaban?setelah=${first + 1}`), 'Hari terbaru di atas')
    expect(rows.slice(1).map(([cell]) => cell)).toEqual([expect.stringContaining(`nomor ${first}`)])
  })
})

describe('one answer', () => {
  test('shows what was said, but neither disability nor a child’s age, and the suggestion masked', async () => {
    const text = textOf(await page(manager, `${mine}/jawaban/${first}`))
    expect(text).toContain('Perempuan')
    expect(text).toContain('Sampai 25 tahun')
    expect(text).toContain('[nomor telepon disamarkan]')
    expect(text).not.toMatch(/disabilitas|17 tahun|3456/i)
  })

  test('of another unit is not there under this one', async () => {
    expect((await manager.get(`${mine}/jawaban/${foreign}`)).status).toBe(404)
    expect((await manager.get(`${of(clinic.slug)}/jawaban/${foreign}`)).status).toBe(403)
    expect((await bureau.post(`${mine}/jawaban/${foreign}/kecualikan`, reason)).status).toBe(404)
    expect((await bureau.post(`${mine}/jawaban/${foreign}/pulihkan`, reason)).status).toBe(404)
    expect((await bureau.get('/kelola/unit/zzz/jawaban')).status).toBe(404)
  })
})

const reason = { dasar: 'trial', alasan: `Uji coba ${attack}` }

describe('excluding', () => {
  test.each<[string, Record<string, string>, string]>([
    ['without a reason', { dasar: 'trial', alasan: ' ' }, 'Tulis alasannya'],
    ['with a short reason', { dasar: 'trial', alasan: '123456789' }, 'Tulis alasannya'],
    ['with a long reason', { dasar: 'trial', alasan: 'a'.repeat(501) }, 'Alasan terlalu panjang'],
    ['without a ground', { alasan: 'sepuluh huruf lebih' }, 'Pilih dasarnya'],
    ['with the ground of imports', { dasar: 'import', alasan: 'sepuluh huruf lebih' }, 'Pilih dasarnya'],
  ])('%s is refused', async (_, fields, message) => {
    const response = await bureau.post(`${mine}/jawaban/${first}/kecualikan`, fields)
    expect(response.status).toBe(422)
    expect(await response.text()).toContain(message)
  })

  test('takes the answer out of the dashboard and the list, tells why, and is restored', async () => {
    const before = await page(leader, mine)
    const response = await bureau.post(`${mine}/jawaban/${first}/kecualikan`, reason)
    expect(response.headers.get('location')).toBe(`${mine}/jawaban/${first}?selesai=kecualikan`)
    expect(textOf(await page(manager, `${mine}/jawaban`))).toContain('2 jawaban dihitung 1 jawaban lain dikecualikan')
    expect(await page(leader, mine)).not.toBe(before)
    expect((await bureau.post(`${mine}/jawaban/${first}/kecualikan`, reason)).status).toBe(409)

    const shown = await page(inspector, `${mine}/pengecualian`)
    expect(shown).not.toContain('<script>alert')
    expect(tableIn(shown, 'Menurut triwulan dan dasar')[1]?.slice(1)).toEqual(['Uji coba atau latihan', '1'])
    expect(textOf(shown)).toContain(attack)
    expect(textOf(await page(manager, `${mine}/jawaban/${first}`))).toContain(attack)
    expect(textOf(await page(leader, `${mine}/jawaban/${first}`))).not.toContain('Riwayat pengecualian')

    const restored = await bureau.post(`${mine}/jawaban/${first}/pulihkan`, { alasan: 'Ternyata sungguhan' })
    expect(restored.status).toBe(303)
    expect(await page(leader, mine)).toBe(before)
    expect((await bureau.post(`${mine}/jawaban/${first}/pulihkan`, { alasan: 'Ternyata sungguhan' })).status).toBe(409)
    expect((await actsIn(site.database)).slice(-2)).toEqual(['answer-excluded', 'answer-restored'])
  })

  test('of the only answer leaves every page of the unit without data, as if nobody had answered', async () => {
    const theirs = of(clinic.slug)
    const turn = (to: string) => bureau.post(`${theirs}/jawaban/${foreign}/${to}`, reason)
    expect((await turn('kecualikan')).status).toBe(303)
    expect(textOf(await page(leader, theirs))).toContain('Belum ada data')
    for (const path of [
      theirs,
      '/kelola',
      `${theirs}/jawaban`,
      `${theirs}/saran`,
      `${theirs}/rekap.csv`,
      `${theirs}/rekap.xlsx`,
    ]) {
      const response = await bureau.get(path)
      expect([path, response.status]).toEqual([path, 200])
      await response.arrayBuffer()
    }
    expect(textOf(await page(bureau, theirs))).toContain('Belum ada')
    expect((await turn('pulihkan')).status).toBe(303)
  })

  test('is refused to managers, leader, inspector, strangers and other sites', async () => {
    for (const browser of [manager, leader, inspector, other]) {
      expect((await browser.post(`${mine}/jawaban/${first}/kecualikan`, reason)).status).toBe(403)
    }
    const stranger = await openDeskBrowser(site).post(`${mine}/jawaban/${first}/kecualikan`, reason)
    expect(stranger.headers.get('location')).toMatch(/^\/masuk/)
    const elsewhere = { origin: 'https://jahat.example' }
    expect((await bureau.post(`${mine}/jawaban/${first}/kecualikan`, reason, elsewhere)).status).toBe(403)
    expect(await site.database.select({ sql: 'select 1 from excluded_responses', parameters: [] })).toEqual([])
  })
})

describe('the export', () => {
  async function csv(browser: DeskBrowser, path = `${mine}/jawaban.csv?triwulan=${quarter()}`) {
    const response = await browser.get(path)
    expect(response.status).toBe(200)
    const bytes = new Uint8Array(await response.arrayBuffer())
    expect(Array.from(bytes.subarray(0, 3))).toEqual([0xef, 0xbb, 0xbf])
    const { default: Papa } = await import('papaparse')
    const { data, errors } = Papa.parse<Record<string, string>>(new TextDecoder().decode(bytes), {
      header: true,
      skipEmptyLines: true,
    })
    expect(errors).toEqual([])
    return { response, rows: data }
  }

  test('as CSV has the figures of the page, one row a respondent, and text that stays text', async () => {
    await bureau.post(`${mine}/jawaban/${first}/kecualikan`, reason)
    const { response, rows } = await csv(bureau)
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="jawaban-${registry.slug}-${quarter()}.csv"`,
    )
    expect(rows).toHaveLength(3)
    expect(rows[0]).toMatchObject({
      nomor: String(first),
      layanan: 'KTP elektronik',
      loket: 'Loket 1',
      saluran: 'Ponsel',
      'U1 requirements': '2',
      'U4 cost': '4',
      jenis_kelamin: 'Perempuan',
      usia: 'Sampai 25 tahun',
      saran: `'=HYPERLINK("http://x") hubungi [nomor telepon disamarkan]`,
      dikecualikan: 'ya',
      dasar: 'Uji coba atau latihan',
      alasan: reason.alasan,
    })
    expect(Object.keys(rows[0] ?? {}).join()).not.toMatch(/disabilitas/)
    expect(rows[2]).toMatchObject({ 'U9 facilities': '', dikecualikan: 'tidak' })
    // What the public page says of the quarter.
    const [stored] = await site.database.select<Record<string, number>>({
      sql: 'select respondents, cost_sum, cost_count, facilities_sum, facilities_count from quarter_tallies where unit_id = 1',
      parameters: [],
    })
    const counting = rows.filter(({ dikecualikan }) => dikecualikan === 'tidak')
    const given = (heading: string) => counting.flatMap((row) => (row[heading] ? [Number(row[heading])] : []))
    const total = (heading: string) => given(heading).reduce((sum, score) => sum + 12 * score, 0)
    expect(stored).toEqual({
      respondents: counting.length,
      cost_sum: total('U4 cost'),
      cost_count: given('U4 cost').length,
      facilities_sum: total('U9 facilities'),
      facilities_count: given('U9 facilities').length,
    })
    expect((await csv(leader)).rows[0]).not.toHaveProperty('alasan')
    await bureau.post(`${mine}/jawaban/${first}/pulihkan`, { alasan: 'Ternyata sungguhan' })
    expect(await actsIn(site.database)).toContain('answers-exported')
  })

  test('as XLSX says the same as the CSV', async () => {
    const { rows } = await csv(bureau)
    const response = await bureau.get(`${mine}/jawaban.xlsx?triwulan=${quarter()}`)
    const [sheet] = await readWorkbook(new Uint8Array(await response.arrayBuffer()))
    const [heading = [], ...cells] = sheet?.rows ?? []
    const unescaped = (text: string) => text.replace(/^'(?==)/, '')
    expect(cells.map((row) => heading.map((_, place) => row[place] ?? ''))).toEqual(
      rows.map((row) => heading.map((name) => unescaped(row[name] ?? ''))),
    )
  })

  test('has added elements and is empty where nothing was answered', async () => {
    const ofClinic = `${of(clinic.slug)}/jawaban.csv?triwulan=${quarter()}`
    expect((await csv(bureau, ofClinic)).rows[0]).toMatchObject({ 'U10 parking': '2', nomor: String(foreign) })
    expect((await csv(bureau, `${mine}/jawaban.csv?triwulan=2019-tw1`)).rows).toEqual([])
  })

  test('is refused to the manager of another unit', async () => {
    for (const format of ['csv', 'xlsx']) expect((await other.get(`${mine}/jawaban.${format}`)).status).toBe(403)
  })
})
