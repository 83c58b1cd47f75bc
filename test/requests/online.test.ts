// SKM Online and added elements: which answers are taken, and what they are worth in the tallies.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { all, complaintsIn, questionsIn, sendForm, sendJson, tableIn, textOf } from '#test/support/answers.ts'
import { city, nine } from '#test/support/city.ts'
import { arrangeStaff, type DeskBrowser, signedIn } from '#test/support/desk.ts'
import { countRows, recount, storedTallies } from '#test/support/recount.ts'
import { referenceFigures } from '#test/support/reference.ts'
import { closeWithoutErrors, type Site, startCity } from '#test/support/site.ts'

const { taxes, clinic } = city
const counter = taxes.counter.code

// Source: SKM Online, questions of a HYBRID service with what they measure; null for integrity items.
const hybrid = {
  infoAvailable: 'requirements',
  requirementsMatch: 'requirements',
  procedureInformed: 'procedure',
  procedureEasy: 'procedure',
  noFraud: null,
  timeAsInformed: 'completion_time',
  costAsInformed: 'cost',
  noIllegalLevy: null,
  noBrokering: null,
  productAsPublished: 'product',
  staffResponsive: 'competence',
  appResponsive: 'competence',
  staffFriendly: 'conduct',
  appFeaturesEasy: 'conduct',
  noDiscrimination: null,
  noGratuity: null,
  complaintAccess: 'complaint_handling',
  facilitiesComfort: 'facilities',
  onlineComfort: 'facilities',
}
const questions = Object.keys(hybrid)
const integrity = ['procedureIntegrity', 'noIllegalLevy', 'noBrokering', 'fairness', 'noGratuity']

let site: Site
let leader: DeskBrowser
beforeAll(async () => {
  site = await startCity()
  leader = await signedIn(site, (await arrangeStaff(site.database)).leader)
})
afterAll(async () => {
  expect(await storedTallies(site.database)).toEqual(await recount(site.database))
  await closeWithoutErrors(site)
})

/** What the last response added to its unit's quarter: item → [count, sum in twelfths, squares]. */
async function added(unitId: number, send: () => Promise<Response>): Promise<Record<string, [number, number, number]>> {
  const before = await quarterOf(unitId)
  expect((await send()).status).toBe(201)
  const after = await quarterOf(unitId)
  const difference = Object.fromEntries(
    Object.entries(after).map(([item, now]) => [
      item,
      now.map((value, place) => value - (before[item]?.[place] ?? 0)) as [number, number, number],
    ]),
  )
  return Object.fromEntries(Object.entries(difference).filter(([, [count]]) => count !== 0))
}

async function quarterOf(unitId: number): Promise<Record<string, [number, number, number]>> {
  const totals: Record<string, [number, number, number]> = {}
  const { quarter_tallies, quarter_item_tallies } = await storedTallies(site.database)
  for (const [name, value] of [...Object.entries(quarter_tallies), ...Object.entries(quarter_item_tallies)]) {
    const [place, item, measure] = name.split(' ')
    if (!place?.endsWith(`/${unitId}`) || !item || !measure) continue
    totals[item] ??= [0, 0, 0]
    totals[item][['count', 'sum', 'squares'].indexOf(measure)] = value
  }
  return totals
}

describe('an answer about a HYBRID service', () => {
  const scores = Object.fromEntries(questions.map((key, place) => [key, (place % 4) + 1]))

  test('counts each element once, by the mean of its two answers in twelfths', async () => {
    const counted = await added(taxes.id, () => sendJson(site, counter, { ...scores, layanan: 'pajak' }))
    for (const element of new Set(Object.values(hybrid))) {
      if (element === null) continue
      const given = questions
        .filter((key) => hybrid[key as keyof typeof hybrid] === element)
        .map((key) => scores[key] ?? 0)
      const twelfths = (given.reduce((sum, score) => sum + score) * 12) / given.length
      expect(counted[element]).toEqual([1, twelfths, twelfths ** 2])
    }
    // requirements: (1 + 2) / 2 = 1.5, which no whole number of scores could hold
    expect(counted.requirements).toEqual([1, 18, 324])
  })

  test('keeps the integrity items beside the nine', async () => {
    const counted = await added(taxes.id, () =>
      sendJson(site, counter, { ...all(questions, 4), noFraud: 1, layanan: 'pajak' }),
    )
    expect(Object.keys(counted).toSorted()).toEqual(
      [...new Set(Object.values(hybrid)), ...integrity].filter((item) => item !== null).toSorted(),
    )
    expect(counted.procedureIntegrity).toEqual([1, 12, 144])
    expect(counted.procedure).toEqual([1, 48, 2304])
  })

  test('counts an element by the one answer that was given', async () => {
    const counted = await added(taxes.id, () => sendJson(site, counter, { onlineComfort: 3, layanan: 'pajak' }))
    expect(counted).toEqual({ facilities: [1, 36, 1296] })
  })

  test('may be about integrity only', async () => {
    const counted = await added(taxes.id, () => sendJson(site, counter, { noGratuity: 2, layanan: 'pajak' }))
    expect(counted).toEqual({ noGratuity: [1, 24, 576] })
  })
})

