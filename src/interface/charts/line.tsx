// Values over time as a line that breaks where there is nothing to show: no value is ever drawn between two that exist.

import { type Band, middle, percent, type Range, spans } from './scale.ts'

export interface LinePoint {
  /** Written under the point; `group` once under neighbours that share it. */
  readonly label: string
  readonly group: string
  /** Null where there is nothing to draw. */
  readonly value: number | null
  readonly text: string
  /** A firm value is a full dot; one that may still change, or rests on little, a hollow one. */
  readonly firm: boolean
  /** Ends of the interval around the value. */
  readonly low?: number | undefined
  readonly high?: number | undefined
}

const height = 232
const top = 28
const bottom = 176

/** @param label what the picture says, in words. */
export function LineChart({
  points,
  bands,
  range,
  label,
}: {
  readonly points: readonly LinePoint[]
  readonly bands: readonly Band[]
  /** Ends of the vertical axis. */
  readonly range: Range
  readonly label: string
}) {
  const x = (place: number) => percent(place + 0.5, { from: 0, to: points.length })
  const y = (value: number) => Math.round(bottom - ((value - range.from) / (range.to - range.from)) * (bottom - top))
  const zones = spans(bands, range)
  const lines = zones.filter(({ from }) => from > range.from)
  const drawn = points.flatMap(({ value }, place) => (value === null ? [] : [place]))
  const written = worthWriting(points, drawn)
  return (
    <div class="line-chart">
      <svg width="100%" height={height} aria-hidden="true">
        {zones
          .filter(({ start, end }) => y(start) - y(end) > 28)
          .map((zone) => (
            <text class={`mark tone-${zone.tone}`} x="100%" y={y(middle(zone)) + 4} text-anchor="end">
              {zone.mark}
            </text>
          ))}
        {lines.map(({ from, text }) => (
          <text x="100%" y={y(from) + 4} text-anchor="end">
            {text}
          </text>
        ))}
      </svg>
      <svg class="line-plot" width="100%" height={height} role="img" aria-label={label}>
        {lines.map(({ from }) => (
          <line class="grid" x1="0" x2="100%" y1={y(from)} y2={y(from)} />
        ))}
        <line class="axis" x1="0" x2="100%" y1={bottom + 8} y2={bottom + 8} />
        {points.map((point, place) => {
          const next = points[place + 1]
          if (point.value === null || !next || next.value === null) return null
          return (
            <line
              class={point.firm && next.firm ? 'path' : 'path loose'}
              x1={x(place)}
              x2={x(place + 1)}
              y1={y(point.value)}
              y2={y(next.value)}
            />
          )
        })}
        {points.map(({ low, high }, place) =>
          low === undefined || high === undefined ? null : (
            <line class="whisker" x1={x(place)} x2={x(place)} y1={clear(y(high))} y2={clear(y(low))} />
          ),
        )}
        {points.map(({ value, text, firm }, place) => {
          if (value === null) {
            return (
              <text class="gap" x={x(place)} y={bottom} text-anchor="middle">
                –
              </text>
            )
          }
          const last = place === drawn.at(-1)
          return (
            <>
              <circle class={firm ? 'dot' : 'dot loose'} cx={x(place)} cy={y(value)} r="5" />
              {written.has(place) && (
                <text
                  class={last ? 'value last' : 'value'}
                  x={x(place)}
                  y={y(value) + (dips(points, place) ? 22 : -12)}
                  dx={place === points.length - 1 ? 16 : 0}
                  text-anchor={place === points.length - 1 ? 'end' : 'middle'}
                >
                  {text}
                </text>
              )}
            </>
          )
        })}
        {points.map(({ label: name }, place) => (
          <text x={x(place)} y={bottom + 28} text-anchor="middle">
            {name}
          </text>
        ))}
        {groupsOf(points).map(({ group, first, last }) => (
          <>
            {first > 0 && (
              <line class="axis" x1={x(first - 0.5)} x2={x(first - 0.5)} y1={bottom + 8} y2={bottom + 32} />
            )}
            <text x={x((first + last) / 2)} y={bottom + 50} text-anchor="middle">
              {group}
            </text>
          </>
        ))}
      </svg>
    </div>
  )
}

// An interval that leaves the picture is cut at its edge.
function clear(at: number): number {
  return Math.max(2, Math.min(bottom + 6, at))
}

// The last value, and the ends where they stand clear of it; the rest is for the table.
function worthWriting(points: readonly LinePoint[], drawn: readonly number[]): Set<number> {
  const rising = drawn.toSorted((one, other) => (points[one]?.value ?? 0) - (points[other]?.value ?? 0))
  const last = drawn.at(-1) ?? 0
  const ends = [rising[0], rising.at(-1)].filter((place) => place !== undefined && last - place > 1) as number[]
  return new Set([...ends, ...drawn.slice(-1)])
}

// Below a dip the figure stands clear of the line.
function dips(points: readonly LinePoint[], place: number): boolean {
  const own = points[place]?.value ?? 0
  const before = points[place - 1]?.value ?? own
  const after = points[place + 1]?.value ?? own
  return own < (before + after) / 2
}

function groupsOf(points: readonly LinePoint[]): { group: string; first: number; last: number }[] {
  const groups: { group: string; first: number; last: number }[] = []
  for (const [place, { group }] of points.entries()) {
    const before = groups.at(-1)
    if (before?.group === group) before.last = place
    else groups.push({ group, first: place, last: place })
  }
  return groups
}
