// What must stay light: the first view of every form, and the Worker's bundle.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { languages } from '#src/language/languages.ts'
import {
  type Demonstration,
  describeInBrowser,
  desk,
  openBrowser,
  startDemonstration,
  visit,
} from '#test/support/browser.ts'
import { firstView, formBytes, workerBytes } from '#test/support/bytes.ts'
import { report } from '#test/support/trials.ts'

// What a server may send before it waits for the visitor's first word: ten segments. Source: RFC 6928.
const firstFlight = 14_336
const mebibyte = 1_048_576

let city: Demonstration
beforeAll(async () => {
  city = await startDemonstration()
})
afterAll(() => city.stop())

describe('the first view of a form', () => {
  test('arrives in the first flight, whichever the counter, the service, the language and the mode', async () => {
    const forms = city.rows<{ code: string; service: string }>(
      `select code, services.slug as service from counter_codes join counters on counters.id = counter_id
        join services on services.unit_id = counters.unit_id and services.id = coalesce(service_id, services.id)`,
    )
    expect(forms.length).toBeGreaterThan(100)
    const weigh = async (words: string, among: typeof forms) => {
      let [gzip, br] = [0, 0]
      let heaviest = among[0]
      for (const form of among) {
        const bytes = await formBytes(city.origin, `${form.code}?layanan=${form.service}${words}`)
        if (bytes.gzip > gzip) heaviest = form
        gzip = Math.max(gzip, bytes.gzip)
        br = Math.max(br, bytes.br)
      }
      report(`first view of the largest form ${words}`, `${gzip} bytes with gzip, ${br} with brotli, of ${firstFlight}`)
      expect({ words, gzip: gzip <= firstFlight, br: br <= firstFlight }).toEqual({ words, gzip: true, br: true })
      return heaviest
    }
    // The questions weigh the same at every counter; what is the heaviest in Indonesian stands for all in the others.
    const heaviest = await weigh('', forms)
    const some = forms.filter((form, place) => place % 25 === 0 || form === heaviest)
    for (const language of languages)
      for (const mode of ['', '&tampilan=mudah']) await weigh(`&bahasa=${language}${mode}`, some)
  })
})

describeInBrowser('a browser', () => {
  test('loads nothing for it that is not weighed', async () => {
    const code = city.codeOf('disdukcapil', 'Loket 2')
    const weighed = (await firstView(city.origin, code, 'gzip')).map(({ path }) => path)
    const browser = await openBrowser()
    try {
      await visit(browser, city.origin, desk, async (page) => {
        const loaded: string[] = []
        page.on('request', (request) => loaded.push(new URL(request.url()).pathname))
        await page.goto(`/s/${code}`, { waitUntil: 'networkidle' })
        expect(weighed).toEqual(expect.arrayContaining(loaded))
        expect(loaded).toEqual(expect.arrayContaining([`/s/${code}`, '/style.css', '/survey.js']))
        loaded.length = 0
        const easy = `${code}?tampilan=mudah&bahasa=jv`
        await page.goto(`/s/${easy}`, { waitUntil: 'networkidle' })
        expect((await firstView(city.origin, easy, 'gzip')).map(({ path }) => path)).toEqual(
          expect.arrayContaining(loaded),
        )
        expect(loaded).toEqual(expect.arrayContaining(['/easy.js', '/pictures.svg']))
      })
    } finally {
      await browser.close()
    }
  })
})

describe('the Worker’s bundle', () => {
  test('is at most 1 MiB compressed', async () => {
    const bytes = await workerBytes()
    report('Worker bundle', `${bytes} bytes with gzip, of ${mebibyte}`)
    expect(bytes).toBeLessThanOrEqual(mebibyte)
    expect(bytes).toBeGreaterThan(20_000)
  })
})
