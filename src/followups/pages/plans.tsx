// The actions of a unit at the desk: what its weakest elements ask for, what was promised and how far it has come.

import { type Notice, NoticeBox } from '../../accounts/pages/sign-in.tsx'
import { may } from '../../accounts/rules/rights.ts'
import { gradeTone } from '../../ikm/pages/grade.ts'
import type { Interval } from '../../ikm/rules/interval.ts'
import type { ElementSummary, Summary } from '../../ikm/rules/summary.ts'
import { Chip } from '../../interface/chip.tsx'
import { formatCount, formatHundredths } from '../../language/format.ts'
import { UnitDeskPage, type UnitDeskProps, unitPath } from '../../responses/pages/unit-desk.tsx'
import { type Quarter, quarterSlug } from '../../units/rules/calendar.ts'
import { isOpen, type Status, timingOf } from '../rules/course.ts'
import { elementName, inWords, StatusChips, shortly } from './words.tsx'

/** An action as it stands in lists. */
export interface ShownAction {
  readonly id: number
  readonly quarter: Quarter
  readonly element: string | null
  readonly addedName: string | null
  readonly program: string
  readonly quarters: readonly Quarter[]
  readonly dueQuarter: Quarter
  readonly responsible: string
  readonly status: Status
  readonly evidence: number
}

export interface ShownResult {
  readonly quarter: Quarter
  readonly summary: Summary
  readonly intervals: ReadonlyMap<string, Interval>
  readonly lowest: readonly ElementSummary[]
}

export function PlansPage({
  site,
  actor,
  unit,
  running,
  offered,
  result,
  groups,
  notice,
}: UnitDeskProps & {
  readonly running: Quarter
  /** The newest first. */
  readonly offered: readonly Quarter[]
  readonly result: ShownResult | null
  readonly groups: readonly { readonly quarter: Quarter; readonly actions: readonly ShownAction[] }[]
  readonly notice: Notice | undefined
}) {
  const actions = groups.flatMap((group) => group.actions)
  const plans = may(actor, 'planFollowUps', unit)
  return (
    <UnitDeskPage site={site} actor={actor} unit={unit} title="Tindak lanjut" here="tindak-lanjut">
      <section class="card">
        <h1>Tindak lanjut</h1>
        <NoticeBox notice={notice} />
        <Standing actions={actions} running={running} />
        <p>
          <a href={unitPath(unit, 'fkp')}>Notula forum konsultasi publik (FKP)</a>
        </p>
      </section>
      {result ? (
        <Proposals unit={unit} result={result} offered={offered} actions={actions} plans={plans} />
      ) : (
        <p class="card none">
          Belum ada triwulan yang sudah berakhir dan punya jawaban. Rencana tindak lanjut menjawab hasil seperti itu.
        </p>
      )}
      {groups.map((group, place) => (
        <Group unit={unit} running={running} {...group} open={place === 0} />
      ))}
    </UnitDeskPage>
  )
}

/** What answers one quarter; folded where it is not the last and everything is settled. */
function Group({
  unit,
  running,
  quarter,
  actions,
  open,
}: {
  readonly unit: UnitDeskProps['unit']
  readonly running: Quarter
  readonly quarter: Quarter
  readonly actions: readonly ShownAction[]
  readonly open: boolean
}) {
  const title = `Menjawab hasil ${inWords(quarter)}`
  const rows = (
    <ul class="rows course">
      {actions.map((action) => (
        <li>
          <span>
            <a href={unitPath(unit, `tindak-lanjut/${action.id}`)}>{action.program}</a>
            <small>
              {elementName(action)} · {action.quarters.map(shortly).join(', ')} · {action.responsible} ·{' '}
              {action.evidence === 0 ? 'belum ada bukti' : `${formatCount(action.evidence)} bukti`}
            </small>
          </span>
          <StatusChips {...action} running={running} />
        </li>
      ))}
    </ul>
  )
  if (open || actions.some(({ status }) => isOpen(status))) {
    return (
      <section class="card" aria-labelledby={`hasil-${quarter}`}>
        <h2 id={`hasil-${quarter}`}>{title}</h2>
        {rows}
      </section>
    )
  }
  const finished = actions.filter(({ status }) => status === 'finished').length
  return (
    <details class="card fold">
      <summary>
        {title}: {formatCount(finished)} dari {formatCount(actions.length)} selesai
      </summary>
      {rows}
    </details>
  )
}

