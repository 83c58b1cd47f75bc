// What the desk sees of a unit while its quarter runs: every answer at once, and nothing of it in public.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { localDay, monthsOf, previousQuarter, quarterOf } from '#src/units/rules/calendar.ts'
import { addService, enterServed } from '#src/units/store.ts'
import { all, sendJson, tableIn, textOf } from '#test/support/answers.ts'
import { city, nine } from '#test/support/city.ts'
import { arrangeStaff, type DeskBrowser, signedIn } from '#test/support/desk.ts'
import { answerIn } from '#test/support/publishing.ts'
import { referenceFigures, referenceGrade } from '#test/support/reference.ts'
import { closeWithoutErrors, type Site, startCity } from '#test/support/site.ts'

const { registry, clinic, empty } = city
let site: Site
let leader: DeskBrowser

beforeAll(async () => {
  site = await startCity()
  leader = await signedIn(site, (await arrangeStaff(site.database)).leader)
})
afterAll(() => closeWithoutErrors(site))

async function read(slug: string): Promise<string> {
  const response = await leader.get(`/kelola/unit/${slug}`)
  expect(response.status).toBe(200)
  return response.text()
}

describe('the dashboard of a unit', () => {
  // Elements differ and one is often left out, so that neither equal weights nor equal counts hide a mistake.
  const sheets = Array.from({ length: 33 }, (_, person) =>
    Object.fromEntries(
      nine.flatMap((key, place) =>
        place === 7 && person % 3 > 0 ? [] : [[key, 1 + ((person * (place + 2) + place) % 4)]],
      ),
    ),
  )
  const figuresOf = (counted: typeof sheets) =>
    referenceFigures(
      nine.map((key) => ({
        weight: null,
        sheets: counted.map((sheet) => ({ times: 1, answers: sheet[key] === undefined ? [] : [sheet[key]] })),
      })),
    )
  const inText = (figure: { text: string } | null | undefined) => figure?.text.replace('.', ',')
  const glance = (page: string) =>
    /IKM Triwulan (?:I|II|III|IV) \d{4} berjalan(.*?)(?:unsur, yang terlemah|IKM tiap triwulan)/.exec(
      textOf(page),
    )?.[1] ?? ''

  test('of a unit nobody has answered about says that there are no data, never 0 and never a grade', async () => {
    for (const { slug } of [registry, empty]) {
      const said = glance(await read(slug))
      expect(said).toContain('Belum ada data')
      expect(said).not.toMatch(/\b0\b|0,00|Tidak Baik|mutu [A-D]/i)
    }
  })

  test('shows the figure but no grade below 30 respondents', async () => {
    const sent = await Promise.all(sheets.slice(0, 29).map((sheet) => sendJson(site, registry.cardCounter.code, sheet)))
    expect(new Set(sent.map(({ status }) => status))).toEqual(new Set([201]))
    const page = await read(registry.slug)
    const figures = figuresOf(sheets.slice(0, 29))
    expect(glance(page)).toContain(inText(figures.exact))
    expect(glance(page)).toContain('29 responden')
    expect(glance(page)).toContain('Mutu mulai 30 responden')
    expect(glance(page)).not.toMatch(/Sangat Baik|Kurang Baik|Tidak Baik|mutu [A-D]\./)
    const rows = tableIn(page, 'Nilai tiap unsur').slice(1)
    for (const [place, row] of rows.entries()) {
      expect(row[3]).toBe(inText(figures.elements[place]))
      expect(row[5]).not.toMatch(/[A-D]/)
    }
  })

  test('shows figure, grade and elements from 30 respondents on, as an independent computation finds them', async () => {
    for (const [place, sheet] of sheets.slice(29).entries()) {
      const { code } = place % 2 ? registry.counter : registry.cardCounter
      expect((await sendJson(site, code, { ...sheet, layanan: 'ktp' })).status).toBe(201)
    }
    const page = await read(registry.slug)
    const figures = figuresOf(sheets)
    const grade = referenceGrade(figures.exact?.text ?? '')
    expect(glance(page)).toContain(inText(figures.exact))
    expect(glance(page)).toContain('33 responden')
    expect(glance(page)).toMatch(new RegExp(`Kepastian: (${grade}, |antara [A-D] dan [A-D]|mutu belum)`))
    expect(
      tableIn(page, 'Nilai tiap unsur')
        .slice(1)
        .map(([code, , , value, , mark, filled]) => [code, value, mark, filled]),
    ).toEqual(
      nine.map((key, place) => [
        `U${place + 1}`,
        inText(figures.elements[place]),
        expect.stringContaining(referenceGrade(figures.elements[place]?.text ?? '')),
        String(sheets.filter((sheet) => sheet[key] !== undefined).length),
      ]),
    )
  })

  test('names the running quarter in the unit’s own zone', async () => {
    const page = textOf(await read(clinic.slug))
    const there = new Date(Date.now() + 9 * 3_600_000)
    const quarter = ['I', 'II', 'III', 'IV'][Math.floor(there.getUTCMonth() / 3)]
    expect(page).toContain(`IKM Triwulan ${quarter} ${there.getUTCFullYear()} berjalan`)
  })

  test('is not moved by answers about another unit', async () => {
    const before = glance(await read(registry.slug))
    await sendJson(site, clinic.counter.code, { cost: 1 })
    expect(glance(await read(registry.slug))).toBe(before)
  })

  test('escapes what the unit is called', async () => {
    const page = await read(empty.slug)
    expect(page).not.toContain('<b>"Daerah"</b>')
    expect(textOf(page)).toContain(empty.name)
  })

  test('shows what no public page does', async () => {
    const figure = inText(figuresOf(sheets).exact) ?? ''
    expect(await read(registry.slug)).toContain(figure)
    for (const path of ['/', `/unit/${registry.slug}`, `/unit/${registry.slug}.json`, '/perbandingan']) {
      expect(await (await site.fetch(path)).text()).not.toContain(figure)
    }
  })
})

