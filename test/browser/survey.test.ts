// Journeys of a citizen from the counter's QR code to the unit's page, in a real browser before the real server.

import jsQr from 'jsqr'
import type { Browser, Locator, Page } from 'playwright-core'
import { PNG } from 'pngjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  closeCounter,
  type Demonstration,
  describeInBrowser,
  desk,
  fitsSideways,
  magnified,
  narrow,
  openBrowser,
  phone,
  startDemonstration,
  visit,
} from '#test/support/browser.ts'

const receiptShape = /^[0-9A-Z]{4}-[0-9A-Z]{4}$/

describeInBrowser('a citizen', () => {
  let city: Demonstration
  let browser: Browser
  let forgetful: Browser

  beforeAll(async () => {
    ;[city, browser, forgetful] = await Promise.all([
      startDemonstration(),
      openBrowser(),
      openBrowser({ pagesKept: false }),
    ])
  })
  afterAll(() => Promise.all([city.stop(), browser.close(), forgetful.close()]))

  /** Answers stored since the journey began. */
  function stored(since: number): StoredResponse[] {
    return city.rows<StoredResponse>(
      `select r.*, text as suggestion from responses as r left join suggestions on response_id = r.id where r.id > ? order by r.id`,
      since,
    )
  }

  /** Answers that count in the running quarter. */
  function countedOf(unit: string): number {
    const [row] = city.rows<{ counted: number }>(
      `select respondents as counted from quarter_tallies join units on units.id = unit_id
        where slug = ? order by quarter desc limit 1`,
      unit,
    )
    return row?.counted ?? 0
  }

  function newest(): number {
    return city.rows<{ id: number }>('select max(id) as id from responses')[0]?.id ?? 0
  }

  describe.each([
    ['with scripts', true],
    ['without scripts', false],
  ])('%s', (_name, javaScriptEnabled) => {
    test('scans the poster, taps, sends, is counted, and finds on the unit’s page what was published before', async () => {
      const since = newest()
      const counted = countedOf('puskesmas-rekasari')
      await visit(browser, city.origin, { ...phone, javaScriptEnabled }, async (page) => {
        await page.goto('/unit/puskesmas-rekasari')
        const before = await respondents(page)

        await page.goto(await scanned(page, city.codeOf('puskesmas-rekasari', 'Loket pendaftaran')))
        await page.getByText('Poli gigi', { exact: true }).tap()
        const questions = await page.locator('.question').all()
        expect(questions).toHaveLength(9)
        for (const [place, question] of questions.entries()) await answer(question, (place % 4) + 1)
        expect(await page.locator('.progress').isVisible()).toBe(javaScriptEnabled)
        if (javaScriptEnabled) await page.getByText('9 dari 9 terjawab').waitFor()
        await page.getByLabel('Saran atau keluhan').fill('Kursi tunggu kurang.\nTerima kasih.')
        await page.getByText('Tentang Anda').tap()
        await page.getByText('Perempuan', { exact: true }).tap()
        await page.getByLabel('Usia').selectOption('35–44 tahun')
        await page.getByText('Saya sendiri').tap()
        await page.getByRole('button', { name: 'Kirim penilaian' }).tap()

        await page.getByRole('heading', { name: 'Jawaban Anda tersimpan' }).waitFor()
        expect(await page.locator('.receipt strong').innerText()).toMatch(receiptShape)
        expect(await page.locator('.receipt').innerText()).toMatch(/\d{1,2} [A-Z][a-z]+ 20\d\d, \d\d\.\d\d WIB/)
        expect(stored(since)).toMatchObject([
          {
            answers: '{"1":1,"2":2,"3":3,"4":4,"5":1,"6":2,"7":3,"8":4,"9":1}',
            channel: 'phone',
            sex: 'P',
            age: '35-44',
            education: null,
            filled_by: 'sendiri',
            suggestion: 'Kursi tunggu kurang.\nTerima kasih.',
          },
        ])
        await page.getByText(/bagian dari hasil Triwulan [IV]+ \d{4}, setelah hasil itu diterbitkan/).waitFor()
        await page.getByRole('link', { name: 'Lihat hasil Puskesmas Rekasari' }).tap()
        await page.waitForURL('**/unit/puskesmas-rekasari')
        expect(await respondents(page)).toBe(before)
        expect(countedOf('puskesmas-rekasari')).toBe(counted + 1)
      })
    })

    test('sends nothing, is led to what is missing, corrects it, and loses none of what was said', async () => {
      const since = newest()
      await visit(browser, city.origin, { ...narrow, javaScriptEnabled }, async (page) => {
        const address = `/s/${city.codeOf('puskesmas-rekajati', 'Ruang tunggu poli')}`
        await page.goto(address)
        await send(page)
        const summary = page.getByRole('alert')
        await summary.waitFor()
        expect(new URL(page.url()).pathname).toBe(address)
        if (javaScriptEnabled) expect(await hasFocus(summary)).toBe(true)
        expect(await summary.getByRole('link').count()).toBe(2)
        for (const name of ['layanan', 'requirements']) await followToField(page, summary, name)

        await page.getByText('Poli umum', { exact: true }).click()
        await answer(page.locator('#field-cost'), 4)
        await answer(page.locator('#field-conduct'), 1)
        await page.getByLabel('Saran atau keluhan').fill('Loket 2 kosong <b>lama</b>.')
        await page.getByText('Tentang Anda').click()
        await page.getByLabel('Pekerjaan').selectOption('Petani/nelayan')
        await spoil(page.locator('#field-conduct input:checked'), '9')
        await send(page)

        await followToField(page, summary, 'conduct')
        expect(await summary.getByRole('link').count()).toBe(1)
        expect(await page.locator('[name=layanan]:is([type=hidden], :checked)').inputValue()).toBe('poli-umum')
        expect(await page.locator('#field-cost input:checked').inputValue()).toBe('4')
        expect(await page.getByLabel('Saran atau keluhan').inputValue()).toBe('Loket 2 kosong <b>lama</b>.')
        expect(await page.getByLabel('Pekerjaan').inputValue()).toBe('farmer')
        expect(await page.getByLabel('Pekerjaan').isVisible()).toBe(true)
        expect(stored(since)).toEqual([])

        await answer(page.locator('#field-conduct'), 2)
        await send(page)
        await page.waitForURL('**/terima/**')
        expect(stored(since)).toMatchObject([
          { answers: '{"4":4,"7":2}', occupation: 'farmer', suggestion: 'Loket 2 kosong <b>lama</b>.' },
        ])
      })
    })

    test('clicks twice out of impatience and is counted once', async () => {
      const since = newest()
      await visit(browser, city.origin, { ...desk, javaScriptEnabled }, async (page) => {
        await page.goto(`/s/${city.codeOf('kelurahan-rekasari', 'Meja pelayanan')}`)
        await page.getByText('Surat pengantar', { exact: true }).click()
        await answer(page.locator('#field-cost'), 3)
        await page.getByRole('button', { name: 'Kirim penilaian' }).dblclick({ noWaitAfter: true })
        await page.waitForURL('**/terima/**')
        await page.getByRole('heading', { name: 'Jawaban Anda tersimpan' }).waitFor()
      })
      expect(stored(since)).toHaveLength(1)
    })
  })

  test('clicks again while the network is slow, and one request goes out', async () => {
    const since = newest()
    await visit(browser, city.origin, desk, async (page) => {
      let sent = 0
      const arrived = Promise.withResolvers<void>()
      await page.route('**/s/*', async (route) => {
        if (route.request().method() === 'POST') {
          sent += 1
          await arrived.promise
        }
        await route.continue()
      })
      await page.goto(`/s/${city.codeOf('kelurahan-rekasari', 'Meja pelayanan')}`)
      await page.getByText('Surat pengantar', { exact: true }).click()
      await answer(page.locator('#field-cost'), 3)
      const button = page.locator('form button')
      await button.scrollIntoViewIfNeeded()
      const { x = 0, y = 0 } = (await button.boundingBox()) ?? {}
      const words = await button.evaluate((own: HTMLButtonElement) => {
        own.click()
        return own.textContent
      })
      expect(words).toBe('Mengirim…')
      await expect.poll(() => sent).toBe(1)
      await page.mouse.click(x + 20, y + 20)
      arrived.resolve()
      await page.waitForURL('**/terima/**')
      expect(sent).toBe(1)
    })
    expect(stored(since)).toHaveLength(1)
  })

  test.each([
    ['as it was left', () => browser],
    ['loaded anew', () => forgetful],
  ])('goes back to a form that was sent, %s, and finds a fresh one for the next person', async (_name, which) => {
    const since = newest()
    await visit(which(), city.origin, narrow, async (page) => {
      await page.goto(`/s/${city.codeOf('kelurahan-rekasari', 'Meja pelayanan')}`)
      for (const score of [2, 4]) {
        await page.getByText('Surat pengantar', { exact: true }).click()
        await answer(page.locator('#field-facilities'), score)
        await page.getByLabel('Saran atau keluhan').fill(`Saran ${score}`)
        await send(page)
        await page.waitForURL('**/terima/**', { waitUntil: 'commit' })
        expect(page.url()).not.toContain('lagi')
        // Through the unit's page, so that the form is left behind altogether.
        await page.getByRole('link', { name: 'Lihat hasil' }).click()
        await page.waitForURL('**/unit/**')
        await page.goBack({ waitUntil: 'commit' })
        await page.waitForURL('**/terima/**', { waitUntil: 'commit' })
        await page.goBack({ waitUntil: 'commit' })
        await page.waitForURL('**/s/*', { waitUntil: 'commit' })
        await page.getByText('0 dari 9 terjawab').waitFor()
        // A page taken up again keeps the way it was first come by.
        expect((await arrival(page)) === 'navigate').toBe(which() === browser)
        expect(await page.locator('input:checked').count()).toBe(0)
        expect(await page.getByLabel('Saran atau keluhan').inputValue()).toBe('')
      }
    })
    expect(stored(since).map(({ answers, suggestion }) => [answers, suggestion])).toEqual([
      ['{"9":2}', 'Saran 2'],
      ['{"9":4}', 'Saran 4'],
    ])
  })

  test('goes back without scripts and sends the same answer again: the same receipt, and no second answer', async () => {
    const since = newest()
    await visit(browser, city.origin, { ...narrow, javaScriptEnabled: false }, async (page) => {
      await page.goto(`/s/${city.codeOf('kelurahan-rekasari', 'Meja pelayanan')}`)
      await page.getByText('Surat pengantar', { exact: true }).click()
      await answer(page.locator('#field-cost'), 3)
      await send(page)
      await page.waitForURL('**/terima/**')
      const receipt = await page.locator('.receipt strong').innerText()
      await page.goBack({ waitUntil: 'commit' })
      await send(page)
      await page.getByText('sudah kami terima sebelumnya').waitFor()
      expect(await page.locator('.receipt strong').innerText()).toBe(receipt)
    })
    expect(stored(since)).toHaveLength(1)
  })

  test.each([
    ['at 360 pixels', narrow],
    ['at 400 %', magnified],
  ])('answers by keyboard alone, %s, always seeing where the focus is', async (_name, screen) => {
    const since = newest()
    await visit(browser, city.origin, screen, async (page) => {
      await page.goto(`/s/${city.codeOf('smp-negeri-1-tirtareka', 'Ruang tata usaha')}`)
      expect(await fitsSideways(page)).toBe(true)
      await tabTo(page, page.getByRole('link', { name: 'Langsung ke isi' }))
      await page.keyboard.press('Enter')
      await tabTo(page, page.locator('#field-layanan input').first())
      await page.keyboard.press('Space')
      const questions = await page.locator('.question').all()
      for (const question of questions) {
        await tabTo(page, question.locator('input').first())
        await page.keyboard.press('ArrowDown')
        await page.keyboard.press('ArrowDown')
        await expectSeen(page)
      }
      await tabTo(page, page.getByLabel('Saran atau keluhan'))
      await page.keyboard.type('Antre lama.')
      await tabTo(page, page.locator('summary'))
      await page.keyboard.press('Enter')
      await tabTo(page, page.locator('#field-jenis_kelamin input').first())
      await page.keyboard.press('Space')
      await tabTo(page, page.getByLabel('Pendidikan terakhir'))
      await page.keyboard.press('ArrowDown')
      expect(await fitsSideways(page)).toBe(true)
      await tabTo(page, page.getByRole('button', { name: 'Kirim penilaian' }))
      await page.keyboard.press('Enter')
      await page.waitForURL('**/terima/**')
      expect(await fitsSideways(page)).toBe(true)
      const receipt = await page.locator('.receipt strong').boundingBox()
      expect((receipt?.x ?? 0) + (receipt?.width ?? 0)).toBeLessThanOrEqual(screen.viewport.width)
      await tabTo(page, page.getByRole('link', { name: 'Lihat hasil' }))
      await page.keyboard.press('Enter')
      await page.waitForURL('**/unit/**')
      expect(await fitsSideways(page)).toBe(true)
    })
    expect(stored(since)).toMatchObject([
      {
        answers: '{"1":3,"2":3,"3":3,"4":3,"5":3,"6":3,"7":3,"8":3,"9":3}',
        sex: 'L',
        education: 'none',
        suggestion: 'Antre lama.',
      },
    ])
  })

  test('is asked for the service first where SKM Online asks each its own questions', async () => {
    const since = newest()
    await visit(browser, city.origin, phone, async (page) => {
      await page.goto(`/s/${city.codeOf('uptd-pajak-daerah', 'Loket 1')}`)
      await page.getByRole('heading', { name: 'Layanan apa yang Anda terima?' }).waitFor()
      await page.getByRole('link', { name: 'Pajak Bumi dan Bangunan' }).tap()
      await page.getByText('Layanan: Pajak Bumi dan Bangunan').waitFor()
      const questions = await page.locator('.question').all()
      expect(questions).toHaveLength(19)
      for (const question of questions) await answer(question, 4)
      await page.getByText('19 dari 19 terjawab').waitFor()
      await send(page)
      await page.getByRole('link', { name: 'Lihat hasil' }).tap()
      await page.getByRole('heading', { name: 'Integritas pelayanan (IPAK)' }).waitFor()
    })
    const [response] = stored(since)
    expect(Object.values(JSON.parse(response?.answers ?? '{}'))).toEqual(Array(19).fill(4))
  })

  test('is asked about the element that a unit adds, and finds it on the unit’s page', async () => {
    const since = newest()
    await visit(browser, city.origin, phone, async (page) => {
      await page.goto(`/s/${city.codeOf('perpustakaan-umum', 'Ruang baca anak')}`)
      await answer(page.locator('.question').filter({ hasText: '10 dari 10' }), 2)
      await send(page)
      await page.getByRole('link', { name: 'Lihat hasil' }).tap()
      await page.getByRole('heading', { name: '10 unsur' }).waitFor()
      await page.locator('.bars').getByText('Koleksi Bahan Pustaka').first().waitFor()
    })
    expect(stored(since)).toMatchObject([{ answers: '{"1000":2}' }])
  })

  test('scans a poster of a counter that was closed, or none at all, and is told where to go', async () => {
    const code = city.codeOf('kelurahan-rekabumi', 'Ruang tunggu')
    await visit(browser, city.origin, phone, async (page) => {
      expect((await page.goto(`/s/${code}`))?.status()).toBe(200)
      city.arrange(closeCounter, code)
      expect((await page.reload())?.status()).toBe(410)
      await page.getByRole('heading', { name: 'Kode ini sudah tidak dipakai' }).waitFor()
      await page.getByRole('link', { name: 'Lihat hasil Kelurahan Rekabumi' }).tap()
      await page.waitForURL('**/unit/kelurahan-rekabumi')

      expect((await page.goto('/s/2222ZZZZ'))?.status()).toBe(404)
      await page.getByRole('heading', { name: 'Kode ini tidak dikenal' }).waitFor()
      await page.getByRole('link', { name: 'Cari unit pelayanan' }).tap()
      await page.getByLabel('Nama unit').fill('rekabumi')
      await page.getByRole('button', { name: 'Cari' }).tap()
      await page.getByRole('link', { name: /^Kelurahan Rekabumi/ }).tap()
      await page.waitForURL('**/unit/kelurahan-rekabumi')
    })
  })

  test.each([
    ['asks another site for a picture', 'new Image().src = "https://contoh.example/titik.gif"'],
    [
      'runs a script of its own making',
      'document.body.append(Object.assign(document.createElement("script"), { text: "1" }))',
    ],
    ['leaves a cookie', 'document.cookie = "pengunjung=1"'],
    ['says something on the console', 'console.warn("hm")'],
  ])('would be seen by these tests when a page %s', async (_name, misdeed) => {
    const journey = visit(browser, city.origin, desk, async (page) => {
      await page.goto('/')
      await page.evaluate(misdeed)
    })
    await expect(journey).rejects.toThrow()
  })
})

