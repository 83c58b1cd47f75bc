// What a survey asks and what an answer is worth: rule books, questionnaires, scores. Pure.

import type { ServiceChannel } from '../units/rules/service.ts'
import { skm2017 } from './rulebook/skm-2017.ts'
import { skmOnline } from './rulebook/skm-online.ts'

/** One of the nine elements of PermenPANRB 14/2017, or one that a unit adds. */
export interface Element {
  /** Permanent key: `requirements` … `facilities`, or the key of an added element. */
  readonly key: string
  /** Number in the regulation's order, `U1` … `U9`; for display only, never for look-up. */
  readonly code: string
  readonly name: string
  readonly definition: string
}

export interface Question {
  /** Permanent number under which answers to this question are stored; never reused. */
  readonly id: number
  readonly key: string
  readonly text: string
  /** Wording of the answers, the lowest score first. */
  readonly answers: readonly string[]
  /** Key of the element that the question measures; null for an integrity item. */
  readonly element: string | null
  readonly integrityItem: string | null
  readonly channels: readonly ServiceChannel[]
}

export type GradeLetter = 'A' | 'B' | 'C' | 'D'

export interface Grade {
  readonly grade: GradeLetter
  readonly performance: string
  /** Lowest converted value that earns the grade, in hundredths (8831 is 88.31). */
  readonly from: number
}

/** A dated edition of the rules by which a survey is asked and counted. */
export interface RuleBook {
  readonly key: string
  readonly name: string
  readonly source: string
  /** First local day on which the rule book may be used, `YYYY-MM-DD`. */
  readonly validFrom: string
  readonly scale: { readonly lowest: number; readonly highest: number }
  /** Index value × factor = converted value (4 × 25 = 100). */
  readonly convertedFactor: number
  /** Respondents a unit needs in a period before it is graded. */
  readonly minimumRespondents: number
  readonly minimumSource: string
  /** Best grade first. */
  readonly grades: readonly Grade[]
  readonly elements: readonly Element[]
  readonly integrityItems: readonly { readonly key: string; readonly name: string }[]
  readonly questions: readonly Question[]
}

/** Every rule book the platform knows; a new one is added, none is ever changed. */
export const ruleBooks: readonly RuleBook[] = [skm2017, skmOnline]

export const defaultRuleBook = skm2017

/** Respondents that every rule book's minimum allows: an office may ask for more before it grades, never for fewer. */
export const leastMinimum = Math.max(...ruleBooks.map(({ minimumRespondents }) => minimumRespondents))

/** Respondents from which a unit is graded. @param raised what the office asks for; null where it asks for nothing more. */
export function minimumOf(book: Pick<RuleBook, 'minimumRespondents'>, raised: number | null): number {
  return Math.max(book.minimumRespondents, raised ?? 0)
}

/** Finds a rule book by its key. @throws RangeError for an unknown key. */
export function ruleBook(key: string): RuleBook {
  const found = ruleBooks.find((book) => book.key === key)
  if (!found) throw new RangeError(`unknown rule book: ${key}`)
  return found
}

/**
 * Scores are kept as whole numbers of twelfths, so that the mean of one, two, three or four answers is exact:
 * score 3 is 36, the mean of 3 and 4 is 42.
 */
export const scoreUnit = 12

/** An element that a unit adds to the nine, asked by one question of its own. */
export interface AddedElement {
  readonly element: Element
  readonly question: Question
}

/** Share of an element in the index, as a fraction of whole numbers. */
export interface Weight {
  readonly numerator: number
  readonly denominator: number
}

/** What one service of one unit asks: a rule book, its questions for the service's channel, and what the unit added. */
export interface Questionnaire {
  readonly ruleBook: RuleBook
  readonly channel: ServiceChannel
  readonly questions: readonly Question[]
  /** In the regulation's order, added elements last. */
  readonly elements: readonly Element[]
  /** Custom weights by element key; null for the regulation's 1/x. */
  readonly weights: Readonly<Record<string, Weight>> | null
}

/** What a questionnaire is called: its rule book, and how much a unit added to it. */
export function questionnaireName({ ruleBook, elements }: Questionnaire): string {
  const added = elements.length - ruleBook.elements.length
  return added > 0 ? `${ruleBook.name} dengan ${added} unsur tambahan` : ruleBook.name
}

/**
 * Puts a questionnaire together.
 * @throws RangeError when an added key is taken, an element has more than four questions, or custom weights do not cover every element and sum to exactly 1.
 */
