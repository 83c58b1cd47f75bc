// The index computed a second time, from the answers themselves and by long division on paper: shares no code with src, on purpose.

/** The same answers given by some respondents to the questions of one element; an empty list is no answer. */
export interface AnswerSheet {
  readonly answers: readonly number[]
  readonly times: number
}

export interface AnsweredElement {
  readonly sheets: readonly AnswerSheet[]
  /** Custom weight as [numerator, denominator]; null for 1/x. */
  readonly weight: readonly [number, number] | null
}

export interface ReferenceFigures {
  /** As printed, `80.83`; null for an element without an answer. */
  readonly elements: readonly (Rounded | null)[]
  readonly exact: Rounded | null
  readonly threeDecimals: Rounded | null
  readonly twoDecimals: Rounded | null
  /** Exact index on the scale of 100, as [numerator, denominator]. */
  readonly value: readonly [bigint, bigint] | null
  /** How many weights lay exactly at the half when they were rounded to three or two decimals. */
  readonly halvedWeights: number
}

export interface Rounded {
  readonly text: string
  /** True when the exact value lay exactly at the half. */
  readonly atHalf: boolean
}

export function referenceFigures(elements: readonly AnsweredElement[]): ReferenceFigures {
  const filled = elements.map(({ sheets }) => sumOver(sheets, ({ answers }) => (answers.length > 0 ? 1n : 0n)))
  // One answer in 24ths: halves of scores, and means of up to four of them, are whole.
  const totals = elements.map(({ sheets }) => sumOver(sheets, valueOfSheet))
  const inUse = elements.map((_, place) => place).filter((place) => filled[place] !== 0n)
  const printed = elements.map((_, place) =>
    filled[place] === 0n ? null : longDivision(at(totals, place) * 25n, at(filled, place) * 24n, 2),
  )
  if (inUse.length === 0) {
    return { elements: printed, exact: null, threeDecimals: null, twoDecimals: null, value: null, halvedWeights: 0 }
  }

  const everyCount = inUse.map((place) => at(filled, place)).reduce(leastCommonMultiple)
  const shares = inUse.map((place): readonly [bigint, bigint] => {
    const [numerator, denominator] = elements[place]?.weight ?? [1, 1]
    return [BigInt(numerator), BigInt(denominator)]
  })
  const everyShare = shares.map(([, denominator]) => denominator).reduce(leastCommonMultiple)
  const parts = shares.map(([numerator, denominator]) => (everyShare / denominator) * numerator)
  const whole = parts.reduce((sum, part) => sum + part)

  const weighted = (weights: readonly bigint[]) => {
    let sum = 0n
    for (const [row, place] of inUse.entries()) {
      sum += at(totals, place) * (everyCount / at(filled, place)) * at(weights, row) * 25n
    }
    return sum
  }
  const roundedWeights = (decimals: number) => parts.map((part) => longDivision(part, whole, decimals))
  const underRounded = (weights: readonly Rounded[], unit: bigint) =>
    longDivision(weighted(weights.map(({ text }) => BigInt(text.replace('.', '')))), everyCount * 24n * unit, 2)

  const three = roundedWeights(3)
  const two = roundedWeights(2)
  const value = [weighted(parts), everyCount * 24n * whole] as const
  return {
    elements: printed,
    exact: longDivision(...value, 2),
    threeDecimals: underRounded(three, 1000n),
    twoDecimals: underRounded(two, 100n),
    value,
    halvedWeights: [...three, ...two].filter(({ atHalf }) => atHalf).length,
  }
}

/** The grade of a printed figure, by the bounds of PermenPANRB 14/2017. */
export function referenceGrade(printed: string): string {
  const digits = Number(printed.replace('.', ''))
  if (digits >= 8831) return 'A'
  if (digits >= 7661) return 'B'
  return digits >= 6500 ? 'C' : 'D'
}

function valueOfSheet({ answers }: AnswerSheet): bigint {
  if (answers.length === 0) return 0n
  const halves = answers.map((answer) => BigInt(answer * 2)).reduce((sum, answer) => sum + answer)
  return (halves * 12n) / BigInt(answers.length)
}

function sumOver(sheets: readonly AnswerSheet[], value: (sheet: AnswerSheet) => bigint): bigint {
  let sum = 0n
  for (const sheet of sheets) sum += value(sheet) * BigInt(sheet.times)
  return sum
}

/** Divides as on paper: brings down one digit after another, then looks at what is left over. */
function longDivision(dividend: bigint, divisor: bigint, decimals: number): Rounded {
  const quotient: number[] = []
  let rest = 0n
  for (const digit of `${dividend}${'0'.repeat(decimals)}`) {
    rest = rest * 10n + BigInt(digit)
    let times = 0
    while (rest >= divisor) {
      rest -= divisor
      times += 1
    }
    quotient.push(times)
  }
  const upTo = divisor - rest
  if (rest >= upTo) carryOne(quotient)
  const text = quotient.join('').padStart(decimals + 1, '0')
  const whole = text.slice(0, -decimals).replace(/^0+(?=\d)/, '')
  return { text: `${whole}.${text.slice(-decimals)}`, atHalf: rest === upTo }
}

function carryOne(quotient: number[]): void {
  for (let place = quotient.length - 1; place >= 0; place -= 1) {
    const digit = at(quotient, place)
    quotient[place] = digit === 9 ? 0 : digit + 1
    if (digit < 9) return
  }
  quotient.unshift(1)
}

function leastCommonMultiple(one: bigint, other: bigint): bigint {
  let [greater, rest] = [one, other]
  while (rest !== 0n) [greater, rest] = [rest, greater % rest]
  return (one / greater) * other
}

function at<T>(list: readonly T[], place: number): T {
  const found = list[place]
  if (found === undefined) throw new RangeError(`nothing at ${place}`)
  return found
}
