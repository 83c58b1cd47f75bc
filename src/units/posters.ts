// What hangs at a counter: the A4 poster and the table tent with its QR code, typeset in Indonesian and a second language.

import { point, widthOf } from '../documents/fonts.ts'
import { type Box, setParagraph } from '../documents/paragraph.ts'
import {
  circle,
  type Mark,
  type Page,
  type Path,
  paragraphMarks,
  polyline,
  qrMark,
  rectangle,
  writePdf,
} from '../documents/pdf.ts'
import { qrSymbol, quiet } from '../documents/qr.ts'
import { formatDay } from '../language/format.ts'
import { type LocalDay, localDay, type Zone } from './rules/calendar.ts'
import { writeCode } from './rules/code.ts'

/** What a poster says of its counter. `issuedOn` is the day on which the code was issued. */
export interface Poster {
  readonly government: string
  readonly unit: string
  readonly counter: string
  readonly counterId: number
  readonly code: string
  readonly issuedOn: LocalDay
  /** Public address of the site, such as `https://skm.kotacontoh.go.id`. */
  readonly origin: string
}

/** Javanese, Sundanese and English may stand below the Indonesian. */
export type SecondLanguage = 'en' | 'jv' | 'su'
export const secondLanguages: Readonly<Record<SecondLanguage, string>> = {
  en: 'Bahasa Inggris',
  jv: 'Bahasa Jawa',
  su: 'Bahasa Sunda',
}

export interface PosterOptions {
  readonly second?: SecondLanguage | undefined
  /** The government's logo. */
  readonly logo?: Uint8Array | undefined
}

/** @param counter with its live code; `issuedAt` in seconds since 1970-01-01 UTC. */
export function posterOf(
  site: { readonly government: string; readonly origin: string },
  unit: { readonly name: string; readonly zone: Zone },
  counter: { readonly id: number; readonly name: string; readonly code: string; readonly issuedAt: number },
): Poster {
  return {
    government: site.government,
    unit: unit.name,
    counter: counter.name,
    counterId: counter.id,
    code: counter.code,
    issuedOn: localDay(new Date(counter.issuedAt * 1000), unit.zone),
    origin: site.origin,
  }
}

/** Posters in A4, a page each. @throws when the logo is not a PNG. */
export function posterPdf(posters: readonly Poster[], options: PosterOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
  return writePdf(
    each(posters, (poster) => posterPage(poster, options)),
    { title: titleOf('Poster', posters), language: 'id' },
  )
}

/** Table tents, an A5 sheet each: two faces in A6, the upper one upside down, folded between. @throws as posterPdf. */
export function tentPdf(posters: readonly Poster[], options: PosterOptions = {}): Promise<Uint8Array<ArrayBuffer>> {
  return writePdf(
    each(posters, (poster) => tentPage(poster, options)),
    { title: titleOf('Kartu meja', posters), language: 'id' },
  )
}

function* each(posters: readonly Poster[], page: (poster: Poster) => Page): Generator<Page> {
  for (const poster of posters) yield page(poster)
}

function titleOf(kind: string, posters: readonly Poster[]): string {
  const [first] = posters
  if (!first) return kind
  return posters.length === 1 ? `${kind} ${first.unit}, ${first.counter}` : `${kind} ${first.unit}`
}

interface Words {
  readonly headline: string
  readonly promise: string
  readonly steps: readonly [string, string, string]
  readonly typing: string
}

const indonesian: Words = {
  headline: 'Bagaimana pelayanan kami?',
  promise: 'Tanpa nama, tanpa\u00a0NIK, sekitar satu\u00a0menit',
  steps: ['Pindai kode dengan kamera', 'Pilih jawaban, 1\u00a0sampai\u00a04', 'Kirim. Terima kasih'],
  typing: 'Tidak bisa memindai? Ketik alamat ini di ponsel:',
}

