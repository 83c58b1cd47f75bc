// Units of one kind beside each other in one published quarter: as levels that the answers can tell apart, never as ranks.

import { gradeTone } from '../../ikm/pages/grade.ts'
import { TogetherFigures } from '../../ikm/pages/together.tsx'
import { bandsOf, scale, zoomed } from '../../ikm/pages/unit/axis.ts'
import { intervalText, listed } from '../../ikm/pages/unit/words.ts'
import { type Compared, mostCompared, type Reason, type Together } from '../../ikm/rules/comparison.ts'
import type { Interval } from '../../ikm/rules/interval.ts'
import type { Summary } from '../../ikm/rules/summary.ts'
import { type BarRow, GroupedBars } from '../../interface/charts/bars.tsx'
import { Chip } from '../../interface/chip.tsx'
import { Page, type Site } from '../../interface/layout.tsx'
import { Fold, Table } from '../../interface/table.tsx'
import { formatCount, formatFigure, formatHundredths } from '../../language/format.ts'
import { defaultRuleBook } from '../../surveys/rules.ts'
import { inWords, shortly } from '../../units/quarter.ts'
import { type Quarter, quarterSlug } from '../../units/rules/calendar.ts'
import { everyKind } from '../forms.ts'
import { PublicMenu } from './menu.tsx'

export interface ComparedUnit {
  readonly slug: string
  readonly name: string
  readonly kind: string
  /** By what the unit asks, in words. */
  readonly questionnaire: string
  readonly summary: Summary
  readonly interval: Interval | null
}

interface Kind {
  readonly name: string
  readonly units: number
}

export interface ComparisonProps extends Compared<ComparedUnit> {
  readonly site: Site
  readonly quarter: Quarter
  /** Those that can be chosen, the newest first. */
  readonly quarters: readonly Quarter[]
  readonly kinds: readonly Kind[]
  /** Null for every kind. */
  readonly kind: string | null
  readonly everyKindOffered: boolean
  /** Units of every kind. */
  readonly total: number
  /** True where something else was asked for than is shown. */
  readonly quarterReplaced: boolean
  readonly kindReplaced: boolean
  readonly together: Together
}

export function ComparisonPage(props: ComparisonProps) {
  const { site, quarter, kind, levels, apart } = props
  const what = kind === null ? 'semua unit pelayanan' : kindInWords(kind)
  return (
    <Page
      site={site}
      title={`Perbandingan ${what}, ${inWords(quarter)}`}
      description={`Perbandingan ${what} ${site.government} menurut tingkat, bukan peringkat: Indeks Kepuasan Masyarakat ${inWords(quarter)}.`}
      width="wide"
      navigation={<PublicMenu here="/" />}
    >
      <div class="opening">
        <h1>Perbandingan {what}</h1>
        <p class="lead">
          Menurut tingkat, bukan peringkat: selisih kecil antarunit dapat terjadi kebetulan, karena hanya sebagian
          pengguna layanan yang menjawab.
        </p>
      </div>
      <Choice {...props} />
      <Outcome {...props} />
      {levels.length > 0 && <Levels {...props} />}
      {apart.length > 0 && <Apart {...props} />}
      <Figures {...props} />
    </Page>
  )
}

/** The same page before anything can be compared. @param total units that are registered. */
export function EmptyComparisonPage({ site, total }: { readonly site: Site; readonly total: number }) {
  return (
    <Page site={site} title="Perbandingan unit pelayanan" width="wide" navigation={<PublicMenu here="/" />}>
      <div class="opening">
        <h1>Perbandingan unit pelayanan</h1>
      </div>
      {total === 0 ? (
        <section class="card none">
          <h2>Belum ada unit pelayanan</h2>
          <p>Unit dapat dibandingkan setelah didaftarkan oleh Bagian Organisasi dan hasilnya diterbitkan.</p>
        </section>
      ) : (
        <section class="card none">
          <h2>Belum ada hasil yang diterbitkan</h2>
          <p>Unit dapat dibandingkan setelah hasil triwulan pertama diterbitkan.</p>
        </section>
      )}
    </Page>
  )
}

