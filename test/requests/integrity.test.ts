// Evidence against stuffing on both runtimes: codes of visits, what is noted of an answer, what the desk and an edition tell of it.

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { draftOneUnit } from '#src/publications/actions/draft.ts'
import { fewestTold } from '#src/publications/rules/integrity.ts'
import { purgeEvidence } from '#src/responses/actions/purge.ts'
import { lookThroughDay } from '#src/responses/actions/signals.ts'
import { hashToken } from '#src/security/token.ts'
import { localDay, quarterOf } from '#src/units/rules/calendar.ts'
import { all, receiptIn, sendForm, sendJson } from '#test/support/answers.ts'
import { city, nine } from '#test/support/city.ts'
import { actsIn, arrangeStaff, type DeskBrowser, signedIn } from '#test/support/desk.ts'
import { answerIn, answersAround } from '#test/support/publishing.ts'
import { closeWithoutErrors, origin, type Site, startCity } from '#test/support/site.ts'

let site: Site
let manager: DeskBrowser
let bureau: DeskBrowser
const { registry } = city
const code: string = registry.cardCounter.code
const visits = `/kelola/unit/${registry.slug}/loket/${registry.cardCounter.id}/kunjungan`

beforeAll(async () => {
  site = await startCity()
  const staff = await arrangeStaff(site.database)
  manager = await signedIn(site, staff.unitManager)
  bureau = await signedIn(site, staff.bureau)
})
afterAll(() => closeWithoutErrors(site))

// No two answers that follow each other are the same.
let sentSoFar = 0
function scores(): Record<string, number> {
  sentSoFar += 1
  return Object.fromEntries(nine.map((key, place) => [key, 1 + ((sentSoFar >> place) % 4)]))
}

/** Sends an answer that is to be stored. @returns its evidence, as it was noted. */
async function answer(fields: Record<string, string | number> = {}) {
  const sent = await sendJson(site, code, { ...scores(), ...fields })
  expect(sent.status).toBe(201)
  await receiptIn(sent)
  const rows = await site.database.select<Record<string, string | number | null>>({
    sql: `select id, device, address, seconds, visit from responses left join response_evidence on response_id = id
      where id = (select max(id) from responses)`,
    parameters: [],
  })
  return rows[0] ?? {}
}

/** A key of a queue system or the address of a screen, from the page that shows it once. */
async function made(kind: 'antrean' | 'layar'): Promise<string> {
  const page = await (await manager.post(`${visits}/${kind}`)).text()
  const found = /<code class="address">([^<]+)<\/code>/.exec(page)?.[1] ?? ''
  return found.replace(`${origin}/layar/`, '')
}

const ask = (key: string, counter = code) =>
  site.fetch(`/api/tiket/${counter}`, { method: 'POST', headers: { authorization: `Bearer ${key}` } })

