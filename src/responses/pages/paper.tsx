// Typing in paper forms at the desk: the stack is chosen once, then form after form with one key a question.

import { ErrorSummary, type FieldProblem, problemOf, SelectField } from '../../interface/fields.tsx'
import { formatCount, formatDay } from '../../language/format.ts'
import type { Questionnaire } from '../../surveys/rules.ts'
import { dayToText, type LocalDay } from '../../units/rules/calendar.ts'
import { type PaperOrder, paperQuestions } from '../rules/paper.ts'
import { type Choice, type RespondentField, respondentFields, suggestionLimit } from '../rules/respondent.ts'
import { ServiceAndDay } from './stack.tsx'
import { UnitDeskPage, type UnitDeskProps, unitPath } from './unit-desk.tsx'

const stackLabels = {
  layanan: 'Layanan',
  hari: 'Tanggal formulir diisi',
  urutan: 'Pertanyaan 8 dan 9 pada kertas',
} as const

/** Which service and day the forms are about. */
export function PaperStackPage({
  site,
  actor,
  unit,
  services,
  today,
  values,
  problems,
}: UnitDeskProps & {
  readonly services: readonly { readonly slug: string; readonly name: string }[]
  readonly today: LocalDay
  readonly values: Readonly<Record<string, string>>
  readonly problems: readonly FieldProblem[]
}) {
  return (
    <UnitDeskPage site={site} actor={actor} unit={unit} title="Formulir kertas" here="kertas" width="narrow">
      <ErrorSummary title="Ada yang perlu diperiksa" problems={problems} labels={stackLabels} />
      <section class="card">
        <h1>Formulir kertas</h1>
        <p>
          Pilih sekali untuk satu tumpukan: layanan dan tanggalnya sama. Setelah itu setiap formulir cukup diketik
          dengan angka, tanpa tetikus.
        </p>
        {services.length === 0 ? (
          <p class="none">Unit ini belum punya layanan yang terbuka.</p>
        ) : (
          <form method="get" action={unitPath(unit, 'kertas')} class="stack">
            <ServiceAndDay {...{ labels: stackLabels, services, today, values, problems }} />
            <SelectField
              name="urutan"
              label={stackLabels.urutan}
              hint="Lihat formulirnya: contoh kuesioner dalam peraturan menukar kedua pertanyaan ini."
              none="8 pengaduan, 9 sarana"
              value={values.urutan}
              options={[{ value: 'questionnaire', label: '8 sarana, 9 pengaduan (contoh kuesioner)' }]}
            />
            <button type="submit">Mulai mengetik</button>
          </form>
        )}
      </section>
    </UnitDeskPage>
  )
}

/** The four fields about the respondent, one key each. */
const fields: readonly { readonly name: RespondentField; readonly label: string }[] = [
  { name: 'jenis_kelamin', label: 'Jenis kelamin' },
  { name: 'usia', label: 'Usia' },
  { name: 'pendidikan', label: 'Pendidikan' },
  { name: 'pekerjaan', label: 'Pekerjaan' },
]

/** Keys of the choices in their order; a tenth and eleventh have letters. */
const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd'] as const

export function PaperPage({
  site,
  actor,
  unit,
  service,
  day,
  asked,
  order,
  answerKey,
  stored,
  values,
  problems,
}: UnitDeskProps & {
  readonly service: { readonly slug: string; readonly name: string }
  readonly day: LocalDay
  readonly asked: Questionnaire
  /** In which order the paper prints the questions. */
  readonly order: PaperOrder
  /** Sent with the form, so that sending it twice stores it once. */
  readonly answerKey: string
  /** Forms that are stored for this service and day. */
  readonly stored: number
  readonly values: Readonly<Record<string, string>>
  readonly problems: readonly FieldProblem[]
}) {
  const { scale } = asked.ruleBook
  const questions = paperQuestions(asked, order)
  const stack = `layanan=${encodeURIComponent(service.slug)}&hari=${dayToText(day)}&urutan=${order}`
  const labels = Object.fromEntries(
    [...questions.map(({ key, label }) => ({ name: key, label })), ...fields].map(({ name, label }) => [name, label]),
  )
  return (
    <UnitDeskPage site={site} actor={actor} unit={unit} title="Formulir kertas" here="kertas" script="/entry.js">
      <ErrorSummary title="Formulir belum tersimpan" problems={problems} labels={labels} />
      <section class="card stack-head">
        <div>
          <h1>Formulir kertas</h1>
          <p>
            {service.name}, {formatDay(day)}. <a href={unitPath(unit, 'kertas')}>Ganti tumpukan</a>
          </p>
          <p class="soft" id="tombol" hidden>
            <kbd>1</kbd>–<kbd>4</kbd> isi dan maju · <kbd>0</kbd> atau <kbd>Spasi</kbd> kosong · <kbd>Backspace</kbd>{' '}
            mundur · <kbd>S</kbd> saran · <kbd>Enter</kbd> simpan
          </p>
        </div>
        <p class="counted">
          <strong id="tersimpan">{formatCount(stored)}</strong> <span>formulir tersimpan untuk tanggal ini</span>
        </p>
        <div id="kabar" role="status" />
      </section>
      <form
        method="post"
        name="kertas"
        action={`${unitPath(unit, 'kertas')}?${stack}`}
        class="entry"
        data-stored={stored}
        autocomplete="off"
      >
        <input type="hidden" name="kunci" value={answerKey} />
        <div class="entry-columns">
          <div class="card answers">
            <h2>Unsur</h2>
            {questions.map(({ key, label, answers }, place) => (
              <Row name={key} label={`${place + 1}. ${label}`} value={values[key]} problem={problemOf(key, problems)}>
                {answers.map((answer, at) => ({ code: String(scale.lowest + at), label: answer }))}
              </Row>
            ))}
          </div>
          <div class="card entered">
            <h2>Responden</h2>
            {fields.map(({ name, label }) => (
              <Row name={name} label={label} value={values[name]} problem={problemOf(name, problems)} long>
                {respondentFields[name]}
              </Row>
            ))}
            <div class="field">
              <label for="field-saran">Saran</label>
              <textarea id="field-saran" name="saran" rows={3} maxlength={suggestionLimit}>
                {values.saran}
              </textarea>
              <p class="hint" id="tombol-saran" hidden>
                <kbd>Ctrl</kbd>+<kbd>Enter</kbd> simpan · <kbd>Esc</kbd> kembali ke angka
              </p>
            </div>
            <button type="submit">Simpan formulir</button>
          </div>
        </div>
      </form>
    </UnitDeskPage>
  )
}

function Row({
  name,
  label,
  value,
  problem,
  long,
  children: choices,
}: {
  readonly name: string
  readonly label: string
  readonly value: string | undefined
  readonly problem: string | undefined
  readonly long?: boolean
  readonly children: readonly Pick<Choice, 'code' | 'label'>[]
}) {
  return (
    <fieldset id={`field-${name}`} class={long ? 'entry-row long' : 'entry-row'} data-row={name}>
      <legend>{label}</legend>
      {problem !== undefined && <p class="problem">{problem}</p>}
      <div>
        {choices.map((choice, place) => (
          <label>
            <input
              type="radio"
              name={name}
              value={choice.code}
              data-stroke={keys[place]}
              checked={choice.code === value}
            />
            <kbd>{keys[place]}</kbd>
            <span>{choice.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
