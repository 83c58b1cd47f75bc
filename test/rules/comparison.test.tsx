// Units beside each other: every one of them is somewhere, none is given a bare rank, and the figures over them are exact.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Random, random } from '#src/demonstration/random.ts'
import { compareUnits, mostCompared, together } from '#src/ikm/rules/comparison.ts'
import { estimatesOf, intervalOf } from '#src/ikm/rules/interval.ts'
import { summarise } from '#src/ikm/rules/summary.ts'
import { tallyOf } from '#src/ikm/rules/tally.ts'
import { ComparisonPage, type ComparisonProps, EmptyComparisonPage } from '#src/publications/pages/comparison.tsx'
import { addAnswers, emptyTotals } from '#src/responses/rules/tally.ts'
import { type Answers, defaultRuleBook, questionnaire, ruleBook } from '#src/surveys/rules.ts'
import { nobody, textOf } from '#test/support/answers.ts'
import { nine } from '#test/support/city.ts'
import { trials } from '#test/support/trials.ts'

const asked = questionnaire(defaultRuleBook, 'OFFLINE')

const visitor = { ...nobody, channel: 'phone', hour: null }

/** A unit as the page is given it. */
function unitFrom(name: string, sheets: readonly Answers[]) {
  const totals = emptyTotals()
  for (const sheet of sheets) addAnswers(totals, asked, sheet, visitor)
  const tally = tallyOf(totals, asked)
  const book = asked.ruleBook
  const summary = summarise(tally, book)
  const estimate = estimatesOf(tally, summary, book, null).index
  const interval = estimate && intervalOf(estimate)
  return {
    slug: name.toLowerCase(),
    name,
    kind: 'Sekolah',
    questionnaire: book.name,
    book,
    tally,
    summary,
    estimate,
    interval,
  }
}

/** Sheets of people who give a 4 with a likelihood, else a 3. */
function sheets(respondents: number, likelihood: number, chance: Random): Answers[] {
  return Array.from({ length: respondents }, () => {
    const score = chance.chance(likelihood) ? 4 : 3
    return Object.fromEntries(nine.map((key, place) => [key, place === 0 ? 3 : score]))
  })
}

const alike = (respondents: number, score: number): Answers[] =>
  Array.from({ length: respondents }, () => Object.fromEntries(nine.map((key) => [key, score])))

function props(units: readonly ReturnType<typeof unitFrom>[], told: Partial<ComparisonProps> = {}): ComparisonProps {
  return {
    site: { government: 'Kota Contoh', demonstration: false },
    quarter: 20262,
    quarters: [20262, 20261],
    kinds: [{ name: 'Sekolah', units: units.length }],
    kind: 'Sekolah',
    everyKindOffered: false,
    total: units.length,
    quarterReplaced: false,
    kindReplaced: false,
    together: together(units),
    ...compareUnits(units),
    ...told,
  }
}

const read = (given: ComparisonProps) => textOf(String(<ComparisonPage {...given} />))

describe('comparing', () => {
  const made = fc.array(
    fc.record({ n: fc.constantFrom(0, 1, 2, 29, 30, 31, 80, 300), likelihood: fc.constantFrom(0, 0.1, 0.5, 0.9, 1) }),
    { maxLength: 9 },
  )
  const unitsOf = (models: readonly { n: number; likelihood: number }[], seed: string) => {
    const chance = random(seed)
    return models.map(({ n, likelihood }, place) => unitFrom(`Unit ${place}`, sheets(n, likelihood, chance)))
  }

  test('leaves no unit out, shows none twice, and grades decide who stands apart', () => {
    fc.assert(
      fc.property(made, fc.string(), (models, seed) => {
        const units = unitsOf(models, seed)
        const { levels, apart } = compareUnits(units)
        const placed = levels.flatMap((level) => level.units)
        expect([...placed, ...apart].map(({ slug }) => slug).toSorted()).toEqual(
          units.map(({ slug }) => slug).toSorted(),
        )
        for (const { summary } of placed) expect(summary.state).toBe('graded')
        for (const { summary, reason } of apart) expect(reason).toBe(summary.state)
        expect(levels.map(({ level }) => level)).toEqual(levels.map((_, place) => place + 1))
      }),
      { numRuns: trials(60, 2000) },
    )
  })

  test('gives the page no NaN, no undefined and no order of figures within a level', () => {
    fc.assert(
      fc.property(made, fc.string(), (models, seed) => {
        const given = props(unitsOf(models, seed))
        for (const { units } of given.levels) {
          const names = units.map(({ name }) => name)
          expect(names).toEqual(names.toSorted((one, other) => Number(one.slice(5)) - Number(other.slice(5))))
        }
        const html = String(<ComparisonPage {...given} />)
        expect(html).not.toMatch(/NaN|Infinity|undefined|\[object|<ol/)
        const linked = Array.from(html.matchAll(/href="\/unit\/([^"]+)"/g), ([, slug]) =>
          decodeURIComponent(slug ?? ''),
        )
        expect(linked.toSorted()).toEqual(
          [...given.levels.flatMap(({ units }) => units), ...given.apart].map(({ slug }) => slug).toSorted(),
        )
      }),
      { numRuns: trials(40, 1000) },
    )
  })

  test('takes names as people read them: 2 before 10, whatever the figures', () => {
    const units = ['SD 10', 'SD 2', 'sd 1'].map((name) => unitFrom(name, sheets(40, 0.5, random(name))))
    const { levels } = compareUnits(units)
    expect(levels.map((level) => level.units.map(({ name }) => name))).toEqual([['sd 1', 'SD 2', 'SD 10']])
  })

  test('does not test more units than it says', () => {
    const sheet = sheets(30, 0.5, random('many'))
    const one = unitFrom('A', sheet)
    const many = Array.from({ length: mostCompared + 1 }, (_, place) => ({ ...one, slug: `a${place}` }))
    const { levels, apart } = compareUnits(many)
    expect(levels).toEqual([])
    expect(new Set(apart.map(({ reason }) => reason))).toEqual(new Set(['tooMany']))
    expect(compareUnits(many.slice(1)).apart).toEqual([])
    expect(read(props(many))).toContain('terlalu banyak untuk diuji satu sama lain')
  })
})

