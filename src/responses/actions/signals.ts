// Looking through the stored evidence for what is conspicuous: nightly for the days that are over, or whenever somebody asks.

import type { Database } from '../../database/database.ts'
import { instantOf, type LocalDay, localDay, type Zone } from '../../units/rules/calendar.ts'
import type { OpeningHours, Weekday } from '../../units/rules/hours.ts'
import { lookThrough } from '../rules/signals.ts'
import {
  addPass,
  countAnswersBefore,
  countPhonesBefore,
  countStaffBefore,
  keepSignals,
  listEvidenced,
  listNewDays,
  listPeaks,
  listUnitsOfDay,
  type UnitOfDay,
} from '../store/signals.ts'
import { addressDays } from './purge.ts'

/** An answer that was given longer ago is not delivered any more for its day; in days. */
const latestDelivery = 35

/**
 * Looks through every day before today that got answers since the last time, yesterday in any case.
 * The pass reads the answers of one unit and day with their evidence, and of the days before counts only; the rules are
 * `lookThrough`; what it finds is written in one commit a unit, so that a pass that was broken off is simply made again.
 * @returns days and answers.
 */
export async function lookThroughNewDays(
  database: Database,
  now: Date,
  zone: Zone,
): Promise<{ days: number; answers: number }> {
  const today = localDay(now, zone)
  const found = await listNewDays(database, { before: today, earliest: today - latestDelivery })
  const days = Array.from(new Set([...found.days, today - 1]))
  let answers = 0
  for (const day of days)
    answers += await lookThroughDay(database, day, now, { today, lastResponse: found.lastResponse })
  return { days: days.length, answers }
}

/** Looks through one local day of every unit. @param lastResponse up to which answer days are known. @returns answers. */
export async function lookThroughDay(
  database: Database,
  day: LocalDay,
  now: Date,
  { today, lastResponse = 0 }: { readonly today: LocalDay; readonly lastResponse?: number },
): Promise<number> {
  let answers = 0
  for (const unit of await listUnitsOfDay(database, day)) {
    answers += await lookThroughUnit(database, unit, day, today - day <= addressDays)
  }
  await database.commit(addPass({ day, at: Math.floor(now.getTime() / 1000), lastResponse, answers }))
  return answers
}

/** Looks through what one unit has got so far on a day. @returns answers; 0 where there are none. */
export async function lookThroughNow(database: Database, unitId: number, day: LocalDay): Promise<number> {
  const unit = (await listUnitsOfDay(database, day)).find(({ id }) => id === unitId)
  return unit ? lookThroughUnit(database, unit, day, true) : 0
}

async function lookThroughUnit(database: Database, unit: UnitOfDay, day: LocalDay, anew: boolean): Promise<number> {
  const [answers, ofDevice, ofAnswers, byStaff, peaks] = await Promise.all([
    listEvidenced(database, unit.id, day),
    countPhonesBefore(database, unit.id, day),
    countAnswersBefore(database, unit.id, day),
    countStaffBefore(database, unit.id, day),
    listPeaks(database, unit.id, day),
  ])
  const usual = {
    ofDevice,
    ofAnswers,
    answers: Array.from(ofAnswers.values()).reduce((sum, times) => sum + times, 0),
    byStaff,
    peaks,
    hours: JSON.parse(unit.hours) as OpeningHours,
  }
  const begins = instantOf(day, 0, unit.zone as Zone)
  const looked = lookThrough(answers, usual, { weekday: weekdayOf(day), begins })
  const changes = keepSignals({ unitId: unit.id, day, anew }, looked.signals, looked.peaks)
  if (changes.length > 0) await database.commit(...changes)
  return answers.length
}

// 1 January 1970 was a Thursday.
function weekdayOf(day: LocalDay): Weekday {
  return (((day + 3) % 7) + 1) as Weekday
}
