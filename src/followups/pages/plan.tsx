// The form of a plan: a new one that answers a quarter's result, or a change of one.

import {
  ErrorSummary,
  type FieldProblem,
  problemOf,
  SelectField,
  TextArea,
  TextField,
} from '../../interface/fields.tsx'
import { formatHundredths } from '../../language/format.ts'
import { UnitDeskPage, type UnitDeskProps, unitPath } from '../../responses/pages/unit-desk.tsx'
import { type Quarter, quarterSlug } from '../../units/rules/calendar.ts'
import { plannableQuarters } from '../rules/course.ts'
import { inWords } from './words.tsx'

export interface OfferedElement {
  readonly key: string
  readonly name: string
  /** Converted value in the quarter that is answered, in hundredths. */
  readonly convertedValue: number | null
}

const labels = {
  unsur: 'Unsur yang diperbaiki',
  kegiatan: 'Program atau kegiatan',
  harapan: 'Perubahan yang diharapkan',
  target: 'Target nilai unsur',
  waktu: 'Waktu pelaksanaan',
  penanggung: 'Penanggung jawab',
  alasan: 'Alasan perubahan',
} as const

interface FormProps {
  readonly quarter: Quarter
  readonly values: Readonly<Record<string, string>>
  readonly problems: readonly FieldProblem[]
}

export function NewPlanPage({
  site,
  actor,
  unit,
  quarter,
  elements,
  values,
  problems,
}: UnitDeskProps & FormProps & { readonly elements: readonly OfferedElement[] }) {
  return (
    <UnitDeskPage site={site} actor={actor} unit={unit} title="Rencana baru" here="tindak-lanjut" width="narrow">
      <ErrorSummary title="Ada yang perlu diperiksa" problems={problems} labels={labels} />
      <section class="card">
        <h1>Rencana tindak lanjut</h1>
        <p class="soft">
          Menjawab hasil {inWords(quarter)}. Isinya tampil di halaman publik bersama hasil itu, jadi jangan menulis nama
          atau nomor orang.
        </p>
        <form method="post" action={unitPath(unit, 'tindak-lanjut/baru')} class="stack">
          <input type="hidden" name="triwulan" value={quarterSlug(quarter)} />
          <SelectField
            name="unsur"
            label={labels.unsur}
            value={values.unsur}
            problem={problemOf('unsur', problems)}
            none="Pelayanan secara umum"
            options={elements.map(({ key, name, convertedValue }) => ({
              value: key,
              label: convertedValue === null ? name : `${name} (${formatHundredths(convertedValue)})`,
            }))}
          />
          <PlanFields quarter={quarter} values={values} problems={problems} />
          <button type="submit">Simpan rencana</button>
        </form>
      </section>
    </UnitDeskPage>
  )
}

export function RevisePlanPage({
  site,
  actor,
  unit,
  id,
  element,
  lastEvent,
  quarter,
  values,
  problems,
}: UnitDeskProps & FormProps & { readonly id: number; readonly element: string; readonly lastEvent: number }) {
  const path = unitPath(unit, `tindak-lanjut/${id}`)
  return (
    <UnitDeskPage site={site} actor={actor} unit={unit} title="Ubah rencana" here="tindak-lanjut" width="narrow">
      <ErrorSummary title="Ada yang perlu diperiksa" problems={problems} labels={labels} />
      <section class="card">
        <h1>Ubah rencana</h1>
        <p class="soft">
          {element}, menjawab hasil {inWords(quarter)}. Unsur dan triwulannya tidak dapat diubah: janji tentang hal lain
          adalah rencana lain. Rencana semula tetap tersimpan.
        </p>
        <form method="post" action={`${path}/ubah`} class="stack">
          <input type="hidden" name="riwayat" value={String(lastEvent)} />
          <PlanFields quarter={quarter} values={values} problems={problems} />
          <TextArea
            name="alasan"
            label={labels.alasan}
            hint="Tampil di riwayat rencana ini, juga bagi publik."
            value={values.alasan}
            problem={problemOf('alasan', problems)}
            limit={500}
          />
          <p class="buttons">
            <button type="submit">Simpan perubahan</button>
            <a class="button quiet" href={path}>
              Batal
            </a>
          </p>
        </form>
      </section>
    </UnitDeskPage>
  )
}

function PlanFields({ quarter, values, problems }: FormProps) {
  const field = (name: keyof typeof labels) => ({
    name,
    label: labels[name],
    value: values[name],
    problem: problemOf(name, problems),
  })
  const time = problemOf('waktu', problems)
  return (
    <>
      <TextArea
        {...field('kegiatan')}
        hint="Apa yang dikerjakan, misalnya: membuka loket keempat pada jam 08.00–11.00."
        limit={500}
      />
      <TextArea
        {...field('harapan')}
        hint="Apa yang akan dirasakan warga, misalnya: menunggu paling lama 20 menit."
        limit={500}
      />
      <TextField
        {...field('target')}
        hint="Angka 25,00 sampai 100,00; boleh dikosongkan. Triwulan berikutnya diuji apakah unsur ini sungguh berubah."
        autocomplete="off"
      />
      <fieldset
        id="field-waktu"
        class="field"
        {...(time && { role: 'group', tabindex: -1, 'aria-describedby': 'problem-waktu' })}
      >
        <legend>{labels.waktu}</legend>
        <p class="hint">Terlambat bila triwulan terakhir yang dipilih sudah lewat dan rencana belum selesai.</p>
        {time && (
          <p class="problem" id="problem-waktu">
            {time}
          </p>
        )}
        <div class="choices">
          {plannableQuarters(quarter).map((one) => {
            const name = `waktu-${quarterSlug(one)}`
            return (
              <label>
                <input type="checkbox" name={name} value="ya" checked={values[name] === 'ya'} />
                <span>{inWords(one)}</span>
              </label>
            )
          })}
        </div>
      </fieldset>
      <TextField
        {...field('penanggung')}
        hint="Jabatan, bukan nama orang, misalnya: Kepala Seksi Pelayanan."
        autocomplete="off"
      />
    </>
  )
}
