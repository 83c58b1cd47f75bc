// Where a citizen finds a service unit and the city's latest published figure: nothing here is counted while you look.

import { gradeTone } from '../../ikm/pages/grade.ts'
import { Chip } from '../../interface/chip.tsx'
import { Page, type Site } from '../../interface/layout.tsx'
import { Fold } from '../../interface/table.tsx'
import { formatCount, formatDay, formatHundredths } from '../../language/format.ts'
import type { GradeLetter } from '../../surveys/rules.ts'
import { inWords, shortly } from '../../units/quarter.ts'
import { localDay, type Quarter, quarterSlug, type Zone } from '../../units/rules/calendar.ts'
import type { CityFigure } from '../rules/document.ts'
import { hundredths } from '../rules/readback.ts'
import type { HomeView } from '../view.ts'
import { PublicMenu } from './menu.tsx'

// More units than this are shown agency by agency, each folded, until something is searched for.
const unitsAtOnce = 60
/** Quarters offered on the first page; all of them are on the page of results. */
const quartersOffered = 12

interface HomeProps extends HomeView {
  readonly site: Site
  readonly zone: Zone
  /** Address of the site, which link previews need. */
  readonly origin: string
}

export function HomePage({ site, zone, origin, search, agencies, total, city, quarters }: HomeProps) {
  const found = agencies.reduce((sum, { units }) => sum + units.length, 0)
  const folded = search === '' && found > unitsAtOnce
  const title = search === '' ? 'Hasil survei kepuasan masyarakat' : `Hasil pencarian ${search}`
  const description = `Indeks Kepuasan Masyarakat unit pelayanan ${site.government}, dihitung dari jawaban pengguna layanan dan diterbitkan setiap triwulan.`
  return (
    <Page
      site={site}
      title={title}
      description={description}
      width="wide"
      navigation={<PublicMenu here="/" />}
      preview={{ title: `${title} ${site.government}`, description, url: `${origin}/` }}
    >
      <div class="opening">
        <h1>Bagaimana warga menilai pelayanan publik?</h1>
        <p class="lead">
          Pilih unit pelayanan untuk melihat Indeks Kepuasan Masyarakat (IKM) yang sudah diterbitkan. Untuk memberi
          penilaian, pindai kode QR di loket.
          {city && (
            <>
              {' '}
              Atau <a href="/perbandingan">bandingkan unit sejenis</a>.
            </>
          )}
        </p>
        <search class="search">
          <form action="/">
            <label for="cari">Nama unit, jenis, atau alamat</label>
            <div>
              <input type="search" id="cari" name="cari" value={search} maxlength={80} autocomplete="off" />
              <button type="submit">Cari</button>
            </div>
          </form>
        </search>
      </div>
      {search === '' && city && <City {...city} zone={zone} quarters={quarters} />}
      {search === '' && !city && total > 0 && (
        <section class="card none">
          <h2>Belum ada hasil yang diterbitkan</h2>
          <p>
            Hasil diterbitkan setiap triwulan, setelah diperiksa unit dan Bagian Organisasi. Sampai saat itu angkanya
            belum ditampilkan.
          </p>
        </section>
      )}
      <Found search={search} found={found} total={total} newest={quarters[0]} />
      <div class={folded ? 'agencies folded' : 'agencies'}>
        {agencies.map(({ name, units }) =>
          folded ? (
            <details class="card">
              <summary>
                <h2>{name}</h2> <small>{formatCount(units.length)} unit</small>
              </summary>
              <UnitLinks units={units} newest={quarters[0]} />
            </details>
          ) : (
            <section>
              <h2>{name}</h2>
              <UnitLinks units={units} newest={quarters[0]} />
            </section>
          ),
        )}
      </div>
    </Page>
  )
}

