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
import type { Words } from '../../language/id.ts'
import { fill, writeCount } from '../../language/languages.ts'
import { wordingIn } from '../../surveys/rulebook/wording.ts'
import { type Question, type Questionnaire, ruleBooks } from '../../surveys/rules.ts'
import type { Zone } from '../../units/rules/calendar.ts'
import { type RespondentField, readChoice, respondentFields, suggestionLimit } from '../rules/respondent.ts'
import { formAddress, KeptAnswers, KioskParts, NotSent, surveyScripts } from './kept.tsx'
import { queryOf, type Reading, ReadingFields, ReadingLinks } from './reading.tsx'

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
  /** Where the counter is flooded: what public/work.js has to work out before this answer is taken, as JSON. */
  readonly puzzle?: string | undefined
  /** When the form was put together, in seconds since 1970-01-01 UTC: an answer may be sent much later. */
  readonly drawnUpAt: number
  /** True on the tablet at the counter: nothing leads away from the form. */
  readonly kiosk: boolean
  readonly reading: Reading
  /** True where one-time codes of visits are handed out. */
  readonly takesTickets?: boolean | undefined
}

// More services than this are easier picked from a list than from rows.
const servicesInRows = 6

export function FormPage(props: FormProps) {
  const {
    site,
    code,
    counter,
    unit,
    services,
    asked,
    answerKey,
    values,
    errors,
    drawnUpAt,
    kiosk,
    takesTickets,
    reading,
    puzzle,
  } = props
  const { language, easy, words } = reading
  const { form } = words
  const address = formAddress(code, kiosk)
  const service = props.service ?? (services.length === 1 ? services[0] : undefined)
  const total = asked.questions.length
  const title = errors.length > 0 ? form.checkAgain : form.title
  return (
    <Page
      site={site}
      title={`${title} ${unit.name}`}
      width="narrow"
      script={surveyScripts(kiosk, easy)}
      header={<HeaderNames name={unit.name} detail={counter.name} />}
      unlisted
      closed={kiosk}
      language={language}
      easy={easy}
      light
    >
      <Faces />
      <ErrorSummary title={form.problems} problems={errors} labels={fieldLabels(asked, reading)} />
      {puzzle && <Flooded words={words.problems} />}
      {kiosk && <KioskParts words={words} />}
      <ReadingLinks
        reading={reading}
        more={{ ...(props.service && { layanan: props.service.slug }), ...(values.tiket && { tiket: values.tiket }) }}
        plainer
      />
      <div class="opening">
        <h1>{form.title}</h1>
        {service && (
          <p>
            {form.service} <strong lang="id">{service.name}</strong>
            {services.length > 1 && (
              <>
                {' '}
                <a href={address + queryOf(reading)}>{form.changeService}</a>
              </>
            )}
          </p>
        )}
        <p>{fill(form.length, { total, minutes: minutes(words, total) })}</p>
        <p class="soft">
          {form.privacy} {!kiosk && <a href="/privasi">{words.frame.privacy}</a>}
        </p>
      </div>
      <div class="progress" hidden>
        <progress max={total} value="0" aria-label={form.progress} />
        <span data-kata={form.answered} />
      </div>
      <form method="post" action={address} name="survei" data-kios={kiosk ? '' : undefined}>
        <input type="hidden" name="kunci" value={answerKey} autocomplete="off" />
        {puzzle && <input type="hidden" name="bukti_kerja" disabled data-kerja={puzzle} />}
        <input type="hidden" name="disusun_pada" value={String(drawnUpAt)} />
        <ReadingFields {...reading} />
        {service ? (
          <input type="hidden" name="layanan" value={service.slug} />
        ) : (
          <ServiceField
            services={services}
            value={values.layanan}
            problem={problemOf('layanan', errors)}
            words={words}
          />
        )}
        {asked.questions.map((question, place) => (
          <QuestionCard
            question={question}
            place={fill(form.place, { place: place + 1, total })}
            lowest={asked.ruleBook.scale.lowest}
            value={values[question.key]}
            problem={problemOf(question.key, errors)}
            reading={reading}
          />
        ))}
        <div class="card">
          <TextArea
            name="saran"
            label={form.suggestion}
            hint={fill(form.suggestionHint, { limit: writeCount(words, suggestionLimit) })}
            value={values.saran}
            problem={problemOf('saran', errors)}
            limit={suggestionLimit}
          />
        </div>
        <TicketField asked={takesTickets} value={values.tiket} words={form} />
        <RespondentSection values={values} errors={errors} words={words} />
        <NotSent kiosk={kiosk} words={words} />
        {easy && <Ways words={words} />}
        <button type="submit" data-kata={form.sending}>
          {form.send}
        </button>
        <p class="fine centred">{form.receiptFollows}</p>
      </form>
      <KeptAnswers unit={unit} kiosk={kiosk} words={words} />
    </Page>
  )
}

function QuestionCard({
  question,
  place,
  lowest,
  value,
  problem,
  reading,
}: {
  readonly question: Question
  /** Which of how many it is, in words. */
  readonly place: string
  readonly lowest: number
  readonly value: string | undefined
  readonly problem: string | undefined
  readonly reading: Reading
}) {
  const { language, easy, words } = reading
  const wording = wordingIn(language, easy, question)
  return (
    <ChoiceGroup
      class="card question"
      name={question.key}
      lang={wording.untranslated ? 'id' : undefined}
      label={
        <>
          {easy && <Picture of={question.element ?? question.integrityItem} />}
          <small>{place}</small> {wording.text}
        </>
      }
      value={value}
      problem={problem}
      options={wording.answers.map((answer, score) => ({
        value: String(lowest + score),
        label: answer,
        picture: <Face of={score} />,
      }))}
    >
      {wording.differs && !easy && (
        <details>
          <summary>{words.form.official}</summary>
          <p lang="id">
            {question.text} {language !== 'id' && <small>{question.answers.join(' · ')}</small>}
          </p>
        </details>
      )}
    </ChoiceGroup>
  )
}

