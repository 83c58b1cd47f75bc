// In which language and how plainly a citizen reads the survey, and the links that change it; `?bahasa=jv&tampilan=mudah`.

import type { Child } from 'hono/jsx'
import type { Words } from '../../language/id.ts'
import { type Language, languages, readLanguage, wordsOf } from '../../language/languages.ts'

export interface Reading {
  readonly language: Language
  /** One question a screen, in short words, with a picture. */
  readonly easy: boolean
  readonly words: Words
}

/** Reads what was asked for by an address or by a form. */
export function readReading(bahasa: unknown, tampilan: unknown): Reading {
  const language = readLanguage(bahasa)
  return { language, easy: tampilan === 'mudah', words: wordsOf(language) }
}

/** Reading as it stands behind an address; nothing for what everybody gets. @param more further parameters. */
export function queryOf({ language, easy }: Pick<Reading, 'language' | 'easy'>, more: Record<string, string> = {}) {
  const query = new URLSearchParams(more)
  if (language !== 'id') query.set('bahasa', language)
  if (easy) query.set('tampilan', 'mudah')
  return query.size > 0 ? `?${query}` : ''
}

/** Reading as it travels with an answer. */
export function ReadingFields({ language, easy }: Reading) {
  return (
    <>
      {language !== 'id' && <input type="hidden" name="bahasa" value={language} />}
      {easy && <input type="hidden" name="tampilan" value="mudah" />}
    </>
  )
}

/** Links to the same page in the other languages. @param plainer whether the page has an easy mode. */
export function ReadingLinks({
  reading,
  more,
  plainer,
}: {
  readonly reading: Reading
  readonly more?: Record<string, string>
  readonly plainer?: boolean
}) {
  const { easy, words } = reading
  return (
    <nav class="reading" aria-label={words.frame.languages}>
      {languages.map((language) => {
        const mine = language === reading.language
        // The language itself is named even for Indonesian, so that it takes the place of one that was chosen before.
        const address = `?${new URLSearchParams({ ...more, bahasa: language, ...(easy && { tampilan: 'mudah' }) })}`
        return (
          <a href={address} lang={language} hreflang={language} aria-current={mine ? 'true' : undefined}>
            {wordsOf(language).name}
          </a>
        )
      })}
      {plainer && (
        <a href={queryOf({ ...reading, easy: !easy }, more) || '?'}>{easy ? words.easy.off : words.easy.on}</a>
      )}
    </nav>
  )
}

/** A text with values in its {places}, some of them markup. */
export function Filled({ text, ...values }: { readonly text: string } & Readonly<Record<string, Child>>) {
  return <>{text.split(/\{(\w+)\}/).map((part, place) => (place % 2 === 1 ? values[part] : part))}</>
}
