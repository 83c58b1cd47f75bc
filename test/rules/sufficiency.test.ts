// Whether enough people have answered, while a quarter runs and after it.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { requiredSample } from '#src/ikm/rules/sample.ts'
import { type Progress, sufficiencyOf, sufficiencyWords } from '#src/ikm/rules/sufficiency.ts'
import { trials } from '#test/support/trials.ts'

const month = (served: number | null, answers: number) => ({ served, answers })

test('a quarter under way with one month entered: that month stands for all three', () => {
  const progress = { months: [month(400, 80), month(null, 31), month(null, 0)], daysLeft: 45, servedBefore: 900 }
  // 1,200 served need 291 of them; 180 more in 45 days are 4 a day.
  expect(sufficiencyOf(progress)).toEqual({
    state: 'notYet',
    answers: 111,
    served: 1_200,
    servedFrom: 'projected',
    target: 291,
    missing: 180,
    responseRate: 0.2,
    neededPerDay: 4,
  })
  expect(sufficiencyWords.notYet).toBe('belum cukup')
})

test('a quarter of which no month is entered: the earlier quarter tells, or nothing does', () => {
  const months = [month(null, 20), month(null, 0), month(null, 0)]
  expect(sufficiencyOf({ months, daysLeft: 60, servedBefore: 100 })).toMatchObject({
    ...{ state: 'notYet', served: 100, servedFrom: 'earlierQuarter', target: 80, missing: 60, neededPerDay: 1 },
    responseRate: null,
  })
  expect(sufficiencyOf({ months, daysLeft: 60, servedBefore: null })).toEqual({
    ...{ state: 'targetUnknown', answers: 20, served: null, servedFrom: null, target: null, missing: null },
    ...{ responseRate: null, neededPerDay: null },
  })
  expect(sufficiencyWords.targetUnknown).toBe('sasaran belum diketahui')
})

test('a quarter that is over has no days to make good', () => {
  const months = [month(100, 20), month(100, 20), month(100, 20)]
  expect(sufficiencyOf({ months, daysLeft: 0, servedBefore: null })).toMatchObject({
    ...{ state: 'notYet', servedFrom: 'counted', target: 169, missing: 109, neededPerDay: null, responseRate: 0.2 },
  })
})

test('enough is enough, however many more come', () => {
  const months = [month(100, 90), month(100, 90), month(100, 90)]
  expect(sufficiencyOf({ months, daysLeft: 3, servedBefore: null })).toMatchObject({
    ...{ state: 'enough', missing: 0, neededPerDay: 0, responseRate: 0.9 },
  })
})

test('more answers than people served make no response rate', () => {
  const months = [month(10, 12), month(null, 0), month(null, 0)]
  expect(sufficiencyOf({ months, daysLeft: 60, servedBefore: null }).responseRate).toBeNull()
})

test('nobody served sets no target', () => {
  const months = [month(0, 0), month(0, 0), month(0, 0)]
  expect(sufficiencyOf({ months, daysLeft: 0, servedBefore: 500 })).toMatchObject({
    ...{ state: 'targetUnknown', served: 0, servedFrom: 'counted', target: null, responseRate: null },
  })
})

test.each([
  { months: [month(-1, 0)], daysLeft: 1, servedBefore: null },
  { months: [month(null, 1.5)], daysLeft: 1, servedBefore: null },
  { months: [month(null, 1)], daysLeft: -1, servedBefore: null },
  { months: [month(null, 1)], daysLeft: 1, servedBefore: Number.NaN },
])('refuses what cannot be: %o', (progress) => {
  expect(() => sufficiencyOf(progress)).toThrow(RangeError)
})

describe('in any quarter', () => {
  const progress: fc.Arbitrary<Progress> = fc.record({
    months: fc.array(fc.record({ served: fc.option(fc.nat(5_000), { nil: null }), answers: fc.nat(500) }), {
      minLength: 3,
      maxLength: 3,
    }),
    daysLeft: fc.nat(92),
    servedBefore: fc.option(fc.nat(10_000), { nil: null }),
  })

  test('as many answers a day as it says do reach the target, and a tenth less do not', () => {
    fc.assert(
      fc.property(progress, (some) => {
        const { state, target, served, answers, missing, neededPerDay } = sufficiencyOf(some)
        expect(state === 'targetUnknown').toBe(target === null)
        if (target === null || served === null) return
        expect(target).toBe(requiredSample(served))
        expect(missing).toBe(Math.max(0, target - answers))
        expect(state).toBe(missing === 0 ? 'enough' : 'notYet')
        if (neededPerDay === null || missing === 0) return
        const tenths = Math.round(10 * neededPerDay)
        expect(tenths * some.daysLeft).toBeGreaterThanOrEqual(10 * (missing ?? 0))
        expect((tenths - 1) * some.daysLeft).toBeLessThan(10 * (missing ?? 0))
      }),
      { numRuns: trials(500, 20_000) },
    )
  })
})
