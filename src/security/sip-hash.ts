// SipHash-2-4, a keyed hash for short texts, a hundred times faster than asking WebCrypto for one. Pure.

/** A key of 128 bits as four words. */
export type SipKey = readonly [number, number, number, number]

/** Reads a key of 32 hexadecimal digits. @throws for anything else. */
export function sipKey(hex: string): SipKey {
  if (!/^[0-9a-f]{32}$/.test(hex)) throw new Error('a key of SipHash has 32 hexadecimal digits')
  const word = (place: number) => swapped(Number.parseInt(hex.slice(place * 8, place * 8 + 8), 16))
  return [word(0), word(1), word(2), word(3)]
}

/**
 * Hashes a text of characters up to U+00FF (others count by their lower byte), as 53 bits: a whole number that every engine stores.
 */
export function sipHash(key: SipKey, text: string): number {
  const [low, high] = sipWords(key, text)
  return (high & 0x1fffff) * 4294967296 + low
}

/**
 * All 64 bits, the lower word first.
 * Source: Aumasson and Bernstein, SipHash: a fast short-input PRF, INDOCRYPT 2012.
 */
export function sipWords([k0, k1, k2, k3]: SipKey, text: string): [low: number, high: number] {
  let v0l = k0 ^ 0x70736575
  let v0h = k1 ^ 0x736f6d65
  let v1l = k2 ^ 0x6e646f6d
  let v1h = k3 ^ 0x646f7261
  let v2l = k0 ^ 0x6e657261
  let v2h = k1 ^ 0x6c796765
  let v3l = k2 ^ 0x79746573
  let v3h = k3 ^ 0x74656462
  const length = text.length
  const whole = length - (length % 8)
  let place = 0
  for (;;) {
    const last = place === whole
    const ml = word(text, place)
    const mh = last ? word(text, place + 4) | (length << 24) : word(text, place + 4)
    v3l ^= ml
    v3h ^= mh
    rounds(2)
    v0l ^= ml
    v0h ^= mh
    if (last) break
    place += 8
  }
  v2l ^= 0xff
  rounds(4)
  return [(v0l ^ v1l ^ v2l ^ v3l) >>> 0, (v0h ^ v1h ^ v2h ^ v3h) >>> 0]

  // On pairs of 32-bit words: a sum carries when it is smaller than what was added.
  function rounds(count: number): void {
    for (let round = 0; round < count; round++) {
      let sum = (v0l >>> 0) + (v1l >>> 0)
      v0h = (v0h + v1h + (sum > 0xffffffff ? 1 : 0)) | 0
      v0l = sum | 0
      let kept = v1l
      v1l = (v1l << 13) | (v1h >>> 19)
      v1h = (v1h << 13) | (kept >>> 19)
      v1l ^= v0l
      v1h ^= v0h
      kept = v0l
      v0l = v0h
      v0h = kept
      sum = (v2l >>> 0) + (v3l >>> 0)
      v2h = (v2h + v3h + (sum > 0xffffffff ? 1 : 0)) | 0
      v2l = sum | 0
      kept = v3l
      v3l = (v3l << 16) | (v3h >>> 16)
      v3h = (v3h << 16) | (kept >>> 16)
      v3l ^= v2l
      v3h ^= v2h
      sum = (v0l >>> 0) + (v3l >>> 0)
      v0h = (v0h + v3h + (sum > 0xffffffff ? 1 : 0)) | 0
      v0l = sum | 0
      kept = v3l
      v3l = (v3l << 21) | (v3h >>> 11)
      v3h = (v3h << 21) | (kept >>> 11)
      v3l ^= v0l
      v3h ^= v0h
      sum = (v2l >>> 0) + (v1l >>> 0)
      v2h = (v2h + v1h + (sum > 0xffffffff ? 1 : 0)) | 0
      v2l = sum | 0
      kept = v1l
      v1l = (v1l << 17) | (v1h >>> 15)
      v1h = (v1h << 17) | (kept >>> 15)
      v1l ^= v2l
      v1h ^= v2h
      kept = v2l
      v2l = v2h
      v2h = kept
    }
  }
}

// Four characters, the first in the lowest byte; what lies behind the text is zero.
function word(text: string, place: number): number {
  return (
    byte(text, place) | (byte(text, place + 1) << 8) | (byte(text, place + 2) << 16) | (byte(text, place + 3) << 24)
  )
}

function byte(text: string, place: number): number {
  return place < text.length ? text.charCodeAt(place) & 0xff : 0
}

function swapped(word: number): number {
  return (word << 24) | ((word & 0xff00) << 8) | ((word >>> 8) & 0xff00) | (word >>> 24)
}
