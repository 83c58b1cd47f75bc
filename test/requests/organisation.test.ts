// The organisation at the desk: what the bureau and managers do with it page by page, and what is tried against it.

import { writeXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { app } from '#src/app.tsx'
import { qrPng } from '#src/documents/qr.ts'
import { draftQuarter } from '#src/publications/actions/draft.ts'
import { purgeSuggestions } from '#src/responses/actions/purge.ts'
import { dateOf, localDay, quarterOf } from '#src/units/rules/calendar.ts'
import { all, sendForm, tableIn, textOf } from '#test/support/answers.ts'
import { city, nine } from '#test/support/city.ts'
import { actsIn, arrangeAccount, arrangeStaff, type DeskBrowser, signedIn } from '#test/support/desk.ts'
import { closeWithoutErrors, origin, type Site, startCity } from '#test/support/site.ts'

const base = '/kelola/organisasi'
const registry = `${base}/unit/${city.registry.id}`
const clinic = `${base}/unit/${city.clinic.id}`

let site: Site
let bureau: DeskBrowser
let manager: DeskBrowser

beforeAll(async () => {
  site = await startCity()
  const staff = await arrangeStaff(site.database)
  bureau = await signedIn(site, staff.bureau)
  manager = await signedIn(site, staff.unitManager)
})
afterAll(() => closeWithoutErrors(site))

async function rows<Row>(sql: string, ...parameters: (string | number)[]): Promise<Row[]> {
  return site.database.select<Row>({ sql, parameters })
}

async function answer(code: string): Promise<number> {
  const fields = { ...all(nine, 3), layanan: 'ktp', kunci: crypto.randomUUID(), saran: 'Kursi kurang' }
  return (await sendForm(site, code, fields)).status
}

/** Where a form led: the status, and the address without what was said to be done. */
async function sent(browser: DeskBrowser, path: string, fields: Record<string, string> = {}) {
  const response = await browser.post(path, fields)
  return [response.status, response.headers.get('location')]
}

/** Everything visible of a page that was served. */
async function page(browser: DeskBrowser, path: string): Promise<string> {
  const response = await browser.get(path)
  expect([path, response.status]).toEqual([path, 200])
  return textOf(await response.text())
}

function upload(browser: DeskBrowser, path: string, field: string, name: string, content: string | Uint8Array) {
  const form = new FormData()
  form.set(field, new File([content as BlobPart], name))
  const cookie = Array.from(browser.cookies, ([key, value]) => `${key}=${value}`).join('; ')
  return site.fetch(path, { method: 'POST', body: form, headers: { cookie, origin } })
}

const unitFields = { perangkat: '1', nama: 'UPTD Uji', jenis: 'UPTD', alamat: 'Jalan 1', zona: 'WIB', slug: '' }

describe('from an agency to an answer', () => {
  test('by the pages alone', async () => {
    expect(await sent(bureau, `${base}/perangkat`, { nama: 'Dinas  Perhubungan' })).toEqual([
      303,
      `${base}/perangkat?selesai=tambah`,
    ])
    const [agency] = await rows<{ id: number; slug: string; name: string }>(
      'select id, slug, name from agencies order by id desc limit 1',
    )
    expect(agency).toMatchObject({ slug: 'dinas-perhubungan', name: 'Dinas Perhubungan' })

    const fields = { ...unitFields, perangkat: String(agency?.id), nama: 'Terminal Rejo', zona: 'WITA' }
    expect((await sent(bureau, `${base}/unit-baru`, fields))[0]).toBe(303)
    const [unit] = await rows<{ id: number; slug: string; zone: string }>(
      'select id, slug, zone from units order by id desc limit 1',
    )
    expect(unit).toMatchObject({ slug: 'terminal-rejo', zone: 'WITA' })
    const path = `${base}/unit/${unit?.id}`
    expect(await page(bureau, path)).toContain('Tambahkan layanan yang dinilai.')

    expect((await sent(bureau, `${path}/layanan`, { nama: 'Uji kir', cara: 'OFFLINE' }))[0]).toBe(303)
    expect((await sent(bureau, `${path}/loket`, { nama: 'Loket 1', layanan: '' }))[0]).toBe(303)
    const [counter] = await rows<{ id: number; code: string }>(
      'select id, code from counters join counter_codes on counter_id = id where unit_id = ?',
      unit?.id ?? 0,
    )
    expect((await site.fetch(`/s/${counter?.code}`)).status).toBe(200)
    const shown = await page(bureau, `${path}/loket/${counter?.id}`)
    expect(shown).toContain(`Kode ${counter?.code.slice(0, 4)}-${counter?.code.slice(4)}`)
    const stored = await sendForm(site, counter?.code ?? '', {
      ...all(nine, 4),
      layanan: 'uji-kir',
      kunci: crypto.randomUUID(),
    })
    expect(stored.status).toBe(303)

    // With an answer nothing is removed, the zone stands, and closing keeps the page.
    expect((await sent(bureau, `${path}/hapus`))[0]).toBe(409)
    const moved = await bureau.post(`${path}/identitas`, { ...fields, zona: 'WIT', alamat: 'Jalan Baru 9' })
    const refused = await moved.text()
    expect([moved.status, refused]).toEqual([422, expect.stringContaining('Zona waktu tidak dapat diubah lagi')])
    expect(refused).toContain('Jalan Baru 9')
    expect((await sent(bureau, `${path}/identitas`, { ...fields, alamat: 'Jalan Baru 9' }))[0]).toBe(303)
    expect((await sent(bureau, `${path}/loket/${counter?.id}/hapus`))[0]).toBe(409)
    expect((await sent(bureau, `${base}/perangkat/${agency?.id}/hapus`))[0]).toBe(409)
    expect((await sent(bureau, `${base}/perangkat/${agency?.id}/tutup`))[0]).toBe(409)

    expect(await page(bureau, `${path}/tutup`)).toContain('tidak menerima jawaban lagi')
    expect(await sent(bureau, `${path}/tutup`)).toEqual([303, `${path}?selesai=tutup`])
    expect((await site.fetch(`/s/${counter?.code}`)).status).toBe(410)
    expect((await sendForm(site, counter?.code ?? '', { ...all(nine, 4), kunci: crypto.randomUUID() })).status).toBe(
      410,
    )
    expect(textOf(await (await site.fetch('/unit/terminal-rejo')).text())).toContain('Unit ini sudah ditutup')
    for (const page of ['kertas', 'impor/simpan']) {
      const closed = await bureau.post(`/kelola/unit/terminal-rejo/${page}?layanan=uji-kir&hari=2026-01-05`, {
        ...Object.fromEntries(nine.map((key) => [key, '4'])),
        layanan: 'uji-kir',
      })
      expect([page, closed.status, await closed.text()]).toEqual([page, 422, expect.stringContaining('sudah ditutup')])
    }
    expect((await bureau.get(`${path}/loket/poster.pdf`)).status).toBe(404)
    expect((await sent(bureau, `${path}/loket`, { nama: 'Loket 2', layanan: '' }))[0]).toBe(422)
    expect((await sent(bureau, `${base}/perangkat/${agency?.id}/tutup`))[0]).toBe(303)
    expect((await sent(bureau, `${path}/buka`))[0]).toBe(409)
    expect((await sent(bureau, `${base}/unit-baru`, { ...fields, nama: 'Terminal Lain' }))[0]).toBe(422)
    expect((await sent(bureau, `${base}/perangkat/${agency?.id}/buka`))[0]).toBe(303)
    expect((await sent(bureau, `${path}/buka`))[0]).toBe(303)
    expect((await site.fetch(`/s/${counter?.code}`)).status).toBe(200)

    const acts = new Set(await actsIn(site.database))
    for (const act of [
      'agency-added',
      'unit-added',
      'service-added',
      'counter-opened',
      'unit-changed',
      'unit-closed',
      'agency-closed',
      'agency-reopened',
      'unit-reopened',
    ]) {
      expect(acts).toContain(act)
    }
    const [change] = await rows<{ before: string; after: string }>(
      "select before, after from trail where act = 'unit-changed' and unit_id = ?",
      unit?.id ?? 0,
    )
    expect([change?.before, change?.after]).toEqual(['{"address":"Jalan 1"}', '{"address":"Jalan Baru 9"}'])
  })

  test('what was added by mistake and has nothing can be removed', async () => {
    await bureau.post(`${base}/perangkat`, { nama: 'Salah Ketik' })
    const [agency] = await rows<{ id: number }>("select id from agencies where name = 'Salah Ketik'")
    await bureau.post(`${base}/unit-baru`, { ...unitFields, perangkat: String(agency?.id), nama: 'Unit Salah' })
    const [unit] = await rows<{ id: number }>("select id from units where name = 'Unit Salah'")
    expect(await page(bureau, `${base}/unit/${unit?.id}/hapus`)).toContain('belum punya jawaban')
    expect(await sent(bureau, `${base}/unit/${unit?.id}/hapus`)).toEqual([303, `${base}?selesai=hapus`])
    expect(await sent(bureau, `${base}/perangkat/${agency?.id}/hapus`)).toEqual([
      303,
      `${base}/perangkat?selesai=hapus`,
    ])
    expect(await rows("select 1 from units where name = 'Unit Salah'")).toEqual([])
    // Where a right hangs on it, it stays.
    expect((await sent(bureau, `${registry}/hapus`))[0]).toBe(409)
  })

  test('a form that is refused keeps what was typed', async () => {
    const response = await bureau.post(`${base}/unit-baru`, {
      ...unitFields,
      nama: '',
      alamat: 'Jalan Panjang 7',
      slug: 'A b',
    })
    const text = await response.text()
    expect(response.status).toBe(422)
    for (const kept of [
      'Jalan Panjang 7',
      'Isi nama unit.',
      'Alamat halaman hanya huruf kecil',
      'href="#field-nama"',
    ]) {
      expect(text).toContain(kept)
    }
  })

  test('the slug of another unit, and one that is no slug, are refused', async () => {
    for (const slug of [city.taxes.slug, '../admin', 'a/b', 'a.json', '%2e%2e', 'a b', '-a', 'é', 'x'.repeat(61)]) {
      expect([slug, (await sent(bureau, `${base}/unit-baru`, { ...unitFields, slug }))[0]]).toEqual([slug, 422])
    }
    const same = { ...unitFields, nama: city.registry.name }
    expect((await sent(bureau, `${base}/unit-baru`, same))[0]).toBe(303)
    const [unit] = await rows<{ slug: string }>('select slug from units order by id desc limit 1')
    expect(unit?.slug).toBe('dinas-kependudukan-dan-pencatatan-sipil')
  })
})

describe('a manager of one unit', () => {
  test('changes the head and opening hours, and nothing else', async () => {
    const before = await rows('select * from units where id = 1')
    const fields = {
      kepala: 'Dra. Sri Rahayu, M.Si.',
      nip: '19650101 199003 2 001',
      'buka-1': '08:00',
      'tutup-1': '15:30',
      // What no field of this form has.
      nama: 'Direbut',
      agency_id: '2',
      perangkat: '2',
      zona: 'WIT',
      role: 'bureau',
      peran: 'bureau',
      unit_id: '3',
      id: '3',
    }
    expect(await sent(manager, `${registry}/rincian`, fields)).toEqual([303, `${registry}?selesai=ubah`])
    expect(await rows('select * from units where id = 1')).toEqual(before)
    expect(await rows('select * from unit_details')).toEqual([
      { unit_id: 1, head: 'Dra. Sri Rahayu, M.Si.', nip: '196501011990032001', hours: '{"1":[480,930]}' },
    ])
    expect(
      await rows("select 1 from grants join accounts on accounts.id = account_id where name = 'Bagus'"),
    ).toHaveLength(1)
    const shown = await page(manager, registry)
    expect(shown).toContain('Senin, 08.00 sampai 15.30 WIB')
    expect(shown).toContain('NIP 19650101 199003 2 001')
    expect((await sent(manager, `${registry}/identitas`, unitFields))[0]).toBe(403)
  })

  test('sees only the own unit in the list', async () => {
    const text = await page(manager, base)
    expect(text).toContain(city.registry.name)
    expect(text).not.toContain(city.clinic.name)
    expect(text).not.toContain('Tambah unit')
  })

  test('reaches nothing of another unit by its numbers', async () => {
    const before = [
      await rows('select * from services'),
      await rows('select * from counters'),
      await rows('select * from counter_codes'),
    ]
    const named = {
      nama: 'Direbut',
      cara: 'ONLINE',
      layanan: '',
      unit_id: '1',
      id: '5',
      kode: city.clinic.counter.code,
    }
    for (const path of [
      `${clinic}/layanan`,
      `${clinic}/layanan/5`,
      `${clinic}/layanan/5/tutup`,
      `${clinic}/loket/4/kode`,
      `${clinic}/loket/4/tutup`,
      `${clinic}/dilayani`,
      `${clinic}/rincian`,
    ]) {
      expect([path, (await sent(manager, path, named))[0]]).toEqual([path, 403])
    }
    // Under the own unit's address, the other's numbers lead nowhere.
    for (const path of [
      `${registry}/layanan/5`,
      `${registry}/layanan/5/tutup`,
      `${registry}/layanan/5/hapus`,
      `${registry}/loket/4`,
      `${registry}/loket/4/kode`,
      `${registry}/loket/4/tutup`,
      `${registry}/loket/4/hapus`,
    ]) {
      expect([path, (await sent(manager, path, named))[0]]).toEqual([path, 404])
    }
    expect((await manager.get(`${registry}/loket/4/poster.pdf`)).status).toBe(404)
    expect((await sent(manager, `${registry}/loket`, { nama: 'Curian', layanan: '5' }))[0]).toBe(422)
    expect((await sent(manager, `${registry}/loket/1`, { nama: 'Curian', layanan: '5' }))[0]).toBe(422)
    expect((await sent(manager, `${registry}/loket/1/kode`, { kode: city.clinic.counter.code }))[1]).toContain(
      'kode-lain',
    )
    expect([
      await rows('select * from services'),
      await rows('select * from counters'),
      await rows('select * from counter_codes'),
    ]).toEqual(before)
  })

  test('fields of a form fill only what the form has', async () => {
    const extra = { unit_id: '3', id: '77', slug: 'milik-saya', closed_at: '1' }
    expect((await sent(manager, `${registry}/layanan`, { nama: 'Legalisir', cara: 'OFFLINE', ...extra }))[0]).toBe(303)
    expect(await rows("select unit_id, slug, closed_at from services where name = 'Legalisir'")).toEqual([
      { unit_id: 1, slug: 'legalisir', closed_at: null },
    ])
  })
})

describe('services and counters', () => {
  test('are closed where they have answers, and removed where they have none', async () => {
    expect(await answer(city.registry.cardCounter.code)).toBe(303)
    expect((await sent(manager, `${registry}/layanan/1/hapus`))[0]).toBe(409)
    expect((await sent(manager, `${registry}/loket/2/hapus`))[0]).toBe(409)
    expect((await sent(manager, `${registry}/layanan/1/tutup`))[0]).toBe(303)
    expect((await site.fetch(`/s/${city.registry.cardCounter.code}`)).status).toBe(410)
    expect((await sent(manager, `${registry}/layanan/1/buka`))[0]).toBe(303)
    expect((await site.fetch(`/s/${city.registry.cardCounter.code}`)).status).toBe(200)
    expect((await sent(manager, `${registry}/layanan`, { nama: 'ktp ELEKTRONIK', cara: 'OFFLINE' }))[0]).toBe(422)

    await manager.post(`${registry}/layanan`, { nama: 'Sementara', cara: 'ONLINE' })
    const [service] = await rows<{ id: number }>("select id from services where name = 'Sementara'")
    expect(
      (await sent(manager, `${registry}/layanan/${service?.id}`, { nama: 'Sementara II', cara: 'HYBRID' }))[0],
    ).toBe(303)
    expect((await sent(manager, `${registry}/layanan/${service?.id}/hapus`))[0]).toBe(303)
    await manager.post(`${registry}/loket`, { nama: 'Loket Sementara', layanan: '2' })
    const [counter] = await rows<{ id: number; service_id: number }>(
      "select id, service_id from counters where name = 'Loket Sementara'",
    )
    expect(counter?.service_id).toBe(2)
    expect((await sent(manager, `${registry}/loket/${counter?.id}`, { nama: 'Loket Sementara', layanan: '' }))[0]).toBe(
      303,
    )
    expect((await sent(manager, `${registry}/loket/${counter?.id}/hapus`))[0]).toBe(303)
    expect(await rows("select 1 from counters where name = 'Loket Sementara'")).toEqual([])
  })

  test('a new code tells which posters die, and is issued once however often it is asked for', async () => {
    const path = `${registry}/loket/1/kode`
    const { code } = city.registry.counter
    expect(await page(manager, path)).toContain(
      `Poster dengan kode ${code.slice(0, 4)}-${code.slice(4)} tidak berlaku lagi.`,
    )
    expect((await site.fetch(`/s/${code}`)).status).toBe(200)
    const answers = await Promise.all([1, 2, 3].map(() => sent(manager, path, { kode: code })))
    expect(answers.filter(([, to]) => String(to).includes('diganti='))).toHaveLength(1)
    expect((await site.fetch(`/s/${code}`)).status).toBe(410)
    expect(await rows('select 1 from counter_codes where counter_id = 1')).toHaveLength(2)
    const shown = await page(manager, `${registry}/loket/1?diganti=${code}`)
    expect(shown).toContain('Kode diganti. Poster dengan kode')
    expect(shown).toContain('Kode yang tidak berlaku lagi')
    // Words that an address brings along are not repeated.
    expect(await page(manager, `${registry}/loket/1?diganti=WXVT2345`)).not.toContain('Kode diganti')
    const [entry] = await rows<{ before: string; unit_id: number }>(
      "select before, unit_id from trail where act = 'code-reissued'",
    )
    expect(entry).toEqual({ before: JSON.stringify({ counter: 'Loket 1', code }), unit_id: 1 })
  })

  test('posters come as PDF for one counter and for all, and as table tents', async () => {
    for (const [path, file] of [
      [`${registry}/loket/2/poster.pdf`, 'poster-disdukcapil-loket-2.pdf'],
      [`${registry}/loket/2/poster.pdf?bahasa=jv`, 'poster-disdukcapil-loket-2.pdf'],
      [`${registry}/loket/poster.pdf?bahasa=__proto__`, 'poster-disdukcapil-semua-loket.pdf'],
      [`${registry}/loket/poster.pdf?bentuk=kartu-meja&bahasa=en`, 'kartu-meja-disdukcapil-semua-loket.pdf'],
    ] as const) {
      const response = await manager.get(path)
      expect([path, response.status, response.headers.get('content-type')]).toEqual([path, 200, 'application/pdf'])
      expect(response.headers.get('content-disposition')).toBe(`attachment; filename="${file}"`)
      const bytes = new Uint8Array(await response.arrayBuffer())
      expect(new TextDecoder('latin1').decode(bytes.slice(0, 5))).toBe('%PDF-')
    }
    expect((await manager.get(`${registry}/loket/5/poster.pdf`)).status).toBe(404)
  })
})

describe('people served', () => {
  const year = dateOf(localDay(new Date(), 'WIB')).year - 1

  test('are entered for a year that is over, changed and taken back', async () => {
    const path = `${registry}/dilayani?tahun=${year}`
    const first = {
      [`m-${year}01`]: '1.204',
      [`m-${year}02-1`]: '30',
      [`m-${year}02-5`]: '9',
      [`m-${year + 2}01`]: '9',
    }
    expect((await sent(manager, path, first))[1]).toContain('selesai=simpan')
    const stored = () => rows('select service_id, month, people from people_served order by month')
    expect(await stored()).toEqual([
      { service_id: null, month: year * 100 + 1, people: 1204 },
      { service_id: 1, month: year * 100 + 2, people: 30 },
    ])
    expect((await sent(manager, path, { [`m-${year}01`]: '1204' }))[1]).toContain('selesai=sama')
    expect((await sent(manager, path, { [`m-${year}01`]: '', [`m-${year}02-1`]: '31' }))[1]).toContain('selesai=simpan')
    expect(await stored()).toEqual([{ service_id: 1, month: year * 100 + 2, people: 31 }])
    const entries = await rows<{ before: string; after: string }>(
      "select before, after from trail where act = 'served-entered'",
    )
    expect(entries.map(({ before, after }) => [JSON.parse(before), JSON.parse(after)]).at(-1)).toEqual([
      { [`${year}01`]: 1204, [`${year}02/1`]: 30 },
      { [`${year}01`]: null, [`${year}02/1`]: 31 },
    ])
  })

  test('are refused beside their fields, with everything that was typed', async () => {
    const response = await manager.post(`${registry}/dilayani?tahun=${year}`, {
      [`m-${year}03`]: '12x',
      [`m-${year}04`]: '77',
    })
    const text = await response.text()
    expect(response.status).toBe(422)
    expect(text).toContain('value="12x"')
    expect(text).toContain('value="77"')
    expect(text).toContain(`id="problem-m-${year}03"`)
    expect(await rows('select 1 from people_served where month = ?', year * 100 + 4)).toEqual([])
  })
})

describe('what a unit asks', () => {
  test('is chosen from a day on; with answers not for days that are over', async () => {
    const path = `${registry}/kuesioner`
    const choice = { kuesioner: 'skm-online', mulai: '2025-01-01' }
    const past = await bureau.post(path, choice)
    expect([past.status, textOf(await past.text())]).toEqual([422, expect.stringContaining('paling cepat mulai besok')])
    expect((await sent(bureau, path, { ...choice, mulai: '2091-01-01' }))[0]).toBe(303)
    expect((await sent(bureau, path, { ...choice, mulai: '2091-01-01' }))[0]).toBe(422)
    expect((await sent(bureau, path, { ...choice, kuesioner: 'skm-1999', mulai: '2092-01-01' }))[0]).toBe(422)
    expect(await page(bureau, path)).toContain('mulai 1 Januari 2091')
    expect((await sent(bureau, `${path}/batal`, { mulai: '2091-01-01' }))[0]).toBe(303)
    expect(await rows('select 1 from unit_questionnaires where unit_id = 1')).toEqual([])
    expect((await sent(bureau, `${base}/unit/2/kuesioner/batal`, { mulai: '2025-01-01' }))[0]).toBe(409)
  })

  test('takes elements of the unit, and only of this one', async () => {
    const path = `${registry}/kuesioner`
    const element = {
      nama: 'Ruang laktasi',
      pertanyaan: 'Bagaimana ruang laktasi?',
      'jawaban-1': 'Buruk',
      'jawaban-2': 'Cukup',
      'jawaban-3': 'Baik',
      'jawaban-4': 'Sangat baik',
    }
    expect((await sent(bureau, `${path}/unsur`, { ...element, 'jawaban-3': '' }))[0]).toBe(422)
    expect((await sent(bureau, `${path}/unsur`, element))[0]).toBe(303)
    expect((await sent(bureau, `${path}/unsur`, element))[0]).toBe(422)
    const [own] = await rows<{ id: number }>("select id from added_elements where key = 'tambahan-ruang-laktasi'")
    const choice = {
      kuesioner: 'skm-2017',
      mulai: '2093-01-01',
      'unsur-tambahan-ruang-laktasi': '1',
      'unsur-parking': '1',
    }
    expect((await sent(bureau, path, choice))[0]).toBe(303)
    expect(await rows('select added from unit_questionnaires where unit_id = 1')).toEqual([{ added: `[${own?.id}]` }])
    expect((await sent(bureau, `${path}/unsur/${own?.id}/hapus`))[0]).toBe(409)
    // Element 1001 is another unit's.
    expect((await sent(bureau, `${path}/unsur/1001/hapus`))[0]).toBe(409)
    await bureau.post(`${path}/batal`, { mulai: '2093-01-01' })
    expect((await sent(bureau, `${path}/unsur/${own?.id}/hapus`))[0]).toBe(303)
  })

  test('may have weights of its own that are whole', async () => {
    const weights = (weight: string) => Object.fromEntries(nine.map((key) => [`bobot-${key}`, weight]))
    const choice = { kuesioner: 'skm-2017', mulai: '2094-01-01' }
    const refused = await bureau.post(`${registry}/kuesioner`, { ...choice, ...weights('11,11') })
    const text = await refused.text()
    expect([refused.status, text]).toEqual([422, expect.stringContaining('sekarang 99,99 %')])
    expect(text).toContain('value="11,11"')
    expect((await sent(bureau, `${registry}/kuesioner`, { ...choice, ...weights('11'), 'bobot-cost': '12' }))[0]).toBe(
      303,
    )
    await bureau.post(`${registry}/kuesioner/batal`, { mulai: '2094-01-01' })
  })
})

describe('a list of units from a file', () => {
  const csv = [
    'perangkat daerah;unit;jenis;alamat;kepala;nip;zona;layanan;loket',
    'Dinas Pasar;Pasar Induk;Pasar;Jalan Pasar 1;Budi;198501012010011003;WIT;"Kios; Retribusi (ONLINE)";"Loket A; Loket B"',
    'dinas dan badan;Kantor Cabang;;;;;;;',
    `Dinas dan Badan;${city.registry.name};;;;;;;`,
    'Dinas Pasar;Pasar Induk II;;;;;;;',
  ].join('\n')

  async function preview(name: string, content: string | Uint8Array) {
    const response = await upload(bureau, `${base}/impor`, 'berkas', name, content)
    const text = await response.text()
    const rowsInPage = /name="baris" value="([^"]*)"/.exec(text)?.[1] ?? ''
    return { status: response.status, text, baris: rowsInPage.replaceAll('&quot;', '"').replaceAll('&amp;', '&') }
  }

  test('is shown first, stored whole when confirmed, and adds nothing the second time', async () => {
    const before = await rows('select id from units')
    const { status, text, baris } = await preview('daftar.csv', csv)
    expect(status).toBe(200)
    expect(text).toContain('<strong>3 unit</strong>')
    expect(text).toContain('1 unit sudah ada dan dibiarkan')
    expect(await rows('select id from units')).toEqual(before)
    expect(await rows("select 1 from agencies where name = 'Dinas Pasar'")).toEqual([])

    expect(await sent(bureau, `${base}/impor/simpan`, { baris })).toEqual([303, `${base}?selesai=impor`])
    expect(
      await rows(
        `select units.slug, agencies.slug as agency, units.kind, units.zone, head, nip from units
        join agencies on agencies.id = agency_id left join unit_details on unit_id = units.id
        where units.id > ? order by units.id`,
        Math.max(...before.map((row) => (row as { id: number }).id)),
      ),
    ).toEqual([
      {
        slug: 'pasar-induk',
        agency: 'dinas-pasar',
        kind: 'Pasar',
        zone: 'WIT',
        head: 'Budi',
        nip: '198501012010011003',
      },
      { slug: 'kantor-cabang', agency: 'dinas', kind: 'Unit pelayanan', zone: 'WIB', head: null, nip: null },
      { slug: 'pasar-induk-ii', agency: 'dinas-pasar', kind: 'Unit pelayanan', zone: 'WIB', head: null, nip: null },
    ])
    expect(
      await rows(
        `select services.slug, channel from services join units on units.id = unit_id where units.slug = 'pasar-induk' order by services.slug`,
      ),
    ).toEqual([
      { slug: 'kios', channel: 'OFFLINE' },
      { slug: 'retribusi', channel: 'ONLINE' },
    ])
    const counters = await rows<{ name: string; code: string }>(
      `select counters.name, code from counters join units on units.id = unit_id join counter_codes on counter_id = counters.id
        where units.slug = 'pasar-induk' order by counters.name`,
    )
    expect(counters.map(({ name }) => name)).toEqual(['Loket A', 'Loket B'])
    for (const { code } of counters) expect((await site.fetch(`/s/${code}`)).status).toBe(200)

    expect((await sent(bureau, `${base}/impor/simpan`, { baris }))[0]).toBe(303)
    expect(await rows('select 1 from units')).toHaveLength(before.length + 3)
    expect((await preview('daftar.csv', csv)).text).toContain('Tidak ada unit baru')
    expect((await actsIn(site.database)).filter((act) => act === 'units-imported')).toHaveLength(1)
  })

  test('with one fault stores nothing, and says where the fault is', async () => {
    const before = await rows('select id from units')
    const faulty = `${csv}\nDinas Pasar;=cmd|' /C calc'!A0;;;;;;;\nDinas Pasar;Pasar III;;;;12;;;`
    const { status, text, baris } = await preview('daftar.csv', faulty)
    expect([status, baris]).toEqual([422, ''])
    expect(text).toContain('baris 6, kolom 2 (unit): tidak boleh diawali =, +, -, atau @')
    expect(text).toContain('baris 7, kolom 6 (nip): NIP harus 18 angka')
    const forged = JSON.stringify([
      { line: 1, cells: ['perangkat daerah', 'unit'] },
      { line: 2, cells: ['Dinas Pasar', '@SUM(1)'] },
    ])
    expect((await sent(bureau, `${base}/impor/simpan`, { baris: forged }))[0]).toBe(422)
    for (const broken of ['', '{}', '[1]', 'null', '[{"line":"1","cells":[]}]']) {
      expect((await sent(bureau, `${base}/impor/simpan`, { baris: broken }))[0]).toBe(422)
    }
    expect(await rows('select id from units')).toEqual(before)
  })

  test('may be a workbook', async () => {
    const sheet = [
      ['OPD', 'Nama unit', 'NIP'],
      ['Dinas Pasar', 'Pasar Senen', '198501012010011003'],
    ]
    const bytes = await writeXlsx({ sheets: [{ name: 'Unit', rows: sheet }] })
    expect((await preview('daftar.xlsx', bytes)).text).toContain('/unit/pasar-senen')
    const cut = await writeXlsx({
      sheets: [{ name: 'Unit', rows: [...sheet, ['Dinas Pasar', 'Pasar Legi', 198501012010011e3]] }],
    })
    expect((await preview('daftar.xlsx', cut)).text).toContain('NIP terpotong oleh lembar kerja')
    expect((await preview('daftar.xlsx', 'bukan zip')).status).toBe(422)
  })

  test('is refused when it is too large, absent, or no text', async () => {
    expect((await preview('besar.csv', 'x'.repeat(2_100_000))).status).toBe(413)
    expect((await preview('kosong.csv', '')).status).toBe(422)
    expect((await preview('biner.csv', new Uint8Array([0xff, 0xfe, 0, 1]))).text).toContain('UTF-16')
    expect((await sent(bureau, `${base}/impor`, { berkas: 'teks' }))[0]).toBe(422)
  })

  test('of two thousand units is one commit, and the list of units is paged and searched', async () => {
    const many = Array.from({ length: 2000 }, (_, n) => `Kecamatan ${n % 40};Desa Uji ${n};Desa;;;;;Surat;Meja`)
    const { text, baris } = await preview(
      'desa.csv',
      `perangkat daerah;unit;jenis;alamat;kepala;nip;zona;layanan;loket\n${many.join('\n')}`,
    )
    expect(text).toContain('<strong>2.000 unit</strong>')
    expect((await sent(bureau, `${base}/impor/simpan`, { baris }))[0]).toBe(303)
    expect(await rows("select count(*) as n, count(distinct slug) as slugs from units where kind = 'Desa'")).toEqual([
      { n: 2000, slugs: 2000 },
    ])
    expect(
      await rows(`select count(*) as n from counters join units on units.id = unit_id join counter_codes on counter_id = counters.id
      where kind = 'Desa'`),
    ).toEqual([{ n: 2000 }])
    const listed = await (await bureau.get(`${base}?hal=3`)).text()
    expect(listed).toMatch(/Unit 101 sampai 150 dari 2\.0\d\d/)
    expect(listed).toContain('rel="prev"')
    expect(listed).toContain('href="/kelola/organisasi?hal=4" rel="next"')
    expect(await page(bureau, `${base}?cari=desa+uji+1999`)).toContain('1 unit')
    expect((await bureau.get(`${base}?hal=9999`)).status).toBe(303)
  })
})

