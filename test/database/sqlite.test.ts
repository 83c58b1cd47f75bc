// What only the engine in a file promises: shared fsyncs that nobody notices, patience with other processes, imports of any length.

import SqliteFile from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { build, type Change, ConstraintFailure, change, type LocalDatabase } from '#src/database/database.ts'
import { openConnection, openSqlite } from '#src/database/sqlite.ts'
import { arrangeCity } from '#test/support/city.ts'
import { temporaryFile } from '#test/support/site.ts'

let file: string
let remove: () => void
let database: LocalDatabase

beforeEach(async () => {
  ;({ file, remove } = await temporaryFile())
  database = openSqlite(file)
  await arrangeCity(database)
})
afterEach(async () => {
  await database.close()
  remove()
})

const agency = (slug: string, name = 'Dinas'): Change => change(build.insertInto('agencies').values({ slug, name }))

async function slugs(): Promise<string[]> {
  const rows = await database.read.selectFrom('agencies').where('id', '>', 2).orderBy('id').select('slug').execute()
  return rows.map(({ slug }) => slug)
}

async function* stream(changes: readonly Change[], pause = 0): AsyncIterable<Change> {
  for (const each of changes) {
    if (pause > 0) await wait(pause)
    yield each
  }
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

/** Somebody else, as another process would be: a connection that is not the site's. */
function stranger(): SqliteFile.Database {
  return new SqliteFile(file, { timeout: 0 })
}

test('every commit is written to disk before it is told, and readers never wait for writers', () => {
  const connection = openConnection(file)
  // Source: https://sqlite.org/pragma.html#pragma_synchronous, 2 is FULL.
  expect(connection.pragma('synchronous', { simple: true })).toBe(2)
  expect(connection.pragma('journal_mode', { simple: true })).toBe('wal')
  expect(connection.pragma('foreign_keys', { simple: true })).toBe(1)
  connection.close()
})

describe('what only adds', () => {
  const addition = (unit: number, day: number, respondents: number): Change => ({
    sql: `insert into day_tallies (unit_id, day, respondents, own_means, own_mean_squares) values (?, ?, ?, ?, ?)
      on conflict (unit_id, day) do update set respondents = respondents + excluded.respondents,
        own_means = own_means + excluded.own_means, own_mean_squares = own_mean_squares + excluded.own_mean_squares`,
    parameters: [unit, day, respondents, 10 * respondents, 100 * respondents],
    adds: 2,
  })
  const tallies = () => database.read.selectFrom('day_tallies').orderBy('unit_id').orderBy('day').selectAll().execute()
  const row = (unit_id: number, day: number, respondents: number) => ({
    unit_id,
    day,
    respondents,
    own_means: 10 * respondents,
    own_mean_squares: 100 * respondents,
  })

  test('is added up over commits that arrive together, row by row', async () => {
    const commits = Array.from({ length: 300 }, (_, place) =>
      database.commit(agency(`adds-${place}`), addition(1 + (place % 2), 20_000, 1), addition(1, 20_001, 2)),
    )
    await Promise.all(commits)
    await database.commit(addition(2, 20_000, 1))
    expect(await tallies()).toEqual([row(1, 20_000, 150), row(1, 20_001, 600), row(2, 20_000, 151)])
  })

  test.each([
    ['whose first change is refused', [agency('taken'), addition(1, 20_000, 1)]],
    ['whose last change is refused', [addition(1, 20_000, 1), agency('taken')]],
    ['that adds to a row which nothing may have', [agency('new'), addition(1, 20_000, 1), addition(999, 20_000, 1)]],
  ])('leaves nothing of a commit %s, and all of its neighbours', async (_, refused) => {
    await database.commit(agency('taken'))
    const commits = [0, 1, 2, 3, 4].map((place) =>
      place === 2 ? database.commit(...refused) : database.commit(agency(`kept-${place}`), addition(1, 20_000, 1)),
    )
    const outcomes = await Promise.allSettled(commits)
    expect(outcomes.map(({ status }) => status === 'fulfilled')).toEqual([true, true, false, true, true])
    expect((outcomes[2] as PromiseRejectedResult).reason).toBeInstanceOf(ConstraintFailure)
    expect(await tallies()).toEqual([row(1, 20_000, 4)])
    expect(await slugs()).toEqual(['taken', 'kept-0', 'kept-1', 'kept-3', 'kept-4'])
  })
})

describe('commits that arrive together', () => {
  test('share a transaction, and each is told its own outcome', async () => {
    const commits = Array.from({ length: 600 }, (_, place) => database.commit(agency(`together-${place}`)))
    const outcomes = (await Promise.all(commits)).map(([outcome]) => outcome)
    expect(outcomes.every((outcome) => outcome?.changed === 1)).toBe(true)
    expect(new Set(outcomes.map((outcome) => outcome?.lastId)).size).toBe(600)
    const frames = database.select<{ total: number }>({ sql: 'select count(*) as total from agencies', parameters: [] })
    expect(await frames).toEqual([{ total: 602 }])
  })

  test.each([
    ['breaks a rule', agency('later', '')],
    ['is no SQL', { sql: 'nonsense', parameters: [] }],
  ])('are all kept but the one whose second change %s', async (_, failing) => {
    const commits = [1, 2, 3, 4, 5].map((place) =>
      place === 3
        ? database.commit(agency('3a'), failing, agency('3c'))
        : database.commit(agency(`${place}a`), agency(`${place}b`)),
    )
    const results = await Promise.allSettled(commits)
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
    ])
    expect(await slugs()).toEqual(['1a', '1b', '2a', '2b', '4a', '4b', '5a', '5b'])
    // What was told as the key of a row is the key under which it lies, although the group was written twice.
    const told = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value[1]?.lastId] : []))
    const lie = await database.read
      .selectFrom('agencies')
      .where('slug', 'like', '%b')
      .orderBy('id')
      .select('id')
      .execute()
    expect(told).toEqual(lie.map(({ id }) => id))
  })

  test('are all kept but the one whose first change breaks a rule', async () => {
    const commits = ['1', '2', '3'].map((slug) =>
      database.commit(agency(slug, slug === '2' ? '' : 'Dinas'), agency(`${slug}+`)),
    )
    const results = await Promise.allSettled(commits)
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await slugs()).toEqual(['1', '1+', '3', '3+'])
  })

  test('meet the failure of an earlier one as if it had never been', async () => {
    const results = await Promise.allSettled([
      database.commit(agency('same'), agency('nameless', '')),
      database.commit(agency('same')),
      database.commit(agency('same')),
    ])
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected'])
    expect(await slugs()).toEqual(['same'])
  })
})

