// What makes answers conspicuous: each rule at its edge, and that honest traffic alone never is.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  alwaysPlausible,
  type EvidencedAnswer,
  groundOf,
  lookThrough,
  mostOfPhoneInDay,
  neverPlausible,
  plausibleInMinute,
  reasonOf,
  type SignalKey,
  signalKeys,
  type Usual,
} from '#src/responses/rules/signals.ts'
import {
  isRecent,
  networkOf,
  periodOf,
  readClaim,
  screenGrace,
  screenPeriod,
  writeScreenCode,
} from '#src/responses/rules/visit.ts'

const day = { weekday: 2, begins: 1_000_000 } as const
const usual: Usual = {
  ofDevice: new Map(),
  ofAnswers: new Map(),
  answers: 0,
  byStaff: 0,
  peaks: new Map(),
  hours: {},
}

const varied = (place: number) =>
  `{"1":${1 + (place % 4)},"2":${1 + ((place >> 2) % 4)},"3":3,"4":2,"5":${1 + ((place >> 4) % 4)}}`

function answer(id: number, more: Partial<EvidencedAnswer> = {}): EvidencedAnswer {
  return {
    id,
    counterId: 1,
    channel: 'phone',
    answeredAt: day.begins + 9 * 3600 + id * 60,
    waited: null,
    answers: varied(id),
    filledBy: null,
    device: null,
    address: null,
    seconds: null,
    visit: null,
    ...more,
  }
}

const many = (count: number, more: (id: number) => Partial<EvidencedAnswer> = () => ({})) =>
  Array.from({ length: count }, (_, place) => answer(place + 1, more(place + 1)))

function found(answers: readonly EvidencedAnswer[], signal: SignalKey, known: Partial<Usual> = {}): number[] {
  return lookThrough(answers, { ...usual, ...known }, day)
    .signals.filter((one) => one.signal === signal)
    .map(({ responseId }) => responseId)
    .toSorted((one, other) => one - other)
}

describe('a phone', () => {
  test('may be shared by a family, and is conspicuous beyond that', () => {
    expect(
      found(
        many(mostOfPhoneInDay, () => ({ device: 7 })),
        'samePhone',
      ),
    ).toEqual([])
    expect(
      found(
        many(mostOfPhoneInDay + 1, () => ({ device: 7 })),
        'samePhone',
      ),
    ).toHaveLength(mostOfPhoneInDay + 1)
  })

  test('of everybody, the tablet at the counter, never is', () => {
    expect(
      found(
        many(50, () => ({ device: 7, channel: 'kiosk' })),
        'samePhone',
      ),
    ).toEqual([])
  })

  test('that came on many days before is told of, but not conspicuous for that alone', () => {
    expect(found([answer(1, { device: 7 })], 'oftenPhone', { ofDevice: new Map([[7, 20]]) })).toEqual([1])
  })
})

describe('a burst', () => {
  test('begins above what is plausible at the counter', () => {
    const together = (count: number) => many(count, () => ({ answeredAt: day.begins + 36_000 }))
    expect(found(together(alwaysPlausible), 'burst')).toEqual([])
    expect(found(together(alwaysPlausible + 1), 'burst')).toHaveLength(alwaysPlausible + 1)
    expect(found(together(alwaysPlausible + 1), 'burst', { peaks: new Map([[1, [40, 40, 40]]]) })).toEqual([])
  })

  test('does not count at another counter, nor for whoever brings a one-time code', () => {
    const spread = many(alwaysPlausible + 1, (id) => ({ answeredAt: day.begins + 36_000, counterId: id % 2 }))
    expect(found(spread, 'burst')).toEqual([])
    const withCode = many(100, (id) => ({ answeredAt: day.begins + 36_000, visit: id === 5 ? 'ticket' : null }))
    expect(found(withCode, 'burst')).not.toContain(5)
  })

  test('cannot be trained for: what is plausible stays within its bounds', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(100_000)), (peaks) => {
        const plausible = plausibleInMinute(peaks)
        expect(plausible).toBeGreaterThanOrEqual(alwaysPlausible)
        expect(plausible).toBeLessThanOrEqual(neverPlausible)
      }),
    )
    const { peaks } = lookThrough(
      many(5000, () => ({ answeredAt: day.begins })),
      usual,
      day,
    )
    expect(peaks.get(1)).toBe(alwaysPlausible)
  })
})

