// Groups of respondents: nobody singled out by whoever knows every table and the rule, and no difference where none is.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Random, random } from '#src/demonstration/random.ts'
import { imagineRespondent } from '#src/demonstration/respondents.ts'
import {
  type Category,
  comparisonWords,
  type Dimension,
  type FairnessOfDimension,
  fairnessOf,
  type ProfileTotals,
  rowsShown,
  unanswered,
} from '#src/ikm/rules/fairness.ts'
import { ownMeanUnit } from '#src/responses/rules/tally.ts'
import { defaultRuleBook as book } from '#src/surveys/rules.ts'
import { attack, type Findings, type PublicTable, type Publisher } from '#test/support/attacker.ts'
import { ask, correlations, strong, weak } from '#test/support/simulate.ts'
import { report, trials } from '#test/support/trials.ts'

const minimum = book.minimumRespondents
const percent = (share: number) => `${(100 * share).toFixed(1)} %`

/** What a unit may ask of its respondents; the codes are what they are filed under. */
const asked: readonly Omit<Dimension, 'categories'>[] = [
  { key: 'sex', label: 'Jenis kelamin', ordered: false, complete: false },
  { key: 'age', label: 'Usia', ordered: true, complete: false },
  { key: 'education', label: 'Pendidikan', ordered: true, complete: false },
  { key: 'occupation', label: 'Pekerjaan', ordered: false, complete: false },
  { key: 'disability', label: 'Disabilitas', ordered: false, complete: false },
  { key: 'channel', label: 'Cara mengisi', ordered: false, complete: true },
  { key: 'filledBy', label: 'Pengisi', ordered: false, complete: false },
]

const codes: Readonly<Record<string, readonly string[]>> = {
  sex: ['L', 'P'],
  age: ['<17', '17-25', '26-34', '35-44', '45-54', '55-65', '>65'],
  education: ['none', 'SD', 'SMP', 'SMA', 'D3', 'S1', 'S2', 'S3'],
  occupation: 'ASN TNI POLRI private business home student farmer freelance retired other'.split(' '),
  disability: ['no', 'yes'],
  channel: ['phone', 'paper', 'kiosk'],
  filledBy: ['sendiri', 'keluarga', 'petugas'],
}

const specific = new Set(['age <17', 'disability yes'])

interface Person {
  /** In 2520ths of a score. */
  readonly ownMean: number
  /** By dimension; none where they said nothing. */
  readonly said: Readonly<Record<string, string | null>>
}

function profileOf(people: readonly Person[]): ProfileTotals {
  const dimensions = asked.map((dimension): Dimension => {
    const categories = new Map(
      (codes[dimension.key] ?? []).map((code) => [
        code,
        { code, label: code, specific: specific.has(`${dimension.key} ${code}`), respondents: 0, ownMeans: 0 },
      ]),
    )
    for (const { ownMean, said } of people) {
      const category = categories.get(said[dimension.key] ?? '')
      if (!category) continue
      category.respondents += 1
      category.ownMeans += ownMean
    }
    return { ...dimension, categories: [...categories.values()] }
  })
  return {
    respondents: people.length,
    ownMeans: people.reduce((sum, { ownMean }) => sum + ownMean, 0),
    ownMeanSquares: people.reduce((sum, { ownMean }) => sum + ownMean ** 2, 0),
    dimensions,
  }
}

/** The true sizes, those who said nothing included. */
function sizesOf(respondents: number, { categories, complete }: Dimension): Map<string, number> {
  const sizes = new Map(categories.map((category) => [category.code, category.respondents]))
  const said = categories.reduce((sum, category) => sum + category.respondents, 0)
  return complete ? sizes : sizes.set(unanswered, respondents - said)
}

const publicRow = (cells: readonly Category[]) => ({
  codes: cells.map(({ code }) => code),
  respondents: cells.reduce((sum, { respondents }) => sum + respondents, 0),
})

/** The rule of the platform, as far as it concerns sizes. */
const asShown: Publisher = (respondents, dimension, least) => {
  const categories = dimension.categories.map((category) => ({ ...category, ownMeans: category.respondents }))
  return rowsShown({ respondents, ownMeans: respondents }, { ...dimension, categories }, least).map(publicRow)
}

function cellsOf(respondents: number, dimension: Dimension): Category[] {
  return Array.from(sizesOf(respondents, dimension), ([code, size]): Category => {
    return { code, label: code, respondents: size, ownMeans: size }
  })
}

