// What may arrive about agencies, units, services and counters at the desk.

import { z } from 'zod'
import { zones } from '../rules/calendar.ts'
import { minuteFromText, type Opening, type OpeningHours, type Weekday, weekdays } from '../rules/hours.ts'
import { readNip } from '../rules/nip.ts'
import { longestAddress, nameRefusal, nipRefusals } from '../rules/roster.ts'
import { serviceChannels } from '../rules/service.ts'
import { isSlug, longestSlug } from '../rules/slug.ts'

const text = z
  .string()
  .default('')
  .transform((typed) => typed.trim().replaceAll(/\s+/g, ' '))

/** A name, one line. @param missing what is said where there is none; without it the field may stay empty. */
export function nameField(missing?: string) {
  return text.superRefine((name, problems) => {
    if (name === '') {
      if (missing) problems.addIssue({ code: 'custom', message: missing })
      return
    }
    const refused = nameRefusal(name)
    if (refused) problems.addIssue({ code: 'custom', message: `${capital(refused)}.` })
  })
}

const numbered = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number)

export const agencyForm = z.object({ nama: nameField('Isi nama perangkat daerah.') })

export const unitForm = z.object({
  perangkat: z
    .string('Pilih perangkat daerah.')
    .regex(/^\d{1,15}$/, 'Pilih perangkat daerah.')
    .transform(Number),
  nama: nameField('Isi nama unit.'),
  jenis: nameField('Isi jenis unit, misalnya Puskesmas.'),
  alamat: text.pipe(z.string().max(longestAddress, `Alamat paling panjang ${longestAddress} huruf.`)),
  zona: z.enum(zones, 'Pilih zona waktu.'),
  slug: text
    .transform((typed) => typed.toLowerCase())
    .refine(
      (slug) => slug === '' || isSlug(slug),
      `Alamat halaman hanya huruf kecil, angka, dan tanda hubung, paling panjang ${longestSlug}.`,
    ),
})

const nip = text.transform((typed, problems) => {
  if (typed === '') return ''
  const read = readNip(typed)
  if ('nip' in read) return read.nip
  problems.addIssue({ code: 'custom', message: `${capital(nipRefusals[read.refused])}.` })
  return z.NEVER
})

const detailsShape = z.object({ kepala: nameField(), nip })

/** Who signs, and opening hours in fields `buka-1` and `tutup-1` (Monday) to `buka-7` and `tutup-7`. */
export const detailsForm = z.record(z.string(), z.string()).transform((fields, problems) => {
  const said = detailsShape.safeParse(fields)
  for (const { path, message } of said.error?.issues ?? []) problems.addIssue({ code: 'custom', path, message })
  const hours: Partial<Record<Weekday, Opening>> = {}
  for (const day of weekdays) {
    const [from = '', until = ''] = [fields[`buka-${day}`]?.trim(), fields[`tutup-${day}`]?.trim()]
    if (from === '' && until === '') continue
    const [opens, closes] = [minuteFromText(from), minuteFromText(until)]
    const complain = (field: string, message: string) =>
      problems.addIssue({ code: 'custom', path: [`${field}-${day}`], message })
    if (opens === undefined) complain('buka', 'Isi jam buka seperti 08:00, atau kosongkan keduanya bila tutup.')
    if (closes === undefined) complain('tutup', 'Isi jam tutup seperti 15:30, atau kosongkan keduanya bila tutup.')
    if (opens === undefined || closes === undefined) continue
    if (opens >= closes) complain('tutup', 'Jam tutup harus sesudah jam buka.')
    hours[day] = [opens, closes]
  }
  return { head: said.data?.kepala ?? '', nip: said.data?.nip ?? '', hours: hours as OpeningHours }
})

export const serviceForm = z.object({
  nama: nameField('Isi nama layanan.'),
  cara: z.enum(serviceChannels, 'Pilih cara layanan diberikan.'),
})

/** `layanan` empty: the citizen chooses at the counter. */
export const counterForm = z.object({
  nama: nameField('Isi nama loket.'),
  layanan: z
    .string()
    .default('')
    .transform((typed) => (typed === '' ? null : Number(typed)))
    .refine((id) => id === null || Number.isSafeInteger(id), 'Pilih layanan dari daftar.'),
})

/** The search in the list of units; what is not understood is left out. */
export const unitSearchForm = z.object({
  cari: z
    .string()
    .transform((typed) => typed.toWellFormed().trim().slice(0, 100))
    .catch(''),
  perangkat: numbered.optional().catch(undefined),
  hal: numbered.pipe(z.number().min(1).max(100_000)).catch(1),
})

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1)
}
