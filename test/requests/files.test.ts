// One data set whose index ends on a half, published once: the figure is the same, as printed text, on pages, in data and in every file. On both runtimes.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readWorkbook } from '#src/documents/xlsx.ts'
import { computeFile, computeJson, computeText } from '#src/ikm/compute.ts'
import { textIn, textOf } from '#test/support/answers.ts'
import { city } from '#test/support/city.ts'
import { arrangeStaff, type DeskBrowser, signedIn } from '#test/support/desk.ts'
import { golden, goldenAnswers, goldenCsv } from '#test/support/golden.ts'
import { partsOf, textOfWord } from '#test/support/office.ts'
import { hasPoppler, textOfPages } from '#test/support/poppler.ts'
import { answerIn, publishNow } from '#test/support/publishing.ts'
import { closeWithoutErrors, origin, type Site, startCity } from '#test/support/site.ts'

const { registry, clinic } = city
const period = '2025-tw3'
const quarter = 20253
let site: Site
let desk: DeskBrowser

beforeAll(async () => {
  site = await startCity()
  desk = await signedIn(site, (await arrangeStaff(site.database)).bureau)
  await answerIn(site.database, { unitId: registry.id, serviceId: 1, quarter }, goldenAnswers)
  await publishNow(site.database, quarter)
  // Come too late to count, a day of the quarter though they name.
  await answerIn(site.database, { unitId: registry.id, serviceId: 1, quarter }, goldenAnswers.slice(0, 3))
  await answerIn(site.database, { unitId: registry.id, serviceId: 1, quarter: 20254 }, goldenAnswers)
})
afterAll(() => closeWithoutErrors(site))

async function bytes(path: string, browser: { get(path: string): Promise<Response> } | undefined, type: string) {
  const response = await (browser?.get(path) ?? site.fetch(path))
  expect([path, response.status, response.headers.get('content-type')]).toEqual([path, 200, type])
  return new Uint8Array(await response.arrayBuffer())
}

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

async function text(path: string): Promise<string> {
  const response = await site.fetch(path)
  expect([path, response.status]).toEqual([path, 200])
  return response.text()
}

test('as it is computed by hand', async () => {
  async function* chunks() {
    yield goldenCsv
  }
  const computed = await computeFile({ kind: 'csv', chunks: chunks() })
  if (!computed.ok) throw new Error('the golden data set is not understood')
  expect(computeText(computed.summary)).toMatch(new RegExp(`IKM +${golden.printed}\\n`))
  expect(computeJson(computed.summary)).toMatchObject({ ikm: golden.ikm, mutu: golden.grade, jumlah_responden: 40 })
})

test('on the pages', async () => {
  for (const path of [`/hasil/${period}/${registry.slug}`, `/hasil/${period}`, `/unit/${registry.slug}`, '/']) {
    expect([path, textOf(await text(path)).includes(golden.printed)]).toEqual([path, true])
  }
  expect(textIn(await text(`/unit/${registry.slug}`), 'figure')).toContain(golden.printed)
})

test('in the signed file, the tables and the API', async () => {
  expect(await text(`/hasil/${period}/${registry.slug}.json`)).toContain(`"ikm":${golden.ikm},`)
  expect(await text(`/hasil/${period}.json`)).toContain(`"ikm":${golden.ikm},`)
  expect(await text(`/hasil/${period}.csv`)).toContain(`,${golden.ikm},`)
  expect(await text(`/hasil/${period}.excel.csv`)).toContain(`;${golden.printed};`)
  expect(await text(`/api/v1/hasil/${period}/${registry.slug}`)).toContain(`"ikm":${golden.ikm},`)
  expect(await text(`/hasil/${period}/${registry.slug}.txt`)).toContain(golden.printed)
})

