// Files as evidence: photos keep their picture and nothing else, PDFs are pages or nothing.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evidenceHeaders, largestDocument, largestPhoto, readEvidence } from '#src/followups/rules/evidence.ts'
import {
  adobe,
  exif,
  frame,
  huffman,
  icc,
  jfif,
  joined,
  jpeg,
  pdf,
  png,
  pngChunk,
  pngStart,
  quantisation,
  secretWords,
  segment,
  text,
  webp,
  webpChunk,
} from '#test/support/photos.ts'
import { trials } from '#test/support/trials.ts'

const numRuns = trials(300, 20_000)

function kept(bytes: Uint8Array): Uint8Array {
  const read = readEvidence(bytes)
  if ('refused' in read) throw new Error(`refused: ${read.refused}`)
  return read.bytes
}

const refusal = (bytes: Uint8Array) => {
  const read = readEvidence(bytes)
  return 'refused' in read ? read.refused : read.mediaType
}

const latin = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1')
const tellsNothing = (bytes: Uint8Array) => {
  for (const words of ['Exif', 'http://ns.adobe.com', ...secretWords]) expect(latin(bytes)).not.toContain(words)
}

const xmp = segment(0xe1, text(`http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>${secretWords[1]}</x:xmpmeta>`))
const iptc = segment(0xed, text(`Photoshop 3.0\0${secretWords[3]}`))
const comment = segment(0xfe, text(secretWords.join(' ')))
const thumbnail = segment(0xe0, joined(text('JFIF\0'), [1, 1, 0, 0, 1, 0, 1, 1, 1, 9, 9, 9]))
const pictures = segment(0xe2, text(`MPF\0${secretWords[2]}`))

describe('a JPEG', () => {
  test('with GPS, XMP, IPTC, comments, thumbnails and a film behind it comes out as its picture', () => {
    const photo = jpeg({
      before: [jfif, exif, xmp, iptc, comment, thumbnail, pictures],
      between: [comment, exif],
      after: text(`ftypmp42 ${secretWords.join(' ')}`),
    })
    expect(latin(photo)).toContain('GPSLatitude')
    expect(Array.from(kept(photo))).toEqual(Array.from(jpeg({ before: [jfif] })))
    tellsNothing(kept(photo))
  })

  test('keeps what browsers draw by: JFIF, colour profile, Adobe, tables, several scans', () => {
    const second = joined(segment(0xda, [1, 1, 0, 0, 63, 0]), [5, 6])
    const scan = [1, 2, 0xff, 0, ...huffman, ...quantisation, ...second]
    const photo = jpeg({ before: [jfif, icc, adobe], between: [segment(0xdd, [0, 4])], scan })
    expect(Array.from(kept(photo))).toEqual(Array.from(photo))
  })

  test('with any segments in any order keeps no word of them, and is its own end', () => {
    const some = fc.constantFrom(exif, xmp, iptc, comment, thumbnail, pictures, jfif, icc, adobe)
    fc.assert(
      fc.property(
        fc.array(some, { maxLength: 6 }),
        fc.array(some, { maxLength: 6 }),
        fc.array(fc.integer({ min: 0, max: 254 }), { maxLength: 40 }),
        (before, between, scan) => {
          const stripped = kept(jpeg({ before, between, scan }))
          tellsNothing(stripped)
          expect(Array.from(kept(stripped))).toEqual(Array.from(stripped))
        },
      ),
      { numRuns },
    )
  })

  test.each<[string, Uint8Array]>([
    ['without an end', jpeg().slice(0, -2)],
    ['without a frame', joined([0xff, 0xd8], quantisation, [0xff, 0xd9])],
    ['with two frames', jpeg({ between: [frame(40, 30)] })],
    ['of a lossless frame', jpeg({ between: [frame(40, 30, 0xc3)] })],
    ['whose segment is longer than the file', joined([0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff], text('x'))],
    ['with bytes between segments', jpeg({ between: [text('huh')] })],
    ['that is only its first bytes', Uint8Array.from([0xff, 0xd8, 0xff])],
    ['without a picture', jpeg({ width: 0 })],
  ])('%s is damaged', (_, bytes) => {
    expect(refusal(bytes)).toBe('damaged')
  })
})

