// Promised actions: their course, when they are due, what proves them and what they score.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Random, random } from '#src/demonstration/random.ts'
import {
  isPlannable,
  plannableQuarters,
  type Status,
  type Step,
  statuses,
  steps,
  stepsFrom,
  takeStep,
  timingOf,
} from '#src/followups/rules/course.ts'
import { proofsOf, type TestedAction } from '#src/followups/rules/proof.ts'
import {
  extentScore,
  opennessScore,
  type ScoredAction,
  shareScore,
  speedScore,
  surveysScore,
} from '#src/followups/rules/scores.ts'
import { scoresOf } from '#src/followups/scores.ts'
import { changesOf } from '#src/ikm/rules/change.ts'
import type { Estimate, Estimates } from '#src/ikm/rules/interval.ts'
import { dayOf } from '#src/units/rules/calendar.ts'
import { ask, estimatesFrom, momentsOf, strong, weak } from '#test/support/simulate.ts'
import { report, trials } from '#test/support/trials.ts'

const numRuns = trials(200, 10_000)

describe('the course', () => {
  test.each<[Status, string]>([
    ['planned', 'start→running note→planned finish→finished cancel→cancelled'],
    ['running', 'note→running finish→finished cancel→cancelled'],
    ['finished', 'note→finished reopen→running'],
    ['cancelled', 'reopen→planned'],
  ])('from %s leads: %s', (status, expected) => {
    const ways = stepsFrom(status).map((step) => {
      const taken = takeStep(status, step)
      return `${step}→${'refused' in taken ? taken.refused : taken.status}`
    })
    expect(ways.join(' ')).toBe(expected)
    for (const step of steps.filter((one) => !stepsFrom(status).includes(one))) {
      expect(takeStep(status, step)).toHaveProperty('refused')
    }
  })

  test('refuses in words that name the state', () => {
    expect(takeStep('finished', 'cancel')).toEqual({ refused: 'Rencana yang selesai tidak dapat dibatalkan.' })
    expect(takeStep('cancelled', 'note')).toEqual({ refused: 'Rencana yang batal tidak dapat diberi catatan.' })
  })

  test('never leaves its states, whatever is tried in whatever order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom<Step>(...steps), { maxLength: 20 }), (tried) => {
        let status: Status = 'planned'
        for (const step of tried) {
          const taken = takeStep(status, step)
          if (!('refused' in taken)) status = taken.status
          expect(statuses).toContain(status)
        }
      }),
      { numRuns },
    )
  })
})

describe('planned quarters', () => {
  test('are the four after the origin', () => {
    expect(plannableQuarters(20263)).toEqual([20264, 20271, 20272, 20273])
    expect(plannableQuarters(20254)).toEqual([20261, 20262, 20263, 20264])
  })

  test.each<[number[], boolean]>([
    [[20264], true],
    [[20264, 20271, 20272, 20273], true],
    [[20271, 20273], true],
    [[], false],
    [[20263], false],
    [[20274], false],
    [[20265], false],
    [[20271, 20264], false],
    [[20271, 20271], false],
  ])('%j: %s', (quarters, plannable) => {
    expect(isPlannable(20263, quarters)).toBe(plannable)
  })

  test.each<[Status, number, string | null]>([
    ['planned', 20263, 'overdue'],
    ['running', 20263, 'overdue'],
    ['planned', 20264, 'due'],
    ['running', 20271, 'later'],
    ['finished', 20263, null],
    ['cancelled', 20263, null],
  ])('%s with %i as its last, in 20264: %s', (status, dueQuarter, timing) => {
    expect(timingOf({ status, dueQuarter }, 20264)).toBe(timing)
  })
})

/** An estimate by its figures: converted value, respondents, dispersion. */
function estimate(value: number, respondents = 400, dispersion: number | null = 0.15): Estimate {
  const share = (value - 25) / 75
  const hundredths = Math.round(100 * value)
  return { hundredths, share, respondents, dispersion, population: 'unknown', unseen: 1, scale: [25, 100] }
}