function City({
  edition,
  content,
  zone,
  quarters,
}: NonNullable<HomeView['city']> & { readonly zone: Zone; readonly quarters: readonly Quarter[] }) {
  const { unit_dinilai: graded, unit_di_bawah_minimum: below, unit_tanpa_jawaban: without } = content
  const published = formatDay(localDay(new Date(edition.published_at * 1000), zone))
  const others = [
    below > 0 ? `${formatCount(below)} belum cukup responden` : '',
    without > 0 ? `${formatCount(without)} tanpa jawaban` : '',
  ].filter(Boolean)
  return (
    <section class="card outcome" aria-labelledby="kota">
      <div>
        <h2 id="kota">Seluruh unit, {inWords(edition.quarter)}</h2>
        <p class="soft">
          Diterbitkan {published}
          {edition.number > 1 && `, ralat (edisi ${formatCount(edition.number)})`}.
        </p>
        <p>
          {formatCount(content.jumlah_unit)} unit: {formatCount(graded)} dinilai
          {others.length > 0 && `, ${others.join(', ')}`}. {formatCount(content.jumlah_responden)} responden.
        </p>
        <Fold summary="Triwulan lain">
          <ul class="options">
            {quarters.slice(0, quartersOffered).map((quarter) => (
              <li>
                <a
                  href={`/hasil/${quarterSlug(quarter)}`}
                  aria-current={quarter === edition.quarter ? 'true' : undefined}
                >
                  {shortly(quarter)}
                </a>
              </li>
            ))}
            {quarters.length > quartersOffered && (
              <li>
                <a href="/hasil">Semua triwulan</a>
              </li>
            )}
          </ul>
        </Fold>
      </div>
      <dl class="figures together">
        <div>
          <dt>
            Rata-rata unit
            <small>Setiap unit berbobot sama, berapa pun respondennya.</small>
          </dt>
          <dd>{cityFigure(content.rata_rata_unit)}</dd>
        </div>
        <div>
          <dt>
            Gabungan responden
            <small>Setiap responden berbobot sama, di unit mana pun ia dilayani.</small>
          </dt>
          <dd>{cityFigure(content.gabungan_responden)}</dd>
        </div>
      </dl>
    </section>
  )
}

function cityFigure({ ikm, mutu, kinerja }: CityFigure) {
  if (ikm === null) return <small>belum ada data</small>
  return (
    <>
      {formatHundredths(hundredths(ikm))}
      {mutu !== null && <small>{`${mutu}, ${kinerja ?? ''}`}</small>}
    </>
  )
}

function Found({
  search,
  found,
  total,
  newest,
}: {
  readonly search: string
  readonly found: number
  readonly total: number
  readonly newest: Quarter | undefined
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
      {newest !== undefined && <small>Angka pada tiap unit: IKM {inWords(newest)}, kecuali disebut lain.</small>}
    </p>
  )
}

type ListedUnit = HomeView['agencies'][number]['units'][number]

function UnitLinks({ units, newest }: { readonly units: readonly ListedUnit[]; readonly newest: Quarter | undefined }) {
  return (
    <ul class="links">
      {units.map(({ slug, name, kind, address, closed, latest }) => (
        <li>
          <a href={`/unit/${encodeURIComponent(slug)}`}>
            <span>
              {name}
              <small>{[kind, address, closed ? 'sudah ditutup' : ''].filter(Boolean).join(' · ')}</small>
            </span>
            <UnitFigure latest={latest} newest={newest} />
          </a>
        </li>
      ))}
    </ul>
  )
}

function UnitFigure({
  latest,
  newest,
}: {
  readonly latest: ListedUnit['latest']
  readonly newest: Quarter | undefined
}) {
  if (!latest) return <small>belum ada hasil yang diterbitkan</small>
  const { quarter, row } = latest
  const when = quarter === newest ? '' : ` · ${shortly(quarter)}`
  if (row.ikm === null) {
    return (
      <span class="unit-figure">
        <strong>–</strong>
        <Chip tone="plain">belum ada data</Chip>
        {when !== '' && <small>{shortly(quarter)}</small>}
      </span>
    )
  }
  return (
    <span class="unit-figure">
      <strong>{formatHundredths(row.ikm)}</strong>
      {row.grade ? (
        <Chip tone={gradeTone(row.grade as GradeLetter)} mark={row.grade}>
          {row.performance ?? ''}
        </Chip>
      ) : (
        <Chip tone="plain">belum cukup</Chip>
      )}
      <small>
        {formatCount(row.respondents)} responden{when}
      </small>
    </span>
  )
}