function Standing({ actions, running }: { readonly actions: readonly ShownAction[]; readonly running: Quarter }) {
  // Cancelled ones were promised as well.
  const finished = actions.filter(({ status }) => status === 'finished').length
  const timings = actions.map((action) => timingOf(action, running))
  const overdue = timings.filter((timing) => timing === 'overdue').length
  const due = timings.filter((timing) => timing === 'due').length
  if (actions.length === 0) return <p>Belum ada rencana. Mulailah dari tiga unsur terendah di bawah.</p>
  return (
    <>
      <p class="counted">
        <strong>{formatCount(finished)}</strong> <span>dari {formatCount(actions.length)} rencana selesai</span>
      </p>
      <p>
        {overdue > 0 ? `${formatCount(overdue)} terlambat` : 'Tidak ada yang terlambat'}
        {due > 0 && `, ${formatCount(due)} jatuh tempo triwulan ini`}.
      </p>
    </>
  )
}

function Proposals({
  unit,
  result,
  offered,
  actions,
  plans,
}: {
  readonly unit: UnitDeskProps['unit']
  readonly result: ShownResult
  readonly offered: readonly Quarter[]
  readonly actions: readonly ShownAction[]
  readonly plans: boolean
}) {
  const { quarter, summary, intervals, lowest } = result
  const origin = quarterSlug(quarter)
  return (
    <section class="card" aria-labelledby="judul-terendah">
      <h2 id="judul-terendah">Tiga unsur terendah, {inWords(quarter)}</h2>
      <p class="soft">
        {summary.ikm === null ? 'Belum ada angka' : `IKM ${formatHundredths(summary.ikm)}`} dari{' '}
        {formatCount(summary.respondents)} responden. Peraturan meminta rencana untuk ketiganya, sebaiknya disepakati
        dalam forum konsultasi publik.
      </p>
      <ul class="rows">
        {lowest.map(({ key, name, convertedValue, grade }) => {
          const planned = actions.filter((action) => action.quarter === quarter && action.element === key)
          const interval = intervals.get(key)
          return (
            <li>
              <span>
                {name}{' '}
                {convertedValue !== null && (
                  <Chip tone={grade ? gradeTone(grade.grade) : 'plain'} mark={grade?.grade}>
                    {formatHundredths(convertedValue)}
                  </Chip>
                )}
                <small>
                  {interval &&
                    `kira-kira antara ${formatHundredths(interval.low)} dan ${formatHundredths(interval.high)} · `}
                  {planned.length === 0 ? 'belum ada rencana' : `${formatCount(planned.length)} rencana`}
                </small>
              </span>
              {plans && (
                <a
                  class={planned.length === 0 ? 'button' : 'button quiet'}
                  href={`${unitPath(unit, 'tindak-lanjut/baru')}?triwulan=${origin}&unsur=${encodeURIComponent(key)}`}
                >
                  {planned.length === 0 ? 'Rencanakan' : 'Tambah lagi'}
                  <span class="unseen"> untuk unsur {name}</span>
                </a>
              )}
            </li>
          )
        })}
      </ul>
      {plans && (
        <p>
          <a href={`${unitPath(unit, 'tindak-lanjut/baru')}?triwulan=${origin}`}>
            Rencanakan hal lain yang menjawab hasil ini
          </a>
        </p>
      )}
      {offered.length > 1 && (
        <nav aria-label="Pilih triwulan">
          <ul class="options">
            {offered.map((one) => (
              <li>
                <a
                  href={`${unitPath(unit, 'tindak-lanjut')}?triwulan=${quarterSlug(one)}`}
                  aria-current={one === quarter ? 'page' : undefined}
                >
                  {shortly(one)}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </section>
  )
}
