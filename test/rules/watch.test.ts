// The watch keeps still for noise and sees real shifts: against a second computation, its own rules, and a known truth.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Random, random } from '#src/demonstration/random.ts'
import { studentTail } from '#src/ikm/rules/interval.ts'
import {
  normalScore,
  type Shift,
  studentValue,
  type Watch,
  type WatchState,
  type WeekTotals,
  watchInWords,
  watchOf,
  watchWords,
} from '#src/ikm/rules/watch.ts'
import { ownMeanUnit } from '#src/responses/rules/tally.ts'
import { defaultRuleBook as book } from '#src/surveys/rules.ts'
import { ask, correlations, normalBelow, strong, weak } from '#test/support/simulate.ts'
import { report, trials } from '#test/support/trials.ts'

/** A week by the scores that its respondents gave throughout. */
function weekOf(week: number, scores: readonly number[]): WeekTotals {
  const own = scores.map((score) => Math.round(score * ownMeanUnit))
  return {
    week,
    respondents: own.length,
    ownMeans: own.reduce((sum, one) => sum + one, 0),
    ownMeanSquares: own.reduce((sum, one) => sum + one * one, 0),
  }
}

const times = <Item>(count: number, item: Item) => new Array<Item>(count).fill(item)
const alternating = [...times(5, 3), ...times(5, 4)]
const lower = [...times(8, 3), ...times(2, 4)]
const watch = (weeks: readonly WeekTotals[], now = weeks.at(-1)?.week ?? 0) => watchOf(weeks, now, book)
const signals = ({ points }: Watch) =>
  points.flatMap(({ signal, lastWeek }) => (signal ? [{ shift: signal, week: lastWeek }] : []))

describe('scores', () => {
  test('have the tail of the value of t that they stand for', () => {
    for (const degrees of [7, 12, 25, 100, 1_000]) {
      for (let score = 0; score <= 4.25; score += 0.25) {
        const t = studentValue(score, degrees)
        expect(normalScore(t, degrees)).toBeCloseTo(score, 9)
        expect(normalScore(-t, degrees)).toBeCloseTo(-score, 9)
        const tail = studentTail(t, degrees)
        expect(tail).toBeLessThanOrEqual(1 - normalBelow(score - 0.03) + 1e-12)
        expect(tail).toBeGreaterThanOrEqual(1 - normalBelow(score + 0.03) - 1e-12)
      }
    }
  })
})

describe('a watched unit', () => {
  // Limits recomputed in Python with NumPy from the formulas alone: 26 weeks of five threes and five fours each, then
  // weeks of eight threes and two fours.
  test('has the limits of a second computation', () => {
    const weeks = [...times(26, alternating), ...times(4, lower)].map((scores, week) => weekOf(week, scores))
    const { points } = watch(weeks)
    expect(points.slice(0, 8).map(({ band }) => band)).toEqual(times(8, null))
    expect(points[8]?.band).toEqual({ centre: 8750, lower: 3232, upper: 10000 })
    expect(points.slice(26).map(({ mean, band }) => [mean, band?.centre, band?.lower, band?.upper])).toEqual([
      [8000, 8750, 5949, 10000],
      [8000, 8722, 6906, 10000],
      [8000, 8696, 7413, 10000],
      [8000, 8672, 7701, 10000],
    ])
  })

  // By the same second computation. Weeks of 20 and 60 respondents in turn differ by more than sampling, the small ones
  // most, so that both the variance between weeks and the stretch of the error count; from week 30 on a second level.
  test('has them too where weeks differ and a level is learnt anew', () => {
    const threesAndFours = (week: number) => {
      const respondents = week % 2 === 0 ? 20 : 60
      const place = Math.floor(week / 2)
      const fours = respondents * (week % 2 === 0 ? ([0.25, 0.5, 0.75][place % 3] ?? 0) : place % 2 ? 0.55 : 0.45)
      return [...times(fours, 4), ...times(respondents - fours, 3)]
    }
    const course = [
      ...Array.from({ length: 30 }, (_, week) => threesAndFours(week)),
      ...times(2, times(20, 2)),
      ...times(3, [...times(15, 2), ...times(5, 3)]),
    ]
    const { points } = watch(course.map((scores, week) => weekOf(week, scores)))
    const band = (place: number) => points[place]?.band
    expect(band(27)).toEqual({ centre: 8727, lower: 7064, upper: 9924 })
    expect(band(28)).toEqual({ centre: 8734, lower: 6213, upper: 9990 })
    expect(band(29)).toEqual({ centre: 8750, lower: 5832, upper: 9606 })
    expect(points[30]).toMatchObject({ mean: 5000, signal: 'lower', band: { centre: 8745, lower: 5739, upper: 9919 } })
    expect(points.slice(31, 34).map((point) => point.band)).toEqual([null, null, null])
    expect(band(34)).toEqual({ centre: 5313, lower: 3036, upper: 8109 })
  })

  test('that shifts is called so with the week it began, once, until it returns', () => {
    const course = [...times(26, alternating), ...times(26, times(10, 3)), ...times(26, alternating)]
    const weeks = course.map((scores, week) => weekOf(100 + week, scores))
    expect(watch(weeks.slice(0, 26))).toMatchObject({ state: 'steady', began: null })
    const after = watch(weeks.slice(0, 30))
    expect(after).toMatchObject({ state: 'lower', began: 126 })
    const seen = signals(after)[0]?.week ?? Number.NaN
    expect(seen).toBeLessThan(130)
    expect(watch(weeks.slice(0, 30), seen + 12).state).toBe('lower')
    expect(watch(weeks.slice(0, 52))).toMatchObject({ state: 'steady', began: null })
    expect(signals(watch(weeks.slice(0, 52)))).toHaveLength(1)
    expect(watch(weeks.slice(0, 56))).toMatchObject({ state: 'higher', began: 152 })
    expect(signals(watch(weeks)).map(({ shift }) => shift)).toEqual(['lower', 'higher'])
  })

  test('is called by its state in words', () => {
    expect(Object.values(watchWords).every((word) => word.length > 0)).toBe(true)
    expect(watchInWords({ state: 'steady' }, null)).toBe('stabil')
    expect(watchInWords({ state: 'lower' }, '12 Oktober 2026')).toBe('bergeser turun sejak pekan 12 Oktober 2026')
  })
})