describe('while another process holds the file', () => {
  test('a commit waits and then goes through, and pages are read meanwhile', async () => {
    const other = stranger()
    other.exec('begin immediate')
    const started = performance.now()
    let written = false
    const commit = database.commit(agency('patient')).then(() => {
      written = true
    })
    await wait(150)
    expect(written).toBe(false)
    expect(await slugs()).toEqual([])
    await wait(150)
    other.exec("insert into agencies (slug, name) values ('other', 'Lain'); commit")
    other.close()
    await commit
    expect(performance.now() - started).toBeGreaterThan(290)
    expect(await slugs()).toEqual(['other', 'patient'])
  })

  test('commits keep their order', async () => {
    const other = stranger()
    other.exec('begin immediate')
    const first = database.commit(agency('first'))
    await wait(60)
    const second = database.commit(agency('second'))
    other.exec('rollback')
    other.close()
    await Promise.all([first, second])
    expect(await slugs()).toEqual(['first', 'second'])
  })

  test('closing waits for what was promised', async () => {
    const other = stranger()
    other.exec('begin immediate')
    const commit = database.commit(agency('promised'))
    const closing = database.close()
    await wait(50)
    other.exec('rollback')
    other.close()
    await Promise.all([commit, closing])
    database = openSqlite(file)
    expect(await slugs()).toEqual(['promised'])
  })
})

