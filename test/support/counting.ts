// A database that counts what it is asked, and a page asked for through it.

import { app } from '#src/app.tsx'
import type { Database, Query } from '#src/database/database.ts'
import { readerOver } from '#src/database/reader.ts'
import type { DeskBrowser } from './desk.ts'
import { origin, type Site, secret } from './site.ts'

/** The site's own app over its database, with every query counted; what it remembers lasts as long as this does. */
export function countQueries(site: Site) {
  let queries = 0
  const counted = <Row>(query: Query<Row>) => {
    queries += 1
    return site.database.select(query)
  }
  const database: Database = {
    read: readerOver((sql, parameters) => counted({ sql, parameters })),
    select: counted,
    remembered: counted,
    commit: (...changes) => site.database.commit(...changes),
  }
  /** A page, and how many queries it took. */
  return async (browser: DeskBrowser, path: string) => {
    queries = 0
    const cookie = Array.from(browser.cookies, ([name, value]) => `${name}=${value}`).join('; ')
    const { status } = await app.fetch(new Request(origin + path, { headers: { cookie } }), {
      database,
      clock: () => new Date(),
      config: { origin, zone: 'WIB', secret },
      log() {},
    })
    return { status, queries }
  }
}
