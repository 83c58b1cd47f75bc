// The sheet of one-time codes that is cut into slips at a counter, typeset as A4.

import { printable, widthOf } from '../documents/fonts.ts'
import { type Mark, type Page, polyline, qrMark, writePdf } from '../documents/pdf.ts'
import { qrSymbol } from '../documents/qr.ts'
import { writeCode } from '../units/rules/code.ts'

export interface PrintedSheet {
  readonly unit: string
  readonly counter: string
  /** `12 Oktober 2026` */
  readonly validUntil: string
  /** Each with the address that its QR code leads to. */
  readonly tickets: readonly { readonly code: string; readonly address: string }[]
}

const margin = 10
const across = 4
const down = 10
const width = (210 - 2 * margin) / across
const height = (297 - 2 * margin - 8) / down

export function ticketSheetPdf(sheet: PrintedSheet): Promise<Uint8Array<ArrayBuffer>> {
  return writePdf([ticketPage(sheet)], { title: `Kode kunjungan ${sheet.counter}`, language: 'id' })
}

/** The slips of a sheet with the lines along which they are cut. */
export function ticketPage({ unit, counter, validUntil, tickets }: PrintedSheet): Page {
  const marks: Mark[] = [
    text(
      fitted(`Satu kode untuk satu kunjungan, berlaku sampai ${validUntil} · ${counter} · ${unit}`, 190, 9),
      margin,
      margin + 3,
      9,
    ),
  ]
  for (const [place, { code, address }] of tickets.slice(0, across * down).entries()) {
    const x = margin + (place % across) * width
    const y = margin + 8 + Math.floor(place / across) * height
    marks.push(qrMark(qrSymbol(address, 'M'), x + 3, y + 3, height - 7))
    const words = x + height - 1
    marks.push(
      text(fitted(counter, width - height - 1, 8), words, y + 7, 8),
      text('Kode kunjungan', words, y + 11.5, 6),
      { kind: 'text', text: writeCode(code), x: words, y: y + 16.5, font: 'Courier-Bold', size: 10.5, ink: 0 },
      text('Pindai atau ketik saat', words, y + 20.5, 5.5),
      text('mengisi survei.', words, y + 23, 5.5),
    )
  }
  for (let row = 0; row <= down; row++)
    marks.push(cut([margin, margin + 8 + row * height], [210 - margin, margin + 8 + row * height]))
  for (let column = 0; column <= across; column++) {
    const x = margin + column * width
    marks.push(cut([x, margin + 8], [x, margin + 8 + down * height]))
  }
  return { width: 210, height: 297, marks }
}

function text(words: string, x: number, y: number, size: number): Mark {
  return { kind: 'text', text: words, x, y, font: 'Helvetica', size, ink: 0 }
}

function cut(from: readonly [number, number], to: readonly [number, number]): Mark {
  return { kind: 'shape', path: polyline(from, to), line: { ink: 0.6, width: 0.2, dash: [1, 1] } }
}

/** As much of the words as fits into so many millimetres. */
function fitted(words: string, room: number, size: number): string {
  let kept = printable(words)
  while (kept.length > 1 && widthOf(kept, 'Helvetica', size) > room) kept = `${kept.slice(0, -2).trimEnd()}…`
  return kept
}
