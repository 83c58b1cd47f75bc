// How many respondents a population needs: Krejcie and Morgan's formula, exactly. Pure.

import { fraction, roundHalfUp } from './fraction.ts'

// χ² = 3.841 in thousandths, P × Q = 0.25 in hundredths, d² = 0.0025 in ten-thousandths.
const chiSquare = 3_841n
const spread = 25n
const errorSquare = 25n

/**
 * The sample that a population needs: S = χ²·N·P·Q ÷ (d²(N−1) + χ²·P·Q), χ² = 3.841, P = Q = 0.5, d = 0.05, rounded to
 * the nearest whole number; 0 for an empty population. It says whether enough people answered; it is never a reason to drop answers.
 * Source: Krejcie & Morgan (1970), whose table the MenPANRB report template reproduces.
 * @throws RangeError when the population is negative or not a whole number.
 */
export function requiredSample(population: number): number {
  if (!Number.isSafeInteger(population) || population < 0) {
    throw new RangeError(`a population is a whole number of zero or more: ${population}`)
  }
  if (population === 0) return 0
  const size = BigInt(population)
  // Everything in hundred-thousandths: d² has four decimals, χ²·P·Q five.
  return roundHalfUp(fraction(chiSquare * spread * size, errorSquare * 10n * (size - 1n) + chiSquare * spread), 0)
}
