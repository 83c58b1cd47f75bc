// Public answers that are kept as bytes until something that they show has changed.

import type { Database } from '../database/database.ts'
import type { Platform } from '../platform.ts'
import { findStanding, findUnitStanding, listEveryUnit } from './store/public.ts'

/** Bytes of all bodies that one database's answers may take together; those asked for longest ago make room. */
const mostBytes = 32 * 1024 * 1024
/** A larger body is made anew each time. */
const largest = 2 * 1024 * 1024

/** Browsers and caches ask each time whether it still holds, so that a correction shows at once. */
export const revalidated = 'public, no-cache'

/**
 * Addresses whose answers may be kept where nothing is asked for behind a question mark. With a query an answer is kept
 * only if whoever made it set `revalidated` itself, having found that the query is one of those the site offers: otherwise
 * anybody could fill the memory with questions that nobody else asks.
 */
const keptPaths = [
  /^\/$/,
  /^\/unit\/([^/]+?)(?:\.json)?$/,
  /^\/hasil(?:\/[^.]*)?$/,
  /^\/(?:perbandingan|tindak-lanjut|metodologi|aksesibilitas|verifikasi|data)$/,
] as const

interface Kept {
  readonly version: string
  readonly tag: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array<ArrayBuffer>
  /** Bodies by encoding, made when first asked for. */
  readonly encoded: Map<string, Uint8Array<ArrayBuffer>>
}

interface Memory {
  /** In the order of the last visit, the longest ago first. */
  readonly answers: Map<string, Kept>
  bytes: number
}

const memories = new WeakMap<object, Memory>()
const finished = new WeakSet<Response>()

/** True for a response that needs nothing more: it has its validators and is compressed as it was asked for. */
export function isFinished(response: Response): boolean {
  return finished.has(response)
}

/**
 * The answer to a request, from memory where it is known and still holds; otherwise made, and kept where it may be. Only
 * successful answers to GET and HEAD that set no cookie are kept. A kept answer has a strong `etag`, and the same visitor
 * is told `304` while it holds.
 * Answers of one database are never another's.
 * @param make answers the request.
 */
export async function keptOrMade(
  request: Request,
  { database, compress }: Pick<Platform, 'database' | 'compress'>,
  make: () => Promise<Response>,
): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return make()
  const address = request.url.slice(request.url.indexOf('/', 8))
  const question = address.indexOf('?')
  const path = question < 0 ? address : address.slice(0, question)
  const pattern = keptPaths.find((one) => one.test(path))
  if (!pattern || path.length > 300) return make()
  const version = await versionOf(database, path, pattern)
  const memory = memoryOf(database)
  const known = memory.answers.get(address)
  if (known?.version === version) {
    memory.answers.delete(address)
    memory.answers.set(address, known)
    return answer(request, { memory, address, kept: known, compress })
  }
  if (known) forget(memory, address, known)
  const made = await make()
  if (!mayBeKept(made, question < 0)) return made
  // Made of what may have changed meanwhile: then it is right now, but under no version.
  if ((await versionOf(database, path, pattern)) !== version) return made
  const body = new Uint8Array(await made.arrayBuffer())
  const kept = await keepable(made, body, version)
  if (body.length <= largest) remember(memory, address, kept)
  return answer(request, { memory, address, kept, compress })
}

function memoryOf(database: Database): Memory {
  let memory = memories.get(database)
  if (!memory) {
    memory = { answers: new Map(), bytes: 0 }
    memories.set(database, memory)
  }
  return memory
}

const names = new WeakMap<object, Promise<string>>()

// While nothing is written the rows are the same objects, and so they are named once.
function nameOf(rows: readonly unknown[]): Promise<string> {
  let name = names.get(rows)
  if (name === undefined) {
    name = digestOf(encoder.encode(JSON.stringify(rows)))
    names.set(rows, name)
  }
  return name
}

const encoder = new TextEncoder()

