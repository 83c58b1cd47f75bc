// Signing in through a provider of OpenID Connect that runs here: invited people only, by the e-mail it vouches for.

import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { addAccount, addGrant } from '#src/accounts/store/accounts.ts'
import { textOf } from '#test/support/answers.ts'
import { actsIn, type DeskBrowser, openDeskBrowser } from '#test/support/desk.ts'
import { closeWithoutErrors, origin, type Site, startSite } from '#test/support/site.ts'

const keys = generateKeyPairSync('rsa', { modulusLength: 2048 })
const strangerKeys = generateKeyPairSync('rsa', { modulusLength: 2048 })

interface Claims {
  sub: string
  email: string
  email_verified: boolean
  name: string
}

/** What the provider will say of whoever comes next. */
let claims: Claims
/** Changes the token before it is signed, or signs it with another key. */
let forged: { claims?: Record<string, unknown>; key?: typeof keys.privateKey } = {}
const asked = new Map<string, { nonce: string; challenge: string }>()
let provider: Server
let issuer: string
let site: Site

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

function idToken(nonce: string): string {
  const now = Math.floor(Date.now() / 1000)
  const payload = { iss: issuer, aud: 'ikm', iat: now, exp: now + 300, nonce, ...claims, ...forged.claims }
  const signed = `${base64url({ alg: 'RS256', kid: 'satu' })}.${base64url(payload)}`
  return `${signed}.${sign('sha256', Buffer.from(signed), forged.key ?? keys.privateKey).toString('base64url')}`
}

