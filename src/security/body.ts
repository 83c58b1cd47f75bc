// Reads a request's body without ever holding more than was allowed.

import type { HonoRequest } from 'hono'

// Whoever still sends does not listen: a body that is too large is let pass this far, so that the refusal arrives.
const letPass = 16 * 1024 * 1024

/** The body as text; undefined when it is larger than `limit` bytes. */
export async function readBody(request: HonoRequest, limit: number): Promise<string | undefined> {
  // The server cuts a body at its announced length, so a number within the limit can be trusted.
  if (isAnnouncedWithin(request, limit)) return request.text()
  return (await readParts(request, limit))?.text()
}

/** The fields and files of a form with uploads; undefined when it is larger than `limit` bytes, null when it is no such form. */
export async function readUpload(request: HonoRequest, limit: number): Promise<FormData | null | undefined> {
  const headers = { 'content-type': request.header('content-type') ?? '' }
  const body = isAnnouncedWithin(request, limit) ? await request.arrayBuffer() : await readParts(request, limit)
  if (body === undefined) return undefined
  try {
    return await new Response(body, { headers }).formData()
  } catch {
    return null
  }
}

function isAnnouncedWithin(request: HonoRequest, limit: number): boolean {
  const announced = request.header('content-length')
  return announced !== undefined && Number(announced) <= limit
}

async function readParts(request: HonoRequest, limit: number): Promise<Blob | undefined> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of request.raw.body ?? []) {
    length += part.byteLength
    if (length <= limit) parts.push(part)
    else if (length > letPass) break
  }
  return length <= limit ? new Blob(parts as BlobPart[]) : undefined
}
