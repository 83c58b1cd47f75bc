// Starts the site on Cloudflare Workers: D1 behind the seam, static files from the assets binding.

import { app } from './app.tsx'
import { type D1Binding, openD1 } from './database/d1.ts'
import type { Platform } from './platform.ts'
import { runSchedule } from './schedule.ts'
import { readSettings } from './settings.ts'

interface Environment {
  readonly DATABASE: D1Binding
  readonly IKM_ORIGIN?: string
  readonly IKM_ZONE?: string
}

export default {
  fetch(request: Request, environment: Environment) {
    return app.fetch(request, platformOf(environment, new URL(request.url).origin))
  },

  scheduled({ scheduledTime }: { scheduledTime: number }, environment: Environment) {
    return runSchedule(platformOf(environment, 'http://localhost'), new Date(scheduledTime))
  },
}

function platformOf(environment: Environment, visited: string): Platform {
  const read = readSettings({ IKM_ORIGIN: environment.IKM_ORIGIN ?? visited, IKM_ZONE: environment.IKM_ZONE }, '')
  if ('refused' in read) throw new Error(read.refused.join(' '))
  return {
    database: openD1(environment.DATABASE),
    clock: () => new Date(),
    config: { origin: read.settings.origin, zone: read.settings.zone },
    log: (event) => console.log(JSON.stringify(event)),
  }
}
