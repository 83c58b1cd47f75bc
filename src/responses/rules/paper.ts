// How a questionnaire stands on paper, so that a clerk reads down the sheet and the screen together. Pure.

import type { Question, Questionnaire } from '../../surveys/rules.ts'

/**
 * What questions 8 and 9 are: complaint handling and facilities as the regulation lists the elements, or the other way
 * round as its sample questionnaire prints them. Source: PermenPANRB 14/2017, annex.
 */
export const paperOrders = ['regulation', 'questionnaire'] as const
export type PaperOrder = (typeof paperOrders)[number]

export interface PaperQuestion extends Question {
  /** Name of the element; the question itself where several measure one. */
  readonly label: string
}

/** The questions in the order of the sheet. */
export function paperQuestions({ questions, elements }: Questionnaire, order: PaperOrder): PaperQuestion[] {
  const labelled = questions.map((question) => {
    const alone = questions.filter(({ element }) => element === question.element).length === 1
    const element = alone ? elements.find(({ key }) => key === question.element) : undefined
    return { ...question, label: element?.name ?? question.text }
  })
  const [eighth, ninth] = ['complaintHandling', 'facilities'].map((key) =>
    labelled.findIndex(({ element }) => element === key),
  ) as [number, number]
  if (order === 'questionnaire' && ninth === eighth + 1) {
    const [complaints, facilities] = [labelled[eighth] as PaperQuestion, labelled[ninth] as PaperQuestion]
    return labelled.toSpliced(eighth, 2, facilities, complaints)
  }
  return labelled
}
