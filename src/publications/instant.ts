// Instants as published files write them.

/** Seconds since 1970-01-01 UTC as `2026-10-12T03:00:00Z`. */
export function instantText(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')
}
