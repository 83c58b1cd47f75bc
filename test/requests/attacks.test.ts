// What is tried against sign-in and the desk, and refused.

import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { textOf } from '#test/support/answers.ts'
import { arrangeAccount, arrangeStaff, type DeskBrowser, openDeskBrowser, signedIn } from '#test/support/desk.ts'
import { countRows } from '#test/support/recount.ts'
import { closeWithoutErrors, origin, type Site, startCity } from '#test/support/site.ts'

let site: Site
let staff: Awaited<ReturnType<typeof arrangeStaff>>
beforeAll(async () => {
  site = await startCity()
  staff = await arrangeStaff(site.database)
})
afterAll(() => closeWithoutErrors(site))
beforeEach(() => site.database.commit({ sql: 'delete from sign_in_failures', parameters: [] }))

const session = '__Host-ikm.session_token'
const place = (response: Response) => [response.status, response.headers.get('location')]

describe('enumeration of accounts', () => {
  test('an unknown e-mail, a wrong password, an open invitation and a deactivated account look the same', async () => {
    const gone = await arrangeAccount(site.database, 'Mantan', { role: 'leader' })
    await site.database.commit({
      sql: `update accounts set deactivated_at = 1 where email = ?`,
      parameters: [gone.email],
    })
    const bureau = await signedIn(site, staff.bureau)
    await bureau.post('/kelola/akun/undang', { nama: 'Undangan', email: 'undangan@contoh.go.id', peran: 'leader' })
    const tries = [
      { email: 'tidak.ada@contoh.go.id', sandi: 'apa saja boleh di sini' },
      { email: staff.leader.email, sandi: 'apa saja boleh di sini' },
      { email: 'undangan@contoh.go.id', sandi: 'apa saja boleh di sini' },
      { email: gone.email, sandi: gone.password },
      { email: 'bukan alamat', sandi: 'apa saja boleh di sini' },
    ]
    const answers = await Promise.all(
      tries.map(async (fields) => {
        const response = await openDeskBrowser(site).post('/masuk', fields)
        const body = (await response.text()).replaceAll(fields.email, '')
        const headers = Array.from(response.headers).filter(([name]) => !/date|content-length/.test(name))
        return JSON.stringify([response.status, headers, body])
      }),
    )
    expect(new Set(answers).size).toBe(1)
    expect(answers[0]).toContain('401')
  })

  test('an unknown e-mail waits as long as a known one', async () => {
    const waits = async (email: string) => {
      const wrong = { email, sandi: 'salah terus menerus' }
      const sent = await Promise.all(Array.from({ length: 8 }, () => openDeskBrowser(site).post('/masuk', wrong)))
      return sent.map(({ status }) => status).toSorted()
    }
    const unknown = await waits('tidak.ada@contoh.go.id')
    expect(unknown).toEqual(await waits(staff.leader.email))
    expect(unknown.filter((status) => status === 401)).toHaveLength(3)
  })
})

describe('guessing', () => {
  const wrong = (email: string, address?: string) =>
    openDeskBrowser(site, address).post('/masuk', { email, sandi: 'tebakan yang keliru' })

  test('many at once do not slip through together', async () => {
    const sent = await Promise.all(Array.from({ length: 20 }, () => wrong(staff.leader.email)))
    const checked = sent.filter(({ status }) => status === 401)
    expect(checked.length).toBeLessThanOrEqual(4)
    expect(sent.filter(({ status }) => status === 429)).toHaveLength(20 - checked.length)
  })

  test('leaves the owner in the browser they always use alone', async () => {
    const own = await signedIn(site, staff.leader)
    for (let trial = 0; trial < 15; trial++) await wrong(staff.leader.email, `203.0.113.${trial + 10}`)
    // The right password from a strange browser has to wait as well, or guessing would go on.
    const strange = await openDeskBrowser(site, '198.51.100.7').post('/masuk', {
      email: staff.leader.email,
      sandi: staff.leader.password,
    })
    expect(strange.status).toBe(429)
    expect(textOf(await strange.text())).toContain('Coba lagi dalam')
    await own.post('/masuk/keluar')
    const again = await own.post('/masuk', { email: staff.leader.email, sandi: staff.leader.password })
    expect(place(again)).toEqual([303, '/kelola'])
  })

  test('a browser known for one account is a stranger to the others', async () => {
    const own = await signedIn(site, staff.leader)
    await own.post('/masuk/keluar')
    for (let trial = 0; trial < 15; trial++) await wrong(staff.inspector.email, `203.0.113.${trial + 10}`)
    const tried = await own.post('/masuk', { email: staff.inspector.email, sandi: staff.inspector.password })
    expect(tried.status).toBe(429)
  })

  test('a made-up cookie makes nobody known', async () => {
    const forged = openDeskBrowser(site, '198.51.100.9')
    forged.cookies.set('__Host-ikm.known', `${crypto.randomUUID()}%3A1.${'A'.repeat(43)}%3D`)
    for (let trial = 0; trial < 15; trial++) await wrong(staff.leader.email, `203.0.113.${trial + 10}`)
    const tried = await forged.post('/masuk', { email: staff.leader.email, sandi: staff.leader.password })
    expect(tried.status).toBe(429)
  })

  test('the wait ends', async () => {
    for (let trial = 0; trial < 6; trial++) await wrong(staff.leader.email)
    await site.database.commit({ sql: 'update sign_in_failures set last_at = last_at - 3700', parameters: [] })
    await signedIn(site, staff.leader)
  })

  test.runIf(inject('runtime') === 'node')('counts by address as the web server before the site tells it', async () => {
    for (let trial = 0; trial < 5; trial++) await wrong(staff.leader.email, '203.0.113.5')
    expect((await wrong(staff.leader.email, '203.0.113.5')).status).toBe(429)
    await signedIn(site, staff.leader, '203.0.113.6')
  })

  test('keeps neither addresses nor e-mails', async () => {
    await wrong(staff.leader.email)
    const rows = await site.database.read.selectFrom('sign_in_failures').selectAll().execute()
    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toMatch(/203\.0|127\.0|contoh/)
  })

  test('the own password is not guessed through an open session', async () => {
    const browser = await signedIn(site, await arrangeAccount(site.database, 'Terbuka', { role: 'leader' }))
    const statuses: number[] = []
    for (let trial = 0; trial < 6; trial++) {
      statuses.push((await browser.post('/kelola/akun-saya/autentikator', { sandi: 'tebakan keliru' })).status)
    }
    expect(statuses).toContain(429)
  })
})

