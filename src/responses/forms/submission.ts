// What may arrive from a citizen's form, as form fields or JSON, and what is said when it is not understood.

import { z } from 'zod'
import type { Words } from '../../language/id.ts'
import { fill, type Language, wordsOf } from '../../language/languages.ts'
import type { Answers, Questionnaire } from '../../surveys/rules.ts'
import type { ClaimedTimes } from '../rules/delivery.ts'
import { type Respondent, type RespondentField, readChoice, suggestionLimit } from '../rules/respondent.ts'
import { type Claim, readClaim, readDevice, readOpenSeconds } from '../rules/visit.ts'

/** Largest body of a submission, in bytes. */
export const bodyLimit = 16 * 1024

/** A field that was not understood, with the sentence shown beside it. */
export interface Problem {
  readonly field: string
  readonly message: string
}

/** What a citizen sent, understood. */
export interface Submission {
  /** Slug of the service received; null where none was named. */
  readonly service: string | null
  readonly answers: Answers
  readonly respondent: Respondent
  readonly suggestion: string | null
  /** Client-made key in its stored form; null where none came. */
  readonly key: string | null
}

/** Fields as they arrived: a repeated form field is an array, a JSON value is whatever it was. */
export type Fields = Readonly<Record<string, unknown>>

/**
 * Reads the body of a submission into fields.
 * @returns undefined when the body is neither a form nor a JSON object.
 */
export function readFields(contentType: string | undefined, body: string): Fields | undefined {
  const kind = contentType?.split(';', 1)[0]?.trim().toLowerCase()
  if (kind === 'application/json') return readJson(body)
  if (kind !== undefined && kind !== '' && kind !== 'application/x-www-form-urlencoded') return undefined
  const fields: Record<string, string | string[]> = Object.create(null)
  for (const [name, value] of new URLSearchParams(body)) {
    const before = fields[name]
    fields[name] = before === undefined ? value : ([] as string[]).concat(before, value)
  }
  return fields
}

function readJson(body: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined
  } catch {
    return undefined
  }
}

/** Reads fields as a submission to this questionnaire. @param language in which it is said what was not understood. */
export function readSubmission(
  asked: Questionnaire,
  fields: Fields,
  language: Language = 'id',
): { submission: Submission } | { problems: Problem[] } {
  const result = schemaOf(asked).safeParse(fields)
  if (result.success) return { submission: result.data }
  const { problems } = wordsOf(language)
  return {
    problems: result.error.issues.map((issue) => {
      const { problem, values } = issue.code === 'custom' ? (issue.params as Refusal) : refused('unreadable')
      return { field: String(issue.path[0] ?? ''), message: fill(problems[problem], values) }
    }),
  }
}

/** When the answer was given, as the phone tells it that may have kept it. What cannot be read is as if it were not there: no answer is refused for a clock. */
export function readTimes({ diberikan_pada, dikirim_pada, disusun_pada }: Fields): ClaimedTimes {
  return { given: readInstant(diberikan_pada), sent: readInstant(dikirim_pada), drawnUp: readInstant(disusun_pada) }
}

// Seconds since 1970-01-01 UTC, or a date and time with its zone as in ISO 8601. Years 1970 to 2286.
function readInstant(said: unknown): number | null {
  const text = typeof said === 'number' ? String(said) : typeof said === 'string' ? said : ''
  if (/^\d{1,10}(\.\d{1,9})?$/.test(text)) return Math.floor(Number(text))
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/.test(text)) return null
  const instant = Math.floor(Date.parse(text) / 1000)
  return instant >= 0 && instant < 1e10 ? instant : null
}

/** What a form brings beside the answer that may show where it comes from. */
export interface Brought {
  readonly device: string | undefined
  readonly seconds: number | null
  readonly claim: Claim | 'unreadable' | undefined
}

/** Reads it; what cannot be read is as if it were not there, so that no answer is refused for it. */
export function readBrought({ perangkat, lama, tiket }: Fields): Brought {
  return {
    device: readDevice(perangkat),
    seconds: readOpenSeconds(lama),
    claim: typeof tiket === 'string' ? readClaim(tiket) : undefined,
  }
}

/** What was typed so far, to be shown again: text only, each no longer than may be sent. */
export function typedValues(fields: Fields): Record<string, string> {
  const typed: Record<string, string> = {}
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'string' || typeof value === 'number') typed[name] = String(value)
  }
  return typed
}

