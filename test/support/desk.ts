// People at the desk: accounts of every role, browsers that keep cookies, and authenticator apps.

import { createHmac } from 'node:crypto'
import type { Grant } from '#src/accounts/rules/rights.ts'
import { addAccount, addGrant, setPassword } from '#src/accounts/store/accounts.ts'
import type { Database } from '#src/database/database.ts'
import { hashPassword } from '#src/security/password.ts'
import { setInstallation } from '#src/units/store.ts'
import { origin, type Site } from './site.ts'

/** A browser at the site: keeps cookies, sends forms as one of the site's own pages does. */
export interface DeskBrowser {
  readonly cookies: Map<string, string>
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Response>
  post(
    path: string,
    fields?: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ): Promise<Response>
}

/** @param address where the requests seem to come from, as a web server before the site tells it (on Node only). */
export function openDeskBrowser(site: Site, address = '203.0.113.1'): DeskBrowser {
  const cookies = new Map<string, string>()
  const send = async (path: string, init: RequestInit & { headers: Record<string, string> }) => {
    const cookie = Array.from(cookies, ([name, value]) => `${name}=${value}`).join('; ')
    const headers = { 'x-forwarded-for': address, ...(cookie && { cookie }), ...init.headers }
    const response = await site.fetch(path, { ...init, headers })
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split('; ')
      const [name = '', value = ''] = pair.split(/=(.*)/s)
      if (attributes.includes('Max-Age=0')) cookies.delete(name)
      else cookies.set(name, value)
    }
    return response
  }
  return {
    cookies,
    get: (path, headers = {}) => send(path, { headers }),
    post: (path, fields = {}, headers = {}) =>
      send(path, {
        method: 'POST',
        body: String(new URLSearchParams(fields)),
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin, ...headers },
      }),
  }
}

export interface Person {
  readonly name: string
  readonly email: string
  readonly password: string
}

/** Stores an account that has signed up, with what it may do. */
export async function arrangeAccount(
  database: Database,
  name: string,
  ...grants: readonly (Pick<Grant, 'role'> & Partial<Grant>)[]
): Promise<Person> {
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@contoh.go.id`
  const password = `kopi tanpa gula ${name.length}`
  const at = Math.floor(Date.now() / 1000)
  hashes[password] ??= hashPassword(password, cheap)
  await database.commit(
    addAccount({ name, email, at }),
    setPassword({ email }, await hashes[password], at),
    ...grants.map((grant) => addGrant({ email }, { unitId: null, agencyId: null, ...grant })),
  )
  return { name, email, password }
}

// Hashing is slow on purpose, and whoever signs in in a test need not wait for it.
const cheap = { N: 1024, r: 8, p: 1 }
const hashes: Record<string, Promise<string>> = {}

/** One account of each kind: places 1 and 2 of agency 1, place 3 of agency 2, as the city of the tests has them. */
export async function arrangeStaff(database: Database) {
  await askNoSecondFactor(database)
  const manager = (name: string, place: { unitId: number } | { agencyId: number }) =>
    arrangeAccount(database, name, { role: 'unitManager', ...place })
  return {
    bureau: await arrangeAccount(database, 'Ratna', { role: 'bureau' }),
    unitManager: await manager('Bagus', { unitId: 1 }),
    otherManager: await manager('Dewi', { unitId: 3 }),
    agencyManager: await manager('Agung', { agencyId: 1 }),
    leader: await arrangeAccount(database, 'Hendra', { role: 'leader' }),
    inspector: await arrangeAccount(database, 'Maya', { role: 'inspector' }),
  }
}

export async function askNoSecondFactor(database: Database): Promise<void> {
  await database.commit(setInstallation('totp_required_for_bureau', '0'))
}

/** A browser in which somebody without a second factor has signed in. @throws when they are not let in. */
export async function signedIn(site: Site, { email, password }: Person, address?: string): Promise<DeskBrowser> {
  const browser = openDeskBrowser(site, address)
  const response = await browser.post('/masuk', { email, sandi: password })
  const to = response.headers.get('location')
  if (response.status !== 303 || !to?.startsWith('/kelola')) throw new Error(`not let in: ${response.status} ${to}`)
  return browser
}

/** The code that an authenticator app shows. Source: RFC 6238 with SHA-1, six digits, 30 seconds. */
export function totpCode(secret: string, step = Math.floor(Date.now() / 30_000)): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = Array.from(secret, (letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const bytes = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const hash = createHmac('sha1', bytes).update(counter).digest()
  const offset = (hash.at(-1) ?? 0) & 15
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/** The secret that the page with the QR code shows in letters. */
export function secretIn(page: string): string {
  return (/<code>([A-Z2-7 ]+)<\/code>/.exec(page)?.[1] ?? '').replaceAll(' ', '')
}

/** Acts in the trail, the oldest first. */
export async function actsIn(database: Database): Promise<string[]> {
  const rows = await database.read.selectFrom('trail').select('act').orderBy('id').execute()
  return rows.map(({ act }) => act)
}
