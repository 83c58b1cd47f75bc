// The whole site on one screen: the guards in their order, then one line for each capability.

import { Hono, type MiddlewareHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { routePath } from 'hono/route'
import { requireAccount } from './accounts/guard.ts'
import { accountRoutes } from './accounts/routes.tsx'
import { consultationDeskRoutes } from './followups/routes/consultations.tsx'
import { followUpOverviewRoutes } from './followups/routes/overview.tsx'
import { followUpDeskRoutes } from './followups/routes/unit.tsx'
import { ikmDeskRoutes } from './ikm/routes/desk.tsx'
import { ikmRoutes } from './ikm/routes.tsx'
import { MessagePage } from './interface/layout.tsx'
import type { Platform } from './platform.ts'
import { callsOf } from './publications/calls.ts'
import { keptOrMade } from './publications/kept-pages.ts'
import { apiRoutes } from './publications/routes/api.tsx'
import { dataRoutes } from './publications/routes/data.tsx'
import { publicationDeskRoutes } from './publications/routes/desk.tsx'
import { fileDeskRoutes, fileRoutes } from './publications/routes/files.tsx'
import { publicRoutes } from './publications/routes/public.tsx'
import { resultsRoutes } from './publications/routes/results.tsx'
import { answerDeskRoutes } from './responses/routes/answers.tsx'
import { entryDeskRoutes } from './responses/routes/entry.tsx'
import { privacyRoutes } from './responses/routes/privacy.tsx'
import { signalDeskRoutes } from './responses/routes/signals.tsx'
import { suggestionDeskRoutes } from './responses/routes/suggestions.tsx'
import { visitDeskRoutes, visitRoutes } from './responses/routes/visits.tsx'
import { responseRoutes } from './responses/routes.tsx'
import { securityHeaders } from './security/headers.ts'
import { sameSite } from './security/same-site.ts'
import { nameQuestionnaire, surveyRoutes } from './surveys/routes.tsx'
import { leastMinimum } from './surveys/rules.ts'
import { logoRoutes, settingsRoutes } from './units/routes/settings.tsx'
import { organisationRoutes, unitRoutes } from './units/routes.tsx'
import { findZone } from './units/store/settings.ts'
import { findSite } from './units/store.ts'
import { surroundings } from './units/surroundings.ts'

export const app = new Hono<{ Bindings: Platform }>()

// Outermost, so that what is kept is complete, its headers too.
app.use(async (c, next) => {
  let made: Response | undefined
  const response = await keptOrMade(c.req.raw, c.env, async () => {
    await next()
    made = c.res
    return made
  })
  if (made === undefined) return response
  if (made !== response) {
    // Laid over the old one, headers of both would be mixed.
    c.res = undefined
    c.res = response
  }
})
app.use(securityHeaders)
app.use('/masuk/*', sameSite)
app.use('/kelola/*', sameSite, requireAccount as MiddlewareHandler)
// The government's zone may be set. The desk has it with the session; whoever answers at a counter needs only the unit's.
app.use(async (c, next) => {
  if (!/^\/(s|kelola|healthz)(\/|$)/.test(c.req.path)) {
    const zone = await findZone(c.env.database, c.env.config.zone)
    c.env = { ...c.env, config: { ...c.env.config, zone } }
  }
  await next()
})

app.get('/healthz', async (c) => {
  await c.env.database.select({ sql: 'select 1', parameters: [] })
  return c.json({ status: 'ok' })
})

app.route('/', accountRoutes(surroundings))
app.route('/', organisationRoutes(nameQuestionnaire))
app.route('/', settingsRoutes(leastMinimum))
app.route('/', logoRoutes)
app.route('/', unitRoutes)
app.route('/', surveyRoutes)
app.route('/', responseRoutes)
app.route('/', visitRoutes)
app.route('/', privacyRoutes)
app.route('/', answerDeskRoutes)
app.route('/', visitDeskRoutes)
app.route('/', signalDeskRoutes)
app.route('/', suggestionDeskRoutes)
app.route('/', entryDeskRoutes)
app.route('/', dataRoutes)
app.route('/', fileRoutes)
app.route('/', fileDeskRoutes)
app.route('/', apiRoutes)
app.route('/', ikmDeskRoutes(callsOf))
app.route('/', publicationDeskRoutes)
app.route('/', followUpDeskRoutes)
app.route('/', consultationDeskRoutes)
app.route('/', followUpOverviewRoutes)
app.route('/', ikmRoutes)
app.route('/', resultsRoutes)
app.route('/', publicRoutes)

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
