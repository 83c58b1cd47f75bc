// The desk's page of what is handed out for visits at a counter, and what the screen at the counter shows.

import { NoticeBox } from '../../accounts/pages/sign-in.tsx'
import { HeaderNames, Page, type Site } from '../../interface/layout.tsx'
import { formatCount } from '../../language/format.ts'
import { type CounterKeyKind, type Screen, screenGrace, ticketDays, ticketsOnSheet } from '../rules/visit.ts'
import { UnitDeskPage, type UnitDeskProps, unitPath } from './unit-desk.tsx'

export interface HandedOut {
  readonly id: number
  readonly kind: CounterKeyKind
  readonly tickets: number
  /** As it is written. */
  readonly made: string
  readonly made_by: string
  readonly withdrawn: string | null
  readonly used: number
  readonly open: number
}

const kinds: Readonly<Record<CounterKeyKind, string>> = {
  sheet: 'Lembar kode',
  queue: 'Kunci sistem antrean',
  screen: 'Alamat layar',
}

export function VisitsPage({
  site,
  actor,
  unit,
  counter,
  origin,
  handedOut,
  fresh,
  notice,
}: UnitDeskProps & {
  readonly counter: { readonly id: number; readonly name: string; readonly code: string | null; readonly open: boolean }
  readonly origin: string
  readonly handedOut: readonly HandedOut[]
  /** A key or address that was made just now, and is never shown again. */
  readonly fresh?: { readonly kind: 'queue' | 'screen'; readonly key: string } | undefined
  readonly notice?: { readonly kind: 'done' | 'problem'; readonly text: string } | undefined
}) {
  const path = unitPath(unit, `loket/${counter.id}/kunjungan`)
  return (
    <UnitDeskPage site={site} actor={actor} unit={unit} title={`Kode kunjungan ${counter.name}`} here="loket">
      <NoticeBox notice={notice} />
      <section class="card">
        <h1>Kode kunjungan {counter.name}</h1>
        <p>
          Kode menunjukkan bahwa sebuah jawaban datang dari kunjungan. Jawaban yang membawanya dihitung sebagai
          kunjungan terverifikasi; jawaban tanpa kode, atau dengan kode yang sudah terpakai, tetap diterima dan dihitung
          sama.
        </p>
        <p>
          <a href={`/kelola/organisasi/unit/${unit.id}/loket/${counter.id}`}>Ke data loket</a>
        </p>
      </section>
      {fresh && (
        <section class="card" aria-labelledby="judul-baru">
          <h2 id="judul-baru">{fresh.kind === 'queue' ? 'Kunci sistem antrean' : 'Alamat layar'}</h2>
          <p>
            <strong>Catat sekarang; tidak dapat ditampilkan lagi.</strong>
          </p>
          <p>
            <code class="address">{fresh.kind === 'screen' ? `${origin}/layar/${fresh.key}` : fresh.key}</code>
          </p>
          {fresh.kind === 'queue' && (
            <p>
              Sistem antrean meminta satu kode dengan{' '}
              <code class="address">
                POST {origin}/api/tiket/{counter.code}
              </code>{' '}
              dan kepala permintaan <code>Authorization: Bearer (kunci)</code>. Jawabannya JSON: <code>tiket</code>,{' '}
              <code>alamat</code> untuk kode QR, dan <code>berlaku_sampai</code>.
            </p>
          )}
        </section>
      )}
      {counter.open ? (
        <section class="card" aria-labelledby="judul-buat">
          <h2 id="judul-buat">Buat yang baru</h2>
          <ul class="rows">
            <li>
              <span>
                Lembar kode, A4
                <small>
                  {ticketsOnSheet} kode untuk dipotong dan dibagikan, sekali pakai, berlaku {ticketDays.sheet} hari.
                </small>
              </span>
              <form method="post" action={`${path}/lembar`}>
                <button type="submit">Unduh lembar baru (PDF)</button>
              </form>
            </li>
            <li>
              <span>
                Kunci sistem antrean
                <small>
                  Mesin antrean meminta satu kode untuk setiap nomor dan mencetaknya; berlaku {ticketDays.queue} hari.
                </small>
              </span>
              <form method="post" action={`${path}/antrean`}>
                <button type="submit" class="quiet">
                  Buat kunci
                </button>
              </form>
            </li>
            <li>
              <span>
                Alamat layar
                <small>
                  Layar di loket menampilkan kode QR yang berganti setiap menit; diterima {screenGrace / 60} menit.
                </small>
              </span>
              <form method="post" action={`${path}/layar`}>
                <button type="submit" class="quiet">
                  Buat alamat
                </button>
              </form>
            </li>
          </ul>
        </section>
      ) : (
        <p class="card none">Loket ini sudah ditutup, jadi tidak ada kode baru.</p>
      )}
      {handedOut.length > 0 && (
        <section class="card" aria-labelledby="judul-riwayat">
          <h2 id="judul-riwayat">Yang sudah dibuat</h2>
          <ul class="rows">
            {handedOut.map((one) => (
              <li>
                <span>
                  {kinds[one.kind]} <small>{stateOf(one)}</small>
                  <small>
                    {one.made} · {one.made_by}
                  </small>
                </span>
                {one.withdrawn === null && (
                  <form method="post" action={`${path}/cabut`}>
                    <input type="hidden" name="nomor" value={String(one.id)} />
                    <input type="hidden" name="jenis" value={one.kind} />
                    <button type="submit" class="quiet" aria-label={`Cabut ${kinds[one.kind]} ${one.made}`}>
                      Cabut
                    </button>
                  </form>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </UnitDeskPage>
  )
}

function stateOf({ kind, withdrawn, used, open }: HandedOut): string {
  if (withdrawn !== null) return `dicabut ${withdrawn}`
  if (kind === 'screen') return 'berlaku'
  return `${formatCount(used)} terpakai, ${formatCount(open)} masih berlaku`
}

/** What stands on the screen at a counter; public/screen.js shows the next code when it is due. */
export function ScreenPage({
  site,
  screen,
  path,
}: {
  readonly site: Site
  readonly screen: Screen
  readonly path: string
}) {
  return (
    <Page
      site={site}
      title={`Survei ${screen.counter} ${screen.unit}`}
      width="narrow"
      header={<HeaderNames name={screen.unit} detail={screen.counter} />}
      unlisted
      closed
      script="/screen.js"
    >
      <section class="card screen-code">
        <h1>Bagaimana pelayanan kami?</h1>
        <p>Pindai kode ini dengan kamera ponsel. Sekitar satu menit, tanpa nama.</p>
        <img
          class="qr"
          src={`${path}/qr.svg`}
          data-next={String(screen.next)}
          alt={`Kode QR survei ${screen.counter}`}
          width="320"
          height="320"
        />
        <p class="fine">Kode berganti setiap menit.</p>
      </section>
    </Page>
  )
}
