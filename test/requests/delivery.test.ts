// Answers that were kept on a phone: they count for the day they were given, once, marked, and for a counter that has closed since.

import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { formatDay } from '#src/language/format.ts'
import { findContent, listEditions } from '#src/publications/store.ts'
import { openForm, submitResponse } from '#src/responses/actions/submit.ts'
import { keyFromUuid } from '#src/responses/forms/submission.ts'
import { countAnswers } from '#src/responses/store/answers.ts'
import {
  dayToText,
  instantOf,
  localDay,
  previousQuarter,
  quarterDays,
  quarterOf,
  quarterSlug,
} from '#src/units/rules/calendar.ts'
import { all, complaintsIn, nobody, receiptIn, sendForm, sendJson, tableIn, textOf } from '#test/support/answers.ts'
import { city, nine } from '#test/support/city.ts'
import { arrangeStaff, type DeskBrowser, signedIn } from '#test/support/desk.ts'
import { answerIn, answersAround, openPastReview, publishNow } from '#test/support/publishing.ts'
import { countRows, recount, storedTallies } from '#test/support/recount.ts'
import { closeWithoutErrors, type Site, startCity } from '#test/support/site.ts'

const { registry, clinic } = city
const day = 86_400
let site: Site
let staff: Awaited<ReturnType<typeof arrangeStaff>>

beforeAll(async () => {
  site = await startCity()
  staff = await arrangeStaff(site.database)
})
afterAll(async () => {
  expect(await storedTallies(site.database)).toEqual(await recount(site.database))
  await closeWithoutErrors(site)
})

const seconds = () => Math.floor(Date.now() / 1000)

/** What was stored under a key that was sent, with its mark. */
async function stored(receipt: Response) {
  expect([200, 201]).toContain(receipt.status)
  const [row] = await site.database.select<{
    id: number
    day: number
    channel: string
    answered_at: number
    answers: string
    given_at: number | null
    delivered_at: number | null
  }>({
    sql: `select r.*, given_at, delivered_at from responses as r left join late_deliveries on response_id = r.id
      order by r.id desc limit 1`,
    parameters: [],
  })
  if (!row) throw new Error('nothing is stored')
  return row
}

function send(code: string, ago: number, more: object = {}) {
  const now = seconds()
  return sendJson(site, code, { cost: 3, layanan: 'ktp', diberikan_pada: now - ago, dikirim_pada: now, ...more })
}

describe('an answer that was kept', () => {
  test('for ten days counts for the day on which it was given, and is marked', async () => {
    const before = seconds()
    const row = await stored(await send(registry.counter.code, 10 * day))
    expect(row.day).toBe(localDay(new Date((before - 10 * day) * 1000), 'WIB'))
    expect(row.answered_at).toBeGreaterThanOrEqual(before - 10 * day - 1)
    expect(row.given_at).toBe(row.answered_at)
    expect(row.delivered_at).toBeGreaterThanOrEqual(before)
    expect((row.delivered_at ?? 0) - (row.given_at ?? 0)).toBe(10 * day)
  })

  test('by a phone whose clock is wrong by years counts for the same day', async () => {
    const wrong = 1000 * day
    const now = seconds() - wrong
    const row = await stored(
      await sendJson(site, registry.cardCounter.code, {
        cost: 3,
        diberikan_pada: new Date((now - 2 * day) * 1000).toISOString(),
        dikirim_pada: new Date(now * 1000).toISOString(),
      }),
    )
    expect(row.day).toBe(localDay(new Date(Date.now() - 2 * day * 1000), 'WIB'))
  })

  test('for longer than 30 days counts for the day of its arrival, and says when it was given', async () => {
    const row = await stored(await send(registry.counter.code, 40 * day))
    expect(row.day).toBe(localDay(new Date(), 'WIB'))
    expect((row.delivered_at ?? 0) - (row.given_at ?? 0)).toBe(40 * day)
  })

  test.each([
    ['a moment', { diberikan_pada: seconds() - 5 }],
    ['no time at all', {}],
    ['a time that nobody can read', { diberikan_pada: 'tadi pagi', dikirim_pada: {} }],
  ])('for %s is an answer as any other', async (_, times) => {
    const row = await stored(await sendJson(site, registry.counter.code, { cost: 3, layanan: 'ktp', ...times }))
    expect(row).toMatchObject({ given_at: null, delivered_at: null, day: localDay(new Date(), 'WIB') })
  })

  test('and is sent again and again gets one receipt, and counts once', async () => {
    const kunci = crypto.randomUUID()
    const first = await send(registry.counter.code, 3 * day, { kunci })
    expect(first.status).toBe(201)
    const receipt = await receiptIn(first)
    const rows = await countRows(site.database)
    for (const ago of [3 * day, 4 * day, 0]) {
      const again = await send(registry.counter.code, ago, { kunci })
      expect(again.status).toBe(200)
      expect(await receiptIn(again)).toBe(receipt)
    }
    expect(await countRows(site.database)).toBe(rows)
  })

  test('gets a thanks page with the day on which it was given', async () => {
    const now = seconds()
    const sent = await sendForm(site, registry.cardCounter.code, {
      cost: 3,
      diberikan_pada: now - 5 * day,
      dikirim_pada: now,
    })
    expect(sent.status).toBe(303)
    const page = textOf(await (await site.fetch(sent.headers.get('location') ?? '')).text())
    const given = new Date((now - 5 * day) * 1000 + 7 * 3_600_000)
    expect(page).toContain(`Dijawab ${given.getUTCDate()} `)
  })
})

