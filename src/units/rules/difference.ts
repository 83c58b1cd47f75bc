// What differs between a record as it was and as it is: the part of it that the trail keeps. Pure.

type Values = Readonly<Record<string, unknown>>

/** The entries that changed, on both sides; undefined where none did. Values are compared as JSON. */
export function differenceOf<Record extends Values>(
  before: Record,
  after: Record,
): { readonly before: Partial<Record>; readonly after: Partial<Record> } | undefined {
  const names = Object.keys(after).filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
  if (names.length === 0) return undefined
  const only = (values: Record) =>
    Object.fromEntries(names.map((name) => [name, values[name] ?? null])) as Partial<Record>
  return { before: only(before), after: only(after) }
}