describe('a unit with hardly any answers', () => {
  test('without weeks, with one, or with one respondent has nothing to be said', () => {
    expect(watchOf([], 0, book)).toEqual({ points: [], state: 'tooFew', began: null })
    expect(watch([weekOf(5, [])])).toEqual({ points: [], state: 'tooFew', began: null })
    const point = { firstWeek: 5, lastWeek: 5, respondents: 1, mean: 8333, band: null, signal: null }
    expect(watch([weekOf(5, [10 / 3])])).toEqual({ points: [point], state: 'tooFew', began: null })
    expect(watch([weekOf(5, alternating)])).toMatchObject({ points: [{ mean: 8750 }], state: 'tooFew' })
  })

  test('is judged by several weeks together', () => {
    const few = [[4], [], [3, 4], [4, 4, 3], [2], [4]].map((scores, week) => weekOf(week, scores))
    expect(watch(few).points.map(({ firstWeek, lastWeek, respondents }) => [firstWeek, lastWeek, respondents])).toEqual(
      [
        [0, 2, 3],
        [3, 3, 3],
        [4, 5, 2],
      ],
    )
  })

  test('is not called steady once nobody has answered for a quarter', () => {
    const weeks = times(30, alternating).map((scores, week) => weekOf(week, scores))
    expect(watch(weeks, 41).state).toBe('steady')
    expect(watch(weeks, 42)).toMatchObject({ state: 'tooFew', began: null })
  })

  test('goes on after a long gap from where it was', () => {
    const before = times(30, alternating).map((scores, week) => weekOf(week, scores))
    expect(watch([...before, weekOf(200, alternating)])).toMatchObject({ state: 'steady' })
    const shifted = [200, 201, 202].map((week) => weekOf(week, times(10, 3)))
    expect(watch([...before, ...shifted])).toMatchObject({ state: 'lower', began: 200 })
  })
})

test('nothing but fours leaves room for a three, and for no more than that', () => {
  const fours = times(52, times(10, 4)).map((scores, week) => weekOf(week, scores))
  expect(watch(fours)).toMatchObject({ state: 'steady' })
  expect(signals(watch(fours))).toEqual([])
  const oneThree = weekOf(52, [...times(9, 4), 3])
  expect(signals(watch([...fours, oneThree]))).toEqual([])
  expect(signals(watch([...fours, weekOf(52, times(10, 3))]))).toEqual([{ shift: 'lower', week: 52 }])
})

