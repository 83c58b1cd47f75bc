// Which answers an edition counted, told again from the events of then: exclusions since have changed nothing of it. Pure.

/** What happened to one answer, or to all of an import; numbers grow with time. */
export interface ExclusionEvent {
  readonly id: number
  readonly kind: string
  readonly response_id: number | null
  readonly import_id: number | null
}

/** An answer, and the import it came by. */
export interface Excludable {
  readonly id: number
  readonly import_id: number | null
}

/**
 * Whether an answer was out after the last of these events. Undoing an import leaves out what of it still counts; taking
 * that back brings in only what it left out, not what was excluded one by one.
 * @param events all of a unit up to then, in any order.
 */
export function excludedAfter(events: readonly ExclusionEvent[]): (answer: Excludable) => boolean {
  const ofAnswers = Map.groupBy(events, ({ response_id }) => response_id)
  const ofImports = Map.groupBy(events, ({ import_id }) => import_id)
  return ({ id, import_id }) => {
    const alone = ofAnswers.get(id) ?? []
    const together = import_id === null ? [] : (ofImports.get(import_id) ?? [])
    if (alone.length + together.length === 0) return false
    let out: 'in' | 'alone' | 'together' = 'in'
    for (const event of [...alone, ...together].toSorted((one, other) => one.id - other.id)) {
      const ofImport = event.response_id === null
      if (event.kind === 'exclude') {
        if (out === 'in') out = ofImport ? 'together' : 'alone'
      } else if (!ofImport || out === 'together') out = 'in'
    }
    return out !== 'in'
  }
}
