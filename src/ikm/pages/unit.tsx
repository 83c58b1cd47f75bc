// A unit's public page: the index of the quarter so far, its elements weakest first, and how it went over the quarters.

import { Bars } from '../../interface/charts/bars.tsx'
import { LineChart } from '../../interface/charts/line.tsx'
import type { Band, Range } from '../../interface/charts/scale.ts'
import { Strip } from '../../interface/charts/strip.tsx'
import { Chip } from '../../interface/chip.tsx'
import { Page, type Site } from '../../interface/layout.tsx'
import { Fold, Table } from '../../interface/table.tsx'
import {
  formatCount,
  formatDays,
  formatFraction,
  formatHundredths,
  formatQuarter,
  formatQuarterShort,
  formatRoman,
} from '../../language/format.ts'
import { defaultRuleBook, type Grade } from '../../surveys/rules.ts'
import { type LocalDay, type Quarter, quarterDays, quarterNumber, quarterYear } from '../../units/rules/calendar.ts'
import type { Bearing } from '../rules/bearing.ts'
import { certaintyInWords } from '../rules/certainty.ts'
import type { Change } from '../rules/change.ts'
import type { Interval } from '../rules/interval.ts'
import { lowestElements, type Method, type Summary } from '../rules/summary.ts'
import { gradeTone } from './grade.ts'

interface UnitProps {
  readonly site: Site
  readonly unit: {
    readonly name: string
    readonly slug: string
    readonly kind: string
    readonly address: string
    readonly agency: string
  }
  readonly services: readonly { readonly name: string }[]
  readonly quarter: Quarter
  readonly summary: Summary
  readonly bearing: Bearing
  /** Integrity items of SKM Online with their converted values in hundredths; they stay out of the index. */
  readonly integrity: readonly { readonly name: string; readonly convertedValue: number | null }[]
  /** Oldest first, the current quarter last. */
  readonly trend: readonly {
    readonly quarter: Quarter
    readonly summary: Summary
    readonly interval: Interval | null
  }[]
  readonly today: LocalDay
  /** Best first; those of the default rule book unless told. */
  readonly grades?: readonly Grade[] | undefined
}

const scale: Range = { from: 2500, to: 10_000 }

export function UnitPage(props: UnitProps) {
  const { site, unit, services, quarter, summary, integrity } = props
  const bands = bandsOf(props.grades ?? defaultRuleBook.grades)
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
      </div>
      <div class="columns">
        <div>
          <Headline {...props} bands={bands} />
          {summary.state !== 'empty' && <Elements summary={summary} bearing={props.bearing} bands={bands} />}
        </div>
        <div>
          <Trend trend={props.trend} change={props.bearing.change} bands={bands} />
          <Integrity items={integrity} />
          {services.length > 0 && (
            <section class="card">
              <h2>Layanan yang disurvei</h2>
              <ul>
                {services.map(({ name }) => (
                  <li>{name}</li>
                ))}
              </ul>
            </section>
          )}
          <Comparison summary={summary} />
        </div>
      </div>
    </Page>
  )
}

function Headline({ quarter, summary, bearing, today, bands }: UnitProps & { readonly bands: readonly Band[] }) {
  const { first, last } = quarterDays(quarter)
  const range = zoomed(summary.ikm ?? scale.from, [5000])
  const running = today <= last
  const provisional = running
    ? 'Sementara – triwulan berjalan, belum dipublikasikan'
    : 'Sementara – triwulan sudah berakhir, belum dipublikasikan'
  return (
    <section class={`card headline ${summary.state}`} aria-labelledby="ikm">
      <h2 id="ikm">IKM {inWords(quarter)}</h2>
      <p class="provisional">{provisional}</p>
      {summary.ikm === null ? (
        <>
          <p class="figure">Belum ada data</p>
          <p>
            Belum ada responden pada triwulan ini. Ini bukan nilai nol: angkanya memang belum ada. Untuk memberi
            penilaian, pindai kode QR di loket unit ini.
          </p>
        </>
      ) : (
        <>
          <div class="leading">
            <p class="figure">{formatHundredths(summary.ikm)}</p>
            <div>
              {summary.grade ? (
                <Chip tone={gradeTone(summary.grade.grade)} mark={summary.grade.grade}>
                  {summary.grade.performance}
                </Chip>
              ) : (
                <Chip tone="plain">belum cukup</Chip>
              )}
              <p>{formatCount(summary.respondents)} responden</p>
            </div>
          </div>
          <p class="interval">{intervalInWords(bearing.interval)}</p>
          <Strip
            value={summary.ikm}
            bands={bands}
            range={range}
            start={formatHundredths(range.from)}
            banded={summary.grade !== null}
            label={`${formatHundredths(summary.ikm)}. ${bands
              .toReversed()
              .map(({ mark, text }) => `Mutu ${mark} mulai ${text}`)
              .join(', ')}.`}
          />
          <p>
            {summary.grade
              ? `${meaning(summary.ikm, summary.grade)}${howSure(bearing)}`
              : `Belum cukup: perlu ${formatCount(summary.minimum)} responden untuk mutu, baru ada ${formatCount(summary.respondents)}. Angka ini masih mudah berubah.`}
          </p>
          <p class="fine">Jawaban tanggal {formatDays(first, running ? today : last)}. Skala IKM 25 sampai 100.</p>
        </>
      )}
    </section>
  )
}

