// The golden data set: forty made-up respondents whose index ends exactly on a half, with every figure worked out by hand.

import { readFileSync } from 'node:fs'
import type { Answers } from '#src/surveys/rules.ts'

/** One respondent a row, as `ikm compute` takes it; every second left the fourth element out. */
export const goldenCsv = readFileSync(new URL('./golden.csv', import.meta.url), 'utf8')

const [heading = '', ...lines] = goldenCsv.trim().split('\n')
const keys = heading.split(',')

export const goldenAnswers: readonly Answers[] = lines.map((line) =>
  Object.fromEntries(
    line.split(',').flatMap((cell, place) => (cell === '' ? [] : [[keys[place] ?? '', Number(cell)]])),
  ),
)

/**
 * Sums 136, 128, 115, 131, 130, 153, 127, 129 of 40 answers each and 74 of 20: Σ NRR = 29,925, ÷ 9 × 25 = 83,125, which
 * half to even would print as 83,12. Completion time is 115 ÷ 40 × 25 = 71,875.
 */
export const golden = {
  respondents: 40,
  sums: [136, 128, 115, 74, 131, 130, 153, 127, 129],
  counts: [40, 40, 40, 20, 40, 40, 40, 40, 40],
  ikm: 83.13,
  printed: '83,13',
  grade: 'B',
  performance: 'Baik',
  completionTime: { value: 71.88, printed: '71,88' },
  conventions: { exact: '83,13', '0.111': '83,04', '0.11': '82,29' },
} as const
