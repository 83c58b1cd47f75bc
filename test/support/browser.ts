// A real browser in front of the demonstration: the built server as a process of its own, Chromium, and what no page may do.

import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { startServer } from './server.ts'

const executable = findChromium()
const missing =
  'Browser tests LEFT OUT: no Chromium here. Get it with `apt-get install chromium`, or name one in CHROMIUM=/path/to/chromium.'

/** `describe` for what needs Chromium: left out aloud where there is none, and under CI=true a failure. */
export function describeInBrowser(name: string, tests: () => void): void {
  if (executable === undefined) {
    if (process.env.CI === 'true') throw new Error(missing)
    console.warn(`\n!!! ${missing}\n`)
  }
  describe.skipIf(executable === undefined)(name, tests)
}

function findChromium(): string | undefined {
  const named = process.env.CHROMIUM
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(':')]
  const found = ['chromium', 'chromium-browser', 'google-chrome'].flatMap((name) =>
    folders.map((folder) => join(folder, name)),
  )
  return (named ? [named] : found).find((path) => existsSync(path))
}

/** @param pagesKept true where going back finds the page as it was left, as browsers mostly do; false where it is loaded anew. */
export function openBrowser({ pagesKept = true } = {}): Promise<Browser> {
  return chromium.launch({
    ...(executable !== undefined && { executablePath: executable }),
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
    ...(pagesKept && { ignoreDefaultArgs: ['--disable-back-forward-cache'] }),
  })
}

/** The made-up city, served. */
export interface Demonstration {
  /** Its address without a slash at its end. */
  readonly origin: string
  /** Reads the database behind it. */
  rows<Row>(sql: string, ...parameters: readonly (string | number)[]): Row[]
  /** E-mail and password of each role, as the server printed them. */
  readonly signIns: Readonly<Record<string, { readonly email: string; readonly password: string }>>
  /** The code on a counter's poster. */
  codeOf(unit: string, counter: string): string
  /** Changes the organisation in it. */
  arrange(sql: string, ...parameters: readonly (string | number)[]): void
  stop(): Promise<void>
}

/** Starts the built server with a demonstration of its own, which no other test file sees. @param env further settings. */
export async function startDemonstration(env: Readonly<Record<string, string>> = {}): Promise<Demonstration> {
  const folder = mkdtempSync(join(tmpdir(), 'ikm-browser-'))
  const file = join(folder, 'demo.db')
  const server = await startServer({ words: ['--demo'], env: { ...env, IKM_DB: file } })
  // The name that the server gives itself, by which its QR codes lead to it.
  const origin = `http://localhost:${server.port}`
  const database = new Sqlite(file, { fileMustExist: true })
  const printed = server.printed.stdout.matchAll(/^ {2}(\S.*?) +(\S+@peragaan\.test) +(\S+)$/gm)
  const signIns = Object.fromEntries(
    Array.from(printed, ([, role = '', email = '', password = '']) => [role, { email, password }]),
  )
  const rows = <Row>(sql: string, ...parameters: readonly (string | number)[]) =>
    database.prepare(sql).all(...parameters) as Row[]
  return {
    origin,
    rows,
    signIns,
    codeOf(unit, counter) {
      const [row] = rows<{ code: string }>(
        `select code from counter_codes join counters on counters.id = counter_id join units on units.id = unit_id
          where units.slug = ? and counters.name = ?`,
        unit,
        counter,
      )
      if (!row) throw new Error(`the demonstration has no counter ${counter} at ${unit}`)
      return row.code
    },
    arrange(sql, ...parameters) {
      expect(database.prepare(sql).run(...parameters).changes).toBeGreaterThan(0)
    },
    async stop() {
      database.close()
      server.child.kill('SIGTERM')
      const { code, stderr } = await server.ended
      rmSync(folder, { recursive: true, force: true })
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    },
  }
}

/** The made-up city, served, and a browser before it. */
export interface OpenCity extends Demonstration {
  /** Lets somebody go through it; as `visit`. */
  visit(options: VisitOptions, journey: Journey): Promise<void>
  /** Lets one of its people sign in and then go through it; as `visit`. */
  visitAs(role: string, options: VisitOptions, journey: Journey): Promise<void>
}

/** Starts a demonstration as `startDemonstration` does, and the browser of its visitors. */
export async function openCity(env?: Readonly<Record<string, string>>): Promise<OpenCity> {
  const [city, browser] = await Promise.all([startDemonstration(env), openBrowser()])
  return {
    ...city,
    visit: (options, journey) => visit(browser, city.origin, options, journey),
    visitAs: (role, options, journey) =>
      visit(browser, city.origin, { ...options, signedIn: true }, async (page) => {
        await signInAs(page, city, role)
        await journey(page)
      }),
    async stop() {
      await Promise.all([city.stop(), browser.close()])
    },
  }
}

