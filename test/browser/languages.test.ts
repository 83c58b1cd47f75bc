// The survey in every language and in easy mode: chosen by a tap, remembered, readable by everybody, answered by keyboard alone.

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { fill, languages, wordsOf } from '#src/language/languages.ts'
import { easy } from '#src/surveys/rulebook/easy.ts'
import { expectNothingToSay, violations } from '#test/support/axe.ts'
import {
  closeCounter,
  describeInBrowser,
  fitsSideways,
  magnified,
  narrow,
  type OpenCity,
  openCity,
  phone,
} from '#test/support/browser.ts'

describeInBrowser('the survey', () => {
  let city: OpenCity
  let code: string
  let online: string
  const closed = { unit: 'kelurahan-rekabumi', counter: 'Ruang tunggu' }
  beforeAll(async () => {
    city = await openCity()
    code = city.codeOf('kelurahan-rekasari', 'Meja pelayanan')
    online = city.codeOf('uptd-pajak-daerah', 'Loket 1')
    city.arrange(closeCounter, city.codeOf(closed.unit, closed.counter))
  })
  afterAll(() => city.stop())

  const answersOf = (counterCode: string) =>
    city.rows<{ answers: string }>(
      `select answers from responses where counter_id = (select counter_id from counter_codes where code = ?)
        order by id desc`,
      counterCode,
    )

  describe.each(languages)('in %s', (language) => {
    const words = wordsOf(language)
    const at = (path: string) => `${path}${path.includes('?') ? '&' : '?'}bahasa=${language}`

    test('says so, gives axe nothing to say, and thanks in the same language', async () => {
      await city.visit(narrow, async (page) => {
        await page.goto(at(`/s/${code}`))
        expect(await page.locator('html').getAttribute('lang')).toBe(language)
        await page.getByRole('heading', { name: words.form.title }).waitFor()
        expect(await page.locator('.progress span').textContent()).toContain('9')
        await expectNothingToSay(page)
        await page.locator('#field-layanan label').first().click()
        await page.locator('#field-cost label').last().click()
        await page.getByRole('button', { name: words.form.send }).click()
        await page.getByText(words.thanks.receipt).first().waitFor()
        await page.getByText(words.thanks.stored).first().waitFor()
        expect(await violations(page)).toEqual([])
      })
    })

    test('complains, thanks and turns away without scripts too', async () => {
      await city.visit({ ...narrow, javaScriptEnabled: false }, async (page) => {
        await page.goto(at(`/s/${online}`))
        await page.getByRole('heading', { name: words.choose.title }).waitFor()
        await page.locator('.links a').first().click()
        await page.locator(`html[lang=${language}]`).waitFor()
        await page.getByRole('button', { name: words.form.send }).click()
        await page.getByText(words.problems.noAnswer).first().waitFor()
        expect(await page.locator('html').getAttribute('lang')).toBe(language)
        await page.locator('.question').first().locator('label').first().click()
        await page.getByRole('button', { name: words.form.send }).click()
        await page.getByText(words.thanks.improved).waitFor()
        await page.goto(at(`/s/${city.codeOf(closed.unit, closed.counter)}`))
        await page.getByRole('heading', { name: words.closed.title }).waitFor()
      })
    })

    test('asks one short question a screen in easy mode', async () => {
      await city.visit(phone, async (page) => {
        await page.goto(at(`/s/${code}?tampilan=mudah`))
        expect(await shownCards(page)).toBe(1)
        await page.getByRole('button', { name: words.easy.next }).click()
        expect(await shownCards(page)).toBe(1)
        const legend = await page.locator('.question:visible legend').textContent()
        expect(legend).toContain(fill(words.form.place, { place: 1, total: 9 }))
        await page.locator('.question:visible .picture').waitFor()
        expect(await violations(page)).toEqual([])
        expect(await fitsSideways(page)).toBe(true)
        for (let step = 0; step < 10; step += 1) await page.getByRole('button', { name: words.easy.next }).click()
        await page.getByRole('button', { name: words.form.send }).waitFor()
        expect(await violations(page)).toEqual([])
      })
    })
  })

  test('keeps the official wording of a translated question within reach', async () => {
    await city.visit(narrow, async (page) => {
      await page.goto(`/s/${code}?bahasa=su`)
      const question = page.locator('#field-cost')
      await question.getByText(wordsOf('su').form.official).click()
      const official = question.locator('[lang=id]')
      expect(await official.textContent()).toContain('kewajaran biaya/tarif dalam pelayanan?')
      expect(await official.textContent()).toContain('Sangat mahal · Cukup mahal · Murah · Gratis')
      expect(await official.isVisible()).toBe(true)
      await page.goto(`/s/${code}`)
      expect(await page.locator('.question details').count()).toBe(0)
    })
  })

  test('is read in the language tapped once, at the next counter too, and takes along what was said', async () => {
    await city.visit({ ...phone, chosenReading: true }, async (page) => {
      await page.goto(`/s/${code}`)
      await page.locator('#field-conduct label').nth(2).click()
      await page.getByLabel(wordsOf('id').form.suggestionShort).fill('Kursinya kurang.')
      await page.getByRole('link', { name: 'Jawa' }).click()
      await page.locator('html[lang=jv]').waitFor()
      expect(await page.locator('#field-conduct input').nth(2).isChecked()).toBe(true)
      expect(await page.locator('#field-saran').inputValue()).toBe('Kursinya kurang.')
      await page.goto(`/s/${city.codeOf('disdukcapil', 'Loket 2')}`)
      await page.locator('html[lang=jv]').waitFor()
      await page.getByRole('link', { name: 'Mode gampil' }).click()
      await page.locator('.easy').waitFor()
      await page.goto(`/s/${code}`)
      await page.locator('html[lang=jv] .easy').waitFor()
      await page.getByRole('link', { name: 'Indonesia' }).click()
      await page.getByRole('link', { name: 'Mode biasa' }).click()
      await page.locator('html[lang=id] body:not(.easy)').waitFor()
      expect(await page.evaluate(() => localStorage.length)).toBe(0)
    })
  })

  test('is answered in easy mode by keyboard alone, and Enter sends nothing before the end', async () => {
    const before = answersOf(code).length
    await city.visit(narrow, async (page) => {
      await page.goto(`/s/${code}?tampilan=mudah`)
      for (let screen = 0; screen < 12; screen += 1) {
        const choice = page.locator('form > .card:visible input[type=radio]').first()
        if ((await choice.count()) > 0 && screen < 10) {
          await tabTo(page, 'form > .card:not([hidden]) input')
          await page.keyboard.press('Space')
          await page.keyboard.press('ArrowDown')
          await page.keyboard.press('Enter')
        } else if (await page.locator('[data-ke="1"]').isVisible()) {
          await tabTo(page, '[data-ke="1"]')
          await page.keyboard.press('Enter')
        }
      }
      expect(answersOf(code)).toHaveLength(before)
      await tabTo(page, 'button[type=submit]')
      await page.keyboard.press('Enter')
      await page.getByText('Nomor tanda terima').first().waitFor()
      await page.locator('[data-isi=tanda]').first().waitFor()
    })
    const after = answersOf(code)
    expect(after).toHaveLength(before + 1)
    expect(after[0]?.answers.replaceAll(/[^2]/g, '').length).toBeGreaterThanOrEqual(9)
  })

  test('is answered by keyboard alone in the order of reading', async () => {
    const before = answersOf(code).length
    await city.visit(narrow, async (page) => {
      await page.goto(`/s/${code}?bahasa=en`)
      await page.keyboard.press('Tab')
      expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip')
      await tabTo(page, '#field-layanan input')
      await page.keyboard.press('Space')
      for (const key of Object.keys(easy).slice(0, 9)) {
        await tabTo(page, `#field-${key} input`)
        await page.keyboard.press('Space')
        await page.keyboard.press('ArrowDown')
        await page.keyboard.press('ArrowDown')
      }
      await tabTo(page, 'textarea')
      await page.keyboard.type('Good')
      await tabTo(page, 'button[type=submit]')
      await page.keyboard.press('Enter')
      await page.getByText(wordsOf('en').thanks.stored).first().waitFor()
    })
    expect(answersOf(code)).toHaveLength(before + 1)
  })

  test('leads from a complaint to its screen in easy mode', async () => {
    await city.visit(narrow, async (page) => {
      await page.goto(`/s/${code}?tampilan=mudah`)
      await page
        .locator('#field-conduct input')
        .first()
        .evaluate((input) => input.setAttribute('value', '9'))
      await page
        .locator('#field-conduct input')
        .first()
        .evaluate((input: HTMLInputElement) => input.click())
      await page.evaluate(() => document.forms[0]?.requestSubmit())
      await page.locator('#kesalahan').waitFor()
      expect(await page.locator('body.easy').count()).toBe(1)
      // The service was not chosen either, and comes first.
      expect(await page.locator('#field-layanan').isVisible()).toBe(true)
      await page.locator('#kesalahan a[href="#field-conduct"]').click()
      await page.locator('#field-conduct').waitFor()
      expect(await shownCards(page)).toBe(1)
    })
  })

  test('is the long form in short words without scripts, in easy mode', async () => {
    await city.visit({ ...narrow, javaScriptEnabled: false }, async (page) => {
      await page.goto(`/s/${code}?tampilan=mudah&bahasa=en`)
      expect(await page.locator('.question:visible').count()).toBe(9)
      expect(await page.locator('.ways').isVisible()).toBe(false)
      expect(await fitsSideways(page)).toBe(true)
    })
  })

  test('reads aloud in a voice of its language, and offers nothing where there is none', async () => {
    await city.visit(narrow, async (page) => {
      await page.addInitScript(() => {
        const said: string[] = []
        const voices = [{ lang: 'id-ID' }, { lang: 'en_US' }]
        class Utterance {
          voice?: { lang: string }
          lang = ''
          readonly text: string
          constructor(text: string) {
            this.text = text
          }
        }
        const speech = {
          speaking: false,
          getVoices: () => voices,
          cancel() {},
          speak: ({ text, voice, lang }: Utterance) => said.push(`${voice?.lang} ${lang} ${text}`),
        }
        Object.defineProperties(window, {
          speechSynthesis: { value: speech },
          SpeechSynthesisUtterance: { value: Utterance },
          said: { value: said },
        })
      })
      await page.goto(`/s/${code}?tampilan=mudah&bahasa=en`)
      await page.getByRole('button', { name: 'Next' }).click()
      await page.getByRole('button', { name: 'Listen' }).click()
      const said = await page.evaluate(() => (window as unknown as { said: string[] }).said)
      expect(said).toHaveLength(1)
      expect(said[0]).toMatch(/^en_US en_US .*Do the requirements make sense\?.*Does not fit.*Fits very well$/s)
      await page.goto(`/s/${code}?tampilan=mudah&bahasa=jv`)
      await page.getByRole('button', { name: wordsOf('jv').easy.next }).waitFor()
      expect(await page.getByRole('button', { name: wordsOf('jv').easy.listen }).count()).toBe(0)
    })
  })

  describe.each(['', '?bahasa=jv&tampilan=mudah'])('with %s', (query) => {
    const settings = {
      'forced colours': { forcedColors: 'active' },
      'less motion': { reducedMotion: 'reduce' },
      'more contrast': { contrast: 'more' },
      'magnified to 400 %': magnified,
    } as const
    test.each(Object.entries(settings))('%s: nothing is lost', async (_name, options) => {
      await city.visit({ ...narrow, ...options }, async (page) => {
        await page.goto(`/s/${code}${query}`)
        expect(await violations(page)).toEqual([])
        expect(await fitsSideways(page)).toBe(true)
        const running = await page.evaluate(() => document.getAnimations().length)
        expect(running).toBe(0)
        const label = page.locator('form > .card:visible .choices label').first()
        await label.click()
        const [chosen, other] = await Promise.all([
          borderOf(label),
          borderOf(page.locator('form > .card:visible .choices label').nth(1)),
        ])
        expect(chosen).not.toBe(other)
      })
    })

    // The distances of WCAG 2.2, success criterion 1.4.12.
    test('wider text: nothing is cut off', async () => {
      await city.visit(narrow, async (page) => {
        await page.goto(`/s/${code}${query}`)
        await page.evaluate(() => {
          for (const element of document.querySelectorAll<HTMLElement>('body, body *')) {
            element.style.lineHeight = '1.5'
            element.style.letterSpacing = '0.12em'
            element.style.wordSpacing = '0.16em'
            if (element.tagName === 'P') element.style.marginBottom = '2em'
          }
        })
        expect(await fitsSideways(page)).toBe(true)
        expect(await cutOff(page)).toEqual([])
      })
    })
  })
})

function shownCards(page: Page): Promise<number> {
  return page.locator('form > .card:visible').count()
}

/** Presses Tab until the focus is there. */
async function tabTo(page: Page, selector: string): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab')
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return
  }
  throw new Error(`the keyboard does not reach ${selector}`)
}

function borderOf(label: import('playwright-core').Locator): Promise<string> {
  return label.evaluate((element) => {
    const { border, backgroundColor } = getComputedStyle(element)
    return `${border} ${backgroundColor}`
  })
}

function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    Array.from(document.querySelectorAll<HTMLElement>('main *'))
      .filter((element) => element.checkVisibility() && getComputedStyle(element).overflow === 'hidden')
      .filter(
        (element) => element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1,
      )
      .map((element) => element.outerHTML.slice(0, 80)),
  )
}
