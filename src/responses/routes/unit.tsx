// What every page of the desk about a unit begins with: the unit of the path, and whether the actor may do this there.

import type { Context } from 'hono'
import { type Desk, demand } from '../../accounts/guard.ts'
import type { Right } from '../../accounts/rules/rights.ts'
import { MessagePage } from '../../interface/layout.tsx'
import type { Zone } from '../../units/rules/calendar.ts'
import { findSite, findUnit } from '../../units/store.ts'
import type { UnitPlace } from '../pages/unit-desk.tsx'

export interface FoundUnit extends UnitPlace {
  readonly zone: Zone
  /** Null while it takes answers. */
  readonly closed_at: number | null
}

/**
 * Answers for the unit that the path names by `:slug`, to whoever has the right there.
 * @throws HTTPException 403 to anybody else.
 */
export function inUnit(right: Right, answer: (c: Context<Desk>, unit: FoundUnit) => Promise<Response>) {
  return async (c: Context<Desk>): Promise<Response> => {
    const unit = await findUnit(c.env.database, c.req.param('slug') ?? '')
    if (!unit) return notFound(c, 'Unit tidak ditemukan', 'Alamat ini tidak menunjuk unit pelayanan mana pun.')
    demand(c.get('actor'), right, unit)
    return answer(c, { ...unit, zone: unit.zone as Zone })
  }
}

/** What the frame of a page shows. */
export async function frameOf(c: Context<Desk>, unit: FoundUnit) {
  return { site: await findSite(c.env.database), actor: c.get('actor'), unit }
}

export async function notFound(c: Context<Desk>, title: string, text: string): Promise<Response> {
  const link = { href: '/kelola', text: 'Ke beranda pengelola' }
  return c.html(<MessagePage site={await findSite(c.env.database)} title={title} text={text} link={link} />, 404)
}

export async function tooLarge(c: Context<Desk>, text: string): Promise<Response> {
  return c.html(<MessagePage site={await findSite(c.env.database)} title="Kiriman terlalu besar" text={text} />, 413)
}

/** The number in a path; undefined for anything that is none. */
export function numberIn(c: Context<Desk>, name: string): number {
  return Number(c.req.param(name))
}

/** A search as it stands in an address: only what was understood, by the names of the form. */
export function searchOf(values: Readonly<Record<string, string | number | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  )
}

export function addressOf(path: string, values: Readonly<Record<string, string>>): string {
  const search = String(new URLSearchParams(values))
  return search ? `${path}?${search}` : path
}