async function versionOf(database: Database, path: string, pattern: RegExp): Promise<string> {
  const standing = findStanding(database)
  if (path !== '/' && !path.startsWith('/unit/')) return nameOf(await standing)
  const units =
    path === '/' ? listEveryUnit(database) : findUnitStanding(database, readable(pattern.exec(path)?.[1] ?? ''))
  const [first, second] = await Promise.all([standing, units])
  return `${await nameOf(first)} ${await nameOf(second)}`
}

function readable(escaped: string): string {
  try {
    return decodeURIComponent(escaped)
  } catch {
    return ''
  }
}

// What has a validator of its own looks after itself, and a file to keep may have any length.
function mayBeKept({ status, headers }: Response, plain: boolean): boolean {
  if (status !== 200 || !headers.has('content-type')) return false
  if (['set-cookie', 'etag', 'content-disposition'].some((name) => headers.has(name))) return false
  const said = headers.get('cache-control')
  return said === revalidated || (plain && said === null)
}

async function keepable(made: Response, body: Uint8Array<ArrayBuffer>, version: string): Promise<Kept> {
  const headers: Record<string, string> = {}
  for (const [name, value] of made.headers) {
    if (name !== 'content-length') headers[name] = value
  }
  headers['cache-control'] = revalidated
  return { version, tag: await digestOf(body), headers, body, encoded: new Map() }
}

async function digestOf(content: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', content))
  return Array.from(digest.subarray(0, 12), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function remember(memory: Memory, address: string, kept: Kept): void {
  const before = memory.answers.get(address)
  if (before) forget(memory, address, before)
  memory.answers.set(address, kept)
  memory.bytes += sizeOf(address, kept)
  makeRoom(memory)
}

function makeRoom(memory: Memory): void {
  for (const [address, kept] of memory.answers) {
    if (memory.bytes <= mostBytes) return
    forget(memory, address, kept)
  }
}

function forget(memory: Memory, address: string, kept: Kept): void {
  memory.answers.delete(address)
  memory.bytes -= sizeOf(address, kept)
}

// An entry's own weight is reckoned in, so that many small ones are bounded too.
function sizeOf(address: string, { body, encoded }: Kept): number {
  let bytes = 1000 + address.length + body.length
  for (const content of encoded.values()) bytes += content.length
  return bytes
}

interface Answering extends Pick<Platform, 'compress'> {
  readonly memory: Memory
  readonly address: string
  readonly kept: Kept
}

function answer(request: Request, { memory, address, kept, compress }: Answering): Response {
  const asked = compress && isText(kept) ? encodingOf(request) : null
  // Bodies that differ have tags that differ; an answer still holds for whoever has it in any of them.
  const tag = asked ? `"${kept.tag}-${asked}"` : `"${kept.tag}"`
  const headers = { ...kept.headers, etag: tag }
  if (compress) Object.assign(headers, { vary: 'accept-encoding' })
  const held = request.headers.get('if-none-match')
  if (held !== null && holds(held, kept.tag)) return finish(new Response(null, { status: 304, headers }))
  if (!asked || !compress) return finish(new Response(bodyFor(request, kept.body), { headers }))
  let content = kept.encoded.get(asked)
  if (!content) {
    content = compress(kept.body, asked)
    kept.encoded.set(asked, content)
    if (memory.answers.get(address) === kept) {
      memory.bytes += content.length
      makeRoom(memory)
    }
  }
  return finish(new Response(bodyFor(request, content), { headers: { ...headers, 'content-encoding': asked } }))
}

function bodyFor(request: Request, content: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  return request.method === 'HEAD' ? null : content
}

function finish(response: Response): Response {
  finished.add(response)
  return response
}

function isText({ headers }: Kept): boolean {
  return /^(text\/|application\/(json|.*\+json)|image\/svg)/.test(headers['content-type'] ?? '')
}

function encodingOf(request: Request): 'br' | 'gzip' | null {
  const accepted = request.headers.get('accept-encoding') ?? ''
  return /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : null
}

// A network on the way may have compressed the body and marked the tag as weak.
function holds(held: string, tag: string): boolean {
  return held.split(',').some((one) => {
    const name = one.trim().replace(/^W\//, '')
    return name === '*' || name === `"${tag}"` || name === `"${tag}-br"` || name === `"${tag}-gzip"`
  })
}
