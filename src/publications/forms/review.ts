// What may arrive at the desk's pages of publications.

import { z } from 'zod'
import { dayFromText } from '../../units/rules/calendar.ts'
import { analysisLength, correctionLength, messageLength, unitCourses } from '../rules/course.ts'

const text = z.string().default('')
const once = z.union([z.string(), z.array(z.string()).transform((all) => all[0] ?? '')]).optional()

/** Which units of a quarter are asked for; whatever is not understood counts as not asked. */
export const reviewForm = z.object({
  cari: once.transform((said = '') => said.trim().slice(0, 80)),
  instansi: once.transform((said = '') => said.slice(0, 80)),
  keadaan: z
    .enum([...unitCourses, 'berbeda'])
    .optional()
    .catch(undefined),
  halaman: z.coerce.number().int().min(1).max(100_000).catch(1),
  pesan: z.enum(['dibuka', 'tenggat', 'terbit', 'ralat']).optional().catch(undefined),
})

export type ReviewSearch = z.infer<typeof reviewForm>

const day = (missing: string) =>
  text.transform((typed, problems) => {
    const read = dayFromText(typed.trim())
    if (read === undefined) problems.addIssue({ code: 'custom', message: missing })
    return read ?? 0
  })

/** The days of a review. @param today the first day that may be named. */
export function daysForm(today: number) {
  return z
    .object({ konfirmasi: day('Isi tanggal konfirmasi.'), terbit: day('Isi tanggal terbit.') })
    .superRefine(({ konfirmasi, terbit }, problems) => {
      const say = (path: string, message: string) => problems.addIssue({ code: 'custom', path: [path], message })
      if (konfirmasi < today) say('konfirmasi', 'Tanggal konfirmasi tidak boleh sebelum hari ini.')
      else if (konfirmasi > today + 365) say('konfirmasi', 'Tanggal konfirmasi paling lama setahun dari sekarang.')
      if (terbit < konfirmasi) say('terbit', 'Tanggal terbit tidak boleh sebelum tanggal konfirmasi.')
      else if (terbit > today + 365) say('terbit', 'Tanggal terbit paling lama setahun dari sekarang.')
    })
    .transform(({ konfirmasi, terbit }) => ({ confirmBy: konfirmasi, publishBy: terbit }))
}

// Browsers send line ends as two characters but count them as one.
const written = text.transform((typed) => typed.replaceAll('\r\n', '\n').trim())

/** Something that is said to the other side. */
export const messageForm = z.object({
  pesan: written.pipe(
    z
      .string()
      .min(messageLength.fewest, `Tulis pesannya, paling sedikit ${messageLength.fewest} huruf.`)
      .max(messageLength.most, `Pesan paling panjang ${messageLength.most} huruf.`),
  ),
})

/** The figures that the page showed. */
export const confirmForm = z.object({ angka: text.transform((said) => said.slice(0, 100)) })

const part = written.pipe(z.string().max(analysisLength, `Paling panjang ${analysisLength} huruf.`))

export const analysisForm = z
  .object({ kelebihan: part, kelemahan: part, penyebab: part })
  .refine((parts) => Object.values(parts).some((said) => said !== ''), {
    path: ['kelebihan'],
    message: 'Tulis paling sedikit satu bagian.',
  })
  .transform(({ kelebihan, kelemahan, penyebab }) => ({
    strengths: kelebihan,
    weaknesses: kelemahan,
    causes: penyebab,
  }))

/** Largest body of a page with what was seen of 2,000 units, in bytes. */
export const publishLimit = 524_288

/** The fingerprint that a page showed, and beside it what was seen of each unit. */
export const publishForm = z.object({
  sidik: text.transform((said) => said.slice(0, 100)),
  dilihat: text,
})

export const correctionForm = z.object({
  sidik: text.transform((said) => said.slice(0, 100)),
  dilihat: text,
  alasan: written.pipe(
    z
      .string()
      .min(correctionLength.fewest, `Tulis alasan ralat, paling sedikit ${correctionLength.fewest} huruf.`)
      .max(correctionLength.most, `Alasan paling panjang ${correctionLength.most} huruf.`),
  ),
})
