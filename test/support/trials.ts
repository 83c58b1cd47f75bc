// How many trials a check runs: few in `npm test`, all that were promised in `npm run proof`.

/** @returns `full` under `npm run proof` (IKM_PROOF=1), else `quick`. */
export function trials(quick: number, full: number): number {
  return process.env.IKM_PROOF === '1' ? full : quick
}

/** Prints one line with the figure that a proof found; silent in `npm test`. */
export function report(name: string, figure: string): void {
  if (process.env.IKM_PROOF === '1') console.log(`proof  ${name}: ${figure}`)
}
