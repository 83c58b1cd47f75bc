// What may arrive at the desk's pages of follow-ups: plans, steps, evidence, quotes, minutes, and what is searched by.

import { z } from 'zod'
import { cleanText } from '../responses/forms/submission.ts'
import { dayFromText, type LocalDay, type Quarter, quarterFromSlug, quarterSlug } from '../units/rules/calendar.ts'
import { plannableQuarters, type Status, type Step, statuses, steps } from './rules/course.ts'
import { largestDocument } from './rules/evidence.ts'

/** Largest plain form, in bytes. Minutes may have ten thousand letters, which an address may write in three bytes each. */
export const formLimit = 96 * 1024
/** Largest form with a file. */
export const uploadLimit = largestDocument + 96 * 1024

const text = z.string().default('')

/** One or more lines, cleaned. @param words what the field is, at the beginning of a sentence. */
function lines(words: string, fewest: number, most: number) {
  return text.transform(cleanText).superRefine((said, problems) => {
    const length = Array.from(said).length
    const message =
      length < fewest
        ? length === 0
          ? `${words} wajib diisi.`
          : `${words} paling sedikit ${fewest} huruf.`
        : length > most
          ? `${words} terlalu panjang: ${length} huruf, paling banyak ${most}.`
          : undefined
    if (message) problems.addIssue({ code: 'custom', message })
  })
}

/** The same on one line. */
function line(words: string, fewest: number, most: number) {
  return lines(words, fewest, most).transform((said) => said.replaceAll(/\s+/g, ' '))
}

const target = text.transform((typed, problems) => {
  const said = typed.trim().replace('.', ',')
  if (said === '') return null
  const [, whole, part = ''] = /^(\d{1,3})(?:,(\d{1,2}))?$/.exec(said) ?? []
  const hundredths = whole === undefined ? 0 : Number(whole) * 100 + Number(part.padEnd(2, '0'))
  if (hundredths >= 2500 && hundredths <= 10_000) return hundredths
  problems.addIssue({ code: 'custom', message: 'Isi angka dari 25,00 sampai 100,00, misalnya 85,50, atau kosongkan.' })
  return z.NEVER
})

/** The name of the box of a planned quarter. */
export function quarterField(quarter: Quarter): string {
  return `waktu-${quarterSlug(quarter)}`
}

/** A plan that answers a quarter. @param elements keys of the elements that were asked. */
export function planForm(origin: Quarter, elements: readonly string[]) {
  const boxes = Object.fromEntries(plannableQuarters(origin).map((quarter) => [quarterField(quarter), text]))
  return z
    .object({
      unsur: text.refine((said) => said === '' || elements.includes(said), 'Pilih unsurnya.'),
      kegiatan: lines('Kegiatan', 5, 500),
      target,
      harapan: lines('Perubahan yang diharapkan', 5, 500),
      penanggung: line('Penanggung jawab', 3, 150),
      ...boxes,
    })
    .transform((said, problems) => {
      const given: Readonly<Record<string, unknown>> = said
      const quarters = plannableQuarters(origin).filter((quarter) => given[quarterField(quarter)] === 'ya')
      if (quarters.length === 0) {
        problems.addIssue({ code: 'custom', path: ['waktu'], message: 'Pilih paling sedikit satu triwulan.' })
      }
      return {
        element: said.unsur === '' ? null : said.unsur,
        program: said.kegiatan,
        expected: said.target,
        expectedWords: said.harapan,
        responsible: said.penanggung,
        quarters,
      }
    })
}

/** Why a plan is changed, and what its course ended with when it was opened for that. */
export const revisionForm = z.object({
  alasan: lines('Alasan', 10, 500),
  riwayat: z.coerce.number().int().nonnegative().safe().catch(0),
})

/** Fewest letters that a step must say. */
const fewestOfStep: Readonly<Record<Step, number>> = { start: 0, note: 5, finish: 10, cancel: 10, reopen: 10 }
/** Most; a reason for cancelling stands in the table itself. */
const mostOfStep: Readonly<Record<Step, number>> = { start: 1000, note: 1000, finish: 1000, cancel: 500, reopen: 1000 }

export const stepForm = z.object({ langkah: text, catatan: text.transform(cleanText) }).transform((said, problems) => {
  const step = steps.find((one) => one === said.langkah)
  const length = Array.from(said.catatan).length
  if (!step) problems.addIssue({ code: 'custom', path: ['langkah'], message: 'Pilih apa yang terjadi.' })
  else if (length < fewestOfStep[step]) {
    const what = step === 'cancel' || step === 'reopen' ? 'Tulis alasannya' : 'Tulis apa yang sudah dikerjakan'
    const message = `${what}, paling sedikit ${fewestOfStep[step]} huruf.`
    problems.addIssue({ code: 'custom', path: ['catatan'], message })
  } else if (length > mostOfStep[step]) {
    const message = `Catatan terlalu panjang: ${length} huruf, paling banyak ${mostOfStep[step]}.`
    problems.addIssue({ code: 'custom', path: ['catatan'], message })
  }
  return { step: step ?? 'note', note: said.catatan }
})

