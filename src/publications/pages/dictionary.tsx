// The data dictionary as a page: a table for each file.

import { Page, type Site } from '../../interface/layout.tsx'
import { Table } from '../../interface/table.tsx'
import type { DictionarySection } from '../dictionary.ts'

export function DictionaryPage({
  site,
  sections,
}: {
  readonly site: Site
  readonly sections: readonly DictionarySection[]
}) {
  return (
    <Page
      site={site}
      title="Kamus data"
      description="Arti, jenis, dan satuan setiap isian data terbuka Survei Kepuasan Masyarakat."
      width="wide"
    >
      <div class="opening">
        <h1>Kamus data</h1>
        <p class="lead">
          Arti setiap isian dalam berkas dan setiap kolom dalam tabel, dengan jenis, satuan, dan contohnya.
        </p>
        <p>
          Unduh: <a href="/hasil/kamus-data.csv">CSV</a> · <a href="/hasil/kamus-data.excel.csv">CSV untuk Excel</a> ·{' '}
          <a href="/hasil/kamus-data.json">JSON</a> · <a href="/data">Tentang data terbuka</a>
        </p>
      </div>
      <nav class="card" aria-labelledby="daftar">
        <h2 id="daftar">Isi</h2>
        <ul>
          {sections.map(({ kunci, nama }) => (
            <li>
              <a href={`#${kunci}`}>{nama}</a>
            </li>
          ))}
        </ul>
      </nav>
      {sections.map(({ kunci, nama, arti, isian }) => (
        <section class="card" id={kunci} aria-labelledby={`judul-${kunci}`}>
          <h2 id={`judul-${kunci}`}>{nama}</h2>
          <p>{arti}</p>
          <Table
            caption={`${nama}: nama, arti, jenis, satuan, contoh`}
            columns={[
              { label: 'Nama' },
              { label: 'Arti' },
              { label: 'Jenis' },
              { label: 'Satuan' },
              { label: 'Contoh' },
            ]}
            rows={isian.map((entry) => [
              <code>{entry.nama}</code>,
              entry.arti,
              entry.jenis,
              entry.satuan,
              entry.contoh && <code>{shortened(entry.contoh)}</code>,
            ])}
          />
        </section>
      ))}
    </Page>
  )
}

function shortened(example: string): string {
  return example.length > 44 ? `${example.slice(0, 43)}…` : example
}
