// The desk's pages of the index: the entry, a unit's dashboard, every unit in one table; and the same as files.

import { type Context, Hono } from 'hono'
import { type Desk, demand, requireRight } from '../../accounts/guard.ts'
import { reachOf } from '../../accounts/rules/rights.ts'
import { byteOrderMark, type WrittenCell, writeCsvRow } from '../../documents/csv.ts'
import { type WrittenColumn, writeSheet } from '../../documents/xlsx.ts'
import { MessagePage } from '../../interface/layout.tsx'
import { quarterSlug } from '../../units/rules/calendar.ts'
import { findSite } from '../../units/store.ts'
import type { CallsOf } from '../calls.ts'
import { viewDashboard } from '../dashboard.ts'
import { overviewForm, periodForm } from '../forms.ts'
import { newsOf } from '../news.ts'
import { viewOverview } from '../overview.ts'
import { DashboardPage } from '../pages/dashboard.tsx'
import { OverviewPage } from '../pages/overview.tsx'
import { StartPage } from '../pages/start.tsx'
import { overviewColumns, overviewRows, recapColumns, recapRows } from '../recap.ts'
import { type ArrangedUnit, findArranged } from '../store/dashboard.ts'

/** @param callsOf what else waits for whoever opens the desk. */
export function ikmDeskRoutes(callsOf: CallsOf): Hono<Desk> {
  const routes = new Hono<Desk>()

  routes.get('/kelola', async (c) => {
    const { database, clock, config } = c.env
    const actor = c.get('actor')
    const reach = reachOf(actor, 'readUnit')
    const [site, view, waiting] = await Promise.all([
      findSite(database),
      viewOverview(database, reach, overviewForm.parse({}), clock(), config.zone),
      callsOf(c.env, actor),
    ])
    const [only] = view.found
    // Whoever runs a single unit wants to see that.
    if (reach !== 'all' && only && view.total === 1) return c.redirect(`/kelola/unit/${only.row.slug}`, 303)
    return c.html(<StartPage site={site} actor={actor} waiting={waiting} {...view} />)
  })

  routes.get('/kelola/ikhtisar', requireRight('readOverview'), async (c) => {
    const { database, clock, config } = c.env
    const form = overviewForm.parse(c.req.query())
    const [site, view] = await Promise.all([
      findSite(database),
      viewOverview(database, 'all', form, clock(), config.zone),
    ])
    return c.html(<OverviewPage site={site} actor={c.get('actor')} form={form} {...view} />)
  })

  routes.get('/kelola/:berkas{ikhtisar\\.(?:csv|xlsx)}', requireRight('readOverview'), async (c) => {
    const { database, clock, config } = c.env
    const view = await viewOverview(database, 'all', overviewForm.parse(c.req.query()), clock(), config.zone)
    return file(c, `ikhtisar-${quarterSlug(view.quarter)}`, overviewColumns, overviewRows(view))
  })

  routes.get('/kelola/unit/:slug', async (c) => {
    const unit = await findOwnUnit(c)
    if (!unit) return notFound(c)
    const { database, clock, config } = c.env
    const { quarter } = periodForm.parse(c.req.query())
    const [site, view, waiting] = await Promise.all([
      findSite(database),
      viewDashboard(database, unit, quarter, clock()),
      callsOf(c.env, c.get('actor'), unit),
    ])
    const news = newsOf(view, `${config.origin}/unit/${unit.slug}`)
    return c.html(<DashboardPage site={site} actor={c.get('actor')} news={news} waiting={waiting} {...view} />)
  })

  routes.get('/kelola/unit/:slug/:berkas{rekap\\.(?:csv|xlsx)}', async (c) => {
    const unit = await findOwnUnit(c)
    if (!unit) return notFound(c)
    const { database, clock } = c.env
    const view = await viewDashboard(database, unit, periodForm.parse(c.req.query()).quarter, clock())
    const name = `ikm-${unit.slug}-${quarterSlug(view.quarter)}`
    return file(c, name, recapColumns, recapRows(view))
  })

  return routes
}

/** The unit of the address; undefined where there is none. @throws HTTPException 403 where it is not the actor's to read. */
async function findOwnUnit(c: Context<Desk>): Promise<ArrangedUnit | undefined> {
  const unit = await findArranged(c.env.database, c.req.param('slug') ?? '')
  if (unit) demand(c.get('actor'), 'readUnit', unit)
  return unit
}

async function notFound(c: Context<Desk>): Promise<Response> {
  return c.html(
    <MessagePage
      site={await findSite(c.env.database)}
      title="Unit tidak ditemukan"
      text="Alamat ini tidak menunjuk unit pelayanan mana pun."
      link={{ href: '/kelola', text: 'Ke beranda pengelola' }}
    />,
    404,
  )
}

/** The rows as the address asks for them: CSV, or XLSX. */
function file(
  c: Context<Desk>,
  name: string,
  columns: readonly WrittenColumn[],
  rows: readonly (readonly WrittenCell[])[],
): Response {
  const format = c.req.path.endsWith('.xlsx') ? 'xlsx' : 'csv'
  c.header('content-disposition', `attachment; filename="${name}.${format}"`)
  if (format === 'xlsx') {
    c.header('content-type', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
    return c.body(writeSheet('rekap', columns, eachOf(rows)))
  }
  c.header('content-type', 'text/csv; charset=utf-8')
  const heading = writeCsvRow(columns.map((column) => column.heading))
  return c.body(byteOrderMark + heading + rows.map((row) => writeCsvRow(row)).join(''))
}

async function* eachOf<Row>(rows: readonly Row[]) {
  yield* rows
}
