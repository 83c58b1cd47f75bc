// Days, quarters and periods in the three zones: no day lost, none counted twice.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  dateOf,
  dayFromText,
  dayOf,
  dayToText,
  localDay,
  localTime,
  mondayOf,
  monthFromText,
  monthOf,
  monthsOf,
  nextQuarter,
  periodFromSlug,
  previousQuarter,
  quarterDays,
  quarterFromSlug,
  quarterNumber,
  quarterOf,
  quarterPeriod,
  quarterSlug,
  quarterYear,
  semesterPeriod,
  weekOf,
  yearPeriod,
  type Zone,
  zones,
} from '#src/units/rules/calendar.ts'
import { trials } from '#test/support/trials.ts'

const numRuns = trials(300, 30_000)
const placeOf: Record<Zone, string> = { WIB: 'Asia/Jakarta', WITA: 'Asia/Makassar', WIT: 'Asia/Jayapura' }
const offsetOf: Record<Zone, string> = { WIB: '+07:00', WITA: '+08:00', WIT: '+09:00' }

const anyDay = fc.integer({ min: day('1600-01-01'), max: day('2400-12-31') })
const anyInstant = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })

function day(text: string): number {
  const found = dayFromText(text)
  if (found === undefined) throw new Error(`no such day: ${text}`)
  return found
}

describe('local day', () => {
  test.each(zones)('in %s changes at local midnight and at no other moment', (zone) => {
    for (const text of ['2026-09-30', '2024-02-29', '1999-12-31', '1969-12-31']) {
      const midnight = new Date(`${text}T00:00:00.000${offsetOf[zone]}`)
      const lastMoment = new Date(`${text}T23:59:59.999${offsetOf[zone]}`)
      expect(dayToText(localDay(midnight, zone))).toBe(text)
      expect(dayToText(localDay(lastMoment, zone))).toBe(text)
      expect(localDay(new Date(midnight.getTime() - 1), zone)).toBe(day(text) - 1)
      expect(localDay(new Date(lastMoment.getTime() + 1), zone)).toBe(day(text) + 1)
      expect(localTime(midnight, zone)).toEqual({ hour: 0, minute: 0 })
      expect(localTime(lastMoment, zone)).toEqual({ hour: 23, minute: 59 })
    }
  })

  test('a respondent at 23.59 on the last day of a quarter belongs to it, one second later to the next', () => {
    expect(zones.map((zone) => quarterOf(localDay(new Date(`2026-09-30T23:59:59${offsetOf[zone]}`), zone)))).toEqual([
      20263, 20263, 20263,
    ])
    expect(zones.map((zone) => quarterOf(localDay(new Date(`2026-10-01T00:00:00${offsetOf[zone]}`), zone)))).toEqual([
      20264, 20264, 20264,
    ])
    const stillSeptemberInJakarta = new Date('2026-09-30T16:30:00Z')
    expect(zones.map((zone) => quarterOf(localDay(stillSeptemberInJakarta, zone)))).toEqual([20263, 20264, 20264])
  })

  test.each(zones)('and time in %s agree with the time zone database', (zone) => {
    const wall = new Intl.DateTimeFormat('sv-SE', { timeZone: placeOf[zone], dateStyle: 'short', timeStyle: 'short' })
    fc.assert(
      fc.property(anyInstant, (instant) => {
        const { hour, minute } = localTime(instant, zone)
        const clock = [hour, minute].map((part) => String(part).padStart(2, '0')).join(':')
        expect(`${dayToText(localDay(instant, zone))} ${clock}`).toBe(wall.format(instant))
      }),
      { numRuns: Math.min(numRuns, 5_000) },
    )
  })
})

describe('a day as text', () => {
  test('day 0 is 1970-01-01', () => {
    expect(day('1970-01-01')).toBe(0)
    expect(dayToText(-1)).toBe('1969-12-31')
  })

  test('comes back as it went, and agrees with the clock of the machine', () => {
    fc.assert(
      fc.property(anyDay, (number) => {
        const text = dayToText(number)
        expect(dayFromText(text)).toBe(number)
        expect(text).toBe(new Date(number * 86_400_000).toISOString().slice(0, 10))
        const date = dateOf(number)
        expect(dayOf(date.year, date.month, date.day)).toBe(number)
      }),
      { numRuns },
    )
  })

  test.each(['2024-02-29', '2000-02-29', '2400-02-29'])('%s is a leap day', (text) => {
    expect(dayToText(day(text) + 1)).toBe(text.replace('02-29', '03-01'))
    expect(dayToText(day(text) - 1)).toBe(text.replace('29', '28'))
  })

  test.each([
    '2026-02-29',
    '1900-02-29',
    '2100-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-01-32',
    '2026-1-1',
    '01-01-2026',
    '2026-01-01 ',
    '2026-01-01T00:00',
    '',
  ])('refuses "%s"', (text) => {
    expect(dayFromText(text)).toBeUndefined()
  })
})

