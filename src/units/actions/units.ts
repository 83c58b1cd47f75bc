// What is done with units at the desk: added, changed, closed and opened again, removed where nothing has happened in them.

import type { Actor } from '../../accounts/rules/rights.ts'
import { addTrail } from '../../accounts/store/trail.ts'
import { type Change, ConstraintFailure } from '../../database/database.ts'
import type { Act } from '../../language/acts.ts'
import type { Platform } from '../../platform.ts'
import type { Zone } from '../rules/calendar.ts'
import { differenceOf } from '../rules/difference.ts'
import type { OpeningHours } from '../rules/hours.ts'
import { freeSlug, slugOf } from '../rules/slug.ts'
import { agencyMustBeOpen } from '../store/agencies.ts'
import {
  changeUnit,
  closeUnit,
  findUnitById,
  removeUnit,
  reopenUnit,
  setDetails,
  type UnitIdentity,
} from '../store/units.ts'
import { addUnit, listSlugs } from '../store.ts'

type OrganisationPlatform = Pick<Platform, 'database' | 'clock'>

export type UnitRefusal = 'unknown' | 'agency' | 'slug' | 'zone' | 'in use'

/** @param unit `slug` is made from the name where it is empty. @returns the slug of the new unit. */
export async function addNewUnit(
  { database, clock }: OrganisationPlatform,
  actor: Actor,
  unit: UnitIdentity,
): Promise<{ readonly slug: string } | { readonly refused: UnitRefusal }> {
  const start = slugOf(unit.name, 'unit')
  const slug = unit.slug || freeSlug(start, await listSlugs(database, 'units', start))
  try {
    await database.commit(
      agencyMustBeOpen(unit.agency_id),
      addUnit({ ...unit, slug }),
      // Without a reference to the unit, so that one added by mistake can still be removed.
      addTrail(clock(), {
        actor,
        act: 'unit-added',
        subject: { kind: 'unit', id: slug },
        after: written({ ...unit, slug }),
      }),
    )
    return { slug }
  } catch (error) {
    return { refused: refusalOf(error, 'agency') }
  }
}

/** Changes what a unit is called, where it belongs and in which zone its days are reckoned. */
export async function reviseUnit(
  platform: OrganisationPlatform,
  actor: Actor,
  id: number,
  identity: UnitIdentity,
): Promise<UnitRefusal | undefined> {
  return actOn(platform, actor, id, 'unit-changed', (unit) => {
    const difference = differenceOf(written(unit), written(identity))
    if (!difference) return { changes: [] }
    if (difference.after.zone && unit.has_answers) return 'zone'
    const moved = identity.agency_id !== unit.agency_id
    return {
      changes: [...(moved ? [agencyMustBeOpen(identity.agency_id)] : []), ...changeUnit(id, identity)],
      ...difference,
    }
  })
}

export interface UnitDetails {
  readonly head: string
  readonly nip: string
  readonly hours: OpeningHours
}

/** Changes who signs for a unit and when it is open; what it was before stands in the trail. */
export async function reviseDetails(
  platform: OrganisationPlatform,
  actor: Actor,
  id: number,
  { head, nip, hours }: UnitDetails,
): Promise<UnitRefusal | undefined> {
  return actOn(platform, actor, id, 'unit-changed', (unit) => {
    const before = { head: unit.head ?? '', nip: unit.nip ?? '', hours: JSON.parse(unit.hours ?? '{}') as OpeningHours }
    const difference = differenceOf(before, { head, nip, hours })
    return difference
      ? { changes: [setDetails(id, { head, nip, hours: JSON.stringify(hours) })], ...difference }
      : { changes: [] }
  })
}

/** Closes a unit: its page stays, its codes take no answers. */
export async function endUnit(platform: OrganisationPlatform, actor: Actor, id: number) {
  const at = Math.floor(platform.clock().getTime() / 1000)
  return actOn(platform, actor, id, 'unit-closed', ({ name, closed_at }) => ({
    changes: closed_at === null ? [closeUnit(id, at)] : [],
    before: { unitName: name },
  }))
}

/** Opens a unit again, in an agency that is open. */
export async function resumeUnit(platform: OrganisationPlatform, actor: Actor, id: number) {
  return actOn(platform, actor, id, 'unit-reopened', ({ name, agency_id, closed_at }) => ({
    changes: closed_at === null ? [] : [agencyMustBeOpen(agency_id), reopenUnit(id)],
    after: { unitName: name },
  }))
}

/** Removes a unit in which nothing has happened. */
export async function dropUnit(platform: OrganisationPlatform, actor: Actor, id: number) {
  return actOn(platform, actor, id, 'unit-removed', (unit) =>
    unit.removable ? { changes: removeUnit(id), before: written(unit), gone: true } : 'in use',
  )
}

type Found = NonNullable<Awaited<ReturnType<typeof findUnitById>>>

/** No change, no entry in the trail. */
async function actOn(
  { database, clock }: OrganisationPlatform,
  actor: Actor,
  id: number,
  act: Act,
  decide: (unit: Found) =>
    | UnitRefusal
    | {
        readonly changes: readonly Change[]
        readonly before?: Readonly<Record<string, unknown>>
        readonly after?: Readonly<Record<string, unknown>>
        readonly gone?: boolean
      },
): Promise<UnitRefusal | undefined> {
  const unit = await findUnitById(database, id)
  if (!unit) return 'unknown'
  const decided = decide(unit)
  if (typeof decided === 'string') return decided
  const { changes, before, after, gone } = decided
  if (changes.length === 0) return undefined
  const subject = gone ? { kind: 'unit', id: unit.slug } : { kind: 'unit', id, unitId: id }
  try {
    await database.commit(...changes, addTrail(clock(), { actor, act, subject, before, after }))
    return undefined
  } catch (error) {
    return refusalOf(error, act === 'unit-changed' ? 'zone' : 'agency')
  }
}

/** What the schema refused, in words of this capability; anything else is thrown on. */
function refusalOf(error: unknown, check: UnitRefusal): UnitRefusal {
  if (!(error instanceof ConstraintFailure)) throw error
  if (error.kind === 'check') return check
  if (error.kind === 'unique') return 'slug'
  if (error.kind === 'foreign key') return 'in use'
  throw error
}

function written({ agency_id, slug, name, kind, address, zone }: Record<keyof UnitIdentity, string | number>) {
  return { unitName: String(name), slug, agency: agency_id, kind, address, zone: zone as Zone }
}