interface StoredResponse {
  readonly answers: string
  readonly suggestion: string | null
}

/** What a phone reads from the poster. */
async function scanned(page: Page, code: string): Promise<string> {
  const picture = await page.request.get(`/s/${code}/qr.png`)
  const { width, height, data } = PNG.sync.read(await picture.body())
  const read = jsQr(new Uint8ClampedArray(data), width, height)
  if (!read) throw new Error(`the QR code of ${code} does not read`)
  return read.data
}

async function respondents(page: Page): Promise<number> {
  const words = await page
    .locator('.headline')
    .getByText(/^[\d.]+ responden$/)
    .innerText()
  return Number(words.replaceAll(/\D/g, ''))
}

/** Chooses an answer by its row, as a finger does. */
function answer(question: Locator, score: number): Promise<void> {
  return question
    .locator('label')
    .nth(score - 1)
    .click()
}

function arrival(page: Page): Promise<string | undefined> {
  return page.evaluate(() => performance.getEntriesByType('navigation').at(0)?.toJSON().type)
}

function send(page: Page): Promise<void> {
  return page.getByRole('button', { name: 'Kirim penilaian' }).click()
}

/** Makes a field send what no visitor could choose. */
async function spoil(field: Locator, value: string): Promise<void> {
  await field.evaluate((input, spoilt) => input.setAttribute('value', spoilt), value)
}

