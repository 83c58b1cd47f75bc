// Any single byte of what was published, and any stored value it rests on, is changed: the check finds it and says what broke.

import { copyFileSync } from 'node:fs'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { verifyFiles } from '#public/verification.js'
import { openSqlite } from '#src/database/sqlite.ts'
import { type Random, random } from '#src/demonstration/random.ts'
import { verifyPublications } from '#src/publications/actions/verify.ts'
import type { SigningKey } from '#src/publications/signing.ts'
import { verifyTallies } from '#src/responses/actions/verify.ts'
import { arrangeCity } from '#test/support/city.ts'
import { type MadeEdition, makeEdition, newKey, someAnswers, unitFile } from '#test/support/editions.ts'
import { answerIn, answersAround, publishNow } from '#test/support/publishing.ts'
import { temporaryFile } from '#test/support/site.ts'
import { report, trials } from '#test/support/trials.ts'

describe('a file', () => {
  const units = [
    { id: 1, slug: 'disdukcapil', name: 'Dinas Kependudukan', answers: someAnswers(47, 3), excluded: 2 },
    { id: 2, slug: 'puskesmas', name: 'Puskesmas Rekasari', answers: someAnswers(12, 3) },
    { id: 3, slug: 'arsip', name: 'Arsip “Daerah” é 漢', answers: [] },
  ]
  let key: SigningKey
  let made: MadeEdition
  beforeAll(async () => {
    key = await newKey()
    const first = await makeEdition({ quarter: 20261, units, key })
    made = await makeEdition({ quarter: 20262, units, key, before: first })
  })

  // What must be named when a byte of it breaks, where the file can still be read.
  const namedBy = {
    edisi: 'hash',
    hash: 'hash',
    kunci_publik: 'signature',
    tanda_tangan: 'signature',
    unit: 'documents',
  }

  test.each<[string, () => string, ((text: string) => readonly [from: number, to: number]) | undefined]>([
    ['of an edition', () => made.text, undefined],
    ['of one unit', () => unitFile(made, 'disdukcapil'), undefined],
    [
      'in its signature',
      () => made.text,
      (text) => {
        const from = text.indexOf('"tanda_tangan":"') + '"tanda_tangan":"'.length
        return [from, from + 128]
      },
    ],
  ])('%s with one byte changed is found out', async (name, file, within) => {
    const chance = random(`flips ${name}`)
    const text = file()
    const bytes = new TextEncoder().encode(text)
    const [from, to] = within?.(new TextDecoder('latin1').decode(bytes)) ?? [0, bytes.length]
    const count = trials(60, 1000)
    const broke = new Map<string, number>()
    for (let trial = 0; trial < count; trial++) {
      const at = from + Math.floor(chance.uniform() * (to - from))
      const flipped = bytes.slice()
      flipped[at] = changed(bytes[at] as number, chance)
      const { files } = await verifyFiles([{ name: 'x', content: flipped }], { knownKeys: [key.publicKey] })
      const [result] = files
      const parts = result?.findings.flatMap(({ part, holds }) => (holds === false ? [part] : [])) ?? []
      expect(result?.verdict.holds, `byte ${at}`).toBe(false)
      for (const part of parts) broke.set(part, (broke.get(part) ?? 0) + 1)
      const readable = !parts.some((part) => ['readable', 'members', 'canonical'].includes(part))
      if (!readable) continue
      const member = memberAt(flipped, at)
      expect(parts, `byte ${at} of ${member}`).toContain(namedBy[member])
    }
    report(`bytes changed ${name}`, `${count} of ${count} found; ${listed(broke)}`)
  })

  test('names the unit whose document was changed', async () => {
    const chance = random('named units')
    const text = made.text
    const documents = text.indexOf('"unit":[', text.indexOf('"tanda_tangan":'))
    for (let trial = 0; trial < trials(30, 300); trial++) {
      const { slug = '' } = units[Math.floor(chance.uniform() * units.length)] ?? {}
      // A letter of the address, which nothing but the hash protects; it stands first in a document.
      const address = text.lastIndexOf('"alamat":"', text.indexOf(`"kode_unit":"${slug}"`, documents))
      const place = address + '"alamat":"'.length + Math.floor(chance.uniform() * 10)
      const flipped = `${text.slice(0, place)}x${text.slice(place + 1)}`
      const { files } = await verifyFiles([{ name: 'x', content: flipped }])
      const wrong = files[0]?.findings.filter(({ holds }) => holds === false) ?? []
      expect(wrong.map(({ part }) => part)).toEqual(['documents'])
      expect(wrong[0]?.says).toContain(`(${slug})`)
    }
  })
})

