// How many answered 1, 2, 3 and 4 to each element.

import { Distribution as Bars } from '../../../interface/charts/distribution.tsx'
import { Fold, Table } from '../../../interface/table.tsx'
import { formatCount, formatPercent } from '../../../language/format.ts'
import type { Distribution as Counts } from '../../rules/moments.ts'
import type { Summary } from '../../rules/summary.ts'
import { weakestFirst } from './elements.tsx'
import { listed } from './words.ts'

/** What the scores mean, whatever words a question gives them (PermenPANRB 14/2017). */
const scores = ['Tidak baik', 'Kurang baik', 'Baik', 'Sangat baik'] as const

export function Distribution({
  summary,
  distributions,
}: {
  readonly summary: Summary
  /** By element key; an element answered by several questions has none. */
  readonly distributions: ReadonlyMap<string, Counts>
}) {
  const spread = weakestFirst(summary).flatMap(({ key, name }) => {
    const counts = distributions.get(key)
    return counts ? [{ name, counts, total: sumOf(counts) }] : []
  })
  const hidden = summary.elements.filter(({ key, count }) => count > 0 && !distributions.has(key))
  const sentence = dissatisfaction(spread)
  return (
    <section class="card" aria-labelledby="judul-sebaran">
      <h2 id="judul-sebaran">Sebaran jawaban</h2>
      {spread.length > 0 && (
        <>
          <p>{sentence}</p>
          <Bars
            scores={scores}
            label={sentence}
            rows={spread.map(({ name, counts, total }) => ({
              label: name,
              counts,
              text: `${formatCount(total)} jawaban`,
            }))}
          />
        </>
      )}
      {hidden.length > 0 && (
        <p class={spread.length > 0 ? 'fine' : undefined}>
          {spread.length > 0
            ? `Tanpa sebaran: ${listed(hidden.map(({ name }) => name))}. Nilainya rata-rata dari beberapa pertanyaan.`
            : 'Sebaran 1 sampai 4 tidak ada: pada kuesioner ini nilai tiap unsur adalah rata-rata dari beberapa pertanyaan.'}
        </p>
      )}
      {spread.length > 0 && (
        <Fold summary="Tabel sebaran">
          <Table
            caption="Banyaknya jawaban tiap unsur"
            columns={[{ label: 'Unsur' }, ...[...scores, 'Jumlah'].map((label) => ({ label, figures: true }))]}
            rows={spread.map(({ name, counts, total }) => [name, ...[...counts, total].map(formatCount)])}
          />
        </Fold>
      )}
    </section>
  )
}

function dissatisfaction(spread: readonly { name: string; counts: Counts; total: number }[]): string {
  const unhappy = ({ counts }: (typeof spread)[number]) => counts[0] + counts[1]
  const all = spread.reduce((sum, { total }) => sum + total, 0)
  const few = spread.reduce((sum, one) => sum + unhappy(one), 0)
  if (few === 0) return 'Tidak ada jawaban tidak baik atau kurang baik.'
  const said = `${formatCount(few)} dari ${formatCount(all)} jawaban (${formatPercent(few / all)}) menyatakan tidak baik atau kurang baik`
  const [worst] = spread.toSorted((one, other) => unhappy(other) / other.total - unhappy(one) / one.total)
  if (!worst || spread.length === 1) return `${said}.`
  return `${said}, terbanyak pada ${worst.name} (${formatPercent(unhappy(worst) / worst.total)}).`
}

function sumOf(counts: Counts): number {
  return counts.reduce((sum, count) => sum + count, 0)
}