describe('in the files', () => {
  test('recap', async () => {
    const sheets = await readWorkbook(await bytes(`/hasil/${period}.xlsx`, undefined, xlsx))
    const row = sheets[0]?.rows.find(([, name]) => name === registry.name)
    expect(row?.slice(-2)).toEqual([String(golden.ikm), 'B (Baik)'])
    expect(sheets.at(-1)?.rows.flat().join(' ')).toContain(`${origin}/hasil/${period}`)
    const again = await site.fetch(`/hasil/${period}.xlsx`)
    expect(again.headers.get('access-control-allow-origin')).toBe('*')
    const known = { headers: { 'if-none-match': again.headers.get('etag') ?? '' } }
    expect((await site.fetch(`/hasil/${period}.xlsx`, known)).status).toBe(304)
  })

  test('publication sheet', async () => {
    const path = `/hasil/${period}/${registry.slug}.pdf`
    const pdf = await bytes(path, undefined, 'application/pdf')
    if (hasPoppler()) {
      const [page = ''] = textOfPages(pdf)
      expect(page).toContain(`NILAI IKM ${golden.printed}`)
      expect(page).toContain('MUTU PELAYANAN B BAIK')
    }
    const etag = (await site.fetch(path)).headers.get('etag') ?? ''
    expect((await site.fetch(path, { headers: { 'if-none-match': etag } })).status).toBe(304)
    const nobody = await bytes(`/hasil/${period}/${clinic.slug}.pdf`, undefined, 'application/pdf')
    if (hasPoppler()) expect(textOfPages(nobody)[0]).toContain('BELUM ADA DATA')
  })

  test('processing sheet: those the edition counted, whatever came later', async () => {
    const path = `/kelola/unit/${registry.slug}/pengolahan.xlsx?periode=${period}`
    const [sheet] = await readWorkbook(await bytes(path, desk, xlsx))
    const rows = sheet?.rows ?? []
    expect(rows.filter(([first]) => /^\d+$/.test(first ?? ''))).toHaveLength(golden.respondents)
    expect(rows.find(([first]) => first === 'IKM unit pelayanan')?.at(-2)).toBe(String(golden.ikm))
    expect(rows.find(([first]) => first === 'IKM yang diterbitkan')?.slice(1)).toEqual([
      String(golden.ikm),
      'sama dengan lembar ini',
    ])
  })

  test('report', async () => {
    const path = `/kelola/unit/${registry.slug}/laporan.docx?periode=${period}`
    const report = textOfWord(await bytes(path, desk, docx))
    expect(report.split(golden.printed).length).toBeGreaterThan(4)
    expect(report).toContain(`${origin}/hasil/${period}/${registry.slug}`)
  })

  test('of a quarter not yet published, marked as a draft', async () => {
    const sheet = await bytes(`/kelola/unit/${registry.slug}/pengolahan.xlsx?periode=2025-tw4`, desk, xlsx)
    expect(partsOf(sheet).get('xl/worksheets/sheet1.xml')?.toString()).toContain('DRAF')
    const report = await bytes(`/kelola/unit/${registry.slug}/laporan.docx?periode=2025-tw4`, desk, docx)
    expect(textOfWord(report)).toContain('DRAF')
    expect(textOfWord(report)).toContain(golden.printed)
  })

  test('of what is not there: 404 in words, and nothing of a quarter still to come', async () => {
    const missing = ['/hasil/2024-tw1.xlsx', `/hasil/2024-tw1/${registry.slug}.pdf`, `/hasil/${period}/tidak-ada.pdf`]
    for (const path of missing) {
      const response = await site.fetch(path)
      expect([path, response.status]).toEqual([path, 404])
      expect(textOf(await response.text())).toContain('diterbitkan')
    }
    for (const path of [
      `/kelola/unit/tidak-ada/laporan.docx`,
      `/kelola/unit/${registry.slug}/laporan.docx?periode=2090-tw1`,
    ]) {
      expect([path, (await desk.get(path)).status]).toEqual([path, 404])
    }
  })
})

test('an answer that is excluded after publication stays in the sheet of its edition', async () => {
  const first = await desk.get(`/kelola/unit/${registry.slug}/jawaban/1`)
  expect(first.status).toBe(200)
  const done = await desk.post(`/kelola/unit/${registry.slug}/jawaban/1/kecualikan`, {
    dasar: 'duplicate',
    alasan: 'Terkirim dua kali dari loket',
  })
  expect(done.status).toBe(303)
  const path = `/kelola/unit/${registry.slug}/pengolahan.xlsx?periode=${period}`
  const [sheet] = await readWorkbook(await bytes(path, desk, xlsx))
  expect(sheet?.rows.find(([name]) => name === 'IKM yang diterbitkan')?.[2]).toBe('sama dengan lembar ini')
})
