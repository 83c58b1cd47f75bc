// What is done with questionnaires: a unit is given one from a day on, an element of its own is added.

import type { Actor } from '../accounts/rules/rights.ts'
import { addTrail } from '../accounts/store/trail.ts'
import { ConstraintFailure, type Database } from '../database/database.ts'
import { dayFromText, dayToText, type LocalDay } from '../units/rules/calendar.ts'
import { type RuleBook, ruleBooks, type Weight, weightsAreWhole } from './rules.ts'
import {
  addAddedElement,
  addUnitQuestionnaire,
  lastAddedElement,
  listAddedElements,
  listElementsOf,
  removeAddedElement,
  removeUnitQuestionnaire,
} from './store.ts'

/** Who acts and when; `actor` null for the operator at the command line. */
export interface By {
  readonly actor: Actor | null
  readonly now: Date
}

export interface QuestionnaireChoice {
  readonly unitId: number
  readonly ruleBook: string
  readonly from: LocalDay
  /** Keys of the unit's added elements that are asked. */
  readonly added: readonly string[]
  /** Null for the regulation's 1/x. */
  readonly weights: Readonly<Record<string, Weight>> | null
  /** The first day that may be chosen, where what was asked before it must stand. */
  readonly notBefore?: LocalDay | undefined
}

export type QuestionnaireRefusal = 'unknown book' | 'too early' | 'past' | 'unknown element' | 'weights' | 'taken'

/** Lets a unit ask by a rule book from a local day on. */
export async function chooseQuestionnaire(
  database: Database,
  choice: QuestionnaireChoice,
  { actor, now }: By,
): Promise<'chosen' | QuestionnaireRefusal> {
  const book = ruleBooks.find(({ key }) => key === choice.ruleBook)
  if (!book) return 'unknown book'
  if (choice.from < (dayFromText(book.validFrom) ?? 0)) return 'too early'
  if (choice.notBefore !== undefined && choice.from < choice.notBefore) return 'past'
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
      addTrail(now, {
        actor,
        act: 'questionnaire-chosen',
        subject: { kind: 'questionnaire', id: dayToText(choice.from), unitId: choice.unitId },
        after: {
          ruleBook: book.name,
          from: dayToText(choice.from),
          added: choice.added.join(', '),
          weights: choice.weights,
        },
      }),
    ),
    'chosen',
  )
}

/** Adds an element of a unit's own; it is asked once a questionnaire names it. */
export async function addElement(
  database: Database,
  element: { unitId: number; key: string; name: string; question: string; answers: readonly string[] },
  { actor, now }: By,
): Promise<'added' | 'taken' | 'answers'> {
  if (element.answers.length !== 4) return 'answers'
  if (ruleBooks.some((book) => keysOf(book).includes(element.key))) return 'taken'
  const id = ((await lastAddedElement(database)) ?? 999) + 1
  const { unitId, key, name, question, answers } = element
  return unlessTaken(
    database.commit(
      addAddedElement({ ...element, id, definition: '' }),
      addTrail(now, {
        actor,
        act: 'element-added',
        subject: { kind: 'element', id: key, unitId },
        after: { element: name, question, answers: answers.join(' | ') },
      }),
    ),
    'added',
  )
}

/** Removes an element of a unit's own that no questionnaire asks. */
export async function dropElement(
  database: Database,
  { unitId, id }: { readonly unitId: number; readonly id: number },
  { actor, now }: By,
): Promise<'removed' | 'unknown' | 'used'> {
  const element = (await listElementsOf(database, unitId)).find((one) => one.id === id)
  if (!element) return 'unknown'
  try {
    await database.commit(
      ...removeAddedElement(id, unitId),
      addTrail(now, {
        actor,
        act: 'element-removed',
        subject: { kind: 'element', id: element.key, unitId },
        before: { element: element.name, question: element.question },
      }),
    )
    return 'removed'
  } catch (error) {
    if (error instanceof ConstraintFailure && error.kind === 'check') return 'used'
    throw error
  }
}

/** Takes a questionnaire back that is not in force yet. @param today the unit's local day. */
export async function dropQuestionnaire(
  database: Database,
  { unitId, from, today }: { readonly unitId: number; readonly from: LocalDay; readonly today: LocalDay },
  { actor, now }: By,
): Promise<'removed' | 'in force'> {
  if (from <= today) return 'in force'
  await database.commit(
    removeUnitQuestionnaire(unitId, from, today),
    addTrail(now, {
      actor,
      act: 'questionnaire-removed',
      subject: { kind: 'questionnaire', id: dayToText(from), unitId },
      before: { from: dayToText(from) },
    }),
  )
  return 'removed'
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
