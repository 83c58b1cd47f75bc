// Links that are handed over or sent: how long each kind holds, and whether one still does.

export type LinkKind = 'setup' | 'invitation' | 'reset'

const day = 86_400

/** Seconds from making a link to its end. */
export const linkLasts: Readonly<Record<LinkKind, number>> = { setup: day, invitation: 7 * day, reset: day }

/** The same for a new password that somebody asked for at the sign-in: whoever waits for it uses it at once. */
export const askedLinkLasts = 3600

export interface LinkState {
  readonly expires_at: number
  readonly used_at: number | null
  readonly revoked_at: number | null
}

/** @param now seconds since 1970-01-01 UTC. */
export function linkState(link: LinkState | undefined, now: number): 'open' | 'unknown' | 'used' | 'replaced' | 'late' {
  if (!link) return 'unknown'
  if (link.used_at !== null) return 'used'
  if (link.revoked_at !== null) return 'replaced'
  return link.expires_at <= now ? 'late' : 'open'
}
