// A unit's dashboard: one quarter at a glance, then what lies behind it, for whoever runs the unit.

import { DeskPage } from '../../accounts/pages/desk.tsx'
import type { Actor, Place } from '../../accounts/rules/rights.ts'
import { Fold } from '../../interface/table.tsx'
import { defaultRuleBook } from '../../surveys/rules.ts'
import { UnitMenu } from '../../units/pages/unit-menu.tsx'
import { inWords, shortly } from '../../units/quarter.ts'
import { type Quarter, quarterSlug } from '../../units/rules/calendar.ts'
import type { PlaceTable } from '../rules/places.ts'
import { Glance } from './dashboard/glance.tsx'
import { News } from './dashboard/news.tsx'
import { Places } from './dashboard/places.tsx'
import { Tasks } from './dashboard/tasks.tsx'
import { bandsOf } from './unit/axis.ts'
import { Distribution } from './unit/distribution.tsx'
import { Elements } from './unit/elements.tsx'
import { Fairness } from './unit/fairness.tsx'
import { Integrity } from './unit/integrity.tsx'
import { Priorities } from './unit/priorities.tsx'
import { Reliability } from './unit/reliability.tsx'
import { Trend } from './unit/trend.tsx'
import { Watch } from './unit/watch.tsx'
import type { UnitProps } from './unit.tsx'

export interface DashboardProps extends UnitProps {
  readonly actor: Actor
  readonly unit: UnitProps['unit'] & Place
  readonly running: Quarter
  /** Quarters that can be chosen, the newest first. */
  readonly offered: readonly Quarter[]
  readonly places: readonly PlaceTable[]
  /** What the manager passes on by telephone. */
  readonly news: string
}

export function DashboardPage(props: DashboardProps) {
  const { site, actor, unit, quarter, summary, bearing, trend, places } = props
  const bands = bandsOf(defaultRuleBook.grades)
  const answered = summary.state !== 'empty'
  return (
    <DeskPage site={site} actor={actor} title={`${unit.name}, ${inWords(quarter)}`} here="/kelola">
      <div class="opening">
        <p class="soft">{[unit.kind, unit.agency].filter(Boolean).join(' · ')}</p>
        <h1>{unit.name}</h1>
        <UnitMenu actor={props.actor} unit={props.unit} here="ringkasan" />
      </div>
      <Period {...props} />
      <div class="columns">
        <div>
          <Glance {...props} bands={bands} />
          {answered && <Elements quarter={quarter} summary={summary} bearing={bearing} bands={bands} />}
        </div>
        <div>
          <Trend trend={trend} change={bearing.change} bands={bands} />
          {answered && <Tasks summary={summary} bearing={bearing} places={places} slug={unit.slug} />}
          <News text={props.news} />
        </div>
      </div>
      {answered && <Places tables={places} bands={bands} />}
      <Watch watch={props.watch} />
      {trend.some((point) => point.summary.state !== 'empty') && <Fairness fairness={props.fairness} />}
      {answered && (
        <>
          <Priorities priorities={props.priorities} />
          <div class="columns">
            <div>
              <Distribution summary={summary} distributions={props.distributions} />
            </div>
            <div>
              <Reliability reliability={props.reliability} />
              <Integrity items={props.integrity} />
            </div>
          </div>
        </>
      )}
    </DeskPage>
  )
}

function Period({ unit, quarter, running, offered }: DashboardProps) {
  return (
    <section class="card choice" aria-label="Periode dan unduhan">
      <Fold summary={`Triwulan: ${shortly(quarter)}${quarter === running ? ', berjalan' : ''}`}>
        <ul class="options">
          {offered.map((one) => (
            <li>
              <a href={quarterAddress(unit.slug, one)} aria-current={one === quarter ? 'true' : undefined}>
                {shortly(one)} {one === running && <small>berjalan</small>}
              </a>
            </li>
          ))}
        </ul>
      </Fold>
      <Fold summary={`Unduh rekap ${shortly(quarter)}`}>
        <ul class="options">
          {(['xlsx', 'csv'] as const).map((format) => (
            <li>
              <a href={`${address(unit.slug)}/rekap.${format}?periode=${quarterSlug(quarter)}`}>
                {format.toUpperCase()}
              </a>
            </li>
          ))}
        </ul>
      </Fold>
    </section>
  )
}

function address(slug: string): string {
  return `/kelola/unit/${encodeURIComponent(slug)}`
}

function quarterAddress(slug: string, quarter: Quarter): string {
  return `${address(slug)}?periode=${quarterSlug(quarter)}`
}
