// How figures, days, times and quarters are written in Indonesian: comma before decimals, dot between thousands.

const months = [
  'Januari',
  'Februari',
  'Maret',
  'April',
  'Mei',
  'Juni',
  'Juli',
  'Agustus',
  'September',
  'Oktober',
  'November',
  'Desember',
] as const

const romans = ['I', 'II', 'III', 'IV'] as const

/**
 * Writes a figure kept in hundredths: 8490 is `84,90`, 10000 is `100,00`.
 * @throws RangeError for anything that is not a whole number, so that no page can ever print `NaN`.
 */
export function formatHundredths(hundredths: number): string {
  return decimal(BigInt(hundredths), 2)
}

/** Writes a whole number: 1204 is `1.204`. @throws RangeError when it is not whole. */
export function formatCount(count: number): string {
  return decimal(BigInt(count), 0)
}

/** Writes an exact fraction ≥ 0 with a number of decimals, the half rounded upwards: 97/30 to 3 is `3,233`. */
export function formatFraction(value: { numerator: bigint; denominator: bigint }, decimals: number): string {
  const doubled = 2n * value.numerator * 10n ** BigInt(decimals)
  return decimal((doubled + value.denominator) / (2n * value.denominator), decimals)
}

/** Writes a local day (days since 1970-01-01): `12 Oktober 2026`. */
export function formatDay(localDay: number): string {
  const date = new Date(localDay * 86_400_000)
  return `${date.getUTCDate()} ${pick(months, date.getUTCMonth())} ${date.getUTCFullYear()}`
}

/** Writes two local days as a span, naming month and year once where they agree: `1 Juli – 12 Agustus 2026`. */
export function formatDays(first: number, last: number): string {
  const [from, to] = [formatDay(first).split(' '), formatDay(last).split(' ')]
  if (first === last) return to.join(' ')
  while (from.length > 1 && from.at(-1) === to[from.length - 1]) from.pop()
  return `${from.join(' ')} – ${to.join(' ')}`
}

/** Writes a time on the wall clock: `10.42 WIB`. */
export function formatTime(hour: number, minute: number, zone: string): string {
  return `${digits(hour)}.${digits(minute)} ${zone}`
}

/** A quarter as a reader meets it; `quarter` is 1–4. */
export interface WrittenQuarter {
  readonly quarter: number
  readonly year: number
}

/** `Triwulan III 2026` */
export function formatQuarter({ quarter, year }: WrittenQuarter): string {
  return `Triwulan ${formatRoman(quarter)} ${year}`
}

/** `TW III 2026` */
export function formatQuarterShort({ quarter, year }: WrittenQuarter): string {
  return `TW ${formatRoman(quarter)} ${year}`
}

/** A quarter's number: 3 is `III`. @throws RangeError outside 1–4. */
export function formatRoman(quarter: number): string {
  return pick(romans, quarter - 1)
}

// A whole number of units of 10^-decimals.
function decimal(units: bigint, decimals: number): string {
  const written = String(units < 0n ? -units : units).padStart(decimals + 1, '0')
  const whole = written.slice(0, written.length - decimals).replace(/\B(?=(\d{3})+$)/g, '.')
  return (units < 0n ? '−' : '') + whole + (decimals > 0 ? `,${written.slice(-decimals)}` : '')
}

function digits(number: number): string {
  return String(number).padStart(2, '0')
}

function pick(words: readonly string[], place: number): string {
  const word = words[place]
  if (word === undefined) throw new RangeError(`no such month or quarter: ${place + 1}`)
  return word
}
