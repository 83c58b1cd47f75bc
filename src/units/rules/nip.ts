// The number of a civil servant: eighteen digits. Pure.

export type NipRefusal = 'digits' | 'cut'

/** Reads a number as it is typed, blanks allowed. Source: Perka BKN 22/2007: birth date, first appointment, sex, three digits from 001 on. */
export function readNip(typed: string): { readonly nip: string } | { readonly refused: NipRefusal } {
  const nip = typed.replaceAll(/[\s.]/g, '')
  if (!/^\d{18}$/.test(nip)) return { refused: 'digits' }
  // Spreadsheets keep fifteen digits of a number and fill up with zeros.
  return nip.endsWith('000') ? { refused: 'cut' } : { nip }
}

/** `19850101 201001 1 003`, as letters carry it. */
export function writeNip(nip: string): string {
  return nip.replace(/^(\d{8})(\d{6})(\d)(\d{3})$/, '$1 $2 $3 $4')
}
