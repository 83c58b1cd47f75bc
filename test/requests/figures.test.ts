// A unit's figures as they would be published: null wherever there is nothing to say, never NaN and never a zero for nothing.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { draftQuarter } from '#src/publications/actions/draft.ts'
import type { UnitDocument } from '#src/publications/rules/document.ts'
import { type BulkResponse, startBulk } from '#src/responses/actions/bulk.ts'
import type { Answers } from '#src/surveys/rules.ts'
import { questionnaireOf } from '#src/surveys/store.ts'
import { localDay, monthsOf, previousQuarter, quarterDays, quarterOf, quarterSlug } from '#src/units/rules/calendar.ts'
import { addService, enterServed } from '#src/units/store.ts'
import { nobody } from '#test/support/answers.ts'
import { city, nine } from '#test/support/city.ts'
import { publishNow } from '#test/support/publishing.ts'
import { closeWithoutErrors, type Site, startCity } from '#test/support/site.ts'

let site: Site
const now = new Date()
const today = localDay(now, 'WIB')
const asked = questionnaireOf(null, 'OFFLINE')

beforeAll(async () => {
  site = await startCity()
  await site.database.commit(
    addService({ id: 90, unit_id: city.empty.id, slug: 'arsip', name: 'Arsip', channel: 'OFFLINE' }),
  )
})
afterAll(() => closeWithoutErrors(site))

async function store(answers: readonly Answers[], day = today, said: Partial<BulkResponse['respondent']> = {}) {
  const bulk = startBulk()
  const rows = answers.map((given) => ({
    place: { unitId: city.empty.id, serviceId: 90, counterId: null, channel: 'phone', day },
    answeredAt: day * 86_400,
    hour: null,
    asked,
    answers: given,
    respondent: { ...nobody, ...said },
    suggestion: null,
    importId: null,
  }))
  await site.database.commit(...bulk.add(rows), ...bulk.tallies())
}

const quarter = quarterOf(today)
const before = previousQuarter(quarter)

async function figures(of = quarter): Promise<UnitDocument> {
  const draft = await draftQuarter(site.database, of)
  const unit = draft.units.find(({ document }) => document.kode_unit === city.empty.slug)
  if (!unit) throw new Error('the unit is missing')
  // JSON would write NaN and Infinity as null, so the figures are looked at before they are written.
  numbersIn(unit.document)
  expect(JSON.parse(unit.text)).toEqual(unit.document)
  return unit.document
}

function numbersIn(value: unknown): void {
  if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true)
  else if (value !== null && typeof value === 'object') for (const part of Object.values(value)) numbersIn(part)
  else expect(['string', 'boolean', 'object']).toContain(typeof value)
}

const all = (score: number): Answers => Object.fromEntries(nine.map((key) => [key, score]))

describe('figures of a unit', () => {
  test('without answers are null, not zero', async () => {
    const empty = await figures()
    expect(empty).toMatchObject({ jumlah_responden: 0, ikm: null, mutu: null, selang: null, margin_galat: null })
    expect(empty).toMatchObject({ kepastian_mutu: null, peluang_mutu: null, perubahan: null, keandalan: null })
    expect(empty.pembanding).toEqual({ exact: null, '0.111': null, '0.11': null })
    expect(empty).toMatchObject({
      keadaan: 'tanpa_jawaban',
      sasaran_responden: null,
      orang_dilayani: null,
      total: null,
    })
    for (const element of empty.unsur) {
      expect(element).toMatchObject({ terisi: 0, jumlah: null, nrr: null, nilai: null, mutu: null, selang: null })
      expect(element).toMatchObject({ sebaran: null, kepentingan: null, kuadran: null })
    }
  })

  test('of one respondent have a value, and nothing that one person cannot bear', async () => {
    await store([all(4)])
    const one = await figures()
    expect(one).toMatchObject({ jumlah_responden: 1, ikm: 100, mutu: null, selang: null, margin_galat: null })
    expect(one).toMatchObject({ kepastian_mutu: null, keandalan: null, pembanding: { exact: 100, '0.11': 99 } })
    expect(one.unsur[0]).toMatchObject({ nilai: 100, sebaran: [0, 0, 0, 1], kepentingan: null, kuadran: null })
  })

  test('of equal answers leave room for those who did not answer, and know no reliability', async () => {
    await store(Array.from({ length: 39 }, () => all(4)))
    const equal = await figures()
    expect(equal).toMatchObject({ jumlah_responden: 40, ikm: 100, mutu: 'A', keandalan: null })
    expect(equal.selang?.[0]).toBeLessThan(100)
    expect(equal.selang?.[1]).toBe(100)
    expect(equal.margin_galat).toBeGreaterThan(0)
    const chances = Object.values(equal.peluang_mutu ?? {})
    expect(chances.reduce((sum, chance) => sum + chance, 0)).toBeCloseTo(1, 2)
    for (const element of equal.unsur) expect(element.kuadran).toBeNull()
  })

  test('of an element that nobody answered are null beside the others', async () => {
    await store(
      Array.from({ length: 60 }, (_, person) => {
        const { complaintHandling: _unasked, ...others } = all(2 + (person % 3))
        return others
      }),
      quarterDays(before).first,
      { sex: 'P' },
    )
    const earlier = await figures(before)
    expect(earlier.unsur.find(({ kunci }) => kunci === 'complaintHandling')).toMatchObject({
      terisi: 0,
      jumlah: null,
      nrr: null,
      nilai: null,
      mutu: null,
      selang: null,
      sebaran: null,
    })
    expect(earlier).toMatchObject({ jumlah_responden: 60, ikm: 75, mutu: 'C', perubahan: null })
    expect(earlier.profil.every(({ baris }) => baris.length === 0)).toBe(true)
    await store(
      Array.from({ length: 50 }, (_, person) => all(3 + (person % 2))),
      quarterDays(before).first,
      { sex: 'L' },
    )
  })

  test('by group are in rows of the minimum at least', async () => {
    const { profil } = await figures(before)
    const rows = profil.flatMap(({ baris }) => baris)
    expect(rows.map(({ kelompok: name }) => name)).toEqual(['Laki-laki', 'Perempuan atau tidak menjawab'])
    expect(rows.map(({ jumlah_responden }) => jumlah_responden)).toEqual([50, 60])
    expect(rows.map(({ nilai }) => nilai)).toEqual([87.5, 75])
    expect(rows.map(({ dibanding_lainnya }) => dibanding_lainnya)).toEqual(['lebih tinggi', 'lebih rendah'])
  })

  test('are compared with the quarter before once that was published', async () => {
    expect((await figures()).perubahan).toBeNull()
    await publishNow(site.database, before)
    const compared = await figures()
    expect(compared.perubahan?.arah).toBe('naik')
    expect(compared.dibandingkan_dengan).toEqual({ periode: quarterSlug(before), edisi: 1 })
  })

  test('narrow as more of those served have answered', async () => {
    const wide = (await figures()).selang
    const served = (people: number) =>
      monthsOf(quarter).map((month) =>
        enterServed({ unitId: city.empty.id, serviceId: null, month, people, enteredAt: 0 }),
      )
    await site.database.commit(...served(1000))
    expect(await figures()).toMatchObject({ orang_dilayani: 3000, sasaran_responden: 341 })
    await site.database.commit(...served(15))
    const narrow = (await figures()).selang
    const width = (range: readonly [number, number] | null) => (range ? range[1] - range[0] : Number.NaN)
    expect(width(narrow)).toBeLessThan(0.5 * width(wide))
  })
})
