// One value on a scale of bands: where it stands, and how far the next band is.

import { type Band, middle, percent, type Range, spans } from './scale.ts'

/** @param banded false draws the scale without judging the value. */
export function Strip({
  value,
  bands,
  range,
  banded,
  label,
}: {
  readonly value: number
  readonly bands: readonly Band[]
  readonly range: Range
  readonly banded: boolean
  /** What the picture says, in words. */
  readonly label: string
}) {
  const zones = spans(bands, range)
  const own = zones.findLast(({ start }) => value >= start) ?? zones[0]
  const at = percent(value, range)
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
      {zones.slice(1).map(({ start, text }) => (
        <text x={percent(start, range)} y="61" text-anchor="middle">
          {text}
        </text>
      ))}
      <line class="pin" x1={at} x2={at} y1="8" y2="46" />
      <circle class="pin" cx={at} cy="7" r="6" />
    </svg>
  )
}
