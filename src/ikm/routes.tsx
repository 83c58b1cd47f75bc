// The public pages of the index: every unit, one unit.

import { zValidator } from '@hono/zod-validator'
import { Hono } from 'hono'
import { drawnOnce } from '../interface/drawn.tsx'
import { MessagePage } from '../interface/layout.tsx'
import type { Platform } from '../platform.ts'
import { searchForm } from '../units/forms.ts'
import { findSite } from '../units/store.ts'
import { viewUnit, viewUnits } from './actions.ts'
import { viewComparison } from './comparison.ts'
import { unitFigures } from './figures.ts'
import { comparisonForm } from './forms.ts'
import { ComparisonPage } from './pages/comparison.tsx'
import { HomePage } from './pages/home.tsx'
import { MethodologyPage } from './pages/methodology.tsx'
import { UnitPage } from './pages/unit.tsx'

export const ikmRoutes = new Hono<{ Bindings: Platform }>()

ikmRoutes.get('/', zValidator('query', searchForm), async (c) => {
  const { cari } = c.req.valid('query')
  const { database, clock, config } = c.env
  const [site, view] = await Promise.all([findSite(database), viewUnits(database, cari, clock(), config.zone)])
  return c.html(<HomePage site={site} search={cari} {...view} />)
})

ikmRoutes.get('/perbandingan', zValidator('query', comparisonForm), async (c) => {
  const { database, clock, config } = c.env
  const [site, view] = await Promise.all([
    findSite(database),
    viewComparison(database, c.req.valid('query'), clock(), config.zone),
  ])
  return c.html(<ComparisonPage site={site} {...view} />)
})

ikmRoutes.get('/metodologi', async (c) => c.html(<MethodologyPage site={await findSite(c.env.database)} />))

ikmRoutes.get('/unit/:file{[^/]+\\.json}', async (c) => {
  const slug = c.req.param('file').slice(0, -'.json'.length)
  const view = await viewUnit(c.env.database, slug, c.env.clock())
  return view ? c.json(unitFigures(view)) : c.json({ kesalahan: 'Unit ini tidak ada.' }, 404)
})

ikmRoutes.get('/unit/:slug', async (c) => {
  const [site, view] = await Promise.all([
    findSite(c.env.database),
    viewUnit(c.env.database, c.req.param('slug'), c.env.clock()),
  ])
  if (!view) {
    const text = 'Alamat ini tidak menunjuk unit pelayanan mana pun. Cari unitnya dari halaman depan.'
    return c.html(
      <MessagePage site={site} title="Unit tidak ditemukan" text={text} link={{ href: '/', text: 'Cari unit' }} />,
      404,
    )
  }
  // While nothing has changed the view is the same object, and so is its page.
  const page = drawnOnce(view, () => <UnitPage site={site} {...view} />, JSON.stringify(site))
  return c.html(String(page))
})
