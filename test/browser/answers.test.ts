// Answers at the desk in a real browser: each page in the eyes of axe, and paper forms typed by the keyboard alone.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayFromText } from '#src/units/rules/calendar.ts'
import { expectNothingToSay, expectNothingToSayAt, type SeenPage } from '#test/support/axe.ts'
import { describeInBrowser, desk, narrow, type OpenCity, openCity } from '#test/support/browser.ts'
import { report, trials } from '#test/support/trials.ts'

const bureau = 'Bagian Organisasi'
const manager = 'Pengelola unit'
const unit = '/kelola/unit/puskesmas-rekasari'

describeInBrowser('answers at the desk', () => {
  let city: OpenCity
  beforeAll(async () => {
    city = await openCity()
  })
  afterAll(() => city.stop())

  const serviceSlug = () =>
    city.rows<{ slug: string }>(
      "select services.slug from services join units on units.id = unit_id where units.slug = 'puskesmas-rekasari' limit 1",
    )[0]?.slug ?? ''
  const paperOf = (day: string) => `${unit}/kertas?layanan=${serviceSlug()}&hari=${day}`
  const lastAnswer = () =>
    city.rows<{ id: number }>(
      "select max(responses.id) as id from responses join units on units.id = unit_id where units.slug = 'puskesmas-rekasari'",
    )[0]?.id ?? 0

  /** The paper forms that are stored of a day, in the order in which they came. */
  const typedOn = (day: string) =>
    city.rows<{ answers: string; sex: string; age: string; education: string; occupation: string; text: string }>(
      `select answers, sex, age, education, occupation, text from responses
        join units on units.id = unit_id left join suggestions on response_id = responses.id
        where units.slug = 'puskesmas-rekasari' and channel = 'paper' and day = ? order by responses.id`,
      dayFromText(day) ?? 0,
    )

  const pages: readonly (SeenPage & { readonly role: string })[] = [
    { name: 'answers', role: manager, path: () => `${unit}/jawaban`, shows: 'Hari terbaru di atas' },
    {
      name: 'answers of an empty quarter',
      role: manager,
      path: () => `${unit}/jawaban?triwulan=2019-tw1`,
      shows: 'Belum ada jawaban',
    },
    {
      name: 'answers without a match',
      role: manager,
      path: () => `${unit}/jawaban?impor=999`,
      shows: 'Tidak ada jawaban yang cocok',
    },
    {
      name: 'one answer',
      role: bureau,
      path: () => `${unit}/jawaban/${lastAnswer()}`,
      shows: 'Kecualikan jawaban ini',
    },
    {
      name: 'exclusion that is not understood',
      role: bureau,
      path: () => `${unit}/jawaban/${lastAnswer()}`,
      shows: 'Ada yang perlu diperiksa',
      act: (page) => page.getByRole('button', { name: 'Kecualikan' }).click(),
    },
    { name: 'no exclusion yet', role: bureau, path: () => `${unit}/pengecualian`, shows: 'Belum pernah ada' },
    {
      name: 'an excluded answer',
      role: bureau,
      path: () => `${unit}/jawaban/${lastAnswer()}`,
      shows: 'Riwayat pengecualian',
      act: excludeByKeyboard,
    },
    { name: 'exclusions', role: 'Inspektorat', path: () => `${unit}/pengecualian`, shows: 'Riwayat' },
    { name: 'suggestions of the manager', role: manager, path: () => `${unit}/saran`, shows: 'Tandai dibaca' },
    { name: 'suggestions for reading', role: 'Pimpinan', path: () => `${unit}/saran`, shows: 'saran baru' },
    {
      name: 'suggestions without a match',
      role: manager,
      path: () => `${unit}/saran?cari=zzzz`,
      shows: 'Tidak ada saran',
    },
    { name: 'choice of the stack', role: manager, path: () => `${unit}/kertas`, shows: 'Mulai mengetik' },
    {
      name: 'stack of no day',
      role: manager,
      path: () => `${unit}/kertas?layanan=&hari=`,
      shows: 'Ada yang perlu diperiksa',
    },
    { name: 'paper form', role: manager, path: () => paperOf('2023-02-02'), shows: 'formulir tersimpan' },
    { name: 'imports', role: manager, path: () => `${unit}/impor`, shows: 'Belum pernah ada impor' },
    {
      name: 'preview of an import',
      role: manager,
      path: () => `${unit}/impor`,
      shows: 'Periksa sebelum disimpan',
      act: uploadGood,
    },
    {
      name: 'import with faults',
      role: manager,
      path: () => `${unit}/impor`,
      shows: 'belum dapat disimpan',
      act: uploadBad,
    },
    {
      name: 'imports after one',
      role: bureau,
      path: () => `${unit}/impor`,
      shows: 'Batalkan impor ini',
      act: async (page) => {
        await uploadGood(page)
        await page.getByRole('button', { name: 'Simpan 3 responden' }).click()
      },
    },
  ]

  test.each(pages)('$name', async ({ role, ...seen }) => {
    await city.visitAs(role, narrow, async (page) => {
      await expectNothingToSayAt(page, seen)
      await picture(page, seen.name)
    })
  })

  test('a suggestion is marked and opened by the manager', async () => {
    const [row] = city.rows<{ id: number }>(
      "select max(response_id) as id from suggestions join responses on responses.id = response_id join units on units.id = unit_id where units.slug = 'puskesmas-rekasari'",
    )
    city.arrange(
      'update suggestions set text = ? where response_id = ?',
      'Hubungi saya di 0812-3456-7890',
      row?.id ?? 0,
    )
    await city.visitAs(manager, desk, async (page) => {
      await page.goto(`${unit}/saran?cari=hubungi`)
      await page.getByText('Hubungi saya di [nomor telepon disamarkan]', { exact: true }).waitFor()
      await page.getByRole('button', { name: 'Tandai ditindaklanjuti' }).first().click()
      await page.locator('.chip', { hasText: 'Ditindaklanjuti' }).waitFor()
      expect(new URL(page.url()).search).toBe('?cari=hubungi')
      await page.getByRole('button', { name: 'Buka tanpa penyamaran' }).first().click()
      await page.getByText('0812-3456-7890').waitFor()
      await picture(page, 'original')
      await expectNothingToSay(page)
    })
  })

  test('a stack of paper forms is typed without a lost or a doubled one, also through a lost connection', async () => {
    const forms = trials(25, 500)
    const day = '2023-02-03'
    const strokes: number[] = []
    const typed = Array.from({ length: forms }, (_, number) => formOf(number))
    await city.visitAs(manager, { ...desk, lostConnection: true }, async (page) => {
      await page.goto(paperOf(day))
      await page.getByText('0 formulir tersimpan').waitFor()
      const cut = [Math.floor(forms / 3), Math.floor(forms / 2)]
      for (const [number, keys] of typed.entries()) {
        // Between these two nothing reaches the server: what is sent is lost, or its answer is.
        if (number === cut[0]) await page.route('**/kertas?*', (route) => route.abort('internetdisconnected'))
        if (number === cut[1]) {
          await page.getByText('Sambungan terputus').waitFor()
          expect(await page.locator('#kabar').textContent()).toMatch(/formulir menunggu disimpan/)
          await page.unroute('**/kertas?*')
          let lost = 3
          await page.route('**/kertas?*', async (route) => {
            if (lost-- <= 0) return route.continue()
            // Stored, but the page is never told.
            await route.fetch()
            await route.abort('connectionreset')
          })
        }
        for (const key of keys) await page.keyboard.press(key)
        strokes.push(keys.length)
      }
      await page.waitForFunction(
        (count) => document.getElementById('tersimpan')?.textContent === String(count),
        forms,
        { timeout: 90_000 },
      )
      expect(await page.locator('#kabar').textContent()).toBe('')
    })
    const stored = typedOn(day).map(
      ({ answers, sex, age, education, occupation }) =>
        `${answers} ${[sex, age, education, occupation].map((said) => said ?? '').join('|')}`,
    )
    expect(stored).toEqual(typed.map(meaningOf))
    expect(Math.max(...strokes)).toBeLessThanOrEqual(16)
    report(
      'paper',
      `${forms} forms typed in Chromium, ${Math.max(...strokes)} keystrokes at most, none lost or doubled`,
    )
  })

  test('backspace goes back, zero and space leave empty, nothing at all is not stored, a held Enter stores once', async () => {
    const day = '2023-02-04'
    await city.visitAs(manager, desk, async (page) => {
      await page.goto(paperOf(day))
      const press = async (...keys: string[]) => {
        for (const key of keys) await page.keyboard.press(key)
      }
      await press('Enter')
      await page.getByText('Belum ada jawaban').waitFor()
      await press('4', 'Backspace', '2', '0', 'Space', '3', '7', 'x')
      expect(await page.locator('.here').getAttribute('data-row')).toBe('product')
      await press('s', '1', '4', 'S', 'Escape')
      await press('Backspace', 'b')
      await page.keyboard.down('Enter')
      await page.keyboard.down('Enter')
      await page.keyboard.up('Enter')
      await page.getByText('1 formulir tersimpan').waitFor()
      await press('1', 's', 'x', 'Control+Enter')
      await page.getByText('2 formulir tersimpan').waitFor()
    })
    expect(typedOn(day).map(({ answers, occupation, text }) => ({ answers, occupation, text }))).toEqual([
      { answers: '{"1":2,"4":3}', occupation: 'other', text: '14S' },
      { answers: '{"1":1}', occupation: null, text: 'x' },
    ])
  })

  test('without a script the form is filled by Tab and arrows and stored', async () => {
    await city.visitAs(manager, { ...desk, javaScriptEnabled: false }, async (page) => {
      await page.goto(paperOf('2023-02-05'))
      await page.locator('#field-requirements input').first().focus()
      await page.keyboard.press('Space')
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Tab')
      await page.keyboard.press('Space')
      await page.keyboard.press('Enter')
      await page.getByText('1 formulir tersimpan').waitFor()
    })
    expect(typedOn('2023-02-05').map(({ answers }) => answers)).toEqual(['{"1":2,"2":1}'])
  })
})

