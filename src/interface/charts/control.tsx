// Values week by week against limits that move with them: the line breaks where a value is missing, a signal has its own shape.

import { level, opened, type Stretch } from './plane.ts'
import { percent, type Range } from './scale.ts'

export interface ControlPoint {
  /** Written under some of the points, as many as a phone has room for. */
  readonly label: string
  /** Null where there is nothing to draw. */
  readonly value: number | null
  readonly text: string
  /** Limits at this point; null where they are not known. */
  readonly low: number | null
  readonly high: number | null
  /** Set where the value left what chance explains, and to which side; up is the better one. */
  readonly signal?: 'up' | 'down' | undefined
}

/** A line across, and how it is written beside the picture. */
export interface ControlLine {
  readonly at: number
  readonly text: string
}

const height = 212
const stretch: Stretch = { top: 28, bottom: 172 }
// What a plot is wide on the narrowest phone, and what a letter of a label takes, in pixels.
const narrowest = 240
const perLetter = 8

/**
 * @param ticks further values written on the axis; one too near to the centre is left out.
 * @param label what the picture says, in words.
 */
export function ControlChart({
  points,
  centre,
  ticks,
  range,
  label,
}: {
  /** Oldest first, at most 60. */
  readonly points: readonly ControlPoint[]
  readonly centre: ControlLine | null
  readonly ticks: readonly ControlLine[]
  readonly range: Range
  readonly label: string
}) {
  const count = Math.max(points.length, 1)
  const x = (place: number) => percent(place + 0.5, { from: 0, to: count })
  const y = (value: number) => level(value, opened(range), stretch)
  const middle = centre && y(centre.at)
  const crowded = points.length > 16
  const last = points.findLastIndex(({ value }) => value !== null)
  const signals = points.flatMap(({ value, signal }, place) =>
    signal && value !== null ? [{ signal, x: x(place), y: y(value) }] : [],
  )
  return (
    <div class="line-chart">
      <svg width="100%" height={height} aria-hidden="true">
        {ticks
          .filter(({ at }) => middle === null || Math.abs(y(at) - middle) > 18)
          .map(({ at, text }) => (
            <text x="100%" y={y(at) + 4} text-anchor="end">
              {text}
            </text>
          ))}
        {centre && (
          <text class="strong" x="100%" y={y(centre.at) + 4} text-anchor="end">
            {centre.text}
          </text>
        )}
      </svg>
      <svg class="line-plot" width="100%" height={height} role="img" aria-label={label}>
        {/* Stretched shapes in a few paths instead of hundreds of lines; what is written stands outside of it. */}
        <svg
          width="100%"
          height={height}
          viewBox={`0 0 ${count} ${height}`}
          preserveAspectRatio="none"
          aria-hidden="true"
        >
          <path class="band" d={band(points, y)} />
          <path class="limit" d={steps(points, ({ low }) => low, y) + steps(points, ({ high }) => high, y)} />
          {middle !== null && <path class="divide" d={`M0 ${middle}H${count}`} />}
          <path class="path" d={joined(points, y)} />
          <path class="beads" stroke-width={crowded ? 5 : 9} d={beads(points, y)} />
        </svg>
        <line class="axis" x1="0" x2="100%" y1={stretch.bottom + 12} y2={stretch.bottom + 12} />
        {signals.map((at) => (
          <circle class="ring" cx={at.x} cy={at.y} r={crowded ? 7.5 : 9} />
        ))}
        {signals.map(({ signal, ...at }) => (
          <svg class={signal === 'up' ? 'tone-a' : 'tone-d'} {...at} overflow="visible" aria-hidden="true">
            <path class="signal" d={signal === 'up' ? 'M0-5.5 5 3.5h-10z' : 'M0 5.5 5-3.5h-10z'} />
          </svg>
        ))}
        {last >= 0 && <LastValue points={points} last={last} x={x(last)} y={y} />}
        {written(points).map((place) => (
          <text x={x(place)} y={stretch.bottom + 32} text-anchor="middle">
            {points[place]?.label}
          </text>
        ))}
      </svg>
    </div>
  )
}

type Height = (value: number) => number

// Beyond its neighbours, so that it does not stand on the line.
function LastValue({
  points,
  last,
  x,
  y,
}: {
  readonly points: readonly ControlPoint[]
  readonly last: number
  readonly x: string
  readonly y: Height
}) {
  const point = points[last]
  if (point?.value == null) return null
  const near = points.slice(Math.max(0, last - 8), last).flatMap(({ value }) => (value === null ? [] : [value]))
  const below = near.length > 0 && near.filter((value) => value > (point.value ?? 0)).length * 2 > near.length
  const left = last + 1 > points.length * 0.8
  return (
    <text
      class="value last"
      x={x}
      y={y(point.value) + (below ? 26 : -15)}
      dx={left ? 8 : 0}
      text-anchor={left ? 'end' : 'middle'}
    >
      {point.text}
    </text>
  )
}

function band(points: readonly ControlPoint[], y: Height): string {
  return points
    .map(({ low, high }, place) => (low === null || high === null ? '' : `M${place} ${y(high)}h1V${y(low)}h-1z`))
    .join('')
}

function steps(points: readonly ControlPoint[], limit: (point: ControlPoint) => number | null, y: Height): string {
  return points
    .map((point, place) => {
      const own = limit(point)
      if (own === null) return ''
      const before = points[place - 1]
      return before && limit(before) !== null ? `V${y(own)}h1` : `M${place} ${y(own)}h1`
    })
    .join('')
}

function joined(points: readonly ControlPoint[], y: Height): string {
  return points
    .map(({ value }, place) => {
      if (value === null) return ''
      return `${points[place - 1]?.value == null ? 'M' : 'L'}${place + 0.5} ${y(value)}`
    })
    .join('')
}

// A stroke without length and with a round end is a dot that stretching leaves round.
function beads(points: readonly ControlPoint[], y: Height): string {
  return points.map(({ value }, place) => (value === null ? '' : `M${place + 0.5} ${y(value)}h0`)).join('')
}

// Evenly spread, the first and the last far enough inside.
function written(points: readonly ControlPoint[]): number[] {
  const longest = Math.max(0, ...points.map(({ label }) => label.length)) * perLetter + 8
  const each = narrowest / Math.max(points.length, 1)
  const apart = Math.max(1, Math.ceil(longest / each))
  const aside = Math.min(Math.max(0, Math.ceil(longest / 2 / each - 0.5)), (points.length - 1) >> 1)
  const places: number[] = []
  for (let place = points.length - 1 - aside; place >= aside; place -= apart) places.unshift(place)
  return places
}