function Choice({
  quarter,
  quarters,
  kinds,
  kind,
  everyKindOffered,
  total,
  quarterReplaced,
  kindReplaced,
}: ComparisonProps) {
  const chosen = kind === null ? total : (kinds.find(({ name }) => name === kind)?.units ?? 0)
  const options = [
    ...kinds.map(({ name, units }) => ({ value: name, text: capitalised(kindInWords(name)), units })),
    ...(everyKindOffered ? [{ value: everyKind, text: 'Semua jenis', units: total }] : []),
  ]
  return (
    <section class="card choice" aria-label="Pilihan">
      {(quarterReplaced || kindReplaced) && (
        <p class="note" role="status">
          {quarterReplaced &&
            `Triwulan yang diminta tidak dapat ditampilkan; yang dapat dipilih hanya triwulan yang sudah diterbitkan. Yang tampil: ${inWords(quarter)}. `}
          {kindReplaced &&
            `Jenis unit yang diminta tidak dapat dibandingkan. Yang tampil: ${kind === null ? 'semua jenis' : kindInWords(kind)}.`}
        </p>
      )}
      <Fold summary={`Jenis: ${kind === null ? 'semua' : kindInWords(kind)}, ${formatCount(chosen)} unit`}>
        <ul class="options">
          {options.map(({ value, text, units }) => (
            <li>
              <a href={address(value, quarter)} aria-current={value === (kind ?? everyKind) ? 'true' : undefined}>
                {text} <small>{formatCount(units)}</small>
              </a>
            </li>
          ))}
        </ul>
      </Fold>
      <Fold summary={`Triwulan: ${shortly(quarter)}`}>
        <ul class="options">
          {quarters.map((offered) => (
            <li>
              <a href={address(kind ?? everyKind, offered)} aria-current={offered === quarter ? 'true' : undefined}>
                {shortly(offered)}
              </a>
            </li>
          ))}
        </ul>
      </Fold>
    </section>
  )
}

function address(kind: string, quarter: Quarter): string {
  return `/perbandingan?${new URLSearchParams({ jenis: kind, periode: quarterSlug(quarter) })}`
}

function Outcome({ quarter, levels, apart, together }: ComparisonProps) {
  const placed = levels.reduce((sum, { units }) => sum + units.length, 0)
  const empty = together.units === 0
  const tooMany = apart.some(({ reason }) => reason === 'tooMany')
  return (
    <section class={`card outcome${empty ? ' empty' : ''}`} aria-labelledby="hasil">
      <div>
        <h2 id="hasil">{inWords(quarter)}</h2>
        <p class="figure">{headline(placed, levels.length, empty, tooMany)}</p>
        <p>{meaning({ levels, apart, placed, empty, tooMany })}</p>
        {placed > 0 && apart.length > 0 && (
          <p>
            <a href="#terpisah">{formatCount(apart.length)} unit lain belum dapat dibandingkan</a>.
          </p>
        )}
      </div>
      {!empty && <TogetherFigures together={together} weights="counted" />}
    </section>
  )
}

function headline(placed: number, levels: number, empty: boolean, tooMany: boolean): string {
  if (empty) return 'Belum ada data'
  if (tooMany) return 'Terlalu banyak unit'
  if (placed === 0) return 'Belum cukup'
  if (placed === 1) return 'Belum ada pembanding'
  if (levels === 1) return 'Belum dapat dibedakan'
  return `${formatCount(levels)} tingkat`
}

