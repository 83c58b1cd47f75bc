// What the pages of accounts show of places and of the clock on the wall.

import type { NamedAgency, Surroundings } from '../accounts/surroundings.ts'
import type { Database } from '../database/database.ts'
import { formatDay, formatTime } from '../language/format.ts'
import { dayFromText, instantOf, localDay, localTime, type Zone } from './rules/calendar.ts'
import { findSite, listPlaceRows } from './store.ts'

export const surroundings: Surroundings = {
  findSite,
  listPlaces,
  writeInstant,
  startOfDay(text, zone, daysLater = 0) {
    const day = dayFromText(text)
    return day === undefined ? undefined : instantOf(day + daysLater, 0, zone as Zone)
  },
}

/** `12 Oktober 2026, 10.42 WIB`. @param seconds since 1970-01-01 UTC. */
export function writeInstant(seconds: number, zone: string): string {
  const instant = new Date(seconds * 1000)
  const { hour, minute } = localTime(instant, zone as Zone)
  return `${formatDay(localDay(instant, zone as Zone))}, ${formatTime(hour, minute, zone)}`
}

async function listPlaces(database: Database): Promise<NamedAgency[]> {
  const agencies = new Map<number, { id: number; name: string; units: { id: number; name: string }[] }>()
  for (const { agency_id, agency, id, name } of await listPlaceRows(database)) {
    const known = agencies.get(agency_id) ?? { id: agency_id, name: agency, units: [] }
    agencies.set(agency_id, known)
    if (id !== null && name !== null) known.units.push({ id, name })
  }
  return Array.from(agencies.values())
}
