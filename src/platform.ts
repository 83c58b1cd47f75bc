// What a runtime must provide; the rest of the site knows neither Node nor Workers.

import type { Database } from './database/database.ts'
import type { Zone } from './units/rules/calendar.ts'

export interface Config {
  /** Public address of the site, without a slash at its end; written into QR codes. */
  readonly origin: string
  /** Zone of the government, for whatever belongs to no single unit. */
  readonly zone: Zone
}

/** Writes one line of JSON; never personal data, never what somebody typed. */
export type Log = (event: Readonly<Record<string, string | number>>) => void

export interface Platform {
  readonly database: Database
  readonly clock: () => Date
  readonly config: Config
  readonly log: Log
}
