// A unit's public page: what the answers of the running quarter amount to, and what they can bear.

import { drawnOnce } from '../../interface/drawn.tsx'
import { Page, type Site } from '../../interface/layout.tsx'
import { defaultRuleBook } from '../../surveys/rules.ts'
import { inWords } from '../../units/quarter.ts'
import type { Distribution as Counts } from '../rules/moments.ts'
import type { Priorities as FoundPriorities } from '../rules/priorities.ts'
import type { Reliability as FoundReliability } from '../rules/reliability.ts'
import type { Watch as FoundWatch } from '../rules/watch.ts'
import { bandsOf } from './unit/axis.ts'
import { Comparison } from './unit/comparison.tsx'
import { Distribution } from './unit/distribution.tsx'
import { Elements } from './unit/elements.tsx'
import { Fairness, type FairnessView } from './unit/fairness.tsx'
import { Headline, type HeadlineProps } from './unit/headline.tsx'
import { Integrity, type IntegrityItem } from './unit/integrity.tsx'
import { Priorities } from './unit/priorities.tsx'
import { Reliability } from './unit/reliability.tsx'
import { Trend, type TrendPoint } from './unit/trend.tsx'
import { Watch } from './unit/watch.tsx'

export interface UnitProps extends HeadlineProps {
  readonly site: Site
  readonly unit: {
    readonly name: string
    readonly slug: string
    readonly kind: string
    readonly address: string
    readonly agency: string
    /** Null, or absent, while it takes answers. */
    readonly closed_at?: number | null
  }
  readonly services: readonly { readonly name: string }[]
  /** Answers 1–4 by element key; an element answered by several questions has none. */
  readonly distributions: ReadonlyMap<string, Counts>
  readonly priorities: FoundPriorities
  readonly reliability: FoundReliability | null
  readonly watch: FoundWatch
  readonly fairness: FairnessView
  /** Integrity items of SKM Online with their converted values in hundredths; they stay out of the index. */
  readonly integrity: readonly IntegrityItem[]
  /** Oldest first, the current quarter last. */
  readonly trend: readonly TrendPoint[]
}

export function UnitPage(props: UnitProps) {
  const { site, unit, services, quarter, summary, bearing, trend } = props
  const bands = bandsOf(defaultRuleBook.grades)
  const answered = summary.state !== 'empty'
  const everAnswered = trend.some((point) => point.summary.state !== 'empty')
  return (
    <Page
      site={site}
      title={`${unit.name}, IKM ${inWords(quarter)}`}
      description={`Indeks Kepuasan Masyarakat ${unit.name}, ${unit.agency}: ${inWords(quarter)}, sementara.`}
      width="wide"
    >
      <div class="opening">
        <p class="soft">{[unit.kind, unit.agency].filter(Boolean).join(' · ')}</p>
        <h1>{unit.name}</h1>
        {unit.address && <p class="soft">{unit.address}</p>}
        {unit.closed_at != null && (
          <p class="note">Unit ini sudah ditutup dan tidak menerima jawaban lagi. Hasilnya tetap dapat dibaca.</p>
        )}
      </div>
      <div class="columns">
        <div>
          <Headline {...props} bands={bands} />
          {answered && <Elements quarter={quarter} summary={summary} bearing={bearing} bands={bands} />}
        </div>
        <div>
          <Trend trend={trend} change={bearing.change} bands={bands} />
          {drawnOnce(props.watch, () => (
            <Watch watch={props.watch} />
          ))}
          {!answered && <About services={services} />}
        </div>
      </div>
      {answered && <Priorities priorities={props.priorities} />}
      {everAnswered && drawnOnce(props.fairness, () => <Fairness fairness={props.fairness} />)}
      {answered && (
        <div class="columns">
          <div>
            <Distribution summary={summary} distributions={props.distributions} />
          </div>
          <div>
            <Reliability reliability={props.reliability} />
            <Integrity items={props.integrity} />
            <About services={services} />
            <Comparison summary={summary} />
          </div>
        </div>
      )}
    </Page>
  )
}

function About({ services }: Pick<UnitProps, 'services'>) {
  return (
    <section class="card" aria-labelledby="judul-tentang">
      <h2 id="judul-tentang">Tentang survei ini</h2>
      {services.length > 0 && <p>Layanan yang disurvei:</p>}
      {services.length > 0 && (
        <ul>
          {services.map(({ name }) => (
            <li>{name}</li>
          ))}
        </ul>
      )}
      <p>
        <a href="/metodologi">Bagaimana angka-angka ini dihitung</a>
      </p>
    </section>
  )
}
