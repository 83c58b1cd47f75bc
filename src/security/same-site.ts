// Refuses what another site makes a visitor's browser send.

import type { MiddlewareHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'

/**
 * Lets requests that may change something through only when they come from this site's own pages: the browser says so in
 * Sec-Fetch-Site, and where it does not (plain HTTP, old browsers) in Origin.
 * @throws HTTPException 403 otherwise.
 */
export const sameSite: MiddlewareHandler<{ Bindings: { readonly config: { readonly origin: string } } }> = async (
  context,
  next,
) => {
  const { method, url } = context.req
  if (method !== 'GET' && method !== 'HEAD') {
    const site = context.req.header('sec-fetch-site')
    const origin = context.req.header('origin')
    const own =
      site === undefined
        ? origin !== undefined && (origin === context.env.config.origin || origin === new URL(url).origin)
        : site === 'same-origin'
    if (!own) throw new HTTPException(403, { message: 'cross-site' })
  }
  await next()
}
