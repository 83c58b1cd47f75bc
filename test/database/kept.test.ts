// What is kept of public answers: no more than fits, never of another site, never what is out of date or somebody's own.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { LocalDatabase } from '#src/database/database.ts'
import { openSqlite } from '#src/database/sqlite.ts'
import { compressOnce } from '#src/files.ts'
import { isFinished, keptOrMade } from '#src/publications/kept-pages.ts'
import { setInstallation } from '#src/units/store.ts'
import { arrangeCity, city } from '#test/support/city.ts'
import { temporaryFile } from '#test/support/site.ts'

let database: LocalDatabase
let remove: () => void
let made = 0

beforeAll(async () => {
  const created = await temporaryFile()
  remove = created.remove
  database = openSqlite(created.file)
  await arrangeCity(database)
})
afterAll(async () => {
  await database.close()
  remove()
})
beforeEach(() => {
  made = 0
})

const html = { 'content-type': 'text/html; charset=UTF-8' }

function ask(
  path: string,
  { headers = {}, answer = () => new Response('halaman', { headers: html }), method = 'GET' } = {},
) {
  const request = new Request(`http://localhost${path}`, { headers, method })
  return keptOrMade(request, { database, compress: compressOnce }, async () => {
    made += 1
    return answer()
  })
}

/** How often an address is made in three visits. */
async function timesMade(path: string, options: Parameters<typeof ask>[1] = {}): Promise<number> {
  made = 0
  for (let visit = 0; visit < 3; visit++) await (await ask(path, options)).arrayBuffer()
  return made
}

test('memory is bounded: what was asked for longest ago makes room for the rest', async () => {
  // Random, so that nothing of it is compressed away.
  const large = () =>
    new Response(
      Buffer.from(crypto.getRandomValues(new Uint8Array(65_536)))
        .toString('hex')
        .repeat(8),
      { headers: html },
    )
  const paths = Array.from({ length: 60 }, (_, place) => `/hasil/2001-tw1/unit-${place}`)
  for (const path of paths) await (await ask(path, { answer: large })).arrayBuffer()
  made = 0
  await ask(paths.at(-1) ?? '', { answer: large })
  expect(made).toBe(0)
  await ask(paths[0] ?? '', { answer: large })
  expect(made).toBe(1)
  for (const path of paths.slice(-20)) await ask(path, { answer: large })
  expect(made).toBe(1)
})

describe('an answer is made each time', () => {
  test.each<[string, string, Parameters<typeof ask>[1]]>([
    ['to a question behind the address', '/hasil?x=1', {}],
    ['to a POST', '/', { method: 'POST' }],
    ['of the desk', '/kelola', {}],
    ['of a form', '/s/CDFGHJKM', {}],
    ['of the API', '/api/v1/hasil', {}],
    ['that is an error', '/unit/x', { answer: () => new Response('tidak ada', { status: 404, headers: html }) }],
    ['that sets a cookie', '/', { answer: () => new Response('a', { headers: { ...html, 'set-cookie': 'a=b' } }) }],
    [
      'that says it is private',
      '/',
      { answer: () => new Response('a', { headers: { ...html, 'cache-control': 'private' } }) },
    ],
    [
      'that has a validator of its own',
      '/',
      { answer: () => new Response('a', { headers: { ...html, etag: '"x"' } }) },
    ],
    [
      'to be saved as a file',
      '/hasil',
      { answer: () => new Response('a', { headers: { ...html, 'content-disposition': 'inline' } }) },
    ],
    [
      'larger than two mebibytes',
      '/verifikasi',
      { answer: () => new Response('x'.repeat(2_200_000), { headers: html }) },
    ],
  ])('%s', async (_, path, options) => {
    expect(await timesMade(path, options)).toBe(3)
  })
})

test('a question that the site itself asks is kept once its page says so', async () => {
  const answer = () => new Response('a', { headers: { ...html, 'cache-control': 'public, no-cache' } })
  expect(await timesMade('/perbandingan?jenis=Dinas&periode=2026-tw3', { answer })).toBe(1)
})

test('an answer is made anew when what it shows has changed, and not when answers arrive', async () => {
  const path = `/unit/${city.registry.slug}`
  expect(await timesMade(path)).toBe(1)
  await database.commit({
    sql: 'update watches set unit_id = unit_id',
    parameters: [],
    answersOnly: true,
  })
  expect(await timesMade(path)).toBe(0)
  await database.commit(setInstallation('government', 'Kota Lain'))
  expect(await timesMade(path)).toBe(1)
  await database.commit({ sql: "update units set name = 'Baru' where id = 1", parameters: [] })
  expect(await timesMade(path)).toBe(1)
  expect(await timesMade(`/unit/${city.clinic.slug}`)).toBe(1)
  await database.commit({ sql: "update units set name = 'Baru lagi' where id = 1", parameters: [] })
  expect(await timesMade(`/unit/${city.clinic.slug}`)).toBe(0)
  expect(await timesMade(path)).toBe(1)
})

test('one site’s answer is never another’s', async () => {
  const created = await temporaryFile()
  const other = openSqlite(created.file)
  await (await ask('/metodologi')).text()
  const answer = await keptOrMade(
    new Request('http://localhost/metodologi'),
    { database: other },
    async () => new Response('lain', { headers: html }),
  )
  expect(await answer.text()).toBe('lain')
  await other.close()
  created.remove()
})

test('while a page is made something may change: then it is shown, but not kept', async () => {
  const request = new Request('http://localhost/data')
  let round = 0
  const make = async () => {
    round += 1
    await database.commit(setInstallation('government', `Kota ${round}`))
    return new Response(`Kota ${round}`, { headers: html })
  }
  for (const expected of ['Kota 1', 'Kota 2']) {
    expect(await (await keptOrMade(request, { database }, make)).text()).toBe(expected)
  }
})

test('a kept answer needs nothing more, one that is not kept is still to be compressed', async () => {
  const packed = await ask('/verifikasi', { headers: { 'accept-encoding': 'br' } })
  expect([isFinished(packed), packed.headers.get('content-encoding')]).toEqual([true, 'br'])
  expect(isFinished(await ask('/?cari=a', { headers: { 'accept-encoding': 'br' } }))).toBe(false)
})
