// Exports at full size, from the built server: memory that does not grow with the answers, and a workbook that LibreOffice opens with the same figures.

import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openConnection, openSqlite } from '#src/database/sqlite.ts'
import { startBulk } from '#src/responses/actions/bulk.ts'
import { questionnaireOf } from '#src/surveys/store.ts'
import { dayOf, instantOf } from '#src/units/rules/calendar.ts'
import { nobody, textIn } from '#test/support/answers.ts'
import { arrangeCity, city, nine } from '#test/support/city.ts'
import { arrangeStaff, type DeskBrowser, signedIn } from '#test/support/desk.ts'
import { type Server, startServer } from '#test/support/server.ts'
import { origin, type Site, temporaryFile } from '#test/support/site.ts'
import { report, trials } from '#test/support/trials.ts'

const many = trials(20_000, 1_000_000)
const inSheet = trials(2_000, 100_000)
const nasty = ['=1+1', '+62 21', '-5', '@SUM(A1)', '\t=1', '＝1+1', '"; DROP', 'baris\nbaru', '<b>&amp;', "'petik"]

let server: Server
let desk: DeskBrowser
let remove: () => void
let folder: string

beforeAll(async () => {
  const made = await temporaryFile()
  remove = made.remove
  folder = mkdtempSync(join(tmpdir(), 'ikm-export-'))
  const database = openSqlite(made.file)
  await arrangeCity(database)
  const staff = await arrangeStaff(database)
  await database.commitStream(answersOfThisQuarter())
  await database.close()
  storeMany(made.file)
  server = await startServer({ env: { IKM_DB: made.file, IKM_ORIGIN: origin } })
  const site = {
    fetch: (path: string, init?: RequestInit) => fetch(server.address + path, { redirect: 'manual', ...init }),
  }
  desk = await signedIn(site as Site, staff.unitManager)
})
afterAll(async () => {
  server.child.kill('SIGTERM')
  const { code, stderr } = await server.ended
  rmSync(folder, { recursive: true, force: true })
  remove()
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
})

const today = Math.floor((Date.now() + 7 * 3_600_000) / 86_400_000)

/** Answers of unit 1 on this very day, with their tallies and suggestions that begin like formulas. */
async function* answersOfThisQuarter() {
  const bulk = startBulk()
  const asked = questionnaireOf(null, 'OFFLINE')
  for (let from = 0; from < inSheet; from += 1000) {
    const rows = Array.from({ length: Math.min(1000, inSheet - from) }, (_, place) => {
      const number = from + place
      return {
        place: { unitId: 1, serviceId: 1, counterId: null, channel: 'paper', day: today },
        answeredAt: instantOf(today, 0, 'WIB'),
        hour: null,
        asked,
        answers: Object.fromEntries(
          nine.flatMap((key, at) => ((number + at) % 11 === 0 ? [] : [[key, 1 + (((number * (at + 3)) % 7) % 4)]])),
        ),
        respondent: { ...nobody, sex: number % 2 ? 'L' : 'P', age: '26-34', education: 'S1' },
        suggestion: nasty[number % nasty.length] ?? null,
        importId: null,
      }
    })
    yield* bulk.add(rows)
  }
  yield* bulk.tallies()
}

/** Answers of the first quarter of 2024 written straight into the file: what an export reads, nothing that a page does. */
function storeMany(file: string): void {
  const connection = openConnection(file)
  connection.exec(`with recursive numbers (n) as (select 0 union all select n + 1 from numbers where n + 1 < ${many})
    insert into responses (unit_id, service_id, channel, day, answered_at, answers, sex, age, education, occupation, filled_by)
    select 1, 1, 'phone', ${dayOf(2024, 1, 1)} + n % 91, (${dayOf(2024, 1, 1)} + n % 91) * 86400,
      json_object('1', 1 + n % 4, '2', 3, '3', 1 + n % 3, '4', 4, '5', 2, '6', 1 + n / 7 % 4, '7', 3, '8', 2, '9', 4),
      'P', '35-44', 'SMA', 'private', 'sendiri' from numbers;
    insert into suggestions (response_id, text) select id, '=Antrean terlalu lama, hubungi 0812 3456 7890' from responses
      where day between ${dayOf(2024, 1, 1)} and ${dayOf(2024, 3, 31)} and id % 5 = 0`)
  connection.close()
}

