// Open data over HTTP: every answer keeps to its description, nothing but whole published quarters can be asked for.

import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv } from 'ajv'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { app } from '#src/app.tsx'
import { dictionary } from '#src/publications/dictionary.ts'
import { operations } from '#src/publications/openapi.ts'
import type { EditionFile, UnitDocument } from '#src/publications/rules/document.ts'
import { canonical, sha256 } from '#src/publications/signing.ts'
import { findContent, listDocuments, listEditions, listStandingEditions } from '#src/publications/store.ts'
import { quarterDays } from '#src/units/rules/calendar.ts'
import { addUnit } from '#src/units/store.ts'
import { arrangeCity, city } from '#test/support/city.ts'
import { countQueries } from '#test/support/counting.ts'
import { catalogueSchema } from '#test/support/dcat-us.ts'
import { openDeskBrowser } from '#test/support/desk.ts'
import { answerIn, answersAround, publishNow } from '#test/support/publishing.ts'
import { origin, type Site, startSite } from '#test/support/site.ts'

const [first, second] = [20251, 20252]
const { registry, clinic, taxes, empty } = city
const departed = { id: 90, slug: 'dilebur', name: 'Unit yang Dilebur' }

let site: Site
beforeAll(async () => {
  site = await startSite()
  await arrangeCity(site.database)
  expect((await json('/api/v1/hasil')).body).toMatchObject({ periode: null, data: [], total: 0 })
  expect((await json('/data.json')).body).toMatchObject({ dataset: [{ modified: 'R/P3M' }] })
  await site.database.commit(addUnit({ ...departed, agency_id: 2, kind: 'Puskesmas', address: '', zone: 'WIB' }))
  await arrangeQuarters()
})
afterAll(async () => {
  expect(site.errors()).toEqual([])
  await site.close()
})

/** Two quarters: a promise of the first is proven by the second, which is then corrected. */
async function arrangeQuarters(): Promise<void> {
  const { database } = site
  const at = (quarter: number, days: number) => new Date((quarterDays(quarter).last + days) * 86_400_000)
  await answerIn(database, { unitId: 1, serviceId: 1, quarter: first }, answersAround(2.7, 60))
  await answerIn(database, { unitId: 3, serviceId: 5, quarter: first }, answersAround(3, 12))
  const promise = { sql: promiseSql, parameters: [registry.id, first] }
  await database.commit(promise)
  await publishNow(database, first, { at: at(first, 16) })
  await database.commit({
    sql: 'insert into closed_units (unit_id, closed_at) values (?, ?)',
    parameters: [departed.id, quarterDays(first).last * 86_400],
  })
  await answerIn(database, { unitId: 1, serviceId: 1, quarter: second }, answersAround(3.4, 60, 2))
  await answerIn(database, { unitId: 3, serviceId: 5, quarter: second }, answersAround(3, 9, 3))
  await publishNow(database, second, { at: at(second, 16) })
  await answerIn(database, { unitId: 3, serviceId: 5, quarter: second }, answersAround(3.2, 40, 4))
  await publishNow(database, second, { at: at(second, 40), reason: 'Formulir kertas datang terlambat.' })
}

const promiseSql = `insert into follow_ups (unit_id, quarter, element, program, expected, expected_words, quarters,
    due_quarter, responsible, status, created_at, created_by_name)
  values (?, ?, 'completionTime', 'Membuka loket kedua, <b>setiap pagi</b>', 8000, 'Antrean lebih pendek', '[20252]', 20252,
    'Kepala Bidang Pelayanan', 'running', 0, 'Pengelola')`

interface Answer {
  readonly status: number
  readonly headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: answers are checked against their description
  readonly body: any
}

async function json(path: string, init?: RequestInit): Promise<Answer> {
  const response = await site.fetch(path, init)
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) }
}

async function text(path: string): Promise<string> {
  const response = await site.fetch(path)
  expect(response.status, path).toBe(200)
  return response.text()
}

