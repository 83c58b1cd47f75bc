// The review at the desk, request by request: who may say what and when, and that nothing is published but what was seen.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '#src/database/database.ts'
import { draftQuarter } from '#src/publications/actions/draft.ts'
import { listReviewEvents } from '#src/publications/store/review.ts'
import { listEditions } from '#src/publications/store.ts'
import {
  dayToText,
  lastQuarters,
  localDay,
  previousQuarter,
  type Quarter,
  quarterOf,
  quarterSlug,
} from '#src/units/rules/calendar.ts'
import { tableIn, textOf, valueIn } from '#test/support/answers.ts'
import { arrangeCity, city } from '#test/support/city.ts'
import { actsIn, arrangeAccount, arrangeStaff, type DeskBrowser, signedIn } from '#test/support/desk.ts'
import { arrangeGovernment } from '#test/support/large-government.ts'
import { answerIn, answersAround, openPastReview } from '#test/support/publishing.ts'
import { type Site, startSite } from '#test/support/site.ts'

let site: Site
let database: Database
let bureau: DeskBrowser
let secondBureau: DeskBrowser
let manager: DeskBrowser
let otherManager: DeskBrowser
const today = localDay(new Date(), 'WIB')
const running = quarterOf(today)
/** Each test takes the next, so that none meets another's reviews. */
const quarters = lastQuarters(previousQuarter(previousQuarter(running)), 20)
let taken = 0
let quarter: Quarter = 0

beforeAll(async () => {
  site = await startSite()
  database = site.database
  await arrangeCity(database)
  const staff = await arrangeStaff(database)
  const second = await arrangeAccount(database, 'Wulan', { role: 'bureau' })
  ;[bureau, secondBureau, manager, otherManager] = (await Promise.all(
    [staff.bureau, second, staff.unitManager, staff.otherManager].map((person) => signedIn(site, person)),
  )) as [DeskBrowser, DeskBrowser, DeskBrowser, DeskBrowser]
})
afterAll(async () => {
  expect(site.errors()).toEqual([])
  await site.close()
})
beforeEach(async () => {
  quarter = quarters[taken++] as Quarter
  await answerIn(database, { unitId: 1, serviceId: 1, quarter }, answersAround(3.3, 40, quarter))
})

const review = (page = '') => `/kelola/publikasi/${quarterSlug(quarter)}${page && `/${page}`}`
const ofUnit = (page = '', slug: string = city.registry.slug) =>
  `/kelola/unit/${slug}/publikasi/${quarterSlug(quarter)}${page && `/${page}`}`
const days = (confirm: number, publish: number) => ({
  konfirmasi: dayToText(today + confirm),
  terbit: dayToText(today + publish),
})
const message = { pesan: 'Ada tiga jawaban ganda pada pagi hari pertama.' }
const pageOf = async (response: Promise<Response>) => (await response).text()
const open = () => bureau.post(review('buka'), days(7, 10))

async function confirm(who: DeskBrowser = manager): Promise<Response> {
  const angka = valueIn(await pageOf(who.get(ofUnit())), 'angka') ?? ''
  return who.post(ofUnit('konfirmasi'), { angka })
}

/** What the page before publishing sends back. */
async function seenBy(who: DeskBrowser): Promise<Record<string, string>> {
  const page = await pageOf(who.get(review('terbit')))
  return { sidik: valueIn(page, 'sidik') ?? '', dilihat: valueIn(page, 'dilihat') ?? '' }
}

async function eventsOf(unitId = 1): Promise<string[]> {
  return (await listReviewEvents(database, quarter, unitId)).map(({ kind }) => kind).toReversed()
}

async function editions(): Promise<number> {
  return (await listEditions(database)).filter((edition) => edition.quarter === quarter).length
}

