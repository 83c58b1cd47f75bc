// The index over the last quarters, and whether it has changed since the one before.

import { LineChart } from '../../../interface/charts/line.tsx'
import type { Band } from '../../../interface/charts/scale.ts'
import { Fold, Table } from '../../../interface/table.tsx'
import { formatCount, formatFigure, formatHundredths, formatRoman } from '../../../language/format.ts'
import { shortly } from '../../../units/quarter.ts'
import { type Quarter, quarterNumber, quarterYear } from '../../../units/rules/calendar.ts'
import type { Change } from '../../rules/change.ts'
import type { Interval } from '../../rules/interval.ts'
import type { Summary } from '../../rules/summary.ts'
import { around } from './axis.ts'
import { intervalText } from './words.ts'

/** A quarter on the line. */
export interface TrendPoint {
  readonly quarter: Quarter
  readonly summary: Pick<Summary, 'state' | 'ikm' | 'respondents'> & {
    readonly grade: { readonly grade: string } | null
  }
  readonly interval: Interval | null
}

export function Trend({
  trend,
  change,
  bands,
  since,
}: {
  /** Oldest first, the current quarter last. */
  readonly trend: readonly TrendPoint[]
  readonly change: Change | null
  readonly bands: readonly Band[]
  /** Of published quarters: the one that the change is measured from, null where there is none. */
  readonly since?: Quarter | null | undefined
}) {
  const published = since !== undefined
  const values = trend.flatMap(({ summary }) => (summary.ikm === null ? [] : [summary.ikm]))
  if (trend.length === 0) return null
  const current = trend.at(-1)
  const points = trend.map(({ quarter, summary, interval }) => ({
    label: formatRoman(quarterNumber(quarter)),
    group: String(quarterYear(quarter)),
    value: summary.ikm,
    low: interval?.low,
    high: interval?.high,
    text: summary.ikm === null ? 'belum ada data' : formatHundredths(summary.ikm),
    firm: summary.state === 'graded' && (published || quarter !== current?.quarter),
  }))
  const before = published ? since : trend.at(-2)?.quarter
  const sentence = [changeInWords(before, change), overTime(trend)].filter(Boolean).join(' ')
  return (
    <section class="card" aria-labelledby="judul-tren">
      <h2 id="judul-tren">IKM tiap triwulan</h2>
      <p>{sentence}</p>
      {values.length > 1 && (
        <>
          <LineChart points={points} bands={bands} range={around(values)} label={sentence} />
          <p class="fine">
            Garis tegak: selang keyakinan 95&nbsp;%. Lingkaran kosong: {published ? '' : 'sementara, atau '}responden
            belum cukup.
            {values.length < trend.length && ' Tanda “–” berarti belum ada data.'}{' '}
            <a href="/metodologi#perubahan">Cara menguji perubahan</a>.
          </p>
        </>
      )}
      {values.length > 0 && (
        <Fold summary="Tabel triwulan">
          <Table
            caption="IKM, mutu, dan responden tiap triwulan"
            columns={[
              { label: 'Triwulan' },
              { label: 'IKM', figures: true },
              { label: 'Selang 95\u00a0%', figures: true },
              { label: 'Mutu' },
              { label: 'Responden', figures: true },
            ]}
            rows={trend.map(({ quarter, summary, interval }) => [
              shortly(quarter).replaceAll(' ', '\u00a0'),
              formatFigure(summary.ikm),
              intervalText(interval),
              summary.grade?.grade ?? (summary.state === 'empty' ? 'belum ada data' : 'belum cukup'),
              formatCount(summary.respondents),
            ])}
          />
        </Fold>
      )}
    </section>
  )
}

// Only what a test finds is called up or down.
function changeInWords(before: Quarter | null | undefined, change: Change | null): string {
  if (before == null || change?.difference == null || change.direction === null) return ''
  const size = formatHundredths(Math.abs(change.difference))
  const since = `sejak ${shortly(before)}`
  if (change.direction === 'up') return `Naik ${size} ${since}, teruji.`
  if (change.direction === 'down') return `Turun ${size} ${since}, teruji.`
  return change.difference === 0
    ? `Sama dengan ${shortly(before)}.`
    : `Selisih ${size} ${since} belum dapat dibedakan dari kebetulan.`
}

// States the ends of the line and no direction: a difference of a few points may be luck.
function overTime(trend: readonly TrendPoint[]): string {
  const filled = trend.flatMap(({ quarter, summary }) => (summary.ikm === null ? [] : [{ quarter, ikm: summary.ikm }]))
  const [only] = filled
  if (!only) return 'Belum ada data pada triwulan mana pun.'
  if (filled.length === 1) {
    return `Baru ${shortly(only.quarter)} yang ada datanya (${formatHundredths(only.ikm)}). Garis tampil setelah ada dua triwulan.`
  }
  const rising = filled.toSorted((one, other) => one.ikm - other.ikm)
  const told = (point: (typeof filled)[number] | undefined) =>
    point ? `${formatHundredths(point.ikm)} pada ${shortly(point.quarter)}` : ''
  const empty = trend.length - filled.length
  return [
    rising[0]?.ikm === rising.at(-1)?.ikm
      ? `Sama pada semua triwulan yang ada datanya: ${formatHundredths(only.ikm)}.`
      : `Terendah ${told(rising[0])}, tertinggi ${told(rising.at(-1))}.`,
    empty > 0 ? `${empty} triwulan tanpa data.` : '',
  ]
    .filter(Boolean)
    .join(' ')
}