const translations: Readonly<Record<SecondLanguage, Words>> = {
  en: {
    headline: 'How was our service?',
    promise: 'No name, no\u00a0ID\u00a0number, about one\u00a0minute',
    steps: ['Scan the code with your camera', 'Choose an answer, 1\u00a0to\u00a04', 'Send. Thank you'],
    typing: 'Cannot scan? Type this address on your phone:',
  },
  jv: {
    headline: 'Kados pundi paladosan ing mriki?',
    promise: 'Tanpa asma, tanpa\u00a0NIK, udakawis setunggal menit',
    steps: ['Pindai kode ngginakaken kamera', 'Pilih wangsulan, 1\u00a0dumugi\u00a04', 'Kirim. Matur nuwun'],
    typing: 'Boten saged mindai? Ketik alamat punika ing HP:',
  },
  su: {
    headline: 'Kumaha palayanan di dieu?',
    promise: 'Tanpa nami, tanpa\u00a0NIK, kirang langkung samenit',
    steps: ['Pindai kode ku kaméra', 'Pilih waleran, 1\u00a0dugi\u00a0ka\u00a04', 'Kirim. Hatur nuhun'],
    typing: 'Teu tiasa mindai? Ketik alamat ieu dina HP:',
  },
}

const officialName = 'Survei Kepuasan Masyarakat'

/** What follows the Indonesian is lighter, and still black enough for a tired printer. */
const softInk = 0.2

const margin = 15

/** A poster as marks on an A4 page. */
export function posterPage(poster: Poster, { second, logo }: PosterOptions): Page {
  const [width, height] = [210, 297]
  const inner = width - 2 * margin
  const other = second && translations[second]

  const header = stack(logo ? margin + 26 : margin, margin, logo ? inner - 26 : inner, [
    { text: poster.government, font: 'Helvetica', largest: 13, smallest: 9, height: 10 },
    { text: poster.unit, font: 'Helvetica-Bold', largest: 24, smallest: 11, height: 21, leading: 1.15 },
    { text: poster.counter, font: 'Helvetica', largest: 17, smallest: 10, height: 14, before: 1 },
  ])
  const rule = Math.max(header.bottom, logo ? margin + 22 : 0) + 4
  const footer = height - margin - 5

  const symbol = qrSymbol(addressOf(poster), 'Q')
  const side = 112
  const zone = (side / symbol.size) * quiet
  const address = stack(margin, 0, inner, [
    { text: indonesian.typing, font: 'Helvetica', largest: 12, smallest: 10, height: 6 },
    ...below(other?.typing, { largest: 10, smallest: 9, height: 5 }),
    ...addressPieces(poster, inner, { largest: 26, smallest: 9, height: 12, before: 1.5 }),
  ])
  const headings = (rows: number) =>
    stack(margin, 0, inner, [
      { text: officialName, font: 'Helvetica', largest: 13, smallest: 13, height: 6 },
      {
        text: indonesian.headline,
        font: 'Helvetica-Bold',
        largest: 44,
        smallest: 24,
        height: 18 * rows,
        leading: 1.15,
      },
      ...below(other?.headline, { largest: 18, smallest: 12, height: 8 }),
      { text: indonesian.promise, font: 'Helvetica-Bold', largest: 16, smallest: 12, height: 8, before: 2.5 },
      ...below(other?.promise, { largest: 12, smallest: 10, height: 6 }),
    ])
  const free = (head: Stack) => footer - rule - head.bottom - 2 * zone - side - address.bottom
  const large = headings(2)
  const head = free(large) > 14 ? large : headings(1)
  // What is left is shared between: above the headline, above and below the code (white already), above the footer.
  const gap = Math.max(0, free(head)) / 10
  const headTop = rule + 4 * gap
  const top = headTop + head.bottom + gap + zone
  const stepX = margin + side + Math.max(zone, 15.5)
  const steps = { x: stepX, y: top, width: width - margin - stepX, height: side }

  return {
    width,
    height,
    marks: [
      ...(logo ? [{ kind: 'picture', png: logo, x: margin, y: margin, width: 20, height: 22 } as const] : []),
      ...header.marks,
      { kind: 'shape', path: rectangle(margin, rule, inner, 0.6), fill: 0 },
      lowered(head, headTop, width),
      qrMark(symbol, margin, top, side),
      ...stepMarks(other, steps),
      lowered(address, top + side + zone + 2 * gap, width),
      { kind: 'shape', path: rectangle(margin, footer - 1.5, inner, 0.2), fill: 0 },
      ...footnotes(poster, { x: margin, y: footer, width: inner }),
    ],
  }
}