// A provider can be reached from Node only: nothing may call out of workerd in these tests.
describe.runIf(inject('runtime') === 'node')('a provider', () => {
  beforeAll(async () => {
    provider = createServer(async (request, response) => {
      const path = new URL(request.url ?? '/', issuer).pathname
      const answer = (body: unknown, status = 200) => {
        response.writeHead(status, { 'content-type': 'application/json' })
        response.end(JSON.stringify(body))
      }
      if (path === '/.well-known/openid-configuration') {
        return answer({
          issuer,
          authorization_endpoint: `${issuer}/authorize`,
          token_endpoint: `${issuer}/token`,
          jwks_uri: `${issuer}/jwks`,
          id_token_signing_alg_values_supported: ['RS256'],
        })
      }
      if (path === '/jwks')
        return answer({ keys: [{ ...keys.publicKey.export({ format: 'jwk' }), kid: 'satu', alg: 'RS256' }] })
      let body = ''
      for await (const part of request) body += part
      const sent = new URLSearchParams(body)
      const known = asked.get(sent.get('code') ?? '')
      const challenge = createHash('sha256')
        .update(sent.get('code_verifier') ?? '')
        .digest('base64url')
      if (known?.challenge !== challenge) return answer({ error: 'invalid_grant' }, 400)
      asked.delete(sent.get('code') ?? '')
      answer({ access_token: 'rahasia-penyedia', token_type: 'Bearer', id_token: idToken(known.nonce) })
    })
    await new Promise<void>((resolve) => provider.listen(0, resolve))
    issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`
    site = await startSite({ oidc: { issuer, clientId: 'ikm', clientSecret: 'rahasia' } })
    await site.database.commit(
      addAccount({ name: 'Undangan', email: 'undangan@contoh.go.id', at: 1 }),
      addGrant({ email: 'undangan@contoh.go.id' }, { role: 'bureau', unitId: null, agencyId: null }),
    )
  })
  afterAll(async () => {
    provider.close()
    await closeWithoutErrors(site)
  })

  /** Goes to the provider and comes back, in one browser or another. */
  async function goThrough(who: Claims, browser = openDeskBrowser(site), back: DeskBrowser = browser) {
    claims = who
    const sent = await browser.get('/masuk/penyedia?lanjut=/kelola/akun')
    expect(sent.status).toBe(303)
    const to = new URL(sent.headers.get('location') ?? '')
    expect(to.origin).toBe(issuer)
    expect(to.searchParams.get('redirect_uri')).toBe(`${origin}/masuk/oidc/callback/oidc`)
    const code = crypto.randomUUID()
    asked.set(code, {
      nonce: to.searchParams.get('nonce') ?? '',
      challenge: to.searchParams.get('code_challenge') ?? '',
    })
    const state = encodeURIComponent(to.searchParams.get('state') ?? '')
    return { browser: back, path: `/masuk/oidc/callback/oidc?code=${code}&state=${state}` }
  }

  async function arrive(who: Claims, ...browsers: [DeskBrowser?, DeskBrowser?]) {
    const { browser, path } = await goThrough(who, ...browsers)
    const response = await browser.get(path)
    return { browser, to: response.headers.get('location') }
  }

  const invited: Claims = { sub: 'a-1', email: 'Undangan@contoh.go.id', email_verified: true, name: 'Lain' }
  const refused = '/masuk?gagal=penyedia'

  test('is offered on the sign-in page, as a link that no policy forbids', async () => {
    const html = await (await openDeskBrowser(site).get('/masuk')).text()
    expect(html).toContain('href="/masuk/penyedia"')
    expect(textOf(await (await openDeskBrowser(site).get(refused)).text())).toContain('harus sudah diundang')
  })

  test('lets in whoever was invited, and asks for no second factor of its own', async () => {
    const { browser, to } = await arrive(invited)
    expect(to).toBe('/kelola/akun')
    const page = textOf(await (await browser.get('/kelola/akun')).text())
    expect(page).toContain('Undangan')
    expect(await actsIn(site.database)).toEqual(['sign-in'])
    const again = await arrive({ ...invited, email: 'berubah@contoh.go.id' })
    expect(again.to).toBe('/kelola/akun')
  })

  test('keeps nothing of what the provider hands out', async () => {
    const rows = await site.database.read.selectFrom('account_credentials').selectAll().execute()
    expect(rows).toMatchObject([{ provider: 'oidc', subject: 'a-1', password: null }])
    expect(JSON.stringify(rows)).not.toContain('rahasia')
  })

  test.each<[name: string, who: Partial<Claims>]>([
    ['somebody who was not invited', { sub: 'b-1', email: 'orang.lain@contoh.go.id' }],
    ['an e-mail that the provider has not verified', { sub: 'c-1', email_verified: false }],
  ])('refuses %s', async (_, who) => {
    const before = await site.database.read.selectFrom('accounts').select('id').execute()
    const { browser, to } = await arrive({ ...invited, ...who })
    expect(to).toBe(refused)
    expect((await browser.get('/kelola')).status).toBe(303)
    expect(await site.database.read.selectFrom('accounts').select('id').execute()).toEqual(before)
  })

  test.each<[name: string, how: typeof forged]>([
    ['signed by somebody else', { key: strangerKeys.privateKey }],
    ['for another site', { claims: { aud: 'situs-lain' } }],
    ['of another provider', { claims: { iss: 'https://jahat.example' } }],
    ['that is over', { claims: { exp: 1 } }],
    ['of another sign-in', { claims: { nonce: 'lain' } }],
  ])('refuses a token %s', async (_, how) => {
    forged = how
    try {
      expect((await arrive(invited)).to).toBe(refused)
    } finally {
      forged = {}
    }
  })

  test('refuses an answer in another browser than the one that asked, and one that comes twice', async () => {
    expect((await arrive(invited, openDeskBrowser(site), openDeskBrowser(site))).to).toBe(refused)
    const { browser, path } = await goThrough(invited)
    expect((await browser.get(path)).headers.get('location')).toBe('/kelola/akun')
    const copy = openDeskBrowser(site)
    expect((await copy.get(path)).headers.get('location')).toBe(refused)
  })

  test('refuses whoever was deactivated', async () => {
    await site.database.commit({ sql: 'update accounts set deactivated_at = 1', parameters: [] })
    expect((await arrive(invited)).to).toBe(refused)
  })
})

describe.runIf(inject('runtime') === 'workerd')('without a provider', () => {
  test('its addresses lead to the sign-in', async () => {
    const plain = await startSite()
    expect((await openDeskBrowser(plain).get('/masuk/oidc/callback/oidc?code=1&state=2')).status).toBe(303)
    const page = await (await openDeskBrowser(plain).get('/masuk')).text()
    expect(page).not.toContain('/masuk/penyedia')
    await plain.close()
  })
})
