// What happens without a visitor: one line for each, at a local hour of the government's zone.

import { watchUnits } from './ikm/watching.ts'
import type { Platform } from './platform.ts'
import { verifyPublications } from './publications/actions/verify.ts'
import { purgeEvidence, purgeSuggestions } from './responses/actions/purge.ts'
import { lookThroughNewDays } from './responses/actions/signals.ts'
import { verifyDay } from './responses/actions/verify.ts'
import { localDay, localTime } from './units/rules/calendar.ts'
import { findZone } from './units/store/settings.ts'

interface Entry {
  readonly hour: number
  /** What a failure is logged as; function names do not survive the Worker's bundle. */
  readonly task: string
  readonly does: (platform: Platform, now: Date) => Promise<void>
}

const schedule: readonly Entry[] = [
  { hour: 2, task: 'verify-yesterday', does: verifyYesterday },
  { hour: 2, task: 'verify-publications', does: verifyNewestPublications },
  { hour: 2, task: 'look-for-signals', does: lookForSignals },
  { hour: 3, task: 'purge-suggestions', does: purgeOldSuggestions },
  { hour: 3, task: 'purge-evidence', does: purgeOldEvidence },
  { hour: 3, task: 'watch-units', does: watchEveryUnit },
]

/** Does what is due in the hour of `now`; to be called once an hour. A failure is logged and keeps nothing else back. */
export async function runSchedule(given: Platform, now: Date): Promise<void> {
  const platform = { ...given, config: { ...given.config, zone: await findZone(given.database, given.config.zone) } }
  const { hour } = localTime(now, platform.config.zone)
  for (const entry of schedule.filter((one) => one.hour === hour)) {
    try {
      await entry.does(platform, now)
    } catch (error) {
      const [name, message] = error instanceof Error ? [error.name, error.message] : ['unknown', String(error)]
      platform.log({ event: 'schedule-failed', task: entry.task, error: name, message })
    }
  }
}

// The nightly check that no tally has parted from its answers; `ikm verify` tells the whole of it.
async function verifyYesterday({ database, config, log }: Platform, now: Date): Promise<void> {
  const { responses, differences } = await verifyDay(database, localDay(now, config.zone) - 1)
  log({ event: 'verified-yesterday', responses, differences: differences.length })
}

// The nightly check that nothing published was changed: the whole chain, and the documents of the newest editions.
async function verifyNewestPublications({ database, log }: Platform): Promise<void> {
  const { editions, documents, faults, notes } = await verifyPublications(database, { newest: 4 })
  log({ event: 'verified-publications', editions, documents, faults: faults.length, notes: notes.length })
}

// Free text is kept for as long as the bureau has set; nothing is done while it has set nothing.
async function purgeOldSuggestions({ database, config, log }: Platform, now: Date): Promise<void> {
  const purged = await purgeSuggestions(database, now, config.zone)
  if (purged > 0) log({ event: 'purged-suggestions', suggestions: purged })
}

// What is conspicuous about yesterday's answers, and about those of days before that were delivered since.
async function lookForSignals({ database, config, log }: Platform, now: Date): Promise<void> {
  const { days, answers } = await lookThroughNewDays(database, now, config.zone)
  log({ event: 'looked-for-signals', days, answers })
}

// Marks of phones and addresses, their keys and old codes of visits are kept no longer than they serve.
async function purgeOldEvidence({ database, config, log }: Platform, now: Date): Promise<void> {
  const purged = await purgeEvidence(database, now, config.zone)
  if (Object.values(purged).some((count) => count > 0)) log({ event: 'purged-evidence', ...purged })
}

// Whether the weekly level of a unit has shifted, for the overview.
async function watchEveryUnit({ database, config, log }: Platform, now: Date): Promise<void> {
  log({ event: 'watched-units', units: await watchUnits(database, now, config.zone) })
}