describe('session fixation', () => {
  test('a session that was there before is not the one after signing in', async () => {
    const attacker = await signedIn(site, staff.unitManager)
    const planted = attacker.cookies.get(session) as string
    const victim = openDeskBrowser(site)
    victim.cookies.set(session, planted)
    await victim.post('/masuk', { email: staff.leader.email, sandi: staff.leader.password })
    expect(victim.cookies.get(session)).not.toBe(planted)
    expect(textOf(await (await attacker.get('/kelola/akun-saya')).text())).toContain('Bagus')
    expect(textOf(await (await victim.get('/kelola/akun-saya')).text())).toContain('Hendra')
  })

  test.each(['tanpa-tanda', `abc.${'A'.repeat(43)}%3D`, ''])('a made-up session is none: %s', async (value) => {
    const browser = openDeskBrowser(site)
    browser.cookies.set(session, value)
    expect(place(await browser.get('/kelola'))).toEqual([303, '/masuk'])
  })

  test('a token out of the database is no cookie', async () => {
    await signedIn(site, staff.bureau)
    const rows = await site.database.read.selectFrom('account_sessions').select('token').execute()
    for (const { token } of rows) {
      const browser = openDeskBrowser(site)
      browser.cookies.set(session, token)
      expect((await browser.get('/kelola')).status).toBe(303)
    }
  })

  test('its cookie is out of reach of scripts, of other hosts and of plain HTTP', async () => {
    const response = await openDeskBrowser(site).post('/masuk', {
      email: staff.leader.email,
      sandi: staff.leader.password,
    })
    const lines = response.headers.getSetCookie()
    expect(lines.some((line) => line.startsWith(`${session}=`))).toBe(true)
    for (const line of lines) {
      expect(line).toMatch(/^__Host-/)
      expect(line).toMatch(/; HttpOnly/i)
      expect(line).toMatch(/; Secure/i)
      expect(line).toMatch(/; SameSite=Lax/i)
      expect(line).toMatch(/; Path=\/(;|$)/i)
      expect(line).not.toMatch(/; Domain=/i)
    }
  })
})

describe('requests that another site makes the browser send', () => {
  let bureau: DeskBrowser
  beforeAll(async () => {
    bureau = await signedIn(site, staff.bureau)
  })
  const fields = { nama: 'Penyusup', email: 'penyusup@contoh.go.id', peran: 'bureau' }

  test.each<[name: string, headers: Record<string, string>]>([
    ['of another site', { origin: 'https://jahat.example' }],
    ['of a neighbour under the same domain', { origin: 'https://lain.contoh.go.id', 'sec-fetch-site': 'same-site' }],
    ['that say so themselves', { origin, 'sec-fetch-site': 'cross-site' }],
    ['from a sandboxed frame', { origin: 'null' }],
    ['that do not say where they come from', { origin: '' }],
  ])('%s change nothing', async (_, headers) => {
    const rows = await countRows(site.database)
    for (const path of [
      '/kelola/akun/undang',
      '/kelola/akun/1/nonaktif',
      '/masuk/keluar',
      '/masuk',
      '/kelola/akun-saya/sesi',
    ]) {
      const response = await bureau.post(path, { ...fields, sesi: 'lain' }, headers)
      expect([path, response.status]).toEqual([path, 403])
    }
    expect(await countRows(site.database)).toBe(rows)
    expect((await bureau.get('/kelola')).status).toBe(200)
  })

  test('a GET changes nothing', async () => {
    const rows = await countRows(site.database)
    for (const path of ['/kelola/akun/1/nonaktif', '/masuk/keluar', '/kelola/akun-saya/sesi?sesi=lain']) {
      expect([404, 405]).toContain((await bureau.get(path)).status)
    }
    expect(await countRows(site.database)).toBe(rows)
  })
})

