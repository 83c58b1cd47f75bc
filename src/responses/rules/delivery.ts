// For which moment an answer counts that a phone kept until it had a signal. Pure.

/** What a form says of when it was answered, in seconds since 1970-01-01 UTC; null where it does not say. */
export interface ClaimedTimes {
  /** By the phone's own clock. */
  readonly given: number | null
  /** What the same clock showed when the answer was sent. */
  readonly sent: number | null
  /** When the form was put together, by the server's clock. */
  readonly drawnUp: number | null
}

/** When an answer counts; seconds since 1970-01-01 UTC. */
export interface Delivery {
  /** The moment for whose day and hour it counts. */
  readonly answeredAt: number
  /** When it was given, as well as can be known, where it was delivered late; null where it came at once. */
  readonly givenAt: number | null
}

/** An answer that takes longer than this, in seconds, was delivered late. Clocks that are wrong by less are believed. */
export const lateAfter = 300

/** An answer counts for the day on which it was given when it is delivered within this, in seconds: 30 days. */
export const countsWithin = 30 * 86_400

/**
 * Phones' clocks may be wrong by years, but the same clock measures how long the answer has waited: the difference between
 * its two readings is taken off the server's time of arrival.
 * @param now seconds since 1970-01-01 UTC, by the server's clock.
 */
export function deliveryOf({ given, sent }: Pick<ClaimedTimes, 'given' | 'sent'>, now: number): Delivery {
  if (given === null) return { answeredAt: now, givenAt: null }
  const waited = (sent ?? now) - given
  if (waited < -lateAfter) return { answeredAt: now, givenAt: now - waited }
  if (waited <= lateAfter) return { answeredAt: now - Math.max(0, waited), givenAt: null }
  const givenAt = now - waited
  return { answeredAt: waited <= countsWithin ? givenAt : now, givenAt }
}

/**
 * What of the organisation an answer is read by.
 * @returns `open`: what took answers then still takes this one, where it was delivered late; null where what takes answers now
 *   decides. `drawnUp`: whose day's questions were answered. Both reach back only so far: a code that was withdrawn is to end.
 */
export function readAsOf({ drawnUp }: Pick<ClaimedTimes, 'drawnUp'>, { givenAt }: Delivery, now: number) {
  const within = (instant: number) => Math.min(now, Math.max(instant, now - countsWithin))
  const open = givenAt === null ? null : within(givenAt)
  return { open, drawnUp: Math.min(within(drawnUp ?? open ?? now), open ?? now) }
}
