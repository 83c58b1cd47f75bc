// A quarter's way to the public and back, by the pages alone: review, publication, promise, proof and correction; each page in the eyes of axe.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, test } from 'vitest'
import { localDay, previousQuarter, quarterDays, quarterOf, quarterSlug } from '#src/units/rules/calendar.ts'
import { type ArrangedCity, openArrangedCity } from '#test/support/arranged-city.ts'
import { expectNothingToSay } from '#test/support/axe.ts'
import { describeInBrowser, desk, narrow } from '#test/support/browser.ts'
import { arrangeCity, city } from '#test/support/city.ts'
import { arrangeStaff } from '#test/support/desk.ts'
import { answerIn, answersAround } from '#test/support/publishing.ts'

/** The quarter that is over now, and the one before it, in whose review the journey begins. */
const second = previousQuarter(quarterOf(localDay(new Date(), 'WIB')))
const first = previousQuarter(second)

describeInBrowser('a quarter', () => {
  let now = new Date((quarterDays(second).first + 4) * 86_400_000 + 3 * 3_600_000)
  let site: ArrangedCity
  let staff: Awaited<ReturnType<typeof arrangeStaff>>

  beforeAll(async () => {
    site = await openArrangedCity(() => now)
    await arrangeCity(site.database)
    staff = await arrangeStaff(site.database)
    await answerIn(site.database, { unitId: 1, serviceId: 1, quarter: first }, answersAround(2.7, 60))
    await answerIn(site.database, { unitId: 3, serviceId: 5, quarter: first }, answersAround(3.4, 12))
  })
  afterAll(() => site?.stop())

  const review = `/kelola/publikasi/${quarterSlug(first)}`
  const ofUnit = `/kelola/unit/${city.registry.slug}/publikasi/${quarterSlug(first)}`
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

  test('is reviewed, published, answered by a promise that is put to the proof, and corrected', async () => {
    await site.visitAs(staff.bureau, desk, async (page) => {
      await look(page, 'start of the bureau')
      await page.getByRole('link', { name: /sudah berakhir/ }).click()
      await look(page, 'not opened')
      await press(page, 'Buka tinjauan')
      await page.getByText('Tinjauan sudah dibuka').waitFor()
      await look(page, 'opened')
    })

    await site.visitAs(staff.unitManager, desk, async (page) => {
      await page.getByText('Perlu Anda konfirmasi sampai').first().waitFor()
      await look(page, 'dashboard with a call')
      await page.getByRole('link', { name: /Perlu Anda konfirmasi/ }).click()
      await look(page, 'unit waiting')
      await page.getByLabel('Kelebihan').fill('Petugas ramah dan sabar menjelaskan.')
      await page.getByLabel('Kelemahan').fill('Antrean panjang pada hari Senin; hubungi 0812-3456-7890.')
      await press(page, 'Simpan analisis')
      await page.getByText('[nomor telepon disamarkan]').waitFor()
      await look(page, 'unit with analysis')
      await page.getByText('Ada yang keliru?').click()
      await press(page, 'Kirim keberatan')
      await page.getByText('Ada yang perlu diperiksa').waitFor()
      await look(page, 'objection not understood')
      await page.getByLabel('Pesan').fill('Tiga jawaban pada hari pertama adalah latihan petugas.')
      await press(page, 'Kirim keberatan')
      await page.getByText('Keberatan terkirim').waitFor()
      await look(page, 'unit objecting')
    })

    await site.visitAs(staff.bureau, desk, async (page) => {
      await page.getByRole('link', { name: /menyatakan keberatan/ }).click()
      await look(page, 'objections')
      await page.getByRole('link', { name: city.registry.name }).click()
      await page.getByText('Tiga jawaban pada hari pertama').first().waitFor()
      await look(page, 'objection before the bureau')
      await page.goto(`/kelola/unit/${city.registry.slug}/jawaban?triwulan=${quarterSlug(first)}`)
      await page.goto(`${review}/terbit`)
      await page.getByText('keberatan yang belum diselesaikan').waitFor()
      await look(page, 'publishing with obstacles')
      await page.goto(ofUnit)
      await page.getByLabel('Penyelesaian').fill('Ketiganya sudah diperiksa: bukan latihan, jadi tetap dihitung.')
      await press(page, 'Simpan penyelesaian')
      await page.getByText('Penyelesaian tersimpan').waitFor()
      await page.getByText('Minta perbaikan').click()
      await page.getByLabel('Pesan').fill('Lengkapi penyebabnya, dan hapus nomor telepon dari analisis.')
      await press(page, 'Kirim permintaan')
      await page.getByText('Permintaan terkirim').waitFor()
    })

    await site.visitAs(staff.unitManager, desk, async (page) => {
      await page.getByRole('link', { name: /meminta perbaikan/ }).click()
      await look(page, 'change requested')
      await page.getByText('Ubah analisis').click()
      await page.getByLabel('Kelemahan').fill('Antrean panjang pada hari Senin.')
      await page.getByLabel('Penyebab').fill('Hanya dua loket dibuka sebelum pukul sembilan.')
      await press(page, 'Simpan analisis')
      await page.getByText('Analisis tersimpan').waitFor()
      await press(page, 'Konfirmasi angka ini')
      await page.getByText('Angka sudah dikonfirmasi').waitFor()
      await look(page, 'unit confirmed')
    })

    // The other unit keeps silent until its day has passed.
    now = new Date((quarterDays(second).first + 4 + 15) * 86_400_000)
    await site.visitAs(staff.bureau, desk, async (page) => {
      await page.goto(review)
      await look(page, 'past the day')
      await page.getByRole('link', { name: 'Lihat yang akan terbit' }).click()
      await look(page, 'before publishing')
      await page.getByRole('button', { name: /^Terbitkan Triwulan/ }).click()
      await page.getByText('Triwulan ini sudah terbit.').waitFor()
      await look(page, 'published')
    })
  })
})

let seen = 0

/** Looks at the page with axe's eyes, and takes its picture where a folder for pictures is named. */
async function look(page: Page, name: string): Promise<void> {
  seen += 1
  const folder = process.env.IKM_PICTURES
  if (folder) {
    for (const { viewport } of [narrow, desk]) {
      await page.setViewportSize(viewport)
      const path = `${folder}/${String(seen).padStart(2, '0')}-${name.replaceAll(' ', '-')}-${viewport.width}.png`
      await page.screenshot({ path, fullPage: true })
    }
  }
  const open = await page.evaluate(() => Array.from(document.querySelectorAll('details'), (fold) => fold.open))
  await expectNothingToSay(page)
  // As it was before axe looked into every fold.
  await page.evaluate((states) => {
    for (const [place, fold] of document.querySelectorAll('details').entries()) fold.open = states[place] === true
  }, open)
}
