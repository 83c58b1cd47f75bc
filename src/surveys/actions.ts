// What is done with questionnaires: a unit is given one from a day on, an element of its own is added.

import { ConstraintFailure, type Database } from '../database/database.ts'
import { dayFromText, type LocalDay } from '../units/rules/calendar.ts'
import { type RuleBook, ruleBooks, type Weight, weightsAreWhole } from './rules.ts'
import { addAddedElement, addUnitQuestionnaire, lastAddedElement, listAddedElements } from './store.ts'

export interface QuestionnaireChoice {
  readonly unitId: number
  readonly ruleBook: string
  readonly from: LocalDay
  /** Keys of the unit's added elements that are asked. */
  readonly added: readonly string[]
  /** Null for the regulation's 1/x. */
  readonly weights: Readonly<Record<string, Weight>> | null
}

export type QuestionnaireRefusal = 'unknown book' | 'too early' | 'unknown element' | 'weights' | 'taken'

/** Lets a unit ask by a rule book from a local day on. */
export async function chooseQuestionnaire(
  database: Database,
  choice: QuestionnaireChoice,
): Promise<'chosen' | QuestionnaireRefusal> {
  const book = ruleBooks.find(({ key }) => key === choice.ruleBook)
  if (!book) return 'unknown book'
  if (choice.from < (dayFromText(book.validFrom) ?? 0)) return 'too early'
  const own = new Map((await listAddedElements(database, choice.unitId)).map(({ id, key }) => [key, id]))
  const added = choice.added.map((key) => own.get(key))
  if (added.includes(undefined)) return 'unknown element'
  const elements = [...book.elements, ...choice.added.map((key) => ({ key }))]
  if (choice.weights && !weightsAreWhole(choice.weights, elements)) return 'weights'
  return unlessTaken(
    database.commit(
      addUnitQuestionnaire({
        unitId: choice.unitId,
        validFrom: choice.from,
        ruleBook: book.key,
        added: added as number[],
        weights: choice.weights,
      }),
    ),
    'chosen',
  )
}

/** Adds an element of a unit's own; it is asked once a questionnaire names it. */
export async function addElement(
  database: Database,
  element: { unitId: number; key: string; name: string; question: string; answers: readonly string[] },
): Promise<'added' | 'taken' | 'answers'> {
  if (element.answers.length !== 4) return 'answers'
  if (ruleBooks.some((book) => keysOf(book).includes(element.key))) return 'taken'
  const id = ((await lastAddedElement(database)) ?? 999) + 1
  return unlessTaken(database.commit(addAddedElement({ ...element, id, definition: '' })), 'added')
}

function keysOf({ elements, integrityItems, questions }: RuleBook): string[] {
  return [...elements, ...integrityItems, ...questions].map(({ key }) => key)
}

async function unlessTaken<Done>(commit: Promise<unknown>, done: Done): Promise<Done | 'taken'> {
  try {
    await commit
    return done
  } catch (error) {
    if (error instanceof ConstraintFailure && error.kind === 'unique') return 'taken'
    throw error
  }
}
