// Links by e-mail: sent from the desk beside the link itself, asked for by whoever forgot their password, and nowhere without a mail server.

import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { textOf } from '#test/support/answers.ts'
import {
  actsIn,
  arrangeAccount,
  arrangeStaff,
  type DeskBrowser,
  openDeskBrowser,
  signedIn,
} from '#test/support/desk.ts'
import { type Mailbox, openMailbox } from '#test/support/mailbox.ts'
import { closeWithoutErrors, origin, type Site, startCity } from '#test/support/site.ts'
import { trials } from '#test/support/trials.ts'

const page = async (response: Response | Promise<Response>) => textOf(await (await response).text())
const place = (response: Response) => [response.status, response.headers.get('location')]
const linkIn = (text: string) => new RegExp(`${origin}(/masuk/\\w+/[\\w-]{43})`).exec(text)?.[1] ?? ''
const fresh = 'perahu kertas di sungai'
const invited = { nama: 'Sari Dewi', peran: 'leader' }

describe('without a mail server', () => {
  let site: Site
  beforeAll(async () => {
    site = await startCity()
  })
  afterAll(() => closeWithoutErrors(site))

  test('nothing offers a letter, and asking for one all the same makes none', async () => {
    const { bureau, leader } = await arrangeStaff(site.database)
    const door = openDeskBrowser(site)
    expect(await page(door.get('/masuk'))).toContain('Lupa kata sandi atau belum punya akun?')
    expect(await (await door.get('/masuk')).text()).not.toContain('/masuk/lupa')
    expect((await door.get('/masuk/lupa')).status).toBe(404)
    expect((await door.post('/masuk/lupa', { email: leader.email })).status).toBe(404)
    const desk = await signedIn(site, bureau)
    for (const path of ['/kelola/akun/undang', '/kelola/akun/2']) {
      expect(await (await desk.get(path)).text()).not.toMatch(/type="checkbox"|lewat e-mail/)
    }
    const made = await (
      await desk.post('/kelola/akun/undang', { ...invited, email: 'sari@contoh.go.id', kirim: 'ya' })
    ).text()
    expect(linkIn(made)).not.toBe('')
    expect(made).not.toContain('Server e-mail')
    expect(await actsIn(site.database)).toEqual(['sign-in', 'account-invited'])
  })
})

