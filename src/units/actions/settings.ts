// What the bureau sets for the whole installation, and its logo; each change with what it was before.

import type { Actor } from '../../accounts/rules/rights.ts'
import { addTrail } from '../../accounts/store/trail.ts'
import type { Platform } from '../../platform.ts'
import { differenceOf } from '../rules/difference.ts'
import type { Logo } from '../rules/logo.ts'
import { findLogo, findSettings, removeLogo, type StoredSettings, setLogo, setSettings } from '../store/settings.ts'

type SettingsPlatform = Pick<Platform, 'database' | 'clock'>

/** @returns whether anything changed. */
export async function changeSettings(
  { database, clock }: SettingsPlatform,
  actor: Actor,
  settings: StoredSettings,
): Promise<boolean> {
  const difference = differenceOf({ ...(await findSettings(database)) }, { ...settings })
  if (!difference) return false
  await database.commit(
    ...setSettings(difference.after as Partial<StoredSettings>),
    addTrail(clock(), { actor, act: 'settings-changed', subject: { kind: 'settings', id: null }, ...difference }),
  )
  return true
}

/** @param logo already found harmless. */
export async function changeLogo({ database, clock }: SettingsPlatform, actor: Actor, { type, bytes }: Logo) {
  const base64 = base64Of(bytes)
  const [before, sha256] = await Promise.all([findLogo(database), hashOf(bytes)])
  await database.commit(
    ...setLogo({ type, base64, version: sha256.slice(0, 16) }),
    addTrail(clock(), {
      actor,
      act: 'logo-changed',
      subject: { kind: 'settings', id: 'logo' },
      before: before && (await described(before)),
      after: { type, bytes: bytes.length, sha256 },
    }),
  )
}

export async function dropLogo({ database, clock }: SettingsPlatform, actor: Actor) {
  const before = await findLogo(database)
  if (!before) return
  await database.commit(
    ...removeLogo(),
    addTrail(clock(), {
      actor,
      act: 'logo-removed',
      subject: { kind: 'settings', id: 'logo' },
      before: await described(before),
    }),
  )
}

/** The logo as it is served. */
export async function openLogo({ database }: Pick<Platform, 'database'>) {
  const stored = await findLogo(database)
  return stored && { type: stored.type, bytes: bytesOf(stored.base64) }
}

async function described({ type, base64 }: { type: string; base64: string }) {
  const bytes = bytesOf(base64)
  return { type, bytes: bytes.length, sha256: await hashOf(bytes) }
}

async function hashOf(bytes: Uint8Array): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)))
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function base64Of(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
}
