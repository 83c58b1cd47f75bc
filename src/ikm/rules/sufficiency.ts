// Whether enough people have answered while a quarter runs: target, response rate, answers a day still needed. Pure.

import { requiredSample } from './sample.ts'

export type SufficiencyState = 'enough' | 'notYet' | 'targetUnknown'

export const sufficiencyWords: Readonly<Record<SufficiencyState, string>> = {
  enough: 'cukup',
  notYet: 'belum cukup',
  targetUnknown: 'sasaran belum diketahui',
}

/** A month of the quarter so far. */
export interface Month {
  /** People served in the whole month; null while nobody has entered it. */
  readonly served: number | null
  /** Respondents of that month. */
  readonly answers: number
}

export interface Progress {
  /** The quarter's three months in order, those to come included. */
  readonly months: readonly Month[]
  /** Local days until the quarter ends, today included; 0 once it is over. */
  readonly daysLeft: number
  /**
   * People served in the last quarter for which that is known, null when none is: what is expected until a month is
   * entered.
   */
  readonly servedBefore: number | null
}

/**
 * Where the number served comes from: every month entered · the months entered, taken for the others · the earlier
 * quarter.
 */
export type ServedFrom = 'counted' | 'projected' | 'earlierQuarter'

export interface Sufficiency {
  readonly state: SufficiencyState
  readonly answers: number
  /** People served in the whole quarter; null when nothing tells. */
  readonly served: number | null
  readonly servedFrom: ServedFrom | null
  /** Krejcie and Morgan's sample for that many; null when unknown. */
  readonly target: number | null
  /** Answers until the target, 0 when it is reached. */
  readonly missing: number | null
  /**
   * Answers ÷ people served over the months entered, 0–1; null when none is, or when more answered than were served.
   */
  readonly responseRate: number | null
  /** Answers a day until the target, upwards to a tenth; 0 when it is reached, null when unknown or no day is left. */
  readonly neededPerDay: number | null
}

/**
 * How a quarter stands against the sample that its people served require (`requiredSample`). A month not yet entered
 * counts as the mean of those that are, since the target hardly moves with the population.
 * @throws RangeError when a number is negative or not whole.
 */
export function sufficiencyOf({ months, daysLeft, servedBefore }: Progress): Sufficiency {
  for (const number of [
    ...months.flatMap(({ served, answers }) => [served ?? 0, answers]),
    daysLeft,
    servedBefore ?? 0,
  ]) {
    if (!Number.isSafeInteger(number) || number < 0)
      throw new RangeError(`not a whole number of zero or more: ${number}`)
  }
  const answers = months.reduce((sum, month) => sum + month.answers, 0)
  const known = months.flatMap(({ served, answers }) => (served === null ? [] : [{ served, answers }]))
  const servedKnown = known.reduce((sum, month) => sum + month.served, 0)
  const answersKnown = known.reduce((sum, month) => sum + month.answers, 0)
  const responseRate = servedKnown > 0 && answersKnown <= servedKnown ? answersKnown / servedKnown : null

  const { served, servedFrom } = expectedServed(
    months.map((month) => month.served),
    servedBefore,
  )
  // A population of zero sets no target: an office that serves nobody has nobody to ask, and more likely has not counted.
  if (served === null || served === 0) {
    const unknown = { target: null, missing: null, neededPerDay: null }
    return { state: 'targetUnknown', answers, served, servedFrom, ...unknown, responseRate }
  }
  const target = requiredSample(served)
  const missing = Math.max(0, target - answers)
  const neededPerDay = missing === 0 ? 0 : daysLeft === 0 ? null : Math.ceil((10 * missing) / daysLeft) / 10
  const state = missing === 0 ? 'enough' : 'notYet'
  return { state, answers, served, servedFrom, target, missing, responseRate, neededPerDay }
}

/**
 * People served in the whole quarter, as far as it can be told.
 * @param months those of each month, null while nobody has entered them. @param servedBefore as in `Progress`.
 */
export function expectedServed(
  months: readonly (number | null)[],
  servedBefore: number | null,
): Pick<Sufficiency, 'served' | 'servedFrom'> {
  const known = months.filter((served) => served !== null)
  const sum = known.reduce((all, served) => all + served, 0)
  if (known.length === months.length) return { served: sum, servedFrom: 'counted' }
  if (known.length > 0) {
    return { served: Math.round((sum * months.length) / known.length), servedFrom: 'projected' }
  }
  return { served: servedBefore, servedFrom: servedBefore === null ? null : 'earlierQuarter' }
}