export const closeCounter =
  'update counters set closed_at = unixepoch() where id = (select counter_id from counter_codes where code = ?)'

export const phone = { viewport: { width: 360, height: 780 }, isMobile: true, hasTouch: true } as const
export const narrow = { viewport: { width: 360, height: 780 } } as const
/** A window of 1280 × 1024 at 400 %. */
export const magnified = { viewport: { width: 320, height: 256 }, deviceScaleFactor: 4 } as const
export const desk = { viewport: { width: 1280, height: 800 } } as const

export interface VisitOptions extends BrowserContextOptions {
  /** Whether somebody signs in on the way. */
  readonly signedIn?: boolean
  /** Whether a language or the easy mode is tapped on the way, which the phone may then remember. */
  readonly chosenReading?: boolean
  /** Whether the connection is lost on the way. */
  readonly lostConnection?: boolean
}

type Journey = (page: Page) => Promise<void>

/**
 * Lets a visitor with a fresh profile go through the site.
 * @throws when on the way a page asked another site for anything, broke its own content security policy, said anything on
 *   the console, or failed to load a part; or when a cookie or anything in local storage is left at the end, except for the
 *   cookies of the desk where somebody has signed in, for the token that the form keeps, and for a language or a view where
 *   somebody has chosen it.
 */
export async function visit(
  browser: Browser,
  origin: string,
  { signedIn = false, lostConnection = false, chosenReading = false, ...options }: VisitOptions,
  journey: Journey,
): Promise<void> {
  const context = await browser.newContext({ baseURL: origin, locale: 'id-ID', ...options })
  context.setDefaultTimeout(10_000)
  const complaints = watch(context, origin, lostConnection)
  try {
    const page = await context.newPage()
    await journey(page)
    expect(complaints).toEqual([])
    // A cookie that a page wrote just now may still be under way to the browser's store; reading it waits for the writing.
    // A page that shows an error of the browser's own, or is just being left, has none to read.
    for (const open of context.pages()) await open.evaluate(() => document.cookie).catch(() => '')
    const { cookies, origins } = await context.storageState()
    const others = cookies.filter(({ name }) => !/^ikm\.(session_token|known)$/.test(name))
    const foreign = signedIn ? others : cookies
    const stored = origins.flatMap(({ localStorage }) => localStorage.map(({ name }) => name))
    // The form keeps a random token on the phone; see public/device.js.
    const kept = stored.filter((name) => name !== 'perangkat')
    const unexpected = chosenReading ? kept.filter((name) => name !== 'bahasa' && name !== 'tampilan') : kept
    expect({ cookies: foreign, kept: unexpected }).toEqual({ cookies: [], kept: [] })
  } finally {
    await context.close()
  }
}

function watch(context: BrowserContext, origin: string, lostConnection: boolean): string[] {
  const complaints: string[] = []
  context.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`)) complaints.push(`asks another site: ${request.url()}`)
  })
  context.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText
    // Leaving a page aborts what it was still loading.
    if (reason !== 'net::ERR_ABORTED' && !lostConnection) complaints.push(`not loaded: ${request.url()}: ${reason}`)
  })
  context.on('console', (message) => {
    // A page that says 404, 410 or 422, or asks its own address and is told so, is itself reported as a resource that failed.
    const [at, on] = [message.location().url, message.page()?.url()].map((url) => url?.split('#')[0])
    const ownStatus = message.text().startsWith('Failed to load resource') && at === on
    const lost = lostConnection && message.text().includes('net::ERR_')
    if (!ownStatus && !lost) complaints.push(`console: ${message.text()}`)
  })
  context.on('weberror', (error) => complaints.push(`script: ${error.error().message}`))
  return complaints
}

/** True where nothing of the page lies beside the screen. */
export function fitsSideways(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement
    return scrollWidth <= clientWidth
  })
}

/** Signs in as one of the demonstration's people. */
async function signInAs(page: Page, { signIns }: Demonstration, role: string): Promise<void> {
  const person = signIns[role]
  if (!person) throw new Error(`the demonstration has no sign-in for ${role}`)
  await page.goto('/masuk')
  await sendSignIn(page, person.email, person.password)
  await page.getByRole('button', { name: 'Keluar' }).waitFor()
}

/** Fills in and sends the form of `/masuk`, which is open. */
export async function sendSignIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Kata sandi', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Masuk', exact: true }).click()
}

/** Leaves to the site what the browser would ask for first, as where a browser does not ask. */
export async function withoutAsking(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const form of document.forms) form.noValidate = true
  })
}
