// What holds for every page and address of the site: guards, links that lead somewhere, a plain word where there is nothing.

import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { setInstallation } from '#src/units/store.ts'
import { all, receiptIn, sendForm, sendJson, textOf } from '#test/support/answers.ts'
import { city, nine } from '#test/support/city.ts'
import { countRows } from '#test/support/recount.ts'
import { closeWithoutErrors, type Site, startCity } from '#test/support/site.ts'

const { registry, taxes, clinic, empty } = city
const counter = registry.cardCounter.code
let site: Site
let thanks: string

beforeAll(async () => {
  site = await startCity()
  const sent = await Promise.all(Array.from({ length: 30 }, () => sendJson(site, counter, all(nine, 3))))
  thanks = `/s/${counter}/terima/${await receiptIn(sent[0] as Response)}`
})
afterAll(() => closeWithoutErrors(site))

test('answers its health check with JSON once the database answers', async () => {
  const response = await site.fetch('/healthz')
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toContain('application/json')
  expect(await response.json()).toMatchObject({ status: 'ok' })
})

describe('every page', () => {
  const pages: [name: string, status: number, load: () => Promise<Response>][] = [
    ['the first page', 200, () => site.fetch('/')],
    ['a search without result', 200, () => site.fetch('/?cari=tidakada')],
    ['the form of SKM 2017', 200, () => site.fetch(`/s/${counter}`)],
    ['the form of SKM Online', 200, () => site.fetch(`/s/${taxes.counter.code}?layanan=pajak`)],
    ['the form with an added element', 200, () => site.fetch(`/s/${clinic.counter.code}`)],
    ['the choice of service', 200, () => site.fetch(`/s/${taxes.counter.code}`)],
    ['a refused form', 422, () => sendForm(site, counter, { cost: 9, saran: '<i>' })],
    ['an unreadable form', 422, () => site.fetch(`/s/${counter}`, { method: 'POST', body: 'halo' })],
    ['a body too large', 413, () => sendForm(site, counter, { cost: 4, isi: 'a'.repeat(20_000) })],
    ['the thanks', 200, () => site.fetch(thanks)],
    ['an unknown receipt', 404, () => site.fetch(`/s/${counter}/terima/0000-0000`)],
    ['an unknown code', 404, () => site.fetch('/s/XXXX9999')],
    ['a closed counter', 410, () => site.fetch(`/s/${city.closedCode}`)],
    ['a unit with answers', 200, () => site.fetch(`/unit/${registry.slug}`)],
    ['a unit without answers', 200, () => site.fetch(`/unit/${empty.slug}`)],
    ['an unknown unit', 404, () => site.fetch('/unit/tidak-ada')],
    ['a missing QR code', 404, () => site.fetch('/s/XXXX9999/qr.svg')],
    ['an unknown address', 404, () => site.fetch('/tidak/ada')],
  ]

  test.each(pages)('lets browsers run nothing that did not come from here: %s', async (_, status, load) => {
    const response = await load()
    const page = await response.text()
    expect(response.status).toBe(status)
    expect(response.headers.get('content-type')).toBe('text/html; charset=UTF-8')

    const policy = Object.fromEntries(
      (response.headers.get('content-security-policy') ?? '').split('; ').map((rule) => {
        const [name = '', ...sources] = rule.split(' ')
        return [name, sources.join(' ')]
      }),
    )
    expect(policy).toMatchObject({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'form-action': "'self'",
      'frame-ancestors': "'none'",
      'base-uri': "'none'",
    })
    expect(JSON.stringify(policy)).not.toMatch(/unsafe|\*|https?:/)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('referrer-policy')).toBe('same-origin')

    expect(page).not.toMatch(/<script(?![^>]*\bsrc="\/)/)
    expect(page).not.toMatch(/<style\b|\sstyle=|\son\w+="|javascript:/i)
    expect(page).not.toMatch(/(?:src|href|action)="(?:https?:)?\/\//)
  })

  test.each(pages)('is a whole document in Indonesian: %s', async (_, _status, load) => {
    const page = await (await load()).text()
    expect(page).toMatch(/^<!doctype html>\s*<html lang="id">/i)
    expect(page.match(/<title>[^<]+<\/title>/g)).toHaveLength(1)
    // What a script may show later is no part of the document yet.
    expect(page.replace(/<template\b.*?<\/template>/s, '').match(/<h1\b/g)).toHaveLength(1)
    expect(page.match(/<main\b/g)).toHaveLength(1)
    expect(page).toContain('name="viewport"')
    expect(textOf(page)).toContain(city.government)
    expect(page).not.toMatch(/undefined|NaN|\[object/)
    const ids = Array.from(page.matchAll(/ id="([^"]+)"/g), ([, id]) => id)
    expect(ids).toEqual([...new Set(ids)])
  })

  test.each(pages)('has links that lead somewhere: %s', async (_, _status, load) => {
    const page = await (await load()).text()
    const addresses = new Set(Array.from(page.matchAll(/(?:href|src)="(\/[^"]*)"/g), ([, address]) => address ?? ''))
    for (const address of addresses) {
      const response = await site.fetch(address)
      expect([address, response.status]).toEqual([address, 200])
      await response.body?.cancel()
    }
    for (const [, id] of page.matchAll(/(?:href="#|for="|aria-describedby="|aria-labelledby=")([^" ]+)"/g)) {
      expect(page).toContain(` id="${id}"`)
    }
  })
})

test.each([
  ['/style.css', /^text\/css/],
  ['/survey.js', /^(text|application)\/javascript/],
  ['/icon.svg', /^image\/svg\+xml/],
])('serves %s as what it is', async (path, type) => {
  const response = await site.fetch(path)
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toMatch(type)
  expect((await response.text()).length).toBeGreaterThan(100)
  const tag = response.headers.get('etag') ?? ''
  const again = await site.fetch(path, { headers: { 'if-none-match': tag } })
  expect(again.status).toBe(304)
})

test('a page reads the same however it is compressed', async () => {
  const read = async (encoding: string) =>
    (await site.fetch(`/unit/${registry.slug}`, { headers: { 'accept-encoding': encoding } })).text()
  const plain = await read('identity')
  for (const encoding of ['gzip', 'br', 'gzip, deflate, br', 'zstd', '*']) expect(await read(encoding)).toBe(plain)
})

test.each([
  '/tidak/ada',
  '/s',
  '/s/',
  '/unit',
  '/index.php',
  '/.env',
  '/.git/config',
  '/migrations/0001_foundation.sql',
  '/%00',
  '/%E0%A4%A',
  `/${'a'.repeat(6000)}`,
])('%s does not exist', async (path) => {
  const response = await site.fetch(path)
  expect(response.status).toBe(404)
  expect(textOf(await response.text())).toContain('Halaman ini tidak ada')
})

test.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'])('%s is nothing that this site does', async (method) => {
  const rows = await countRows(site.database)
  for (const path of ['/', `/s/${counter}`, thanks, `/unit/${registry.slug}`, '/healthz']) {
    const response = await site.fetch(path, { method, ...(method !== 'OPTIONS' && { body: 'cost=4' }) })
    expect([404, 405]).toContain(response.status)
    expect(textOf(await response.text())).toMatch(/tidak ada|tidak dapat/)
  }
  expect(await countRows(site.database)).toBe(rows)
})

test('a page that is only read is not posted to', async () => {
  for (const path of ['/', thanks, `/unit/${registry.slug}`, '/healthz', `/s/${counter}/qr.svg`]) {
    const response = await site.fetch(path, { method: 'POST', body: 'cost=4' })
    expect([404, 405]).toContain(response.status)
  }
})

test('HEAD tells of a page what GET does, without the page', async () => {
  for (const path of ['/', `/s/${counter}`, `/unit/${registry.slug}`, '/healthz', '/style.css']) {
    const response = await site.fetch(path, { method: 'HEAD' })
    expect(response.status).toBe(200)
    expect(await response.text()).toBe('')
  }
})

test.each([
  ['no HTTP', 'halo\r\n\r\n'],
  ['a length that is none', 'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: banyak\r\n\r\n'],
])('%s is refused with a word, and the next visitor is served', async (_, bytes) => {
  const answer = await new Promise<string>((resolve) => {
    let text = ''
    const socket = connect(Number(new URL(site.address).port), '127.0.0.1', () => socket.write(bytes))
    socket.on('data', (part) => {
      text += part
      socket.end()
    })
    socket.on('error', () => resolve(text))
    socket.on('close', () => resolve(text))
  })
  expect(answer).toMatch(/^HTTP\/1\.1 4\d\d [\s\S]*\r\n\r\n.*\w/)
  expect((await site.fetch('/healthz')).status).toBe(200)
})

test('in a demonstration every page says that all of it is made up', async () => {
  await site.database.commit(setInstallation('demonstration', 'ya'))
  for (const path of [
    '/',
    `/s/${counter}`,
    `/s/${taxes.counter.code}`,
    thanks,
    `/unit/${registry.slug}`,
    '/tidak/ada',
  ]) {
    expect(textOf(await (await site.fetch(path)).text())).toContain('Peragaan')
  }
})
