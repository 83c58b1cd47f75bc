// The public pages of the index: every unit, one unit.

import { zValidator } from '@hono/zod-validator'
import { Hono } from 'hono'
import { MessagePage } from '../interface/layout.tsx'
import type { Platform } from '../platform.ts'
import { searchForm } from '../units/forms.ts'
import { findSite } from '../units/store.ts'
import { viewUnit, viewUnits } from './actions.ts'
import { HomePage } from './pages/home.tsx'
import { UnitPage } from './pages/unit.tsx'

export const ikmRoutes = new Hono<{ Bindings: Platform }>()

ikmRoutes.get('/', zValidator('query', searchForm), async (c) => {
  const { cari } = c.req.valid('query')
  const { database, clock, config } = c.env
  const [site, view] = await Promise.all([findSite(database), viewUnits(database, cari, clock(), config.zone)])
  return c.html(<HomePage site={site} search={cari} {...view} />)
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
  return c.html(<UnitPage site={site} {...view} />)
})
