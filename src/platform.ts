// What a runtime must provide; the rest of the site knows neither Node nor Workers.

import type { Database } from './database/database.ts'
import type { Pace } from './security/pace.ts'
import type { Zone } from './units/rules/calendar.ts'

export interface Config {
  /** Public address of the site, without a slash at its end; written into QR codes. */
  readonly origin: string
  /** Zone of the government, for whatever belongs to no single unit. */
  readonly zone: Zone
  /** Signs cookies and encrypts what the second factor needs; without one nobody can sign in. */
  readonly secret?: string | undefined
  /** Private Ed25519 key (PKCS #8, PEM or base64) that signs what is published; without one nothing can be published. */
  readonly signingKey?: string | undefined
  /** A provider of OpenID Connect through which invited accounts may sign in. */
  readonly oidc?: OidcClient | undefined
}

/** What this site is to a provider of OpenID Connect. */
export interface OidcClient {
  /** Its address without a slash at its end; it describes itself under `/.well-known/openid-configuration`. */
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
}

/** Writes one line of JSON; never personal data, never what somebody typed. */
export type Log = (event: Readonly<Record<string, string | number>>) => void

export interface Platform {
  readonly database: Database
  readonly clock: () => Date
  readonly config: Config
  readonly log: Log
  /** Network address the request came from, where the runtime knows it. Never logged; stored as a hash under a key of the day only. */
  readonly address?: string | undefined
  /** Notices when a counter is flooded with answers; without it nobody is ever asked to work for one. */
  readonly pace?: Pace | undefined
  /** Compresses a body that is sent many times, where the network does not. */
  readonly compress?:
    | ((content: Uint8Array<ArrayBuffer>, encoding: 'br' | 'gzip') => Uint8Array<ArrayBuffer>)
    | undefined
  /** Hands a letter to the office's mail server; absent where there is none. @throws unless it was accepted. */
  readonly mail?: ((letter: Letter) => Promise<void>) | undefined
  /** Keeps files that people bring as evidence; absent where the installation has no place for them. */
  readonly evidence?: EvidenceStorage | undefined
}

/** Keeps files under the SHA-256 of their content, in hexadecimal. What they are called and mean, the database knows. */
export interface EvidenceStorage {
  /** Resolves when the file is kept; the same file again is no second one. */
  put(key: string, bytes: Uint8Array, mediaType: string): Promise<void>
  /** Undefined where nothing is kept under the key. */
  get(key: string): Promise<Uint8Array<ArrayBuffer> | undefined>
}

/** An e-mail in plain text to one person. */
export interface Letter {
  /** The bare address. */
  readonly to: string
  readonly subject: string
  readonly text: string
}