/** What the server's process holds in memory, in megabytes. */
function residentSize(): number {
  const status = readFileSync(`/proc/${server.child.pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024
}

test.skipIf(!existsSync('/proc/self/status'))('a large CSV streams: memory stays where it was', async () => {
  const path = (quarter: string) => `/kelola/unit/${city.registry.slug}/jawaban.csv?triwulan=${quarter}`
  await (await desk.get(path('2023-tw1'))).arrayBuffer()
  const before = residentSize()
  let peak = before
  const watch = setInterval(() => {
    peak = Math.max(peak, residentSize())
  }, 20)
  const since = performance.now()
  const response = await desk.get(path('2024-tw1'))
  let lines = 0
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length
    for (const byte of chunk) if (byte === 10) lines += 1
  }
  clearInterval(watch)
  const seconds = (performance.now() - since) / 1000
  expect(lines).toBe(many + 1)
  expect(peak - before).toBeLessThan(200)
  report(
    'export csv',
    `${many} answers, ${Math.round(bytes / 1e6)} MB in ${seconds.toFixed(1)} s; memory ${before.toFixed(0)} MB before, ${(peak - before).toFixed(0)} MB more at its peak`,
  )
})

test('whoever goes away in the middle leaves nothing running', async () => {
  const response = await desk.get(`/kelola/unit/${city.registry.slug}/jawaban.csv?triwulan=2024-tw1`)
  await response.body?.cancel()
  expect((await desk.get(`/kelola/unit/${city.registry.slug}/saran`)).status).toBe(200)
})

const soffice = ['/usr/bin/soffice', '/usr/bin/libreoffice'].find((path) => existsSync(path))
if (soffice === undefined) {
  console.warn(
    '\n!!! LibreOffice test LEFT OUT: get it with `apt-get install --no-install-recommends libreoffice-calc`.\n',
  )
}

describe.skipIf(soffice === undefined)('LibreOffice', () => {
  test('opens the XLSX with the figures of the page, and text that stays text', async () => {
    const file = join(folder, 'jawaban.xlsx')
    const response = await desk.get(`/kelola/unit/${city.registry.slug}/jawaban.xlsx`)
    writeFileSync(file, new Uint8Array(await response.arrayBuffer()))
    const words = [
      '--headless',
      `-env:UserInstallation=file://${folder}/profile`,
      '--convert-to',
      'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true',
    ]
    await promisify(execFile)(soffice ?? '', [...words, '--outdir', dirname(file), file], { timeout: 300_000 })
    const text = readFileSync(join(folder, 'jawaban.csv'), 'utf8')
    const { data } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true })
    expect(data).toHaveLength(inSheet)
    expect(data.slice(0, nasty.length).map(({ saran }) => saran)).toEqual(nasty)

    // IKM = 25 × the mean of the nine element means, as the dashboard shows it; PermenPANRB 14/2017.
    const means = nine.map((key, place) => {
      const given = data.flatMap((row) => (row[`U${place + 1} ${key}`] ? [Number(row[`U${place + 1} ${key}`])] : []))
      return { sum: BigInt(given.reduce((sum, score) => sum + score, 0)), count: BigInt(given.length) }
    })
    const product = means.reduce((all, { count }) => all * count, 1n)
    const numerator = means.reduce((sum, mean) => sum + (mean.sum * product) / mean.count, 0n)
    const hundredths = (2n * 2500n * numerator + 9n * product) / (2n * 9n * product)
    const page = await (await desk.get(`/kelola/unit/${city.registry.slug}`)).text()
    const written = String(hundredths).replace(/(\d\d)$/, ',$1')
    expect(textIn(page, 'figure')).toContain(written)
    report('export xlsx', `${inSheet} answers opened in LibreOffice, IKM ${written} as on the page`)
  }, 400_000)
})
