// The desk's dashboards: the figures of the running quarter and of those before, divided by place, for those who may see them.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Change } from '#src/database/database.ts'
import { byteOrderMark } from '#src/documents/csv.ts'
import { readWorkbook } from '#src/documents/xlsx.ts'
import { viewDashboard } from '#src/ikm/dashboard.ts'
import { findArranged } from '#src/ikm/store/dashboard.ts'
import { watchUnits } from '#src/ikm/watching.ts'
import { formatCount, formatDay } from '#src/language/format.ts'
import { type BulkResponse, startBulk } from '#src/responses/actions/bulk.ts'
import type { Answers } from '#src/surveys/rules.ts'
import { questionnaireOf } from '#src/surveys/store.ts'
import { localDay, previousQuarter, quarterDays, quarterOf, quarterSlug } from '#src/units/rules/calendar.ts'
import { addCounter, addService, setInstallation } from '#src/units/store.ts'
import { nobody, sendJson, tableIn, textIn, textOf } from '#test/support/answers.ts'
import { city, nine } from '#test/support/city.ts'
import { countQueries } from '#test/support/counting.ts'
import { arrangeStaff, type DeskBrowser, signedIn } from '#test/support/desk.ts'
import { publishNow } from '#test/support/publishing.ts'
import { referenceFigures } from '#test/support/reference.ts'
import { closeWithoutErrors, type Site, startCity } from '#test/support/site.ts'

const { registry, taxes, clinic, empty } = city
const now = new Date()
const today = localDay(now, 'WIB')
const running = quarterOf(today)
const over = previousQuarter(running)
const asked = questionnaireOf(null, 'OFFLINE')
const trap = '=HYPERLINK("http://contoh")'

let site: Site
let bureau: DeskBrowser
let manager: DeskBrowser
let otherManager: DeskBrowser
let agencyManager: DeskBrowser
let leader: DeskBrowser

// Elements differ and some are left out, so that neither equal weights nor equal counts hide a mistake.
const sheets = Array.from({ length: 60 }, (_, person) =>
  Object.fromEntries(
    nine.flatMap((key, place) =>
      place === 7 && person % 3 > 0 ? [] : [[key, 1 + ((person * (place + 2) + place) % 4)]],
    ),
  ),
)
/** Services by person: 30 of one, 25 of another, 5 and 3 of two small ones, the last closed by nobody. */
const serviceOf = (person: number) => (person < 30 ? 1 : person < 52 ? 2 : person < 57 ? 91 : 92)

beforeAll(async () => {
  site = await startCity()
  await site.database.commit(
    addService({ id: 91, unit_id: 1, slug: 'pindah', name: trap, channel: 'OFFLINE' }),
    addService({ id: 92, unit_id: 1, slug: 'legalisasi', name: 'Legalisasi', channel: 'OFFLINE' }),
    addCounter({ id: 93, unit_id: 1, name: 'Loket sepi', service_id: null }),
  )
  const bulk = startBulk()
  await site.database.commit(
    ...bulk.add(sheets.map((answers, person) => response(answers, today, serviceOf(person)))),
    ...bulk.add(sheets.slice(0, 40).map((answers) => response(answers, quarterDays(over).last, 1))),
    ...bulk.tallies(),
  )
  const staff = await arrangeStaff(site.database)
  bureau = await signedIn(site, staff.bureau)
  manager = await signedIn(site, staff.unitManager)
  otherManager = await signedIn(site, staff.otherManager)
  agencyManager = await signedIn(site, staff.agencyManager)
  leader = await signedIn(site, staff.leader)
})
afterAll(() => closeWithoutErrors(site))

function response(answers: Answers, day: number, serviceId: number): BulkResponse {
  return {
    place: { unitId: 1, serviceId, counterId: serviceId === 1 ? 1 : null, channel: 'phone', day },
    answeredAt: day * 86_400,
    hour: 'morning',
    asked,
    answers,
    respondent: { ...nobody, sex: 'P' },
    suggestion: null,
    importId: null,
  }
}

async function read(browser: DeskBrowser, path: string): Promise<string> {
  const response = await browser.get(path)
  expect(response.status).toBe(200)
  return response.text()
}

function ikmOf(counted: readonly Answers[]): string {
  const { exact } = referenceFigures(
    nine.map((key) => ({
      weight: null,
      sheets: counted.map((sheet) => ({ times: 1, answers: sheet[key] === undefined ? [] : [sheet[key]] })),
    })),
  )
  return (exact?.text ?? '').replace('.', ',')
}

