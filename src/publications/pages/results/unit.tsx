// The publication sheet of a unit as a page: every figure as it stands in the signed document, nothing computed anew.

import { News } from '../../../ikm/pages/dashboard/news.tsx'
import { gradeTone } from '../../../ikm/pages/grade.ts'
import { bandsOf, scale, zoomed } from '../../../ikm/pages/unit/axis.ts'
import { listed, twoLines } from '../../../ikm/pages/unit/words.ts'
import { Bars } from '../../../interface/charts/bars.tsx'
import type { Band } from '../../../interface/charts/scale.ts'
import { Strip } from '../../../interface/charts/strip.tsx'
import { Page, type Site } from '../../../interface/layout.tsx'
import { Fold, Table } from '../../../interface/table.tsx'
import {
  formatCount,
  formatDay,
  formatDays,
  formatDecimal,
  formatDifference,
  formatHundredths,
} from '../../../language/format.ts'
import { defaultRuleBook, type GradeLetter, ruleBooks } from '../../../surveys/rules.ts'
import { inWords } from '../../../units/quarter.ts'
import { dayFromText, quarterDays, quarterFromSlug, type Zone } from '../../../units/rules/calendar.ts'
import { newsOfDocument } from '../../news.ts'
import type { UnitSheetView } from '../../results.ts'
import type { ChangeDocument, ElementDocument, UnitDocument } from '../../rules/document.ts'
import { Analysis } from '../analysis.tsx'
import { PublicMenu } from '../menu.tsx'
import { Pledges } from '../promises.tsx'
import { Downloads, figure, Grade, intervalOf, Proofs, publishedOn, receivedInWords } from './parts.tsx'

export function UnitSheetPage({
  site,
  zone,
  origin,
  edition,
  document,
  documentHash,
}: UnitSheetView & { readonly site: Site; readonly zone: Zone; readonly origin: string }) {
  const { row, content } = edition
  const address = `/hasil/${content.periode}/${encodeURIComponent(document.kode_unit)}`
  const bands = bandsOf((ruleBooks.find(({ key }) => key === document.aturan) ?? defaultRuleBook).grades)
  const answered = document.keadaan !== 'tanpa_jawaban'
  return (
    <Page
      site={site}
      title={`${document.nama_unit}, hasil ${inWords(row.quarter)}`}
      description={`Hasil survei kepuasan masyarakat ${document.nama_unit}, ${document.instansi}, ${inWords(row.quarter)}.`}
      width="wide"
      navigation={<PublicMenu here="/hasil" />}
    >
      <div class="opening">
        <p class="crumbs">
          <a href={`/hasil/${content.periode}`}>Hasil {inWords(row.quarter)}</a>
        </p>
        <h1>{document.nama_unit}</h1>
        <p class="soft">{[document.jenis, document.instansi, document.alamat].filter(Boolean).join(' · ')}</p>
        <p class="soft">{publishedOn(row, zone)}</p>
      </div>
      <Downloads
        files={[
          { href: `${address}.pdf`, text: 'Lembar A4 (PDF)' },
          { href: `${address}.json`, text: 'JSON' },
          { href: `/unit/${encodeURIComponent(document.kode_unit)}`, text: 'Halaman unit' },
        ]}
      />
      <div class="columns">
        <div>
          <Headline document={document} bands={bands} quarter={row.quarter} />
          {answered && <Elements document={document} bands={bands} />}
        </div>
        <div>
          <Counts document={document} />
          <Sensitivity document={document} />
          <Analysis document={document} />
        </div>
      </div>
      <Pledges document={document} quarter={row.quarter} slug={document.kode_unit} zone={zone} />
      {document.profil.some(({ baris }) => baris.length > 0) && <Profile document={document} />}
      <News text={newsOfDocument(document, origin + address)} />
      <Proofs edition={edition}>
        <div>
          <dt>Sidik dokumen unit (SHA-256)</dt>
          <dd class="address">{documentHash}</dd>
        </div>
      </Proofs>
    </Page>
  )
}

