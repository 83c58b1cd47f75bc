// Reads a request's body without ever holding more than was allowed.

import type { HonoRequest } from 'hono'

// Whoever still sends does not listen: a body that is too large is let pass this far, so that the refusal arrives.
const letPass = 16 * 1024 * 1024

/** The body as text; undefined when it is larger than `limit` bytes. */
export async function readBody(request: HonoRequest, limit: number): Promise<string | undefined> {
  const announced = request.header('content-length')
  // The server cuts a body at its announced length, so a number within the limit can be trusted.
  if (announced !== undefined && Number(announced) <= limit) return request.text()
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of request.raw.body ?? []) {
    length += part.byteLength
    if (length <= limit) parts.push(part)
    else if (length > letPass) break
  }
  return length <= limit ? new Blob(parts as BlobPart[]).text() : undefined
}
