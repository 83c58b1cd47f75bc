// An answer on its way: understood or refused with a word, stored once, receipt only afterwards.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  type Answer,
  all,
  complaintsIn,
  formBody,
  receiptIn,
  sendForm,
  sendJson,
  textIn,
  textOf,
  valueIn,
} from '#test/support/answers.ts'
import { city, nine } from '#test/support/city.ts'
import { countRows, recount, storedTallies } from '#test/support/recount.ts'
import { closeWithoutErrors, type Site, startCity } from '#test/support/site.ts'

const { registry } = city
const counter = registry.cardCounter.code
const receiptShape = /^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/

let site: Site
let before: number

beforeAll(async () => {
  site = await startCity()
})
beforeEach(async () => {
  before = await countRows(site.database)
})
afterAll(async () => {
  expect(await storedTallies(site.database)).toEqual(await recount(site.database))
  await closeWithoutErrors(site)
})

async function nothingStored(): Promise<void> {
  expect(await countRows(site.database)).toBe(before)
}

function responses() {
  return site.database.read.selectFrom('responses').selectAll().orderBy('id').execute()
}

async function newestSuggestion(): Promise<string | undefined> {
  const row = await site.database.read
    .selectFrom('suggestions')
    .orderBy('response_id', 'desc')
    .select('text')
    .executeTakeFirst()
  return row?.text
}

describe('an answer from a browser', () => {
  test('leads to a thanks page with its receipt, and is stored by then', async () => {
    const stored = (await responses()).length
    const sent = await sendForm(site, counter, { ...all(nine, 3), kunci: crypto.randomUUID() })
    expect(sent.status).toBe(303)
    expect((await responses()).length).toBe(stored + 1)

    const address = sent.headers.get('location') ?? ''
    expect(address).toMatch(new RegExp(`^/s/${counter}/terima/`))
    const thanks = await site.fetch(address)
    const page = await thanks.text()
    expect(thanks.status).toBe(200)
    expect(thanks.headers.get('cache-control')).toMatch(/no-store/)
    expect(textOf(page)).toContain('Terima kasih')
    expect(textOf(page)).toContain(address.split('/').at(-1))
    expect(address.split('/').at(-1)).toMatch(receiptShape)
    expect(textOf(page)).toContain(registry.name)
    expect(textOf(page)).toMatch(/\d\d\.\d\d WIB/)
  })

  test('is stored as it was given', async () => {
    const scores = [4, 3, 2, 1, 4, 3, 2, 1, 4]
    const answers = Object.fromEntries(nine.map((key, place) => [key, scores[place] ?? 0]))
    await sendForm(site, counter, {
      ...answers,
      layanan: 'ktp',
      jenis_kelamin: 'P',
      usia: '35-44',
      pendidikan: 'S1',
      pekerjaan: 'farmer',
      pengisi: 'petugas',
      saran: '  Antrean lama.\r\nPetugas ramah 🙂  ',
      kunci: crypto.randomUUID(),
    })
    const row = (await responses()).at(-1)
    expect(row).toMatchObject({
      unit_id: registry.id,
      service_id: 1,
      counter_id: registry.cardCounter.id,
      channel: 'phone',
      sex: 'P',
      age: '35-44',
      education: 'S1',
      occupation: 'farmer',
      filled_by: 'petugas',
      import_id: null,
    })
    expect(Math.abs((row?.answered_at ?? 0) - Date.now() / 1000)).toBeLessThan(60)
    expect(JSON.parse(row?.answers ?? '')).toEqual({ 1: 4, 2: 3, 3: 2, 4: 1, 5: 4, 6: 3, 7: 2, 8: 1, 9: 4 })
    expect(await newestSuggestion()).toBe('Antrean lama.\nPetugas ramah 🙂')
  })

  test('may be one question only, with every other field there but empty', async () => {
    const empty = Object.fromEntries([...nine, 'jenis_kelamin', 'usia', 'saran', 'kunci'].map((name) => [name, '']))
    expect((await sendForm(site, counter, { ...empty, cost: 2 })).status).toBe(303)
    const row = (await responses()).at(-1)
    expect(row).toMatchObject({ answers: '{"4":2}', sex: null, age: null, filled_by: null })
  })

  test('sent twice by mistake is stored once, and the second thanks page says so', async () => {
    const form = { ...all(nine, 4), kunci: crypto.randomUUID() }
    const first = await sendForm(site, counter, form)
    const rows = await countRows(site.database)
    const second = await sendForm(site, counter, form)
    expect(second.status).toBe(303)
    expect(await countRows(site.database)).toBe(rows)
    const [one, two] = [first, second].map((sent) => sent.headers.get('location') ?? '')
    expect(two?.split('?')[0]).toBe(one)
    expect(textOf(await (await site.fetch(two ?? '')).text())).toContain('sudah kami terima sebelumnya')
    expect(textOf(await (await site.fetch(one ?? '')).text())).not.toContain('sudah kami terima sebelumnya')
  })

  test('goes through when the key on its page is the one that is sent back', async () => {
    const key = valueIn(await (await site.fetch(`/s/${counter}`)).text(), 'kunci') ?? ''
    const twice = [
      await sendForm(site, counter, { cost: 3, kunci: key }),
      await sendForm(site, counter, { cost: 3, kunci: key }),
    ]
    expect(twice.map((sent) => sent.headers.get('location')?.split('?')[0])).toEqual([
      twice[0]?.headers.get('location'),
      twice[0]?.headers.get('location'),
    ])
  })
})

