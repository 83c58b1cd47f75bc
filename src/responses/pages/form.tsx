// What a citizen sees after scanning a counter's code: the questions, or first the choice of the service received.

import {
  ChoiceGroup,
  ErrorSummary,
  type FieldProblem,
  type Option,
  problemOf,
  SelectField,
  TextArea,
  TextField,
} from '../../interface/fields.tsx'
import { HeaderNames, Page, type Site } from '../../interface/layout.tsx'
import { formatCount } from '../../language/format.ts'
import type { Questionnaire } from '../../surveys/rules.ts'
import type { Zone } from '../../units/rules/calendar.ts'
import {
  type Choice,
  type RespondentField,
  readChoice,
  respondentFields,
  suggestionLimit,
} from '../rules/respondent.ts'
import { formAddress, KeptAnswers, KioskParts, NotSent, surveyScripts } from './kept.tsx'

interface NamedService {
  readonly slug: string
  readonly name: string
}

interface FormProps {
  readonly site: Site
  readonly code: string
  readonly counter: { readonly name: string }
  readonly unit: { readonly name: string; readonly slug: string; readonly zone: Zone }
  /** The services that can have been received at this counter. */
  readonly services: readonly NamedService[]
  /** The one that was received, where that is known already. */
  readonly service: NamedService | null
  readonly asked: Questionnaire
  /** Key of this answer, a UUID: sending the form twice stores it once. */
  readonly answerKey: string
  /** What was typed or chosen so far, by form field. */
  readonly values: Readonly<Record<string, string>>
  readonly errors: readonly FieldProblem[]
  /** When the form was put together, in seconds since 1970-01-01 UTC: an answer may be sent much later. */
  readonly drawnUpAt: number
  /** True on the tablet at the counter: nothing leads away from the form. */
  readonly kiosk: boolean
  /** True where one-time codes of visits are handed out. */
  readonly takesTickets?: boolean | undefined
}

// More services than this are easier picked from a list than from rows.
const servicesInRows = 6

const respondentLabels: Readonly<Record<RespondentField, string>> = {
  jenis_kelamin: 'Jenis kelamin',
  usia: 'Usia',
  pendidikan: 'Pendidikan terakhir',
  pekerjaan: 'Pekerjaan',
  disabilitas: 'Penyandang disabilitas?',
  pengisi: 'Siapa yang mengisi?',
}

const serviceLabel = 'Layanan yang Anda terima'
const suggestionLabel = 'Saran atau keluhan (boleh kosong)'

export function FormPage(props: FormProps) {
  const { site, code, counter, unit, services, asked, answerKey, values, errors, drawnUpAt, kiosk, takesTickets } =
    props
  const address = formAddress(code, kiosk)
  const service = props.service ?? (services.length === 1 ? services[0] : undefined)
  const total = asked.questions.length
  const title = errors.length > 0 ? 'Periksa kembali isian Anda' : 'Bagaimana pelayanan kami?'
  return (
    <Page
      site={site}
      title={`${title} ${unit.name}`}
      width="narrow"
      script={surveyScripts(kiosk)}
      header={<HeaderNames name={unit.name} detail={counter.name} />}
      unlisted
      closed={kiosk}
    >
      <Faces />
      <ErrorSummary title="Ada isian yang perlu diperiksa" problems={errors} labels={fieldLabels(asked)} />
      {kiosk && <KioskParts />}
      <div class="opening">
        <h1>Bagaimana pelayanan kami?</h1>
        {service && (
          <p>
            Layanan: <strong>{service.name}</strong>
            {services.length > 1 && (
              <>
                {' '}
                <a href={address}>Ganti layanan</a>
              </>
            )}
          </p>
        )}
        <p>
          {total} pertanyaan, sekitar {minutes(total)} menit. Yang tidak Anda ketahui boleh dilewati.
        </p>
        <p class="soft">Tanpa nama, tanpa NIK. Jawaban dipublikasikan hanya sebagai angka, setiap triwulan.</p>
      </div>
      <div class="progress" hidden>
        <progress max={total} value="0" aria-label="Pertanyaan terjawab" />
        <span />
      </div>
      <form method="post" action={address} name="survei" data-kios={kiosk ? '' : undefined}>
        <input type="hidden" name="kunci" value={answerKey} autocomplete="off" />
        <input type="hidden" name="disusun_pada" value={String(drawnUpAt)} />
        {service ? (
          <input type="hidden" name="layanan" value={service.slug} />
        ) : (
          <ServiceField services={services} value={values.layanan} problem={problemOf('layanan', errors)} />
        )}
        {asked.questions.map((question, place) => (
          <ChoiceGroup
            class="card question"
            name={question.key}
            label={
              <>
                <small>
                  {place + 1} dari {total}
                </small>{' '}
                {question.text}
              </>
            }
            value={values[question.key]}
            problem={problemOf(question.key, errors)}
            options={question.answers.map((words, score) => ({
              value: String(asked.ruleBook.scale.lowest + score),
              label: words,
              picture: <Face of={score} />,
            }))}
          />
        ))}
        <div class="card">
          <TextArea
            name="saran"
            label={suggestionLabel}
            hint={`Jangan tulis nama, NIK, atau nomor telepon. Paling banyak ${formatCount(suggestionLimit)} huruf.`}
            value={values.saran}
            problem={problemOf('saran', errors)}
            limit={suggestionLimit}
          />
        </div>
        <TicketField asked={takesTickets} value={values.tiket} />
        <RespondentSection values={values} errors={errors} />
        <NotSent kiosk={kiosk} />
        <button type="submit">Kirim penilaian</button>
        <p class="fine centred">Setelah terkirim, Anda mendapat nomor tanda terima.</p>
      </form>
      <KeptAnswers unit={unit} kiosk={kiosk} />
    </Page>
  )
}

