// The page of explanations says what the code does: figures, grades and words of the rules, and every source they name.

import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { exampleQuarter, exampleUnits, leastRiseFound } from '#src/ikm/pages/methodology/example.ts'
import { sections } from '#src/ikm/pages/methodology/section.tsx'
import { MethodologyPage } from '#src/ikm/pages/methodology.tsx'
import { certainFrom, certaintyInWords, certaintyOf } from '#src/ikm/rules/certainty.ts'
import { changesOf, differenceTest, directionWords, unitFamily } from '#src/ikm/rules/change.ts'
import { comparisonWords, timesForSpecific, withheldWords } from '#src/ikm/rules/fairness.ts'
import { intervalOf } from '#src/ikm/rules/interval.ts'
import { quadrantWords } from '#src/ikm/rules/priorities.ts'
import { reliabilityBands, reliabilityOf, reliabilityWords } from '#src/ikm/rules/reliability.ts'
import { requiredSample } from '#src/ikm/rules/sample.ts'
import { watchWords } from '#src/ikm/rules/watch.ts'
import { formatCount, formatDecimal, formatHundredths, formatPercent } from '#src/language/format.ts'
import { defaultRuleBook } from '#src/surveys/rules.ts'
import { tableIn, textOf } from '#test/support/answers.ts'

const html = String(<MethodologyPage site={{ government: 'Kota Contoh', demonstration: false }} />)
const sectionOf = (anchor: string) =>
  html.slice(html.indexOf(`id="${anchor}"`)).split('</section><section class="card"')[0] ?? ''
const said = (anchor: string) => textOf(sectionOf(anchor))

