// Follow-ups at the desk over HTTP: planned, moved on, shown to be done, quoted, discussed; and what is tried against them.

import { deflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { ConstraintFailure, type Database } from '#src/database/database.ts'
import { openEvidence } from '#src/followups/actions/evidence.ts'
import { findEvidence, listConsultations, listFollowUps, listPublicEvents } from '#src/followups/store.ts'
import { dayToText, localDay, previousQuarter, quarterDays, quarterOf, quarterSlug } from '#src/units/rules/calendar.ts'
import { tableIn, textOf, valueIn } from '#test/support/answers.ts'
import { arrangeCity, city } from '#test/support/city.ts'
import { arrangeStaff, type DeskBrowser, signedIn } from '#test/support/desk.ts'
import { exif, jfif, joined, jpeg, pdf, secretWords, text } from '#test/support/photos.ts'
import { pastQuarters } from '#test/support/results.ts'
import { origin, type Site, startSite } from '#test/support/site.ts'

const { registry, clinic } = city
const today = localDay(new Date(), 'WIB')
const running = quarterOf(today)
const over = previousQuarter(running)
const before = previousQuarter(over)
const base = `/kelola/unit/${registry.slug}`
const attack = '"><img src=x onerror=alert(1)>'
const phone = '0812-3456-7890'

let site: Site
let database: Database
const browsers: Record<string, DeskBrowser> = {}

beforeAll(async () => {
  site = await startSite()
  database = site.database
  await arrangeCity(database)
  await database.commit(
    ...pastQuarters([
      {
        ...{ unitId: 1, serviceId: 1, quarter: over, respondents: 40 },
        scores: { completionTime: 2, facilities: 2, cost: 4 },
        suggestions: [`Antrean lama, hubungi ${phone}`, `Kursi kurang ${attack}`],
      },
      { unitId: 1, serviceId: 1, quarter: before, respondents: 35, scores: { conduct: 2 } },
      { unitId: 3, serviceId: 5, quarter: over, respondents: 10, suggestions: ['Saran unit lain'] },
    ]),
  )
  const staff = await arrangeStaff(database)
  for (const [role, person] of Object.entries(staff)) browsers[role] = await signedIn(site, person)
})
afterAll(async () => {
  expect(site.errors()).toEqual([])
  await site.close()
})

const as = (role: string) => browsers[role] as DeskBrowser
const plan = {
  triwulan: quarterSlug(over),
  unsur: 'completionTime',
  kegiatan: 'Membuka loket keempat pada jam sibuk',
  harapan: 'Menunggu paling lama 20 menit',
  target: '81,5',
  [`waktu-${quarterSlug(running)}`]: 'ya',
  penanggung: 'Kepala Seksi Pelayanan',
}

/** Plans something and gives the number of the new action. */
async function planned(
  fields: Readonly<Record<string, string>> = {},
  unit = base,
  role = 'unitManager',
): Promise<number> {
  const response = await as(role).post(`${unit}/tindak-lanjut/baru`, { ...plan, ...fields })
  expect([response.status, response.status === 303 ? '' : textOf(await response.text())]).toEqual([303, ''])
  return Number(/tindak-lanjut\/(\d+)/.exec(response.headers.get('location') ?? '')?.[1])
}

async function page(path: string, role = 'unitManager'): Promise<string> {
  const response = await as(role).get(path)
  expect([path, response.status]).toEqual([path, 200])
  return response.text()
}

function upload(
  path: string,
  file: Uint8Array | undefined,
  fields: Readonly<Record<string, string>> = { keterangan: 'Ruang tunggu setelah ditata' },
  { role = 'unitManager', name = 'foto.jpg' } = {},
) {
  const form = new FormData()
  for (const [field, value] of Object.entries(fields)) form.set(field, value)
  if (file) form.set('berkas', new File([file as BlobPart], name))
  const cookie = Array.from(as(role).cookies, ([key, value]) => `${key}=${value}`).join('; ')
  return site.fetch(path, { method: 'POST', body: form, headers: { cookie, origin } })
}

const step = (id: number, langkah: string, catatan = '', role = 'unitManager') =>
  as(role).post(`${base}/tindak-lanjut/${id}/keadaan`, { langkah, catatan })

const known = (id: number) =>
  listFollowUps(database, { quarterUntil: running }).then((all) => all.find((one) => one.id === id))
const events = async (id: number) =>
  (await listPublicEvents(database, { quarterUntil: running })).filter(({ followUpId }) => followUpId === id)

describe('planning', () => {
  test('begins with the three lowest elements of the quarter that is over', async () => {
    const html = await page(`${base}/tindak-lanjut`)
    const shown = textOf(html)
    const terms = ['Waktu Penyelesaian', 'Sarana dan Prasarana', 'Persyaratan']
    const places = terms.map((term) => shown.indexOf(term))
    expect(places.every((place, at) => place > (places[at - 1] ?? 0))).toBe(true)
    expect(shown).toContain('46,88')
    expect(shown).toContain('Rencanakan')
    const link = /href="([^"]+unsur=completionTime)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? ''
    const form = await page(link)
    expect(valueIn(form, 'unsur')).toBe('completionTime')
    expect(textOf(form)).toContain('Waktu Penyelesaian (46,88)')
    expect(form).toContain(`name="waktu-${quarterSlug(running)}" value="ya" checked`)
  })

  test('another quarter is chosen by its address, one without a result has nothing to answer', async () => {
    const older = textOf(await page(`${base}/tindak-lanjut?triwulan=${quarterSlug(before)}`))
    expect(older).toContain('Perilaku Pelaksana')
    for (const quarter of [running, 20191]) {
      const response = await as('unitManager').get(`${base}/tindak-lanjut/baru?triwulan=${quarterSlug(quarter)}`)
      expect(response.status).toBe(404)
    }
  })

  test('keeps the plan, its event and a line in the trail', async () => {
    const id = await planned()
    expect(await known(id)).toMatchObject({
      unitId: 1,
      quarter: over,
      element: 'completionTime',
      program: plan.kegiatan,
      expected: 8150,
      expectedWords: plan.harapan,
      quarters: [running],
      responsible: plan.penanggung,
      status: 'planned',
      quotes: [],
      evidence: [],
    })
    expect((await events(id)).map(({ kind }) => kind)).toEqual(['planned'])
    const trail = await database.read.selectFrom('trail').where('act', '=', 'follow-up-planned').selectAll().execute()
    expect(trail.at(-1)).toMatchObject({ actor_name: 'Bagus', unit_id: 1 })
    const shown = textOf(await page(`${base}/tindak-lanjut`))
    expect(shown).toContain('1 rencana')
    expect(shown).toContain('1 jatuh tempo triwulan ini')
  })

  test.each<[string, Record<string, string>]>([
    ['unsur', { unsur: 'parking' }],
    ['unsur', { unsur: 'constructor' }],
    ['kegiatan', { kegiatan: '  x ' }],
    ['kegiatan', { kegiatan: 'x'.repeat(501) }],
    ['target', { target: '12' }],
    ['target', { target: '100,01' }],
    ['target', { target: '1e2' }],
    ['harapan', { harapan: '' }],
    ['penanggung', { penanggung: '' }],
    ['waktu', { [`waktu-${quarterSlug(running)}`]: '' }],
    ['waktu', { [`waktu-${quarterSlug(running)}`]: '', [`waktu-${quarterSlug(over)}`]: 'ya' }],
  ])('says what is wrong with %s: %j', async (field, fields) => {
    const response = await as('unitManager').post(`${base}/tindak-lanjut/baru`, { ...plan, ...fields })
    expect(response.status).toBe(422)
    const html = await response.text()
    expect(html).toContain(`href="#field-${field}"`)
    if (field !== 'penanggung') expect(valueIn(html, 'penanggung')).toBe(plan.penanggung)
  })

  test('is refused to whoever may only read', async () => {
    for (const role of ['leader', 'inspector', 'otherManager']) {
      expect((await as(role).post(`${base}/tindak-lanjut/baru`, plan)).status).toBe(403)
    }
    expect(await page(`${base}/tindak-lanjut`, 'leader')).not.toContain('tindak-lanjut/baru')
  })
})

