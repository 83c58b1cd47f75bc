// The level week by week: whether it has shifted by more than chance.

import { ControlChart, type ControlPoint } from '../../../interface/charts/control.tsx'
import { Fold, Table } from '../../../interface/table.tsx'
import { formatCount, formatDay, formatDayShort, formatHundredths } from '../../../language/format.ts'
import { mondayOf } from '../../../units/rules/calendar.ts'
import { type Watch as Found, type WatchPoint, watchInWords } from '../../rules/watch.ts'
import { outwards } from './axis.ts'

export function Watch({ watch }: { readonly watch: Found }) {
  const { points, state, began } = watch
  if (points.length === 0) return null
  const words = watchInWords(watch, began === null ? null : formatDay(mondayOf(began)))
  const sentence =
    state === 'steady'
      ? `Nilai tiap pekan ${words}: naik turunnya dalam batas kebetulan.`
      : state === 'tooFew'
        ? `Nilai tiap pekan: ${words}.`
        : `Nilai tiap pekan ${words}, melebihi kebetulan.`
  return (
    <section class="card" aria-labelledby="judul-pekan">
      <h2 id="judul-pekan">Pemantauan tiap pekan</h2>
      <p>{sentence}</p>
      {state !== 'tooFew' && <Weeks points={points} sentence={sentence} />}
    </section>
  )
}

function Weeks({ points, sentence }: { readonly points: readonly WatchPoint[]; readonly sentence: string }) {
  const range = outwards(
    points.map(({ mean }) => mean),
    points.flatMap(({ band }) => (band ? [band.lower, band.upper] : [])),
    { step: 500, reach: 1000 },
  )
  const centre = points.findLast(({ band }) => band)?.band?.centre
  return (
    <>
      <ControlChart
        points={drawn(points)}
        centre={centre === undefined ? null : { at: centre, text: formatHundredths(centre) }}
        ticks={[range.from, range.to].map((at) => ({ at, text: formatHundredths(at) }))}
        range={range}
        label={sentence}
      />
      <p class="fine">
        Bidang kelabu: batas kebetulan bila tingkatnya tetap. Segitiga: di luar batas. Pekan dengan kurang dari tiga
        responden digabung dengan pekan berikutnya; pekan berjalan belum dihitung.{' '}
        <a href="/metodologi#pemantauan">Cara memantau</a>.
      </p>
      <Fold summary="Tabel pekan">
        <Table
          caption="Nilai tiap pekan dan batasnya"
          columns={[
            { label: 'Pekan mulai' },
            { label: 'Responden', figures: true },
            { label: 'Rata-rata', figures: true },
            { label: 'Batas', figures: true },
            { label: 'Tanda' },
          ]}
          rows={points.map(({ firstWeek, lastWeek, respondents, mean, band, signal }) => [
            formatDay(mondayOf(firstWeek)).replaceAll(' ', '\u00a0') +
              (lastWeek > firstWeek ? ` (${lastWeek - firstWeek + 1} pekan)` : ''),
            formatCount(respondents),
            formatHundredths(mean),
            band ? `${formatHundredths(band.lower)}–${formatHundredths(band.upper)}` : '–',
            signal === null ? '–' : signal === 'higher' ? 'di atas batas' : 'di bawah batas',
          ])}
        />
      </Fold>
    </>
  )
}

// Where nobody answered for more than a month the line breaks; a shorter pause is a holiday, or a unit with few visitors.
const longPause = 4

function drawn(points: readonly WatchPoint[]): ControlPoint[] {
  return points.flatMap(({ firstWeek, mean, band, signal }, place) => {
    const before = points[place - 1]
    const point: ControlPoint = {
      label: formatDayShort(mondayOf(firstWeek)),
      value: mean,
      text: formatHundredths(mean),
      low: band?.lower ?? null,
      high: band?.upper ?? null,
      signal: signal === null ? undefined : signal === 'higher' ? 'up' : 'down',
    }
    const paused = before && firstWeek - before.lastWeek - 1 > longPause
    return paused ? [{ label: '', value: null, text: '', low: null, high: null }, point] : [point]
  })
}