describe('an answer about an OFFLINE service', () => {
  test('does not count answers to questions that only other services ask', async () => {
    const counted = await added(taxes.id, () =>
      sendJson(site, counter, { facilitiesComfort: 2, onlineComfort: 4, appResponsive: 4, layanan: 'perbaikan' }),
    )
    expect(counted).toEqual({ facilities: [1, 24, 576] })
  })

  test('made of such answers only, or of those of SKM 2017, is no answer', async () => {
    const rows = await countRows(site.database)
    for (const fields of [{ appResponsive: 4 }, all(nine, 4)]) {
      const sent = await sendJson(site, counter, { ...fields, layanan: 'perbaikan' })
      expect(sent.status).toBe(422)
      expect((await complaintsIn(sent))[0]?.pesan).toContain('Isi paling sedikit satu')
    }
    expect(await countRows(site.database)).toBe(rows)
  })
})

test('without a service the answer is not taken, and the page asks for it', async () => {
  const rows = await countRows(site.database)
  const asJson = await sendJson(site, counter, all(questions, 4))
  expect(asJson.status).toBe(422)
  expect(await complaintsIn(asJson)).toEqual([{ bidang: 'layanan', pesan: 'Pilih layanan yang Anda terima.' }])
  const asPage = await sendForm(site, counter, all(questions, 4))
  expect(asPage.status).toBe(422)
  expect(textOf(await asPage.text())).toContain('Layanan apa yang Anda terima?')
  expect(await countRows(site.database)).toBe(rows)
})

test('a wrong answer shows the same questions again, with the service kept', async () => {
  const page = await (await sendForm(site, counter, { ...all(questions, 4), noBrokering: 9, layanan: 'pajak' })).text()
  expect(questionsIn(page)).toEqual(questions)
  expect(page).toContain('name="layanan" value="pajak"')
})

test('integrity items are shown beside the index and never change it', async () => {
  const figures = async () => tableIn(await (await leader.get(`/kelola/unit/${taxes.slug}`)).text(), 'Nilai tiap unsur')
  const rows = await figures()
  expect(rows.slice(1).map(([code]) => code)).toEqual(['U1', 'U2', 'U3', 'U4', 'U5', 'U6', 'U7', 'U8', 'U9'])
  await sendJson(site, counter, {
    noFraud: 1,
    noIllegalLevy: 1,
    noBrokering: 1,
    noDiscrimination: 1,
    noGratuity: 1,
    layanan: 'pajak',
  })
  expect(await figures()).toEqual(rows)
  expect(textOf(await (await leader.get(`/kelola/unit/${taxes.slug}`)).text())).toContain('Bebas Pungutan Liar')
})

describe('an added element', () => {
  test('is stored under its permanent number, counted, and weighs as much as each of the nine', async () => {
    const counted = await added(clinic.id, () => sendJson(site, clinic.counter.code, { ...all(nine, 4), parking: 1 }))
    expect(counted.parking).toEqual([1, 12, 144])
    const newest = await site.database.read
      .selectFrom('responses')
      .orderBy('id', 'desc')
      .select('answers')
      .executeTakeFirst()
    expect(JSON.parse(newest?.answers ?? '')).toMatchObject({ 1000: 1 })

    const page = await (await leader.get(`/kelola/unit/${clinic.slug}`)).text()
    const table = tableIn(page, 'Nilai tiap unsur')
    expect(table.at(-1)?.slice(0, 2)).toEqual(['U10', 'Tempat parkir'])
    const sheets = [...nine.map(() => 4), 1].map((score) => ({
      sheets: [{ answers: [score], times: 1 }],
      weight: null,
    }))
    expect(referenceFigures(sheets).exact?.text).toBe('92.50')
    expect(textOf(page)).toContain('92,50')
  })

  test('is refused like any other question when its score is none', async () => {
    const sent = await sendJson(site, clinic.counter.code, { ...all(nine, 4), parking: 5 })
    expect(await complaintsIn(sent)).toEqual([{ bidang: 'parking', pesan: expect.stringContaining('1 sampai 4') }])
  })

  test('that is not yet in force is no question', async () => {
    const counted = await added(clinic.id, () => sendJson(site, clinic.counter.code, { cost: 4, signs: 4 }))
    expect(counted).toEqual({ cost: [1, 48, 2304] })
  })
})
