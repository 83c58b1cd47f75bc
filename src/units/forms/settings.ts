// What may arrive as settings of the installation.

import { z } from 'zod'
import { zones } from '../rules/calendar.ts'
import { nameField } from './organisation.ts'

/** Most months for which free text may be kept, and most respondents that a grade may ask for. */
const longestRetention = 120
const largestMinimum = 1000

/** @param least respondents that the rule book asks for; an office may ask for more, never for fewer. */
export function settingsForm(least: number) {
  return z.object({
    pemerintah: nameField('Isi nama pemerintah daerah.'),
    zona: z.enum(zones, 'Pilih zona waktu.'),
    minimum: whole(
      least,
      largestMinimum,
      `Isi angka dari ${least} sampai ${largestMinimum}. Kurang dari ${least} tidak diizinkan oleh aturan survei.`,
    ),
    retensi: z
      .string()
      .default('')
      .transform((typed) => typed.trim())
      .refine(
        (typed) => typed === '' || isWithin(typed, 1, longestRetention),
        `Isi jumlah bulan dari 1 sampai ${longestRetention}, atau kosongkan.`,
      )
      .transform((typed) => (typed === '' ? null : Number(typed))),
    kontak: z
      .string()
      .default('')
      .transform((typed) => typed.trim())
      .refine(
        (typed) => typed === '' || (typed.length <= 200 && z.email().safeParse(typed).success),
        'Isi alamat e-mail, misalnya organisasi@kota.go.id, atau kosongkan.',
      )
      .transform((typed) => typed || null),
    totp: z.enum(['1', '0'], 'Pilih wajib atau tidak.'),
  })
}

function whole(least: number, most: number, message: string) {
  return z
    .string()
    .default('')
    .transform((typed) => typed.trim())
    .refine((typed) => isWithin(typed, least, most), message)
    .transform(Number)
}

function isWithin(typed: string, least: number, most: number): boolean {
  return /^\d{1,6}$/.test(typed) && Number(typed) >= least && Number(typed) <= most
}
