// QR codes as modules, SVG and PNG, with the quiet zone that scanners need.

import { create } from 'qrcode'

// Four modules of white on every side. Source: ISO/IEC 18004, quiet zone.
export const quiet = 4

/** The modules of a symbol without its quiet zone, `size` on a side. */
export interface QrSymbol {
  readonly size: number
  readonly dark: (row: number, column: number) => boolean
}

/** @param level M restores about 15 % of the code, Q about 25 %. Source: ISO/IEC 18004, error correction. */
export function qrSymbol(text: string, level: 'M' | 'Q'): QrSymbol {
  const { size, data } = create(text, { errorCorrectionLevel: level }).modules
  return { size, dark: (row, column) => data[row * size + column] === 1 }
}

/** The bars of dark modules in each row, `row` and `column` from 0. */
export function bars({ size, dark }: QrSymbol): { row: number; column: number; length: number }[] {
  const found: { row: number; column: number; length: number }[] = []
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (!dark(row, column)) continue
      const start = column
      while (column + 1 < size && dark(row, column + 1)) column++
      found.push({ row, column: start, length: column - start + 1 })
    }
  }
  return found
}

function withQuietZone(text: string): QrSymbol {
  const { size, dark } = qrSymbol(text, 'M')
  return {
    size: size + 2 * quiet,
    dark: (row, column) => inside(row, column, size) && dark(row - quiet, column - quiet),
  }
}

function inside(row: number, column: number, size: number): boolean {
  return row >= quiet && column >= quiet && row < size + quiet && column < size + quiet
}

/** The code as an SVG document, one unit a module, black on white. */
export function qrSvg(text: string): string {
  const symbol = withQuietZone(text)
  const { size } = symbol
  const path = bars(symbol)
    .map(({ row, column, length }) => `M${column} ${row}h${length}v1H${column}z`)
    .join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${size}v${size}H0z"/><path d="${path}"/></svg>`
}

/**
 * The code as a PNG, one bit a pixel.
 * @param scale pixels a module.
 */
export async function qrPng(text: string, scale = 12): Promise<Uint8Array<ArrayBuffer>> {
  const { size, dark } = withQuietZone(text)
  const width = size * scale
  const stride = Math.ceil(width / 8) + 1
  const pixels = new Uint8Array(stride * width)
  for (let y = 0; y < width; y++) {
    for (let x = 0; x < width; x++) {
      if (dark(Math.floor(y / scale), Math.floor(x / scale))) continue
      const place = y * stride + 1 + (x >> 3)
      pixels[place] = (pixels[place] ?? 0) | (0x80 >> (x & 7))
    }
  }
  return png(width, await deflate(pixels))
}

// Source: W3C, Portable Network Graphics (PNG) Specification: signature, IHDR (1 bit grey), IDAT, IEND.
function png(width: number, compressed: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(13)
  const view = new DataView(header.buffer)
  view.setUint32(0, width)
  view.setUint32(4, width)
  header[8] = 1
  const signature = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return join([signature, chunk('IHDR', header), chunk('IDAT', compressed), chunk('IEND', new Uint8Array())])
}

function chunk(kind: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(data.length + 12)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, data.length)
  bytes.set(new TextEncoder().encode(kind), 4)
  bytes.set(data, 8)
  view.setUint32(data.length + 8, crc(bytes.subarray(4, data.length + 8)))
  return bytes
}

function crc(bytes: Uint8Array): number {
  let sum = 0xffffffff
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  }
  return (sum ^ 0xffffffff) >>> 0
}

async function deflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let place = 0
  for (const part of parts) {
    whole.set(part, place)
    place += part.length
  }
  return whole
}
