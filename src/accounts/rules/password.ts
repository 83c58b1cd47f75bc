// What makes a password good enough: length, and not what anybody would try first.

export const shortestPassword = 12
export const longestPassword = 128

/** Why a password is refused; undefined when it is good. Source: NIST SP 800-63B-4, 3.1.1.2 (length and a list, no mixture of kinds). */
export function passwordRefusal(
  password: string,
  about: readonly string[],
): 'short' | 'long' | 'guessable' | undefined {
  const length = Array.from(password).length
  if (length < shortestPassword) return 'short'
  if (length > longestPassword) return 'long'
  const plain = password.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
  if (new Set(password).size < 5) return 'guessable'
  if (sequences.some((sequence) => sequence.includes(plain))) return 'guessable'
  const known = [...commonWords, ...about.flatMap(wordsOf)]
  const rest = known.reduce((left, word) => left.replaceAll(word, ''), plain).replaceAll(/\d/g, '')
  return rest.length < 4 && plain.replaceAll(/\D/g, '').length < shortestPassword ? 'guessable' : undefined
}

const sequences = [
  'abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz',
  '012345678901234567890123456789',
  '987654321098765432109876543210',
  'qwertyuiopasdfghjklzxcvbnm',
]

const commonWords = [
  'password',
  'katasandi',
  'sandi',
  'rahasia',
  'indonesia',
  'qwerty',
  'bismillah',
  'admin',
  'skm',
  'ikm',
]

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 2)
}
