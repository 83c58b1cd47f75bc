// The languages of the form: their words, which one was asked for, and how words, days and times are written in each.

import { en } from './en.ts'
import { formatRoman, type WrittenQuarter } from './format.ts'
import { id, type Words } from './id.ts'
import { jv } from './jv.ts'
import { su } from './su.ts'

/** By the code that stands in `lang`: BCP 47. The first is the one of whoever asked for none. */
const dictionaries = { id, en, jv, su } satisfies Record<string, Words>

export type Language = keyof typeof dictionaries

export const languages = Object.keys(dictionaries) as readonly Language[]

/** Reads the language that was asked for; Indonesian for any other. */
export function readLanguage(said: unknown): Language {
  return languages.find((language) => language === said) ?? 'id'
}

export function wordsOf(language: Language): Words {
  return dictionaries[language]
}

/** Puts values into the {places} of a text. @throws RangeError for a place without a value. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (_, place: string) => {
    const value = values[place]
    if (value === undefined) throw new RangeError(`nothing for {${place}} of "${text}"`)
    return String(value)
  })
}

/** Writes a local day (days since 1970-01-01): `12 Oktober 2026`. */
export function writeDay(words: Words, localDay: number): string {
  const date = new Date(localDay * 86_400_000)
  return `${date.getUTCDate()} ${words.months[date.getUTCMonth()]} ${date.getUTCFullYear()}`
}

/** Writes a time on the wall clock: `10.42 WIB`, in English `10:42 WIB`. */
export function writeTime(words: Words, { hour, minute }: { hour: number; minute: number }, zone: string): string {
  const digits = (number: number) => String(number).padStart(2, '0')
  return fill(words.time, { hour: digits(hour), minute: digits(minute), zone })
}

/** Writes a quarter: `Triwulan III 2026`. */
export function writeQuarter(words: Words, { quarter, year }: WrittenQuarter): string {
  return fill(words.quarter, { number: formatRoman(quarter), year })
}

/** Writes a whole number ≥ 0: `2.000`, in English `2,000`. */
export function writeCount(words: Words, count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, words.thousands)
}
