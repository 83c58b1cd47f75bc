// Bad input of every kind, made up by the thousand: never a fault, never a row, always a word; then a good answer still counts.

import { Agent, request } from 'node:http'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { all, sendJson, textOf } from '#test/support/answers.ts'
import { type Attempt, badAttempt, kindsOfBad } from '#test/support/attempts.ts'
import { city, nine } from '#test/support/city.ts'
import { countRows, recount, storedTallies } from '#test/support/recount.ts'
import { type Site, startCity } from '#test/support/site.ts'
import { report, trials } from '#test/support/trials.ts'

const count = trials(300, 20_000)
const seed = Number(process.env.IKM_SEED ?? 14_2017)
const atOnce = 16
const counter = city.registry.cardCounter.code
let site: Site
const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
beforeAll(async () => {
  site = await startCity()
})
afterAll(async () => {
  agent.destroy()
  await site.close()
})

test(`${count} bad requests: no fault, no row, always a word; then one good answer is counted once`, async () => {
  const started = performance.now()
  const kinds = new Map<string, number>()
  for (let sent = 0; sent < count; sent += 500) {
    const attempts = fc.sample(badAttempt, { seed: seed + sent, numRuns: Math.min(500, count - sent) })
    const queue = attempts.values()
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (const attempt of queue) {
          const problem = await whatIsWrongWithTheAnswer(attempt)
          if (problem) throw new Error(`${problem}\nto ${describeAttempt(attempt)}`)
          kinds.set(attempt.wrong, (kinds.get(attempt.wrong) ?? 0) + 1)
        }
      }),
    )
    expect(await countRows(site.database), `rows after the attempts of seed ${seed + sent}`).toBe(0)
  }
  expect(site.errors()).toEqual([])
  expect([...kinds.keys()].toSorted()).toEqual(kindsOfBad.map(([name]) => name).toSorted())

  expect((await sendJson(site, counter, all(nine, 4))).status).toBe(201)
  const responses = await site.database.read.selectFrom('responses').select('answers').execute()
  expect(responses).toHaveLength(1)
  expect(await storedTallies(site.database)).toEqual(await recount(site.database))
  const seconds = (performance.now() - started) / 1000
  report(
    `bad requests on ${inject('runtime')}`,
    `${count} in ${seconds.toFixed(0)} s, no fault, no row, each with a word`,
  )
}, 900_000)

/** @returns what the site did that it must not, undefined where it did right. */
async function whatIsWrongWithTheAnswer(attempt: Attempt): Promise<string | undefined> {
  let answer: Answer
  try {
    answer = await send(attempt)
  } catch (error) {
    return `no answer (${(error as Error).message})`
  }
  const { status, text } = answer
  if (status >= 500) return `a fault: ${status} ${text.slice(0, 300)}`
  if (attempt.method === 'GET' || attempt.method === 'HEAD') {
    if (status >= 300 && status < 400) return `a redirect: ${status}`
  } else if (status < 400) return `taken: ${status} ${text.slice(0, 300)}`
  if (status < 400 || attempt.method === 'HEAD') return undefined
  if (/<script>|<img/i.test(text)) return `mark-up of the visitor in the answer: ${text.slice(0, 2000)}`
  return hasWord(answer) ? undefined : `no word in Indonesian: ${status} ${text.slice(0, 300)}`
}

// A sentence with one of the words that every refusal here needs.
function hasWord({ type, text }: Answer): boolean {
  const sentence = /\b(?:tidak|belum|sudah|pilih|hanya|isi|terlalu|melebihi|muat ulang|layanan)\b[^.]*\./i
  if (!type.includes('json')) return sentence.test(textOf(text))
  const { kesalahan: problems } = JSON.parse(text) as { kesalahan: { pesan: string }[] }
  return problems.length > 0 && problems.every(({ pesan }) => sentence.test(pesan))
}

interface Answer {
  readonly status: number
  readonly type: string
  readonly text: string
}

// Node's own client, since fetch mends addresses and refuses some methods before they are sent.
function send({ method, path, headers, body, chunked }: Attempt): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const bytes = Buffer.from(body)
  const framing = chunked ? { 'transfer-encoding': 'chunked' } : { 'content-length': String(bytes.length) }
  const every = { ...headers, ...(bytes.length > 0 && framing) }
  const sending = request(site.address, { agent, method, path, headers: every }, (incoming) => {
    const parts: Buffer[] = []
    incoming.on('data', (part: Buffer) => parts.push(part))
    incoming.on('error', reject)
    incoming.on('end', () =>
      resolve({
        status: incoming.statusCode ?? 0,
        type: incoming.headers['content-type'] ?? '',
        text: Buffer.concat(parts).toString(),
      }),
    )
  })
  sending.on('error', reject)
  if (bytes.length > 0) sending.write(bytes)
  sending.end()
  return promise
}

function describeAttempt({ wrong, method, path, headers, body, chunked }: Attempt): string {
  const text = typeof body === 'string' ? JSON.stringify(body) : `bytes ${Buffer.from(body).toString('base64')}`
  return `${wrong}: ${method} ${path} ${JSON.stringify(headers)}${chunked ? ' chunked' : ''}\n${text.slice(0, 2000)} (${body.length})`
}
