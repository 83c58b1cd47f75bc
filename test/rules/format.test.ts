// How figures and days are written, checked by reading them back and against the platform's own Indonesian.

import { assert, integer, property } from 'fast-check'
import { expect, test } from 'vitest'
import {
  formatCount,
  formatDay,
  formatDayShort,
  formatDays,
  formatDecimal,
  formatDifference,
  formatFraction,
  formatHundredths,
  formatPercent,
  formatQuarter,
  formatQuarterShort,
  formatTime,
} from '#src/language/format.ts'
import { dayOf } from '#src/units/rules/calendar.ts'
import { trials } from '#test/support/trials.ts'

test('a figure in hundredths reads back as itself', () => {
  assert(
    property(integer({ min: -10_000_000, max: 10_000_000 }), (hundredths) => {
      const written = formatHundredths(hundredths)
      expect(written).toMatch(/^−?\d{1,3}(\.\d{3})*,\d{2}$/)
      expect(Number(written.replace('−', '-').replaceAll('.', '').replace(',', ''))).toBe(hundredths)
    }),
    { numRuns: trials(300, 20_000) },
  )
})

test('figures are written as an Indonesian office writes them', () => {
  expect([8490, 10_000, 5, 0, -140].map(formatHundredths)).toEqual(['84,90', '100,00', '0,05', '0,00', '−1,40'])
  expect([0, 12, 999, 1204, 1_000_000].map(formatCount)).toEqual(['0', '12', '999', '1.204', '1.000.000'])
  expect(formatFraction({ numerator: 97n, denominator: 30n }, 3)).toBe('3,233')
  expect(formatFraction({ numerator: 1n, denominator: 8n }, 2)).toBe('0,13')
})

test('a figure that is not whole is refused, so that no page prints NaN', () => {
  for (const figure of [Number.NaN, 84.9, Number.POSITIVE_INFINITY])
    expect(() => formatHundredths(figure)).toThrow(RangeError)
})

test('a difference bears its sign, and no difference none', () => {
  expect([140, -42, 0].map(formatDifference)).toEqual(['+1,40', '−0,42', '0,00'])
})

test('a figure that was never exact is rounded, and is never a zero with a sign', () => {
  expect([0.8678, -0.125, -0.001, 1].map((value) => formatDecimal(value, 2))).toEqual(['0,87', '−0,12', '0,00', '1,00'])
  expect(formatDecimal(5.3, 1)).toBe('5,3')
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) expect(() => formatDecimal(value, 2)).toThrow(RangeError)
})

test('a share is written in whole percent, and none or all only where it is so', () => {
  const written = [0, 0.001, 0.333, 0.996, 1].map(formatPercent)
  expect(written).toEqual(['0\u00a0%', '<\u00a01\u00a0%', '33\u00a0%', '>\u00a099\u00a0%', '100\u00a0%'])
  expect(() => formatPercent(Number.NaN)).toThrow(RangeError)
})

test('days agree with the calendar of the platform', () => {
  const intl = new Intl.DateTimeFormat('id', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
  const short = new Intl.DateTimeFormat('id', { day: 'numeric', month: 'short', timeZone: 'UTC' })
  assert(
    property(integer({ min: 0, max: 60_000 }), (day) => {
      expect(formatDay(day)).toBe(intl.format(day * 86_400_000))
      expect(formatDayShort(day)).toBe(short.format(day * 86_400_000))
    }),
    { numRuns: trials(300, 20_000) },
  )
})

test('a span of days names what both ends share once', () => {
  expect(formatDays(dayOf(2026, 7, 1), dayOf(2026, 8, 12))).toBe('1 Juli – 12 Agustus 2026')
  expect(formatDays(dayOf(2026, 7, 1), dayOf(2026, 7, 9))).toBe('1 – 9 Juli 2026')
  expect(formatDays(dayOf(2025, 12, 31), dayOf(2026, 1, 1))).toBe('31 Desember 2025 – 1 Januari 2026')
  expect(formatDays(dayOf(2026, 7, 1), dayOf(2026, 7, 1))).toBe('1 Juli 2026')
})

test('times and quarters', () => {
  expect(formatTime(9, 2, 'WITA')).toBe('09.02 WITA')
  expect(formatQuarter({ quarter: 3, year: 2026 })).toBe('Triwulan III 2026')
  expect(formatQuarterShort({ quarter: 4, year: 2025 })).toBe('TW IV 2025')
  expect(() => formatQuarter({ quarter: 5, year: 2026 })).toThrow(RangeError)
})