/** Shown first where the questions depend on the service. */
export function ChooseServicePage({
  site,
  code,
  counter,
  unit,
  services,
  kiosk,
  ticket,
}: Pick<FormProps, 'site' | 'code' | 'counter' | 'unit' | 'services' | 'kiosk'> & {
  readonly ticket: string | undefined
}) {
  const address = `${formAddress(code, kiosk)}?${ticket ? `tiket=${encodeURIComponent(ticket)}&` : ''}layanan=`
  return (
    <Page
      site={site}
      title={`Layanan apa yang Anda terima? ${unit.name}`}
      width="narrow"
      script={surveyScripts(kiosk)}
      header={<HeaderNames name={unit.name} detail={counter.name} />}
      unlisted
      closed={kiosk}
    >
      <div class="opening">
        <h1>Layanan apa yang Anda terima?</h1>
        <p class="soft">Pertanyaannya menyesuaikan dengan layanan itu. Tanpa nama, tanpa NIK.</p>
      </div>
      <ul class="links">
        {services.map(({ slug, name }) => (
          <li>
            <a href={address + encodeURIComponent(slug)}>{name}</a>
          </li>
        ))}
      </ul>
      <KeptAnswers unit={unit} kiosk={kiosk} />
    </Page>
  )
}

// A code that came with the address is carried on unseen, unless codes are typed here as well.
function TicketField({ asked, value }: { readonly asked: boolean | undefined; readonly value: string | undefined }) {
  if (!asked) return value ? <input type="hidden" name="tiket" value={value} /> : null
  return (
    <div class="card">
      <TextField
        name="tiket"
        label="Kode kunjungan (boleh kosong)"
        hint="Delapan huruf dan angka dari petugas atau nomor antrean."
        value={value}
        autocomplete="off"
      />
    </div>
  )
}

function ServiceField({
  services,
  value,
  problem,
}: {
  readonly services: readonly NamedService[]
  readonly value: string | undefined
  readonly problem: string | undefined
}) {
  if (services.length === 0) return null
  const options = services.map(({ slug, name }) => ({ value: slug, label: name }))
  const field = { name: 'layanan', label: serviceLabel, value, problem, options }
  if (services.length <= servicesInRows) return <ChoiceGroup class="card" {...field} />
  return (
    <div class="card">
      <SelectField {...field} none="Pilih layanan" />
    </div>
  )
}

// A fold that holds something typed or refused is open, so that nothing is sent unseen.
function RespondentSection({ values, errors }: Pick<FormProps, 'values' | 'errors'>) {
  const names = Object.keys(respondentFields) as RespondentField[]
  const open = names.some((name) => values[name] || problemOf(name, errors) !== undefined)
  return (
    <details class="card" open={open}>
      <summary>Tentang Anda (boleh dilewati)</summary>
      <p class="soft">Untuk melihat apakah semua kelompok warga terlayani sama baiknya.</p>
      {names.map((name) => {
        const field = {
          name,
          label: respondentLabels[name],
          value: readChoice(name, values[name] ?? '') ?? undefined,
          problem: problemOf(name, errors),
          options: respondentFields[name].map(asOption),
        }
        return field.options.length <= 3 ? (
          <ChoiceGroup class="field short" {...field} />
        ) : (
          <SelectField {...field} none="Tidak diisi" />
        )
      })}
    </details>
  )
}

function asOption({ code, label }: Choice): Option {
  return { value: code, label }
}

// Question texts are long: a link in the summary names the question by its number too.
function fieldLabels(asked: Questionnaire): Record<string, string> {
  const labels: Record<string, string> = { layanan: serviceLabel, saran: 'Saran atau keluhan', ...respondentLabels }
  for (const [place, { key, text }] of asked.questions.entries()) labels[key] = `Pertanyaan ${place + 1}: ${text}`
  return labels
}

function minutes(questions: number): string {
  return questions <= 10 ? 'satu' : questions <= 20 ? 'dua' : 'tiga'
}

function Face({ of: score }: { readonly of: number }) {
  return (
    <svg aria-hidden="true">
      <use href={`#f${score}`} />
    </svg>
  )
}

// Mouth and brows differ in shape, not only in bend, so that four faces are told apart at a glance.
function Faces() {
  const mouths = [
    <path d="M10 24q6-7 12 0M8 11.5l4.5-2.5M24 11.5l-4.5-2.5" />,
    <path d="M11 22.5q5-2.5 10-.5" />,
    <path d="M10.5 20.5q5.5 4.5 11 0" />,
    <path d="M9 18.5h14q-1 7-7 7t-7-7z" class="filled" />,
  ]
  return (
    <svg class="symbols" width="0" height="0" aria-hidden="true">
      {mouths.map((mouth, score) => (
        <symbol id={`f${score}`} viewBox="0 0 32 32">
          <circle cx="16" cy="16" r="14" />
          <path d="M11.5 14v.1M20.5 14v.1" class="eyes" />
          {mouth}
        </symbol>
      ))}
    </svg>
  )
}
