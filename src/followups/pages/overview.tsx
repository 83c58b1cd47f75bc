// Follow-ups of all units for the bureau: what is late, what is due, how far the rest has come, who has planned nothing.

import { DeskPage } from '../../accounts/pages/desk.tsx'
import type { Actor } from '../../accounts/rules/rights.ts'
import { SelectField, TextField } from '../../interface/fields.tsx'
import type { Site } from '../../interface/layout.tsx'
import { formatCount } from '../../language/format.ts'
import { type Quarter, quarterSlug } from '../../units/rules/calendar.ts'
import type { Status } from '../rules/course.ts'
import { elementName, inWords, StatusChips, shortly } from './words.tsx'

export const overviewPath = '/kelola/tindak-lanjut'

export interface OverviewAction {
  readonly id: number
  readonly quarter: Quarter
  readonly element: string | null
  readonly addedName: string | null
  readonly program: string
  readonly responsible: string
  readonly dueQuarter: Quarter
  readonly status: Status
  readonly evidence: number
  readonly slug: string
  readonly unit: string
  readonly agency: string
}

export interface OverviewUnit {
  readonly slug: string
  readonly unit: string
  readonly agency: string
  readonly respondents: number
}

/** The search as it stands in the address. */
export interface OverviewSearch {
  readonly keadaan: string
  readonly instansi: string
  readonly triwulan: Quarter | undefined
  readonly cari: string
}

export interface OverviewProps {
  readonly site: Site
  readonly actor: Actor
  readonly running: Quarter
  /** Quarters that may be answered, the newest first. */
  readonly offered: readonly Quarter[]
  readonly counts: Readonly<Record<Status | 'overdue' | 'due', number>>
  readonly search: OverviewSearch
  /** Either actions, or units that have planned nothing in answer to `planless`. */
  readonly actions: readonly OverviewAction[]
  readonly units: readonly OverviewUnit[]
  readonly planless: Quarter | undefined
  readonly found: number
  readonly page: number
  readonly pages: number
  /** Slug and name. */
  readonly agencies: readonly (readonly [string, string])[]
}

const states = [
  ['terlambat', 'Terlambat'],
  ['jatuh-tempo', 'Jatuh tempo triwulan ini'],
  ['direncanakan', 'Direncanakan'],
  ['berjalan', 'Berjalan'],
  ['selesai', 'Selesai'],
  ['batal', 'Batal'],
  ['tanpa-rencana', 'Unit tanpa rencana'],
] as const

export function FollowUpOverviewPage(props: OverviewProps) {
  const { site, actor, counts, running } = props
  const total = counts.planned + counts.running + counts.finished + counts.cancelled
  return (
    <DeskPage site={site} actor={actor} title="Tindak lanjut semua unit" here={overviewPath}>
      <section class="card">
        <h1>Tindak lanjut semua unit</h1>
        {total === 0 ? (
          <p>Belum ada rencana. Unit menyusunnya dari tiga unsur terendah hasil triwulan yang sudah berakhir.</p>
        ) : (
          <>
            <p class="counted">
              <strong>{formatCount(counts.overdue)}</strong> <span>rencana terlambat</span>
            </p>
            <p>
              {formatCount(counts.due)} jatuh tempo pada {inWords(running)}. Dari {formatCount(total)} rencana,{' '}
              {formatCount(counts.finished)} selesai, {formatCount(counts.running)} berjalan,{' '}
              {formatCount(counts.planned)} direncanakan, {formatCount(counts.cancelled)} batal.
            </p>
          </>
        )}
      </section>
      <Search {...props} />
      <Found {...props} />
      <Pages {...props} />
    </DeskPage>
  )
}

function Search({ search, offered, agencies }: OverviewProps) {
  return (
    <search class="card">
      <form action={overviewPath} class="stack">
        <div class="fields filters">
          <TextField name="cari" label="Cari unit atau kegiatan" type="search" value={search.cari} />
          <SelectField
            name="keadaan"
            label="Keadaan"
            value={search.keadaan}
            problem={undefined}
            none="Semua rencana"
            options={states.map(([value, label]) => ({ value, label }))}
          />
          <SelectField
            name="instansi"
            label="Perangkat daerah"
            value={search.instansi}
            problem={undefined}
            none="Semua"
            options={agencies.map(([value, label]) => ({ value, label }))}
          />
          <SelectField
            name="triwulan"
            label="Menjawab hasil"
            value={search.triwulan === undefined ? '' : quarterSlug(search.triwulan)}
            problem={undefined}
            none="Semua triwulan"
            options={offered.map((one) => ({ value: quarterSlug(one), label: shortly(one) }))}
          />
          <button type="submit">Tampilkan</button>
        </div>
      </form>
    </search>
  )
}

function Found({ actions, units, planless, running, found }: OverviewProps) {
  if (found === 0) {
    return (
      <section class="card none" role="status">
        <p>{planless === undefined ? 'Tidak ada rencana yang cocok.' : 'Semua unit sudah punya rencana.'}</p>
      </section>
    )
  }
  if (planless !== undefined) {
    return (
      <section class="card" aria-labelledby="judul-temuan">
        <h2 id="judul-temuan">
          {formatCount(found)} unit tanpa rencana untuk hasil {inWords(planless)}
        </h2>
        <ul class="rows">
          {units.map(({ slug, unit, agency, respondents }) => (
            <li>
              <span>
                <a href={`/kelola/unit/${encodeURIComponent(slug)}/tindak-lanjut?triwulan=${quarterSlug(planless)}`}>
                  {unit}
                </a>
                <small>{agency}</small>
              </span>
              <small>{formatCount(respondents)} responden</small>
            </li>
          ))}
        </ul>
      </section>
    )
  }
  return (
    <section class="card" aria-labelledby="judul-temuan">
      <h2 id="judul-temuan">{formatCount(found)} rencana</h2>
      <ul class="rows course">
        {actions.map((action) => (
          <li>
            <span>
              <a href={`/kelola/unit/${encodeURIComponent(action.slug)}/tindak-lanjut/${action.id}`}>
                {action.program}
              </a>
              <small>
                {action.unit} · {action.agency}
              </small>
              <small>
                {elementName(action)}, hasil {shortly(action.quarter)} · paling lambat {shortly(action.dueQuarter)} ·{' '}
                {action.responsible} ·{' '}
                {action.evidence === 0 ? 'belum ada bukti' : `${formatCount(action.evidence)} bukti`}
              </small>
            </span>
            <StatusChips {...action} running={running} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function Pages({ search, page, pages }: OverviewProps) {
  if (pages === 1) return null
  return (
    <nav class="pager" aria-label="Halaman">
      {page > 1 && <a href={address(search, page - 1)}>Sebelumnya</a>}
      <span>
        Halaman {formatCount(page)} dari {formatCount(pages)}
      </span>
      {page < pages && <a href={address(search, page + 1)}>Berikutnya</a>}
    </nav>
  )
}

function address({ keadaan, instansi, triwulan, cari }: OverviewSearch, page: number): string {
  const fields: [string, string][] = [
    ['cari', cari],
    ['keadaan', keadaan],
    ['instansi', instansi],
    ['triwulan', triwulan === undefined ? '' : quarterSlug(triwulan)],
    ['halaman', page === 1 ? '' : String(page)],
  ]
  const query = String(new URLSearchParams(fields.filter(([, value]) => value !== '')))
  return query === '' ? overviewPath : `${overviewPath}?${query}`
}
