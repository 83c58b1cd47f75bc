// What may arrive at the desk's pages of answers, suggestions, exclusions, paper forms and imports.

import { z } from 'zod'
import { dayFromText, quarterFromSlug } from '../../units/rules/calendar.ts'
import { isGround, reasonLength } from '../rules/exclusion.ts'
import { paperOrders } from '../rules/paper.ts'
import { responseChannels } from '../rules/respondent.ts'
import { signalKeys } from '../rules/signals.ts'
import { type SuggestionStatus, suggestionStatuses } from '../rules/suggestion.ts'
import { columnOrders } from './sheet/header.ts'
import { cleanText } from './submission.ts'

/** Largest file that is taken as an import, in bytes. */
export const fileLimit = 10 * 1024 * 1024
/** The same with what a form adds around it. */
export const uploadLimit = fileLimit + 64 * 1024
/** The same as text of base 64, as it comes back from the preview. */
export const confirmLimit = Math.ceil((fileLimit * 4) / 3) + 64 * 1024

const text = z.string().default('')
const number = z.coerce.number().int().nonnegative().safe().optional().catch(undefined)
const quarter = z
  .string()
  .optional()
  .catch(undefined)
  .transform((said) => quarterFromSlug(said ?? ''))

function oneOf<Value extends string>(values: readonly Value[]) {
  return z
    .string()
    .optional()
    .catch(undefined)
    .transform((said): Value | undefined => values.find((value) => value === said))
}

/** What answers are looked for by; what is not understood is left out. */
export const answersForm = z.object({
  triwulan: quarter,
  layanan: number,
  loket: number,
  saluran: oneOf(responseChannels),
  pengisi: oneOf(['sendiri', 'keluarga', 'petugas']),
  impor: number,
  keadaan: oneOf(['dihitung', 'dikecualikan']),
  setelah: number,
})

export const suggestionsForm = z.object({
  triwulan: quarter,
  layanan: number,
  keadaan: oneOf(suggestionStatuses),
  unsur: z.string().max(60).optional().catch(undefined),
  cari: z
    .string()
    .max(100)
    .optional()
    .catch(undefined)
    .transform((said) => said?.trim().toLowerCase() || undefined),
  setelah: number,
})

export const statusForm = z.object({
  keadaan: text.transform((said) => suggestionStatuses.find((status): status is SuggestionStatus => status === said)),
  kembali: text,
})

const reason = text.transform(cleanText).superRefine((said, problems) => {
  const length = Array.from(said).length
  const message =
    length < reasonLength.fewest
      ? `Tulis alasannya, paling sedikit ${reasonLength.fewest} huruf.`
      : length > reasonLength.most
        ? `Alasan terlalu panjang: ${length} huruf, paling banyak ${reasonLength.most}.`
        : undefined
  if (message) problems.addIssue({ code: 'custom', message })
})

export const reasonForm = z.object({ alasan: reason })

export const exclusionForm = z.object({
  dasar: text.transform((said, problems) => {
    if (isGround(said) && said !== 'import') return said
    problems.addIssue({ code: 'custom', message: 'Pilih dasarnya.' })
    return z.NEVER
  }),
  alasan: reason,
})

/** Which of what was handed out for visits is withdrawn. */
export const withdrawalForm = z.object({ nomor: number, jenis: oneOf(['sheet', 'queue', 'screen']) })

/** Which conspicuous answers are looked at. */
export const signalsForm = z.object({ triwulan: quarter, loket: number, tanda: oneOf(signalKeys), setelah: number })

export const eventsForm = z.object({ sebelum: number })

const day = text.transform((said, problems) => {
  const read = dayFromText(said)
  if (read === undefined) problems.addIssue({ code: 'custom', message: 'Isi tanggal, misalnya 31-03-2026.' })
  return read ?? 0
})

/** For which service and day a stack of paper forms is typed. */
export const stackForm = z.object({
  layanan: text,
  hari: day,
  urutan: oneOf(paperOrders).transform((said) => said ?? 'regulation'),
})

/** What is chosen beside a file. */
export const uploadForm = z.object({
  layanan: text,
  hari: day,
  urutan: oneOf(columnOrders).transform((said) => said ?? 'regulation'),
})

/** A file's name as it may be stored and shown. */
export function fileName(said: string): string {
  const last = cleanText(said).split(/[/\\]/).at(-1)?.trim() ?? ''
  return Array.from(last).slice(0, 120).join('') || 'tanpa nama'
}

/** CSV or XLSX by its name; undefined for anything else. */
export function fileKind(name: string): 'csv' | 'xlsx' | undefined {
  const ending = /\.(csv|xlsx)$/i.exec(name)?.[1]?.toLowerCase()
  return ending === 'csv' || ending === 'xlsx' ? ending : undefined
}
