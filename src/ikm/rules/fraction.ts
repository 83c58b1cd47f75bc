// Exact fractions of whole numbers, never negative: what an index is until it is rounded once. Pure.

/**
 * A value ≥ 0. It is not kept in lowest terms, since finding them costs more than they save here: compare two fractions
 * with `compare`, never field by field.
 */
export interface Fraction {
  readonly numerator: bigint
  readonly denominator: bigint
}

/** @throws RangeError for a negative value, a denominator of zero, or a number that is not whole. */
export function fraction(numerator: bigint | number, denominator: bigint | number = 1n): Fraction {
  const made = { numerator: BigInt(numerator), denominator: BigInt(denominator) }
  if (made.numerator < 0n || made.denominator <= 0n) {
    throw new RangeError(`not a fraction of zero or more: ${made.numerator}/${made.denominator}`)
  }
  return made
}

export function add(one: Fraction, other: Fraction): Fraction {
  if (one.denominator === other.denominator) {
    return { numerator: one.numerator + other.numerator, denominator: one.denominator }
  }
  return {
    numerator: one.numerator * other.denominator + other.numerator * one.denominator,
    denominator: one.denominator * other.denominator,
  }
}

/** Sum of many, 0 of none. Added in halves of halves, since that keeps the numbers of most additions small. */
export function addAll(values: readonly Fraction[]): Fraction {
  if (values.length <= 1) return values[0] ?? fraction(0)
  const middle = values.length >> 1
  return add(addAll(values.slice(0, middle)), addAll(values.slice(middle)))
}

export function multiply(one: Fraction, other: Fraction): Fraction {
  return { numerator: one.numerator * other.numerator, denominator: one.denominator * other.denominator }
}

/** @throws RangeError when the divisor is zero. */
export function divide(one: Fraction, by: Fraction): Fraction {
  return fraction(one.numerator * by.denominator, one.denominator * by.numerator)
}

/** Negative when the first is smaller, zero when equal, positive when greater: fit for `toSorted`. */
export function compare(one: Fraction, other: Fraction): number {
  const left = one.numerator * other.denominator
  const right = other.numerator * one.denominator
  return left < right ? -1 : left > right ? 1 : 0
}

/**
 * Rounds to a number of decimals, a value exactly at the half upwards.
 * @returns a whole number of units of 10^-decimals: 88.305 to two decimals is 8831.
 */
export function roundHalfUp(value: Fraction, decimals: number): number {
  const doubled = 2n * value.numerator * 10n ** BigInt(decimals)
  return Number((doubled + value.denominator) / (2n * value.denominator))
}
