// The trail: who did what and when, with its search.

import { byNumber, byWord, SelectField, TextField } from '../../interface/fields.tsx'
import type { Site } from '../../interface/layout.tsx'
import { Filter, Older } from '../../interface/list.tsx'
import { Table } from '../../interface/table.tsx'
import { acts, formatAct, formatDetails } from '../../language/acts.ts'
import type { Actor } from '../rules/rights.ts'
import type { NamedAgency } from '../surroundings.ts'
import { DeskPage } from './desk.tsx'

export interface ShownEntry {
  readonly at: string
  readonly actor: string
  readonly act: string
  readonly unit: string | null
  /** JSON, or nothing. */
  readonly before: string | null
  readonly after: string | null
}

export function TrailPage({
  site,
  actor,
  entries,
  actors,
  places,
  values,
  older,
}: {
  readonly site: Site
  readonly actor: Actor
  readonly entries: readonly ShownEntry[]
  readonly actors: readonly { readonly id: number; readonly name: string }[]
  readonly places: readonly NamedAgency[]
  readonly values: Readonly<Record<string, string>>
  /** Address of the page with the entries before these. */
  readonly older: string | undefined
}) {
  const field = (name: string) => ({ name, value: values[name] })
  const units = places.flatMap((agency) => agency.units)
  return (
    <DeskPage site={site} actor={actor} title="Jejak" here="/kelola/jejak">
      <h1>Jejak</h1>
      <p class="lead">
        Siapa melakukan apa dan kapan. Jejak hanya bertambah: tidak ada yang dapat mengubah atau menghapusnya.
      </p>
      <details class="card" open={Object.keys(values).length > 0}>
        <summary>Cari dalam jejak</summary>
        <Filter action="/kelola/jejak" button="Cari">
          <SelectField {...field('pelaku')} label="Pelaku" none="Semua orang" options={byNumber(actors)} />
          <SelectField {...field('tindakan')} label="Tindakan" none="Semua tindakan" options={byWord(acts)} />
          <SelectField {...field('unit')} label="Unit" none="Semua unit" options={byNumber(units)} />
          <TextField {...field('dari')} label="Dari tanggal" type="date" />
          <TextField {...field('sampai')} label="Sampai tanggal" type="date" />
          <TextField {...field('teks')} label="Memuat kata" type="search" />
        </Filter>
      </details>
      {entries.length === 0 ? (
        <p class="card none">Tidak ada jejak yang cocok.</p>
      ) : (
        <section class="card">
          <Table
            caption="Terbaru di atas"
            columns={[{ label: 'Waktu' }, { label: 'Pelaku' }, { label: 'Tindakan' }, { label: 'Rincian' }]}
            rows={entries.map(({ at, actor: who, act, unit, before, after }) => [
              at,
              who || '–',
              formatAct(act),
              <>
                {unit && <span>{unit}. </span>}
                {before && <span>Sebelum: {formatDetails(before)}. </span>}
                {after && <span>{before ? `Sesudah: ${formatDetails(after)}.` : formatDetails(after)}</span>}
              </>,
            ])}
          />
        </section>
      )}
      <Older href={older} />
    </DeskPage>
  )
}
