// Chance that can be repeated: a small seeded generator, so that a demonstration looks the same each time it is built. Pure.

/** A stream of pseudo-random draws; the same seed gives the same stream on every runtime. */
export interface Random {
  /** Uniform, 0 ≤ x < 1. */
  uniform(): number
  /** Standard normal. */
  normal(): number
  /** True with the given probability. */
  chance(probability: number): boolean
  /** A whole number from `least` to `most`, both possible. */
  between(least: number, most: number): number
  pick<Value>(values: readonly [Value, ...Value[]]): Value
  draw<Value>(lottery: Lottery<Value>): Value
}

/** Values with their shares, ready to be drawn from. */
export interface Lottery<Value> {
  readonly last: Value
  readonly steps: readonly { readonly value: Value; readonly below: number }[]
}

/** @param shares pairs of value and share; shares need not sum to one. */
export function lottery<Value>(
  shares: readonly [readonly [Value, number], ...(readonly [Value, number])[]],
): Lottery<Value> {
  const total = shares.reduce((sum, [, share]) => sum + share, 0)
  let below = 0
  const steps = shares.map(([value, share]) => {
    below += share / total
    return { value, below }
  })
  return { last: (shares.at(-1) ?? shares[0])[0], steps }
}

/**
 * Opens the stream that a text names. Source of the generator: Chris Doty-Humphrey's sfc32 (PractRand), which passes
 * its tests at many times the length used here; seeded by FNV-1a.
 */
export function random(seed: string): Random {
  let [a, b, c, counter] = [fnv1a(`${seed}/a`), fnv1a(`${seed}/b`), fnv1a(`${seed}/c`), 1]
  let spare: number | undefined

  function uniform(): number {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return (sum >>> 0) / 2 ** 32
  }

  // Marsaglia's polar method: two draws at a time, without sine and cosine.
  function normal(): number {
    if (spare !== undefined) {
      const kept = spare
      spare = undefined
      return kept
    }
    for (;;) {
      const x = 2 * uniform() - 1
      const y = 2 * uniform() - 1
      const square = x * x + y * y
      if (square >= 1 || square === 0) continue
      const scale = Math.sqrt((-2 * Math.log(square)) / square)
      spare = y * scale
      return x * scale
    }
  }

  function between(least: number, most: number): number {
    return least + Math.floor(uniform() * (most - least + 1))
  }

  function draw<Value>({ steps, last }: Lottery<Value>): Value {
    const drawn = uniform()
    for (const { value, below } of steps) if (drawn < below) return value
    return last
  }

  for (let round = 0; round < 15; round++) uniform()
  return {
    uniform,
    normal,
    between,
    draw,
    chance: (probability) => uniform() < probability,
    pick: (values) => values[between(0, values.length - 1)] ?? values[0],
  }
}

function fnv1a(text: string): number {
  let hash = 0x811c9dc5
  for (let place = 0; place < text.length; place++) hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193)
  return hash
}
