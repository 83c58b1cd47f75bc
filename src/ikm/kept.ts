// Results that are kept until what they were worked out of changes.

/**
 * Does a work again only when its input has another name than the last time, for each owner and key.
 * @param most results kept for an owner; beyond it all are worked out anew.
 * @returns a function of the owner (what holds the data: results of one are never another's), a key under which the last
 * result is kept, a name that two inputs share only when they are equal, and the input.
 */
export function keep<Input, Result>(work: (input: Input) => Result, most = 2000) {
  const owners = new WeakMap<object, Map<string, { readonly name: string; readonly result: Result }>>()
  return (owner: object, key: string, name: string, input: Input): Result => {
    let kept = owners.get(owner)
    if (!kept) {
      kept = new Map()
      owners.set(owner, kept)
    }
    const before = kept.get(key)
    if (before?.name === name) return before.result
    if (!before && kept.size >= most) kept.clear()
    const result = work(input)
    kept.set(key, { name, result })
    return result
  }
}