describe('going elsewhere after signing in', () => {
  let browser: DeskBrowser | undefined
  test.each([
    'https://jahat.example/',
    '//jahat.example/kelola',
    '/\\jahat.example',
    '/kelola\\..\\..\\jahat',
    '/kelola/../../jahat',
    '/kelola//jahat.example',
    '/kelola@jahat.example',
    '/kelola\n//jahat.example',
    '/kelola.jahat.example',
    'javascript:alert(1)',
    '/unit/disdukcapil',
    '/masuk/keluar',
  ])('%s is refused', async (asked) => {
    browser ??= await signedIn(site, staff.leader)
    expect(place(await browser.get(`/masuk?lanjut=${encodeURIComponent(asked)}`))).toEqual([303, '/kelola'])
    const page = await (await openDeskBrowser(site).get(`/masuk?lanjut=${encodeURIComponent(asked)}`)).text()
    expect(page).toContain('action="/masuk"')
  })

  test('neither by the form itself', async () => {
    const { email, password: sandi } = staff.leader
    const sent = await openDeskBrowser(site).post('/masuk?lanjut=//jahat.example/kelola', { email, sandi })
    expect(place(sent)).toEqual([303, '/kelola'])
  })

  test('a page of the desk that was asked for is found again', async () => {
    const sent = await openDeskBrowser(site).get('/kelola/jejak?teks=a%20b')
    const to = sent.headers.get('location') ?? ''
    const { email, password: sandi } = staff.inspector
    expect(place(await openDeskBrowser(site).post(to, { email, sandi }))).toEqual([303, '/kelola/jejak?teks=a%20b'])
  })
})

describe('taking a role', () => {
  const bureaus = async () =>
    (await site.database.read.selectFrom('grants').where('role', '=', 'bureau').select('id').execute()).length

  test.each(['unitManager', 'otherManager', 'agencyManager', 'leader', 'inspector'] as const)(
    'by a form field is refused to %s',
    async (role) => {
      const before = await bureaus()
      const browser = await signedIn(site, staff[role])
      const more = { peran: 'bureau', role: 'bureau', tempat: 'unit-3', hak: '1', grants: '[["bureau",null,null]]' }
      for (const path of ['/kelola/akun/1/hak', '/kelola/akun/3/hak', '/kelola/akun/undang', '/kelola/akun/3/tautan']) {
        expect((await browser.post(path, { ...more, nama: 'X', email: 'x@contoh.go.id' })).status).toBe(403)
      }
      await browser.post('/kelola/akun-saya/sandi', { ...more, lama: 'x', sandi: 'x', ulang: 'x' })
      await browser.post('/kelola/akun-saya/sesi', { ...more, sesi: 'lain' })
      expect(await bureaus()).toBe(before)
    },
  )

  test('while accepting an invitation is refused', async () => {
    const before = await bureaus()
    const bureau = await signedIn(site, staff.bureau)
    const made = await bureau.post('/kelola/akun/undang', { nama: 'Y', email: 'y@contoh.go.id', peran: 'leader' })
    const path = /\/masuk\/undangan\/[\w-]+/.exec(await made.text())?.[0] ?? ''
    const guest = openDeskBrowser(site)
    const sandi = 'jendela biru di utara'
    const taken = { nama: 'Y', email: staff.bureau.email, peran: 'bureau', role: 'bureau', sandi, ulang: sandi }
    expect((await guest.post(path, taken)).status).toBe(303)
    expect(await bureaus()).toBe(before)
    expect((await guest.get('/kelola/akun')).status).toBe(403)
    await signedIn(site, staff.bureau)
  })
})

test('scripts in names and addresses stay text', async () => {
  const bureau = await signedIn(site, staff.bureau)
  const nama = '<script>alert(1)</script>"\'><img src=x onerror=alert(1)>'
  const made = await bureau.post('/kelola/akun/undang', { nama, email: 'skrip@contoh.go.id', peran: 'leader' })
  const pages = [
    made,
    await bureau.get('/kelola/akun'),
    await bureau.get('/kelola/jejak'),
    await bureau.get('/kelola/jejak?teks=<script>'),
  ]
  for (const page of pages) {
    const html = await page.text()
    expect(html).not.toMatch(/<script>|<img src=x/)
    expect(textOf(html)).toContain('<script>')
  }
})

test('better-auth’s own addresses are not there', async () => {
  for (const path of [
    '/api/auth/sign-up/email',
    '/masuk/oidc/sign-up/email',
    '/masuk/oidc/sign-in/email',
    '/masuk/oidc/get-session',
  ]) {
    const browser = openDeskBrowser(site)
    expect((await browser.post(path, { email: 'a@b.id', password: 'x', name: 'x' })).status).toBe(404)
    expect((await browser.get(path)).status).toBe(404)
  }
})
