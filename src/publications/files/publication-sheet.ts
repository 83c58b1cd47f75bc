// The publication sheet that hangs in a unit: its index in large type on one A4 page, with what supports it and how to check it.

import { point, widthOf } from '../../documents/fonts.ts'
import { type Box, setParagraph } from '../../documents/paragraph.ts'
import { type Mark, type Page, paragraphMarks, polyline, qrMark, rectangle, writePdf } from '../../documents/pdf.ts'
import { qrSymbol, quiet } from '../../documents/qr.ts'
import { formatCount, formatDays, formatHundredths, formatQuarter } from '../../language/format.ts'
import { type Quarter, quarterDays, quarterNumber, quarterYear } from '../../units/rules/calendar.ts'
import { writeNip } from '../../units/rules/nip.ts'
import type { ElementDocument, UnitDocument } from '../rules/document.ts'

export interface PublicationSheet {
  readonly government: string
  readonly document: UnitDocument
  readonly quarter: Quarter
  readonly edition: number
  readonly hash: string
  /** The local day of publication in words. */
  readonly published: string
  /** Where the edition is read and checked, such as `https://skm.kotacontoh.go.id/hasil/2026-tw3/dispendukcapil`. */
  readonly address: string
  /** True where people and figures are made up. */
  readonly demonstration: boolean
  /** The government's logo, a PNG. */
  readonly logo?: Uint8Array | undefined
}

/** One A4 page. @throws when the logo is not a PNG. */
export function publicationPdf(sheet: PublicationSheet): Promise<Uint8Array<ArrayBuffer>> {
  const title = `IKM ${sheet.document.nama_unit}, ${quarterText(sheet.quarter)}`
  return writePdf([publicationPage(sheet)], { title, language: 'id' })
}

const margin = 18
const size = { width: 210, height: 297 } as const
const inner = size.width - 2 * margin
const soft = 0.25
const pale = 0.82

export function publicationPage(sheet: PublicationSheet): Page {
  const head = letterhead(sheet)
  const title = titleMarks(sheet, head.bottom + 6)
  const result = resultMarks(sheet, title.bottom + 5)
  const foot = size.height - 12 - 50
  const thanks = foot - 17
  const middle = result.bottom + 6
  return {
    ...size,
    marks: [
      ...head.marks,
      ...title.marks,
      ...result.marks,
      ...respondentMarks(sheet.document, { x: margin, y: middle, width: 76, height: thanks - 4 - middle }),
      ...elementMarks(sheet.document, { x: margin + 84, y: middle, width: inner - 84, height: thanks - 4 - middle }),
      ...thanksMarks(thanks),
      ...verificationMarks(sheet, foot),
      ...signatureMarks(sheet, foot),
    ],
  }
}

interface Drawn {
  readonly marks: readonly Mark[]
  /** Lower edge. */
  readonly bottom: number
}

