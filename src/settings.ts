// The settings an operator gives through the environment, and the sentence that refuses a wrong one.

import { z } from 'zod'
import type { OidcClient } from './platform.ts'
import { type Zone, zones } from './units/rules/calendar.ts'

export interface Settings {
  readonly port: number
  /** Path of the SQLite file. */
  readonly database: string
  /** Public address without a slash at its end. */
  readonly origin: string
  readonly zone: Zone
  readonly secret: string | undefined
  /** Private Ed25519 key, PKCS #8. */
  readonly signingKey: string | undefined
  /** Answers in a minute that one counter may plausibly receive. */
  readonly pace: number
  readonly oidc: OidcClient | undefined
  /** Serves on Node only. */
  readonly mail: MailServer | undefined
}

/** Through what e-mail leaves, and in whose name. */
export interface MailServer {
  readonly host: string
  readonly port: number
  /** TLS from the first byte (smtps) rather than by STARTTLS. */
  readonly secure: boolean
  readonly signIn: { readonly user: string; readonly pass: string } | undefined
  readonly from: { readonly name: string; readonly address: string }
}

const oidcTogether = 'IKM_OIDC_ISSUER, IKM_OIDC_CLIENT_ID, dan IKM_OIDC_CLIENT_SECRET harus diisi ketiganya.'
const mailTogether = 'IKM_SMTP_URL dan IKM_MAIL_FROM harus diisi keduanya.'
const mailAddress =
  'IKM_SMTP_URL harus alamat server e-mail, misalnya IKM_SMTP_URL=smtp://nama:sandi@mail.kota.go.id:587; huruf khusus dalam sandi ditulis dengan %.'
const mailSender =
  'IKM_MAIL_FROM harus nama dan alamat pengirim, misalnya IKM_MAIL_FROM="Survei Kepuasan <skm@kota.go.id>".'

const shape = z
  .object({
    PORT: z
      .string()
      .regex(/^\d{1,5}$/, 'PORT harus angka 1 sampai 65535, misalnya PORT=3000.')
      .transform(Number)
      .refine((port) => port >= 1 && port <= 65535, 'PORT harus angka 1 sampai 65535, misalnya PORT=3000.')
      .default(3000),
    IKM_DB: z.string().trim().min(1, 'IKM_DB harus lokasi berkas basis data, misalnya IKM_DB=data/ikm.db.').optional(),
    IKM_ORIGIN: z
      .string()
      .refine(
        isOrigin,
        'IKM_ORIGIN harus alamat publik tanpa jalur di belakangnya, misalnya IKM_ORIGIN=https://skm.kota.go.id.',
      )
      .transform((address) => new URL(address).origin)
      .optional(),
    IKM_SECRET: z.string().min(32, 'IKM_SECRET harus teks acak, paling sedikit 32 huruf.').optional(),
    IKM_SIGNING_KEY: z
      .string()
      .refine(
        isSigningKey,
        'IKM_SIGNING_KEY harus kunci privat Ed25519 (PKCS #8, PEM atau base64), seperti yang dicetak "ikm signing-key".',
      )
      .optional(),
    IKM_ZONE: z.enum(zones, 'IKM_ZONE harus salah satu dari WIB, WITA, atau WIT.').default('WIB'),
    IKM_ANSWERS_PER_MINUTE: z
      .string()
      .regex(
        /^[1-9]\d{0,8}$/,
        'IKM_ANSWERS_PER_MINUTE harus bilangan bulat mulai 1: jawaban per menit yang wajar di satu loket, misalnya 600.',
      )
      .transform(Number)
      .default(600),
    IKM_OIDC_ISSUER: z
      .string()
      .refine(
        isIssuer,
        'IKM_OIDC_ISSUER harus alamat penyedia OpenID Connect, misalnya IKM_OIDC_ISSUER=https://sso.kota.go.id/realms/pegawai.',
      )
      .transform((address) => address.replace(/\/+$/, ''))
      .optional(),
    IKM_OIDC_CLIENT_ID: z.string().optional(),
    IKM_OIDC_CLIENT_SECRET: z.string().optional(),
    IKM_SMTP_URL: z.string().transform(readOr(serverOf, mailAddress)).optional(),
    IKM_MAIL_FROM: z.string().transform(readOr(senderOf, mailSender)).optional(),
  })
  .refine(
    (given) =>
      new Set(
        [given.IKM_OIDC_ISSUER, given.IKM_OIDC_CLIENT_ID, given.IKM_OIDC_CLIENT_SECRET].map((one) => one === undefined),
      ).size === 1,
    oidcTogether,
  )
  .refine((given) => (given.IKM_SMTP_URL === undefined) === (given.IKM_MAIL_FROM === undefined), mailTogether)

