// Every question that was ever asked, under the permanent number by which answers are stored.

import type { Database } from '../../database/database.ts'
import { type ItemScore, itemScores, type Question, ruleBooks } from '../../surveys/rules.ts'
import { listAddedQuestions } from '../store.ts'

/** The questions of every rule book and every unit; their keys are their numbers, as in the stored answers. */
export async function everyQuestion(database: Database): Promise<readonly Question[]> {
  const added = await listAddedQuestions(database)
  return [
    ...official,
    ...added.map(({ id, key }) => ({
      id,
      key: String(id),
      text: key,
      answers: [],
      element: key,
      integrityItem: null,
      channels: ['ONLINE', 'OFFLINE', 'HYBRID'] as const,
    })),
  ]
}

const official = ruleBooks.flatMap((book) =>
  book.questions.map((question) => ({ ...question, key: String(question.id) })),
)

/** What stored answers are worth, by element and integrity item. @param questions as `everyQuestion` gives them. */
export function scoresOf(questions: readonly Question[], answers: string): ItemScore[] {
  return itemScores({ questions }, JSON.parse(answers) as Record<string, number>)
}
