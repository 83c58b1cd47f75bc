// Importing an answer table at the desk: what was imported before, the file, what it would store, and undoing it.

import { type Notice, NoticeBox } from '../../accounts/pages/sign-in.tsx'
import { may } from '../../accounts/rules/rights.ts'
import { Chip } from '../../interface/chip.tsx'
import { ErrorSummary, type FieldProblem, fieldId, problemOf, SelectField } from '../../interface/fields.tsx'
import { Fold, Table } from '../../interface/table.tsx'
import { formatCount, formatDay } from '../../language/format.ts'
import { dayToText, type LocalDay } from '../../units/rules/calendar.ts'
import type { AnswerColumn } from '../rules/answers.ts'
import { choiceLabel, shownAge } from '../rules/respondent.ts'
import { ReasonField } from './answers.tsx'
import { ServiceAndDay } from './stack.tsx'
import { UnitDeskPage, type UnitDeskProps, unitPath, writeScore } from './unit-desk.tsx'

const labels = { berkas: 'Berkas CSV atau XLSX', layanan: 'Layanan', hari: 'Tanggal', urutan: 'U8 dan U9' } as const

export interface ShownImport {
  readonly id: number
  readonly file_name: string
  readonly at: string
  readonly service: string
  readonly respondents: number
  /** How many of its answers are left out because it was undone. */
  readonly undone: number
  /** The quarter of its first answer, as addresses name it. */
  readonly quarter: string
}

export function ImportsPage({
  site,
  actor,
  unit,
  services,
  imports,
  today,
  mostRows,
  values,
  problems,
  notice,
}: UnitDeskProps & {
  readonly services: readonly { readonly slug: string; readonly name: string }[]
  readonly imports: readonly ShownImport[]
  readonly today: LocalDay
  /** Most respondents in a file; undefined where any number will do. */
  readonly mostRows: number | undefined
  readonly values: Readonly<Record<string, string>>
  readonly problems: readonly FieldProblem[]
  readonly notice: Notice | undefined
}) {
  return (
    <UnitDeskPage site={site} actor={actor} unit={unit} title="Impor" here="impor">
      <ErrorSummary title="Ada yang perlu diperiksa" problems={problems} labels={labels} />
      <section class="card">
        <h1>Impor jawaban</h1>
        <NoticeBox notice={notice} />
        <p>
          Satu baris satu responden: lembar pengolahan, ekspor skm.go.id, atau tabel dengan kolom U1–U9. Sebelum
          disimpan Anda melihat dahulu isinya; selama itu tidak ada yang tersimpan.
        </p>
        {services.length === 0 ? (
          <p class="none">Unit ini belum punya layanan yang terbuka.</p>
        ) : (
          <form method="post" action={unitPath(unit, 'impor')} enctype="multipart/form-data" class="stack">
            <div class="field">
              <label for={fieldId('berkas')}>{labels.berkas}</label>
              <p class="hint" id="hint-berkas">
                Paling besar 10 MB
                {mostRows !== undefined && `, paling banyak ${formatCount(mostRows)} responden`}. Nama, NIK, dan nomor
                telepon di dalamnya tidak dibaca.
              </p>
              {problemOf('berkas', problems) && (
                <p class="problem" id="problem-berkas">
                  {problemOf('berkas', problems)}
                </p>
              )}
              <input
                id={fieldId('berkas')}
                name="berkas"
                type="file"
                accept=".csv,.xlsx"
                required
                aria-describedby="hint-berkas"
              />
            </div>
            <ServiceAndDay
              {...{ labels, services, today, values, problems }}
              dayHint="Untuk baris yang tidak menyebut tanggalnya sendiri."
            />
            <SelectField
              name="urutan"
              label={labels.urutan}
              hint="Hanya berpengaruh pada kolom yang bernama U8 dan U9 saja."
              none="U8 pengaduan, U9 sarana (urutan peraturan)"
              value={values.urutan}
              options={[{ value: 'questionnaire', label: 'U8 sarana, U9 pengaduan (urutan contoh kuesioner)' }]}
            />
            <button type="submit">Periksa berkas</button>
          </form>
        )}
      </section>
      <section class="opening">
        <h2>Impor sebelumnya</h2>
        {imports.length === 0 ? (
          <p class="card none">Belum pernah ada impor.</p>
        ) : (
          <ul class="suggestions">
            {imports.map((one) => (
              <ImportCard unit={unit} one={one} mayUndo={may(actor, 'excludeAnswers', unit)} />
            ))}
          </ul>
        )}
      </section>
    </UnitDeskPage>
  )
}

