// The bureau's overview: every unit in one table, what they are together, and which need a call today.

import { DeskPage } from '../../accounts/pages/desk.tsx'
import type { Actor } from '../../accounts/rules/rights.ts'
import { Chip } from '../../interface/chip.tsx'
import { SelectField, TextField } from '../../interface/fields.tsx'
import type { Site } from '../../interface/layout.tsx'
import { Table } from '../../interface/table.tsx'
import {
  formatCount,
  formatDayShort,
  formatDifference,
  formatHundredths,
  formatPercent,
} from '../../language/format.ts'
import { inWords, shortly } from '../../units/quarter.ts'
import { type LocalDay, type Quarter, quarterSlug } from '../../units/rules/calendar.ts'
import type { OverviewForm } from '../forms.ts'
import { certaintyInWords } from '../rules/certainty.ts'
import { type Change, directionWords } from '../rules/change.ts'
import type { Together } from '../rules/comparison.ts'
import type { OverviewState, Sorting, Standing } from '../rules/overview.ts'
import { gradeTone } from './grade.ts'
import { type CalledUnit, Calls, callInWords } from './overview/calls.tsx'
import { TogetherFigures } from './together.tsx'
import { intervalText, twoLines } from './unit/words.ts'

export interface OverviewRow
  extends CalledUnit,
    Pick<Standing, 'summary' | 'interval' | 'certainty' | 'difference' | 'target'> {
  readonly row: CalledUnit['row'] & { readonly kind: string; readonly open_follow_ups: number }
  readonly lastDay: LocalDay | null
  readonly direction: Change['direction']
}

export interface OverviewProps {
  readonly site: Site
  readonly actor: Actor
  readonly form: OverviewForm
  readonly quarter: Quarter
  readonly running: Quarter
  /** The newest first. */
  readonly offered: readonly Quarter[]
  /** Units there are. */
  readonly total: number
  readonly found: readonly OverviewRow[]
  /** Those of this page. */
  readonly shown: readonly OverviewRow[]
  readonly page: number
  readonly pages: number
  /** Units without an answer in the quarter. */
  readonly silent: number
  readonly together: Together
  readonly called: readonly CalledUnit[]
  /** Slug and name. */
  readonly agencies: readonly (readonly [string, string])[]
  readonly kinds: readonly (readonly [string, string])[]
}

export function OverviewPage(props: OverviewProps) {
  const { site, actor, form, quarter, running, total, called } = props
  return (
    <DeskPage site={site} actor={actor} title={`Ikhtisar, ${inWords(quarter)}`} here="/kelola/ikhtisar">
      <div class="opening">
        <h1>Ikhtisar semua unit</h1>
        <p class="lead">
          {inWords(quarter)}
          {quarter === running ? ', masih berjalan' : ', sudah berakhir'}.
        </p>
      </div>
      {total === 0 ? (
        <section class="card none">
          <h2>Belum ada unit pelayanan</h2>
          <p>Daftarkan perangkat daerah dan unitnya, lalu pasang poster di loket.</p>
          <p>
            <a class="button" href="/kelola/organisasi">
              Daftarkan unit
            </a>
          </p>
        </section>
      ) : (
        <>
          <City {...props} />
          {quarter === running && form.keadaan !== 'panggil' && (
            <Calls called={called} quarter={quarter} all="/kelola/ikhtisar?keadaan=panggil" most={3} />
          )}
          <Filter {...props} />
          <Units {...props} />
        </>
      )}
    </DeskPage>
  )
}

function City({ total, found, silent, together, quarter }: OverviewProps) {
  return (
    <section class="card outcome" aria-labelledby="judul-kota">
      <div>
        <h2 id="judul-kota">{found.length === total ? 'Seluruh unit' : 'Unit yang dipilih'}</h2>
        <p>
          {together.units === 0
            ? `Belum ada jawaban pada ${shortly(quarter)}. Ini bukan nilai nol: angkanya memang belum ada.`
            : `${formatCount(together.units)} dari ${formatCount(found.length)} unit sudah punya jawaban.`}
          {silent > 0 && found.length === total && (
            <>
              {' '}
              <a href="/kelola/ikhtisar?keadaan=tanpa">{formatCount(silent)} unit belum ada jawaban</a>.
            </>
          )}
        </p>
      </div>
      <TogetherFigures together={together} weights="told" />
    </section>
  )
}

