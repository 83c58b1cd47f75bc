// Anybody with a file: it is chosen by the keyboard or dropped, and what holds and what does not is said in words. Results, read on a phone and on a desk.

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectNothingToSay } from '#test/support/axe.ts'
import {
  type Demonstration,
  describeInBrowser,
  desk,
  narrow,
  openBrowser,
  startDemonstration,
  visit,
} from '#test/support/browser.ts'
import { makeEdition, newKey, someAnswers } from '#test/support/editions.ts'

describeInBrowser('published results', () => {
  let city: Demonstration
  let browser: Browser
  /** Slug of a quarter that was corrected, and of the newest. */
  let corrected = ''
  let newest = ''

  beforeAll(async () => {
    ;[city, browser] = await Promise.all([startDemonstration(), openBrowser()])
    const slug = (quarter: number) => `${Math.floor(quarter / 10)}-tw${quarter % 10}`
    const [one] = city.rows<{ quarter: number }>('select quarter from editions where number = 2')
    const [last] = city.rows<{ quarter: number }>('select max(quarter) as quarter from editions')
    corrected = slug(one?.quarter ?? 0)
    newest = slug(last?.quarter ?? 0)
  })
  afterAll(() => Promise.all([city.stop(), browser.close()]))

  const download = async (path: string) => await (await fetch(city.origin + path)).text()

  /** Opens the page, with the browser's own window for choosing files replaced by ours from the start. */
  async function openVerification(page: Page) {
    page.on('filechooser', () => {})
    await page.goto('/verifikasi')
    await page.getByLabel('Berkas edisi').waitFor()
  }

  /** Chooses a file as somebody does who has no mouse, and reads what is said of it. */
  async function checkByKeyboard(page: Page, files: readonly { readonly name: string; readonly text: string }[]) {
    await page.getByLabel('Berkas edisi').focus()
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Space')])
    await chooser.setFiles(
      files.map(({ name, text }) => ({ name, mimeType: 'application/json', buffer: Buffer.from(text) })),
    )
    await page.getByRole('heading', { name: files[0]?.name ?? '' }).waitFor()
    const outcome = page.locator('#hasil-periksa')
    expect(await outcome.evaluate((element) => element === document.activeElement)).toBe(true)
    return outcome.innerText()
  }

  test('a genuine edition, one that was changed, and what is none', async () => {
    const edition = await download(`/hasil/${newest}.json`)
    const unit = await download(`/hasil/${newest}/disdukcapil.json`)
    const foreign = await makeEdition({
      quarter: 20241,
      key: await newKey(),
      units: [{ id: 1, slug: 'a', name: 'Unit A', answers: someAnswers(33, 3) }],
    })
    await visit(browser, city.origin, { ...narrow, lostConnection: true }, async (page) => {
      await openVerification(page)
      // The server is out of reach from here on.
      await page.context().setOffline(true)
      const good = await checkByKeyboard(page, [{ name: 'edisi.json', text: edition }])
      expect(good).toContain('Berkas ini asli dan utuh')
      expect(good).toContain('edisi peragaan')
      expect(good).not.toContain('tidak cocok')
      await expectNothingToSay(page)

      const one = await checkByKeyboard(page, [{ name: 'unit.json', text: unit }])
      expect(one).toContain('Berkas ini asli dan utuh')
      expect(one).toContain('Ini berkas satu unit dari')

      const at = edition.indexOf('"ikm":', edition.indexOf('"tanda_tangan"')) + '"ikm":'.length
      const digit = edition[at] === '9' ? '8' : '9'
      const flipped = await checkByKeyboard(page, [
        { name: 'diubah.json', text: edition.slice(0, at) + digit + edition.slice(at + 1) },
      ])
      expect(flipped).toContain('Berkas ini tidak dapat dipercaya. Yang tidak cocok: dokumen unit')
      await expectNothingToSay(page)

      expect(await checkByKeyboard(page, [{ name: 'catatan.txt', text: 'bukan json' }])).toContain(
        'bukan JSON yang utuh',
      )
      expect(await checkByKeyboard(page, [{ name: 'asing.json', text: foreign.text }])).toContain(
        'bukan kunci penerbit yang dikenal',
      )
      const before = await download(`/hasil/${corrected}/edisi/1.json`)
      const both = await checkByKeyboard(page, [
        { name: 'a.json', text: edition },
        { name: 'b.json', text: before },
      ])
      expect(both).toContain('Urutan edisi')
    })
  })

  test('a dropped file is checked as well', async () => {
    const unit = await download(`/hasil/${newest}/disdukcapil.json`)
    await visit(browser, city.origin, desk, async (page) => {
      await openVerification(page)
      const dropped = await page.evaluateHandle((text) => {
        const transfer = new DataTransfer()
        transfer.items.add(new File([text], 'seret.json', { type: 'application/json' }))
        return transfer
      }, unit)
      await page.dispatchEvent('main', 'drop', { dataTransfer: dropped })
      await page.getByText('Berkas ini asli dan utuh').waitFor()
    })
  })

  test('a browser that does not know Ed25519 is told so, and everything else is checked', async () => {
    const unit = await download(`/hasil/${newest}/disdukcapil.json`)
    await visit(browser, city.origin, desk, async (page) => {
      await page.addInitScript(() => {
        crypto.subtle.importKey = () => Promise.reject(new DOMException('no', 'NotSupportedError'))
      })
      await openVerification(page)
      const said = await checkByKeyboard(page, [{ name: 'unit.json', text: unit }])
      expect(said).toContain('tanda tangannya belum diperiksa')
      expect(said).toContain('belum mengenal Ed25519')
      expect(said).toContain('SHA-256 dari bagian “edisi” sama')
    })
  })

  test('without script the page points to the command', async () => {
    await visit(browser, city.origin, { ...narrow, javaScriptEnabled: false }, async (page) => {
      await page.goto('/verifikasi')
      await page.getByText('memerlukan JavaScript').waitFor()
      expect(await page.locator('#berkas').isVisible()).toBe(false)
    })
  })

  test.each<[string, () => string, string]>([
    ['all results', () => '/hasil', 'Hasil yang diterbitkan'],
    ['a quarter', () => `/hasil/${newest}`, 'Unit menurut perangkat daerah'],
    ['a corrected quarter', () => `/hasil/${corrected}`, 'Alasan ralat'],
    ['an edition that no longer holds', () => `/hasil/${corrected}/edisi/1`, 'tidak berlaku lagi'],
    ['a unit', () => `/hasil/${newest}/disdukcapil`, 'Menurut penggunanya'],
    ['a unit below the minimum', () => `/hasil/${newest}/kelurahan-rekawana`, 'Belum cukup'],
    ['a unit without answers', () => `/hasil/${newest}/unit-layanan-disabilitas`, 'Ini bukan nilai nol'],
    ['a unit of SKM Online', () => `/hasil/${newest}/mal-pelayanan-publik`, 'Integritas pelayanan'],
    ['a quarter that is not there', () => '/hasil/2031-tw1', 'Belum diterbitkan'],
    ['verification', () => '/verifikasi', 'Kunci penerbit'],
  ])('%s gives axe nothing to say', async (_, path, shows) => {
    await visit(browser, city.origin, narrow, async (page) => {
      await page.goto(path())
      await page.getByText(shows).first().waitFor()
      await expectNothingToSay(page)
    })
  })
})
