// What is done with free text whose time is over: its deletion, with how much of it there was in the trail.

import { addTrail } from '../../accounts/store/trail.ts'
import type { Database } from '../../database/database.ts'
import { dayToText, localDay, monthsBefore, type Zone } from '../../units/rules/calendar.ts'
import { findSettings } from '../../units/store/settings.ts'
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