describe('settings', () => {
  const settings = '/kelola/pengaturan'
  const usual = { pemerintah: city.government, zona: 'WIB', minimum: '30', retensi: '', totp: '0' }

  test('are changed with what was before in the trail, and refused where they may not be', async () => {
    expect(await sent(bureau, settings, { ...usual, minimum: '29' })).toEqual([422, null])
    expect(await sent(bureau, settings, { ...usual, receipt_key: '1', demonstration: '1', logo_version: 'x' })).toEqual(
      [303, `${settings}?selesai=sama`],
    )
    const [key] = await rows<{ value: string }>("select value from installation where key = 'receipt_key'")
    expect(Number(key?.value)).toBeGreaterThan(1)
    expect(await rows("select 1 from installation where key in ('demonstration', 'logo_version')")).toEqual([])

    expect(
      (await sent(bureau, settings, { ...usual, pemerintah: 'Pemerintah Kota Baru', zona: 'WIT', retensi: '24' }))[1],
    ).toContain('simpan')
    const [entry] = await rows<{ before: string; after: string }>(
      "select before, after from trail where act = 'settings-changed' order by id desc",
    )
    expect([JSON.parse(entry?.before ?? ''), JSON.parse(entry?.after ?? '')]).toEqual([
      { government: city.government, zone: null, retention: null },
      { government: 'Pemerintah Kota Baru', zone: 'WIT', retention: 24 },
    ])
    expect(await (await site.fetch('/')).text()).toContain('Pemerintah Kota Baru')
    expect(await (await bureau.get('/kelola/jejak')).text()).toMatch(/\d WIT/)
    expect((await sent(bureau, settings, usual))[0]).toBe(303)
  })

  test('a raised minimum is asked for on every page that grades', async () => {
    await site.database.commit({
      sql: `insert into quarter_tallies select (select cast(strftime('%Y', 'now', '+7 hours') as integer) * 10 +
          (cast(strftime('%m', 'now', '+7 hours') as integer) + 2) / 3), 4, 40, 40 * 7560, 40 * 7560 * 7560,
          ${nine.map(() => '40, 40 * 36, 40 * 36 * 36, 40 * 46656, 40 * 36 * 7560').join(', ')}`,
      parameters: [],
    })
    const graded = async () => {
      const [unit, overview] = await Promise.all(
        ['/kelola/unit/arsip', '/kelola/ikhtisar?cari=arsip'].map(async (path) => (await bureau.get(path)).text()),
      )
      const { units } = await draftQuarter(site.database, quarterOf(localDay(new Date(), 'WIB')))
      const published = units.find(({ document }) => document.kode_unit === 'arsip')?.document
      return [
        /Mutu mulai 50 responden/.test(unit ?? ''),
        published?.mutu,
        /belum cukup/.test(tableIn(overview ?? '', 'Unit,').join()),
      ]
    }
    expect(await graded()).toEqual([false, 'C', false])
    expect((await sent(bureau, settings, { ...usual, minimum: '50' }))[0]).toBe(303)
    expect(await graded()).toEqual([true, null, true])
    expect((await sent(bureau, settings, usual))[0]).toBe(303)
    expect(await graded()).toEqual([false, 'C', false])
  })

  test('free text goes when its time is over, and how much went is in the trail', async () => {
    expect(await answer(city.registry.cardCounter.code)).toBe(303)
    const kept = await rows('select 1 from suggestions')
    const years = (count: number) => new Date(Date.now() + count * 366 * 86_400_000)
    expect(await purgeSuggestions(site.database, years(5), 'WIB')).toBe(0)
    await bureau.post(settings, { ...usual, retensi: '12' })
    expect(await purgeSuggestions(site.database, new Date(), 'WIB')).toBe(0)
    expect(await purgeSuggestions(site.database, years(2), 'WIB')).toBe(kept.length)
    expect(await rows('select 1 from suggestions')).toEqual([])
    const [entry] = await rows<{ after: string; actor_id: number | null }>(
      "select after, actor_id from trail where act = 'suggestions-purged'",
    )
    expect([entry?.actor_id, JSON.parse(entry?.after ?? '').suggestions]).toEqual([null, kept.length])
    await bureau.post(settings, usual)
  })

  test('a logo is shown on pages and served where nothing in it can run', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>'
    expect((await site.fetch('/logo')).status).toBe(404)
    for (const hostile of [
      svg.replace('<path', '<script>alert(1)</script><path'),
      svg.replace('viewBox', 'onload="alert(1)" viewBox'),
      svg.replace('<path', '<foreignObject/><path'),
      svg.replace('<path', '<image href="https://jahat.example/a.png"/><path'),
      '<html><script>alert(1)</script></html>',
      'GIF89a',
    ]) {
      const refused = await upload(bureau, `${settings}/logo`, 'logo', 'logo.svg', hostile)
      expect([hostile, refused.status]).toEqual([hostile, 422])
    }
    expect((await upload(bureau, `${settings}/logo`, 'logo', 'logo.png', new Uint8Array(300_000))).status).toBe(413)
    expect((await site.fetch('/logo')).status).toBe(404)

    const png = await qrPng('logo', 4)
    for (const [name, content, type] of [
      ['logo.svg', svg, 'image/svg+xml'],
      ['../../logo.php', png, 'image/png'],
    ] as const) {
      expect((await upload(bureau, `${settings}/logo`, 'logo', name, content)).status).toBe(303)
      const shown = await (await site.fetch('/')).text()
      const address = /<img class="seal logo" src="(\/logo\?v=[0-9a-f]{16})"/.exec(shown)?.[1] ?? ''
      const served = await site.fetch(address)
      expect(served.headers.get('content-type')).toBe(type)
      expect(served.headers.get('content-security-policy')).toBe(
        "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      )
      expect(served.headers.get('x-content-type-options')).toBe('nosniff')
      const expected = typeof content === 'string' ? new TextEncoder().encode(content) : content
      expect(new Uint8Array(await served.arrayBuffer())).toEqual(new Uint8Array(expected))
    }
    expect((await manager.get(`${registry}/loket/2/poster.pdf`)).status).toBe(200)
    expect((await sent(bureau, `${settings}/logo/hapus`))[0]).toBe(303)
    expect(await (await site.fetch('/')).text()).not.toContain('/logo')
    const entries = await rows<{ act: string; after: string | null }>(
      "select act, after from trail where act like 'logo-%'",
    )
    expect(entries.map(({ act }) => act)).toEqual(['logo-changed', 'logo-changed', 'logo-removed'])
    // What it was, never the picture itself.
    expect(entries.every(({ after }) => (after ?? '').length < 200)).toBe(true)
  })
})

