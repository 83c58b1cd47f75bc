// What to take up first: importance beside performance, and the three lowest elements that the regulation wants taken up.

import { Scatter } from '../../../interface/charts/scatter.tsx'
import { Fold, Table } from '../../../interface/table.tsx'
import { formatCount, formatDecimal, formatFigure, formatHundredths } from '../../../language/format.ts'
import { type Priorities as Found, type Quadrant, quadrantWords } from '../../rules/priorities.ts'
import { outwards } from './axis.ts'
import { intervalText, listed, twoLines } from './words.ts'

export function Priorities({ priorities }: { readonly priorities: Found }) {
  const sentence = prioritiesInWords(priorities)
  return (
    <section class="card" aria-labelledby="judul-prioritas">
      <h2 id="judul-prioritas">Unsur mana yang didahulukan</h2>
      {priorities.state === 'known' ? (
        <div class="beside">
          <div>
            <p>{sentence}</p>
            <Plane priorities={priorities} sentence={sentence} />
          </div>
          <div>
            <Lowest elements={priorities.lowest} />
          </div>
        </div>
      ) : (
        <>
          <p>{sentence}</p>
          <Lowest elements={priorities.lowest} />
        </>
      )}
      {priorities.state === 'known' && priorities.lines.importance !== null && (
        <Fold summary="Tabel prioritas">
          <Table
            caption="Kepentingan dan nilai tiap unsur, dengan selang 95&nbsp;%"
            columns={[
              { label: 'Kode' },
              { label: 'Unsur' },
              { label: 'Kepentingan', figures: true },
              { label: 'Selang', figures: true },
              { label: 'Nilai', figures: true },
              { label: 'Selang', figures: true },
              { label: 'Kuadran' },
            ]}
            rows={priorities.elements.map(({ code, name, importance, performance, quadrant }) => [
              code,
              name,
              importance ? formatDecimal(importance.correlation, 2) : '–',
              importance ? `${formatDecimal(importance.low, 2)}–${formatDecimal(importance.high, 2)}` : '–',
              performance ? formatHundredths(performance.hundredths) : '–',
              intervalText(performance?.interval),
              twoLines(quadrantWords[quadrant]),
            ])}
          />
        </Fold>
      )}
    </section>
  )
}

function Lowest({ elements }: { readonly elements: Found['lowest'] }) {
  if (elements.length === 0) return null
  return (
    <>
      <h3>{elements.length === 3 ? 'Tiga unsur bernilai terendah' : 'Unsur bernilai terendah'}</h3>
      <p>Peraturan meminta rencana tindak lanjut untuk unsur ini, penting atau tidak bagi responden.</p>
      <dl class="figures">
        {elements.map(({ code, name, convertedValue }) => (
          <div>
            <dt>
              {code} {name}
            </dt>
            <dd>{formatFigure(convertedValue)}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}

type Known = Extract<Found, { state: 'known' }>

function Plane({
  priorities: { elements, lines },
  sentence,
}: {
  readonly priorities: Known
  readonly sentence: string
}) {
  const points = elements.flatMap(({ code, importance, performance, quadrant }) =>
    importance && performance
      ? [
          {
            code,
            x: importance.correlation,
            xLow: importance.low,
            xHigh: importance.high,
            y: performance.hundredths,
            yLow: performance.interval?.low,
            yHigh: performance.interval?.high,
            decided: quadrant !== 'undecided',
          },
        ]
      : [],
  )
  if (points.length === 0 || lines.importance === null || lines.performance === null) return null
  const importance = outwards(
    points.map(({ x }) => x),
    points.flatMap(({ xLow, xHigh }) => [xLow, xHigh]),
    { step: 0.1, reach: 0.2 },
  )
  const performance = outwards(
    points.map(({ y }) => y),
    points.flatMap(({ y, yLow, yHigh }) => [yLow ?? y, yHigh ?? y]),
    { step: 100, reach: 500 },
  )
  return (
    <>
      <Scatter
        points={points}
        x={{
          name: 'Kepentingan bagi responden',
          range: importance,
          start: formatDecimal(importance.from, 1),
          end: formatDecimal(importance.to, 1),
          divide: { at: lines.importance, text: formatDecimal(lines.importance, 2) },
        }}
        y={{
          name: 'Nilai unsur',
          range: performance,
          start: formatHundredths(performance.from),
          end: formatHundredths(performance.to),
          divide: { at: lines.performance, text: formatHundredths(lines.performance) },
        }}
        quarters={[
          quadrantWords.possibleOverkill,
          quadrantWords.keepUp,
          quadrantWords.lowPriority,
          quadrantWords.mainPriority,
        ]}
        label={sentence}
      />
      <p class="fine">{elements.map(({ code, name }) => `${code}\u00a0${name}`).join(' · ')}</p>
      <p class="fine">
        Titik penuh: letaknya teruji. Lingkaran kosong: belum dapat dibedakan. Garis tipis: selang 95&nbsp;%.
        Kepentingan dihitung dari jawaban, tidak ditanyakan: seberapa erat nilai satu unsur sejalan dengan unsur
        lainnya. <a href="/metodologi#prioritas">Cara menghitung prioritas</a>.
      </p>
    </>
  )
}

function prioritiesInWords(priorities: Found): string {
  if (priorities.state === 'tooFew') {
    const { minimum, respondents } = priorities
    return `Kepentingan unsur bagi responden belum dapat dihitung: perlu ${formatCount(minimum)} responden, baru ada ${formatCount(respondents)}.`
  }
  const { elements, lines } = priorities
  if (lines.importance === null) {
    return 'Kepentingan unsur bagi responden belum dapat dihitung: jawabannya terlalu seragam atau terlalu sedikit.'
  }
  const names = (quadrant: Quadrant) =>
    elements.filter((element) => element.quadrant === quadrant).map(({ name }) => name)
  const main = names('mainPriority')
  const decided = (['keepUp', 'lowPriority', 'possibleOverkill'] as const)
    .map((quadrant) => ({ quadrant, names: names(quadrant) }))
    .filter(({ names }) => names.length > 0)
    .map(({ quadrant, names }) => `${quadrantWords[quadrant]}: ${listed(names)}.`)
  const first =
    main.length > 0
      ? `Prioritas utama: ${listed(main)}, yang penting bagi responden tetapi nilainya di bawah rata-rata.`
      : decided.length > 0
        ? 'Belum ada unsur yang teruji sebagai prioritas utama.'
        : 'Belum ada unsur yang letaknya teruji pada kedua sumbu, jadi belum ada yang disebut prioritas utama.'
  return [first, ...decided].join(' ')
}
