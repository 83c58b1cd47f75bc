// A unit's quarter at a glance: the index and how sure it is, answers against the target, what has changed.

import type { Band } from '../../../interface/charts/scale.ts'
import { Chip, type Tone } from '../../../interface/chip.tsx'
import { formatCount, formatDay, formatDecimal, formatDifference, formatHundredths } from '../../../language/format.ts'
import { inWords, shortly } from '../../../units/quarter.ts'
import { type LocalDay, mondayOf, previousQuarter, type Quarter, quarterDays } from '../../../units/rules/calendar.ts'
import type { Bearing } from '../../rules/bearing.ts'
import { certaintyInWords } from '../../rules/certainty.ts'
import { type Direction, directionWords } from '../../rules/change.ts'
import { type Sufficiency, sufficiencyWords } from '../../rules/sufficiency.ts'
import type { Summary } from '../../rules/summary.ts'
import { type Watch, type WatchState, watchInWords } from '../../rules/watch.ts'
import { gradeTone } from '../grade.ts'
import { sufficiencyInWords } from '../unit/sufficiency.ts'
import { intervalInWords } from '../unit/words.ts'

/** A quarter and what it amounts to so far. */
export interface QuarterProps {
  readonly quarter: Quarter
  readonly summary: Summary
  readonly bearing: Bearing
  readonly sufficiency: Sufficiency
  readonly today: LocalDay
}

interface GlanceProps extends QuarterProps {
  readonly watch: Watch
  readonly running: Quarter
  readonly bands: readonly Band[]
}

export function Glance(props: GlanceProps) {
  const { quarter, running, summary, bearing, sufficiency, today } = props
  const { first, last } = quarterDays(quarter)
  const state = quarter === running ? 'berjalan' : 'sudah berakhir'
  return (
    <section class={`card headline glance ${summary.state}`} aria-labelledby="ikm">
      <h2 id="ikm">
        IKM {inWords(quarter)} <small>{state}</small>
      </h2>
      {summary.ikm === null ? (
        <>
          <p class="figure">Belum ada data</p>
          <p>Belum ada jawaban pada triwulan ini. Ini bukan nilai nol: angkanya memang belum ada.</p>
          <p>{sufficiencyInWords(sufficiency, last)}</p>
        </>
      ) : (
        <>
          <div class="leading">
            <p class="figure">{formatHundredths(summary.ikm)}</p>
            <div class="said">
              {summary.grade ? (
                <Chip tone={gradeTone(summary.grade.grade)} mark={summary.grade.grade}>
                  {summary.grade.performance}
                </Chip>
              ) : (
                <Chip tone="plain">belum cukup</Chip>
              )}
              <p>
                {summary.grade
                  ? bearing.certainty && `Kepastian: ${certaintyInWords(bearing.certainty)}`
                  : `Mutu mulai ${formatCount(summary.minimum)} responden`}
              </p>
              <p>
                {formatCount(summary.respondents)} responden
                {sufficiency.target !== null &&
                  ` · ${sufficiencyWords[sufficiency.state]} (sasaran ${formatCount(sufficiency.target)})`}
              </p>
            </div>
          </div>
          <p class="interval">{intervalInWords(bearing.interval)}</p>
          <dl class="standing">
            <Since {...props} />
            <div>
              <dt>Laju jawaban</dt>
              <dd>{perDay(summary.respondents / (Math.min(today, last) - first + 1))}</dd>
              <dd class="soft">{neededInWords(props)}</dd>
            </div>
            <Weekly {...props} />
          </dl>
          <p class="fine">{sufficiencyInWords(sufficiency, last)}</p>
        </>
      )}
    </section>
  )
}

const directionTones: Readonly<Record<Direction, Tone>> = { up: 'a', down: 'd', unclear: 'plain' }
const directionMarks: Readonly<Record<Direction, string>> = { up: '▲ ', down: '▼ ', unclear: '' }

function Since({ quarter, bearing: { change } }: GlanceProps) {
  const before = `Dibanding ${shortly(previousQuarter(quarter))}`
  if (change?.difference == null || change.direction === null) {
    return (
      <div>
        <dt>{before}</dt>
        <dd>–</dd>
        <dd class="soft">belum ada pembanding</dd>
      </div>
    )
  }
  return (
    <div>
      <dt>{before}</dt>
      <dd>{formatDifference(change.difference)}</dd>
      <dd>
        <Chip tone={directionTones[change.direction]}>
          <span aria-hidden="true">{directionMarks[change.direction]}</span>
          {directionWords[change.direction]}
          {change.direction !== 'unclear' && ', teruji'}
        </Chip>
      </dd>
    </div>
  )
}

const watchTones: Readonly<Record<WatchState, Tone>> = { tooFew: 'plain', steady: 'plain', lower: 'd', higher: 'a' }

function Weekly({ watch }: GlanceProps) {
  const last = watch.points.at(-1)
  return (
    <div>
      <dt>Pekan terakhir</dt>
      <dd>{last ? formatHundredths(last.mean) : '–'}</dd>
      <dd>
        <Chip tone={watchTones[watch.state]}>
          {watchInWords(watch, watch.began === null ? null : formatDay(mondayOf(watch.began)))}
        </Chip>
      </dd>
    </div>
  )
}

function perDay(rate: number): string {
  return `${formatDecimal(rate, rate >= 10 ? 0 : 1)} / hari`
}

function neededInWords({ sufficiency: { state, missing, neededPerDay } }: GlanceProps): string {
  if (state === 'enough') return 'sasaran tercapai'
  if (state === 'targetUnknown' || missing === null) return 'sasaran belum diketahui'
  if (neededPerDay === null) return `kurang ${formatCount(missing)} dari sasaran`
  return `perlu ${perDay(neededPerDay)} sampai akhir triwulan`
}
