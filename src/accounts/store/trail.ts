// SQL of the trail: who did what, when, and what it was before.

import { sql } from 'kysely'
import { build, type Change, change, type Database } from '../../database/database.ts'
import type { Act } from '../../language/acts.ts'
import type { Actor } from '../rules/rights.ts'

export interface TrailEntry {
  /** Null where nobody had signed in, as at a link that is followed. */
  readonly actor: Pick<Actor, 'id' | 'name'> | null
  readonly act: Act
  /** What it was done to, such as `account` 12. Never a citizen, never a password or a token. */
  readonly subject: { readonly kind: string; readonly id: string | number | null; readonly unitId?: number | null }
  /** What changed, as plain names and values. */
  readonly before?: Readonly<Record<string, unknown>> | undefined
  readonly after?: Readonly<Record<string, unknown>> | undefined
}

/** One entry, to be put into the commit of the act itself. */
export function addTrail(now: Date, { actor, act, subject, before, after }: TrailEntry): Change {
  return change(
    build.insertInto('trail').values({
      at: Math.floor(now.getTime() / 1000),
      actor_id: actor?.id ?? null,
      actor_name: actor?.name ?? '',
      act,
      subject_kind: subject.kind,
      subject_id: subject.id === null ? null : String(subject.id),
      unit_id: subject.unitId ?? null,
      before: before ? JSON.stringify(before) : null,
      after: after ? JSON.stringify(after) : null,
    }),
  )
}

/** What the trail is searched by; all that is given must fit. */
export interface TrailSearch {
  readonly actorId?: number | undefined
  readonly act?: string | undefined
  readonly unitId?: number | undefined
  /** Seconds since 1970-01-01 UTC: from here on, and before. */
  readonly from?: number | undefined
  readonly until?: number | undefined
  /** Lower case; found in names and in what changed. */
  readonly text?: string | undefined
  /** Only entries older than this one. */
  readonly olderThan?: number | undefined
}

/** Entries, the newest first. */
export function listTrail(database: Database, search: TrailSearch, limit: number) {
  let query = database.read
    .selectFrom('trail')
    .leftJoin('units', 'units.id', 'trail.unit_id')
    .select([
      'trail.id',
      'trail.at',
      'trail.actor_name',
      'trail.act',
      'trail.subject_kind',
      'trail.subject_id',
      'trail.before',
      'trail.after',
      'units.name as unit',
    ])
    .orderBy('trail.id', 'desc')
    .limit(limit)
  if (search.actorId !== undefined) query = query.where('trail.actor_id', '=', search.actorId)
  if (search.act !== undefined) query = query.where('trail.act', '=', search.act)
  if (search.unitId !== undefined) query = query.where('trail.unit_id', '=', search.unitId)
  if (search.from !== undefined) query = query.where('trail.at', '>=', search.from)
  if (search.until !== undefined) query = query.where('trail.at', '<', search.until)
  if (search.olderThan !== undefined) query = query.where('trail.id', '<', search.olderThan)
  if (search.text !== undefined) {
    const searched = sql<number>`instr(lower(actor_name || ' ' || subject_kind || ' ' || coalesce(before, '') || ' ' || coalesce(after, '')), ${search.text})`
    query = query.where(searched, '>', 0)
  }
  return query.execute()
}
