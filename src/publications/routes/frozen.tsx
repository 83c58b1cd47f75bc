// How published data are answered: readable from every site, with a validator, and 304 while nothing new is published.

import type { Context, MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'
import type { Platform } from '../../platform.ts'
import { sha256 } from '../signing.ts'
import { listEditions } from '../store.ts'
import { version } from '../version.ts'

type Asking = Context<{ Bindings: Platform }>

const crossOrigin = cors({
  origin: '*',
  allowMethods: ['GET', 'HEAD', 'OPTIONS'],
  allowHeaders: ['If-None-Match', 'Accept'],
  exposeHeaders: ['ETag', 'Link', 'Content-Disposition'],
  maxAge: 86_400,
})

/** Lets pages of other sites read an answer and embed it. */
export const readableEverywhere: MiddlewareHandler = async (c, next) => {
  const answer = await crossOrigin(c, next)
  c.header('cross-origin-resource-policy', 'cross-origin')
  return answer
}

/**
 * An answer that is made of what is published and of nothing else: the chain's last hash tells them all.
 * @param make is spared where the visitor has it already; a refusal of it carries no validator.
 * @param more what else it is made of.
 */
export async function frozen(c: Asking, make: () => Response | Promise<Response>, more = ''): Promise<Response> {
  const [newest] = await listEditions(c.env.database)
  const state = [version, c.env.config.origin, newest?.hash ?? '', more, c.req.url.replace(/^https?:\/\/[^/]*/, '')]
  const tag = tagOf(await sha256(state.join('\n')))
  if (isKnown(c, tag)) return unchanged(c, tag)
  const answer = await make()
  if (answer.status === 200) validate(answer.headers, tag)
  return answer
}

/** An answer that is small enough to be its own validator. */
export async function validated(c: Asking, type: string, text: string): Promise<Response> {
  const tag = tagOf(await sha256(text))
  if (isKnown(c, tag)) return unchanged(c, tag)
  const answer = c.body(text, 200, { 'content-type': type })
  validate(answer.headers, tag)
  return answer
}

// Weak, since the embedded server may compress what it tags.
function tagOf(hash: string): string {
  return `W/"${hash.slice(0, 24)}"`
}

function isKnown(c: Asking, tag: string): boolean {
  const bare = tag.slice(2)
  return (c.req.header('if-none-match') ?? '')
    .split(',')
    .some((given) => given.trim() === '*' || given.trim().replace(/^W\//, '') === bare)
}

function unchanged(c: Asking, tag: string): Response {
  const answer = c.body(null, 304)
  validate(answer.headers, tag)
  return answer
}

// A correction must be seen at once: kept, but asked for anew each time.
function validate(headers: Headers, tag: string): void {
  headers.set('etag', tag)
  headers.set('cache-control', 'public, no-cache')
}