describe('a one-time code', () => {
  test('that a queue system asks for shows one visit, and no answer is refused for it', async () => {
    const key = await made('antrean')
    const issued = await ask(key)
    expect(issued.status).toBe(201)
    const { tiket, alamat, berlaku_sampai } = (await issued.json()) as Record<string, string>
    expect(alamat).toBe(`${origin}/s/${code}?tiket=${tiket?.replace('-', '')}`)
    expect(Date.parse(berlaku_sampai ?? '')).toBeGreaterThan(Date.now())
    expect((await answer({ tiket: String(tiket).toLowerCase() })).visit).toBe('ticket')
    expect((await answer({ tiket: String(tiket) })).visit).toBe('refused')
    expect((await answer({ tiket: 'DFGH-2345' })).visit).toBe('refused')
    expect((await answer({ tiket: 'bukan kode '.repeat(50) })).visit).toBe('refused')
    expect((await answer()).visit).toBeNull()
  })

  test('is used by the answer that is stored, not by its repetition', async () => {
    const key = await made('antrean')
    const { tiket } = (await (await ask(key)).json()) as { tiket: string }
    const kunci = crypto.randomUUID()
    expect((await answer({ tiket, kunci })).visit).toBe('ticket')
    const again = await sendJson(site, code, { ...all(nine, 3), tiket, kunci })
    expect(again.status).toBe(200)
    const [{ used } = { used: 0 }] = await site.database.select<{ used: number }>({
      sql: 'select count(*) as used from tickets where used_at is not null and key_id = (select max(id) from counter_keys)',
      parameters: [],
    })
    expect(used).toBe(1)
  })

  test('serves at its own counter only', async () => {
    const { tiket } = (await (await ask(await made('antrean'))).json()) as { tiket: string }
    const sent = await sendJson(site, registry.counter.code, { ...all(nine, 3), layanan: 'ktp', tiket })
    expect(sent.status).toBe(201)
    expect((await answer({ tiket })).visit).toBe('ticket')
  })

  test('is asked for in vain without the key, with that of another counter, and after it was withdrawn', async () => {
    const key = await made('antrean')
    expect((await ask('x'.repeat(43))).status).toBe(401)
    expect((await ask(key, registry.counter.code)).status).toBe(401)
    expect((await site.fetch(`/api/tiket/${code}`, { method: 'POST' })).status).toBe(401)
    const { tiket } = (await (await ask(key)).json()) as { tiket: string }
    const row = await site.database.read
      .selectFrom('counter_keys')
      .where('hash', '=', await hashToken(key))
      .select('id')
      .executeTakeFirstOrThrow()
    const withdrawn = await manager.post(`${visits}/cabut`, { nomor: String(row.id), jenis: 'queue' })
    expect(withdrawn.status).toBe(303)
    expect((await manager.post(`${visits}/cabut`, { nomor: String(row.id), jenis: 'queue' })).status).toBe(409)
    expect((await ask(key)).status).toBe(401)
    expect((await answer({ tiket })).visit).toBe('refused')
  })

  test('comes on printed sheets, of which only hashes are kept', async () => {
    const sheet = await manager.post(`${visits}/lembar`)
    expect(sheet.status).toBe(200)
    expect(sheet.headers.get('content-type')).toBe('application/pdf')
    expect(new TextDecoder().decode((await sheet.arrayBuffer()).slice(0, 5))).toBe('%PDF-')
    const hashes = await site.database.read.selectFrom('tickets').select('hash').execute()
    expect(hashes.every(({ hash }) => /^[\w-]{43}$/.test(hash))).toBe(true)
    expect(await actsIn(site.database)).toContain('tickets-printed')
  })

  test('can be typed where codes are handed out, and is carried on by the address', async () => {
    const form = await (await site.fetch(`/s/${code}?tiket=DFGH2345`)).text()
    expect(form).toMatch(/<input[^>]*name="tiket"[^>]*value="DFGH2345"/)
    const elsewhere = await (await site.fetch(`/s/${registry.counter.code}`)).text()
    expect(elsewhere).not.toContain('name="tiket"')
  })
})

describe('the screen of a counter', () => {
  test('shows a code that is taken for some minutes, whoever scans it', async () => {
    const key = await made('layar')
    const screen = await site.fetch(`/layar/${key}`)
    expect(screen.status).toBe(200)
    const page = await screen.text()
    expect(page).toMatch(/src="\/layar\/[\w-]{43}\/qr\.svg" data-next="\d+"/)
    expect(await (await site.fetch(`/layar/${key}/qr.svg`)).text()).toContain('<svg')
    const { showScreen } = await import('#src/responses/actions/visits.ts')
    const { secret } = await import('#test/support/site.ts')
    const config = { origin, zone: 'WIB', secret } as const
    const shownAt = (before: number) =>
      showScreen({ database: site.database, config, clock: () => new Date(Date.now() - before * 1000) }, key)
    const token = async (before: number) =>
      new URL((await shownAt(before))?.address ?? '').searchParams.get('tiket') ?? ''
    expect((await answer({ tiket: await token(0) })).visit).toBe('screen')
    expect((await answer({ tiket: await token(600) })).visit).toBe('screen')
    expect((await answer({ tiket: await token(3600) })).visit).toBe('refused')
    expect((await answer({ tiket: (await token(0)).replace(/.$/, '!') })).visit).toBe('refused')
  })

  test('is found by nobody without its address', async () => {
    expect((await site.fetch('/layar/bukan-alamat')).status).toBe(404)
  })
})

describe('what is noted of an answer', () => {
  const perangkat = '0123456789abcdef0123456789abcdef'

  test('tells one phone from another within a unit, and holds neither token nor address', async () => {
    const one = await answer({ perangkat, lama: 42 })
    const same = await answer({ perangkat, lama: '43' })
    const other = await answer({ perangkat: perangkat.replace('0', 'f') })
    expect(one.device).toBe(same.device)
    expect(one.device).not.toBe(other.device)
    expect(one.seconds).toBe(42)
    expect(Number.isSafeInteger(one.device)).toBe(true)
    const elsewhere = await sendForm(site, city.clinic.counter.code, { ...all(nine, 3), perangkat })
    expect(elsewhere.status).toBe(303)
    const [clinic] = await site.database.select<{ device: number }>({
      sql: 'select device from response_evidence where response_id = (select max(id) from responses)',
      parameters: [],
    })
    expect(clinic?.device).not.toBe(one.device)
  })

  test.each([[{ perangkat: 'x'.repeat(10_000) }], [{ perangkat: '' }], [{ lama: -1 }], [{ lama: 'sebentar' }]])(
    'leaves out what cannot be read: %o',
    async (fields) => {
      const noted = await answer(fields as unknown as Record<string, string>)
      expect([noted.device, noted.seconds]).toEqual([null, null])
    },
  )
})

