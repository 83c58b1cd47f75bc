// One set of answers, one figure: what `ikm compute` works out stands the same in everything that is given away.

import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { computeFile, computeJson } from '#src/ikm/compute.ts'
import { formatHundredths } from '#src/language/format.ts'
import type { UnitDocument } from '#src/publications/rules/document.ts'
import { arrangeCity, city, nine } from '#test/support/city.ts'
import { answerIn, answersAround, publishNow } from '#test/support/publishing.ts'
import { type Site, startSite } from '#test/support/site.ts'
import { report } from '#test/support/trials.ts'

// Public rows of a processing sheet: Kabupaten Sekadau, Semester I 2019.
const sheet = readFileSync(new URL('../rules/oracle/sekadau-s1-2019.csv', import.meta.url), 'utf8')
const rows = sheet.trim().split('\n').slice(1)
const quarter = 20253
const { registry, clinic } = city

let site: Site
let golden: Awaited<ReturnType<typeof compute>>
beforeAll(async () => {
  site = await startSite()
  await arrangeCity(site.database)
  const answers = rows.map((row) => {
    const scores = row.split(',').slice(1).map(Number)
    return Object.fromEntries(nine.map((key, place) => [key, scores[place] ?? 0]))
  })
  await answerIn(site.database, { unitId: registry.id, serviceId: 1, quarter }, answers)
  await answerIn(site.database, { unitId: clinic.id, serviceId: 5, quarter }, answersAround(3, 40))
  await publishNow(site.database, quarter)
  golden = await compute(sheet)
})
afterAll(async () => {
  expect(site.errors()).toEqual([])
  await site.close()
})

async function compute(text: string) {
  const read = await computeFile({ kind: 'csv', chunks: chunksOf(text) })
  if (!read.ok) throw new Error(JSON.stringify(read.errors))
  return computeJson(read.summary)
}

async function* chunksOf(text: string) {
  yield text
}

async function get(path: string): Promise<string> {
  const response = await site.fetch(path)
  expect(response.status, path).toBe(200)
  return response.text()
}

/** As it is written in JSON, and in CSV for programs. */
const plain = (value: number | null) => String(value)
/** As an Indonesian spreadsheet reads it. */
const office = (value: number | null) => plain(value).replace('.', ',')
/** As people read it. */
const printed = (value: number | null) => formatHundredths(Math.round((value ?? 0) * 100))

describe('the figures of the public sheet', () => {
  test('are known', () => {
    expect([golden.jumlah_responden, plain(golden.ikm), golden.mutu]).toEqual([49, '78.74', 'B'])
  })

  test('stand in the document of the API, its elements too', async () => {
    const text = await get(`/api/v1/hasil/2025-tw3/${registry.slug}`)
    expect(text).toContain(`"ikm":${plain(golden.ikm)},`)
    const { data } = JSON.parse(text) as { data: UnitDocument }
    const { ikm, mutu, kinerja, jumlah_responden, pembanding } = data
    expect({ ikm, mutu, kinerja, jumlah_responden, pembanding }).toEqual({
      ikm: golden.ikm,
      mutu: golden.mutu,
      kinerja: golden.kinerja,
      jumlah_responden: golden.jumlah_responden,
      pembanding: golden.pembanding,
    })
    expect(
      data.unsur.map(({ kunci, kode, nama, jumlah, terisi, nrr, nilai, mutu }) => ({
        kunci,
        kode,
        nama,
        jumlah,
        terisi,
        nrr,
        nilai,
        mutu,
      })),
    ).toEqual(golden.unsur)
  })

  test.each(['/api/v1/hasil?sertakan=unsur', '/api/v1/unit', `/api/v1/unit/${registry.slug}`])(
    'stand in %s',
    async (path) => {
      expect(await get(path)).toContain(`"ikm":${plain(golden.ikm)},"mutu":"B","kinerja":"Baik"`)
    },
  )

  test('stand in both tables of units, and in both of elements', async () => {
    for (const [variant, written, delimiter] of [
      ['', plain, ','],
      ['.excel', office, ';'],
    ] as const) {
      const units = tableOf(await get(`/hasil/2025-tw3${variant}.csv`), delimiter)
      const unit = units.find(({ kode_unit }) => kode_unit === registry.slug)
      expect(unit).toMatchObject({ ikm: written(golden.ikm), mutu: 'B', kinerja: 'Baik', jumlah_responden: '49' })
      expect(unit).toMatchObject({
        ikm_bobot_tiga_desimal: written(golden.pembanding['0.111']),
        ikm_bobot_dua_desimal: written(golden.pembanding['0.11']),
      })
      const elements = tableOf(await get(`/hasil/2025-tw3.unsur${variant}.csv`), delimiter)
      for (const { kunci, nrr, nilai, mutu, terisi, jumlah } of golden.unsur) {
        const figures = { nrr: written(nrr), nilai: written(nilai), mutu }
        expect(unit).toMatchObject(
          Object.fromEntries(Object.entries(figures).map(([name, value]) => [`${name}_${kunci}`, value])),
        )
        expect(
          elements.find(({ kode_unit, kunci_unsur }) => kode_unit === registry.slug && kunci_unsur === kunci),
        ).toMatchObject({ ...figures, terisi: String(terisi), jumlah: written(jumlah) })
      }
    }
  })

  test('stand on the badge and in the text', async () => {
    const badge = await get(`/unit/${registry.slug}/lencana.svg`)
    expect(badge).toContain(`>${printed(golden.ikm)}</text>`)
    expect(badge).toContain('49 responden')
    const told = await get(`/hasil/2025-tw3/${registry.slug}.txt`)
    expect(told.split('\n')[1]).toMatch(new RegExp(`^${printed(golden.ikm)} ± \\d+,\\d{2}, mutu B \\(Baik\\)$`))
    const lowest = golden.unsur.toSorted((one, other) => (one.nilai ?? 0) - (other.nilai ?? 0))[0]
    expect(told).toContain(`Unsur terlemah: ${lowest?.nama} ${printed(lowest?.nilai ?? null)}`)
  })
})