export function questionnaire(
  book: RuleBook,
  channel: ServiceChannel,
  added: readonly AddedElement[] = [],
  weights: Readonly<Record<string, Weight>> | null = null,
): Questionnaire {
  const elements = [...book.elements, ...added.map((addition) => addition.element)]
  const asked = book.questions.filter((question) => question.channels.includes(channel))
  const questions = [...asked, ...added.map((addition) => addition.question)]
  refuseDoubles([...elements, ...book.integrityItems].map((item) => item.key))
  refuseDoubles(questions.map((question) => question.key))
  for (const element of elements) {
    if (questions.filter((question) => question.element === element.key).length > 4) {
      throw new RangeError(`an element is measured by at most four questions: ${element.key}`)
    }
  }
  if (weights && !weightsAreWhole(weights, elements)) {
    throw new RangeError('custom weights must name every element once and sum to exactly 1')
  }
  return { ruleBook: book, channel, questions, elements, weights }
}

/** True when every element has a positive weight, nothing else has, and the weights sum to exactly 1. */
export function weightsAreWhole(
  weights: Readonly<Record<string, Weight>>,
  elements: readonly Pick<Element, 'key'>[],
): boolean {
  const keys = Object.keys(weights)
  if (keys.length !== elements.length || !elements.every((element) => Object.hasOwn(weights, element.key))) return false
  let numerator = 0n
  let denominator = 1n
  for (const key of keys) {
    const weight = weights[key]
    if (!weight || !Number.isSafeInteger(weight.numerator) || !Number.isSafeInteger(weight.denominator)) return false
    if (weight.numerator <= 0 || weight.denominator <= 0) return false
    numerator = numerator * BigInt(weight.denominator) + BigInt(weight.numerator) * denominator
    denominator *= BigInt(weight.denominator)
  }
  return numerator === denominator
}

/** Answers of one respondent: score by question key; an unanswered question has no entry. Halves come from imports. */
export type Answers = Readonly<Record<string, number>>

/** Value of one respondent for one element or integrity item, in twelfths of a score. */
export interface ItemScore {
  readonly key: string
  readonly score: number
  /** True for an element, which counts in the index; false for an integrity item. */
  readonly counts: boolean
}

/**
 * What one respondent's answers are worth: for each element (and integrity item) with at least one answer, the mean of
 * the answers given to its questions, exact in twelfths. Source: SKM Online, value of a respondent for an element.
 */
export function itemScores({ questions }: Pick<Questionnaire, 'questions'>, answers: Answers): ItemScore[] {
  const { items, counted, questionItems } = itemsOf(questions)
  const sums = new Array<number>(items.length).fill(0)
  const counts = new Array<number>(items.length).fill(0)
  for (const [question, item] of questionItems) {
    const answer = answers[question]
    if (answer === undefined) continue
    sums[item] = (sums[item] as number) + answer
    counts[item] = (counts[item] as number) + 1
  }
  const scores: ItemScore[] = []
  for (const [item, key] of items.entries()) {
    const count = counts[item] as number
    if (count > 0) scores.push({ key, score: ((sums[item] as number) * scoreUnit) / count, counts: counted.has(key) })
  }
  return scores
}

interface Items {
  /** Keys of the elements and integrity items that the questions measure. */
  readonly items: readonly string[]
  /** Those of them that are elements. */
  readonly counted: ReadonlySet<string>
  /** Key of each question with the place of its item. */
  readonly questionItems: readonly (readonly [question: string, item: number])[]
}

const itemsKnown = new WeakMap<readonly Question[], Items>()

function itemsOf(questions: readonly Question[]): Items {
  let known = itemsKnown.get(questions)
  if (!known) {
    const keys = questions.map(({ key, element, integrityItem }) => element ?? integrityItem ?? key)
    const items = Array.from(new Set(keys))
    const counted = new Set(questions.flatMap(({ element }) => element ?? []))
    known = {
      items,
      counted,
      questionItems: questions.map(({ key }, place) => [key, items.indexOf(keys[place] as string)]),
    }
    itemsKnown.set(questions, known)
  }
  return known
}

function refuseDoubles(keys: readonly string[]): void {
  const double = keys.find((key, place) => keys.indexOf(key) !== place)
  if (double !== undefined) throw new RangeError(`key used twice: ${double}`)
}