/** Rules that look careful and are not, each with what it shows. */
const weaker: Readonly<Record<string, Publisher>> = {
  'leaves out only the small ones': (respondents, dimension, least) =>
    cellsOf(respondents, dimension)
      .filter((cell) => cell.respondents >= least)
      .map((cell) => publicRow([cell])),

  'leaves out the smallest other one as well': (respondents, dimension, least) => {
    const cells = cellsOf(respondents, dimension)
    const large = cells.filter((cell) => cell.respondents >= least)
    if (large.length === cells.length - 1) {
      const smallest = large.toSorted((one, other) => one.respondents - other.respondents)[0]
      large.splice(
        large.findIndex(({ code }) => code === smallest?.code),
        1,
      )
    }
    return large.map((cell) => publicRow([cell]))
  },

  'leaves out empty ones': (respondents, dimension, least) => {
    const cells = cellsOf(respondents, dimension)
    const empty = new Set(cells.filter((cell) => cell.respondents === 0).map(({ code }) => code))
    return asShown(respondents, dimension, least).map((row) => ({
      ...row,
      codes: row.codes.filter((code) => !empty.has(code)),
    }))
  },

  'does not look at what is left': (respondents, dimension, least) => {
    const cells = cellsOf(respondents, dimension)
    const large = cells.slice(0, -1).filter((cell) => cell.respondents >= least)
    const rest = cells.filter((cell) => !large.includes(cell))
    return [...large.map((cell) => [cell]), rest].map(publicRow)
  },
}

/** What the attacker may learn at least: a category keeps so many possible sizes, its own among them. */
const promised = (respondents: number, least: number) => Math.min(least, respondents + 1)

/** Units of all sizes, many of them small, whose respondents divide unevenly. */
function someUnit(chance: Random): Person[] {
  const respondents = Math.floor(3_001 * chance.uniform() ** 3)
  const shares = asked.map(({ key, complete }) => {
    const all = [...(codes[key] ?? []), ...(complete ? [] : [unanswered])]
    const uneven = chance.between(1, 5)
    const weights = all.map(() => (chance.chance(0.1) ? 0 : chance.uniform() ** uneven))
    const sum = weights.reduce((total, weight) => total + weight, 0)
    return { key, all, upTo: weights.map((_, place) => weights.slice(0, place + 1).reduce((a, b) => a + b, 0) / sum) }
  })
  return Array.from({ length: respondents }, () => {
    const said = shares.map(({ key, all, upTo }) => {
      const drawn = chance.uniform()
      const code = all[upTo.findIndex((share) => drawn < share)] ?? all.at(-1)
      return [key, code === unanswered ? null : (code ?? null)] as const
    })
    const ownMean = (ownMeanUnit / 9) * Math.min(36, Math.max(9, Math.round(29 + 4 * chance.normal())))
    return { ownMean, said: Object.fromEntries(said) }
  })
}

interface Attempt {
  readonly dimension: Dimension
  readonly code: string
  /** True number of respondents, under the minimum. */
  readonly size: number
  readonly unit: readonly Person[]
  readonly sizes: readonly number[]
  readonly complete: boolean
}

const betrayed = ({ size, sizes, unit }: Attempt) =>
  !sizes.includes(size) || sizes.length < promised(unit.length, minimum)

/** The attacker's findings on every category under the minimum of every dimension of a unit. */
function attempts(unit: readonly Person[], publish: Publisher, budget: number): Attempt[] {
  const { respondents, dimensions } = profileOf(unit)
  return dimensions.flatMap((dimension) => {
    const rows = publish(respondents, dimension, minimum)
    const blank = dimension.categories.map((category) => ({ ...category, respondents: 0, ownMeans: 0 }))
    const table: PublicTable = { dimension: { ...dimension, categories: blank }, rows, respondents, minimum }
    const { sizes, complete }: Findings = attack(table, publish, budget)
    return Array.from(sizesOf(respondents, dimension)).flatMap(([code, size]): Attempt[] =>
      size < minimum ? [{ dimension, code, size, unit, sizes: sizes.get(code) ?? [], complete }] : [],
    )
  })
}

