// Text broken into lines that fit a box: the largest type first, words whole as long as that is possible.

import { type Font, point, printable, widthOf } from './fonts.ts'

/** Lengths in millimetres, type sizes in points. */
export interface Box {
  readonly font: Font
  readonly width: number
  readonly height: number
  readonly largest: number
  readonly smallest: number
  /** From one baseline to the next, as a multiple of the type size; 1.2 unless told. */
  readonly leading?: number
  /** True where a word may be broken to stay larger, as addresses may: after a dot, hyphen or slash if there is one. */
  readonly breakable?: boolean
}

/** Lines of printable text that fit the box; none where there was nothing to print. `height` in millimetres. */
export interface Paragraph {
  readonly lines: readonly string[]
  readonly font: Font
  readonly size: number
  readonly leading: number
  readonly height: number
}

/**
 * Sets text in the largest type at which it fits the box; sizes go down by half a point. What does not fit in the smallest
 * ends with an ellipsis. Lines are of about equal length.
 */
export function setParagraph(text: string, box: Box): Paragraph {
  const { font, width, height, largest, smallest, leading = 1.2, breakable = false } = box
  const words = printable(text).split(' ').filter(Boolean)
  for (let size = largest; ; size = Math.max(smallest, size - 0.5)) {
    const rows = Math.floor(height / (size * leading * point) + 1e-9)
    const fits = (word: string) => widthOf(word, font, size) <= width
    const last = size <= smallest
    if (breakable || last || words.every(fits)) {
      const lines = wrap(words, font, size, width)
      if (lines.length <= rows || last) {
        const kept =
          lines.length <= rows ? balance(words, font, size, width, lines) : clip(lines, rows, font, size, width)
        return { lines: kept, font, size, leading, height: kept.length * size * leading * point }
      }
    }
  }
}

/** How far below a line's upper edge its baseline lies, in millimetres: capitals stand in the middle of the line. */
export function baseline({ size, leading }: Paragraph): number {
  return (leading / 2 + 0.36) * size * point
}

function wrap(words: readonly string[], font: Font, size: number, width: number): string[] {
  const fits = (text: string) => widthOf(text, font, size) <= width
  const lines: string[] = []
  let line = ''
  for (const word of words) {
    if (line && fits(`${line} ${word}`)) {
      line += ` ${word}`
      continue
    }
    if (line) lines.push(line)
    line = word
    while (!fits(line)) {
      const kept = breakingPoint(line, fits)
      lines.push(line.slice(0, kept))
      line = line.slice(kept)
    }
  }
  return line ? [...lines, line] : lines
}

/** How much of a word wider than the box stays on the line; at least a letter. */
function breakingPoint(word: string, fits: (text: string) => boolean): number {
  let kept = 1
  while (fits(word.slice(0, kept + 1))) kept++
  const sign = /.*[./-]/.exec(word.slice(0, kept))?.[0].length ?? 0
  return sign > kept / 3 ? sign : kept
}

/** The same number of lines in the narrowest box that gives it, so that no last line holds a lone word. */
function balance(words: readonly string[], font: Font, size: number, width: number, lines: string[]): string[] {
  let [narrow, wide, best] = [width / 2, width, lines]
  if (lines.length < 2) return lines
  for (let tries = 0; tries < 8; tries++) {
    const middle = (narrow + wide) / 2
    const tried = wrap(words, font, size, middle)
    const whole = words.every((word) => widthOf(word, font, size) <= middle)
    if (whole && tried.length === lines.length) [wide, best] = [middle, tried]
    else narrow = middle
  }
  return best
}

function clip(lines: readonly string[], rows: number, font: Font, size: number, width: number): string[] {
  const kept = lines.slice(0, rows)
  let last = kept.pop() ?? ''
  while (last && widthOf(`${last}…`, font, size) > width) last = last.slice(0, -1)
  return [...kept, `${last.trimEnd()}…`]
}
