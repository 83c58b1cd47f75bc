// Why an answer may be left out of the figures, and how that is said. Pure.

/**
 * The grounds on which an answer is excluded. Exclusions are counted and published by ground; the words of the reason,
 * which may name somebody, are for those who may read exclusions.
 */
export const grounds = ['duplicate', 'trial', 'wrongUnit', 'noUser', 'import', 'other'] as const
export type Ground = (typeof grounds)[number]

export const groundNames: Readonly<Record<Ground, string>> = {
  duplicate: 'Jawaban ganda',
  trial: 'Uji coba atau latihan',
  wrongUnit: 'Tentang unit atau layanan lain',
  noUser: 'Bukan dari pengguna layanan',
  import: 'Impor yang keliru',
  other: 'Alasan lain',
}

export function isGround(said: string): said is Ground {
  return (grounds as readonly string[]).includes(said)
}

/** Fewest and most characters of a reason. */
export const reasonLength = { fewest: 10, most: 500 } as const

/** What an event was about. */
export type Excluded = { readonly responseId: number } | { readonly importId: number }