const schemas = new WeakMap<Questionnaire, z.ZodType<Submission>>()

function schemaOf(asked: Questionnaire): z.ZodType<Submission> {
  let schema = schemas.get(asked)
  if (!schema) {
    schema = makeSchema(asked)
    schemas.set(asked, schema)
  }
  return schema
}

function makeSchema(asked: Questionnaire): z.ZodType<Submission> {
  const { lowest, highest } = asked.ruleBook.scale
  const score = field((said) => {
    if (said === '') return undefined
    const value = /^\d$/.test(said) ? Number(said) : Number.NaN
    return value >= lowest && value <= highest ? value : refused('score', { lowest, highest })
  })
  const shape = {
    ...Object.fromEntries(asked.questions.map((question) => [question.key, score])),
    layanan: field((said) => said || null),
    jenis_kelamin: choice('jenis_kelamin'),
    usia: choice('usia'),
    pendidikan: choice('pendidikan'),
    pekerjaan: choice('pekerjaan'),
    disabilitas: choice('disabilitas'),
    pengisi: choice('pengisi'),
    saran: field(readSuggestion),
    kunci: field(readKey),
  }
  return z.object(shape).transform((read, context) => {
    const values = read as Record<string, unknown>
    const answers: Record<string, number> = {}
    let answered = false
    for (const { key } of asked.questions) {
      const value = values[key]
      if (typeof value !== 'number') continue
      answers[key] = value
      answered = true
    }
    if (!answered) {
      context.addIssue({
        code: 'custom',
        path: [asked.questions[0]?.key ?? ''],
        params: { ...refused('noAnswer') },
      })
      return z.NEVER
    }
    return {
      service: read.layanan,
      answers,
      respondent: {
        sex: read.jenis_kelamin,
        age: read.usia,
        education: read.pendidikan,
        occupation: read.pekerjaan,
        disability: read.disabilitas,
        filledBy: read.pengisi,
      },
      suggestion: read.saran,
      key: read.kunci,
    }
  })
}

class Refusal {
  readonly problem: keyof Words['problems']
  readonly values: Readonly<Record<string, number>>
  constructor(problem: keyof Words['problems'], values: Readonly<Record<string, number>>) {
    this.problem = problem
    this.values = values
  }
}

function refused(problem: keyof Words['problems'], values: Readonly<Record<string, number>> = {}): Refusal {
  return new Refusal(problem, values)
}

// One field: absent and null count as empty, numbers as their text, anything else than one text is refused.
function field<Value>(read: (said: string) => Value | Refusal) {
  return z
    .unknown()
    .optional()
    .transform((said, context): Value => {
      const value =
        said === undefined || said === null
          ? read('')
          : typeof said === 'string' || typeof said === 'number'
            ? read(String(said))
            : refused('severalValues')
      if (!(value instanceof Refusal)) return value
      context.addIssue({ code: 'custom', params: { ...value } })
      return z.NEVER
    })
}

function choice(name: RespondentField) {
  return field((said) => {
    const code = readChoice(name, said)
    return code === undefined ? refused('choice') : code
  })
}

function readSuggestion(said: string): string | null | Refusal {
  const text = cleanText(said)
  if (text.length > suggestionLimit) return refused('suggestionLength', { length: text.length, limit: suggestionLimit })
  return text || null
}

/** Line ends as LF, no other control characters, no half characters: what is left can be stored, shown and exported. */
export function cleanText(said: string): string {
  return (
    said
      .toWellFormed()
      .replaceAll(/\r\n?/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
      .replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f]/g, ' ')
      .trim()
  )
}

function readKey(said: string): string | null | Refusal {
  if (said === '') return null
  return keyFromUuid(said) ?? refused('answerKey')
}

/** A UUID in the 22 characters in which it is stored, which sort as the UUIDs do; undefined when it is none. */
export function keyFromUuid(uuid: string): string | undefined {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(uuid)) return undefined
  const digits = `${uuid.replaceAll('-', '')}0`
  let key = ''
  for (let place = 0; place < 33; place += 3) key += letterPairs[Number.parseInt(digits.slice(place, place + 3), 16)]
  return key
}

// Three hexadecimal digits are twelve bits, two letters of an alphabet in ASCII order.
const alphabet = '-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz'
const letterPairs = Array.from({ length: 4096 }, (_, bits) => `${alphabet[bits >> 6]}${alphabet[bits & 63]}`)
