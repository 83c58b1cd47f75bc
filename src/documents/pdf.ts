// PDF pages drawn from marks: text, shapes, pictures; lengths in millimetres from the upper left corner, type sizes in points.

import type { PDFImage, StandardFonts } from '@cantoo/pdf-lib'
import { type Font, fonts, point, printable, widthOf } from './fonts.ts'
import { baseline, type Paragraph } from './paragraph.ts'
import { bars, type QrSymbol } from './qr.ts'

export interface Page {
  readonly width: number
  readonly height: number
  readonly marks: readonly Mark[]
}

export type Mark = TextMark | ShapeMark | PictureMark | FrameMark

/** One line of text; `x` is where it begins, `y` its baseline. `ink` 0 is black, 1 white. */
export interface TextMark {
  readonly kind: 'text'
  readonly text: string
  readonly x: number
  readonly y: number
  readonly font: Font
  readonly size: number
  readonly ink: number
}

/** A shape filled, or drawn with a line, or both. */
export interface ShapeMark {
  readonly kind: 'shape'
  readonly path: Path
  readonly fill?: number
  readonly line?: Line
}

export interface Line {
  readonly ink: number
  readonly width: number
  /** Lengths of dash and gap. */
  readonly dash?: readonly [number, number]
}

/** A PNG, as large as the box lets it be, at the box's upper left. */
export interface PictureMark {
  readonly kind: 'picture'
  readonly png: Uint8Array
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Marks with an origin of their own; `turned` upside down within the frame. */
export interface FrameMark {
  readonly kind: 'frame'
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly turned: boolean
  readonly marks: readonly Mark[]
}

type Step =
  | readonly ['move' | 'line', x: number, y: number]
  | readonly ['curve', x1: number, y1: number, x2: number, y2: number, x: number, y: number]
  | readonly ['box', x: number, y: number, width: number, height: number]
  | readonly ['close']
export type Path = readonly Step[]

export function polyline(...points: readonly (readonly [x: number, y: number])[]): Path {
  return points.map(([x, y], place) => [place === 0 ? 'move' : 'line', x, y] as const)
}

/** @param radius of the corners. */
export function rectangle(x: number, y: number, width: number, height: number, radius = 0): Path {
  const [right, bottom] = [x + width, y + height]
  if (radius === 0) return [['box', x, y, width, height]]
  const r = radius
  const c = r * (1 - roundness)
  return [
    ['move', x + r, y],
    ['line', right - r, y],
    ['curve', right - c, y, right, y + c, right, y + r],
    ['line', right, bottom - r],
    ['curve', right, bottom - c, right - c, bottom, right - r, bottom],
    ['line', x + r, bottom],
    ['curve', x + c, bottom, x, bottom - c, x, bottom - r],
    ['line', x, y + r],
    ['curve', x, y + c, x + c, y, x + r, y],
    ['close'],
  ]
}

// How far the control points of a cubic curve lie along a quarter of a circle of radius 1.
const roundness = (4 / 3) * (Math.SQRT2 - 1)

export function circle(x: number, y: number, radius: number): Path {
  return rectangle(x - radius, y - radius, 2 * radius, 2 * radius, radius)
}

/** The lines of a paragraph in a box of that width, whose upper edge is `y`. */
export function paragraphMarks(
  paragraph: Paragraph,
  place: { x: number; y: number; width?: number; align?: 'left' | 'centre' | 'right'; ink?: number },
): TextMark[] {
  const { lines, font, size, leading } = paragraph
  const { x, y, width = 0, align = 'left', ink = 0 } = place
  const share = { left: 0, centre: 0.5, right: 1 }[align]
  return lines.map((text, row) => ({
    kind: 'text',
    text,
    x: x + share * (width - widthOf(text, font, size)),
    y: y + row * size * leading * point + baseline(paragraph),
    font,
    size,
    ink,
  }))
}

/** The dark modules of a symbol as one shape, `side` wide; the quiet zone around it is the caller's to keep. */
export function qrMark(symbol: QrSymbol, x: number, y: number, side: number): ShapeMark {
  const module = side / symbol.size
  const path = bars(symbol).flatMap(({ row, column, length }) =>
    rectangle(x + column * module, y + row * module, length * module, module),
  )
  return { kind: 'shape', path, fill: 0 }
}

/**
 * Writes the pages as one PDF; each is asked for when those before it are compressed, so that many cost little memory.
 * The same pages give the same bytes.
 * @param about title and language (`id`) of the document, for readers and screen readers.
 * @throws when a picture is not a PNG.
 */
export async function writePdf(
  pages: Iterable<Page>,
  about: { readonly title: string; readonly language: string },
): Promise<Uint8Array<ArrayBuffer>> {
  // Loaded only when a PDF is asked for: it is larger than all the rest of the site.
  const { PDFDocument, PDFName } = await import('@cantoo/pdf-lib')
  const file = await PDFDocument.create({ updateMetadata: false })
  file.setTitle(about.title.toWellFormed(), { showInWindowTitleBar: true })
  file.setLanguage(about.language)
  const letters = new Map(
    fonts.map((font) => [font, file.embedStandardFont(font as `${StandardFonts}` as StandardFonts)]),
  )
  const images = new Map<Uint8Array, PDFImage>()
  for (const { width, height, marks } of pages) {
    const page = file.addPage([width / point, height / point])
    for (const [name, font] of letters) page.node.setFontDictionary(PDFName.of(name), font.ref)
    const names = new Map<Uint8Array, string>()
    for (const png of picturesOf(marks)) {
      const image = images.get(png) ?? (await file.embedPng(png))
      images.set(png, image)
      if (!names.has(png)) names.set(png, page.node.newXObject('Picture', image.ref).asString())
    }
    const means: Means = {
      encode: (text, font) => String(letters.get(font)?.encodeText(printable(text))),
      picture: (png) => ({ name: names.get(png) ?? '', ...(images.get(png)?.size() ?? { width: 1, height: 1 }) }),
    }
    const contents = file.context.flateStream(drawing(means, height, marks).join('\n'))
    page.node.addContentStream(file.context.register(contents))
  }
  return file.save({ addDefaultPage: false })
}

/** What the operators name: text in the code of a font, and a picture with its pixels. */
interface Means {
  readonly encode: (text: string, font: Font) => string
  readonly picture: (png: Uint8Array) => { name: string; width: number; height: number }
}

function picturesOf(marks: readonly Mark[]): Uint8Array[] {
  return marks.flatMap((mark) =>
    mark.kind === 'picture' ? [mark.png] : mark.kind === 'frame' ? picturesOf(mark.marks) : [],
  )
}

/**
 * The operators that draw the marks. Source: ISO 32000-1, annex A.
 * @param height of the page or frame: PDF counts upwards from its lower edge.
 */
function drawing(means: Means, height: number, marks: readonly Mark[]): string[] {
  const along = (x: number) => written(x / point)
  const at = (x: number, y: number) => `${along(x)} ${along(height - y)}`
  return marks.flatMap((mark): string[] => {
    switch (mark.kind) {
      case 'text': {
        const font = `/${mark.font} ${mark.size} Tf`
        return [`${mark.ink} g BT ${font} ${at(mark.x, mark.y)} Td ${means.encode(mark.text, mark.font)} Tj ET`]
      }
      case 'shape':
        return ['q', ...style(mark), ...mark.path.map((step) => segment(step, at, along)), painting(mark), 'Q']
      case 'picture': {
        const { name, ...pixels } = means.picture(mark.png)
        const scale = Math.min(mark.width / pixels.width, mark.height / pixels.height)
        const size = { width: pixels.width * scale, height: pixels.height * scale }
        const corner = at(mark.x, mark.y + size.height)
        return [`q ${along(size.width)} 0 0 ${along(size.height)} ${corner} cm /${name} Do Q`]
      }
      default: {
        const { x, y, width, turned } = mark
        const matrix = turned ? `-1 0 0 -1 ${at(x + width, y)}` : `1 0 0 1 ${at(x, y + mark.height)}`
        return [`q ${matrix} cm`, ...drawing(means, mark.height, mark.marks), 'Q']
      }
    }
  })
}

function style({ fill, line }: ShapeMark): string[] {
  const dash = line?.dash?.map((length) => written(length / point)).join(' ') ?? ''
  return [
    ...(fill === undefined ? [] : [`${fill} g`]),
    // Round caps and joins.
    ...(line ? [`${line.ink} G ${written(line.width / point)} w 1 J 1 j [${dash}] 0 d`] : []),
  ]
}

function segment(step: Step, at: (x: number, y: number) => string, along: (length: number) => string): string {
  switch (step[0]) {
    case 'move':
      return `${at(step[1], step[2])} m`
    case 'line':
      return `${at(step[1], step[2])} l`
    case 'curve':
      return `${at(step[1], step[2])} ${at(step[3], step[4])} ${at(step[5], step[6])} c`
    case 'box':
      return `${at(step[1], step[2] + step[4])} ${along(step[3])} ${along(step[4])} re`
    default:
      return 'h'
  }
}

function painting({ fill, line }: ShapeMark): string {
  if (!line) return 'f'
  return fill === undefined ? 'S' : 'B'
}

// A thousandth of a point is finer than any printer; PDF knows no exponents.
function written(points: number): string {
  return String(Math.round(points * 1000) / 1000)
}