describe('a review', () => {
  test('goes from opened over objection, change and confirmation to publication', async () => {
    expect(textOf(await pageOf(bureau.get(review())))).toContain('belum ditinjau')
    expect((await open()).headers.get('location')).toBe(`${review()}?pesan=dibuka`)

    const asked = textOf(await pageOf(manager.get(`/kelola/unit/${city.registry.slug}`)))
    expect(asked).toContain('Perlu Anda konfirmasi sampai')
    const page = textOf(await pageOf(manager.get(ofUnit())))
    expect(page).toContain('Perlu Anda konfirmasi sampai')
    expect(page).toContain('40 responden')

    expect((await manager.post(ofUnit('keberatan'), message)).status).toBe(303)
    expect(textOf(await pageOf(bureau.get('/kelola')))).toContain('1 unit menyatakan keberatan')
    const standing = await pageOf(bureau.get(review('terbit')))
    expect(textOf(standing)).toContain('1 unit menyatakan keberatan yang belum diselesaikan.')
    expect(valueIn(standing, 'sidik')).toBeUndefined()

    expect((await bureau.post(ofUnit('perbaikan'), message)).status).toBe(409)
    expect((await bureau.post(ofUnit('selesai'), message)).status).toBe(303)
    expect((await bureau.post(ofUnit('perbaikan'), message)).status).toBe(303)
    expect(textOf(await pageOf(manager.get(ofUnit())))).toContain('Bagian Organisasi meminta perbaikan.')
    expect((await confirm()).status).toBe(303)
    expect(await eventsOf()).toEqual(['objected', 'settled', 'changeRequested', 'confirmed'])

    expect((await bureau.post(review('terbit'), await seenBy(bureau))).headers.get('location')).toBe(
      `${review()}?pesan=terbit`,
    )
    expect(await editions()).toBe(1)
    expect(textOf(await pageOf(bureau.get(review())))).toContain('Angka sekarang sama dengan yang terbit.')
    const draft = await draftQuarter(database, quarter)
    expect(draft.units.find(({ unitId }) => unitId === 1)?.document.dikonfirmasi).toBe(true)
    expect((await actsIn(database)).slice(-6)).toEqual([
      'review-opened',
      'figures-objected',
      'review-settled',
      'change-requested',
      'figures-confirmed',
      'quarter-published',
    ])
  })

  test('takes nothing before it is opened, and is opened once, for a quarter that is over', async () => {
    expect((await manager.post(ofUnit('konfirmasi'), { angka: 'x' })).status).toBe(409)
    expect((await manager.post(ofUnit('keberatan'), message)).status).toBe(409)
    expect((await bureau.post(ofUnit('perbaikan'), message)).status).toBe(409)
    expect((await bureau.post(review('tenggat'), days(7, 10))).status).toBe(409)
    expect((await bureau.post(review('terbit'), await seenBy(bureau))).status).toBe(409)
    const now = `/kelola/publikasi/${quarterSlug(running)}`
    expect((await bureau.post(`${now}/buka`, days(7, 10))).status).toBe(409)
    expect(textOf(await pageOf(bureau.get(now)))).toContain('berjalan')
    const both = await Promise.all([bureau, secondBureau].map((who) => who.post(review('buka'), days(7, 10))))
    expect(both.map(({ status }) => status).toSorted()).toEqual([303, 409])
    expect(await eventsOf()).toEqual([])
    expect(await editions()).toBe(0)
  })

  test('has days in their order, and new ones with what they were in the trail', async () => {
    for (const wrong of [days(-1, 10), days(10, 7), { konfirmasi: '', terbit: '' }, days(400, 401)]) {
      const response = await bureau.post(review('buka'), wrong)
      expect(response.status).toBe(422)
      expect(await response.text()).toContain(`value="${wrong.konfirmasi}"`)
    }
    await open()
    expect((await bureau.post(review('tenggat'), days(20, 30))).status).toBe(303)
    const [row] = await database.read.selectFrom('trail').selectAll().orderBy('id', 'desc').limit(1).execute()
    expect(row).toMatchObject({ act: 'review-days-changed', before: expect.stringContaining(dayToText(today + 7)) })
    expect(textOf(await pageOf(bureau.get(review())))).not.toContain('(lewat)')
  })

  test('is nobody else’s to take part in', async () => {
    await open()
    const angka = valueIn(await pageOf(manager.get(ofUnit())), 'angka') ?? ''
    expect((await otherManager.post(ofUnit('konfirmasi'), { angka })).status).toBe(403)
    expect((await otherManager.get(ofUnit())).status).toBe(403)
    expect((await bureau.post(ofUnit('konfirmasi'), { angka })).status).toBe(403)
    expect((await manager.post(review('terbit'), { sidik: 'x', dilihat: '' })).status).toBe(403)
    expect((await manager.post(ofUnit('selesai'), message)).status).toBe(403)
    // Another unit's figures are no key to one's own.
    const foreign = (await draftQuarter(database, quarter)).units.find(({ unitId }) => unitId === 3)?.mark ?? ''
    expect((await manager.post(ofUnit('konfirmasi'), { angka: foreign })).status).toBe(409)
    // What a manager sees of a quarter are their own units.
    const table = textOf(await pageOf(otherManager.get(review())))
    expect(table).toContain(city.clinic.name)
    expect(table).not.toContain(city.registry.name)
    expect(await eventsOf()).toEqual([])
  })

  test('keeps a unit to figures it has seen, and tells when they change afterwards', async () => {
    await open()
    const angka = valueIn(await pageOf(manager.get(ofUnit())), 'angka') ?? ''
    await answerIn(database, { unitId: 1, serviceId: 1, quarter }, answersAround(2, 3))
    const late = await manager.post(ofUnit('konfirmasi'), { angka })
    expect(late.status).toBe(409)
    expect(textOf(await late.text())).toContain('43 responden')
    const now = await confirm()
    expect(now.status).toBe(303)
    expect((await confirm()).status).toBe(409)
    await answerIn(database, { unitId: 1, serviceId: 1, quarter }, answersAround(2, 1, 9))
    expect(textOf(await pageOf(manager.get(ofUnit())))).toContain('Angka berubah')
    expect(textOf(await pageOf(bureau.get(`${review()}?keadaan=outdated`)))).toContain(city.registry.name)
    expect(textOf(await pageOf(bureau.get(review('terbit'))))).toContain('berubah sesudah dikonfirmasi')
    expect((await bureau.post(ofUnit('selesai'), message)).status).toBe(303)
    expect(textOf(await pageOf(manager.get(ofUnit())))).toContain('Menunggu konfirmasi')
  })

  test('is taken once when two say something at the same moment', async () => {
    await open()
    const both = await Promise.all([1, 2].map(() => manager.post(ofUnit('keberatan'), message)))
    expect(both.map(({ status }) => status).toSorted()).toEqual([303, 409])
    expect(await eventsOf()).toEqual(['objected'])
  })

  test('keeps a message that is too short or too long, and says so', async () => {
    await open()
    for (const pesan of ['', 'pendek', 'x'.repeat(1001)]) {
      const response = await manager.post(ofUnit('keberatan'), { pesan })
      expect(response.status).toBe(422)
      expect(valueIn(await response.text(), 'pesan')).toBe(pesan)
    }
    expect((await manager.post(ofUnit('keberatan'), { pesan: 'x'.repeat(1000) })).status).toBe(303)
  })
})

