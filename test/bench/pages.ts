// Pages beside themselves with twenty times the answers, verification beside a bare aggregate, bytes of a stored response.

import { app } from '#src/app.tsx'
import type { LocalDatabase } from '#src/database/database.ts'
import { openConnection, openSqlite } from '#src/database/sqlite.ts'
import { verifyTallies } from '#src/responses/actions/verify.ts'
import { keyFromUuid } from '#src/responses/forms/submission.ts'
import { addResponses } from '#src/responses/store.ts'
import { localDay, quarterDays, quarterOf } from '#src/units/rules/calendar.ts'
import { publishNow } from '#test/support/publishing.ts'
import { inTurn, milliseconds, type Result } from './measure.ts'
import { storeLargeOrganisation, storeOneCounter, temporaryDatabase } from './organisation.ts'

// The last second of a quarter, so that all its days have answers.
const now = new Date('2026-09-30T16:59:59Z')
const today = localDay(now, 'WIB')
const quarter = quarterOf(today)
const few = 100_000
const many = 2_000_000
const rounds = 15

export async function pages(): Promise<Result[]> {
  const small = await storeLargeOrganisation(few, quarter, today)
  const large = await storeLargeOrganisation(many, quarter, today)
  for (const database of [small, large]) await publishNow(database, quarter, { at: now })
  const flat = async (name: string, path: string, visits: number): Promise<Result> => {
    await visit(small, path, visits)
    await visit(large, path, visits)
    const measured = await inTurn(
      rounds,
      () => visit(large, path, visits),
      () => visit(small, path, visits),
    )
    return { name, ...measured, goal: 1.2, better: 'lower', unit: 'ms per halaman' }
  }
  const results = [await flat('overview-flat', '/', 5), await flat('unit-flat', '/unit/unit-7', 50)]
  await small.close()
  await large.close()
  return results
}

async function visit(database: LocalDatabase, path: string, times: number): Promise<number> {
  const platform = {
    database,
    clock: () => now,
    config: { origin: 'http://localhost', zone: 'WIB' as const },
    log() {},
  }
  const spent = await milliseconds(async () => {
    for (let time = 0; time < times; time++) {
      // A question that the site does not ask, so that the page is made each time.
      const page = await app.fetch(new Request(`http://localhost${path}?kali=${time}`), platform)
      if (page.status !== 200 || !(await page.text()).includes('responden')) throw new Error(`no page at ${path}`)
    }
  })
  return spent / times
}

export async function verifying(): Promise<Result> {
  const database = await storeLargeOrganisation(1_000_000, quarter, today)
  const bare = `select unit_id, question.key, count(*), sum(question.value), sum(question.value * question.value)
    from responses, json_each(answers) as question group by 1, 2`
  const measured = await inTurn(
    3,
    () =>
      milliseconds(async () => {
        const { responses, differences } = await verifyTallies(database)
        if (responses !== 1_000_000 || differences.length > 0) throw new Error('the tallies do not agree')
      }),
    () => milliseconds(() => database.select({ sql: bare, parameters: [] })),
  )
  await database.close()
  return { name: 'verify', ...measured, goal: 2, better: 'lower', unit: 'ms' }
}

/** Pages of the responses and their indexes, by response, after 200,000 that came one by one with every field filled. */
export async function bytesPerResponse(): Promise<Result> {
  const file = temporaryDatabase()
  const database = openSqlite(file)
  await storeOneCounter(database)
  const { first } = quarterDays(quarter)
  for (let stored = 0; stored < 200_000; stored += 100) {
    const day = first + Math.floor(stored / 2500)
    const row = () => ({
      unitId: 1,
      serviceId: 1,
      counterId: 1,
      channel: 'phone',
      day,
      answeredAt: day * 86_400 + stored,
      answers: '{"1":3,"2":4,"3":3,"4":4,"5":3,"6":3,"7":4,"8":4,"9":3}',
      respondent: {
        sex: 'L',
        age: '26-34',
        education: 'S1',
        occupation: 'private',
        disability: 'no',
        filledBy: 'sendiri',
      },
      key: keyFromUuid(crypto.randomUUID()) as string,
      importId: null,
    })
    await database.commit(addResponses(Array.from({ length: 100 }, row)))
  }
  await database.close()
  const connection = openConnection(file)
  const bytes = connection
    .prepare<[], number>("select sum(pgsize) from dbstat where name like '%responses%'")
    .pluck()
    .get() as number
  connection.close()
  const value = bytes / 200_000
  return {
    name: 'bytes-per-response',
    value,
    baseline: 250,
    ratio: value / 250,
    goal: 1,
    better: 'lower',
    unit: 'byte',
  }
}