describe('the course', () => {
  test('goes from planned over running to finished and back, every step an event', async () => {
    const id = await planned()
    expect((await step(id, 'start')).status).toBe(303)
    expect((await step(id, 'note', `Loket sudah dipasang, kontak ${phone}`)).status).toBe(303)
    expect((await step(id, 'finish', 'Loket dibuka tiap hari')).status).toBe(303)
    const finished = await known(id)
    expect(finished?.status).toBe('finished')
    expect(finished?.finishedAt).toBeGreaterThan(1_600_000_000)
    expect((await step(id, 'reopen', 'Ternyata belum setiap hari')).status).toBe(303)
    expect(await known(id)).toMatchObject({ status: 'running', finishedAt: null })
    expect((await step(id, 'cancel', 'Anggarannya dialihkan')).status).toBe(303)
    expect(await known(id)).toMatchObject({ status: 'cancelled', cancelReason: 'Anggarannya dialihkan' })
    const course = await events(id)
    expect(course.map(({ kind }) => kind)).toEqual(['planned', 'started', 'noted', 'finished', 'reopened', 'cancelled'])
    expect(course[2]?.text).toBe('Loket sudah dipasang, kontak [nomor telepon disamarkan]')
    expect(textOf(await page(`${base}/tindak-lanjut/${id}`))).toContain('Anggarannya dialihkan')
  })

  test.each<[string, string, number]>([
    ['finish', 'pendek', 422],
    ['cancel', '', 422],
    ['note', '', 422],
    ['fly', 'Terbang ke bulan', 422],
    ['reopen', 'Belum selesai sama sekali', 409],
  ])('of a planned one refuses %s with %j: %i', async (langkah, catatan, status) => {
    const id = await planned()
    expect((await step(id, langkah, catatan)).status).toBe(status)
    expect((await known(id))?.status).toBe('planned')
    expect(await events(id)).toHaveLength(1)
  })

  test('taken by two at once is taken once', async () => {
    const id = await planned()
    const outcomes = await Promise.all(
      ['unitManager', 'bureau', 'agencyManager'].map((role) => step(id, 'start', '', role)),
    )
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual([303, 409, 409])
    expect((await events(id)).map(({ kind }) => kind)).toEqual(['planned', 'started'])
  })

  test('is revised with a reason, keeps what was promised, and knows when somebody was faster', async () => {
    const id = await planned()
    const form = await page(`${base}/tindak-lanjut/${id}/ubah`)
    expect(valueIn(form, 'kegiatan')).toBe(plan.kegiatan)
    expect(valueIn(form, 'target')).toBe('81,50')
    const riwayat = valueIn(form, 'riwayat') ?? ''
    const revision = { ...plan, kegiatan: 'Membuka dua loket', alasan: 'Antrean bertambah sejak Juli', riwayat }
    const revise = (fields: object) =>
      as('unitManager').post(`${base}/tindak-lanjut/${id}/ubah`, { ...revision, ...fields })
    expect((await revise({ alasan: '' })).status).toBe(422)
    expect((await revise({ unsur: 'cost' })).status).toBe(303)
    expect(await known(id)).toMatchObject({ program: 'Membuka dua loket', element: 'completionTime' })
    const row = await database.read
      .selectFrom('follow_up_events')
      .where('follow_up_id', '=', id)
      .where('kind', '=', 'revised')
      .selectAll()
      .executeTakeFirst()
    expect(JSON.parse(row?.before ?? '')).toMatchObject({ program: plan.kegiatan, expected: 8150 })
    expect((await revise({ kegiatan: 'Membuka tiga loket' })).status).toBe(409)
    expect((await known(id))?.program).toBe('Membuka dua loket')
    await step(id, 'finish', 'Dua loket dibuka')
    expect((await revise({ kegiatan: 'Janji lain', riwayat: '999' })).status).toBe(409)
  })

  test('of another unit is not there, whoever asks', async () => {
    const id = await planned()
    const elsewhere = `/kelola/unit/${clinic.slug}/tindak-lanjut/${id}`
    for (const role of ['otherManager', 'bureau']) {
      expect((await as(role).get(elsewhere)).status).toBe(404)
      for (const [part, fields] of [
        ['keadaan', { langkah: 'start' }],
        ['ubah', { ...plan, alasan: 'Karena saya bisa melakukannya' }],
        ['tautan', { tautan: 'https://contoh.go.id/', judul: 'Berita' }],
        ['kutip', { 'saran-1': 'ya' }],
      ] as const) {
        expect([part, (await as(role).post(`${elsewhere}/${part}`, fields)).status]).toEqual([part, 404])
      }
    }
    expect((await upload(`${elsewhere}/berkas`, jpeg(), undefined, { role: 'bureau' })).status).toBe(404)
    expect((await known(id))?.status).toBe('planned')
  })

  test('cannot be rewritten behind the site', async () => {
    const id = await planned()
    for (const sql of [
      `update follow_up_events set text = 'lain' where follow_up_id = ${id}`,
      `delete from follow_up_events where follow_up_id = ${id}`,
      `update follow_ups set element = 'cost' where id = ${id}`,
      `update follow_ups set quarter = ${before} where id = ${id}`,
      `delete from follow_ups where id = ${id}`,
      `insert or replace into follow_up_events select * from follow_up_events where follow_up_id = ${id}`,
    ]) {
      const error = await database.commit({ sql, parameters: [] }).then(
        () => undefined,
        (thrown: unknown) => thrown,
      )
      expect([sql, error instanceof ConstraintFailure && error.kind]).toEqual([sql, 'append-only'])
    }
  })
})