describe('the differencing attack', () => {
  test('every table of small units leaves as many possible sizes as the minimum', () => {
    const least = 3
    let tables = 0
    for (const dimension of smallDimensions()) {
      const { complete, categories } = dimension
      const cells = categories.length + (complete ? 0 : 1)
      const most = cells < 4 ? 24 : cells === 4 ? trials(14, 20) : trials(10, 15)
      for (let respondents = 1; respondents <= most; respondents++) {
        const possible = new Map<string, Set<number>[]>()
        const all = divisions(cells, respondents).map((counts) => {
          const filled = categories.map((category, place) => ({ ...category, respondents: counts[place] ?? 0 }))
          const table = JSON.stringify(asShown(respondents, { ...dimension, categories: filled }, least))
          const sizes = possible.get(table) ?? counts.map(() => new Set<number>())
          for (const [place, count] of counts.entries()) sizes[place]?.add(count)
          possible.set(table, sizes)
          return { table, counts }
        })
        for (const { table, counts } of all) {
          const open = counts.map((count, place) => (count < least ? (possible.get(table)?.[place]?.size ?? 0) : least))
          if (Math.min(...open) < promised(respondents, least)) expect.fail(`${counts} in ${table}: ${open}`)
        }
        tables += all.length
      }
    }
    report('small tables, each against all others', `${tables}, every size under 3 keeps 3 possible sizes or more`)
    expect(tables).toBeGreaterThan(trials(50_000, 500_000))
  }, 300_000)

  test('on 1,000 units finds no category under the minimum', () => {
    const chance = random('attacked units')
    const units = trials(120, 1_000)
    const found: Attempt[] = []
    let categories = 0
    let shown = 0
    let large = 0
    for (let count = 0; count < units; count++) {
      const unit = someUnit(chance)
      if (unit.length === 0) continue
      found.push(...attempts(unit, asShown, 200))
      for (const dimension of profileOf(unit).dimensions) {
        const rows = asShown(unit.length, dimension, minimum)
        const sizes = [...sizesOf(unit.length, dimension).values()]
        categories += sizes.length
        large += sizes.filter((size) => size >= minimum).length
        shown += rows.filter((row) => row.codes.length === 1).length
      }
    }
    const whole = found.filter(({ sizes, unit }) => {
      const possible = new Set(sizes)
      return Array.from({ length: promised(unit.length, minimum) }, (_, size) => size).every((size) =>
        possible.has(size),
      )
    })
    const enough = found.filter(({ unit }) => unit.length >= minimum)
    const narrowest = enough.reduce((fewest, { sizes }) => Math.min(fewest, sizes.length), Number.POSITIVE_INFINITY)
    report(
      'differencing attack',
      `${units} units, ${found.length} categories under the minimum, ` +
        `found ${found.filter(({ sizes }) => sizes.length < 2).length}; fewest possible sizes ${narrowest}, ` +
        `everything under the minimum possible for ${percent(whole.length / found.length)}; ` +
        `${shown} of ${large} categories of the minimum or more have a row of their own (${categories} in all)`,
    )
    expect(
      found.filter(betrayed).map(({ dimension, code, size, sizes }) => [dimension.key, code, size, sizes]),
    ).toEqual([])
  }, 600_000)

  test.each(Object.entries(weaker))(
    'finds them where the rule %s',
    (name, publish) => {
      const chance = random('attacked units')
      const units = trials(40, 1_000)
      const found: Attempt[] = []
      for (let count = 0; count < units; count++) {
        const unit = someUnit(chance)
        if (unit.length > 0) found.push(...attempts(unit, publish, 3_000))
      }
      const certain = found.filter(({ complete, sizes }) => complete && sizes.length === 1)
      const narrow = found.filter((attempt) => attempt.complete && betrayed(attempt))
      report(
        `a rule that ${name}`,
        `${certain.length} of ${found.length} found exactly, ${narrow.length} more closely than promised`,
      )
      expect(certain.map(({ size, sizes }) => sizes[0] === size)).not.toContain(false)
      expect(certain.length).toBeGreaterThan(0)
    },
    600_000,
  )

  test('finds nothing in indexes, intervals and words, since they are the same whoever is who within a row', () => {
    const chance = random('relabelled')
    let pages = 0
    let narrowest = Number.POSITIVE_INFINITY
    for (let count = 0; count < trials(40, 1_000); count++) {
      const unit = someUnit(chance)
      const totals = profileOf(unit)
      const page = fairnessOf(totals, book)
      for (const [place, { key, complete, categories }] of totals.dimensions.entries()) {
        const all = categories.map(({ code }) => code).concat(complete ? [] : [unanswered])
        const rows = page[place]?.rows ?? []
        const joint = (rows.length === 0 ? [all] : rows.map((row) => [...row.codes])).find((row) => row.length > 1)
        const inRow = unit.filter(({ said }) => joint?.includes(said[key] ?? unanswered))
        if (!joint || inRow.length < 2) continue
        const [small, last] = [joint[chance.between(0, joint.length - 2)] ?? '', joint.at(-1) ?? '']
        const size = chance.between(0, Math.min(minimum - 1, inRow.length))
        const worst = inRow.toSorted((one, other) => one.ownMean - other.ownMean)
        const chosen = new Set(chance.chance(0.5) ? worst.slice(0, size) : worst.slice(inRow.length - size))
        const members = new Set(inRow)
        const relabelled = unit.map((person) => {
          if (!members.has(person)) return person
          const code = chosen.has(person) ? small : last
          return { ...person, said: { ...person.said, [key]: code === unanswered ? null : code } }
        })
        expect(fairnessOf(profileOf(relabelled), book)).toEqual(page)
        pages += 1
        if (unit.length < minimum) continue
        narrowest = Math.min(narrowest, ((worst.at(-1)?.ownMean ?? 0) - (worst[0]?.ownMean ?? 0)) / ownMeanUnit)
      }
    }
    report(
      'pages that stay the same for the best or the worst of a row in a hidden category',
      `${pages}; in units of ${minimum} or more the index of one in it stays open over ${(25 * narrowest).toFixed(1)} points at least`,
    )
    expect(pages).toBeGreaterThan(100)
  }, 600_000)
})

