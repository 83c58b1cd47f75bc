// What may be asked of public pages: a published quarter, a kind of unit, promised actions of some sort.

import { z } from 'zod'
import { statuses, statusWords } from '../followups/rules/course.ts'
import { verdicts, verdictWords } from '../followups/rules/proof.ts'
import { quarterFromSlug } from '../units/rules/calendar.ts'

const once = z.union([z.string(), z.array(z.string()).transform((all) => all[0] ?? '')]).optional()

/** The word that asks for every kind of unit. */
export const everyKind = 'semua'

/** Undefined where nothing was asked; `quarter` is null where it was not understood. A repeated field counts once. */
export const comparisonForm = z.object({ periode: once, jenis: once }).transform(({ periode, jenis }) => ({
  quarter: periode ? (quarterFromSlug(periode) ?? null) : undefined,
  kind: jenis,
}))

const statusOptions = ['semua', ...statuses.map((status) => statusWords[status])] as const
const proofOptions = ['semua', ...verdicts.map((verdict) => verdictWords[verdict])] as const

/** What the list of promised actions is asked for; whatever is not understood counts as not asked. */
export const actionsForm = z.object({
  unit: once.transform((text = '') => text.slice(0, 100)),
  instansi: once.transform((text = '') => text.slice(0, 100)),
  status: z.enum(statusOptions).catch('semua'),
  bukti: z.enum(proofOptions).catch('semua'),
  halaman: z.coerce.number().int().min(1).max(10_000).catch(1),
})

export type ActionsForm = z.infer<typeof actionsForm>
