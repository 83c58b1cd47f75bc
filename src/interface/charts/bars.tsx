// Values as dots at the end of bars, on one axis with bands: words and figures are text beside the bar, above it on a phone.

import type { Child } from 'hono/jsx'
import { Chip, type Tone } from '../chip.tsx'
import { type Band, middle, percent, type Range, spans } from './scale.ts'

export interface BarRow {
  readonly label: Child
  /** Further lines, in small type. */
  readonly note?: Child
  /** Null where there is nothing to draw; `text` then says so. */
  readonly value: number | null
  /** The value as it is written. */
  readonly text: string
  readonly tone: Tone
  /** Letter of the band, where the value has one. */
  readonly mark?: string | undefined
  /** Ends of the interval around the value, drawn as a whisker. */
  readonly low?: number | undefined
  readonly high?: number | undefined
}

/** A list for those who hear it; the bars are for the eye alone. */
export function Bars({ rows, ...axis }: AxisProps & { readonly rows: readonly BarRow[] }) {
  const lines = gridLines(axis)
  return (
    <div class="bars">
      <BarsAxis {...axis} />
      <ol>
        {rows.map((row) => (
          <Bar row={row} range={axis.range} lines={lines} />
        ))}
      </ol>
    </div>
  )
}

/** Several lists under headings of their own, on one axis; within a list the order says nothing. */
export function GroupedBars({
  groups,
  ...axis
}: AxisProps & { readonly groups: readonly { readonly heading: Child; readonly rows: readonly BarRow[] }[] }) {
  const lines = gridLines(axis)
  return (
    <div class="bars grouped">
      <BarsAxis {...axis} />
      {groups.map(({ heading, rows }) => (
        <section>
          {heading}
          <ul>
            {rows.map((row) => (
              <Bar row={row} range={axis.range} lines={lines} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

interface AxisProps {
  readonly bands: readonly Band[]
  readonly range: Range
  /** Where the axis starts, as it is written. */
  readonly start: string
}

function gridLines({ bands, range }: AxisProps): string[] {
  return spans(bands, range)
    .slice(1)
    .map((zone) => percent(zone.start, range))
}

function BarsAxis({ bands, range, start }: AxisProps) {
  const zones = spans(bands, range)
  return (
    <div class="bars-axis">
      <svg width="100%" height="40" aria-hidden="true">
        {zones.map((zone) => (
          <text class={`mark tone-${zone.tone}`} x={percent(middle(zone), range)} y="12" text-anchor="middle">
            {zone.mark}
          </text>
        ))}
        <text x="0" y="32">
          {start}
        </text>
        {zones.slice(1).map((zone) => (
          <text x={percent(zone.start, range)} y="32" text-anchor="middle">
            {zone.text}
          </text>
        ))}
      </svg>
    </div>
  )
}

function Bar({
  row: { label, note, value, text, tone, mark, low, high },
  range,
  lines,
}: {
  readonly row: BarRow
  readonly range: Range
  readonly lines: readonly string[]
}) {
  return (
    <li class={`tone-${tone}`}>
      <span class="bars-label">{label}</span>
      {note && <span class="bars-note">{note}</span>}
      <span class="bars-plot">
        <svg width="100%" height="100%" aria-hidden="true">
          {value === null ? (
            <line class="nothing" x1="0" x2="100%" y1="50%" y2="50%" />
          ) : (
            <line class="bar" x1="0" x2={percent(value, range)} y1="50%" y2="50%" />
          )}
          {lines.map((x) => (
            <line class="grid" x1={x} x2={x} y1="0" y2="100%" />
          ))}
          {low !== undefined && high !== undefined && (
            <line class="whisker" x1={percent(low, range)} x2={percent(high, range)} y1="50%" y2="50%" />
          )}
          {value !== null && <circle class="dot" cx={percent(value, range)} cy="50%" r="7" />}
        </svg>
      </span>
      <span class="bars-value">
        {value === null ? <small>{text}</small> : text}
        {mark && <Chip tone={tone} mark={mark} />}
      </span>
    </li>
  )
}
