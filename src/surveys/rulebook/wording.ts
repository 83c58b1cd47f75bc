// A question as it is read to a citizen: in the language and in the plainness that was asked for. Pure.

import type { Question } from '../rules.ts'
import { easy } from './easy.ts'
import { en } from './en.ts'
import { jv } from './jv.ts'
import { su } from './su.ts'

const translations: Readonly<Record<string, Words>> = { en, jv, su }

interface Words {
  readonly questions: Readonly<Record<string, string>>
  readonly easy: Readonly<Record<string, string>>
  readonly answers: Readonly<Record<string, string>>
}

export interface Wording {
  readonly text: string
  /** The lowest score first. */
  readonly answers: readonly string[]
  /** True where these are not the words that the office laid down. */
  readonly differs: boolean
  /** True where they stayed Indonesian, since nobody has translated them: a question that a unit added. */
  readonly untranslated: boolean
}

/** @param language as in `lang`; Indonesian is the official one. @param plain true for a few short words. */
export function wordingIn(language: string, plain: boolean, { key, text, answers }: Question): Wording {
  const words = translations[language]
  const told = (plain ? (words?.easy ?? easy) : words?.questions) as Readonly<Record<string, string>> | undefined
  const own = told?.[key] ?? text
  const said = answers.map((answer) => words?.answers[answer] ?? answer)
  const differs = own !== text || said.some((answer, place) => answer !== answers[place])
  return { text: own, answers: said, differs, untranslated: words !== undefined && !differs }
}
