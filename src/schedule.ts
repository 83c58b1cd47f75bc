// What happens without a visitor: one line for each, at a local hour of the government's zone.

import { watchUnits } from './ikm/watching.ts'
import type { Platform } from './platform.ts'
import { verifyDay } from './responses/actions/verify.ts'
import { localDay, localTime } from './units/rules/calendar.ts'

interface Entry {
  readonly hour: number
  readonly does: (platform: Platform, now: Date) => Promise<void>
}

const schedule: readonly Entry[] = [
  { hour: 2, does: verifyYesterday },
  { hour: 3, does: watchEveryUnit },
]

/** Does what is due in the hour of `now`; to be called once an hour. A failure is logged and keeps nothing else back. */
export async function runSchedule(platform: Platform, now: Date): Promise<void> {
  const { hour } = localTime(now, platform.config.zone)
  for (const entry of schedule.filter((one) => one.hour === hour)) {
    try {
      await entry.does(platform, now)
    } catch (error) {
      const [name, message] = error instanceof Error ? [error.name, error.message] : ['unknown', String(error)]
      platform.log({ event: 'schedule-failed', task: entry.does.name, error: name, message })
    }
  }
}

// The nightly check that no tally has parted from its answers; `ikm verify` tells the whole of it.
async function verifyYesterday({ database, config, log }: Platform, now: Date): Promise<void> {
  const { responses, differences } = await verifyDay(database, localDay(now, config.zone) - 1)
  log({ event: 'verified-yesterday', responses, differences: differences.length })
}

// Whether the weekly level of a unit has shifted, for the overview.
async function watchEveryUnit({ database, config, log }: Platform, now: Date): Promise<void> {
  log({ event: 'watched-units', units: await watchUnits(database, now, config.zone) })
}
