// How a PNG file is put together: its chunks, each whole and with its checksum. Pure.

export const pngSignature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] as const

export interface PngChunk {
  /** Four letters: `IHDR`. */
  readonly kind: string
  /** The whole chunk: length, kind, data and checksum. */
  readonly bytes: Uint8Array
  readonly data: Uint8Array
}

/**
 * The chunks of a file that begins with the signature: the header first, picture data between, the end last and nothing
 * after it. Source: W3C, Portable Network Graphics (PNG) Specification, chunk layout and IHDR.
 * @returns undefined where the file is not whole.
 */
export function readPngChunks(bytes: Uint8Array): PngChunk[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const chunks: PngChunk[] = []
  let at: number = pngSignature.length
  while (at + 12 <= bytes.length) {
    const end = at + 12 + view.getUint32(at)
    if (end > bytes.length || crc(bytes.subarray(at + 4, end - 4)) !== view.getUint32(end - 4)) return undefined
    const kind = String.fromCharCode(...bytes.subarray(at + 4, at + 8))
    const data = bytes.subarray(at + 8, end - 4)
    if ((chunks.length === 0) !== (kind === 'IHDR') || (kind === 'IHDR' && data.length !== 13)) return undefined
    chunks.push({ kind, bytes: bytes.subarray(at, end), data })
    at = end
    if (kind === 'IEND') break
  }
  const whole = at === bytes.length && chunks.at(-1)?.kind === 'IEND' && chunks.some(({ kind }) => kind === 'IDAT')
  return whole ? chunks : undefined
}

/** Width and height in pixels. @param chunks of a whole file. */
export function pngSides([header]: readonly PngChunk[]): [width: number, height: number] {
  if (!header) return [0, 0]
  const view = new DataView(header.data.buffer, header.data.byteOffset, header.data.byteLength)
  return [view.getUint32(0), view.getUint32(4)]
}

function crc(bytes: Uint8Array): number {
  let sum = 0xffffffff
  for (const byte of bytes) sum = (crcTable[(sum ^ byte) & 0xff] as number) ^ (sum >>> 8)
  return (sum ^ 0xffffffff) >>> 0
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte
  for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  return sum
})