describe('the same answers', () => {
  const fours = '{"1":4,"2":4,"3":4,"4":4,"5":4}'

  test('again and again are conspicuous, also with some others between them', () => {
    const answers = many(60, (id) => ({ answers: id % 10 === 0 ? varied(id) : fours }))
    expect(found(answers, 'copies')).toHaveLength(54)
  })

  test('from one address are, although others come between; an address alone never is', () => {
    const answers = many(200, (id) => (id % 5 === 0 ? { answers: fours, address: 3 } : { address: id }))
    expect(found(answers, 'copies')).toHaveLength(40)
    expect(
      lookThrough(
        many(300, () => ({ address: 3 })),
        usual,
        day,
      ).signals,
    ).toEqual([])
  })

  test('are not where half of all people answer so', () => {
    let seed = 1
    const chance = () => {
      seed = (seed * 48_271) % 2_147_483_647
      return seed / 2_147_483_647
    }
    const known = { ofAnswers: new Map([[fours, 500]]), answers: 1000 }
    let stretches = 0
    for (let trial = 0; trial < 100; trial++) {
      const answers = many(300, (id) => ({ answers: chance() < 0.5 ? fours : varied(id) }))
      if (found(answers, 'copies', known).length > 0) stretches += 1
    }
    expect(stretches).toBeLessThanOrEqual(1)
  })
})

test('speed is told by how long the form was open, not where it does not say', () => {
  const answers = [
    answer(1, { seconds: 2 }),
    answer(2, { seconds: 3 }),
    answer(3),
    answer(4, { seconds: 0, answers: '{"1":4}' }),
  ]
  expect(found(answers, 'tooFast')).toEqual([1])
})

test('hours are those of the weekday, with some time around them; unknown hours tell nothing', () => {
  const at = (minute: number) => answer(1, { answeredAt: day.begins + minute * 60 })
  const hours = { 2: [480, 930] } as const
  expect(found([at(421)], 'closedHours', { hours })).toEqual([])
  expect(found([at(989)], 'closedHours', { hours })).toEqual([])
  expect(found([at(419)], 'closedHours', { hours })).toEqual([1])
  expect(found([at(990)], 'closedHours', { hours })).toEqual([1])
  expect(found([at(600)], 'closedHours', { hours: { 1: [480, 930] } })).toEqual([1])
  expect(found([at(0)], 'closedHours')).toEqual([])
})

test('help by staff is conspicuous where it is much more than usual', () => {
  const helped = many(100, (id) => ({ filledBy: id <= 12 ? 'petugas' : 'sendiri' }))
  expect(found(helped, 'staff')).toHaveLength(12)
  expect(found(helped, 'staff', { answers: 1000, byStaff: 60 })).toEqual([])
  expect(
    found(
      many(9, () => ({ filledBy: 'petugas' })),
      'staff',
    ),
  ).toEqual([])
})

test('an answer delivered a day later is told of', () => {
  expect(found([answer(1, { waited: 86_401 }), answer(2, { waited: 86_400 })], 'late')).toEqual([1])
})

test('honest answers of a day are not conspicuous, in whatever order they come', () => {
  const honest = many(300, (id) => ({
    device: id,
    address: 1,
    seconds: 40 + (id % 90),
    answeredAt: day.begins + 36_000 + id * 12,
  }))
  fc.assert(
    fc.property(fc.shuffledSubarray(honest, { minLength: 250 }), (answers) => {
      expect(lookThrough(answers, usual, day).signals).toEqual([])
    }),
    { numRuns: 20 },
  )
})

test('every signal has a sentence and at most one ground that is offered', () => {
  for (const signal of signalKeys) {
    expect(reasonOf(signal, 61)).toMatch(/^[A-Z].*61|01\.01.*\.$/)
    expect(['duplicate', 'noUser', undefined]).toContain(groundOf([signal]))
  }
})

describe('a code of a visit', () => {
  test('is a ticket or a screen, or cannot be read', () => {
    expect(readClaim('dfgh-2345')).toEqual({ kind: 'ticket', code: 'DFGH2345' })
    const period = periodOf(1_790_000_000)
    const mark = 'abcdefghijkl'
    expect(readClaim(writeScreenCode(period, `${mark}mnop`))).toEqual({ kind: 'screen', period, mark })
    expect(readClaim('  ')).toBeUndefined()
    for (const said of ['DFGH', 'L1-short', '0'.repeat(5000)]) expect(readClaim(said)).toBe('unreadable')
  })

  test('of a screen is taken for a few minutes, and never before its time', () => {
    const begun = 1_790_000_040 - (1_790_000_040 % screenPeriod)
    const period = periodOf(begun)
    expect(isRecent(period, begun)).toBe(true)
    expect(isRecent(period, begun + screenPeriod + screenGrace - 1)).toBe(true)
    expect(isRecent(period, begun + screenPeriod + screenGrace)).toBe(false)
    expect(isRecent(period, begun - 2 * screenPeriod)).toBe(false)
  })
})

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:aaaa:bbbb:cccc:dddd', '2001:db8:1:2'],
  ['2001:0db8:0001:0002::1', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
])('of the address %s the network is %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})
