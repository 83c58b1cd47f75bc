// What the site may rely on, whichever engine is behind the seam: the same tests on SQLite in a file and on D1 in workerd.

import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  build,
  type Change,
  ConstraintFailure,
  change,
  type Database,
  mustHold,
  prepare,
} from '#src/database/database.ts'
import { openSqlite } from '#src/database/sqlite.ts'
import { addUnitQuestionnaire } from '#src/surveys/store.ts'
import { arrangeCity, city } from '#test/support/city.ts'
import { startWorker, temporaryFile } from '#test/support/site.ts'

interface Opened {
  readonly database: Database
  close(): Promise<void>
}

const engines: Readonly<Record<string, () => Promise<Opened>>> = {
  async sqlite() {
    const { file, remove } = await temporaryFile()
    const database = openSqlite(file)
    return { database, close: () => database.close().then(remove) }
  },
  d1: () => startWorker(),
}

describe.each(Object.entries(engines))('%s', (_, open) => {
  let opened: Opened
  let database: Database

  beforeAll(async () => {
    opened = await open()
    database = opened.database
    await arrangeCity(database)
  })
  afterAll(() => opened.close())

  const agency = (slug: string, name = 'Dinas'): Change => change(build.insertInto('agencies').values({ slug, name }))
  const slugs = async (prefix: string) => {
    const rows = await database.read.selectFrom('agencies').where('slug', 'like', `${prefix}%`).select('slug').execute()
    return rows.map(({ slug }) => slug).toSorted()
  }
  const refusal = (commit: Promise<unknown>) =>
    commit.then(
      () => undefined,
      (error: unknown) => error as ConstraintFailure,
    )
  const response = (
    key: string | null,
    more: { unit_id?: number; service_id?: number; answers?: string } = {},
  ): Change =>
    change(
      build.insertInto('responses').values({
        unit_id: 1,
        service_id: 1,
        counter_id: 1,
        channel: 'phone',
        day: 20_000,
        answered_at: 1_728_000_000,
        answers: '{"1":4}',
        key,
        ...more,
      }),
    )

  describe('a commit', () => {
    test('tells of each change how many rows it wrote, and the key of the last', async () => {
      const [first, both] = await database.commit(
        agency('outcome-1'),
        change(
          build.insertInto('agencies').values([
            { slug: 'outcome-2', name: 'Dua' },
            { slug: 'outcome-3', name: 'Tiga' },
          ]),
        ),
      )
      expect(first?.changed).toBe(1)
      expect(both).toEqual({ changed: 2, lastId: (first?.lastId ?? 0) + 2 })
      const ids = await database.read.selectFrom('agencies').where('slug', '=', 'outcome-3').select('id').execute()
      expect(ids).toEqual([{ id: both?.lastId }])

      const [renamed, none] = await database.commit(
        change(build.updateTable('agencies').set({ name: 'Baru' }).where('slug', 'like', 'outcome-%')),
        change(build.updateTable('agencies').set({ name: 'Baru' }).where('slug', '=', 'tidak-ada')),
      )
      expect([renamed?.changed, none?.changed]).toEqual([3, 0])
    })

    test('is seen by every read that starts after it', async () => {
      await database.commit(agency('seen'))
      expect(await slugs('seen')).toEqual(['seen'])
      const rows = await database.select({ sql: 'select slug from agencies where slug = ?', parameters: ['seen'] })
      expect(rows).toEqual([{ slug: 'seen' }])
    })

    test.each([1, 2, 3])('of three changes whose change %i fails leaves nothing', async (failing) => {
      const changes = [1, 2, 3].map((place) => agency(`whole-${failing}-${place}`, place === failing ? '' : 'Dinas'))
      expect(await refusal(database.commit(...changes))).toBeInstanceOf(ConstraintFailure)
      expect(await slugs(`whole-${failing}`)).toEqual([])
    })

    test('with an error that is no refusal leaves nothing either, and hides nothing', async () => {
      const commit = database.commit(agency('broken'), { sql: 'insert into no_such_table values (1)', parameters: [] })
      const error = await refusal(commit)
      expect(error).toBeInstanceOf(Error)
      expect(error).not.toBeInstanceOf(ConstraintFailure)
      expect(error?.message).toContain('no_such_table')
      expect(await slugs('broken')).toEqual([])
    })

    test('lets a later change see what an earlier one wrote', async () => {
      const added = change(build.insertInto('counters').values({ unit_id: 1, name: 'Baru', service_id: null }))
      const code = change(
        build.insertInto('counter_codes').values({ code: 'NEW', counter_id: sql`last_insert_rowid()`, issued_at: 1 }),
      )
      const [counter] = await database.commit(added, code)
      const row = await database.read
        .selectFrom('counter_codes')
        .where('code', '=', 'NEW')
        .selectAll()
        .executeTakeFirst()
      expect(row).toEqual({ code: 'NEW', counter_id: counter?.lastId, issued_at: 1, withdrawn_at: null })
    })
  })

  describe('a refusal', () => {
    test.each<[kind: string, subject: string, changes: () => Change[]]>([
      ['unique', 'responses.key', () => [response('twice'), response('twice')]],
      ['unique', 'agencies.slug', () => [agency('same'), agency('same')]],
      [
        'unique',
        'unit_questionnaires.unit_id, unit_questionnaires.valid_from',
        () =>
          [1, 2].map(() => addUnitQuestionnaire({ unitId: 1, validFrom: 1, ruleBook: 'x', added: [], weights: null })),
      ],
      ['check', "name <> ''", () => [agency('nameless', '')]],
      ['check', "json_valid(answers) and answers <> '{}'", () => [response('empty', { answers: '{}' })]],
      ['foreign key', '', () => [response('elsewhere', { unit_id: 999 })]],
      ['foreign key', '', () => [response('wrong-unit', { service_id: 3 })]],
      ['not null', 'agencies.name', () => [agency('nothing', null as never)]],
    ])('by a %s constraint names %s', async (kind, subject, changes) => {
      const error = await refusal(database.commit(...changes()))
      expect(error).toBeInstanceOf(ConstraintFailure)
      expect([error?.kind, error?.subject]).toEqual([kind, subject])
    })

    test('by the strict type of a column is an error, and nothing is stored', async () => {
      const text = change(build.insertInto('agencies').values({ id: 'x' as never, slug: 'typed', name: 'Dinas' }))
      expect(await refusal(database.commit(text))).toBeInstanceOf(Error)
      expect(await slugs('typed')).toEqual([])
    })

    test('meets whoever changes or deletes a response', async () => {
      await database.commit(response('kept'))
      for (const attempt of [
        change(build.updateTable('responses').set({ answers: '{"1":1}' }).where('key', '=', 'kept')),
        change(build.deleteFrom('responses').where('key', '=', 'kept')),
        {
          sql: `insert or replace into responses (id, unit_id, service_id, channel, day, answered_at, answers)
            select id, unit_id, service_id, channel, day, answered_at, '{"1":1}' from responses where key = 'kept'`,
          parameters: [],
        },
      ]) {
        const error = await refusal(database.commit(agency('beside'), attempt))
        expect([error?.kind, error?.subject]).toEqual(['append-only', 'responses'])
      }
      expect(await slugs('beside')).toEqual([])
      const row = await database.read
        .selectFrom('responses')
        .where('key', '=', 'kept')
        .select(['answers', 'day'])
        .executeTakeFirst()
      expect(row).toEqual({ answers: '{"1":4}', day: 20_000 })
    })
  })

  describe('a condition that must hold', () => {
    const open = (code: string) =>
      build.selectFrom('counter_codes').select('code').where('code', '=', code).where('withdrawn_at', 'is', null)
    const condition = (code: string) => mustHold(open(code).compile() as never)

    test('lets the commit through while it holds', async () => {
      await database.commit(condition(city.registry.counter.code), agency('held'))
      await database.commit(condition(city.registry.counter.code), agency('held-again'))
      expect(await slugs('held')).toEqual(['held', 'held-again'])
    })

    test.each(['first', 'last'])('refuses the whole commit when it does not, standing %s', async (place) => {
      const changes = [agency(`not-held-${place}`), condition(city.withdrawnCode)]
      const error = await refusal(database.commit(...(place === 'last' ? changes : changes.toReversed())))
      expect([error?.kind, error?.subject]).toEqual(['check', 'holds = 1'])
      expect(await slugs('not-held')).toEqual([])
    })

    test('sees what the same commit has changed before', async () => {
      const withdraw = change(
        build.updateTable('counter_codes').set({ withdrawn_at: 1 }).where('code', '=', city.clinic.counter.code),
      )
      const error = await refusal(database.commit(withdraw, condition(city.clinic.counter.code)))
      expect(error?.kind).toBe('check')
      expect(await database.select({ ...(open(city.clinic.counter.code).compile() as never as Change) })).toHaveLength(
        1,
      )
    })
  })

  describe('values', () => {
    const stored = async (value: string) => {
      const id = crypto.randomUUID()
      await database.commit(agency(id, value))
      return (await database.read.selectFrom('agencies').where('slug', '=', id).select('name').executeTakeFirst())?.name
    }

    test.each([
      ['emoji and other scripts', 'Dinas 🙂 ꦏꦺꦴꦠ கடிதம் \u{1F468}\u200D\u{1F469}'],
      ['quotes, blanks and line ends', `'"\`; --\n\t\\ %_`],
      ['a long text', 'panjang '.repeat(20_000)],
      ['digits', '007'],
    ])('%s come back as they went in', async (_, value) => {
      expect(await stored(value)).toBe(value)
    })

    test.each([0, 1, -1, 2 ** 31, -(2 ** 31) - 1, 2 ** 40, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER])(
      'the whole number %i is exact, as a value and as a key',
      async (number) => {
        const code = `number ${number}`
        await database.commit(
          change(build.insertInto('counter_codes').values({ code, counter_id: 1, issued_at: number, withdrawn_at: 0 })),
        )
        const row = await database.read
          .selectFrom('counter_codes')
          .where('code', '=', code)
          .where('issued_at', '=', number)
          .select('issued_at')
          .executeTakeFirst()
        expect(row).toEqual({ issued_at: number })
      },
    )

    test('a key of 2^53 − 1 is told exactly', async () => {
      const largest = Number.MAX_SAFE_INTEGER
      const [outcome] = await database.commit(
        change(
          build.insertInto('imports').values({
            id: largest,
            unit_id: 1,
            service_id: 1,
            file_hash: 'x',
            file_name: 'x',
            imported_at: 1,
            respondents: 1,
          }),
        ),
      )
      expect(outcome?.lastId).toBe(largest)
    })

    test('null is null, and an empty text is not', async () => {
      await database.commit(
        change(build.insertInto('responses').values({ ...plain, sex: '', age: null, key: 'nulls' })),
      )
      const row = await database.read
        .selectFrom('responses')
        .where('key', '=', 'nulls')
        .select(['sex', 'age', 'import_id'])
        .executeTakeFirst()
      expect(row).toEqual({ sex: '', age: null, import_id: null })
    })

    const plain = { unit_id: 1, service_id: 1, channel: 'paper', day: 1, answered_at: 1, answers: '{"1":1}' }

    test('many rows travel as one parameter', async () => {
      const rows = Array.from({ length: 5000 }, (_, place) => [`many-${place}`, `Dinas ke-${place} 🙂`])
      const [outcome] = await database.commit({
        sql: 'insert into agencies (slug, name) select value ->> 0, value ->> 1 from json_each(?)',
        parameters: [JSON.stringify(rows)],
      })
      expect(outcome?.changed).toBe(5000)
      expect((await slugs('many-')).length).toBe(5000)
      const last = await database.read
        .selectFrom('agencies')
        .where('slug', '=', 'many-4999')
        .select('name')
        .executeTakeFirst()
      expect(last?.name).toBe('Dinas ke-4999 🙂')
    })

    test('of a prepared query are bound anew each time', async () => {
      const bySlug = prepare<{ slug: string }, { name: string }>((value) =>
        build.selectFrom('agencies').where('slug', '=', value('slug')).where('name', '<>', 'tidak').select('name'),
      )
      await database.commit(agency('bound-1', 'Satu'), agency('bound-2', 'Dua'))
      const names = await Promise.all(
        ['bound-1', 'bound-2', 'none'].map((slug) => database.select<{ name: string }>(bySlug({ slug }))),
      )
      expect(names).toEqual([[{ name: 'Satu' }], [{ name: 'Dua' }], []])
    })
  })

  describe('side by side', () => {
    test('of two commits with the same key exactly one wins, and the loser leaves nothing', async () => {
      for (let round = 0; round < 10; round++) {
        const racing = ['a', 'b'].map((name) =>
          database.commit(agency(`race-${round}-${name}`), response(`race-${round}`)),
        )
        const results = await Promise.allSettled(racing)
        expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
        const winner = results[0]?.status === 'fulfilled' ? 'a' : 'b'
        expect(await slugs(`race-${round}-`)).toEqual([`race-${round}-${winner}`])
      }
    })

    test('of fifty commits exactly the good ones are there', async () => {
      await database.commit(response('taken'))
      const kinds = ['good', 'good', 'bad name', 'taken key', 'broken'] as const
      const commits = Array.from({ length: 50 }, (_, place) => {
        const slug = `fifty-${String(place).padStart(2, '0')}`
        const kind = kinds[place % kinds.length]
        if (kind === 'good') return database.commit(agency(slug), response(slug))
        if (kind === 'bad name') return database.commit(agency(slug), response(slug), agency(`${slug}-2`, ''))
        if (kind === 'taken key') return database.commit(response('taken'), agency(slug))
        return database.commit(agency(slug), { sql: 'select no_such_function(?)', parameters: [1] })
      })
      const results = await Promise.allSettled(commits)
      const good = results.flatMap(({ status }, place) => (place % 5 < 2 ? [status] : []))
      expect(new Set(good)).toEqual(new Set(['fulfilled']))
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(20)
      const expected = Array.from({ length: 50 }, (_, place) => place)
        .filter((place) => place % 5 < 2)
        .map((place) => `fifty-${String(place).padStart(2, '0')}`)
      expect(await slugs('fifty-')).toEqual(expected)
      const keys = await database.read.selectFrom('responses').where('key', 'like', 'fifty-%').select('key').execute()
      expect(keys.map(({ key }) => key).toSorted()).toEqual(expected)
    })

    test('reads neither wait for nor disturb each other', async () => {
      const reads = Array.from({ length: 50 }, (_, place) =>
        place % 10 === 9
          ? refusal(database.select({ sql: 'select * from no_such_table', parameters: [] }))
          : database.read
              .selectFrom('units')
              .where('id', '=', 1 + (place % 3))
              .select('id')
              .execute(),
      )
      const rows = await Promise.all(reads)
      for (const [place, found] of rows.entries()) {
        if (place % 10 === 9) expect(found).toBeInstanceOf(Error)
        else expect(found).toEqual([{ id: 1 + (place % 3) }])
      }
    })
  })

  describe('the reader', () => {
    test.each([
      ['an update', "update agencies set name = 'diubah'"],
      ['a delete', "delete from agencies where slug = 'reader'"],
      ['an insert', "insert into agencies (slug, name) values ('reader-2', 'x')"],
      ['an insert that returns', "insert into agencies (slug, name) values ('reader-2', 'x') returning id"],
      ['a write behind a select', "with x as (select 1) update agencies set name = 'diubah'"],
      ['a dropped table', 'drop table suggestions'],
    ])('refuses %s, by kysely and by select', async (_, statement) => {
      await database.commit(agency('reader', 'Asli')).catch(() => {})
      const raw = sql.raw(statement) as unknown as { execute(reader: unknown): Promise<unknown> }
      await expect(raw.execute(database.read)).rejects.toThrow('the reader only selects')
      await expect(database.select({ sql: statement, parameters: [] })).rejects.toThrow('the reader only selects')
      const names = await database.read.selectFrom('agencies').where('slug', 'like', 'reader%').select('name').execute()
      expect(names).toEqual([{ name: 'Asli' }])
      expect(await database.read.selectFrom('suggestions').selectAll().execute()).toEqual([])
    })

    test('refuses writes and transactions built with kysely', async () => {
      const reader = database.read as unknown as typeof build
      await expect(reader.updateTable('agencies').set({ name: 'x' }).execute()).rejects.toThrow('only selects')
      await expect(reader.deleteFrom('agencies').execute()).rejects.toThrow('only selects')
      await expect(reader.transaction().execute(async () => 1)).rejects.toThrow('only selects')
    })

    test('reads through a common table expression', async () => {
      const rows = await database.select({
        sql: 'with few as (select id from units where id < 3) select count(*) as total from few',
        parameters: [],
      })
      expect(rows).toEqual([{ total: 2 }])
    })
  })

  test('what is remembered is told anew once it has changed, and by answers alone it does not', async () => {
    const names = () =>
      database.remembered<{ name: string }>({
        sql: 'select name from agencies where slug = ?',
        parameters: ['remembered'],
      })
    expect(await names()).toEqual([])
    await database.commit(agency('remembered', 'Lama'))
    expect(await names()).toEqual([{ name: 'Lama' }])
    await database.commit({ ...response('remembered'), answersOnly: true })
    expect(await names()).toEqual([{ name: 'Lama' }])
    await database.commit(change(build.updateTable('agencies').set({ name: 'Baru' }).where('slug', '=', 'remembered')))
    expect(await names()).toEqual([{ name: 'Baru' }])
  })
})