describe('an analysis', () => {
  const texts = { kelebihan: 'Petugas ramah.', kelemahan: 'Antrean panjang.', penyebab: 'Hanya dua loket.' }

  test('is written from the quarter’s end until it is published, and shown as it will be read', async () => {
    const written = { ...texts, kelemahan: 'Hubungi 0812-3456-7890, antrean panjang.' }
    expect((await manager.post(ofUnit('analisis'), written)).status).toBe(303)
    const page = await pageOf(manager.get(ofUnit()))
    expect(textOf(page)).toContain('[nomor telepon disamarkan]')
    expect(valueIn(page, 'kelemahan')).toContain('0812-3456-7890')
    expect((await bureau.post(ofUnit('analisis'), texts)).status).toBe(303)
    expect((await otherManager.post(ofUnit('analisis'), texts)).status).toBe(403)
    const running = ofUnit('analisis').replace(quarterSlug(quarter), quarterSlug(quarterOf(today)))
    expect((await manager.post(running, texts)).status).toBe(409)

    await openPastReview(database, quarter)
    expect((await bureau.post(review('terbit'), await seenBy(bureau))).status).toBe(303)
    expect((await manager.post(ofUnit('analisis'), texts)).status).toBe(409)
    expect(textOf(await pageOf(manager.get(ofUnit())))).toContain('Antrean panjang.')
  })

  test('has parts of a certain length, and at least one', async () => {
    const long = await manager.post(ofUnit('analisis'), { ...texts, penyebab: 'é'.repeat(2001) })
    expect(long.status).toBe(422)
    expect(valueIn(await long.text(), 'penyebab')).toHaveLength(2001)
    expect((await manager.post(ofUnit('analisis'), { kelebihan: ' ', kelemahan: '', penyebab: '' })).status).toBe(422)
    expect((await manager.post(ofUnit('analisis'), { ...texts, penyebab: '文'.repeat(2000) })).status).toBe(303)
  })
})

