// What makes an edition one that nobody can change unseen: its canonical form, its hash, its signature.

import canonicalize from 'canonicalize'

/** The one text of a value: JSON with sorted members and no spaces. Source: RFC 8785. @throws for what JSON cannot hold. */
export function canonical(value: object): string {
  const text = canonicalize(value)
  if (text === undefined) throw new TypeError('not a value of JSON')
  return text
}

/** SHA-256 of a text in UTF-8, in hexadecimal. */
export async function sha256(text: string): Promise<string> {
  return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(text))))
}

export interface SigningKey {
  /** 32 bytes in hexadecimal. */
  readonly publicKey: string
  /** Ed25519 signature of a text in UTF-8 (RFC 8032), 64 bytes in hexadecimal. */
  sign(text: string): Promise<string>
}

/**
 * Opens the installation's key.
 * @param secret the private key as PKCS #8, in PEM or its base64 alone.
 * @throws where it is no Ed25519 key.
 */
export async function openSigningKey(secret: string): Promise<SigningKey> {
  const bytes = Uint8Array.from(atob(secret.replaceAll(/-----[A-Z ]+-----|\s/g, '')), (letter) => letter.charCodeAt(0))
  const key = await crypto.subtle.importKey('pkcs8', bytes, 'Ed25519', true, ['sign'])
  const { x = '' } = await crypto.subtle.exportKey('jwk', key)
  const publicKey = hex(
    Uint8Array.from(atob(x.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0)),
  )
  return {
    publicKey,
    sign: async (text) => hex(new Uint8Array(await crypto.subtle.sign('Ed25519', key, encoder.encode(text)))),
  }
}

/** A new private key as PKCS #8 in PEM, as `openssl pkey` reads it. */
export async function newSigningKey(): Promise<string> {
  const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair
  const bytes = new Uint8Array((await crypto.subtle.exportKey('pkcs8', pair.privateKey)) as ArrayBuffer)
  return `-----BEGIN PRIVATE KEY-----\n${btoa(String.fromCharCode(...bytes))}\n-----END PRIVATE KEY-----\n`
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

const encoder = new TextEncoder()