describe('evidence', () => {
  const photo = jpeg({ before: [jfif, exif] })

  test('as a photo is kept without what the camera wrote, and handed out as a photo', async () => {
    const id = await planned()
    const path = `${base}/tindak-lanjut/${id}`
    expect((await upload(`${path}/berkas`, photo, undefined, { name: '../../etc/passwd.jpg' })).status).toBe(303)
    const [piece] = (await known(id))?.evidence ?? []
    if (piece?.kind !== 'photo') throw new Error('no photo')
    expect(piece).toMatchObject({ mediaType: 'image/jpeg', name: 'passwd.jpg', caption: 'Ruang tunggu setelah ditata' })
    expect(await page(path)).toContain(`<img src="${base}/bukti/${piece.key}" alt="Ruang tunggu setelah ditata"`)
    const served = await as('leader').get(`${base}/bukti/${piece.key}`)
    expect(served.status).toBe(200)
    expect(Object.fromEntries(served.headers)).toMatchObject({
      'content-type': 'image/jpeg',
      'content-disposition': 'inline; filename="passwd.jpg"',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
    })
    const bytes = new Uint8Array(await served.arrayBuffer())
    expect(Array.from(bytes)).toEqual(Array.from(jpeg({ before: [jfif] })))
    for (const word of ['Exif', ...secretWords]) expect(Buffer.from(bytes).toString('latin1')).not.toContain(word)
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
    expect(piece.key).toBe(Buffer.from(hash).toString('hex'))
    expect(await findEvidence(database, piece.key)).toEqual([
      { unitId: 1, quarter: over, followUpId: id, consultationId: null, mediaType: 'image/jpeg', name: 'passwd.jpg' },
    ])
    expect((await as('otherManager').get(`/kelola/unit/${clinic.slug}/bukti/${piece.key}`)).status).toBe(404)
    expect((await site.fetch(`${base}/bukti/${piece.key}`)).status).toBe(303)
  })

  test('as a PDF is only ever a file to keep', async () => {
    const id = await planned()
    const path = `${base}/tindak-lanjut/${id}`
    expect((await upload(`${path}/berkas`, pdf(), { keterangan: 'Surat keputusan' }, { name: 'SK.pdf' })).status).toBe(
      303,
    )
    const [piece] = (await known(id))?.evidence ?? []
    if (piece?.kind !== 'document') throw new Error('no document')
    const served = await as('unitManager').get(`${base}/bukti/${piece.key}`)
    expect(served.headers.get('content-disposition')).toBe('attachment; filename="SK.pdf"')
    expect(Buffer.from(await served.arrayBuffer())).toEqual(Buffer.from(pdf()))
  })

  test.each<[string, Uint8Array | undefined, number, string]>([
    ['no file', undefined, 422, 'Pilih berkasnya.'],
    ['HTML that calls itself a photo', text('<script>alert(1)</script>'), 422, 'bukan foto JPEG, PNG, atau WebP'],
    ['a photo of more than 400 KB', joined(jpeg(), new Uint8Array(410_000)), 422, 'paling besar 400 KB'],
    ['a broken photo', jpeg().slice(0, -9), 422, 'rusak atau tidak utuh'],
    ['a PDF with a script', pdf('<< /S /JavaScript /JS (x) >>'), 422, 'berisi lebih dari halaman'],
    ['a PDF of more than 2 MB', joined(pdf(), new Uint8Array(2_097_152)), 422, 'paling besar 2 MB'],
    ['a form of more than 3 MB', new Uint8Array(3_200_000), 413, 'paling besar 2 MB'],
  ])('refuses %s', async (_, file, status, words) => {
    const id = await planned()
    const response = await upload(`${base}/tindak-lanjut/${id}/berkas`, file)
    expect(response.status).toBe(status)
    const html = await response.text()
    expect(textOf(html)).toContain(words)
    expect(html).toContain('href="#field-berkas"')
    expect((await known(id))?.evidence).toEqual([])
  })

  test('as a PDF is looked through where its objects are packed, too', async () => {
    const id = await planned()
    const packed = (objects: string, { filter = '/FlateDecode', length = '', cut = 0 } = {}) => {
      const data = new Uint8Array(deflateSync(text(objects)))
      const head = `%PDF-1.7\n1 0 obj << /Type /ObjStm /N 1 /First 4 /Filter ${filter} ${length} >>\nstream\n`
      const end = '\nendstream endobj\ntrailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF\n'
      return joined(text(head), data.subarray(0, data.length - cut), text(end))
    }
    const sent = async (file: Uint8Array) => (await upload(`${base}/tindak-lanjut/${id}/berkas`, file)).status
    expect(await sent(packed('1 0 << /Type /Page >>'))).toBe(303)
    expect(await sent(packed('1 0 << /Type /Page >>', { length: '/Length 9 0 R', filter: '[ /FlateDecode ]' }))).toBe(
      303,
    )
    expect(await sent(packed('1 0 << /S /JavaScript /JS (app.alert(1)) >>'))).toBe(422)
    expect(await sent(packed('1 0 << /S /J#61vaScript >>', { length: '/Length 99999' }))).toBe(422)
    expect(await sent(packed('1 0 << /Type /Page >>', { filter: '/LZWDecode' }))).toBe(422)
    expect(await sent(packed('1 0 << /Type /Page >>', { cut: 6 }))).toBe(422)
    expect(await sent(packed(`1 0 << /Type /Page ${' '.repeat(20_000_000)}>>`))).toBe(422)
  })

  test('as a link is an address of the web and nothing else', async () => {
    const id = await planned()
    const path = `${base}/tindak-lanjut/${id}`
    const link = (tautan: string) => as('unitManager').post(`${path}/tautan`, { tautan, judul: 'Berita loket baru' })
    for (const wrong of [
      'javascript:alert(1)',
      ' JaVaScRiPt:alert(1)',
      'java\nscript:alert(1)',
      'data:text/html,<script>alert(1)</script>',
      'file:///etc/passwd',
      '//contoh.go.id',
      'https://user:sandi@contoh.go.id/',
      'https://localhost/',
      'https://contoh.go.id/ spasi',
      `https://contoh.go.id/${'a'.repeat(500)}`,
      '',
    ]) {
      expect([wrong, (await link(wrong)).status]).toEqual([wrong, 422])
    }
    expect((await link('https://contoh.go.id/berita?a=1&b="2"')).status).toBe(303)
    const html = await page(path)
    expect(html).toContain('href="https://contoh.go.id/berita?a=1&amp;b=%222%22" rel="noopener noreferrer nofollow"')
  })

  test('withdrawn is gone for readers and stays in the record', async () => {
    const id = await planned()
    const path = `${base}/tindak-lanjut/${id}`
    await upload(`${path}/berkas`, jpeg({ width: 50 }))
    const [piece] = (await known(id))?.evidence ?? []
    if (piece?.kind !== 'photo') throw new Error('no photo')
    const withdraw = (alasan: string, number = piece.id) =>
      as('unitManager').post(`${path}/bukti/${number}/tarik`, { alasan })
    expect((await withdraw('')).status).toBe(422)
    expect((await withdraw('Wajah warga terlihat', 999_999)).status).toBe(404)
    expect((await withdraw('Wajah warga terlihat')).status).toBe(303)
    expect((await withdraw('Wajah warga terlihat')).status).toBe(409)
    expect((await known(id))?.evidence).toEqual([])
    expect(await findEvidence(database, piece.key)).toEqual([])
    expect((await as('unitManager').get(`${base}/bukti/${piece.key}`)).status).toBe(404)
    expect(textOf(await page(path))).toContain('Ditarik: Ruang tunggu setelah ditata. Wajah warga terlihat')
    expect((await events(id)).map(({ kind }) => kind)).toEqual(['planned', 'evidence-added', 'evidence-withdrawn'])
  })

  test('of an unknown or tricky key is not there', async () => {
    for (const key of ['0'.repeat(64), '..%2f..%2fikm.db', 'A'.repeat(64), `${'0'.repeat(63)}/`]) {
      expect((await as('unitManager').get(`${base}/bukti/${key}`)).status).toBe(404)
    }
    const storage = { put: async () => {}, get: async () => new Uint8Array([1]) }
    expect(await openEvidence({ database, evidence: storage }, '0'.repeat(64), () => true)).toBeUndefined()
  })

  test.runIf(inject('runtime') === 'node')('without a place for files is a link', async () => {
    const bare = await startSite({ evidence: false })
    await arrangeCity(bare.database)
    await bare.database.commit(...pastQuarters([{ unitId: 1, serviceId: 1, quarter: over, respondents: 30 }]))
    const manager = await signedIn(bare, (await arrangeStaff(bare.database)).unitManager)
    const response = await manager.post(`${base}/tindak-lanjut/baru`, plan)
    const path = response.headers.get('location')?.split('?')[0] ?? ''
    const html = await (await manager.get(path)).text()
    expect(html).not.toContain('type="file"')
    expect(textOf(html)).toContain('belum punya tempat untuk berkas')
    const form = new FormData()
    form.set('berkas', new File([jpeg() as BlobPart], 'a.jpg'))
    form.set('keterangan', 'Ruang tunggu')
    const cookie = Array.from(manager.cookies, ([key, value]) => `${key}=${value}`).join('; ')
    const sent = await bare.fetch(`${path}/berkas`, { method: 'POST', body: form, headers: { cookie, origin } })
    expect(sent.status).toBe(409)
    await bare.close()
  })
})