test('what is remembered changes when another process writes', async () => {
  const names = () =>
    database.remembered<{ name: string }>({ sql: 'select name from units where id = 1', parameters: [] })
  await names()
  const other = stranger()
  other.exec("update units set name = 'Nama baru' where id = 1")
  other.close()
  // Others are looked for once a turn of the event loop; a timer may fall into the same turn, an immediate never does.
  await new Promise((resolve) => setImmediate(resolve))
  expect(await names()).toEqual([{ name: 'Nama baru' }])
})

test('a read while a commit is under way sees all of it or nothing', async () => {
  const commits = Array.from({ length: 50 }, (_, place) => database.commit(agency(`${place}a`), agency(`${place}b`)))
  const seen = await Promise.all(Array.from({ length: 50 }, async () => (await slugs()).length))
  await Promise.all(commits)
  for (const total of [...seen, (await slugs()).length]) expect(total % 2).toBe(0)
  expect(await slugs()).toHaveLength(100)
})

describe('a stream of changes', () => {
  const many = Array.from({ length: 2000 }, (_, place) => agency(`many-${place}`))

  test('is stored whole', async () => {
    await database.commitStream(stream(many))
    expect(await slugs()).toHaveLength(2000)
  })

  test.each([
    ['one of its changes breaks a rule', () => stream([...many, agency('nameless', '')]), ConstraintFailure],
    [
      'its source fails',
      async function* () {
        yield* many
        throw new RangeError('line 7')
      },
      RangeError,
    ],
  ])('leaves nothing when %s, and the next commit works', async (_, source, kind) => {
    await expect(database.commitStream(source())).rejects.toBeInstanceOf(kind)
    expect(await slugs()).toEqual([])
    await database.commit(agency('next'))
    expect(await slugs()).toEqual(['next'])
  })

  test('shows nothing before its end; other commits wait for it, other reads do not', async () => {
    const order: string[] = []
    const streaming = database.commitStream(stream(many.slice(0, 20), 10)).then(() => order.push('stream'))
    await wait(60)
    const commit = database.commit(agency('waited')).then(() => order.push('commit'))
    expect(await slugs()).toEqual([])
    await Promise.all([streaming, commit])
    expect(order).toEqual(['stream', 'commit'])
    expect((await slugs()).at(-1)).toBe('waited')
  })

  test('waits for another stream', async () => {
    const half = [many.slice(0, 10), many.slice(10, 20)]
    await Promise.all(half.map((changes) => database.commitStream(stream(changes, 5))))
    expect(await slugs()).toHaveLength(20)
  })
})

test('rows are streamed one after the other, as they stood at the start', async () => {
  await database.commit(...Array.from({ length: 100 }, (_, place) => agency(`row-${place}`)))
  const seen: unknown[] = []
  for (const row of database.stream<[string]>({
    sql: 'select slug from agencies where id > ? order by id',
    parameters: [2],
  })) {
    if (seen.length === 0) await database.commit(agency('late'))
    seen.push(row)
  }
  expect(seen).toHaveLength(100)
  expect(seen.at(-1)).toEqual(['row-99'])
})

test('a backup taken during use is a whole database', async () => {
  const copy = `${file}.copy`
  const commits = Array.from({ length: 200 }, (_, place) => database.commit(agency(`${place}a`), agency(`${place}b`)))
  await Promise.all([database.backup(copy), ...commits])
  const opened = new SqliteFile(copy, { readonly: true })
  expect(opened.pragma('integrity_check', { simple: true })).toBe('ok')
  expect((opened.prepare('select count(*) from agencies').pluck().get() as number) % 2).toBe(0)
  opened.close()
})
