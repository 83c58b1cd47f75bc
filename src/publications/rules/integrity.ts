// What is published of conspicuous answers: counts and the index without them, nothing that tells of a few respondents. Pure.

import { type SignalKey, signalKeys, signals } from '../../responses/rules/signals.ts'
import type { IntegrityDocument } from './document.ts'

/** Counts of fewer answers than this are not told, but for none. */
export const fewestTold = 10

export interface Integrity {
  /** First local day that was looked through, `YYYY-MM-DD`. */
  readonly since: string
  readonly respondents: number
  readonly verified: number
  readonly conspicuous: number
  readonly bySignal: ReadonlyMap<SignalKey, number>
  /** Hundredths, without them; null where nothing is left. */
  readonly ikmWithout: number | null
}

export function integrityDocument(found: Integrity): IntegrityDocument {
  const { since, respondents, verified, conspicuous, bySignal, ikmWithout } = found
  const left = respondents - conspicuous
  // The sums of a few could be worked out from the index with and without them.
  const tellsOfFew = (conspicuous > 0 && conspicuous < fewestTold) || left < fewestTold
  return {
    sejak: since,
    batas: fewestTold,
    terverifikasi: told(verified),
    bertanda: told(conspicuous),
    tanda: signalKeys.flatMap((signal) => {
      const answers = bySignal.get(signal) ?? 0
      return answers === 0 ? [] : [{ kunci: signal, nama: signals[signal].name, jumlah: told(answers) }]
    }),
    ikm_tanpa_bertanda: tellsOfFew || ikmWithout === null ? null : ikmWithout / 100,
  }
}

function told(answers: number): number | null {
  return answers > 0 && answers < fewestTold ? null : answers
}