describe('quoting', () => {
  const idsIn = (html: string) => Array.from(html.matchAll(/name="saran-(\d+)"/g), ([, id]) => id ?? '')

  test('takes suggestions of the unit, masked and as they stood, and shows nobody whose they were', async () => {
    const id = await planned({ unsur: '' })
    const path = `${base}/tindak-lanjut/${id}`
    const html = await page(path)
    expect(html).not.toContain('3456')
    expect(html).not.toContain('<img src=x')
    const offered = idsIn(html)
    expect(offered).toHaveLength(2)
    const fields = Object.fromEntries(offered.map((one) => [`saran-${one}`, 'ya']))
    expect((await as('unitManager').post(`${path}/kutip`, fields)).status).toBe(303)
    expect((await known(id))?.quotes.toSorted()).toEqual([
      'Antrean lama, hubungi [nomor telepon disamarkan]',
      `Kursi kurang ${attack}`,
    ])
    expect((await as('unitManager').post(`${path}/kutip`, fields)).status).toBe(422)
    expect((await as('unitManager').post(`${path}/kutip`, {})).status).toBe(422)
    // The suggestion may be purged; what was quoted stands.
    await database.commit({ sql: "delete from suggestions where text like 'Antrean lama%'", parameters: [] })
    expect((await known(id))?.quotes).toHaveLength(2)
    expect(JSON.stringify(await known(id))).not.toMatch(/response/i)
    const stored = await database.read
      .selectFrom('follow_up_quotes')
      .where('follow_up_id', '=', id)
      .select('text')
      .execute()
    expect(JSON.stringify(stored)).not.toContain('3456')
  })

  test('offers those of whom the element is the weakest first, and all when asked', async () => {
    const id = await planned({ unsur: 'cost' })
    const path = `${base}/tindak-lanjut/${id}`
    expect(idsIn(await page(path))).toEqual([])
    expect(idsIn(await page(`${path}?semua=ya`)).length).toBeGreaterThan(0)
  })

  test('refuses suggestions of another unit, and of answers that are out', async () => {
    const id = await planned()
    const [foreign] = await database.select<{ id: number }>({
      sql: "select response_id as id from suggestions where text = 'Saran unit lain'",
      parameters: [],
    })
    const path = `${base}/tindak-lanjut/${id}/kutip`
    expect((await as('bureau').post(path, { [`saran-${foreign?.id}`]: 'ya' })).status).toBe(404)
    const [own] = await database.select<{ id: number }>({
      sql: "select response_id as id from suggestions where text like 'Kursi%'",
      parameters: [],
    })
    const excluded = await as('bureau').post(`${base}/jawaban/${own?.id}/kecualikan`, {
      dasar: 'trial',
      alasan: 'Jawaban percobaan petugas',
    })
    expect(excluded.status).toBe(303)
    expect((await as('bureau').post(path, { [`saran-${own?.id}`]: 'ya' })).status).toBe(404)
    expect((await known(id))?.quotes).toEqual([])
  })
})