function meaning({
  levels,
  apart,
  placed,
  empty,
  tooMany,
}: Pick<ComparisonProps, 'levels' | 'apart'> & { placed: number; empty: boolean; tooMany: boolean }): string {
  if (empty) {
    return apart.length === 1
      ? 'Unit ini belum punya jawaban pada triwulan ini. Ini bukan nilai nol: angkanya memang belum ada.'
      : 'Belum ada unit yang punya jawaban pada triwulan ini. Ini bukan nilai nol: angkanya memang belum ada.'
  }
  if (tooMany) {
    return `Unit yang respondennya cukup lebih dari ${formatCount(mostCompared)}, terlalu banyak untuk diuji satu sama lain. Angkanya ditampilkan tanpa tingkat.`
  }
  if (placed === 0) return 'Belum ada unit yang respondennya cukup untuk dibandingkan.'
  if (placed === 1) return 'Baru satu unit yang respondennya cukup, jadi belum ada yang dapat disandingkan dengannya.'
  // Every unit proven higher moves the best rank that is left to a lower one down by one.
  const proven = levels.reduce((sum, { units }) => sum + units.reduce((all, { ranks }) => all + ranks[0] - 1, 0), 0)
  const pairs = (placed * (placed - 1)) / 2
  if (levels.length === 1) {
    return placed === 2
      ? 'Kedua unit setingkat: selisih angkanya dapat terjadi kebetulan.'
      : `${formatCount(placed)} unit setingkat: selisih angka mereka dapat terjadi kebetulan.`
  }
  if (proven === pairs) {
    return placed === 2
      ? 'Kedua unit terbukti berbeda; tingkat 1 yang lebih tinggi.'
      : `${formatCount(placed)} unit, semuanya terbukti berbeda satu sama lain; tingkat 1 yang tertinggi.`
  }
  return [
    `${formatCount(placed)} unit terbagi menjadi ${formatCount(levels.length)} tingkat; tingkat 1 yang tertinggi.`,
    'Unit dalam tingkat yang sama belum dapat dibedakan.',
    `Dari ${formatCount(pairs)} pasangan unit, ${formatCount(proven)} terbukti berbeda.`,
  ].join(' ')
}

function Levels({ levels, apart, kind }: ComparisonProps) {
  const placed = levels.flatMap(({ units }) => units)
  const weakest = Math.min(...placed.map(({ summary, interval }) => interval?.low ?? summary.ikm ?? scale.from))
  const range = zoomed(weakest, [8000, 7000, 6500, 5000])
  const rowOf = ({ slug, name, kind: own, summary, interval, ranks }: (typeof placed)[number]): BarRow => ({
    label: <a href={`/unit/${encodeURIComponent(slug)}`}>{name}</a>,
    note: (
      <>
        {kind === null && own !== '' && <small>{own}</small>}
        <small>
          {intervalText(interval)} · {formatCount(summary.respondents)} responden
        </small>
        {placed.length > 1 && <small>peringkat yang mungkin {ranksInWords(ranks)}</small>}
      </>
    ),
    value: summary.ikm,
    low: interval?.low,
    high: interval?.high,
    text: formatFigure(summary.ikm),
    tone: summary.grade ? gradeTone(summary.grade.grade) : 'plain',
    mark: summary.grade?.grade,
  })
  const groups = levels.map(({ level, units }) => ({
    heading: (
      <h3>
        {placed.length === 1 ? 'Satu-satunya unit yang respondennya cukup' : `Tingkat ${formatCount(level)}`}{' '}
        {placed.length > 1 && (
          <small>
            {formatCount(units.length)} unit{units.length > 1 && ', menurut abjad'}
          </small>
        )}
      </h3>
    ),
    rows: units.map(rowOf),
  }))
  return (
    <section class="card" aria-labelledby="tingkat">
      <h2 id="tingkat">{placed.length === 1 ? 'IKM dengan selangnya' : 'Unit menurut tingkat'}</h2>
      <GroupedBars
        groups={groups}
        bands={bandsOf(defaultRuleBook.grades)}
        range={range}
        start={formatHundredths(range.from)}
      />
      <p class="fine">
        Garis: selang IKM dengan keyakinan 95 %, seperti yang diterbitkan. Tingkat diuji tanpa memperhitungkan jumlah
        orang yang dilayani.{' '}
        {levels.length > 1 &&
          'Tingkat baru dimulai dengan unit yang terbukti lebih rendah daripada salah satu unit di tingkat atasnya; unit lain di kedua tingkat itu mungkin belum dapat dibedakan. '}
        {placed.length > 1 &&
          'Peringkat yang mungkin adalah peringkat yang masih terbuka menurut jawaban; semuanya berlaku bersama dengan keyakinan 95 %. '}
        <a href="/metodologi#tingkat">Cara menentukan tingkat</a>.
      </p>
      <Questionnaires units={[...placed, ...apart]} />
    </section>
  )
}

/** `2–7`; where one only is left it says so, since it is no bare rank. */
function ranksInWords([best, worst]: readonly [number, number]): string {
  return best === worst ? `hanya\u00a0${formatCount(best)}` : `${formatCount(best)}–${formatCount(worst)}`
}