describe('what is kept of a unit', () => {
  test('are most groups of a thousand respondents, fewer of three hundred, none of fifty-nine', () => {
    const table: string[] = []
    const kept = [59, 100, 300, 1_000].map((respondents) => {
      const units = trials(20, 500)
      const rows = asked.map(() => 0)
      for (let count = 0; count < units; count++) {
        const page = fairnessOf(
          profileOf(visitors(respondents, weak, 3.4, random(`kept/${respondents}/${count}`))),
          book,
        )
        for (const [place, dimension] of page.entries()) rows[place] = (rows[place] ?? 0) + dimension.rows.length
      }
      const each = asked.map(({ key }, place) => `${key} ${((rows[place] ?? 0) / units).toFixed(1)}`)
      const total = rows.reduce((sum, count) => sum + count, 0) / units
      table.push(`n ${respondents}: ${total.toFixed(1)} rows (${each.join(', ')})`)
      return total
    })
    report('rows that a typical unit shows', `\n  ${table.join('\n  ')}`)
    expect(kept[0]).toBe(0)
    expect(kept[2]).toBeGreaterThan(12)
    expect(kept[3]).toBeGreaterThan(20)
  }, 300_000)

  test('adds up to the unit, in counts and in means', () => {
    const chance = random('totals')
    for (let count = 0; count < trials(30, 1_000); count++) {
      const unit = someUnit(chance)
      const totals = profileOf(unit)
      for (const { key, rows } of fairnessOf(totals, book)) {
        if (rows.length === 0) continue
        expect(rows.length).toBeGreaterThan(1)
        expect(rows.reduce((sum, row) => sum + row.respondents, 0)).toBe(unit.length)
        for (const row of rows) {
          const members = unit.filter(({ said }) => row.codes.includes(said[key] ?? unanswered))
          const ownMeans = members.reduce((sum, { ownMean }) => sum + ownMean, 0)
          expect(row.respondents).toBe(members.length)
          expect(row.respondents).toBeGreaterThanOrEqual(
            row.codes.some((code) => specific.has(`${key} ${code}`)) ? 2 * minimum : minimum,
          )
          // Hundredths of the converted scale: own means ÷ 2520 ÷ n × 2500.
          expect(row.index).toBe(
            Math.floor((2 * ownMeans * 2_500 + row.respondents * ownMeanUnit) / (2 * row.respondents * ownMeanUnit)),
          )
          expect(row.interval?.low).toBeLessThanOrEqual(row.index)
          expect(row.interval?.high).toBeGreaterThanOrEqual(row.index)
        }
      }
    }
  }, 120_000)

  test('is told in words', () => {
    const group = (code: string, label: string, respondents: number, score = 3): Category => {
      return { code, label, respondents, ownMeans: respondents * score * ownMeanUnit }
    }
    const sex = {
      ...{ key: 'sex', label: 'Jenis kelamin', ordered: false, complete: false },
      categories: [group('L', 'Laki-laki', 50, 3), group('P', 'Perempuan', 60, 4)],
    }
    const age = {
      ...{ key: 'age', label: 'Usia', ordered: true, complete: false },
      categories: [
        { ...group('<17', 'Di bawah 17 tahun', 4, 3.5), specific: true },
        group('17-25', '17–25 tahun', 40, 3.5),
        group('26-34', '26–34 tahun', 20, 3.5),
        group('35-44', '35–44 tahun', 20, 3.5),
      ],
    }
    const totals = (dimensions: readonly Dimension[]) => {
      const squares = (50 * 9 + 70 * 16) * ownMeanUnit ** 2
      return { respondents: 120, ownMeans: 430 * ownMeanUnit, ownMeanSquares: squares, dimensions }
    }
    const [bySex, byAge] = fairnessOf(totals([sex, age]), book)
    expect(
      bySex?.rows.map(({ label, respondents, index, comparison }) => [label, respondents, index, comparison]),
    ).toEqual([
      ['Laki-laki', 50, 7_500, 'lower'],
      ['Perempuan atau tidak menjawab', 70, 10_000, 'higher'],
    ])
    expect(byAge?.rows.map(({ label, codes, respondents }) => [label, codes, respondents])).toEqual([
      ['Di bawah 17 tahun, 17–25 tahun, atau 26–34 tahun', ['<17', '17-25', '26-34'], 64],
      ['35–44 tahun atau tidak menjawab', ['35-44', unanswered], 56],
    ])
    expect(comparisonWords.higher).toBe('lebih tinggi')
  })
})

