// The QR code of a counter, and the desk's first page.

import { Hono } from 'hono'
import type { Desk } from '../accounts/guard.ts'
import { reachOf } from '../accounts/rules/rights.ts'
import { qrPng, qrSvg } from '../documents/qr.ts'
import { MessagePage } from '../interface/layout.tsx'
import type { Platform } from '../platform.ts'
import { DeskHomePage } from './pages/desk.tsx'
import { readCode } from './rules/code.ts'
import { findCounter, findSite, listUnitsWithin } from './store.ts'

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

export const deskRoutes = new Hono<Desk>()

deskRoutes.get('/kelola', async (c) => {
  const actor = c.get('actor')
  const [site, units] = await Promise.all([
    findSite(c.env.database),
    listUnitsWithin(c.env.database, reachOf(actor, 'readUnit')),
  ])
  return c.html(<DeskHomePage site={site} actor={actor} units={units} />)
})
