// One unit at the desk: what is known of it, the forms that change it, closing it.

import { Card, type Notice, NoticeBox } from '../../accounts/pages/sign-in.tsx'
import { type Actor, may } from '../../accounts/rules/rights.ts'
import { ErrorSummary, type FieldProblem, fieldId, problemOf, TextField } from '../../interface/fields.tsx'
import type { Site } from '../../interface/layout.tsx'
import { formatCount } from '../../language/format.ts'
import { minuteToText, type OpeningHours, openSpans, type Weekday, weekdays } from '../rules/hours.ts'
import { writeNip } from '../rules/nip.ts'
import { Confirm } from './confirm.tsx'
import { type FramedUnit, UnitDeskPage, unitPath } from './unit-frame.tsx'
import { IdentityFields, identityLabels } from './units.tsx'

export interface ShownUnit extends FramedUnit {
  readonly kind: string
  readonly address: string
  readonly zone: string
  readonly head: string
  readonly nip: string
  readonly hours: OpeningHours
  readonly hasAnswers: boolean
  /** True where nothing has happened in it yet. */
  readonly removable: boolean
}

interface UnitProps {
  readonly site: Site
  readonly actor: Actor
  readonly unit: ShownUnit
}

const dayNames: Readonly<Record<Weekday, string>> = {
  1: 'Senin',
  2: 'Selasa',
  3: 'Rabu',
  4: 'Kamis',
  5: 'Jumat',
  6: 'Sabtu',
  7: 'Minggu',
}