/** A table tent as marks on an A5 page. */
export function tentPage(poster: Poster, options: PosterOptions): Page {
  const [width, height] = [148, 210]
  const face = tentFace(poster, options, width, height / 2)
  const fold = height / 2
  return {
    width,
    height,
    marks: [
      { kind: 'frame', x: 0, y: 0, width, height: fold, turned: true, marks: face },
      { kind: 'frame', x: 0, y: fold, width, height: fold, turned: false, marks: face },
      {
        kind: 'shape',
        path: polyline([14, fold], [width - 14, fold]),
        line: { ink: 0.4, width: 0.25, dash: [1.5, 1.5] },
      },
    ],
  }
}

function tentFace(poster: Poster, { second, logo }: PosterOptions, width: number, height: number): Mark[] {
  const edge = 12
  const other = second && translations[second]
  const symbol = qrSymbol(addressOf(poster), 'Q')
  const side = 58
  const zone = (side / symbol.size) * quiet
  const top = height - edge - side
  const columnX = edge + side + Math.max(zone, 8)
  const column = width - edge - columnX

  const indent = logo ? 15 : 0
  const names = stack(edge + indent, edge, width - 2 * edge - indent, [
    { text: poster.unit, font: 'Helvetica-Bold', largest: 15, smallest: 8, height: 8.5, leading: 1.1 },
    { text: poster.counter, font: 'Helvetica', largest: 11, smallest: 7, height: 6 },
  ])
  const texts = stack(columnX, top, column, [
    { text: indonesian.headline, font: 'Helvetica-Bold', largest: 20, smallest: 14, height: 15.6, leading: 1.1 },
    ...below(other?.headline, { largest: 11, smallest: 8, height: 5 }),
    { text: indonesian.promise, font: 'Helvetica-Bold', largest: 9.5, smallest: 7, height: 8.2, before: 1.5 },
    ...below(other?.promise, { largest: 8, smallest: 5.5, height: 3.6 }),
  ])
  const address = stack(columnX, 0, column, [
    { text: 'Atau ketik:', font: 'Helvetica', largest: 8, smallest: 8, height: 4 },
    ...addressPieces(poster, column, { largest: 14, smallest: 6.5, height: 8.5, before: 0 }),
    { text: lifeOf(poster), font: 'Helvetica', largest: 6.5, smallest: 5, height: 3, before: 1.8 },
    { text: issueOf(poster), font: 'Helvetica', largest: 6.5, smallest: 5, height: 3 },
  ])
  return [
    ...(logo ? [{ kind: 'picture', png: logo, x: edge, y: edge, width: 12, height: 13 } as const] : []),
    ...names.marks,
    qrMark(symbol, edge, top, side),
    ...texts.marks,
    lowered(address, height - edge - address.bottom, width),
  ]
}

function addressOf({ origin, code }: Poster): string {
  return `${origin}/s/${code}`
}