describe('an answer from a program', () => {
  test('gets 201 and a receipt; the same key again 200, the same receipt and no second row', async () => {
    const kunci = crypto.randomUUID()
    const first = await sendJson(site, counter, { ...all(nine, 4), saran: 'Bagus', kunci })
    expect(first.status).toBe(201)
    const receipt = await receiptIn(first)
    expect(receipt).toMatch(receiptShape)

    const [rows, tallies] = [await countRows(site.database), await storedTallies(site.database)]
    for (const again of [
      { ...all(nine, 4), kunci },
      { cost: 1, kunci },
      { cost: 1, kunci: kunci.toUpperCase() },
    ]) {
      const sent = await sendJson(site, counter, again)
      expect(sent.status).toBe(200)
      expect(await receiptIn(sent)).toBe(receipt)
    }
    expect(await countRows(site.database)).toBe(rows)
    expect(await storedTallies(site.database)).toEqual(tallies)
  })

  test('without a key counts each time', async () => {
    const stored = (await responses()).length
    const receipts = [
      await receiptIn(await sendJson(site, counter, { cost: 4 })),
      await receiptIn(await sendJson(site, counter, { cost: 4 })),
    ]
    expect(new Set(receipts).size).toBe(2)
    expect((await responses()).length).toBe(stored + 2)
  })

  test('may write scores as text, and what is empty as null', async () => {
    expect(
      (await sendJson(site, counter, { cost: '4', conduct: null, usia: null, saran: null, kunci: null })).status,
    ).toBe(201)
    expect((await responses()).at(-1)?.answers).toBe('{"4":4}')
  })

  test('is told by its Accept header, whatever it sends: a form may ask for JSON, JSON for a page', async () => {
    const asForm = await site.fetch(`/s/${counter}`, {
      method: 'POST',
      body: 'cost=4',
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    })
    expect(asForm.status).toBe(201)
    const asJson = await site.fetch(`/s/${counter}`, {
      method: 'POST',
      body: '{"cost":4}',
      headers: { 'content-type': 'application/json; charset=utf-8' },
    })
    expect(asJson.status).toBe(303)
  })

  test.each(['dfgh2346', 'DFGH-2346', 'dfgh%202346'])(
    'reaches the counter when the code is typed as %s',
    async (typed) => {
      expect((await sendJson(site, typed, { cost: 4 })).status).toBe(201)
      expect((await responses()).at(-1)?.counter_id).toBe(registry.cardCounter.id)
    },
  )
})

