// The pages before a quarter is published or corrected: what the edition will say, what stands in the way, what has changed.

import type { Child } from 'hono/jsx'
import { DeskPage } from '../../../accounts/pages/desk.tsx'
import type { Actor } from '../../../accounts/rules/rights.ts'
import { gradeTone } from '../../../ikm/pages/grade.ts'
import { Chip } from '../../../interface/chip.tsx'
import { ErrorSummary, type FieldProblem, problemOf, TextArea } from '../../../interface/fields.tsx'
import type { Site } from '../../../interface/layout.tsx'
import { Fold, Table } from '../../../interface/table.tsx'
import { formatCount } from '../../../language/format.ts'
import type { GradeLetter } from '../../../surveys/rules.ts'
import type { Preview } from '../../preview.ts'
import { correctionLength } from '../../rules/course.ts'
import type { CityFigure, Difference } from '../../rules/document.ts'
import type { ChangedUnit } from '../../rules/seen.ts'
import { countsInWords } from './quarters.tsx'
import { figureText, groundsText, obstacleInWords, publicationsPath, quarterName, reviewPath } from './words.ts'

export interface PreviewProps {
  readonly site: Site
  readonly actor: Actor
  readonly view: Preview
  /** Why nothing was published just now. */
  readonly refused?: string | undefined
}

const mostListed = 50

/** What is about to be published for the first time. */
export function PublishPage(props: PreviewProps) {
  const { view } = props
  const { quarter, obstacles, units, unconfirmed } = view
  return (
    <Frame {...props} title={`Terbitkan ${quarterName(quarter)}`}>
      <WhatIsPublished view={view} />
      <section class="card" aria-labelledby="judul-unit">
        <h2 id="judul-unit">Unit menurut tinjauan</h2>
        <p>{countsInWords(units)}</p>
        {unconfirmed.length > 0 && (
          <>
            <p>
              {formatCount(unconfirmed.length)} unit akan terbit dengan keterangan “belum dikonfirmasi unit” bila
              diterbitkan sekarang.
            </p>
            <Fold summary="Unit yang belum mengonfirmasi">
              <ul>
                {unconfirmed.slice(0, mostListed).map((name) => (
                  <li>{name}</li>
                ))}
              </ul>
              {unconfirmed.length > mostListed && <p>dan {formatCount(unconfirmed.length - mostListed)} unit lain.</p>}
            </Fold>
          </>
        )}
      </section>
      <section class="card" aria-labelledby="judul-terbit">
        {obstacles.length > 0 ? (
          <>
            <h2 id="judul-terbit">Belum dapat diterbitkan</h2>
            <ul>
              {obstacles.map((obstacle) => (
                <li>{obstacleInWords(obstacle)}</li>
              ))}
            </ul>
            <p>
              <a class="button quiet" href={reviewPath(quarter)}>
                Kembali ke tinjauan
              </a>
            </p>
          </>
        ) : (
          <>
            <h2 id="judul-terbit">Terbitkan</h2>
            <p>
              Yang terbit tidak dapat ditarik atau diubah. Kekeliruan yang ditemukan kemudian diperbaiki dengan ralat,
              dan edisi ini tetap dapat dibaca.
            </p>
            <form method="post" action={reviewPath(quarter, 'terbit')} class="buttons">
              <Seen view={view} />
              <button type="submit">Terbitkan {quarterName(quarter)}</button>
              <a class="button quiet" href={reviewPath(quarter)}>
                Batal
              </a>
            </form>
          </>
        )}
      </section>
    </Frame>
  )
}

/** What a correction would change, and the reason for it. */
export function CorrectionPage({
  values = {},
  problems = [],
  ...props
}: PreviewProps & {
  readonly values?: Readonly<Record<string, string>>
  readonly problems?: readonly FieldProblem[]
}) {
  const { view } = props
  const { quarter, edition } = view
  const labels = { alasan: 'Alasan ralat' } as const
  return (
    <Frame {...props} title={`Ralat ${quarterName(quarter)}`}>
      <ErrorSummary title="Ada yang perlu diperiksa" problems={problems} labels={labels} />
      {edition.perbedaan.length === 0 ? (
        <section class="card none">
          <h2>Tidak ada yang berbeda</h2>
          <p>Angka sekarang sama dengan yang terbit, jadi tidak ada yang diralat.</p>
          <p>
            <a class="button quiet" href={reviewPath(quarter)}>
              Kembali
            </a>
          </p>
        </section>
      ) : (
        <>
          <section class="card" aria-labelledby="judul-beda">
            <h2 id="judul-beda">Yang berubah pada edisi {formatCount(edition.edisi)}</h2>
            <Differences differences={edition.perbedaan} />
            <p class="fine">
              Unit lain, analisis, dan rencana tindak lanjut tetap seperti yang sudah terbit. Edisi sebelumnya tetap
              dapat dibaca.
            </p>
          </section>
          <WhatIsPublished view={view} />
          <section class="card" aria-labelledby="judul-ralat">
            <h2 id="judul-ralat">Terbitkan ralat</h2>
            <form method="post" action={reviewPath(quarter, 'ralat')} class="stack">
              <Seen view={view} />
              <TextArea
                name="alasan"
                label={labels.alasan}
                hint={`Terbaca oleh umum. ${correctionLength.fewest} sampai ${correctionLength.most} huruf, tanpa nama orang.`}
                value={values.alasan}
                problem={problemOf('alasan', problems)}
                limit={correctionLength.most}
              />
              <div class="buttons">
                <button type="submit">Terbitkan ralat</button>
                <a class="button quiet" href={reviewPath(quarter)}>
                  Batal
                </a>
              </div>
            </form>
          </section>
        </>
      )}
    </Frame>
  )
}