describe('a counter or code that has closed since', () => {
  const close = (sql: string) => site.database.commit({ sql, parameters: [] })

  beforeAll(async () => {
    // As if they had been there for months, and had closed an hour ago.
    const hourAgo = seconds() - 3600
    await close(`update counters set closed_at = ${hourAgo} where id = 5`)
    await close(`update counter_codes set withdrawn_at = ${hourAgo} where code = '${city.withdrawnCode}'`)
  })

  test.each([
    ['closed counter', city.closedCode],
    ['withdrawn code', city.withdrawnCode],
  ])('takes what was answered before, and nothing that was not: %s', async (_, code) => {
    expect((await send(code, 2 * day)).status).toBe(201)
    expect((await send(code, 3700)).status).toBe(201)
    for (const late of [send(code, 0), send(code, 1800), sendJson(site, code, { cost: 3, layanan: 'ktp' })]) {
      expect((await late).status).toBe(410)
    }
    expect((await site.fetch(`/s/${code}`)).status).toBe(410)
  })

  test('takes nothing any more once it is closed for longer than answers count for their day', async () => {
    await close(`update counters set closed_at = ${seconds() - 31 * day} where id = 5`)
    const refused = await send(city.closedCode, 40 * day)
    expect(refused.status).toBe(410)
    expect(await complaintsIn(refused)).toEqual([{ bidang: 'kode', pesan: expect.any(String) }])
  })

  test('takes answers about a service that has closed since', async () => {
    await close(`update services set closed_at = ${seconds() - 3600} where id = 2`)
    expect((await send(registry.counter.code, 2 * day, { layanan: 'akta' })).status).toBe(201)
    expect((await send(registry.counter.code, 0, { layanan: 'akta' })).status).toBe(422)
    await close('update services set closed_at = null where id = 2')
  })

  test('is not made up: an unknown code stays unknown', async () => {
    expect((await send('2222ZZZZ', 2 * day)).status).toBe(404)
  })
})

describe('a questionnaire that has changed since', () => {
  const answer = { ...all(nine, 4), parking: 2, layanan: 'rawat-jalan' }

  test('is not the one that is read: what was asked then is what counts', async () => {
    const before = await stored(await send(clinic.counter.code, 5 * day, answer))
    expect(JSON.parse(before.answers)).not.toHaveProperty('1000')
    const today = await stored(await send(clinic.counter.code, 0, answer))
    expect(JSON.parse(today.answers)).toHaveProperty('1000', 2)
  })

  test('is that of the day on which the form was put together, however late it is sent', async () => {
    const row = await stored(await send(clinic.counter.code, 0, { ...answer, disusun_pada: seconds() - 3 * day }))
    expect(JSON.parse(row.answers)).not.toHaveProperty('1000')
  })
})

