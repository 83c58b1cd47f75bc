// Whether a file may be kept as evidence, and what is kept of it: photos without all that tells of whom and where. Pure.

import { pngSides, pngSignature, readPngChunks } from '../../units/rules/png.ts'

/** Largest photo in bytes, 400 KB; the browser scales what is larger before it is sent. */
export const largestPhoto = 409_600
/** Largest PDF in bytes, 2 MB. */
export const largestDocument = 2 * 1024 * 1024

/** Most pixels of a photo, a side and in all: a small file may unfold into more than a phone can hold. */
const mostPixels = { side: 10_000, area: 40_000_000 }

export type PhotoType = 'image/jpeg' | 'image/png' | 'image/webp'

/** A file that may be kept. */
export type KeptFile =
  | { readonly kind: 'photo'; readonly mediaType: PhotoType; readonly bytes: Uint8Array }
  | { readonly kind: 'document'; readonly mediaType: 'application/pdf'; readonly bytes: Uint8Array }

export type FileRefusal =
  | 'empty'
  | 'photo too large'
  | 'document too large'
  | 'wrong type'
  | 'damaged'
  | 'size'
  | 'unsafe'

export const refusalWords: Readonly<Record<FileRefusal, string>> = {
  empty: 'Pilih berkasnya.',
  'photo too large': 'Foto paling besar 400 KB. Kecilkan dahulu, lalu unggah lagi.',
  'document too large': 'Berkas ini terlalu besar: PDF paling besar 2 MB, foto paling besar 400 KB.',
  'wrong type': 'Berkas ini bukan foto JPEG, PNG, atau WebP, dan bukan PDF.',
  damaged: 'Berkas ini rusak atau tidak utuh. Simpan ulang, lalu unggah lagi.',
  size: 'Foto paling besar 10.000 piksel tiap sisi dan 40 juta piksel.',
  unsafe:
    'PDF ini berisi lebih dari halaman, misalnya skrip, sandi, atau lampiran. Cetak ulang sebagai PDF biasa, lalu unggah lagi.',
}

/**
 * What is kept of an uploaded file: a photo by its bytes and not by its name, with everything cut off that browsers do not
 * need to draw it (EXIF, XMP, IPTC, comments, texts, thumbnails, whatever follows the picture); a PDF as it is, or not at
 * all. Colour profiles stay. The orientation goes with the EXIF: the browser has drawn the photo upright before it was
 * sent, and one that was sent without its help may lie on its side.
 */
export function readEvidence(bytes: Uint8Array): KeptFile | { readonly refused: FileRefusal } {
  if (bytes.length === 0) return { refused: 'empty' }
  if (startsWith(bytes, [0x25, 0x50, 0x44, 0x46, 0x2d])) return readPdf(bytes)
  const format = formats.find(({ recognise }) => recognise(bytes))
  if (!format) return { refused: 'wrong type' }
  if (bytes.length > largestPhoto) return { refused: 'photo too large' }
  const photo = format.strip(bytes)
  if (!photo) return { refused: 'damaged' }
  const [width, height] = photo.sides
  if (width < 1 || height < 1) return { refused: 'damaged' }
  if (Math.max(width, height) > mostPixels.side || width * height > mostPixels.area) return { refused: 'size' }
  return { kind: 'photo', mediaType: format.mediaType, bytes: photo.bytes }
}

/**
 * Headers under which a kept file is handed out: photos to be shown, documents only to be kept; in a sandbox, and never
 * taken for anything but what it is. @param name as it was uploaded.
 */
export function evidenceHeaders({ mediaType, name }: { readonly mediaType: string; readonly name: string }) {
  const disposition = mediaType.startsWith('image/') ? 'inline' : 'attachment'
  const ending = endings[mediaType] ?? 'bin'
  const plain =
    name
      .normalize('NFKD')
      .replaceAll(/[^\w .-]/g, '')
      .replace(/\.\w{1,5}$/, '')
      .trim()
      .slice(0, 80) || 'bukti'
  return {
    'content-type': mediaType,
    'content-disposition': `${disposition}; filename="${plain}.${ending}"`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
  }
}

const endings: Readonly<Record<string, string>> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'application/pdf': 'pdf',
}

