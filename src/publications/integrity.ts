// What is conspicuous about a quarter's answers, by unit, as far as an edition tells of it.

import type { Database } from '../database/database.ts'
import type { SignalKey } from '../responses/rules/signals.ts'
import { addAnswers, emptyTotals, mergeTotals, repeated, type Totals } from '../responses/rules/tally.ts'
import { everyQuestion } from '../responses/store/questions.ts'
import { countVerified, findPasses, tallySignalled } from '../responses/store/signals.ts'
import { dayToText, type Quarter, quarterDays } from '../units/rules/calendar.ts'

export interface UnitSignals {
  readonly verified: number
  /** Totals of the conspicuous answers. */
  readonly conspicuous: Totals
  readonly bySignal: ReadonlyMap<SignalKey, number>
}

export interface QuarterSignals {
  /** First local day that was looked through, `YYYY-MM-DD`. */
  readonly since: string
  of(unitId: number): UnitSignals
}

/** Undefined where no day of the quarter was looked through. @param only one unit's number. */
export async function signalsOfQuarter(
  database: Database,
  quarter: Quarter,
  only?: number,
): Promise<QuarterSignals | undefined> {
  const passes = await findPasses(database, quarter)
  if (!passes) return undefined
  const [{ bySignal, byAnswers }, verified, questions] = await Promise.all([
    tallySignalled(database, quarter, only),
    countVerified(database, { ...quarterDays(quarter), only }),
    everyQuestion(database),
  ])
  return {
    since: dayToText(passes.first),
    of(unitId) {
      const conspicuous = emptyTotals()
      for (const { answers, times } of byAnswers.get(unitId) ?? []) {
        const one = emptyTotals()
        addAnswers(one, { questions }, JSON.parse(answers) as Record<string, number>, nothingSaid)
        mergeTotals(conspicuous, repeated(one, times))
      }
      return {
        verified: verified.get(unitId) ?? 0,
        conspicuous,
        bySignal: new Map((bySignal.get(unitId) ?? []).map(({ signal, answers }) => [signal, answers])),
      }
    },
  }
}

const nothingSaid = {
  sex: null,
  age: null,
  education: null,
  occupation: null,
  disability: null,
  filledBy: null,
  channel: '',
  hour: null,
}
