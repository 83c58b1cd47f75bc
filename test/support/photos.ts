// Photos byte by byte, with what cameras and programs write into them.

import { crc32 } from 'node:zlib'

/** Words that stand in what must be stripped, so that a test can look for them. */
export const secretWords = ['GPSLatitude -6.2', 'ibu Sari', 'Canon', 'kantor lurah']

const bytesOf = (text: string) => new TextEncoder().encode(text)

export function joined(...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => Array.from(part)))
}

/** A segment of a JPEG. */
export function segment(marker: number, data: Uint8Array | readonly number[]): Uint8Array {
  const length = data.length + 2
  return joined([0xff, marker, length >> 8, length & 255], data)
}

/** EXIF with a GPS directory: TIFF header, one directory that points to another. */
export const exif = segment(
  0xe1,
  joined(
    bytesOf('Exif\0\0'),
    [0x49, 0x49, 42, 0, 8, 0, 0, 0, 2, 0],
    [0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0],
    [0x25, 0x88, 4, 0, 1, 0, 0, 0, 38, 0, 0, 0],
    [0, 0, 0, 0],
    bytesOf(secretWords.join(';')),
  ),
)

export const jfif = segment(0xe0, joined(bytesOf('JFIF\0'), [1, 1, 0, 0, 1, 0, 1, 0, 0]))
export const icc = segment(0xe2, joined(bytesOf('ICC_PROFILE\0'), [1, 1, 7, 7, 7]))
export const adobe = segment(0xee, joined(bytesOf('Adobe'), [0, 100, 0, 0, 0, 0, 1]))
export const quantisation = segment(0xdb, new Array<number>(65).fill(1))
export const huffman = segment(0xc4, [0, ...new Array<number>(16).fill(0), 1])
const scanHead = segment(0xda, [1, 1, 0, 0, 63, 0])

export function frame(width: number, height: number, marker = 0xc0): Uint8Array {
  return segment(marker, [8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0])
}

/** What a JPEG is without anything beside its picture. */
export interface JpegParts {
  readonly before?: readonly Uint8Array[]
  readonly between?: readonly Uint8Array[]
  readonly after?: Uint8Array
  readonly width?: number
  readonly height?: number
  readonly scan?: readonly number[]
}

export function jpeg({
  before = [],
  between = [],
  after,
  width = 40,
  height = 30,
  scan = [1, 2, 0xff, 0, 3, 0xff, 0xd0, 4],
}: JpegParts = {}) {
  return joined(
    [0xff, 0xd8],
    ...before,
    quantisation,
    frame(width, height),
    huffman,
    ...between,
    scanHead,
    scan,
    [0xff, 0xd9],
    after ?? [],
  )
}

export function pngChunk(kind: string, data: Uint8Array | readonly number[]): Uint8Array {
  const body = joined(bytesOf(kind), data)
  return joined(number(data.length), body, number(crc32(body)))
}

export const pngStart = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

export function png(between: readonly Uint8Array[] = [], width = 40, height = 30): Uint8Array {
  return joined(
    pngStart,
    pngChunk('IHDR', joined(number(width), number(height), [8, 2, 0, 0, 0])),
    ...between,
    pngChunk('IDAT', [0x78, 0x9c, 3, 0, 0, 0, 0, 1]),
    pngChunk('IEND', []),
  )
}

export function webpChunk(kind: string, data: Uint8Array | readonly number[]): Uint8Array {
  const { length } = data
  return joined(bytesOf(kind), little(length), data, length % 2 ? [0] : [])
}

/** A lossy picture, in the extended form where there are chunks beside it. */
export function webp(beside: readonly Uint8Array[] = [], width = 40, height = 30): Uint8Array {
  const flags = 0x04 | 0x08 | 0x20
  const extended = webpChunk('VP8X', [
    flags,
    0,
    0,
    0,
    ...little(width - 1).slice(0, 3),
    ...little(height - 1).slice(0, 3),
  ])
  const picture = webpChunk('VP8 ', [0x30, 1, 0, 0x9d, 1, 0x2a, width & 255, width >> 8, height & 255, height >> 8, 9])
  const body = joined(...(beside.length > 0 ? [extended] : []), picture, ...beside)
  return joined(bytesOf('RIFF'), little(body.length + 4), bytesOf('WEBP'), body)
}

/** @param objects what stands between the header and the end. */
export function pdf(objects = '1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj'): Uint8Array {
  return bytesOf(`%PDF-1.7\n${objects}\ntrailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF\n`)
}

export const text = bytesOf

function number(value: number): number[] {
  return [value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255]
}

function little(value: number): number[] {
  return number(value).toReversed()
}
