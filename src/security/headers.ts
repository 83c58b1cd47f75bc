// Headers that keep browsers from doing what this site never asks of them.

import type { MiddlewareHandler } from 'hono'

const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')

/** Sets the headers on every page; a redirect or JSON needs only the last two. */
export const securityHeaders: MiddlewareHandler = async (context, next) => {
  await next()
  const { headers } = context.res
  if (headers.get('content-type')?.startsWith('text/html')) {
    headers.set('content-security-policy', policy)
    headers.set('permissions-policy', 'camera=(), geolocation=(), microphone=()')
    headers.set('cross-origin-opener-policy', 'same-origin')
  }
  headers.set('x-content-type-options', 'nosniff')
  headers.set('referrer-policy', 'same-origin')
}
