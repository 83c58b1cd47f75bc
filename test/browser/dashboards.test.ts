// The desk's dashboards in a real browser: empty, one and many units in the eyes of axe, and the way by keyboard, without scripts.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectNothingToSayAt, type SeenPage } from '#test/support/axe.ts'
import { describeInBrowser, desk, narrow, type OpenCity, openCity } from '#test/support/browser.ts'

describeInBrowser('the dashboards', () => {
  let city: OpenCity
  beforeAll(async () => {
    city = await openCity()
    city.arrange(
      `insert into units (agency_id, slug, name, kind, address, zone)
        with recursive numbers (n) as (select 1 union all select n + 1 from numbers where n < 50)
        select 1 + n % 3, 'uji-' || n, 'Unit Pelaksana Teknis Pelayanan Terpadu Nomor ' || n, 'Unit',
          'Jalan Panjang Sekali Tanpa Ujung Nomor ' || n || ', Kelurahan Rekasari', 'WIB' from numbers`,
    )
  })
  afterAll(() => city.stop())

  const bureau = 'Bagian Organisasi'
  const manager = 'Pengelola unit'

  const pages: readonly (SeenPage & { readonly role: string })[] = [
    { name: 'one unit’s dashboard', role: manager, path: '/kelola', shows: 'Kabar untuk WhatsApp' },
    { name: 'a unit that many answer', role: bureau, path: '/kelola/unit/rsud-tirtareka', shows: 'Laboratorium' },
    {
      name: 'a quarter that is over',
      role: bureau,
      path: '/kelola/unit/disdukcapil',
      shows: 'sudah berakhir',
      act: goBackAQuarter,
    },
    { name: 'a unit without answers', role: bureau, path: '/kelola/unit/uji-1', shows: 'Belum ada data' },
    { name: 'the first page of the bureau', role: bureau, path: '/kelola', shows: 'Buka ikhtisar' },
    { name: 'the overview', role: bureau, path: '/kelola/ikhtisar', shows: 'Halaman 1 dari 4' },
    { name: 'its last page', role: bureau, path: '/kelola/ikhtisar?halaman=4&urut=ikm', shows: 'Sebelumnya' },
    { name: 'units to call', role: bureau, path: '/kelola/ikhtisar?keadaan=panggil', shows: 'Laju' },
    { name: 'nothing found', role: bureau, path: '/kelola/ikhtisar?cari=zzz', shows: 'Tidak ada unit yang cocok' },
  ]

  test.each(pages)('$name', async ({ role, ...seen }) => {
    await city.visitAs(role, narrow, (page) => expectNothingToSayAt(page, seen))
  })

  test('are read, sorted and searched by keyboard alone, without scripts', async () => {
    await city.visitAs(bureau, { ...desk, javaScriptEnabled: false }, async (page) => {
      await page.goto('/kelola/ikhtisar')
      await page.getByLabel('Cari unit').focus()
      await page.keyboard.type('puskesmas')
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: '3 unit' }).waitFor()
      await page.getByRole('link', { name: 'IKM', exact: true }).focus()
      await page.keyboard.press('Enter')
      await page.getByRole('columnheader', { name: 'IKM', exact: false }).first().waitFor()
      const figures = await page.locator('.overview tbody td:nth-child(2)').allInnerTexts()
      expect(figures).toEqual(figures.toSorted().toReversed())
      await page.locator('.overview tbody a').first().focus()
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { level: 1, name: /^Puskesmas/ }).waitFor()
      expect(await page.getByLabel('Salin, lalu tempel').inputValue()).toMatch(/± \d,\d\d.*\n(.*\n)*\d+ responden/)
    })
  })
})

async function goBackAQuarter(page: Page): Promise<void> {
  await page.getByText(/^Triwulan: /).click()
  await page.getByRole('link', { name: /^TW/ }).nth(1).click()
}
