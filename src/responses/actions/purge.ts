// What is done with free text and evidence whose time is over: its deletion, with how much of it there was in the trail.

import { addTrail } from '../../accounts/store/trail.ts'
import type { Database } from '../../database/database.ts'
import { dayToText, localDay, monthsBefore, type Zone } from '../../units/rules/calendar.ts'
import { findSettings } from '../../units/store/settings.ts'
import { countOverdue, type Ends, type Overdue, purgeOverdue } from '../store/evidence.ts'
import { countSuggestionsBefore, removeSuggestionsBefore } from '../store.ts'

/** Deletes suggestions older than the months that the bureau has set. @returns how many; 0 where nothing was set. */
export async function purgeSuggestions(database: Database, now: Date, zone: Zone): Promise<number> {
  const { retention } = await findSettings(database)
  if (retention === null) return 0
  const day = monthsBefore(localDay(now, zone), retention)
  const suggestions = await countSuggestionsBefore(database, day)
  if (suggestions === 0) return 0
  await database.commit(
    ...removeSuggestionsBefore(day, suggestions),
    addTrail(now, {
      actor: null,
      act: 'suggestions-purged',
      subject: { kind: 'suggestion', id: null },
      after: { suggestions, before: dayToText(day), retention },
    }),
  )
  return suggestions
}

/** How long evidence serves, in days: phones are compared over 30 days and at a quarter's review, addresses within a day. */
export const deviceDays = 90
export const addressDays = 2
const peakDays = 60
/** An answer may be delivered so long after it was given, with a code that was valid then. */
const ticketDaysAfter = 30

/** Empties and deletes evidence whose time is over. @returns how much of each kind. */
export async function purgeEvidence(database: Database, now: Date, zone: Zone): Promise<Overdue> {
  const today = localDay(now, zone)
  const ends: Ends = {
    devices: today - deviceDays,
    addresses: today - addressDays,
    peaks: today - peakDays,
    keys: Math.floor(now.getTime() / 86_400_000) - addressDays,
    tickets: Math.floor(now.getTime() / 1000) - ticketDaysAfter * 86_400,
  }
  const counted = await countOverdue(database, ends)
  const after = Object.fromEntries(Object.entries(counted).filter(([, count]) => count > 0))
  if (Object.keys(after).length > 0) {
    await database.commit(
      ...purgeOverdue(ends, counted),
      addTrail(now, { actor: null, act: 'evidence-purged', subject: { kind: 'answer', id: null }, after }),
    )
  }
  return counted
}
