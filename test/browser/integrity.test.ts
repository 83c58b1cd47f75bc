// Codes of visits and signals in a real browser: each page in the eyes of axe; what the form tells of its origin.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { expectNothingToSay } from '#test/support/axe.ts'
import { describeInBrowser, desk, narrow, type OpenCity, openCity } from '#test/support/browser.ts'

const bureau = 'Bagian Organisasi'
const unit = '/kelola/unit/disdukcapil'

describeInBrowser('codes of visits and signals', () => {
  let city: OpenCity
  beforeAll(async () => {
    city = await openCity()
  })
  afterAll(() => city.stop())

  const counter = () =>
    city.rows<{ id: number }>(
      'select counter_id as id from counter_codes where code = ?',
      city.codeOf('disdukcapil', 'Loket 2'),
    )[0]?.id ?? 0
  const visits = () => `${unit}/loket/${counter()}/kunjungan`

  test('the form tells of its phone and how long it was open', async () => {
    await city.visit(narrow, async (page) => {
      for (let round = 0; round < 5; round++) {
        await page.goto(`/s/${city.codeOf('disdukcapil', 'Loket 2')}`)
        await answerAndSend(page, 1 + (round % 4))
      }
    })
    const evidence = city.rows<{ device: number | null; seconds: number | null }>(
      'select device, seconds from response_evidence order by response_id',
    )
    expect(evidence).toHaveLength(5)
    expect(new Set(evidence.map(({ device }) => device)).size).toBe(1)
    expect(evidence[0]?.device).toEqual(expect.any(Number))
    expect(evidence.every(({ seconds }) => seconds !== null && seconds < 60)).toBe(true)
  })

  for (const [name, view] of Object.entries({ desk, narrow })) {
    test(`the desk sees signals and hands out codes: ${name}`, async () => {
      await city.visitAs(bureau, view, async (page) => {
        await page.goto(`${unit}/tanda`)
        await page.getByRole('button', { name: 'Periksa jawaban hari ini' }).click()
        await page.getByText('Ponsel yang sama mengirim 5 jawaban').first().waitFor()
        await look(page, `signals-${name}`)
        await page.getByRole('link', { name: 'Jawaban nomor' }).first().click()
        await page.getByText('Tanda pada jawaban ini').waitFor()
        expect(await page.getByLabel('Dasar').inputValue()).toBe('duplicate')
        await look(page, `signalled-answer-${name}`)
        await page.goto(visits())
        await look(page, `visits-${name}`)
        await page.getByRole('button', { name: 'Buat kunci' }).click()
        await page.getByText('Catat sekarang').waitFor()
        await look(page, `queue-key-${name}`)
        await page.goto(visits())
        await page.getByRole('button', { name: 'Buat alamat' }).click()
        const address = (await page.locator('code.address').first().textContent()) ?? ''
        await page.goto(new URL(address).pathname)
        await page.getByText('Kode berganti setiap menit').waitFor()
        await look(page, `screen-${name}`)
        await page.goto(`/s/${city.codeOf('disdukcapil', 'Loket 2')}`)
        await page.getByLabel('Kode kunjungan (boleh kosong)').waitFor()
        await look(page, `form-with-ticket-${name}`)
      })
    })
  }
})

async function answerAndSend(page: Page, score: number): Promise<void> {
  const service = page.locator('#field-layanan label, select[name=layanan]').first()
  if ((await service.count()) > 0) {
    if (await page.locator('select[name=layanan]').count())
      await page.locator('select[name=layanan]').selectOption({ index: 1 })
    else await service.click()
  }
  await page
    .locator('#field-cost label')
    .nth(score - 1)
    .click()
  await page.getByRole('button', { name: 'Kirim penilaian' }).click()
  await page.locator('.receipt strong').first().waitFor()
  await page.getByText('Jawaban Anda tersimpan.').first().waitFor()
}

async function look(page: Page, name: string): Promise<void> {
  await expectNothingToSay(page)
  const folder = process.env.IKM_LOOK
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
}
