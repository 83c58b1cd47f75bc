// What the bureau does with agencies: add, rename, close and open again, remove one that has nothing.

import type { Actor } from '../../accounts/rules/rights.ts'
import { addTrail } from '../../accounts/store/trail.ts'
import { type Change, ConstraintFailure } from '../../database/database.ts'
import type { Act } from '../../language/acts.ts'
import type { Platform } from '../../platform.ts'
import { freeSlug, slugOf } from '../rules/slug.ts'
import { closeAgency, findAgencyById, removeAgency, renameAgency, reopenAgency } from '../store/agencies.ts'
import { addAgency, listSlugs } from '../store.ts'

type OrganisationPlatform = Pick<Platform, 'database' | 'clock'>

export type AgencyRefusal = 'unknown' | 'open units' | 'in use'

/** Adds an agency; its slug is made from its name. */
export async function addNewAgency({ database, clock }: OrganisationPlatform, actor: Actor, name: string) {
  const start = slugOf(name, 'perangkat-daerah')
  const slug = freeSlug(start, await listSlugs(database, 'agencies', start))
  await database.commit(
    addAgency({ slug, name }),
    addTrail(clock(), {
      actor,
      act: 'agency-added',
      subject: { kind: 'agency', id: slug },
      after: { agencyName: name },
    }),
  )
}

export function nameAgency(platform: OrganisationPlatform, actor: Actor, id: number, name: string) {
  return actOn(platform, actor, id, 'agency-renamed', ({ name: before }) => ({
    changes: before === name ? [] : [renameAgency(id, name)],
    before: { agencyName: before },
    after: { agencyName: name },
  }))
}

/** Closes an agency of which no unit is open any more. */
export function endAgency(platform: OrganisationPlatform, actor: Actor, id: number) {
  const at = Math.floor(platform.clock().getTime() / 1000)
  return actOn(platform, actor, id, 'agency-closed', ({ name, closed_at }) => ({
    changes: closed_at === null ? closeAgency(id, at) : [],
    before: { agencyName: name },
  }))
}

export function resumeAgency(platform: OrganisationPlatform, actor: Actor, id: number) {
  return actOn(platform, actor, id, 'agency-reopened', ({ name, closed_at }) => ({
    changes: closed_at === null ? [] : [reopenAgency(id)],
    after: { agencyName: name },
  }))
}

/** Removes an agency that has no unit and over which nobody has a right. */
export function dropAgency(platform: OrganisationPlatform, actor: Actor, id: number) {
  return actOn(platform, actor, id, 'agency-removed', ({ name }) => ({
    changes: removeAgency(id),
    before: { agencyName: name },
  }))
}

type Found = NonNullable<Awaited<ReturnType<typeof findAgencyById>>>

/** No change, no entry in the trail. */
async function actOn(
  { database, clock }: OrganisationPlatform,
  actor: Actor,
  id: number,
  act: Act,
  decide: (agency: Found) => {
    readonly changes: readonly Change[]
    readonly before?: Readonly<Record<string, unknown>>
    readonly after?: Readonly<Record<string, unknown>>
  },
): Promise<AgencyRefusal | undefined> {
  const agency = await findAgencyById(database, id)
  if (!agency) return 'unknown'
  const { changes, before, after } = decide(agency)
  if (changes.length === 0) return undefined
  try {
    await database.commit(...changes, addTrail(clock(), { actor, act, subject: { kind: 'agency', id }, before, after }))
    return undefined
  } catch (error) {
    if (!(error instanceof ConstraintFailure)) throw error
    if (error.kind === 'check') return 'open units'
    if (error.kind === 'foreign key') return 'in use'
    if (error.kind === 'unique') return undefined
    throw error
  }
}
