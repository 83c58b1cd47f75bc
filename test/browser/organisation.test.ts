// The organisation at the desk in a real browser: each page empty, with one and with many, in the eyes of axe; and a way through by keyboard, without scripts.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectNothingToSayAt, type SeenPage } from '#test/support/axe.ts'
import { describeInBrowser, narrow, type OpenCity, openCity, withoutAsking } from '#test/support/browser.ts'

const base = '/kelola/organisasi'
const bureau = 'Bagian Organisasi'
const manager = 'Pengelola unit'

const csv = 'perangkat daerah,unit,jenis,layanan,loket\nDinas Uji,Unit Uji,Uji,Surat; Izin (ONLINE),Loket 1\n'
const faulty = 'perangkat daerah,unit,nip\nDinas Uji,=Unit,12\n'

describeInBrowser('the organisation at the desk', () => {
  let city: OpenCity
  let empty = 0
  let clinic = 0
  beforeAll(async () => {
    city = await openCity()
    city.arrange("insert into agencies (slug, name) values ('kosong', 'Badan Tanpa Unit')")
    city.arrange(
      `insert into units (agency_id, slug, name, kind, address, zone) values (1, 'kosong', 'Unit Kosong', 'Dinas', '', 'WIB')`,
    )
    const idOf = (slug: string) => city.rows<{ id: number }>('select id from units where slug = ?', slug)[0]?.id ?? 0
    empty = idOf('kosong')
    clinic = idOf('puskesmas-rekasari')
  })
  afterAll(() => city.stop())

  const unit = (suffix: string) => () => `${base}/unit/${clinic}${suffix}`
  const bare = (suffix: string) => () => `${base}/unit/${empty}${suffix}`
  const counter = (suffix: string) => () => {
    const [row] = city.rows<{ id: number }>('select id from counters where unit_id = ? order by id limit 1', clinic)
    return `${base}/unit/${clinic}/loket/${row?.id}${suffix}`
  }
  const service = () => {
    const [row] = city.rows<{ id: number }>('select id from services where unit_id = ? order by id limit 1', clinic)
    return `${base}/unit/${clinic}/layanan/${row?.id}`
  }
  const press = (name: string) => (page: Page) => page.getByRole('button', { name }).click()
  const drop = (content: string) => async (page: Page) => {
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'daftar.csv', mimeType: 'text/csv', buffer: Buffer.from(content) })
    await page.getByRole('button', { name: 'Periksa berkas' }).click()
  }

  const pages: readonly (SeenPage & { readonly role?: string })[] = [
    { name: 'units', path: base, shows: '21 unit' },
    { name: 'units without a match', path: `${base}?cari=zzz`, shows: 'Tidak ada unit yang cocok' },
    { name: 'the one unit of a manager', role: manager, path: base, shows: '1 unit' },
    { name: 'agencies', path: `${base}/perangkat`, shows: 'belum ada unit' },
    {
      name: 'agencies with an error',
      path: `${base}/perangkat`,
      shows: 'Tidak boleh diawali',
      act: addFormula,
    },
    { name: 'an agency', path: `${base}/perangkat/1`, shows: 'Masih ada' },
    { name: 'new unit', path: `${base}/unit-baru`, shows: 'Kosongkan agar dibuat' },
    { name: 'new unit with errors', path: `${base}/unit-baru`, shows: 'Pilih perangkat daerah.', act: sendEmpty },
    { name: 'unit', path: unit(''), shows: 'Senin sampai Kamis' },
    { name: 'unit without anything', path: bare(''), shows: 'Yang belum lengkap' },
    { name: 'unit of a manager', role: manager, path: unit(''), shows: 'diubah oleh Bagian Organisasi' },
    { name: 'head and hours', path: unit('/rincian'), shows: 'Jam buka (WIB)' },
    { name: 'head and hours with errors', path: unit('/rincian'), shows: 'perlu diperiksa', act: breakNip },
    { name: 'name and place', path: unit('/identitas'), shows: 'Tidak dapat diubah lagi' },
    { name: 'closing a unit', path: unit('/tutup'), shows: 'Batal' },
    { name: 'removing a unit', path: bare('/hapus'), shows: 'Batal' },
    { name: 'services', path: unit('/layanan'), shows: 'Tambah layanan' },
    { name: 'services, none', path: bare('/layanan'), shows: 'Belum ada layanan' },
    { name: 'services with errors', path: bare('/layanan'), shows: 'Pilih cara layanan', act: addUnchosen },
    { name: 'service', path: service, shows: 'Ubah layanan' },
    { name: 'counters', path: unit('/loket'), shows: 'Cetak untuk semua loket' },
    { name: 'counters, none', path: bare('/loket'), shows: 'Belum ada loket' },
    { name: 'counter', path: counter(''), shows: 'Hanya kodenya' },
    { name: 'new code', path: counter('/kode'), shows: 'tidak berlaku lagi' },
    { name: 'closing a counter', path: counter('/tutup'), shows: 'Batal' },
    { name: 'people served', path: unit('/dilayani?tahun=2025'), shows: 'Desember' },
    { name: 'people served, one service', path: bare('/dilayani?tahun=2025'), shows: 'Desember' },
    {
      name: 'people served with errors',
      path: unit('/dilayani?tahun=2025'),
      shows: 'Isi angka bulat',
      act: breakServed,
    },
    { name: 'questionnaires', path: unit('/kuesioner'), shows: 'Bobot sendiri' },
    { name: 'questionnaires, none', path: bare('/kuesioner'), shows: 'sembilan unsur menurut' },
    { name: 'questionnaire with errors', path: bare('/kuesioner'), shows: 'Pilih kuesioner.', act: breakWeights },
    { name: 'added elements, none', path: bare('/kuesioner/unsur'), shows: 'Belum ada unsur' },
    { name: 'roster', path: `${base}/impor`, shows: 'Periksa berkas' },
    { name: 'roster with faults', path: `${base}/impor`, shows: 'Berkas belum dapat', act: drop(faulty) },
    { name: 'roster before it is stored', path: `${base}/impor`, shows: 'Belum ada yang disimpan', act: drop(csv) },
    { name: 'settings', path: '/kelola/pengaturan', shows: 'Masa simpan teks saran' },
    { name: 'settings with errors', path: '/kelola/pengaturan', shows: 'Isi angka dari 30', act: lowerMinimum },
    { name: 'settings without a logo', path: '/kelola/pengaturan', shows: 'bukan PNG atau SVG', act: sendNoLogo },
    { name: 'unknown unit', path: `${base}/unit/99999`, shows: 'Unit tidak ditemukan' },
  ]

  test.each(pages)('$name', async ({ role = bureau, ...seen }) => {
    await city.visitAs(role, narrow, (page) => expectNothingToSayAt(page, seen))
  })

  test('a unit, a service, a counter and its poster by keyboard alone, without scripts', async () => {
    await city.visitAs(bureau, { ...narrow, javaScriptEnabled: false }, async (page) => {
      await page.goto(`${base}/unit-baru`)
      await typeInto(page, 'perangkat', 'Badan Tanpa')
      await typeInto(page, 'nama', 'Balai Uji Papan Ketik')
      await typeInto(page, 'jenis', 'Balai')
      await page.keyboard.press('Enter')
      await page.getByText('Unit ditambahkan').waitFor()
      await page.getByRole('link', { name: /Balai Uji Papan Ketik/ }).press('Enter')
      await page.getByRole('link', { name: 'Layanan', exact: true }).press('Enter')
      await typeInto(page, 'nama', 'Kalibrasi')
      await tabTo(page, 'cara')
      await page.keyboard.press('Space')
      await page.keyboard.press('Enter')
      await page.getByText('Layanan ditambahkan').waitFor()
      await page.getByRole('link', { name: 'Loket dan poster' }).press('Enter')
      await typeInto(page, 'nama', 'Loket Satu')
      await page.keyboard.press('Enter')
      await page.getByText('Loket dibuka').waitFor()
      await page.getByRole('link', { name: /Loket Satu/ }).press('Enter')
      await tabTo(page, 'bentuk')
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: 'Unduh PDF' }).press('Enter'),
      ])
      expect(download.suggestedFilename()).toMatch(/^poster-balai-uji-papan-ketik-loket-\d+\.pdf$/)
      await page.getByRole('link', { name: 'Ganti kode' }).press('Enter')
      await page.getByRole('button', { name: 'Ganti kode' }).press('Enter')
      await page.getByText(/Poster dengan kode ....-.... tidak berlaku lagi/).waitFor()
    })
  })

  test('two thousand units in pages, and a unit with many counters and services', async () => {
    city.arrange(
      `with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < 2000)
        insert into units (agency_id, slug, name, kind, address, zone)
        select 1 + n % 3, 'uji-' || n, 'Unit Pelaksana Teknis Pelayanan Terpadu Nomor ' || n, 'Unit', 'Jalan ' || n, 'WIB' from numbers`,
    )
    city.arrange(
      `with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < 30)
        insert into services (unit_id, slug, name, channel)
        select ?, 'layanan-' || n, 'Surat keterangan yang panjang namanya nomor ' || n, 'OFFLINE' from numbers`,
      empty,
    )
    await city.visitAs(bureau, narrow, async (page) => {
      for (const [path, shows] of [
        [`${base}?hal=2`, 'Unit 51 sampai 100'],
        [`${base}/unit/${empty}/layanan`, 'nomor 30'],
        [`${base}/unit/${empty}/dilayani?tahun=2025`, 'nomor 30'],
      ] as const) {
        await expectNothingToSayAt(page, { path, shows })
      }
    })
  })

  async function addFormula(page: Page): Promise<void> {
    await page.getByLabel('Nama perangkat daerah').fill('=1+1')
    await press('Tambah perangkat daerah')(page)
  }

  async function sendEmpty(page: Page): Promise<void> {
    await withoutAsking(page)
    await press('Tambah unit')(page)
  }

  async function breakNip(page: Page): Promise<void> {
    await page.getByLabel('NIP kepala').fill('12')
    await page.getByLabel('Minggu buka').fill('09:00')
    await press('Simpan kepala')(page)
  }

  async function addUnchosen(page: Page): Promise<void> {
    await page.getByLabel('Nama layanan').fill('Legalisir')
    await press('Tambah layanan')(page)
  }

  async function breakServed(page: Page): Promise<void> {
    await page.locator('table input').first().fill('seribu')
    await press('Simpan angka')(page)
  }

  async function breakWeights(page: Page): Promise<void> {
    await page.getByText('Bobot sendiri').click()
    await page.getByLabel('Persyaratan').fill('50')
    await withoutAsking(page)
    await press('Pakai kuesioner')(page)
  }

  async function lowerMinimum(page: Page): Promise<void> {
    await page.getByLabel('Responden paling sedikit').fill('5')
    await press('Simpan pengaturan')(page)
  }

  async function sendNoLogo(page: Page): Promise<void> {
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'a.png', mimeType: 'image/png', buffer: Buffer.from('GIF89a') })
    await press('Pasang logo')(page)
  }
})

async function typeInto(page: Page, name: string, text: string): Promise<void> {
  await tabTo(page, name)
  await page.keyboard.type(text)
}

/** Presses Tab until a field has the focus. @throws when none of the next hundred stops is it. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let stop = 0; stop < 100; stop++) {
    await page.keyboard.press('Tab')
    if (await page.locator(`:focus[name="${name}"]`).count()) return
  }
  throw new Error(`no way to ${name} by keyboard`)
}
