// A quarter's way to the public and back, by the pages alone: review, publication, promise, proof and correction; each page in the eyes of axe.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { formatHundredths } from '#src/language/format.ts'
import { listEditionUnits, listStandingEditions } from '#src/publications/store.ts'
import { inWords } from '#src/units/quarter.ts'
import {
  dayToText,
  localDay,
  previousQuarter,
  type Quarter,
  quarterDays,
  quarterOf,
  quarterSlug,
} from '#src/units/rules/calendar.ts'
import { type ArrangedCity, openArrangedCity } from '#test/support/arranged-city.ts'
import { expectNothingToSay } from '#test/support/axe.ts'
import { describeInBrowser, desk, narrow } from '#test/support/browser.ts'
import { arrangeCity, city } from '#test/support/city.ts'
import { arrangeStaff } from '#test/support/desk.ts'
import { answerIn, answersAround } from '#test/support/publishing.ts'
import { trials } from '#test/support/trials.ts'

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

  test('is reviewed, published, answered by a promise that is put to the proof, and corrected', async () => {
    await site.visitAs(staff.bureau, desk, async (page) => {
      await look(page, 'start of the bureau')
      await page.getByRole('link', { name: /sudah berakhir/ }).click()
      await look(page, 'not opened')
      await press(page, 'Buka tinjauan')
      await page.getByText('Tinjauan sudah dibuka').waitFor()
      await lookAlso(page, 'opened')
    })

    await site.visitAs(staff.unitManager, desk, async (page) => {
      await page.getByText('Perlu Anda konfirmasi sampai').first().waitFor()
      await look(page, 'dashboard with a call')
      await page.getByRole('link', { name: /Perlu Anda konfirmasi/ }).click()
      await lookAlso(page, 'unit waiting')
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
      await lookAlso(page, 'unit objecting')
    })

    await site.visitAs(staff.bureau, desk, async (page) => {
      await page.getByRole('link', { name: /menyatakan keberatan/ }).click()
      await lookAlso(page, 'objections')
      await page.getByRole('link', { name: city.registry.name }).click()
      await page.getByText('Tiga jawaban pada hari pertama').first().waitFor()
      await look(page, 'objection before the bureau')
      await page.goto(`${reviewOf(first)}/terbit`)
      await page.getByText('keberatan yang belum diselesaikan').waitFor()
      await look(page, 'publishing with obstacles')
      await page.goto(ofUnit(first))
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
      await lookAlso(page, 'change requested')
      await page.getByText('Ubah analisis').click()
      await page.getByLabel('Kelemahan').fill('Antrean panjang pada hari Senin.')
      await page.getByLabel('Penyebab').fill('Hanya dua loket dibuka sebelum pukul sembilan.')
      await press(page, 'Simpan analisis')
      await page.getByText('Analisis tersimpan').waitFor()
      await press(page, 'Konfirmasi angka ini')
      await page.getByText('Angka sudah dikonfirmasi').waitFor()
      await lookAlso(page, 'unit confirmed')
    })

    // The other unit keeps silent until its day has passed.
    now = new Date((quarterDays(second).first + 4 + 15) * 86_400_000)
    await site.visitAs(staff.bureau, desk, async (page) => {
      await page.goto(reviewOf(first))
      await look(page, 'past the day')
      await page.getByRole('link', { name: 'Lihat yang akan terbit' }).click()
      await look(page, 'before publishing')
      await page.getByRole('button', { name: /^Terbitkan Triwulan/ }).click()
      await page.getByText('Triwulan ini sudah terbit.').waitFor()
      await lookAlso(page, 'published')
    })
    const figure = await publishedFigure(first)
    await site.visit(narrow, async (page) => {
      await page.goto(`/hasil/${quarterSlug(first)}/${city.registry.slug}`)
      await page.getByText(figure).first().waitFor()
      await page.getByText('Antrean panjang pada hari Senin.').waitFor()
      expect(await page.getByText('0812').count()).toBe(0)
    })

    await site.visitAs(staff.unitManager, desk, async (page) => {
      await page.goto(ofUnit(first))
      await look(page, 'unit published')
      await page.getByRole('link', { name: 'Rencana tindak lanjut' }).click()
      await page
        .getByRole('link', { name: /^Rencanakan untuk unsur/ })
        .first()
        .click()
      await page.getByLabel('Program atau kegiatan').fill('Membuka loket ketiga sejak pukul delapan.')
      await page.getByLabel('Perubahan yang diharapkan').fill('Warga menunggu paling lama dua puluh menit.')
      await page.getByLabel(inWords(second)).check()
      await page.getByLabel('Penanggung jawab').fill('Kepala Seksi Pelayanan')
      await press(page, 'Simpan rencana')
      await page.getByText('Rencana tersimpan.').waitFor()
    })

    // The next quarter is over: what was promised is put to the proof by what people answered since.
    now = new Date()
    await site.visitAs(staff.unitManager, desk, async (page) => {
      await importAnswers(page, second, '4,4,4,4,4,4,3,4,4', 50)
    })
    await site.visitAs(staff.bureau, desk, async (page) => {
      await page.goto(reviewOf(second))
      await press(page, 'Buka tinjauan')
    })
    await site.visitAs(staff.unitManager, desk, async (page) => {
      await page.goto(ofUnit(second))
      await press(page, 'Konfirmasi angka ini')
      await page.getByText('Angka sudah dikonfirmasi').waitFor()
    })
    await site.visitAs(staff.bureau, desk, async (page) => {
      await page.goto(`${reviewOf(second)}/terbit`)
      await page.getByRole('button', { name: /^Terbitkan Triwulan/ }).click()
      await page.getByText('Triwulan ini sudah terbit.').waitFor()
      await page.goto('/kelola/publikasi')
      await look(page, 'quarters')
    })
    await site.visit(narrow, async (page) => {
      await page.goto(`/hasil/${quarterSlug(second)}/${city.registry.slug}`)
      await page.getByText('Membuka loket ketiga').first().waitFor()
      await page.getByText('terbukti', { exact: true }).first().waitFor()
    })

    await site.visitAs(staff.unitManager, desk, async (page) => {
      await importAnswers(page, second, '1,2,1,2,1,2,1,2,1', 12)
    })
    const reason = 'Dua belas formulir kertas baru diserahkan sesudah hasilnya terbit.'
    await site.visitAs(staff.bureau, desk, async (page) => {
      await page.goto('/kelola/publikasi')
      await page.getByText('Jawaban sesudah terbit: 12 masuk.').waitFor()
      await page.getByRole('link', { name: inWords(second) }).click()
      await look(page, 'differs from what was published')
      await page.getByRole('link', { name: 'Siapkan ralat' }).click()
      await press(page, 'Terbitkan ralat')
      await page.getByText('Ada yang perlu diperiksa').waitFor()
      await look(page, 'correction not understood')
      await page.getByLabel('Alasan ralat').fill(reason)
      await press(page, 'Terbitkan ralat')
      await page.getByText('Ralat sudah terbit.').waitFor()
      await lookAlso(page, 'corrected')
      await page.goto(`${reviewOf(second)}/ralat`)
      await page.getByText('Tidak ada yang berbeda').waitFor()
      await look(page, 'nothing to correct')
    })
    await site.visit(narrow, async (page) => {
      await page.goto('/hasil')
      await page.getByText(reason).first().waitFor()
      await page.goto(`/hasil/${quarterSlug(second)}/edisi/1`)
      await page.getByText('sudah diralat').first().waitFor()
    })
  }, 300_000)

  const reviewOf = (quarter: Quarter) => `/kelola/publikasi/${quarterSlug(quarter)}`
  const ofUnit = (quarter: Quarter) => `/kelola/unit/${city.registry.slug}/publikasi/${quarterSlug(quarter)}`
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

  /** What the edition that stands says of the unit, as pages write it. */
  async function publishedFigure(quarter: Quarter): Promise<string> {
    const edition = (await listStandingEditions(site.database)).find((one) => one.quarter === quarter)
    const units = edition ? await listEditionUnits(site.database, edition.id) : []
    return formatHundredths(units.find(({ slug }) => slug === city.registry.slug)?.ikm ?? 0)
  }

  /** Imports so many rows with these scores, on days of a quarter. */
  async function importAnswers(page: Page, quarter: Quarter, scores: string, rows: number): Promise<void> {
    const { first: from } = quarterDays(quarter)
    const lines = Array.from({ length: rows }, (_, place) => `${dayToText(from + (place % 80))},${scores},\n`)
    const text = `tanggal,U1,U2,U3,U4,U5,U6,U7,U8 pengaduan,U9 sarana,saran\n${lines.join('')}`
    await page.goto(`/kelola/unit/${city.registry.slug}/impor`)
    await page
      .getByLabel('Berkas CSV atau XLSX')
      .setInputFiles({ name: `formulir-${rows}.csv`, mimeType: 'text/csv', buffer: Buffer.from(text) })
    const service = page.getByLabel('Layanan')
    if ((await service.inputValue()) === '') await service.selectOption({ index: 1 })
    await press(page, 'Periksa berkas')
    await press(page, `Simpan ${rows} responden`)
    await page.getByText('Batalkan impor ini').or(page.getByText('tersimpan')).first().waitFor()
  }
})

let seen = 0

/** Looks at a page much like others that are looked at: only where there is time for it. */
async function lookAlso(page: Page, name: string): Promise<void> {
  if (trials(0, 1) === 1) await look(page, name)
}

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
