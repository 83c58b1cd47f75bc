// Agencies as the bureau sees them: the list with a form for one more, and one agency.

import { DeskPage } from '../../accounts/pages/desk.tsx'
import { type Notice, NoticeBox } from '../../accounts/pages/sign-in.tsx'
import type { Actor } from '../../accounts/rules/rights.ts'
import { Chip } from '../../interface/chip.tsx'
import { ErrorSummary, type FieldProblem, problemOf, TextField } from '../../interface/fields.tsx'
import type { Site } from '../../interface/layout.tsx'
import { formatCount } from '../../language/format.ts'
import { organisationPath } from './unit-frame.tsx'

export const agenciesPath = `${organisationPath}/perangkat`

export interface ShownAgency {
  readonly id: number
  readonly name: string
  readonly closed_at: number | null
  readonly units: number
  readonly open_units: number
}

interface AgencyProps {
  readonly site: Site
  readonly actor: Actor
  readonly notice: Notice | undefined
  readonly values: Readonly<Record<string, string>>
  readonly problems: readonly FieldProblem[]
}

const labels = { nama: 'Nama perangkat daerah' } as const

export function AgenciesPage({
  site,
  actor,
  agencies,
  notice,
  values,
  problems,
}: AgencyProps & { readonly agencies: readonly ShownAgency[] }) {
  return (
    <DeskPage site={site} actor={actor} title="Perangkat daerah" here={organisationPath} width="narrow">
      <ErrorSummary title="Ada yang perlu diperiksa" problems={problems} labels={labels} />
      <header class="opening">
        <p class="crumbs">
          <a href={organisationPath}>Organisasi</a>
        </p>
        <h1>Perangkat daerah</h1>
      </header>
      <NoticeBox notice={notice} />
      {agencies.length === 0 ? (
        <p class="card none">Belum ada perangkat daerah. Tambahkan yang pertama di bawah ini.</p>
      ) : (
        <ul class="links">
          {agencies.map(({ id, name, closed_at, units }) => (
            <li>
              <a href={`${agenciesPath}/${id}`}>
                {name} {closed_at !== null && <Chip tone="plain">Ditutup</Chip>}
                <small>{units === 0 ? 'belum ada unit' : `${formatCount(units)} unit`}</small>
              </a>
            </li>
          ))}
        </ul>
      )}
      <section class="card">
        <h2>Tambah perangkat daerah</h2>
        <form method="post" action={agenciesPath} class="stack">
          <TextField
            name="nama"
            label={labels.nama}
            hint="Seperti pada kop surat, misalnya Dinas Kesehatan."
            value={values.nama}
            problem={problemOf('nama', problems)}
            autocomplete="off"
            required
          />
          <button type="submit">Tambah perangkat daerah</button>
        </form>
      </section>
    </DeskPage>
  )
}

export function AgencyPage({
  site,
  actor,
  agency,
  notice,
  values,
  problems,
}: AgencyProps & { readonly agency: ShownAgency }) {
  const path = `${agenciesPath}/${agency.id}`
  const { units, open_units: open, closed_at: closed } = agency
  return (
    <DeskPage site={site} actor={actor} title={agency.name} here={organisationPath} width="narrow">
      <ErrorSummary title="Ada yang perlu diperiksa" problems={problems} labels={labels} />
      <header class="opening">
        <p class="crumbs">
          <a href={organisationPath}>Organisasi</a> › <a href={agenciesPath}>Perangkat daerah</a>
        </p>
        <h1>
          {agency.name} {closed !== null && <Chip tone="plain">Ditutup</Chip>}
        </h1>
      </header>
      <NoticeBox notice={notice} />
      <p>
        {units === 0 ? (
          'Belum ada unit.'
        ) : (
          <a href={`${organisationPath}?perangkat=${agency.id}`}>Lihat {formatCount(units)} unitnya</a>
        )}
      </p>
      <section class="card">
        <h2>Ganti nama</h2>
        <form method="post" action={path} class="stack">
          <TextField
            name="nama"
            label={labels.nama}
            value={values.nama ?? agency.name}
            problem={problemOf('nama', problems)}
            autocomplete="off"
            required
          />
          <button type="submit">Simpan nama</button>
        </form>
      </section>
      <section class="card">
        {closed === null ? (
          <>
            <h2>Tutup</h2>
            {open > 0 ? (
              <p>Masih ada {formatCount(open)} unit yang buka. Tutup atau pindahkan dahulu unit-unitnya.</p>
            ) : (
              <>
                <p>Perangkat daerah yang ditutup tidak dapat diberi unit baru. Jawaban dan halamannya tetap ada.</p>
                <form method="post" action={`${path}/tutup`}>
                  <button type="submit" class="quiet">
                    Tutup {agency.name}
                  </button>
                </form>
              </>
            )}
          </>
        ) : (
          <>
            <h2>Buka kembali</h2>
            <form method="post" action={`${path}/buka`}>
              <button type="submit" class="quiet">
                Buka kembali {agency.name}
              </button>
            </form>
          </>
        )}
      </section>
      {units === 0 && (
        <section class="card">
          <h2>Hapus</h2>
          <p>Belum ada unit di dalamnya, jadi perangkat daerah ini dapat dihapus.</p>
          <form method="post" action={`${path}/hapus`}>
            <button type="submit" class="quiet">
              Hapus {agency.name}
            </button>
          </form>
        </section>
      )}
    </DeskPage>
  )
}
