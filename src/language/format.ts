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
  return decimal(wholeNumber(hundredths), 2)
}

/** Writes a figure kept in hundredths, or a dash where there is none. */
export function formatFigure(hundredths: number | null): string {
  return hundredths === null ? '–' : formatHundredths(hundredths)
}

/** Writes a difference in hundredths with its sign: `+1,40`, `−0,42`, `0,00`. @throws RangeError when it is not whole. */
export function formatDifference(hundredths: number): string {
  return (hundredths > 0 ? '+' : '') + formatHundredths(hundredths)
}

/**
 * Writes a figure that was never exact, such as a correlation, the half rounded upwards: 0.8678 to 2 is `0,87`.
 * @throws RangeError for NaN and infinities.
 */
export function formatDecimal(value: number, decimals: number): string {
  return decimal(wholeNumber(Math.round(value * 10 ** decimals)), decimals)
}

/**
 * Writes a share from 0 to 1 in whole percent: `33 %`, with a space that does not break. Some are never written as none,
 * nor nearly all as all: `< 1 %`, `> 99 %`.
 */
export function formatPercent(share: number): string {
  const percent = Math.round(share * 100)
  if (percent === 0 && share > 0) return '<\u00a01\u00a0%'
  if (percent === 100 && share < 1) return '>\u00a099\u00a0%'
  return `${formatCount(percent)}\u00a0%`
}

/** Writes a whole number: 1204 is `1.204`. @throws RangeError when it is not whole. */
export function formatCount(count: number): string {
  return decimal(wholeNumber(count), 0)
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

/** Writes a local day without its year, as short as a chart needs it: `12 Okt`. */
export function formatDayShort(localDay: number): string {
  const date = new Date(localDay * 86_400_000)
  return `${date.getUTCDate()} ${pick(months, date.getUTCMonth()).slice(0, 3)}`
}

/** A month's name: 7 is `Juli`. @throws RangeError outside 1–12. */
export function formatMonth(month: number): string {
  return pick(months, month - 1)
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

function wholeNumber(number: number): number {
  if (!Number.isSafeInteger(number)) throw new RangeError(`not a whole number: ${number}`)
  return number
}

// A whole number of units of 10^-decimals.
function decimal(units: bigint | number, decimals: number): string {
  const written = String(units < 0 ? -units : units).padStart(decimals + 1, '0')
  const before = written.slice(0, written.length - decimals)
  const whole = before.length > 3 ? before.replace(/\B(?=(\d{3})+$)/g, '.') : before
  return (units < 0 ? '−' : '') + whole + (decimals > 0 ? `,${written.slice(-decimals)}` : '')
}

function digits(number: number): string {
  return String(number).padStart(2, '0')
}

function pick(words: readonly string[], place: number): string {
  const word = words[place]
  if (word === undefined) throw new RangeError(`no such month or quarter: ${place + 1}`)
  return word
}
