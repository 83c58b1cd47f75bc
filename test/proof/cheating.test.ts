// Simulated cheating on top of honest traffic over HTTP: how many of each are found conspicuous the night after.

import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LocalDatabase } from '#src/database/database.ts'
import { openSqlite } from '#src/database/sqlite.ts'
import { type Random, random } from '#src/demonstration/random.ts'
import { lookThroughNewDays } from '#src/responses/actions/signals.ts'
import { keyFromUuid } from '#src/responses/forms/submission.ts'
import { listSignalled } from '#src/responses/store/signals.ts'
import { serveSite } from '#src/serve.ts'
import { dayOf, instantOf, quarterOf } from '#src/units/rules/calendar.ts'
import { arrangeCity, city, nine } from '#test/support/city.ts'
import { answerIn } from '#test/support/publishing.ts'
import { ask } from '#test/support/simulate.ts'
import { origin, secret, temporaryFile } from '#test/support/site.ts'
import { report, trials } from '#test/support/trials.ts'

const { registry } = city
// A Tuesday.
const day = dayOf(2026, 11, 17)
const midnight = instantOf(day, 0, 'WIB')
const at = (hour: number, minute = 0) => midnight + hour * 3600 + minute * 60

/** One answer on its way. */
interface Sent {
  readonly kind: string
  /** Seconds since 1970-01-01 UTC. */
  readonly when: number
  readonly counter: string
  readonly address: string
  readonly fields: Record<string, string | number>
}

let database: LocalDatabase
let address: string
let close: () => Promise<void>
let now = midnight
beforeAll(async () => {
  const { file, remove } = await temporaryFile()
  database = openSqlite(file)
  await arrangeCity(database)
  const server = await serveSite(0, {
    database,
    clock: () => new Date(now * 1000),
    config: { origin, zone: 'WIB', secret },
    log: (event) => console.error(event),
  })
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  close = async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    await database.close()
    remove()
  }
  const hours = JSON.stringify({ 1: [480, 930], 2: [480, 930], 3: [480, 930], 4: [480, 930], 5: [480, 900] })
  await database.commit({
    sql: 'insert into unit_details (unit_id, hours) values (?, ?) on conflict do update set hours = excluded.hours',
    parameters: [registry.id, hours],
  })
})
afterAll(() => close())

// Opinions with many straight lines, as in the field: two in five answer everything alike.
const opinions = { mean: 3.35, correlation: 0.8 }

function answersOf(respondents: number, chance: Random): Record<string, number>[] {
  const answers = ask(opinions, respondents, chance)
  return Array.from({ length: respondents }, (_, place) =>
    Object.fromEntries(nine.map((key, question) => [key, answers[place * nine.length + question] ?? 3])),
  )
}

const hex = (chance: Random) => Array.from({ length: 32 }, () => chance.between(0, 15).toString(16)).join('')
const anywhere = (chance: Random) => `36.${chance.between(64, 95)}.${chance.between(0, 255)}.${chance.between(1, 254)}`

/** People who answer in their own time: on phones of every kind, some at home, some without a signal, some with help. */
function honest(respondents: number, chance: Random): Sent[] {
  return answersOf(respondents, chance).flatMap((answers, place): Sent[] => {
    const evening = chance.chance(0.05)
    const when = evening ? at(17) + chance.between(0, 4 * 3600) : at(8) + chance.between(0, 7.5 * 3600)
    const phone = chance.chance(0.9)
    const said = {
      ...answers,
      layanan: 'ktp',
      kunci: crypto.randomUUID(),
      ...(phone && { perangkat: hex(chance), lama: Math.round(60 * Math.exp(chance.normal() * 0.5)) }),
      ...(chance.chance(0.03) && { pengisi: 'petugas' }),
      ...(chance.chance(0.03) && { diberikan_pada: when - chance.between(2, 10) * 3600, dikirim_pada: when }),
    }
    const counter = place % 3 === 0 ? registry.counter.code : registry.cardCounter.code
    const one = { kind: 'honest', when, counter, address: anywhere(chance), fields: said }
    // A family shares a phone.
    if (!phone || !chance.chance(0.05)) return [one]
    const other = answersOf(1, chance)[0]
    return [one, { ...one, when: when + 300, fields: { ...said, ...other, kunci: crypto.randomUUID() } }]
  })
}

/** 300 people in an hour, all through the counter's own Wi-Fi, with phones that never visited. */
function onOneWifi(chance: Random): Sent[] {
  return answersOf(300, chance).map((answers) => ({
    kind: 'wifi',
    when: at(10) + chance.between(0, 3599),
    counter: registry.cardCounter.code,
    address: '103.20.30.40',
    fields: {
      ...answers,
      layanan: 'ktp',
      kunci: crypto.randomUUID(),
      perangkat: hex(chance),
      lama: Math.round(60 * Math.exp(chance.normal() * 0.5)),
    },
  }))
}

/** One phone 50 times, each time as if by somebody else. */
function onePhone(chance: Random): Sent[] {
  const perangkat = hex(chance)
  return answersOf(50, chance).map((answers, place) => ({
    kind: 'one phone',
    when: at(9) + place * 420 + chance.between(0, 200),
    counter: registry.cardCounter.code,
    address: anywhere(chance),
    fields: { ...answers, layanan: 'ktp', kunci: crypto.randomUUID(), perangkat, lama: chance.between(20, 60) },
  }))
}