describe('a suggestion', () => {
  test.each([
    ['of 2,000 letters is kept whole', 'a'.repeat(2000), 'a'.repeat(2000)],
    [
      'loses zero bytes and other control characters',
      'Ruang\u0000 tunggu\u0007 panas\u001b[31m',
      'Ruang  tunggu  panas [31m',
    ],
    ['loses half characters', 'Bagus \ud800 sekali \udc00', 'Bagus \ufffd sekali \ufffd'],
    ['keeps mark-up as plain text', '<script>alert(1)</script>', '<script>alert(1)</script>'],
    ['of blanks only is none', ' \r\n\t\u0000 ', undefined],
    ['that looks like SQL is text', "'); drop table responses; --", "'); drop table responses; --"],
  ])('%s', async (_, said, kept) => {
    const newest = await newestSuggestion()
    expect((await sendJson(site, counter, { cost: 4, saran: said })).status).toBe(201)
    expect(await newestSuggestion()).toBe(kept ?? newest)
  })

  test('of bytes that are no UTF-8 becomes replacement characters', async () => {
    expect((await sendForm(site, counter, 'cost=4&saran=Bagus+%FF%FE')).status).toBe(303)
    expect(await newestSuggestion()).toBe('Bagus \ufffd\ufffd')
  })
})

