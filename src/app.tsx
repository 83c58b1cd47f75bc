// The whole site on one screen: the guards in their order, then one line for each capability.

import { Hono } from 'hono'
import { ikmRoutes } from './ikm/routes.tsx'
import { MessagePage } from './interface/layout.tsx'
import type { Platform } from './platform.ts'
import { responseRoutes } from './responses/routes.tsx'
import { securityHeaders } from './security/headers.ts'
import { unitRoutes } from './units/routes.tsx'
import { findSite } from './units/store.ts'

export const app = new Hono<{ Bindings: Platform }>()

app.use(securityHeaders)

app.get('/healthz', async (c) => {
  await c.env.database.select({ sql: 'select 1', parameters: [] })
  return c.json({ status: 'ok' })
})

app.route('/', unitRoutes)
app.route('/', responseRoutes)
app.route('/', ikmRoutes)

app.notFound(async (c) => {
  const text = 'Halaman ini tidak ada. Mungkin alamatnya salah ketik.'
  const site = await findSite(c.env.database)
  return c.html(
    <MessagePage
      site={site}
      title="Halaman tidak ditemukan"
      text={text}
      link={{ href: '/', text: 'Ke halaman depan' }}
    />,
    404,
  )
})

app.onError((error, c) => {
  const request = crypto.randomUUID()
  c.env.log({
    event: 'error',
    request,
    method: c.req.method,
    route: c.req.path,
    error: error.name,
    message: error.message,
  })
  const text = `Terjadi gangguan pada sistem. Coba lagi sebentar lagi. Bila berulang, sebutkan nomor ${request.slice(0, 8)} kepada pengelola.`
  return c.html(<MessagePage site={{ government: '', demonstration: false }} title="Ada gangguan" text={text} />, 500)
})
