// The pages that a citizen meets first: the city, a unit, units beside each other, what was promised. All of published rows.

import { zValidator } from '@hono/zod-validator'
import { Hono } from 'hono'
import { openEvidence } from '../../followups/actions/evidence.ts'
import { evidenceHeaders } from '../../followups/rules/evidence.ts'
import { findEvidence } from '../../followups/store.ts'
import { MessagePage } from '../../interface/layout.tsx'
import type { Platform } from '../../platform.ts'
import { searchForm } from '../../units/forms.ts'
import { findSite } from '../../units/store.ts'
import { actionsForm, comparisonForm } from '../forms.ts'
import { revalidated } from '../kept-pages.ts'
import { AccessibilityPage } from '../pages/accessibility.tsx'
import { ComparisonPage, EmptyComparisonPage } from '../pages/comparison.tsx'
import { FollowUpsPage } from '../pages/follow-ups.tsx'
import { HomePage } from '../pages/home.tsx'
import { PublicUnitPage, UnpublishedUnitPage } from '../pages/unit.tsx'
import { findLatestDocument, isPublished, viewActions, viewComparison, viewHome, viewPublicUnit } from '../view.ts'

export const publicRoutes = new Hono<{ Bindings: Platform }>()

publicRoutes.get('/', zValidator('query', searchForm), async (c) => {
  const { cari } = c.req.valid('query')
  const { database, config } = c.env
  const [site, view] = await Promise.all([findSite(database), viewHome(database, cari)])
  return c.html(<HomePage site={site} zone={config.zone} origin={config.origin} {...view} />)
})

publicRoutes.get('/perbandingan', zValidator('query', comparisonForm), async (c) => {
  const { database } = c.env
  const [site, view] = await Promise.all([findSite(database), viewComparison(database, c.req.valid('query'))])
  if (view.edition === null) return c.html(<EmptyComparisonPage site={site} total={view.total} />)
  // As the page's own links ask: each of these few is worth keeping.
  const { searchParams } = new URL(c.req.url)
  const offered = Array.from(searchParams.keys()).join() === 'jenis,periode'
  if (offered && !view.quarterReplaced && !view.kindReplaced) c.header('cache-control', revalidated)
  return c.html(<ComparisonPage site={site} {...view} />)
})

publicRoutes.get('/aksesibilitas', async (c) => c.html(<AccessibilityPage site={await findSite(c.env.database)} />))

publicRoutes.get('/tindak-lanjut', async (c) => {
  const { database, config } = c.env
  const form = actionsForm.parse(
    Object.fromEntries(Object.entries(c.req.queries()).map(([name, [first]]) => [name, first])),
  )
  const [site, view] = await Promise.all([findSite(database), viewActions(database, form)])
  return c.html(<FollowUpsPage site={site} zone={config.zone} origin={config.origin} {...view} />)
})

publicRoutes.get('/bukti/:kunci{[0-9a-f]{64}}', async (c) => {
  const key = c.req.param('kunci')
  const published = new Set<number>()
  for (const { followUpId } of await findEvidence(c.env.database, key)) {
    if (followUpId !== null && (await isPublished(c.env.database, followUpId))) published.add(followUpId)
  }
  const found = await openEvidence(c.env, key, ({ followUpId }) => followUpId !== null && published.has(followUpId))
  if (found) return c.body(found.bytes, 200, evidenceHeaders(found.use))
  const text = 'Berkas ini tidak ada, sudah ditarik, atau rencananya belum diterbitkan.'
  return c.html(<MessagePage site={await findSite(c.env.database)} title="Berkas tidak ditemukan" text={text} />, 404)
})

publicRoutes.get('/unit/:file{[^/]+\\.json}', async (c) => {
  const slug = c.req.param('file').slice(0, -'.json'.length)
  const document = await findLatestDocument(c.env.database, slug)
  if (document === undefined) return c.json({ kesalahan: 'Unit ini tidak ada.' }, 404)
  if (document === null) return c.json({ kesalahan: 'Unit ini belum punya hasil yang diterbitkan.' }, 404)
  return c.body(document, 200, { 'content-type': 'application/json' })
})

publicRoutes.get('/unit/:slug', async (c) => {
  const { database, config } = c.env
  const [site, view] = await Promise.all([findSite(database), viewPublicUnit(database, c.req.param('slug'))])
  if (!view) {
    const text = 'Alamat ini tidak menunjuk unit pelayanan mana pun. Cari unitnya dari halaman depan.'
    return c.html(
      <MessagePage site={site} title="Unit tidak ditemukan" text={text} link={{ href: '/', text: 'Cari unit' }} />,
      404,
    )
  }
  const shown = { site, zone: config.zone, origin: config.origin }
  return c.html(
    view.result === null ? <UnpublishedUnitPage {...shown} {...view} /> : <PublicUnitPage {...shown} {...view} />,
  )
})
