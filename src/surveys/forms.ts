// What may arrive about a unit's questionnaire at the desk: a rule book from a day on, elements of its own, weights.

import { z } from 'zod'
import { nameField } from '../units/forms/organisation.ts'
import { dayFromText } from '../units/rules/calendar.ts'
import { slugOf } from '../units/rules/slug.ts'
import type { Weight } from './rules.ts'

/** Thousandths of a percent make a whole. */
const whole = 100_000

const longestQuestion = 300

/** Field of an element's weight. */
export function weightField(key: string): string {
  return `bobot-${key}`
}

/** Field that asks an added element. */
export function addedField(key: string): string {
  return `unsur-${key}`
}

/**
 * Reads a choice of a questionnaire. Weights are percentages, all of them empty for the regulation's 1/x.
 * @param official keys of the elements of every rule book, `own` of those that the unit added.
 */
export function readQuestionnaire(
  fields: Readonly<Record<string, string>>,
  { official, own }: { readonly official: readonly string[]; readonly own: readonly string[] },
) {
  const problems: { field: string; message: string }[] = []
  const ruleBook = fields.kuesioner ?? ''
  if (ruleBook === '') problems.push({ field: 'kuesioner', message: 'Pilih kuesioner.' })
  const from = dayFromText(fields.mulai ?? '')
  if (from === undefined) problems.push({ field: 'mulai', message: 'Isi tanggal mulai.' })
  const added = own.filter((key) => fields[addedField(key)] === '1')
  const weights = readWeights(fields, [...official, ...added], problems)
  if (from === undefined || problems.length > 0) return { problems }
  return { choice: { ruleBook, from, added, weights } }
}

function readWeights(
  fields: Readonly<Record<string, string>>,
  keys: readonly string[],
  problems: { field: string; message: string }[],
): Record<string, Weight> | null {
  const typed = keys.map((key) => ({ key, text: fields[weightField(key)]?.trim() ?? '' }))
  const left = typed.filter(({ text }) => text === '')
  if (left.length === typed.length) return null
  const [first] = left
  if (first) {
    const message = 'Isi bobot semua unsur yang ditanyakan, atau kosongkan semuanya.'
    problems.push({ field: weightField(first.key), message })
    return null
  }
  const weights: Record<string, Weight> = {}
  let sum = 0
  for (const { key, text } of typed) {
    const thousandths = /^\d{1,3}([.,]\d{1,3})?$/.test(text) ? Math.round(Number(text.replace(',', '.')) * 1000) : 0
    if (thousandths <= 0 || thousandths >= whole) {
      problems.push({ field: weightField(key), message: 'Isi persen di antara 0 dan 100, misalnya 11,5.' })
    }
    sum += thousandths
    weights[key] = { numerator: thousandths, denominator: whole }
  }
  const [foremost] = keys
  if (problems.length === 0 && sum !== whole && foremost !== undefined) {
    const written = (sum / 1000).toFixed(3).replace('.', ',').replace(/,?0+$/, '')
    problems.push({
      field: weightField(foremost),
      message: `Jumlah semua bobot harus tepat 100 %, sekarang ${written} %.`,
    })
  }
  return weights
}

const sentence = (missing: string) =>
  z
    .string()
    .default('')
    .transform((typed) => typed.trim().replaceAll(/\s+/g, ' '))
    .pipe(z.string().min(1, missing).max(longestQuestion, `Paling panjang ${longestQuestion} huruf.`))

/** An element of a unit's own, with four answers from the lowest score on; its key is made from its name. */
export const elementForm = z
  .object({
    nama: nameField('Isi nama unsur.'),
    pertanyaan: sentence('Isi pertanyaannya.'),
    'jawaban-1': sentence('Isi jawaban bernilai 1.'),
    'jawaban-2': sentence('Isi jawaban bernilai 2.'),
    'jawaban-3': sentence('Isi jawaban bernilai 3.'),
    'jawaban-4': sentence('Isi jawaban bernilai 4.'),
  })
  .transform((read) => ({
    name: read.nama,
    // No field of the form and no official element begins like this.
    key: `tambahan-${slugOf(read.nama, 'unsur')}`,
    question: read.pertanyaan,
    answers: [read['jawaban-1'], read['jawaban-2'], read['jawaban-3'], read['jawaban-4']],
  }))