/** Addresses that show every operation in its states. */
const asked: Readonly<Record<string, readonly string[]>> = {
  '/api/v1/periode': ['/api/v1/periode', '/api/v1/periode?per_halaman=1&halaman=2'],
  '/api/v1/hasil': [
    '/api/v1/hasil',
    '/api/v1/hasil?periode=2025-tw1',
    '/api/v1/hasil?periode=2025-tw2&edisi=1&sertakan=unsur',
    '/api/v1/hasil?instansi=kesehatan&jenis=puskesmas&keadaan=di_bawah_minimum&periode=2025-tw1',
    '/api/v1/hasil?cari=kependudukan&mutu=&per_halaman=2',
  ],
  '/api/v1/hasil/{periode}/{unit}': [
    `/api/v1/hasil/2025-tw2/${registry.slug}`,
    `/api/v1/hasil/2025-tw2/${clinic.slug}?edisi=1`,
    `/api/v1/hasil/2025-tw1/${empty.slug}`,
  ],
  '/api/v1/unit': ['/api/v1/unit', '/api/v1/unit?instansi=kesehatan'],
  '/api/v1/unit/{unit}': [`/api/v1/unit/${clinic.slug}`, `/api/v1/unit/${departed.slug}`],
  '/api/v1/tindak-lanjut': [
    '/api/v1/tindak-lanjut',
    '/api/v1/tindak-lanjut?periode=2025-tw1&bentuk=rencana&status=berjalan',
    `/api/v1/tindak-lanjut?bentuk=pembuktian&unit=${registry.slug}&unsur=completionTime`,
  ],
  '/api/v1/edisi': ['/api/v1/edisi', '/api/v1/edisi?periode=2025-tw2'],
  '/api/openapi.json': ['/api/openapi.json'],
}

