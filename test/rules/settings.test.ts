// The settings of an installation: what stands for what is not given, and the sentence for what is wrong.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readSettings } from '#src/settings.ts'
import { zones } from '#src/units/rules/calendar.ts'
import { trials } from '#test/support/trials.ts'

const names = ['PORT', 'IKM_DB', 'IKM_ORIGIN', 'IKM_SECRET', 'IKM_ZONE'] as const

function read(environment: Record<string, string | undefined>) {
  const found = readSettings(environment, 'data/ikm.db')
  return 'refused' in found ? found.refused : found.settings
}

describe('what is not given', () => {
  const usual = { port: 3000, database: 'data/ikm.db', origin: 'http://localhost:3000', zone: 'WIB', pace: 600 }

  test('has its usual value, and an empty variable is not given', () => {
    expect(read({})).toEqual(usual)
    expect(read(Object.fromEntries(names.map((name) => [name, ''])))).toEqual(usual)
    expect(read(Object.fromEntries(names.map((name) => [name, undefined])))).toEqual(usual)
    expect(read({ HOME: '/root', PATH: '' })).toEqual(usual)
  })

  test('the public address follows the port, the database whoever asks', () => {
    expect(read({ PORT: '8080' })).toMatchObject({ port: 8080, origin: 'http://localhost:8080' })
    expect(readSettings({}, 'data/demo.db')).toMatchObject({ settings: { database: 'data/demo.db' } })
  })
})

test('what is given counts', () => {
  const given = {
    PORT: '80',
    IKM_DB: ' /var/lib/ikm/ikm.db ',
    IKM_ORIGIN: 'https://SKM.kota.go.id:443/',
    IKM_SECRET: 'x'.repeat(32),
    IKM_ZONE: 'WITA',
  }
  expect(read(given)).toEqual({
    port: 80,
    database: '/var/lib/ikm/ikm.db',
    origin: 'https://skm.kota.go.id',
    zone: 'WITA',
    pace: 600,
    secret: 'x'.repeat(32),
    oidc: undefined,
    mail: undefined,
  })
  expect(read({ IKM_ORIGIN: 'http://10.1.2.3:8080' })).toMatchObject({ origin: 'http://10.1.2.3:8080' })
})

test('a provider is given whole or not at all', () => {
  const given = {
    IKM_OIDC_ISSUER: 'https://sso.kota.go.id/realms/pegawai/',
    IKM_OIDC_CLIENT_ID: 'ikm',
    IKM_OIDC_CLIENT_SECRET: 'rahasia',
  }
  expect(read(given)).toMatchObject({
    oidc: { issuer: 'https://sso.kota.go.id/realms/pegawai', clientId: 'ikm', clientSecret: 'rahasia' },
  })
  for (const name of Object.keys(given)) {
    expect(read({ ...given, [name]: '' })).toEqual([
      'IKM_OIDC_ISSUER, IKM_OIDC_CLIENT_ID, dan IKM_OIDC_CLIENT_SECRET harus diisi ketiganya.',
    ])
  }
  expect(read({ ...given, IKM_OIDC_ISSUER: 'sso' })).toEqual([expect.stringContaining('IKM_OIDC_ISSUER harus alamat')])
})

