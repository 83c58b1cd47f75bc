// A whole site to send requests to, on the runtime of the test project: the embedded server with a file, or workerd with D1.

import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, inject } from 'vitest'
import { type D1Binding, openD1 } from '#src/database/d1.ts'
import type { Database } from '#src/database/database.ts'
import type { OidcClient, Platform } from '#src/platform.ts'
import { openPace } from '#src/security/pace.ts'
import { arrangeCity } from './city.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    runtime: 'node' | 'workerd'
    /** Folder of the Worker's bundle, built once for all files of a project; see worker.ts. */
    worker: string
  }
}

/** The public address that the site believes to have, on both runtimes. */
export const origin = 'https://skm.contoh.go.id'

export const secret = 'rahasia-untuk-percobaan-saja-0123456789'

/** For trials only: the key of RFC 8032, section 7.1, test 1. */
export const signingKey = 'MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g'
export const publicKey = 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a'

export const migrationsFolder = new URL('../../migrations/', import.meta.url).pathname
const projectFolder = new URL('../../', import.meta.url).pathname

export interface Site {
  /** Where it listens, without a slash at its end. */
  readonly address: string
  /** Sends a request over HTTP; redirects are not followed. */
  fetch(path: string, init?: RequestInit): Promise<Response>
  /** The seam behind the site, for arranging and inspecting. */
  readonly database: Database
  /** Lines that the site logged as errors; on Node all lines. */
  errors(): string[]
  close(): Promise<void>
}

export interface SiteOptions {
  readonly clock?: () => Date
  readonly oidc?: OidcClient
  readonly mail?: Platform['mail']
  /** False for an installation without a place for files; on Node only. */
  readonly evidence?: boolean
  /** Plausible at one counter, on both runtimes; by default as many as a test may post. */
  readonly answersPerMinute?: number
}

/** A site with the city of the tests in it. @param options as for `startSite`. */
export async function startCity(options: SiteOptions = {}): Promise<Site> {
  const site = await startSite(options)
  await arrangeCity(site.database)
  return site
}

/** Closes a site. @throws when it has logged an error. */
export async function closeWithoutErrors(site: Site): Promise<void> {
  expect(site.errors()).toEqual([])
  await site.close()
}

/** @param options serve on Node only: workerd has no other clock than the real one, and may call nobody. */
export async function startSite(options: SiteOptions = {}): Promise<Site> {
  return inject('runtime') === 'node' ? startOnNode(options) : startOnWorkerd(options)
}

async function startOnNode({
  clock = () => new Date(),
  oidc,
  mail,
  evidence = true,
  answersPerMinute = usualPace,
}: SiteOptions): Promise<Site> {
  const { serveSite } = await import('#src/serve.ts')
  const { file, remove } = await temporaryFile()
  const { openSqlite } = await import('#src/database/sqlite.ts')
  const { evidenceFolderOf, openEvidenceFolder } = await import('#src/evidence-folder.ts')
  const database = openSqlite(file)
  const errors: string[] = []
  const server = await serveSite(0, {
    database,
    clock,
    config: { origin, zone: 'WIB', secret, signingKey, ...(oidc && { oidc }) },
    mail,
    evidence: evidence ? openEvidenceFolder(evidenceFolderOf(file)) : undefined,
    pace: openPace(answersPerMinute),
    log: (event) => errors.push(JSON.stringify(event)),
  })
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    address,
    fetch: (path, init) => fetch(address + path, { redirect: 'manual', ...init }),
    database,
    errors: () => errors,
    async close() {
      await new Promise((resolve) => {
        server.close(resolve)
        server.closeAllConnections()
      })
      await database.close()
      remove()
    },
  }
}

const usualPace = 100_000_000

// Wrong both, to see that a Worker does not even read them.
const noMail = { IKM_SMTP_URL: 'di sini tidak dibaca', IKM_MAIL_FROM: '?' }

async function startOnWorkerd({ answersPerMinute = usualPace }: SiteOptions): Promise<Site> {
  const pace = { IKM_ANSWERS_PER_MINUTE: String(answersPerMinute) }
  const { address, database, errors, close } = await startWorker({ prebuiltWorkerDir: inject('worker') }, pace)
  return {
    address,
    fetch: (path, init) => fetch(address + path, { redirect: 'manual', ...init }),
    database,
    errors,
    close,
  }
}

/** The Worker on workerd with an empty D1 database that has the newest schema. */
export async function startWorker(
  built: { prebuiltWorkerDir?: string } = {},
  vars: Readonly<Record<string, string>> = {},
) {
  // Nothing may call out while tests run, nor talk.
  process.env.WRANGLER_SEND_METRICS = 'false'
  process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false'
  process.env.WRANGLER_LOG = 'error'
  const { createTestHarness } = await import('wrangler')
  const harness = createTestHarness({
    root: projectFolder,
    workers: [
      {
        configPath: 'wrangler.toml',
        vars: { IKM_ORIGIN: origin, IKM_SECRET: secret, IKM_SIGNING_KEY: signingKey, ...noMail, ...vars },
        ...built,
      },
    ],
  })
  const { url } = await harness.listen()
  const worker = harness.getWorker<{ DATABASE: D1Binding }>()
  await worker.applyD1Migrations('DATABASE')
  return {
    address: url.origin,
    database: openD1((await worker.getEnv()).DATABASE),
    errors: () => harness.getLogs().flatMap(({ message }) => (message.includes('"event":"error"') ? [message] : [])),
    close: () => harness.close(),
  }
}

/** A new database file with the newest schema, in a folder of its own. */
export async function temporaryFile(): Promise<{ file: string; remove: () => void }> {
  const { migrate } = await import('#src/database/migrate.ts')
  const folder = mkdtempSync(join(tmpdir(), 'ikm-test-'))
  const file = join(folder, 'ikm.db')
  migrate(file, migrationsFolder)
  return { file, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
