// How answers are written down. Pure.

import type { Answers, Questionnaire } from '../../surveys/rules.ts'

/** Answers as they are stored: JSON of the questions' permanent numbers to scores. */
export function storedAnswers(asked: Questionnaire, answers: Answers): string {
  let text = ''
  for (const { id, key } of asked.questions) {
    const score = answers[key]
    if (score !== undefined) text += `${text ? ',' : '{'}"${id}":${score}`
  }
  return `${text}}`
}
