// The badge that a unit puts on its own site: its published figure as one SVG without script, style or anything fetched.

import { formatCount, formatHundredths, formatQuarter, formatQuarterShort } from '../language/format.ts'
import { type Quarter, quarterNumber, quarterYear } from '../units/rules/calendar.ts'

/** What a badge says; `figures` null where nothing of the unit was published yet. */
export interface BadgeContent {
  readonly name: string
  readonly demonstration: boolean
  readonly figures: {
    readonly quarter: Quarter
    readonly respondents: number
    /** In hundredths, as the interval; null where nobody answered. */
    readonly ikm: number | null
    readonly low: number | null
    readonly high: number | null
    /** Null below the minimum. */
    readonly grade: string | null
    readonly performance: string | null
  } | null
}

// Each at least 4.5 : 1 on white, and white on each of A to D (WCAG 2.2, 1.4.3).
const ink = '#16202b'
const soft = '#4c5a68'
const tones: Readonly<Record<string, string>> = { A: '#1e7b4f', B: '#2a5da8', C: '#8a5a00', D: '#b3392f' }

export const badgeSize = { width: 360, height: 152 } as const
/** Letters that fit on one of its two lines in the widest of the usual fonts. */
const lineOfName = 36

/** A picture of `badgeSize` pixels; its title says all of it in words. */
export function badgeSvg(content: BadgeContent): string {
  const { figures, demonstration } = content
  const { width, height } = badgeSize
  const [first = '', second] = linesOf(content.name)
  // A name on one line stands where two would have their middle.
  const top = second === undefined ? 34 : 27
  const made = demonstration ? ' · angka rekaan' : ''
  const quarter = figures && { quarter: quarterNumber(figures.quarter), year: quarterYear(figures.quarter) }
  const foot =
    figures && quarter && figures.respondents > 0
      ? `${formatCount(figures.respondents)} responden · ${formatQuarterShort(quarter)}${made}`
      : `${quarter ? formatQuarterShort(quarter) : 'Survei Kepuasan Masyarakat'}${made}`
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="judul" font-family="system-ui, 'Segoe UI', Roboto, 'Noto Sans', sans-serif">`,
    `<title id="judul">${escaped(inWords(content))}</title>`,
    `<rect x="0.75" y="0.75" width="${width - 1.5}" height="${height - 1.5}" rx="11" fill="#fff" stroke="#75818e" stroke-width="1.5"/>`,
    text(16, top, 14, first, ink, 700),
    ...(second === undefined ? [] : [text(16, top + 17, 14, second, ink, 700)]),
    text(16, second === undefined ? 55 : 64, 12, 'Indeks Kepuasan Masyarakat (IKM)', soft),
    ...(figures?.ikm == null ? nothing(figures !== null) : figure({ ...figures, ikm: figures.ikm })),
    text(16, 138, 12, foot, soft),
    '</svg>\n',
  ].join('')
}

function figure({
  ikm,
  low,
  high,
  grade,
  performance,
}: NonNullable<BadgeContent['figures']> & { ikm: number }): string[] {
  const tone = (grade && tones[grade]) || soft
  const value = text(16, 112, 37, formatHundredths(ikm), grade ? ink : soft, 750)
  const interval =
    low !== null && high !== null ? `selang ${formatHundredths(low)}–${formatHundredths(high)}` : 'satu responden'
  if (!grade) {
    return [
      value,
      frame(168, 176),
      text(178, 95, 12, 'Belum bermutu:', soft, 700),
      text(178, 110, 12, 'responden belum cukup', soft),
    ]
  }
  return [
    value,
    `<rect x="168" y="78" width="40" height="40" rx="8" fill="${tone}"/>`,
    `<text x="188" y="107" font-size="26" font-weight="750" fill="#fff" text-anchor="middle">${escaped(grade)}</text>`,
    text(218, 95, 15, performance ?? '', tone, 700),
    text(218, 113, 11, interval, soft),
  ]
}

function nothing(surveyed: boolean): string[] {
  return [frame(16, 328), text(28, 103, 16, surveyed ? 'Belum ada jawaban' : 'Belum ada hasil terbit', soft, 700)]
}

function frame(x: number, width: number): string {
  return `<rect x="${x + 0.75}" y="78.75" width="${width - 1.5}" height="38.5" rx="8" fill="none" stroke="${soft}" stroke-width="1.5" stroke-dasharray="5 4"/>`
}

/** A name on one line or two; what is longer ends in an ellipsis, and the title says it whole. */
function linesOf(name: string): string[] {
  const lines = ['']
  for (const word of name.split(/\s+/)) {
    const last = lines.at(-1) ?? ''
    const longer = last === '' ? word : `${last} ${word}`
    if (longer.length <= lineOfName || last === '') lines[lines.length - 1] = longer
    else lines.push(word)
  }
  const shown = lines.length > 2 ? [lines[0] ?? '', `${lines[1]} …`] : lines
  return shown.map((line) => (line.length > lineOfName ? `${line.slice(0, lineOfName - 1).trimEnd()}…` : line))
}

/** The same in one sentence, for whoever hears it. */
export function inWords({ name, figures, demonstration }: BadgeContent): string {
  const made = demonstration ? ' (angka rekaan)' : ''
  if (!figures) return `IKM ${name}: belum ada hasil terbit${made}`
  const { quarter, ikm, low, high, grade, performance, respondents } = figures
  const when = formatQuarter({ quarter: quarterNumber(quarter), year: quarterYear(quarter) })
  if (ikm === null) return `IKM ${name}, ${when}: belum ada jawaban${made}`
  const interval =
    low !== null && high !== null ? `, selang 95 % ${formatHundredths(low)} sampai ${formatHundredths(high)}` : ''
  const said = grade ? `mutu ${grade} (${performance})` : 'belum bermutu karena responden belum cukup'
  return `IKM ${name}, ${when}: ${formatHundredths(ikm)}, ${said}${interval}, ${formatCount(respondents)} responden${made}`
}

function text(x: number, y: number, size: number, words: string, fill: string, weight = 400): string {
  return `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${fill}">${escaped(words)}</text>`
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
