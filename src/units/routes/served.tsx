// People served at a unit: a year's numbers at the desk.

import { type Context, Hono } from 'hono'
import { formatMonth } from '../../language/format.ts'
import { enterServedYear } from '../actions/served.ts'
import { readServed, servedField, servedLimit, yearForm } from '../forms/served.ts'
import { ServedPage } from '../pages/served.tsx'
import { unitPath } from '../pages/unit-frame.tsx'
import { localDay, monthOf, type Zone } from '../rules/calendar.ts'
import { servedInMonth } from '../rules/served.ts'
import { listServedIn } from '../store/served.ts'
import { listAllServices } from '../store/services.ts'
import { findSite } from '../store.ts'
import { doneNotice, readForm, requireUnit, type Shown, type UnitDesk, unitRoute } from './desk.tsx'

export const servedRoutes = new Hono<UnitDesk>()

const managing = requireUnit('manageUnit')
const path = `${unitRoute}/dilayani`

/** Years before this one in which numbers may be entered. */
const yearsBack = 10

servedRoutes.get(path, managing, (c) => showYear(c, 200, { notice: doneNotice(c, doneWords) }))

servedRoutes.post(path, managing, async (c) => {
  const { year, months, services } = await placesOf(c)
  const fields = await readForm(c, servedLimit)
  const places = months.flatMap((month) =>
    [null, ...services.map(({ id }) => id)].map((serviceId) => ({ month, serviceId })),
  )
  const read = readServed(fields, places)
  if ('problems' in read) return showYear(c, 422, { values: fields, problems: read.problems })
  const changed = await enterServedYear(c.env, c.get('actor'), c.get('unit').id, year, read.entries)
  return c.redirect(`${unitPath(c.get('unit'))}/dilayani?tahun=${year}&selesai=${changed ? 'simpan' : 'sama'}`, 303)
})

async function showYear(c: Context<UnitDesk>, status: 200 | 422, { notice, values, problems = [] }: Shown) {
  const [site, { year, running, months, services, entered }] = await Promise.all([
    findSite(c.env.database),
    placesOf(c),
  ])
  const open = services.filter((service) => service.closed_at === null).map(({ id }) => id)
  const stored = Object.fromEntries(
    entered.map(({ month, serviceId, people }) => [servedField(month, serviceId), String(people)]),
  )
  return c.html(
    <ServedPage
      site={site}
      actor={c.get('actor')}
      unit={c.get('unit')}
      year={year}
      years={{
        before: year > running - yearsBack ? year - 1 : undefined,
        after: year < running ? year + 1 : undefined,
      }}
      months={months.map((month) => ({
        month,
        name: formatMonth(month % 100),
        known: servedInMonth(entered, month, open),
      }))}
      services={services}
      values={values ?? stored}
      problems={problems}
      notice={notice}
    />,
    status,
  )
}

/** The year that was asked for, its months that are over, and the services that have or may have numbers in it. */
async function placesOf(c: Context<UnitDesk>) {
  const unit = c.get('unit')
  const current = monthOf(localDay(c.env.clock(), unit.zone as Zone))
  const running = Math.floor(current / 100)
  const asked = yearForm.parse(c.req.query()).tahun
  // In January the year that is over is the one to fill in.
  const usual = current % 100 === 1 ? running - 1 : running
  const year = asked !== undefined && asked <= running && asked >= running - yearsBack ? asked : usual
  const months = Array.from({ length: 12 }, (_, place) => year * 100 + place + 1).filter((month) => month < current)
  const [services, entered] = await Promise.all([
    listAllServices(c.env.database, unit.id),
    listServedIn(c.env.database, unit.id, year),
  ])
  const shown = services.filter(
    ({ id, closed_at }) => closed_at === null || entered.some(({ serviceId }) => serviceId === id),
  )
  return { year, running, months, services: shown, entered }
}

const doneWords = {
  simpan: 'Angka tersimpan.',
  sama: 'Tidak ada angka yang berubah.',
} as const