describe('consultations', () => {
  const minutes = {
    triwulan: quarterSlug(over),
    tanggal: dayToText(quarterDays(running).first),
    tempat: 'Balai kota',
    peserta: '24',
    notula: `Disepakati tiga perbaikan. ${attack} Hubungi ${phone}.`,
  }

  test('are written with an attachment, read masked, and withdrawn with a reason', async () => {
    expect((await upload(`${base}/fkp`, pdf('% hadir'), minutes, { name: 'daftar.pdf' })).status).toBe(303)
    expect((await upload(`${base}/fkp`, undefined, { ...minutes, tempat: 'Kelurahan' })).status).toBe(303)
    const all = await listConsultations(database, { quarterUntil: running, unitIds: [1] })
    expect(all).toHaveLength(2)
    expect(all[0]).toMatchObject({ quarter: over, place: 'Balai kota', participants: 24 })
    expect(all[0]?.minutes).toContain('[nomor telepon disamarkan]')
    const html = await page(`${base}/fkp`)
    expect(html).not.toContain('<img src=x')
    const key = all[0]?.file?.key ?? ''
    expect(html).toContain(`${base}/bukti/${key}`)
    expect((await as('unitManager').get(`${base}/bukti/${key}`)).status).toBe(200)
    const withdraw = `${base}/fkp/${all[0]?.id}/tarik`
    expect(
      (await as('bureau').post(`/kelola/unit/${clinic.slug}/fkp/${all[0]?.id}/tarik`, { alasan: 'Salah unit, maaf' }))
        .status,
    ).toBe(404)
    expect((await as('unitManager').post(withdraw, { alasan: 'Salah tanggal rapat' })).status).toBe(303)
    expect((await as('unitManager').post(withdraw, { alasan: 'Salah tanggal rapat' })).status).toBe(409)
    expect(await listConsultations(database, { quarterUntil: running })).toHaveLength(1)
    expect((await as('unitManager').get(`${base}/bukti/${key}`)).status).toBe(404)
  })

  test.each<[string, Record<string, string>]>([
    ['triwulan', { triwulan: quarterSlug(running) }],
    ['triwulan', { triwulan: '' }],
    ['tanggal', { tanggal: '2090-01-01' }],
    ['tanggal', { tanggal: 'kemarin' }],
    ['tempat', { tempat: '' }],
    ['peserta', { peserta: '0' }],
    ['peserta', { peserta: '1.5' }],
    ['notula', { notula: 'pendek' }],
  ])('say what is wrong with %s: %j', async (field, fields) => {
    const response = await upload(`${base}/fkp`, undefined, { ...minutes, ...fields })
    expect(response.status).toBe(422)
    expect(await response.text()).toContain(`href="#field-${field}"`)
  })
})