function Frame({ site, actor, view, refused, title, children }: PreviewProps & { title: string; children?: Child }) {
  return (
    <DeskPage site={site} actor={actor} title={title} here={publicationsPath}>
      <div class="opening">
        <p class="soft">
          <a href={publicationsPath}>Publikasi</a> · <a href={reviewPath(view.quarter)}>{quarterName(view.quarter)}</a>
        </p>
        <h1>{title}</h1>
      </div>
      {refused && (
        <section class="card problems" role="alert" aria-labelledby="judul-ditolak">
          <h2 id="judul-ditolak">Belum diterbitkan</h2>
          <p>{refused}</p>
          <Changed changed={view.changed} />
        </section>
      )}
      {children}
    </DeskPage>
  )
}

// What was looked at goes along, so that nothing else can be published by it.
function Seen({ view }: { readonly view: Preview }) {
  return (
    <>
      <input type="hidden" name="sidik" value={view.mark} />
      <input type="hidden" name="dilihat" value={view.seen} />
    </>
  )
}

function Changed({ changed }: { readonly changed: readonly ChangedUnit[] }) {
  if (changed.length === 0) return null
  return (
    <Table
      caption="Yang berubah sejak ditinjau"
      columns={[{ label: 'Unit' }, { label: 'IKM', figures: true }, { label: 'Responden', figures: true }]}
      rows={changed.slice(0, mostListed).map(({ name, ikm, respondents }) => [
        <>
          {name}
          {ikm[0] === ikm[1] && respondents[0] === respondents[1] && (
            <small>angkanya sama, keterangannya berubah</small>
          )}
        </>,
        `${figureText(ikm[0])} → ${figureText(ikm[1])}`,
        `${formatCount(respondents[0])} → ${formatCount(respondents[1])}`,
      ])}
    />
  )
}

function Differences({ differences }: { readonly differences: readonly Difference[] }) {
  return (
    <>
      <Table
        caption="Sebelum dan sesudah ralat"
        columns={[
          { label: 'Unit' },
          { label: 'IKM', figures: true },
          { label: 'Mutu' },
          { label: 'Responden', figures: true },
        ]}
        rows={differences
          .slice(0, mostListed)
          .map(({ nama_unit, ikm, mutu, jumlah_responden }) => [
            nama_unit,
            `${figureText(ikm[0])} → ${figureText(ikm[1])}`,
            `${mutu[0] ?? '–'} → ${mutu[1] ?? '–'}`,
            `${formatCount(jumlah_responden[0])} → ${formatCount(jumlah_responden[1])}`,
          ])}
      />
      {differences.length > mostListed && <p>dan {formatCount(differences.length - mostListed)} unit lain.</p>}
    </>
  )
}

function WhatIsPublished({ view: { edition } }: { readonly view: Preview }) {
  const facts: readonly (readonly [string, string])[] = [
    ['Unit', formatCount(edition.jumlah_unit)],
    ['Dinilai', formatCount(edition.unit_dinilai)],
    ['Di bawah minimum, tanpa mutu', formatCount(edition.unit_di_bawah_minimum)],
    ['Tidak ada jawaban', formatCount(edition.unit_tanpa_jawaban)],
    ['Jawaban diterima', formatCount(edition.jawaban_diterima)],
    [
      'Dikecualikan',
      edition.jawaban_dikecualikan === 0
        ? 'tidak ada'
        : `${formatCount(edition.jawaban_dikecualikan)}: ${groundsText(edition.dikecualikan_karena)}`,
    ],
    ['Responden yang dihitung', formatCount(edition.jumlah_responden)],
  ]
  return (
    <section class="card" aria-labelledby="judul-isi">
      <h2 id="judul-isi">Yang akan terbit: edisi {formatCount(edition.edisi)}</h2>
      <dl class="figures together">
        <City title="Rata-rata unit" note="Tiap unit berbobot sama." figure={edition.rata_rata_unit} />
        <City title="Gabungan responden" note="Tiap responden berbobot sama." figure={edition.gabungan_responden} />
      </dl>
      <dl class="facts">
        {facts.map(([name, value]) => (
          <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function City({
  title,
  note,
  figure: { ikm, mutu, kinerja },
}: {
  readonly title: string
  readonly note: string
  readonly figure: CityFigure
}) {
  return (
    <div>
      <dt>
        {title}
        <small>{note}</small>
      </dt>
      <dd>
        {figureText(ikm)}{' '}
        {mutu !== null && (
          <Chip tone={gradeTone(mutu as GradeLetter)} mark={mutu}>
            {kinerja}
          </Chip>
        )}
      </dd>
    </div>
  )
}