describe('whatever the answers', () => {
  const ownMean = fc.oneof(
    fc.constantFrom(...[1, 2, 3, 3.5, 4]),
    fc.integer({ min: ownMeanUnit, max: 4 * ownMeanUnit }).map((own) => own / ownMeanUnit),
  )
  const scores = fc.oneof(
    fc.array(ownMean, { maxLength: 12 }),
    fc.tuple(ownMean, fc.integer({ min: 0, max: 500 })).map(([score, count]) => times(count, score)),
  )
  const gaps = fc.oneof({ weight: 9, arbitrary: fc.constant(1) }, fc.integer({ min: 1, max: 60 }))
  const history = fc.array(fc.tuple(scores, gaps), { maxLength: 60 }).map((drawn) => {
    let week = 0
    return drawn.map(([given, gap]) => {
      week += gap
      return weekOf(week, given)
    })
  })
  const runs = { numRuns: trials(150, 5_000) }

  test('every number is one, on the scale, and in order; a mean signals when it is outside its limits', () => {
    fc.assert(
      fc.property(history, fc.nat(20), (weeks, later) => {
        const { points, state, began } = watch(weeks, (weeks.at(-1)?.week ?? 0) + later)
        for (const { mean, band, signal, firstWeek, lastWeek, respondents } of points) {
          const figures = [2500, ...(band ? [band.lower, band.centre, band.upper] : []), 10000]
          expect(figures.every(Number.isSafeInteger)).toBe(true)
          expect(figures).toEqual(figures.toSorted((one, other) => one - other))
          expect(signal).toBe(band ? (mean < band.lower ? 'lower' : mean > band.upper ? 'higher' : null) : null)
          const together = weeks.filter(({ week }) => week >= firstWeek && week <= lastWeek)
          expect(respondents).toBe(together.reduce((sum, week) => sum + week.respondents, 0))
          const sum = together.reduce((total, week) => total + week.ownMeans, 0)
          expect(Math.abs(mean - (2_500 * sum) / ownMeanUnit / respondents)).toBeLessThanOrEqual(0.5 + 1e-6)
        }
        expect(points.reduce((sum, { respondents }) => sum + respondents, 0)).toBe(
          weeks.reduce((sum, { respondents }) => sum + respondents, 0),
        )
        expect(began !== null).toBe(state === 'lower' || state === 'higher')
        if (began !== null) expect(points.some(({ firstWeek }) => firstWeek === began)).toBe(true)
      }),
      runs,
    )
  })

  test('limits come from the past alone', () => {
    fc.assert(
      fc.property(history, fc.array(ownMean, { minLength: 3, maxLength: 30 }), fc.nat(60), (weeks, other, at) => {
        const cut = weeks.slice(0, at)
        const now = cut.at(-1)?.week ?? 0
        const whole = watch(weeks).points
        const part = watch(cut).points
        // The last point of a part may still wait for respondents.
        expect(whole.slice(0, Math.max(0, part.length - 1))).toEqual(part.slice(0, -1))
        const one = watch([...cut, weekOf(now + 1, other)]).points.at(-1)
        const mirror = other.map((score) => 5 - score)
        expect(watch([...cut, weekOf(now + 1, mirror)]).points.at(-1)?.band).toEqual(one?.band)
      }),
      runs,
    )
  })

  test('the scale upside down turns lower into higher', () => {
    const mirrored = (weeks: readonly WeekTotals[]) =>
      weeks.map((one): WeekTotals => {
        const turned = 5 * ownMeanUnit
        const { respondents, ownMeans, ownMeanSquares } = one
        const squares = respondents * turned ** 2 - 2 * turned * ownMeans + ownMeanSquares
        return { ...one, ownMeans: respondents * turned - ownMeans, ownMeanSquares: squares }
      })
    const opposite = { lower: 'higher', higher: 'lower' } as const
    fc.assert(
      fc.property(history, (weeks) => {
        const { points, began } = watch(weeks)
        const turned = watch(mirrored(weeks))
        expect(turned.began).toBe(began)
        expect(turned.points.map(({ signal }) => signal)).toEqual(
          points.map(({ signal }) => signal && opposite[signal]),
        )
        for (const [place, { band }] of points.entries()) {
          const other = turned.points[place]?.band
          // What floating point adds may carry a limit over a hundredth.
          if (band) expect(Math.abs(12_500 - band.lower - (other?.upper ?? 0))).toBeLessThanOrEqual(1)
          if (band) expect(Math.abs(12_500 - band.upper - (other?.lower ?? 0))).toBeLessThanOrEqual(1)
        }
      }),
      runs,
    )
  })

  test('weeks without answers and the number of the first week change nothing', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: -3_000, max: 3_000 }), (weeks, by) => {
        const without = weeks.filter(({ respondents }) => respondents > 0)
        const now = weeks.at(-1)?.week ?? 0
        expect(watchOf(without, now, book)).toEqual(watchOf(weeks, now, book))
        const moved = watchOf(
          weeks.map((one) => ({ ...one, week: one.week + by })),
          now + by,
          book,
        )
        const { points, state, began } = watchOf(weeks, now, book)
        expect(moved.state).toBe(state)
        expect(moved.began).toBe(began === null ? null : began + by)
        expect(moved.points.map(({ mean, band, signal }) => [mean, band, signal])).toEqual(
          points.map(({ mean, band, signal }) => [mean, band, signal]),
        )
      }),
      runs,
    )
  })
})

