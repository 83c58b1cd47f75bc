// The elements, weakest first, each with its interval, its grade, and what has changed since the quarter before.

import { Bars } from '../../../interface/charts/bars.tsx'
import type { Band } from '../../../interface/charts/scale.ts'
import { Fold, Table } from '../../../interface/table.tsx'
import {
  formatCount,
  formatDifference,
  formatFigure,
  formatFraction,
  formatHundredths,
} from '../../../language/format.ts'
import { shortly } from '../../../units/quarter.ts'
import { previousQuarter, type Quarter } from '../../../units/rules/calendar.ts'
import type { Bearing } from '../../rules/bearing.ts'
import type { Direction } from '../../rules/change.ts'
import { type ElementSummary, lowestElements, type Summary } from '../../rules/summary.ts'
import { gradeTone } from '../grade.ts'
import { scale, zoomed } from './axis.ts'
import { changeText, intervalText, listed } from './words.ts'

export function Elements({
  quarter,
  summary,
  bearing,
  bands,
  since,
}: {
  readonly quarter: Quarter
  readonly summary: Summary
  readonly bearing: Bearing
  readonly bands: readonly Band[]
  /** The quarter that changes are measured from, where it is not the one before. */
  readonly since?: Quarter | null | undefined
}) {
  const { elements } = summary
  const ordered = weakestFirst(summary)
  const rows = ordered.map(({ key, name, convertedValue, grade }) => ({
    label: name,
    value: convertedValue,
    low: bearing.elements.get(key)?.low,
    high: bearing.elements.get(key)?.high,
    text: convertedValue === null ? 'belum ada jawaban' : formatHundredths(convertedValue),
    tone: grade ? gradeTone(grade.grade) : ('plain' as const),
    mark: grade?.grade,
  }))
  const range = zoomed(ordered[0]?.convertedValue ?? scale.from, [6500, 5000])
  const before = shortly(since ?? previousQuarter(quarter))
  return (
    <section class="card" aria-labelledby="judul-unsur">
      <h2 id="judul-unsur">{elements.length === 9 ? 'Sembilan' : elements.length} unsur, yang terlemah di atas</h2>
      <p>{[weakestAndStrongest(summary), changesInWords(summary, bearing, before)].filter(Boolean).join(' ')}</p>
      <Bars rows={rows} bands={bands} range={range} start={formatHundredths(range.from)} />
      <Fold summary="Tabel unsur">
        <Table
          caption="Nilai tiap unsur, urutan peraturan"
          columns={[
            { label: 'Kode' },
            { label: 'Unsur' },
            { label: 'NRR', figures: true },
            { label: 'Nilai', figures: true },
            { label: 'Selang 95\u00a0%', figures: true },
            { label: 'Mutu' },
            { label: 'Terisi', figures: true },
            { label: 'Perubahan' },
          ]}
          rows={elements.map(({ key, code, name, mean, convertedValue, grade, count }) => [
            code,
            name,
            mean ? formatFraction(mean, 3) : '–',
            formatFigure(convertedValue),
            intervalText(bearing.elements.get(key)),
            grade?.grade ?? '–',
            formatCount(count),
            changeText(bearing.elementChanges.get(key)),
          ])}
        />
        <p class="fine">
          NRR adalah nilai rata-rata unsur, 1 sampai 4. Nilai adalah NRR × 25. Selang 95&nbsp;% memuat nilai seluruh
          pengguna layanan dengan keyakinan 95&nbsp;%. Terisi adalah banyaknya jawaban.{' '}
          <a href="/metodologi#perubahan">Perubahan</a> adalah selisih nilai dengan {before}; hanya yang teruji disebut
          naik atau turun.
        </p>
      </Fold>
    </section>
  )
}

/** Those that nobody answered come last. */
export function weakestFirst(summary: Summary): ElementSummary[] {
  const answered = lowestElements(summary, summary.elements.length)
  return [...answered, ...summary.elements.filter(({ mean }) => mean === null)]
}

function weakestAndStrongest(summary: Summary): string {
  const answered = lowestElements(summary, summary.elements.length)
  const [weakest, strongest] = [answered[0], answered.at(-1)]
  const told = (element: typeof weakest) =>
    element?.convertedValue == null
      ? ''
      : `${element.name} (${formatHundredths(element.convertedValue)}${element.grade ? `, mutu ${element.grade.grade}` : ''})`
  if (weakest === strongest) return `Baru satu unsur yang dijawab: ${told(weakest)}.`
  if (weakest?.convertedValue === strongest?.convertedValue) {
    return `Semua unsur yang dijawab bernilai sama: ${formatHundredths(weakest?.convertedValue ?? 0)}.`
  }
  return `Paling lemah: ${told(weakest)}. Paling kuat: ${told(strongest)}.`
}

function changesInWords({ elements }: Summary, { elementChanges }: Bearing, before: string): string {
  const changed = (direction: Direction) =>
    elements.flatMap(({ key, name }) => {
      const change = elementChanges.get(key)
      return change?.difference != null && change.direction === direction
        ? [`${name} (${formatDifference(change.difference)})`]
        : []
    })
  const [up, down] = [changed('up'), changed('down')]
  return [
    up.length > 0 ? `Naik sejak ${before}: ${listed(up)}.` : '',
    down.length > 0 ? `Turun sejak ${before}: ${listed(down)}.` : '',
  ]
    .filter(Boolean)
    .join(' ')
}
