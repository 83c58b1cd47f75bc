// What pages must never do: let typed text become markup, lose what was typed, or draw and grade what is not there.

import { array, assert, boolean, constantFrom, integer, option, property, record } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DashboardPage, type DashboardProps } from '#src/ikm/pages/dashboard.tsx'
import { bearingOf } from '#src/ikm/rules/bearing.ts'
import { fairnessOf, withheldWords } from '#src/ikm/rules/fairness.ts'
import { estimatesOf, intervalOf } from '#src/ikm/rules/interval.ts'
import { distributionOf } from '#src/ikm/rules/moments.ts'
import { prioritiesOf } from '#src/ikm/rules/priorities.ts'
import { profileOf } from '#src/ikm/rules/profile.ts'
import { reliabilityOf } from '#src/ikm/rules/reliability.ts'
import { sufficiencyOf } from '#src/ikm/rules/sufficiency.ts'
import { summarise } from '#src/ikm/rules/summary.ts'
import { tallyOf } from '#src/ikm/rules/tally.ts'
import { type Watch, watchOf } from '#src/ikm/rules/watch.ts'
import { HomePage } from '#src/publications/pages/home.tsx'
import { FormPage } from '#src/responses/pages/form.tsx'
import { readReading } from '#src/responses/pages/reading.tsx'
import { respondentFields } from '#src/responses/rules/respondent.ts'
import { type Answers, defaultRuleBook, questionnaire, ruleBook, ruleBooks } from '#src/surveys/rules.ts'
import { lastQuarters, previousQuarter, quarterDays, weekOf } from '#src/units/rules/calendar.ts'
import { serviceChannels } from '#src/units/rules/service.ts'
import { tableIn, textOf } from '#test/support/answers.ts'
import { alike, sheetsOf, totalsFrom } from '#test/support/documents.ts'
import { bureau } from '#test/support/publishing.ts'
import { trials } from '#test/support/trials.ts'

const site = { government: 'Kota Contoh', demonstration: true }
const hostile = `"'></textarea></title><script>alert(1)</script>`
const unit = {
  name: 'Puskesmas Mekarsari',
  slug: 'puskesmas-mekarsari',
  kind: 'Puskesmas',
  address: '',
  agency: 'Dinas Kesehatan',
  id: 1,
  agencyId: 1,
}

const form = {
  site,
  code: 'K7QXM2RT',
  counter: { name: 'Loket 2' },
  unit: { ...unit, zone: 'WIB' as const },
  services: [
    { slug: 'ktp', name: 'KTP' },
    { slug: 'kk', name: 'Kartu Keluarga' },
  ],
  service: null,
  asked: questionnaire(defaultRuleBook, 'OFFLINE'),
  answerKey: '3f0c1f7e-5a2b-4c3d-8e9f-0a1b2c3d4e5f',
  values: {},
  errors: [],
  drawnUpAt: 1_790_000_000,
  kiosk: false,
  reading: readReading('id', ''),
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
    [
      'the search',
      <HomePage
        site={site}
        zone="WIB"
        origin="https://skm.contoh.go.id"
        search={hostile}
        agencies={[]}
        total={1}
        city={null}
        quarters={[]}
      />,
    ],
    ['a unit', page([alike(40, 3)], { unit: { ...unit, name: hostile, kind: hostile } })],
  ])('on %s', (_name, jsx) => {
    const html = String(jsx)
    expect(html).toContain('&lt;script&gt;')
    expect(html).not.toContain('<script>')
    expect(html).not.toContain(`"'>`)
  })
})

