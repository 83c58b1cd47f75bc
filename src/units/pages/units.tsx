// The list of units at the desk, searched and page by page, and the form for a new one.

import { DeskPage } from '../../accounts/pages/desk.tsx'
import { type Notice, NoticeBox } from '../../accounts/pages/sign-in.tsx'
import { type Actor, may } from '../../accounts/rules/rights.ts'
import { Chip } from '../../interface/chip.tsx'
import {
  byNumber,
  ErrorSummary,
  type FieldProblem,
  problemOf,
  SelectField,
  TextField,
} from '../../interface/fields.tsx'
import type { Site } from '../../interface/layout.tsx'
import { formatCount } from '../../language/format.ts'
import { zones } from '../rules/calendar.ts'
import { agenciesPath } from './agencies.tsx'
import { organisationPath, unitPath } from './unit-frame.tsx'

interface DeskProps {
  readonly site: Site
  readonly actor: Actor
}

export interface FoundUnit {
  readonly id: number
  readonly name: string
  readonly kind: string
  readonly agency: string
  readonly closed_at: number | null
  readonly services: number
  readonly counters: number
}

export function UnitsPage({
  site,
  actor,
  units,
  found,
  first,
  search,
  agencies,
  agencyId,
  pages,
  notice,
}: DeskProps & {
  readonly units: readonly FoundUnit[]
  /** How many fit in all, and the number of the first one on this page. */
  readonly found: number
  readonly first: number
  readonly search: string
  readonly agencies: readonly { readonly id: number; readonly name: string }[]
  readonly agencyId: number | undefined
  /** Addresses of the pages before and after this one. */
  readonly pages: { readonly before: string | undefined; readonly after: string | undefined }
  readonly notice: Notice | undefined
}) {
  const bureau = may(actor, 'manageOrganisation')
  const searched = search !== '' || agencyId !== undefined
  return (
    <DeskPage site={site} actor={actor} title="Organisasi" here={organisationPath}>
      <h1>Organisasi</h1>
      <NoticeBox notice={notice} />
      {bureau && (
        <p class="buttons">
          <a class="button" href={`${organisationPath}/unit-baru`}>
            Tambah unit
          </a>
          <a class="button quiet" href={`${organisationPath}/impor`}>
            Masukkan dari berkas
          </a>
          <a class="button quiet" href={agenciesPath}>
            Perangkat daerah
          </a>
        </p>
      )}
      {(units.length > 0 || searched) && (
        <form method="get" action={organisationPath} class="card stack">
          <div class="fields stack">
            <TextField name="cari" label="Cari nama, jenis, atau alamat" type="search" value={search} />
            {agencies.length > 1 && (
              <SelectField
                name="perangkat"
                label="Perangkat daerah"
                none="Semua"
                value={agencyId === undefined ? undefined : String(agencyId)}
                options={byNumber(agencies)}
              />
            )}
          </div>
          <button type="submit">Cari</button>
        </form>
      )}
      {units.length === 0 ? (
        <p class="card none">
          {searched
            ? 'Tidak ada unit yang cocok. Coba kata lain, atau pilih semua perangkat daerah.'
            : bureau
              ? 'Belum ada unit pelayanan. Tambahkan satu per satu, atau masukkan semuanya dari berkas.'
              : 'Belum ada unit yang Anda kelola. Hubungi Bagian Organisasi.'}
        </p>
      ) : (
        <section>
          <p class="soft" aria-live="polite">
            {units.length === found
              ? `${formatCount(found)} unit`
              : `Unit ${formatCount(first)} sampai ${formatCount(first + units.length - 1)} dari ${formatCount(found)}`}
          </p>
          <ul class="links">
            {units.map((unit) => (
              <li>
                <a href={unitPath(unit)}>
                  {unit.name} {unit.closed_at !== null && <Chip tone="plain">Ditutup</Chip>}
                  <small>
                    {unit.kind} · {unit.agency}
                  </small>
                  <small>
                    {lacks(unit) ?? `${formatCount(unit.services)} layanan · ${formatCount(unit.counters)} loket`}
                  </small>
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
      {(pages.before || pages.after) && (
        <nav class="buttons" aria-label="Halaman daftar unit">
          {pages.before && (
            <a class="button quiet" href={pages.before} rel="prev">
              Sebelumnya
            </a>
          )}
          {pages.after && (
            <a class="button quiet" href={pages.after} rel="next">
              Berikutnya
            </a>
          )}
        </nav>
      )}
    </DeskPage>
  )
}

/** What keeps a unit from taking answers. */
function lacks({ services, counters, closed_at: closed }: FoundUnit): string | undefined {
  if (closed !== null) return undefined
  if (services === 0) return 'belum ada layanan'
  return counters === 0 ? 'belum ada loket' : undefined
}

export const identityLabels = {
  perangkat: 'Perangkat daerah',
  nama: 'Nama unit',
  jenis: 'Jenis',
  alamat: 'Alamat',
  zona: 'Zona waktu',
  slug: 'Alamat halaman',
} as const

export function NewUnitPage({
  site,
  actor,
  agencies,
  kinds,
  values,
  problems,
}: DeskProps & {
  readonly agencies: readonly { readonly id: number; readonly name: string }[]
  readonly kinds: readonly string[]
  readonly values: Readonly<Record<string, string>>
  readonly problems: readonly FieldProblem[]
}) {
  return (
    <DeskPage site={site} actor={actor} title="Tambah unit" here={organisationPath} width="narrow">
      <ErrorSummary title="Ada yang perlu diperiksa" problems={problems} labels={identityLabels} />
      <header class="opening">
        <p class="crumbs">
          <a href={organisationPath}>Organisasi</a>
        </p>
        <h1>Tambah unit</h1>
      </header>
      {agencies.length === 0 ? (
        <section class="card none">
          <p>Setiap unit berada di sebuah perangkat daerah. Tambahkan dahulu perangkat daerahnya.</p>
          <p>
            <a class="button" href={agenciesPath}>
              Ke perangkat daerah
            </a>
          </p>
        </section>
      ) : (
        <section class="card">
          <form method="post" action={`${organisationPath}/unit-baru`} class="stack">
            <IdentityFields
              agencies={agencies}
              kinds={kinds}
              values={values}
              problems={problems}
              slugHint="Kosongkan agar dibuat dari namanya."
            />
            <button type="submit">Tambah unit</button>
          </form>
        </section>
      )}
    </DeskPage>
  )
}

/** @param zoneFixed why the zone cannot change any more. */
export function IdentityFields({
  agencies,
  kinds,
  values,
  problems,
  slugHint,
  zoneFixed,
}: {
  readonly agencies: readonly { readonly id: number; readonly name: string }[]
  readonly kinds: readonly string[]
  readonly values: Readonly<Record<string, string>>
  readonly problems: readonly FieldProblem[]
  readonly slugHint: string
  readonly zoneFixed?: string | undefined
}) {
  const field = (name: keyof typeof identityLabels) => ({
    name,
    label: identityLabels[name],
    value: values[name],
    problem: problemOf(name, problems),
    autocomplete: 'off',
  })
  const examples = kinds.slice(0, 6).join(', ') || 'Puskesmas, Kelurahan'
  return (
    <>
      <SelectField {...field('perangkat')} none="Pilih" options={byNumber(agencies)} />
      <TextField {...field('nama')} required />
      <TextField
        {...field('jenis')}
        hint={`Unit sejenis dibandingkan satu sama lain, jadi tulis sama: ${examples}.`}
        required
      />
      <TextField {...field('alamat')} />
      <SelectField
        {...field('zona')}
        none="Pilih"
        hint={
          zoneFixed ?? 'Menentukan kapan hari dan triwulan unit ini dimulai. Tidak dapat diubah setelah ada jawaban.'
        }
        options={zones.map((zone) => ({ value: zone, label: zone }))}
      />
      <TextField {...field('slug')} hint={`Bagian akhir alamat umum unit ini, /unit/…  ${slugHint}`} />
    </>
  )
}