interface Stripped {
  readonly bytes: Uint8Array
  readonly sides: readonly [width: number, height: number]
}

const formats: readonly {
  readonly mediaType: PhotoType
  readonly recognise: (bytes: Uint8Array) => boolean
  /** Undefined where the file is not whole. */
  readonly strip: (bytes: Uint8Array) => Stripped | undefined
}[] = [
  { mediaType: 'image/jpeg', recognise: (bytes) => startsWith(bytes, [0xff, 0xd8, 0xff]), strip: stripJpeg },
  { mediaType: 'image/png', recognise: (bytes) => startsWith(bytes, pngSignature), strip: stripPng },
  {
    mediaType: 'image/webp',
    recognise: (bytes) => letters(bytes, 0, 4) === 'RIFF' && letters(bytes, 8, 4) === 'WEBP',
    strip: stripWebp,
  },
]

/**
 * Copies the segments that make up the picture and leaves all others out. Source: ITU-T T.81, annex B; JFIF (ITU-T T.871);
 * ICC.1, annex B.4. Arithmetic coding and lossless frames, which browsers do not draw, count as damaged.
 */
function stripJpeg(bytes: Uint8Array): Stripped | undefined {
  const kept: Uint8Array[] = [bytes.subarray(0, 2)]
  let sides: Stripped['sides'] | undefined
  let scans = 0
  let at = 2
  for (;;) {
    if (bytes[at] !== 0xff) return undefined
    while (bytes[at + 1] === 0xff) at += 1
    const marker = bytes[at + 1]
    if (marker === undefined) return undefined
    if (marker === 0xd9) {
      if (!sides || scans === 0) return undefined
      kept.push(bytes.subarray(at, at + 2))
      return { bytes: joined(kept), sides }
    }
    const length = 256 * (bytes[at + 2] ?? 0) + (bytes[at + 3] ?? 0)
    let end = at + 2 + length
    if (length < 2 || end > bytes.length) return undefined
    if (marker === 0xda) {
      if (!sides) return undefined
      scans += 1
      end = endOfScan(bytes, end)
    } else if (marker >= 0xc0 && marker <= 0xc2) {
      if (sides || length < 11) return undefined
      const [high = 0, low = 0, wide = 0, narrow = 0] = bytes.subarray(at + 5, at + 9)
      sides = [256 * wide + narrow, 256 * high + low]
    } else if (!drawingMarkers.has(marker) && !(marker >= 0xe0 && marker <= 0xef) && marker !== 0xfe) return undefined
    if (marker === 0xda || marker < 0xe0 || isDrawingData(marker, bytes.subarray(at + 4, end))) {
      kept.push(bytes.subarray(at, end))
    }
    at = end
  }
}

/** Huffman tables, quantisation tables, restart interval. */
const drawingMarkers = new Set([0xc4, 0xdb, 0xdd])

/** True for application data that changes how the picture looks: a JFIF header without thumbnail, a colour profile, Adobe's. */
function isDrawingData(marker: number, data: Uint8Array): boolean {
  if (marker === 0xe0) return letters(data, 0, 5) === 'JFIF\0' && data.length === 14 && data[12] === 0 && data[13] === 0
  if (marker === 0xe2) return letters(data, 0, 12) === 'ICC_PROFILE\0'
  return marker === 0xee && letters(data, 0, 5) === 'Adobe' && data.length === 12
}

/** Where the next marker stands: in a scan 0xff is followed by 0, or by a restart marker. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.length; at++) {
    if (bytes[at] !== 0xff) continue
    const next = bytes[at + 1] ?? 0
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
  }
  return bytes.length
}

const pngKept = new Set([
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'gAMA',
  'cHRM',
  'sRGB',
  'iCCP',
  'cICP',
  'sBIT',
  'pHYs',
])

function stripPng(bytes: Uint8Array): Stripped | undefined {
  const chunks = readPngChunks(bytes)
  // A chunk whose name begins with a capital is one that no reader may leave out.
  if (!chunks || chunks.some(({ kind }) => /^[A-Z]/.test(kind) && !pngKept.has(kind))) return undefined
  const kept = chunks.filter(({ kind }) => pngKept.has(kind)).map((chunk) => chunk.bytes)
  return { bytes: joined([bytes.subarray(0, pngSignature.length), ...kept]), sides: pngSides(chunks) }
}

const webpKept = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ICCP'])
/** In the flags of VP8X: that there is an animation, XMP, EXIF. */
const webpFlags = { animation: 0x02, metadata: 0x04 | 0x08 }

