// Accounts from the first set-up address to signing out: links, second factor, sessions, what the bureau does, the trail.

import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { makeSetupLink, offerSetupLink } from '#src/accounts/actions/links.ts'
import { addTrail } from '#src/accounts/store/trail.ts'
import { textOf } from '#test/support/answers.ts'
import {
  actsIn,
  arrangeAccount,
  arrangeStaff,
  type DeskBrowser,
  openDeskBrowser,
  type Person,
  secretIn,
  signedIn,
  totpCode,
} from '#test/support/desk.ts'
import { closeWithoutErrors, origin, type Site, startCity } from '#test/support/site.ts'

let site: Site
beforeAll(async () => {
  site = await startCity()
})
afterAll(() => closeWithoutErrors(site))

const page = async (response: Response | Promise<Response>) => textOf(await (await response).text())
const place = (response: Response) => [response.status, response.headers.get('location')]
const password = 'jendela biru di utara'

describe('from an empty database', () => {
  let browser: DeskBrowser
  let secret: string

  test('the set-up address makes the first account of the bureau, which is led to its second factor', async () => {
    const path = (await offerSetupLink(site.database, new Date())) ?? ''
    expect(path).toMatch(/^\/masuk\/penyiapan\/[\w-]{43}$/)
    browser = openDeskBrowser(site)
    expect(await page(browser.get(path))).toContain('Akun Bagian Organisasi yang pertama')
    const fields = { nama: 'Siti Aminah', email: 'Siti@Contoh.go.id', sandi: password, ulang: password }
    expect(place(await browser.post(path, fields))).toEqual([303, '/kelola'])
    expect(place(await browser.get('/kelola'))).toEqual([303, '/kelola/akun-saya/autentikator'])
    expect(place(await browser.get('/kelola/akun'))).toEqual([303, '/kelola/akun-saya/autentikator'])
    expect(place(await browser.post('/kelola/akun/undang', {}))).toEqual([303, '/kelola/akun-saya/autentikator'])
    expect(await offerSetupLink(site.database, new Date())).toBeUndefined()
  })

  test('the second factor is set up with the password and a first code', async () => {
    const totp = '/kelola/akun-saya/autentikator'
    expect((await browser.post(totp, { sandi: 'bukan ini sandinya' })).status).toBe(401)
    const shown = await (await browser.post(totp, { sandi: password })).text()
    expect(shown).toContain('src="data:image/svg+xml;base64,')
    secret = secretIn(shown)
    expect((await browser.post(`${totp}/aktif`, { kode: '000000' })).status).toBe(401)
    const before = browser.cookies.get('__Host-ikm.session_token')
    const confirmed = await browser.post(`${totp}/aktif`, { kode: totpCode(secret) })
    expect(confirmed.status).toBe(200)
    expect((await confirmed.text()).match(/<li>\w{5}-\w{5}<\/li>/g)).toHaveLength(10)
    expect(browser.cookies.get('__Host-ikm.session_token')).not.toBe(before)
    expect((await browser.get('/kelola')).status).toBe(200)
  })

  test('signing in then takes the password and a code, each code once', async () => {
    const fresh = openDeskBrowser(site)
    const asked = await fresh.post('/masuk?lanjut=/kelola/akun', { email: 'siti@contoh.go.id', sandi: password })
    expect(place(asked)).toEqual([303, '/masuk/kode?lanjut=%2Fkelola%2Fakun'])
    expect(place(await fresh.get('/kelola'))).toEqual([303, '/masuk'])
    const current = Math.floor(Date.now() / 30_000)
    const once = async () => {
      const other = openDeskBrowser(site)
      await site.database.commit({ sql: 'delete from sign_in_failures', parameters: [] })
      await other.post('/masuk', { email: 'siti@contoh.go.id', sandi: password })
      return (await other.post('/masuk/kode', { kode: totpCode(secret, current) })).status
    }
    // The code that enrolled is spent, though it would still hold for a minute; the one after it, once it was used.
    await once()
    expect(await once()).toBe(401)
    await site.database.commit({ sql: 'delete from sign_in_failures', parameters: [] })
    const next = totpCode(secret, current + 1)
    expect(place(await fresh.post('/masuk/kode?lanjut=/kelola/akun', { kode: next }))).toEqual([303, '/kelola/akun'])

    const thief = openDeskBrowser(site)
    await thief.post('/masuk', { email: 'siti@contoh.go.id', sandi: password })
    expect((await thief.post('/masuk/kode', { kode: next })).status).toBe(401)
    expect(place(await thief.get('/kelola'))).toEqual([303, '/masuk'])
  })

  test('a backup code serves once in the place of a phone', async () => {
    const renewed = await browser.post('/kelola/akun-saya/autentikator/cadangan', { sandi: password })
    const [code = ''] = (await renewed.text()).match(/\w{5}-\w{5}(?=<\/li>)/g) ?? []
    for (const status of [303, 401]) {
      const fresh = openDeskBrowser(site)
      await fresh.post('/masuk', { email: 'siti@contoh.go.id', sandi: password })
      expect((await fresh.post('/masuk/kode', { kode: code })).status).toBe(status)
    }
  })

  test('what the bureau must have it cannot take off', async () => {
    const dropped = await browser.post('/kelola/akun-saya/autentikator/lepas', { sandi: password })
    expect(dropped.status).toBe(403)
    expect((await browser.get('/kelola')).status).toBe(200)
  })

  test('all of it is in the trail', async () => {
    const acts = await actsIn(site.database)
    expect(acts.slice(0, 3)).toEqual(['account-set-up', 'sign-in', 'totp-enabled'])
    expect(acts).toContain('backup-code-used')
    const rows = await site.database.read.selectFrom('trail').selectAll().execute()
    expect(JSON.stringify(rows)).not.toMatch(new RegExp(`${password}|${secret}|scrypt`))
  })
})

