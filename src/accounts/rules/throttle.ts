// How long the next trial waits after the ones before: longer each time, by account and source, never for ever.

/** Failures that cost nothing, then the seconds of the first wait, which doubles with each further failure. */
export interface Budget {
  readonly free: number
  readonly first: number
  readonly longest: number
}

/** One source at one account: somebody who mistypes hardly notices it. */
export const sourceBudget: Budget = { free: 3, first: 2, longest: 900 }

/** All sources together at which this account has never signed in: about 30 trials a day once it is spent. */
export const strangersBudget: Budget = { free: 10, first: 8, longest: 3600 }

/** What is counted apart, with the budget of one source and that of all strange sources together. */
export interface Counted {
  readonly purpose: 'account' | 'letter'
  readonly source: Budget
  readonly strangers: Budget
}

/** Passwords and codes that were tried. */
export const signInTrials: Counted = { purpose: 'account', source: sourceBudget, strangers: strangersBudget }

/** Letters asked for at the sign-in: enough for whoever waits for one, too few to fill anybody's mailbox. */
export const letterTrials: Counted = {
  purpose: 'letter',
  source: { free: 2, first: 60, longest: 3600 },
  strangers: { free: 4, first: 60, longest: 7200 },
}

/** Seconds without a failure after which all is forgotten. */
export const forgottenAfter = 86_400

/** Seconds that must pass after the last of so many failures before the next trial. */
export function waitAfter(failures: number, { free, first, longest }: Budget): number {
  return failures < free ? 0 : Math.min(longest, first * 2 ** Math.min(failures - free, 30))
}
