// The parts of a form: groups of choices, lists to pick from, long text, and what is said when a field was not understood.

import type { Child } from 'hono/jsx'

export interface FieldProblem {
  readonly field: string
  readonly message: string
}

export interface Option {
  readonly value: string
  readonly label: string
  /** Drawn before the words; says nothing that the words do not. */
  readonly picture?: Child
}

interface FieldProps {
  readonly name: string
  readonly label: Child
  readonly hint?: Child
  readonly value: string | undefined
  readonly problem: string | undefined
}

/** Where a link to a field leads. */
export function fieldId(name: string): string {
  return `field-${name}`
}

/** What was said about a field, if anything. */
export function problemOf(name: string, problems: readonly FieldProblem[]): string | undefined {
  return problems.find(({ field }) => field === name)?.message
}

/**
 * The problems of a form in one place, each a link to its field.
 * @param labels what each field on the page is called; a problem of any other field is told without a link.
 */
export function ErrorSummary({
  title,
  problems,
  labels,
}: {
  readonly title: string
  readonly problems: readonly FieldProblem[]
  readonly labels: Readonly<Record<string, string>>
}) {
  if (problems.length === 0) return null
  return (
    <section class="card problems" id="kesalahan" role="alert" tabindex={-1} aria-labelledby="judul-kesalahan">
      <h2 id="judul-kesalahan">{title}</h2>
      <ul>
        {problems.map(({ field, message }) => (
          <li>
            {Object.hasOwn(labels, field) ? <a href={`#${fieldId(field)}`}>{labels[field]}</a> : null}
            <span>{message}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Native radio buttons under one legend. `class` tells groups apart: a question's card, a compact group within one. */
export function ChoiceGroup({
  name,
  label,
  hint,
  value,
  problem,
  options,
  class: kind,
  lang,
  children,
}: FieldProps & {
  readonly options: readonly Option[]
  readonly class: string
  /** Of its words, where it is not the page's. */
  readonly lang?: string | undefined
  /** Below the choices. */
  readonly children?: Child
}) {
  return (
    <fieldset id={fieldId(name)} class={kind} lang={lang} {...refusal(name, problem, 'radiogroup')}>
      <legend>{label}</legend>
      {hint && <p class="hint">{hint}</p>}
      <Problem name={name} message={problem} />
      <div class="choices">
        {options.map((option) => (
          <label>
            <input type="radio" name={name} value={option.value} checked={option.value === value} />
            {option.picture}
            <span>{option.label}</span>
          </label>
        ))}
      </div>
      {children}
    </fieldset>
  )
}

/** Rows to pick one from, by number. */
export function byNumber(rows: readonly { readonly id: number; readonly name: string }[]): Option[] {
  return rows.map(({ id, name }) => ({ value: String(id), label: name }))
}

/** Words to pick one from, by what is sent for each. */
export function byWord(words: Readonly<Record<string, string>>): Option[] {
  return Object.entries(words).map(([value, label]) => ({ value, label }))
}

/** A list to pick one from; its first entry stands for no choice. */
export function SelectField({
  name,
  label,
  hint,
  value,
  problem,
  options,
  none,
}: Omit<FieldProps, 'problem'> & {
  readonly problem?: string | undefined
  readonly options: readonly Option[]
  readonly none: string
}) {
  return (
    <div class="field">
      <label for={fieldId(name)}>{label}</label>
      {hint && <p class="hint">{hint}</p>}
      <Problem name={name} message={problem} />
      <select id={fieldId(name)} name={name} {...refusal(name, problem)}>
        <option value="">{none}</option>
        {options.map((option) => (
          <option value={option.value} selected={option.value === value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  )
}

/** One line of text. What a password field held is never sent back. */
export function TextField({
  name,
  label,
  hint,
  value,
  problem,
  type = 'text',
  autocomplete,
  required,
  readonly,
}: Omit<FieldProps, 'value' | 'problem'> & {
  readonly value?: string | undefined
  readonly problem?: string | undefined
  readonly type?: 'text' | 'email' | 'password' | 'date' | 'search' | 'number' | 'month' | 'time' | 'url'
  /** What browsers and password keepers may fill in. */
  readonly autocomplete?: string | undefined
  readonly required?: boolean | undefined
  readonly readonly?: boolean | undefined
}) {
  const hintId = `hint-${name}`
  const digits = autocomplete === 'one-time-code'
  return (
    <div class="field">
      <label for={fieldId(name)}>{label}</label>
      {hint && (
        <p class="hint" id={hintId}>
          {hint}
        </p>
      )}
      <Problem name={name} message={problem} />
      <input
        id={fieldId(name)}
        name={name}
        type={type}
        value={type === 'password' ? undefined : value}
        autocomplete={autocomplete}
        required={required}
        readonly={readonly}
        {...(digits && { autocapitalize: 'none', spellcheck: false })}
        {...refusal(name, problem)}
        aria-describedby={[problem && problemId(name), hint && hintId].filter(Boolean).join(' ') || undefined}
      />
    </div>
  )
}

/** Tells keepers of passwords whose password a form is about; people do not see it. */
export function UsernameField({ email }: { readonly email: string }) {
  return <input type="email" name="akun" value={email} autocomplete="username" readonly hidden />
}

/** One thing to say yes to; sends `ya` where somebody did. */
export function CheckField({ name, label, checked }: { name: string; label: Child; checked?: boolean }) {
  return (
    <div class="choices">
      <label>
        <input id={fieldId(name)} type="checkbox" name={name} value="ya" checked={checked} />
        <span>{label}</span>
      </label>
    </div>
  )
}

/** Room for a few sentences. @param id where a page has several fields of one name. */
export function TextArea({
  name,
  label,
  hint,
  value,
  problem,
  limit,
  id = fieldId(name),
}: FieldProps & { readonly limit: number; readonly id?: string | undefined }) {
  const hintId = `hint-${id === fieldId(name) ? name : id}`
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint && (
        <p class="hint" id={hintId}>
          {hint}
        </p>
      )}
      <Problem name={name} message={problem} />
      <textarea
        id={id}
        name={name}
        rows={4}
        maxlength={limit}
        {...refusal(name, problem)}
        aria-describedby={[problem && problemId(name), hint && hintId].filter(Boolean).join(' ') || undefined}
      >
        {value}
      </textarea>
    </div>
  )
}

function Problem({ name, message }: { readonly name: string; readonly message: string | undefined }) {
  if (message === undefined) return null
  return (
    <p class="problem" id={problemId(name)}>
      {message}
    </p>
  )
}

// A group takes aria-invalid only as a radiogroup, and a link to it only moves the focus when it may hold it.
function refusal(name: string, problem: string | undefined, role?: 'radiogroup') {
  if (problem === undefined) return {}
  return { 'aria-invalid': 'true', 'aria-describedby': problemId(name), ...(role && { role, tabindex: -1 }) }
}

function problemId(name: string): string {
  return `problem-${name}`
}
