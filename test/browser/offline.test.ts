// Answers given without a signal: the form opens, the answer is kept on the phone, says so truly, and arrives exactly once.

import { readFileSync } from 'node:fs'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Random, random } from '#src/demonstration/random.ts'
import { violations } from '#test/support/axe.ts'
import {
  closeCounter,
  type Demonstration,
  describeInBrowser,
  fitsSideways,
  narrow,
  openBrowser,
  startDemonstration,
} from '#test/support/browser.ts'
import { pause, storedKey, submit } from '#test/support/server.ts'
import { report, trials } from '#test/support/trials.ts'
import { type Line, openLine } from '#test/support/weak-signal.ts'

const at = { unit: 'kelurahan-rekasari', counter: 'Meja pelayanan' }
const sent = 'Jawaban Anda tersimpan.'
const soon = { timeout: 15_000, interval: 30 }
const kept = 'Jawaban Anda tersimpan di ponsel.'

describeInBrowser('without a signal', () => {
  let city: Demonstration
  let browser: Browser
  let line: Line

  beforeAll(async () => {
    ;[city, browser] = await Promise.all([startDemonstration(), openBrowser()])
    line = await openLine(city.origin)
  })
  afterAll(() => Promise.all([city.stop(), browser.close(), line.close()]))

  /** A phone with a profile of its own at the end of the line. */
  async function withPhone(journey: (phone: BrowserContext) => Promise<void>): Promise<void> {
    line.mend()
    line.replace(undefined)
    const phone = await openPhone(browser, line)
    try {
      await journey(phone)
    } finally {
      await phone.close()
    }
  }

  const address = () => `/s/${city.codeOf(at.unit, at.counter)}`
  const rows = (key: string) =>
    city.rows<{ id: number; day: number; channel: string }>('select * from responses where key = ?', storedKey(key))

  test('the form opens, the answer is kept, survives a restart and goes out when the signal is back', async () => {
    await withPhone(async (phone) => {
      const page = await phone.newPage()
      await page.goto(address())
      await ready(page)
      line.cut()
      await phone.setOffline(true)
      await page.reload()
      const key = await fill(page)
      await page.getByRole('button', { name: 'Kirim penilaian' }).click()
      await page.getByRole('heading', { name: kept }).waitFor()
      expect(await page.locator('.receipt').innerText()).toMatch(
        /menyusul[\s\S]*\d{1,2} [A-Z][a-z]+ 20\d\d pukul|menyusul[\s\S]*, \d\d\.\d\d WIB/,
      )
      await page.reload()
      await page.getByRole('heading', { name: kept }).waitFor()
      expect(await violations(page)).toEqual([])
      await page.close()
      expect(rows(key)).toEqual([])

      const again = await phone.newPage()
      await again.goto(address())
      await again.getByText('1 jawaban tersimpan di ponsel').waitFor()
      expect(await violations(again)).toEqual([])
      line.mend()
      await phone.setOffline(false)
      await again.getByText('1 jawaban tersimpan di ponsel').waitFor({ state: 'detached' })
      expect(rows(key)).toHaveLength(1)
    })
  })

  test('nothing is kept but forms and their parts, and the desk is left alone', async () => {
    await withPhone(async (phone) => {
      const page = await phone.newPage()
      await page.goto(address())
      await ready(page)
      await page.goto('/masuk')
      expect(await page.evaluate(() => navigator.serviceWorker.controller)).toBe(null)
      await page.goto(`/unit/${at.unit}`)
      await page.goto(address())
      const kept = await page.evaluate(async () => {
        const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)))
        const requests = await Promise.all(caches_.map((cache) => cache.keys()))
        return requests.flat().map(({ url }) => new URL(url).pathname)
      })
      expect(kept.toSorted()).toEqual(
        [address(), '/device.js', '/icon.svg', '/language.js', '/queue.js', '/style.css', '/survey.js'].toSorted(),
      )
    })
  })

  test('a page that was not kept says so, and how many answers wait', async () => {
    await withPhone(async (phone) => {
      const page = await phone.newPage()
      await page.goto(address())
      await ready(page)
      line.cut()
      await page.goto('/s/2222ZZZZ')
      await page.getByText('Tidak ada jawaban yang menunggu di ponsel ini.').waitFor()
    })
  })

  test('a phone that keeps nothing says that nothing is kept, and the answer goes out once there is a signal', async () => {
    await withPhone(async (phone) => {
      const page = await phone.newPage()
      await page.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }))
      await page.goto(address())
      const key = await fill(page)
      line.cut()
      await page.getByRole('button', { name: 'Kirim penilaian' }).click()
      await page.getByText('belum terkirim dan tidak tersimpan').waitFor()
      expect(await page.locator('.thanks').count()).toBe(0)
      line.mend()
      await page.getByRole('button', { name: 'Kirim penilaian' }).click()
      await page.getByRole('heading', { name: sent }).waitFor()
      expect(rows(key)).toHaveLength(1)
    })
  })

  test('an answer that is refused for good is shown with its reason until somebody decides', async () => {
    await withPhone(async (phone) => {
      const page = await phone.newPage()
      await page.goto(address())
      await ready(page)
      line.cut()
      await fill(page)
      await page.locator('form').evaluate((form: HTMLFormElement) => form.setAttribute('action', '/s/2222ZZZZ'))
      await page.getByRole('button', { name: 'Kirim penilaian' }).click()
      await page.getByRole('heading', { name: kept }).waitFor()
      line.mend()
      await page.getByRole('button', { name: 'Kirim sekarang' }).click()
      await page.getByRole('heading', { name: 'tidak dapat diterima' }).waitFor()
      await page.locator('.thanks').getByText('Kode ini tidak dikenal.').waitFor()
      const other = await phone.newPage()
      await other.goto(address())
      await other.getByText('Kode ini tidak dikenal.').waitFor()
      expect(await violations(other)).toEqual([])
      expect(await fitsSideways(other)).toBe(true)
      await other.getByRole('button', { name: 'Hapus dari ponsel' }).click()
      await other.getByText('Kode ini tidak dikenal.').waitFor({ state: 'detached' })
      expect(await waitingOn(other)).toEqual([])
    })
  })

  test('a counter that was closed meanwhile still takes what was answered before', async () => {
    const other = { unit: 'kelurahan-rekabumi', counter: 'Ruang tunggu' }
    const code = city.codeOf(other.unit, other.counter)
    await withPhone(async (phone) => {
      const page = await phone.newPage()
      await page.goto(`/s/${code}`)
      await ready(page)
      const key = await fill(page)
      line.cut()
      await page.getByRole('button', { name: 'Kirim penilaian' }).click()
      await page.getByRole('heading', { name: kept }).waitFor()
      // As if it had been written yesterday, so that the time of the test does not matter.
      await ageBy(page, 86_400_000)
      city.arrange(closeCounter, code)
      line.mend()
      await signalBack(page)
      await page.getByRole('heading', { name: sent }).waitFor()
      const [row] = rows(key)
      const late = city.rows<{ day: number; delivered: number; given: number }>(
        `select day, delivered_at as delivered, given_at as given from late_deliveries join responses on id = response_id
          where response_id = ?`,
        row?.id ?? 0,
      )
      const waited = (late[0]?.delivered ?? 0) - (late[0]?.given ?? 0)
      expect(waited).toBeGreaterThanOrEqual(86_400)
      expect(waited).toBeLessThan(86_460)
      expect(late[0]?.day).toBe(Math.floor(((late[0]?.given ?? 0) + 7 * 3600) / 86_400))
    })
  })

  describe('after an upgrade', () => {
    const first = (name: string) => readFileSync(new URL(`./fixtures/first/${name}`, import.meta.url), 'utf8')

    test('an answer that was kept by the first version arrives', async () => {
      await withPhone(async (phone) => {
        const code = city.codeOf(at.unit, at.counter)
        line.replace((path) => {
          if (path === `/s/${code}`) return { type: 'text/html', body: first('form.html').replaceAll('KODE', code) }
          const script = /^\/(queue|survey|sw)\.js$/.exec(path)
          return script ? { type: 'text/javascript', body: first(`${script[1]}.js`) } : undefined
        })
        const page = await phone.newPage()
        await page.goto(`/s/${code}`)
        await ready(page)
        line.cut()
        await page.reload()
        const key = await fill(page)
        await page.getByRole('button', { name: 'Kirim penilaian' }).click()
        await page.getByRole('heading', { name: kept }).waitFor()
        await page.close()

        line.replace((path) =>
          path === '/sw.js'
            ? {
                type: 'text/javascript',
                body: publicFile('sw.js').replace(/const version = \d+/, 'const version = 999'),
              }
            : undefined,
        )
        line.mend()
        const upgraded = await phone.newPage()
        await upgraded.goto(`/s/${code}`)
        await expect.poll(() => upgraded.evaluate(() => caches.keys()), soon).toEqual(['formulir-999'])
        await expect.poll(() => rows(key).length, soon).toBe(1)
        await expect.poll(() => waitingOn(upgraded), soon).toEqual([])
        // And what the first version kept still opens.
        line.cut()
        await upgraded.reload()
        await fill(upgraded)
      })
    })
  })

  test('cut at random moments, every answer with a receipt arrives exactly once, the rest is not said to be stored', async () => {
    const count = trials(25, 1000)
    const seed = process.env.IKM_SEED ?? String(Date.now())
    const tally = new Map<string, number>()
    const lines = [line, await openLine(city.origin), await openLine(city.origin)]
    let next = 0
    const work = async (own: Line) => {
      while (next < count) {
        const number = next++
        const trial = new Trial(browser, own, city, random(`${seed} ${number}`))
        const outcome = await trial.run().catch((error: Error) => {
          throw new Error(`trial ${number} of IKM_SEED=${seed} (${trial.story.join(', ')}): ${error.message}`, {
            cause: error,
          })
        })
        tally.set(outcome, (tally.get(outcome) ?? 0) + 1)
      }
    }
    await Promise.all(lines.map(work))
    await Promise.all(lines.slice(1).map((own) => own.close()))
    const figures = Array.from(tally, ([outcome, number]) => `${number} ${outcome}`).toSorted()
    report('answers under a line cut at random', `${count} trials, 0 lost, 0 twice: ${figures.join('; ')}`)
  }, 3_600_000)
})

