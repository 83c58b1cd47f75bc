// How answers are written down, and what of one is shown at the desk. Pure.

import type { Answers, Element, Questionnaire } from '../../surveys/rules.ts'
import type { LocalDay } from '../../units/rules/calendar.ts'

/** Answers as they are stored: JSON of the questions' permanent numbers to scores. */
export function storedAnswers(asked: Questionnaire, answers: Answers): string {
  let text = ''
  for (const { id, key } of asked.questions) {
    const score = answers[key]
    if (score !== undefined) text += `${text ? ',' : '{'}"${id}":${score}`
  }
  return `${text}}`
}

/** An element or integrity item as a column of answers. */
export type AnswerColumn = Pick<Element, 'key' | 'code' | 'name'>

/** One answer as the desk shows it: what its respondent said as stored codes, but for the age. */
export interface ShownAnswer {
  readonly id: number
  readonly day: LocalDay
  readonly service: string
  readonly counter: string | null
  readonly channel: string
  readonly sex: string | null
  /** In words. */
  readonly age: string | null
  readonly education: string | null
  readonly occupation: string | null
  readonly filled_by: string | null
  readonly import_id: number | null
  /** Why it is left out of the figures; null where it counts. */
  readonly ground: string | null
  readonly reason: string | null
  /** By key of element or integrity item; a mean of several questions need not be whole. */
  readonly scores: Readonly<Record<string, number>>
  /** Masked. */
  readonly suggestion: string | null
  /** Where it was kept on the phone and delivered late: on which days it was given and delivered. */
  readonly late: { readonly given: LocalDay; readonly delivered: LocalDay } | null
}