describe('the desk', () => {
  let staff: Awaited<ReturnType<typeof arrangeStaff>>
  let bureau: DeskBrowser
  beforeAll(async () => {
    staff = await arrangeStaff(site.database)
    bureau = await signedIn(site, staff.bureau)
  })

  const idOf = async ({ email }: Pick<Person, 'email'>) =>
    (await site.database.read.selectFrom('accounts').where('email', '=', email).select('id').executeTakeFirstOrThrow())
      .id

  async function invite(email: string, fields: Readonly<Record<string, string>>) {
    const made = await bureau.post('/kelola/akun/undang', { nama: 'Orang Baru', email, ...fields })
    const text = await made.text()
    return { status: made.status, text, path: new RegExp(`${origin}(/masuk/undangan/[\\w-]+)`).exec(text)?.[1] ?? '' }
  }

  test('invites somebody by a link that serves once', async () => {
    const { status, text, path } = await invite('baru@contoh.go.id', { peran: 'unitManager', tempat: 'unit-1' })
    expect(status).toBe(200)
    expect(text).toContain('https://wa.me/?text=')
    const guest = openDeskBrowser(site)
    // A messenger's preview only looks.
    expect((await guest.get(path)).status).toBe(200)
    expect((await guest.get(path)).status).toBe(200)
    expect((await guest.post(path, { nama: 'Baru', sandi: 'pendek', ulang: 'pendek' })).status).toBe(422)
    expect((await guest.post(path, { nama: 'Baru', sandi: password, ulang: `${password}x` })).status).toBe(422)
    expect(place(await guest.post(path, { nama: 'Budi Baru', sandi: password, ulang: password }))).toEqual([
      303,
      '/kelola',
    ])
    expect(await page(guest.get('/kelola/akun-saya'))).toContain('Budi Baru')
    for (const again of [
      await guest.get(path),
      await guest.post(path, { nama: 'X', sandi: password, ulang: password }),
    ]) {
      expect(again.status).toBe(410)
      expect(await page(again)).toContain('sudah dipakai')
    }
  })

  test('many at once do not all get through one link', async () => {
    const { path } = await invite('sekali@contoh.go.id', { peran: 'leader' })
    const fields = { nama: 'Sekali', sandi: password, ulang: password }
    const sent = await Promise.all(Array.from({ length: 6 }, () => openDeskBrowser(site).post(path, fields)))
    expect(sent.map(({ status }) => status).toSorted()).toEqual([303, 410, 410, 410, 410, 410])
  })

  test('refuses a link that is late, replaced, of another kind, or made up', async () => {
    const { path } = await invite('lambat@contoh.go.id', { peran: 'leader' })
    const again = await bureau.post(`/kelola/akun/${await idOf({ email: 'lambat@contoh.go.id' })}/tautan`)
    const fresh = /\/masuk\/undangan\/[\w-]+/.exec(await again.text())?.[0] ?? ''
    expect(await page(bureau.get(path))).toContain('sudah diganti')
    expect((await bureau.get(fresh)).status).toBe(200)
    expect((await bureau.get(fresh.replace('undangan', 'sandi'))).status).toBe(404)
    expect((await bureau.get(`${fresh}x`)).status).toBe(404)
    await site.database.commit({
      sql: 'update account_links set expires_at = ? where used_at is null and revoked_at is null',
      parameters: [Math.floor(Date.now() / 1000) - 1],
    })
    const late = await bureau.post(fresh, { nama: 'Lambat', sandi: password, ulang: password })
    expect(late.status).toBe(410)
    expect(await page(late)).toContain('Masa berlaku')
    const old = await makeSetupLink(site.database, new Date(Date.now() - 25 * 3_600_000))
    expect((await bureau.get(old)).status).toBe(410)
  })

  test('an invitation without a place for a manager, or with one that is not there, is refused', async () => {
    for (const tempat of ['', 'unit-', 'unit-999', 'perangkat-999', 'loket-1', 'unit-1; drop']) {
      const { status } = await invite(`tanpa${tempat.length}@contoh.go.id`, { peran: 'unitManager', tempat })
      expect([tempat, status]).toEqual([tempat, 422])
    }
    expect((await invite(staff.leader.email, { peran: 'leader' })).status).toBe(422)
  })

  test('a new password by link ends every session, and the old password', async () => {
    const person = await arrangeAccount(site.database, 'Lupa', { role: 'leader' })
    const old = await signedIn(site, person)
    const made = await bureau.post(`/kelola/akun/${await idOf(person)}/tautan`)
    const path = /\/masuk\/sandi\/[\w-]+/.exec(await made.text())?.[0] ?? ''
    const guest = openDeskBrowser(site)
    expect(place(await guest.post(path, { sandi: password, ulang: password }))).toEqual([303, '/kelola'])
    expect(place(await old.get('/kelola'))).toEqual([303, '/masuk'])
    await expect(signedIn(site, person)).rejects.toThrow('401')
    await signedIn(site, { ...person, password })
  })

  test('rights given and taken count at once', async () => {
    const person = await arrangeAccount(site.database, 'Tugas')
    const browser = await signedIn(site, person)
    const id = await idOf(person)
    expect((await browser.get('/kelola/jejak')).status).toBe(403)
    expect((await bureau.post(`/kelola/akun/${id}/hak`, { peran: 'inspector' })).status).toBe(303)
    expect((await bureau.post(`/kelola/akun/${id}/hak`, { peran: 'inspector' })).status).toBe(409)
    expect((await browser.get('/kelola/jejak')).status).toBe(200)
    const [, hak = ''] = /name="hak" value="(\d+)"/.exec(await (await bureau.get(`/kelola/akun/${id}`)).text()) ?? []
    // A grant is taken only through the account it belongs to.
    expect((await bureau.post(`/kelola/akun/${await idOf(staff.leader)}/cabut`, { hak })).status).toBe(404)
    expect((await bureau.post(`/kelola/akun/${id}/cabut`, { hak })).status).toBe(303)
    expect((await browser.get('/kelola/jejak')).status).toBe(403)
  })

  test('a deactivated account is out at once and stays out until it is activated', async () => {
    const person = await arrangeAccount(site.database, 'Pindah', { role: 'leader' })
    const browser = await signedIn(site, person)
    const id = await idOf(person)
    expect((await bureau.post(`/kelola/akun/${id}/nonaktif`)).status).toBe(303)
    expect(place(await browser.get('/kelola'))).toEqual([303, '/masuk'])
    await expect(signedIn(site, person)).rejects.toThrow('401')
    expect((await bureau.post(`/kelola/akun/${id}/aktif`)).status).toBe(303)
    await signedIn(site, person)
  })

  test('nobody changes their own rights, and a bureau always remains', async () => {
    const own = await idOf(staff.bureau)
    for (const act of ['nonaktif', 'hak', 'cabut', 'autentikator']) {
      const refused = await bureau.post(`/kelola/akun/${own}/${act}`, { peran: 'inspector', hak: '1' })
      expect([403, 404, 409]).toContain(refused.status)
    }
    const others = await site.database.read
      .selectFrom('grants')
      .where('role', '=', 'bureau')
      .where('account_id', '<>', own)
      .select('account_id')
      .execute()
    // With two of them each may end the other, and the second of two at the same moment is refused.
    const second = await arrangeAccount(site.database, 'Kedua', { role: 'bureau' })
    const rival = await signedIn(site, second)
    for (const { account_id } of others)
      expect((await bureau.post(`/kelola/akun/${account_id}/nonaktif`)).status).toBe(303)
    const both = await Promise.all([
      bureau.post(`/kelola/akun/${await idOf(second)}/nonaktif`),
      rival.post(`/kelola/akun/${own}/nonaktif`),
    ])
    const active = await site.database.read
      .selectFrom('grants')
      .innerJoin('accounts', 'accounts.id', 'account_id')
      .where('role', '=', 'bureau')
      .where('deactivated_at', 'is', null)
      .select('accounts.id')
      .execute()
    expect(active).toHaveLength(1)
    expect(both.filter(({ headers }) => headers.get('location')?.includes('selesai'))).toHaveLength(1)
    await site.database.commit({ sql: 'update accounts set deactivated_at = null', parameters: [] })
    bureau = await signedIn(site, staff.bureau)
  })

  test('one’s own sessions are listed and ended', async () => {
    const person = await arrangeAccount(site.database, 'Sesi', { role: 'leader' })
    const [here, there, elsewhere] = [
      await signedIn(site, person),
      await signedIn(site, person),
      await signedIn(site, person),
    ]
    const shown = await (await here.get('/kelola/akun-saya', { 'user-agent': 'x' })).text()
    expect(shown.match(/name="sesi" value="\d+"/g)).toHaveLength(2)
    const [, oldest = ''] = Array.from(shown.matchAll(/name="sesi" value="(\d+)"/g), ([, id]) => id)
    // Nobody ends a session of somebody else.
    const stranger = await signedIn(site, staff.leader)
    await stranger.post('/kelola/akun-saya/sesi', { sesi: oldest })
    expect((await there.get('/kelola')).status).toBe(200)
    await here.post('/kelola/akun-saya/sesi', { sesi: oldest })
    expect([(await there.get('/kelola')).status, (await elsewhere.get('/kelola')).status].toSorted()).toEqual([
      200, 303,
    ])
    await here.post('/kelola/akun-saya/sesi', { sesi: 'lain' })
    expect((await elsewhere.get('/kelola')).status).toBe(303)
    expect((await here.get('/kelola')).status).toBe(200)
  })

  test('changing the password takes the old one and ends the other sessions', async () => {
    const person = await arrangeAccount(site.database, 'Ganti', { role: 'leader' })
    const [here, there] = [await signedIn(site, person), await signedIn(site, person)]
    const fields = { sandi: password, ulang: password }
    expect((await here.post('/kelola/akun-saya/sandi', { ...fields, lama: 'bukan yang ini' })).status).toBe(422)
    expect(place(await here.post('/kelola/akun-saya/sandi', { ...fields, lama: person.password }))).toEqual([
      303,
      '/kelola/akun-saya?selesai=sandi',
    ])
    expect((await here.get('/kelola')).status).toBe(200)
    expect((await there.get('/kelola')).status).toBe(303)
    await signedIn(site, { ...person, password })
  })

  test('whoever signs out is out, also with the cookie they had', async () => {
    const browser = await signedIn(site, staff.leader)
    const copied = openDeskBrowser(site)
    for (const [name, value] of browser.cookies) copied.cookies.set(name, value)
    expect((await copied.get('/kelola')).status).toBe(200)
    expect(place(await browser.post('/masuk/keluar'))).toEqual([303, '/masuk'])
    expect((await browser.get('/kelola')).status).toBe(303)
    expect((await copied.get('/kelola')).status).toBe(303)
  })

  test('a session ends by itself', async () => {
    const browser = await signedIn(site, staff.leader)
    await site.database.commit({
      sql: 'update account_sessions set expires_at = ?',
      parameters: [Math.floor(Date.now() / 1000)],
    })
    expect((await browser.get('/kelola')).status).toBe(303)
    bureau = await signedIn(site, staff.bureau)
  })

  describe('the trail', () => {
    test('is searched by person, act, place, day and word', async () => {
      const inspector = await signedIn(site, staff.inspector)
      const search = async (query: string) => page(inspector.get(`/kelola/jejak?${query}`))
      expect(await search('')).toContain('Ratna')
      expect(await search('tindakan=account-invited&unit=1')).toContain('Orang Baru')
      expect(await search('tindakan=account-invited&unit=2')).toContain('Tidak ada jejak')
      expect(await search(`pelaku=${await idOf(staff.bureau)}&teks=ORANG+baru`)).toContain('Mengundang akun')
      expect(await search('teks=tidakadakatanya')).toContain('Tidak ada jejak')
      expect(await search('sampai=2020-01-01')).toContain('Tidak ada jejak')
      expect(await search('dari=2020-01-01')).toContain('Ratna')
      expect(await search('dari=kemarin&pelaku=x&unit=-1&sebelum=a')).toContain('Ratna')
    })

    test('goes back page by page without leaving an entry out', async () => {
      const inspector = await signedIn(site, staff.inspector)
      const entry = { actor: null, act: 'sign-out', subject: { kind: 'account', id: 1 } } as const
      await site.database.commit(...Array.from({ length: 70 }, () => addTrail(new Date(), entry)))
      const total = (await actsIn(site.database)).length
      let path: string | undefined = '/kelola/jejak'
      let seen = 0
      while (path) {
        const html: string = await (await inspector.get(path)).text()
        seen += html.match(/<tr>/g)?.length ?? 0
        seen -= 1
        path = /href="(\/kelola\/jejak\?[^"]*sebelum=\d+)"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
      }
      expect(seen).toBe(total)
      expect(total).toBeGreaterThan(100)
    })

    test.each([
      'update trail set actor_name = ?',
      'delete from trail where act <> ?',
      `insert or replace into trail (id, at, actor_name, act, subject_kind) values (1, 0, ?, 'sign-in', 'account')`,
    ])('refuses: %s', async (sql) => {
      await expect(site.database.commit({ sql, parameters: ['x'] })).rejects.toThrow('append-only')
    })
  })
})

afterEach(async () => {
  // What one test fails at signing in must not make the next one wait.
  await site.database.commit({ sql: 'delete from sign_in_failures', parameters: [] })
})
