// The index as formulas of a spreadsheet: what a reader sees computed gives the figure that was published, and changes with the scores.

import { columnName } from '../../documents/workbook.ts'
import type { RuleBook } from '../../surveys/rules.ts'

/** `C7`; both from 0 and 1 as sheets count: the first column is 0, the first row 1. */
export function cellAt(column: number, row: number): string {
  return `${columnName(column)}${row}`
}

/**
 * Index value × 25, rounded half up to two decimals. Programs compute in binary, where 88,305 may turn out a hair smaller;
 * rounding to ten decimals first takes that hair away, and is far finer than anything a score can change.
 */
export function convertedFormula(indexValue: string, { convertedFactor }: RuleBook): string {
  return `ROUND(ROUND(${indexValue}*${convertedFactor},10),2)`
}

export const gradeWords = { empty: 'belum ada data', belowMinimum: 'belum cukup' } as const

/** `B (Baik)` by the grade table, compared with ≥ after rounding, since the printed table leaves gaps. */
export function gradeFormula(converted: string, { grades }: RuleBook): string {
  const [lowest, ...better] = grades.toReversed()
  return better.reduce(
    (otherwise, grade) => `IF(${converted}>=${grade.from / 100},"${gradeText(grade)}",${otherwise})`,
    `"${gradeText(lowest ?? { grade: '', performance: '' })}"`,
  )
}

/** A unit's grade, or why it has none. */
export function unitGradeFormula(
  cells: { readonly converted: string; readonly respondents: string; readonly minimum: string },
  book: RuleBook,
): string {
  const { converted, respondents, minimum } = cells
  return `IF(${converted}="","${gradeWords.empty}",IF(${respondents}<${minimum},"${gradeWords.belowMinimum}",${gradeFormula(converted, book)}))`
}

export function gradeText({ grade, performance }: { readonly grade: string; readonly performance: string }): string {
  return `${grade} (${performance})`
}

/** An element mean with its weight: whole numbers of the same part, so that the weights are their shares. */
export interface WeightedCell {
  readonly cell: string
  readonly weight: number
}

/** Σ element mean × weight. @param means those that have answers; one at least. */
export function indexFormula(means: readonly WeightedCell[]): string {
  const whole = means.map(({ weight }) => weight).join('+')
  return `(${means.map(({ cell, weight }) => `${cell}*${weight}`).join('+')})/(${whole})`
}

/** The same with each weight rounded to a number of decimals, as offices have printed it. */
export function roundedIndexFormula(means: readonly WeightedCell[], decimals: number): string {
  const whole = means.reduce((sum, { weight }) => sum + weight, 0)
  return `(${means.map(({ cell, weight }) => `${cell}*ROUND(${weight}/${whole},${decimals})`).join('+')})`
}

/** Weights as whole numbers of one part: 1/5 and 3/10 are 2 and 3. @returns undefined where they are too fine for that. */
export function wholeWeights(
  weights: Readonly<Record<string, readonly [numerator: number, denominator: number]>>,
): ReadonlyMap<string, number> | undefined {
  const common = Object.values(weights).reduce((all, [, denominator]) => leastCommon(all, BigInt(denominator)), 1n)
  const whole = Object.entries(weights).map(
    ([key, [numerator, denominator]]) => [key, Number((BigInt(numerator) * common) / BigInt(denominator))] as const,
  )
  return whole.every(([, weight]) => Number.isSafeInteger(weight)) ? new Map(whole) : undefined
}

function leastCommon(one: bigint, other: bigint): bigint {
  return (one / greatestCommon(one, other)) * other
}

function greatestCommon(one: bigint, other: bigint): bigint {
  return other === 0n ? one : greatestCommon(other, one % other)
}
