// Who is let into the desk: whoever has signed in, and further only with the right.

import type { Context, MiddlewareHandler } from 'hono'
import { getCookie, getSignedCookie } from 'hono/cookie'
import { HTTPException } from 'hono/http-exception'
import type { Platform } from '../platform.ts'
import { resumeSession, type SignedIn } from './actions/session.ts'
import { cookieNames } from './auth.ts'
import { type Actor, may, type Place, type Right } from './rules/rights.ts'

/** What handlers of the desk find in their context. */
export interface Desk {
  Bindings: Platform
  Variables: { readonly signedIn: SignedIn; readonly actor: Actor }
}

/** Where a second factor is set up; the only pages for whoever still owes one. */
export const totpPath = '/kelola/akun-saya/autentikator'

/** Lets in whoever has signed in and keeps who it is; sends anybody else to the sign-in, and back afterwards. */
export const requireAccount: MiddlewareHandler<Desk> = async (c, next) => {
  const signedIn = await findSignedIn(c)
  c.header('cache-control', 'private, no-store')
  if (!signedIn) {
    const { pathname, search } = new URL(c.req.url)
    const asked =
      c.req.method === 'GET' && pathname !== '/kelola' ? `?lanjut=${encodeURIComponent(pathname + search)}` : ''
    return c.redirect(`/masuk${asked}`, 303)
  }
  if (signedIn.owesTotp && c.req.path !== totpPath && !c.req.path.startsWith(`${totpPath}/`)) {
    return c.redirect(totpPath, 303)
  }
  // The zone may be set at the desk, and comes with the session: no page of the desk asks once more.
  if (signedIn.zone) c.env = { ...c.env, config: { ...c.env.config, zone: signedIn.zone } }
  c.set('signedIn', signedIn)
  c.set('actor', signedIn.actor)
  await next()
}

/** For routes whose right depends on no place. */
export function requireRight(right: Right): MiddlewareHandler<Desk> {
  return async (c, next) => {
    demand(c.get('actor'), right)
    await next()
  }
}

/**
 * For routes whose right depends on the unit they are about.
 * @throws HTTPException 403 where the actor may not.
 */
export function demand(actor: Actor, right: Right, place?: Place): void {
  if (!may(actor, right, place)) throw new HTTPException(403, { message: right })
}

/** Whoever the request's cookie says has signed in. */
export async function findSignedIn<Site extends { Bindings: Platform }>(
  c: Context<Site>,
): Promise<SignedIn | undefined> {
  const { secret, origin } = c.env.config
  if (!secret) return undefined
  const name = cookieNames(origin).session
  const token = await getSignedCookie(c, secret, name)
  return token ? resumeSession(c.env, token, encodeURIComponent(getCookie(c, name) ?? '')) : undefined
}
