// Requests that nobody may take for an answer, bad by the way they are made.

import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { all, formBody } from '#test/support/answers.ts'
import { city, nine } from '#test/support/city.ts'

export interface Attempt {
  /** What is wrong with it. */
  readonly wrong: string
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array
  /** True to send the body without telling its length. */
  readonly chunked: boolean
}

const counter = city.registry.cardCounter.code
const limit = 16 * 1024
const form = 'application/x-www-form-urlencoded'
const json = 'application/json'

const goodFields = { ...all(nine, 3), layanan: 'ktp', usia: '35-44', saran: 'Baik' }
const goodForm = formBody(goodFields)
const goodJson = JSON.stringify(goodFields)

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '\u0000',
    '\ud800',
    '\udfff\ud800',
    '\u202e',
    '\ufeff',
    'null',
    'undefined',
    'NaN',
    '-0',
    '1e1',
    '0x4',
    '٤',
    '４',
    '4 ',
    ' 4',
    '4.0',
    '+4',
  ),
  fc.constantFrom(
    "' or 1=1 --",
    '"><script>alert(1)</script>',
    '$(7*7)',
    '{{7*7}}',
    '../../etc/passwd',
    '%00',
    '%s%n',
    '\r\nset-cookie: a=b',
  ),
)
const badScore = fc.oneof(
  anyText.filter((text) => !/^[1-4]?$/.test(text)),
  fc
    .integer({ min: -9, max: 99 })
    .map(String)
    .filter((text) => !/^[1-4]$/.test(text)),
)
const badScoreInJson = fc.oneof(
  badScore,
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((number) => ![1, 2, 3, 4].includes(number)),
  fc.boolean(),
  fc.array(fc.jsonValue({ maxDepth: 2 }), { maxLength: 4 }),
  fc.dictionary(fc.string({ maxLength: 8 }), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 3 }),
  fc.constantFrom([4], [[4]], { $gt: 0 }, { valueOf: 4 }, { toString: '4' }, { length: 1, 0: 4 }),
)
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** A field with a value that nobody may take for an answer. */
const badField = (score: fc.Arbitrary<unknown>) =>
  fc.oneof(
    fc.tuple(fc.constantFrom<string>(...nine), score),
    fc.tuple(
      fc.constant('layanan'),
      anyText.filter((text) => text !== '' && text !== 'ktp'),
    ),
    fc.tuple(
      fc.constant('kunci'),
      anyText.filter((text) => text !== '' && !uuid.test(text)),
    ),
    fc.tuple(
      fc.constantFrom('jenis_kelamin', 'usia', 'pendidikan', 'pekerjaan', 'pengisi'),
      anyText.map((text) => `?${text}`),
    ),
    fc.tuple(
      fc.constant('saran'),
      fc.integer({ min: 2001, max: 8000 }).map((length) => 'x'.repeat(length)),
    ),
  )

// Names that are no field of the form; some are close, some are what every object has.
const otherName = fc
  .oneof(
    anyText,
    fc.constantFrom('__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', 'then', 'length'),
    fc.constantFrom(
      'Requirements',
      'requirements ',
      'requirements[]',
      'cost[0]',
      'cost.value',
      'U1',
      '1',
      'noFraud',
      'kode',
      'skor',
    ),
  )
  .filter((name) => !Object.hasOwn(goodFields, name))

const jsonText = (entries: readonly (readonly [string, unknown])[]) =>
  `{${entries.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join()}}`
const formText = (entries: readonly (readonly [string, string])[]) =>
  String(new URLSearchParams(entries.map(([name, value]) => [name, value])))

const nested = fc
  .record({
    depth: fc.integer({ min: 1, max: 3000 }),
    open: fc.constantFrom('[', '{"a":', '{"cost":', '[{"cost":'),
    closed: fc.boolean(),
  })
  .map(({ depth, open, closed }) => {
    const close = open === '[' ? ']' : open === '[{"cost":' ? '}]' : '}'
    return open.repeat(depth) + (closed ? `[]${close.repeat(depth)}` : '')
  })
  .filter((text) => text.length <= limit)

const garbage = fc.uint8Array({ minLength: 0, maxLength: 400 })
const escapes = fc
  .array(
    fc.constantFrom(
      '%',
      '%%',
      '%3',
      '%zz',
      '%00',
      '%ff',
      '%C0%80',
      '%ED%A0%80',
      '%F5',
      '+',
      '&',
      '=',
      ';',
      '&&',
      '==',
      '#',
      '?',
      'cost',
      'a',
      '\u0000',
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''))