const states: readonly { readonly value: OverviewState; readonly label: string }[] = [
  { value: 'panggil', label: 'Perlu dihubungi' },
  { value: 'tanpa', label: 'Belum ada jawaban' },
  { value: 'kurang', label: 'Responden belum cukup' },
]

function Filter({ form, offered, running, quarter, agencies, kinds }: OverviewProps) {
  const options = (pairs: readonly (readonly [string, string])[]) => pairs.map(([value, label]) => ({ value, label }))
  return (
    <search class="card">
      <form action="/kelola/ikhtisar" class="stack">
        <div class="fields filters">
          <TextField name="cari" label="Cari unit" type="search" value={form.search} />
          <SelectField
            name="instansi"
            label="Perangkat daerah"
            value={form.instansi}
            options={options(agencies)}
            none="Semua"
          />
          <SelectField name="jenis" label="Jenis unit" value={form.jenis} options={options(kinds)} none="Semua" />
          <SelectField name="keadaan" label="Keadaan" value={form.keadaan} options={states} none="Semua" />
          <SelectField
            name="periode"
            label="Triwulan"
            value={quarter === running ? '' : quarterSlug(quarter)}
            options={offered
              .filter((one) => one !== running)
              .map((one) => ({ value: quarterSlug(one), label: shortly(one) }))}
            none={`${shortly(running)}, berjalan`}
          />
          <button type="submit">Tampilkan</button>
        </div>
        {form.urut !== 'unit' && <input type="hidden" name="urut" value={form.urut} />}
        {form.arah !== 'naik' && <input type="hidden" name="arah" value={form.arah} />}
      </form>
    </search>
  )
}

const columns: readonly { readonly label: string; readonly by: Sorting; readonly figures?: boolean }[] = [
  { label: 'Unit', by: 'unit' },
  { label: 'IKM', by: 'ikm', figures: true },
  { label: 'Selang 95\u00a0%', by: 'selang', figures: true },
  { label: 'Mutu', by: 'mutu' },
  { label: 'Perubahan', by: 'perubahan', figures: true },
  { label: 'Responden', by: 'responden', figures: true },
  { label: 'Sasaran', by: 'sasaran', figures: true },
  { label: 'Jawaban terakhir', by: 'terakhir', figures: true },
  { label: 'Janji terbuka', by: 'janji', figures: true },
]

function Units(props: OverviewProps) {
  const { form, found, shown, page, pages, quarter } = props
  if (found.length === 0) {
    return (
      <section class="card none" role="status">
        <h2>Tidak ada unit yang cocok</h2>
        <p>
          <a href="/kelola/ikhtisar">Tampilkan semua unit</a>
        </p>
      </section>
    )
  }
  const withCalls = form.keadaan === 'panggil'
  return (
    <section class="card overview" aria-labelledby="judul-unit">
      <div class="titled">
        <h2 id="judul-unit">
          {formatCount(found.length)} unit{pages > 1 && `, halaman ${formatCount(page)} dari ${formatCount(pages)}`}
        </h2>
        <p>
          Unduh: <a href={file(form, 'xlsx')}>XLSX</a> <a href={file(form, 'csv')}>CSV</a>
        </p>
      </div>
      <Table
        caption={`Unit, ${inWords(quarter)}`}
        columns={columns.map(({ label, by, figures = false }) => heading(form, label, by, figures))}
        rows={shown.map((unit) => [
          <>
            <a href={`/kelola/unit/${encodeURIComponent(unit.row.slug)}`}>{unit.row.name}</a>
            <small>{[unit.row.kind, unit.row.agency].filter(Boolean).join(' · ')}</small>
            {withCalls && unit.calls.map((call) => <small class="reason">{callInWords(call, quarter)}</small>)}
          </>,
          ...cells(unit),
        ])}
      />
      <Pages {...props} />
      <p class="fine">
        Tekan judul kolom untuk mengurutkan. Sasaran: persen dari responden yang diperlukan menurut jumlah orang yang
        dilayani. <a href="/metodologi#perubahan">Perubahan</a> sejak triwulan sebelumnya diuji untuk semua unit
        bersama-sama, jadi lebih jarang disebut naik atau turun daripada di halaman satu unit. Janji terbuka: tindak
        lanjut yang belum selesai.
      </p>
    </section>
  )
}