describe('quarter', () => {
  test('every day from 1996 to 2104 belongs to exactly one quarter, and the quarters follow without a gap', () => {
    let expected = 19961
    let { first, last } = quarterDays(expected)
    expect(first).toBe(day('1996-01-01'))
    for (let number = first; number <= day('2104-12-31'); number += 1) {
      if (number > last) {
        expected = nextQuarter(expected)
        const days = quarterDays(expected)
        if (days.first !== last + 1) throw new Error(`gap before ${quarterSlug(expected)}`)
        last = days.last
      }
      if (quarterOf(number) !== expected) throw new Error(`${dayToText(number)} is not in ${quarterSlug(expected)}`)
    }
    expect(expected).toBe(21044)
  })

  test('contains its first and last day and no neighbour', () => {
    fc.assert(
      fc.property(anyDay, (number) => {
        const quarter = quarterOf(number)
        const { first, last } = quarterDays(quarter)
        expect(first <= number && number <= last).toBe(true)
        expect([quarterOf(first - 1), quarterOf(first), quarterOf(last), quarterOf(last + 1)]).toEqual([
          previousQuarter(quarter),
          quarter,
          quarter,
          nextQuarter(quarter),
        ])
        expect(quarterFromSlug(quarterSlug(quarter))).toBe(quarter)
        expect(nextQuarter(previousQuarter(quarter))).toBe(quarter)
      }),
      { numRuns },
    )
  })

  test('has the days that the calendar on the wall has', () => {
    const days = [20241, 20242, 20243, 20244, 20251].map((quarter) => {
      const { first, last } = quarterDays(quarter)
      return [dayToText(first), dayToText(last), last - first + 1]
    })
    expect(days).toEqual([
      ['2024-01-01', '2024-03-31', 91],
      ['2024-04-01', '2024-06-30', 91],
      ['2024-07-01', '2024-09-30', 92],
      ['2024-10-01', '2024-12-31', 92],
      ['2025-01-01', '2025-03-31', 90],
    ])
    expect([quarterYear(20243), quarterNumber(20243), quarterSlug(20243)]).toEqual([2024, 3, '2024-tw3'])
    expect([nextQuarter(20244), previousQuarter(20251)]).toEqual([20251, 20244])
  })

  test.each(['2026-tw0', '2026-tw5', '2026-TW3', '26-tw3', '2026-tw33', '2026tw3', ' 2026-tw3', '2026'])(
    'refuses the address "%s"',
    (text) => {
      expect(quarterFromSlug(text)).toBeUndefined()
    },
  )
})

describe('months and weeks', () => {
  test('a month is its year and number', () => {
    expect(monthOf(dayOf(2026, 7, 31))).toBe(202607)
    expect(monthsOf(20264)).toEqual([202610, 202611, 202612])
    expect(['2026-07', '2026-7', '2026-13', '2026-00', 'Juli'].map(monthFromText)).toEqual([
      202607,
      undefined,
      undefined,
      undefined,
      undefined,
    ])
  })

  test('a week runs from Monday to Sunday', () => {
    // 2026-11-23 is a Monday.
    const monday = dayOf(2026, 11, 23)
    const days = Array.from({ length: 9 }, (_, place) => weekOf(monday - 1 + place) - weekOf(monday))
    expect(days).toEqual([-1, 0, 0, 0, 0, 0, 0, 0, 1])
    expect(mondayOf(weekOf(monday))).toBe(monday)
    expect(mondayOf(weekOf(monday + 6))).toBe(monday)
  })

  test('every day lies in one of the three months of its quarter', () => {
    for (let day = dayOf(2023, 12, 1); day < dayOf(2025, 2, 1); day++) {
      expect(monthsOf(quarterOf(day))).toContain(monthOf(day))
    }
  })
})

describe('period', () => {
  test('semesters and years are made of whole quarters', () => {
    expect(semesterPeriod(2026, 1)).toEqual({
      kind: 'semester',
      slug: '2026-s1',
      first: day('2026-01-01'),
      last: day('2026-06-30'),
      quarters: [20261, 20262],
    })
    expect(semesterPeriod(2026, 2)).toMatchObject({ first: day('2026-07-01'), quarters: [20263, 20264] })
    expect(yearPeriod(2024)).toMatchObject({ slug: '2024', quarters: [20241, 20242, 20243, 20244] })
    expect(yearPeriod(2024).last - yearPeriod(2024).first + 1).toBe(366)
    expect(quarterPeriod(20263)).toMatchObject({ kind: 'quarter', slug: '2026-tw3', quarters: [20263] })
  })

  test('is found again by its address, and by nothing else', () => {
    for (const period of [quarterPeriod(20264), semesterPeriod(2026, 1), semesterPeriod(2026, 2), yearPeriod(2026)]) {
      expect(periodFromSlug(period.slug)).toEqual(period)
    }
    expect(['2026-s3', '2026-s0', '2026-', '202', '2026-tw', '2026-01-01'].map(periodFromSlug)).toEqual(
      Array(6).fill(undefined),
    )
  })
})
