// What may be asked of the list of units.

import { z } from 'zod'

/** The search on the first page; too long a search is cut, a repeated one counts once. */
export const searchForm = z.object({
  cari: z
    .union([z.string(), z.array(z.string()).transform((all) => all[0] ?? '')])
    .default('')
    .transform((typed) => typed.toWellFormed().trim().slice(0, 100)),
})