function heading(form: OverviewForm, label: string, by: Sorting, figures: boolean) {
  const current = form.urut === by
  const falling = current ? form.arah === 'naik' : by !== 'unit'
  return {
    figures,
    sorted: current ? (form.arah === 'naik' ? ('ascending' as const) : ('descending' as const)) : undefined,
    label: (
      <a href={address(form, { urut: by, arah: falling ? 'turun' : 'naik', halaman: 1 })}>
        {label}
        {current && <span aria-hidden="true">{form.arah === 'naik' ? ' ▲' : ' ▼'}</span>}
      </a>
    ),
  }
}

function cells({ row, summary, interval, certainty, difference, direction, target, lastDay }: OverviewRow) {
  return [
    summary.ikm === null ? '–' : <strong>{formatHundredths(summary.ikm)}</strong>,
    intervalText(interval),
    summary.grade ? (
      <>
        <Chip tone={gradeTone(summary.grade.grade)} mark={summary.grade.grade}>
          {summary.grade.performance}
        </Chip>
        <small>{certainty && certaintyInWords(certainty)}</small>
      </>
    ) : (
      <Chip tone="plain">{summary.state === 'empty' ? 'belum ada data' : 'belum cukup'}</Chip>
    ),
    difference === null || direction === null ? (
      '–'
    ) : (
      <>
        {formatDifference(difference)}
        <small>{twoLines(directionWords[direction])}</small>
      </>
    ),
    formatCount(summary.respondents),
    target === null ? '–' : formatPercent(Math.min(9.99, summary.respondents / target)),
    lastDay === null ? '–' : formatDayShort(lastDay),
    row.open_follow_ups === 0 ? (
      '–'
    ) : (
      <a href={`/kelola/unit/${encodeURIComponent(row.slug)}/tindak-lanjut`}>{formatCount(row.open_follow_ups)}</a>
    ),
  ]
}

function Pages({ form, page, pages }: OverviewProps) {
  if (pages === 1) return null
  return (
    <nav class="pager" aria-label="Halaman">
      {page > 1 && <a href={address(form, { halaman: page - 1 })}>Sebelumnya</a>}
      <span>
        Halaman {formatCount(page)} dari {formatCount(pages)}
      </span>
      {page < pages && <a href={address(form, { halaman: page + 1 })}>Berikutnya</a>}
    </nav>
  )
}

type Asked = Partial<Pick<OverviewForm, 'urut' | 'arah' | 'halaman' | 'keadaan'>>

function address(form: OverviewForm, asked: Asked): string {
  const query = queryOf({ ...form, ...asked })
  return query === '' ? '/kelola/ikhtisar' : `/kelola/ikhtisar?${query}`
}

function file(form: OverviewForm, format: 'csv' | 'xlsx'): string {
  const query = queryOf({ ...form, halaman: 1 })
  return `/kelola/ikhtisar.${format}${query === '' ? '' : `?${query}`}`
}

function queryOf({ quarter, search, instansi, jenis, keadaan, urut, arah, halaman }: OverviewForm): string {
  const fields: [string, string][] = [
    ['periode', quarter === undefined ? '' : quarterSlug(quarter)],
    ['cari', search],
    ['instansi', instansi],
    ['jenis', jenis],
    ['keadaan', keadaan === 'semua' ? '' : keadaan],
    ['urut', urut === 'unit' ? '' : urut],
    ['arah', arah === 'naik' ? '' : arah],
    ['halaman', halaman === 1 ? '' : String(halaman)],
  ]
  return String(new URLSearchParams(fields.filter(([, value]) => value !== '')))
}