/** Keys for one form: nine scores with some left empty, four fields, Enter. */
function formOf(number: number): string[] {
  const scores: string[] = Array.from({ length: 9 }, (_, place) => String((number * 7 + place * (number + 3)) % 5))
  if (!scores.some((score) => score !== '0')) scores[0] = '1'
  const occupation: string = '0123456789ab'[number % 12] ?? '0'
  return [...scores, String(number % 3), String(number % 8), String(number % 9), occupation, 'Enter']
}

const bands = ['<17', '17-25', '26-34', '35-44', '45-54', '55-65', '>65']
const educations = ['none', 'SD', 'SMP', 'SMA', 'D3', 'S1', 'S2', 'S3']
const occupations = 'ASN TNI POLRI private business home student farmer freelance retired other'.split(' ')

/** What the keys of a form say, as it must be stored. */
function meaningOf(keys: readonly string[]): string {
  const answers = keys.slice(0, 9).flatMap((score, place) => (score === '0' ? [] : [`"${place + 1}":${score}`]))
  const [sex, age, education, occupation] = keys.slice(9, 13).map((key) => Number.parseInt(key, 16) - 1)
  const chosen = (from: readonly string[], place = -1) => from[place] ?? ''
  const said = [
    chosen(['L', 'P'], sex),
    chosen(bands, age),
    chosen(educations, education),
    chosen(occupations, occupation),
  ]
  return `{${answers.join()}} ${said.join('|')}`
}

