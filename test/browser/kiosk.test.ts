// The tablet at the counter: one answer after the other, nothing of the last person left, no way out, no signal needed.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { violations } from '#test/support/axe.ts'
import { describeInBrowser, fitsSideways, type OpenCity, openCity } from '#test/support/browser.ts'

const tablet = { viewport: { width: 1024, height: 768 }, hasTouch: true } as const

describeInBrowser('the tablet at the counter', () => {
  let city: OpenCity
  beforeAll(async () => {
    city = await openCity()
  })
  afterAll(() => city.stop())

  const path = (unit = 'kelurahan-rekasari', counter = 'Meja pelayanan') => `/s/${city.codeOf(unit, counter)}/kios`
  const newest = () =>
    city.rows<{ id: number; channel: string; answers: string }>('select * from responses order by id desc limit 1')[0]

  test('thanks, waits, and is fresh for the next person', async () => {
    await city.visit(tablet, async (page) => {
      await page.clock.install()
      await page.goto(path())
      const before = newest()?.id ?? 0
      for (const score of [2, 4]) {
        await answer(page, score)
        await page.getByLabel('Saran atau keluhan').fill(`Saran ${score}`)
        await page.getByRole('button', { name: 'Kirim penilaian' }).tap()
        await page.getByRole('heading', { name: 'Jawaban Anda tersimpan.' }).waitFor()
        expect(await page.locator('.receipt strong').innerText()).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/)
        expect(page.url()).toMatch(/\/kios$/)
        await page.clock.runFor(5_000)
        await page.getByRole('button', { name: /^Selesai \(\d\)$/ }).waitFor()
        await page.clock.runFor(7_000)
        await expectFresh(page)
        expect(newest()).toMatchObject({ channel: 'kiosk', answers: `{"1":${score}}` })
      }
      expect(newest()?.id).toBe(before + 2)
    })
  })

  test('asks whether anybody is still there, and is emptied after thirty seconds without a touch', async () => {
    await city.visit(tablet, async (page) => {
      await page.clock.install()
      await page.goto(path())
      await answer(page, 3)
      await page.clock.runFor(19_000)
      expect(await page.getByText('Masih mengisi?').isVisible()).toBe(false)
      await page.clock.runFor(4_000)
      expect(await page.getByText('Masih mengisi?').isVisible()).toBe(true)
      await page.locator('h1').tap()
      expect(await page.getByText('Masih mengisi?').isVisible()).toBe(false)
      await page.clock.runFor(25_000)
      expect(await page.locator('input:checked').count()).toBeGreaterThan(0)
      await page.clock.runFor(8_000)
      await expectFresh(page)
    })
  })

  test('shows nobody what the person before was told about their answers', async () => {
    await city.visit(tablet, async (page) => {
      await page.goto(path())
      await page.clock.install()
      await page.getByLabel('Saran atau keluhan').fill('Saran yang belum lengkap')
      await page.getByRole('button', { name: 'Kirim penilaian' }).tap()
      await page.getByRole('alert').first().waitFor()
      expect(await page.getByLabel('Saran atau keluhan').inputValue()).toBe('Saran yang belum lengkap')
      await page.clock.runFor(32_000)
      await page.locator('#kesalahan').waitFor({ state: 'detached' })
      await expectFresh(page)
    })
  })

  test('leads back to the choice of the service where each has its own questions', async () => {
    await city.visit(tablet, async (page) => {
      await page.goto(path('uptd-pajak-daerah', 'Loket 1'))
      await page.evaluate(() => navigator.serviceWorker.ready)
      await expect
        .poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null), { timeout: 15_000 })
        .toBe(true)
      await page.getByRole('link', { name: 'Pajak Bumi dan Bangunan' }).tap()
      await page.getByText('Layanan: Pajak Bumi dan Bangunan').waitFor()
      await page.locator('.question').first().locator('label').nth(1).tap()
      await page.getByRole('button', { name: 'Kirim penilaian' }).tap()
      await page.getByRole('heading', { name: 'Jawaban Anda tersimpan.' }).waitFor()
      await page.getByRole('button', { name: 'Selesai' }).tap()
      await page.getByRole('heading', { name: 'Layanan apa yang Anda terima?' }).waitFor()
    })
  })

  test('works without a signal, and tells how many answers wait', async () => {
    await city.visit({ ...tablet, lostConnection: true }, async (page) => {
      await page.goto(path())
      await expect
        .poll(() => page.evaluate(async () => (await caches.match(location.pathname)) !== undefined), {
          timeout: 15_000,
        })
        .toBe(true)
      const before = newest()?.id ?? 0
      await page.context().setOffline(true)
      await page.reload()
      for (const score of [1, 2]) {
        await answer(page, score)
        await page.getByRole('button', { name: 'Kirim penilaian' }).tap()
        await page.getByRole('heading', { name: 'tersimpan di perangkat ini' }).waitFor()
        await page.getByRole('button', { name: 'Selesai' }).tap()
        await page.getByText(`${score} jawaban tersimpan di perangkat ini`).waitFor()
      }
      await page.context().setOffline(false)
      await expect.poll(() => newest()?.id, { timeout: 15_000 }).toBe(before + 2)
    })
  })

  test('leads nowhere else, offers the whole screen, and gives axe nothing to say', async () => {
    for (const screen of [
      tablet,
      { viewport: { width: 768, height: 1024 } },
      { viewport: { width: 360, height: 780 } },
    ]) {
      await city.visit(screen, async (page) => {
        await page.goto(path())
        await page.getByRole('button', { name: 'Layar penuh' }).waitFor()
        // Another language or easy mode stays on the tablet's own form.
        const elsewhere = page.locator('a[href]:not([href^="#"]):not([href^="?"])')
        expect(await elsewhere.count()).toBe(0)
        expect(await violations(page)).toEqual([])
        expect(await fitsSideways(page)).toBe(true)
        const rows = await page
          .locator('.choices label')
          .evaluateAll((all) =>
            all.filter((one) => one.checkVisibility()).map((one) => one.getBoundingClientRect().height),
          )
        expect(Math.min(...rows)).toBeGreaterThanOrEqual(64)
        await answer(page, 3)
        await page.getByRole('button', { name: 'Kirim penilaian' }).click()
        await page.getByRole('heading', { name: 'Jawaban Anda tersimpan.' }).waitFor()
        expect(await page.locator('a[href]:visible:not([href^="#"])').count()).toBe(0)
        expect(await violations(page)).toEqual([])
        expect(await fitsSideways(page)).toBe(true)
      })
    }
  })
})

async function answer(page: Page, score: number): Promise<void> {
  await page.getByText('Surat pengantar', { exact: true }).click()
  await page
    .locator('.question')
    .first()
    .locator('label')
    .nth(score - 1)
    .click()
}

async function expectFresh(page: Page): Promise<void> {
  await page.getByText('0 dari 9 terjawab').waitFor()
  expect(await page.locator('input:checked').count()).toBe(0)
  expect(await page.getByLabel('Saran atau keluhan').inputValue()).toBe('')
  expect(await page.locator('.thanks').count()).toBe(0)
  expect(await page.evaluate(() => scrollY)).toBe(0)
}