describe('a PNG', () => {
  const texts = [
    pngChunk('tEXt', text(`Author\0${secretWords[1]}`)),
    pngChunk('iTXt', text(secretWords[3] ?? '')),
    pngChunk('zTXt', text(secretWords[2] ?? '')),
    pngChunk('eXIf', exif),
    pngChunk('tIME', [7, 234, 1, 1, 1, 1, 1]),
    pngChunk('abCd', text(secretWords[0] ?? '')),
  ]

  test('loses texts, EXIF, times and whatever is not known, and keeps its colours', () => {
    const colours = [pngChunk('gAMA', [0, 0, 0, 1]), pngChunk('iCCP', text('profil')), pngChunk('sRGB', [0])]
    const stripped = kept(png([...texts, ...colours]))
    expect(Array.from(stripped)).toEqual(Array.from(png(colours)))
    tellsNothing(stripped)
  })

  test.each<[string, Uint8Array]>([
    ['whose checksum is wrong', png().map((byte, place) => (place === 20 ? byte ^ 1 : byte))],
    ['that goes on behind its end', joined(png(), text('lagi'))],
    ['cut short', png().slice(0, -5)],
    ['with an unknown chunk that no reader may leave out', png([pngChunk('ABCD', [])])],
    ['of nothing but its signature', Uint8Array.from(pngStart)],
  ])('%s is damaged', (_, bytes) => {
    expect(refusal(bytes)).toBe('damaged')
  })
})

describe('a WebP', () => {
  const beside = [webpChunk('EXIF', exif), webpChunk('XMP ', text(secretWords[1] ?? ''))]

  test('loses EXIF and XMP, and says so in its flags and length', () => {
    const profile = webpChunk('ICCP', text('profil'))
    const stripped = kept(webp([...beside, profile]))
    tellsNothing(stripped)
    expect(latin(stripped)).toContain('ICCP')
    expect(stripped[20]).toBe(0x20)
    expect(new DataView(stripped.buffer).getUint32(4, true)).toBe(stripped.length - 8)
    expect(Array.from(kept(stripped))).toEqual(Array.from(stripped))
    expect(Array.from(kept(joined(webp(), text('lagi'))))).toEqual(Array.from(webp()))
  })

  test.each<[string, Uint8Array]>([
    ['that is animated', webp([webpChunk('ICCP', [1, 2])]).map((byte, place) => (place === 20 ? byte | 2 : byte))],
    ['cut short', webp(beside).slice(0, -4)],
    ['without a picture', joined(text('RIFF'), [4, 0, 0, 0], text('WEBP'))],
    ['with two', webp([webpChunk('VP8L', [0x2f, 0, 0, 0, 0, 0])])],
  ])('%s is damaged', (_, bytes) => {
    expect(refusal(bytes)).toBe('damaged')
  })
})

describe('a PDF', () => {
  test('of pages is kept as it is', () => {
    expect(Array.from(kept(pdf()))).toEqual(Array.from(pdf()))
    expect(refusal(pdf('<< /OpenAction [3 0 R /Fit] /Names 5 0 R /JSON (x) >>'))).toBe('application/pdf')
  })

  test.each([
    '<< /S /JavaScript /JS (app.alert(1)) >>',
    '<< /S /Rendition /JS 12 0 R >>',
    '<< /JS<6170702e616c657274> >>',
    '<< /S /J#61vaScript >>',
    '<< /S /#4a#61#76#61#53#63#72#69#70#74 >>',
    '<< /S /Launch /F (cmd.exe) >>',
    '<< /Names << /EmbeddedFiles 9 0 R >> >>',
    '<< /Type /EmbeddedFile >>',
    '<< /AcroForm << /XFA 3 0 R >> >>',
    '<< /S /SubmitForm /F (https://jahat.example) >>',
    '<< /S /GoToE >>',
    '<< /Encrypt 9 0 R >>',
  ])('that holds %s is not taken', (objects) => {
    expect(refusal(pdf(objects))).toBe('unsafe')
  })

  test.each<[string, Uint8Array]>([
    ['without its end', text('%PDF-1.7\n1 0 obj')],
    ['of another version', text('%PDF-9.9\n%%EOF')],
    ['with a program behind its end', joined(pdf(), text('#!/bin/sh\nrm -rf /'))],
  ])('%s is damaged', (_, bytes) => {
    expect(refusal(bytes)).toBe('damaged')
  })
})

