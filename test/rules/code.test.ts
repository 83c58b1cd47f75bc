// The short code of a counter: letters that are not mistaken for each other, all equally likely, read however they are typed.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newCode } from '#src/units/actions/counters.ts'
import { codeFromBytes, codeLength, readCode } from '#src/units/rules/code.ts'
import { report, trials } from '#test/support/trials.ts'

const bytes = fc.uint8Array({ minLength: 0, maxLength: 40 })
const everyByte = Array.from({ length: 256 }, (_, byte) => byte)
const code = fc.constant(0).map(newCode)
const anything = fc
  .array(fc.oneof(fc.nat(0x7f), fc.nat(0xffff)), { maxLength: 30 })
  .map((units) => String.fromCharCode(...units))

describe('a code made of bytes', () => {
  test('takes each of 24 letters from equally many bytes, and skips the rest', () => {
    const made = everyByte.map((byte) => codeFromBytes(new Uint8Array(codeLength).fill(byte)))
    const letters = Map.groupBy(
      made.filter((one) => one !== undefined),
      (one) => one[0],
    )
    expect(letters.size).toBe(24)
    expect(new Set(Array.from(letters.values(), (codes) => codes.length))).toEqual(new Set([10]))
    expect(made.filter((one) => one === undefined)).toHaveLength(256 - 24 * 10)
    expect(Array.from(letters.keys()).join('')).not.toMatch(/[0O1IL]|[2Z].*[2Z]|[5S].*[5S]|[8B].*[8B]|[AEU]|[^0-9A-Z]/)
  })

  test('is the letters of its bytes in their order, and none when they run out', () => {
    const letterOf = everyByte.map((byte) => codeFromBytes(new Uint8Array(codeLength).fill(byte))?.[0] ?? '')
    fc.assert(
      fc.property(bytes, (given) => {
        const letters = Array.from(given, (byte) => letterOf[byte]).join('')
        expect(codeFromBytes(given)).toBe(letters.length < codeLength ? undefined : letters.slice(0, codeLength))
      }),
      { numRuns: trials(500, 20_000) },
    )
  })
})

test('new codes never repeat, and no letter is favoured at any place', () => {
  const count = trials(20_000, 500_000)
  const made = Array.from({ length: count }, newCode)
  expect(new Set(made).size).toBe(count)
  let worst = 0
  for (let place = 0; place < codeLength; place++) {
    const seen = Array.from(Map.groupBy(made, (one) => one[place]).values(), (codes) => codes.length)
    expect(seen).toHaveLength(24)
    const expected = count / 24
    const chiSquare = seen.reduce((sum, times) => sum + (times - expected) ** 2 / expected, 0)
    worst = Math.max(worst, chiSquare)
    // 23 degrees of freedom: more than 80 comes by luck less than once in ten million tries.
    expect(chiSquare).toBeLessThan(80)
  }
  report(
    'counter codes',
    `${count} codes, none twice, worst χ² of a place ${worst.toFixed(1)} with 23 degrees of freedom`,
  )
})

describe('reading a code', () => {
  test('letter case, blanks and hyphens do not matter', () => {
    const way = fc.record({ gap: fc.constantFrom('', '', '-', ' ', '\u00a0', '\t', ' - '), lower: fc.boolean() })
    fc.assert(
      fc.property(code, fc.array(way, { minLength: codeLength, maxLength: codeLength }), (one, ways) => {
        const typed = ways.map(({ gap, lower }, place) => {
          const letter = one[place] ?? ''
          return gap + (lower ? letter.toLowerCase() : letter)
        })
        expect(readCode(typed.join(''))).toBe(one)
      }),
      { numRuns: trials(300, 10_000) },
    )
  })

  test('one letter more, one less, or one that no code has makes it none', () => {
    const place = fc.nat(codeLength - 1)
    const foreign = fc.constantFrom(...Array.from('0O1ILZSBUAEoe.,_/é%\u0000'), '😀', '')
    fc.assert(
      fc.property(code, place, foreign, (one, at, letter) => {
        expect(readCode(one.slice(0, at) + letter + one.slice(at + 1))).toBeUndefined()
        expect(readCode(`${one}${one[at]}`)).toBeUndefined()
      }),
      { numRuns: trials(300, 10_000) },
    )
  })

  test('whatever is typed, it is a code or nothing', () => {
    fc.assert(
      fc.property(anything, (typed) => {
        expect(readCode(typed) ?? 'CDFGHJKM').toMatch(/^[2-9CDF-HJKMNP-RTVWX]{8}$/)
      }),
      { numRuns: trials(500, 20_000) },
    )
  })
})