describe.runIf(inject('runtime') === 'node')('with a mail server', () => {
  let site: Site
  let mailbox: Mailbox
  let bureau: DeskBrowser
  let staff: Awaited<ReturnType<typeof arrangeStaff>>
  /** What the mail server answers to a command in the place of the usual. */
  let trouble: (command: string) => string | undefined
  beforeAll(async () => {
    const { openMail } = await import('#src/mail.ts')
    mailbox = await openMailbox({ answers: (command) => trouble(command) })
    const from = { name: 'Survei Kepuasan', address: 'skm@contoh.go.id' }
    const server = { host: '127.0.0.1', port: mailbox.port, secure: false, signIn: undefined, from }
    site = await startCity({ mail: openMail(server) })
    staff = await arrangeStaff(site.database)
    bureau = await signedIn(site, staff.bureau)
  })
  afterAll(() => Promise.all([site.close(), mailbox.close()]))
  beforeEach(async () => {
    trouble = () => undefined
    await site.database.commit({ sql: 'delete from sign_in_failures', parameters: [] })
  })

  const idOf = async (email: string) =>
    (await site.database.read.selectFrom('accounts').where('email', '=', email).select('id').executeTakeFirstOrThrow())
      .id
  const lastActs = async (count: number) => (await actsIn(site.database)).slice(-count)
  const ask = (email: string, browser = openDeskBrowser(site)) => browser.post('/masuk/lupa', { email })
  const asked = [303, '/masuk/lupa?terkirim']
  /** Long enough for all that follows a request for a new password. */
  const settled = () => new Promise((resolve) => setTimeout(resolve, 800))

  describe('the desk', () => {
    test('sends an invitation only where it is told to, and shows the link all the same', async () => {
      const before = mailbox.letters.length
      expect(await page(bureau.get('/kelola/akun/undang'))).toContain('Kirim juga lewat e-mail')
      const quiet = await bureau.post('/kelola/akun/undang', { ...invited, email: 'diam@contoh.go.id' })
      expect(linkIn(await quiet.text())).not.toBe('')
      expect(mailbox.letters).toHaveLength(before)

      const fields = { ...invited, email: 'sari@contoh.go.id', kirim: 'ya' }
      const made = await (await bureau.post('/kelola/akun/undang', fields)).text()
      expect(textOf(made)).toContain('Server e-mail sudah menerima kiriman untuk sari@contoh.go.id.')
      const letter = mailbox.letters[before]
      expect(letter?.to).toEqual(['sari@contoh.go.id'])
      expect(letter?.text).toContain('Yth. Sari Dewi,\n')
      expect(letter?.text).toContain('Kota Contoh')
      const link = linkIn(letter?.text ?? '')
      expect(link).toMatch(/^\/masuk\/undangan\//)
      expect(link).toBe(linkIn(made))
      const accepted = await openDeskBrowser(site).post(link, { nama: 'Sari', sandi: fresh, ulang: fresh })
      expect(place(accepted)).toEqual([303, '/kelola'])
    })

    test('sends a link to a new password, and the trail says so without telling the link', async () => {
      const before = mailbox.letters.length
      const path = `/kelola/akun/${await idOf(staff.leader.email)}`
      expect(await page(bureau.get(path))).toContain(`Kirim juga lewat e-mail ke ${staff.leader.email}`)
      const made = await (await bureau.post(`${path}/tautan`, { kirim: 'ya' })).text()
      const link = linkIn(mailbox.letters[before]?.text ?? '')
      expect(link).toMatch(/^\/masuk\/sandi\//)
      expect(link).toBe(linkIn(made))
      expect(await lastActs(2)).toEqual(['account-link-made', 'account-link-mailed'])
      const rows = await site.database.read.selectFrom('trail').selectAll().execute()
      expect(rows.at(-1)).toMatchObject({ actor_name: 'Ratna', subject_id: String(await idOf(staff.leader.email)) })
      expect(JSON.stringify(rows)).not.toContain(link.split('/').at(-1))
      expect(await page(bureau.get('/kelola/jejak'))).toContain('Mengirim tautan lewat e-mail')
    })

    test('keeps the link where the mail server fails, says so, and logs neither address nor link', async () => {
      const before = mailbox.letters.length
      const logged = site.errors().length
      trouble = (command) => (/^RCPT/.test(command) ? '550 gagal@contoh.go.id unknown here' : undefined)
      const fields = { ...invited, email: 'gagal@contoh.go.id', kirim: 'ya' }
      const response = await bureau.post('/kelola/akun/undang', fields)
      expect(response.status).toBe(200)
      const made = await response.text()
      expect(textOf(made)).toContain('Server e-mail tidak menerima kiriman untuk gagal@contoh.go.id.')
      expect((await openDeskBrowser(site).get(linkIn(made))).status).toBe(200)
      expect(mailbox.letters).toHaveLength(before)
      expect(await lastActs(1)).toEqual(['account-invited'])
      expect(site.errors().slice(logged)).toEqual(['{"event":"mail-failed","error":"EENVELOPE 550"}'])
    })

    test('lets no line end out of a name or an address into a letter', async () => {
      const before = mailbox.letters.length
      const twoLines = { ...invited, email: 'baris@contoh.go.id\r\nBcc: lain@contoh.go.id', kirim: 'ya' }
      expect((await bureau.post('/kelola/akun/undang', twoLines)).status).toBe(422)
      const two = { ...invited, email: 'baris@contoh.go.id,lain@contoh.go.id', kirim: 'ya' }
      expect((await bureau.post('/kelola/akun/undang', two)).status).toBe(422)
      expect(mailbox.letters).toHaveLength(before)
      const nama = 'Sari\r\nBcc: lain@contoh.go.id\r\n\r\nhttps://jahat.id'
      await bureau.post('/kelola/akun/undang', { ...invited, nama, email: 'baris@contoh.go.id', kirim: 'ya' })
      const letter = mailbox.letters[before]
      expect(letter?.to).toEqual(['baris@contoh.go.id'])
      expect(letter?.headers.map(([name]) => name)).not.toContain('bcc')
      expect(letter?.text).toMatch(/^Yth\. Sari Bcc: lain@contoh\.go\.id https:\/\/jahat\.id,\n/)
    })
  })

  describe('whoever forgot their password', () => {
    test('asks at the sign-in, and follows a link that holds for an hour', async () => {
      const person = await arrangeAccount(site.database, 'Pelupa', { role: 'leader' })
      const before = mailbox.letters.length
      const browser = await signedIn(site, person)
      const door = openDeskBrowser(site)
      expect(await (await door.get('/masuk')).text()).toContain('href="/masuk/lupa"')
      expect((await door.get('/masuk/lupa')).status).toBe(200)
      expect(place(await ask(` ${person.email.toUpperCase()} `, door))).toEqual(asked)
      expect(await page(door.get('/masuk/lupa?terkirim'))).toContain('Bila alamat itu punya akun')
      const letter = (await mailbox.arrived(before + 1))[before]
      expect(letter?.to).toEqual([person.email])
      const link = linkIn(letter?.text ?? '')
      const { expires_at, created_at } = await site.database.read
        .selectFrom('account_links')
        .where('account_id', '=', await idOf(person.email))
        .select(['expires_at', 'created_at'])
        .executeTakeFirstOrThrow()
      expect(expires_at - created_at).toBe(3600)
      await settled()
      expect(await lastActs(2)).toEqual(['new-password-asked', 'account-link-mailed'])
      expect((await browser.get('/kelola')).status).toBe(200)
      expect(place(await door.post(link, { sandi: fresh, ulang: fresh }))).toEqual([303, '/kelola'])
      expect(place(await browser.get('/kelola'))).toEqual([303, '/masuk'])
      expect((await door.post(link, { sandi: fresh, ulang: fresh })).status).toBe(410)
    })

    test('still owes the second factor, if there is one', async () => {
      const person = await arrangeAccount(site.database, 'Berkode', { role: 'leader' })
      const id = await idOf(person.email)
      await site.database.commit(
        { sql: 'update accounts set two_factor_enabled = 1 where id = ?', parameters: [id] },
        {
          sql: `insert into account_totp (account_id, secret, backup_codes, verified) values (?, 'x', 'x', 1)`,
          parameters: [id],
        },
      )
      const before = mailbox.letters.length
      await ask(person.email)
      const letter = (await mailbox.arrived(before + 1))[before]
      const used = await openDeskBrowser(site).post(linkIn(letter?.text ?? ''), { sandi: fresh, ulang: fresh })
      expect(place(used)).toEqual([303, '/masuk/kode'])
    })

    test('takes no link away by asking; a new password takes them all', async () => {
      const person = await arrangeAccount(site.database, 'Ganda', { role: 'leader' })
      const made = await bureau.post(`/kelola/akun/${await idOf(person.email)}/tautan`)
      const handedOver = linkIn(await made.text())
      const before = mailbox.letters.length
      for (const _ of [1, 2]) await ask(person.email)
      const sent = (await mailbox.arrived(before + 2)).slice(before).map(({ text }) => linkIn(text))
      const door = openDeskBrowser(site)
      for (const link of [handedOver, ...sent]) expect((await door.get(link)).status).toBe(200)
      expect((await door.post(sent[0] ?? '', { sandi: fresh, ulang: fresh })).status).toBe(303)
      for (const link of [handedOver, sent[1] ?? '']) expect((await door.get(link)).status).toBe(410)
    })

    test('looks the same with and without an account, and only somebody with a password gets a letter', async () => {
      const gone = await arrangeAccount(site.database, 'Mantan', { role: 'leader' })
      await site.database.commit({
        sql: 'update accounts set deactivated_at = 1 where email = ?',
        parameters: [gone.email],
      })
      await bureau.post('/kelola/akun/undang', { ...invited, email: 'belum@contoh.go.id' })
      const single = await arrangeAccount(site.database, 'Tunggal', { role: 'leader' })
      await site.database.commit({
        sql: `update account_credentials set provider = 'oidc', password = null where account_id = ?`,
        parameters: [await idOf(single.email)],
      })
      const before = mailbox.letters.length
      const { inspector } = staff
      const tries = ['tidak.ada@contoh.go.id', gone.email, 'belum@contoh.go.id', single.email, inspector.email]
      const answers = await Promise.all(
        tries.map(async (email) => {
          const response = await ask(email)
          const headers = Array.from(response.headers).filter(([name]) => name !== 'date')
          return JSON.stringify([response.status, headers, await response.text()])
        }),
      )
      expect(new Set(answers).size).toBe(1)
      await mailbox.arrived(before + 1)
      await settled()
      expect(mailbox.letters.slice(before).flatMap(({ to }) => to)).toEqual([inspector.email])
    })

    test('takes the same time with and without an account', async () => {
      const pairs = trials(60, 300)
      const timed = async (email: string) => {
        await site.database.commit({ sql: 'delete from sign_in_failures', parameters: [] })
        const before = performance.now()
        await (await ask(email)).text()
        return performance.now() - before
      }
      await timed('pemanasan@contoh.go.id')
      let slower = 0
      for (let pair = 0; pair < pairs; pair++) {
        const accountFirst = pair % 2 === 0
        const [known, unknown] = [staff.agencyManager.email, 'entah@contoh.go.id']
        const first = await timed(accountFirst ? known : unknown)
        const second = await timed(accountFirst ? unknown : known)
        if (first > second === accountFirst) slower++
      }
      // A fair coin stays within four and a half standard deviations; whatever takes longer every time does not.
      expect(Math.abs(slower - pairs / 2)).toBeLessThan(4.5 * Math.sqrt(pairs / 4))
      await settled()
    })

    test('finds nothing begun when the answer is there', async () => {
      const links = async () => (await site.database.read.selectFrom('account_links').select('id').execute()).length
      let early = 0
      for (let trial = 0; trial < 5; trial++) {
        await site.database.commit({ sql: 'delete from sign_in_failures', parameters: [] })
        const [before, sent] = [await links(), mailbox.letters.length]
        await (await ask(staff.leader.email)).text()
        if ((await links()) > before) early++
        await mailbox.arrived(sent + 1)
        expect(await links()).toBe(before + 1)
      }
      // On a machine that stands still for a moment the work may overtake once.
      expect(early).toBeLessThanOrEqual(2)
      await settled()
    })

    test('does not wait for a mail server in trouble, and is told nothing of it', async () => {
      const logged = site.errors().length
      trouble = (command) => (/^MAIL/.test(command) ? '451 later' : undefined)
      expect(place(await ask(staff.otherManager.email))).toEqual(asked)
      await settled()
      expect(site.errors().slice(logged)).toEqual(['{"event":"mail-failed","error":"EENVELOPE 451"}'])
      expect(await lastActs(1)).toEqual(['new-password-asked'])
    })

    test('is slowed down by account and source, with an account or without, and sign-in is not', async () => {
      const before = mailbox.letters.length
      const { unitManager } = staff
      const statuses = async (email: string, address: (trial: number) => string) => {
        const found: number[] = []
        for (let trial = 0; trial < 6; trial++) {
          found.push((await ask(email, openDeskBrowser(site, address(trial)))).status)
        }
        return found
      }
      const oneSource = await statuses(unitManager.email, () => '203.0.113.9')
      expect(oneSource).toEqual([303, 303, 429, 429, 429, 429])
      expect(await statuses('tidak.ada@contoh.go.id', () => '203.0.113.9')).toEqual(oneSource)
      const refused = await ask(unitManager.email, openDeskBrowser(site, '203.0.113.9'))
      expect(await page(refused)).toContain('Coba lagi dalam')
      const manySources = await statuses(staff.bureau.email, (trial) => `203.0.113.${20 + trial}`)
      expect(manySources).toEqual([303, 303, 303, 303, 429, 429])
      await signedIn(site, unitManager, '203.0.113.9')
      await mailbox.arrived(before + 6)
      await settled()
      expect(mailbox.letters).toHaveLength(before + 6)
    })

    test('is told when what was typed is no address', async () => {
      for (const email of ['', 'sari', 'a@b.id,c@d.id', 'a@b.id\r\nBcc: c@d.id']) {
        const response = await ask(email)
        expect(response.status).toBe(422)
        expect(await page(response)).toContain('Isi alamat e-mail yang benar')
      }
    })

    test('cannot be asked for from another site', async () => {
      const { leader } = staff
      const foreign = { origin: 'https://jahat.id', 'sec-fetch-site': 'cross-site' }
      expect((await openDeskBrowser(site).post('/masuk/lupa', { email: leader.email }, foreign)).status).toBe(403)
    })
  })
})
