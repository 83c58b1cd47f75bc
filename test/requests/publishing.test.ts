// Publishing a quarter: exactly what was reviewed, once, whatever happens at the same moment.

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '#src/database/database.ts'
import { draftQuarter } from '#src/publications/actions/draft.ts'
import { correctQuarter, publishQuarter } from '#src/publications/actions/publish.ts'
import type { Edition, UnitDocument } from '#src/publications/rules/document.ts'
import { canonical, sha256 } from '#src/publications/signing.ts'
import {
  findContent,
  listDocuments,
  listEditions,
  listEditionUnits,
  listStandingEditions,
} from '#src/publications/store.ts'
import { lastQuarters, localDay, previousQuarter, quarterOf, quarterSlug } from '#src/units/rules/calendar.ts'
import { arrangeCity, city } from '#test/support/city.ts'
import { arrangeStaff } from '#test/support/desk.ts'
import { answerIn, answersAround, bureau, openPastReview, platformOver, publishNow } from '#test/support/publishing.ts'
import { publicKey, type Site, startSite } from '#test/support/site.ts'

let site: Site
let database: Database
const running = quarterOf(localDay(new Date(), 'WIB'))
/** Each test takes the next, so that none meets another's editions. */
const quarters = lastQuarters(previousQuarter(running), 12)
let taken = 0
let quarter = 0

beforeAll(async () => {
  site = await startSite()
  database = site.database
  await arrangeCity(database)
  await arrangeStaff(database)
})
afterAll(async () => {
  expect(site.errors()).toEqual([])
  await site.close()
})
beforeEach(async () => {
  quarter = quarters[taken++] as number
  await answerIn(database, { unitId: 1, serviceId: 1, quarter }, answersAround(3.3, 60, quarter))
  await answerIn(database, { unitId: 3, serviceId: 5, quarter }, answersAround(2.9, 12, quarter))
  await openPastReview(database, quarter)
})

async function documents(editionId: number): Promise<UnitDocument[]> {
  const found: UnitDocument[] = []
  for await (const text of listDocuments(database, editionId)) found.push(JSON.parse(text))
  return found
}

async function editionsOf(of: number) {
  return (await listEditions(database)).filter((edition) => edition.quarter === of)
}

describe('a quarter', () => {
  test('is published as it was drafted: signed, chained, every unit in it', async () => {
    const [before] = await listEditions(database)
    const draft = await draftQuarter(database, quarter)
    const published = await publishQuarter(platformOver(database), bureau, { quarter, mark: draft.mark })
    expect(published).toEqual({ edition: { quarter, number: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) } })

    const [edition] = await listEditions(database)
    if (!edition) throw new Error('no edition')
    const content = await findContent(database, edition.id)
    expect(await sha256(content)).toBe(edition.hash)
    expect(canonical(JSON.parse(content))).toBe(content)
    const key = await crypto.subtle.importKey('raw', Buffer.from(publicKey, 'hex'), 'Ed25519', false, ['verify'])
    const signature = Buffer.from(edition.signature, 'hex')
    expect(await crypto.subtle.verify('Ed25519', key, signature, new TextEncoder().encode(content))).toBe(true)
    const said = JSON.parse(content) as Edition
    expect(said).toMatchObject({
      periode: quarterSlug(quarter),
      edisi: 1,
      hash_sebelumnya: before?.hash ?? null,
      jumlah_unit: 4,
      unit_dinilai: 1,
      unit_di_bawah_minimum: 1,
      unit_tanpa_jawaban: 2,
      jumlah_responden: 72,
      perbedaan: [],
    })
    const units = await documents(edition.id)
    expect(units.map(({ kode_unit, keadaan }) => [kode_unit, keadaan])).toEqual([
      [city.clinic.slug, 'di_bawah_minimum'],
      ['arsip', 'tanpa_jawaban'],
      ['bapenda', 'tanpa_jawaban'],
      [city.registry.slug, 'dinilai'],
    ])
    expect(await Promise.all(units.map((unit) => sha256(canonical(unit))))).toEqual(said.unit.map(({ hash }) => hash))
    expect(units).toEqual(draft.units.map(({ document }) => document))
    const rows = await listEditionUnits(database, edition.id)
    expect(rows.map(({ ikm }) => ikm)).toEqual(units.map(({ ikm }) => (ikm === null ? null : Math.round(ikm * 100))))
  })

  test('is refused without a review, while it runs, and when its units have yet to confirm', async () => {
    const platform = platformOver(database)
    const attempt = async (of: number) =>
      publishQuarter(platform, bureau, { quarter: of, mark: (await draftQuarter(database, of)).mark })
    expect(await attempt(running)).toMatchObject({ refused: 'obstacles', obstacles: [{ reason: 'running' }] })
    const unopened = previousQuarter(quarters[0] as number)
    expect(await attempt(unopened)).toMatchObject({ refused: 'obstacles', obstacles: [{ reason: 'notOpened' }] })
    const early = () => new Date((localDay(new Date(), 'WIB') - 4000) * 86_400_000)
    expect(await publishQuarter(platformOver(database, early), bureau, { quarter, mark: 'x' })).toMatchObject({
      refused: 'obstacles',
    })
    expect(await editionsOf(quarter)).toEqual([])
  })

  test('that is not what was seen any more is not published', async () => {
    const { mark } = await draftQuarter(database, quarter)
    await answerIn(database, { unitId: 1, serviceId: 1, quarter }, answersAround(1.5, 1))
    expect(await publishQuarter(platformOver(database), bureau, { quarter, mark })).toEqual({ refused: 'changed' })
    expect(await editionsOf(quarter)).toEqual([])
  })

  test('is published once when two of the bureau do it at the same moment', async () => {
    const { mark } = await draftQuarter(database, quarter)
    const platform = platformOver(database)
    const both = await Promise.all([1, 2].map(() => publishQuarter(platform, bureau, { quarter, mark })))
    expect(both.filter((one) => 'edition' in one)).toHaveLength(1)
    expect(both.filter((one) => 'refused' in one)).toEqual([{ refused: 'published' }])
    expect(await editionsOf(quarter)).toHaveLength(1)
  })

  test('has the figures that were seen when answers arrive while it is published, or is not published', async () => {
    const draft = await draftQuarter(database, quarter)
    const arriving = Promise.all(
      [1, 2, 3, 4, 5].map((seed) =>
        answerIn(database, { unitId: 1, serviceId: 1, quarter }, answersAround(2, 1, seed)),
      ),
    )
    const [published] = await Promise.all([
      publishQuarter(platformOver(database), bureau, { quarter, mark: draft.mark }),
      arriving,
    ])
    const [edition] = await editionsOf(quarter)
    if ('edition' in published) {
      if (!edition) throw new Error('said to be published, but is not')
      expect(await documents(edition.id)).toEqual(draft.units.map(({ document }) => document))
    } else {
      expect(published).toEqual({ refused: 'changed' })
      expect(edition).toBeUndefined()
    }
  })

  test('is not held up by what does not belong to it', async () => {
    const { mark } = await draftQuarter(database, quarter)
    await answerIn(database, { unitId: 1, serviceId: 1, quarter: running }, answersAround(3, 2))
    expect(await publishQuarter(platformOver(database), bureau, { quarter, mark })).toMatchObject({
      edition: { number: 1 },
    })
  })

  test('is not published without a key', async () => {
    const { mark } = await draftQuarter(database, quarter)
    const platform = platformOver(database)
    const { signingKey: _, ...config } = platform.config
    expect(await publishQuarter({ ...platform, config }, bureau, { quarter, mark })).toEqual({ refused: 'noKey' })
  })
})