/** Label, figure and note of each row of bars under a heading. */
function barsUnder(page: string, id: string): string[] {
  const section = page.split(`aria-labelledby="judul-${id}"`)[1]?.split('</section>')[0] ?? ''
  return Array.from(section.matchAll(/<li class="tone-[^"]*">(.*?)<\/li>/gs), ([, row]) => textOf(row ?? ''))
}

describe('a unit’s dashboard', () => {
  const path = `/kelola/unit/${registry.slug}`

  test('tells of a published quarter the same figures as the public page', async () => {
    await publishNow(site.database, over)
    const desk = await read(manager, `${path}?periode=${quarterSlug(over)}`)
    const open = await (await site.fetch(`/unit/${registry.slug}`)).text()
    expect(textIn(desk, 'figure')).toBe(ikmOf(sheets.slice(0, 40)))
    expect(textIn(desk, 'figure')).toBe(textIn(open, 'figure'))
    expect(textIn(desk, 'interval')).toBe(textIn(open, 'interval'))
    for (const caption of ['Nilai tiap unsur', 'Banyaknya jawaban', 'Kepentingan dan nilai', 'Hubungan tiap unsur']) {
      expect(tableIn(desk, caption).length).toBeGreaterThan(3)
      expect(tableIn(desk, caption)).toEqual(tableIn(open, caption))
    }
    // Of people, no more is told here than to everybody.
    expect(tableIn(desk, 'Nilai menurut jenis kelamin')).toEqual(tableIn(open, 'Nilai menurut jenis kelamin'))
  })

  test('can be asked for a whole quarter that is over; anything else shows the running one', async () => {
    expect(textIn(await read(manager, `${path}?periode=${quarterSlug(over)}`), 'figure')).toBe(
      ikmOf(sheets.slice(0, 40)),
    )
    for (const period of ['1999-tw1', '2026', 'x', '']) {
      expect(textIn(await read(manager, `${path}?periode=${period}`), 'figure')).toBe(ikmOf(sheets))
    }
  })

  test('divides by service: the index of each from five respondents on, and nothing to be found by subtracting', async () => {
    const rows = barsUnder(await read(manager, path), 'services')
    const of = (service: number) => sheets.filter((_, person) => serviceOf(person) === service)
    const row = (name: string) => rows.find((text) => text.startsWith(name)) ?? ''
    expect(row('KTP elektronik')).toContain(`30 responden`)
    expect(row('KTP elektronik')).toContain(ikmOf(of(1)))
    expect(row('Akta kelahiran')).toContain(ikmOf(of(2)))
    // Three are too few; the five beside them would give them away.
    expect(row('Legalisasi')).toMatch(/3 responden.*belum cukup/)
    expect(row(trap)).toMatch(/5 responden.*belum cukup/)
    expect(rows.join()).not.toContain(ikmOf(of(91)))
    expect(barsUnder(await read(manager, path), 'counters').find((text) => text.startsWith('Loket sepi'))).toContain(
      'belum ada data',
    )
  })

  test('goes into files as it is shown, and a name that looks like a formula stays text', async () => {
    const bytes = await (await manager.get(`${path}/rekap.csv`)).arrayBuffer()
    const csv = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
    expect(csv.startsWith(byteOrderMark)).toBe(true)
    expect(csv).toContain(`IKM,,${registry.name},60,,${ikmOf(sheets).replace(',', '.')}`)
    expect(csv).toContain(`"'=HYPERLINK(""http://contoh"")"`)
    const sent = await manager.get(`${path}/rekap.xlsx`)
    expect(sent.headers.get('content-disposition')).toMatch(/attachment; filename="ikm-disdukcapil-\d{4}-tw\d\.xlsx"/)
    const [sheet] = await readWorkbook(new Uint8Array(await sent.arrayBuffer()))
    const lines = csv.trim().split('\r\n')
    expect(sheet?.rows.length).toBe(lines.length)
    expect(sheet?.rows.find((cells) => cells[4] === trap)).toContain('layanan')
    for (const [place, line] of lines.entries()) {
      if (line.includes('"') || place === 0) continue
      // Spreadsheets leave out the zeros at the end that CSV has not either.
      expect(sheet?.rows[place]?.join(',')).toBe(line.replace(/,+$/, ''))
    }
  })

  test('is for those of the unit, and for those who read all', async () => {
    for (const address of [path, `${path}/rekap.csv`, `${path}/rekap.xlsx`]) {
      expect((await otherManager.get(address)).status).toBe(403)
      expect((await leader.get(address)).status).toBe(200)
    }
    expect((await manager.get('/kelola/unit/tidak-ada')).status).toBe(404)
    expect((await manager.get('/kelola/unit/tidak-ada/rekap.csv')).status).toBe(404)
  })

  test('of a unit without answers says so, and never 0', async () => {
    const page = textOf(await read(bureau, `/kelola/unit/${empty.slug}`))
    expect(page).toContain('Belum ada data')
    expect(page).not.toMatch(/NaN|0,00|Tidak Baik/)
    expect(page).toContain(empty.name)
  })

  test('takes six queries in all, whoever reads it and whatever unit it is', async () => {
    const visit = countQueries(site)
    for (const { slug } of [registry, taxes, clinic, empty]) {
      expect({ slug, ...(await visit(bureau, `/kelola/unit/${slug}`)) }).toEqual({ slug, status: 200, queries: 6 })
    }
  })
})

describe('the overview', () => {
  const names = (page: string) =>
    tableIn(page, 'Unit,')
      .slice(1)
      .map(([name]) => name)

  test('has every unit, with the figures of its own page', async () => {
    const page = await read(bureau, '/kelola/ikhtisar')
    const rows = tableIn(page, 'Unit,').slice(1)
    expect(rows.length).toBe(4)
    const row = rows.find(([name]) => name?.startsWith(registry.name)) ?? []
    expect([row[1], row[5], row[6]]).toEqual([ikmOf(sheets), '60', '–'])
    expect(row[2]).toBe(textIn(await read(bureau, `/kelola/unit/${registry.slug}`), 'interval')?.split(' ')[0])
    expect(rows.find(([name]) => name?.startsWith('Arsip'))?.slice(1)).toEqual([
      '–',
      '–',
      'belum ada data',
      '–',
      '0',
      '–',
      '–',
      '–',
    ])
  })

  test('is as new as the last answer', async () => {
    const count = async () => {
      const rows = tableIn(await read(bureau, '/kelola/ikhtisar'), 'Unit,')
      return rows.find(([name]) => name?.startsWith(clinic.name))?.[5]
    }
    for (const respondents of [1, 2, 3]) {
      expect((await sendJson(site, clinic.counter.code, { cost: respondents })).status).toBe(201)
      expect(await count()).toBe(formatCount(respondents))
    }
  })

  test('is sorted, searched and filtered on the server; a unit without the figure comes last either way', async () => {
    const find = async (query: string) => names(await read(bureau, `/kelola/ikhtisar?${query}`))
    const falling = await find('urut=responden&arah=turun')
    expect(falling[0]).toContain(registry.name)
    expect((await find('urut=ikm')).at(-1)).toMatch(/^(Arsip|Badan)/)
    expect((await find('urut=ikm&arah=turun')).at(-1)).toMatch(/^(Arsip|Badan)/)
    expect(await find('cari=kependudukan+DINAS')).toHaveLength(1)
    expect(await find('instansi=kesehatan')).toEqual([expect.stringContaining(clinic.name)])
    expect(await find('jenis=Badan')).toEqual([expect.stringContaining(taxes.name)])
    expect(await find('keadaan=tanpa')).toHaveLength(2)
    expect(await find('keadaan=kurang')).toEqual([expect.stringContaining(clinic.name)])
    expect(await find(`periode=${quarterSlug(over)}&keadaan=kurang`)).toEqual([])
    // What is not understood counts as not asked.
    expect(await find('urut=x&arah=y&halaman=-3&keadaan=z&periode=2026&jenis=&instansi=')).toHaveLength(4)
    expect(await find('halaman=99')).toHaveLength(4)
    expect(await read(bureau, '/kelola/ikhtisar?cari=tidak-ada-sama-sekali')).toContain('Tidak ada unit yang cocok')
    expect(await read(bureau, `/kelola/ikhtisar?cari=${encodeURIComponent('"><script>')}`)).not.toContain('<script>')
  })

  test('grades by the minimum that the bureau asks for, as soon as it does', async () => {
    const gradeOf = async () =>
      tableIn(await read(bureau, '/kelola/ikhtisar'), 'Unit,').find(([name]) => name?.startsWith(registry.name))?.[3]
    const before = await gradeOf()
    expect(before).toMatch(/^[A-D] /)
    await site.database.commit(setInstallation('minimum_respondents', '61'))
    expect(await gradeOf()).toBe('belum cukup')
    await site.database.commit(setInstallation('minimum_respondents', '60'))
    expect(await gradeOf()).toBe(before)
  })

  test('tells the city’s figures both ways', async () => {
    const page = textOf(await read(bureau, `/kelola/ikhtisar?periode=${quarterSlug(over)}`))
    const ikm = ikmOf(sheets.slice(0, 40))
    expect(page).toContain(`Rata-rata unit Tiap unit berbobot sama. ${ikm}`)
    expect(page).toContain(`berbobot sama: 40 responden. ${ikm}`)
  })

  test('goes into a file', async () => {
    const csv = await (await bureau.get('/kelola/ikhtisar.csv?cari=kependudukan')).text()
    expect(csv.trim().split('\r\n')).toHaveLength(2)
    expect(csv).toContain(`,60,,${ikmOf(sheets).replace(',', '.')},`)
    expect((await manager.get('/kelola/ikhtisar.csv')).status).toBe(403)
    const [sheet] = await readWorkbook(new Uint8Array(await (await bureau.get('/kelola/ikhtisar.xlsx')).arrayBuffer()))
    expect(sheet?.rows).toHaveLength(5)
  })

  test('calls for a unit that fell silent, with the reason in words', async () => {
    const bulk = startBulk()
    const long = {
      ...response({ cost: 2 }, today - 20, 4),
      place: { unitId: 2, serviceId: 4, counterId: null, channel: 'paper', day: today - 20 },
    }
    await site.database.commit(...bulk.add([long]), ...bulk.tallies())
    const page = textOf(await read(bureau, '/kelola/ikhtisar?keadaan=panggil'))
    expect(page).toContain(taxes.name)
    expect(page).toContain(`Tidak ada jawaban selama 20 hari; yang terakhir ${formatDay(today - 20)}.`)
    expect(textOf(await read(agencyManager, '/kelola'))).toContain('Tidak ada jawaban selama 20 hari')
  })

  test('leaves out a closed unit that nobody rated, and keeps one that somebody did', async () => {
    const closed = (unitId: number): Change => ({
      sql: 'insert into closed_units (unit_id, closed_at) values (?, 1)',
      parameters: [unitId],
    })
    await site.database.commit(closed(empty.id), closed(registry.id))
    const listed = names(await read(bureau, '/kelola/ikhtisar'))
    expect(listed.some((name) => name?.startsWith(registry.name))).toBe(true)
    expect(listed.some((name) => name?.startsWith('Arsip'))).toBe(false)
    await site.database.commit({ sql: 'delete from closed_units', parameters: [] })
  })

  test('takes at most six queries, however many units', async () => {
    const visit = countQueries(site)
    expect(await visit(bureau, '/kelola/ikhtisar')).toEqual({ status: 200, queries: 6 })
    expect(await visit(bureau, '/kelola/ikhtisar')).toEqual({ status: 200, queries: 4 })
    expect((await sendJson(site, clinic.counter.code, { cost: 4 })).status).toBe(201)
    expect(await visit(bureau, '/kelola/ikhtisar?urut=ikm')).toEqual({ status: 200, queries: 6 })
    expect((await visit(bureau, '/kelola')).queries).toBeLessThanOrEqual(6)
  })
})

describe('the desk’s first page', () => {
  test('is the dashboard for whoever runs one unit', async () => {
    const response = await manager.get('/kelola')
    expect([response.status, response.headers.get('location')]).toEqual([303, `/kelola/unit/${registry.slug}`])
  })

  test('lists the units of an agency’s manager, and no others', async () => {
    const page = await read(agencyManager, '/kelola')
    expect(page).toContain(`/kelola/unit/${registry.slug}`)
    expect(page).toContain(`/kelola/unit/${taxes.slug}`)
    expect(page).not.toContain(`/kelola/unit/${clinic.slug}`)
    expect(page).not.toContain('/kelola/ikhtisar')
  })

  test('leads those who read all to the overview', async () => {
    for (const browser of [bureau, leader]) expect(await read(browser, '/kelola')).toContain('href="/kelola/ikhtisar"')
  })
})

test('the nightly watch finds what each unit’s own page finds', async () => {
  const bulk = startBulk()
  const weeks = Array.from({ length: 30 }, (_, week) => today - 7 * (week + 2))
  await site.database.commit(
    ...bulk.add(
      weeks.flatMap((day, week) =>
        Array.from({ length: 12 }, (_, person) =>
          response(Object.fromEntries(nine.map((key) => [key, (week < 6 ? 2 : 3) + (person % 2)])), day, 1),
        ),
      ),
    ),
    ...bulk.tallies(),
  )
  expect(await watchUnits(site.database, now, 'WIB')).toBe(4)
  const kept = await site.database.read.selectFrom('watches').selectAll().orderBy('unit_id').execute()
  for (const { unit_id, state, began } of kept) {
    const unit = [registry, taxes, clinic, empty].find(({ id }) => id === unit_id)
    const arranged = await findArranged(site.database, unit?.slug ?? '')
    const view = arranged && (await viewDashboard(site.database, arranged, undefined, now))
    expect({ state, began }).toEqual({ state: view?.watch.state, began: view?.watch.began })
  }
  expect(kept[0]?.state).toBe('lower')
  expect(textOf(await read(bureau, '/kelola/ikhtisar'))).toContain('Nilai tiap pekan bergeser turun sejak pekan')
})
