// What may be asked of the comparison: one whole quarter, one kind of unit, or all kinds.

import { z } from 'zod'
import { quarterFromSlug } from '../units/rules/calendar.ts'
import { overviewStates, sortings } from './rules/overview.ts'

const once = z.union([z.string(), z.array(z.string()).transform((all) => all[0] ?? '')]).optional()

/** The word that asks for every kind of unit. */
export const everyKind = 'semua'

/** Undefined where nothing was asked; `quarter` is null where it was not understood. A repeated field counts once. */
export const comparisonForm = z.object({ periode: once, jenis: once }).transform(({ periode, jenis }) => ({
  quarter: periode ? (quarterFromSlug(periode) ?? null) : undefined,
  kind: jenis,
}))

/** Which quarter a dashboard is asked to show; undefined where none was, or none that is one. */
export const periodForm = z
  .object({ periode: once })
  .transform(({ periode }) => ({ quarter: periode ? quarterFromSlug(periode) : undefined }))

const written = once.transform((text = '') => text.trim().slice(0, 80))

/** What the overview is asked for; whatever is not understood counts as not asked. */
export const overviewForm = z
  .object({
    periode: once,
    cari: written,
    instansi: written,
    jenis: written,
    keadaan: z.enum(overviewStates).catch('semua'),
    urut: z.enum(sortings).catch('unit'),
    arah: z.enum(['naik', 'turun']).catch('naik'),
    halaman: z.coerce.number().int().min(1).max(100_000).catch(1),
  })
  .transform(({ periode, cari, ...rest }) => ({
    ...rest,
    quarter: periode ? quarterFromSlug(periode) : undefined,
    search: cari,
  }))

export type OverviewForm = z.infer<typeof overviewForm>
