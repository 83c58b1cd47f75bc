// When a unit is open: for each weekday from one minute of the day to another. Pure.

/** 1 is Monday, 7 is Sunday. */
export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const
export type Weekday = (typeof weekdays)[number]

/** First minute of the day and the one at which it closes: 8.00 to 15.30 is [480, 930]. */
export type Opening = readonly [from: number, until: number]

/** A weekday without an entry is closed; no entry at all says that the hours are not known. */
export type OpeningHours = Readonly<Partial<Record<Weekday, Opening>>>

/** Reads `08:00` or `8.00`; undefined for anything else. */
export function minuteFromText(text: string): number | undefined {
  const parts = /^([01]?\d|2[0-3])[:.]([0-5]\d)$/.exec(text.trim())
  return parts ? Number(parts[1]) * 60 + Number(parts[2]) : undefined
}

/** Writes a minute of the day as time fields want it: 480 is `08:00`. */
export function minuteToText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

/** Weekdays that follow each other with the same hours, as one: Monday to Thursday 8.00 to 15.30. */
export function openSpans(hours: OpeningHours): { first: Weekday; last: Weekday; opening: Opening }[] {
  const spans: { first: Weekday; last: Weekday; opening: Opening }[] = []
  for (const day of weekdays) {
    const opening = hours[day]
    if (!opening) continue
    const before = spans.at(-1)
    const same = before?.opening[0] === opening[0] && before.opening[1] === opening[1]
    if (before && same && before.last === day - 1) before.last = day
    else spans.push({ first: day, last: day, opening })
  }
  return spans
}
