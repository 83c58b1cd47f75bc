// A unit's public page: what was published last of it, what it bears, what was promised because of it and what became of that.

import { bandsOf } from '../../ikm/pages/unit/axis.ts'
import { Comparison } from '../../ikm/pages/unit/comparison.tsx'
import { Distribution } from '../../ikm/pages/unit/distribution.tsx'
import { Elements } from '../../ikm/pages/unit/elements.tsx'
import { Fairness } from '../../ikm/pages/unit/fairness.tsx'
import { Integrity } from '../../ikm/pages/unit/integrity.tsx'
import { Priorities } from '../../ikm/pages/unit/priorities.tsx'
import { Reliability } from '../../ikm/pages/unit/reliability.tsx'
import { Trend } from '../../ikm/pages/unit/trend.tsx'
import { Page, type Site } from '../../interface/layout.tsx'
import { Fold } from '../../interface/table.tsx'
import { formatCount, formatDay, formatHundredths } from '../../language/format.ts'
import { inWords, shortly } from '../../units/quarter.ts'
import { localDay, quarterFromSlug, quarterSlug, type Zone } from '../../units/rules/calendar.ts'
import { previewOf } from '../link-preview.ts'
import type { UnitDocument } from '../rules/document.ts'
import type { PublishedView, UnitCorrection, UnpublishedView } from '../view.ts'
import { Analysis } from './analysis.tsx'
import { PublicMenu } from './menu.tsx'
import { Pledges } from './promises.tsx'
import { Headline } from './unit/headline.tsx'

interface Shown {
  readonly site: Site
  readonly zone: Zone
  /** Address of the site. */
  readonly origin: string
}

export function PublicUnitPage({ site, zone, origin, unit, result }: Shown & PublishedView) {
  const { document, read, edition, trend, corrections } = result
  const { summary, bearing, quarter } = read
  const bands = bandsOf(read.book.grades)
  const answered = summary.state !== 'empty'
  const since = quarterFromSlug(document.dibandingkan_dengan?.periode ?? '') ?? null
  const preview = previewOf(document)
  return (
    <Page
      site={site}
      title={`${document.nama_unit}, IKM ${inWords(quarter)}`}
      description={`Indeks Kepuasan Masyarakat ${document.nama_unit}, ${document.instansi}. ${preview.description}.`}
      width="wide"
      navigation={<PublicMenu here="/" />}
      preview={{ ...preview, url: `${origin}/unit/${encodeURIComponent(unit.slug)}` }}
    >
      <div class="opening">
        <p class="soft">{[document.jenis, document.instansi].filter(Boolean).join(' · ')}</p>
        <h1>{document.nama_unit}</h1>
        {document.alamat && <p class="soft">{document.alamat}</p>}
        {unit.closed_at !== null && <Closed />}
      </div>
      <div class="columns">
        <div>
          <Headline document={document} read={read} edition={edition} bands={bands} zone={zone} />
          {answered && <Elements quarter={quarter} summary={summary} bearing={bearing} bands={bands} since={since} />}
        </div>
        <div>
          <Trend trend={trend} change={bearing.change} bands={bands} since={since} />
          <Analysis document={document} />
          {!answered && <About document={document} />}
        </div>
      </div>
      <Pledges document={document} quarter={quarter} slug={unit.slug} progress={result.progress} zone={zone} />
      {answered && <Priorities priorities={read.priorities} />}
      {answered && document.profil.length > 0 && <Fairness fairness={read.fairness} />}
      {answered && (
        <div class="columns">
          <div>
            <Distribution summary={summary} distributions={read.distributions} />
          </div>
          <div>
            <Reliability reliability={read.reliability} />
            <Integrity items={read.integrity} />
            <About document={document} />
            <Comparison summary={summary} />
          </div>
        </div>
      )}
      <div class="columns">
        <div>
          <Corrections corrections={corrections} zone={zone} />
        </div>
        <div>
          <Files document={document} slug={unit.slug} origin={origin} />
        </div>
      </div>
    </Page>
  )
}

