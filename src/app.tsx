// The whole site on one screen: the guards in their order, then one line for each capability.

import { Hono, type MiddlewareHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { routePath } from 'hono/route'
import { requireAccount } from './accounts/guard.ts'
import { accountRoutes } from './accounts/routes.tsx'
import { ikmRoutes } from './ikm/routes.tsx'
import { MessagePage } from './interface/layout.tsx'
import type { Platform } from './platform.ts'
import { responseRoutes } from './responses/routes.tsx'
import { securityHeaders } from './security/headers.ts'
import { sameSite } from './security/same-site.ts'
import { deskRoutes, unitRoutes } from './units/routes.tsx'
import { findSite } from './units/store.ts'
import { surroundings } from './units/surroundings.ts'

export const app = new Hono<{ Bindings: Platform }>()

app.use(securityHeaders)
app.use('/masuk/*', sameSite)
app.use('/kelola/*', sameSite, requireAccount as MiddlewareHandler)

app.get('/healthz', async (c) => {
  await c.env.database.select({ sql: 'select 1', parameters: [] })
  return c.json({ status: 'ok' })
})

app.route('/', accountRoutes(surroundings))
app.route('/', deskRoutes)
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

app.onError(async (error, c) => {
  if (error instanceof HTTPException && error.status === 403) {
    const site = await findSite(c.env.database)
    const text =
      'Halaman atau tindakan ini tidak termasuk hak akun Anda, atau permintaannya tidak datang dari situs ini.'
    return c.html(
      <MessagePage
        site={site}
        title="Tidak diizinkan"
        text={text}
        link={{ href: '/kelola', text: 'Ke beranda pengelola' }}
      />,
      403,
    )
  }
  const request = crypto.randomUUID()
  c.env.log({
    event: 'error',
    request,
    method: c.req.method,
    // Not the path itself, which may hold a link's token.
    route: routePath(c),
    error: error.name,
    message: error.message,
  })
  const text = `Terjadi gangguan pada sistem. Coba lagi sebentar lagi. Bila berulang, sebutkan nomor ${request.slice(0, 8)} kepada pengelola.`
  return c.html(<MessagePage site={{ government: '', demonstration: false }} title="Ada gangguan" text={text} />, 500)
})
