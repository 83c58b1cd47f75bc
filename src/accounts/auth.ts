// What of better-auth this site uses: e-mail and password, a second factor, a provider by setting; never its own addresses.

import { betterAuth } from 'better-auth/minimal'
import { genericOAuth } from 'better-auth/plugins/generic-oauth'
import { twoFactor } from 'better-auth/plugins/two-factor'
import type { Platform } from '../platform.ts'
import { hashPassword, verifyPassword } from '../security/password.ts'
import { findAccount } from './store/accounts.ts'
import { authAdapter } from './store/adapter.ts'

/** Seconds that a session lasts: a working day. */
const sessionLasts = 12 * 3600

/** What the authenticator app calls this site. */
const issuer = 'IKM'

const times = { createdAt: 'created_at', updatedAt: 'updated_at' } as const

/** What sign-in needs of the platform. */
export type AuthPlatform = Pick<Platform, 'database' | 'config'>

export type Auth = ReturnType<typeof makeAuth>

/** Names of the cookies; `__Host-` binds them to this very host where the site is served with TLS. */
export function cookieNames(origin: string) {
  const prefix = cookiePrefix(origin)
  return {
    session: `${prefix}.session_token`,
    challenge: `${prefix}.two_factor`,
    /** Tells a browser in which somebody has signed in before; see throttle. */
    known: `${prefix}.known`,
  }
}

function cookiePrefix(origin: string): string {
  return origin.startsWith('https:') ? '__Host-ikm' : 'ikm'
}

/**
 * Made for a request, since at the edge nothing of one request may be used by another; cheap, as nothing is asked of
 * anybody.
 */
export function authOf({ database, config }: AuthPlatform): Auth {
  return makeAuth({ database, config })
}

/** The same with the provider, whose description is fetched at once. @throws when there is none by setting. */
export function authWithProvider({ database, config }: AuthPlatform): Auth {
  if (!config.oidc) throw new Error('no provider is set')
  const { issuer: address, clientId, clientSecret } = config.oidc
  const provider = genericOAuth({
    config: [
      {
        providerId: 'oidc',
        discoveryUrl: `${address}/.well-known/openid-configuration`,
        clientId,
        clientSecret,
        scopes: ['openid', 'email', 'profile'],
        requireIdTokenVerification: true,
        disableSignUp: true,
        disableImplicitSignUp: true,
      },
    ],
  })
  return makeAuth({ database, config }, provider)
}

function makeAuth({ database, config }: AuthPlatform, provider?: ReturnType<typeof genericOAuth>) {
  const secure = config.origin.startsWith('https:')
  return betterAuth({
    appName: issuer,
    baseURL: config.origin,
    basePath: '/masuk/oidc',
    secret: config.secret ?? '',
    database: authAdapter(database),
    telemetry: { enabled: false },
    logger: { disabled: true },
    rateLimit: { enabled: false },
    trustedOrigins: [config.origin],
    onAPIError: { errorURL: `${config.origin}/masuk` },
    user: { modelName: 'accounts', fields: { ...times, emailVerified: 'email_verified' } },
    account: {
      modelName: 'account_credentials',
      fields: { ...times, userId: 'account_id', providerId: 'provider', accountId: 'subject' },
      updateAccountOnSignIn: false,
      accountLinking: { enabled: true, requireLocalEmailVerified: true, allowDifferentEmails: false },
    },
    session: {
      modelName: 'account_sessions',
      fields: { ...times, userId: 'account_id', expiresAt: 'expires_at', userAgent: 'user_agent' },
      additionalFields: { method: { type: 'string', required: false, input: false } },
      expiresIn: sessionLasts,
      disableSessionRefresh: true,
      freshAge: 0,
    },
    verification: { modelName: 'account_challenges', fields: { ...times, expiresAt: 'expires_at' } },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      password: {
        hash: (password) => hashPassword(password),
        verify: ({ hash, password }) => verifyPassword(hash, password),
      },
    },
    advanced: {
      useSecureCookies: false,
      cookiePrefix: cookiePrefix(config.origin),
      defaultCookieAttributes: { secure, httpOnly: true, sameSite: 'lax', path: '/' },
      database: { generateId: 'serial' },
      ipAddress: { disableIpTracking: true },
    },
    databaseHooks: {
      session: {
        create: {
          async before(session, context) {
            const account = await findAccount(database, Number(session.userId))
            if (!account || account.deactivated_at !== null) return false
            const method = context?.path?.startsWith('/callback') ? 'oidc' : (session.method ?? 'password')
            const userAgent = String(session.userAgent ?? '').slice(0, 300)
            return { data: { ...session, method, userAgent, ipAddress: undefined } as never }
          },
        },
      },
      // What a provider hands out beside the name is used once and kept nowhere.
      account: { create: { before: async (credential) => ({ data: { ...credential, ...noTokens } }) } },
    },
    plugins: [
      twoFactor({
        issuer,
        allowPasswordless: true,
        // Ours counts by account and source, and never locks the owner out.
        accountLockout: { enabled: false },
        schema: {
          user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
          twoFactor: {
            modelName: 'account_totp',
            fields: {
              userId: 'account_id',
              backupCodes: 'backup_codes',
              failedVerificationCount: 'failed_verification_count',
              lockedUntil: 'locked_until',
            },
          },
        },
      }),
      ...(provider ? [provider] : []),
    ],
  })
}

const noTokens = {
  accessToken: undefined,
  refreshToken: undefined,
  idToken: undefined,
  accessTokenExpiresAt: undefined,
  refreshTokenExpiresAt: undefined,
} as never as object
