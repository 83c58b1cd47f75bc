// A unit's counters at the desk: the list with posters to download, one counter with its code, a new code for it, closing it.

import { Card, type Notice, NoticeBox } from '../../accounts/pages/sign-in.tsx'
import type { Actor } from '../../accounts/rules/rights.ts'
import { Chip } from '../../interface/chip.tsx'
import {
  byNumber,
  byWord,
  ErrorSummary,
  type FieldProblem,
  problemOf,
  SelectField,
  TextField,
} from '../../interface/fields.tsx'
import type { Site } from '../../interface/layout.tsx'
import { writeCode } from '../rules/code.ts'
import { Confirm } from './confirm.tsx'
import { type FramedUnit, UnitDeskPage, unitPath } from './unit-frame.tsx'

interface CounterProps {
  readonly site: Site
  readonly actor: Actor
  readonly unit: FramedUnit
}

interface FormProps {
  readonly services: readonly { readonly id: number; readonly name: string }[]
  readonly values: Readonly<Record<string, string>>
  readonly problems: readonly FieldProblem[]
  readonly notice: Notice | undefined
}

export interface ShownCounter {
  readonly id: number
  readonly name: string
  readonly service_id: number | null
  readonly service: string | null
  readonly closed_at: number | null
  readonly code: string | null
  /** When its code was issued, as it is written. */
  readonly issued: string | null
  /** 1 where answers came by it. */
  readonly kept: number
}

const labels = { nama: 'Nama loket', layanan: 'Layanan di loket ini' } as const

export function CountersPage({
  site,
  actor,
  unit,
  counters,
  languages,
  services,
  values,
  problems,
  notice,
}: CounterProps & FormProps & { readonly counters: readonly ShownCounter[]; readonly languages: Languages }) {
  const path = `${unitPath(unit)}/loket`
  const open = counters.filter((counter) => counter.closed_at === null)
  return (
    <UnitDeskPage site={site} actor={actor} unit={unit} part="loket" heading="Loket dan poster">
      <ErrorSummary title="Ada yang perlu diperiksa" problems={problems} labels={labels} />
      <NoticeBox notice={notice} />
      {counters.length === 0 ? (
        <p class="card none">Belum ada loket. Setiap loket mendapat kode QR sendiri untuk posternya.</p>
      ) : (
        <ul class="links">
          {counters.map((counter) => (
            <li>
              <a href={`${path}/${counter.id}`}>
                {counter.name} {counter.closed_at !== null && <Chip tone="plain">Ditutup</Chip>}
                <small>{counter.service ?? 'semua layanan'}</small>
                {counter.closed_at === null && counter.code && (
                  <small>
                    kode {writeCode(counter.code)}, terbit {counter.issued}
                  </small>
                )}
              </a>
            </li>
          ))}
        </ul>
      )}
      {open.length > 1 && unit.closed_at === null && (
        <Card title={`Cetak untuk semua loket (${open.length})`}>
          <PosterForm path={path} languages={languages} />
        </Card>
      )}
      {unit.closed_at === null && (
        <Card title="Buka loket">
          <form method="post" action={path} class="stack">
            <CounterFields services={services} values={values} problems={problems} />
            <button type="submit">Buka loket</button>
          </form>
        </Card>
      )}
    </UnitDeskPage>
  )
}

type Languages = Readonly<Record<string, string>>

/** One document for all counters of the path, or for the one. */
function PosterForm({ path, languages }: { readonly path: string; readonly languages: Languages }) {
  return (
    <form method="get" action={`${path}/poster.pdf`} class="stack">
      <SelectField
        name="bentuk"
        label="Bentuk"
        none="Poster A4"
        value={undefined}
        options={[{ value: 'kartu-meja', label: 'Kartu meja A6, dilipat dari A5' }]}
      />
      <SelectField
        name="bahasa"
        label="Bahasa kedua"
        hint="Ditulis di bawah bahasa Indonesia."
        none="Tanpa bahasa kedua"
        value={undefined}
        options={byWord(languages)}
      />
      <button type="submit">Unduh PDF</button>
    </form>
  )
}

function CounterFields({ services, values, problems }: Pick<FormProps, 'services' | 'values' | 'problems'>) {
  return (
    <>
      <TextField
        name="nama"
        label={labels.nama}
        hint="Tercetak di poster, misalnya Loket 1 atau Ruang tunggu."
        value={values.nama}
        problem={problemOf('nama', problems)}
        autocomplete="off"
        required
      />
      <SelectField
        name="layanan"
        label={labels.layanan}
        none="Pengisi memilih sendiri layanannya"
        value={values.layanan}
        problem={problemOf('layanan', problems)}
        options={byNumber(services)}
      />
    </>
  )
}

