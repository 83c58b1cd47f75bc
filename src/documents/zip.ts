// ZIP archives written as they are read: entries one after another, compressed, in memory that does not grow with them.

/** A file of an archive; its text may come in pieces. */
export interface ZipEntry {
  readonly name: string
  readonly text: Iterable<string> | AsyncIterable<string>
}

/**
 * An archive in the order of its entries; the same entries give the same bytes on the same runtime. Sizes and checksums
 * follow each entry, since nobody knows them before. Source: APPNOTE.TXT 6.3, without ZIP64.
 * @throws (the stream) what an entry throws, and RangeError for an archive of 4 GiB or more.
 */
export function writeZip(entries: Iterable<ZipEntry>): ReadableStream<Uint8Array> {
  return streamOf(archive(entries))
}

/** All bytes of a stream. */
export async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

async function* archive(entries: Iterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  const directory: Uint8Array[] = []
  let at = 0
  for (const { name, text } of entries) {
    const start = at
    const head = joined([record(0x04034b50, fields(name, 0, 0, 0)), encoder.encode(name)])
    yield head
    at += head.length

    const seen = { sum: 0xffffffff, size: 0 }
    let packed = 0
    for await (const part of deflated(watched(text, seen))) {
      yield part
      packed += part.length
    }
    at += packed
    const checksum = (seen.sum ^ 0xffffffff) >>> 0
    const sizes = new DataView(new ArrayBuffer(16))
    for (const [place, value] of [0x08074b50, checksum, packed, seen.size].entries()) {
      sizes.setUint32(place * 4, value, true)
    }
    yield new Uint8Array(sizes.buffer)
    at += 16
    if (at > 0xffffffff || seen.size > 0xffffffff) throw new RangeError('an archive of 4 GiB or more')

    const entry = record(0x02014b50, [0x0314, ...fields(name, checksum, packed, seen.size), 0, 0, 0, 0, 0, 0, 0])
    new DataView(entry.buffer).setUint32(42, start, true)
    directory.push(joined([entry, encoder.encode(name)]))
  }
  const listed = joined(directory)
  yield listed
  const end = new DataView(new ArrayBuffer(22))
  end.setUint32(0, 0x06054b50, true)
  end.setUint16(8, directory.length, true)
  end.setUint16(10, directory.length, true)
  end.setUint32(12, listed.length, true)
  end.setUint32(16, at, true)
  yield new Uint8Array(end.buffer)
}

// Sizes follow the data, names are UTF-8; deflated; 1980-01-01, the earliest that ZIP can say.
const flags = 0x0808
const deflate = 8
const firstDay = 0x0021

/** What a local header and the directory say alike, as sixteen-bit words. */
function fields(name: string, checksum: number, packed: number, size: number): number[] {
  const halves = [checksum, packed, size].flatMap((value) => [value & 0xffff, value >>> 16])
  return [20, flags, deflate, 0, firstDay, ...halves, encoder.encode(name).length, 0]
}

function record(signature: number, words: readonly number[]): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(4 + words.length * 2))
  view.setUint32(0, signature, true)
  for (const [place, word] of words.entries()) view.setUint16(4 + place * 2, word, true)
  return new Uint8Array(view.buffer)
}

/** The text in UTF-8, in pieces large enough to be worth compressing; notes its checksum and size. */
async function* watched(
  text: ZipEntry['text'],
  seen: { sum: number; size: number },
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let waiting = ''
  for await (const part of text) {
    waiting += part
    if (waiting.length < 65_536) continue
    yield noted(waiting)
    waiting = ''
  }
  if (waiting) yield noted(waiting)

  function noted(piece: string): Uint8Array<ArrayBuffer> {
    const bytes = encoder.encode(piece)
    let { sum } = seen
    for (const byte of bytes) sum = (sum >>> 8) ^ (crcTable[(sum ^ byte) & 0xff] as number)
    seen.sum = sum
    seen.size += bytes.length
    return bytes
  }
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte
  for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1
  return sum
})

function deflated(bytes: AsyncGenerator<Uint8Array<ArrayBuffer>>): AsyncIterable<Uint8Array> {
  const packing = new CompressionStream('deflate-raw') as ReadableWritablePair<Uint8Array, Uint8Array>
  return streamOf(bytes).pipeThrough(packing) as unknown as AsyncIterable<Uint8Array>
}

function streamOf<Bytes extends Uint8Array>(parts: AsyncGenerator<Bytes>): ReadableStream<Bytes> {
  return new ReadableStream<Bytes>({
    async pull(controller) {
      const { done, value } = await parts.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    async cancel() {
      await parts.return(undefined)
    },
  })
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let place = 0
  for (const part of parts) {
    whole.set(part, place)
    place += part.length
  }
  return whole
}

const encoder = new TextEncoder()