const mostNamed = 4

function Questionnaires({ units }: { readonly units: readonly ComparedUnit[] }) {
  const groups = Array.from(Map.groupBy(units, ({ questionnaire }) => questionnaire)).toSorted(
    ([, one], [, other]) => one.length - other.length,
  )
  if (groups.length < 2) return null
  const used = groups.map(([name, of], place) => {
    if (place === groups.length - 1 && of.length > 1) return `${name} oleh ${formatCount(of.length)} unit lainnya`
    return `${name} oleh ${of.length > mostNamed ? `${formatCount(of.length)} unit` : listed(of.map((unit) => unit.name))}`
  })
  return <p class="fine">Kuesioner tidak seragam: {used.join('; ')}. Skala IKM-nya sama, 25 sampai 100.</p>
}

function Apart({ apart, kind }: ComparisonProps) {
  return (
    <section class="card apart" aria-labelledby="terpisah">
      <h2 id="terpisah">Belum dapat dibandingkan</h2>
      <ul class="links">
        {apart.map(({ slug, name, kind: own, summary, interval, reason }) => (
          <li>
            <a href={`/unit/${encodeURIComponent(slug)}`}>
              <span>
                {name}
                {kind === null && own !== '' && <small>{own}</small>}
                <small>{reasonInWords(reason, summary)}</small>
              </span>
              <span class="unit-figure">
                <strong>{formatFigure(summary.ikm)}</strong>
                <Chip tone="plain">{reasonChips[reason]}</Chip>
                {interval && <small>{intervalText(interval)}</small>}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

const reasonChips: Readonly<Record<Reason, string>> = {
  empty: 'belum ada data',
  belowMinimum: 'belum cukup',
  single: 'belum cukup',
  tooMany: 'tidak diuji',
}

function reasonInWords(reason: Reason, { respondents, minimum }: Summary): string {
  switch (reason) {
    case 'empty':
      return 'Belum ada responden pada triwulan ini.'
    case 'belowMinimum':
      return `${formatCount(respondents)} dari ${formatCount(minimum)} responden yang diperlukan.`
    case 'single':
      return 'Dari satu responden, ketelitiannya belum dapat dihitung.'
    case 'tooMany':
      return `${formatCount(respondents)} responden.`
  }
}

function Figures({ quarter, levels, apart, kind }: ComparisonProps) {
  const placed = levels.flatMap(({ level, units }) => units.map((unit) => ({ ...unit, level: formatCount(level) })))
  const alone = placed.length === 1
  const rows = [
    ...placed.map((unit) => ({
      ...unit,
      ranks: alone ? '–' : ranksInWords(unit.ranks),
      level: alone ? '–' : unit.level,
    })),
    ...apart.map((unit) => ({ ...unit, ranks: '–', level: reasonChips[unit.reason] })),
  ]
  const varied = new Set(rows.map(({ questionnaire }) => questionnaire)).size > 1
  return (
    <section class="card">
      <Fold summary="Tabel semua angka">
        <Table
          caption={`IKM ${inWords(quarter)}, menurut tingkat lalu abjad`}
          columns={[
            { label: 'Unit' },
            ...(kind === null ? [{ label: 'Jenis' }] : []),
            { label: 'Tingkat' },
            { label: 'Peringkat yang mungkin', figures: true },
            { label: 'IKM', figures: true },
            { label: 'Selang 95\u00a0%', figures: true },
            { label: 'Mutu' },
            { label: 'Responden', figures: true },
            ...(varied ? [{ label: 'Kuesioner' }] : []),
          ]}
          rows={rows.map(({ name, kind: own, level, ranks, summary, interval, questionnaire }) => [
            name,
            ...(kind === null ? [own || '–'] : []),
            level,
            ranks,
            formatFigure(summary.ikm),
            intervalText(interval),
            summary.grade?.grade ?? '–',
            formatCount(summary.respondents),
            ...(varied ? [questionnaire] : []),
          ])}
        />
      </Fold>
    </section>
  )
}

function kindInWords(kind: string): string {
  return kind === '' ? 'unit tanpa jenis' : kind
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
