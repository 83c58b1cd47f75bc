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

/** What is told of one answer beside its scores: stored codes, but for the names of places. */
export interface AnswerFacts {
  readonly id: number
  readonly day: LocalDay
  readonly service: string
  readonly counter: string | null
  readonly channel: string
  readonly sex: string | null
  readonly age: string | null
  readonly education: string | null
  readonly occupation: string | null
  readonly filled_by: string | null
  readonly import_id: number | null
  /** Why it is left out of the figures, by the event that took it out; null where it counts. */
  readonly ground: string | null
  readonly reason: string | null
  readonly suggestion: string | null
}

/** One answer as the desk shows it: the age in words, the suggestion masked. */
export interface ShownAnswer extends AnswerFacts {
  /** By key of element or integrity item; a mean of several questions need not be whole. */
  readonly scores: Readonly<Record<string, number>>
  /** Where it was kept on the phone and delivered late: on which days it was given and delivered. */
  readonly late: { readonly given: LocalDay; readonly delivered: LocalDay } | null
}