/**
 * Reads the settings; an empty variable counts as absent.
 * @param defaultDatabase where the database lies when IKM_DB is not given.
 * @returns the settings, or one sentence for each value that is wrong.
 */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>>,
  defaultDatabase: string,
): { settings: Settings } | { refused: string[] } {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  )
  const result = shape.safeParse(given)
  if (!result.success) return { refused: Array.from(new Set(result.error.issues.map(({ message }) => message))) }
  const { PORT, IKM_DB, IKM_ORIGIN, IKM_ZONE, IKM_SECRET, IKM_SIGNING_KEY } = result.data
  return {
    settings: {
      port: PORT,
      database: IKM_DB ?? defaultDatabase,
      origin: IKM_ORIGIN ?? `http://localhost:${PORT}`,
      zone: IKM_ZONE,
      secret: IKM_SECRET,
      signingKey: IKM_SIGNING_KEY,
      pace: result.data.IKM_ANSWERS_PER_MINUTE,
      oidc: oidcOf(result.data),
      mail: mailOf(result.data),
    },
  }
}

function oidcOf(given: z.output<typeof shape>): OidcClient | undefined {
  const { IKM_OIDC_ISSUER: issuer, IKM_OIDC_CLIENT_ID: clientId, IKM_OIDC_CLIENT_SECRET: clientSecret } = given
  return issuer && clientId && clientSecret ? { issuer, clientId, clientSecret } : undefined
}

function mailOf({ IKM_SMTP_URL: server, IKM_MAIL_FROM: from }: z.output<typeof shape>): MailServer | undefined {
  return server && from ? { ...server, from } : undefined
}

function serverOf(text: string): Omit<MailServer, 'from'> | undefined {
  const url = URL.parse(text)
  if (!url || !/^smtps?:$/.test(url.protocol) || !/^\/?$/.test(url.pathname) || url.search || url.hash) return undefined
  const host = /^(?:[a-z\d](?:[a-z\d.-]*[a-z\d])?|\[[\da-f:.]+\])$/i.test(url.hostname) && url.hostname
  const [user, pass] = [url.username, url.password].map(decoded)
  if (!host || url.port === '0' || user === undefined || pass === undefined || !user !== !pass) return undefined
  const secure = url.protocol === 'smtps:'
  return {
    host: host.replace(/^\[(.*)\]$/, '$1'),
    port: Number(url.port || (secure ? 465 : 587)),
    secure,
    signIn: user ? { user, pass } : undefined,
  }
}

function decoded(part: string): string | undefined {
  try {
    return decodeURIComponent(part)
  } catch {
    return undefined
  }
}

/** `Name <address>`, or the address alone. */
function senderOf(text: string): MailServer['from'] | undefined {
  const [, name = '', framed, bare] = /^\s*(?:([^<>"\p{Cc}]*?)\s*<([^<>]*)>|([^<>\s]*))\s*$/u.exec(text) ?? []
  const address = z.email().safeParse(framed ?? bare)
  return address.success ? { name, address: address.data } : undefined
}

/** For zod: what `read` makes of a text, or `refusal` where it makes nothing of it. */
function readOr<Read>(read: (text: string) => Read | undefined, refusal: string) {
  return (text: string, problems: z.RefinementCtx): Read => {
    const found = read(text)
    if (found === undefined) problems.addIssue({ code: 'custom', message: refusal })
    return found ?? z.NEVER
  }
}

function isOrigin(address: string): boolean {
  const url = URL.parse(address)
  return url !== null && /^https?:$/.test(url.protocol) && url.pathname === '/' && url.search === '' && url.hash === ''
}

function isIssuer(address: string): boolean {
  const url = URL.parse(address)
  return url !== null && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === ''
}

// Source: RFC 8410, section 10.3: what stands before the 32 bytes of every Ed25519 key in PKCS #8.
const beforeKey = 'MC4CAQAwBQYDK2VwBCIEI'

function isSigningKey(text: string): boolean {
  const base64 = text.replaceAll(/-----[A-Z ]+-----|\s/g, '')
  return base64.startsWith(beforeKey) && /^[A-Za-z\d+/]{64}$/.test(base64)
}
