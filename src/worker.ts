// Starts the site on Cloudflare Workers: D1 behind the seam, static files from the assets binding.

import { app } from './app.tsx'
import { type D1Binding, openD1 } from './database/d1.ts'
import type { Database } from './database/database.ts'
import type { EvidenceStorage, Platform } from './platform.ts'
import { runSchedule } from './schedule.ts'
import { openPace, type Pace } from './security/pace.ts'
import { readSettings } from './settings.ts'

interface Environment {
  readonly DATABASE: D1Binding
  /** Bucket of R2 for evidence; without it the desk takes links only. */
  readonly EVIDENCE?: Bucket
  readonly IKM_ORIGIN?: string
  readonly IKM_ZONE?: string
  readonly IKM_SECRET?: string
  readonly IKM_SIGNING_KEY?: string
  readonly IKM_ANSWERS_PER_MINUTE?: string
  readonly IKM_OIDC_ISSUER?: string
  readonly IKM_OIDC_CLIENT_ID?: string
  readonly IKM_OIDC_CLIENT_SECRET?: string
}

/** What is used of R2's binding. */
interface Bucket {
  put(key: string, bytes: Uint8Array, options: { httpMetadata: { contentType: string } }): Promise<unknown>
  get(key: string): Promise<{ arrayBuffer(): Promise<ArrayBuffer> } | null>
}

export default {
  fetch(request: Request, environment: Environment) {
    const platform = platformOf(environment, new URL(request.url).origin)
    return app.fetch(request, { ...platform, address: request.headers.get('cf-connecting-ip') ?? undefined })
  },

  scheduled({ scheduledTime }: { scheduledTime: number }, environment: Environment) {
    return runSchedule(platformOf(environment, 'http://localhost'), new Date(scheduledTime))
  },
}

// One for as long as the isolate lives, so that what was made of it can be kept beside it.
const databases = new WeakMap<D1Binding, Database>()

function opened(binding: D1Binding): Database {
  const database = databases.get(binding) ?? openD1(binding)
  databases.set(binding, database)
  return database
}

// What one isolate sees. A flood reaches few of them, and each keeps it from the database.
let pace: Pace | undefined

function paceOf(plausible: number): Pace {
  pace ??= openPace(plausible)
  return pace
}

function platformOf(environment: Environment, visited: string): Platform {
  const { DATABASE, EVIDENCE, ...given } = environment
  // A Worker reaches no mail server.
  const noMail = { IKM_SMTP_URL: undefined, IKM_MAIL_FROM: undefined }
  const read = readSettings({ ...given, ...noMail, IKM_ORIGIN: given.IKM_ORIGIN ?? visited }, '')
  if ('refused' in read) throw new Error(read.refused.join(' '))
  return {
    database: opened(DATABASE),
    clock: () => new Date(),
    config: read.settings,
    pace: paceOf(read.settings.pace),
    log: (event) => console.log(JSON.stringify(event)),
    evidence: EVIDENCE && evidenceIn(EVIDENCE),
  }
}

function evidenceIn(bucket: Bucket): EvidenceStorage {
  return {
    async put(key, bytes, mediaType) {
      await bucket.put(key, bytes, { httpMetadata: { contentType: mediaType } })
    },
    async get(key) {
      const kept = await bucket.get(key)
      return kept ? new Uint8Array(await kept.arrayBuffer()) : undefined
    },
  }
}
