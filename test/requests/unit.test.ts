// What the public sees of a unit while its quarter runs, and how a unit is found.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startBulk } from '#src/responses/actions/bulk.ts'
import { questionnaireOf } from '#src/surveys/store.ts'
import { localDay, monthsOf, previousQuarter, quarterDays, quarterOf } from '#src/units/rules/calendar.ts'
import { addService, enterServed } from '#src/units/store.ts'
import { all, nobody, sendJson, tableIn, textOf } from '#test/support/answers.ts'
import { city, nine } from '#test/support/city.ts'
import { referenceFigures, referenceGrade } from '#test/support/reference.ts'
import { closeWithoutErrors, type Site, startCity } from '#test/support/site.ts'

const { registry, taxes, clinic, empty } = city
let site: Site

beforeAll(async () => {
  site = await startCity()
})
afterAll(() => closeWithoutErrors(site))

async function read(path: string): Promise<string> {
  const response = await site.fetch(path)
  expect(response.status).toBe(200)
  return response.text()
}

describe('the page of a unit', () => {
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
  const headline = (page: string) =>
    /IKM Triwulan (?:I|II|III|IV) \d{4}(.*?)(?:unsur, yang terlemah|$)/.exec(textOf(page))?.[1] ?? ''

  test('of a unit nobody has answered about says that there are no data, never 0 and never a grade', async () => {
    for (const { slug } of [registry, empty]) {
      const said = headline(await read(`/unit/${slug}`))
      expect(said).toContain('Belum ada data')
      expect(said).not.toMatch(/\b0\b|0,00|Tidak Baik|mutu [A-D]/i)
    }
  })

  test('shows the figure but no grade below 30 respondents', async () => {
    const sent = await Promise.all(sheets.slice(0, 29).map((sheet) => sendJson(site, registry.cardCounter.code, sheet)))
    expect(new Set(sent.map(({ status }) => status))).toEqual(new Set([201]))
    const page = await read(`/unit/${registry.slug}`)
    const figures = figuresOf(sheets.slice(0, 29))
    expect(headline(page)).toContain(inText(figures.exact))
    expect(headline(page)).toContain('29 responden')
    expect(headline(page)).toMatch(/perlu 30 responden untuk mutu, baru ada 29/)
    expect(headline(page)).not.toMatch(/Sangat Baik|Kurang Baik|Tidak Baik|mutu [A-D]\./)
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
    const page = await read(`/unit/${registry.slug}`)
    const figures = figuresOf(sheets)
    const grade = referenceGrade(figures.exact?.text ?? '')
    expect(headline(page)).toContain(inText(figures.exact))
    expect(headline(page)).toContain('33 responden')
    expect(headline(page)).toContain(`mutu ${grade}`)
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
    // Both rounded conventions stand beside the official figure.
    expect(textOf(page)).toContain(inText(figures.threeDecimals))
    expect(textOf(page)).toContain(inText(figures.twoDecimals))
  })

  test('says that it is provisional, and names the running quarter in the unit’s own zone', async () => {
    const page = textOf(await read(`/unit/${clinic.slug}`))
    const there = new Date(Date.now() + 9 * 3_600_000)
    const quarter = ['I', 'II', 'III', 'IV'][Math.floor(there.getUTCMonth() / 3)]
    expect(page).toContain(`IKM Triwulan ${quarter} ${there.getUTCFullYear()}`)
    expect(page).toContain('Sementara')
  })

  test('is not moved by answers about another unit', async () => {
    const before = headline(await read(`/unit/${registry.slug}`))
    await sendJson(site, clinic.counter.code, { cost: 1 })
    expect(headline(await read(`/unit/${registry.slug}`))).toBe(before)
  })

  test('escapes what the unit is called', async () => {
    const page = await read(`/unit/${empty.slug}`)
    expect(page).not.toContain('<b>"Daerah"</b>')
    expect(textOf(page)).toContain(empty.name)
  })

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
      return textOf(await read(`/unit/${registry.slug}`))
    }
    expect(textOf(await read(`/unit/${registry.slug}`))).toContain('jumlah orang yang dilayani belum dicatat')
    const page = await told(100)
    expect(page).toMatch(/33 dari sasaran 169 responden: perlu \d[\d,]* jawaban sehari sampai \d+ \w+ \d{4}\./)
    expect(page).toContain('300 orang dilayani dalam triwulan ini. Kira-kira 11 % dari yang dilayani menjawab.')
    expect(await told(12)).toContain('33 dari sasaran 33 responden: cukup.')
    expect(await told(10)).toContain('jumlah orang yang dilayani lebih kecil dari jumlah responden')
  })

  const respondents = (count: number, score: number, said: { sex: string; age?: string }, channel = 'phone') =>
    Array.from({ length: count }, () => ({ score, channel, age: null, ...said }))

  async function store(day: number, people: ReturnType<typeof respondents>) {
    const bulk = startBulk()
    const rows = people.map(({ score, channel, sex, age }) => ({
      place: { unitId: empty.id, serviceId: 90, counterId: null, channel, day },
      answeredAt: day * 86_400,
      hour: null,
      asked: questionnaireOf(null, 'OFFLINE'),
      answers: all(nine, score),
      respondent: { ...nobody, sex, age },
      suggestion: null,
      importId: null,
    }))
    await site.database.commit(...bulk.add(rows), ...bulk.tallies())
  }

  test('by group is never shown of a quarter that is still running', async () => {
    await site.database.commit(
      addService({ id: 90, unit_id: empty.id, slug: 'arsip', name: 'Arsip', channel: 'OFFLINE' }),
    )
    await store(today, [...respondents(70, 4, { sex: 'L' }), ...respondents(40, 2, { sex: 'P' })])
    const page = await read(`/unit/${empty.slug}`)
    expect(textOf(page)).toContain('110 responden')
    expect(page).not.toContain('Nilai menurut')
    expect(textOf(page)).not.toMatch(/Laki-laki|Perempuan|Ponsel/)
    expect(textOf(page)).toMatch(/Belum ada responden pada Triwulan \w+ \d{4}, triwulan terakhir/)
  })

  test('by group is that of the quarter before, without groups under the minimum', async () => {
    await store(quarterDays(previousQuarter(quarter)).first, [
      ...respondents(45, 4, { sex: 'L' }),
      ...respondents(5, 4, { sex: 'L', age: '<17' }),
      ...respondents(60, 3, { sex: 'P' }),
      ...respondents(7, 3, { sex: 'P' }, 'paper'),
    ])
    const page = await read(`/unit/${empty.slug}`)
    const rows = tableIn(page, 'Nilai menurut jenis kelamin').slice(1)
    expect(rows.map((row) => row.slice(0, 4))).toEqual([
      ['Laki-laki', '50', '100,00', 'lebih tinggi'],
      ['Perempuan atau tidak menjawab', '67', '75,00', 'lebih rendah'],
    ])
    expect(textOf(page)).toContain(
      '117 responden. Ada kelompok yang menilai berbeda dari responden lainnya. Jenis kelamin: Perempuan',
    )
    for (const dimension of ['usia', 'cara menjawab']) {
      expect(tableIn(page, `Nilai menurut ${dimension}`)).toEqual([])
    }
    expect(textOf(page)).toMatch(/Usia; .*Cara menjawab: tidak ditampilkan, agar jawaban kelompok kecil/)
    expect(textOf(page)).not.toMatch(/17 tahun|Kertas/)
  })
})

