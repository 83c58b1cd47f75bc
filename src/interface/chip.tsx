// A short word of state in a frame, told apart by its words first and its colour second.

import type { Child } from 'hono/jsx'

/** Four colours from good to bad, and one that judges nothing. */
export const tones = ['a', 'b', 'c', 'd', 'plain'] as const
export type Tone = (typeof tones)[number]

/** @param mark one letter set in a filled square before the words. */
export function Chip({
  tone,
  mark,
  children,
}: {
  readonly tone: Tone
  readonly mark?: string | undefined
  readonly children?: Child
}) {
  return (
    <span class={`chip tone-${tone}`}>
      {mark && <b>{mark}</b>}
      <span>{children}</span>
    </span>
  )
}