/** One answer on a line that is cut at some moment, what its visitor does then, and what became of it. */
class Trial {
  readonly story: string[] = []
  readonly #browser: Browser
  readonly #line: Line
  readonly #city: Demonstration
  readonly #chance: Random

  constructor(browser: Browser, line: Line, city: Demonstration, chance: Random) {
    this.#browser = browser
    this.#line = line
    this.#city = city
    this.#chance = chance
  }

  async run(): Promise<string> {
    const { story } = this
    const chance = this.#chance
    const line = this.#line
    line.mend()
    const phone = await openPhone(this.#browser, line)
    try {
      const code = this.#city.codeOf(at.unit, at.counter)
      const page = await phone.newPage()
      const keepsNothing = chance.chance(0.08)
      if (keepsNothing) {
        story.push('storage refused')
        await page.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }))
      }
      const shown = new Set<string>()
      await phone.exposeBinding('receiptShown', (_, said: string) => shown.add(said))
      await phone.addInitScript(watchReceipts)
      await page.goto(`/s/${code}`)
      if (chance.chance(0.8)) await ready(page)
      const key = await fill(page)

      const moment = chance.pick(['before', 'during', 'at the answer', 'after', 'never'])
      story.push(`cut ${moment}`)
      const cut = async () => {
        line.cut()
        if (chance.chance(0.5)) await phone.setOffline(true)
      }
      if (moment === 'before') await cut()
      if (moment === 'at the answer') line.cutBeforeNextAnswer()
      const clicked = page.getByRole('button', { name: 'Kirim penilaian' }).click({ noWaitAfter: true })
      if (moment === 'during') {
        await pause(chance.between(0, 60))
        await cut()
      }
      await clicked
      if (moment === 'after') {
        await page.locator('.thanks, #gagal:not([hidden])').first().waitFor()
        await cut()
      }
      if (chance.chance(0.5)) await page.locator('.thanks, #gagal:not([hidden])').first().waitFor()
      else await pause(chance.between(0, 100))