describe('a phone that answers for many', () => {
  const perangkat = 'fedcba9876543210fedcba9876543210'
  const today = () => localDay(new Date(), 'WIB')

  test('is told of at the desk in words, excluded by the bureau only, published in numbers', async () => {
    const before = await draftOneUnit(site.database, quarterOf(today()), registry.id)
    expect(before?.document.integritas_jawaban).toBeUndefined()
    const quarter = quarterOf(today())
    await answerIn(site.database, { unitId: registry.id, serviceId: 1, quarter }, answersAround(3.2, 60))
    const ids: unknown[] = []
    for (let place = 0; place < 20; place++) ids.push((await answer({ perangkat })).id)
    await lookThroughDay(site.database, today(), new Date(), { today: today() })
    const list = await (await manager.get(`/kelola/unit/${registry.slug}/tanda`)).text()
    expect(list).toContain('Ponsel yang sama mengirim 20 jawaban untuk unit ini pada hari itu.')
    const page = await (await bureau.get(`/kelola/unit/${registry.slug}/jawaban/${ids[0]}`)).text()
    expect(page).toContain('Tanda bukan bukti.')
    expect(page).toMatch(/<option value="duplicate" selected/)
    expect(await (await manager.get(`/kelola/unit/${registry.slug}/jawaban/${ids[0]}`)).text()).not.toContain(
      '/kecualikan',
    )

    const drafted = await draftOneUnit(site.database, quarterOf(today()), registry.id)
    const told = drafted?.document.integritas_jawaban
    // All the answers of this file came within a minute, which is conspicuous too.
    expect(told?.bertanda).toBeGreaterThanOrEqual(20)
    expect(told?.tanda.find(({ kunci }) => kunci === 'samePhone')?.jumlah).toBe(20)
    expect(told?.batas).toBe(fewestTold)
    expect(told?.ikm_tanpa_bertanda).not.toBeNull()
    expect(drafted?.document.ikm).not.toBeNull()

    const excluded = await bureau.post(`/kelola/unit/${registry.slug}/jawaban/${ids[0]}/kecualikan`, {
      dasar: 'duplicate',
      alasan: 'Ponsel yang sama, dua puluh kali',
    })
    expect(excluded.status).toBe(303)
    const after = await draftOneUnit(site.database, quarterOf(today()), registry.id)
    expect(after?.document.integritas_jawaban?.bertanda).toBe((told?.bertanda ?? 0) - 1)
  })

  test('is looked for when somebody asks, and found the same again', async () => {
    const rows = () => site.database.read.selectFrom('response_signals').selectAll().orderBy('response_id').execute()
    const before = await rows()
    const checked = await bureau.post(`/kelola/unit/${registry.slug}/tanda/periksa`)
    expect(checked.status).toBe(303)
    expect(await rows()).toEqual(before)
  })
})

test('evidence is emptied when its time is over, which the trail tells', async () => {
  const later = (days: number) => new Date(Date.now() + days * 86_400_000)
  const left = async () => {
    const [row] = await site.database.select<{ devices: number; addresses: number; keys: number; tickets: number }>({
      sql: `select count(device) as devices, count(address) as addresses, (select count(*) from evidence_keys) as keys,
        (select count(*) from tickets) as tickets from response_evidence`,
      parameters: [],
    })
    return row ?? { devices: -1, addresses: -1, keys: -1, tickets: -1 }
  }
  const before = await left()
  expect(before.devices).toBeGreaterThan(0)
  await purgeEvidence(site.database, later(1), 'WIB')
  expect(await left()).toEqual(before)
  await purgeEvidence(site.database, later(4), 'WIB')
  expect(await left()).toMatchObject({ devices: before.devices, addresses: 0, keys: 0, tickets: before.tickets })
  const purged = await purgeEvidence(site.database, later(200), 'WIB')
  expect(purged.devices).toBe(before.devices)
  expect(await left()).toEqual({ devices: 0, addresses: 0, keys: 0, tickets: 0 })
  expect((await actsIn(site.database)).filter((act) => act === 'evidence-purged')).toHaveLength(2)
  // What was found stays, and nothing else about an answer can be changed.
  const signals = await site.database.read.selectFrom('response_signals').select('signal').execute()
  expect(signals.length).toBeGreaterThan(0)
  const changes = [
    'update response_evidence set seconds = 1',
    'update response_evidence set device = 5',
    'delete from response_evidence',
  ]
  for (const sql of changes) await expect(site.database.commit({ sql, parameters: [] })).rejects.toThrow()
})