interface Place {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

interface Piece extends Omit<Box, 'width'> {
  readonly text: string
  readonly ink?: number
  readonly before?: number
  readonly align?: 'left' | 'centre' | 'right'
}

/** Texts below each other, each as large as its height lets it be. */
function stack(place: Omit<Place, 'height'>, pieces: readonly Piece[]): Drawn {
  const marks: Mark[] = []
  let bottom = place.y
  for (const { text, ink = 0, before = 0, align = 'left', ...box } of pieces) {
    const paragraph = setParagraph(text, { ...box, width: place.width })
    if (paragraph.lines.length === 0) continue
    marks.push(...paragraphMarks(paragraph, { x: place.x, y: bottom + before, width: place.width, align, ink }))
    bottom += before + paragraph.height
  }
  return { marks, bottom }
}

function rule(y: number, width: number, from = margin, to = size.width - margin): Mark {
  return { kind: 'shape', path: polyline([from, y], [to, y]), line: { ink: 0, width } }
}

/** The kop surat: logo, government, agency, unit, address, and the two lines below. */
function letterhead({ government, document, logo }: PublicationSheet): Drawn {
  const own = document.nama_unit === document.instansi
  const indent = logo ? 24 : 0
  const names = stack({ x: margin + indent, y: margin - 4, width: inner - 2 * indent }, [
    centred(government.toUpperCase(), { largest: 13, smallest: 9, height: 6 }),
    centred(document.instansi.toUpperCase(), {
      font: 'Helvetica-Bold',
      largest: 15,
      smallest: 9,
      height: 8,
      before: 0.5,
    }),
    ...(own
      ? []
      : [
          centred(document.nama_unit.toUpperCase(), {
            font: 'Helvetica-Bold',
            largest: 12,
            smallest: 8,
            height: 6,
            before: 0.5,
          }),
        ]),
    centred(document.alamat, { largest: 9, smallest: 7, height: 4.2, before: 1, ink: soft }),
  ])
  const line = Math.max(names.bottom, margin - 4 + (logo ? 21 : 0)) + 2.5
  return {
    marks: [
      ...(logo ? [{ kind: 'picture', png: logo, x: margin, y: margin - 4, width: 20, height: 21 } as const] : []),
      ...names.marks,
      rule(line, 0.9),
      rule(line + 1.1, 0.25),
    ],
    bottom: line + 1.1,
  }
}

function centred(text: string, type: Partial<Piece> & Pick<Piece, 'largest' | 'smallest' | 'height'>): Piece {
  return { text, font: 'Helvetica', align: 'centre', ...type }
}

function titleMarks({ document, quarter, demonstration }: PublicationSheet, y: number): Drawn {
  const { first, last } = quarterDays(quarter)
  return stack({ x: margin, y, width: inner }, [
    ...(demonstration
      ? [centred('DATA PERAGAAN: orang dan angka di lembar ini rekaan', { largest: 9, smallest: 8, height: 5 })]
      : []),
    centred('INDEKS KEPUASAN MASYARAKAT (IKM)', { font: 'Helvetica-Bold', largest: 20, smallest: 16, height: 10 }),
    centred(document.nama_unit, { font: 'Helvetica-Bold', largest: 15, smallest: 10, height: 13, before: 1 }),
    centred(`Periode survei: ${quarterText(quarter)}, ${formatDays(first, last)}`, {
      largest: 11,
      smallest: 9,
      height: 6,
      before: 1.5,
    }),
  ])
}

/** The figure in large type; its grade, or why it has none, beside it. */
function resultMarks({ document }: PublicationSheet, y: number): Drawn {
  const box: Place = { x: margin, y, width: inner, height: 50 }
  const frame: Mark = {
    kind: 'shape',
    path: rectangle(box.x, box.y, box.width, box.height, 2),
    line: { ink: 0, width: 0.7 },
  }
  if (document.ikm === null) {
    const words = stack({ x: box.x + 8, y: box.y + 11, width: box.width - 16 }, [
      centred('BELUM ADA DATA', { font: 'Helvetica-Bold', largest: 34, smallest: 24, height: 17 }),
      centred('Pada periode ini belum ada jawaban survei yang diterima, karena itu tidak ada nilai IKM.', {
        largest: 11,
        smallest: 9,
        height: 12,
        before: 2,
      }),
    ])
    return { marks: [frame, ...words.marks], bottom: box.y + box.height }
  }
  const left = stack({ x: box.x, y: box.y + 3.5, width: 108 }, [
    centred('NILAI IKM', { font: 'Helvetica-Bold', largest: 12, smallest: 12, height: 6 }),
    centred(two(document.ikm), { font: 'Helvetica-Bold', largest: 78, smallest: 60, height: 31, leading: 1.05 }),
    centred(intervalText(document), { largest: 10, smallest: 8, height: 4.8, before: 1 }),
    centred(`dari ${formatCount(document.jumlah_responden)} responden`, { largest: 10, smallest: 8, height: 4.8 }),
  ])
  const split = box.x + 108
  const divider: Mark = {
    kind: 'shape',
    path: polyline([split, box.y + 5], [split, box.y + box.height - 5]),
    line: { ink: 0.5, width: 0.3 },
  }
  const right = stack({ x: split + 4, y: box.y + 3.5, width: inner - 108 - 8 }, [
    centred('MUTU PELAYANAN', { font: 'Helvetica-Bold', largest: 12, smallest: 10, height: 6 }),
    ...(document.mutu === null
      ? [
          centred('BELUM CUKUP', { font: 'Helvetica-Bold', largest: 20, smallest: 16, height: 10, before: 6 } as const),
          centred(
            `Mutu belum ditetapkan: responden belum mencapai jumlah minimum ${formatCount(document.minimum_responden)} orang.`,
            { largest: 10, smallest: 8, height: 18, before: 2 },
          ),
        ]
      : [
          centred(document.mutu, {
            font: 'Helvetica-Bold',
            largest: 60,
            smallest: 60,
            height: 24,
            leading: 1.05,
          } as const),
          centred((document.kinerja ?? '').toUpperCase(), {
            font: 'Helvetica-Bold',
            largest: 15,
            smallest: 11,
            height: 7.5,
            before: 0.5,
          } as const),
          centred(certaintyText(document.kepastian_mutu), {
            largest: 9,
            smallest: 7.5,
            height: 8,
            before: 1,
            ink: soft,
          }),
        ]),
  ])
  return { marks: [frame, divider, ...left.marks, ...right.marks], bottom: box.y + box.height }
}

function intervalText({ selang, margin_galat }: UnitDocument): string {
  if (!selang) return 'Selang kepercayaan belum dapat dihitung'
  const around = margin_galat === null ? '' : ` (margin galat ${two(margin_galat)})`
  return `Selang kepercayaan 95 %: ${two(selang[0])} – ${two(selang[1])}${around}`
}

/** `B, hampir pasti` stands below the letter already; the rest is what it adds. */
function certaintyText(certainty: string | null): string {
  if (certainty === null) return ''
  const [, sureness] = /^[A-D], (.*)$/.exec(certainty) ?? []
  return sureness ? `(${sureness} menurut selang kepercayaan)` : `(${certainty})`
}

function heading(text: string): Piece {
  return { text, font: 'Helvetica-Bold', largest: 10, smallest: 10, height: 5 }
}

/** Services, and respondents as far as their groups may be shown. */
function respondentMarks(document: UnitDocument, { x, y, width, height }: Place): readonly Mark[] {
  const line = (text: string, before = 0): Piece => ({
    text,
    font: 'Helvetica',
    largest: 9.5,
    smallest: 7.5,
    height: 8.4,
    before,
  })
  const services = document.layanan.slice(0, mostServices)
  const more = document.layanan.length - services.length
  const pieces = [
    heading('NAMA LAYANAN'),
    ...services.map((name) => line(`• ${name}`)),
    ...(services.length === 0 ? [line('–')] : []),
    ...(more > 0 ? [line(`• dan ${more} layanan lain`)] : []),
    { ...heading('RESPONDEN'), before: 3.5 },
    line(`Jumlah: ${formatCount(document.jumlah_responden)} orang`),
    ...groupPieces('Jenis kelamin', 'sex', (rows) => [line(rows.join('; '))]),
    ...groupPieces('Pendidikan', 'education', (rows) => rows.map((row) => line(`• ${row}`))),
  ]
  const drawn = stack({ x, y, width }, pieces)
  // Long lists make way rather than run into what stands below.
  return drawn.bottom <= y + height
    ? drawn.marks
    : stack({ x, y, width }, shortened(pieces, { x, y, width, height })).marks

  function groupPieces(name: string, kind: string, set: (rows: readonly string[]) => Piece[]): Piece[] {
    if (document.jumlah_responden === 0) return []
    const rows = document.profil.find(({ kunci }) => kunci === kind)?.baris ?? []
    if (rows.length === 0) {
      return [line(`${name}: tidak ditampilkan, agar jawaban kelompok kecil tetap terlindungi`, 1)]
    }
    const written = rows.map((row) => `${row.kelompok} = ${formatCount(row.jumlah_responden)} orang`)
    return [line(`${name}:`, 1), ...set(written)]
  }
}

const mostServices = 6

function shortened(pieces: readonly Piece[], { height, ...place }: Place): Piece[] {
  const kept = [...pieces]
  while (kept.length > 1 && stack(place, [...kept, ellipsis]).bottom > place.y + height) kept.pop()
  return [...kept, ellipsis]
}

const ellipsis: Piece = {
  text: 'Selengkapnya di alamat di bawah.',
  font: 'Helvetica',
  largest: 8,
  smallest: 7,
  height: 4,
  ink: soft,
}

/** The elements, the weakest first: name, a bar from 25 to 100, value and grade. */
function elementMarks({ unsur }: UnitDocument, { x, y, width, height }: Place): readonly Mark[] {
  const answered = unsur
    .flatMap((element) => (element.nilai === null ? [] : [{ ...element, nilai: element.nilai }]))
    .toSorted((one, other) => (one.nrr ?? 0) - (other.nrr ?? 0))
  const head = stack({ x, y, width }, [heading('NILAI PER UNSUR, TERENDAH LEBIH DAHULU')])
  if (answered.length === 0) {
    return [...head.marks, ...stack({ x, y: head.bottom, width }, [{ ...ellipsis, text: 'Belum ada data.' }]).marks]
  }
  const pitch = Math.min(9, (height - 7) / answered.length)
  return [
    ...head.marks,
    ...answered.flatMap((element, place) =>
      elementRow(element, { x, y: head.bottom + 1.5 + place * pitch, width, height: pitch }),
    ),
  ]
}

function elementRow(
  { kode, nama, nilai, mutu }: ElementDocument & { readonly nilai: number },
  { x, y, width, height }: Place,
): Mark[] {
  const column = width - 22
  const name = setParagraph(`${kode}  ${nama}`, {
    font: 'Helvetica',
    width: column,
    height: Math.max(3.4, height - 2.6),
    largest: 9,
    smallest: 6.5,
  })
  const value = setParagraph(two(nilai), { font: 'Helvetica-Bold', width: 14, height: 5, largest: 10.5, smallest: 9 })
  const grade = setParagraph(mutu ?? '–', { font: 'Helvetica-Bold', width: 6, height: 5, largest: 10.5, smallest: 9 })
  const bar = { y: y + name.height + 0.5, height: 1.5 }
  return [
    ...paragraphMarks(name, { x, y }),
    { kind: 'shape', path: rectangle(x, bar.y, column, bar.height), fill: 0.9 },
    { kind: 'shape', path: rectangle(x, bar.y, (column * (nilai - 25)) / 75, bar.height), fill: soft },
    ...paragraphMarks(value, { x: x + width - 21, y: y + 0.4, width: 14, align: 'right' }),
    ...paragraphMarks(grade, { x: x + width - 6, y: y + 0.4, width: 6, align: 'centre' }),
  ]
}

const gratitude = {
  thanks: 'Terima kasih atas penilaian Anda.',
  use: 'Masukan Anda kami pakai untuk terus memperbaiki pelayanan kepada masyarakat.',
}

function thanksMarks(y: number): readonly Mark[] {
  const words = stack({ x: margin, y: y + 2.2, width: inner }, [
    centred(gratitude.thanks, { font: 'Helvetica-Bold', largest: 12, smallest: 10, height: 6 }),
    centred(gratitude.use, { largest: 10, smallest: 8.5, height: 5 }),
  ])
  const line = (at: number): Mark => ({
    kind: 'shape',
    path: polyline([margin, at], [size.width - margin, at]),
    line: { ink: pale, width: 0.3 },
  })
  return [line(y), ...words.marks, line(y + 14.5)]
}

/** The code that leads to the published edition, and by what it is recognised. */
function verificationMarks({ address, edition, hash, published }: PublicationSheet, y: number): readonly Mark[] {
  const symbol = qrSymbol(address, 'M')
  const side = 27
  const zone = (side / symbol.size) * quiet
  const x = margin + zone / 2
  const text = stack({ x: margin + side + zone + 3, y: y + 1, width: 52 }, [
    { text: 'Periksa keasliannya', font: 'Helvetica-Bold', largest: 9.5, smallest: 9, height: 5 },
    { text: `Pindai kode, atau buka`, font: 'Helvetica', largest: 8, smallest: 8, height: 4 },
    {
      text: address.replace(/^https?:\/\//, ''),
      font: 'Helvetica',
      largest: 8,
      smallest: 6.5,
      height: 10,
      breakable: true,
    },
    {
      text: `Edisi ${edition}${edition > 1 ? ' (ralat)' : ''}, terbit ${published}`,
      font: 'Helvetica',
      largest: 8,
      smallest: 7,
      height: 4,
      before: 1,
    },
    { text: `Sidik ${hash.slice(0, 16)}`, font: 'Helvetica', largest: 8, smallest: 7, height: 4 },
  ])
  return [qrMark(symbol, x, y + 2, side), ...text.marks]
}

/** Who signs, with room for a signature and the stamp. */
function signatureMarks({ document }: PublicationSheet, y: number): readonly Mark[] {
  const place = { x: size.width - margin - 76, y: y + 1, width: 76 }
  const { kepala } = document
  const above = stack(place, [
    centred('........................, .......................... 20 ....', { largest: 9.5, smallest: 8, height: 5 }),
    centred(`Kepala ${document.nama_unit}`, { largest: 10, smallest: 8, height: 9, before: 1 }),
  ])
  const name = kepala?.nama ?? '......................................................'
  const lower = y + 39
  const below = stack({ ...place, y: lower }, [
    centred(name, { font: 'Helvetica-Bold', largest: 10, smallest: 8, height: 5 }),
    centred(`NIP ${kepala?.nip ? writeNip(kepala.nip) : '..................................................'}`, {
      largest: 9.5,
      smallest: 8,
      height: 5,
      before: 0.8,
    }),
  ])
  const line = Math.min(place.width, widthOf(name, 'Helvetica-Bold', 10)) / 2
  const middle = place.x + place.width / 2
  const underlined = kepala ? [rule(lower + 10 * 1.2 * point + 0.1, 0.25, middle - line, middle + line)] : []
  return [...above.marks, ...below.marks, ...underlined]
}

function quarterText(quarter: Quarter): string {
  return formatQuarter({ quarter: quarterNumber(quarter), year: quarterYear(quarter) })
}

function two(value: number): string {
  return formatHundredths(Math.round(value * 100))
}
