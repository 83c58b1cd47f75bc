// The public page of a unit.

import { Hono } from 'hono'
import { MessagePage } from '../interface/layout.tsx'
import type { Platform } from '../platform.ts'
import { findSite } from '../units/store.ts'
import { viewUnit } from './actions.ts'
import { UnitPage } from './pages.tsx'

export const ikmRoutes = new Hono<{ Bindings: Platform }>()

ikmRoutes.get('/unit/:slug', async (c) => {
  const [site, view] = await Promise.all([
    findSite(c.env.database),
    viewUnit(c.env.database, c.req.param('slug'), c.env.clock()),
  ])
  if (!view) {
    const text = 'Alamat ini tidak menunjuk unit pelayanan mana pun. Cari unitnya dari halaman depan.'
    return c.html(<MessagePage site={site} title="Unit tidak ditemukan" text={text} link={{ href: '/', text: 'Cari unit' }} />, 404)
  }
  return c.html(<UnitPage site={site} {...view} />)
})