/** A unit that exists and was never published. */
export function UnpublishedUnitPage({ site, origin, unit, services, newest }: Shown & UnpublishedView) {
  const description = `Belum ada hasil yang diterbitkan tentang ${unit.name}, ${unit.agency}.`
  return (
    <Page
      site={site}
      title={unit.name}
      description={description}
      width="wide"
      navigation={<PublicMenu here="/" />}
      preview={{ title: unit.name, description, url: `${origin}/unit/${encodeURIComponent(unit.slug)}` }}
    >
      <div class="opening">
        <p class="soft">{[unit.kind, unit.agency].filter(Boolean).join(' · ')}</p>
        <h1>{unit.name}</h1>
        {unit.address && <p class="soft">{unit.address}</p>}
        {unit.closed_at !== null && <Closed />}
      </div>
      <section class="card none">
        <h2>Belum ada hasil yang diterbitkan</h2>
        <p>
          {newest === null
            ? 'Hasil triwulan pertama belum diterbitkan. Angka yang masih dikumpulkan belum ditampilkan.'
            : `Triwulan yang terakhir diterbitkan, ${inWords(newest)}, belum memuat unit ini. Hasilnya tampil di sini sejak triwulan pertama yang memuatnya diterbitkan.`}
        </p>
        <p>Hasil diterbitkan setiap triwulan, setelah triwulan itu berakhir dan angkanya diperiksa.</p>
        {unit.closed_at === null && <p>Untuk memberi penilaian, pindai kode QR di loket unit ini.</p>}
      </section>
      <section class="card" aria-labelledby="judul-tentang">
        <h2 id="judul-tentang">Tentang survei ini</h2>
        <Services names={services.map(({ name }) => name)} />
        <p>
          <a href="/metodologi">Bagaimana angka-angka ini dihitung</a>
        </p>
      </section>
    </Page>
  )
}

function Closed() {
  return <p class="note">Unit ini sudah ditutup dan tidak menerima jawaban lagi. Hasilnya tetap dapat dibaca.</p>
}

function Services({ names }: { readonly names: readonly string[] }) {
  if (names.length === 0) return null
  return (
    <>
      <p>Layanan yang disurvei:</p>
      <ul>
        {names.map((name) => (
          <li>{name}</li>
        ))}
      </ul>
    </>
  )
}

function About({ document }: { readonly document: UnitDocument }) {
  return (
    <section class="card" aria-labelledby="judul-tentang">
      <h2 id="judul-tentang">Tentang survei ini</h2>
      <Services names={document.layanan} />
      <p>
        <a href="/metodologi">Bagaimana angka-angka ini dihitung</a>
      </p>
    </section>
  )
}

function Corrections({ corrections, zone }: { readonly corrections: readonly UnitCorrection[]; readonly zone: Zone }) {
  return (
    <section class="card" aria-labelledby="judul-ralat">
      <h2 id="judul-ralat">Riwayat ralat</h2>
      {corrections.length === 0 ? (
        <p>Belum ada angka unit ini yang diralat.</p>
      ) : (
        <ul class="rows">
          {corrections.map(({ quarter, number, publishedAt, reason, before, after }) => (
            <li>
              <div>
                <strong>
                  {inWords(quarter)}, edisi {formatCount(number)}
                </strong>
                <small>
                  {formatDay(localDay(new Date(publishedAt * 1000), zone))}. {reason}
                </small>
                <small>
                  IKM {figure(before)} menjadi {figure(after)}.{' '}
                  <a href={`/hasil/${quarterSlug(quarter)}/edisi/${number - 1}`}>Baca edisi sebelumnya</a>
                </small>
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function figure({ ikm, grade, respondents }: UnitCorrection['before']): string {
  if (ikm === null) return 'belum ada data'
  return `${formatHundredths(ikm)}${grade ? `, mutu ${grade}` : ''} (${formatCount(respondents)} responden)`
}

function Files({
  document,
  slug,
  origin,
}: {
  readonly document: UnitDocument
  readonly slug: string
  readonly origin: string
}) {
  const sheet = `/hasil/${document.periode}/${encodeURIComponent(slug)}`
  const page = `${origin}/unit/${encodeURIComponent(slug)}`
  const quarter = quarterFromSlug(document.periode)
  return (
    <section class="card" aria-labelledby="judul-berkas">
      <h2 id="judul-berkas">Berkas dan tautan</h2>
      <ul class="options">
        <li>
          <a href={sheet}>Lembar hasil {quarter === undefined ? '' : shortly(quarter)}</a>
        </li>
        <li>
          <a href={`${sheet}.pdf`}>PDF</a>
        </li>
        <li>
          <a href={`${sheet}.json`}>JSON</a>
        </li>
        <li>
          <a href={`/hasil/${document.periode}`}>Semua unit</a>
        </li>
      </ul>
      <p>
        Angka di halaman ini dibekukan dan ditandatangani saat diterbitkan.{' '}
        <a href="/verifikasi">Periksa keasliannya</a>.
      </p>
      <Fold summary="Pasang lencana di situs lain">
        <p>Salin baris ini. Lencana selalu menampilkan hasil terakhir, tanpa skrip dan tanpa melacak pengunjung.</p>
        <p class="address">{`<a href="${page}"><img src="${page}/lencana.svg" alt="IKM ${document.nama_unit}"></a>`}</p>
      </Fold>
    </section>
  )
}
