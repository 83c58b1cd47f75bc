// When a counter is flooded, how hard its puzzle is, and that the phone's arithmetic and the server's agree.

import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { solve } from '#public/work.js'
import { openPace } from '#src/security/pace.ts'
import { bitsFor, isWorkDone, makePuzzle } from '#src/security/work.ts'
import { trials } from '#test/support/trials.ts'

const minute = 60_000

test('no more than the plausible number of arrivals in any minute is never too many, wherever the minute begins', () => {
  const offsets = fc.array(fc.integer({ min: 0, max: minute - 1 }), { minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e12 }), offsets, (start, all) => {
      const pace = openPace(all.length)
      for (const offset of all.toSorted((a, b) => a - b)) expect(pace.arrive(1, start + offset)).toBeLessThanOrEqual(1)
    }),
  )
})

test('too many are noticed at once, at their counter only, and forgotten after two minutes', () => {
  const pace = openPace(10)
  for (let sent = 1; sent <= 30; sent++) expect(pace.arrive(1, 5 * minute)).toBe(sent / 10)
  expect(pace.arrive(2, 5 * minute)).toBe(0.1)
  expect(pace.arrive(1, 6 * minute + minute / 2)).toBeCloseTo(1.6)
  expect(pace.arrive(1, 8 * minute)).toBe(0.1)
})

test('a steady 300 in an hour is far below what is plausible', () => {
  const pace = openPace(600)
  for (let sent = 0; sent < 300; sent++) expect(pace.arrive(1, sent * 12_000)).toBeLessThan(0.05)
})

test('the work doubles with the flood, up to a limit that an old phone still does', () => {
  expect([1.01, 2, 4, 100, 1e9].map(bitsFor)).toEqual([10, 10, 11, 15, 15])
})

test('what the phone works out is what the server accepts, until its time is over', async () => {
  for (let round = 0; round < trials(5, 50); round++) {
    const kunci = crypto.randomUUID()
    const now = Date.UTC(2026, 9, 1) + round * 7919
    const about = { place: 'ABC', kunci, now }
    const puzzle = await makePuzzle('secret', { ...about, bit: 6 + (round % 5) })
    const proof = await solve(puzzle)
    const seed = createHash('sha256').update(`${puzzle.tantangan}.${kunci}`).digest('hex').slice(0, 32)
    for (const [part, number] of (proof.split(':')[1] ?? '').split(',').entries()) {
      const hash = createHash('sha256').update(`${seed}.${part}.${number}`).digest()
      expect(hash.readUInt32BE(0) >>> (32 - puzzle.bit)).toBe(0)
    }
    expect(await isWorkDone('secret', { ...about, proof })).toBe(true)
    expect(await isWorkDone('secret', { ...about, proof, now: now + 4 * minute })).toBe(true)
    expect(await isWorkDone('secret', { ...about, proof, now: now + 6 * minute + 1 })).toBe(false)
    expect(await isWorkDone('other', { ...about, proof })).toBe(false)
  }
})
