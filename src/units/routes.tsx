// Where units are found, and the QR code of a counter.

import { zValidator } from '@hono/zod-validator'
import { Hono } from 'hono'
import { qrPng, qrSvg } from '../documents/qr.ts'
import { MessagePage } from '../interface/layout.tsx'
import type { Platform } from '../platform.ts'
import { searchForm } from './forms.ts'
import { HomePage } from './pages.tsx'
import { readCode } from './rules/code.ts'
import { countUnits, findCounter, findSite, listUnits } from './store.ts'

export const unitRoutes = new Hono<{ Bindings: Platform }>()

unitRoutes.get('/', zValidator('query', searchForm), async (c) => {
  const { cari } = c.req.valid('query')
  const words = cari.toLowerCase().split(/\s+/).filter(Boolean)
  const [site, units, { total }] = await Promise.all([
    findSite(c.env.database),
    listUnits(c.env.database, words),
    countUnits(c.env.database),
  ])
  const agencies = Map.groupBy(units, (unit) => unit.agency)
  return c.html(
    <HomePage
      site={site}
      search={cari}
      agencies={Array.from(agencies, ([name, of]) => ({ name, units: of }))}
      total={total}
    />,
  )
})

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