test('has every anchor that other pages lead to, and none twice', () => {
  const wanted =
    'ikm cara-hitung-lain kosong selang mutu kecukupan perubahan tingkat prioritas keandalan pemantauan kelompok gabungan ketelitian sumber'
  expect(Object.keys(sections)).toEqual(wanted.split(' '))
  const ids = Array.from(html.matchAll(/ id="([^"]+)"/g), ([, id]) => id)
  expect(ids).toEqual([...new Set(ids)])
  for (const anchor of Object.keys(sections)) expect(ids).toContain(anchor)
  const within = Array.from(html.matchAll(/ href="#([^"]+)"/g), ([, id]) => id)
  expect(within.length).toBeGreaterThan(80)
  expect(within.filter((id) => !ids.includes(id))).toEqual([])
  const pages = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((path) => /\.tsx$/.test(path))
  const leading = pages.flatMap((path) =>
    Array.from(readFileSync(`src/${path}`, 'utf8').matchAll(/\/metodologi#([\w-]+)/g), ([, id]) => id),
  )
  expect(leading.filter((id) => !ids.includes(id))).toEqual([])
})

test('holds nothing that is not a word or a figure, no formula as a picture, and no exclamation mark', () => {
  expect(html.match(/NaN|undefined|Infinity|\[object|PRIORITIES|<img|<svg|style="/g) ?? []).toEqual([])
  expect(textOf(html).match(/.{0,40}!/g) ?? []).toEqual([])
})

test('says in words what each formula says in signs', () => {
  const formulas = html.split('<div class="formula">').slice(1)
  expect(formulas.length).toBeGreaterThan(30)
  for (const formula of formulas) {
    expect(formula).toMatch(/^<math display="block">/)
    expect(textOf(/<\/math><p class="fine">(.*?)<\/p>/s.exec(formula)?.[1] ?? '').length).toBeGreaterThan(30)
  }
})

describe('the figures', () => {
  test('of grades are those of the rule book', () => {
    expect(tableIn(html, 'Mutu dan kinerja menurut nilai IKM').slice(1)).toEqual(
      defaultRuleBook.grades.map(({ grade, performance, from }) => [grade, performance, formatHundredths(from)]),
    )
  })

  // From the regulation's arithmetic, by hand: 97 ÷ 30 × 25 = 80.833…; 9 × 0.111 = 0.999; 3.23 × 25 = 80.75.
  test('of the worked examples are those of the regulation', () => {
    expect(said('ikm')).toContain('97/30')
    expect(said('ikm')).toContain('80,83, mutu B')
    expect(said('ikm')).toContain('80,75')
    expect(said('ikm')).toContain('88,305 menjadi 88,31')
    const rows = tableIn(html, 'IKM dari jawaban yang sama')
    expect(rows.slice(1).map(([, perfect]) => perfect)).toEqual(['100,00', '99,90', '99,00'])
    const { small, large, meanOfUnits, pooled } = exampleUnits()
    for (const ikm of [small.ikm, large.ikm, meanOfUnits, pooled.ikm]) {
      expect(said('gabungan')).toContain(formatHundredths(ikm ?? 0))
    }
    // (40 × 70 + 360 × 85) ÷ 400
    expect([meanOfUnits, pooled.ikm]).toEqual([7_750, 8_350])
  })

  test('of the example are computed by the rules', () => {
    const { summary, estimates, moments } = exampleQuarter('after')
    const before = exampleQuarter('before')
    const interval = estimates.index && intervalOf(estimates.index)
    const certainty = estimates.index && certaintyOf(estimates.index, defaultRuleBook)
    const reliability = reliabilityOf(moments)
    const chance = estimates.index && before.estimates.index && differenceTest(before.estimates.index, estimates.index)
    if (!interval || !certainty || !reliability || chance === null) throw new Error('an example was expected')
    expect(said('selang')).toContain(`IKM ${formatHundredths(summary.ikm ?? 0)}`)
    expect(said('selang')).toContain(`${formatHundredths(interval.low)} sampai ${formatHundredths(interval.high)}`)
    expect(said('mutu')).toContain(`Contoh rekaan: ${certaintyInWords(certainty)}`)
    expect(said('keandalan')).toContain(
      `α ${formatDecimal(reliability.alpha, 2)} (${reliabilityWords[reliability.word]})`,
    )
    expect(said('perubahan')).toContain(`pada ${Math.round(100 * chance)} dari 100 triwulan`)
    expect(chance).toBeGreaterThan(0.4)
  })

  test('of the samples are those of the formula that is printed', () => {
    const rows = tableIn(html, 'Jawaban yang dibutuhkan').slice(1)
    expect(rows.length).toBeGreaterThan(5)
    for (const [served, needed] of rows) {
      const N = Number(served?.replaceAll('.', ''))
      const S = (3.841 * N * 0.25) / (0.05 ** 2 * (N - 1) + 3.841 * 0.25)
      expect(needed).toBe(formatCount(Math.round(S)))
      expect(needed).toBe(formatCount(requiredSample(N)))
    }
    expect(said('kecukupan')).toContain('sasarannya 291')
    expect(said('kecukupan')).toContain('kurang 171')
    expect(said('kecukupan')).toContain('4,3 jawaban per hari')
  })

  test.each([30, 400])('of the least rise found at %d respondents are the border of the test', (respondents) => {
    const least = leastRiseFound(respondents)
    const index = exampleQuarter('before').estimates.index
    if (!index) throw new Error('an example was expected')
    const before = { ...index, respondents }
    const direction = (rise: number) => {
      const after = { ...before, hundredths: before.hundredths + rise, share: before.share + rise / 7_500 }
      const elements = defaultRuleBook.elements.map(({ key }) => ({ key, before, after: before }))
      return changesOf(unitFamily({ key: 'ikm', before, after }, elements))[0]?.direction
    }
    expect([direction(least - 1), direction(least)]).toEqual(['unclear', 'up'])
    expect(said('perubahan')).toContain(`${formatCount(respondents)}`)
    expect(said('perubahan')).toContain(`${formatHundredths(least)} poin`)
  })
})

test.each([
  ['perubahan', Object.values(directionWords)],
  ['prioritas', Object.values(quadrantWords)],
  ['keandalan', [...Object.values(reliabilityWords), ...reliabilityBands.map(({ from }) => formatDecimal(from, 2))]],
  ['pemantauan', Object.values(watchWords)],
  [
    'kelompok',
    [...Object.values(comparisonWords), withheldWords, `${timesForSpecific * defaultRuleBook.minimumRespondents}`],
  ],
  ['mutu', Object.values(certainFrom).map(formatPercent)],
  ['kosong', ['belum ada data', `${defaultRuleBook.minimumRespondents} responden`]],
])('#%s has every word that the rules may say', (anchor, words) => {
  for (const word of words) expect(said(anchor)).toContain(word.replaceAll('\u00a0', ' '))
})

describe('the sources', () => {
  // Who is named by the rules, and the year that stands behind the name.
  const named: readonly (readonly [name: string, year: string])[] = [
    ['PermenPANRB', '2017'],
    ['UU', '2022'],
    ['Krejcie', '1970'],
    ['Wilson', '1927'],
    ['Cochran', '1977'],
    ['Franco', '2019'],
    ['Cox', '1958'],
    ['Schweder', '2016'],
    ['Holm', '1979'],
    ['Mogstad', '2024'],
    ['Martilla', '1977'],
    ['Berger', '1982'],
    ['DerSimonian', '1986'],
    ['Morris', '1983'],
    ['Efron', '1975'],
    ['Efron', '1972'],
    ['Olkin', '1976'],
    ['Steiger', '1980'],
    ['Cronbach', '1951'],
    ['Feldt', '1965'],
    ['George', '2003'],
    ['Nunnally', '1978'],
    ['Bernstein', '1994'],
    ['Hakstian', '1982'],
    ['Christoffersson', '1975'],
    ['Lucas', '1990'],
    ['Laney', '2002'],
    ['Quesenberry', '1991'],
    ['Quesenberry', '1993'],
    ['Hawkins', '1987'],
    ['Brown', '1975'],
    ['Roberts', '1959'],
    ['Hartung', '2001'],
    ['Anscombe', '1948'],
    ['Samuel', '1998'],
    ['Wallace', '1959'],
    ['Cox', '1980'],
    ['Hundepool', '2012'],
    ['Duncan', '2011'],
    ['Wong', '2007'],
    ['Fischetti', '2001'],
  ]
  const listed = Array.from(sectionOf('sumber').matchAll(/<li id="sumber-[^"]+">(.*?)<\/li>/gs), ([, entry]) =>
    textOf(entry ?? ''),
  )
  const comments = readdirSync('src/ikm/rules')
    .map((file) => readFileSync(`src/ikm/rules/${file}`, 'utf8'))
    .map((text) =>
      (text.match(/\/\*\*[\s\S]*?\*\/|\/\/.*/g) ?? []).join('\n').replaceAll(/\s*\n\s*(?:\*|\/\/)?\s*/g, ' '),
    )

  test.each(named)('%s %s is named by the rules and listed', (name, year) => {
    const together = new RegExp(`\\b${name}\\b[^;]{0,160}?\\b${year}\\b|\\b${name}\\b.{0,60}/${year}\\b`)
    expect(
      comments.some((text) => together.test(text)),
      'rules',
    ).toBe(true)
    expect(
      listed.some((entry) => entry.includes(name) && entry.includes(year)),
      'page',
    ).toBe(true)
  })

  test('without a year are listed too', () => {
    for (const name of ['NIST Digital Library', 'Numerical Recipes', 'Welch', 'Satterthwaite']) {
      expect(
        comments.some((text) => text.includes(name)),
        name,
      ).toBe(true)
      expect(
        listed.some((entry) => entry.includes(name)),
        name,
      ).toBe(true)
    }
  })

  test('are all listed: no year that the rules name is missing', () => {
    const years = new Set(named.map(([, year]) => year))
    const known = comments.flatMap((text) => text.match(/\b(?:19|20)\d\d\b(?!-| \d)/g) ?? [])
    expect(known.length).toBeGreaterThan(40)
    // A week of a sentence of the watch, as an example.
    expect(known.filter((year) => !years.has(year) && year !== '2026')).toEqual([])
  })

  test('are each used by a section', () => {
    const unused = Array.from(html.matchAll(/id="(sumber-[^"]+)"/g), ([, id]) => id).filter(
      (id) => !html.includes(`href="#${id}"`),
    )
    expect(unused).toEqual([])
  })
})
