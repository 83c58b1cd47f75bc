// Promised and proven: whether what an action was about has changed since, beyond chance. Pure.

import { changesOf } from '../../ikm/rules/change.ts'
import type { Estimate } from '../../ikm/rules/interval.ts'

export const verdicts = ['proven', 'notYet', 'worse', 'untestable'] as const
export type Verdict = (typeof verdicts)[number]

export const verdictWords: Readonly<Record<Verdict, string>> = {
  proven: 'terbukti',
  notYet: 'belum terbukti',
  worse: 'memburuk',
  untestable: 'belum dapat diuji',
}

/** An action with the figure of its element in the quarter that it answers, and in the one that is to prove it. */
export interface TestedAction {
  readonly key: string
  readonly element: string
  readonly before: Estimate | null
  readonly after: Estimate | null
}

export interface Proof {
  readonly key: string
  readonly verdict: Verdict
  /** Later minus earlier figure, in hundredths; null where either is missing. */
  readonly difference: number | null
  /** Probability of so great a difference without any change, adjusted for the page; null where it was not tested. */
  readonly adjusted: number | null
}

/**
 * Tests each action's element for change. All elements of one unit's page are one family (`changesOf`, Holm 1979), so that
 * where nothing has changed 'terbukti' or 'memburuk' stands anywhere on at most 5 of 100 pages. Two actions on one element
 * that compare the same figures are one test and get the same answer. A change proves that the element is better than it
 * was, not that the action is the cause.
 * @returns in the order given.
 */
export function proofsOf(actions: readonly TestedAction[]): Proof[] {
  const tests = new Map<string, TestedAction>()
  for (const action of actions) tests.set(nameOf(action), action)
  const changes = new Map(
    changesOf(Array.from(tests, ([key, { before, after }]) => ({ key, before, after }))).map((change) => [
      change.key,
      change,
    ]),
  )
  return actions.map((action) => {
    const { difference = null, direction = null, adjusted = null } = changes.get(nameOf(action)) ?? {}
    const verdict =
      adjusted === null ? 'untestable' : direction === 'up' ? 'proven' : direction === 'down' ? 'worse' : 'notYet'
    return { key: action.key, verdict, difference, adjusted }
  })
}

// The same element may stand twice with other figures, where one action answers an earlier quarter than the other.
function nameOf({ element, before, after }: TestedAction): string {
  const figure = (estimate: Estimate | null) =>
    estimate && [estimate.share, estimate.respondents, estimate.dispersion, estimate.scale]
  return JSON.stringify([element, figure(before), figure(after)])
}
