// What may be asked of the comparison: one whole quarter, one kind of unit, or all kinds.

import { z } from 'zod'
import { quarterFromSlug } from '../units/rules/calendar.ts'

const once = z.union([z.string(), z.array(z.string()).transform((all) => all[0] ?? '')]).optional()

/** The word that asks for every kind of unit. */
export const everyKind = 'semua'

/** Undefined where nothing was asked; `quarter` is null where it was not understood. A repeated field counts once. */
export const comparisonForm = z.object({ periode: once, jenis: once }).transform(({ periode, jenis }) => ({
  quarter: periode ? (quarterFromSlug(periode) ?? null) : undefined,
  kind: jenis,
}))
