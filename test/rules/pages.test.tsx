// What pages must never do: let typed text become markup, lose what was typed, or draw and grade what is not there.

import { array, assert, constantFrom, integer, option, property } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HomePage } from '#src/ikm/pages/home.tsx'
import { UnitPage } from '#src/ikm/pages/unit.tsx'
import { bearingOf } from '#src/ikm/rules/bearing.ts'
import { estimatesOf, intervalOf } from '#src/ikm/rules/interval.ts'
import { type Summary, summarise } from '#src/ikm/rules/summary.ts'
import { tallyOf } from '#src/ikm/rules/tally.ts'
import { FormPage } from '#src/responses/pages/form.tsx'
import { respondentFields } from '#src/responses/rules/respondent.ts'
import { addAnswers, emptyTotals } from '#src/responses/rules/tally.ts'
import { defaultRuleBook, questionnaire, ruleBooks, scoreUnit } from '#src/surveys/rules.ts'
import { serviceChannels } from '#src/units/rules/service.ts'
import { trials } from '#test/support/trials.ts'

const site = { government: 'Kota Contoh', demonstration: true }
const hostile = `"'></textarea></title><script>alert(1)</script>`
const unit = {
  name: 'Puskesmas Mekarsari',
  slug: 'puskesmas-mekarsari',
  kind: 'Puskesmas',
  address: '',
  agency: 'Dinas Kesehatan',
}

const form = {
  site,
  code: 'K7QXM2RT',
  counter: { name: 'Loket 2' },
  unit,
  services: [
    { slug: 'ktp', name: 'KTP' },
    { slug: 'kk', name: 'Kartu Keluarga' },
  ],
  service: null,
  asked: questionnaire(defaultRuleBook, 'OFFLINE'),
  answerKey: '3f0c1f7e-5a2b-4c3d-8e9f-0a1b2c3d4e5f',
  values: {},
  errors: [],
}

describe('the form', () => {
  test.each(ruleBooks.flatMap((book) => serviceChannels.map((channel) => [book.key, channel, book] as const)))(
    'asks every question of %s, %s in its official words, four answers each',
    (_key, channel, book) => {
      const asked = questionnaire(book, channel)
      const html = String(<FormPage {...form} asked={asked} />)
      for (const { key, text, answers } of asked.questions) {
        expect(html).toContain(text)
        expect([...html.matchAll(new RegExp(`name="${key}" value="(\\d)"`, 'g'))].map(([, score]) => score)).toEqual(
          answers.map((_, place) => String(place + 1)),
        )
      }
      for (const name of [...Object.keys(respondentFields), 'layanan', 'saran', 'kunci'])
        expect(html).toContain(`name="${name}"`)
    },
  )

  test('shown again, it keeps what was said and leads from each message to its field', () => {
    const errors = ['layanan', 'cost', 'usia', 'saran'].map((field) => ({ field, message: `Periksa ${field}.` }))
    const values = {
      requirements: '3',
      layanan: 'pasar',
      pendidikan: 'sarjana',
      pengisi: 'petugas',
      saran: 'Loket 2 kosong.',
    }
    const html = String(<FormPage {...form} errors={errors} values={values} />)
    for (const { field, message } of errors) {
      expect(html).toContain(`href="#field-${field}"`)
      expect(html).toContain(`id="field-${field}"`)
      expect(html.split(message)).toHaveLength(3)
    }
    expect(html).toMatch(/name="requirements" value="3" checked/)
    expect(html).toMatch(/name="pengisi" value="petugas" checked/)
    expect(html).toMatch(/<option value="S1" selected/)
    expect(html).toContain('>Loket 2 kosong.</textarea>')
    expect(html).toMatch(/<details[^>]* open/)
  })

  test('does not ask for a service that is known', () => {
    const html = String(<FormPage {...form} services={form.services.slice(0, 1)} />)
    expect(html).toContain('<input type="hidden" name="layanan" value="ktp"/>')
    expect(html).not.toContain('field-layanan')
  })
})

describe('typed text stays text', () => {
  test.each([
    [
      'the form',
      <FormPage {...form} values={{ saran: hostile, cost: hostile }} errors={[{ field: hostile, message: hostile }]} />,
    ],
    ['the search', <HomePage site={site} quarter={20263} search={hostile} agencies={[]} total={1} error={hostile} />],
    [
      'a unit',
      page(summaryOf(40, 3), { unit: { ...unit, name: hostile, address: hostile }, services: [{ name: hostile }] }),
    ],
  ])('on %s', (_name, jsx) => {
    const html = String(jsx)
    expect(html).toContain('&lt;script&gt;')
    expect(html).not.toContain('<script>')
    expect(html).not.toContain(`"'>`)
  })
})

