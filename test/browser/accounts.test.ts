// Sign-in and the desk in a real browser: each page in the eyes of axe, and the way in with a second factor, without scripts.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectNothingToSay, expectNothingToSayAt, type SeenPage } from '#test/support/axe.ts'
import { describeInBrowser, narrow, type OpenCity, openCity, sendSignIn, withoutAsking } from '#test/support/browser.ts'
import { totpCode } from '#test/support/desk.ts'
import { type Mailbox, openMailbox } from '#test/support/mailbox.ts'

describeInBrowser('the desk', () => {
  let city: OpenCity
  let mailbox: Mailbox
  beforeAll(async () => {
    const refused = 'gagal@peragaan.test'
    mailbox = await openMailbox({
      answers: (line) => (/^RCPT/.test(line) && line.includes(refused) ? '550 no' : undefined),
    })
    const mail = { IKM_SMTP_URL: `smtp://127.0.0.1:${mailbox.port}`, IKM_MAIL_FROM: 'Survei <skm@peragaan.test>' }
    city = await openCity(mail)
  })
  afterAll(() => Promise.all([city.stop(), mailbox.close()]))

  const bureau = 'Bagian Organisasi'

  test('the way in', async () => {
    await city.visit(narrow, async (page) => {
      await page.goto('/kelola/jejak')
      await page.getByText('Untuk pengelola unit').waitFor()
      await expectNothingToSay(page)
      await sendSignIn(page, 'bukan@siapa.id', 'bukan apa-apa')
      await page.getByText('tidak cocok').waitFor()
      expect(await page.getByLabel('E-mail').inputValue()).toBe('bukan@siapa.id')
      await expectNothingToSay(page)
      await page.goto('/masuk/undangan/tidak-ada')
      await page.getByText('Tautan ini tidak dikenal').waitFor()
      await expectNothingToSay(page)
    })
  })

  test('a forgotten password, by a link in a letter', async () => {
    await city.visit({ ...narrow, javaScriptEnabled: false, signedIn: true }, async (page) => {
      await page.goto('/masuk')
      await page.getByRole('link', { name: 'Lupa kata sandi?' }).click()
      await askForLink(page, city.signIns.Pimpinan?.email ?? '')
      await page.getByText('Periksa kotak surat Anda').waitFor()
      const [letter] = await mailbox.arrived(1)
      await page.goto(/http\S+/.exec(letter?.text ?? '')?.[0] ?? '')
      // The same again, with which the other tests sign in.
      const { password = '' } = city.signIns.Pimpinan ?? {}
      await choosePassword(page, password)
      await page.getByText('Selamat datang, Hendra').waitFor()
      await page.getByRole('button', { name: 'Keluar' }).click()
    })
  })

  test('the pages around it', async () => {
    await city.visit(narrow, async (page) => {
      await page.goto('/masuk/lupa')
      await page.getByRole('button', { name: 'Kirim tautan' }).waitFor()
      await expectNothingToSay(page)
      await withoutAsking(page)
      await askForLink(page, 'bukan alamat')
      await page.getByText('Isi alamat e-mail yang benar').waitFor()
      await expectNothingToSay(page)
      for (const _ of [1, 2]) {
        await page.goto('/masuk/lupa')
        await askForLink(page, 'tidak.ada@peragaan.test')
        await page.getByText('Periksa kotak surat Anda').waitFor()
      }
      await expectNothingToSay(page)
      await page.goto('/masuk/lupa')
      await askForLink(page, 'tidak.ada@peragaan.test')
      await page.getByText('Coba lagi dalam').waitFor()
      await expectNothingToSay(page)
    })
  })

  const pages: readonly (SeenPage & { readonly role: string })[] = [
    { name: 'entry of the bureau', role: bureau, path: '/kelola', shows: 'Selamat datang' },
    { name: 'entry of a manager', role: 'Pengelola unit', path: '/kelola', shows: 'Puskesmas Rekasari' },
    { name: 'accounts', role: bureau, path: '/kelola/akun', shows: 'Hendra Saputra' },
    { name: 'invitation', role: bureau, path: '/kelola/akun/undang', shows: 'Buat undangan' },
    {
      name: 'invitation with errors',
      role: bureau,
      path: '/kelola/akun/undang',
      shows: 'perlu diperiksa',
      act: (page) => inviteAs(page, 'Sari', 'sari', 'Pengelola unit'),
    },
    {
      name: 'link to hand over',
      role: bureau,
      path: '/kelola/akun/undang',
      shows: 'Serahkan tautan ini',
      act: (page) => inviteAs(page, 'Sari', 'sari@peragaan.test', 'Pimpinan'),
    },
    {
      name: 'link that was sent as well',
      role: bureau,
      path: '/kelola/akun/undang',
      shows: 'Server e-mail sudah menerima',
      act: (page) => inviteAs(page, 'Budi', 'budi@peragaan.test', 'Pimpinan', true),
    },
    {
      name: 'link that could not be sent',
      role: bureau,
      path: '/kelola/akun/undang',
      shows: 'Server e-mail tidak menerima',
      act: (page) => inviteAs(page, 'Gagal', 'gagal@peragaan.test', 'Pimpinan', true),
    },
    { name: 'one account', role: bureau, path: '/kelola/akun/2', shows: 'Cabut' },
    { name: 'one’s own account among the others', role: bureau, path: '/kelola/akun/1', shows: 'akun Anda sendiri' },
    { name: 'unknown account', role: bureau, path: '/kelola/akun/999', shows: 'Akun tidak ditemukan' },
    { name: 'trail', role: 'Inspektorat', path: '/kelola/jejak', shows: 'Terbaru di atas' },
    { name: 'trail without a match', role: 'Inspektorat', path: '/kelola/jejak?teks=zzz', shows: 'Tidak ada jejak' },
    { name: 'one’s own account', role: 'Pimpinan', path: '/kelola/akun-saya', shows: 'sesi ini' },
    { name: 'second factor', role: 'Pimpinan', path: '/kelola/akun-saya/autentikator', shows: 'Langkah pertama' },
    { name: 'refused page', role: 'Pimpinan', path: '/kelola/akun', shows: 'Tidak diizinkan' },
  ]

  test.each(pages)('$name', async ({ role, ...seen }) => {
    await city.visitAs(role, narrow, (page) => expectNothingToSayAt(page, seen))
  })

  test('an invitation is accepted and a second factor set up, all without scripts', async () => {
    let link = ''
    await city.visitAs(bureau, narrow, async (page) => {
      link = await linkFor(page, 'Tuti', 'tuti@peragaan.test', 'Inspektorat')
      const share = await page.getByRole('link', { name: 'Kirim lewat WhatsApp' }).getAttribute('href')
      expect(decodeURIComponent(share ?? '')).toContain(link)
    })
    await city.visit({ ...narrow, javaScriptEnabled: false, signedIn: true }, async (page) => {
      await page.goto(link)
      await choosePassword(page, 'kuda menari di atap')
      await page.getByText('Selamat datang, Tuti').waitFor()
      await page.getByRole('link', { name: 'Akun saya' }).click()
      await page.getByRole('link', { name: 'Pasang kode autentikator' }).click()
      await page.getByLabel('Kata sandi Anda').fill('kuda menari di atap')
      await page.getByRole('button', { name: 'Tampilkan kode QR' }).click()
      expect(
        await page.getByAltText('Kode QR').evaluate((image: HTMLImageElement) => image.naturalWidth),
      ).toBeGreaterThan(0)
      await page.getByText('Tidak dapat memindai?').click()
      const secret = (await page.locator('code').innerText()).replaceAll(' ', '')
      await page.getByLabel('Kode enam angka').fill(totpCode(secret))
      await page.getByRole('button', { name: 'Aktifkan' }).click()
      expect(await page.locator('.codes li').count()).toBe(10)
      await page.getByRole('link', { name: 'Sudah saya simpan' }).click()
      await page.getByRole('button', { name: 'Keluar' }).click()
      await sendSignIn(page, 'tuti@peragaan.test', 'kuda menari di atap')
      await page.getByLabel('Kode enam angka').fill(totpCode(secret, Math.floor(Date.now() / 30_000) + 1))
      await page.getByRole('button', { name: 'Lanjutkan' }).click()
      await page.getByText('Selamat datang, Tuti').waitFor()
      await page.getByRole('button', { name: 'Keluar' }).click()
    })
  })

  test('the pages behind a link, the code and the QR code', async () => {
    await city.visitAs(bureau, narrow, async (page) => {
      const link = await linkFor(page, 'Wati', 'wati@peragaan.test', 'Pimpinan')
      await page.goto('/kelola/akun-saya/autentikator')
      await page.getByLabel('Kata sandi Anda').fill(city.signIns[bureau]?.password ?? '')
      await page.getByRole('button', { name: 'Tampilkan kode QR' }).click()
      await page.getByText('Pindai dengan aplikasi').waitFor()
      await expectNothingToSay(page)
      const secret = (await page.locator('code').innerText()).replaceAll(' ', '')
      await page.goto(link)
      await page.getByRole('button', { name: 'Simpan dan masuk' }).waitFor()
      await expectNothingToSay(page)
      await choosePassword(page, 'pendek')
      await page.getByText('paling sedikit 12').first().waitFor()
      await expectNothingToSay(page)
      await page.goto('/kelola/akun-saya/autentikator')
      await page.getByText('Masukkan kode pertama').waitFor()
      await expectNothingToSay(page)
      await page.getByLabel('Kode enam angka').fill(totpCode(secret))
      await page.getByRole('button', { name: 'Aktifkan' }).click()
      await page.getByText('Simpan kode cadangan ini').waitFor()
      await expectNothingToSay(page)
      await page.goto('/kelola/akun-saya/autentikator')
      await page.getByText('Lepas kode autentikator').waitFor()
      await expectNothingToSay(page)
    })
  })
})

async function askForLink(page: Page, email: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email)
  await page.getByRole('button', { name: 'Kirim tautan' }).click()
}

async function choosePassword(page: Page, password: string): Promise<void> {
  await page.getByLabel('Kata sandi', { exact: true }).fill(password)
  await page.getByLabel('Ulangi kata sandi').fill(password)
  await page.getByRole('button', { name: 'Simpan dan masuk' }).click()
}

/** The link of a new invitation. */
async function linkFor(page: Page, name: string, email: string, role: string): Promise<string> {
  await page.goto('/kelola/akun/undang')
  await inviteAs(page, name, email, role)
  return page.getByLabel('Tautan').inputValue()
}

async function inviteAs(page: Page, name: string, email: string, role: string, mailed = false): Promise<void> {
  await page.getByLabel('Nama').fill(name)
  await page.getByLabel('E-mail', { exact: true }).fill(email)
  if (mailed) await page.getByLabel('Kirim juga lewat e-mail').check()
  await page.getByText(role, { exact: false }).last().click()
  await withoutAsking(page)
  await page.getByRole('button', { name: 'Buat undangan' }).click()
}
