// The nightly watch of every unit: what the overview tells of shifts in the weekly level.

import type { Database } from '../database/database.ts'
import { listAllQuestionnaireRecords } from '../surveys/store.ts'
import { localDay, mondayOf, weekOf, type Zone } from '../units/rules/calendar.ts'
import { askedOn } from './actions.ts'
import { watchOf } from './rules/watch.ts'
import { keepWatches, listUnitNumbers } from './store/overview.ts'
import { tallyWeeks } from './store.ts'

const weeksWatched = 52
/** A year of weeks of so many units is read at once, and visitors wait no longer than for that. */
const unitsAtOnce = 50

/** Judges every unit by the weeks that are over, as its own page does, and keeps what was found. @returns how many. */
export async function watchUnits(database: Database, now: Date, zone: Zone): Promise<number> {
  const today = localDay(now, zone)
  const monday = mondayOf(weekOf(today))
  const week = weekOf(today) - 1
  const [numbers, records] = await Promise.all([listUnitNumbers(database), listAllQuestionnaireRecords(database)])
  const recordsOf = Map.groupBy(records, (row) => row.unit_id)
  for (let from = 0; from < numbers.length; from += unitsAtOnce) {
    const some = numbers.slice(from, from + unitsAtOnce)
    const weeks = await tallyWeeks(database, some, { monday: monday - 7 * weeksWatched, before: monday })
    const found = some.map((unitId) => {
      const { ruleBook } = askedOn(recordsOf.get(unitId) ?? [], today)
      const { state, began } = watchOf(weeks.get(unitId) ?? [], week, ruleBook)
      return { unitId, week, state, began }
    })
    await database.commit(keepWatches(found))
  }
  return numbers.length
}
