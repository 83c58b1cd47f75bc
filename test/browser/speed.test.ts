// How soon a form can be used on a slow phone with a poor signal, and how soon again without any.

import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type Demonstration,
  describeInBrowser,
  narrow,
  openBrowser,
  startDemonstration,
} from '#test/support/browser.ts'
import { report } from '#test/support/trials.ts'

/** 400 kbit/s both ways, 400 ms for a round trip, a processor four times slower than this one. */
const poorSignal = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 }
const slowness = 4

describeInBrowser('on a slow phone with a poor signal', () => {
  let city: Demonstration
  let browser: Awaited<ReturnType<typeof openBrowser>>
  beforeAll(async () => {
    ;[city, browser] = await Promise.all([startDemonstration(), openBrowser()])
  })
  afterAll(() => Promise.all([city.stop(), browser.close()]))

  test('the form is usable within 2.0 s, and within 0.5 s the second time without a network', async () => {
    const path = `/s/${city.codeOf('disdukcapil', 'Loket 2')}`
    const [first, second]: [number[], number[]] = [[], []]
    for (let visit = 0; visit < 5; visit++) {
      const phone = await browser.newContext({ baseURL: city.origin, ...narrow })
      await phone.addInitScript(noteWhenUsable)
      first.push(await timeUntilUsable(await slowPage(phone), path))
      await expect.poll(() => keeps(phone, path), { timeout: 20_000 }).toBe(true)
      await phone.setOffline(true)
      second.push(await timeUntilUsable(await slowPage(phone), path))
      await phone.close()
    }
    report('form usable, first visit at 400 kbit/s, 400 ms, CPU ÷ 4', `${spread(first)}, goal 2000 ms`)
    report('form usable, second visit without network, CPU ÷ 4', `${spread(second)}, goal 500 ms`)
    expect(middle(first)).toBeLessThanOrEqual(2000)
    expect(middle(second)).toBeLessThanOrEqual(500)
  })
})

async function slowPage(phone: BrowserContext): Promise<Page> {
  const page = await phone.newPage()
  const devTools = await phone.newCDPSession(page)
  await devTools.send('Network.enable')
  await devTools.send('Network.emulateNetworkConditions', poorSignal)
  await devTools.send('Emulation.setCPUThrottlingRate', { rate: slowness })
  return page
}

/** Notes when the questions have been painted and the scripts have run. */
function noteWhenUsable(): void {
  const look = () => {
    const progress = document.querySelector<HTMLElement>('.progress')
    const painted = performance.getEntriesByName('first-contentful-paint').length > 0
    if (progress && !progress.hidden && painted) (window as unknown as { usable: number }).usable = performance.now()
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

/** Milliseconds from the navigation until the form can be used. */
async function timeUntilUsable(page: Page, path: string): Promise<number> {
  await page.goto(path, { waitUntil: 'commit' })
  const usable = () => page.evaluate(() => (window as unknown as { usable?: number }).usable).catch(() => undefined)
  await expect.poll(usable, { timeout: 20_000 }).toBeGreaterThan(0)
  return Math.round((await usable()) ?? Number.NaN)
}

async function keeps(phone: BrowserContext, path: string): Promise<boolean> {
  const [page] = phone.pages()
  return (await page?.evaluate(async (kept) => (await caches.match(kept)) !== undefined, path)) ?? false
}

function middle(times: readonly number[]): number {
  return times.toSorted((one, other) => one - other)[times.length >> 1] ?? Number.NaN
}

function spread(times: readonly number[]): string {
  return `median ${middle(times)} ms of ${times.length}, ${Math.min(...times)} to ${Math.max(...times)}`
}