describe('the description', () => {
  test('is valid OpenAPI 3.1, and names every address of the API and no other', async () => {
    const { body, headers } = await json('/api/openapi.json')
    expect(headers.get('access-control-allow-origin')).toBe('*')
    const validator = new Validator()
    expect(await validator.validate(structuredClone(body))).toEqual({ valid: true })
    expect(body.openapi).toMatch(/^3\.1\./)
    const served = app.routes
      .filter(({ method, path }) => method === 'GET' && path.startsWith('/api/'))
      .map(({ path }) => path.replaceAll(/:(\w+)/g, '{$1}'))
    expect(Object.keys(body.paths).toSorted()).toEqual(served.toSorted())
    expect(Object.keys(asked).toSorted()).toEqual(served.toSorted())
    const ids = operations.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('holds for every answer and for every example that it gives', async () => {
    const { body: description } = await json('/api/openapi.json')
    const ajv = new Ajv2020({ strict: false, allErrors: true })
    formats.default(ajv)
    ajv.addSchema({ ...description, $id: 'api' })
    const expectValid = (schema: string, value: unknown, where: string) => {
      const validate = ajv.compile({ $ref: `api#/components/schemas/${schema}` })
      expect(validate(value) ? [] : validate.errors, where).toEqual([])
    }
    for (const { path, answer } of operations) {
      const { get } = description.paths[path]
      for (const address of asked[path] ?? []) {
        const { status, body } = await json(address)
        expect(status, address).toBe(200)
        if (answer) expectValid(answer, body, address)
      }
      if (answer) expectValid(answer, get.responses[200].content['application/json'].example, `example of ${path}`)
    }
    for (const [name, { content }] of Object.entries<Answer['body']>(description.components.responses)) {
      if (content) expectValid('Kesalahan', content['application/json'].example, name)
    }
  })

  test('shows as examples what its parameters take', async () => {
    const { body } = await json('/api/openapi.json')
    for (const { path } of operations) {
      const { parameters } = body.paths[path].get
      const query = parameters.filter((parameter: { in: string }) => parameter.in === 'query')
      const search = query.map(({ name, example }: { name: string; example: unknown }) => `${name}=${example}`)
      if (search.length === 0 || path.includes('{')) continue
      const { status, body: answer } = await json(`${path}?${search.join('&')}`)
      // What the examples name was never published here: understood, and not there.
      expect([200, 404], JSON.stringify(answer)).toContain(status)
    }
  })
})

describe('the API', () => {
  test('gives a quarter as it stands, and every edition of it as it was', async () => {
    const { body: standing } = await json('/api/v1/hasil?periode=2025-tw2')
    const { body: before } = await json('/api/v1/hasil?periode=2025-tw2&edisi=1')
    expect([standing.edisi, before.edisi]).toEqual([2, 1])
    const ofClinic = (list: Answer['body']) =>
      list.data.find(({ kode_unit }: { kode_unit: string }) => kode_unit === clinic.slug)
    expect(ofClinic(before)).toMatchObject({ keadaan: 'di_bawah_minimum', mutu: null, jumlah_responden: 9 })
    expect(ofClinic(standing)).toMatchObject({ keadaan: 'dinilai', jumlah_responden: 49 })
    expect(standing.data.map(({ kode_unit }: { kode_unit: string }) => kode_unit).toSorted()).toEqual(
      [registry.slug, clinic.slug, taxes.slug, empty.slug].toSorted(),
    )
    expect((await json('/api/v1/hasil')).body.periode).toBe('2025-tw2')
  })

  test('says of a unit in lists what its document says', async () => {
    for (const { id, quarter, number } of await listEditions(site.database)) {
      const periode = `2025-tw${quarter % 10}`
      const { body } = await json(`/api/v1/hasil?periode=${periode}&edisi=${number}&sertakan=unsur`)
      const documents: UnitDocument[] = []
      for await (const document of listDocuments(site.database, id)) documents.push(JSON.parse(document))
      expect(body.data).toHaveLength(documents.length)
      for (const [place, document] of documents.entries()) {
        const { edisi, diterbitkan_pada, tautan, unsur, ...said } = body.data[place]
        expect(document).toMatchObject(said)
        expect(document.unsur).toMatchObject(unsur)
        expect(edisi).toBe(number)
        const content = JSON.parse(await findContent(site.database, id))
        expect(diterbitkan_pada).toBe(content.diterbitkan_pada)
      }
    }
  })

  test('gives a document letter for letter as it was signed', async () => {
    const { body } = await json(`/api/v1/hasil/2025-tw2/${registry.slug}`)
    expect(await sha256(canonical(body.data))).toBe(body.hash_dokumen)
    const [edition] = await listStandingEditions(site.database)
    expect(body.hash_edisi).toBe(edition?.hash)
    const content = JSON.parse(await findContent(site.database, edition?.id ?? 0)) as EditionFile['edisi']
    expect(content.unit).toContainEqual({ kode_unit: registry.slug, hash: body.hash_dokumen })
  })

  test('lists every unit once with its newest figures, those no longer there last', async () => {
    const { body } = await json('/api/v1/unit')
    const listed = body.data.map(({ kode_unit, periode }: Record<string, string>) => [kode_unit, periode])
    expect(listed).toHaveLength(5)
    expect(listed.at(-1)).toEqual([departed.slug, '2025-tw1'])
    expect(listed.slice(0, -1).every(([, periode]: [string, string]) => periode === '2025-tw2')).toBe(true)
  })

  test('tells a unit through all editions', async () => {
    const { body } = await json(`/api/v1/unit/${clinic.slug}`)
    expect(
      body.data.map(({ periode, edisi, berlaku, alasan_ralat }: Answer['body']) => [
        periode,
        edisi,
        berlaku,
        alasan_ralat,
      ]),
    ).toEqual([
      ['2025-tw1', 1, true, null],
      ['2025-tw2', 1, false, null],
      ['2025-tw2', 2, true, 'Formulir kertas datang terlambat.'],
    ])
  })

  test('tells promises and what became of them', async () => {
    const { body: plans } = await json('/api/v1/tindak-lanjut?periode=2025-tw1')
    expect(plans.data).toMatchObject([
      { bentuk: 'rencana', kode_unit: registry.slug, asal: '2025-tw1', status: 'berjalan', pembuktian: null },
    ])
    const { body: proofs } = await json('/api/v1/tindak-lanjut?bentuk=pembuktian')
    expect(proofs.data).toMatchObject([
      { kode_unit: registry.slug, periode: '2025-tw2', asal: '2025-tw1', unsur: 'completionTime' },
    ])
    expect((await json('/api/v1/tindak-lanjut?status=batal')).body.total).toBe(0)
  })

  test('gives the chain of editions, whole', async () => {
    const { body } = await json('/api/v1/edisi')
    const hashes = body.data.map(({ hash }: { hash: string }) => hash)
    const before = body.data.map(({ hash_sebelumnya }: { hash_sebelumnya: string }) => hash_sebelumnya)
    expect(before).toEqual([...hashes.slice(1), null])
    expect(body.data.map(({ berlaku }: { berlaku: boolean }) => berlaku)).toEqual([true, false, true])
  })

  test('pages lists, and leads from each page to the next', async () => {
    const seen: string[] = []
    let next: string | null = '/api/v1/hasil?periode=2025-tw2&per_halaman=3'
    while (next) {
      const { body, headers }: Answer = await json(next.replace(origin, ''))
      seen.push(...body.data.map(({ kode_unit }: { kode_unit: string }) => kode_unit))
      expect(body.total).toBe(4)
      next = body.tautan.berikutnya
      const linked = /<([^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1] ?? null
      expect(linked).toBe(next)
    }
    expect(new Set(seen).size).toBe(4)
    expect(seen).toHaveLength(4)
  })
})

describe('what is not understood', () => {
  test.each<[string, status: number, field: string]>([
    ['/api/v1/hasil?periode=2025', 400, 'periode'],
    ['/api/v1/hasil?periode=2025-tw5', 400, 'periode'],
    ['/api/v1/hasil?periode=2025-01-01', 400, 'periode'],
    ['/api/v1/hasil?dari=2025-01-01', 400, 'dari'],
    ['/api/v1/hasil?sampai=2025-02-01', 400, 'sampai'],
    ['/api/v1/tindak-lanjut?tanggal_awal=2025-01-01', 400, 'tanggal_awal'],
    ['/api/v1/hasil?per_halaman=101', 400, 'per_halaman'],
    ['/api/v1/hasil?per_halaman=0', 400, 'per_halaman'],
    ['/api/v1/hasil?halaman=satu', 400, 'halaman'],
    ['/api/v1/hasil?halaman=1&halaman=2', 400, 'halaman'],
    ['/api/v1/hasil?instansi=DROP%20TABLE', 400, 'instansi'],
    ['/api/v1/hasil?mutu=E', 400, 'mutu'],
    ['/api/v1/unit/disdukcapil?periode=2025-tw1', 400, 'periode'],
    ['/api/v1/hasil?halaman=9', 404, 'halaman'],
    ['/api/v1/hasil?periode=2024-tw1', 404, 'periode'],
    ['/api/v1/hasil?periode=2025-tw2&edisi=9', 404, 'edisi'],
    ['/api/v1/hasil/2025-tw2/tidak-ada', 404, 'unit'],
    ['/api/v1/hasil/2025-13/disdukcapil', 404, 'periode'],
    ['/api/v1/unit/tidak-ada', 404, 'unit'],
    ['/api/v1/tidak-ada', 404, 'alamat'],
    ['/api/v2', 404, 'alamat'],
  ])('%s is answered %i, naming %s', async (path, status, field) => {
    const answer = await json(path)
    expect(answer.status).toBe(status)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('etag')).toBeNull()
    const { kesalahan } = answer.body
    expect(kesalahan.map(({ bidang }: { bidang: string }) => bidang)).toEqual([field])
    expect(kesalahan[0].pesan).toMatch(/\p{L}.*\.$/u)
  })

  test('another method than reading', async () => {
    const answer = await json('/api/v1/hasil', { method: 'POST', body: '{}' })
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS'])
  })
})

describe('every answer', () => {
  const addresses = [
    ...Object.values(asked).map(([address]) => address ?? ''),
    '/data.json',
    '/hasil/kamus-data.csv',
    '/hasil/kamus-data.json',
    '/hasil/2025-tw2.csv',
    '/hasil/2025-tw2.excel.csv',
    '/hasil/2025-tw2.unsur.csv',
    `/hasil/2025-tw2/${registry.slug}.txt`,
    `/unit/${registry.slug}/lencana.svg`,
  ]

  test.each(addresses)('%s is readable from other sites and is not sent twice', async (path) => {
    const answer = await site.fetch(path)
    await answer.body?.cancel()
    expect(answer.status).toBe(200)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
    expect(answer.headers.get('cache-control')).toBe('public, no-cache')
    const tag = answer.headers.get('etag') ?? ''
    expect(tag).toMatch(/^(W\/)?"[0-9a-f]{24}(-br|-gzip)?"$/)
    for (const known of [tag, tag.replace(/^W\//, ''), `"other", ${tag}`]) {
      const again = await site.fetch(path, { headers: { 'if-none-match': known } })
      expect([again.status, await again.text()]).toEqual([304, ''])
      expect(again.headers.get('etag')).toBe(tag)
      expect(again.headers.get('access-control-allow-origin')).toBe('*')
    }
    const other = await site.fetch(path, { headers: { 'if-none-match': 'W/"0123456789abcdef01234567"' } })
    await other.body?.cancel()
    expect(other.status).toBe(200)
  })

  test('may be asked for beforehand by a page of another site', async () => {
    const asking = { origin: 'https://warga.example', 'access-control-request-method': 'GET' }
    const answer = await site.fetch('/api/v1/hasil', { method: 'OPTIONS', headers: asking })
    expect(answer.status).toBe(204)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('access-control-allow-methods')).toContain('GET')
    expect(answer.headers.get('access-control-allow-credentials')).toBeNull()
  })

  test('takes as many queries for a page of many as for a page of one', async () => {
    const ask = countQueries(site)
    const queriesFor = async (path: string) => {
      const { status, queries } = await ask(openDeskBrowser(site), path)
      expect(status, path).toBe(200)
      expect(queries, path).toBeLessThanOrEqual(9)
      return queries
    }
    for (const list of ['hasil', 'unit', 'periode', 'tindak-lanjut', 'edisi']) {
      const path = `/api/v1/${list}?per_halaman=`
      expect(await queriesFor(`${path}100`), path).toBe(await queriesFor(`${path}1`))
    }
    const withElements = '/api/v1/hasil?sertakan=unsur&per_halaman='
    expect(await queriesFor(`${withElements}100`)).toBe(await queriesFor(`${withElements}1`))
    for (const path of ['/data.json', '/hasil/2025-tw2.csv', `/unit/${registry.slug}/lencana.svg`])
      await queriesFor(path)
  })
})

describe('the catalogue', () => {
  test('keeps to DCAT-US 1.1, with what a harvester needs', async () => {
    const { body } = await json('/data.json')
    const ajv = new Ajv({ strict: false, allErrors: true })
    formats.default(ajv)
    const validate = ajv.compile(catalogueSchema)
    expect(validate(body) ? [] : validate.errors).toEqual([])
    const identifiers = body.dataset.map(({ identifier }: { identifier: string }) => identifier)
    expect(new Set(identifiers).size).toBe(3)
    // The parent of a collection has to be in the same catalogue.
    for (const { isPartOf } of body.dataset.slice(1)) expect(identifiers).toContain(isPartOf)
    expect(body.dataset[1]).toMatchObject({
      identifier: `${origin}/hasil/2025-tw2`,
      temporal: '2025-04-01/2025-06-30',
      accrualPeriodicity: 'R/P3M',
      publisher: { name: city.government },
    })
    expect(body.dataset[1].modified > body.dataset[1].issued).toBe(true)
  })

  test('leads to files that are there and are what it says', async () => {
    const { body } = await json('/data.json')
    const files = body.dataset.flatMap((dataset: Answer['body']) => dataset.distribution)
    for (const { downloadURL, accessURL, mediaType } of files) {
      const address = (downloadURL ?? accessURL).replace(origin, '')
      // Signed files and workbooks are of others to test.
      if (/\.(json|xlsx)$/.test(address)) continue
      const answer = await site.fetch(address)
      await answer.body?.cancel()
      expect(answer.status, address).toBe(200)
      if (mediaType) expect(answer.headers.get('content-type')).toMatch(mediaType)
    }
  })
})

describe('the dictionary', () => {
  test('knows every field of what was published, and explains it', async () => {
    const known = (kunci: string) =>
      new Set(
        dictionary()
          .find((section) => section.kunci === kunci)
          ?.isian.map(({ nama }) => nama),
      )
    const [editionFields, unitFields] = [known('edisi'), known('unit')]
    for (const { id } of await listEditions(site.database)) {
      const content = JSON.parse(await findContent(site.database, id))
      expect([...fieldsOf(content)].filter((name) => !editionFields.has(name))).toEqual([])
      for await (const document of listDocuments(site.database, id)) {
        expect([...fieldsOf(JSON.parse(document))].filter((name) => !unitFields.has(name))).toEqual([])
      }
    }
    for (const { isian } of dictionary()) {
      expect(isian.filter(({ arti, jenis }) => arti.length < 4 || jenis === '')).toEqual([])
    }
  })

  test('knows every column of the tables, in their order', async () => {
    for (const [kunci, file] of [
      ['csv', '2025-tw2.csv'],
      ['csv_unsur', '2025-tw2.unsur.csv'],
    ] as const) {
      const [heading = ''] = (await text(`/hasil/${file}`)).split('\r\n')
      const { body } = await json('/hasil/kamus-data.json')
      const section = body.bagian.find((one: { kunci: string }) => one.kunci === kunci)
      expect(heading.split(',')).toEqual(section.isian.map(({ nama }: { nama: string }) => nama))
    }
  })

  test('is a page, and a table for spreadsheets', async () => {
    const page = await text('/hasil/kamus-data')
    for (const { nama } of dictionary()) expect(page).toContain(nama)
    expect(page).not.toMatch(/>undefined|NaN|\[object/)
    expect(await text('/hasil/kamus-data.excel.csv')).toMatch(/^\uFEFF?bagian;nama;jenis;satuan;arti;contoh\r\n/)
  })
})

// Values of maps are named by their keys in the data, which the dictionary cannot know.
const maps = /^(dikecualikan_karena|peluang_mutu|pembanding|total\.butir)$/

function* fieldsOf(value: object, path = ''): Generator<string> {
  for (const [name, child] of Object.entries(value)) {
    const own = path === '' ? name : `${path}.${name}`
    if (Array.isArray(child)) {
      const objects = child.filter((one) => typeof one === 'object' && one !== null && !Array.isArray(one))
      if (objects.length === 0 && typeof child[0] === 'string') yield `${own}[]`
      else if (child.length > 0) yield own
      for (const one of objects) yield* fieldsOf(one, `${own}[]`)
    } else {
      yield own
      if (typeof child === 'object' && child !== null && !maps.test(own)) yield* fieldsOf(child, own)
    }
  }
}

describe('tables', () => {
  test('have a row for each unit, also for those without answers', async () => {
    const rows = (await text('/hasil/2025-tw2.csv')).trimEnd().split('\r\n')
    expect(rows).toHaveLength(5)
    expect((await text('/hasil/2025-tw2.csv')).startsWith('periode,edisi,')).toBe(true)
    expect(rows.find((row) => row.includes(`,${taxes.slug},`))).toContain(',tanpa_jawaban,0,,,')
  })

  test('have a row for each unit and element', async () => {
    const rows = (await text('/hasil/2025-tw2.unsur.csv')).trimEnd().split('\r\n').slice(1)
    expect(rows.filter((row) => row.includes(`,${registry.slug},`))).toHaveLength(9)
  })

  test('for offices have semicolons, decimal commas and a mark of their encoding', async () => {
    const response = await site.fetch('/hasil/2025-tw2.excel.csv')
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="skm-2025-tw2-edisi-2.excel.csv"')
    const bytes = new Uint8Array(await response.arrayBuffer())
    expect(Array.from(bytes.slice(0, 3))).toEqual([0xef, 0xbb, 0xbf])
    const rows = new TextDecoder().decode(bytes).split('\r\n')
    expect(rows[1]).toMatch(/;\d{2},\d{1,2};/)
    expect(rows[0]?.split(';').length).toBe((await text('/hasil/2025-tw2.csv')).split('\r\n')[0]?.split(',').length)
  })

  test('of what was not published are not there', async () => {
    for (const file of ['2024-tw1.csv', '2025.csv', '2025-tw1.xyz.csv', 'abc.csv']) {
      const response = await site.fetch(`/hasil/${file}`)
      expect([response.status, (await response.text()).includes('Tabel tidak ada')], file).toEqual([404, true])
    }
  })
})

describe('a badge', () => {
  test('says the figure of the newest edition, and nothing in it is fetched or runs', async () => {
    const response = await site.fetch(`/unit/${clinic.slug}/lencana.svg`)
    expect(response.headers.get('content-type')).toBe('image/svg+xml; charset=utf-8')
    expect(response.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox")
    const svg = await response.text()
    const { body } = await json(`/api/v1/hasil/2025-tw2/${clinic.slug}`)
    expect(svg).toContain(body.data.ikm.toFixed(2).replace('.', ','))
    expect(svg).toContain('49 responden')
    expect(svg).not.toMatch(/<script|<style|<image|href|url\(|\bon\w+=/)
  })

  test('is safe with any name, and honest where nothing was published', async () => {
    expect(await text(`/unit/${empty.slug}/lencana.svg`)).toContain('Arsip &lt;b&gt;&quot;Daerah&quot;')
    await site.database.commit(
      addUnit({ id: 91, agency_id: 1, slug: 'baru', name: 'Unit Baru', kind: 'Dinas', address: '', zone: 'WIB' }),
    )
    expect(await text('/unit/baru/lencana.svg')).toContain('Belum ada hasil terbit')
    expect((await site.fetch('/unit/tidak-ada/lencana.svg')).status).toBe(404)
  })
})

test('a result is told in plain text with respondents, margin, promise and address', async () => {
  const said = await text(`/hasil/2025-tw2/${registry.slug}.txt`)
  const { body } = await json(`/api/v1/hasil/2025-tw2/${registry.slug}`)
  const { ikm, margin_galat: margin, mutu, jumlah_responden } = body.data
  const comma = (value: number) => value.toFixed(2).replace('.', ',')
  expect(said).toContain(`${comma(ikm)} ± ${comma(margin)}, mutu ${mutu}`)
  expect(said).toContain(`${jumlah_responden} responden`)
  expect(said).toContain(`Janji sebelumnya: 1 ${body.data.pembuktian[0].pembuktian}`)
  expect(said).toContain(`${origin}/hasil/2025-tw2/${registry.slug}`)
  expect((await site.fetch('/hasil/2024-tw1/disdukcapil.txt')).status).toBe(404)
})

test('the page of open data names every address, the licence and a badge', async () => {
  const page = await text('/data')
  for (const { path } of operations) expect(page).toContain(path)
  for (const link of ['/hasil/2025-tw2.csv', '/hasil/2025-tw2.excel.csv', '/hasil/kamus-data', '/data.json']) {
    expect(page).toContain(`href="${link}"`)
  }
  expect(page).not.toMatch(/undefined|NaN|\[object/)
  expect(page).toContain('creativecommons.org/licenses/by/4.0')
  const moved = await site.fetch('/api')
  expect([moved.status, moved.headers.get('location')]).toEqual([302, '/data'])
})
