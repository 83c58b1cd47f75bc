// Who may what, where; how long a sign-in waits; what a password must be; where one goes afterwards.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { deviceOf } from '#src/accounts/rules/device.ts'
import { linkState } from '#src/accounts/rules/link.ts'
import { passwordRefusal } from '#src/accounts/rules/password.ts'
import { deskPath } from '#src/accounts/rules/path.ts'
import { type Actor, type Grant, may, type Right, reachOf, rights, roles } from '#src/accounts/rules/rights.ts'
import { sourceBudget, strangersBudget, waitAfter } from '#src/accounts/rules/throttle.ts'
import { trials } from '#test/support/trials.ts'

const actor = (...grants: Partial<Grant>[]): Actor => ({
  id: 1,
  name: 'Sari',
  grants: grants.map((grant) => ({ role: 'unitManager', unitId: null, agencyId: null, ...grant })),
})

const allRights = Object.keys(rights) as Right[]
const aPlace = fc.record({ id: fc.integer({ min: 1, max: 5 }), agencyId: fc.integer({ min: 1, max: 3 }) })
const aGrant = fc.oneof(
  fc
    .constantFrom(...roles.filter((role) => role !== 'unitManager'))
    .map((role) => ({ role, unitId: null, agencyId: null })),
  fc.integer({ min: 1, max: 5 }).map((unitId) => ({ role: 'unitManager' as const, unitId, agencyId: null })),
  fc.integer({ min: 1, max: 3 }).map((agencyId) => ({ role: 'unitManager' as const, unitId: null, agencyId })),
)

describe('rights', () => {
  test('of a unit’s manager end at the units and agencies of the grants', () => {
    const manager = actor({ unitId: 7 }, { agencyId: 2 })
    expect(may(manager, 'manageUnit', { id: 7, agencyId: 1 })).toBe(true)
    expect(may(manager, 'manageUnit', { id: 8, agencyId: 2 })).toBe(true)
    expect(may(manager, 'manageUnit', { id: 2, agencyId: 7 })).toBe(false)
    expect(reachOf(manager, 'readUnit')).toEqual({ units: [7], agencies: [2] })
    expect(reachOf(manager, 'readTrail')).toEqual({ units: [], agencies: [] })
  })

  test('of leader and inspector are to read, everywhere', () => {
    const place = { id: 1, agencyId: 1 }
    const held = (role: 'leader' | 'inspector') => allRights.filter((right) => may(actor({ role }), right, place))
    expect(held('leader')).toEqual(['readUnit', 'readOverview', 'readReviews'])
    expect(held('inspector')).toEqual(['readUnit', 'readOverview', 'readExclusions', 'readTrail', 'readReviews'])
  })

  test('nobody takes answers out of their own figure', () => {
    expect(may(actor({ unitId: 1 }), 'excludeAnswers', { id: 1, agencyId: 1 })).toBe(false)
  })

  test('the bureau has all but the unit’s own: reading what suggestions hide, confirming; without a grant nobody has any', () => {
    const unitsOwn: readonly Right[] = ['openSuggestions', 'confirmResults']
    for (const right of allRights) {
      expect(may(actor({ role: 'bureau' }), right)).toBe(!unitsOwn.includes(right))
      expect(may(actor(), right)).toBe(false)
    }
  })

  test('reach says the same of every unit as the decision about that unit', () => {
    fc.assert(
      fc.property(fc.array(aGrant, { maxLength: 4 }), fc.constantFrom(...allRights), aPlace, (grants, right, place) => {
        const someone = actor(...grants)
        const reach = reachOf(someone, right)
        const within = reach === 'all' || reach.units.includes(place.id) || reach.agencies.includes(place.agencyId)
        expect(within).toBe(may(someone, right, place))
      }),
      { numRuns: trials(300, 20_000) },
    )
  })

  test('another grant never takes anything away', () => {
    fc.assert(
      fc.property(
        fc.array(aGrant, { maxLength: 4 }),
        aGrant,
        fc.constantFrom(...allRights),
        aPlace,
        (grants, more, right, place) => {
          if (may(actor(...grants), right, place)) expect(may(actor(...grants, more), right, place)).toBe(true)
        },
      ),
      { numRuns: trials(300, 20_000) },
    )
  })
})

test('waits grow from nothing and end', () => {
  const waits = Array.from({ length: 40 }, (_, failures) => waitAfter(failures, sourceBudget))
  expect(waits.slice(0, 6)).toEqual([0, 0, 0, 2, 4, 8])
  expect(waits).toEqual(waits.toSorted((one, other) => one - other))
  expect(waits.at(-1)).toBe(900)
  // What a guesser from ever new sources gets in a day.
  let [guesses, spent] = [0, 0]
  while (spent < 86_400) spent += waitAfter(++guesses, strangersBudget)
  expect(guesses).toBeLessThan(45)
})

test.each<[password: string, refusal: ReturnType<typeof passwordRefusal>]>([
  ['sebelas11ab', 'short'],
  ['a'.repeat(129), 'long'],
  ['aaaaaaaaaaaa', 'guessable'],
  ['123456789012', 'guessable'],
  ['qwertyuiopas', 'guessable'],
  ['password1234', 'guessable'],
  ['Indonesia1945', 'guessable'],
  ['SitiAminah2026', 'guessable'],
  ['siti.aminah@contoh', 'guessable'],
  ['kuda menari di atap', undefined],
  ['7391 5520 8846', undefined],
  ['пароль-из-слов-да', undefined],
])('the password %s is %s', (password, refusal) => {
  expect(passwordRefusal(password, ['Siti Aminah', 'siti.aminah@contoh.go.id'])).toBe(refusal)
})

describe('the way after signing in', () => {
  test.each(['/kelola', '/kelola/akun', '/kelola/akun/12', '/kelola/jejak?teks=a%20b&dari=2026-01-01', '/kelola?x=1'])(
    '%s is kept',
    (path) => {
      expect(deskPath(path)).toBe(path)
    },
  )

  test('never leads out of the desk, whatever was asked', () => {
    const base = 'https://skm.contoh.go.id'
    const hostile = fc.oneof(
      fc.string(),
      fc.webUrl(),
      fc
        .array(fc.constantFrom('/', '\\', '.', '..', 'kelola', '@', '?', '#', ':', '%2e', '\t', 'jahat.example'), {
          maxLength: 9,
        })
        .map((parts) => parts.join('')),
      fc.string().map((rest) => `/kelola${rest}`),
    )
    fc.assert(
      fc.property(hostile, (asked) => {
        const { origin, pathname } = new URL(deskPath(asked), base)
        expect(origin).toBe(base)
        expect(pathname).toMatch(/^\/kelola(\/|$)/)
      }),
      { numRuns: trials(1000, 100_000) },
    )
  })
})

test('a link holds to its last second, once, and not when another has taken its place', () => {
  const link = { expires_at: 100, used_at: null, revoked_at: null }
  expect(linkState(link, 99)).toBe('open')
  expect(linkState(link, 100)).toBe('late')
  expect(linkState({ ...link, used_at: 50 }, 60)).toBe('used')
  expect(linkState({ ...link, revoked_at: 50 }, 60)).toBe('replaced')
  expect(linkState(undefined, 0)).toBe('unknown')
})

test.each([
  [
    'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36',
    'Chrome di Android',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0',
    'Edge di Windows',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
    'Safari di iPhone atau iPad',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0', 'Firefox di Linux'],
  ['curl/8.0', 'Perangkat lain'],
])('a session is told by its device: %s', (userAgent, told) => {
  expect(deviceOf(userAgent)).toBe(told)
})
