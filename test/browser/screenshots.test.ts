// The pictures that README shows: all there and light; taken anew under IKM_SCREENSHOTS=1 only, so that a test run leaves the tree alone.

import { readdirSync, readFileSync, statSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Demonstration, describeInBrowser, openBrowser, startDemonstration } from '#test/support/browser.ts'

const folder = new URL('./screenshots/', import.meta.url)
const mostBytes = 150_000

test('README shows pictures that are here, each under 150 KB', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  const shown = Array.from(readme.matchAll(/test\/browser\/screenshots\/([\w-]+\.png)/g), ([, name]) => name)
  const taken = readdirSync(folder).filter((name) => name.endsWith('.png'))
  expect(taken).toEqual(expect.arrayContaining(shown))
  for (const name of taken) expect(statSync(new URL(name, folder)).size, name).toBeLessThan(mostBytes)
})

if (process.env.IKM_SCREENSHOTS === '1') {
  describeInBrowser('taking the pictures', () => {
    let city: Demonstration
    let browser: Browser

    beforeAll(async () => {
      ;[city, browser] = await Promise.all([startDemonstration(), openBrowser()])
    })
    afterAll(() => Promise.all([city.stop(), browser.close()]))

    const form = () => `/s/${city.codeOf('puskesmas-rekasari', 'Ruang KIA')}`
    const unit = () => '/unit/puskesmas-rekasari'
    const pictures: readonly {
      /** Ends in the width of the window. */
      readonly name: string
      readonly height: number
      readonly path: () => string
      readonly before?: (page: Page) => Promise<void>
    }[] = [
      { name: 'form-360', height: 1000, path: form, before: (page) => answerFirst(page, [3, 4]) },
      { name: 'form-errors-360', height: 1000, path: form, before: send },
      {
        name: 'thanks-360',
        height: 1000,
        path: form,
        before: (page) => answerFirst(page, [3, 4]).then(() => send(page)),
      },
      { name: 'unit-360', height: 1000, path: unit },
      { name: 'unit-1280', height: 1150, path: unit },
      { name: 'home-1280', height: 1200, path: () => '/' },
    ]

    test.each(pictures)('$name', async ({ name, height, path, before }) => {
      const width = Number(/\d+$/.exec(name)?.[0])
      const deviceScaleFactor = width < 500 ? 1.25 : 0.8
      const page = await browser.newPage({ baseURL: city.origin, viewport: { width, height }, deviceScaleFactor })
      await page.goto(path())
      await before?.(page)
      // Debian's stand-in for the system font is a third wider than what phones and desks have.
      await page.evaluate(() => {
        document.documentElement.style.fontFamily = 'Roboto, "Noto Sans", "Liberation Sans", sans-serif'
        window.scrollTo(0, 0)
      })
      await page.mouse.move(0, 0)
      const picture = await page.screenshot({ path: new URL(`${name}.png`, folder).pathname, animations: 'disabled' })
      await page.close()
      expect(picture.length).toBeLessThan(mostBytes)
    })
  })
}

async function answerFirst(page: Page, scores: readonly number[]): Promise<void> {
  for (const [place, score] of scores.entries()) {
    await page
      .locator('.question')
      .nth(place)
      .locator('label')
      .nth(score - 1)
      .click()
  }
}

async function send(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Kirim penilaian' }).click()
  await page.locator('.receipt, .problems').waitFor()
}
