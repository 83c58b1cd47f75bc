// What capabilities after this one ask of whoever opens the desk; the desk's first pages show it without knowing what it is about.

import type { Actor, Place } from '../accounts/rules/rights.ts'
import type { Platform } from '../platform.ts'

export interface DeskCall {
  readonly href: string
  readonly text: string
  readonly detail: string
  /** Its day has passed, or somebody objects. */
  readonly urgent: boolean
}

/** What waits for the actor; at one unit where it is given. */
export type CallsOf = (
  platform: Platform,
  actor: Actor,
  unit?: Place & { readonly slug: string },
) => Promise<readonly DeskCall[]>