/** Another byte: one bit of it turned, or any other. */
function changed(byte: number, chance: Random): number {
  if (chance.uniform() < 0.5) return byte ^ (1 << Math.floor(chance.uniform() * 8))
  const other = Math.floor(chance.uniform() * 255)
  return other >= byte ? other + 1 : other
}

/** In which of the members of the file a byte lies, which stand in the order of their names. */
function memberAt(bytes: Uint8Array, at: number) {
  const text = new TextDecoder('latin1').decode(bytes)
  const signature = text.indexOf('"tanda_tangan":')
  const key = text.indexOf('"kunci_publik":')
  const starts = [
    ['unit', text.indexOf('"unit":[', signature)],
    ['tanda_tangan', signature],
    ['kunci_publik', key],
    ['hash', text.lastIndexOf('"hash":', key)],
  ] as const
  return starts.find(([, start]) => at >= start)?.[0] ?? 'edisi'
}

describe('a database', () => {
  let file: string
  let remove: () => void
  beforeAll(async () => {
    ;({ file, remove } = await temporaryFile())
    const database = openSqlite(file)
    await arrangeCity(database)
    const answer = (quarter: number, seed: number) =>
      Promise.all([
        answerIn(database, { unitId: 1, serviceId: 1, quarter }, answersAround(3.2, 40, seed)),
        answerIn(database, { unitId: 3, serviceId: 5, quarter }, answersAround(2.8, 12, seed + 1)),
      ])
    await answer(20241, 1)
    await publishNow(database, 20241, { at: new Date('2024-04-10T03:00:00Z') })
    await answer(20242, 3)
    await publishNow(database, 20242, { at: new Date('2024-07-10T03:00:00Z') })
    await answerIn(database, { unitId: 1, serviceId: 2, quarter: 20241 }, answersAround(2.1, 5, 9))
    await publishNow(database, 20241, { at: new Date('2024-08-10T03:00:00Z'), reason: 'Jawaban yang tertinggal.' })
    await database.close()
  })
  afterAll(() => remove())

  /** What the check says of a copy of the database in which some SQL has been run, whatever it was not to do. */
  async function check(...statements: readonly string[]) {
    const copy = `${file}.copy`
    copyFileSync(file, copy)
    const raw = new Sqlite(copy)
    raw.pragma('foreign_keys = off')
    raw.pragma('ignore_check_constraints = on')
    const guards = raw.prepare("select name from sqlite_master where type = 'trigger'").pluck().all() as string[]
    for (const guard of guards) raw.exec(`drop trigger ${guard}`)
    for (const statement of statements) expect(raw.prepare(statement).run().changes, statement).toBeGreaterThan(0)
    raw.pragma('wal_checkpoint(truncate)')
    raw.close()
    const database = openSqlite(copy)
    try {
      return { ...(await verifyPublications(database)), ...(await verifyTallies(database)) }
    } finally {
      await database.close()
    }
  }

  test('as it was written holds; what came in later is told, and is no fault', async () => {
    expect(await check()).toMatchObject({ editions: 3, documents: 12, faults: [], notes: [], differences: [] })
    const later = await check(
      `insert into responses (unit_id, service_id, channel, day, answered_at, answers)
        select unit_id, service_id, channel, day, answered_at, answers from responses where unit_id = 1 and day = (select min(day) from responses)`,
    )
    expect(later.faults).toEqual([])
    expect(later.notes).toEqual([expect.stringContaining('Edisi 2024-tw1 ke-2, unit disdukcapil: jawaban masuk')])
  })

  // Each column with what names it. Who published, and up to which decision answers were left out, is not signed.
  const columns: Readonly<Record<string, Readonly<Record<string, RegExp>>>> = {
    editions: {
      quarter: /kolom quarter|nomornya/,
      number: /kolom number/,
      content: /isi atau sidiknya/,
      hash: /isi atau sidiknya/,
      previous_hash: /kolom previous_hash/,
      public_key: /public_key/,
      signature: /signature/,
      published_at: /kolom published_at/,
      reason: /kolom reason/,
      last_response: /last_response/,
    },
    edition_units: {
      place: /document_hash/,
      unit_id: /unit_id/,
      document_hash: /document_hash/,
      slug: /kolom slug/,
      name: /kolom name/,
      kind: /kolom kind/,
      agency: /kolom agency/,
      agency_slug: /kolom agency_slug/,
      state: /kolom state/,
      ikm: /kolom ikm/,
      low: /kolom low/,
      high: /kolom high/,
      grade: /kolom grade/,
      performance: /kolom performance/,
      respondents: /kolom respondents/,
    },
    edition_documents: { hash: /dokumennya hilang/, document: /edition_documents\.document/ },
  }

  const flips = Object.entries(columns).flatMap(([table, named]) =>
    Object.entries(named).map(([column, words]) => [table, column, words] as const),
  )
  test.each(flips)('%s.%s changed is found and named', async (table, column, words) => {
    const raw = new Sqlite(file, { readonly: true })
    const rows = raw
      .prepare(`select *, ${table === 'edition_units' ? 'edition_id * 100 + place' : 'id'} as row from ${table}`)
      .all() as Record<string, string | number | null>[]
    raw.close()
    const chance = random(`${table} ${column}`)
    for (let trial = 0; trial < trials(2, 40); trial++) {
      const row = rows[Math.floor(chance.uniform() * rows.length)] ?? {}
      const value = otherValue(row[column] ?? null, column, chance)
      const key = table === 'edition_units' ? 'edition_id * 100 + place' : 'id'
      const written = typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value)
      const { faults } = await check(`update ${table} set ${column} = ${written} where ${key} = ${row.row}`)
      expect(faults.join('\n'), `${row.row}: ${row[column]} → ${value}`).toMatch(words)
    }
  })

  test.each<[string, string, RegExp]>([
    ['the last edition lost', 'delete from editions where id = (select min(id) from editions)', /previous_hash/],
    ['an edition lost from the middle', 'delete from editions where id = 2', /previous_hash/],
    ['a unit lost', 'delete from edition_units where edition_id = 2 and place = 1', /baris unit|document_hash/],
    ['the last unit lost', 'delete from edition_units where edition_id = 2 and place = 3', /baris unit/],
    ['a document lost', 'delete from edition_documents where id = 2', /dokumennya hilang/],
    [
      'an answer lost',
      'delete from responses where id = (select max(id) from responses where unit_id = 3)',
      /jawaban sampai nomor/,
    ],
    [
      'a total changed',
      'update quarter_tallies set cost_sum = cost_sum + 12 where quarter = 20242 and unit_id = 1',
      /jumlah cost/,
    ],
  ])('with %s is found out', async (_, statement, words) => {
    expect((await check(statement)).faults.join('\n')).toMatch(words)
  })

  test('with a stored score changed is found out, whichever it is', async () => {
    const raw = new Sqlite(file, { readonly: true })
    const rows = raw.prepare('select id, answers from responses').all() as { id: number; answers: string }[]
    raw.close()
    const chance = random('scores')
    const count = trials(10, 200)
    for (let trial = 0; trial < count; trial++) {
      const { id, answers } = rows[Math.floor(chance.uniform() * rows.length)] as (typeof rows)[number]
      const given = JSON.parse(answers) as Record<string, number>
      const question = Object.keys(given)[Math.floor(chance.uniform() * Object.keys(given).length)] ?? ''
      given[question] = ((given[question] ?? 0) % 4) + 1
      const { differences } = await check(`update responses set answers = '${JSON.stringify(given)}' where id = ${id}`)
      expect(differences.length, `answer ${id}`).toBeGreaterThan(0)
    }
    report('stored scores changed', `${count} of ${count} found`)
  })
})

function otherValue(value: string | number | null, column: string, chance: Random): string | number | null {
  if (column === 'last_response') return chance.uniform() < 0.5 ? 0 : 1
  if (column === 'place' || column === 'unit_id') return 90
  if (value === null) return column === 'grade' || column === 'performance' || column === 'reason' ? 'C' : 8000
  if (typeof value === 'number') return value + 1 + Math.floor(chance.uniform() * 3)
  if (value === '') return 'x'
  const at = Math.floor(chance.uniform() * value.length)
  const letter = value[at] === '7' ? '3' : '7'
  return value.slice(0, at) + letter + value.slice(at + 1)
}

function listed(counts: ReadonlyMap<string, number>): string {
  return Array.from(counts, ([name, count]) => `${name} ${count}`).join(', ')
}
