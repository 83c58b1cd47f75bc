// The parts of a unit's document that people wrote: its analysis, what it plans, what became of its promises. Pure.

import { type Status, statusWords } from '../../followups/rules/course.ts'
import { proofsOf, verdictWords } from '../../followups/rules/proof.ts'
import type { Estimate } from '../../ikm/rules/interval.ts'
import { type Quarter, quarterSlug } from '../../units/rules/calendar.ts'
import type { FollowUpDocument, ProofDocument } from './document.ts'
import { converted } from './figures.ts'

/** An action as the document takes it. */
export interface Promised {
  readonly id: number
  /** The quarter whose result it answers. */
  readonly quarter: Quarter
  readonly element: string | null
  readonly program: string
  readonly expected: number | null
  readonly expectedWords: string
  readonly quarters: readonly Quarter[]
  readonly responsible: string
  readonly status: Status
  readonly cancelReason: string | null
  readonly quotes: readonly string[]
}

/** @param elementNames by key. */
export function followUpDocument(action: Promised, elementNames: ReadonlyMap<string, string>): FollowUpDocument {
  return {
    nomor: action.id,
    unsur: action.element,
    nama_unsur: action.element === null ? null : (elementNames.get(action.element) ?? action.element),
    kegiatan: action.program,
    sasaran: converted(action.expected),
    perubahan_diharapkan: action.expectedWords,
    waktu: action.quarters.map(quarterSlug),
    penanggung_jawab: action.responsible,
    status: statusWords[action.status],
    alasan_batal: action.cancelReason,
    saran: action.quotes,
  }
}

/** An action with its element's estimate in the quarter that it answers and in the one that is published. */
export interface Tested {
  readonly document: FollowUpDocument
  /** `2026-tw2` */
  readonly origin: string
  readonly before: Estimate | null
  readonly after: Estimate | null
}

/** What has become of promises; all of a unit's in one edition are one family of tests. */
export function proofDocuments(tested: readonly Tested[]): ProofDocument[] {
  const proofs = proofsOf(
    tested.map(({ document, before, after }) => ({
      key: String(document.nomor),
      element: document.unsur ?? '',
      before,
      after,
    })),
  )
  return tested.map(({ document, origin, before, after }, place) => ({
    ...document,
    asal: origin,
    pembuktian: verdictWords[proofs[place]?.verdict ?? 'untestable'],
    nilai: [converted(before?.hundredths ?? null), converted(after?.hundredths ?? null)],
    selisih: converted(proofs[place]?.difference ?? null),
  }))
}