describe('the public page of a unit', () => {
  test.each([
    'tidak-ada',
    'DISDUKCAPIL',
    '%00',
    '%F0%9F%98%80',
    '..%2F..%2Fetc%2Fpasswd',
    "'%20or%201=1",
    'a'.repeat(4000),
    '%E0%A4%A',
  ])('that does not exist (%s) is not found', async (slug) => {
    const response = await site.fetch(`/unit/${slug}`)
    expect(response.status).toBe(404)
    expect(textOf(await response.text())).toMatch(/tidak (di)?temukan|tidak ada/)
  })
})

describe('what the figures of a unit can bear', () => {
  const today = localDay(new Date(), 'WIB')
  const quarter = quarterOf(today)

  test('is measured by the people served, where somebody entered them', async () => {
    const told = async (people: number) => {
      const entered = monthsOf(quarter).map((month) =>
        enterServed({ unitId: registry.id, serviceId: null, month, people, enteredAt: 0 }),
      )
      await site.database.commit(...entered)
      return textOf(await read(registry.slug))
    }
    expect(textOf(await read(registry.slug))).toContain('jumlah orang yang dilayani belum dicatat')
    const page = await told(100)
    expect(page).toMatch(/33 dari sasaran 169 responden: perlu \d[\d,]* jawaban sehari sampai \d+ \w+ \d{4}\./)
    expect(page).toContain('300 orang dilayani dalam triwulan ini. Kira-kira 11 % dari yang dilayani menjawab.')
    expect(await told(12)).toContain('33 dari sasaran 33 responden: cukup.')
    expect(await told(10)).toContain('jumlah orang yang dilayani lebih kecil dari jumlah responden')
  })

  const respondents = (count: number, score: number) => Array.from({ length: count }, () => all(nine, score))
  const about = { unitId: empty.id, serviceId: 90 }

  test('by group is never shown of a quarter that is still running', async () => {
    await site.database.commit(
      addService({ id: 90, unit_id: empty.id, slug: 'arsip', name: 'Arsip', channel: 'OFFLINE' }),
    )
    await answerIn(site.database, { ...about, quarter, said: { sex: 'L' } }, respondents(70, 4))
    await answerIn(site.database, { ...about, quarter, said: { sex: 'P' } }, respondents(40, 2))
    const page = await read(empty.slug)
    expect(textOf(page)).toContain('110 responden')
    expect(page).not.toContain('<caption>Nilai menurut')
    expect(textOf(page)).not.toMatch(/Laki-laki|Perempuan/)
    expect(textOf(page)).toMatch(/Belum ada responden pada Triwulan \w+ \d{4}, triwulan terakhir/)
  })

  test('by group is that of the quarter before, without groups under the minimum', async () => {
    const before = { ...about, quarter: previousQuarter(quarter) }
    await answerIn(site.database, { ...before, said: { sex: 'L' } }, respondents(45, 4))
    await answerIn(site.database, { ...before, said: { sex: 'L', age: '<17' } }, respondents(5, 4))
    await answerIn(site.database, { ...before, said: { sex: 'P' } }, respondents(67, 3))
    const page = await read(empty.slug)
    const rows = tableIn(page, 'Nilai menurut jenis kelamin').slice(1)
    expect(rows.map((row) => row.slice(0, 4))).toEqual([
      ['Laki-laki', '50', '100,00', 'lebih tinggi'],
      ['Perempuan atau tidak menjawab', '67', '75,00', 'lebih rendah'],
    ])
    expect(textOf(page)).toContain(
      '117 responden. Ada kelompok yang menilai berbeda dari responden lainnya. Jenis kelamin: Perempuan',
    )
    expect(tableIn(page, 'Nilai menurut usia')).toEqual([])
    expect(textOf(page)).toMatch(/Usia; .*tidak ditampilkan, agar jawaban kelompok kecil/)
    expect(textOf(page)).not.toMatch(/17 tahun/)
  })
})
