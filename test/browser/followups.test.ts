// Follow-ups at the desk in a real browser: planned from a figure to a proof with a photo from a phone, in the eyes of axe, without script.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectNothingToSay, expectNothingToSayAt, type SeenPage } from '#test/support/axe.ts'
import { describeInBrowser, desk, narrow, type OpenCity, openCity } from '#test/support/browser.ts'
import { exif, joined, secretWords } from '#test/support/photos.ts'

const unit = 'puskesmas-rekasari'
const base = `/kelola/unit/${unit}`
const manager = 'Pengelola unit'
const bureau = 'Bagian Organisasi'

describeInBrowser('follow-ups at the desk', () => {
  let city: OpenCity
  beforeAll(async () => {
    city = await openCity()
  })
  afterAll(() => city.stop())

  const someAction = (status: string) => () => {
    const [row] = city.rows<{ id: number }>(
      `select follow_ups.id from follow_ups join units on units.id = unit_id where units.slug = ? and status = ?
        order by follow_ups.id desc limit 1`,
      unit,
      status,
    )
    return `${base}/tindak-lanjut/${row?.id}`
  }

  const pages: readonly (SeenPage & { readonly role?: string })[] = [
    { name: 'the actions of a unit', path: `${base}/tindak-lanjut`, shows: 'Tiga unsur terendah' },
    { name: 'the same for a reader', role: 'Pimpinan', path: `${base}/tindak-lanjut`, shows: 'Tiga unsur terendah' },
    {
      name: 'a unit without a result',
      role: bureau,
      path: '/kelola/unit/kosong/tindak-lanjut',
      shows: 'Belum ada triwulan',
    },
    { name: 'an action', path: someAction('finished'), shows: 'Riwayat' },
    { name: 'consultations', path: `${base}/fkp`, shows: 'Tulis notula' },
    { name: 'minutes with errors', path: `${base}/fkp`, shows: 'perlu diperiksa', act: sendEmptyMinutes },
    { name: 'all units', role: bureau, path: '/kelola/tindak-lanjut', shows: 'rencana terlambat' },
    { name: 'none that fit', role: bureau, path: '/kelola/tindak-lanjut?cari=zzz', shows: 'Tidak ada rencana' },
    { name: 'units without a plan', role: bureau, path: '/kelola/tindak-lanjut?keadaan=tanpa-rencana', shows: 'unit' },
  ]

  beforeAll(() => {
    city.arrange(
      `insert into units (agency_id, slug, name, kind, address, zone) values (1, 'kosong', 'Unit Kosong', 'Dinas', '', 'WIB')`,
    )
  })

  test.each(pages)('$name', async ({ role = manager, path, shows, act }) => {
    await city.visitAs(role, narrow, (page) => expectNothingToSayAt(page, { path, shows, ...(act && { act }) }))
  })

  test('go from a figure over a plan to a photo as proof, by a phone', async () => {
    await city.visitAs(manager, narrow, async (page) => {
      await page.goto(`${base}/tindak-lanjut`)
      const asked = page.getByRole('link', { name: /^(Rencanakan|Tambah lagi) untuk unsur/ }).first()
      const element = ((await asked.textContent()) ?? '').replace(/^.*untuk unsur /s, '').trim()
      await asked.click()
      expect(await page.getByLabel('Unsur yang diperbaiki').locator('option:checked').innerText()).toContain(element)
      await page.getByRole('button', { name: 'Simpan rencana' }).click()
      await page.locator('#problem-kegiatan').waitFor()
      await expectNothingToSay(page)
      await page.setViewportSize(narrow.viewport)
      await page.getByLabel('Program atau kegiatan').fill('Menambah kursi di ruang tunggu')
      await page.getByLabel('Perubahan yang diharapkan').fill('Semua orang mendapat tempat duduk')
      await page.getByLabel('Target nilai unsur').fill('88,5')
      await page.getByLabel('Penanggung jawab').fill('Kepala Subbagian Umum')
      await page.getByRole('button', { name: 'Simpan rencana' }).click()
      await page.getByText('Rencana tersimpan.').waitFor()
      await page.getByText('Mulai dikerjakan').click()
      await page.getByRole('button', { name: 'Catat', exact: true }).click()
      await page.getByText('Kemajuan tercatat.').waitFor()

      await page.getByText('Tambah foto atau PDF').click()
      const photo = await photoOf(page, 4000, 3000)
      expect(photo.length).toBeGreaterThan(1_000_000)
      expect(photo.toString('latin1')).toContain(secretWords[0])
      await page
        .getByLabel('Foto atau PDF')
        .setInputFiles({ name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer: photo })
      await page.getByText('tanpa lokasi dan data kamera').waitFor()
      await page.getByLabel('Keterangan', { exact: true }).fill('Kursi baru di ruang tunggu')
      await page.getByRole('button', { name: 'Tambah berkas' }).click()
      await page.getByText('Bukti tersimpan.').waitFor()
      const shown = page.getByRole('img', { name: 'Kursi baru di ruang tunggu' })
      await shown.scrollIntoViewIfNeeded()
      const kept = await shown.evaluate(async (image: HTMLImageElement) => {
        await image.decode()
        const bytes = new Uint8Array(await (await fetch(image.src)).arrayBuffer())
        return { sides: [image.naturalWidth, image.naturalHeight], bytes: Array.from(bytes) }
      })
      expect(kept.bytes.length).toBeLessThanOrEqual(409_600)
      expect(kept.bytes.length).toBeGreaterThan(20_000)
      // Lying on its side by its EXIF, and so upright after it is drawn.
      const [across = 0, down = 0] = kept.sides
      expect([across / down, down >= 900]).toEqual([3 / 4, true])
      const text = Buffer.from(kept.bytes).toString('latin1')
      for (const word of ['Exif', ...secretWords]) expect(text).not.toContain(word)
      await expectNothingToSay(page)

      await page.setViewportSize(narrow.viewport)
      await page.getByText('Kutip saran warga').click()
      const all = page.getByRole('link', { name: 'Semua saran sejak triwulan itu' })
      if (await all.isVisible()) await all.click()
      await page.locator('input[name^="saran-"]').first().check()
      await page.getByRole('button', { name: 'Kutip yang dipilih' }).click()
      await page.getByText('Kutipan tersimpan.').waitFor()
      await page.getByText('Selesai', { exact: true }).first().click()
      await page.getByLabel('Catatan').fill('Tiga puluh kursi dipakai sejak hari ini')
      await page.getByRole('button', { name: 'Catat', exact: true }).click()
      await page.getByText('Kemajuan tercatat.').waitFor()
      await page.getByText('Selesai: Tiga puluh kursi dipakai sejak hari ini').waitFor()
    })
  })

  test('keep a small photo, a link and a step without script too', async () => {
    await city.visitAs(manager, desk, async (page) => {
      const path = someAction('running')()
      const small = await photoOf(page, 320, 240)
      await page.route('**/followup.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }))
      await page.goto(path)
      await page.getByText('Tambah foto atau PDF').click()
      await page.getByLabel('Foto atau PDF').setInputFiles({ name: 'kecil.jpg', mimeType: 'image/jpeg', buffer: small })
      await page.getByLabel('Keterangan', { exact: true }).fill('Papan alur layanan')
      await page.getByRole('button', { name: 'Tambah berkas' }).click()
      await page.getByRole('img', { name: 'Papan alur layanan' }).waitFor()
      const large = await photoOf(page, 1500, 1000)
      await page.goto(path)
      await page.getByText('Tambah foto atau PDF').click()
      await page.getByLabel('Foto atau PDF').setInputFiles({ name: 'besar.jpg', mimeType: 'image/jpeg', buffer: large })
      await page.getByLabel('Keterangan', { exact: true }).fill('Terlalu besar')
      await page.getByRole('button', { name: 'Tambah berkas' }).click()
      await page.locator('#problem-berkas', { hasText: 'paling besar 400 KB' }).waitFor()
    })
  })

  test('say what the browser cannot draw', async () => {
    await city.visitAs(manager, narrow, async (page) => {
      await page.goto(someAction('running')())
      await page.getByText('Tambah foto atau PDF').click()
      const broken = { name: 'rusak.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('bukan foto') }
      await page.getByLabel('Foto atau PDF').setInputFiles(broken)
      await page.getByText('tidak dapat disiapkan di peramban').waitFor()
    })
  })
})

async function sendEmptyMinutes(page: Page): Promise<void> {
  await page.getByText('Tulis notula').click()
  await page.getByRole('button', { name: 'Simpan notula' }).click()
}

/** A photo with much to see in it, as a phone makes one: with EXIF that says where it was and that it lies on its side. */
async function photoOf(page: Page, width: number, height: number): Promise<Buffer> {
  const drawn = await page.evaluate(
    async ([across, down]) => {
      const canvas = new OffscreenCanvas(across as number, down as number)
      const pen = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D
      // Noise is what a picture costs most by.
      const pixels = pen.createImageData(canvas.width, canvas.height)
      let state = 1
      for (let at = 0; at < pixels.data.length; at++) {
        state = (Math.imul(state, 1_103_515_245) + 12_345) | 0
        pixels.data[at] = at % 4 === 3 ? 255 : (state >>> 16) & 255
      }
      pen.putImageData(pixels, 0, 0)
      const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.6 })
      const bytes = new Uint8Array(await blob.arrayBuffer())
      let text = ''
      for (let from = 0; from < bytes.length; from += 8192)
        text += String.fromCharCode(...bytes.subarray(from, from + 8192))
      return btoa(text)
    },
    [width, height],
  )
  const plain = Buffer.from(drawn, 'base64')
  return Buffer.from(joined(plain.subarray(0, 2), exif, plain.subarray(2)))
}