function Elements({
  summary,
  bearing,
  bands,
}: {
  readonly summary: Summary
  readonly bearing: Bearing
  readonly bands: readonly Band[]
}) {
  const { elements } = summary
  const answered = lowestElements(summary, elements.length)
  const rows = [...answered, ...elements.filter(({ mean }) => mean === null)].map(
    ({ key, name, convertedValue, grade }) => ({
      label: name,
      value: convertedValue,
      low: bearing.elements.get(key)?.low,
      high: bearing.elements.get(key)?.high,
      text: convertedValue === null ? 'belum ada jawaban' : formatHundredths(convertedValue),
      tone: grade ? gradeTone(grade.grade) : ('plain' as const),
      mark: grade?.grade,
    }),
  )
  const range = zoomed(answered[0]?.convertedValue ?? scale.from, [6500, 5000])
  return (
    <section class="card" aria-labelledby="judul-unsur">
      <h2 id="judul-unsur">{elements.length === 9 ? 'Sembilan' : elements.length} unsur, yang terlemah di atas</h2>
      <p>{weakestAndStrongest(summary)}</p>
      <Bars rows={rows} bands={bands} range={range} start={formatHundredths(range.from)} />
      <Fold summary="Tabel unsur">
        <Table
          caption="Nilai tiap unsur, urutan peraturan"
          columns={[
            { label: 'Kode' },
            { label: 'Unsur' },
            { label: 'NRR', figures: true },
            { label: 'Nilai', figures: true },
            { label: 'Selang 95 %', figures: true },
            { label: 'Mutu' },
            { label: 'Terisi', figures: true },
          ]}
          rows={elements.map(({ key, code, name, mean, convertedValue, grade, count }) => [
            code,
            name,
            mean ? formatFraction(mean, 3) : '–',
            convertedValue === null ? '–' : formatHundredths(convertedValue),
            intervalText(bearing.elements.get(key)),
            grade?.grade ?? '–',
            formatCount(count),
          ])}
        />
        <p class="fine">
          NRR adalah nilai rata-rata unsur, 1 sampai 4. Nilai adalah NRR × 25. Selang 95 % memuat nilai seluruh pengguna
          layanan dengan keyakinan 95 %. Terisi adalah banyaknya jawaban.
        </p>
      </Fold>
    </section>
  )
}

