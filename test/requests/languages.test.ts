// The survey's languages over HTTP, on both runtimes: what was asked for travels with the form, its complaints and its receipt.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { languages, wordsOf } from '#src/language/languages.ts'
import { city } from '#test/support/city.ts'
import { closeWithoutErrors, type Site, startCity } from '#test/support/site.ts'

let site: Site
beforeAll(async () => {
  site = await startCity()
})
afterAll(() => closeWithoutErrors(site))

const code = city.registry.counter.code
const post = (body: string, headers: Record<string, string> = {}) =>
  site.fetch(`/s/${code}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  })

test.each(languages)('%s: the form, its complaint and its receipt are in it', async (language) => {
  const words = wordsOf(language)
  const form = await (await site.fetch(`/s/${code}?bahasa=${language}`)).text()
  expect(form).toContain(`<html lang="${language}">`)
  expect(form).toContain(words.form.send)
  const [service] = /name="layanan"[^>]* value="([^"]+)"/.exec(form)?.slice(1) ?? []
  const empty = await post(`bahasa=${language}&layanan=${service}`)
  expect(empty.status).toBe(422)
  expect(await empty.text()).toContain(words.problems.noAnswer)
  const json = await post(`bahasa=${language}&layanan=${service}&cost=7`, { accept: 'application/json' })
  expect(await json.json()).toEqual({
    kesalahan: [{ bidang: 'cost', pesan: words.problems.score.replace('{lowest}', '1').replace('{highest}', '4') }],
  })
  const sent = await post(`bahasa=${language}&layanan=${service}&cost=3`)
  expect(sent.status).toBe(303)
  const receipt = sent.headers.get('location') ?? ''
  expect(receipt.endsWith(language === 'id' ? '' : `?bahasa=${language}`)).toBe(true)
  expect(await (await site.fetch(receipt)).text()).toContain(words.thanks.proof)
  const unknown = await site.fetch(`/s/2222ZZZZ?bahasa=${language}`)
  expect(unknown.status).toBe(404)
  expect(await unknown.text()).toContain(words.unknown.title)
})

test.each(['xx', '', 'toString', 'id"><script>'])('a language that is none, %s, is Indonesian', async (language) => {
  const page = await (await site.fetch(`/s/${code}?bahasa=${encodeURIComponent(language)}&tampilan=x`)).text()
  expect(page).toContain('<html lang="id">')
  expect(page).not.toContain('<script>')
  expect(page).not.toContain('easy.css')
})

test('easy mode asks in short words with the same answers, and its refusal stays easy', async () => {
  const page = await (await site.fetch(`/s/${code}?tampilan=mudah`)).text()
  expect(page).toContain('Apakah syaratnya sesuai?')
  expect(page).toContain('/pictures.svg#requirements')
  expect(page.match(/name="requirements" value="\d"/g)).toHaveLength(4)
  const refused = await (await post('tampilan=mudah')).text()
  expect(refused).toContain('easy.css')
})
