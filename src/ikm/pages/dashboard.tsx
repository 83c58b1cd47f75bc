// A unit's dashboard: one quarter at a glance, then what lies behind it, for whoever runs the unit.

import { DeskPage } from '../../accounts/pages/desk.tsx'
import type { Actor, Place } from '../../accounts/rules/rights.ts'
import { drawnOnce } from '../../interface/drawn.tsx'
import type { Site } from '../../interface/layout.tsx'
import { Fold } from '../../interface/table.tsx'
import { defaultRuleBook } from '../../surveys/rules.ts'
import { UnitMenu } from '../../units/pages/unit-menu.tsx'
import { inWords, shortly } from '../../units/quarter.ts'
import { type Quarter, quarterSlug } from '../../units/rules/calendar.ts'
import type { DeskCall } from '../calls.ts'
import type { Distribution as Counts } from '../rules/moments.ts'
import type { PlaceTable } from '../rules/places.ts'
import type { Priorities as FoundPriorities } from '../rules/priorities.ts'
import type { Reliability as FoundReliability } from '../rules/reliability.ts'
import type { Watch as FoundWatch } from '../rules/watch.ts'
import { Glance, type QuarterProps } from './dashboard/glance.tsx'
import { News } from './dashboard/news.tsx'
import { Places } from './dashboard/places.tsx'
import { Tasks } from './dashboard/tasks.tsx'
import { bandsOf } from './unit/axis.ts'
import { Distribution } from './unit/distribution.tsx'
import { Elements } from './unit/elements.tsx'
import { Fairness, type FairnessView } from './unit/fairness.tsx'
import { Integrity, type IntegrityItem } from './unit/integrity.tsx'
import { Priorities } from './unit/priorities.tsx'
import { Reliability } from './unit/reliability.tsx'
import { Trend, type TrendPoint } from './unit/trend.tsx'
import { Watch } from './unit/watch.tsx'
import { Waiting } from './waiting.tsx'

export interface DashboardProps extends QuarterProps {
  readonly site: Site
  readonly actor: Actor
  readonly unit: Place & {
    readonly name: string
    readonly slug: string
    readonly kind: string
    readonly agency: string
  }
  /** Answers 1–4 by element key; an element answered by several questions has none. */
  readonly distributions: ReadonlyMap<string, Counts>
  readonly priorities: FoundPriorities
  readonly reliability: FoundReliability | null
  readonly watch: FoundWatch
  readonly fairness: FairnessView
  /** Integrity items of SKM Online with their converted values in hundredths; they stay out of the index. */
  readonly integrity: readonly IntegrityItem[]
  /** Oldest first, the quarter that is shown last. */
  readonly trend: readonly TrendPoint[]
  readonly running: Quarter
  /** Quarters that can be chosen, the newest first. */
  readonly offered: readonly Quarter[]
  readonly places: readonly PlaceTable[]
  /** What the manager passes on by telephone. */
  readonly news: string
  /** What else waits for the actor at this unit. */
  readonly waiting: readonly DeskCall[]
}

/** While nothing has changed the parts of the view are the same objects, and what is drawn of them is kept. */
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
      <Waiting calls={props.waiting} />
      <Period {...props} />
      <div class="columns">
        <div>
          <Glance {...props} bands={bands} />
          {answered &&
            drawnOnce(bearing, () => <Elements quarter={quarter} summary={summary} bearing={bearing} bands={bands} />)}
        </div>
        <div>
          {drawnOnce(trend, () => (
            <Trend trend={trend} change={bearing.change} bands={bands} />
          ))}
          {answered && <Tasks summary={summary} bearing={bearing} places={places} slug={unit.slug} />}
          <News text={props.news} />
        </div>
      </div>
      {answered && <Places tables={places} bands={bands} />}
      {drawnOnce(props.watch, () => (
        <Watch watch={props.watch} />
      ))}
      {trend.some((point) => point.summary.state !== 'empty') &&
        drawnOnce(props.fairness, () => <Fairness fairness={props.fairness} />)}
      {answered && (
        <>
          {drawnOnce(props.priorities, () => (
            <Priorities priorities={props.priorities} />
          ))}
          <div class="columns">
            <div>
              {drawnOnce(props.distributions, () => (
                <Distribution summary={summary} distributions={props.distributions} />
              ))}
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
      <Fold summary={`Unduh ${shortly(quarter)}`}>
        <ul class="options">
          {(['xlsx', 'csv'] as const).map((format) => (
            <li>
              <a href={`${address(unit.slug)}/rekap.${format}?periode=${quarterSlug(quarter)}`}>
                {format.toUpperCase()}
              </a>
            </li>
          ))}
          <li>
            <a href={`${address(unit.slug)}/laporan.docx?periode=${quarterSlug(quarter)}`}>Laporan (DOCX)</a>
          </li>
          <li>
            <a href={`${address(unit.slug)}/pengolahan.xlsx?periode=${quarterSlug(quarter)}`}>Pengolahan (XLSX)</a>
          </li>
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
