// Publishing a quarter: what was reviewed is signed and stored in one commit, or nothing is; corrections likewise.

import type { Actor } from '../../accounts/rules/rights.ts'
import { addTrail } from '../../accounts/store/trail.ts'
import { ConstraintFailure, type Database } from '../../database/database.ts'
import type { Platform } from '../../platform.ts'
import { maskPersonal } from '../../responses/rules/masking.ts'
import { localDay, type Quarter, quarterSlug } from '../../units/rules/calendar.ts'
import { correctionLength, isOver, type Obstacle, obstaclesOf } from '../rules/course.ts'
import { columnsOf, editionOf } from '../rules/edition.ts'
import { canonical, openSigningKey, type SigningKey, sha256 } from '../signing.ts'
import { findReview } from '../store/review.ts'
import { addDocuments, addEdition, addEditionUnits } from '../store.ts'
import { version } from '../version.ts'
import { type Draft, draftQuarter } from './draft.ts'

/**
 * Why nothing was published. `changed`: not what was seen any more. `published`: somebody was faster. `notPublished`:
 * there is nothing to correct yet. `same`: a correction that changes nothing. `reason`: a correction says why.
 */
export type PublishRefusal = 'noKey' | 'obstacles' | 'changed' | 'published' | 'notPublished' | 'same' | 'reason'

export type Publishing =
  | { readonly edition: { readonly quarter: Quarter; readonly number: number; readonly hash: string } }
  | { readonly refused: PublishRefusal; readonly obstacles?: readonly Obstacle[] }

/** Something of it may change while it is worked out: then it is worked out again, and compared again. */
const tries = 3

/** Publishes a quarter for the first time. @param mark of the draft that was seen. */
export function publishQuarter(
  platform: Platform,
  actor: Actor,
  { quarter, mark }: { readonly quarter: Quarter; readonly mark: string },
): Promise<Publishing> {
  return publish(platform, actor, { quarter, mark, reason: null })
}

/** Publishes a quarter again, with the reason. @param mark of the draft that was seen. */
export async function correctQuarter(
  platform: Platform,
  actor: Actor,
  { quarter, mark, reason }: { readonly quarter: Quarter; readonly mark: string; readonly reason: string },
): Promise<Publishing> {
  const said = reason.trim()
  if (said.length < correctionLength.fewest || said.length > correctionLength.most) return { refused: 'reason' }
  return publish(platform, actor, { quarter, mark, reason: said })
}

interface Asked {
  readonly quarter: Quarter
  readonly mark: string
  /** Null for a first edition. */
  readonly reason: string | null
}

async function publish({ database, clock, config }: Platform, actor: Actor, asked: Asked): Promise<Publishing> {
  if (!config.signingKey) return { refused: 'noKey' }
  const key = await openSigningKey(config.signingKey)
  for (let attempt = 1; attempt <= tries; attempt++) {
    const draft = await draftQuarter(database, asked.quarter)
    const refused = await refusalOf(database, draft, asked, clock())
    if (refused) return refused
    try {
      const hash = await commitEdition(database, draft, key, { at: clock(), by: actor, reason: asked.reason })
      return { edition: { quarter: draft.quarter, number: draft.number, hash } }
    } catch (error) {
      if (!(error instanceof ConstraintFailure)) throw error
    }
  }
  return { refused: 'changed' }
}

async function refusalOf(
  database: Database,
  draft: Draft,
  { quarter, mark, reason }: Asked,
  now: Date,
): Promise<Publishing | null> {
  if (reason === null) {
    if (draft.standing) return { refused: 'published' }
    // Over in the west of the country is over everywhere.
    const today = localDay(now, 'WIB')
    const review = await findReview(database, quarter)
    const units = draft.units.map(({ course }) => course)
    const obstacles = obstaclesOf({ over: isOver(quarter, today), review, units, today })
    if (obstacles.length > 0) return { refused: 'obstacles', obstacles }
  } else {
    if (!draft.standing) return { refused: 'notPublished' }
    if (draft.differences.length === 0) return { refused: 'same' }
  }
  return draft.mark === mark ? null : { refused: 'changed' }
}

/**
 * Signs a draft and stores it, in one commit that is refused when anything it was made of has changed since.
 * @param by null where no account acts, as for a demonstration.
 * @returns the edition's hash. @throws ConstraintFailure when something has changed.
 */
export async function commitEdition(
  database: Database,
  draft: Draft,
  key: SigningKey,
  { at, by, reason: said }: { readonly at: Date; readonly by: Actor | null; readonly reason: string | null },
): Promise<string> {
  // It is signed and can never be taken back.
  const reason = said && maskPersonal(said)
  const { quarter, number, units, last } = draft
  const edition = editionOf(
    { ...draft, version },
    { number, at: `${at.toISOString().slice(0, 19)}Z`, previousHash: last?.hash ?? null, reason },
  )
  const content = canonical(edition)
  const hash = await sha256(content)
  await database.commit(
    draft.unchanged,
    addEdition({
      quarter,
      number,
      content,
      hash,
      previous_hash: last?.hash ?? '',
      public_key: key.publicKey,
      signature: await key.sign(content),
      published_at: Math.floor(at.getTime() / 1000),
      published_by: by?.name ?? 'Bagian Organisasi',
      reason,
      last_response: draft.lastResponse,
      last_exclusion: draft.lastExclusion,
    }),
    ...addDocuments(units.map((unit) => ({ hash: unit.hash, document: unit.text }))),
    ...addEditionUnits(
      units.map(({ unitId, document, hash: document_hash }, place) => ({
        place,
        unit_id: unitId,
        document_hash,
        ...columnsOf(document),
      })),
    ),
    addTrail(at, {
      actor: by,
      act: reason === null ? 'quarter-published' : 'quarter-corrected',
      subject: { kind: 'edition', id: `${quarterSlug(quarter)} ${number}` },
      after: { quarter: quarterSlug(quarter), edition: number, units: units.length, hash, ...(reason && { reason }) },
    }),
  )
  return hash
}
