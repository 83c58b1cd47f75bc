// The comparison of units: which published quarters and kinds can be asked for, and that nothing that was asked breaks it.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mostCompared } from '#src/ikm/rules/comparison.ts'
import { type ComparisonView, viewComparison } from '#src/publications/view.ts'
import { startBulk } from '#src/responses/actions/bulk.ts'
import { questionnaireOf } from '#src/surveys/store.ts'
import { lastQuarters, localDay, type Quarter, quarterDays, quarterOf, quarterSlug } from '#src/units/rules/calendar.ts'
import { addService, addUnit } from '#src/units/store.ts'
import { nobody, textOf } from '#test/support/answers.ts'
import { city, nine } from '#test/support/city.ts'
import { publishNow } from '#test/support/publishing.ts'
import { type Site, startCity, startSite } from '#test/support/site.ts'

let site: Site
let empty: Site
const now = new Date()
const running = quarterOf(localDay(now, 'WIB'))
const quarters = lastQuarters(running, 10)
const [tooOld, oldest, last] = [quarters[1], quarters[2], quarters[8]] as [Quarter, Quarter, Quarter]
const schools = [101, 102, 103].map((id) => ({ id, slug: `sd-${id}`, name: `SD Negeri ${id}` }))

beforeAll(async () => {
  ;[site, empty] = await Promise.all([startCity(), startSite()])
  await site.database.commit(
    ...schools.map((school) =>
      addUnit({ ...school, agency_id: 2, kind: 'Sekolah & Madrasah', address: '', zone: 'WIB' }),
    ),
    ...schools.map(({ id }) => addService({ id, unit_id: id, slug: 'umum', name: 'Umum', channel: 'OFFLINE' })),
  )
  await store(101, last, 40, 4)
  await store(102, last, 40, 3)
  await store(101, running, 5, 3)
  await store(101, tooOld, 40, 2)
  await store(103, oldest, 40, 3)
  await publishNow(site.database, oldest)
  await publishNow(site.database, last)
})
afterAll(async () => {
  expect([...site.errors(), ...empty.errors()]).toEqual([])
  await Promise.all([site.close(), empty.close()])
})

async function store(unitId: number, quarter: Quarter, respondents: number, score: number) {
  const bulk = startBulk()
  const { first } = quarterDays(quarter)
  const rows = Array.from({ length: respondents }, () => ({
    place: { unitId, serviceId: unitId, counterId: null, channel: 'phone' as const, day: first },
    answeredAt: first * 86_400,
    hour: null,
    asked: questionnaireOf(null, 'OFFLINE'),
    answers: Object.fromEntries(nine.map((key) => [key, score])),
    respondent: nobody,
    suggestion: null,
    importId: null,
  }))
  await site.database.commit(...bulk.add(rows), ...bulk.tallies())
}

async function read(query: string, from = site): Promise<string> {
  const response = await from.fetch(`/perbandingan${query}`)
  expect(response.status).toBe(200)
  return response.text()
}

const linksIn = (page: string) =>
  Array.from(page.matchAll(/href="(\/perbandingan\?[^"]*)"/g), ([, address]) =>
    (address ?? '').replaceAll('&amp;', '&'),
  )
const chosenIn = (page: string) =>
  Array.from(page.matchAll(/aria-current="true">(.*?)<\/a>/gs), ([, text]) => textOf(text ?? ''))
async function view(quarter?: Quarter | null, kind?: string): Promise<ComparisonView> {
  const found = await viewComparison(site.database, { quarter, kind })
  if (found.edition === null) throw new Error('nothing was published')
  return found
}
const replaced = /yang diminta tidak dapat/

describe('without any wish', () => {
  test('shows the quarter published last, and the kind with the most units', async () => {
    const page = textOf(await read(''))
    expect(page).toContain('Perbandingan Sekolah & Madrasah')
    expect(page).toContain('2 tingkat Kedua unit terbukti berbeda')
    expect(page).toMatch(/Tingkat 1 1 unit SD Negeri 101 .* Tingkat 2 1 unit SD Negeri 102 /)
    expect(page).toMatch(/Rata-rata unit .*? 87,50 Gabungan responden .*? 87,50/)
    expect(page).toMatch(/Belum dapat dibandingkan SD Negeri 103 /)
    expect(page).not.toMatch(replaced)
    expect((await view()).quarter).toBe(last)
  })

  test('is found from the first page', async () => {
    expect(await (await site.fetch('/')).text()).toContain('href="/perbandingan"')
  })

  test('says that there is nothing yet where there is nothing', async () => {
    const page = textOf(await read('', empty))
    expect(page).toContain('Belum ada unit pelayanan')
    expect(page).not.toMatch(/\b0\b|NaN|undefined/)
  })
})