export function UnitOverviewPage({
  site,
  actor,
  unit,
  services,
  counters,
  questionnaire,
  notice,
}: UnitProps & {
  readonly services: number
  readonly counters: number
  /** Name of what it asks today. */
  readonly questionnaire: string
  readonly notice: Notice | undefined
}) {
  const path = unitPath(unit)
  const bureau = may(actor, 'manageOrganisation')
  const missing = [
    services === 0 && { href: `${path}/layanan`, text: 'Tambahkan layanan yang dinilai.' },
    counters === 0 && { href: `${path}/loket`, text: 'Buka loket agar kode QR dan posternya dapat dicetak.' },
    unit.head === '' && { href: `${path}/rincian`, text: 'Isi nama kepala dan NIP untuk tanda tangan laporan.' },
    Object.keys(unit.hours).length === 0 && { href: `${path}/rincian`, text: 'Isi jam buka.' },
  ].filter((step) => step !== false)
  return (
    <UnitDeskPage site={site} actor={actor} unit={unit} part="data">
      <NoticeBox notice={notice} />
      {unit.closed_at === null && missing.length > 0 && (
        <section class="card">
          <h2>Yang belum lengkap</h2>
          <ul>
            {missing.map(({ href, text }) => (
              <li>
                <a href={href}>{text}</a>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Card title="Data unit">
        <dl class="details">
          <Fact name="Jenis">{unit.kind}</Fact>
          <Fact name="Perangkat daerah">{unit.agency}</Fact>
          <Fact name="Alamat">{unit.address || 'belum diisi'}</Fact>
          <Fact name="Zona waktu">{unit.zone}</Fact>
          <Fact name="Kepala">
            {unit.head || 'belum diisi'}
            {unit.nip && <small>NIP {writeNip(unit.nip)}</small>}
          </Fact>
          <Fact name="Jam buka">
            {openSpans(unit.hours).map(({ first, last, opening }) => (
              <span class="line">
                {first === last ? dayNames[first] : `${dayNames[first]} sampai ${dayNames[last]}`},{' '}
                {opening.map(clock).join(' sampai ')} {unit.zone}
              </span>
            ))}
            {Object.keys(unit.hours).length === 0 && 'belum diisi'}
          </Fact>
          <Fact name="Layanan dan loket">
            {formatCount(services)} layanan, {formatCount(counters)} loket
          </Fact>
          <Fact name="Kuesioner">{questionnaire}</Fact>
          <Fact name="Halaman umum">
            <a href={`/unit/${unit.slug}`}>/unit/{unit.slug}</a>
          </Fact>
        </dl>
        <p class="answers">
          <a class="button quiet" href={`${path}/rincian`}>
            Ubah kepala dan jam buka
          </a>
          {bureau && (
            <a class="button quiet" href={`${path}/identitas`}>
              Ubah nama dan tempat
            </a>
          )}
        </p>
        {!bureau && <p class="soft">Nama, jenis, alamat, dan zona waktu diubah oleh Bagian Organisasi.</p>}
      </Card>
      {bureau && (
        <Card title={unit.closed_at === null ? 'Tutup unit' : 'Buka kembali'}>
          <p>
            {unit.closed_at === null
              ? 'Unit yang ditutup tidak menerima jawaban lagi. Halaman dan hasilnya tetap ada, dan unit dapat dibuka kembali.'
              : 'Unit ini tidak menerima jawaban. Setelah dibuka kembali, kode QR loketnya yang masih buka berlaku lagi.'}
          </p>
          {unit.closed_at === null ? (
            <p class="buttons">
              <a class="button quiet" href={`${path}/tutup`}>
                Tutup unit
              </a>
              {unit.removable && (
                <a class="button quiet" href={`${path}/hapus`}>
                  Hapus unit
                </a>
              )}
            </p>
          ) : (
            <form method="post" action={`${path}/buka`}>
              <button type="submit" class="quiet">
                Buka kembali unit
              </button>
            </form>
          )}
        </Card>
      )}
    </UnitDeskPage>
  )
}

function Fact({ name, children }: { readonly name: string; readonly children?: unknown }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function clock(minute: number): string {
  return minuteToText(minute).replace(':', '.')
}

const detailLabels: Readonly<Record<string, string>> = {
  kepala: 'Nama kepala',
  nip: 'NIP kepala',
  ...Object.fromEntries(
    weekdays.flatMap((day) => [
      [`buka-${day}`, `${dayNames[day]} buka`],
      [`tutup-${day}`, `${dayNames[day]} tutup`],
    ]),
  ),
}

interface FormProps extends UnitProps {
  /** What was typed, where it was refused. */
  readonly values: Readonly<Record<string, string>>
  readonly problems: readonly FieldProblem[]
}

export function UnitDetailsPage({ site, actor, unit, values, problems }: FormProps) {
  const shown = { ...storedValues(unit), ...values }
  const text = (name: string) => ({
    name,
    label: detailLabels[name] ?? name,
    value: shown[name],
    problem: problemOf(name, problems),
  })
  return (
    <UnitDeskPage site={site} actor={actor} unit={unit} part="data" heading="Kepala dan jam buka">
      <ErrorSummary title="Ada yang perlu diperiksa" problems={problems} labels={detailLabels} />
      <section class="card">
        <form method="post" action={`${unitPath(unit)}/rincian`} class="stack">
          <TextField
            {...text('kepala')}
            hint="Penanda tangan laporan, lengkap dengan gelarnya. Nama yang lama tetap tercatat di jejak."
            autocomplete="off"
          />
          <TextField {...text('nip')} hint="18 angka; kosongkan bila tidak ada." autocomplete="off" />
          <fieldset class="week">
            <legend>Jam buka ({unit.zone})</legend>
            <p class="hint">Kosongkan hari yang tutup.</p>
            {weekdays.map((day) => (
              <div class="weekday">
                <span aria-hidden="true">{dayNames[day]}</span>
                <TimeField {...text(`buka-${day}`)} shown="Buka" />
                <TimeField {...text(`tutup-${day}`)} shown="Tutup" />
              </div>
            ))}
          </fieldset>
          <button type="submit">Simpan kepala dan jam buka</button>
        </form>
      </section>
    </UnitDeskPage>
  )
}

export function UnitIdentityPage({
  site,
  actor,
  unit,
  agencies,
  kinds,
  values,
  problems,
}: FormProps & {
  readonly agencies: readonly { readonly id: number; readonly name: string }[]
  readonly kinds: readonly string[]
}) {
  return (
    <UnitDeskPage site={site} actor={actor} unit={unit} part="data" heading="Nama dan tempat">
      <ErrorSummary title="Ada yang perlu diperiksa" problems={problems} labels={identityLabels} />
      <section class="card">
        <form method="post" action={`${unitPath(unit)}/identitas`} class="stack">
          <IdentityFields
            agencies={agencies}
            kinds={kinds}
            values={{ ...storedValues(unit), ...values }}
            problems={problems}
            slugHint="Alamat yang lama tidak berlaku lagi setelah diganti."
            zoneFixed={
              unit.hasAnswers
                ? 'Tidak dapat diubah lagi: hari dan triwulan jawabannya sudah dihitung menurut zona ini.'
                : undefined
            }
          />
          <button type="submit">Simpan nama dan tempat</button>
        </form>
      </section>
    </UnitDeskPage>
  )
}

function TimeField({
  name,
  label,
  shown,
  value,
  problem,
}: {
  readonly name: string
  /** What it is called where it stands alone, and what of it is seen beside the day. */
  readonly label: string
  readonly shown: string
  readonly value: string | undefined
  readonly problem: string | undefined
}) {
  return (
    <div class="field">
      <label for={fieldId(name)}>
        <span aria-hidden="true">{shown}</span>
        <span class="unseen">{label}</span>
      </label>
      <input
        id={fieldId(name)}
        name={name}
        type="time"
        value={value}
        aria-invalid={problem ? 'true' : undefined}
        aria-describedby={problem ? `problem-${name}` : undefined}
      />
      {problem && (
        <p class="problem" id={`problem-${name}`}>
          {problem}
        </p>
      )}
    </div>
  )
}

function storedValues(unit: ShownUnit): Record<string, string> {
  const hours = weekdays.flatMap((day) => {
    const opening = unit.hours[day]
    return opening
      ? [
          [`buka-${day}`, minuteToText(opening[0])],
          [`tutup-${day}`, minuteToText(opening[1])],
        ]
      : []
  })
  return {
    perangkat: String(unit.agency_id),
    nama: unit.name,
    jenis: unit.kind,
    alamat: unit.address,
    zona: unit.zone,
    slug: unit.slug,
    kepala: unit.head,
    nip: unit.nip,
    ...Object.fromEntries(hours),
  }
}

export function CloseUnitPage({ site, actor, unit }: UnitProps) {
  const path = unitPath(unit)
  return (
    <UnitDeskPage site={site} actor={actor} unit={unit} part="data">
      <Confirm title={`Tutup ${unit.name}?`} action={`${path}/tutup`} button="Tutup unit" back={path}>
        <p>Semua kode QR loketnya tidak menerima jawaban lagi. Hasil dan halaman umumnya tetap ada.</p>
      </Confirm>
    </UnitDeskPage>
  )
}

export function RemoveUnitPage({ site, actor, unit }: UnitProps) {
  const path = unitPath(unit)
  return (
    <UnitDeskPage site={site} actor={actor} unit={unit} part="data">
      <Confirm title={`Hapus ${unit.name}?`} action={`${path}/hapus`} button="Hapus unit" back={path}>
        <p>Unit ini belum punya jawaban. Layanan, loket, dan kode QR-nya ikut terhapus dan tidak dapat dikembalikan.</p>
      </Confirm>
    </UnitDeskPage>
  )
}
