// One value on a scale of bands: where it stands, and how far the next band is.

import { type Band, middle, percent, type Range, spans } from './scale.ts'

/** @param banded false draws the scale without judging the value. */
export function Strip({
  value,
  bands,
  range,
  start,
  banded,
  label,
}: {
  readonly value: number
  readonly bands: readonly Band[]
  readonly range: Range
  /** Where the axis starts, as it is written. */
  readonly start: string
  readonly banded: boolean
  /** What the picture says, in words. */
  readonly label: string
}) {
  const zones = spans(bands, range)
  const own = zones.findLast((zone) => value >= zone.start) ?? zones[0]
  return (
    <svg class="strip" width="100%" height="68" role="img" aria-label={label}>
      {zones.map((zone) => {
        const x = percent(zone.start, range)
        const width = percent(zone.end - zone.start + range.from, range)
        return (
          <g class={banded ? `tone-${zone.tone}${zone === own ? ' own' : ''}` : 'tone-plain'}>
            <rect x={x} y="14" width={width} height="28" />
            <text class="mark" x={percent(middle(zone), range)} y="33" text-anchor="middle">
              {zone.mark}
            </text>
          </g>
        )
      })}
      <text x="0" y="61">
        {start}
      </text>
      {zones.slice(1).map((zone) => (
        <text x={percent(zone.start, range)} y="61" text-anchor="middle">
          {zone.text}
        </text>
      ))}
      <svg class="pin" x={percent(value, range)} aria-hidden="true">
        <path d="M-8 0H8L0 11z" />
      </svg>
    </svg>
  )
}
