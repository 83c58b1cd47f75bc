// What may be asked of the desk's pages: one whole quarter, and of the overview which units in which order.

import { z } from 'zod'
import { quarterFromSlug } from '../units/rules/calendar.ts'
import { overviewStates, sortings } from './rules/overview.ts'

const once = z.union([z.string(), z.array(z.string()).transform((all) => all[0] ?? '')]).optional()

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
