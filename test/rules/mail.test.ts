// Letters on their way to the mail server: what arrives, what is never sent, how long a dead server is waited for.

import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { writeLetter } from '#src/accounts/letters.ts'
import { openMail } from '#src/mail.ts'
import type { MailServer } from '#src/settings.ts'
import { type Mailbox, type MailboxOptions, openMailbox } from '#test/support/mailbox.ts'
import { trials } from '#test/support/trials.ts'

let mailbox: Mailbox
const from = { name: 'Survei Kepuasan, Kota', address: 'skm@contoh.go.id' }
const letter = { to: 'sari@contoh.go.id', subject: 'Percobaan', text: 'Isi.\n' }

async function mailTo(options: MailboxOptions & Partial<MailServer> = {}, longest?: number) {
  mailbox = await openMailbox(options)
  const { host = '127.0.0.1', signIn } = options
  return openMail({ host, port: mailbox.port, secure: false, signIn, from }, longest)
}
afterEach(() => mailbox.close())

describe('a letter', () => {
  test('arrives as it was written, with nothing that tells on the sender or the reader', async () => {
    const mail = await mailTo({ signIn: { user: 'skm', pass: 'rahasia: é' } })
    const address = `https://skm.contoh.go.id/masuk/sandi/${'x'.repeat(43)}=`
    const text = `Yth. Bapak Né,\n.\n..titik\n${address}\n${'kata '.repeat(60)}akhir\n`
    await mail({ ...letter, subject: 'Kata sandi baru: Kota Contoh', text })
    const [received] = await mailbox.arrived(1)
    expect(received).toMatchObject({ from: from.address, to: [letter.to], text })
    const headers = Object.fromEntries(received?.headers ?? [])
    expect(headers).toMatchObject({
      from: '"Survei Kepuasan, Kota" <skm@contoh.go.id>',
      to: letter.to,
      subject: 'Kata sandi baru: Kota Contoh',
      'auto-submitted': 'auto-generated',
      'content-type': expect.stringContaining('text/plain'),
    })
    expect(Object.keys(headers)).not.toContain('x-mailer')
    const credentials = Buffer.from('\0skm\0rahasia: é').toString('base64')
    expect(mailbox.commands).toContain(`AUTH PLAIN ${credentials}`)
  })

  test('goes to one address only, and has the headers it was given and no others', async () => {
    const mail = await mailTo()
    await mail(letter)
    const usual = (await mailbox.arrived(1))[0]?.headers.map(([name]) => name)
    const odd = [
      'sari@contoh.go.id\r\nBcc: lain@contoh.go.id',
      'sari@contoh.go.id, lain@contoh.go.id',
      'sari@contoh.go.id;lain@contoh.go.id',
      'Sari <sari@contoh.go.id>',
      'sari@contoh.go.id> ORCPT=rfc822;x',
      'lain@contoh.go.id(sari@contoh.go.id)',
      '"sari"@contoh.go.id',
      'sari@',
      '',
    ]
    for (const to of odd) await expect(mail({ ...letter, to })).rejects.toThrow('not a letter to one address')
    for (const subject of ['Satu\r\nBcc: lain@contoh.go.id', 'Satu\nDua', 'Satu\rDua', 'Satu\0']) {
      await expect(mail({ ...letter, subject })).rejects.toThrow('not a letter to one address')
    }
    expect(mailbox.letters).toHaveLength(1)
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom('\r\n', '\n', '\r', ', ', '<', '>', 'Bcc: x@y.id', '@', '\r\n.\r\n'),
    )
    const words = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(''))
    const run = fc.asyncProperty(words, words, async (name, government) => {
      const before = mailbox.letters.length
      const facts = { occasion: 'invitation', until: '1 Januari 2027', address: 'https://skm.contoh.go.id/x' } as const
      await mail(writeLetter({ ...facts, name, government, email: letter.to }))
      const received = mailbox.letters[before]
      expect(received?.to).toEqual([letter.to])
      expect(received?.headers.map(([header]) => header)).toEqual(usual)
      expect(mailbox.letters).toHaveLength(before + 1)
    })
    await fc.assert(run, { numRuns: trials(60, 1500) })
  })
})

describe('a mail server', () => {
  test.each<[name: string, answers: (command: string) => string | undefined, said: string]>([
    ['does not know the address', (line) => (/^RCPT/.test(line) ? '550 sari@contoh.go.id unknown' : undefined), '550'],
    ['refuses the letter', (line) => (line === '.' ? '554 spam for sari@contoh.go.id' : undefined), '554'],
    ['does not know us', (line) => (/^AUTH/.test(line) ? '535 skm rahasia' : undefined), '535'],
  ])('that %s makes it fail, with a number and no address', async (_, answers, said) => {
    const mail = await mailTo({ answers, signIn: { user: 'skm', pass: 'rahasia' } })
    const failed = await mail(letter).catch((error: Error) => error)
    expect(String(failed)).toMatch(new RegExp(`^Error: E[A-Z]+ ${said}$`))
    expect(JSON.stringify(failed, Object.getOwnPropertyNames(failed))).not.toMatch(/sari|rahasia/)
  })

  test('that is silent, or not there, is not waited for longer than told', async () => {
    const mail = await mailTo({ silent: true }, 300)
    const before = performance.now()
    await expect(mail(letter)).rejects.toThrow('EABORT')
    expect(performance.now() - before).toBeLessThan(3000)
    await mailbox.close()
    await expect(mail(letter)).rejects.toThrow('ESOCKET')
  })

  test('elsewhere never gets a password in the clear', async () => {
    const mail = await mailTo({ host: '127.0.0.2', signIn: { user: 'skm', pass: 'rahasia' } })
    await expect(mail(letter)).rejects.toThrow('ETLS 502')
    expect(mailbox.commands.filter((line) => /^(AUTH|MAIL)/.test(line))).toEqual([])
  })
})
