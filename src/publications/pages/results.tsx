// Every published quarter on one page: the city's figures, who was counted, the files, and what has been corrected since.

import { Page, type Site } from '../../interface/layout.tsx'
import { formatCount } from '../../language/format.ts'
import { inWords } from '../../units/quarter.ts'
import { quarterSlug, type Zone } from '../../units/rules/calendar.ts'
import type { ReadEdition, ResultsView } from '../results.ts'
import { PublicMenu } from './menu.tsx'
import { CityFigures, countsInWords, Downloads, publishedOn } from './results/parts.tsx'

export function ResultsPage({
  site,
  zone,
  standing,
  corrections,
}: ResultsView & { readonly site: Site; readonly zone: Zone }) {
  return (
    <Page
      site={site}
      title="Hasil yang diterbitkan"
      description={`Indeks Kepuasan Masyarakat ${site.government} setiap triwulan: hasil yang dibekukan dan ditandatangani, dengan berkasnya.`}
      width="wide"
      navigation={<PublicMenu here="/hasil" />}
    >
      <div class="opening">
        <h1>Hasil yang diterbitkan</h1>
        <p class="lead">
          Hasil setiap triwulan dibekukan dan ditandatangani saat diterbitkan. Angkanya tidak berubah lagi; yang keliru
          diralat dengan edisi baru, dan edisi lama tetap dapat dibaca. Siapa pun dapat{' '}
          <a href="/verifikasi">memeriksa keasliannya</a>.
        </p>
      </div>
      {standing.length === 0 && (
        <section class="card none">
          <h2>Belum ada hasil yang diterbitkan</h2>
          <p>Hasil tampil di sini setelah triwulan pertama berakhir, diperiksa setiap unit, dan diterbitkan.</p>
        </section>
      )}
      {standing.map((edition) => (
        <Quarter edition={edition} zone={zone} />
      ))}
      {standing.length > 0 && <Corrections corrections={corrections} zone={zone} />}
    </Page>
  )
}

function Quarter({ edition: { row, content }, zone }: { readonly edition: ReadEdition; readonly zone: Zone }) {
  const address = `/hasil/${quarterSlug(row.quarter)}`
  return (
    <section class="card outcome" aria-labelledby={content.periode}>
      <div>
        <h2 id={content.periode}>
          <a href={address}>{inWords(row.quarter)}</a>
        </h2>
        <p class="soft">{publishedOn(row, zone)}</p>
        <p>{countsInWords(content)}</p>
        <Downloads
          files={[
            { href: address, text: 'Semua unit' },
            { href: `${address}.json`, text: 'JSON' },
            { href: `${address}.excel.csv`, text: 'CSV untuk Excel' },
            { href: `${address}.csv`, text: 'CSV' },
            { href: `${address}.xlsx`, text: 'XLSX' },
          ]}
        />
      </div>
      <CityFigures content={content} />
    </section>
  )
}

function Corrections({ corrections, zone }: { readonly corrections: readonly ReadEdition[]; readonly zone: Zone }) {
  return (
    <section class="card" aria-labelledby="ralat">
      <h2 id="ralat">Catatan ralat</h2>
      {corrections.length === 0 ? (
        <p>Belum ada hasil yang diralat.</p>
      ) : (
        <ul class="rows">
          {corrections.map(({ row, content }) => (
            <li>
              <div>
                <a href={`/hasil/${content.periode}/edisi/${row.number}`}>
                  {inWords(row.quarter)}, edisi ke-{formatCount(row.number)}
                </a>
                <small>
                  {publishedOn({ ...row, number: 1 }, zone)} {content.alasan_ralat}{' '}
                  {formatCount(content.perbedaan.length)} unit berubah.
                </small>
              </div>
              <a href={`/hasil/${content.periode}/edisi/${row.number - 1}`}>Baca edisi sebelumnya</a>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
