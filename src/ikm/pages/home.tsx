// Where a visitor finds a service unit: a search, and the units by agency, each with its index so far this quarter.

import { Chip } from '../../interface/chip.tsx'
import { Page, type Site } from '../../interface/layout.tsx'
import { formatCount, formatHundredths } from '../../language/format.ts'
import { inWords } from '../../units/quarter.ts'
import type { Quarter } from '../../units/rules/calendar.ts'
import type { Summary } from '../rules/summary.ts'
import { gradeTone } from './grade.ts'

export interface ListedAgency {
  readonly name: string
  readonly units: readonly {
    readonly slug: string
    readonly name: string
    readonly kind: string
    readonly address: string
    /** The unit's index in the running quarter. */
    readonly summary: Pick<Summary, 'state' | 'ikm' | 'grade' | 'respondents'>
  }[]
}

// More units than this are shown agency by agency, each folded, until something is searched for.
const unitsAtOnce = 60

/** @param total units there are, whether they match the search or not. */
export function HomePage({
  site,
  search,
  agencies,
  total,
  quarter,
  error,
}: {
  readonly site: Site
  readonly quarter: Quarter
  readonly search: string
  readonly agencies: readonly ListedAgency[]
  readonly total: number
  readonly error?: string | undefined
}) {
  const found = agencies.reduce((sum, { units }) => sum + units.length, 0)
  const folded = search === '' && found > unitsAtOnce
  return (
    <Page
      site={site}
      title={search === '' ? 'Cari unit pelayanan' : `Hasil pencarian ${search}`}
      description={`Indeks Kepuasan Masyarakat unit pelayanan ${site.government}, dihitung dari jawaban pengguna layanan.`}
      width="wide"
    >
      <div class="opening">
        <h1>Bagaimana warga menilai pelayanan publik?</h1>
        <p class="lead">
          Pilih unit pelayanan untuk melihat Indeks Kepuasan Masyarakat (IKM). Untuk memberi penilaian, pindai kode QR
          di loket. Atau <a href="/perbandingan">bandingkan unit sejenis</a>.
        </p>
        <search class="search">
          <form action="/">
            <label for="cari">Nama unit, jenis, atau alamat</label>
            <div>
              <input
                type="search"
                id="cari"
                name="cari"
                value={search}
                maxlength={80}
                autocomplete="off"
                {...(error !== undefined && { 'aria-invalid': 'true', 'aria-describedby': 'problem-cari' })}
              />
              <button type="submit">Cari</button>
            </div>
            {error !== undefined && (
              <p class="problem" id="problem-cari">
                {error}
              </p>
            )}
          </form>
        </search>
      </div>
      <Found search={search} found={found} total={total} quarter={quarter} />
      <div class={folded ? 'agencies folded' : 'agencies'}>
        {agencies.map(({ name, units }) =>
          folded ? (
            <details class="card">
              <summary>
                <h2>{name}</h2> <small>{formatCount(units.length)} unit</small>
              </summary>
              <UnitLinks units={units} />
            </details>
          ) : (
            <section>
              <h2>{name}</h2>
              <UnitLinks units={units} />
            </section>
          ),
        )}
      </div>
    </Page>
  )
}

function Found({
  search,
  found,
  total,
  quarter,
}: {
  readonly search: string
  readonly found: number
  readonly total: number
  readonly quarter: Quarter
}) {
  if (total === 0) {
    return (
      <section class="card none">
        <h2>Belum ada unit pelayanan</h2>
        <p>Unit tampil di sini setelah didaftarkan oleh Bagian Organisasi.</p>
      </section>
    )
  }
  if (found === 0) {
    return (
      <section class="card none" role="status">
        <h2>Tidak ada unit yang cocok dengan “{search}”</h2>
        <p>Coba kata yang lebih pendek, misalnya “puskesmas” atau nama kecamatan.</p>
        <p>
          <a class="button quiet" href="/">
            Lihat semua {formatCount(total)} unit
          </a>
        </p>
      </section>
    )
  }
  return (
    <p class="found" role="status">
      {search === '' ? (
        `${formatCount(found)} unit pelayanan, menurut perangkat daerah`
      ) : (
        <>
          {formatCount(found)} dari {formatCount(total)} unit cocok dengan “{search}”. <a href="/">Lihat semua</a>
        </>
      )}
      <small>Angka pada tiap unit: IKM {inWords(quarter)}, sementara karena triwulan masih berjalan.</small>
    </p>
  )
}

function UnitLinks({ units }: Pick<ListedAgency, 'units'>) {
  return (
    <ul class="links">
      {units.map(({ slug, name, kind, address, summary }) => (
        <li>
          <a href={`/unit/${encodeURIComponent(slug)}`}>
            <span>
              {name}
              <small>{[kind, address].filter(Boolean).join(' · ')}</small>
            </span>
            <UnitFigure summary={summary} />
          </a>
        </li>
      ))}
    </ul>
  )
}

function UnitFigure({ summary }: Pick<ListedAgency['units'][number], 'summary'>) {
  const { ikm, grade } = summary
  if (ikm === null) {
    return (
      <span class="unit-figure">
        <strong>–</strong>
        <Chip tone="plain">belum ada data</Chip>
      </span>
    )
  }
  return (
    <span class="unit-figure">
      <strong>{formatHundredths(ikm)}</strong>
      {grade ? (
        <Chip tone={gradeTone(grade.grade)} mark={grade.grade}>
          {grade.performance}
        </Chip>
      ) : (
        <Chip tone="plain">belum cukup</Chip>
      )}
      <small>{formatCount(summary.respondents)} responden</small>
    </span>
  )
}