describe('the tablet at the counter', () => {
  test('has a form that leads nowhere else, and answers of its own channel', async () => {
    const page = await (await site.fetch(`/s/${registry.counter.code}/kios`)).text()
    const links = Array.from(page.matchAll(/<a [^>]*href="([^"]+)"/g), ([, href]) => href)
    // Another language or easy mode stays on this very form.
    expect(links.filter((href) => !/^[#?]/.test(href ?? ''))).toEqual([])
    expect(page).toContain(`action="/s/${registry.counter.code}/kios"`)
    const row = await stored(await sendJson(site, `${registry.counter.code}/kios`, { cost: 4, layanan: 'ktp' }))
    expect(row.channel).toBe('kiosk')
  })

  test('thanks without scripts, and goes back to a fresh form by itself', async () => {
    const sent = await sendForm(site, `${registry.cardCounter.code}/kios`, { cost: 4 })
    expect(sent.headers.get('location')).toMatch(new RegExp(`^/s/${registry.cardCounter.code}/kios/terima/`))
    const page = await (await site.fetch(sent.headers.get('location') ?? '')).text()
    expect(page).toContain(`content="10;url=/s/${registry.cardCounter.code}/kios"`)
    expect(page).not.toContain('/unit/')
  })

  test('says that its code is closed without leading away', async () => {
    const page = await (await site.fetch(`/s/${city.closedCode}/kios`)).text()
    expect(page).toContain('sudah tidak dipakai')
    expect(page).not.toMatch(/<a [^>]*href="\//)
  })
})

describe('the desk', () => {
  let bureau: DeskBrowser
  const mine = `/kelola/unit/${registry.slug}`

  beforeAll(async () => {
    bureau = await signedIn(site, staff.bureau)
  })

  test('sees in the list, on its page and in the file which answers came late', async () => {
    const { id, day: counted, delivered_at } = await stored(await send(registry.counter.code, 7200))
    const quarter = quarterSlug(quarterOf(counted))
    const arrived = localDay(new Date((delivered_at ?? 0) * 1000), 'WIB')
    const list = await (await bureau.get(`${mine}/jawaban?triwulan=${quarter}`)).text()
    const row = tableIn(list, 'Hari terbaru').find(([first]) => first?.includes(`nomor ${id}`))
    expect(row?.[3]).toBe(`Ponsel menyusul ${formatDay(arrived)}`)
    expect(textOf(await (await bureau.get(`${mine}/jawaban/${id}`)).text())).toContain(
      `Tiba menyusul pada ${formatDay(arrived)}`,
    )
    const file = await (await bureau.get(`${mine}/jawaban.csv?triwulan=${quarter}`)).text()
    const { data } = Papa.parse<Record<string, string>>(file, { header: true })
    expect(data.find(({ nomor }) => nomor === String(id))?.tiba_menyusul).toBe(dayToText(arrived))

    const { id: other } = await stored(await send(registry.counter.code, 0))
    expect(textOf(await (await bureau.get(`${mine}/jawaban/${other}`)).text())).not.toContain('menyusul')
  })

  test('is told when an answer counts for another day than that on which its phone says it was given', async () => {
    const { id } = await stored(await send(registry.counter.code, 40 * day))
    const given = localDay(new Date(Date.now() - 40 * day * 1000), 'WIB')
    expect(textOf(await (await bureau.get(`${mine}/jawaban/${id}`)).text())).toContain(
      `menurut ponselnya dijawab ${formatDay(given)}`,
    )
  })
})

test('a quarter that was published stays as it is; the tallies, from which a correction is made, take the answer in', async () => {
  const { database } = site
  const quarter = previousQuarter(previousQuarter(quarterOf(localDay(new Date(), 'WIB'))))
  await answerIn(database, { unitId: 1, serviceId: 1, quarter }, answersAround(3.3, 60, quarter))
  await openPastReview(database, quarter)
  await publishNow(database, quarter)
  const contents = async () => {
    const editions = await listEditions(database)
    return Promise.all(editions.map(({ id }) => findContent(database, id)))
  }
  const before = await contents()
  expect(before).toHaveLength(1)
  const { counting } = await countAnswers(database, 1, quarter)

  const found = await openForm(database, registry.cardCounter.code, seconds())
  if (found.state !== 'open') throw new Error('the counter is closed')
  const [service] = found.form.services
  if (!service) throw new Error('the counter has no service')
  // The first day after the quarter, when a phone comes by with what was said on its last.
  const { last } = quarterDays(quarter)
  const givenAt = instantOf(last, 12 * 3600, 'WIB')
  const submission = { service: 'ktp', answers: { cost: 1 }, respondent: nobody, suggestion: null }
  const key = keyFromUuid(crypto.randomUUID()) ?? ''
  const now = new Date((givenAt + day) * 1000)
  await submitResponse(database, now, found.form, service, { ...submission, key }, { answeredAt: givenAt, givenAt })

  expect(await contents()).toEqual(before)
  expect((await countAnswers(database, 1, quarter)).counting).toBe(counting + 1)
})