describe('a mail server', () => {
  const from = 'Survei Kepuasan <skm@kota.go.id>'
  const mail = (url: string, sender = from) => read({ IKM_SMTP_URL: url, IKM_MAIL_FROM: sender })

  test('is read from its address', () => {
    const sender = { name: 'Survei Kepuasan', address: 'skm@kota.go.id' }
    expect(mail('smtp://skm%40kota.go.id:r%3A%2Fh%C3%A9@mail.kota.go.id:2525')).toMatchObject({
      mail: {
        host: 'mail.kota.go.id',
        port: 2525,
        secure: false,
        signIn: { user: 'skm@kota.go.id', pass: 'r:/hé' },
        from: sender,
      },
    })
    expect(mail('smtps://a:b@mail.kota.go.id/')).toMatchObject({ mail: { port: 465, secure: true } })
    expect(mail('smtp://localhost')).toMatchObject({ mail: { host: 'localhost', port: 587, signIn: undefined } })
    expect(mail('smtp://[::1]:25')).toMatchObject({ mail: { host: '::1', port: 25 } })
    expect(mail('smtp://mail', 'skm@kota.go.id')).toMatchObject({ mail: { from: { ...sender, name: '' } } })
  })

  test('is given with its sender or not at all', () => {
    const together = ['IKM_SMTP_URL dan IKM_MAIL_FROM harus diisi keduanya.']
    expect(mail('smtp://mail.kota.go.id', '')).toEqual(together)
    expect(mail('', from)).toEqual(together)
    expect(mail('', '')).toMatchObject({ mail: undefined })
  })

  test.each([
    'mail.kota.go.id',
    'https://mail.kota.go.id',
    'smtp:mail.kota.go.id',
    'smtp://',
    'smtp://a:b@',
    'smtp://mail.kota.go.id:0',
    'smtp://mail.kota.go.id:99999',
    'smtp://mail.kota.go.id/jalur',
    'smtp://mail.kota.go.id?tls=no',
    'smtp://mail.kota.go.id#x',
    'smtp://nama@mail.kota.go.id',
    'smtp://:sandi@mail.kota.go.id',
    'smtp://a:100%@mail.kota.go.id',
    'smtp://a:b@mail kota',
  ])('%s is refused with one sentence that repeats none of it', (url) => {
    expect(mail(url)).toEqual([expect.stringMatching(/^IKM_SMTP_URL harus alamat server e-mail, misalnya .+\.$/)])
  })

  test.each([
    'Survei Kepuasan',
    'Survei <skm>',
    'Survei <skm@kota.go.id> lain',
    'a@kota.go.id, b@kota.go.id',
    'Survei\r\nBcc: lain@kota.go.id <skm@kota.go.id>',
    'Survei <skm@kota.go.id>\nBcc: x@y.id',
    '<>',
  ])('sender %j is refused with one sentence', (sender) => {
    expect(mail('smtp://mail.kota.go.id', sender)).toEqual([
      expect.stringMatching(/^IKM_MAIL_FROM harus nama dan alamat pengirim, misalnya .+\.$/),
    ])
  })
})

describe('what is wrong', () => {
  test.each([
    [{ PORT: 'abc' }, 'PORT harus angka 1 sampai 65535, misalnya PORT=3000.'],
    [{ PORT: '70000' }, 'PORT harus angka 1 sampai 65535, misalnya PORT=3000.'],
    [{ IKM_DB: ' ' }, 'IKM_DB harus lokasi berkas basis data, misalnya IKM_DB=data/ikm.db.'],
    [{ IKM_ZONE: 'wib' }, 'IKM_ZONE harus salah satu dari WIB, WITA, atau WIT.'],
    [{ IKM_SECRET: 'x'.repeat(31) }, 'IKM_SECRET harus teks acak, paling sedikit 32 huruf.'],
    ...[
      'foo',
      'skm.kota.go.id',
      'ftp://a.id',
      'https://a.id/skm',
      'https://a.id/?x',
      'https://a.id/#x',
      'https://',
    ].map((address): [Record<string, string>, string] => [
      { IKM_ORIGIN: address },
      'IKM_ORIGIN harus alamat publik tanpa jalur di belakangnya, misalnya IKM_ORIGIN=https://skm.kota.go.id.',
    ]),
  ])('%j is refused with one sentence', (environment, sentence) => {
    expect(read(environment)).toEqual([sentence])
  })

  test('everything at once, a sentence each', () => {
    const refused = read({ PORT: '-1', IKM_DB: ' ', IKM_ORIGIN: 'foo', IKM_SECRET: 'short', IKM_ZONE: 'UTC' })
    expect((refused as string[]).map((sentence) => sentence.split(' ')[0]).toSorted()).toEqual(names.toSorted())
  })

  test('a port is a whole number that a machine has, whatever else is written', () => {
    const written = fc.oneof(
      fc.integer({ min: -5, max: 70_000 }).map(String),
      fc.string({ maxLength: 8 }),
      fc.constantFrom('3000.0', '3e3', '0x50', ' 80', '80 ', '１２', '٣', 'Infinity', '99999999999999999999'),
    )
    fc.assert(
      fc.property(written, (port) => {
        const right = port === '' || (/^[0-9]{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65_535)
        expect(Array.isArray(read({ PORT: port }))).toBe(!right)
      }),
      { numRuns: trials(300, 10_000) },
    )
  })

  test('whatever the environment holds, it is read or refused with sentences that name the variable', () => {
    const text = fc.array(fc.oneof(fc.nat(0x7f), fc.nat(0xffff))).map((units) => String.fromCharCode(...units))
    const value = fc.option(fc.oneof(text, fc.constantFrom(...zones, '8080', 'https://a.id/', 'http://[::1]:80')), {
      nil: undefined,
    })
    fc.assert(
      fc.property(fc.tuple(value, value, value, value, value), (values) => {
        const found = read(Object.fromEntries(names.map((name, place) => [name, values[place]])))
        if (!Array.isArray(found)) expect(found.origin).toBe(new URL(found.origin).origin)
        else for (const sentence of found) expect(sentence).toMatch(/^(PORT|IKM_[A-Z]+) harus .+\.$/)
      }),
      { numRuns: trials(300, 10_000) },
    )
  })
})