const noAnswer = (text: string) =>
  !Array.from(new URLSearchParams(text).keys()).some((name) => Object.hasOwn(goodFields, name))

/** What is wrong, and requests that are wrong in that way; what one leaves out is that of a good answer. */
export const kindsOfBad: readonly (readonly [
  wrong: string,
  attempt: fc.Arbitrary<Partial<Attempt> & { type?: string }>,
])[] = [
  [
    'a wrong field in a form',
    badField(badScore).map(([name, value]) => ({
      body: formText(Object.entries({ ...goodFields, [name]: value }).map(([key, said]) => [key, String(said)])),
      type: form,
    })),
  ],
  [
    'a wrong field in JSON',
    badField(badScoreInJson).map(([name, value]) => ({
      body: jsonText(Object.entries({ ...goodFields, [name]: value })),
      type: json,
    })),
  ],
  [
    'a wrong last word in JSON',
    badField(badScoreInJson).map(([name, value]) => ({
      body: `${goodJson.slice(0, -1)},${JSON.stringify(name)}:${JSON.stringify(value)}}`,
      type: json,
    })),
  ],
  [
    'a field twice',
    fc.constantFrom(...Object.keys(goodFields)).map((name) => ({ body: `${goodForm}&${name}=4`, type: form })),
  ],
  [
    'no answer in a form',
    fc
      .array(fc.tuple(otherName, anyText), { maxLength: 12 })
      .map((entries) => ({ body: formText(entries), type: form })),
  ],
  [
    'no answer in JSON',
    fc
      .array(fc.tuple(otherName, fc.jsonValue()), { maxLength: 12 })
      .map((entries) => ({ body: jsonText(entries), type: json })),
  ],
  [
    'only what is not asked',
    fc
      .constantFrom({ usia: '35-44' }, { saran: 'Baik' }, { layanan: 'ktp' }, {})
      .map((fields) => ({ body: JSON.stringify(fields), type: json })),
  ],
  ['JSON cut short', fc.nat(goodJson.length - 1).map((length) => ({ body: goodJson.slice(0, length), type: json }))],
  [
    'JSON that is no object',
    fc
      .jsonValue()
      .filter((value) => typeof value !== 'object' || value === null || Array.isArray(value))
      .map((value) => ({ body: JSON.stringify(value), type: json })),
  ],
  [
    'JSON in a list',
    fc
      .integer({ min: 1, max: 40 })
      .map((length) => ({ body: `[${Array(length).fill(goodJson).join().slice(0, 15_000)}]`, type: json })),
  ],
  ['deep JSON', nested.map((body) => ({ body, type: json }))],
  ['broken escapes', escapes.filter(noAnswer).map((body) => ({ body, type: form }))],
  [
    'broken escapes in a score',
    escapes
      .filter((text) => !/^[1-4]?(?:[&#]|$)/.test(text))
      .map((text) => ({ body: `cost=4${text.replaceAll('&', '%')}x`, type: form })),
  ],
  ['random bytes', fc.tuple(garbage, fc.constantFrom(form, json)).map(([body, type]) => ({ body, type }))],
  [
    'another encoding',
    fc
      .constantFrom<readonly [string | Uint8Array, string, string?]>(
        [Buffer.from(goodForm, 'utf16le'), form],
        [Buffer.from(goodJson, 'utf16le'), `${json}; charset=utf-16le`],
        [gzipSync(goodForm), form, 'gzip'],
        [gzipSync(goodJson), json, 'gzip'],
        [brotliCompressSync(goodForm), form, 'br'],
        [deflateSync(goodJson), json, 'deflate'],
      )
      .map(([body, type, encoding]) => ({ body, type, headers: encoding ? { 'content-encoding': encoding } : {} })),
  ],
  [
    'another type',
    fc
      .oneof(
        fc.constantFrom(
          'text/plain',
          'multipart/form-data',
          'multipart/form-data; boundary=x',
          'application/xml',
          'application/octet-stream',
          'text/json',
          '*/*',
          'json',
          'application/jsonp',
          'application/x-www-form-urlencoded2',
        ),
        fc.stringMatching(/^[a-z]{1,12}\/[a-z.+-]{1,20}$/).filter((type) => type !== json && type !== form),
      )
      .chain((type) => fc.constantFrom(goodForm, goodJson).map((body) => ({ body, type }))),
  ],
  [
    'too much',
    fc
      .tuple(fc.integer({ min: limit + 1, max: 150_000 }), fc.boolean())
      .map(([length, asJson]) =>
        asJson
          ? { body: goodJson.replace('}', `,"isi":"${'x'.repeat(length)}"}`), type: json }
          : { body: `${goodForm}&isi=${'x'.repeat(length)}`, type: form },
      ),
  ],
  [
    'an unknown code',
    anyText
      .filter((text) => text !== '' && text.isWellFormed())
      .map((text) => ({ path: `/s/${encodeURIComponent(text)}`, body: goodForm, type: form })),
  ],
  [
    'a code of another kind',
    fc
      .stringMatching(/^[23456789CDFGHJKMNPQRTVWX]{8}$/)
      .filter((code) => !Object.values(city).some((part) => JSON.stringify(part).includes(code)))
      .map((code) => ({ path: `/s/${code}`, body: goodForm, type: form })),
  ],
  [
    'a code out of use',
    fc
      .constantFrom(city.closedCode, city.withdrawnCode)
      .map((code) => ({ path: `/s/${code}`, body: goodJson, type: json })),
  ],
  [
    'another method',
    fc
      .tuple(
        fc.constantFrom('PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'MKCOL', 'REPORT', 'SEARCH'),
        fc.constantFrom('/', `/s/${counter}`, '/unit/arsip', '/healthz'),
      )
      .map(([method, path]) => ({ method, path, body: goodForm, type: form })),
  ],
  [
    'nowhere to post',
    fc
      .oneof(
        fc.constantFrom(
          '/',
          '/s',
          '/s/',
          `/s/${counter}/`,
          `/s/${counter}/terima/7K3M-Q9XA`,
          '/unit/arsip',
          '/healthz',
          `/s/${counter}/qr.svg`,
        ),
        anyText.filter((text) => text.isWellFormed()).map((text) => `/tidak/${encodeURIComponent(text)}`),
      )
      .map((path) => ({ path, body: goodForm, type: form })),
  ],
  [
    'an address nobody has',
    fc
      .oneof(
        anyText.filter((text) => text.isWellFormed()).map((text) => `/${encodeURIComponent(text)}/x`),
        fc.stringMatching(/^[\w!$%&'()*+,;=:@~.?/-]{1,60}$/).map((text) => `/x${text}`),
        fc.constantFrom(
          '/%',
          '/%zz',
          '/%E0%A4%A',
          '/%00',
          '/..%2f..%2fetc/passwd',
          '/.env',
          '//',
          '/./',
          '/s/%ED%A0%80',
          '/unit/%C0%80',
          `/unit/${'a'.repeat(5000)}`,
        ),
      )
      .map((path) => ({ method: 'GET', path })),
  ],
  [
    'a page asked strangely',
    fc
      .tuple(
        fc.constantFrom(
          `/s/${counter}`,
          '/',
          '/unit/arsip',
          '/unit/disdukcapil',
          '/healthz',
          `/s/${city.taxes.counter.code}`,
          `/s/${counter}/terima/x`,
        ),
        fc.array(fc.tuple(fc.constantFrom('layanan', 'cari', 'lagi', '__proto__', 'kunci', 'cost'), anyText), {
          maxLength: 6,
        }),
        fc.constantFrom('', '%', '&&&', '=%00', '%ff=%fe', '?', '#'),
        fc.constantFrom('GET', 'HEAD'),
      )
      .map(([path, entries, tail, method]) => ({ method, path: `${path}?${formText(entries)}${tail}` })),
  ],
]

/** Any of them, asked for in any way. */
export const badAttempt: fc.Arbitrary<Attempt> = fc
  .tuple(
    fc.oneof(...kindsOfBad.map(([wrong, attempt]) => attempt.map((part) => ({ wrong, ...part })))),
    fc.constantFrom('text/html', json, `text/html,${json};q=0.5`, '*/*', '', 'image/png'),
    fc.boolean(),
  )
  .map(([{ wrong, method = 'POST', path = `/s/${counter}`, headers = {}, body = '', type }, accept, chunked]) => ({
    wrong,
    method,
    path,
    headers: { ...headers, ...(type !== undefined && { 'content-type': type }), ...(accept && { accept }) },
    body,
    chunked,
  }))