describe('an answer that is not understood', () => {
  const wrong: [what: string, fields: Record<string, unknown>, field: string, message: RegExp][] = [
    ['no answer at all', {}, 'requirements', /Isi paling sedikit satu pertanyaan/],
    ['only respondent data', { jenis_kelamin: 'L', saran: 'Halo' }, 'requirements', /Isi paling sedikit satu/],
    ['a score of 0', { cost: 0 }, 'cost', /1 sampai 4/],
    ['a score of 5', { cost: 5 }, 'cost', /1 sampai 4/],
    ['a score of 3.5', { cost: 3.5 }, 'cost', /1 sampai 4/],
    ['a score of -1', { cost: -1 }, 'cost', /1 sampai 4/],
    ['a score in words', { cost: 'abc' }, 'cost', /1 sampai 4/],
    ['a score with a blank', { cost: '4 ' }, 'cost', /1 sampai 4/],
    ['a score in other digits', { cost: '٤' }, 'cost', /1 sampai 4/],
    ['an unknown service', { cost: 4, layanan: 'tidak-ada' }, 'layanan', /Pilih layanan/],
    ['a service of another unit', { cost: 4, layanan: 'pajak' }, 'layanan', /Pilih layanan/],
    ['a service of this unit at another counter', { cost: 4, layanan: 'akta' }, 'layanan', /Pilih layanan/],
    ['a suggestion of 2,001 letters', { cost: 4, saran: 'a'.repeat(2001) }, 'saran', /2001 huruf.*2000/],
    ['a key that is no UUID', { cost: 4, kunci: 'abc' }, 'kunci', /Muat ulang/],
    ['a key with more behind it', { cost: 4, kunci: `${crypto.randomUUID()}0` }, 'kunci', /Muat ulang/],
    ['a sex that is not offered', { cost: 4, jenis_kelamin: 'X' }, 'jenis_kelamin', /tidak ada dalam daftar/],
    ['an age that nobody has', { cost: 4, usia: '999' }, 'usia', /tidak ada dalam daftar/],
    ['a schooling that is not offered', { cost: 4, pendidikan: 'S9' }, 'pendidikan', /tidak ada dalam daftar/],
    ['an occupation that is not offered', { cost: 4, pekerjaan: 'raja' }, 'pekerjaan', /tidak ada dalam daftar/],
    ['a stranger filling in', { cost: 4, pengisi: 'robot' }, 'pengisi', /tidak ada dalam daftar/],
  ]

  test.each(wrong)(
    '%s is refused beside its field and in a summary, as page and as JSON',
    async (_, fields, field, message) => {
      const asJson = await sendJson(site, counter, fields)
      expect(asJson.status).toBe(422)
      expect(await complaintsIn(asJson)).toEqual([{ bidang: field, pesan: expect.stringMatching(message) }])

      const asPage = await sendForm(site, counter, fields as Answer)
      const page = await asPage.text()
      expect(asPage.status).toBe(422)
      expect(textIn(page, 'problems')).toMatch(message)
      // The one service of this counter and the key are hidden fields, so only the summary can tell of them.
      if (field !== 'layanan' && field !== 'kunci') {
        expect(textIn(page, 'problem')).toMatch(message)
        expect(page).toContain(`href="#field-${field}"`)
        expect(page).toContain(`id="field-${field}"`)
      }
      await nothingStored()
    },
  )

  test.each<[string, unknown]>([
    ['true', true],
    ['a list', [4]],
    ['an object', { $gt: 0 }],
    ['a huge number', 1e308],
    ['nested lists', [[[[4]]]]],
  ])('a score that is %s in JSON is refused', async (_, cost) => {
    const sent = await sendJson(site, counter, { cost })
    expect(sent.status).toBe(422)
    expect((await complaintsIn(sent))[0]?.bidang).toBe('cost')
    await nothingStored()
  })

  test('every wrong field is told, not only the first', async () => {
    const sent = await sendJson(site, counter, { cost: 9, conduct: 'x', usia: '?', kunci: '?', layanan: '?' })
    const fields = (await complaintsIn(sent)).map(({ bidang }) => bidang)
    expect(fields.toSorted()).toEqual(['conduct', 'cost', 'kunci', 'layanan', 'usia'])
    await nothingStored()
  })

  test('a field that comes twice is refused, even where both say the same', async () => {
    for (const body of ['cost=4&cost=4', 'cost=4&cost=1', 'cost=4&saran=a&saran=b', 'cost=4&kunci=a&kunci=b']) {
      const sent = await sendForm(site, counter, body)
      expect(sent.status).toBe(422)
      expect(textIn(await sent.text(), 'problems')).toContain('Hanya satu isian')
    }
    await nothingStored()
  })

  test('where the counter serves several, the service must be named', async () => {
    const sent = await sendJson(site, registry.counter.code, all(nine, 4))
    expect(sent.status).toBe(422)
    expect(await complaintsIn(sent)).toEqual([{ bidang: 'layanan', pesan: 'Pilih layanan yang Anda terima.' }])
    await nothingStored()
    expect((await sendJson(site, registry.counter.code, { ...all(nine, 4), layanan: 'akta' })).status).toBe(201)
  })

  test.each([
    ['broken JSON', '{"cost":4', 'application/json'],
    ['a JSON list', '[{"cost":4}]', 'application/json'],
    ['a JSON number', '4', 'application/json'],
    ['JSON null', 'null', 'application/json'],
    ['an empty JSON body', '', 'application/json'],
    ['JSON sent as text', '{"cost":4}', 'text/plain'],
    ['a form sent as text', 'cost=4', 'text/plain; charset=utf-8'],
    [
      'a multipart form',
      '--x\r\ncontent-disposition: form-data; name="cost"\r\n\r\n4\r\n--x--',
      'multipart/form-data; boundary=x',
    ],
    ['XML', '<cost>4</cost>', 'application/xml'],
  ])('%s is refused with a sentence', async (_, body, type) => {
    for (const accept of ['application/json', 'text/html']) {
      const sent = await site.fetch(`/s/${counter}`, {
        method: 'POST',
        body,
        headers: { 'content-type': type, accept },
      })
      expect(sent.status).toBe(422)
      expect(await sent.text()).toMatch(/Isian tidak terbaca|Isi paling sedikit satu/)
    }
    await nothingStored()
  })

  test('keys that every object has are fields like any other', async () => {
    for (const body of [
      '{"__proto__":{"cost":4}}',
      '{"__proto__":4,"constructor":4,"toString":4,"hasOwnProperty":4}',
      '{"constructor":{"prototype":{"cost":4}}}',
    ]) {
      expect((await sendJson(site, counter, body)).status).toBe(422)
      expect((await sendForm(site, counter, '__proto__=4&constructor=4&toString=4&valueOf=4')).status).toBe(422)
    }
    await nothingStored()
    expect((await sendJson(site, counter, '{"__proto__":{"cost":9},"cost":4,"toString":1}')).status).toBe(201)
    expect((await responses()).at(-1)?.answers).toBe('{"4":4}')
  })

  test('the page keeps what was typed and chosen, and the mended answer is counted once', async () => {
    const typed = {
      requirements: '4',
      facilities: '1',
      cost: '7',
      jenis_kelamin: 'P',
      usia: '35-44',
      pendidikan: 'SMA',
      pekerjaan: 'home',
      pengisi: 'keluarga',
      saran: 'Ruang tunggu "panas" & <sempit>',
      kunci: crypto.randomUUID(),
    }
    const page = await (await sendForm(site, counter, typed)).text()
    const shown = Object.fromEntries(Object.keys(typed).map((name) => [name, valueIn(page, name)]))
    expect(shown).toEqual({ ...typed, cost: undefined })
    await nothingStored()

    const mended = { ...typed, cost: '3' }
    expect((await sendForm(site, counter, mended)).status).toBe(303)
    const rows = await countRows(site.database)
    expect((await sendForm(site, counter, mended)).status).toBe(303)
    expect(await countRows(site.database)).toBe(rows)
  })

  test('nothing that was typed comes back as mark-up', async () => {
    const hostile = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    const names = [
      ...nine,
      'layanan',
      'jenis_kelamin',
      'usia',
      'pendidikan',
      'pekerjaan',
      'pengisi',
      'saran',
      'kunci',
      hostile,
    ]
    const page = await (await sendForm(site, counter, Object.fromEntries(names.map((name) => [name, hostile])))).text()
    expect(page).not.toMatch(/<script>|<img/)
    expect(valueIn(page, 'saran')).toBe(hostile)
    const search = await (await site.fetch(`/?cari=${encodeURIComponent(hostile)}`)).text()
    expect(search).not.toMatch(/<script>|<img/)
    expect(search).toContain('&lt;script&gt;')
  })
})

