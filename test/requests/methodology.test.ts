// The page of explanations is there for everybody, found from every page, the same on both runtimes.

import { afterAll, beforeAll, expect, test } from 'vitest'
import { textOf } from '#test/support/answers.ts'
import { city } from '#test/support/city.ts'
import { closeWithoutErrors, type Site, startCity } from '#test/support/site.ts'

let site: Site
beforeAll(async () => {
  site = await startCity()
})
afterAll(() => closeWithoutErrors(site))

test('explains every figure and leads to nothing that is missing', async () => {
  const response = await site.fetch('/metodologi')
  expect(response.status).toBe(200)
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  const page = await response.text()
  expect(textOf(page)).toContain('Ringkas, dalam lima kalimat')
  expect(page).toContain('<math display="block">')
  expect(page).not.toMatch(/NaN|undefined| style=/)
  const leading = new Set(Array.from(page.matchAll(/ href="(\/[^"#]*)/g), ([, path]) => path ?? ''))
  expect(leading.size).toBeGreaterThan(2)
  for (const path of leading) expect((await site.fetch(path)).status, path).toBe(200)
})

test('is found from every page, and each link into it has its section', async () => {
  const ids = Array.from((await (await site.fetch('/metodologi')).text()).matchAll(/ id="([^"]+)"/g), ([, id]) => id)
  for (const path of ['/', `/unit/${city.registry.slug}`, `/s/${city.registry.cardCounter.code}`, '/tidak-ada']) {
    const page = await (await site.fetch(path)).text()
    expect(page, path).toContain('href="/metodologi"')
    const anchors = Array.from(page.matchAll(/href="\/metodologi#([^"]+)"/g), ([, anchor]) => anchor)
    expect(
      anchors.filter((anchor) => !ids.includes(anchor)),
      path,
    ).toEqual([])
  }
})
