// What a page showed of every unit, in a few letters each, so that a later page can say what has changed since. Pure.

import type { UnitDocument } from './document.ts'

/** A unit's document as it would be published. */
export interface SeenUnit {
  readonly unitId: number
  readonly document: Pick<UnitDocument, 'nama_unit' | 'kode_unit' | 'ikm' | 'jumlah_responden'>
  /** Of the document. */
  readonly hash: string
}

/** `12:84.9:120:0a1b2c3d` for each unit, with blanks between. */
export function writeSeen(units: readonly SeenUnit[]): string {
  return units
    .map(({ unitId, document, hash }) =>
      [unitId, document.ikm ?? '', document.jumlah_responden, hash.slice(0, 8)].join(':'),
    )
    .join(' ')
}

/** A unit that is not as it was when it was seen. */
export interface ChangedUnit {
  readonly name: string
  readonly slug: string
  /** Then and now; null where there was no figure. Both pairs agree where only words changed. */
  readonly ikm: readonly [before: number | null, now: number | null]
  readonly respondents: readonly [before: number, now: number]
}

/** Units that have changed or were not there; what cannot be read counts as never seen. */
export function changedSince(seen: string, units: readonly SeenUnit[]): ChangedUnit[] {
  const before = new Map(
    seen.split(' ').flatMap((word) => {
      const [id, ikm, respondents, hash] = word.split(':')
      return hash === undefined ? [] : [[Number(id), { ikm: figureOf(ikm), respondents: figureOf(respondents), hash }]]
    }),
  )
  return units.flatMap(({ unitId, document, hash }) => {
    const then = before.get(unitId)
    if (then?.hash === hash.slice(0, 8)) return []
    return [
      {
        name: document.nama_unit,
        slug: document.kode_unit,
        ikm: [then?.ikm ?? null, document.ikm] as const,
        respondents: [then?.respondents ?? 0, document.jumlah_responden] as const,
      },
    ]
  })
}

// It came back from a browser, where anybody may have changed it.
function figureOf(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,9}(\.\d{1,2})?$/.test(text) ? Number(text) : null
}