describe('tried against it', () => {
  test('a form of another site changes nothing, on any address', async () => {
    const posts = app.routes
      .filter(({ method, path }) => method === 'POST' && /^\/kelola\/(organisasi|pengaturan)/.test(path))
      .map(({ path }) => path.replace(/:\w+\{[^}]+\}{1,2}/g, '1').replaceAll('}', ''))
    expect(posts.length).toBeGreaterThan(25)
    const before = await rows('select count(*) as n from trail')
    for (const path of new Set(posts)) {
      const foreign = await bureau.post(path, { nama: 'x' }, { origin: 'https://jahat.example' })
      const silent = await bureau.post(path, { nama: 'x' }, { origin: 'null' })
      expect([path, foreign.status, silent.status]).toEqual([path, 403, 403])
    }
    expect(await rows('select count(*) as n from trail')).toEqual(before)
  })

  test('script in every field of text is shown as text wherever it is shown', async () => {
    const evil = `A<script>alert(1)</script>"'><img src=x onerror=alert(1)>`
    await bureau.post(`${base}/perangkat`, { nama: evil })
    const [agency] = await rows<{ id: number }>('select id from agencies where name = ?', evil)
    const fields = { perangkat: String(agency?.id), nama: evil, jenis: evil, alamat: evil, zona: 'WIB', slug: 'jahat' }
    expect((await sent(bureau, `${base}/unit-baru`, fields))[0]).toBe(303)
    const [unit] = await rows<{ id: number }>("select id from units where slug = 'jahat'")
    const path = `${base}/unit/${unit?.id}`
    expect((await sent(bureau, `${path}/layanan`, { nama: evil, cara: 'OFFLINE' }))[0]).toBe(303)
    expect((await sent(bureau, `${path}/loket`, { nama: evil, layanan: '' }))[0]).toBe(303)
    expect((await sent(bureau, `${path}/rincian`, { kepala: evil, nip: '' }))[0]).toBe(303)
    const answers = Object.fromEntries([1, 2, 3, 4].map((score) => [`jawaban-${score}`, evil + score]))
    expect((await sent(bureau, `${path}/kuesioner/unsur`, { nama: evil, pertanyaan: evil, ...answers }))[0]).toBe(303)
    const [element] = await rows<{ key: string }>('select key from added_elements where unit_id = ?', unit?.id ?? 0)
    const asked = { kuesioner: 'skm-2017', mulai: '2020-01-01', [`unsur-${element?.key}`]: '1' }
    expect((await sent(bureau, `${path}/kuesioner`, asked))[0]).toBe(303)
    expect(
      (
        await sent(bureau, '/kelola/pengaturan', {
          pemerintah: evil,
          zona: 'WIB',
          minimum: '30',
          retensi: '',
          totp: '0',
        })
      )[0],
    ).toBe(303)

    const [counter] = await rows<{ id: number; code: string }>(
      'select id, code from counters join counter_codes on counter_id = id where unit_id = ?',
      unit?.id ?? 0,
    )
    const service = await rows<{ id: number }>('select id from services where unit_id = ?', unit?.id ?? 0)
    const pages = [
      base,
      `${base}/perangkat`,
      `${base}/perangkat/${agency?.id}`,
      `${base}/unit-baru`,
      path,
      `${path}/rincian`,
      `${path}/identitas`,
      `${path}/tutup`,
      `${path}/layanan`,
      `${path}/layanan/${service[0]?.id}`,
      `${path}/loket`,
      `${path}/loket/${counter?.id}`,
      `${path}/loket/${counter?.id}/kode`,
      `${path}/dilayani`,
      `${path}/kuesioner`,
      `${path}/kuesioner/unsur`,
      '/kelola/pengaturan',
      '/kelola/jejak',
      '/kelola/akun/undang',
      '/',
      '/unit/jahat',
      `/s/${counter?.code}`,
    ]
    for (const one of pages) {
      const response = await bureau.get(one)
      const html = await response.text()
      expect([one, response.status]).toEqual([one, 200])
      expect([
        one,
        /<script>alert|<img src=x|onerror=alert\(1\)>(?!")/.test(html.replaceAll(/&lt;.*?&gt;/g, '')),
      ]).toEqual([one, false])
      expect([one, html.includes('<img src=x')]).toEqual([one, false])
    }
    // The same typed into a form that is refused.
    const refused = await bureau.post(`${base}/unit-baru`, { ...fields, slug: evil })
    expect([refused.status, (await refused.text()).includes('<img src=x')]).toEqual([422, false])
    expect((await bureau.get(`${path}/loket/poster.pdf`)).status).toBe(200)
    await bureau.post('/kelola/pengaturan', {
      pemerintah: city.government,
      zona: 'WIB',
      minimum: '30',
      retensi: '',
      totp: '0',
    })
  })

  test('a manager of a whole agency reaches its units, new ones too, and no other agency', async () => {
    const agency = await arrangeAccount(site.database, 'Kepala Dinas', { role: 'unitManager', agencyId: 2 })
    const browser = await signedIn(site, agency)
    expect((await browser.get(clinic)).status).toBe(200)
    expect((await browser.get(registry)).status).toBe(403)
    expect((await browser.get(`${base}/unit/999999`)).status).toBe(404)
    const leader = await signedIn(site, await arrangeAccount(site.database, 'Pimpinan Lain', { role: 'leader' }))
    expect((await leader.get(`${base}/unit/999999`)).status).toBe(403)
  })
})
