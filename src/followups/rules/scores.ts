// What follow-ups and surveys score in PEKPPP and in Zona Integritas. Pure.

import { type LocalDay, monthsBefore } from '../../units/rules/calendar.ts'
import type { Status } from './course.ts'

/** An action as far as scores depend on it; days are local. */
export interface ScoredAction {
  readonly status: Status
  readonly finishedDay: LocalDay | null
  readonly cancelledDay: LocalDay | null
}

/**
 * The actions that count. One that was cancelled counts as planned and not finished, so that nobody improves a score by
 * cancelling; only one that was cancelled before the result was published was never promised, and is left out. Neither
 * instrument says anything of cancelled plans: this is our reading.
 */
export function countedActions<Action extends ScoredAction>(
  actions: readonly Action[],
  publishedDay: LocalDay | null,
): Action[] {
  return actions.filter(
    ({ status, cancelledDay }) =>
      status !== 'cancelled' || (publishedDay !== null && cancelledDay !== null && cancelledDay >= publishedDay),
  )
}

export interface ShareScore {
  /** 0–5. */
  readonly points: number
  readonly planned: number
  readonly finished: number
}

/**
 * PEKPPP 8.a.Ak, share of planned follow-ups that are finished: realisasi ÷ jumlah RTL × 100. 0 no plan · 1 none finished
 * · 2 below 30 % · 3 from 30 to 80 % · 4 above 80 % · 5 all. Source: PEKPPP instrument, PermenPANRB 29/2022 (2022).
 */
export function shareScore(actions: readonly ScoredAction[], publishedDay: LocalDay | null): ShareScore {
  const counted = countedActions(actions, publishedDay)
  const [planned, finished] = [counted.length, countFinished(counted)]
  const points =
    planned === 0
      ? 0
      : finished === 0
        ? 1
        : finished === planned
          ? 5
          : 100 * finished < 30 * planned
            ? 2
            : 100 * finished <= 80 * planned
              ? 3
              : 4
  return { points, planned, finished }
}

export interface SpeedScore {
  /** 0–5. */
  readonly points: number
  /** Full months, begun ones counted as full, from publication until the last was finished; null until all are. */
  readonly months: number | null
  readonly planned: number
  readonly finished: number
}

const speeds = [
  { months: 1, points: 5 },
  { months: 3, points: 4 },
  { months: 6, points: 3 },
  { months: 9, points: 2 },
  { months: 12, points: 1 },
] as const

/**
 * PEKPPP 9.a.Ak, how soon after publication all follow-ups were finished: within 1, 3, 6, 9 or 12 months 5 to 1, otherwise
 * 0. Source: PEKPPP instrument, PermenPANRB 29/2022 (2022). It names the months and not what later ones earn: 0 beyond
 * twelve, and a begun month counted as a month, are our reading.
 */
export function speedScore(actions: readonly ScoredAction[], publishedDay: LocalDay | null): SpeedScore {
  const counted = countedActions(actions, publishedDay)
  const [planned, finished] = [counted.length, countFinished(counted)]
  if (publishedDay === null || planned === 0 || finished < planned)
    return { points: 0, months: null, planned, finished }
  const last = Math.max(...counted.map(({ finishedDay }) => finishedDay ?? publishedDay))
  const months = monthsUntil(publishedDay, last)
  return { points: speeds.find((speed) => months <= speed.months)?.points ?? 0, months, planned, finished }
}

// The fewest whole months after which the day has come; at least one, since a part of a month is rounded up.
function monthsUntil(from: LocalDay, until: LocalDay): number {
  let months = 1
  while (monthsBefore(from, -months) < until) months += 1
  return months
}

export const extents = ['all', 'most', 'few', 'none'] as const
export type Extent = (typeof extents)[number]

export const extentWords: Readonly<Record<Extent, string>> = {
  all: 'seluruh',
  most: 'sebagian besar',
  few: 'sebagian kecil',
  none: 'belum',
}

export interface ExtentScore {
  readonly extent: Extent
  /** Hundredths: 100, 67, 33 or 0. */
  readonly points: number
  readonly planned: number
  readonly finished: number
}

const extentPoints: Readonly<Record<Extent, number>> = { all: 100, most: 67, few: 33, none: 0 }

/**
 * Zona Integritas VI.iv c, follow-up of the results: all 1 · most 0.67 · few 0.33 · none 0. Source: LKE Zona Integritas,
 * PermenPANRB 90/2021, VI.iv. 'Most' is more than half: the instrument leaves that open.
 */
export function extentScore(actions: readonly ScoredAction[], publishedDay: LocalDay | null): ExtentScore {
  const counted = countedActions(actions, publishedDay)
  const [planned, finished] = [counted.length, countFinished(counted)]
  const extent = finished === 0 ? 'none' : finished === planned ? 'all' : 2 * finished > planned ? 'most' : 'few'
  return { extent, points: extentPoints[extent], planned, finished }
}

/**
 * Zona Integritas VI.iv a, surveys in a year: four or more 1 · three 0.75 · two 0.5 · one 0.25 · none 0. Source: LKE Zona
 * Integritas, PermenPANRB 90/2021, VI.iv.
 * @returns hundredths.
 */
export function surveysScore(surveys: number): number {
  return 25 * Math.min(4, Math.max(0, Math.floor(surveys)))
}

/**
 * Zona Integritas VI.iv b, results to be seen: online and at the counter 1 · at the counter only 0.5 · nowhere 0. Source:
 * LKE Zona Integritas, PermenPANRB 90/2021, VI.iv. What hangs at the counter no system knows. Online only is no step of
 * the instrument; it earns what a single place earns, as we read it.
 * @param atCounter null where nobody has said. @returns hundredths; null where it hangs on what is not known.
 */
export function opennessScore(online: boolean, atCounter: boolean | null): number | null {
  if (atCounter === null) return null
  return online && atCounter ? 100 : online || atCounter ? 50 : 0
}

function countFinished(actions: readonly ScoredAction[]): number {
  return actions.filter(({ status }) => status === 'finished').length
}
