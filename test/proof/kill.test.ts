// A server killed at any moment has lost nothing of what it thanked for. (SIGKILL spares the disk's own cache: that a
// commit is fsynced is the engine's promise, kept by `synchronous = FULL`.)

import { randomInt, randomUUID } from 'node:crypto'
import SqliteFile from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSqlite } from '#src/database/sqlite.ts'
import { arrangeCity, city, nine } from '#test/support/city.ts'
import { endAll, freePort, ikm, launchServer, pause, startServer, storedKey, submit } from '#test/support/server.ts'
import { temporaryFile } from '#test/support/site.ts'
import { report, trials } from '#test/support/trials.ts'

const submittersAtOnce = 32

let file: string
let remove: () => void
const env = () => ({ IKM_DB: file })

beforeAll(async () => {
  ;({ file, remove } = await temporaryFile())
  const database = openSqlite(file)
  await arrangeCity(database)
  await database.close()
})
afterAll(() => {
  endAll()
  remove()
})

/** One answer that somebody sent, however often, and the receipts that came back for it. */
interface Sent {
  readonly code: string
  readonly fields: Readonly<Record<string, string | number>>
  readonly stored: { readonly answers: string; readonly suggestion: string | null }
  readonly receipts: Set<string>
}

const runs = trials(3, 30)

test(`every answer that was acknowledged is there after SIGKILL, and none twice: ${runs} times`, async () => {
  const everything = new Map<string, Sent>()
  const total = { acknowledged: 0, lost: 0, doubled: 0, unanswered: 0, unansweredStored: 0 }
  let server = await startServer({ env: env() })
  for (let run = 0; run < runs; run++) {
    const sent = new Map<string, Sent>()
    const refused: number[] = []
    const submitters = Array.from({ length: submittersAtOnce }, () => submitUntilKilled(server.address, sent, refused))
    await pause(randomInt(20, trials(300, 900)))
    server.child.kill('SIGKILL')
    await Promise.all(submitters)
    expect(refused).toEqual([])
    // A journal half taken over when the next kill comes must do as well.
    if (run % 3 === 1) await killWhileStarting()
    server = await startServer({ env: env() })
    expect(await ikm(['verify'], { env: env() })).toMatchObject({ code: 0, stderr: '' })

    const before = rows()
    for (const [key, { receipts }] of sent) {
      const stored = before.has(storedKey(key))
      if (receipts.size > 0) total.acknowledged += 1
      else total.unanswered += 1
      if (receipts.size > 0 && !stored) total.lost += 1
      if (receipts.size === 0 && stored) total.unansweredStored += 1
      if (receipts.size > 1) total.doubled += 1
    }
    expect(total).toMatchObject({ lost: 0, doubled: 0 })
    await repeatAll(server.address, sent, before)
    for (const [key, one] of sent) everything.set(key, one)
    total.doubled += await countDoubled(everything)
    expect(total).toMatchObject({ lost: 0, doubled: 0 })
  }
  expect((await ikm(['verify'], { env: env() })).code).toBe(0)
  expect(total.acknowledged).toBeGreaterThan(runs)
  report(
    'killed under load',
    `${runs} kills, ${total.acknowledged} acknowledged, ${total.lost} lost, ${total.doubled} doubled, ` +
      `${total.unanswered} unanswered of which ${total.unansweredStored} were stored`,
  )
}, 900_000)

async function submitUntilKilled(address: string, sent: Map<string, Sent>, refused: number[]): Promise<void> {
  for (;;) {
    const keys = randomInt(8) === 0 ? Array.from(sent.keys()) : []
    const key = keys[keys.length > 0 ? randomInt(keys.length) : 0] ?? randomUUID()
    const one = sent.get(key) ?? makeAnswer(key)
    sent.set(key, one)
    try {
      // Now and then the same answer comes twice at once, as from a button pressed twice.
      await Promise.all(Array.from({ length: randomInt(10) === 0 ? 2 : 1 }, () => sendOnce(address, one, refused)))
    } catch {
      return
    }
  }
}

async function sendOnce(address: string, { code, fields, receipts }: Sent, refused: number[]): Promise<void> {
  const { status, receipt } = await submit(address, code, fields)
  if (receipt === undefined || (status !== 201 && status !== 200)) refused.push(status)
  else receipts.add(receipt)
}

function makeAnswer(key: string): Sent {
  const withParking = randomInt(4) === 0
  const given = nine.filter(() => randomInt(10) > 0)
  const questions = given.length > 0 ? given : nine
  const scores = Object.fromEntries(questions.map((question) => [question, randomInt(1, 5)]))
  const numbered = questions.map((question) => `"${nine.indexOf(question) + 1}":${scores[question]}`)
  if (withParking) numbered.push('"1000":4')
  const suggestion = randomInt(5) === 0 ? `Saran ${key}` : null
  return {
    code: withParking ? city.clinic.counter.code : city.registry.counter.code,
    fields: {
      kunci: key,
      layanan: withParking ? 'rawat-jalan' : 'akta',
      ...scores,
      ...(withParking && { parking: 4 }),
      ...(suggestion !== null && { saran: suggestion }),
    },
    stored: { answers: `{${numbered.join(',')}}`, suggestion },
    receipts: new Set(),
  }
}

async function killWhileStarting(): Promise<void> {
  const starting = launchServer({ env: { ...env(), PORT: String(await freePort()) } })
  await pause(randomInt(100, 300))
  starting.child.kill('SIGKILL')
  await starting.ended
}

// What was stored gives its receipt again; what was not is stored now.
async function repeatAll(address: string, sent: Map<string, Sent>, before: ReturnType<typeof rows>): Promise<void> {
  const left = Array.from(sent)
  const repeatSome = async () => {
    for (let next = left.pop(); next; next = left.pop()) {
      const [key, { code, fields, receipts }] = next
      const { status, receipt } = await submit(address, code, fields)
      expect(status).toBe(before.has(storedKey(key)) ? 200 : 201)
      if (receipt !== undefined) receipts.add(receipt)
      expect(Array.from(receipts)).toEqual([receipt])
    }
  }
  await Promise.all(Array.from({ length: submittersAtOnce }, repeatSome))
}

/** Rows too many; every row must be what somebody sent, in full. */
async function countDoubled(everything: Map<string, Sent>): Promise<number> {
  const stored = rows()
  const receipts = new Set(Array.from(everything.values(), (one) => Array.from(one.receipts).join()))
  expect(receipts.size).toBe(everything.size)
  for (const [key, one] of everything) expect(stored.get(storedKey(key))).toEqual(one.stored)
  return allRows() - everything.size
}

function rows(): Map<string, { answers: string; suggestion: string | null }> {
  const all = reading((connection) =>
    connection
      .prepare<[], [string, string, string | null]>(
        'select key, answers, text from responses left join suggestions on response_id = responses.id',
      )
      .raw()
      .all(),
  )
  return new Map(all.map(([key, answers, suggestion]) => [key, { answers, suggestion }]))
}

function allRows(): number {
  return reading((connection) => connection.prepare<[], number>('select count(*) from responses').pluck().get() ?? 0)
}

function reading<Result>(use: (connection: SqliteFile.Database) => Result): Result {
  const connection = new SqliteFile(file, { readonly: true })
  try {
    return use(connection)
  } finally {
    connection.close()
  }
}
