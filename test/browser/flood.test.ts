// A phone at a counter that is flooded, in a real browser: with scripts it works and is thanked, without it is told to wait.

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectNothingToSay } from '#test/support/axe.ts'
import {
  type Demonstration,
  describeInBrowser,
  narrow,
  openBrowser,
  startDemonstration,
  visit,
} from '#test/support/browser.ts'

describeInBrowser('a phone at a flooded counter', () => {
  let city: Demonstration
  let browser: Browser
  let form: string

  beforeAll(async () => {
    ;[city, browser] = await Promise.all([startDemonstration({ IKM_ANSWERS_PER_MINUTE: '1' }), openBrowser()])
    form = `/s/${city.codeOf('smp-negeri-1-tirtareka', 'Ruang tata usaha')}`
  })
  afterAll(() => Promise.all([city.stop(), browser.close()]))

  async function answers(page: Page): Promise<void> {
    // Unreadable ones are counted too.
    const posts = Array.from({ length: 100 }, () => fetch(city.origin + form, { method: 'POST', body: 'banjir' }))
    expect((await Promise.all(posts)).at(-1)?.status).toBe(429)
    await page.goto(form)
    await page.locator('#field-layanan input').first().check({ force: true })
    await page.locator('#field-cost input[value="3"]').check({ force: true })
    await page.getByLabel('Saran atau keluhan').fill('Tetap ada?')
  }

  function newest(): string | undefined {
    return city.rows<{ text: string }>('select text from suggestions order by response_id desc limit 1')[0]?.text
  }

  test('works out what is asked, and has its receipt as always', async () => {
    await visit(browser, city.origin, narrow, async (page) => {
      await answers(page)
      const worked = page.waitForResponse((response) => response.url().endsWith('/work.js'))
      await page.getByRole('button', { name: 'Kirim penilaian' }).click()
      await worked
      await page.waitForURL('**/terima/**')
      expect(await page.locator('.receipt strong').innerText()).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/)
    })
    expect(newest()).toBe('Tetap ada?')
  })

  test('without scripts keeps every answer and says when to try again', async () => {
    await visit(browser, city.origin, { ...narrow, javaScriptEnabled: false }, async (page) => {
      await answers(page)
      await page.getByRole('button', { name: 'Kirim penilaian' }).click()
      await page.getByText('Tunggu satu menit, lalu tekan Kirim penilaian sekali lagi.').waitFor()
      expect(await page.locator('#field-cost input[value="3"]').isChecked()).toBe(true)
      expect(await page.getByLabel('Saran atau keluhan').inputValue()).toBe('Tetap ada?')
      if (process.env.IKM_PICTURES) await page.screenshot({ path: `${process.env.IKM_PICTURES}/flooded.png` })
    })
  })

  test('whose own sender did not run is worked for by the page', async () => {
    const before = city.rows<{ many: number }>('select count(*) as many from responses')[0]?.many ?? 0
    await visit(browser, city.origin, narrow, async (page) => {
      await page.route('**/queue.js', (route) => route.fulfill({ body: '', contentType: 'text/javascript' }))
      await page.route('**/survey.js', (route) => route.fulfill({ body: '', contentType: 'text/javascript' }))
      await answers(page)
      await page.getByRole('button', { name: 'Kirim penilaian' }).click()
      await page.waitForURL('**/terima/**')
    })
    expect(city.rows('select 1 from responses')).toHaveLength(before + 1)
  })

  test('finds nothing in its way on the page that asks it to wait', async () => {
    await visit(browser, city.origin, narrow, async (page) => {
      await page.route('**/work.js', (route) => route.fulfill({ body: '', contentType: 'text/javascript' }))
      await page.route('**/queue.js', (route) => route.fulfill({ body: '', contentType: 'text/javascript' }))
      await page.route('**/survey.js', (route) => route.fulfill({ body: '', contentType: 'text/javascript' }))
      await answers(page)
      await page.getByRole('button', { name: 'Kirim penilaian' }).click()
      await page.getByText('Tunggu satu menit').waitFor()
      await expectNothingToSay(page)
    })
  })
})