const soffice = ['/usr/bin/soffice', '/usr/bin/libreoffice'].find((path) => existsSync(path))
const once = inject('runtime') === 'node'
if (soffice === undefined && once) {
  console.warn(
    '\n!!! CSV in LibreOffice LEFT OUT: get it with `apt-get install --no-install-recommends libreoffice-calc`.\n',
  )
}

describe.skipIf(soffice === undefined || !once)('a spreadsheet set to Indonesian', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ikm-csv-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test.each(['2025-tw3', '2025-tw3.unsur'])(
    'takes the figures of %s.excel.csv for numbers, and text for text',
    async (name) => {
      writeFileSync(join(folder, 'tabel.csv'), await get(`/hasil/${name}.excel.csv`))
      await promisify(execFile)(
        soffice ?? '',
        [
          '--headless',
          `-env:UserInstallation=file://${folder}/profile`,
          // Semicolons, double quotes, UTF-8, from the first row, the language id-ID (1057), numbers recognised.
          '--infilter=CSV:59,34,76,1,,1057,false,true',
          // Back with commas and a decimal point (1033), text quoted and numbers bare, not as formatted.
          '--convert-to',
          'txt:Text - txt - csv (StarCalc):44,34,76,1,,1033,true,false',
          '--outdir',
          folder,
          join(folder, 'tabel.csv'),
        ],
        { timeout: 100_000 },
      )
      const opened = cellsOf(readFileSync(join(folder, 'tabel.txt'), 'utf8'))
      const plainRows = cellsOf(await get(`/hasil/${name}.csv`))
      expect(opened).toHaveLength(plainRows.length)
      const number = /^-?\d+(\.\d+)?$/
      let numbers = 0
      for (const [row, cells] of plainRows.entries()) {
        for (const [place, cell] of cells.entries()) {
          const arrived = opened[row]?.[place] ?? ''
          if (number.test(cell)) {
            expect(Number(arrived), `row ${row}, column ${plainRows[0]?.[place]}: ${arrived}`).toBe(Number(cell))
            numbers += 1
          } else expect(arrived.replace(/^"(.*)"$/, '$1')).toBe(cell.replace(/^"(.*)"$/, '$1'))
        }
      }
      expect(numbers).toBeGreaterThan(60)
      report(`csv ${name}`, `${numbers} figures arrived as numbers in LibreOffice set to id-ID`)
    },
    120_000,
  )
})

function cellsOf(text: string): string[][] {
  return text
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => (line.match(/("(?:[^"]|"")*"|[^,]*)(,|$)/g) ?? []).map((cell) => cell.replace(/,$/, '')))
    .map((cells) => (cells.at(-1) === '' && cells.length > 1 ? cells.slice(0, -1) : cells))
}

// No cell of this table is quoted where it matters here.
function tableOf(text: string, delimiter: string): Record<string, string>[] {
  const [heading = '', ...lines] = text
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split('\r\n')
  const names = heading.split(delimiter)
  return lines.map((line) => {
    const cells = line.match(new RegExp(`("(?:[^"]|"")*"|[^${delimiter}]*)(${delimiter}|$)`, 'g')) ?? []
    return Object.fromEntries(
      names.map((name, place) => [name, (cells[place] ?? '').replace(new RegExp(`${delimiter}$`), '')]),
    )
  })
}
