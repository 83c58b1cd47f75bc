// A published quarter: the city's figures, what was counted and what was not, every unit by agency, and the corrections.

import { inWords } from '../../../ikm/pages/unit/words.ts'
import { Page, type Site } from '../../../interface/layout.tsx'
import { Fold, Table } from '../../../interface/table.tsx'
import { formatCount, formatDays, formatHundredths } from '../../../language/format.ts'
import { groundNames, isGround } from '../../../responses/rules/exclusion.ts'
import { quarterDays, type Zone } from '../../../units/rules/calendar.ts'
import type { EditionView, ReadEdition } from '../../results.ts'
import type { EditionUnitRow } from '../../store.ts'
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
      <div class="columns">
        <section class="card outcome" aria-labelledby="kota">
          <div>
            <h2 id="kota">Seluruh unit</h2>
            <p>{countsInWords(content)}</p>
            <p>
              Kedua angka dihitung dari jawaban yang sama. Rata-rata unit menilai kantor: kantor kecil berbobot sama
              dengan kantor besar. Gabungan responden menilai pengalaman warga.
            </p>
          </div>
          <CityFigures content={content} />
        </section>
        <section class="card" aria-labelledby="jawaban">
          <h2 id="jawaban">Jawaban</h2>
          <p>{receivedInWords(content)}</p>
          <Excluded content={content} />
        </section>
      </div>
      <Downloads
        files={
          stands
            ? ['json', 'csv', 'xlsx'].map((format) => ({ href: `${file}.${format}`, text: format.toUpperCase() }))
            : [{ href: `${file}.json`, text: 'JSON' }]
        }
      />
      <Units {...props} linked={stands} />
      <div class="columns">
        <Editions {...props} />
        <Proofs edition={props} />
      </div>
    </Page>
  )
}

function Excluded({ content: { dikecualikan_karena: grounds } }: Pick<ReadEdition, 'content'>) {
  const rows = Object.entries(grounds)
  if (rows.length === 0) return null
  return (
    <dl class="facts">
      {rows.map(([ground, count]) => (
        <div>
          <dt>{isGround(ground) ? groundNames[ground] : ground}</dt>
          <dd>{formatCount(count)}</dd>
        </div>
      ))}
    </dl>
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
  const tables = agencies.map((among) => {
    const agency = among[0]?.agency ?? ''
    const table = <UnitTable agency={agency} units={among} period={content.periode} linked={linked} />
    return folded ? (
      <details class="card">
        <summary>
          <h3>{agency}</h3> <small>{formatCount(among.length)} unit</small>
        </summary>
        {table}
      </details>
    ) : (
      <section class="card">
        <h3>{agency}</h3>
        {table}
      </section>
    )
  })
  return (
    <>
      <h2 id="unit">Unit menurut perangkat daerah</h2>
      <div class={folded ? 'agencies folded' : 'agencies apart'}>{tables}</div>
    </>
  )
}

function UnitTable({
  agency,
  units,
  period,
  linked,
}: {
  readonly agency: string
  readonly units: readonly EditionUnitRow[]
  readonly period: string
  readonly linked: boolean
}) {
  return (
    <Table
      caption={`Unit di ${agency}`}
      columns={[
        { label: 'Unit' },
        { label: 'IKM', figures: true },
        { label: 'Selang 95\u00a0%', figures: true },
        { label: 'Mutu' },
        { label: 'Responden', figures: true },
      ]}
      rows={units.map((unit) => [
        linked ? <a href={`/hasil/${period}/${encodeURIComponent(unit.slug)}`}>{unit.name}</a> : unit.name,
        unit.ikm === null ? '–' : formatHundredths(unit.ikm),
        unit.low === null || unit.high === null ? '–' : `${formatHundredths(unit.low)}–${formatHundredths(unit.high)}`,
        <Grade state={unit.state} grade={unit.grade} performance={unit.performance} />,
        formatCount(unit.respondents),
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