describe('the page', () => {
  const low = unitFrom('Rendah', [...alike(40, 2), ...alike(10, 3)])
  const middle = unitFrom('Tengah', [...alike(20, 3), ...alike(15, 4)])
  const near = unitFrom('Dekat', [...alike(20, 3), ...alike(17, 4)])
  const few = unitFrom('Sedikit', alike(29, 4))
  const one = unitFrom('Seorang', alike(1, 4))
  const none = unitFrom('Kosong', [])

  test('says what can be told apart, and what ranks are left', () => {
    const text = read(props([low, middle, near, few, one, none]))
    expect(text).toContain('2 tingkat 3 unit terbagi menjadi 2 tingkat; tingkat 1 yang tertinggi.')
    expect(text).toContain('Dari 3 pasangan unit, 2 terbukti berbeda.')
    expect(text).toMatch(/Tingkat 1 2 unit, menurut abjad Dekat .*peringkat yang mungkin 1–2.*Tengah .*1–2/)
    expect(text).toMatch(/Tingkat 2 1 unit Rendah .*peringkat yang mungkin hanya 3/)
    expect(text).toContain('3 unit lain belum dapat dibandingkan')
    expect(text).toContain('29 dari 30 responden yang diperlukan. 100,00 belum cukup')
    expect(text).toContain('1 dari 30 responden yang diperlukan. 100,00 belum cukup')
    expect(text).toContain('Belum ada responden pada triwulan ini. – belum ada data')
  })

  test.each<[string, ReturnType<typeof unitFrom>[], string]>([
    ['one unit without answers', [none], 'Belum ada data Unit ini belum punya jawaban'],
    ['units without answers', [none, { ...none, slug: 'lain' }], 'Belum ada data Belum ada unit yang punya jawaban'],
    ['units with few answers', [few, one], 'Belum cukup Belum ada unit yang respondennya cukup'],
    ['one unit', [middle, none], 'Belum ada pembanding Baru satu unit yang respondennya cukup'],
    ['two equal units', [middle, { ...middle, slug: 'lain' }], 'Belum dapat dibedakan Kedua unit setingkat'],
    ['three of one level', [middle, near, { ...near, slug: 'lain' }], 'Belum dapat dibedakan 3 unit setingkat'],
    ['two proven different', [middle, low], '2 tingkat Kedua unit terbukti berbeda'],
  ])('has words for %s', (_, units, words) => {
    expect(read(props(units))).toContain(words)
  })

  test.each([
    [0, 'Belum ada unit pelayanan Unit dapat dibandingkan setelah didaftarkan'],
    [3, 'Belum ada hasil yang diterbitkan'],
  ])('has words for %i units of which nothing was published', (total, words) => {
    const { site } = props([])
    expect(textOf(String(<EmptyComparisonPage site={site} total={total} />))).toContain(words)
  })

  test('has no levels and no ranks where there is nothing to compare with', () => {
    expect(read(props([middle, none]))).not.toMatch(/Tingkat 1|mungkin (hanya\s)?\d/)
  })

  test('says which unit asks by what, only where they differ', () => {
    expect(read(props([middle, near]))).not.toContain('Kuesioner')
    const online = { ...near, slug: 'daring', name: 'Daring', questionnaire: 'SKM Online' }
    const text = read(props([middle, near, online]))
    expect(text).toContain(
      `Kuesioner tidak seragam: SKM Online oleh Daring; ${defaultRuleBook.name} oleh 2 unit lainnya.`,
    )
  })

  test('keeps typed text as text', () => {
    const hostile = `"'></h1><script>alert(1)</script>`
    const units = [middle, { ...near, name: hostile, slug: '../x?y', kind: hostile, questionnaire: hostile }]
    const html = String(
      <ComparisonPage
        {...props(units, { kind: null, kinds: [{ name: hostile, units: 2 }], everyKindOffered: true })}
      />,
    )
    expect(html).not.toContain('<script')
    expect(html).toContain('href="/unit/..%2Fx%3Fy"')
  })
})

describe('the figures over units', () => {
  test('are exact, and differ as units of different size should make them', () => {
    // 10 people at 100,00 and 30 at 50,00: by units 75,00, by respondents 62,50.
    const found = together([unitFrom('A', alike(10, 4)), unitFrom('B', alike(30, 2)), unitFrom('C', [])])
    expect(found).toEqual({ units: 2, respondents: 40, meanOfUnits: 7500, pooled: 6250 })
  })

  test('are none without answers', () => {
    expect(together([unitFrom('A', [])])).toEqual({ units: 0, respondents: 0, meanOfUnits: null, pooled: null })
    expect(together([])).toEqual({ units: 0, respondents: 0, meanOfUnits: null, pooled: null })
  })

  test('add up SKM 2017 and SKM Online, and nothing on another scale', () => {
    const [one, other] = [unitFrom('A', alike(10, 4)), unitFrom('B', alike(30, 2))]
    const online = { ...other, book: ruleBook('skm-online') }
    expect(together([one, online]).pooled).toBe(6250)
    const stars = { ...other.book, scale: { lowest: 1, highest: 6 } }
    expect(together([one, { ...other, book: stars }])).toMatchObject({ meanOfUnits: 7500, pooled: null })
  })
})
