// Receipts: one for each response and one response for each, telling nothing of how many there are.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { idOfReceipt, receiptOf } from '#src/responses/rules/receipt.ts'
import { report, trials } from '#test/support/trials.ts'

const all = 2 ** 40
const small = fc.integer({ min: 1, max: 5_000_000 })
const id = fc.oneof(
  small,
  fc.integer({ min: 1, max: all - 1 }),
  fc.constantFrom(1, 2 ** 20 - 1, 2 ** 20, 2 ** 32, all - 1),
)
const anything = fc
  .array(fc.oneof(fc.nat(0x7f), fc.nat(0xffff)), { maxLength: 30 })
  .map((units) => String.fromCharCode(...units))
// As the installation makes them: abs(random() % 2^40).
const key = fc.oneof(fc.integer({ min: 0, max: all - 1 }), fc.constantFrom(0, 1, 2 ** 31, 2 ** 32, all - 1))

test('a receipt gives back the response that it was made of, for any installation', () => {
  const runs = trials(3_000, 500_000)
  fc.assert(
    fc.property(id, key, (response, installation) => {
      const receipt = receiptOf(response, installation)
      expect(receipt).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
      expect(idOfReceipt(receipt, installation)).toBe(response)
    }),
    { numRuns: runs },
  )
  report('receipts there and back', `${runs} responses of as many installations`)
})

test('two responses never share a receipt', () => {
  fc.assert(
    fc.property(id, id, key, (one, other, installation) => {
      expect(receiptOf(one, installation) === receiptOf(other, installation)).toBe(one === other)
    }),
    { numRuns: trials(2_000, 200_000) },
  )
  const count = trials(50_000, 1_000_000)
  const receipts = new Set<string>()
  for (let response = 1; response <= count; response++) receipts.add(receiptOf(response, 821_467_102_553))
  expect(receipts.size).toBe(count)
})

test('neither the number of responses nor the next receipt can be read from one', () => {
  const count = 20_000
  const receipts = Array.from({ length: count }, (_, place) => receiptOf(place + 1, 40_172_936_551).replace('-', ''))
  // Every letter at every place, about equally often, from the first response on.
  for (let place = 0; place < 8; place++) {
    const seen = Array.from(Map.groupBy(receipts, (receipt) => receipt[place]).values(), (group) => group.length)
    expect(seen).toHaveLength(32)
    expect(Math.min(...seen)).toBeGreaterThan((count / 32) * 0.75)
    expect(Math.max(...seen)).toBeLessThan((count / 32) * 1.25)
  }
  // Neighbours differ in as many letters as strangers do: 31 of 32 places.
  let different = 0
  for (const [place, receipt] of receipts.entries()) {
    for (let letter = 0; letter < 8; letter++) if (receipt[letter] !== receipts[place + 1]?.[letter]) different += 1
  }
  expect(different / (8 * count)).toBeGreaterThan(0.95)
  const rising = receipts.filter((receipt, place) => place > 0 && receipt > (receipts[place - 1] ?? '')).length
  expect(rising / count).toBeCloseTo(0.5, 1)
})

test('every bit of the installation’s number matters', () => {
  for (let bit = 0; bit < 40; bit++) {
    const [plain, flipped] = [0, 2 ** bit].map((installation) =>
      Array.from({ length: 200 }, (_, place) => receiptOf(place + 1, installation)),
    )
    const same = plain?.filter((receipt, place) => receipt === flipped?.[place]).length
    expect({ bit, same }).toEqual({ bit, same: 0 })
  }
})

describe('a receipt as it is typed', () => {
  test('letter case, the hyphen, and I, L and O for 1 and 0 do not matter', () => {
    const spelling = fc.record({
      hyphen: fc.boolean(),
      lower: fc.boolean(),
      one: fc.constantFrom('1', 'I', 'L'),
      nought: fc.constantFrom('0', 'O'),
    })
    fc.assert(
      fc.property(small, key, spelling, (response, installation, { hyphen, lower, one, nought }) => {
        const written = receiptOf(response, installation).replaceAll('1', one).replaceAll('0', nought)
        const typed = hyphen ? written : written.replace('-', '')
        expect(idOfReceipt(lower ? typed.toLowerCase() : typed, installation)).toBe(response)
      }),
      { numRuns: trials(1_000, 50_000) },
    )
  })

  test('with a wrong letter or length is none', () => {
    const receipt = receiptOf(12_345, 99)
    for (const wrong of [
      '',
      '-',
      'U',
      receipt.slice(1),
      `${receipt}0`,
      receipt.replace(/.$/, 'U'),
      receipt.replace(/^./, '😀'),
      receipt.replace(/^./, '%'),
    ]) {
      expect(idOfReceipt(wrong, 99)).toBeUndefined()
    }
  })

  test('whatever it is, it stands for one possible response or for none', () => {
    fc.assert(
      fc.property(fc.oneof(anything, fc.stringMatching(/^[0-9A-HJKMNP-TV-Z]{8}$/)), key, (typed, installation) => {
        const response = idOfReceipt(typed, installation) ?? 1
        expect(Number.isInteger(response) && response > 0 && response < all).toBe(true)
      }),
      { numRuns: trials(2_000, 100_000) },
    )
  })

  test('by guessing hits an existing response as seldom as chance allows', () => {
    const guesses = trials(20_000, 1_000_000)
    let hits = 0
    let state = 12_345
    for (let guess = 0; guess < guesses; guess++) {
      let typed = ''
      for (let letter = 0; letter < 8; letter++) {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
        typed += '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[state >>> 27]
      }
      if ((idOfReceipt(typed, 771) ?? all) <= 1_000_000) hits += 1
    }
    // A million responses among 2^40 receipts: about one guess in a million.
    expect(hits).toBeLessThan(8)
  })
})
