// A published quarter: the city's figures, what was counted and what was not, every unit by agency, and the corrections.

import { Page, type Site } from '../../../interface/layout.tsx'
import { Fold, Table } from '../../../interface/table.tsx'
import { formatCount, formatDays, formatHundredths } from '../../../language/format.ts'
import { inWords } from '../../../units/quarter.ts'
import { quarterDays, type Zone } from '../../../units/rules/calendar.ts'
import type { EditionView, ReadEdition } from '../../results.ts'
import { PublicMenu } from '../menu.tsx'
import { CityFigures, countsInWords, Downloads, figure, Grade, Proofs, publishedOn, receivedInWords } from './parts.tsx'

// More units than this are shown agency by agency, each folded.
const unitsAtOnce = 60

type Props = EditionView & { readonly site: Site; readonly zone: Zone }

export function EditionPage(props: Props) {
  const { site, zone, row, content, standing } = props
  const title = `Hasil ${inWords(row.quarter)}`
  const stands = row.id === standing.id
  const file = stands ? `/hasil/${content.periode}` : `/hasil/${content.periode}/edisi/${row.number}`
  const { first, last } = quarterDays(row.quarter)
  return (
    <Page
      site={site}
      title={stands ? title : `${title}, edisi ke-${row.number}`}
      description={`Indeks Kepuasan Masyarakat ${content.pemerintah}, ${inWords(row.quarter)}: ${countsInWords(content)}`}
      width="wide"
      navigation={<PublicMenu here="/hasil" />}
      unlisted={!stands}
    >
      <div class="opening">
        <p class="crumbs">
          <a href="/hasil">Semua hasil</a>
        </p>
        <h1>{title}</h1>
        <p class="soft">
          {publishedOn(row, zone)} Jawaban tanggal {formatDays(first, last)}.
        </p>
        {content.alasan_ralat !== null && <p class="note">Alasan ralat: {content.alasan_ralat}</p>}
        {!stands && (
          <p class="note">
            Edisi ini sudah diralat dan tidak berlaku lagi.{' '}
            <a href={`/hasil/${content.periode}`}>Buka edisi yang berlaku, edisi ke-{formatCount(standing.number)}</a>.
          </p>
        )}
      </div>
      <section class="card outcome" aria-labelledby="kota">
        <div>
          <h2 id="kota">Seluruh unit</h2>
          <p>{countsInWords(content)}</p>
          <p>{receivedInWords(content)}</p>
          <p class="soft">
            Rata-rata unit menilai kantor: kantor kecil berbobot sama dengan kantor besar. Gabungan responden menilai
            pengalaman warga.
          </p>
        </div>
        <CityFigures content={content} />
      </section>
      <Downloads
        files={
          stands
            ? [
                { href: `${file}.xlsx`, text: 'XLSX' },
                { href: `${file}.excel.csv`, text: 'CSV untuk Excel' },
                { href: `${file}.csv`, text: 'CSV' },
                { href: `${file}.json`, text: 'JSON' },
              ]
            : [{ href: `${file}.json`, text: 'JSON' }]
        }
      />
      <Units {...props} linked={stands} />
      <Editions {...props} />
      <Proofs edition={props} />
    </Page>
  )
}

function Units({ units, content, linked }: Props & { readonly linked: boolean }) {
  const agencies = Array.from(Map.groupBy(units, ({ agency_slug }) => agency_slug).values())
  const folded = units.length > unitsAtOnce
  if (units.length === 0) {
    return (
      <section class="card none">
        <h2>Tidak ada unit</h2>
        <p>Pada triwulan ini belum ada unit yang terdaftar.</p>
      </section>
    )
  }
  return (
    <>
      <h2 id="unit">Unit menurut perangkat daerah</h2>
      {folded ? (
        <div class="agencies folded">
          {agencies.map((among) => (
            <details class="card">
              <summary>
                <h3>{among[0]?.agency}</h3> <small>{formatCount(among.length)} unit</small>
              </summary>
              <UnitTable
                caption={`Unit di ${among[0]?.agency}`}
                units={among}
                period={content.periode}
                linked={linked}
              />
            </details>
          ))}
        </div>
      ) : (
        <section class="card" aria-labelledby="unit">
          <UnitTable caption="Hasil setiap unit" units={units} period={content.periode} linked={linked} agencies />
        </section>
      )}
    </>
  )
}

function UnitTable({
  caption,
  units,
  period,
  linked,
  agencies = false,
}: {
  readonly caption: string
  readonly units: EditionView['units']
  readonly period: string
  readonly linked: boolean
  /** Whether the agency stands in each row. */
  readonly agencies?: boolean
}) {
  return (
    <Table
      caption={caption}
      columns={[
        { label: 'Unit' },
        { label: 'IKM', figures: true },
        { label: 'Mutu' },
        { label: 'Selang 95\u00a0%', figures: true },
        { label: 'Responden', figures: true },
        ...(agencies ? [{ label: 'Perangkat daerah' }] : []),
      ]}
      rows={units.map((unit) => [
        linked ? <a href={`/hasil/${period}/${encodeURIComponent(unit.slug)}`}>{unit.name}</a> : unit.name,
        unit.ikm === null ? '–' : formatHundredths(unit.ikm),
        <Grade state={unit.state} grade={unit.grade} performance={unit.performance} />,
        unit.low === null || unit.high === null ? '–' : `${formatHundredths(unit.low)}–${formatHundredths(unit.high)}`,
        formatCount(unit.respondents),
        ...(agencies ? [unit.agency] : []),
      ])}
    />
  )
}

function Editions({ editions, row: shown, standing, zone }: Props) {
  return (
    <section class="card" aria-labelledby="ralat">
      <h2 id="ralat">Catatan ralat</h2>
      {editions.length === 1 && <p>Hasil triwulan ini belum pernah diralat.</p>}
      {editions.length > 1 && (
        <ul class="rows">
          {editions.map(({ row, content }) => (
            <li>
              <div>
                <strong>
                  Edisi ke-{formatCount(row.number)}
                  {row.id === standing.id && ', berlaku'}
                </strong>
                <small>{publishedOn({ ...row, number: 1 }, zone)}</small>
                {content.alasan_ralat !== null && <p>{content.alasan_ralat}</p>}
                {content.perbedaan.length > 0 && <Differences content={content} number={row.number} />}
              </div>
              {row.id !== shown.id && <a href={`/hasil/${content.periode}/edisi/${row.number}`}>Baca edisi ini</a>}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Differences({ content, number }: Pick<ReadEdition, 'content'> & { readonly number: number }) {
  return (
    <Fold summary={`Yang berubah: ${formatCount(content.perbedaan.length)} unit`}>
      <Table
        caption={`Perubahan dari edisi ke-${number - 1} ke edisi ke-${number}`}
        columns={[
          { label: 'Unit' },
          { label: 'IKM', figures: true },
          { label: 'Mutu' },
          { label: 'Responden', figures: true },
        ]}
        rows={content.perbedaan.map(({ nama_unit, ikm, mutu, jumlah_responden }) => [
          nama_unit,
          `${figure(ikm[0])} → ${figure(ikm[1])}`,
          `${mutu[0] ?? '–'} → ${mutu[1] ?? '–'}`,
          `${formatCount(jumlah_responden[0])} → ${formatCount(jumlah_responden[1])}`,
        ])}
      />
    </Fold>
  )
}
