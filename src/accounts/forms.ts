// What may arrive at the pages of accounts.

import { z } from 'zod'
import { longestPassword, passwordRefusal, shortestPassword } from './rules/password.ts'
import { type Grant, type Role, roles } from './rules/rights.ts'

/** Largest body that any of these forms sends, in bytes. */
export const bodyLimit = 16_384

/** A field that came more than once counts once. */
export function readFields(body: string): Record<string, string> {
  const fields: Record<string, string> = Object.create(null)
  for (const [name, value] of new URLSearchParams(body)) fields[name] = value.toWellFormed()
  return fields
}

const text = z.string().default('')

/** An e-mail or password that cannot be anybody's is refused by signing in, in the same words. */
export const signInForm = z.object({
  email: text.transform((typed) => typed.trim().slice(0, 254)),
  sandi: text.transform((typed) => typed.slice(0, longestPassword)),
})

export const codeForm = z.object({ kode: text.transform((typed) => typed.trim().slice(0, 40)) })

export const passwordForm = z.object({ sandi: text.transform((typed) => typed.slice(0, longestPassword)) })

const name = text
  .transform((typed) => typed.trim().replaceAll(/\s+/g, ' '))
  .pipe(z.string().min(1, 'Isi nama.').max(100, 'Nama paling panjang 100 huruf.'))
const email = text
  .transform((typed) => typed.trim().toLowerCase())
  .pipe(z.email('Isi alamat e-mail yang benar, misalnya nama@kota.go.id.').max(254, 'Alamat e-mail terlalu panjang.'))

/** Where a new password is to be sent. */
export const emailForm = z.object({ email })

const passwordWords = {
  short: `Kata sandi paling sedikit ${shortestPassword} huruf atau angka.`,
  long: `Kata sandi paling panjang ${longestPassword} huruf.`,
  guessable: 'Kata sandi ini mudah ditebak. Pakai beberapa kata yang tidak berkaitan dengan Anda.',
} as const

/** A new password, typed twice. @param about names and addresses that it should not consist of. */
export function newPasswordForm(about: readonly string[]) {
  return z.object({ sandi: text, ulang: text }).superRefine(({ sandi, ulang }, problems) => {
    const refusal = passwordRefusal(sandi, about)
    if (refusal) problems.addIssue({ code: 'custom', path: ['sandi'], message: passwordWords[refusal] })
    else if (sandi !== ulang)
      problems.addIssue({ code: 'custom', path: ['ulang'], message: 'Kedua kata sandi tidak sama.' })
  })
}

export const nameForm = z.object({ nama: name })
export const personForm = z.object({ nama: name, email })

/** A role, and for a unit's manager the place: `unit-12` or `perangkat-3`. */
export const grantForm = z.object({ peran: text, tempat: text }).transform(({ peran, tempat }, problems): Grant => {
  const role = roles.find((one): one is Role => one === peran)
  if (!role) problems.addIssue({ code: 'custom', path: ['peran'], message: 'Pilih peran.' })
  if (role !== 'unitManager') return { role: role ?? 'leader', unitId: null, agencyId: null }
  const [, kind, id] = /^(unit|perangkat)-(\d{1,15})$/.exec(tempat) ?? []
  if (!kind) problems.addIssue({ code: 'custom', path: ['tempat'], message: 'Pilih unit atau perangkat daerahnya.' })
  const place = Number(id)
  return kind === 'unit' ? { role, unitId: place, agencyId: null } : { role, unitId: null, agencyId: place }
})

/** The search in the trail; what is not understood is left out. */
export const trailForm = z.object({
  pelaku: z.coerce.number().int().positive().optional().catch(undefined),
  tindakan: z.string().max(60).optional().catch(undefined),
  unit: z.coerce.number().int().positive().optional().catch(undefined),
  dari: z.string().max(10).optional().catch(undefined),
  sampai: z.string().max(10).optional().catch(undefined),
  teks: z.string().max(100).optional().catch(undefined),
  sebelum: z.coerce.number().int().positive().optional().catch(undefined),
})

/** The first message of each field. */
export function problemsOf(error: z.ZodError): { field: string; message: string }[] {
  const found = new Map<string, string>()
  for (const { path, message } of error.issues) {
    const field = String(path[0] ?? '')
    if (!found.has(field)) found.set(field, message)
  }
  return Array.from(found, ([field, message]) => ({ field, message }))
}