describe('the dashboard of a unit', () => {
  const html = (...given: Parameters<typeof page>) => String(page(...given))
  const said = (...given: Parameters<typeof page>) => textOf(html(...given))

  test('prints no figure that is none, and draws inside its axes, whatever the answers', () => {
    const quarter = record({
      size: constantFrom(0, 1, 2, 3, 29, 30, 75),
      kind: constantFrom('mixed', 'gaps', 'equal', 'one element missing', 'one element only'),
      seed: integer(),
    })
    const online = questionnaire(ruleBook('skm-online'), 'HYBRID')
    const months = array(
      record({ served: option(integer({ min: 0, max: 90 })), answers: integer({ min: 0, max: 40 }) }),
      {
        minLength: 3,
        maxLength: 3,
      },
    )
    assert(
      property(
        array(quarter, { minLength: 1, maxLength: 8 }),
        boolean(),
        months,
        option(integer({ min: 0, max: 500 })),
        integer({ min: 20_640, max: 20_800 }),
        (quarters, halves, months, servedBefore, today) => {
          const asked = halves ? online : bare
          const sheets = quarters.map(({ size, kind, seed }) => sheetsOf(asked, size, kind, seed))
          const written = html(sheets, {
            sufficiency: sufficiencyOf({ months, daysLeft: Math.max(0, 20_726 - today), servedBefore }),
            today,
            asked,
          })
          expect(written).not.toMatch(/NaN|undefined|null|Infinity|\[object| style=| on\w+=/)
          for (const [, share] of written.matchAll(/(?:x|cx|x1|x2|width)="(-?[\d.]+)%"/g)) {
            expect(Number(share)).toBeGreaterThanOrEqual(0)
            expect(Number(share)).toBeLessThanOrEqual(100)
          }
          // The line that leads from a code to its point is measured from the point.
          for (const [, y] of written.replaceAll(/<line class="lead"[^>]*>/g, '').matchAll(/ c?y[12]?="(-?[\d.]+)"/g))
            expect(Number(y)).toBeGreaterThanOrEqual(0)
          if (sheets.at(-1)?.length === 0) expect(written).toContain('Belum ada data')
        },
      ),
      { numRuns: trials(60, 2000) },
    )
  })

  test('without data it says so, and shows no figure, no grade and no empty part', () => {
    const empty = html([[]])
    expect(empty).toContain('Belum ada data')
    expect(empty).not.toMatch(/\d,\d\d|class="chip|<table/)
    expect([...empty.matchAll(/<h2[^>]*>([^<]*)/g)].map(([, heading]) => heading)).toEqual([
      'IKM Triwulan III 2026 ',
      'IKM tiap triwulan',
      'Kabar untuk WhatsApp',
    ])
  })

  test('under the minimum it shows the figure and no grade', () => {
    const few = html([alike(29, 3)])
    expect(few).toContain('75,00')
    expect(few).toContain('Mutu mulai 30 responden')
    expect(few).not.toMatch(/mutu C|class="chip tone-c"/)
  })

  test('of one respondent claims no precision', () => {
    const one = said([alike(1, 3)])
    expect(one).toContain('Dari satu responden, ketelitiannya belum dapat dihitung.')
    expect(one).toContain('Kepentingan unsur bagi responden belum dapat dihitung: perlu 30 responden, baru ada 1.')
    expect(one).toContain('Belum dapat dihitung: perlu beberapa responden yang jawabannya tidak semuanya sama.')
  })

  test('of a few respondents calls no questionnaire reliable', () => {
    const few = said([sheetsOf(bare, 29, 'mixed', 1)])
    expect(few).toMatch(/Belum dapat disimpulkan dari 29 responden: alpha Cronbach 0,\d\d, selang 95 %/)
    expect(said([sheetsOf(bare, 30, 'mixed', 1)])).toMatch(
      /Kuesioner ini [a-z ]*andal: alpha Cronbach 0,\d\d, selang 95 %/,
    )
  })

  test('of equal answers names no weakest element, no priority and no reliability', () => {
    const equal = said([alike(60, 3)])
    expect(equal).toContain('Semua unsur yang dijawab bernilai sama: 75,00.')
    expect(equal).toContain('terlalu seragam atau terlalu sedikit')
    expect(equal).toContain('Belum dapat dihitung: perlu beberapa responden')
    expect(equal).toContain('Tidak ada jawaban tidak baik atau kurang baik.')
  })

  test('the line breaks where a quarter is empty', () => {
    const filled = alike(40, 3)
    expect(html([filled, [], filled, filled], { watch: unwatched }).match(/class="path/g)).toHaveLength(1)
  })

  describe('on whether enough have answered', () => {
    const told = (served: readonly (number | null)[], answers: number, other = {}) =>
      said([alike(Math.max(1, answers), 3)], {
        sufficiency: sufficiencyOf({
          months: served.map((people, place) => ({ served: people, answers: place === 0 ? answers : 0 })),
          daysLeft: 40,
          servedBefore: null,
          ...other,
        }),
      })

    test('says the target, where it comes from, and how many answered of those served', () => {
      const page = told([1000, 1200, 1277], 639)
      expect(page).toContain('639 dari sasaran 346 responden: cukup.')
      expect(page).toContain('Sasaran dihitung dari 3.477 orang dilayani dalam triwulan ini.')
      expect(page).toContain('Kira-kira 18 % dari yang dilayani menjawab.')
    })

    test('says what a day still needs, and until when', () => {
      const page = told([1000, null, null], 142)
      expect(page).toContain('142 dari sasaran 341 responden: perlu 5 jawaban sehari sampai 30 September 2026.')
      expect(page).toContain('diperkirakan dari bulan yang sudah dicatat: kira-kira 3.000 orang dilayani')
      expect(page).toContain('Pada bulan itu kira-kira 14 % dari yang dilayani menjawab.')
      expect(told([null, null, null], 142, { servedBefore: 3000 })).toContain(
        'Sasaran diperkirakan dari triwulan sebelumnya: 3.000 orang dilayani.',
      )
      expect(told([1000, null, null], 130)).toContain('perlu 5,3 jawaban sehari')
      expect(told([1000, null, null], 330)).toContain('perlu 11 jawaban lagi sampai 30 September 2026.')
      expect(told([1000, null, null], 142, { daysLeft: 0 })).toContain('142 dari sasaran 341 responden: kurang 199.')
    })

    test('knows no target where nothing or nonsense was entered', () => {
      expect(told([null, null, null], 5)).toContain(
        'Sasaran belum diketahui: jumlah orang yang dilayani belum dicatat.',
      )
      for (const served of [
        [20, null, null],
        [20, 3, 4],
        [0, 0, 0],
      ])
        expect(told(served, 33)).toContain('lebih kecil dari jumlah responden; periksa catatannya.')
      expect(told([20, 3, 4], 33)).not.toMatch(/dari sasaran|: cukup/)
    })

    test('of a quarter without answers says the target only', () => {
      const months = [1000, 1000, 1000].map((served) => ({ served, answers: 0 }))
      const page = said([[]], { sufficiency: sufficiencyOf({ months, daysLeft: 62, servedBefore: null }) })
      expect(page).toContain('Sasaran 341 responden: perlu 5,5 jawaban sehari sampai 30 September 2026.')
      expect(page).not.toMatch(/\b0\b/)
    })
  })

  describe('on its elements', () => {
    const mixed = sheetsOf(bare, 300, 'mixed', 1)
    const worse = mixed.map((sheet) => ({ ...sheet, cost: 1 }))

    test('calls up or down only what a test finds, and says by how much', () => {
      const page = html([mixed, worse])
      const rows = tableIn(page, 'Nilai tiap unsur').slice(1)
      expect(rows.map((row) => row.at(-1)).filter((cell) => /naik|turun/.test(cell ?? ''))).toEqual([
        expect.stringMatching(/^−\d+,\d\d turun$/),
      ])
      expect(rows[0]?.at(-1)).toBe('0,00 belum dapat dibedakan')
      expect(textOf(page)).toMatch(/Turun sejak TW II 2026: Biaya\/Tarif \(−\d+,\d\d\)\./)
    })

    test('says nothing of a change where there was no quarter before', () => {
      const rows = tableIn(html([[], mixed]), 'Nilai tiap unsur').slice(1)
      expect(new Set(rows.map((row) => row.at(-1)))).toEqual(new Set(['–']))
    })

    test('counts every answer once in the distribution, and has none where answers were averaged', () => {
      const rows = tableIn(html([mixed]), 'Banyaknya jawaban').slice(1)
      expect(rows).toHaveLength(9)
      for (const [, ...counts] of rows) {
        const [ones, twos, threes, fours, total] = counts.map(Number) as [number, number, number, number, number]
        expect([ones + twos + threes + fours, total]).toEqual([300, 300])
      }
      const online = questionnaire(ruleBook('skm-online'), 'HYBRID')
      const averaged = said([sheetsOf(online, 40, 'mixed', 1)], { asked: online })
      expect(averaged).toMatch(
        /Tanpa sebaran: Persyaratan; Sistem, Mekanisme, dan Prosedur; .*\. Nilainya rata-rata dari beberapa/,
      )
      expect(said([mixed], { distributions: new Map() })).toContain('Sebaran 1 sampai 4 tidak ada')
    })

    test('names a main priority where there is one, and the three lowest beside it in any case', () => {
      const { priorities } = countedFrom(mixed, bare)
      if (priorities.state !== 'known') throw new Error('300 respondents are not too few')
      const undecided = priorities.elements.map((element) => ({ ...element, quadrant: 'undecided' as const }))
      const none = said([mixed], { priorities: { ...priorities, elements: undecided } })
      expect(none).toContain('Belum ada unsur yang letaknya teruji pada kedua sumbu')
      const [first, second, ...others] = undecided
      if (!first || !second) throw new Error('nine elements')
      const found = said([mixed], {
        priorities: {
          ...priorities,
          elements: [{ ...first, quadrant: 'mainPriority' }, { ...second, quadrant: 'keepUp' }, ...others],
        },
      })
      expect(found).toContain(`Prioritas utama: ${first.name}, yang penting bagi responden tetapi`)
      expect(found).toContain(`Pertahankan: ${second.name}.`)
      const lowest = priorities.lowest.map(({ code, name }) => `${code} ${name}`)
      for (const page of [none, found]) {
        expect(page).toContain('Tiga unsur bernilai terendah')
        for (const element of lowest) expect(page).toContain(element)
      }
    })
  })

  describe('on the weeks', () => {
    const point = { respondents: 20, mean: 8000, signal: null, band: { centre: 8100, lower: 7500, upper: 8700 } }
    const weeks = (...numbers: number[]) => numbers.map((week) => ({ ...point, firstWeek: week, lastWeek: week }))

    test('says since when a shift has been seen, and marks the week', () => {
      const points = [...weeks(2950, 2951), { ...point, firstWeek: 2952, lastWeek: 2953, signal: 'lower' as const }]
      const watch: Watch = { state: 'lower', began: 2952, points }
      const page = html([alike(40, 3)], { watch })
      expect(textOf(page)).toContain('Nilai tiap pekan bergeser turun sejak pekan 27 Juli 2026')
      expect(tableIn(page, 'Nilai tiap pekan').at(-1)).toEqual([
        '27 Juli 2026 (2 pekan)',
        '20',
        '80,00',
        '75,00–87,00',
        'di bawah batas',
      ])
    })

    test('draws nothing where too few answered', () => {
      const page = html([alike(40, 3)], { watch: { state: 'tooFew', began: null, points: weeks(2950) } })
      expect(page).toContain('Nilai tiap pekan: belum cukup jawaban untuk dipantau.')
      expect(tableIn(page, 'Nilai tiap pekan')).toEqual([])
    })

    test('breaks the line after more than a month without answers', () => {
      const watch: Watch = { state: 'steady', began: null, points: weeks(2940, 2941, 2946, 2952, 2953) }
      const page = html([alike(40, 3)], { watch })
      expect(/<path class="path" d="([^"]*)"/.exec(page)?.[1]?.match(/M/g)).toHaveLength(2)
    })
  })

  describe('on groups', () => {
    const row = (label: string, comparison: 'higher' | 'lower' | 'unclear') => ({
      codes: [label],
      label,
      respondents: 50,
      index: 8000,
      interval: { low: 7800, high: 8200 },
      comparison,
    })
    const sexes = { key: 'sex', label: 'Jenis kelamin', rows: [row('Laki-laki', 'higher'), row('Perempuan', 'lower')] }
    const ages = { key: 'age', label: 'Usia', rows: [row('Muda', 'unclear'), row('Tua', 'unclear')] }
    const hidden = { key: 'occupation', label: 'Pekerjaan', rows: [] }
    const told = (dimensions: DashboardProps['fairness']['dimensions'], respondents = 100) =>
      html([alike(40, 3)], { fairness: { quarter: 20262, respondents, dimensions } })

    test('names who rates lower, opens that table first, and leaves out what is withheld', () => {
      const page = told([ages, sexes, hidden])
      expect(textOf(page)).toContain(
        'Ada kelompok yang menilai berbeda dari responden lainnya. Jenis kelamin: Perempuan lebih rendah.',
      )
      const folds = Array.from(page.matchAll(/<details class="fold"([^>]*)><summary>([^<]*)/g), ([, open, name]) => [
        name,
        open !== '',
      ])
      expect(folds).toContainEqual(['Jenis kelamin: ada perbedaan', true])
      expect(folds).toContainEqual(['Usia', false])
      expect(page.indexOf('Jenis kelamin: ada')).toBeLessThan(page.indexOf('<summary>Usia'))
      expect(textOf(page)).toContain('Pekerjaan: tidak ditampilkan, agar')
    })

    test('says that none can be told apart', () => {
      expect(told([ages])).toContain('Belum ada kelompok yang penilaiannya dapat dibedakan dari responden lainnya.')
    })

    test('shows no table where all is withheld or nobody answered', () => {
      for (const page of [told([hidden]), told([hidden], 0)]) expect(page).not.toContain('<caption>Nilai menurut')
      expect(told([hidden])).toContain(withheldWords)
      expect(told([hidden], 0)).toContain('Belum ada responden pada Triwulan II 2026')
    })
  })
})

type Sheet = Answers

const bare = questionnaire(defaultRuleBook, 'OFFLINE')
const unwatched: Watch = { state: 'tooFew', began: null, points: [] }
const running = 20263

/** The figures of a quarter from its answers, by the way every answer takes. */
function countedFrom(sheets: readonly Sheet[], asked: typeof bare) {
  const totals = totalsFrom(sheets, asked)
  const moments = tallyOf(totals, asked)
  const summary = summarise(moments, asked.ruleBook)
  const estimates = estimatesOf(moments, summary, asked.ruleBook, null)
  return {
    totals,
    moments,
    summary,
    estimates,
    priorities: prioritiesOf(moments, summary, estimates),
    distributions: new Map(
      moments.elements.flatMap((element) => {
        const averaged = asked.questions.filter((question) => question.element === element.key).length > 1
        const found = element.count > 0 && !averaged && distributionOf(element)
        return found ? [[element.key, found]] : []
      }),
    ),
  }
}

/** The page of a unit from the answers of its last quarters, the oldest first. */
function page(
  quarters: readonly (readonly Sheet[])[],
  { asked = bare, ...other }: Partial<DashboardProps> & { asked?: typeof bare } = {},
) {
  const book = asked.ruleBook
  const names = lastQuarters(running, quarters.length)
  const counted = quarters.map((sheets, place) => ({ quarter: names[place] ?? running, ...countedFrom(sheets, asked) }))
  const now = counted.at(-1) ?? { quarter: running, ...countedFrom([], asked) }
  const before = counted.at(-2) ?? { quarter: previousQuarter(running), ...countedFrom([], asked) }
  const weeks = quarters.flatMap((sheets, place) => {
    const from = weekOf(quarterDays(names[place] ?? running).first)
    const perWeek = Map.groupBy(sheets.entries(), ([person]) => person % 12)
    return Array.from(perWeek, ([week, of]) => {
      const { totals } = countedFrom(
        of.map(([, sheet]) => sheet),
        asked,
      )
      return { ...totals, week: from + week }
    })
  })
  const today = other.today ?? quarterDays(running).last - 10
  return (
    <DashboardPage
      site={site}
      actor={bureau}
      unit={unit}
      running={running}
      offered={[running]}
      places={[]}
      news=""
      waiting={[]}
      quarter={running}
      summary={now.summary}
      bearing={bearingOf(now.estimates, before.estimates, book)}
      sufficiency={sufficiencyOf({
        months: [0, 0, now.summary.respondents].map((answers) => ({ served: null, answers })),
        daysLeft: 10,
        servedBefore: null,
      })}
      distributions={now.distributions}
      priorities={now.priorities}
      reliability={reliabilityOf(now.moments)}
      watch={watchOf(weeks, weekOf(today) - 1, book)}
      fairness={{
        quarter: before.quarter,
        respondents: before.summary.respondents,
        dimensions: fairnessOf(profileOf(before.totals, before.totals.profile), book),
      }}
      integrity={[]}
      trend={counted.map(({ quarter, summary, estimates }) => ({
        quarter,
        summary,
        interval: estimates.index && intervalOf(estimates.index),
      }))}
      today={today}
      {...other}
    />
  )
}