test('every file that the desk offers of a quarter is there, before it is published and after', async () => {
  await openPastReview(database, quarter)
  const offered = async () => {
    const pages = await Promise.all([pageOf(manager.get(ofUnit())), pageOf(bureau.get(review()))])
    const links = Array.from(
      pages.join('').matchAll(/href="([^"]+\.(?:docx|xlsx|pdf)[^"]*)"/g),
      ([, path]) => path ?? '',
    )
    for (const path of links) {
      const response = await manager.get(path)
      expect({ path, status: response.status }).toEqual({ path, status: 200 })
      expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(1000)
    }
    return links.length
  }
  expect(await offered()).toBe(2)
  await bureau.post(review('terbit'), await seenBy(bureau))
  expect(await offered()).toBe(4)
})

describe('publishing', () => {
  test('passes over silence when its day is over, and says so', async () => {
    await openPastReview(database, quarter)
    const page = textOf(await pageOf(bureau.get(review('terbit'))))
    expect(page).toContain('1 unit akan terbit dengan keterangan “belum dikonfirmasi unit”')
    expect((await bureau.post(review('terbit'), await seenBy(bureau))).status).toBe(303)
    const { units } = await draftQuarter(database, quarter)
    expect(units.find(({ unitId }) => unitId === 1)?.document.dikonfirmasi).toBe(false)
  })

  test('waits for silence until its day is over', async () => {
    await open()
    const { mark } = await draftQuarter(database, quarter)
    const response = await bureau.post(review('terbit'), { sidik: mark, dilihat: '' })
    expect(response.status).toBe(409)
    expect(textOf(await response.text())).toContain('1 unit belum mengonfirmasi')
    expect(await editions()).toBe(0)
  })

  test('of what was not seen is refused with what has changed, and goes on from there', async () => {
    await openPastReview(database, quarter)
    const seen = await seenBy(bureau)
    await answerIn(database, { unitId: 1, serviceId: 1, quarter }, answersAround(1.2, 5))
    const refused = await bureau.post(review('terbit'), seen)
    expect(refused.status).toBe(409)
    const page = await refused.text()
    expect(textOf(page)).toContain('Angka berubah sejak ditinjau')
    expect(textOf(page)).toContain('40 → 45')
    expect(await editions()).toBe(0)
    const again = { sidik: valueIn(page, 'sidik') ?? '', dilihat: valueIn(page, 'dilihat') ?? '' }
    expect((await bureau.post(review('terbit'), again)).status).toBe(303)
    expect((await bureau.post(review('terbit'), again)).status).toBe(409)
    expect(await editions()).toBe(1)
  })

  test('by two of the bureau at the same moment makes one edition', async () => {
    await openPastReview(database, quarter)
    const seen = await Promise.all([seenBy(bureau), seenBy(secondBureau)])
    const both = await Promise.all([
      bureau.post(review('terbit'), seen[0]),
      secondBureau.post(review('terbit'), seen[1]),
    ])
    expect(both.map(({ status }) => status).toSorted()).toEqual([303, 409])
    expect(await editions()).toBe(1)
  })
})

