// SQL of the tallies: what dashboards and pages read instead of answers.

import { sql } from 'kysely'
import { build, type Database, prepare } from '../database/database.ts'
import { type ElementMeasures, type ElementMoments, elementColumns, type Tables } from '../database/tables.ts'
import type { ElementTotals, Measure } from '../responses/rules/tally.ts'
import { wideElements } from '../responses/store.ts'
import type { LocalDay, Quarter } from '../units/rules/calendar.ts'
import type { WeekTotals } from './rules/watch.ts'

/** Further items of a quarter's row, for use inside a larger select. */
export const quarterItemsSql = `(select json_group_array(json_object('item', item, 'item_count', item_count,
  'item_sum', item_sum, 'item_squares', item_squares, 'item_cubes', item_cubes, 'item_products', item_products))
  from quarter_item_tallies as items where items.quarter = wide.quarter and items.unit_id = wide.unit_id)`

/** A wide row with the items that `quarterItemsSql` gathers. */
export function wholeTotals(row: WideRow & { readonly items: string }): ElementTotals {
  const totals = totalsOf(row)
  for (const item of JSON.parse(row.items) as Tables['quarter_item_tallies'][]) {
    totals.items.set(item.item, measureOf(item))
  }
  return totals
}

const wholeRows = prepare<{ unitId: number; first: number; last: number }, WholeRow>((value) => ({
  compile: () =>
    sql<WholeRow>`select wide.*, ${sql.raw(quarterItemsSql)} as items from quarter_tallies as wide
      where unit_id = ${value('unitId')} and quarter between ${value('first')} and ${value('last')}
        and respondents > 0 order by quarter`.compile(build),
}))

type WholeRow = Tables['quarter_tallies'] & { items: string }

/** Totals of one unit in each quarter of a span that has answers, the oldest first; one read. */
export async function tallyQuarters(
  database: Database,
  unitId: number,
  { first, last }: { first: Quarter; last: Quarter },
): Promise<Map<Quarter, ElementTotals>> {
  const rows = await database.select<WholeRow>(wholeRows({ unitId, first, last }))
  return new Map(rows.map((row) => [row.quarter, wholeTotals(row)]))
}

/** Respondents of some units in each week that has answers, with their own means; the days before one, from a Monday on. */
export async function tallyWeeks(
  database: Database,
  units: readonly number[],
  { monday, before }: { monday: LocalDay; before: LocalDay },
): Promise<Map<number, WeekTotals[]>> {
  // Weeks are those of `weekOf` in the calendar.
  const rows = await database.select<WeekTotals & { unitId: number }>({
    sql: `select unit_id as unitId, (day + 3) / 7 as week, sum(respondents) as respondents, sum(own_means) as ownMeans,
      sum(own_mean_squares) as ownMeanSquares
      from json_each(?) as asked cross join day_tallies on unit_id = asked.value
      where day >= ? and day < ? and respondents > 0 group by 1, 2 order by 1, 2`,
    parameters: [JSON.stringify(units), monday, before],
  })
  return Map.groupBy(rows, ({ unitId }) => unitId)
}

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
type WideRow = Pick<Tables['quarter_tallies'], 'respondents' | 'own_means' | 'own_mean_squares'> &
  ElementMeasures &
  ElementMoments

/** Totals of a wide row; further items are added to them. */
function totalsOf(row: WideRow): ElementTotals {
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

function measureOf(row: Pick<Tables['quarter_item_tallies'], keyof ItemColumns>): Measure {
  return {
    count: row.item_count,
    sum: row.item_sum,
    squares: row.item_squares,
    cubes: row.item_cubes,
    products: row.item_products,
  }
}