describe('the first page', () => {
  const unitsIn = (page: string) => Array.from(page.matchAll(/href="\/unit\/([^"]+)"/g), ([, slug]) => slug).toSorted()
  const everyUnit = [registry, taxes, clinic, empty].map(({ slug }) => slug).toSorted()
  const search = (typed: string) => read(`/?cari=${encodeURIComponent(typed)}`)

  test('lists every unit under its agency', async () => {
    const page = await read('/')
    expect(unitsIn(page)).toEqual(everyUnit)
    expect(textOf(page)).toContain(city.government)
    expect(textOf(page)).toContain('Dinas Kesehatan')
    expect(page).not.toContain('<b>"Daerah"</b>')
  })

  test.each([
    ['puskesmas', [clinic.slug]],
    ['TIMUR  Puskesmas ', [clinic.slug]],
    ['jalan merdeka', [registry.slug, taxes.slug]],
    ['kesehatan', [clinic.slug]],
    ['100%_', [clinic.slug]],
    ['"Daerah"', [empty.slug]],
    ['%', [clinic.slug]],
    ['   ', everyUnit],
  ])('finds by “%s”', async (typed, slugs) => {
    expect(unitsIn(await search(typed))).toEqual([...slugs].toSorted())
  })

  test.each([
    ['a word that no unit has', 'rumahsakit'],
    ['a very long word', 'a'.repeat(5000)],
    ['fifty words', 'z '.repeat(50)],
    ['quotes', "' or '1'='1"],
    ['a backslash', '\\'],
    ['a zero byte', 'a\u0000b'],
    ['an emoji that a cut would halve', `${'z'.repeat(99)}😀`],
    ['markup', '<script>alert(1)</script>'],
  ])('says so when nothing is found for %s', async (_, typed) => {
    const page = await search(typed)
    expect(unitsIn(page)).toEqual([])
    expect(textOf(page)).toContain('Tidak ada unit yang cocok')
    expect(page).not.toContain('<script>alert')
  })

  test('takes the first of a repeated search, and no search for none', async () => {
    expect(unitsIn(await read('/?cari=puskesmas&cari=pajak'))).toEqual([clinic.slug])
    expect(unitsIn(await read('/?cari='))).toEqual(everyUnit)
    expect(unitsIn(await read('/?cari'))).toEqual(everyUnit)
    expect(unitsIn(await read('/?lain=puskesmas'))).toEqual(everyUnit)
    expect((await site.fetch('/?cari=%E0%A4%A')).status).toBe(200)
  })
})
