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
  readonly oidc: OidcClient | undefined
}

const oidcTogether = 'IKM_OIDC_ISSUER, IKM_OIDC_CLIENT_ID, dan IKM_OIDC_CLIENT_SECRET harus diisi ketiganya.'

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
    IKM_ZONE: z.enum(zones, 'IKM_ZONE harus salah satu dari WIB, WITA, atau WIT.').default('WIB'),
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
  })
  .refine(
    (given) =>
      new Set(
        [given.IKM_OIDC_ISSUER, given.IKM_OIDC_CLIENT_ID, given.IKM_OIDC_CLIENT_SECRET].map((one) => one === undefined),
      ).size === 1,
    oidcTogether,
  )

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
  const { PORT, IKM_DB, IKM_ORIGIN, IKM_ZONE, IKM_SECRET } = result.data
  return {
    settings: {
      port: PORT,
      database: IKM_DB ?? defaultDatabase,
      origin: IKM_ORIGIN ?? `http://localhost:${PORT}`,
      zone: IKM_ZONE,
      secret: IKM_SECRET,
      oidc: oidcOf(result.data),
    },
  }
}

function oidcOf(given: z.output<typeof shape>): OidcClient | undefined {
  const { IKM_OIDC_ISSUER: issuer, IKM_OIDC_CLIENT_ID: clientId, IKM_OIDC_CLIENT_SECRET: clientSecret } = given
  return issuer && clientId && clientSecret ? { issuer, clientId, clientSecret } : undefined
}

function isOrigin(address: string): boolean {
  const url = URL.parse(address)
  return url !== null && /^https?:$/.test(url.protocol) && url.pathname === '/' && url.search === '' && url.hash === ''
}

function isIssuer(address: string): boolean {
  const url = URL.parse(address)
  return url !== null && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === ''
}