// The drawings in public/pictures.svg; an element that a unit added has none of its own.
const pictured = new Set(
  ruleBooks.flatMap((book) => [...book.elements, ...book.integrityItems]).map((item) => item.key),
)

function Picture({ of: item }: { readonly of: string | null }) {
  const name = item !== null && pictured.has(item) ? item : 'other'
  return (
    <svg class="picture" aria-hidden="true">
      <use href={`/pictures.svg#${name}`} />
    </svg>
  )
}

// public/easy.js shows them, and the last only where the browser has a voice.
function Ways({ words: { easy } }: { readonly words: Words }) {
  return (
    <div class="buttons ways" hidden>
      <button type="button" class="quiet" data-ke="-1">
        {easy.back}
      </button>
      <button type="button" data-ke="1">
        {easy.next}
      </button>
      <button type="button" class="quiet" data-henti={easy.quiet} hidden>
        {easy.listen}
      </button>
    </div>
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
  reading,
  ticket,
}: Pick<FormProps, 'site' | 'code' | 'counter' | 'unit' | 'services' | 'kiosk' | 'reading'> & {
  readonly ticket?: string | undefined
}) {
  const { language, easy, words } = reading
  const address = formAddress(code, kiosk)
  const carried: Record<string, string> = ticket ? { tiket: ticket } : {}
  return (
    <Page
      site={site}
      title={`${words.choose.title} ${unit.name}`}
      width="narrow"
      script={surveyScripts(kiosk)}
      language={language}
      easy={easy}
      light
      header={<HeaderNames name={unit.name} detail={counter.name} />}
      unlisted
      closed={kiosk}
    >
      <ReadingLinks reading={reading} more={carried} plainer />
      <div class="opening">
        <h1>{words.choose.title}</h1>
        <p class="soft">{words.choose.why}</p>
      </div>
      <ul class="links" lang="id">
        {services.map(({ slug, name }) => (
          <li>
            <a href={address + queryOf(reading, { ...carried, layanan: slug })}>{name}</a>
          </li>
        ))}
      </ul>
      <KeptAnswers unit={unit} kiosk={kiosk} words={words} />
    </Page>
  )
}

// A code that came with the address is carried on unseen, unless codes are typed here as well.
function TicketField({
  asked,
  value,
  words,
}: {
  readonly asked: boolean | undefined
  readonly value: string | undefined
  readonly words: Words['form']
}) {
  if (!asked) return value ? <input type="hidden" name="tiket" value={value} /> : null
  return (
    <div class="card">
      <TextField name="tiket" label={words.ticket} hint={words.ticketHint} value={value} autocomplete="off" />
    </div>
  )
}

// Where scripts run, the other text takes the place of this one while the phone works.
function Flooded({ words }: { readonly words: Reading['words']['problems'] }) {
  return (
    <>
      <p class="note" role="status" id="ramai" data-kerja={words.floodedWorking}>
        <strong>{words.floodedKept}</strong> {words.flooded}
      </p>
      <script src="/work.js" type="module" />
    </>
  )
}

function ServiceField({
  services,
  value,
  problem,
  words: { form },
}: {
  readonly services: readonly NamedService[]
  readonly value: string | undefined
  readonly problem: string | undefined
  readonly words: Words
}) {
  if (services.length === 0) return null
  const options = services.map(({ slug, name }) => ({ value: slug, label: name }))
  const field = { name: 'layanan', label: form.received, value, problem, options }
  if (services.length <= servicesInRows) return <ChoiceGroup class="card" {...field} />
  return (
    <div class="card">
      <SelectField {...field} none={form.chooseService} />
    </div>
  )
}

// A fold that holds something typed or refused is open, so that nothing is sent unseen.
function RespondentSection({ values, errors, words }: Pick<FormProps, 'values' | 'errors'> & { words: Words }) {
  const names = Object.keys(respondentFields) as RespondentField[]
  const open = names.some((name) => values[name] || problemOf(name, errors) !== undefined)
  return (
    <details class="card" open={open}>
      <summary>{words.form.about}</summary>
      <p class="soft">{words.form.aboutWhy}</p>
      <p class="soft">{words.form.consent}</p>
      {names.map((name) => {
        const labels: Readonly<Record<string, string>> = words.choices[name]
        const field = {
          name,
          label: words.respondent[name],
          value: readChoice(name, values[name] ?? '') ?? undefined,
          problem: problemOf(name, errors),
          options: respondentFields[name].map(
            ({ code, label }): Option => ({
              value: code,
              label: labels[code] ?? label,
            }),
          ),
        }
        return field.options.length <= 3 ? (
          <ChoiceGroup class="field short" {...field} />
        ) : (
          <SelectField {...field} none={words.form.none} />
        )
      })}
    </details>
  )
}

// Question texts are long: a link in the summary names the question by its number too.
function fieldLabels(asked: Questionnaire, { language, easy, words }: Reading): Record<string, string> {
  const { form, respondent } = words
  const labels: Record<string, string> = { layanan: form.received, saran: form.suggestionShort, ...respondent }
  for (const [place, question] of asked.questions.entries()) {
    const { text } = wordingIn(language, easy, question)
    labels[question.key] = fill(form.question, { place: place + 1, text })
  }
  return labels
}

function minutes({ form }: Words, questions: number): string {
  return form.minutes[questions <= 10 ? 0 : questions <= 20 ? 1 : 2] as string
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