export const linkForm = z.object({
  tautan: text.transform((typed, problems) => {
    const address = readLink(typed.trim())
    if (address !== undefined) return address
    problems.addIssue({ code: 'custom', message: 'Isi alamat lengkap, misalnya https://kota.go.id/berita/loket-baru.' })
    return z.NEVER
  }),
  judul: line('Judul', 3, 200),
})

export const captionForm = z.object({ keterangan: line('Keterangan', 3, 200) })

/** An address of the web that anybody may open, written as browsers do; undefined for anything else. */
function readLink(typed: string): string | undefined {
  if (!/^https?:\/\//i.test(typed) || /[\s\p{Cc}]/u.test(typed) || !URL.canParse(typed)) return undefined
  const { href, protocol, hostname, username, password } = new URL(typed)
  const public_ = /^https?:$/.test(protocol) && hostname.includes('.') && username === '' && password === ''
  return public_ && href.length <= 500 ? href : undefined
}

export const withdrawalForm = z.object({ alasan: lines('Alasan', 10, 500) })

/** Numbers of the suggestions that were ticked: `saran-12=ya`. */
export function tickedSuggestions(fields: Readonly<Record<string, string>>): number[] {
  return Object.entries(fields).flatMap(([name, value]) => {
    const [, id] = /^saran-(\d{1,15})$/.exec(name) ?? []
    return id !== undefined && value === 'ya' ? [Number(id)] : []
  })
}

/** Minutes of a consultation. @param today no later day is taken. */
export function consultationForm(today: LocalDay) {
  return z.object({
    triwulan: text.transform((said, problems) => {
      const quarter = quarterFromSlug(said)
      if (quarter === undefined) problems.addIssue({ code: 'custom', message: 'Pilih triwulannya.' })
      return quarter ?? 0
    }),
    tanggal: text.transform((said, problems) => {
      const day = dayFromText(said)
      if (day === undefined) problems.addIssue({ code: 'custom', message: 'Isi tanggal, misalnya 31-03-2026.' })
      else if (day > today) problems.addIssue({ code: 'custom', message: 'Tanggal ini belum tiba.' })
      return day ?? 0
    }),
    tempat: line('Tempat', 3, 200),
    peserta: text.transform((typed, problems) => {
      const said = typed.trim()
      if (/^\d{1,6}$/.test(said) && Number(said) >= 1 && Number(said) <= 100_000) return Number(said)
      problems.addIssue({ code: 'custom', message: 'Isi jumlah peserta, paling sedikit 1.' })
      return z.NEVER
    }),
    notula: lines('Notula', 20, 10_000),
  })
}

const quarter = z
  .string()
  .optional()
  .catch(undefined)
  .transform((said) => quarterFromSlug(said ?? ''))

/** Which quarter's result is answered, and with which element a new plan begins. */
export const originForm = z.object({ triwulan: quarter, unsur: z.string().max(60).optional().catch(undefined) })

/** Suggestions to quote from: those of whom the element was the weakest, or all; and those after one. */
export const quotableForm = z.object({
  semua: z.string().optional().catch(undefined),
  setelah: z.coerce.number().int().nonnegative().safe().optional().catch(undefined),
})

export type OverviewState = Status | 'overdue' | 'due' | 'unplanned'

const stateWords: Readonly<Record<string, OverviewState>> = {
  terlambat: 'overdue',
  'jatuh-tempo': 'due',
  'tanpa-rencana': 'unplanned',
  direncanakan: 'planned',
  berjalan: 'running',
  selesai: 'finished',
  batal: 'cancelled',
}

export const overviewForm = z.object({
  keadaan: z
    .string()
    .optional()
    .catch(undefined)
    .transform((said) => (said !== undefined && Object.hasOwn(stateWords, said) ? said : '')),
  instansi: z
    .string()
    .max(100)
    .optional()
    .catch(undefined)
    .transform((said) => said ?? ''),
  triwulan: quarter,
  cari: z
    .string()
    .max(100)
    .optional()
    .catch(undefined)
    .transform((said) => said?.trim() ?? ''),
  halaman: z.coerce.number().int().min(1).max(100_000).catch(1),
})

export type OverviewForm = z.output<typeof overviewForm>

/** The state that a search's word stands for; undefined for all. */
export function stateOf(word: string): OverviewState | undefined {
  return stateWords[word]
}

/** Those of them that are states of an action itself. */
export function isStatus(state: OverviewState | undefined): state is Status {
  return statuses.some((status) => status === state)
}