function ImportCard({
  unit,
  one,
  mayUndo,
}: {
  readonly unit: UnitDeskProps['unit']
  readonly one: ShownImport
  readonly mayUndo: boolean
}) {
  const whole = one.undone === 0
  return (
    <li class="card">
      <p>
        <strong>{one.file_name}</strong> {whole ? <Chip tone="a">Dihitung</Chip> : <Chip tone="plain">Dibatalkan</Chip>}
      </p>
      <p class="soft">
        Nomor {String(one.id)} · {one.at} · {one.service} · {formatCount(one.respondents)} responden
        {!whole && `, ${formatCount(one.undone)} tidak dihitung karena dibatalkan`}
      </p>
      <p>
        <a href={`${unitPath(unit, 'jawaban')}?impor=${one.id}&triwulan=${one.quarter}`}>Lihat jawabannya</a>
      </p>
      {mayUndo ? (
        <Fold summary={whole ? 'Batalkan impor ini' : 'Pulihkan impor ini'}>
          <form
            method="post"
            action={unitPath(unit, `impor/${one.id}/${whole ? 'batalkan' : 'pulihkan'}`)}
            class="stack"
          >
            <div class="field">
              <label for={`alasan-${one.id}`}>Alasan</label>
              <textarea id={`alasan-${one.id}`} name="alasan" rows={3} maxlength={500} minlength={10} required />
            </div>
            <button type="submit">{whole ? 'Batalkan impor' : 'Pulihkan impor'}</button>
          </form>
        </Fold>
      ) : (
        whole && <p class="fine">Bila impor ini keliru, minta Bagian Organisasi membatalkannya.</p>
      )}
    </li>
  )
}

/** The form of undoing an import again, after its reason was not understood. */
export function UndoImportPage({
  site,
  actor,
  unit,
  id,
  file,
  undone,
  values,
  problems,
}: UnitDeskProps & {
  readonly id: number
  readonly file: string
  readonly undone: boolean
  readonly values: Readonly<Record<string, string>>
  readonly problems: readonly FieldProblem[]
}) {
  return (
    <UnitDeskPage site={site} actor={actor} unit={unit} title="Impor" here="impor" width="narrow">
      <ErrorSummary title="Ada yang perlu diperiksa" problems={problems} labels={{ alasan: 'Alasan' }} />
      <section class="card">
        <h1>{undone ? 'Pulihkan impor' : 'Batalkan impor'}</h1>
        <p>
          {file}, nomor {String(id)}
        </p>
        <form method="post" action={unitPath(unit, `impor/${id}/${undone ? 'pulihkan' : 'batalkan'}`)} class="stack">
          <ReasonField values={values} problems={problems} />
          <button type="submit">{undone ? 'Pulihkan impor' : 'Batalkan impor'}</button>
        </form>
      </section>
    </UnitDeskPage>
  )
}

/** What a file would store. */
export interface ShownPreview {
  readonly respondents: number
  readonly suggestions: number
  readonly days: readonly (readonly [day: LocalDay, respondents: number])[]
  readonly undated: number
  readonly columns: readonly AnswerColumn[]
  readonly first: readonly {
    readonly line: number
    readonly day: LocalDay | null
    readonly elements: readonly (number | null)[]
    readonly respondent: { readonly sex: string | null; readonly age: string | null }
  }[]
  readonly errors: readonly { readonly message: string }[]
  readonly known: number | null
}

const daysShown = 31