/** A clerk fills in for visitors: on one phone without saying so, at the other counter saying so on a form without scripts. */
function clerk(chance: Random): Sent[] {
  const perangkat = hex(chance)
  return answersOf(80, chance).map((answers, place) => ({
    kind: 'clerk',
    when: at(8, 30) + place * 280 + chance.between(0, 200),
    counter: registry.counter.code,
    address: '103.20.30.40',
    fields: {
      ...answers,
      layanan: 'ktp',
      kunci: crypto.randomUUID(),
      ...(place % 2 === 0 ? { perangkat, lama: chance.between(12, 30), pengisi: 'sendiri' } : { pengisi: 'petugas' }),
    },
  }))
}

/** A script at 200 a second that pretends to be other phones at other addresses, answering at leisure. */
function script(chance: Random): Sent[] {
  const seconds = trials(3, 60)
  return answersOf(200 * seconds, chance).map((answers, place) => ({
    kind: 'script',
    when: at(13, 20) + Math.floor(place / 200),
    counter: registry.cardCounter.code,
    address: anywhere(chance),
    fields: {
      ...answers,
      layanan: 'ktp',
      kunci: crypto.randomUUID(),
      perangkat: hex(chance),
      lama: Math.round(60 * Math.exp(chance.normal() * 0.5)),
    },
  }))
}

/** Copies of the best answers in the evening, each as if from another phone. */
function copies(chance: Random): Sent[] {
  return Array.from({ length: 60 }, (_, place) => ({
    kind: 'copies',
    when: at(19) + place * 90 + chance.between(0, 60),
    counter: registry.cardCounter.code,
    address: anywhere(chance),
    fields: {
      ...Object.fromEntries(nine.map((key) => [key, 4])),
      layanan: 'ktp',
      kunci: crypto.randomUUID(),
      perangkat: hex(chance),
      lama: chance.between(30, 90),
    },
  }))
}

describe('a day of honest answers and cheating', () => {
  const refused: string[] = []
  const kinds = new Map<number, string>()
  let found: Awaited<ReturnType<typeof listSignalled>> = []
  let slowest = 0

  beforeAll(async () => {
    const chance = random('a day of cheating')
    // Four weeks before: what is usual here.
    await answerIn(database, { unitId: registry.id, serviceId: 1, quarter: 20264 }, answersOf(2000, chance))
    const sent = [
      ...honest(trials(500, 900), chance),
      ...onOneWifi(chance),
      ...onePhone(chance),
      ...clerk(chance),
      ...script(chance),
      ...copies(chance),
    ].toSorted((one, other) => one.when - other.when)
    for (const [when, together] of Map.groupBy(sent, (one) => one.when)) {
      now = when
      await Promise.all(
        together.map(async (one) => {
          const begun = performance.now()
          const response = await fetch(`${address}/s/${one.counter}`, {
            method: 'POST',
            body: new URLSearchParams(Object.entries(one.fields).map(([name, value]) => [name, String(value)])),
            headers: { accept: 'application/json', 'x-forwarded-for': one.address },
          })
          if (one.kind === 'wifi') slowest = Math.max(slowest, performance.now() - begun)
          if (response.status !== 201) refused.push(`${one.kind}: ${response.status} ${await response.text()}`)
          else await response.arrayBuffer()
        }),
      )
    }
    const order = new Map(sent.map((one) => [String(one.fields.kunci), one.kind]))
    const byKey = new Map(Array.from(order, ([key, kind]) => [keyFromUuid(key), kind]))
    const rows = await database.read.selectFrom('responses').where('day', '=', day).select(['id', 'key']).execute()
    for (const { id, key } of rows) if (key && byKey.has(key)) kinds.set(id, byKey.get(key) as string)
    now = midnight + 26 * 3600
    await lookThroughNewDays(database, new Date(now * 1000), 'WIB')
    const choice = { unitId: registry.id, quarter: quarterOf(day) }
    found = await listSignalled(database, choice, undefined, 1_000_000)
  }, 600_000)

  const shareOf = (kind: string) => {
    const all = Array.from(kinds.values()).filter((one) => one === kind).length
    const conspicuous = found.filter(({ id }) => kinds.get(id) === kind).length
    report(`cheating, ${kind}`, `${conspicuous} of ${all} conspicuous (${((100 * conspicuous) / all).toFixed(1)} %)`)
    return conspicuous / all
  }

  test('refuses and drops nothing', () => {
    expect(refused.slice(0, 5)).toEqual([])
  })

  test.each(['one phone', 'clerk', 'script', 'copies'])('%s: at least 95 of 100 are conspicuous', (kind) => {
    expect(shareOf(kind)).toBeGreaterThanOrEqual(0.95)
  })

  test('finds at most 2 % of honest answers conspicuous, and none for a shared Wi-Fi', () => {
    const honestly = shareOf('honest')
    const wifi = shareOf('wifi')
    report('300 in an hour through one Wi-Fi', `none refused, slowest ${Math.round(slowest)} ms`)
    const reasons = found
      .filter(({ id }) => ['honest', 'wifi'].includes(kinds.get(id) ?? ''))
      .map(({ signals }) => signals)
    expect(honestly, JSON.stringify(reasons)).toBeLessThanOrEqual(0.02)
    expect(wifi, JSON.stringify(reasons)).toBe(0)
  })
})
