// What may arrive about people served: a year of months, each for the whole unit and for its services.

import { z } from 'zod'
import type { Month } from '../rules/calendar.ts'

/** Largest body of such a form in bytes: a hundred services in twelve months. */
export const servedLimit = 65_536

/** Most people a month may have. */
const mostPeople = 9_999_999

/** `m-202607` is the whole unit in July, `m-202607-12` service 12. */
export function servedField(month: Month, serviceId: number | null): string {
  return serviceId === null ? `m-${month}` : `m-${month}-${serviceId}`
}

export const yearForm = z.object({
  tahun: z
    .string()
    .regex(/^20\d\d$/)
    .transform(Number)
    .optional()
    .catch(undefined),
})

/**
 * Reads the numbers of the given places, and no others; an empty field says that the number is not known.
 * @param places months that are over, with the unit's own services.
 */
export function readServed(
  fields: Readonly<Record<string, string>>,
  places: readonly { readonly month: Month; readonly serviceId: number | null }[],
) {
  const entries: { month: Month; serviceId: number | null; people: number | null }[] = []
  const problems: { field: string; message: string }[] = []
  for (const { month, serviceId } of places) {
    const field = servedField(month, serviceId)
    const typed = fields[field]?.trim()
    if (typed === undefined) continue
    // Dots between thousands, as numbers are written here.
    const digits = /^\d{1,3}([. ]\d{3})+$/.test(typed) ? typed.replaceAll(/[. ]/g, '') : typed
    if (digits === '') entries.push({ month, serviceId, people: null })
    else if (/^\d+$/.test(digits) && Number(digits) <= mostPeople) {
      entries.push({ month, serviceId, people: Number(digits) })
    } else problems.push({ field, message: 'Isi angka bulat, misalnya 1204, atau kosongkan.' })
  }
  return problems.length > 0 ? { problems } : { entries }
}