async function excludeByKeyboard(page: Page): Promise<void> {
  await page.getByLabel('Dasar', { exact: true }).focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Tab')
  await page.keyboard.type('Terkirim dua kali oleh petugas loket')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
}

const heading = 'tanggal,U1,U2,U3,U4,U5,U6,U7,U8 pengaduan,U9 sarana,saran\n'

async function uploadGood(page: Page): Promise<void> {
  await upload(page, `${heading}2026-01-05,3,3,3,3,3,3,3,3,3,Baik\n2026-01-06,4,4,4,4,4,4,4,,4,\n,2,2,2,2,2,2,2,2,2,\n`)
}

async function uploadBad(page: Page): Promise<void> {
  await upload(page, `${heading}2026-01-05,3,3,9,3,3,3,3,3,3,Baik\nkemarin,4,4,4,4,4,4,4,5,4,\n`)
}

async function upload(page: Page, text: string): Promise<void> {
  await page
    .getByLabel('Berkas CSV atau XLSX')
    .setInputFiles({ name: 'jawaban-januari.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })
  const service = page.getByLabel('Layanan')
  if ((await service.inputValue()) === '') await service.selectOption({ index: 1 })
  await page.getByRole('button', { name: 'Periksa berkas' }).click()
}

async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.SHOTS
  if (!folder) return
  for (const { viewport } of [narrow, desk]) {
    await page.setViewportSize(viewport)
    await page.screenshot({ path: `${folder}/${name.replaceAll(' ', '-')}-${viewport.width}.png`, fullPage: true })
  }
}