describe('a quarter', () => {
  test('can be chosen of those that were published, in whole quarters only', async () => {
    expect((await view()).quarters).toEqual([last, oldest])
    const page = await read(`?periode=${quarterSlug(oldest)}`)
    expect(textOf(page)).toContain('SD Negeri 103')
    expect(textOf(page)).not.toMatch(replaced)
    expect((await view(oldest)).levels.flatMap(({ units }) => units.map(({ slug }) => slug))).toEqual(['sd-103'])
  })

  test('that still runs, or ended and was not published, is never shown', async () => {
    for (const quarter of [running, tooOld]) {
      const page = textOf(await read(`?periode=${quarterSlug(quarter)}`))
      expect(page).toContain('Triwulan yang diminta tidak dapat ditampilkan')
      expect(page).toContain(`Yang tampil: Triwulan`)
      expect((await view(quarter)).quarter).toBe(last)
    }
  })

  test.each([
    quarterSlug(tooOld),
    quarterSlug(quarters[5] as Quarter),
    '2099-tw1',
    '2026-tw5',
    '2026-s1',
    '2026',
    '2026-07-01',
    '2026-tw3..2026-tw4',
    'x',
    '%00',
    '%E0%A4%A',
    'a'.repeat(4000),
  ])('%s is replaced by the one published last, and that is said', async (asked) => {
    const page = textOf(await read(`?periode=${asked}`))
    expect(page).toContain('Triwulan yang diminta tidak dapat ditampilkan')
    expect(page).toMatch(/Tingkat 1 1 unit SD Negeri 101 /)
  })

  test('asked for twice counts once', async () => {
    const page = textOf(await read(`?periode=${quarterSlug(oldest)}&periode=x`))
    expect(page).not.toMatch(replaced)
  })
})

describe('a kind', () => {
  test('is offered with the number of its units, every one of them and all together', async () => {
    const page = await read('')
    const { kinds, total } = await view()
    expect(kinds.map(({ name, units }) => [name, units])).toEqual([
      ['Sekolah & Madrasah', 3],
      ['Dinas', 2],
      ['Badan', 1],
      ['Puskesmas', 1],
    ])
    expect(total).toBe(7)
    expect(textOf(page)).toMatch(/Sekolah & Madrasah 3 Dinas 2 Badan 1 Puskesmas 1 Semua jenis 7/)
  })

  test('and a quarter that are offered can both be had', async () => {
    const links = linksIn(await read(''))
    expect(links).toHaveLength(5 + 2)
    for (const link of links) {
      const page = await read(link.slice('/perbandingan'.length))
      expect(textOf(page)).not.toMatch(replaced)
      const asked = new URLSearchParams(link.split('?')[1])
      const chosen = chosenIn(page)
      expect(chosen).toHaveLength(2)
      expect(chosen[0]).toContain(asked.get('jenis') === 'semua' ? 'Semua jenis' : asked.get('jenis'))
    }
  })

  test('all together lists every unit', async () => {
    const page = await read('?jenis=semua')
    const slugs = Array.from(page.matchAll(/href="\/unit\/([^"]+)"/g), ([, slug]) => slug)
    const known = [city.registry, city.taxes, city.clinic, city.empty, ...schools].map(({ slug }) => slug)
    expect(slugs.toSorted()).toEqual(known.toSorted())
    expect(page).not.toContain('<b>"Daerah"</b>')
  })

  test.each(['Terminal', 'sekolah', '', '%00', '<script>alert(1)</script>', "' or 1=1", 'a'.repeat(4000)])(
    'that no unit has (%s) is replaced by the one with the most units, and that is said',
    async (asked) => {
      const page = await read(`?jenis=${encodeURIComponent(asked)}`)
      expect(textOf(page)).toContain('Jenis unit yang diminta tidak dapat dibandingkan')
      expect(textOf(page)).toContain('Perbandingan Sekolah & Madrasah')
      expect(page).not.toContain('<script')
    },
  )
})

test('a correction for another unit changes no index, only what can be told apart', async () => {
  const figures = async () =>
    (await view(last)).levels.flatMap(({ units }) =>
      units.map(({ slug, summary, interval }) => ({ slug, ikm: summary.ikm, interval })),
    )
  const before = await figures()
  await store(103, last, 30, 4)
  expect(await figures()).toEqual(before)
  await publishNow(site.database, last, { reason: 'Tiga puluh jawaban tertinggal.' })
  const after = await figures()
  expect(after).toEqual(expect.arrayContaining(before))
  expect(after.map(({ slug }) => slug)).toEqual(['sd-101', 'sd-103', 'sd-102'])
})

test('all kinds together are not offered where there are too many units', async () => {
  await site.database.commit(
    ...Array.from({ length: mostCompared }, (_, place) =>
      addUnit({
        id: 1000 + place,
        agency_id: 1,
        slug: `pos-${place}`,
        name: `Pos ${place}`,
        kind: 'Pos',
        address: '',
        zone: 'WIB',
      }),
    ),
  )
  await publishNow(site.database, running)
  const page = await read('?jenis=semua')
  expect(textOf(page)).toContain('Jenis unit yang diminta tidak dapat dibandingkan. Yang tampil: Pos.')
  expect(textOf(page)).toContain('Belum ada data Belum ada unit yang punya jawaban')
  expect(linksIn(page).join()).not.toContain('semua')
})