describe('a correction', () => {
  test('says what differs, wants a reason, and is refused where nothing differs', async () => {
    // The last one, since the first page tells of nothing that lies further back than a year.
    quarter = previousQuarter(running)
    await answerIn(database, { unitId: 1, serviceId: 1, quarter }, answersAround(3.3, 40, quarter))
    expect((await bureau.get(review('ralat'))).headers.get('location')).toBe(review())
    await openPastReview(database, quarter)
    await bureau.post(review('terbit'), await seenBy(bureau))
    expect(textOf(await pageOf(bureau.get(review('ralat'))))).toContain('Tidak ada yang berbeda')

    await answerIn(database, { unitId: 1, serviceId: 1, quarter }, answersAround(1, 20))
    expect(textOf(await pageOf(bureau.get('/kelola/publikasi')))).toContain('Jawaban sesudah terbit: 20 masuk.')
    expect(textOf(await pageOf(bureau.get(`${review()}?keadaan=berbeda`)))).toContain(city.registry.name)
    expect((await manager.post(ofUnit('keberatan'), message)).status).toBe(303)

    expect(textOf(await pageOf(bureau.get('/kelola')))).toContain('Bila angkanya memang keliru, terbitkan ralat.')

    const page = await pageOf(bureau.get(review('ralat')))
    expect(textOf(page)).toContain('40 → 60')
    const seen = { sidik: valueIn(page, 'sidik') ?? '', dilihat: valueIn(page, 'dilihat') ?? '' }
    const unsaid = await bureau.post(review('ralat'), { ...seen, alasan: 'salah' })
    expect(unsaid.status).toBe(422)
    expect(valueIn(await unsaid.text(), 'alasan')).toBe('salah')

    const alasan = 'Dua puluh formulir kertas terlambat dimasukkan.'
    await answerIn(database, { unitId: 1, serviceId: 1, quarter }, answersAround(4, 1))
    const changed = await bureau.post(review('ralat'), { ...seen, alasan })
    expect(changed.status).toBe(409)
    const again = await changed.text()
    expect(textOf(again)).toContain('60 → 61')
    expect(valueIn(again, 'alasan')).toBe(alasan)
    // The unit confirms what the correction will say, which is then no longer what was seen either.
    expect((await confirm()).status).toBe(303)
    const stale = { sidik: valueIn(again, 'sidik') ?? '', dilihat: valueIn(again, 'dilihat') ?? '', alasan }
    const confirmed = await (await bureau.post(review('ralat'), stale)).text()
    expect(textOf(confirmed)).toContain('angkanya sama, keterangannya berubah')
    const now = { sidik: valueIn(confirmed, 'sidik') ?? '', dilihat: valueIn(confirmed, 'dilihat') ?? '', alasan }
    expect((await manager.post(review('ralat'), now)).status).toBe(403)
    expect((await bureau.post(review('ralat'), now)).headers.get('location')).toBe(`${review()}?pesan=ralat`)
    expect(await editions()).toBe(2)
    expect(textOf(await pageOf(bureau.get(review())))).toContain(alasan)
    const { units } = await draftQuarter(database, quarter)
    expect(units.find(({ unitId }) => unitId === 1)?.document).toMatchObject({
      dikonfirmasi: true,
      jumlah_responden: 61,
    })
    expect((await bureau.post(ofUnit('perbaikan'), message)).status).toBe(409)
    expect((await confirm()).status).toBe(409)
    expect((await bureau.post(review('ralat'), now)).status).toBe(409)
  })
})

test('a quarter that is none, or to come, is not found', async () => {
  for (const wrong of ['2026-tw5', '1999-tw1', '2999-tw1', 'tw3', '2026-s1']) {
    expect((await bureau.get(`/kelola/publikasi/${wrong}`)).status).toBe(404)
    expect((await bureau.get(`/kelola/unit/${city.registry.slug}/publikasi/${wrong}`)).status).toBe(404)
  }
})

test('many units stand on pages, are found by name, agency and state, and are each some manager’s own', async () => {
  const large = await startSite()
  try {
    const of = previousQuarter(running)
    await arrangeGovernment(large.database, 60, of)
    const staff = await arrangeStaff(large.database)
    await openPastReview(large.database, of)
    const [desk, ofAgency] = await Promise.all([signedIn(large, staff.bureau), signedIn(large, staff.agencyManager)])
    const address = `/kelola/publikasi/${quarterSlug(of)}`
    const rows = async (search: string, who = desk) =>
      tableIn(await (await who.get(`${address}?${search}`)).text(), 'Unit dalam tinjauan').slice(1)
    const pages = await Promise.all(['halaman=1', 'halaman=2', 'halaman=3', 'halaman=99'].map((page) => rows(page)))
    expect(pages.map(({ length }) => length)).toEqual([25, 25, 10, 10])
    expect(new Set(pages.flat().map(([name]) => name)).size).toBe(60)
    expect(await rows('cari=pelayanan+37')).toHaveLength(1)
    expect(await rows('instansi=dinas-3&keadaan=waiting')).toHaveLength(3)
    expect(await rows('keadaan=confirmed')).toEqual([])
    expect((await rows('keadaan=entah&halaman=x')).length).toBe(25)
    // Unit 25 and unit 50 belong to the first agency.
    expect((await rows('', ofAgency)).map(([name]) => name?.split(' Dinas')[0])).toEqual([
      'Unit Pelayanan 25',
      'Unit Pelayanan 50',
    ])
    expect(textOf(await (await ofAgency.get('/kelola')).text())).toContain('Perlu Anda konfirmasi sampai')
    const call = textOf(await (await ofAgency.get('/kelola/publikasi')).text())
    expect(call).toContain('Unit: 2 menunggu.')
  } finally {
    await large.close()
  }
})