function Headline({
  document,
  bands,
  quarter,
}: {
  readonly document: UnitDocument
  readonly bands: readonly Band[]
  readonly quarter: number
}) {
  const { ikm, keadaan, mutu, kinerja, selang, margin_galat: margin } = document
  const { first, last } = quarterDays(quarter)
  const state = keadaan === 'dinilai' ? 'graded' : keadaan === 'di_bawah_minimum' ? 'belowMinimum' : 'empty'
  const value = Math.round((ikm ?? 0) * 100)
  const range = zoomed(ikm === null ? scale.from : value, [5000])
  return (
    <section class={`card headline ${state}`} aria-labelledby="ikm">
      <h2 id="ikm">IKM {inWords(quarter)}</h2>
      {ikm === null ? (
        <>
          <p class="figure">Tidak ada jawaban</p>
          <p>Unit ini tidak mempunyai jawaban yang dihitung pada triwulan ini. Ini bukan nilai nol.</p>
        </>
      ) : (
        <>
          <div class="leading">
            <p class="figure">{figure(ikm)}</p>
            <div>
              <Grade state={keadaan} grade={mutu} performance={kinerja} />
              <p>{formatCount(document.jumlah_responden)} responden</p>
            </div>
          </div>
          <p class="interval">
            {selang
              ? `${intervalOf(selang)} dengan keyakinan 95\u00a0% (± ${figure(margin)})`
              : 'Dari satu responden, ketelitiannya belum dapat dihitung.'}
          </p>
          <Strip
            value={value}
            bands={bands}
            range={range}
            start={formatHundredths(range.from)}
            banded={mutu !== null}
            label={`${figure(ikm)}. ${bands
              .toReversed()
              .map(({ mark, text }) => `Mutu ${mark} mulai ${text}`)
              .join(', ')}.`}
          />
          <p>
            {mutu === null
              ? `Belum cukup: mutu diberikan mulai ${formatCount(document.minimum_responden)} responden, yang menjawab ${formatCount(document.jumlah_responden)}.`
              : `Menurut penggunanya, kinerja pelayanan unit ini ${(kinerja ?? '').toLowerCase()}: ${figure(ikm)} dari paling tinggi 100, mutu ${mutu}.${document.kepastian_mutu === null ? '' : ` Kepastian mutu: ${document.kepastian_mutu}.`}`}
          </p>
          {document.perubahan && document.dibandingkan_dengan && (
            <p>
              Dibanding {periodInWords(document.dibandingkan_dengan.periode)}: {changeInWords(document.perubahan)}.
            </p>
          )}
        </>
      )}
      <p class="fine">
        Jawaban tanggal {formatDays(first, last)}. Skala IKM 25 sampai 100. <a href="/metodologi">Cara menghitung</a>
      </p>
    </section>
  )
}