describe('the unit page', () => {
  test('prints neither NaN nor inline style, and draws inside its axes, whatever the figures', () => {
    const answer = option(integer({ min: 1, max: 4 }), { nil: undefined })
    const respondent = array(answer, { minLength: 9, maxLength: 9 })
    const quarter = array(respondent, { maxLength: 40 })
    assert(
      property(array(quarter, { minLength: 2, maxLength: 8 }), constantFrom(20_640, 20_800), (quarters, today) => {
        const counted = quarters.map((respondents, place) => ({
          quarter: [20244, 20251, 20252, 20253, 20254, 20261, 20262, 20263][place] ?? 0,
          ...countedFrom(respondents),
        }))
        const [before, now] = counted.slice(-2)
        if (!before || !now) return
        const { summary } = now
        const bearing = bearingOf(now.estimates, before.estimates, defaultRuleBook)
        const trend = counted.map(trendOf)
        const html = String(page(summary, { trend, bearing, today }))
        expect(html).not.toMatch(/NaN|undefined|null|Infinity|\[object| style=| on\w+=/)
        for (const [, share] of html.matchAll(/(?:x|cx|x1|x2|width)="(-?[\d.]+)%"/g)) {
          expect(Number(share)).toBeGreaterThanOrEqual(0)
          expect(Number(share)).toBeLessThanOrEqual(100)
        }
        for (const [, y] of html.matchAll(/ c?y[12]?="(-?[\d.]+)"/g)) expect(Number(y)).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: trials(60, 2000) },
    )
  })

  test('without data it says so, and shows no figure and no grade', () => {
    const html = String(page(summaryOf(0, 3)))
    expect(html).toContain('Belum ada data')
    expect(html).not.toMatch(/\d,\d\d|class="chip/)
  })

  test('under the minimum it shows the figure and no grade', () => {
    const html = String(page(summaryOf(29, 3)))
    expect(html).toContain('75,00')
    expect(html).toContain('perlu 30 responden untuk mutu, baru ada 29')
    expect(html).not.toMatch(/mutu C|class="chip tone-c"/)
  })

  test('the line breaks where a quarter is empty', () => {
    const filled = summaryOf(40, 3)
    const trend = [filled, summaryOf(0, 3), filled, filled].map((summary, place) => ({
      quarter: [20254, 20261, 20262, 20263][place] ?? 0,
      summary,
      interval: null,
    }))
    expect(String(page(filled, { trend })).match(/class="path/g)).toHaveLength(1)
  })
})

const nobody = {
  sex: null,
  age: null,
  education: null,
  occupation: null,
  disability: null,
  filledBy: null,
  channel: 'phone',
  hour: null,
}

/** The figures of a quarter from its answers, by the way every answer takes. */
function countedFrom(respondents: readonly (readonly (number | undefined)[])[]) {
  const asked = questionnaire(defaultRuleBook, 'OFFLINE')
  const totals = emptyTotals()
  for (const answers of respondents) {
    if (answers.every((answer) => answer === undefined)) continue
    const given = asked.questions.flatMap(({ key }, place) => (answers[place] ? [[key, answers[place]]] : []))
    addAnswers(totals, asked, Object.fromEntries(given), nobody)
  }
  const tally = tallyOf(totals, asked)
  const summary = summarise(tally, defaultRuleBook)
  return { summary, estimates: estimatesOf(tally, summary, defaultRuleBook, null) }
}

function trendOf({ quarter, summary, estimates }: ReturnType<typeof countedFrom> & { quarter: number }) {
  return { quarter, summary, interval: estimates.index && intervalOf(estimates.index) }
}

function summaryOf(respondents: number, score: number): Summary {
  const elements = defaultRuleBook.elements.map((element) => ({
    ...element,
    count: respondents,
    sum: respondents * score * scoreUnit,
  }))
  return summarise({ respondents, elements }, defaultRuleBook)
}

function page(summary: Summary, other: Partial<Parameters<typeof UnitPage>[0]> = {}) {
  const trend = [{ quarter: 20263, summary, interval: null }]
  return (
    <UnitPage
      site={site}
      unit={unit}
      services={[]}
      quarter={20263}
      summary={summary}
      bearing={{ interval: null, elements: new Map(), certainty: null, change: null }}
      integrity={[]}
      trend={trend}
      today={20_700}
      {...other}
    />
  )
}
