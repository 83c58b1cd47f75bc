// What is done with a list of units: compared with what is there, then stored whole or not at all.

import type { Actor } from '../../accounts/rules/rights.ts'
import { addTrail } from '../../accounts/store/trail.ts'
import { ConstraintFailure, type Database } from '../../database/database.ts'
import type { Platform } from '../../platform.ts'
import { type ListedUnit, planUnits, type UnitPlan } from '../rules/roster.ts'
import { freeSlug, slugOf } from '../rules/slug.ts'
import { addPlaces, listKnownPlaces } from '../store/roster.ts'
import { newCode } from './counters.ts'

export async function previewUnits(database: Database, listed: readonly ListedUnit[]): Promise<UnitPlan> {
  return planUnits(listed, await listKnownPlaces(database))
}

/** @returns what was stored; refused where the list has errors, or the organisation changed in that very moment. */
export async function importUnits(
  { database, clock }: Pick<Platform, 'database' | 'clock'>,
  actor: Actor,
  listed: readonly ListedUnit[],
): Promise<{ readonly stored: number } | { readonly refused: 'errors' | 'meanwhile' }> {
  const plan = await previewUnits(database, listed)
  if (plan.errors.length > 0) return { refused: 'errors' }
  if (plan.units.length === 0) return { stored: 0 }
  const services = plan.units.flatMap((unit) => {
    const taken = new Set<string>()
    return unit.services.map(({ name, channel }) => {
      const slug = freeSlug(slugOf(name, 'layanan'), taken)
      taken.add(slug)
      return { unitSlug: unit.slug, slug, name, channel }
    })
  })
  const counters = plan.units.flatMap((unit) =>
    unit.counters.map((name) => ({ unitSlug: unit.slug, name, code: newCode() })),
  )
  const now = clock()
  try {
    await database.commit(
      ...addPlaces({ ...plan, services, counters }, Math.floor(now.getTime() / 1000)),
      addTrail(now, {
        actor,
        act: 'units-imported',
        subject: { kind: 'unit', id: null },
        after: {
          agencies: plan.agencies.length,
          units: plan.units.length,
          services: services.length,
          counters: counters.length,
        },
      }),
    )
    return { stored: plan.units.length }
  } catch (error) {
    if (error instanceof ConstraintFailure && error.kind === 'unique') return { refused: 'meanwhile' }
    throw error
  }
}
