// Every page in the eyes of axe, on a phone and on a desk: nothing to complain of, nothing beside the screen, nothing too small for a finger.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectNothingToSay, expectNothingToSayAt, type SeenPage, violations } from '#test/support/axe.ts'
import { closeCounter, describeInBrowser, desk, narrow, type OpenCity, openCity } from '#test/support/browser.ts'

describeInBrowser('no page gives axe anything to say', () => {
  let city: OpenCity
  const closed = { unit: 'kelurahan-rekabumi', counter: 'Ruang tunggu' }

  beforeAll(async () => {
    city = await openCity()
    city.arrange(closeCounter, city.codeOf(closed.unit, closed.counter))
  })
  afterAll(() => city.stop())

  const form = (unit: string, counter: string, service?: string) => () =>
    `/s/${city.codeOf(unit, counter)}${service ? `?layanan=${service}` : ''}`

  const pages: readonly SeenPage[] = [
    { name: 'home', path: () => '/', shows: '20 unit pelayanan' },
    { name: 'search with results', path: () => '/?cari=puskesmas', shows: '3 dari 20 unit cocok' },
    { name: 'search without result', path: () => '/?cari=zzz', shows: 'Tidak ada unit yang cocok' },
    { name: 'form', path: form('disdukcapil', 'Loket 2'), shows: '9 dari 9' },
    { name: 'form with errors', path: form('disdukcapil', 'Loket 2'), shows: 'perlu diperiksa', act: breakAndSend },
    { name: 'choice of the service', path: form('uptd-pajak-daerah', 'Loket 1'), shows: 'Layanan apa yang' },
    { name: 'form of SKM Online', path: form('uptd-pajak-daerah', 'Loket 1', 'pbb'), shows: '19 dari 19' },
    { name: 'form with an added element', path: form('perpustakaan-umum', 'Ruang baca anak'), shows: '10 dari 10' },
    { name: 'thanks', path: form('kelurahan-rekasari', 'Meja pelayanan'), shows: 'Nomor tanda', act: fillAndSend },
    { name: 'closed code', path: form(closed.unit, closed.counter), shows: 'Kode ini sudah tidak dipakai' },
    { name: 'unknown code', path: () => '/s/2222ZZZZ', shows: 'Kode ini tidak dikenal' },
    { name: 'unknown receipt', path: () => '/s/2222ZZZZ/terima/AAAA-AAAA', shows: 'Tanda terima tidak ditemukan' },
    { name: 'unit with a grade', path: () => '/unit/disdukcapil', shows: 'Menurut penggunanya' },
    { name: 'unit with low grades', path: () => '/unit/rsud-tirtareka', shows: 'kurang baik' },
    { name: 'unit below the minimum', path: () => '/unit/kelurahan-rekawana', shows: 'Belum cukup' },
    { name: 'unit with empty quarters', path: () => '/unit/kelurahan-rekajati', shows: 'triwulan tanpa data' },
    { name: 'unit without data', path: () => '/unit/unit-layanan-disabilitas', shows: 'Belum ada data' },
    { name: 'unit of SKM Online', path: () => '/unit/mal-pelayanan-publik', shows: 'Integritas pelayanan' },
    { name: 'unit with an added element', path: () => '/unit/perpustakaan-umum', shows: '10 unsur' },
    { name: 'comparison of a kind', path: () => '/perbandingan?jenis=Puskesmas', shows: 'Perbandingan Puskesmas' },
    { name: 'comparison of all kinds', path: () => '/perbandingan?jenis=semua', shows: 'Kuesioner tidak seragam' },
    { name: 'comparison with one unit', path: () => '/perbandingan?jenis=Sekolah', shows: 'Belum ada pembanding' },
    { name: 'comparison without data', path: () => '/perbandingan?jenis=Pendidikan', shows: 'Belum ada data' },
    { name: 'comparison asked wrongly', path: () => '/perbandingan?periode=x&jenis=y', shows: 'yang diminta' },
    { name: 'promises', path: () => '/tindak-lanjut', shows: 'Janji dan buktinya' },
    { name: 'promises that proved true', path: () => '/tindak-lanjut?bukti=terbukti', shows: 'terbukti' },
    { name: 'promises asked in vain', path: () => '/tindak-lanjut?unit=zzz', shows: 'Tidak ada tindak lanjut yang' },
    { name: 'privacy', path: () => '/privasi', shows: 'Siapa yang melihat' },
    { name: 'explanations', path: () => '/metodologi', shows: 'Ringkas, dalam lima kalimat' },
    {
      name: 'tablet at the counter, in English and easy',
      path: () => `${form('disdukcapil', 'Loket 2')()}/kios?bahasa=en&tampilan=mudah`,
      shows: 'Normal mode',
    },
    { name: 'accessibility statement', path: () => '/aksesibilitas', shows: 'Kekurangan yang diketahui' },
    { name: 'open data', path: () => '/data', shows: 'Dua macam CSV' },
    { name: 'data dictionary', path: () => '/hasil/kamus-data', shows: 'Kolom CSV per unsur' },
    { name: 'unknown unit', path: () => '/unit/zzz', shows: 'Unit tidak ditemukan' },
    { name: 'unknown page', path: () => '/zzz', shows: 'Halaman tidak ditemukan' },
  ]

  test.each(pages)('$name', async (seen) => {
    await city.visit(narrow, (page) => expectNothingToSayAt(page, seen))
  })

  test('home of a larger government, folded by agency', async () => {
    city.arrange(
      `with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < 50)
        insert into units (agency_id, slug, name, kind, address, zone)
        select 1 + n % 3, 'uji-' || n, 'Unit Pelaksana Teknis Pelayanan Terpadu Nomor ' || n, 'Unit',
          'Jalan Panjang Sekali Tanpa Ujung Nomor ' || n || ', Kelurahan Rekasari', 'WIB' from numbers`,
    )
    await city.visit(narrow, async (page) => {
      await page.goto('/')
      await page.getByText('70 unit pelayanan').waitFor()
      expect(await page.locator('.agencies details').count()).toBeGreaterThan(5)
      await expectNothingToSay(page)
    })
  })

  test('axe does speak up', async () => {
    await city.visit(desk, async (page) => {
      await page.goto('/')
      await page.evaluate(() => document.documentElement.removeAttribute('lang'))
      await page.locator('h1').evaluate((heading) => heading.style.setProperty('color', '#ccc'))
      expect((await violations(page)).map((line) => line.split(':')[0])).toEqual(['color-contrast', 'html-has-lang'])
    })
  })
})

async function breakAndSend(page: Page): Promise<void> {
  await page
    .locator('#field-cost input')
    .first()
    .evaluate((input) => input.setAttribute('value', '9'))
  await page.locator('#field-cost label').first().click()
  await page.getByText('Tentang Anda').click()
  const age = page.getByLabel('Usia')
  await age
    .locator('option')
    .nth(1)
    .evaluate((option) => option.setAttribute('value', 'tua'))
  await age.selectOption('tua')
  await page.getByRole('button', { name: 'Kirim penilaian' }).click()
}

async function fillAndSend(page: Page): Promise<void> {
  await page.locator('#field-layanan label').first().click()
  await page.locator('#field-cost label').last().click()
  await page.getByRole('button', { name: 'Kirim penilaian' }).click()
}
