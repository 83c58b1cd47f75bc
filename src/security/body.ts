// Reads a request's body without ever holding more than was allowed.

import type { HonoRequest } from 'hono'

/** The body as text; undefined when it is larger than `limit` bytes. */
export async function readBody(request: HonoRequest, limit: number): Promise<string | undefined> {
  const announced = request.header('content-length')
  // The server cuts a body at its announced length, so a number within the limit can be trusted.
  if (announced !== undefined) return Number(announced) <= limit ? request.text() : undefined
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of request.raw.body ?? []) {
    length += part.byteLength
    if (length > limit) return undefined
    parts.push(part)
  }
  return new Blob(parts as BlobPart[]).text()
}