describe('whatever is typed', () => {
  test('is shown as text', async () => {
    const hostile = { kegiatan: `Kegiatan ${attack}`, harapan: `Harapan ${attack}`, penanggung: `Kepala ${attack}` }
    const id = await planned(hostile)
    const path = `${base}/tindak-lanjut/${id}`
    await step(id, 'note', `Catatan ${attack}`)
    await as('unitManager').post(`${path}/tautan`, {
      tautan: 'https://contoh.go.id/?<script>',
      judul: `Judul ${attack}`,
    })
    await upload(`${path}/berkas`, jpeg({ width: 60 }), { keterangan: `Foto ${attack}` }, { name: `${attack}.jpg` })
    await step(id, 'cancel', `Alasan batal ${attack}`)
    for (const address of [path, `${base}/tindak-lanjut`, '/kelola/tindak-lanjut?keadaan=batal', '/kelola/jejak']) {
      const html = await page(address, 'bureau')
      expect(html).not.toContain('<img src=x')
      expect(html).not.toContain('<script>')
    }
    expect(textOf(await page(path, 'bureau'))).toContain(`Kegiatan ${attack}`)
  })

  test('from another site is refused', async () => {
    const response = await as('unitManager').post(`${base}/tindak-lanjut/baru`, plan, {
      origin: 'https://jahat.example',
    })
    expect(response.status).toBe(403)
  })
})

