// The QR code of a counter, and the desk's pages of the organisation.

import { Hono } from 'hono'
import type { Desk } from '../accounts/guard.ts'
import { qrPng, qrSvg } from '../documents/qr.ts'
import { MessagePage } from '../interface/layout.tsx'
import type { Platform } from '../platform.ts'
import { agencyRoutes } from './routes/agencies.tsx'
import { counterRoutes } from './routes/counters.tsx'
import { rosterRoutes } from './routes/roster.tsx'
import { servedRoutes } from './routes/served.tsx'
import { serviceRoutes } from './routes/services.tsx'
import { unitDeskRoutes } from './routes/units.tsx'
import { readCode } from './rules/code.ts'
import { findCounter, findSite } from './store.ts'

export const unitRoutes = new Hono<{ Bindings: Platform }>()

unitRoutes.get('/s/:kode/:berkas{qr\\.(?:svg|png)}', async (c) => {
  const code = readCode(c.req.param('kode'))
  const counter = code && (await findCounter(c.env.database, code))
  if (!counter || counter.closed_at !== null || counter.withdrawn_at !== null) {
    const text = 'Kode QR ini tidak ada atau sudah tidak dipakai.'
    return c.html(<MessagePage site={await findSite(c.env.database)} title="Tidak ada kode QR" text={text} />, 404)
  }
  const address = `${c.env.config.origin}/s/${code}`
  return c.req.param('berkas') === 'qr.svg'
    ? c.body(qrSvg(address), 200, { 'content-type': 'image/svg+xml' })
    : c.body(await qrPng(address), 200, { 'content-type': 'image/png' })
})

/** @param nameQuestionnaire what a unit asks today, which only a later capability knows. */
export function organisationRoutes(nameQuestionnaire: Parameters<typeof unitDeskRoutes>[0]): Hono<Desk> {
  const routes = new Hono<Desk>()
  for (const part of [agencyRoutes, rosterRoutes]) routes.route('/', part)
  for (const part of [unitDeskRoutes(nameQuestionnaire), serviceRoutes, counterRoutes, servedRoutes]) {
    routes.route('/', part)
  }
  return routes
}
