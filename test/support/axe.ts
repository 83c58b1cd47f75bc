// A page in the eyes of axe, on a phone and on a desk: nothing to complain of, nothing beside the screen, nothing too small for a finger.

import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { desk, fitsSideways, narrow } from './browser.ts'

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** A page to look at. */
export interface SeenPage {
  readonly name: string
  readonly path: string | (() => string)
  /** Something that only this page shows, so that no page stands in for another. */
  readonly shows: string
  /** What is done on the way from the path to what it shows. */
  readonly act?: (page: Page) => Promise<void>
}

/** Goes to a page and looks at it; see `expectNothingToSay`. */
export async function expectNothingToSayAt(page: Page, { path, shows, act }: Omit<SeenPage, 'name'>): Promise<void> {
  await page.goto(typeof path === 'string' ? path : path())
  await act?.(page)
  await page.getByText(shows).first().waitFor()
  await expectNothingToSay(page)
}

/** Opens every fold, then looks at the page as wide as a phone and as a desk. */
export async function expectNothingToSay(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const fold of document.querySelectorAll('details')) fold.open = true
  })
  for (const { viewport } of [narrow, desk]) {
    await page.setViewportSize(viewport)
    const found = {
      violations: await violations(page),
      fits: await fitsSideways(page),
      tooSmall: await tooSmall(page),
    }
    expect(found, `at ${viewport.width} pixels`).toEqual({ violations: [], fits: true, tooSmall: [] })
  }
}

/** What axe has to say, one line for each element. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const results = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as AxeResults
  return results.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html}: ${failureSummary}`),
  )
}

/** Controls lower than a fingertip. Links within a sentence or a footer may be. */
function tooSmall(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    Array.from(
      document.querySelectorAll<HTMLElement>(
        'button, .button, summary, select, textarea, input:not([type=hidden], [type=radio], [type=checkbox]), .choices label, .links a, .options a, .bars-label a, .desk-nav a',
      ),
    )
      .filter((control) => control.checkVisibility() && control.getBoundingClientRect().height < 44)
      .map((control) => control.outerHTML.slice(0, 100)),
  )
}
