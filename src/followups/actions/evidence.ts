// What the desk does with evidence: links and files brought, withdrawn, opened; and minutes of consultations with theirs.

import type { Actor } from '../../accounts/rules/rights.ts'
import { addTrail } from '../../accounts/store/trail.ts'
import type { EvidenceStorage, Platform } from '../../platform.ts'
import { type FileRefusal, type KeptFile, readEvidence } from '../rules/evidence.ts'
import {
  addConsultation,
  addEvent,
  addEvidence,
  type Brought,
  findAction,
  listUnitConsultations,
  type NewConsultation,
  withdrawConsultation,
  withdrawEvidence,
} from '../store/desk.ts'
import { type EvidenceUse, findEvidence, type StoredFile } from '../store.ts'
import { secondsOf, unlessMoved } from './plans.ts'

type Desk = Pick<Platform, 'database' | 'clock' | 'evidence'>

/** Most pieces of evidence that an action may have, withdrawn ones left out. */
export const mostEvidence = 12

/** `no place`: the installation keeps no files. */
export type BringRefusal = 'unknown' | 'too many' | 'no place' | 'cancelled' | FileRefusal

/** A file as it was uploaded. @param name as it may be shown. */
export interface UploadedFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Adds a link to an action. @param url already found to be an address of the web. */
export function bringLink(
  platform: Desk,
  actor: Actor,
  unitId: number,
  id: number,
  { url, caption }: { readonly url: string; readonly caption: string },
): Promise<{ readonly refused: BringRefusal } | 'added'> {
  return bring(platform, actor, unitId, id, { kind: 'link', url }, caption)
}

/** Adds a photo or a PDF to an action; what is kept of it is on disk before the database names it. */
export async function bringFile(
  platform: Desk,
  actor: Actor,
  unitId: number,
  id: number,
  { file, caption }: { readonly file: UploadedFile; readonly caption: string },
): Promise<{ readonly refused: BringRefusal } | 'added'> {
  const kept = await keepFile(platform.evidence, file)
  if ('refused' in kept) return kept
  return bring(platform, actor, unitId, id, { kind: kept.kind, file: kept.file }, caption)
}

async function bring(
  { database, clock }: Desk,
  actor: Actor,
  unitId: number,
  id: number,
  brought: Brought,
  caption: string,
): Promise<{ readonly refused: BringRefusal } | 'added'> {
  const action = await findAction(database, unitId, id)
  if (!action) return { refused: 'unknown' }
  if (action.status === 'cancelled') return { refused: 'cancelled' }
  if (action.evidence >= mostEvidence) return { refused: 'too many' }
  const now = clock()
  const at = secondsOf(now)
  const told =
    brought.kind === 'link' ? { url: brought.url } : { key: brought.file.key, mediaType: brought.file.mediaType }
  await database.commit(
    addEvidence(id, brought, caption, at),
    addEvent(id, 'evidence-added', caption, actor, at),
    addTrail(now, {
      actor,
      act: 'evidence-added',
      subject: { kind: 'followUp', id, unitId },
      after: { caption, ...told },
    }),
  )
  return 'added'
}

async function keepFile(
  storage: EvidenceStorage | undefined,
  { name, bytes }: UploadedFile,
): Promise<
  { readonly kind: KeptFile['kind']; readonly file: StoredFile } | { readonly refused: 'no place' | FileRefusal }
> {
  if (!storage) return { refused: 'no place' }
  const read = readEvidence(bytes)
  if ('refused' in read) return read
  const key = await hashOf(read.bytes)
  await storage.put(key, read.bytes, read.mediaType)
  return { kind: read.kind, file: { key, mediaType: read.mediaType, bytes: read.bytes.length, name } }
}

async function hashOf(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Withdraws a piece of evidence: it stays in the record with the reason, and is handed out no more. */
export async function takeBackEvidence(
  { database, clock }: Desk,
  actor: Actor,
  unitId: number,
  id: number,
  piece: number,
  reason: string,
): Promise<'withdrawn' | 'unknown' | 'moved'> {
  const action = await findAction(database, unitId, id)
  const found = action?.pieces.find((one) => one.id === piece)
  if (!found) return 'unknown'
  if (found.withdrawnAt !== null) return 'moved'
  const now = clock()
  const at = secondsOf(now)
  return unlessMoved(database, 'withdrawn', [
    withdrawEvidence(piece, reason, at),
    addEvent(id, 'evidence-withdrawn', `${found.caption}: ${reason}`.slice(0, 1000), actor, at),
    addTrail(now, {
      actor,
      act: 'evidence-withdrawn',
      subject: { kind: 'followUp', id, unitId },
      after: { caption: found.caption, reason },
    }),
  ])
}

/** A file as it is handed out; undefined where nothing that fits uses it, or the storage has lost it. */
export async function openEvidence(
  { database, evidence }: Pick<Platform, 'database' | 'evidence'>,
  key: string,
  fits: (use: EvidenceUse) => boolean,
): Promise<{ readonly use: EvidenceUse; readonly bytes: Uint8Array<ArrayBuffer> } | undefined> {
  const use = (await findEvidence(database, key)).find(fits)
  const bytes = use && (await evidence?.get(key))
  return use && bytes ? { use, bytes } : undefined
}

/** Keeps minutes of a consultation, with a file where one came. */
export async function writeConsultation(
  { database, clock, evidence }: Desk,
  actor: Actor,
  said: Omit<NewConsultation, 'file'>,
  upload: UploadedFile | undefined,
): Promise<'written' | { readonly refused: 'no place' | FileRefusal }> {
  const kept = upload && (await keepFile(evidence, upload))
  if (kept && 'refused' in kept) return kept
  const now = clock()
  const { unitId, quarter, day, place, participants } = said
  await database.commit(
    addConsultation({ ...said, file: kept?.file ?? null }, actor, secondsOf(now)),
    addTrail(now, {
      actor,
      act: 'consultation-written',
      subject: { kind: 'consultation', id: null, unitId },
      after: { quarter, day, place, participants, ...(kept && { key: kept.file.key }) },
    }),
  )
  return 'written'
}

/** Withdraws minutes; they stay in the record with the reason, and are written anew where they were wrong. */
export async function takeBackConsultation(
  { database, clock }: Desk,
  actor: Actor,
  unitId: number,
  id: number,
  reason: string,
): Promise<'withdrawn' | 'unknown' | 'moved'> {
  const found = (await listUnitConsultations(database, unitId)).find((one) => one.id === id)
  if (!found) return 'unknown'
  if (found.withdrawnAt !== null) return 'moved'
  const now = clock()
  return unlessMoved(database, 'withdrawn', [
    withdrawConsultation(id, reason, secondsOf(now)),
    addTrail(now, {
      actor,
      act: 'consultation-withdrawn',
      subject: { kind: 'consultation', id, unitId },
      after: { reason },
    }),
  ])
}