function Elements({ document, bands }: { readonly document: UnitDocument; readonly bands: readonly Band[] }) {
  const { unsur } = document
  const ordered = unsur.toSorted((one, other) => (one.nilai ?? 101) - (other.nilai ?? 101))
  const hundredths = (value: number) => Math.round(value * 100)
  const range = zoomed(ordered[0]?.nilai == null ? scale.from : hundredths(ordered[0].nilai), [6500, 5000])
  return (
    <section class="card" aria-labelledby="unsur">
      <h2 id="unsur">{unsur.length === 9 ? 'Sembilan' : formatCount(unsur.length)} unsur, yang terlemah di atas</h2>
      <Bars
        rows={ordered.map(({ nama, nilai, selang, mutu }) => ({
          label: nama,
          value: nilai === null ? null : hundredths(nilai),
          low: selang ? hundredths(selang[0]) : undefined,
          high: selang ? hundredths(selang[1]) : undefined,
          text: nilai === null ? 'belum ada jawaban' : figure(nilai),
          tone: mutu === null ? 'plain' : gradeTone(mutu as GradeLetter),
          mark: mutu ?? undefined,
        }))}
        bands={bands}
        range={range}
        start={formatHundredths(range.from)}
      />
      <Fold summary="Tabel unsur">
        <Table
          caption="Nilai tiap unsur, urutan peraturan"
          columns={[
            { label: 'Kode' },
            { label: 'Unsur' },
            { label: 'NRR', figures: true },
            { label: 'NRR tertimbang', figures: true },
            { label: 'Nilai', figures: true },
            { label: 'Selang 95\u00a0%', figures: true },
            { label: 'Mutu' },
            { label: 'Terisi', figures: true },
            { label: 'Perubahan' },
          ]}
          rows={unsur.map(elementCells)}
        />
        <p class="fine">
          NRR adalah nilai rata-rata unsur, 1 sampai 4. Nilai adalah NRR × 25. IKM menurut tiga cara menulis bobot:{' '}
          {Object.entries(document.pembanding)
            .map(([method, value]) => `${method === 'exact' ? 'tepat 1/x' : method.replace('.', ',')} ${figure(value)}`)
            .join('; ')}
          .
        </p>
      </Fold>
      {document.integritas.length > 0 && (
        <>
          <h3>Integritas pelayanan, di luar IKM</h3>
          <dl class="facts">
            {document.integritas.map(({ nama, nilai }) => (
              <div>
                <dt>{nama}</dt>
                <dd>{figure(nilai)}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      {document.keandalan && (
        <p class="fine">
          Keandalan kuesioner: {document.keandalan.kata} (alfa {formatDecimal(document.keandalan.alpha, 2)}).
        </p>
      )}
    </section>
  )
}

function elementCells(element: ElementDocument) {
  const { kode, nama, nrr, nrr_tertimbang: weighted, nilai, selang, mutu, terisi, perubahan } = element
  return [
    kode,
    nama,
    nrr === null ? '–' : formatDecimal(nrr, 4),
    weighted === null ? '–' : formatDecimal(weighted, 4),
    figure(nilai),
    intervalOf(selang),
    mutu ?? '–',
    formatCount(terisi),
    perubahan ? changeInWords(perubahan) : '–',
  ]
}

function changeInWords({ selisih, arah }: ChangeDocument): string {
  if (selisih === null || arah === null) return '–'
  return `${formatDifference(Math.round(selisih * 100))} ${twoLines(arah)}`
}

function periodInWords(slug: string): string {
  const quarter = quarterFromSlug(slug)
  return quarter === undefined ? slug : inWords(quarter)
}

function Counts({ document }: { readonly document: UnitDocument }) {
  const { orang_dilayani: served, sasaran_responden: target } = document
  return (
    <section class="card" aria-labelledby="jawaban">
      <h2 id="jawaban">Jawaban</h2>
      <p>{receivedInWords(document)}</p>
      <p>
        {served === null || target === null
          ? 'Jumlah orang yang dilayani tidak dicatat, jadi sasarannya tidak diketahui.'
          : `Sasaran ${formatCount(target)} responden, dari ${formatCount(served)} orang yang dilayani.`}
      </p>
      <p>
        {document.dikonfirmasi
          ? 'Unit ini sudah mengonfirmasi angkanya sebelum diterbitkan.'
          : 'Unit ini belum mengonfirmasi angkanya saat diterbitkan.'}
      </p>
      {document.kepala && (
        <p class="soft">
          Kepala unit: {document.kepala.nama}
          {document.kepala.nip && `, NIP ${document.kepala.nip}`}
        </p>
      )}
      {document.layanan.length > 0 && <p class="soft">Layanan yang disurvei: {listed(document.layanan)}.</p>}
    </section>
  )
}

/** What conspicuous answers do to the index; nothing where nobody has looked. */
function Sensitivity({ document }: { readonly document: UnitDocument }) {
  const { integritas_jawaban: found, ikm } = document
  if (!found || ikm === null) return null
  const { batas, terverifikasi, bertanda, tanda, ikm_tanpa_bertanda: without } = found
  const count = (answers: number | null) => (answers === null ? `kurang dari ${batas}` : formatCount(answers))
  const since = dayFromText(found.sejak)
  return (
    <section class="card" aria-labelledby="sensitivitas">
      <h2 id="sensitivitas">Sensitivitas</h2>
      <p>
        Kunjungan terverifikasi: {count(terverifikasi)} dari {formatCount(document.jumlah_responden)} jawaban. Jawaban
        bertanda: {count(bertanda)}.
      </p>
      {bertanda === 0 ? (
        <p>IKM dengan dan tanpa jawaban bertanda sama: {figure(ikm)}.</p>
      ) : without === null ? (
        <p>IKM tanpa jawaban bertanda tidak ditampilkan, karena dapat menunjuk beberapa responden saja.</p>
      ) : (
        <p>
          IKM {figure(ikm)}; tanpa jawaban bertanda {figure(without)}, selisih{' '}
          {formatDifference(Math.round(without * 100) - Math.round(ikm * 100))}.
        </p>
      )}
      {tanda.length > 0 && (
        <Fold summary="Menurut tanda">
          <Table
            caption="Jawaban bertanda; satu jawaban dapat punya beberapa tanda"
            columns={[{ label: 'Tanda' }, { label: 'Jawaban', figures: true }]}
            rows={tanda.map(({ nama, jumlah }) => [nama, count(jumlah)])}
          />
        </Fold>
      )}
      <p class="soft">
        Tanda bukan bukti kecurangan; jawaban bertanda ikut dihitung dalam IKM.
        {since !== undefined && ` Diperiksa untuk jawaban sejak ${formatDay(since)}.`}
      </p>
    </section>
  )
}

function Profile({ document }: { readonly document: UnitDocument }) {
  return (
    <section class="card" aria-labelledby="profil">
      <h2 id="profil">Siapa yang menjawab</h2>
      <p class="soft">Kelompok yang terlalu kecil digabung atau tidak ditampilkan, agar tidak ada yang dikenali.</p>
      <div class="halves">
        {document.profil
          .filter(({ baris }) => baris.length > 0)
          .map(({ nama, baris }) => (
            <Fold summary={nama}>
              <Table
                caption={`Responden menurut ${nama.toLowerCase()}`}
                columns={[
                  { label: 'Kelompok' },
                  { label: 'Responden', figures: true },
                  { label: 'Nilai', figures: true },
                  { label: 'Selang 95\u00a0%', figures: true },
                ]}
                rows={baris.map(({ kelompok, jumlah_responden, nilai, selang }) => [
                  kelompok,
                  formatCount(jumlah_responden),
                  figure(nilai),
                  intervalOf(selang),
                ])}
              />
            </Fold>
          ))}
      </div>
    </section>
  )
}
