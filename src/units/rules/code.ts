// The short code of a counter: unguessable, easy to read aloud and to type. Pure.

// Without 0 O, 1 I L, 2 Z, 5 S, 8 B where the letter looks like the digit, U (sounds like V in a spelling), and vowels that make words.
const letters = '23456789CDFGHJKMNPQRTVWX'

/** Length of a code: 24^8 is about 1.1 × 10^11, so guessing one of 10,000 counters takes some 11 million tries. */
export const codeLength = 8

/**
 * Makes a code from random bytes; bytes that would favour some letters are skipped.
 * @returns the code, or undefined when the bytes ran out before it was complete.
 */
export function codeFromBytes(bytes: Uint8Array): string | undefined {
  const fair = 256 - (256 % letters.length)
  let code = ''
  for (const byte of bytes) {
    if (byte >= fair) continue
    code += letters[byte % letters.length]
    if (code.length === codeLength) return code
  }
  return undefined
}

/** A code as it may have been typed: letter case, blanks and hyphens do not matter. Undefined when it cannot be a code. */
export function readCode(typed: string): string | undefined {
  const code = typed.toUpperCase().replaceAll(/[\s-]/g, '')
  return code.length === codeLength && Array.from(code).every((letter) => letters.includes(letter)) ? code : undefined
}

/** A code as it is printed, in two groups: `DFGH-2345`. */
export function writeCode(code: string): string {
  return `${code.slice(0, codeLength / 2)}-${code.slice(codeLength / 2)}`
}
