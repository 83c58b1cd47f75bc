// Promised and proven: whether what an action was about has changed since, beyond chance. Pure.

import { changesOf, type Pair } from '../../ikm/rules/change.ts'
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
 * Tests each action's element for change, all of one unit's page as one family (Holm 1979, as `changesOf`). Two actions on
 * one element that compare the same figures are one test and get the same answer.
 *
 * Actions answer the lowest elements, and an element that was lowest partly by chance rises without any action: were only
 * the chosen ones counted, 'terbukti' would stand on up to 7 of 100 pages on which nothing has changed. So the family has
 * at least half as many tests as there were elements to choose from; half, since what was chosen for being low misleads
 * only upwards, by one of the two sides of a test. Then 'terbukti' or 'memburuk' stands on at most 5 of 100 such pages,
 * however many of the lowest have an action (worst found in simulation, nine elements alike: 4.7).
 *
 * A change proves that the element is better than it was, not that the action is the cause.
 * @param candidates elements that the questionnaire asked about.
 * @returns in the order given.
 */
export function proofsOf(actions: readonly TestedAction[], candidates = 9): Proof[] {
  const tests = new Map<string, TestedAction>()
  for (const action of actions) tests.set(nameOf(action), action)
  const family: Pair[] = Array.from(tests, ([key, { before, after }]) => ({ key, before, after }))
  while (2 * family.length < candidates)
    family.push({ key: `without action ${family.length}`, before: alike, after: alike })
  const changes = new Map(changesOf(family).map((change) => [change.key, change]))
  return actions.map((action) => {
    const { difference = null, direction = null, adjusted = null } = changes.get(nameOf(action)) ?? {}
    const verdict =
      adjusted === null ? 'untestable' : direction === 'up' ? 'proven' : direction === 'down' ? 'worse' : 'notYet'
    return { key: action.key, verdict, difference, adjusted }
  })
}

/** Beside itself it has not changed, with probability 1. */
const alike: Estimate = {
  hundredths: 7_500,
  share: 2 / 3,
  respondents: 2,
  dispersion: 1,
  population: 'unknown',
  unseen: 1,
  scale: [25, 100],
}

// The same element may stand twice with other figures, where one action answers an earlier quarter than the other.
function nameOf({ element, before, after }: TestedAction): string {
  const figure = (estimate: Estimate | null) =>
    estimate && [estimate.share, estimate.respondents, estimate.dispersion, estimate.scale]
  return JSON.stringify([element, figure(before), figure(after)])
}
