// The dictionaries of the form and the translated questions: complete, alike in shape, and each in its own language.

import { describe, expect, test } from 'vitest'
import { formatDay, formatQuarter, formatTime } from '#src/language/format.ts'
import { fill, languages, wordsOf, writeCount, writeDay, writeQuarter, writeTime } from '#src/language/languages.ts'
import { respondentFields } from '#src/responses/rules/respondent.ts'
import { easy } from '#src/surveys/rulebook/easy.ts'
import { wordingIn } from '#src/surveys/rulebook/wording.ts'
import { questionnaire, ruleBooks } from '#src/surveys/rules.ts'

/** Every text with the path that leads to it. */
function textsOf(words: unknown, path = ''): [path: string, text: string][] {
  if (typeof words === 'string') return [[path, words]]
  return Object.entries(words as object).flatMap(([name, value]) => textsOf(value, `${path}/${name}`))
}

const placesOf = (text: string) => Array.from(text.matchAll(/\{\w+\}/g), ([place]) => place).toSorted()
const others = languages.filter((language) => language !== 'id')
const indonesian = textsOf(wordsOf('id'))
const questions = ruleBooks.flatMap((book) => book.questions)

describe.each(others)('the dictionary of %s', (language) => {
  const texts = textsOf(wordsOf(language))

  test('has the keys and the places of the Indonesian one, and no empty text', () => {
    expect(texts.map(([path]) => path)).toEqual(indonesian.map(([path]) => path))
    for (const [place, [path, text]] of texts.entries()) {
      expect(text.trim(), path).toBe(text)
      expect(text.length, path).toBeGreaterThan(0)
      expect(placesOf(text), path).toEqual(placesOf(indonesian[place]?.[1] ?? ''))
      expect(text, path).not.toMatch(/!$/)
    }
  })

  test('leaves no Indonesian sentence behind', () => {
    const long = (text: string) => text.replaceAll(/\{\w+\}/g, '').trim().length > 17
    const same = texts.filter(([, text], place) => long(text) && text === indonesian[place]?.[1])
    expect(same).toEqual([])
    // Words that Indonesian uses in nearly every sentence and these languages do not have.
    const foreign = texts.filter(([, text]) => /\b(yang|tidak|dengan|untuk|Anda|dari|sudah|belum)\b/i.test(text))
    expect(foreign).toEqual([])
  })

  test('translates every official question and answer, in full and in short', () => {
    for (const question of questions) {
      const [full, short] = [wordingIn(language, false, question), wordingIn(language, true, question)]
      expect(full.differs && short.differs, question.key).toBe(true)
      expect(full.text, question.key).not.toBe(question.text)
      expect(short.text.length, question.key).toBeLessThan(50)
      expect(full.answers, question.key).toHaveLength(question.answers.length)
      for (const [place, answer] of question.answers.entries()) expect(full.answers[place], answer).not.toBe(answer)
      expect(new Set(full.answers).size, question.key).toBe(question.answers.length)
      expect([full.text, short.text, ...full.answers].join(' ')).not.toMatch(/\b(yang|tidak|dengan|untuk|Anda|dari)\b/)
    }
  })
})

describe('Indonesian', () => {
  test('calls the respondent questions as the rules do', () => {
    const { choices } = wordsOf('id')
    for (const [field, options] of Object.entries(respondentFields)) {
      expect(choices[field as keyof typeof choices]).toEqual(
        Object.fromEntries(options.map(({ code, label }) => [code, label])),
      )
    }
  })

  test('asks in the official words, in easy mode in short ones with the same answers', () => {
    expect(Object.keys(easy).toSorted()).toEqual(questions.map(({ key }) => key).toSorted())
    for (const question of questions) {
      const { text, answers } = question
      expect(wordingIn('id', false, question)).toEqual({ text, answers, differs: false, untranslated: false })
      const short = wordingIn('id', true, question)
      expect(short.answers).toEqual(answers)
      expect(short.text.length).toBeLessThan(40)
    }
  })

  test('writes days, times and quarters as every other page does', () => {
    const words = wordsOf('id')
    for (let day = 20_000; day < 20_400; day += 7) expect(writeDay(words, day)).toBe(formatDay(day))
    expect(writeTime(words, { hour: 9, minute: 5 }, 'WITA')).toBe(formatTime(9, 5, 'WITA'))
    expect(writeQuarter(words, { quarter: 3, year: 2026 })).toBe(formatQuarter({ quarter: 3, year: 2026 }))
  })
})

test('a question that a unit added stays Indonesian and says so', () => {
  const own = { ...questionnaire(ruleBooks[0] as (typeof ruleBooks)[0], 'OFFLINE').questions[0], key: 'books' }
  const added = {
    ...own,
    text: 'Bagaimana koleksi bukunya?',
    answers: ['Sedikit', 'Lumayan', 'Banyak', 'Sangat banyak'],
  }
  expect(wordingIn('jv', true, added as never)).toEqual({
    text: added.text,
    answers: added.answers,
    differs: false,
    untranslated: true,
  })
})

test('days, times and numbers in English', () => {
  const words = wordsOf('en')
  expect(writeDay(words, 20_738)).toBe('12 October 2026')
  expect(writeTime(words, { hour: 9, minute: 5 }, 'WIB')).toBe('09:05 WIB')
  expect(writeCount(words, 2000)).toBe('2,000')
})

test('a place without a value is an error, not a hole in a sentence', () => {
  expect(() => fill('{many} jawaban', {})).toThrow(RangeError)
})
