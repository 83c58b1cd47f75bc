// What all that a figure can bear costs: the dashboard of a unit beside the same page with index, elements and trend alone.

import { Hono } from 'hono'
import { type Desk, requireAccount } from '#src/accounts/guard.ts'
import { DeskPage } from '#src/accounts/pages/desk.tsx'
import { app } from '#src/app.tsx'
import type { LocalDatabase } from '#src/database/database.ts'
import { openSqlite } from '#src/database/sqlite.ts'
import { storeDemonstration } from '#src/demonstration/build.ts'
import { Glance } from '#src/ikm/pages/dashboard/glance.tsx'
import { bandsOf } from '#src/ikm/pages/unit/axis.ts'
import { Elements } from '#src/ikm/pages/unit/elements.tsx'
import { Trend } from '#src/ikm/pages/unit/trend.tsx'
import { summarise } from '#src/ikm/rules/summary.ts'
import { tallyOf } from '#src/ikm/rules/tally.ts'
import { divideQuarter, findArranged, tallyDays } from '#src/ikm/store/dashboard.ts'
import { tallyQuarters } from '#src/ikm/store.ts'
import type { Platform } from '#src/platform.ts'
import { startBulk } from '#src/responses/actions/bulk.ts'
import { securityHeaders } from '#src/security/headers.ts'
import { questionnaireOf } from '#src/surveys/store.ts'
import { UnitMenu } from '#src/units/pages/unit-menu.tsx'
import { lastQuarters, localDay, quarterDays, quarterOf } from '#src/units/rules/calendar.ts'
import { findSite, findUnit, listServices } from '#src/units/store.ts'
import { arrangeStaff, signedIn } from '#test/support/desk.ts'
import { origin, secret, signingKey } from '#test/support/site.ts'
import { inTurn, milliseconds, type Result } from './measure.ts'
import { asked, temporaryDatabase } from './organisation.ts'

const now = new Date('2026-11-22T05:00:00Z')
const today = localDay(now, 'WIB')
const slug = 'disdukcapil'
const rounds = 25
const visitsOfRound = 20

/** Visits while nothing changes, and visits each after a new answer, when everything is worked out anew. */
export async function unitCost(): Promise<Result[]> {
  const database = openSqlite(temporaryDatabase())
  await storeDemonstration(database, now, signingKey)
  const platform: Platform = {
    database,
    clock: () => now,
    config: { origin, zone: 'WIB', secret, signingKey },
    log() {},
  }
  const fetch = async (address: string, init?: RequestInit) => app.fetch(new Request(origin + address, init), platform)
  const { bureau } = await arrangeStaff(database)
  const browser = await signedIn({ address: origin, fetch, database, errors: () => [], close: async () => {} }, bureau)
  const cookie = Array.from(browser.cookies, ([name, value]) => `${name}=${value}`).join('; ')
  const visit = async (site: { fetch: typeof app.fetch }) => {
    const page = await site.fetch(new Request(`${origin}/kelola/unit/${slug}`, { headers: { cookie } }), platform)
    if (page.status !== 200 || !(await page.text()).includes('responden')) throw new Error('no page')
  }
  const visits = (site: { fetch: typeof app.fetch }, before: () => Promise<unknown>) => async () => {
    let spent = 0
    for (let time = 0; time < visitsOfRound; time++) {
      await before()
      spent += await milliseconds(() => visit(site))
    }
    return spent / visitsOfRound
  }
  const nothing = async () => {}
  const another = () => answer(database)
  const measure = async (name: string, before: () => Promise<unknown>): Promise<Result> => {
    await visits(app, before)()
    await visits(without, before)()
    const measured = await inTurn(rounds, visits(app, before), visits(without, before))
    return { name, ...measured, goal: 1.5, better: 'lower', unit: 'ms per halaman' }
  }
  const results = [await measure('unit-cost', nothing), await measure('unit-cost-anew', another)]
  await database.close()
  return results
}

async function answer(database: LocalDatabase): Promise<void> {
  const unit = await findUnit(database, slug)
  const [service] = unit ? await listServices(database, unit.id) : []
  if (!unit || !service) throw new Error('no unit')
  const bulk = startBulk()
  await database.commit(
    ...bulk.add([
      {
        place: { unitId: unit.id, serviceId: service.id, counterId: null, channel: 'phone', day: today },
        answeredAt: today * 86_400,
        hour: 'morning',
        asked,
        answers: { requirements: 3, cost: 4, conduct: 4 },
        respondent: { sex: 'P', age: null, education: null, occupation: null, disability: null, filledBy: null },
        suggestion: null,
        importId: null,
      },
    ]),
    ...bulk.tallies(),
  )
}

/** The dashboard with the same reads and the same divisions of the quarter, but index, elements and trend alone. */
const without = new Hono<Desk>()
without.use(securityHeaders)
without.use('/kelola/*', requireAccount)
without.get('/kelola/unit/:slug', async (c) => {
  const { database } = c.env
  const [site, unit] = await Promise.all([findSite(database), findArranged(database, c.req.param('slug'))])
  if (!unit) return c.notFound()
  const quarters = lastQuarters(quarterOf(today), 8)
  const [before, quarter] = quarters.slice(-2) as [number, number]
  const { first, last } = quarterDays(quarter)
  const [tallies] = await Promise.all([
    tallyQuarters(database, unit.id, { first: quarters[0] as number, last: quarter }),
    tallyDays(database, unit.id, { from: first - 280, until: today }),
    divideQuarter(database, { unitId: unit.id, first, last, shown: quarter, divided: before }),
  ])
  const { ruleBook, ...form } = questionnaireOf(null, 'HYBRID')
  const trend = quarters.map((one) => ({
    quarter: one,
    summary: summarise(tallyOf(tallies.get(one), form), ruleBook),
    interval: null,
  }))
  const { summary } = trend.at(-1) as (typeof trend)[number]
  const bearing = { interval: null, elements: new Map(), certainty: null, change: null, elementChanges: new Map() }
  const bands = bandsOf(ruleBook.grades)
  const shown = { quarter, running: quarter, summary, bearing, today, bands, sufficiency: unknown, watch: unwatched }
  return c.html(
    <DeskPage site={site} actor={c.get('actor')} title={unit.name} here="/kelola">
      <h1>{unit.name}</h1>
      <UnitMenu actor={c.get('actor')} unit={unit} here="ringkasan" />
      <div class="columns">
        <div>
          <Glance {...shown} />
          <Elements {...{ quarter, summary, bearing, bands }} />
        </div>
        <div>
          <Trend trend={trend} change={null} bands={bands} />
        </div>
      </div>
    </DeskPage>,
  )
})

const unwatched = { state: 'tooFew', began: null, points: [] } as const

const unknown = {
  state: 'targetUnknown',
  answers: 0,
  served: null,
  servedFrom: null,
  target: null,
  missing: null,
  responseRate: null,
  neededPerDay: null,
} as const
