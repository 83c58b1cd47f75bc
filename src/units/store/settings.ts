// SQL of what the bureau sets for the whole installation, one row a setting.

import { build, type Change, change, type Database, prepare } from '../../database/database.ts'
import type { Zone } from '../rules/calendar.ts'
import { setInstallation } from '../store.ts'

/** The settings as they are stored; null where nothing was ever set. */
export interface StoredSettings {
  readonly government: string | null
  readonly zone: Zone | null
  /** Respondents from which figures are graded, where it is more than the rule book asks. */
  readonly minimum: number | null
  /** Months for which free text is kept; null for ever. */
  readonly retention: number | null
  readonly totpRequired: boolean
  /** E-mail address for questions about privacy, security and data. */
  readonly contact: string | null
}

const keys = {
  government: 'government',
  zone: 'zone',
  minimum: 'minimum_respondents',
  retention: 'retention_months',
  totpRequired: 'totp_required_for_bureau',
  contact: 'contact',
} as const

const settingsQuery = prepare<object, { key: string; value: string }>(() =>
  build.selectFrom('installation').where('key', 'in', Object.values(keys)).select(['key', 'value']),
)

/** SQL of the minimum of respondents that the bureau raised, null where it did not, for use inside a larger select. */
export const raisedMinimumSql = `(select cast(value as integer) from installation where key = '${keys.minimum}')`

export async function findSettings(database: Database): Promise<StoredSettings> {
  const rows = await database.remembered<{ key: string; value: string }>(settingsQuery({}))
  const stored = new Map(rows.map(({ key, value }) => [key, value]))
  const number = (key: string) => (stored.has(key) ? Number(stored.get(key)) : null)
  return {
    government: stored.get(keys.government) ?? null,
    zone: (stored.get(keys.zone) as Zone | undefined) ?? null,
    minimum: number(keys.minimum),
    retention: number(keys.retention),
    totpRequired: stored.get(keys.totpRequired) !== '0',
    contact: stored.get(keys.contact) ?? null,
  }
}

/** The government's zone. @param usual what the operator gave, until the bureau sets another. */
export async function findZone(database: Database, usual: Zone): Promise<Zone> {
  return (await findSettings(database)).zone ?? usual
}

/** Writes settings; one that is null goes back to what holds where nothing was set. */
export function setSettings(settings: Partial<StoredSettings>): Change[] {
  return (Object.keys(settings) as (keyof StoredSettings)[]).map((name) => {
    const value = settings[name]
    if (value === null || value === undefined) return unsetInstallation(keys[name])
    return setInstallation(keys[name], name === 'totpRequired' ? String(Number(value)) : String(value))
  })
}

function unsetInstallation(key: string): Change {
  return change(build.deleteFrom('installation').where('key', '=', key))
}

/** The logo as it was stored: its type and its bytes in base64. */
export async function findLogo(database: Database): Promise<{ type: string; base64: string } | undefined> {
  const row = await database.read
    .selectFrom('installation')
    .where('key', '=', 'logo')
    .select('value')
    .executeTakeFirst()
  const [, type, base64] = /^([\w/+]+);base64,(.*)$/.exec(row?.value ?? '') ?? []
  return type && base64 ? { type, base64 } : undefined
}

/** @param version changes with the content; pages ask for the logo under it. */
export function setLogo({ type, base64, version }: { type: string; base64: string; version: string }): Change[] {
  return [setInstallation('logo', `${type};base64,${base64}`), setInstallation('logo_version', version)]
}

export function removeLogo(): Change[] {
  return [unsetInstallation('logo'), unsetInstallation('logo_version')]
}
