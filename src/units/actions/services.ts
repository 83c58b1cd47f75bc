// What is done with a unit's services at the desk: added, changed, closed and opened again, removed where nothing stands in their name.

import type { Actor } from '../../accounts/rules/rights.ts'
import { addTrail } from '../../accounts/store/trail.ts'
import { type Change, ConstraintFailure } from '../../database/database.ts'
import type { Act } from '../../language/acts.ts'
import type { Platform } from '../../platform.ts'
import { differenceOf } from '../rules/difference.ts'
import type { ServiceChannel } from '../rules/service.ts'
import { freeSlug, slugOf } from '../rules/slug.ts'
import { changeService, listAllServices, removeService, setServiceClosed } from '../store/services.ts'
import { addService } from '../store.ts'

type OrganisationPlatform = Pick<Platform, 'database' | 'clock'>

export interface ServiceValues {
  readonly name: string
  readonly channel: ServiceChannel
}

export type ServiceRefusal = 'unknown' | 'name' | 'in use'

/** Adds a service; its slug is made from its name. */
export async function addNewService(
  { database, clock }: OrganisationPlatform,
  actor: Actor,
  unitId: number,
  { name, channel }: ServiceValues,
): Promise<ServiceRefusal | undefined> {
  const there = await listAllServices(database, unitId)
  if (isNamed(there, name)) return 'name'
  const slug = freeSlug(slugOf(name, 'layanan'), new Set(there.map((service) => service.slug)))
  try {
    await database.commit(
      addService({ unit_id: unitId, slug, name, channel }),
      addTrail(clock(), {
        actor,
        act: 'service-added',
        subject: { kind: 'service', id: slug, unitId },
        after: { service: name, channel },
      }),
    )
    return undefined
  } catch (error) {
    if (error instanceof ConstraintFailure && error.kind === 'unique') return 'name'
    throw error
  }
}

export async function reviseService(
  platform: OrganisationPlatform,
  actor: Actor,
  place: ServicePlace,
  { name, channel }: ServiceValues,
): Promise<ServiceRefusal | undefined> {
  return actOn(platform, actor, place, 'service-changed', (service, there) => {
    if (
      isNamed(
        there.filter(({ id }) => id !== place.id),
        name,
      )
    )
      return 'name'
    const difference = differenceOf({ service: service.name, channel: service.channel }, { service: name, channel })
    return difference ? { changes: [changeService(place, { name, channel })], ...difference } : { changes: [] }
  })
}

/** Closes a service: it is offered to nobody any more, its answers stay. */
export async function endService(platform: OrganisationPlatform, actor: Actor, place: ServicePlace) {
  const at = Math.floor(platform.clock().getTime() / 1000)
  return actOn(platform, actor, place, 'service-closed', ({ name, closed_at }) => ({
    changes: closed_at === null ? [setServiceClosed(place, at)] : [],
    before: { service: name },
  }))
}

export async function resumeService(platform: OrganisationPlatform, actor: Actor, place: ServicePlace) {
  return actOn(platform, actor, place, 'service-reopened', ({ name, closed_at }) => ({
    changes: closed_at === null ? [] : [setServiceClosed(place, null)],
    after: { service: name },
  }))
}

export async function dropService(platform: OrganisationPlatform, actor: Actor, place: ServicePlace) {
  return actOn(platform, actor, place, 'service-removed', ({ name, channel, kept }) =>
    kept ? 'in use' : { changes: [removeService(place)], before: { service: name, channel } },
  )
}

interface ServicePlace {
  readonly unitId: number
  readonly id: number
}

type Found = Awaited<ReturnType<typeof listAllServices>>[number]

async function actOn(
  { database, clock }: OrganisationPlatform,
  actor: Actor,
  { unitId, id }: ServicePlace,
  act: Act,
  decide: (
    service: Found,
    there: readonly Found[],
  ) =>
    | ServiceRefusal
    | {
        readonly changes: readonly Change[]
        readonly before?: Readonly<Record<string, unknown>>
        readonly after?: Readonly<Record<string, unknown>>
      },
): Promise<ServiceRefusal | undefined> {
  const there = await listAllServices(database, unitId)
  const service = there.find((one) => one.id === id)
  if (!service) return 'unknown'
  const decided = decide(service, there)
  if (typeof decided === 'string') return decided
  if (decided.changes.length === 0) return undefined
  const { changes, before, after } = decided
  try {
    await database.commit(
      ...changes,
      addTrail(clock(), { actor, act, subject: { kind: 'service', id, unitId }, before, after }),
    )
    return undefined
  } catch (error) {
    if (error instanceof ConstraintFailure && error.kind === 'foreign key') return 'in use'
    throw error
  }
}

function isNamed(services: readonly { readonly name: string }[], name: string): boolean {
  return services.some((service) => service.name.toLowerCase() === name.toLowerCase())
}
