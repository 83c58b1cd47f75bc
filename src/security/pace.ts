// How fast answers come in at each counter, and so from when on a sender has to work for one. Nobody's address is looked at.

/** Counts what arrives, in the memory of this process. */
export interface Pace {
  /**
   * Counts one arrival.
   * @param now milliseconds since 1970.
   * @returns arrivals of the last minute as a multiple of what is plausible; at most 1 where they are.
   */
  arrive(counter: number, now: number): number
}

/** Arrivals of a counter in the running minute and in the one before. */
interface Meter {
  minute: number
  count: number
  before: number
}

const minuteLong = 60_000
/** Counters that are remembered; an installation has fewer that are in use within two minutes. */
const most = 20_000

/** @param plausible answers that one counter may receive in a minute before it is thought to be flooded. */
export function openPace(plausible: number): Pace {
  const meters = new Map<number, Meter>()
  return {
    arrive(counter, now) {
      const minute = Math.floor(now / minuteLong)
      let meter = meters.get(counter)
      if (!meter) {
        if (meters.size >= most) forgetQuiet(meters, minute)
        meter = { minute, count: 0, before: 0 }
        meters.set(counter, meter)
      } else if (meter.minute !== minute) {
        meter.before = meter.minute === minute - 1 ? meter.count : 0
        meter.count = 0
        meter.minute = minute
      }
      meter.count += 1
      const left = 1 - (now % minuteLong) / minuteLong
      return (meter.count + meter.before * left) / plausible
    },
  }
}

function forgetQuiet(meters: Map<number, Meter>, minute: number): void {
  for (const [counter, meter] of meters) if (meter.minute < minute - 1) meters.delete(counter)
  if (meters.size >= most) meters.clear()
}
