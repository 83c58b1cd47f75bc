// The promised actions of all units as the public reads them: each once, as its latest edition tells it. Pure.

import type { Quarter } from '../../units/rules/calendar.ts'
import { quarterFromSlug } from '../../units/rules/calendar.ts'
import type { FollowUpDocument, ProofDocument } from './document.ts'

/** A published action with the unit that promised it. */
export interface PublicAction extends FollowUpDocument {
  readonly unit: { readonly slug: string; readonly name: string; readonly agency: string; readonly agencySlug: string }
  readonly unitId: number
  /** The quarter whose result it answers. */
  readonly origin: Quarter
  /** The edition's quarter that tells of it last. */
  readonly told: Quarter
  /** Null until a later quarter was published. */
  readonly proof: Pick<ProofDocument, 'pembuktian' | 'nilai' | 'selisih'> | null
}

export interface TellingRow {
  readonly unitId: number
  readonly slug: string
  readonly unit: string
  readonly agency: string
  readonly agencySlug: string
  readonly quarter: Quarter
  readonly part: 'plan' | 'proof'
  readonly action: string
}

/** Each action once, the promises of the newest quarter first. @param rows the newest edition first. */
export function actionsOf(rows: readonly TellingRow[]): PublicAction[] {
  const actions = new Map<string, PublicAction>()
  for (const { unitId, slug, unit, agency, agencySlug, quarter, part, action } of rows) {
    const { asal, pembuktian, nilai, selisih, ...told } = JSON.parse(action) as ProofDocument
    const origin = part === 'proof' ? (quarterFromSlug(asal) ?? quarter) : quarter
    const name = `${unitId} ${origin} ${told.nomor}`
    const known = actions.get(name)
    // The latest telling holds; a proof is not lost because a later edition no longer speaks of the action.
    if (known?.proof || (known && part === 'plan')) continue
    actions.set(name, {
      ...told,
      unit: { slug, name: unit, agency, agencySlug },
      unitId,
      origin,
      told: quarter,
      proof: part === 'proof' ? { pembuktian, nilai, selisih } : null,
    })
  }
  return Array.from(actions.values()).toSorted((one, other) => other.origin - one.origin)
}

export interface ActionChoice {
  /** Slug of a unit, of an agency; empty for all. */
  readonly unit: string
  readonly instansi: string
  readonly status: string
  readonly bukti: string
}

/** @returns the actions that fit, in their order. */
export function chosenActions(
  actions: readonly PublicAction[],
  { unit, instansi, status, bukti }: ActionChoice,
): PublicAction[] {
  return actions.filter(
    (action) =>
      (unit === '' || action.unit.slug === unit) &&
      (instansi === '' || action.unit.agencySlug === instansi) &&
      (status === 'semua' || action.status === status) &&
      (bukti === 'semua' || action.proof?.pembuktian === bukti),
  )
}

/** How many were promised, how many of them were tested, and how many proved true. */
export function countActions(actions: readonly PublicAction[]): {
  readonly promised: number
  readonly tested: number
  readonly proven: number
  readonly finished: number
} {
  const found = actions.flatMap(({ proof }) => proof?.pembuktian ?? [])
  return {
    promised: actions.length,
    tested: found.filter((word) => word !== 'belum dapat diuji').length,
    proven: found.filter((word) => word === 'terbukti').length,
    finished: actions.filter(({ status }) => status === 'selesai').length,
  }
}