describe('a body of', () => {
  const fits = (bytes: number) => `cost=4&isi=${'a'.repeat(bytes - 11)}`
  const streamed = (body: string) => ({ body: new Blob([body]).stream(), duplex: 'half' }) as RequestInit
  const whole = (body: string) => ({ body })

  test.each([
    ['16,384 bytes is read', fits(16_384), 201],
    ['16,385 bytes is refused', fits(16_385), 413],
    ['few letters but more than 16,384 bytes is refused', `cost=4&isi=${'é'.repeat(8_190)}`, 413],
    ['5 MB is refused', fits(5_000_000), 413],
  ])('%s, whether its length is announced or not', async (_, body, status) => {
    for (const sending of [whole, streamed]) {
      const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' }
      const sent = await site.fetch(`/s/${counter}`, { method: 'POST', headers, ...sending(body) })
      expect(sent.status).toBe(status)
      if (status === 413) expect((await complaintsIn(sent))[0]?.pesan).toContain('16 KB')
      else expect(await receiptIn(sent)).toMatch(receiptShape)
    }
    if (status === 413) await nothingStored()
  })

  test('more than 16 KB gets a page that says so, and the next visitor is served', async () => {
    const sent = await sendForm(site, counter, fits(20_000))
    expect(sent.status).toBe(413)
    expect(textOf(await sent.text())).toContain('Isian melebihi 16 KB sehingga tidak disimpan')
    await nothingStored()
    expect((await sendForm(site, counter, formBody({ cost: 4 }))).status).toBe(303)
  })
})

describe('a receipt', () => {
  test('opens its thanks page however it is typed', async () => {
    const receipt = await receiptIn(await sendJson(site, counter, { cost: 4 }))
    for (const typed of [receipt, receipt.toLowerCase(), receipt.replace('-', '')]) {
      const page = await site.fetch(`/s/${counter}/terima/${typed}`)
      expect(page.status).toBe(200)
      expect(textOf(await page.text())).toContain(receipt)
    }
  })

  test.each(['0000-0000', 'ZZZZ-ZZZZ', 'abc', '%00', '7K3M-Q9XAA', '%3Cb%3E', '-', "1'or'1"])(
    'that was never given (%s) is not found',
    async (typed) => {
      const response = await site.fetch(`/s/${counter}/terima/${typed}`)
      expect(response.status).toBe(404)
      expect(textOf(await response.text())).toContain('Tanda terima tidak ditemukan')
    },
  )
})