function Trend({
  trend,
  change,
  bands,
}: Pick<UnitProps, 'trend'> & { readonly change: Change | null; readonly bands: readonly Band[] }) {
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
    firm: summary.state === 'graded' && quarter !== current?.quarter,
  }))
  const sentence = [changeInWords(trend, change), overTime(trend)].filter(Boolean).join(' ')
  return (
    <section class="card" aria-labelledby="judul-tren">
      <h2 id="judul-tren">IKM tiap triwulan</h2>
      <p>{sentence}</p>
      {values.length > 1 && (
        <>
          <LineChart points={points} bands={bands} range={around(values)} label={sentence} />
          <p class="fine">
            Garis tegak: selang keyakinan 95 %. Lingkaran kosong: sementara, atau responden belum cukup.
            {values.length < trend.length && ' Tanda “–” berarti belum ada data.'}
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
              { label: 'Selang 95 %', figures: true },
              { label: 'Mutu' },
              { label: 'Responden', figures: true },
            ]}
            rows={trend.map(({ quarter, summary, interval }) => [
              shortly(quarter).replaceAll(' ', '\u00a0'),
              summary.ikm === null ? '–' : formatHundredths(summary.ikm),
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

function Integrity({ items }: { readonly items: UnitProps['integrity'] }) {
  if (items.length === 0) return null
  return (
    <section class="card">
      <h2>Integritas pelayanan (IPAK)</h2>
      <p>Ditanyakan bersama survei ini, dihitung terpisah, dan tidak masuk IKM.</p>
      <dl class="figures">
        {items.map(({ name, convertedValue }) => (
          <div>
            <dt>{name}</dt>
            <dd>{convertedValue === null ? <small>belum ada data</small> : formatHundredths(convertedValue)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

const methodNames: Readonly<Record<Method, string>> = {
  exact: 'Bobot tepat, 1 dibagi jumlah unsur (resmi)',
  '0.111': 'Bobot dibulatkan tiga desimal, seperti 0,111',
  '0.11': 'Bobot dibulatkan dua desimal, seperti 0,11',
}

function Comparison({ summary: { comparison, state } }: { readonly summary: Summary }) {
  if (state === 'empty') return null
  return (
    <section class="card">
      <Fold summary="Angka menurut cara hitung lain">
        <p>
          IKM di halaman ini memakai bobot tepat dan dibulatkan satu kali. Sebagian instansi membulatkan bobot lebih
          dulu; angkanya lalu sedikit berbeda.
        </p>
        <dl class="figures">
          {(Object.keys(methodNames) as Method[]).map((method) => {
            const ikm = comparison[method]
            return (
              <div>
                <dt>{methodNames[method]}</dt>
                <dd>{ikm === null ? '–' : formatHundredths(ikm)}</dd>
              </div>
            )
          })}
        </dl>
      </Fold>
    </section>
  )
}

function meaning(ikm: number, { grade, performance }: Grade): string {
  return `Menurut penggunanya, kinerja pelayanan unit ini ${performance.toLowerCase()}: ${formatHundredths(ikm)} dari paling tinggi 100, mutu ${grade}.`
}

function intervalText(interval: Interval | null | undefined): string {
  return interval ? `${formatHundredths(interval.low)}–${formatHundredths(interval.high)}` : '–'
}

function intervalInWords(interval: Interval | null): string {
  return interval
    ? `${intervalText(interval)} dengan keyakinan 95 %`
    : 'Dari satu responden, ketelitiannya belum dapat dihitung.'
}

function howSure({ certainty }: Bearing): string {
  if (!certainty) return ''
  return certainty.word === 'open'
    ? ' Mutunya belum dapat dipastikan.'
    : ` Kepastian mutu: ${certaintyInWords(certainty)}.`
}

// Only what a test finds is called up or down.
function changeInWords(trend: UnitProps['trend'], change: Change | null): string {
  const before = trend.at(-2)
  if (!before || change?.difference == null || change.direction === null) return ''
  const size = formatHundredths(Math.abs(change.difference))
  const since = `sejak ${shortly(before.quarter)}`
  if (change.direction === 'up') return `Naik ${size} ${since}, teruji.`
  if (change.direction === 'down') return `Turun ${size} ${since}, teruji.`
  return change.difference === 0
    ? `Sama dengan ${shortly(before.quarter)}.`
    : `Selisih ${size} ${since} belum dapat dibedakan dari kebetulan.`
}

function weakestAndStrongest(summary: Summary): string {
  const answered = lowestElements(summary, summary.elements.length)
  const [weakest, strongest] = [answered[0], answered.at(-1)]
  const told = (element: typeof weakest) =>
    element?.convertedValue == null
      ? ''
      : `${element.name} (${formatHundredths(element.convertedValue)}${element.grade ? `, mutu ${element.grade.grade}` : ''})`
  if (weakest === strongest) return `Baru satu unsur yang dijawab: ${told(weakest)}.`
  return `Paling lemah: ${told(weakest)}. Paling kuat: ${told(strongest)}.`
}

// States the ends of the line and no direction: a difference of a few points may be luck.
function overTime(trend: UnitProps['trend']): string {
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

// Values lie close together near the top of the scale, so an axis starts just below the weakest and says where.
function zoomed(weakest: number, starts: readonly number[]): Range {
  return { from: starts.find((start) => start + 200 <= weakest) ?? scale.from, to: scale.to }
}

// Room above and below the values, and never so little height that luck looks like a leap.
function around(values: readonly number[]): Range {
  const [lowest, highest] = [Math.min(...values), Math.max(...values)]
  const room = Math.max(300, (1600 - (highest - lowest)) / 2)
  return { from: Math.max(scale.from, lowest - room), to: Math.min(scale.to, highest + room) }
}

function bandsOf(grades: readonly Grade[]): Band[] {
  return grades.map(({ grade, from }) => ({ from, text: formatHundredths(from), mark: grade, tone: gradeTone(grade) }))
}

function inWords(quarter: Quarter): string {
  return formatQuarter({ quarter: quarterNumber(quarter), year: quarterYear(quarter) })
}

function shortly(quarter: Quarter): string {
  return formatQuarterShort({ quarter: quarterNumber(quarter), year: quarterYear(quarter) })
}