// Units with a known truth. A week has a Poisson number of respondents. Weeks differ beyond sampling by an effect on the
// log-odds of the mean's share of the scale, normal, whose standard deviation is given in standard deviations of single
// respondents' own means: 0, a tenth, a fifth, a third. With 100 answers a week a fifth is twice the sampling error.
interface Course {
  readonly mean: number
  readonly correlation: number
  readonly effect: number
  /** Mean number of respondents a week. */
  readonly flow: number
}

const people = 4_000
const crowds = new Map<string, { readonly ownMeans: Float64Array; readonly deviation: number }>()

/** Own means of many respondents with a true mean, to the nearest hundredth of a score. */
function crowdOf(mean: number, correlation: number) {
  const rounded = Math.round(100 * mean) / 100
  const name = `${rounded}/${correlation}`
  const known = crowds.get(name)
  if (known) return known
  const answers = ask({ mean: rounded, correlation }, people, random(`crowd/${name}`))
  const width = answers.length / people
  const ownMeans = new Float64Array(people)
  for (const [place, answer] of answers.entries()) {
    const person = Math.floor(place / width)
    ownMeans[person] = (ownMeans[person] ?? 0) + (answer * ownMeanUnit) / width
  }
  const middle = ownMeans.reduce((sum, own) => sum + own, 0) / people
  const deviation = Math.sqrt(ownMeans.reduce((sum, own) => sum + (own - middle) ** 2, 0) / people) / ownMeanUnit
  const crowd = { ownMeans, deviation }
  crowds.set(name, crowd)
  return crowd
}

const deviationOf = ({ mean, correlation }: Pick<Course, 'mean' | 'correlation'>) =>
  crowdOf(mean, correlation).deviation

function simulated(week: number, { mean, correlation, effect, flow }: Course, chance: Random, luck = chance.normal()) {
  const share = (mean - 1) / 3
  const odds =
    Math.log(share / (1 - share)) + (luck * effect * deviationOf({ mean, correlation })) / 3 / share / (1 - share)
  const now = effect === 0 ? mean : Math.min(3.99, Math.max(1.2, 1 + 3 / (1 + Math.exp(-odds))))
  const { ownMeans: crowd } = crowdOf(now, correlation)
  const respondents = poisson(flow, chance)
  let [ownMeans, ownMeanSquares] = [0, 0]
  for (let respondent = 0; respondent < respondents; respondent++) {
    const own = crowd[chance.between(0, people - 1)] ?? 0
    ownMeans += own
    ownMeanSquares += own * own
  }
  return { week, respondents, ownMeans, ownMeanSquares }
}

/** Knuth's method for small means; near enough to normal for large ones. */
function poisson(mean: number, chance: Random): number {
  if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * chance.normal()))
  let count = 0
  for (let left = chance.uniform(); left > Math.exp(-mean); left *= chance.uniform()) count += 1
  return count
}

const simulatedWeeks = (count: number, course: (week: number) => Course, chance: Random) =>
  Array.from({ length: count }, (_, week) => simulated(week, course(week), chance))

const fourYears = 208
const halfYear = 26
const effects = [0, 0.1, 0.2, 1 / 3] as const
const named = ['0', '1/10', '1/5', '1/3'] as const
const percent = (share: number) => `${(100 * share).toFixed(0)} %`

