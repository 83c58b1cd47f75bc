// What the comparison of units looks up: the quarters and kinds there are to choose from, and the units of one kind in one quarter.

import type { Database } from '../database/database.ts'
import { minimumOf, questionnaireName } from '../surveys/rules.ts'
import { listAllQuestionnaireRecords } from '../surveys/store.ts'
import { lastQuarters, localDay, type Quarter, quarterDays, quarterOf, type Zone } from '../units/rules/calendar.ts'
import { findSettings } from '../units/store/settings.ts'
import { listUnits } from '../units/store.ts'
import { askedOn } from './actions.ts'
import { everyKind } from './forms.ts'
import { compareUnits, mostCompared, together } from './rules/comparison.ts'
import { estimatesOf, intervalOf } from './rules/interval.ts'
import { summarise } from './rules/summary.ts'
import { tallyOf } from './rules/tally.ts'
import { listAnsweredQuarters, tallyUnits } from './store.ts'

const quartersOffered = 8

export interface ComparisonChoice {
  /** Undefined where none was asked for, null where what was asked for is no quarter. */
  readonly quarter: Quarter | null | undefined
  readonly kind: string | undefined
}

/**
 * Everything the page of the comparison shows. A quarter or a kind that is not offered is replaced by the default: the
 * last quarter that has ended and has answers, the kind with the most units.
 */
export async function viewComparison(database: Database, choice: ComparisonChoice, now: Date, zone: Zone) {
  const today = localDay(now, zone)
  const running = quarterOf(today)
  const [{ minimum: raised }, units, records, answered] = await Promise.all([
    findSettings(database),
    listUnits(database, []),
    listAllQuestionnaireRecords(database),
    listAnsweredQuarters(database, lastQuarters(running, quartersOffered)),
  ])
  const quarters = answered.toReversed()
  const quarter = quarters.find((offered) => offered === choice.quarter) ?? defaultQuarter()

  const kinds = kindsOf(units)
  const everyKindOffered = kinds.length > 1 && units.length <= mostCompared
  const askedForAll = choice.kind === everyKind && everyKindOffered
  const kind = askedForAll ? null : (kinds.find(({ name }) => name === choice.kind)?.name ?? kinds[0]?.name ?? '')

  const tallies = await tallyUnits(database, quarter)
  const recordsOf = Map.groupBy(records, (row) => row.unit_id)
  const day = Math.min(quarterDays(quarter).last, today)
  const shown = units.flatMap(({ id, slug, name, kind: own }) => {
    if (kind !== null && own !== kind) return []
    const asked = askedOn(recordsOf.get(id) ?? [], day)
    const tally = tallyOf(tallies.get(id), asked)
    const summary = summarise(tally, asked.ruleBook, { minimum: minimumOf(asked.ruleBook, raised) })
    // The question is whether services differ, not whether two lists of visitors do: people served stay out of it.
    const estimate = estimatesOf(tally, summary, asked.ruleBook, null).index
    const interval = estimate && intervalOf(estimate)
    return {
      slug,
      name,
      kind: own,
      questionnaire: questionnaireName(asked),
      book: asked.ruleBook,
      tally,
      summary,
      estimate,
      interval,
    }
  })
  return {
    quarter,
    running,
    /** The newest first. */
    quarters,
    /** Those with the most units first. */
    kinds,
    /** Null for every kind. */
    kind,
    everyKindOffered,
    total: units.length,
    quarterReplaced: choice.quarter !== undefined && choice.quarter !== quarter,
    kindReplaced: choice.kind !== undefined && choice.kind !== (kind ?? everyKind),
    ...compareUnits(shown),
    together: together(shown),
  }

  function defaultQuarter(): Quarter {
    return quarters.find((offered) => offered < running) ?? running
  }
}

function kindsOf(units: readonly { readonly kind: string }[]) {
  return Array.from(
    Map.groupBy(units, ({ kind }) => kind),
    ([name, of]) => ({ name, units: of.length }),
  ).toSorted((one, other) => other.units - one.units || (one.name < other.name ? -1 : 1))
}
