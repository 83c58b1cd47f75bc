// What the pages of accounts show but this capability cannot know, being the first in the story.

import type { Database } from '../database/database.ts'

/** A place to which rights can be given, as a list to choose from shows it. */
export interface NamedAgency {
  readonly id: number
  readonly name: string
  readonly units: readonly { readonly id: number; readonly name: string }[]
}

export interface Surroundings {
  /** What every page says of the installation. */
  findSite(database: Database): Promise<{ readonly government: string; readonly demonstration: boolean }>
  /** Agencies with their units, both by name. */
  listPlaces(database: Database): Promise<readonly NamedAgency[]>
  /** `12 Oktober 2026, 10.42 WIB`. @param seconds since 1970-01-01 UTC. */
  writeInstant(seconds: number, zone: string): string
  /** The first second of a local day written as YYYY-MM-DD, or of the day after; undefined when it is none. */
  startOfDay(text: string, zone: string, daysLater?: number): number | undefined
}
