// Points between two axes, each uncertain both ways, in four named quarters: hollow where it may belong to another.

import { type Labelled, placeLabels } from './labels.ts'
import { level, opened } from './plane.ts'
import { percent, type Range } from './scale.ts'

export interface ScatterPoint {
  /** One to five letters or digits; full names stand in the table beside the picture. */
  readonly code: string
  readonly x: number
  readonly y: number
  /** Ends of the intervals around them. */
  readonly xLow?: number | undefined
  readonly xHigh?: number | undefined
  readonly yLow?: number | undefined
  readonly yHigh?: number | undefined
  /** True for a full dot: both intervals keep clear of the dividing lines. */
  readonly decided: boolean
}

export interface ScatterAxis {
  readonly name: string
  readonly range: Range
  /** Both ends as they are written. */
  readonly start: string
  readonly end: string
  /** The dividing line. */
  readonly divide: { readonly at: number; readonly text: string }
}

/** Names of the quarters: upper left, upper right, lower left, lower right; each takes up to two lines on a phone. */
export type Quarters = readonly [string, string, string, string]

const height = 340
// Above and below the points two lines stay free for the names of the quarters.
const stretch = { top: 44, bottom: 296 }
const room = { narrowest: 196, widest: 1100, top: stretch.top - 8, bottom: stretch.bottom + 8 }
const margin = 0.05

/** @param label what the picture says, in words. */
export function Scatter({
  points,
  x,
  y,
  quarters,
  label,
}: {
  readonly points: readonly ScatterPoint[]
  readonly x: ScatterAxis
  readonly y: ScatterAxis
  readonly quarters: Quarters
  readonly label: string
}) {
  const wide = widened(opened(x.range))
  const rise = opened(y.range)
  const across = (value: number) => percent(inside(value, opened(x.range)), wide)
  const up = (value: number) => level(value, rise, stretch)
  const labelled = points.map(
    (point): Labelled => ({
      text: point.code,
      x: Number.parseFloat(across(point.x)) / 100,
      y: up(point.y),
      across: pair(point.xLow, point.xHigh, (value) => Number.parseFloat(across(value)) / 100),
      upright: pair(point.yLow, point.yHigh, up),
    }),
  )
  const places = placeLabels(labelled, room)
  const dots = points.map((point, at) => ({ point, cx: across(point.x), cy: up(point.y), place: places[at] }))
  const middle = up(y.divide.at)
  return (
    <div class="scatter">
      <p class="fine">{y.name} ↑</p>
      <div>
        <svg class="line-plot" width="100%" height={height} role="img" aria-label={label}>
          <rect class="frame" width="100%" height={height} />
          <line class="divide" x1={across(x.divide.at)} x2={across(x.divide.at)} y1="0" y2={height} />
          <line class="divide" x1="0" x2="100%" y1={middle} y2={middle} />
          {[
            { at: rise.from, text: y.start },
            { at: rise.to, text: y.end },
          ]
            .filter(({ at }) => Math.abs(up(at) - middle) > 18)
            .map(({ at, text }) => (
              <text x="-8" y={up(at) + 4} text-anchor="end">
                {text}
              </text>
            ))}
          <text class="strong" x="-8" y={middle + 4} text-anchor="end">
            {y.divide.text}
          </text>
          {xTicks(x).map(({ at, text, strong }) => (
            <text class={strong ? 'strong' : undefined} x={across(at)} y={height + 18} text-anchor="middle">
              {text}
            </text>
          ))}
          {dots.map(({ point: { xLow, xHigh, yLow, yHigh }, cx, cy }) => (
            <>
              {xLow !== undefined && xHigh !== undefined && (
                <line class="whisker" x1={across(xLow)} x2={across(xHigh)} y1={cy} y2={cy} />
              )}
              {yLow !== undefined && yHigh !== undefined && (
                <line class="whisker" x1={cx} x2={cx} y1={up(yHigh)} y2={up(yLow)} />
              )}
            </>
          ))}
          {dots.map(({ cx, cy, place }) =>
            place?.led ? (
              <svg x={cx} y={cy} overflow="visible" aria-hidden="true">
                <line class="lead" x2={place.dx - Math.sign(place.dx) * place.half} y2={place.dy} />
              </svg>
            ) : null,
          )}
          {dots.map(({ point, cx, cy }) => (
            <circle class={point.decided ? 'dot' : 'dot loose'} cx={cx} cy={cy} r="4.5" />
          ))}
          {dots.map(({ point, cx, cy, place }) => (
            <text class="code" x={cx} y={cy + (place?.dy ?? 0) + 4.5} dx={place?.dx} text-anchor="middle">
              {point.code}
            </text>
          ))}
        </svg>
        <p class="quarters" aria-hidden="true">
          {quarters.map((name) => (
            <span>{name}</span>
          ))}
        </p>
      </div>
      <p class="fine">{x.name} →</p>
    </div>
  )
}

function inside(value: number, { from, to }: Range): number {
  return Math.min(Math.max(value, from), to)
}

// A dot at the end of the axis stays whole inside the frame.
function widened({ from, to }: Range): Range {
  const more = ((to - from) * margin) / (1 - 2 * margin)
  return { from: from - more, to: to + more }
}

// An end of the axis gives way to the dividing line where both would be written on the same spot.
function xTicks({ range, start, end, divide }: ScatterAxis) {
  const { from, to } = opened(range)
  const near = (to - from) * 0.24
  return [
    { at: from, text: start, strong: false },
    { at: inside(divide.at, { from, to }), text: divide.text, strong: true },
    { at: to, text: end, strong: false },
  ].filter(({ at, strong }) => strong || Math.abs(at - divide.at) > near)
}

function pair(
  low: number | undefined,
  high: number | undefined,
  place: (value: number) => number,
): readonly [number, number] | undefined {
  return low === undefined || high === undefined ? undefined : [place(low), place(high)]
}