/** Source: RFC 9649, WebP image format. Animations count as damaged: evidence is one picture. */
function stripWebp(bytes: Uint8Array): Stripped | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const until = view.getUint32(4, true) + 8
  if (until > bytes.length) return undefined
  const kept: Uint8Array[] = []
  let sides: Stripped['sides'] | undefined
  let pictures = 0
  for (let at = 12; at < until; ) {
    if (at + 8 > until) return undefined
    const kind = letters(bytes, at, 4)
    const length = view.getUint32(at + 4, true)
    const end = at + 8 + length + (length % 2)
    if (end > until) return undefined
    const chunk = bytes.slice(at, end)
    if (kind === 'VP8X') {
      const flags = chunk[8] ?? 0
      if (at !== 12 || length < 10 || flags & webpFlags.animation) return undefined
      chunk[8] = flags & ~webpFlags.metadata
    }
    if (kind === 'VP8 ' || kind === 'VP8L') {
      pictures += 1
      sides = sidesOfWebp(kind, chunk.subarray(8))
      if (!sides) return undefined
    }
    if (webpKept.has(kind)) kept.push(chunk)
    at = end
  }
  if (pictures !== 1 || !sides) return undefined
  const body = joined(kept)
  const whole = joined([bytes.slice(0, 12), body])
  new DataView(whole.buffer).setUint32(4, body.length + 4, true)
  return { bytes: whole, sides }
}

// A lossy frame begins with three bytes, a start code and two times fourteen bits; a lossless one with 0x2f and these.
function sidesOfWebp(kind: string, data: Uint8Array): Stripped['sides'] | undefined {
  const byte = (place: number) => data[place] ?? 0
  if (kind === 'VP8 ') {
    if (data.length < 10 || byte(3) !== 0x9d || byte(4) !== 0x01 || byte(5) !== 0x2a) return undefined
    return [(byte(6) | (byte(7) << 8)) & 0x3fff, (byte(8) | (byte(9) << 8)) & 0x3fff]
  }
  if (data.length < 5 || byte(0) !== 0x2f) return undefined
  const bits = byte(1) | (byte(2) << 8) | (byte(3) << 16) | (byte(4) << 24)
  return [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1]
}

/**
 * A PDF of pages only. What is looked for are the names by which a document runs, starts or carries something, also where
 * their letters are written as numbers. The limit of such a look: objects may be packed in compressed streams, into which it
 * does not see. So a PDF is only ever handed out as a file to keep, in a sandbox, and never opened by this site.
 * Source: ISO 32000-1, 7.3.5 (names), 7.11.4 (embedded files), 12.6.4 (actions).
 */
function readPdf(bytes: Uint8Array): KeptFile | { readonly refused: FileRefusal } {
  if (bytes.length > largestDocument) return { refused: 'document too large' }
  const text = new TextDecoder('latin1').decode(bytes)
  if (!/^%PDF-[12]\.\d/.test(text) || !/%%EOF\s*$/.test(text.slice(-1024))) return { refused: 'damaged' }
  const plain = text.replaceAll(/#([0-9a-fA-F]{2})/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )
  return activeNames.test(text) || activeNames.test(plain)
    ? { refused: 'unsafe' }
    : { kind: 'document', mediaType: 'application/pdf', bytes }
}

// A picture may hold any letters by chance; `/JS`, the shortest, therefore counts only with a script after it.
const activeNames =
  /\/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|Rendition|XFA|SubmitForm|ImportData|GoToE|Encrypt)(?![A-Za-z])|\/JS\s*(?:[(<]|\d+\s+\d+\s+R)/

function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, place) => bytes[place] === byte)
}

function letters(bytes: Uint8Array, from: number, count: number): string {
  return String.fromCharCode(...bytes.subarray(from, from + count))
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
