// How the benchmarks measure: two things in turn, many rounds, the median of what each round says.

import { median } from 'simple-statistics'

export interface Result {
  readonly name: string
  readonly value: number
  readonly baseline: number
  /** value ÷ baseline, the median over the rounds. */
  readonly ratio: number
  readonly goal: number
  readonly better: 'higher' | 'lower'
  /** What value and baseline are, for the table. */
  readonly unit: string
}

/** Runs two measurements in turn, so that a busy moment of the machine strikes both; ratios are taken round by round. */
export async function inTurn(
  rounds: number,
  measured: () => number | Promise<number>,
  baseline: () => number | Promise<number>,
): Promise<{ value: number; baseline: number; ratio: number }> {
  const values: number[] = []
  const baselines: number[] = []
  for (let round = 0; round < rounds; round++) {
    // Each goes first in every other round.
    if (round % 2 === 0) baselines.push(await baseline())
    values.push(await measured())
    if (round % 2 === 1) baselines.push(await baseline())
  }
  const ratios = values.map((value, round) => value / (baselines[round] as number))
  return { value: median(values), baseline: median(baselines), ratio: median(ratios) }
}

/** Milliseconds that something takes. */
export async function milliseconds(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}