describe('nothing breaks on', () => {
  const noNumberBroken = (page: readonly FairnessOfDimension[]) => {
    const printed = JSON.stringify(page, (_, value) =>
      typeof value === 'number' && !Number.isInteger(value) ? 'broken' : value,
    )
    expect(printed).not.toContain('broken')
  }

  test('an empty unit, or one too small', () => {
    for (const respondents of [0, 1, 2, 29, 59]) {
      const page = fairnessOf(profileOf(visitors(respondents, strong, 3.4, random('small'))), book)
      expect(page.map(({ rows }) => rows)).toEqual(asked.map(() => []))
    }
    expect(fairnessOf({ respondents: 0, ownMeans: 0, ownMeanSquares: 0, dimensions: [] }, book)).toEqual([])
  })

  test('a unit in which all answered alike, even at an end of the scale', () => {
    for (const score of [1, 2, 10 / 3, 4]) {
      const unit = visitors(400, weak, 3.4, random('alike')).map(({ said }) => ({ said, ownMean: score * ownMeanUnit }))
      const page = fairnessOf(profileOf(unit), book)
      noNumberBroken(page)
      const rows = page.flatMap((dimension) => dimension.rows)
      expect(rows.length).toBeGreaterThan(10)
      expect(new Set(rows.map(({ comparison }) => comparison))).toEqual(new Set(['unclear']))
      expect(new Set(rows.map(({ index }) => index)).size).toBe(1)
      for (const { interval } of rows) expect((interval?.high ?? 0) - (interval?.low ?? 0)).toBeGreaterThan(0)
    }
  })

  test('any totals that are possible', () => {
    const people = fc.array(
      fc.record({
        // 0 is who answered integrity items only.
        ownMean: fc.oneof(fc.constantFrom(0, 2_520, 10_080), fc.integer({ min: 2_520, max: 10_080 })),
        said: fc.record({ sex: fc.constantFrom('L', 'P', null), age: fc.constantFrom('<17', '17-25', '>65', null) }),
      }),
      { maxLength: 40 },
    )
    fc.assert(
      fc.property(people, fc.integer({ min: 2, max: 5 }), (some, least) => {
        const unit = some.map(({ ownMean, said }) => ({ ownMean, said: { ...said, channel: 'phone' } }))
        noNumberBroken(fairnessOf(profileOf(unit), book, least))
      }),
      { numRuns: trials(300, 10_000) },
    )
  })

  test('totals that contradict each other', () => {
    const category = { code: 'a', label: 'a', respondents: 5, ownMeans: 5 * ownMeanUnit }
    const dimension = { key: 'any', label: '', ordered: false, complete: false, categories: [category] }
    const rows = (respondents: number, ownMeans: number, changed: Partial<Dimension> = {}) =>
      rowsShown({ respondents, ownMeans: ownMeans * ownMeanUnit }, { ...dimension, ...changed }, 2)
    expect(rows(9, 20)).toHaveLength(2)
    expect(() => rows(4, 20)).toThrow(RangeError)
    expect(() => rows(9, 4)).toThrow(RangeError)
    expect(() => rows(5, 20)).toThrow(RangeError)
    expect(() => rows(9, 20, { complete: true })).toThrow(RangeError)
    expect(() => rowsShown({ respondents: 9, ownMeans: 90_000 }, dimension, 1)).toThrow(RangeError)
  })
})

