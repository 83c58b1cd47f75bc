// Secrets that travel: tokens nobody can guess, and hashes that tell nothing of what they stand for.

/** 256 random bits, for a link. */
export function newToken(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)))
}

/** The hash under which a token is stored; a token is random enough to need no key. */
export async function hashToken(token: string): Promise<string> {
  return base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(token))))
}

/** A keyed hash for one purpose: whoever has the database but not the secret learns nothing from it. */
export async function keyedHash(secret: string, purpose: string, text: string): Promise<string> {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const secretKey = await crypto.subtle.importKey('raw', encoder.encode(secret), algorithm, false, ['sign'])
  const signature = await crypto.subtle.sign('HMAC', secretKey, encoder.encode(`${purpose}\u0000${text}`))
  return base64url(new Uint8Array(signature))
}

const encoder = new TextEncoder()

function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