describe('with a known truth', () => {
  test('at most one false alarm in four years', () => {
    const runs = trials(3, 300)
    const table: string[] = []
    let all = 0
    let cells = 0
    for (const flow of [1.5, 3, 10, 25, 100, 500]) {
      for (const mean of [3.1, 3.6, 3.9]) {
        for (const [how, correlation] of correlations) {
          const found = effects.map((effect) => {
            const chance = random(`still/${flow}/${mean}/${how}/${effect}`)
            let alarms = 0
            for (let run = 0; run < runs; run++) {
              const course = { mean, correlation, effect, flow }
              alarms += signals(watch(simulatedWeeks(fourYears, () => course, chance))).length
            }
            return alarms / runs
          })
          const which = `${flow} a week, mean ${mean}, ${how} correlated`
          table.push(`${which}: ${found.map((alarms) => alarms.toFixed(2)).join(' ')}`)
          const slack = trials(4 * Math.sqrt(1 / runs), 0)
          expect(Math.max(...found), which).toBeLessThanOrEqual(1 + slack)
          if (flow < 5) expect(Math.max(...found), which).toBeLessThanOrEqual(0.5 + slack)
          all += found.reduce((sum, alarms) => sum + alarms, 0)
          cells += found.length
        }
      }
    }
    report('false alarms in 208 weeks', `week effect ${named.join(' ')}\n  ${table.join('\n  ')}`)
    expect(all / cells).toBeLessThanOrEqual(0.55)
  }, 600_000)

  test('a shift of one standard deviation of respondents is seen within four weeks in most runs', () => {
    const runs = trials(8, 1_000)
    const table: string[] = []
    let [all, cells] = [0, 0]
    for (const flow of [3, 10, 25, 100, 500]) {
      for (const [mean, shift] of shifts) {
        for (const [how, correlation] of correlations) {
          const to = mean + (shift === 'lower' ? -1 : 1) * deviationOf({ mean, correlation })
          if (to > 3.97) continue
          const found = effects.map((effect) => {
            const course = { mean, correlation, effect, flow }
            return shareSeen(course, to, shift, 4, flow > 100 ? Math.ceil(runs / 5) : runs)
          })
          const which = `${flow} a week, ${mean} to ${to.toFixed(2)}, ${how} correlated`
          table.push(`${which}: ${found.map(percent).join(' ')}`)
          if (flow < 10) continue
          for (const share of found.slice(0, 3)) {
            expect(share, which).toBeGreaterThan(0.5 - trials(2 / Math.sqrt(runs), 0))
            all += share
            cells += 1
          }
        }
      }
    }
    report(
      'one deviation of respondents seen within 4 weeks',
      `week effect ${named.join(' ')}\n  ${table.join('\n  ')}`,
    )
    expect(all / cells).toBeGreaterThan(0.85)
  }, 600_000)

  test('what cannot be seen in four weeks is stated as it is', () => {
    const runs = trials(40, 2_000)
    const course = { mean: 3.6, correlation: weak, effect: 0.1, flow: 25 }
    const few = { ...course, flow: 3 }
    const within = (of: Course, to: number) =>
      [4, 8, 13, 26].map((weeks) => percent(shareSeen(of, to, 'lower', weeks, runs))).join(' ')
    const person = deviationOf(course)
    const week = person * Math.hypot(1 / 5, 0.1)
    report('seen within 4 8 13 26 weeks, 3.6 falling', '')
    report('  3 a week, one deviation of respondents', within(few, 3.6 - person))
    report('  25 a week, one deviation of the weekly mean', within(course, 3.6 - week))
    report('  25 a week, two deviations of the weekly mean', within(course, 3.6 - 2 * week))
    expect(shareSeen(few, 3.6 - person, 'lower', 26, runs)).toBeGreaterThan(0.5)
  }, 300_000)

  test('a shift is learnt, and a return seen again', () => {
    const runs = trials(30, 1_000)
    let [again, returned, exact, seen] = [0, 0, 0, 0]
    const before = { mean: 3.6, correlation: weak, effect: 0.1, flow: 25 }
    const after = { ...before, mean: 3.6 - deviationOf(before) }
    const chance = random('learnt')
    for (let run = 0; run < runs; run++) {
      const weeks = simulatedWeeks(104, (week) => (week < 26 || week >= 78 ? before : after), chance)
      const found = watch(weeks)
      const during = found.points.filter(({ signal, lastWeek }) => signal && lastWeek >= 26 && lastWeek < 78)
      const [first] = during
      if (first) {
        seen += 1
        again += during.length - 1
        const { began } = watch(weeks.slice(0, first.lastWeek + 1))
        if (began !== null && Math.abs(began - 26) <= 1) exact += 1
      }
      if (signals(found).some(({ shift, week }) => shift === 'higher' && week >= 78 && week < 82)) returned += 1
    }
    report(
      'a year at a lower level, 25 a week',
      `beginning told within a week ${percent(exact / seen)}, further signals in that year ${(again / seen).toFixed(2)}, return seen within 4 weeks ${percent(returned / runs)}`,
    )
    expect(exact / seen).toBeGreaterThan(0.8)
    expect(again / seen).toBeLessThan(0.35)
    expect(returned / runs).toBeGreaterThan(0.8)
  }, 300_000)

  test('it keeps still where the flow changes, and states what weeks that go together cost', () => {
    const runs = trials(40, 1_000)
    const table: string[] = []
    for (const mean of [3.1, 3.9]) {
      const course = { mean, correlation: strong, effect: 0.1, flow: 5 }
      const chance = random(`flow/${mean}`)
      let alarms = 0
      for (let run = 0; run < runs; run++) {
        const flow = (week: number) => ({ ...course, flow: Math.floor(week / 26) % 2 ? 50 : 5 })
        alarms += signals(watch(simulatedWeeks(fourYears, flow, chance))).length
      }
      table.push(`5 and 50 a week by half-years, mean ${mean}: ${(alarms / runs).toFixed(2)}`)
      expect(alarms / runs).toBeLessThanOrEqual(1 + trials(4 / Math.sqrt(runs), 0))
    }
    for (const together of [0.2, 0.4]) {
      for (const effect of [0.1, 0.2]) {
        const course = { mean: 3.6, correlation: weak, effect, flow: 25 }
        const chance = random(`together/${together}/${effect}`)
        let alarms = 0
        for (let run = 0; run < runs; run++) {
          let luck = chance.normal()
          const weeks = Array.from({ length: fourYears }, (_, week) => {
            luck = together * luck + Math.sqrt(1 - together ** 2) * chance.normal()
            return simulated(week, course, chance, luck)
          })
          alarms += signals(watch(weeks)).length
        }
        table.push(
          `25 a week, effect ${effect}, correlation of neighbouring weeks ${together}: ${(alarms / runs).toFixed(2)}`,
        )
      }
    }
    report('false alarms in 208 weeks', `\n  ${table.join('\n  ')}`)
  }, 300_000)

  test('looking each week at the last two years only alarms no more', () => {
    const runs = trials(2, 100)
    let alarms = 0
    for (const effect of [0, 0.2]) {
      const course = { mean: 3.6, correlation: strong, effect, flow: 25 }
      const chance = random(`window/${effect}`)
      for (let run = 0; run < runs; run++) {
        const weeks = simulatedWeeks(fourYears, () => course, chance)
        let told: WatchState = 'tooFew'
        for (let now = 0; now < fourYears; now++) {
          const { state } = watch(weeks.slice(Math.max(0, now - 103), now + 1))
          if (state !== told && (state === 'lower' || state === 'higher')) alarms += 1
          told = state
        }
      }
    }
    report('false alarms in 208 weeks, seen each week through the last 104', (alarms / runs / 2).toFixed(2))
    expect(alarms / runs / 2).toBeLessThanOrEqual(1 + trials(1.5, 0))
  }, 300_000)
})

const shifts = [
  [3.1, 'lower'],
  [3.1, 'higher'],
  [3.6, 'lower'],
  [3.6, 'higher'],
  [3.9, 'lower'],
] as const

/** Share of runs in which, after half a year, a shift is signalled in so many weeks from its beginning. */
function shareSeen(course: Course, to: number, shift: Shift, weeks: number, runs: number): number {
  const chance = random(`shifted/${JSON.stringify(course)}/${to}/${weeks}`)
  const after = { ...course, mean: to }
  let seen = 0
  for (let run = 0; run < runs; run++) {
    const { points } = watch(simulatedWeeks(halfYear + weeks, (week) => (week < halfYear ? course : after), chance))
    if (points.some(({ signal, lastWeek }) => signal === shift && lastWeek >= halfYear)) seen += 1
  }
  return seen / runs
}