export function CounterPage({
  site,
  actor,
  unit,
  counter,
  address,
  languages,
  withdrawn,
  services,
  values,
  problems,
  notice,
}: CounterProps &
  FormProps & {
    readonly counter: ShownCounter
    /** Where its code leads, as it is printed. */
    readonly address: string
    readonly languages: Languages
    /** Codes that were replaced, the latest first. */
    readonly withdrawn: readonly { readonly code: string; readonly issued: string; readonly until: string }[]
  }) {
  const path = `${unitPath(unit)}/loket/${counter.id}`
  const open = counter.closed_at === null
  const live = open && unit.closed_at === null ? counter.code : null
  return (
    <UnitDeskPage site={site} actor={actor} unit={unit} part="loket" heading={counter.name}>
      <ErrorSummary title="Ada yang perlu diperiksa" problems={problems} labels={labels} />
      <NoticeBox notice={notice} />
      <p>
        <a href={`${unitPath(unit)}/loket`}>Semua loket</a> {!open && <Chip tone="plain">Ditutup</Chip>}
      </p>
      {live && (
        <section class="card counter-code">
          <img class="qr" src={`/s/${live}/qr.svg`} alt={`Kode QR ${counter.name}`} width="224" height="224" />
          <div>
            <h3>Kode {writeCode(live)}</h3>
            <p>
              Terbit {counter.issued}. Alamatnya{' '}
              <a href={`/s/${live}`}>
                <span class="address">{address}</span>
              </a>
            </p>
            <PosterForm path={path} languages={languages} />
            <p>
              Untuk tablet di loket: buka{' '}
              <a href={`/s/${live}/kios`}>
                <span class="address">{address}/kios</span>
              </a>{' '}
              di tablet itu, lalu pilih layar penuh. Jawabannya tercatat sebagai saluran anjungan.
            </p>
            <p>
              Hanya kodenya:{' '}
              <a href={`/s/${live}/qr.svg`} download={`qr-${live}.svg`}>
                SVG
              </a>{' '}
              ·{' '}
              <a href={`/s/${live}/qr.png`} download={`qr-${live}.png`}>
                PNG
              </a>
            </p>
          </div>
        </section>
      )}
      {live && (
        <Card title="Kode kunjungan">
          <p>
            Jawaban yang membawa kode sekali pakai, atau kode dari layar di loket, tercatat sebagai kunjungan
            terverifikasi. Jawaban tanpa kode tetap diterima dan dihitung sama.
          </p>
          <p>
            <a class="button quiet" href={`/kelola/unit/${unit.slug}/loket/${counter.id}/kunjungan`}>
              Atur kode kunjungan
            </a>
          </p>
        </Card>
      )}
      {open && (
        <Card title="Ubah loket">
          <form method="post" action={path} class="stack">
            <CounterFields
              services={services}
              values={{
                nama: counter.name,
                layanan: counter.service_id === null ? '' : String(counter.service_id),
                ...values,
              }}
              problems={problems}
            />
            <button type="submit">Simpan loket</button>
          </form>
        </Card>
      )}
      {(open || !counter.kept) && (
        <Card title={live ? 'Ganti kode, tutup, atau hapus' : open ? 'Tutup atau hapus' : 'Hapus'}>
          <p>
            {live && 'Ganti kodenya bila poster disalahgunakan. '}
            {open && 'Loket yang ditutup tidak dapat dibuka lagi; bukalah loket baru. '}
            {!counter.kept && 'Belum ada jawaban lewat loket ini, jadi loket dapat dihapus.'}
          </p>
          <div class="buttons">
            {live && (
              <a class="button quiet" href={`${path}/kode`}>
                Ganti kode
              </a>
            )}
            {open && (
              <a class="button quiet" href={`${path}/tutup`}>
                Tutup loket
              </a>
            )}
            {!counter.kept && (
              <form method="post" action={`${path}/hapus`}>
                <button type="submit" class="quiet">
                  Hapus loket
                </button>
              </form>
            )}
          </div>
        </Card>
      )}
      {withdrawn.length > 0 && (
        <Card title="Kode yang tidak berlaku lagi">
          <ul class="rows">
            {withdrawn.map(({ code, issued, until }) => (
              <li>
                <span>
                  {writeCode(code)}
                  <small>
                    terbit {issued}, diganti {until}
                  </small>
                </span>
              </li>
            ))}
          </ul>
          <p>
            Poster dengan kode ini harus dilepas. Siapa pun yang memindainya diberi tahu bahwa kodenya sudah diganti.
          </p>
        </Card>
      )}
    </UnitDeskPage>
  )
}

export function ReissuePage({ site, actor, unit, counter }: CounterProps & { readonly counter: ShownCounter }) {
  const path = `${unitPath(unit)}/loket/${counter.id}`
  return (
    <UnitDeskPage site={site} actor={actor} unit={unit} part="loket">
      <Confirm
        title={`Ganti kode ${counter.name}?`}
        action={`${path}/kode`}
        button="Ganti kode"
        back={path}
        carries={{ kode: counter.code ?? '' }}
      >
        <p>
          <strong>Poster dengan kode {writeCode(counter.code ?? '')} tidak berlaku lagi.</strong> Kode itu terbit{' '}
          {counter.issued}. Semua poster, kartu meja, dan gambar QR yang memuatnya berhenti menerima jawaban saat itu
          juga, dan harus diganti dengan cetakan baru.
        </p>
        <p>Jawaban yang sudah masuk tetap tersimpan.</p>
      </Confirm>
    </UnitDeskPage>
  )
}

export function CloseCounterPage({ site, actor, unit, counter }: CounterProps & { readonly counter: ShownCounter }) {
  const path = `${unitPath(unit)}/loket/${counter.id}`
  return (
    <UnitDeskPage site={site} actor={actor} unit={unit} part="loket">
      <Confirm title={`Tutup ${counter.name}?`} action={`${path}/tutup`} button="Tutup loket" back={path}>
        <p>
          Poster dengan kode {writeCode(counter.code ?? '')} tidak berlaku lagi, dan loket ini tidak dapat dibuka lagi.
          Jawaban yang sudah masuk tetap tersimpan.
        </p>
      </Confirm>
    </UnitDeskPage>
  )
}
