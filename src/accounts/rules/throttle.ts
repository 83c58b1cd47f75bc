// How long a sign-in waits after failures: longer each time, by account and source, never for ever.

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

/** Seconds without a failure after which all is forgotten. */
export const forgottenAfter = 86_400

/** Seconds that must pass after the last of so many failures before the next trial. */
export function waitAfter(failures: number, { free, first, longest }: Budget): number {
  return failures < free ? 0 : Math.min(longest, first * 2 ** Math.min(failures - free, 30))
}
