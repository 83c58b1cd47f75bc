// What the site says about privacy and security, and whom it names: the address that the bureau has set.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { textOf } from '#test/support/answers.ts'
import { city } from '#test/support/city.ts'
import { arrangeStaff, type DeskBrowser, signedIn } from '#test/support/desk.ts'
import { closeWithoutErrors, origin, type Site, startCity } from '#test/support/site.ts'

const settings = '/kelola/pengaturan'
const usual = { pemerintah: city.government, zona: 'WIB', minimum: '30', retensi: '', totp: '0' }
let site: Site
let bureau: DeskBrowser

beforeAll(async () => {
  site = await startCity()
  bureau = await signedIn(site, (await arrangeStaff(site.database)).bureau)
})
afterAll(() => closeWithoutErrors(site))

async function text(path: string): Promise<string> {
  return (await site.fetch(path)).text()
}

test('before anything is set, the webmaster of the site is named everywhere', async () => {
  expect(await text('/.well-known/security.txt')).toContain('Contact: mailto:webmaster@skm.contoh.go.id\n')
  expect(await text('/privasi')).toContain('mailto:webmaster@skm.contoh.go.id')
})

test('the address is set with what was before in the trail, and then stands in all three places', async () => {
  for (const kontak of ['bukan alamat', 'a@b', 'x@y.id\nContact: z']) {
    expect((await bureau.post(settings, { ...usual, kontak })).status).toBe(422)
  }
  const kontak = 'organisasi@kota.contoh.go.id'
  expect((await bureau.post(settings, { ...usual, retensi: '18', kontak })).status).toBe(303)
  const [entry] = await site.database.select<{ before: string; after: string }>({
    sql: "select before, after from trail where act = 'settings-changed' order by id desc limit 1",
    parameters: [],
  })
  expect(JSON.parse(entry?.before ?? '')).toMatchObject({ contact: null })
  expect(JSON.parse(entry?.after ?? '')).toMatchObject({ contact: kontak })
  expect(await text('/.well-known/security.txt')).toContain(`Contact: mailto:${kontak}\n`)
  expect(await text('/data.json')).toContain(`mailto:${kontak}`)
  const privacy = await text('/privasi')
  expect(privacy).toContain(`mailto:${kontak}`)
  expect(textOf(privacy)).toContain('Teks saran dihapus setelah 18 bulan')
})

test('security.txt holds what RFC 9116 asks for, and is never out of date', async () => {
  const response = await site.fetch('/.well-known/security.txt')
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; ?charset=utf-8$/i)
  const fields = Object.fromEntries(
    (await response.text())
      .trim()
      .split('\n')
      .map((line) => line.split(/: (.*)/)),
  )
  expect(fields['Preferred-Languages']).toBe('id, en')
  expect(fields.Canonical).toBe(`${origin}/.well-known/security.txt`)
  const days = (Date.parse(fields.Expires) - Date.now()) / 86_400_000
  expect(days).toBeGreaterThan(30)
  expect(days).toBeLessThan(365)
})

test('the form leads to the notice and says what choosing means', async () => {
  const html = await text(`/s/${city.registry.cardCounter.code}`)
  expect(html).toContain('<a href="/privasi">')
  expect(textOf(html)).toContain('memilih berarti setuju')
  expect(await text(`/s/${city.registry.cardCounter.code}/kios`)).not.toContain('href="/privasi"')
})
