// Hides what would tell who wrote a text: identity numbers, telephone numbers, e-mail addresses. Pure.

/** What stands in the place of what was hidden. */
export const maskWords = {
  identity: '[NIK disamarkan]',
  telephone: '[nomor telepon disamarkan]',
  email: '[e-mail disamarkan]',
} as const

// Up to three marks between two digits, as people group them: 3273 0101-9001.0001, (0812) 345 678.
const gap = String.raw`[\s.\-_/()*]{0,3}`
const zero = '[0o]'

/**
 * In this order, since an address may hold digits and a NIK what looks like a telephone number.
 * NIK: sixteen digits (Permendagri 69/2010 and after). Telephone: mobile numbers begin with 08, or 8 after the country's
 * 62 (E.164); any number written with +62. E-mail: with the signs, or as it is spelled out to escape machines.
 */
const patterns: readonly (readonly [mask: string, pattern: RegExp])[] = [
  [maskWords.email, /[\p{L}\p{N}._%+-]+\s{0,2}@\s{0,2}[\p{L}\p{N}-]+(?:\s{0,2}\.\s{0,2}[\p{L}\p{N}-]+)+/giu],
  [maskWords.email, /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+/giu],
  [
    maskWords.email,
    /[\p{L}\p{N}._%+-]+\s*(?:[[({<]\s*(?:at|et|a keong)\s*[\])}>]|\s(?:at|et|a keong)\s|@)\s*[\p{L}\p{N}-]+(?:\s*(?:[[({<]\s*(?:dot|titik|\.)\s*[\])}>]|\s(?:dot|titik)\s|\.)\s*[\p{L}\p{N}-]+)+/giu,
  ],
  [maskWords.identity, new RegExp(String.raw`(?<!\d)\d(?:${gap}\d){15}(?!\d)`, 'gu')],
  [maskWords.telephone, new RegExp(String.raw`\+\s{0,2}62(?:${gap}\d){7,13}\d*`, 'gu')],
  [
    maskWords.telephone,
    new RegExp(String.raw`(?<![\d\p{L}])(?:62|${zero}${zero}62)${gap}(?:0${gap})?8(?:${gap}\d){7,12}\d*`, 'giu'),
  ],
  [maskWords.telephone, new RegExp(String.raw`(?<![\d\p{L}])${zero}${gap}8(?:${gap}\d){7,13}\d*`, 'giu')],
  // A number that goes on where another ended, and longer ones that hold a NIK: nobody writes these of a service.
  [maskWords.identity, /\d{16,}/gu],
]

/**
 * The text with what names its writer replaced by words. Digits of other scripts and full-width letters are read as
 * ours, and marks without width do not hide anything.
 */
export function maskPersonal(text: string): string {
  let masked = text
  for (const [mask, pattern] of patterns) masked = replaceIn(masked, pattern, mask)
  return masked
}

/** True when something in the text would be hidden. */
export function holdsPersonal(text: string): boolean {
  return maskPersonal(text) !== text
}

// Looked for in a reading of the same length, so that what is found can be cut out of what was written.
function replaceIn(text: string, pattern: RegExp, mask: string): string {
  let masked = ''
  let from = 0
  for (const { 0: found, index } of plainReading(text).matchAll(pattern)) {
    if (areTimes(found)) continue
    masked += text.slice(from, index) + mask
    from = index + found.length
  }
  return from === 0 ? text : masked + text.slice(from)
}

/** True for opening hours such as `08.00-12.00 13.00-16.00`, which have as many digits as a NIK. */
function areTimes(found: string): boolean {
  return /^(?:(?:[01]?\d|2[0-4])\.[0-5]\d(?!\.?\d)\D*)+$/.test(found)
}

/** Each character as one of the same length that the patterns know. */
function plainReading(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, (character) => {
    if (/[\u00ad\u200b-\u200f\u2060\ufeff\n\t\u00a0]/.test(character)) return ' '
    if (/[\u2010-\u2015\u2212]/.test(character)) return '-'
    const plain = character.normalize('NFKC')
    if (plain.length === 1 && plain !== character) return plain
    return /\p{Nd}/u.test(character) ? String(digitOf(character.charCodeAt(0))) : character
  })
}

// In Unicode the ten digits of a script stand in a row; where it begins is found by walking back to its zero.
function digitOf(code: number): number {
  let zeroes = code
  while (code - zeroes < 9 && /\p{Nd}/u.test(String.fromCharCode(zeroes - 1))) zeroes -= 1
  return code - zeroes
}
