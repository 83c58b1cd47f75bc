// People served: a month is known when all of it is, a quarter when its three months are.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { monthsOf } from '#src/units/rules/calendar.ts'
import { type Served, servedInMonth, servedInQuarter } from '#src/units/rules/served.ts'

const entered = (serviceId: number | null, month: number, people: number): Served => ({ serviceId, month, people })

describe('people served in a month', () => {
  test.each<[string, Served[], number[], number | null]>([
    ['nothing entered', [], [1, 2], null],
    ['one of two services entered', [entered(1, 202607, 40)], [1, 2], null],
    ['every service entered', [entered(1, 202607, 40), entered(2, 202607, 2)], [1, 2], 42],
    ['a closed service counts where it has a number', [entered(1, 202607, 40), entered(9, 202607, 2)], [1], 42],
    ['the whole unit before its services', [entered(1, 202607, 40), entered(null, 202607, 100)], [1], 100],
    ['nobody served is a number', [entered(null, 202607, 0)], [1], 0],
    ['another month', [entered(null, 202606, 100)], [1], null],
  ])('%s', (_, rows, open, expected) => {
    expect(servedInMonth(rows, 202607, open)).toBe(expected)
  })

  test('never counts a service and the whole unit together', () => {
    const people = fc.nat(1000)
    fc.assert(
      fc.property(people, people, people, (first, second, whole) => {
        const services = [entered(1, 202607, first), entered(2, 202607, second)]
        expect(servedInMonth(services, 202607, [1, 2])).toBe(first + second)
        expect(servedInMonth([...services, entered(null, 202607, whole)], 202607, [1, 2])).toBe(whole)
      }),
    )
  })
})

describe('people served in a quarter', () => {
  const rows = monthsOf(20263).map((month, place) => entered(null, month, 100 * (place + 1)))

  test('is the sum of July, August and September', () => {
    expect(monthsOf(20263)).toEqual([202607, 202608, 202609])
    expect(servedInQuarter(rows, 20263, [1])).toBe(600)
  })

  test('is unknown while one month is', () => {
    for (const missing of rows) {
      expect(
        servedInQuarter(
          rows.filter((row) => row !== missing),
          20263,
          [1],
        ),
      ).toBeNull()
    }
  })
})