describe('proof', () => {
  const action = (key: string, element: string, before: Estimate | null, after: Estimate | null): TestedAction => ({
    ...{ key, element, before, after },
  })

  test('is given by what the element did, with its figures', () => {
    const proofs = proofsOf([
      action('1', 'cost', estimate(75), estimate(85)),
      action('2', 'conduct', estimate(85), estimate(75)),
      action('3', 'facilities', estimate(80), estimate(80.5)),
      action('4', 'product', null, estimate(80)),
      action('5', 'procedure', estimate(80), null),
      action('6', 'competence', estimate(25, 1, null), estimate(100)),
    ])
    expect(proofs.map(({ key, verdict, difference }) => [key, verdict, difference])).toEqual([
      ['1', 'proven', 1_000],
      ['2', 'worse', -1_000],
      ['3', 'notYet', 50],
      ['4', 'untestable', null],
      ['5', 'untestable', null],
      ['6', 'untestable', 7_500],
    ])
    expect(proofs[0]?.adjusted).toBeLessThan(0.05)
    expect(proofs[3]?.adjusted).toBeNull()
  })

  const some = fc
    .tuple(
      fc.double({ min: 25, max: 100, noNaN: true }),
      fc.integer({ min: 1, max: 800 }),
      fc.double({ min: 0.001, max: 1, noNaN: true }),
    )
    .map(([value, respondents, dispersion]) => estimate(value, respondents, respondents === 1 ? null : dispersion))
  const pages = fc.uniqueArray(
    fc.record({
      element: fc.string({ minLength: 1, maxLength: 3 }),
      before: fc.option(some),
      after: fc.option(some),
      actions: fc.integer({ min: 1, max: 4 }),
    }),
    { selector: ({ element }) => element, minLength: 1, maxLength: 6 },
  )

  test('of any number of actions on the same elements is that of the elements alone', () => {
    fc.assert(
      fc.property(pages, (page) => {
        const alone = changesOf(page.map(({ element, before, after }) => ({ key: element, before, after })))
        const actions = page.flatMap(({ element, before, after, actions: many }) =>
          Array.from({ length: many }, (_, place) => action(`${element}/${place}`, element, before, after)),
        )
        for (const [place, proof] of proofsOf(actions, 0).entries()) {
          const change = alone.find(({ key }) => key === actions[place]?.element)
          expect(proof.key).toBe(actions[place]?.key)
          expect([proof.difference, proof.adjusted]).toEqual([change?.difference, change?.adjusted])
          expect(proof.verdict === 'untestable').toBe(change?.adjusted === null)
          expect(proof.verdict === 'proven').toBe(change?.direction === 'up')
          expect(proof.verdict === 'worse').toBe(change?.direction === 'down')
        }
      }),
      { numRuns },
    )
  })

  test('is never easier among more elements to choose from', () => {
    fc.assert(
      fc.property(pages, fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 }), (page, few, more) => {
        const actions = page.map(({ element, before, after }) => action(element, element, before, after))
        const among = proofsOf(actions, few + more)
        for (const [place, { adjusted, verdict }] of proofsOf(actions, few).entries()) {
          expect(among[place]?.adjusted ?? -1).toBeGreaterThanOrEqual(adjusted ?? -1)
          if (verdict === 'notYet' || verdict === 'untestable') expect(among[place]?.verdict).toBe(verdict)
        }
      }),
      { numRuns },
    )
  })

  // The lowest elements are those that actions answer, and they are low by chance too: what was picked for being low
  // rises by itself. That is the case that must stay honest.
  const runs = trials(120, 10_000)
  const byChance = (share: number) => trials(4, 0) * Math.sqrt((share * (1 - share)) / runs)
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`
  const judged = (before: Estimates, after: Estimates, places: readonly number[]) =>
    proofsOf(
      places.map((place) => {
        const [first, second] = [before.elements[place]?.estimate ?? null, after.elements[place]?.estimate ?? null]
        return action(`${place}`, `${place}`, first, second)
      }),
    ).map(({ verdict }) => verdict)
  const quarter = (mean: number, correlation: number, size: number, chance: Random) =>
    estimatesFrom(momentsOf(ask({ mean, correlation }, size, chance)))

  test("where nothing changed, 'terbukti' or 'memburuk' stands on at most 5 of 100 pages, also on the lowest", () => {
    const table: string[] = []
    for (const mean of [3.1, 3.6]) {
      for (const correlation of [0, weak, strong]) {
        for (const size of [30, 100, 400]) {
          const chance = random(`unproven/${mean}/${correlation}/${size}`)
          const wrong = [0, 0, 0, 0]
          for (let run = 0; run < runs; run++) {
            const before = quarter(mean, correlation, size, chance)
            const after = quarter(mean, correlation, size, chance)
            const lowest = before.elements
              .map(({ estimate: found }, place) => ({ place, share: found?.share ?? 1 }))
              .toSorted((one, other) => one.share - other.share)
              .map(({ place }) => place)
            for (const [way, places] of [
              [0, 4, 8],
              lowest.slice(0, 1),
              lowest.slice(0, 3),
              lowest.slice(0, 5),
            ].entries()) {
              const errs = judged(before, after, places).some((verdict) => verdict === 'proven' || verdict === 'worse')
              if (errs) wrong[way] = (wrong[way] ?? 0) + 1
            }
          }
          const which = `mean ${mean.toFixed(2)}, correlation ${correlation.toFixed(2)}, n ${size}`
          const [named, one, three, five] = wrong.map((errors) => percent(errors / runs))
          table.push(
            `${which}: three named beforehand ${named}, the lowest ${one}, three lowest ${three}, five ${five}`,
          )
          for (const errors of wrong) expect(errors / runs, which).toBeLessThanOrEqual(0.05 + byChance(0.05))
        }
      }
    }
    report("pages with 'terbukti' or 'memburuk' where nothing changed", `\n  ${table.join('\n  ')}`)
  }, 1_200_000)

  test('three points more in each of three elements are found at 400 respondents in about half of the actions', () => {
    const table: string[] = []
    for (const correlation of [weak, strong]) {
      for (const size of [100, 400]) {
        const chance = random(`proven/${correlation}/${size}`)
        let [all, any, each] = [0, 0, 0]
        for (let run = 0; run < runs; run++) {
          const [before, after] = [quarter(3.3, correlation, size, chance), quarter(3.42, correlation, size, chance)]
          const proven = judged(before, after, [0, 4, 8]).filter((verdict) => verdict === 'proven').length
          if (proven === 3) all += 1
          if (proven > 0) any += 1
          each += proven / 3
        }
        const shares = [each, any, all].map((found) => percent(found / runs))
        table.push(
          `correlation ${correlation}, n ${size}: an action ${shares[0]}, any of three ${shares[1]}, all ${shares[2]}`,
        )
        if (size === 400) expect(each / runs).toBeGreaterThanOrEqual(0.5 - byChance(0.5))
      }
    }
    report('three points more proven', `\n  ${table.join('\n  ')}`)
  }, 600_000)
})

describe('scores', () => {
  const published = dayOf(2026, 1, 31)
  const finished = (finishedDay: number): ScoredAction => ({ status: 'finished', finishedDay, cancelledDay: null })
  const open: ScoredAction = { status: 'running', finishedDay: null, cancelledDay: null }
  const cancelled = (cancelledDay: number): ScoredAction => ({ status: 'cancelled', finishedDay: null, cancelledDay })
  const of = (done: number, planned: number) =>
    Array.from({ length: planned }, (_, place) => (place < done ? finished(published + 5) : open))

  test.each<[number, number, number]>([
    [0, 0, 0],
    [0, 3, 1],
    [2, 7, 2],
    [3, 10, 3],
    [8, 10, 3],
    [9, 11, 4],
    [99, 100, 4],
    [3, 3, 5],
  ])('PEKPPP 8.a.Ak of %i of %i is %i', (done, planned, points) => {
    expect(shareScore(of(done, planned), published)).toEqual({ points, planned, finished: done })
  })

  test.each<[string, [number, number, number], number, number]>([
    ['the day itself', [2026, 1, 31], 1, 5],
    ['a month later, which is shorter', [2026, 2, 28], 1, 5],
    ['a day more', [2026, 3, 1], 2, 4],
    ['three months', [2026, 4, 30], 3, 4],
    ['a day more', [2026, 5, 1], 4, 3],
    ['six', [2026, 7, 31], 6, 3],
    ['nine', [2026, 10, 31], 9, 2],
    ['twelve', [2027, 1, 31], 12, 1],
    ['more than twelve', [2027, 2, 1], 13, 0],
  ])('PEKPPP 9.a.Ak, %s, %j: %i months, %i points', (_, [year, month, day], months, points) => {
    const last = dayOf(year, month, day)
    const score = speedScore([finished(Math.min(published, last)), finished(last)], published)
    expect([score.months, score.points]).toEqual([months, points])
  })

  test('PEKPPP 9.a.Ak waits for all, for a plan and for the publication', () => {
    for (const [actions, day] of [
      [[finished(published), open], published],
      [[], published],
      [[finished(published)], null],
    ] as const) {
      expect(speedScore(actions, day)).toMatchObject({ points: 0, months: null })
    }
  })

  test.each<[number, number, string, number]>([
    [0, 0, 'none', 0],
    [0, 4, 'none', 0],
    [1, 4, 'few', 33],
    [2, 4, 'few', 33],
    [3, 4, 'most', 67],
    [4, 4, 'all', 100],
  ])('Zona Integritas c of %i of %i is %s, %i', (done, planned, extent, points) => {
    expect(extentScore(of(done, planned), published)).toMatchObject({ extent, points })
  })

  test('Zona Integritas a and b', () => {
    expect([0, 1, 2, 3, 4, 5].map(surveysScore)).toEqual([0, 25, 50, 75, 100, 100])
    expect([opennessScore(true, true), opennessScore(true, false), opennessScore(false, true)]).toEqual([100, 50, 50])
    expect([opennessScore(false, false), opennessScore(true, null), opennessScore(false, null)]).toEqual([
      0,
      null,
      null,
    ])
  })

  test('nobody improves a score by cancelling what was promised in public', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 1, max: 6 }), (done, rest) => {
        const before = of(done, done + rest)
        const after = [...before.slice(0, -1), cancelled(published + 1)]
        expect(shareScore(after, published)).toEqual(shareScore(before, published))
        expect(speedScore(after, published)).toEqual(speedScore(before, published))
        expect(extentScore(after, published)).toEqual(extentScore(before, published))
      }),
      { numRuns },
    )
    expect(shareScore([finished(published), cancelled(published - 1)], published)).toMatchObject({
      points: 5,
      planned: 1,
    })
  })

  test('are explained with their figures', () => {
    const [share, speed, surveys, openness, extent] = scoresOf(
      [...of(2, 3), cancelled(published + 9), cancelled(published - 1)],
      {
        publishedDay: published,
        surveys: 3,
      },
    )
    expect(share).toMatchObject({ item: '8.a.Ak', points: 300, most: 500 })
    expect(share?.explanation).toContain('2 dari 4 rencana selesai: 2 ÷ 4 × 100 = 50,0 %.')
    expect(share?.explanation).toContain('1 rencana yang dibatalkan dihitung belum selesai.')
    expect(share?.explanation).toContain('1 rencana yang dibatalkan sebelum hasil terbit tidak dihitung.')
    expect(speed?.explanation).toContain('Baru 2 dari 4 rencana selesai')
    expect(surveys).toMatchObject({ item: 'VI.iv.a', points: 75 })
    expect(openness?.points).toBeNull()
    expect(openness?.explanation).toContain('tidak dapat diketahui sistem: nilainya 1 bila dipasang, 0,5 bila tidak')
    expect(extent).toMatchObject({ item: 'VI.iv.c', points: 33 })
    const [, quick] = scoresOf(of(3, 3), { publishedDay: published, surveys: 4, atCounter: true })
    expect(quick?.explanation).toContain(
      'Seluruh 3 rencana selesai dalam 1 bulan sejak hasil terbit pada 31 Januari 2026',
    )
  })
})