export function PreviewPage({
  site,
  actor,
  unit,
  service,
  day,
  order,
  file,
  preview,
  parcel,
  tooMany,
}: UnitDeskProps & {
  readonly service: { readonly slug: string; readonly name: string }
  readonly day: LocalDay
  readonly order: string
  readonly file: string
  readonly preview: ShownPreview
  /** The file, to come back with the confirmation. */
  readonly parcel: string
  /** Most respondents that can be stored at once, where the file has more. */
  readonly tooMany: number | undefined
}) {
  const { respondents, errors, days, undated, columns, first, known, suggestions } = preview
  const storable = errors.length === 0 && respondents > 0 && known === null && tooMany === undefined
  return (
    <UnitDeskPage site={site} actor={actor} unit={unit} title="Periksa impor" here="impor">
      <section class="card">
        <h1>{storable ? 'Periksa sebelum disimpan' : 'Berkas ini belum dapat disimpan'}</h1>
        <p>
          <strong>{file}</strong> · {service.name}
        </p>
        <p class="counted">
          <strong>{formatCount(respondents)}</strong>{' '}
          <span>responden terbaca{errors.length > 0 && ' tanpa kesalahan'}</span>
        </p>
        <p>
          {suggestions > 0 && `${formatCount(suggestions)} di antaranya memberi saran. `}
          {undated > 0 && `${formatCount(undated)} tidak menyebut tanggal dan akan dicatat pada ${formatDay(day)}. `}
          Belum ada yang tersimpan.
        </p>
        {known !== null && (
          <p class="problem">
            Berkas yang sama sudah pernah diimpor untuk layanan ini ({formatCount(known)} responden). Bila impor itu
            dibatalkan, pulihkan dari daftar impor.
          </p>
        )}
        {tooMany !== undefined && (
          <p class="problem">
            Di tempat pemasangan ini satu berkas paling banyak memuat {formatCount(tooMany)} responden. Bagi berkasnya,
            lalu impor satu per satu.
          </p>
        )}
        {errors.length > 0 && (
          <>
            <p class="problem">Perbaiki dahulu berkasnya, lalu unggah lagi. Tidak ada satu baris pun yang disimpan.</p>
            <ul class="sheet-errors">
              {errors.map(({ message }) => (
                <li>{message}</li>
              ))}
            </ul>
          </>
        )}
        <div class="buttons">
          {storable && (
            <form method="post" action={unitPath(unit, 'impor/simpan')}>
              <input type="hidden" name="layanan" value={service.slug} />
              <input type="hidden" name="hari" value={dayToText(day)} />
              <input type="hidden" name="urutan" value={order} />
              <input type="hidden" name="nama" value={file} />
              <input type="hidden" name="berkas" value={parcel} />
              <button type="submit">Simpan {formatCount(respondents)} responden</button>
            </form>
          )}
          <a class="button quiet" href={unitPath(unit, 'impor')}>
            {storable ? 'Batal, jangan simpan' : 'Pilih berkas lain'}
          </a>
        </div>
      </section>
      {first.length > 0 && (
        <section class="card">
          <h2>Baris pertama</h2>
          <Table
            caption="Periksa apakah setiap kolom terbaca sebagai unsur yang benar"
            columns={[
              { label: 'Baris' },
              { label: 'Tanggal' },
              { label: 'Jenis kelamin' },
              { label: 'Usia' },
              ...columns.map(({ code }) => ({ label: code, figures: true })),
            ]}
            rows={first.map(({ line, day: own, elements, respondent }) => [
              String(line),
              formatDay(own ?? day),
              choiceLabel('jenis_kelamin', respondent.sex) ?? '–',
              shownAge(respondent.age) ?? '–',
              ...elements.map(writeScore),
            ])}
          />
          <p class="fine">{columns.map(({ code, name }) => `${code} ${name}`).join(' · ')}</p>
        </section>
      )}
      {days.length > 0 && (
        <section class="card">
          <h2>Menurut hari</h2>
          <Table
            caption={
              days.length > daysShown
                ? `${daysShown} hari pertama dari ${formatCount(days.length)}`
                : `${formatCount(days.length)} hari`
            }
            columns={[{ label: 'Hari' }, { label: 'Responden', figures: true }]}
            rows={days.slice(0, daysShown).map(([one, count]) => [formatDay(one), formatCount(count)])}
          />
        </section>
      )}
    </UnitDeskPage>
  )
}
