// For which moment a kept answer counts: whatever the phone's clock says, and never for one that has not come.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readTimes } from '#src/responses/forms/submission.ts'
import { countsWithin, deliveryOf, lateAfter, readAsOf } from '#src/responses/rules/delivery.ts'

const now = 1_790_000_000
const day = 86_400

test.each<[what: string, given: number | null, sent: number | null, answeredAt: number, givenAt: number | null]>([
  ['said nothing', null, null, now, null],
  ['was sent at once', now, now, now, null],
  ['took four minutes to arrive', now - 240, now, now - 240, null],
  ['waited an hour', now - 3600, now, now - 3600, now - 3600],
  ['waited 30 days', now - 30 * day, now, now - 30 * day, now - 30 * day],
  ['waited a second longer', now - 30 * day - 1, now, now, now - 30 * day - 1],
  [
    'waited an hour on a phone whose clock is ten years behind',
    now - 3650 * day - 3600,
    now - 3650 * day,
    now - 3600,
    now - 3600,
  ],
  ['waited an hour on a phone that is a day ahead', now + day - 3600, now + day, now - 3600, now - 3600],
  ['has a clock that was set back meanwhile', now + 7200, now, now, now + 7200],
  ['has a clock that is two minutes ahead and does not say when it sent', now + 120, null, now, null],
  ['claims tomorrow', now + day, null, now, now + day],
])('an answer that %s', (_, given, sent, answeredAt, givenAt) => {
  expect(deliveryOf({ given, sent }, now)).toEqual({ answeredAt, givenAt })
})

test('no clock moves an answer into the future, or further back than the limit; and every long way is marked', () => {
  const instant = fc.integer({ min: 0, max: 9_999_999_999 })
  fc.assert(
    fc.property(instant, fc.option(instant), (given, sent) => {
      const { answeredAt, givenAt } = deliveryOf({ given, sent }, now)
      expect(answeredAt).toBeLessThanOrEqual(now)
      expect(answeredAt).toBeGreaterThanOrEqual(now - countsWithin)
      if (now - answeredAt > lateAfter) expect(givenAt).toBe(answeredAt)
    }),
  )
})

test('the difference between two readings of one clock is all that counts', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20 * day }), fc.integer({ min: -1e9, max: 1e9 }), (waited, wrong) => {
      const right = deliveryOf({ given: now - waited, sent: now }, now)
      expect(deliveryOf({ given: now - waited + wrong, sent: now + wrong }, now)).toEqual(right)
    }),
  )
})

describe('an answer is read by what stood', () => {
  const late = { answeredAt: now - day, givenAt: now - day }
  test.each([
    ['now, when it comes at once', null, { answeredAt: now, givenAt: null }, null, now],
    ['when its form was put together', now - 600, { answeredAt: now, givenAt: null }, null, now - 600],
    ['when it was given', null, late, now - day, now - day],
    ['when its form was put together, before it was given', now - 3 * day, late, now - day, now - 3 * day],
    ['when it was given, where its form claims to be newer', now, late, now - day, now - day],
    [
      'at most 30 days ago',
      now - 90 * day,
      { answeredAt: now, givenAt: now - 60 * day },
      now - 30 * day,
      now - 30 * day,
    ],
  ])('%s', (_, drawnUp, delivery, open, questions) => {
    expect(readAsOf({ drawnUp }, delivery, now)).toEqual({ open, drawnUp: questions })
  })
})

test.each<[said: unknown, read: number | null]>([
  ['1790000000', 1_790_000_000],
  [1_790_000_000, 1_790_000_000],
  ['1790000000.9', 1_790_000_000],
  ['2026-09-21T14:13:20Z', 1_790_000_000],
  ['2026-09-21T21:13:20.500+07:00', 1_790_000_000],
  ['2026-09-21T21:13+0700', 1_789_999_980],
  ['2026-09-21', null],
  ['2026-13-41T25:61:00Z', null],
  ['-5', null],
  ['17900000000', null],
  ['1e9', null],
  ['kemarin', null],
  ['', null],
  [null, null],
  [['1790000000', '1790000000'], null],
  [{}, null],
])('%j is read as %j', (said, read) => {
  expect(readTimes({ diberikan_pada: said }).given).toBe(read)
})
