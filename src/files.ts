// Static files from memory and compression of pages, for the embedded server; at the edge Cloudflare does both.

import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
}

type Encoding = 'br' | 'gzip' | 'identity'

interface StaticFile {
  readonly bodies: Readonly<Record<Encoding, Uint8Array<ArrayBuffer>>>
  readonly headers: Readonly<Record<string, string>>
}

/** Reads the folder once; the function answers a request for one of its files, and nothing else. */
export function openFiles(folder: URL): (request: Request) => Response | undefined {
  const files = new Map<string, StaticFile>()
  for (const name of readdirSync(folder)) {
    const type = types[extname(name)]
    if (type) files.set(`/${name}`, staticFile(readFileSync(new URL(name, folder)), type))
  }
  return (request) => {
    const file = files.get(new URL(request.url).pathname)
    if (!file) return undefined
    const encoding = acceptedEncoding(request)
    const headers = { ...file.headers, ...encodingHeaders(encoding) }
    if (request.headers.get('if-none-match') === file.headers.etag) return new Response(null, { status: 304, headers })
    return new Response(request.method === 'HEAD' ? null : file.bodies[encoding], { headers })
  }
}

function staticFile(content: Uint8Array, type: string): StaticFile {
  const identity = new Uint8Array(content)
  return {
    bodies: {
      identity,
      gzip: new Uint8Array(gzipSync(content, { level: 9 })),
      br: new Uint8Array(brotliCompressSync(content)),
    },
    headers: {
      'content-type': type,
      etag: `"${createHash('sha256').update(content).digest('base64url').slice(0, 16)}"`,
      'cache-control': 'public, max-age=3600, stale-while-revalidate=604800',
      'x-content-type-options': 'nosniff',
    },
  }
}

/** The response, its body compressed where it is a text to be shown and the visitor's browser takes it. */
export async function compressed(request: Request, response: Response): Promise<Response> {
  const encoding = acceptedEncoding(request)
  const type = response.headers.get('content-type') ?? ''
  // A file to keep may have any length: it passes as it comes, never held as a whole.
  if (response.headers.has('content-disposition')) return response
  if (encoding === 'identity' || !response.body || !/^(text\/|application\/json|image\/svg)/.test(type)) return response
  const content = new Uint8Array(await response.arrayBuffer())
  const body =
    encoding === 'gzip'
      ? gzipSync(content, { level: 6 })
      : brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
  const headers = new Headers(response.headers)
  headers.delete('content-length')
  for (const [name, value] of Object.entries(encodingHeaders(encoding))) headers.set(name, value)
  return new Response(new Uint8Array(body), { status: response.status, headers })
}

/** Compresses what will be sent many times, as small as it gets. */
export function compressOnce(content: Uint8Array, encoding: 'br' | 'gzip'): Uint8Array<ArrayBuffer> {
  if (encoding === 'gzip') return new Uint8Array(gzipSync(content, { level: 9 }))
  // Beyond 9 it takes many times longer for a hundredth less.
  return new Uint8Array(brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }))
}

function acceptedEncoding(request: Request): Encoding {
  const accepted = request.headers.get('accept-encoding') ?? ''
  return /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : 'identity'
}

function encodingHeaders(encoding: Encoding): Record<string, string> {
  return encoding === 'identity'
    ? { vary: 'accept-encoding' }
    : { vary: 'accept-encoding', 'content-encoding': encoding }
}
