// The test's city behind a real browser, at a day that the test chooses: the site in this process, with a clock of its own.

import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import type { Database } from '#src/database/database.ts'
import { openSqlite } from '#src/database/sqlite.ts'
import { serveSite } from '#src/serve.ts'
import { freePort } from '#test/support/server.ts'
import { openBrowser, type VisitOptions, visit } from './browser.ts'
import type { Person } from './desk.ts'
import { secret, signingKey, temporaryFile } from './site.ts'

export interface ArrangedCity {
  /** Its address without a slash at its end. */
  readonly origin: string
  readonly database: Database
  readonly browser: Browser
  /** Lets somebody go through it; as `visit`. */
  visit(options: VisitOptions, journey: Parameters<typeof visit>[3]): Promise<void>
  /** Lets somebody sign in and then go through it; as `visit`. */
  visitAs(person: Person, options: VisitOptions, journey: Parameters<typeof visit>[3]): Promise<void>
  stop(): Promise<void>
}

/** @param clock what the site takes for now. Sessions are made by the real clock, so it should not run ahead of that. */
export async function openArrangedCity(clock: () => Date): Promise<ArrangedCity> {
  const { file, remove } = await temporaryFile()
  const database = openSqlite(file)
  const port = await freePort()
  const origin = `http://localhost:${port}`
  const errors: string[] = []
  const server = await serveSite(port, {
    database,
    clock,
    config: { origin, zone: 'WIB', secret, signingKey },
    log: (event) => errors.push(JSON.stringify(event)),
  })
  if ((server.address() as AddressInfo).port !== port) throw new Error('served elsewhere')
  const browser = await openBrowser()
  return {
    origin,
    database,
    browser,
    visit: (options, journey) => visit(browser, origin, options, journey),
    visitAs: (person, options, journey) =>
      visit(browser, origin, { ...options, signedIn: true }, async (page) => {
        await page.goto('/masuk')
        await page.getByLabel('E-mail').fill(person.email)
        await page.getByLabel('Kata sandi', { exact: true }).fill(person.password)
        await page.getByRole('button', { name: 'Masuk', exact: true }).click()
        await page.getByRole('button', { name: 'Keluar' }).waitFor()
        await journey(page)
      }),
    async stop() {
      await browser.close()
      await new Promise((resolve) => {
        server.close(resolve)
        server.closeAllConnections()
      })
      await database.close()
      remove()
      if (errors.length > 0) throw new Error(errors.join('\n'))
    },
  }
}