/** The address to be typed: on one line where that stays large, else the host above the path. */
function addressPieces(
  { origin, code }: Poster,
  width: number,
  type: { largest: number; smallest: number; height: number; before: number },
): Piece[] {
  const host = origin.replace(/^https?:\/\//, '')
  const path = `/s/${writeCode(code)}`
  const box = { ...type, font: 'Courier-Bold', breakable: true } as const
  const oneLine = widthOf(host + path, box.font, type.largest * 0.7) <= width
  if (oneLine) return [{ ...box, text: host + path, breakable: false, height: type.largest * 1.2 * point }]
  return [
    { ...box, text: host },
    { ...box, text: path, height: type.largest * 1.2 * point, before: 0 },
  ]
}

/** Text in a stack: set as large as its height lets it, `before` millimetres below what stands above. */
interface Piece extends Omit<Box, 'width'> {
  readonly text: string
  readonly ink?: number
  readonly before?: number
}

function below(text: string | undefined, type: Omit<Piece, 'text' | 'font'>): Piece[] {
  return text === undefined ? [] : [{ text, font: 'Helvetica', ink: softInk, ...type }]
}

interface Stack {
  readonly marks: readonly Mark[]
  /** Lower edge in millimetres. */
  readonly bottom: number
}

function stack(x: number, y: number, width: number, pieces: readonly Piece[]): Stack {
  const marks: Mark[] = []
  let bottom = y
  for (const { text, ink = 0, before = 0, ...box } of pieces) {
    const paragraph = setParagraph(text, { ...box, width })
    if (paragraph.lines.length === 0) continue
    marks.push(...paragraphMarks(paragraph, { x, y: bottom + before, ink }))
    bottom += before + paragraph.height
  }
  return { marks, bottom }
}

/** A stack that was set at the upper edge, brought down to its place. */
function lowered({ marks, bottom }: Stack, y: number, width: number): Mark {
  return { kind: 'frame', x: 0, y, width, height: bottom, turned: false, marks }
}

function lifeOf({ code }: Poster): string {
  return `Poster ini berlaku selama kode ${writeCode(code)} dipakai.`
}

function issueOf({ issuedOn, counterId }: Poster): string {
  return `Kode terbit ${formatDay(issuedOn)} · ID loket ${counterId}`
}

function footnotes(poster: Poster, place: { x: number; y: number; width: number }): Mark[] {
  const set = (text: string) =>
    setParagraph(text, { font: 'Helvetica', width: place.width / 2, height: 5, largest: 8.5, smallest: 6.5 })
  return [
    ...paragraphMarks(set(lifeOf(poster)), place),
    ...paragraphMarks(set(issueOf(poster)), { ...place, align: 'right' }),
  ]
}

/** Three steps below each other: a phone, and beside it the number and what to do. */
function stepMarks(other: Words | undefined, box: { x: number; y: number; width: number; height: number }): Mark[] {
  const phone = { width: 17, height: 31 }
  const pitch = (box.height - phone.height) / 2
  const textX = box.x + phone.width + 4.5
  return [scanning, choosing, thanking].flatMap((picture, place) => {
    const y = box.y + place * pitch
    const alone = { largest: 14, smallest: 10, height: 18.5 }
    const texts: Piece[] = [
      { text: String(place + 1), font: 'Helvetica-Bold', largest: 22, smallest: 22, height: 10 },
      {
        text: indonesian.steps[place] ?? '',
        font: 'Helvetica-Bold',
        ...(other ? { largest: 12, smallest: 9, height: 15.5 } : alone),
      },
      ...below(other?.steps[place], { largest: 9.5, smallest: 8, height: 12, before: 0.5 }),
    ]
    return [
      {
        kind: 'frame',
        x: box.x,
        y,
        ...phone,
        turned: false,
        marks: [...phoneMarks(phone), ...picture(phone)],
      } as const,
      ...stack(textX, y - 1, box.x + box.width - textX, texts).marks,
    ]
  })
}

interface Size {
  readonly width: number
  readonly height: number
}

const stroke = { ink: 0, width: 0.6 }

function phoneMarks({ width, height }: Size): Mark[] {
  return [
    { kind: 'shape', path: rectangle(0.3, 0.3, width - 0.6, height - 0.6, 2.6), line: stroke },
    { kind: 'shape', path: polyline([width / 2 - 1.8, 2.4], [width / 2 + 1.8, 2.4]), line: stroke },
  ]
}

/** The corners of a viewfinder around a code. Its corner marks are solid: a scanner must not take it for the real one. */
function scanning({ width, height }: Size): Mark[] {
  const [x, y, side, arm] = [width / 2 - 5.6, height / 2 - 5.2, 11.2, 2.4]
  const [right, bottom] = [x + side, y + side]
  const corners = [
    polyline([x, y + arm], [x, y], [x + arm, y]),
    polyline([right - arm, y], [right, y], [right, y + arm]),
    polyline([right, bottom - arm], [right, bottom], [right - arm, bottom]),
    polyline([x + arm, bottom], [x, bottom], [x, bottom - arm]),
  ]
  const squares = [
    [0, 0, 2.8],
    [4.6, 0, 2.8],
    [0, 4.6, 2.8],
    [4.2, 4.2, 1.2],
    [6.2, 4.2, 1.2],
    [5.2, 5.2, 1.2],
    [4.2, 6.2, 1.2],
    [6.2, 6.2, 1.2],
  ].map(([column = 0, row = 0, side = 0]) => rectangle(x + 1.9 + column, y + 1.9 + row, side, side))
  return [
    ...corners.map((path): Mark => ({ kind: 'shape', path, line: stroke })),
    { kind: 'shape', path: squares.flat(), fill: 0 },
  ]
}

/** Four answers of which the third is being tapped. */
function choosing({ width }: Size): Mark[] {
  const rows = [1, 2, 3, 4].flatMap((answer): Mark[] => {
    const [x, y, radius] = [5, 2 + answer * 5.3, 1.9]
    const chosen = answer === 3
    const digit = setParagraph(String(answer), {
      font: 'Helvetica-Bold',
      width: 4,
      height: 4,
      largest: 7.5,
      smallest: 7.5,
    })
    return [
      { kind: 'shape', path: circle(x, y, radius), line: { ink: 0, width: 0.4 }, ...(chosen && { fill: 0 }) },
      ...paragraphMarks(digit, {
        x: x - radius,
        y: y - digit.height / 2,
        width: 2 * radius,
        align: 'centre',
        ink: chosen ? 1 : 0,
      }),
      {
        kind: 'shape',
        path: polyline([x + 3.6, y], [width - 3.4, y]),
        line: { ink: 0, width: chosen ? 1.2 : 0.5 },
      },
    ]
  })
  return [...rows, ...handMarks(11.6, 18.6)]
}

/** A hand whose forefinger points up to x, y. */
function handMarks(x: number, y: number): Mark[] {
  const path: Path = [
    ['move', x - 1.4, y + 7.6],
    ['line', x - 1.4, y + 1.4],
    ['curve', x - 1.4, y - 0.46, x + 1.4, y - 0.46, x + 1.4, y + 1.4],
    ['line', x + 1.4, y + 5.4],
    ['line', x + 5.4, y + 6.5],
    ['curve', x + 6.4, y + 6.8, x + 6.9, y + 7.6, x + 6.8, y + 8.6],
    ['line', x + 6.1, y + 13],
    ['line', x - 0.6, y + 13],
    ['line', x - 4, y + 9.2],
    ['curve', x - 4.7, y + 8.2, x - 3.6, y + 7, x - 2.6, y + 7.7],
    ['line', x - 1.4, y + 8.6],
    ['close'],
  ]
  return [{ kind: 'shape', path, fill: 1, line: { ink: 0, width: 0.6 } }]
}

/** A check mark. */
function thanking({ width, height }: Size): Mark[] {
  const [x, y] = [width / 2, height / 2]
  return [
    { kind: 'shape', path: circle(x, y, 5.4), fill: 0 },
    {
      kind: 'shape',
      path: polyline([x - 2.6, y + 0.1], [x - 0.7, y + 2.1], [x + 2.7, y - 1.9]),
      line: { ink: 1, width: 1.1 },
    },
  ]
}