describe('all units', () => {
  test('are found by state, agency, quarter and words', async () => {
    const late = { triwulan: quarterSlug(before), unsur: 'conduct', kegiatan: 'Pelatihan pelayanan prima terlambat' }
    const quarters = { [`waktu-${quarterSlug(running)}`]: '', [`waktu-${quarterSlug(over)}`]: 'ya' }
    await planned({ ...late, ...quarters })
    const shown = async (search: string) => textOf(await page(`/kelola/tindak-lanjut${search}`, 'leader'))
    const overdue = await shown('?keadaan=terlambat')
    expect(overdue).toContain('1 rencana terlambat')
    expect(overdue).toContain('Pelatihan pelayanan prima terlambat')
    expect(overdue).toContain('paling lambat')
    expect(await shown('?cari=prima')).toContain(late.kegiatan)
    expect(await shown('?cari=%25prima')).toContain('Tidak ada rencana yang cocok')
    expect(await shown("?cari='%20or%201=1")).toContain('Tidak ada rencana yang cocok')
    expect(await shown('?instansi=kesehatan')).toContain('Tidak ada rencana yang cocok')
    expect(await shown(`?triwulan=${quarterSlug(before)}`)).toContain('1 rencana')
    expect(await shown('?keadaan=__proto__')).toContain(late.kegiatan)
    const unplanned = await shown('?keadaan=tanpa-rencana')
    expect(unplanned).toContain('1 unit tanpa rencana')
    expect(unplanned).toContain(clinic.name)
    expect((await shown('')).indexOf(late.kegiatan)).toBeLessThan((await shown('')).indexOf(plan.kegiatan))
  })

  test('have what is open counted in the overview', async () => {
    const { open } = await database.read
      .selectFrom('follow_ups')
      .where('unit_id', '=', 1)
      .where('status', 'in', ['planned', 'running'])
      .select((has) => has.fn.countAll<number>().as('open'))
      .executeTakeFirstOrThrow()
    expect(open).toBeGreaterThan(0)
    const rows = tableIn(await (await as('bureau').get('/kelola/ikhtisar')).text(), 'Unit,')
    expect(rows.find(([name]) => name?.startsWith(city.registry.name))?.at(-1)).toBe(String(open))
  })

  test('are read for publication in one query each', async () => {
    let queries = 0
    const counted: Database = {
      ...database,
      select: (query) => {
        queries += 1
        return database.select(query)
      },
    }
    await listFollowUps(counted, { quarterUntil: running })
    await listConsultations(counted, { quarterUntil: running })
    await listPublicEvents(counted, { quarterUntil: running, unitIds: [1, 3] })
    expect(queries).toBe(3)
    expect(await listFollowUps(database, { quarterUntil: before })).toHaveLength(1)
    expect(await listFollowUps(database, { quarterFrom: over, quarterUntil: running, unitIds: [3] })).toEqual([])
    expect(await listPublicEvents(database, { quarterUntil: running, until: 0 })).toEqual([])
  })
})
