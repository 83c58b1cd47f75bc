// A file as text that can travel in a field of a form, and back again. Knows no domain.

/** The bytes in base 64 with the letters that addresses may hold, compressed first when `compress` says so. */
export async function wrap(bytes: Uint8Array, compress: boolean): Promise<string> {
  const content = compress ? await through(bytes, new CompressionStream('gzip'), Number.POSITIVE_INFINITY) : bytes
  let binary = ''
  for (let from = 0; from < content.length; from += 8192) {
    binary += String.fromCharCode(...content.subarray(from, from + 8192))
  }
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** The bytes that were wrapped; undefined for text that is no such thing, or holds more than `limit` bytes. */
export async function unwrap(text: string, compressed: boolean, limit: number): Promise<Uint8Array | undefined> {
  try {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
    const content = Uint8Array.from(binary, (letter) => letter.charCodeAt(0))
    const bytes = compressed ? await through(content, new DecompressionStream('gzip'), limit) : content
    return bytes.length <= limit ? bytes : undefined
  } catch {
    return undefined
  }
}

async function through(
  bytes: Uint8Array,
  change: CompressionStream | DecompressionStream,
  limit: number,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let length = 0
  const stream = new Blob([bytes as Uint8Array<ArrayBuffer>])
    .stream()
    .pipeThrough(change as ReadableWritablePair<Uint8Array>)
  for await (const part of stream) {
    length += part.length
    if (length > limit) throw new RangeError('more than may be unpacked')
    parts.push(part)
  }
  const whole = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
