// The receipt a citizen keeps: the response's own number, scrambled so that it neither counts visitors nor can be guessed along. Pure.

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const half = 20
const mask = 2 ** half - 1
const rounds = 4

/**
 * Receipt of a stored response: eight characters of Crockford's base 32 in two groups, `7K3M-Q9XA`.
 * A Feistel permutation of 40 bits, so that two responses never share one and nothing needs storing.
 * @param id number of the response, below 2^40.
 * @param key the installation's own number.
 */
export function receiptOf(id: number, key: number): string {
  let left = Math.floor(id / 2 ** half)
  let right = id & mask
  for (let round = 0; round < rounds; round++) [left, right] = [right, left ^ scramble(right, round, key)]
  let text = ''
  for (let place = 35; place >= 0; place -= 5) {
    if (place === 15) text += '-'
    text += letters[Math.floor((left * 2 ** half + right) / 2 ** place) % 32]
  }
  return text
}

/** The response a receipt stands for, or undefined when it cannot be one. Reads I, L and O as 1, 1 and 0. */
export function idOfReceipt(receipt: string, key: number): number | undefined {
  const plain = receipt.toUpperCase().replaceAll('-', '').replaceAll(/[IL]/g, '1').replaceAll('O', '0')
  if (!/^[0-9A-HJKMNP-TV-Z]{8}$/.test(plain)) return undefined
  let value = 0
  for (const letter of plain) value = value * 32 + letters.indexOf(letter)
  let left = Math.floor(value / 2 ** half)
  let right = value & mask
  for (let round = rounds - 1; round >= 0; round--) [left, right] = [right ^ scramble(left, round, key), left]
  const id = left * 2 ** half + right
  return id > 0 ? id : undefined
}

function scramble(value: number, round: number, key: number): number {
  let mixed = value ^ (key >>> 0) ^ Math.imul(round + 1, 0x9e3779b1)
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b) ^ Math.floor(key / 2 ** 32)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return ((mixed ^ (mixed >>> 16)) >>> 0) & mask
}