describe('a correction', () => {
  test('says why and what changed, keeps every other document, and leaves the old edition readable', async () => {
    await publishNow(database, quarter)
    const [first] = await editionsOf(quarter)
    if (!first) throw new Error('no edition')
    const before = await documents(first.id)
    const platform = platformOver(database)
    const same = await draftQuarter(database, quarter)
    const reason = 'Lima formulir kertas tertinggal di loket.'
    expect(await correctQuarter(platform, bureau, { quarter, mark: same.mark, reason })).toEqual({ refused: 'same' })

    await answerIn(database, { unitId: 1, serviceId: 1, quarter, said: { sex: 'P' } }, answersAround(1.2, 5))
    const { mark } = await draftQuarter(database, quarter)
    expect(await correctQuarter(platform, bureau, { quarter, mark, reason: 'ya' })).toEqual({ refused: 'reason' })
    expect(await correctQuarter(platform, bureau, { quarter, mark, reason })).toMatchObject({ edition: { number: 2 } })

    const standing = (await listStandingEditions(database)).find((edition) => edition.quarter === quarter)
    if (!standing) throw new Error('no edition')
    const said = JSON.parse(await findContent(database, standing.id)) as Edition
    expect(said).toMatchObject({ edisi: 2, alasan_ralat: reason, hash_sebelumnya: first.hash })
    const after = await documents(standing.id)
    const changed = after.filter((unit, place) => canonical(unit) !== canonical(before[place] as UnitDocument))
    expect(changed.map(({ kode_unit }) => kode_unit)).toEqual([city.registry.slug])
    expect(said.perbedaan).toMatchObject([
      { kode_unit: city.registry.slug, jumlah_responden: [60, 65], ikm: [before[3]?.ikm, changed[0]?.ikm] },
    ])
    // Two tables of the same groups would tell of the five.
    expect(changed[0]?.profil).toEqual(before[3]?.profil)
    expect(changed[0]?.profil_menurut_edisi).toBe(1)
    expect(await documents(first.id)).toEqual(before)
  })

  test('is not made of what was never published', async () => {
    const { mark } = await draftQuarter(database, quarter)
    const reason = 'Belum pernah terbit sama sekali.'
    expect(await correctQuarter(platformOver(database), bureau, { quarter, mark, reason })).toEqual({
      refused: 'notPublished',
    })
  })
})

test('the quarter after is compared with what was published, not with what came later', async () => {
  const next = quarters[taken++] as number
  await publishNow(database, quarter)
  await answerIn(database, { unitId: 1, serviceId: 1, quarter }, answersAround(1, 40))
  await answerIn(database, { unitId: 1, serviceId: 1, quarter: next }, answersAround(3.3, 60, quarter))
  await publishNow(database, next)
  const [edition] = await editionsOf(next)
  const found = (await documents(edition?.id ?? 0)).find(({ kode_unit }) => kode_unit === city.registry.slug)
  expect(found).toMatchObject({
    perubahan: { selisih: 0, arah: 'belum dapat dibedakan' },
    dibandingkan_dengan: { periode: quarterSlug(quarter), edisi: 1 },
  })
})