describe('a file', () => {
  const padded = (start: Uint8Array, length: number) =>
    joined(start, new Uint8Array(Math.max(0, length - start.length)))

  test.each<[string, Uint8Array, string]>([
    ['of nothing', new Uint8Array(), 'empty'],
    ['of HTML', text('<!doctype html><script>alert(1)</script>'), 'wrong type'],
    ['of SVG', text('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), 'wrong type'],
    ['of GIF', text('GIF89a'), 'wrong type'],
    ['of WAV', joined(text('RIFF'), [4, 0, 0, 0], text('WAVE')), 'wrong type'],
    ['of a PDF that does not begin at its first byte', joined([10], pdf()), 'wrong type'],
    ['of HEIC', joined([0, 0, 0, 24], text('ftypheic')), 'wrong type'],
    ['too large for a photo', padded(jpeg(), largestPhoto + 1), 'photo too large'],
    ['too large for a PDF', padded(pdf(), largestDocument + 1), 'document too large'],
    ['of a picture too wide', png([], 10_001, 10), 'size'],
    ['of a picture with too many pixels', jpeg({ width: 9_000, height: 9_000 }), 'size'],
  ])('%s is refused', (_, bytes, refused) => {
    expect(refusal(bytes)).toBe(refused)
  })

  test('as large as may be is taken', () => {
    const filler = largestPhoto - jpeg({ before: [] }).length
    const photo = jpeg({ scan: [1, 2, 0xff, 0, 3, 0xff, 0xd0, 4, ...new Array<number>(filler).fill(7)] })
    expect(photo).toHaveLength(largestPhoto)
    expect(kept(photo)).toHaveLength(largestPhoto)
  })

  test('of any bytes, or of a photo with any byte changed, never throws and never keeps a word that was stripped', () => {
    const photos = [
      jpeg({ before: [jfif, exif, comment] }),
      png([pngChunk('tEXt', text(secretWords[1] ?? ''))]),
      webp([webpChunk('EXIF', exif)]),
      pdf(),
    ]
    fc.assert(
      fc.property(fc.constantFrom(...photos), fc.nat(), fc.nat(255), fc.nat(), (photo, at, byte, cut) => {
        const bytes = photo.slice(0, 1 + (cut % (2 * photo.length)))
        bytes[at % bytes.length] = byte
        const read = readEvidence(bytes)
        if ('refused' in read || read.kind === 'document') return
        expect(read.bytes.length).toBeLessThanOrEqual(bytes.length)
        const again = readEvidence(read.bytes)
        expect('refused' in again ? again.refused : Array.from(again.bytes)).toEqual(Array.from(read.bytes))
      }),
      { numRuns },
    )
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(() => readEvidence(bytes)).not.toThrow()
      }),
      { numRuns },
    )
  })

  test('is handed out as what it is, under a name without tricks', () => {
    expect(evidenceHeaders({ mediaType: 'image/jpeg', name: 'Ruang tunggu.JPG' })).toMatchObject({
      'content-type': 'image/jpeg',
      'content-disposition': 'inline; filename="Ruang tunggu.jpg"',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    })
    const hostile = evidenceHeaders({ mediaType: 'application/pdf', name: '../"\r\nset-cookie: a=b\u202e.html' })
    expect(hostile['content-disposition']).toMatch(/^attachment; filename="[\w .-]+\.pdf"$/)
    expect(evidenceHeaders({ mediaType: 'image/png', name: '火' })['content-disposition']).toBe(
      'inline; filename="bukti.png"',
    )
  })
})
