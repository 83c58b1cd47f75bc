// Who may do what, and where: roles, rights, and the one decision over them.

/** The four roles, in the order in which they are offered. */
export const roles = ['bureau', 'unitManager', 'leader', 'inspector'] as const
export type Role = (typeof roles)[number]

/** One thing an account was given; a unit's manager has one for each unit or whole agency. */
export interface Grant {
  readonly role: Role
  readonly unitId: number | null
  readonly agencyId: number | null
}

/** Whoever acts: a person who has signed in. */
export interface Actor {
  readonly id: number
  readonly name: string
  readonly grants: readonly Grant[]
}

/** A unit as far as rights depend on it. */
export interface Place {
  readonly id: number
  readonly agencyId: number
}

/** Each right with the roles that have it; a unit's manager has it at the places of the grant only. */
export const rights = {
  /** Dashboards, suggestions and exports of a unit. */
  readUnit: ['bureau', 'unitManager', 'leader', 'inspector'],
  /** Every unit in one table. */
  readOverview: ['bureau', 'leader', 'inspector'],
  /** Which answers were excluded, by whom and why. */
  readExclusions: ['bureau', 'unitManager', 'inspector'],
  readTrail: ['bureau', 'inspector'],
  /** Services, counters, posters, opening hours and people served of a unit. */
  manageUnit: ['bureau', 'unitManager'],
  /** Paper forms and imports. */
  enterAnswers: ['bureau', 'unitManager'],
  /** The status of a suggestion. */
  markSuggestions: ['bureau', 'unitManager'],
  /** A suggestion as it was written, with what is masked for everybody else; each opening is written to the trail. */
  openSuggestions: ['unitManager'],
  /** Actions that answer a result, their course and evidence, and minutes of consultations. */
  planFollowUps: ['bureau', 'unitManager'],
  /** Not a unit's own manager: nobody takes answers out of their own figure. */
  excludeAnswers: ['bureau'],
  /** How far quarters and units have come on the way to publication. */
  readReviews: ['bureau', 'unitManager', 'leader', 'inspector'],
  /** A unit's own: nobody confirms figures for somebody else. */
  confirmResults: ['unitManager'],
  /** What is written about a unit's result. */
  writeAnalysis: ['bureau', 'unitManager'],
  /** Reviews opened, objections settled, editions published and corrected. */
  publishResults: ['bureau'],
  /** Agencies, units and what they ask. */
  manageOrganisation: ['bureau'],
  manageAccounts: ['bureau'],
  changeSettings: ['bureau'],
} as const satisfies Readonly<Record<string, readonly Role[]>>

export type Right = keyof typeof rights

/**
 * Whether the actor has the right; about a unit where `place` is given.
 * Without a place it says whether they have it anywhere at all, as navigation asks.
 */
export function may(actor: Actor, right: Right, place?: Place): boolean {
  const holders: readonly Role[] = rights[right]
  return actor.grants.some((grant) => holders.includes(grant.role) && (place === undefined || covers(grant, place)))
}

function covers({ role, unitId, agencyId }: Grant, place: Place): boolean {
  return role !== 'unitManager' || unitId === place.id || agencyId === place.agencyId
}

/** The units that a right extends to: all of them, or those of the lists. */
export type Reach = 'all' | { readonly units: readonly number[]; readonly agencies: readonly number[] }

/** Where the actor has the right, for stores that list units. */
export function reachOf(actor: Actor, right: Right): Reach {
  const holders: readonly Role[] = rights[right]
  const held = actor.grants.filter(({ role }) => holders.includes(role))
  if (held.some(({ role }) => role !== 'unitManager')) return 'all'
  return {
    units: held.flatMap(({ unitId }) => unitId ?? []),
    agencies: held.flatMap(({ agencyId }) => agencyId ?? []),
  }
}

export function hasRole(actor: Actor, role: Role): boolean {
  return actor.grants.some((grant) => grant.role === role)
}