      if (keepsNothing && moment === 'before') await page.getByText('belum terkirim dan tidak tersimpan').waitFor()
      const next = chance.pick(['waits', 'reloads', 'closes the tab', 'opens a second tab', 'empties the storage'])
      story.push(next)
      let second: Page | undefined
      let emptied = false
      let left = false
      if (next === 'reloads') await page.reload({ waitUntil: 'commit' }).catch(() => {})
      if (next === 'closes the tab') await page.close()
      if (next === 'opens a second tab') {
        second = await phone.newPage()
        await second.goto(`/s/${code}`, { waitUntil: 'commit' }).catch(() => {})
      }
      if (next === 'empties the storage') {
        const devTools = await phone.newCDPSession(page)
        await devTools.send('Storage.clearDataForOrigin', { origin: line.origin, storageTypes: 'all' })
        emptied = true
        // Whoever leaves the page as well takes the last trace of it along.
        left = chance.chance(0.4)
      }
      await pause(chance.between(0, 50))
      if (emptied && !left && shown.has(kept) && !shown.has(sent) && moment !== 'never') {
        // What it says now must be true: gone, or it had arrived after all.
        await expect.poll(() => heading(page), soon).not.toContain('di ponsel')
      }
      line.mend()
      await phone.setOffline(false)
      if (left) await page.reload()
      else if (emptied) await signalBack(page)