describe('over many pages', () => {
  const runs = trials(150, 10_000)
  const byChance = (share: number) => trials(4, 0) * Math.sqrt((share * (1 - share)) / runs)
  const differs = (page: readonly FairnessOfDimension[]) =>
    page.some(({ rows }) => rows.some(({ comparison }) => comparison !== 'unclear'))

  test("where groups are served alike 'lebih tinggi' or 'lebih rendah' stands on at most 5 of 100", () => {
    const table: string[] = []
    for (const [how, correlation] of correlations) {
      for (const mean of [3.1, 3.6, 3.95]) {
        const respondents = 300
        const chance = random(`alike/${how}/${mean}`)
        let wrong = 0
        for (let run = 0; run < runs; run++) {
          if (differs(fairnessOf(profileOf(visitors(respondents, correlation, mean, chance)), book))) wrong += 1
        }
        const which = `mean ${mean.toFixed(2)}, ${how} correlated, n ${respondents}`
        table.push(`${which}: ${percent(wrong / runs)}`)
        expect(wrong / runs, which).toBeLessThanOrEqual(0.05 + byChance(0.05))
      }
    }
    report("pages with 'lebih tinggi' or 'lebih rendah' where groups are alike", `\n  ${table.join('\n  ')}`)
  }, 1_200_000)

  test('five points less for women are found mostly', () => {
    const table: string[] = []
    for (const [how, correlation] of correlations) {
      for (const respondents of [300, 1_000]) {
        const chance = random(`five points/${how}/${respondents}`)
        let seen = 0
        const few = trials(40, 2_000)
        for (let run = 0; run < few; run++) {
          const unit = visitors(respondents, correlation, 3.4, chance)
          const worse = visitors(respondents, correlation, 3.2, chance)
          const mixed = unit.map((person, place) =>
            person.said.sex === 'P' ? { ...person, ownMean: worse[place]?.ownMean ?? 0 } : person,
          )
          const [bySex] = fairnessOf(profileOf(mixed), book)
          if (bySex?.rows.some(({ codes, comparison }) => codes[0] === 'P' && comparison === 'lower')) seen += 1
        }
        table.push(`${how} correlated, n ${respondents}: ${percent(seen / few)}`)
        if (respondents === 1_000) expect(seen / few).toBeGreaterThan(0.8)
      }
    }
    report('five points less for women found', `\n  ${table.join('\n  ')}`)
  }, 300_000)
})

/** Visitors of the demonstration's kind, whose answers have nothing to do with who they are. */
function visitors(respondents: number, correlation: number, mean: number, chance: Random): Person[] {
  const answers = ask({ mean, correlation }, respondents, chance)
  return Array.from({ length: respondents }, (_, row) => {
    const given = answers.subarray(9 * row, 9 * row + 9)
    const channel = chance.chance(0.6) ? 'phone' : chance.chance(0.7) ? 'paper' : 'kiosk'
    const { sex, age, education, occupation, disability, filledBy } = imagineRespondent(
      'everyone',
      { byStaff: chance.chance(0.1), online: channel === 'phone' },
      chance,
    )
    return {
      ownMean: (given.reduce((sum, answer) => sum + answer, 0) * ownMeanUnit) / 9,
      said: { sex, age, education, occupation, disability, filledBy, channel },
    }
  })
}

/** Dimensions of two to five categories, the specific one in each place in turn and in none. */
function smallDimensions(): Dimension[] {
  const kinds = [true, false].flatMap((ordered) => [true, false].map((complete) => ({ ordered, complete })))
  return [2, 3, 4, 5].flatMap((cells) =>
    kinds.flatMap(({ ordered, complete }) => {
      const named = complete ? cells : cells - 1
      return Array.from({ length: named + 1 }, (_, special): Dimension => {
        const categories = Array.from({ length: named }, (_, place): Category => {
          return { code: `${place}`, label: '', specific: place === special, respondents: 0, ownMeans: 0 }
        })
        return { key: 'any', label: '', ordered, complete, categories }
      })
    }),
  )
}

/** Every way to divide respondents into categories. */
function divisions(cells: number, respondents: number): number[][] {
  if (cells === 1) return [[respondents]]
  return Array.from({ length: respondents + 1 }, (_, first) =>
    divisions(cells - 1, respondents - first).map((others) => [first, ...others]),
  ).flat()
}
