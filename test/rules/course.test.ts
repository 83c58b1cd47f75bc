// The quarter's course to publication: where units stand, who holds it up, and what stands in the way.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  countCourses,
  courseOfQuarter,
  courseOfUnit,
  holderOf,
  isOver,
  type LastSaid,
  maySay,
  obstaclesOf,
  type Review,
  type ReviewAct,
  reviewActs,
  type UnitCourse,
  unitCourses,
} from '#src/publications/rules/course.ts'
import { dayOf } from '#src/units/rules/calendar.ts'
import { trials } from '#test/support/trials.ts'

const runs = { numRuns: trials(500, 20_000) }
const quarter = 20263
const lastDay = dayOf(2026, 9, 30)
const review: Review = {
  quarter,
  openedAt: 1_790_000_000,
  openedBy: 'Sari',
  confirmBy: lastDay + 14,
  publishBy: lastDay + 21,
}

describe('a quarter', () => {
  test.each([
    ['running', lastDay, undefined, 0],
    ['draft', lastDay + 1, undefined, 0],
    ['inReview', lastDay + 1, review, 0],
    ['published', lastDay + 30, review, 1],
    ['corrected', lastDay + 30, review, 2],
  ] as const)('is %s', (course, today, opened, editions) => {
    expect(courseOfQuarter(quarter, { today, review: opened, editions })).toBe(course)
  })
  test('is over on the day after its last one', () => {
    expect([isOver(quarter, lastDay), isOver(quarter, lastDay + 1)]).toEqual([false, true])
  })
})

/** What may happen to a unit: somebody says something, answers are entered or excluded so that its figures change. */
type Step = ReviewAct | 'figures' | 'firstAnswer'

const step = fc.constantFrom<Step>(...reviewActs, 'figures', 'firstAnswer')

/** A unit's way through a review in which only what may be said is said; where it stood after each step. */
function walk(steps: readonly Step[], answered = true): { course: UnitCourse; last: LastSaid | undefined }[] {
  let figures = 0
  let last: LastSaid | undefined
  let has = answered
  return steps.map((taken, place) => {
    if (taken === 'figures') figures += 1
    else if (taken === 'firstAnswer') {
      if (!has) figures += 1
      has = true
    } else if (maySay(taken, courseOfUnit(last, { answered: has, mark: `m${figures}` }))) {
      last = { kind: taken, at: review.openedAt + place, mark: taken === 'confirmed' ? `m${figures}` : '' }
    }
    return { course: courseOfUnit(last, { answered: has, mark: `m${figures}` }), last }
  })
}

describe('a unit', () => {
  test('goes from waiting over objection and change to confirmed', () => {
    const steps: Step[] = ['objected', 'settled', 'changeRequested', 'confirmed', 'figures', 'confirmed']
    expect(walk(steps).map(({ course }) => course)).toEqual([
      'objected',
      'waiting',
      'changeRequested',
      'confirmed',
      'outdated',
      'confirmed',
    ])
  })

  test('without answers needs to confirm nothing until somebody answers', () => {
    expect(walk(['settled', 'confirmed', 'firstAnswer'], false).map(({ course }) => course)).toEqual([
      'notNeeded',
      'notNeeded',
      'waiting',
    ])
  })

  test('stands somewhere after any steps, and an objection stands until it is settled or taken back', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), fc.boolean(), (steps, answered) => {
        let before: UnitCourse = answered ? 'waiting' : 'notNeeded'
        for (const [place, { course }] of walk(steps, answered).entries()) {
          expect(unitCourses).toContain(course)
          const taken = steps[place] as Step
          if (before === 'objected' && course !== 'objected') expect(['settled', 'confirmed']).toContain(taken)
          // Only the bureau's or the unit's own word leads into or out of a dispute.
          if (course === 'objected' && before !== 'objected') expect(taken).toBe('objected')
          if (course === 'confirmed' && before !== 'confirmed') expect(['confirmed']).toContain(taken)
          if (taken === 'figures') expect(course).toBe(before === 'confirmed' ? 'outdated' : before)
          before = course
        }
      }),
      runs,
    )
  })

  test('is held up by the bureau only where it objects, and by nobody once confirmed', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), fc.nat(60), (steps, later) => {
        const today = lastDay + later
        for (const { course, last } of walk(steps)) {
          const holder = holderOf(course, last, review, today)
          expect(holder === null).toBe(course === 'confirmed' || course === 'notNeeded')
          if (!holder) continue
          expect(holder.who).toBe(course === 'objected' ? 'bureau' : 'unit')
          expect(holder.since).toBe(last ? last.at : review.openedAt)
          expect(holder.late).toBe(today > (holder.who === 'unit' ? review.confirmBy : review.publishBy))
        }
      }),
      runs,
    )
  })
})

test('once published, nothing is asked of a unit, and it confirms only what a correction would publish', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...reviewActs),
      fc.constantFrom(...unitCourses),
      fc.boolean(),
      fc.boolean(),
      (act, course, published, differs) => {
        const may = maySay(act, course, { published, differs })
        if (may) expect(maySay(act, course)).toBe(true)
        if (published && act === 'changeRequested') expect(may).toBe(false)
        if (published && act === 'confirmed' && !differs) expect(may).toBe(false)
        if (act === 'objected' || act === 'settled') expect(may).toBe(maySay(act, course))
      },
    ),
    runs,
  )
})

describe('what stands in the way', () => {
  const courses = fc.array(fc.constantFrom(...unitCourses), { maxLength: 40 })

  test('a quarter that runs, and one that was not opened', () => {
    const units = ['confirmed'] as const
    const rest = { units, today: lastDay }
    expect(obstaclesOf({ over: false, review, ...rest })).toEqual([{ reason: 'running', units: 0 }])
    expect(obstaclesOf({ over: true, review: undefined, ...rest })).toEqual([{ reason: 'notOpened', units: 0 }])
  })

  test('nobody is published past an objection, a change asked for, or figures that changed', () => {
    fc.assert(
      fc.property(courses, fc.integer({ min: -60, max: 400 }), (units, later) => {
        const open = obstaclesOf({ over: true, review, units, today: review.confirmBy + later })
        for (const reason of ['objected', 'changeRequested', 'outdated'] as const) {
          const found = open.find((obstacle) => obstacle.reason === reason)?.units ?? 0
          expect(found).toBe(units.filter((course) => course === reason).length)
        }
      }),
      runs,
    )
  })

  test('silence stands in the way until its day has passed, and not after', () => {
    fc.assert(
      fc.property(courses, fc.integer({ min: -60, max: 400 }), (units, later) => {
        const open = obstaclesOf({ over: true, review, units, today: review.confirmBy + later })
        const silent = units.includes('waiting') && later <= 0
        expect(open.some(({ reason }) => reason === 'waiting')).toBe(silent)
      }),
      runs,
    )
  })

  test('nothing where every unit has confirmed or never answered', () => {
    expect(obstaclesOf({ over: true, review, units: ['confirmed', 'notNeeded'], today: lastDay + 1 })).toEqual([])
  })

  test('units are counted by where they stand, all of them', () => {
    fc.assert(
      fc.property(courses, (units) => {
        const counts = countCourses(units)
        expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(units.length)
      }),
      runs,
    )
  })
})
