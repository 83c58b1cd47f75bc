// SQL of the tallies: what dashboards and pages read instead of answers.

import type { Database } from '../database/database.ts'
import { type ElementMeasures, type ElementMoments, elementColumns, type Tables } from '../database/tables.ts'
import type { ElementTotals, Measure } from '../responses/rules/tally.ts'
import { wideElements } from '../responses/store.ts'
import type { Quarter } from '../units/rules/calendar.ts'

/** Totals of every unit that has answers in a quarter, by unit. */
export async function tallyUnits(database: Database, quarter: Quarter): Promise<Map<number, ElementTotals>> {
  const [wide, items] = await Promise.all([
    database.read.selectFrom('quarter_tallies').where('quarter', '=', quarter).selectAll().execute(),
    database.read.selectFrom('quarter_item_tallies').where('quarter', '=', quarter).selectAll().execute(),
  ])
  const units = new Map(wide.map((row) => [row.unit_id, totalsOf(row)]))
  for (const row of items) units.get(row.unit_id)?.items.set(row.item, measureOf(row))
  return units
}

type ItemColumns = Omit<Tables['quarter_item_tallies'], 'quarter' | 'unit_id' | 'item'>

/** A wide row of totals as it is stored. */
export type WideRow = Pick<Tables['quarter_tallies'], 'respondents' | 'own_means' | 'own_mean_squares'> &
  ElementMeasures &
  ElementMoments

/** Totals of a wide row; further items are added to them. */
export function totalsOf(row: WideRow): ElementTotals {
  const items = new Map<string, Measure>()
  for (const key of wideElements) {
    const column = elementColumns[key]
    const count = row[`${column}_count`]
    if (count === 0) continue
    items.set(key, {
      count,
      sum: row[`${column}_sum`],
      squares: row[`${column}_squares`],
      cubes: row[`${column}_cubes`],
      products: row[`${column}_products`],
    })
  }
  return { respondents: row.respondents, ownMeans: row.own_means, ownMeanSquares: row.own_mean_squares, items }
}

export function measureOf(row: Pick<Tables['quarter_item_tallies'], keyof ItemColumns>): Measure {
  return {
    count: row.item_count,
    sum: row.item_sum,
    squares: row.item_squares,
    cubes: row.item_cubes,
    products: row.item_products,
  }
}
