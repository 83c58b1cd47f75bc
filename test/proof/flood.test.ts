// A script posts a thousand answers a second to a busy counter of the real server: honest phones get through, memory stays as it was.

import { readFileSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { solve } from '#public/work.js'
import { openSqlite } from '#src/database/sqlite.ts'
import type { Puzzle } from '#src/security/work.ts'
import { all } from '#test/support/answers.ts'
import { arrangeCity, city, nine } from '#test/support/city.ts'
import { folderForTests, pause, type Server, startServer } from '#test/support/server.ts'
import { temporaryFile } from '#test/support/site.ts'
import { report, trials } from '#test/support/trials.ts'

const { registry } = city
const code = registry.cardCounter.code
const folder = folderForTests('flood')
const seconds = trials(4, 30)
const perSecond = 1_000
/** A busy counter: one answer a second. */
const honestEach = trials(500, 1_000)

let server: Server
let remove: () => void

beforeAll(async () => {
  const made = await temporaryFile()
  remove = made.remove
  const database = openSqlite(made.file)
  await arrangeCity(database)
  await database.close()
  server = await startServer({
    cwd: folder,
    env: { IKM_DB: made.file, IKM_ANSWERS_PER_MINUTE: '600', IKM_ORIGIN: 'http://localhost' },
  })
})
afterAll(() => remove())

test('300 honest answers in an hour through one address: none is asked for work', async () => {
  let asked = 0
  // In a minute what comes in an hour: still nobody is asked.
  for (let sent = 0; sent < 300; sent++) {
    const { status } = await post(server.address, registry.counter.code, {
      layanan: 'akta',
      kunci: crypto.randomUUID(),
    })
    if (status !== 201) asked += 1
  }
  report('300 honest answers of an hour, sent within seconds through one address', `${asked} asked for work`)
  expect(asked).toBe(0)
})

describe.each([
  ['that does no work', false],
  ['that works for its answers', true],
])('a script %s', (name, works) => {
  test('keeps next to no honest phone from its receipt', async () => {
    const before = memory()
    const script = flood(works)
    const late: number[] = []
    const phones: Promise<boolean>[] = []
    const end = performance.now() + seconds * 1_000
    // Until the counter is flooded, nobody is asked for anything.
    await pause(1_000)
    let peak = before
    while (performance.now() < end) {
      phones.push(honest(late))
      peak = Math.max(peak, memory())
      await pause(honestEach)
    }
    const through = (await Promise.all(phones)).filter(Boolean).length
    const sent = await script.stop()
    late.sort((a, b) => a - b)
    const at = (share: number) => Math.round(late[Math.floor(share * (late.length - 1))] ?? 0)
    report(
      `a flood ${name}`,
      `${Math.round(sent.posts / sent.seconds)} posts/s, ${sent.stored} of them stored; ` +
        `${through} of ${phones.length} honest answers stored, after ${at(0.5)} ms (half), ${at(1)} ms (all); ` +
        `memory ${before} MB before, ${peak} MB at most, ${memory()} MB after`,
    )
    expect(through / phones.length).toBeGreaterThanOrEqual(0.99)
    expect(sent.posts).toBeGreaterThan(1_000)
    expect(peak).toBeLessThan(before + 200)
  })
})

/** What a phone does: it sends, works if it is asked to, and sends again; a failed connection is tried again. */
async function honest(late: number[]): Promise<boolean> {
  const began = performance.now()
  let fields: Record<string, string> = { kunci: crypto.randomUUID() }
  for (let attempt = 0; attempt < 4; attempt++) {
    const { status, kerja } = await post(server.address, code, fields).catch(() => ({ status: 0, kerja: undefined }))
    if (status === 201 || status === 200) {
      late.push(performance.now() - began)
      return true
    }
    if (kerja) fields = { kunci: kerja.kunci, bukti_kerja: await solve(kerja) }
  }
  return false
}

async function post(address: string, to: string, fields: object): Promise<{ status: number; kerja?: Puzzle }> {
  const response = await fetch(`${address}/s/${to}`, {
    method: 'POST',
    body: JSON.stringify({ ...all(nine, 4), ...fields }),
    headers: { 'content-type': 'application/json', accept: 'application/json' },
  })
  return { status: response.status, ...((await response.json()) as object) }
}

interface Sent {
  readonly posts: number
  readonly stored: number
  readonly seconds: number
}

// In a thread of its own, so that it takes its time from nobody here.
function flood(works: boolean): { stop: () => Promise<Sent> } {
  const thread = new Worker(script, {
    eval: true,
    workerData: {
      address: `${server.address}/s/${code}`,
      works,
      perSecond,
      answers: all(nine, 1),
      solver: new URL('../../public/work.js', import.meta.url).href,
    },
  })
  return {
    stop: () =>
      new Promise((resolve, reject) => {
        thread.once('error', reject)
        thread.once('message', (sent: Sent) => {
          void thread.terminate()
          resolve(sent)
        })
        thread.postMessage('stop')
      }),
  }
}

const script = `
const { parentPort, workerData } = require('node:worker_threads')
const { Agent, request } = require('node:http')
const { address, works, perSecond, answers, solver } = workerData
const agent = new Agent({ keepAlive: true, maxSockets: 64 })
const began = performance.now()
let posts = 0
let stored = 0
let waiting = 0
const puzzles = []
const post = (fields) => {
  posts++
  waiting++
  const asked = request(address, { method: 'POST', agent, headers: { 'content-type': 'application/json' } }, (answer) => {
    let text = ''
    answer.on('data', (part) => { text += part })
    answer.on('end', () => {
      waiting--
      if (answer.statusCode < 400) stored++
      if (works && answer.statusCode === 429 && puzzles.length < 100) puzzles.push(JSON.parse(text).kerja)
    })
  })
  asked.on('error', () => { waiting-- })
  asked.end(JSON.stringify({ ...answers, ...fields }))
}
const timer = setInterval(() => {
  const due = (performance.now() - began) / 1000 * perSecond
  while (posts < due && waiting < 500) post({ kunci: crypto.randomUUID() })
}, 5)
const work = async () => {
  const { solve } = await import(solver)
  for (;;) {
    const puzzle = puzzles.shift()
    if (puzzle) post({ kunci: puzzle.kunci, bukti_kerja: await solve(puzzle) })
    else await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
if (works) work()
parentPort.once('message', () => {
  clearInterval(timer)
  parentPort.postMessage({ posts, stored, seconds: (performance.now() - began) / 1000 })
})
`

/** Megabytes of the server that are in memory. */
function memory(): number {
  const [, kilobytes = '0'] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${server.child.pid}/status`, 'utf8')) ?? []
  return Math.round(Number(kilobytes) / 1024)
}
