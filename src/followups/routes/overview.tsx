// The bureau's list of all follow-ups.

import { Hono } from 'hono'
import { type Desk, requireRight } from '../../accounts/guard.ts'
import { lastQuarters, localDay, previousQuarter, quarterOf } from '../../units/rules/calendar.ts'
import { findSite } from '../../units/store.ts'
import { isStatus, overviewForm, stateOf } from '../forms.ts'
import { FollowUpOverviewPage, overviewPath } from '../pages/overview.tsx'
import { countActions, listAgencyNames, listUnplanned, searchActions } from '../store/overview.ts'

export const followUpOverviewRoutes = new Hono<Desk>()

const onPage = 25
const quartersOffered = 8

followUpOverviewRoutes.get(overviewPath, requireRight('readOverview'), async (c) => {
  const { database, clock, config } = c.env
  const search = overviewForm.parse(c.req.query())
  const running = quarterOf(localDay(clock(), config.zone))
  const offered = lastQuarters(previousQuarter(running), quartersOffered).toReversed()
  const state = stateOf(search.keadaan)
  const planless = state === 'unplanned' ? (search.triwulan ?? previousQuarter(running)) : undefined
  const from = (search.halaman - 1) * onPage
  const [site, counts, agencies, actions, units] = await Promise.all([
    findSite(database),
    countActions(database, running),
    listAgencyNames(database),
    planless === undefined
      ? searchActions(
          database,
          {
            status: isStatus(state) ? state : undefined,
            timing: state === 'overdue' || state === 'due' ? state : undefined,
            agency: search.instansi || undefined,
            quarter: search.triwulan,
            words: search.cari.toLowerCase().split(/\s+/).filter(Boolean),
          },
          running,
          from,
          onPage,
        )
      : [],
    planless === undefined ? [] : listUnplanned(database, planless, search.instansi || undefined, from, onPage),
  ])
  const found = actions[0]?.found ?? units[0]?.found ?? 0
  return c.html(
    <FollowUpOverviewPage
      {...{ site, running, offered, counts, search, actions, units, planless, found, agencies }}
      actor={c.get('actor')}
      page={search.halaman}
      pages={Math.max(1, Math.ceil(found / onPage))}
    />,
  )
})