      const again = await phone.newPage()
      await again.goto(`/s/${code}`)
      await again.waitForFunction(() => document.readyState === 'complete')
      await expect.poll(() => waitingOn(again), soon).toEqual([])
      const rows = () =>
        this.#city.rows<{ id: number }>('select id from responses where key = ?', storedKey(key)).length

      story.push(`shown: ${Array.from(shown).join(' ') || 'nothing'}`)
      const promised = shown.has(sent) || (shown.has(kept) && !left)
      if (promised) {
        await expect.poll(rows, soon).toBe(1)
        // Every place that shows it says the same, and names the receipt that the server gives.
        const { receipt } = await submit(line.origin, code, { kunci: key, cost: 1, layanan: 'surat-pengantar' })
        for (const open of [page, second]) {
          if (!open || open.isClosed()) continue
          const said = await heading(open).catch(() => '')
          if (!said.includes('Terima kasih')) continue
          await expect.poll(() => heading(open), soon).toContain(sent)
          expect(await open.locator('.receipt strong').innerText()).toBe(receipt)
        }
        expect(rows()).toBe(1)
        if (emptied && shown.has(kept)) return 'kept, emptied, delivered from the open page'
        return shown.has(kept) ? 'kept, then delivered' : 'delivered at once'
      }
      expect(rows()).toBeLessThanOrEqual(1)
      if (left && shown.has(kept)) {
        await expect.poll(() => heading(page), soon).not.toContain('di ponsel')
        return rows() ? 'kept, emptied and left, had arrived' : 'kept, emptied and left, said to be gone'
      }
      if (shown.size === 0) {
        if (rows()) return 'left before a receipt, arrived'
        return keepsNothing && moment === 'before'
          ? 'no receipt, said to be not stored'
          : 'left before a receipt, did not arrive'
      }
      return rows() ? 'receipt only after the line was mended' : 'said to be gone'
    } finally {
      await phone.close()
    }
  }
}

/** Tells the test of each receipt that a visitor can have seen, even where the page is left at once. */
function watchReceipts(): void {
  const tell = () => {
    const words = document.querySelector('.thanks h1')
    if (!words) return
    const visible = Array.from(words.querySelectorAll('span'))
      .filter((one) => !one.hidden)
      .map((one) => one.textContent)
      .join(' ')
    const said = ['Jawaban Anda tersimpan di ponsel.', 'Jawaban Anda tersimpan.', 'Jawaban Anda tidak tersimpan lagi.']
    const found = said.find((one) => visible.includes(one))
    if (found) (window as unknown as { receiptShown(said: string): void }).receiptShown(found)
  }
  new MutationObserver(tell).observe(document, {
    subtree: true,
    childList: true,
    attributes: true,
    characterData: true,
  })
}

async function openPhone(browser: Browser, line: Line): Promise<BrowserContext> {
  const phone = await browser.newContext({ baseURL: line.origin, locale: 'id-ID', ...narrow })
  phone.setDefaultTimeout(15_000)
  return phone
}

/** Waits until the form of this page is kept. */
async function ready(page: Page): Promise<void> {
  await expect
    .poll(() => page.evaluate(async () => (await caches.match(location.pathname)) !== undefined), soon)
    .toBe(true)
}

/** Answers one question; the key of the answer. */
async function fill(page: Page): Promise<string> {
  const service = page.locator('[name=layanan]')
  if ((await service.first().getAttribute('type')) === 'radio') await service.first().check()
  await page.locator('.question').first().locator('label').nth(2).click()
  return page.locator('[name=kunci]').inputValue()
}

function heading(page: Page): Promise<string> {
  return page.locator('h1').first().innerText()
}

/** Keys of the answers that wait on this phone. */
function waitingOn(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const queue = (self as unknown as { antrean: { all(): Promise<{ kunci: string; isi?: string }[]> } }).antrean
    return (await queue.all().catch(() => [])).filter(({ isi }) => isi).map(({ kunci }) => kunci)
  })
}

/** What a phone says when it finds a network, so that no test waits for the next trial. */
function signalBack(page: Page): Promise<boolean> {
  return page.evaluate(() => dispatchEvent(new Event('online')))
}

/** Makes what waits older than it is. */
async function ageBy(page: Page, milliseconds: number): Promise<void> {
  await page.evaluate(async (age) => {
    interface Queue {
      all(): Promise<{ pada: number }[]>
      put(one: object): Promise<void>
    }
    const queue = (self as unknown as { antrean: Queue }).antrean
    for (const one of await queue.all()) await queue.put({ ...one, pada: one.pada - age })
  }, milliseconds)
}

function publicFile(name: string): string {
  return readFileSync(new URL(`../../public/${name}`, import.meta.url), 'utf8')
}
