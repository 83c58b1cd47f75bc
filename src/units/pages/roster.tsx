// A list of units from a file: the form that takes it, and the preview before anything is stored.

import { DeskPage } from '../../accounts/pages/desk.tsx'
import { type Notice, NoticeBox } from '../../accounts/pages/sign-in.tsx'
import type { Actor } from '../../accounts/rules/rights.ts'
import { fieldId } from '../../interface/fields.tsx'
import type { Site } from '../../interface/layout.tsx'
import { Fold, Table } from '../../interface/table.tsx'
import { formatCount } from '../../language/format.ts'
import { type ListError, listColumns, type UnitPlan } from '../rules/roster.ts'
import { organisationPath } from './unit-frame.tsx'

export const importPath = `${organisationPath}/impor`

/** Errors that are shown one by one, and units of the preview. */
const errorsShown = 50
const unitsShown = 100

interface ImportProps {
  readonly site: Site
  readonly actor: Actor
}

export function ImportPage({
  site,
  actor,
  notice,
  errors,
}: ImportProps & { readonly notice: Notice | undefined; readonly errors: readonly ListError[] }) {
  return (
    <DeskPage site={site} actor={actor} title="Masukkan unit dari berkas" here={organisationPath} width="narrow">
      <header class="opening">
        <p class="crumbs">
          <a href={organisationPath}>Organisasi</a>
        </p>
        <h1>Masukkan unit dari berkas</h1>
      </header>
      <NoticeBox notice={notice} />
      {errors.length > 0 && (
        <section class="card problems" role="alert" aria-labelledby="judul-kesalahan">
          <h2 id="judul-kesalahan">Berkas belum dapat dimasukkan</h2>
          <p>Tidak ada yang disimpan. Perbaiki berkasnya, lalu pilih lagi.</p>
          <ul>
            {errors.slice(0, errorsShown).map(({ message }) => (
              <li>
                <span>{message}</span>
              </li>
            ))}
          </ul>
          {errors.length > errorsShown && <p>dan {formatCount(errors.length - errorsShown)} kesalahan lagi</p>}
        </section>
      )}
      <section class="card">
        <form method="post" action={importPath} enctype="multipart/form-data" class="stack">
          <div class="field">
            <label for={fieldId('berkas')}>Berkas CSV atau XLSX</label>
            <p class="hint" id="hint-berkas">
              Paling besar 2 MB. Sebelum disimpan, isinya ditampilkan dahulu untuk diperiksa.
            </p>
            <input
              id={fieldId('berkas')}
              type="file"
              name="berkas"
              accept=".csv,.xlsx,text/csv"
              aria-describedby="hint-berkas"
              required
            />
          </div>
          <button type="submit">Periksa berkas</button>
        </form>
        <Fold summary="Kolom yang dibaca">
          <p>
            Baris pertama berisi judul kolom:{' '}
            {Object.values(listColumns)
              .map(({ heading }) => heading)
              .join(', ')}
            . Hanya perangkat daerah dan unit yang wajib.
          </p>
          <p>
            Beberapa layanan atau loket dipisah titik koma. Layanan daring ditulis dengan (ONLINE) di belakangnya, yang
            campuran dengan (HYBRID). Unit yang sudah ada dikenali dari namanya dan dibiarkan.
          </p>
          <p>
            <a href={`${importPath}/contoh.csv`}>Unduh contoh berkas</a>
          </p>
        </Fold>
      </section>
    </DeskPage>
  )
}

export function ImportPreviewPage({
  site,
  actor,
  plan,
  rows,
}: ImportProps & {
  readonly plan: UnitPlan
  /** The rows as JSON, to come back with the confirmation. */
  readonly rows: string
}) {
  const { agencies, units, known } = plan
  const services = units.reduce((sum, unit) => sum + unit.services.length, 0)
  const counters = units.reduce((sum, unit) => sum + unit.counters.length, 0)
  return (
    <DeskPage site={site} actor={actor} title="Periksa sebelum disimpan" here={organisationPath}>
      <header class="opening">
        <p class="crumbs">
          <a href={organisationPath}>Organisasi</a> › <a href={importPath}>Masukkan unit dari berkas</a>
        </p>
        <h1>Periksa sebelum disimpan</h1>
      </header>
      <section class="card">
        <p class="lead">
          {units.length === 0 ? (
            'Tidak ada unit baru di berkas ini, jadi tidak ada yang perlu disimpan.'
          ) : (
            <>
              Belum ada yang disimpan. Berkas ini menambah <strong>{formatCount(units.length)} unit</strong>,{' '}
              {formatCount(agencies.length)} perangkat daerah, {formatCount(services)} layanan, dan{' '}
              {formatCount(counters)} loket.
            </>
          )}
          {known.length > 0 && ` ${formatCount(known.length)} unit sudah ada dan dibiarkan.`}
        </p>
        {units.length > 0 && (
          <form method="post" action={`${importPath}/simpan`} class="buttons">
            <input type="hidden" name="baris" value={rows} />
            <button type="submit">Simpan {formatCount(units.length)} unit</button>
            <a class="button quiet" href={importPath}>
              Batal
            </a>
          </form>
        )}
      </section>
      {agencies.length > 0 && (
        <section class="card">
          <h2>Perangkat daerah baru</h2>
          <ul>
            {agencies.slice(0, unitsShown).map(({ name }) => (
              <li>{name}</li>
            ))}
          </ul>
          <Rest of={agencies.length} />
        </section>
      )}
      {units.length > 0 && (
        <section class="card">
          <h2>Unit baru</h2>
          <Table
            caption="Satu baris satu unit"
            columns={[
              { label: 'Unit' },
              { label: 'Perangkat daerah' },
              { label: 'Jenis' },
              { label: 'Alamat' },
              { label: 'Kepala' },
              { label: 'Zona' },
              { label: 'Layanan' },
              { label: 'Loket' },
              { label: 'Alamat halaman' },
            ]}
            rows={units
              .slice(0, unitsShown)
              .map((unit) => [
                unit.unit,
                unit.agency,
                unit.kind,
                unit.address || '–',
                [unit.head, unit.nip].filter(Boolean).join(', NIP ') || '–',
                unit.zone,
                unit.services.map(({ name }) => name).join('; ') || '–',
                unit.counters.join('; ') || '–',
                `/unit/${unit.slug}`,
              ])}
          />
          <Rest of={units.length} />
        </section>
      )}
      {known.length > 0 && (
        <section class="card">
          <h2>Sudah ada, dibiarkan</h2>
          <ul>
            {known.slice(0, unitsShown).map(({ line, unit, agency }) => (
              <li>
                {unit}, {agency} (baris {line})
              </li>
            ))}
          </ul>
          <Rest of={known.length} />
        </section>
      )}
    </DeskPage>
  )
}

function Rest({ of }: { readonly of: number }) {
  return of > unitsShown ? <p>dan {formatCount(of - unitsShown)} lagi</p> : null
}
