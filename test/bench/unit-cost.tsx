// What all that a figure can bear costs: the page of a unit beside the same page with index, elements and trend alone.

import { Hono } from 'hono'
import { app } from '#src/app.tsx'
import type { LocalDatabase } from '#src/database/database.ts'
import { openSqlite } from '#src/database/sqlite.ts'
import { storeDemonstration } from '#src/demonstration/build.ts'
import { bandsOf } from '#src/ikm/pages/unit/axis.ts'
import { Elements } from '#src/ikm/pages/unit/elements.tsx'
import { Headline } from '#src/ikm/pages/unit/headline.tsx'
import { Trend } from '#src/ikm/pages/unit/trend.tsx'
import { summarise } from '#src/ikm/rules/summary.ts'
import { tallyOf } from '#src/ikm/rules/tally.ts'
import { tallyQuarters } from '#src/ikm/store.ts'
import { Page } from '#src/interface/layout.tsx'
import type { Platform } from '#src/platform.ts'
import { startBulk } from '#src/responses/actions/bulk.ts'
import { securityHeaders } from '#src/security/headers.ts'
import { questionnaireOf } from '#src/surveys/store.ts'
import { lastQuarters, localDay, quarterOf } from '#src/units/rules/calendar.ts'
import { findSite, findUnit, listServices } from '#src/units/store.ts'
import { signingKey } from '#test/support/site.ts'
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
    config: { origin: 'http://localhost', zone: 'WIB' },
    log() {},
  }
  const visit = async (site: { fetch: typeof app.fetch }) => {
    const page = await site.fetch(new Request(`http://localhost/unit/${slug}`), platform)
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

const without = new Hono<{ Bindings: Platform }>()
without.use(securityHeaders)
without.get('/unit/:slug', async (c) => {
  const { database } = c.env
  const [site, unit] = await Promise.all([findSite(database), findUnit(database, c.req.param('slug'))])
  if (!unit) return c.notFound()
  const quarters = lastQuarters(quarterOf(today), 8)
  const [services, tallies] = await Promise.all([
    listServices(database, unit.id),
    tallyQuarters(database, unit.id, { first: quarters[0] as number, last: quarters.at(-1) as number }),
  ])
  const { ruleBook, ...form } = questionnaireOf(null, 'HYBRID')
  const trend = quarters.map((quarter) => ({
    quarter,
    summary: summarise(tallyOf(tallies.get(quarter), form), ruleBook),
    interval: null,
  }))
  const { quarter, summary } = trend.at(-1) as (typeof trend)[number]
  const bearing = { interval: null, elements: new Map(), certainty: null, change: null, elementChanges: new Map() }
  const bands = bandsOf(ruleBook.grades)
  return c.html(
    <Page site={site} title={unit.name} width="wide">
      <h1>{unit.name}</h1>
      <div class="columns">
        <div>
          <Headline {...{ quarter, summary, bearing, today, bands, sufficiency: unknown }} />
          <Elements {...{ quarter, summary, bearing, bands }} />
        </div>
        <div>
          <Trend trend={trend} change={null} bands={bands} />
          <ul>
            {services.map(({ name }) => (
              <li>{name}</li>
            ))}
          </ul>
        </div>
      </div>
    </Page>,
  )
})

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