function hasFocus(element: Locator): Promise<boolean> {
  return element.evaluate((own) => own === document.activeElement)
}

/** The summary's link leads to the field, which has the same message beside it and in its description. */
async function followToField(page: Page, summary: Locator, name: string): Promise<void> {
  const field = page.locator(`#field-${name}`)
  const link = page.locator(`a[href="#field-${name}"]`)
  const message = await summary.locator('li', { has: link }).locator('span').innerText()
  expect(await field.locator('.problem').innerText()).toBe(message)
  expect(await field.getAttribute('aria-describedby')).toBe(await field.locator('.problem').getAttribute('id'))
  await link.click()
  expect(await hasFocus(field)).toBe(true)
  const top = await field.evaluate((own) => own.getBoundingClientRect().top)
  const covered = await page.locator('.progress').evaluate((bar) => bar.getBoundingClientRect().height)
  expect(top).toBeGreaterThanOrEqual(covered)
}

/** Presses Tab until an element has the focus; every stop on the way must be in view, uncovered and marked. */
async function tabTo(page: Page, goal: Locator): Promise<void> {
  for (let stop = 0; stop < 12; stop++) {
    await page.keyboard.press('Tab')
    await expectSeen(page)
    if (await hasFocus(goal)) return
  }
  throw new Error(`Tab does not reach ${goal}`)
}

async function expectSeen(page: Page): Promise<void> {
  const seen = await page.evaluate(() => {
    const focused = document.activeElement as HTMLElement
    const { left, top, width, height } = focused.getBoundingClientRect()
    const there = document.elementFromPoint(left + width / 2, top + Math.min(height / 2, 20))
    const marked = [focused, focused.closest('label')].some(
      (one) => one && getComputedStyle(one).outlineStyle !== 'none',
    )
    return { what: focused.outerHTML.slice(0, 80), uncovered: focused.contains(there), marked }
  })
  expect(seen).toMatchObject({ uncovered: true, marked: true })
}
