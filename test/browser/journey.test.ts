// From an empty database by the pages alone: the first account, an office with two counters, its manager, a poster, an answer, the dashboard.

import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeInBrowser, desk, openBrowser, phone } from '#test/support/browser.ts'
import { totpCode } from '#test/support/desk.ts'
import { codeOn, hasPoppler, print } from '#test/support/poppler.ts'
import { type Server, startServer } from '#test/support/server.ts'

const pictures = new URL('./screenshots/', import.meta.url)

describeInBrowser('an office that begins', () => {
  let folder: string
  let server: Server
  let browser: Browser
  const opened: BrowserContext[] = []

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ikm-journey-'))
    ;[server, browser] = await Promise.all([startServer({ env: { IKM_DB: join(folder, 'ikm.db') } }), openBrowser()])
  })
  afterAll(async () => {
    await browser.close()
    server.child.kill('SIGTERM')
    await server.ended
    rmSync(folder, { recursive: true, force: true })
  })

  async function somebody(options: object): Promise<Page> {
    const context = await browser.newContext({ baseURL: server.address, locale: 'id-ID', ...options })
    context.setDefaultTimeout(10_000)
    opened.push(context)
    return context.newPage()
  }

  async function picture(page: Page, name: string): Promise<void> {
    if (process.env.IKM_SCREENSHOTS !== '1') return
    // Debian's stand-in for the system font is a third wider than what phones and desks have.
    await page.evaluate(() => {
      document.documentElement.style.fontFamily = 'Roboto, "Noto Sans", "Liberation Sans", sans-serif'
      window.scrollTo(0, 0)
    })
    await page.screenshot({ path: new URL(`${name}.png`, pictures).pathname, animations: 'disabled' })
  }

  test('is at work within one sitting', { timeout: 120_000 }, async () => {
    const bureau = await somebody(desk)
    const address = /(\/masuk\/penyiapan\/\S+)/.exec(server.printed.stdout)?.[1]
    await bureau.goto(address ?? 'no set-up address was printed')
    const password = 'layang-layang 17 biru'
    await bureau.getByLabel('Nama').fill('Ratna Wulandari')
    await bureau.getByLabel('E-mail').fill('ratna@kota.go.id')
    await bureau.getByLabel('Kata sandi', { exact: true }).fill(password)
    await bureau.getByLabel('Ulangi kata sandi').fill(password)
    await bureau.getByRole('button', { name: 'Simpan dan masuk' }).click()

    await bureau.getByLabel('Kata sandi Anda').fill(password)
    await bureau.getByRole('button', { name: 'Tampilkan kode QR' }).click()
    const secret = ((await bureau.locator('code').first().textContent()) ?? '').replaceAll(' ', '')
    await bureau.getByLabel('Kode enam angka').fill(totpCode(secret))
    await bureau.getByRole('button', { name: 'Aktifkan' }).click()
    await bureau.getByRole('link', { name: 'Sudah saya simpan' }).click()

    await bureau.getByRole('link', { name: 'Daftarkan unit' }).click()
    await bureau.getByRole('link', { name: 'Perangkat daerah' }).click()
    await bureau.getByLabel('Nama perangkat daerah').fill('Dinas Kesehatan')
    await bureau.getByRole('button', { name: 'Tambah perangkat daerah' }).click()
    await bureau.getByText('Perangkat daerah ditambahkan').waitFor()
    await bureau.goto('/kelola/organisasi/unit-baru')
    await bureau.getByLabel('Perangkat daerah').selectOption({ label: 'Dinas Kesehatan' })
    await bureau.getByLabel('Nama unit').fill('Puskesmas Mekar')
    await bureau.getByLabel('Jenis').fill('Puskesmas')
    await bureau.getByRole('button', { name: 'Tambah unit' }).click()
    await bureau.getByRole('link', { name: /^Puskesmas Mekar/ }).click()

    await bureau.getByRole('link', { name: 'Layanan', exact: true }).click()
    for (const service of ['Pendaftaran', 'Poli Umum']) {
      await bureau.getByLabel('Nama layanan').fill(service)
      await bureau.locator('#field-cara').getByText('Tatap muka', { exact: true }).click()
      await bureau.getByRole('button', { name: 'Tambah layanan' }).click()
      await bureau.getByRole('link', { name: new RegExp(`^${service}`) }).waitFor()
    }
    await bureau.getByRole('link', { name: 'Loket dan poster', exact: true }).click()
    for (const [counter, service] of [
      ['Loket 1', 'Pendaftaran'],
      ['Loket 2', 'Poli Umum'],
    ] as const) {
      await bureau.getByLabel('Nama loket').fill(counter)
      await bureau.getByLabel('Layanan di loket ini').selectOption({ label: service })
      await bureau.getByRole('button', { name: 'Buka loket' }).click()
      await bureau.getByRole('link', { name: new RegExp(`^${counter}`) }).waitFor()
    }

    await bureau.goto('/kelola/akun/undang')
    await bureau.getByLabel('Nama').fill('Budi Hartono')
    await bureau.getByLabel('E-mail').fill('budi@kota.go.id')
    await bureau.getByText('Pengelola unit', { exact: false }).first().click()
    await bureau.getByLabel('Unit atau perangkat daerah').selectOption({ label: 'Puskesmas Mekar' })
    await bureau.getByRole('button', { name: 'Buat undangan' }).click()
    const invitation = await bureau.getByLabel('Tautan').inputValue()

    const manager = await somebody(desk)
    await manager.goto(new URL(invitation).pathname)
    const own = 'sepeda ontel 9 merah'
    await manager.getByLabel('Kata sandi', { exact: true }).fill(own)
    await manager.getByLabel('Ulangi kata sandi').fill(own)
    await manager.getByRole('button', { name: 'Simpan dan masuk' }).click()
    await manager.getByText('Belum ada data').first().waitFor()

    await manager.goto('/kelola/organisasi/unit/1/loket')
    await picture(manager, 'desk-counters-1280')
    const [download] = await Promise.all([
      manager.waitForEvent('download'),
      manager.getByRole('button', { name: 'Unduh PDF' }).click(),
    ])
    const file = join(folder, 'posters.pdf')
    await download.saveAs(file)
    const posters = readFileSync(file)
    expect(posters.subarray(0, 5).toString()).toBe('%PDF-')
    expect(posters.length).toBeGreaterThan(5_000)
    // Where nothing can print, the address is typed from the page.
    const addresses = hasPoppler() ? print(posters, 150).map(codeOn) : await addressesOn(manager)
    expect(addresses).toHaveLength(2)

    const citizen = await somebody(phone)
    await citizen.goto(new URL(addresses[0] ?? '').pathname)
    for (const question of await citizen.locator('.question').all()) await question.locator('label').last().click()
    await citizen.getByLabel(/Saran/).fill('Petugasnya ramah.')
    await citizen.getByRole('button', { name: 'Kirim penilaian' }).click()
    await citizen.getByText('Terima kasih').first().waitFor()

    await manager.goto('/kelola/unit/puskesmas-mekar')
    await manager.getByText('100,00').first().waitFor()
    await manager.getByText('1 responden').first().waitFor()
    await picture(manager, 'desk-dashboard-1280')
    await manager.goto('/kelola/unit/puskesmas-mekar/saran')
    await manager.getByText('Petugasnya ramah.').waitFor()
    await bureau.goto('/kelola/ikhtisar')
    await bureau.getByText('Puskesmas Mekar').first().waitFor()
    await bureau.goto('/kelola/jejak')
    await bureau.getByText('Menerima undangan').filter({ visible: true }).first().waitFor()
    await Promise.all(opened.map((context) => context.close()))
  })
})

async function addressesOn(page: Page): Promise<string[]> {
  const words = await page.locator('main small').allTextContents()
  return words.flatMap((text) => {
    const code = /kode ([\dA-Z]{4})-([\dA-Z]{4})/.exec(text)
    return code ? [`${new URL(page.url()).origin}/s/${code[1]}${code[2]}`] : []
  })
}
