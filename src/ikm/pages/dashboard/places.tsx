// Services, counters, channels and hours of a unit beside each other.

import { type BarRow, Bars } from '../../../interface/charts/bars.tsx'
import type { Band } from '../../../interface/charts/scale.ts'
import { formatCount, formatHundredths } from '../../../language/format.ts'
import { comparisonWords } from '../../rules/fairness.ts'
import { leastOfPart, type PlaceRow, type PlaceTable } from '../../rules/places.ts'
import { scale, zoomed } from '../unit/axis.ts'
import { intervalText, listed } from '../unit/words.ts'

const titles: Readonly<Record<string, { readonly title: string; readonly what: string }>> = {
  services: { title: 'Menurut layanan', what: 'layanan' },
  counters: { title: 'Menurut loket', what: 'loket' },
  channels: { title: 'Menurut cara menjawab', what: 'cara menjawab' },
  hours: { title: 'Menurut jam', what: 'jam' },
}

export function Places({ tables, bands }: { readonly tables: readonly PlaceTable[]; readonly bands: readonly Band[] }) {
  const lowest = Math.min(
    scale.to,
    ...tables.flatMap(({ rows }) =>
      rows.flatMap(({ index, interval }) => (index === null ? [] : [interval?.low ?? index])),
    ),
  )
  const range = zoomed(lowest, [8000, 7000, 6500, 5000])
  return (
    <div class="places">
      {tables
        .filter(({ rows }) => rows.length > 0)
        .map(({ key, rows }) => (
          <section class="card" aria-labelledby={`judul-${key}`}>
            <h2 id={`judul-${key}`}>{titles[key]?.title}</h2>
            <p>{told(rows, titles[key]?.what ?? '')}</p>
            <Bars rows={rows.map(drawn)} bands={bands} range={range} start={formatHundredths(range.from)} />
          </section>
        ))}
      <p class="fine">
        Garis: selang keyakinan 95&nbsp;%. Nilai ditampilkan mulai {formatCount(leastOfPart)} responden; bila yang tidak
        ditampilkan hanya sedikit, satu bagian lain ikut disembunyikan. Nilai menurut jam adalah rata-rata nilai tiap
        responden, yang lain dihitung seperti IKM. Hanya yang teruji disebut lebih tinggi atau lebih rendah daripada
        jawaban lainnya di unit ini.
      </p>
    </div>
  )
}

function drawn({ label, respondents, index, interval, comparison }: PlaceRow): BarRow {
  const beside = comparison === 'higher' || comparison === 'lower' ? comparisonWords[comparison] : ''
  return {
    label,
    note: (
      <small>
        {[
          respondents === 0 ? '' : `${formatCount(respondents)} responden`,
          interval ? intervalText(interval) : '',
          beside,
        ]
          .filter(Boolean)
          .join(' · ')}
      </small>
    ),
    value: index,
    text: index === null ? (respondents === 0 ? 'belum ada data' : 'belum cukup') : formatHundredths(index),
    tone: comparison === 'lower' ? 'd' : comparison === 'higher' ? 'a' : 'plain',
    low: interval?.low,
    high: interval?.high,
  }
}

function told(rows: readonly PlaceRow[], what: string): string {
  const names = (wanted: PlaceRow['comparison']) =>
    rows.filter(({ comparison }) => comparison === wanted).map(({ label }) => label)
  const [lower, higher] = [names('lower'), names('higher')]
  const parts = [
    lower.length > 0 ? `Lebih rendah daripada yang lain: ${listed(lower)}.` : '',
    higher.length > 0 ? `Lebih tinggi: ${listed(higher)}.` : '',
  ].filter(Boolean)
  if (parts.length > 0) return parts.join(' ')
  if (rows.filter(({ index }) => index !== null).length < 2) return `Belum ada dua ${what} yang dapat disandingkan.`
  return 'Perbedaannya belum dapat dibedakan dari kebetulan.'
}
