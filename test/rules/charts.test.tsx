// What charts must never do: lose a share, draw what is no number, join across a gap, or write one label over another.

import { array, assert, constantFrom, double, integer, option, property, record, tuple } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ControlChart } from '#src/interface/charts/control.tsx'
import { Distribution } from '#src/interface/charts/distribution.tsx'
import { type Place, placeLabels, type Room } from '#src/interface/charts/labels.ts'
import { Scatter } from '#src/interface/charts/scatter.tsx'
import { trials } from '#test/support/trials.ts'

const scores = ['Tidak baik', 'Kurang baik', 'Baik', 'Sangat baik']
const axis = { name: 'Sumbu', start: '0', end: '1', range: { from: 0, to: 1 }, divide: { at: 0.5, text: '0,5' } }
const quarters = ['Satu', 'Dua', 'Tiga', 'Empat'] as const

const valuesOf = (html: string, tag: string, name: string) =>
  Array.from(html.matchAll(new RegExp(`<${tag} [^>]*?\\b${name}="([^"]*)"`, 'g')), ([, value]) => value ?? '')

function expectNumbers(html: string) {
  expect(html).not.toMatch(/NaN|Infinity|undefined|null/)
}

describe('a distribution', () => {
  const draw = (counts: readonly number[]) =>
    String(<Distribution rows={[{ label: 'Baris', counts, text: 'teks' }]} scores={scores} label="Sebaran" />)
  const bar = (html: string) => html.slice(html.indexOf('<ol>'))

  test('fills the bar to its end, piece beside piece, however small a share is', () => {
    assert(
      property(array(integer({ min: 0, max: 1_000_000 }), { minLength: 4, maxLength: 4 }), (counts) => {
        const html = bar(draw(counts))
        expectNumbers(html)
        const pieces = html.match(/<rect class="score[^>]*>/g)?.join('') ?? ''
        const [starts, widths] = [valuesOf(pieces, 'rect', 'x'), valuesOf(pieces, 'rect', 'width')]
        let end = 0
        for (const [place, start] of starts.entries()) {
          expect(Number.parseFloat(start)).toBeCloseTo(end, 6)
          end += Number.parseFloat(widths[place] ?? '')
        }
        expect(end).toBeCloseTo(counts.some((count) => count > 0) ? 100 : 0, 6)
      }),
      { numRuns: trials(200, 5000) },
    )
  })

  test('says its shares in words, and calls nothing a hundred that is not all', () => {
    expect(draw([1, 0, 0, 999])).toContain('aria-label="Tidak baik &lt; 1 %, Sangat baik 99 %"')
    expect(draw([0, 0, 3, 0])).toContain('aria-label="Baik 100 %"')
    expect(bar(draw([0, 0, 0, 0]))).not.toMatch(/<rect|%<|role="img"/)
  })
})

describe('a control chart', () => {
  const week = (value: number | null, limits: { low: number | null; high: number | null }) => ({
    ...limits,
    label: '12 Okt',
    value,
    text: '83,00',
  })
  const draw = (
    values: readonly (number | null)[],
    limits = { low: 20, high: 80 } as { low: number | null; high: number | null },
  ) =>
    String(
      <ControlChart
        points={values.map((value) => week(value, limits))}
        centre={{ at: 50, text: '50' }}
        ticks={[]}
        range={{ from: 0, to: 100 }}
        label="Gejolak"
      />,
    )
  const shape = (html: string, name: string) =>
    new RegExp(`<path class="${name}"[^>]* d="([^"]*)"`).exec(html)?.[1] ?? ''

  test('breaks its line at every gap', () => {
    const lines = shape(draw([50, 60, null, 70, null, null, 40, 45, 50]), 'path')
      .split('M')
      .slice(1)
    expect(lines.map((line) => line.split('L').length)).toEqual([2, 1, 3])
    expect(shape(draw([null, null]), 'path')).toBe('')
  })

  test('draws no limit where none is known', () => {
    const html = draw([50, 60], { low: null, high: null })
    expect([shape(html, 'band'), shape(html, 'limit')]).toEqual(['', ''])
    expect(shape(draw([50, 60], { low: 20, high: null }), 'limit').match(/h1/g)).toHaveLength(2)
  })

  test('writes its week labels clear of each other and of the edges on the narrowest phone', () => {
    for (let weeks = 1; weeks <= 60; weeks += 1) {
      const html = draw(Array.from({ length: weeks }, () => 50))
      const middles = Array.from(html.matchAll(/<text x="([\d.]+)%"[^>]*>12 Okt</g), ([, x]) => (Number(x) / 100) * 240)
      expect(middles.length).toBeGreaterThan(0)
      for (const [place, x] of middles.entries()) {
        if (weeks > 2) expect(Math.min(x, 240 - x)).toBeGreaterThanOrEqual(22)
        if (place > 0) expect(x - (middles[place - 1] ?? 0)).toBeGreaterThanOrEqual(50)
      }
    }
  })

  test('stays numbers for values beyond the axis and an axis without length', () => {
    assert(
      property(
        array(
          record({
            label: constantFrom('', '12 Okt'),
            value: option(double({ noNaN: true, min: -1e9, max: 1e9 })),
            text: constantFrom('1'),
            low: option(integer()),
            high: option(integer()),
            signal: constantFrom('up' as const, 'down' as const, undefined),
          }),
          { maxLength: 60 },
        ),
        tuple(integer(), integer()),
        (points, [from, to]) => {
          for (const range of [
            { from, to },
            { from, to: from },
          ])
            expectNumbers(
              String(<ControlChart points={points} centre={null} ticks={[]} range={range} label="Gejolak" />),
            )
        },
      ),
      { numRuns: trials(100, 2000) },
    )
  })
})

describe('a scatter', () => {
  test('writes labels on no other label and no other point, at any width of the picture', () => {
    const room: Room = { narrowest: 196, widest: 1100, top: 36, bottom: 304 }
    const near = double({ noNaN: true, min: 0.45, max: 0.55 })
    const points = array(record({ x: near, y: integer({ min: 150, max: 190 }) }), { minLength: 1, maxLength: 14 })
    assert(
      property(points, constantFrom(196, 240, 333, 700, 1100), (bare, width) => {
        const labelled = bare.map((point, place) => ({ ...point, text: `U${place + 1}` }))
        const places = placeLabels(labelled, room)
        const boxes = labelled.map(({ x, y }, at) => {
          const { dx, dy, half } = places[at] as Place
          return { left: x * width + dx - half, right: x * width + dx + half, middle: y + dy }
        })
        for (const [at, one] of boxes.entries()) {
          for (const other of boxes.slice(at + 1)) {
            const apart =
              one.right <= other.left || other.right <= one.left || Math.abs(one.middle - other.middle) >= 15
            expect(apart).toBe(true)
          }
          for (const { x, y } of labelled) {
            const covers = x * width > one.left && x * width < one.right && Math.abs(y - one.middle) < 7
            expect(covers).toBe(false)
          }
        }
      }),
      { numRuns: trials(200, 5000) },
    )
  })

  test('finds a place for each of fourteen equal points, wherever they lie', () => {
    for (const [x, y] of [
      [0.05, 44],
      [0.95, 44],
      [0.05, 296],
      [0.95, 296],
      [0.5, 170],
    ] as const) {
      const labelled = Array.from({ length: 14 }, (_, place) => ({ x, y, text: `U${place + 1}` }))
      const places = placeLabels(labelled, { narrowest: 196, widest: 1100, top: 36, bottom: 304 })
      for (const [at, one] of places.entries()) {
        expect(x * 196 + one.dx - one.half).toBeGreaterThanOrEqual(0)
        expect(x * 196 + one.dx + one.half).toBeLessThanOrEqual(196)
        for (const other of places.slice(at + 1)) {
          const apart = Math.abs(one.dx - other.dx) >= one.half + other.half || Math.abs(one.dy - other.dy) >= 15
          expect(apart).toBe(true)
        }
      }
    }
  })

  test('stays numbers for points and lines beyond the axes and axes without length', () => {
    const anywhere = double({ noNaN: true, min: -1e6, max: 1e6 })
    const point = record({ x: anywhere, y: anywhere, xLow: anywhere, xHigh: anywhere, yLow: anywhere, yHigh: anywhere })
    assert(
      property(array(point, { maxLength: 14 }), anywhere, anywhere, (points, from, at) => {
        const flat = { ...axis, range: { from, to: from }, divide: { at, text: 'x' } }
        const coded = points.map((one, place) => ({ ...one, code: `U${place}`, decided: place % 2 === 0 }))
        for (const x of [axis, flat])
          expectNumbers(String(<Scatter points={coded} x={x} y={flat} quarters={quarters} label="Prioritas" />))
      }),
      { numRuns: trials(50, 1000) },
    )
  })
})
