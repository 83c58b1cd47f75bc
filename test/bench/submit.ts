// Durable submissions over HTTP at 32 connections, beside the same request not stored, and beside an empty handler.

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import autocannon from 'autocannon'
import { median } from 'simple-statistics'
import { uuidOfTime } from '#src/security/uuid.ts'
import type { Result } from './measure.ts'
import { code } from './organisation.ts'

const connections = 32
const rounds = 7
const secondsOfRound = 3
const modes = ['store', 'parse', 'empty'] as const

export async function submit(): Promise<Result[]> {
  const servers = await Promise.all(modes.map(start))
  try {
    for (const { port } of servers) await load(port, 2)
    const perSecond: Record<(typeof modes)[number], number>[] = []
    for (let round = 0; round < rounds; round++) {
      const measured = { store: 0, parse: 0, empty: 0 }
      // The order turns, so that no mode always runs in the wake of the same other.
      for (const { mode, port } of rotated(servers, round)) measured[mode] = await load(port, secondsOfRound)
      perSecond.push(measured)
    }
    const middle = (value: (of: (typeof perSecond)[number]) => number) => median(perSecond.map(value))
    const value = middle(({ store }) => store)
    const shared = { value, better: 'higher', unit: 'kiriman per detik' } as const
    return [
      {
        ...shared,
        name: 'submit-vs-parse',
        baseline: middle(({ parse }) => parse),
        ratio: middle(({ store, parse }) => store / parse),
        goal: 0.5,
      },
      {
        ...shared,
        name: 'submit-vs-empty',
        baseline: middle(({ empty }) => empty),
        ratio: middle(({ store, empty }) => store / empty),
        goal: 0.25,
      },
    ]
  } finally {
    for (const { child } of servers) child.kill()
  }
}

async function start(mode: (typeof modes)[number]): Promise<{ mode: typeof mode; port: number; child: ChildProcess }> {
  const script = new URL('./server.ts', import.meta.url).pathname
  const child = spawn(process.execPath, ['--import', 'tsx', script, mode], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = await once(child.stdout, 'data')
  return { mode, port: Number(String(line)), child }
}

/** @returns answered requests a second. @throws when one was answered otherwise than it should be. */
async function load(port: number, duration: number): Promise<number> {
  const result = await autocannon({
    url: `http://127.0.0.1:${port}/s/${code}`,
    connections,
    duration,
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    setupClient(client) {
      client.setBody(body())
      client.on('response', () => client.setBody(body()))
    },
  })
  const unexpected = result.errors + result.timeouts + result['4xx'] + result['5xx']
  if (unexpected > 0) throw new Error(`${unexpected} requests failed`)
  return result.requests.average
}

const answered =
  'requirements=3&procedure=4&completionTime=3&cost=4&product=3&competence=3&conduct=4&complaintHandling=4&facilities=3' +
  '&jenis_kelamin=L&usia=26-34&pendidikan=S1&pekerjaan=ASN&pengisi=sendiri&saran=&layanan=umum&kunci='

function body(): string {
  return answered + uuidOfTime(Date.now())
}

function rotated<Item>(items: readonly Item[], by: number): Item[] {
  return items.map((_, place) => items[(place + by) % items.length] as Item)
}
