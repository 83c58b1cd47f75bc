// Minutes of public consultations of a unit: the list, and the form for another one.

import { type Notice, NoticeBox } from '../../accounts/pages/sign-in.tsx'
import { may } from '../../accounts/rules/rights.ts'
import {
  ErrorSummary,
  type FieldProblem,
  fieldId,
  problemOf,
  SelectField,
  TextArea,
  TextField,
} from '../../interface/fields.tsx'
import { Fold } from '../../interface/table.tsx'
import { formatCount, formatDay } from '../../language/format.ts'
import { UnitDeskPage, type UnitDeskProps, unitPath } from '../../responses/pages/unit-desk.tsx'
import { type LocalDay, type Quarter, quarterSlug } from '../../units/rules/calendar.ts'
import { ReasonField } from './action.tsx'
import { inWords } from './words.tsx'

export interface ShownConsultation {
  readonly id: number
  readonly quarter: Quarter
  readonly day: LocalDay
  readonly place: string
  readonly participants: number
  readonly minutes: string
  readonly file: { readonly key: string; readonly mediaType: string; readonly name: string } | null
  readonly withdrawalReason: string | null
}

const labels = {
  triwulan: 'Hasil yang dibahas',
  tanggal: 'Tanggal',
  tempat: 'Tempat',
  peserta: 'Jumlah peserta',
  notula: 'Notula',
  berkas: 'Lampiran',
} as const

export function ConsultationsPage({
  site,
  actor,
  unit,
  offered,
  consultations,
  keepsFiles,
  values,
  problems,
  notice,
}: UnitDeskProps & {
  /** Quarters that may have been discussed, the newest first. */
  readonly offered: readonly Quarter[]
  /** The newest first. */
  readonly consultations: readonly ShownConsultation[]
  readonly keepsFiles: boolean
  readonly values: Readonly<Record<string, string>>
  readonly problems: readonly FieldProblem[]
  readonly notice: Notice | undefined
}) {
  const plans = may(actor, 'planFollowUps', unit)
  const standing = consultations.filter(({ withdrawalReason }) => withdrawalReason === null)
  const withdrawn = consultations.filter(({ withdrawalReason }) => withdrawalReason !== null)
  return (
    <UnitDeskPage
      site={site}
      actor={actor}
      unit={unit}
      title="Forum konsultasi publik"
      here="tindak-lanjut"
      script={plans ? '/followup.js' : undefined}
    >
      <ErrorSummary title="Ada yang perlu diperiksa" problems={problems} labels={labels} />
      <section class="card">
        <p class="crumbs">
          <a href={unitPath(unit, 'tindak-lanjut')}>Tindak lanjut</a>
        </p>
        <h1>Forum konsultasi publik</h1>
        <NoticeBox notice={notice} />
        <p class="lead">
          Rencana tindak lanjut disepakati bersama warga dalam forum konsultasi publik (FKP). Notulanya tampil bersama
          hasil triwulan itu.
        </p>
      </section>
      {standing.map((consultation) => (
        <Minutes unit={unit} consultation={consultation} plans={plans} />
      ))}
      {consultations.length === 0 && <p class="card none">Belum ada notula.</p>}
      {withdrawn.length > 0 && (
        <section class="card">
          <h2>Ditarik</h2>
          <ul class="rows">
            {withdrawn.map(({ day, place, withdrawalReason }) => (
              <li>
                <span>
                  {formatDay(day)}, {place}
                  <small>{withdrawalReason}</small>
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {plans && (
        <details class="card fold" open={problems.length > 0 || standing.length === 0}>
          <summary>Tulis notula</summary>
          {offered.length === 0 ? (
            <p>Belum ada triwulan yang sudah berakhir dan punya jawaban.</p>
          ) : (
            <NewMinutes {...{ unit, offered, keepsFiles, values, problems }} />
          )}
        </details>
      )}
    </UnitDeskPage>
  )
}

function Minutes({
  unit,
  consultation,
  plans,
}: {
  readonly unit: UnitDeskProps['unit']
  readonly consultation: ShownConsultation
  readonly plans: boolean
}) {
  const { id, quarter, day, place, participants, minutes, file } = consultation
  return (
    <section class="card" aria-labelledby={`notula-${id}`}>
      <h2 id={`notula-${id}`}>
        {formatDay(day)}, {place}
      </h2>
      <p class="soft">
        Membahas hasil {inWords(quarter)} · {formatCount(participants)} peserta
      </p>
      <blockquote>{minutes}</blockquote>
      {file && (
        <p>
          <a href={unitPath(unit, `bukti/${file.key}`)}>Lampiran: {file.name}</a>
        </p>
      )}
      {plans && (
        <Fold summary="Tarik notula ini">
          <form method="post" action={unitPath(unit, `fkp/${id}/tarik`)} class="stack">
            <ReasonField of={`notula ${formatDay(day)}`} />
            <button type="submit" class="quiet">
              Tarik notula
            </button>
          </form>
        </Fold>
      )}
    </section>
  )
}

function NewMinutes({
  unit,
  offered,
  keepsFiles,
  values,
  problems,
}: {
  readonly unit: UnitDeskProps['unit']
  readonly offered: readonly Quarter[]
  readonly keepsFiles: boolean
  readonly values: Readonly<Record<string, string>>
  readonly problems: readonly FieldProblem[]
}) {
  const field = (name: keyof typeof labels) => ({
    name,
    label: labels[name],
    value: values[name],
    problem: problemOf(name, problems),
  })
  const problem = problemOf('berkas', problems)
  return (
    <form method="post" action={unitPath(unit, 'fkp')} enctype="multipart/form-data" class="stack" name="bukti">
      <SelectField
        {...field('triwulan')}
        none="Pilih"
        options={offered.map((one) => ({ value: quarterSlug(one), label: inWords(one) }))}
      />
      <TextField {...field('tanggal')} type="date" />
      <TextField {...field('tempat')} autocomplete="off" />
      <TextField {...field('peserta')} type="number" autocomplete="off" />
      <TextArea
        {...field('notula')}
        hint="Apa yang dibahas dan disepakati. Tampil di halaman publik, jadi jangan menulis nama atau nomor warga."
        limit={10_000}
      />
      {keepsFiles && (
        <div class="field">
          <label for={fieldId('berkas')}>{labels.berkas}</label>
          <p class="hint" id="hint-berkas">
            Boleh dikosongkan. Foto JPEG, PNG, atau WebP sampai 400 KB; yang lebih besar dikecilkan di peramban Anda.
            PDF sampai 2 MB.
          </p>
          {problem && (
            <p class="problem" id="problem-berkas">
              {problem}
            </p>
          )}
          <input
            id={fieldId('berkas')}
            type="file"
            name="berkas"
            accept="image/jpeg,image/png,image/webp,application/pdf,.jpg,.jpeg,.png,.webp,.pdf"
            aria-invalid={problem ? 'true' : undefined}
            aria-describedby={problem ? 'problem-berkas hint-berkas' : 'hint-berkas'}
          />
          <p class="soft" id="kabar-foto" role="status" />
        </div>
      )}
      <button type="submit">Simpan notula</button>
    </form>
  )
}
