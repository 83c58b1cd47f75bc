// The schema's history: the same on both engines, each step whole or not at all, and as TypeScript believes it to be.

import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { migrate } from '#src/database/migrate.ts'
import { openConnection, openSqlite } from '#src/database/sqlite.ts'
import { elementColumns, type ProfileColumn, profileColumns, type Tables } from '#src/database/tables.ts'
import { storeDemonstration } from '#src/demonstration/build.ts'
import { verifyTallies } from '#src/responses/actions/verify.ts'
import { migrationsFolder, signingKey, startWorker } from '#test/support/site.ts'

const names = readdirSync(migrationsFolder).toSorted()
let folder: string
let file: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ikm-migrate-'))
  file = join(folder, 'ikm.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function rows<Row>(statement: string): Row[] {
  const connection = openConnection(file)
  try {
    return connection.prepare<[], Row>(statement).all()
  } finally {
    connection.close()
  }
}

const tables = () =>
  rows<{ name: string }>(
    "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name",
  ).map(({ name }) => name)

test('applies every file once, in order', () => {
  expect(migrate(file, migrationsFolder)).toEqual(names)
  const schema = rows('select type, name, sql from sqlite_schema order by type, name')
  expect(migrate(file, migrationsFolder)).toEqual([])
  expect(rows('select type, name, sql from sqlite_schema order by type, name')).toEqual(schema)
})

test('leaves the same schema and the same bookkeeping as wrangler does on D1', async () => {
  migrate(file, migrationsFolder)
  const { database, close } = await startWorker()
  const schema = `select type, name, tbl_name, sql from sqlite_schema where name not like '\\_cf\\_%' escape '\\'
    and name not like 'sqlite\\_%' escape '\\' and name <> 'd1_migrations' order by type, name`
  const bookkeeping = 'select id, name, typeof(applied_at) as applied_at from d1_migrations order by id'
  const columns =
    'select name, lower(type) as type, "notnull", pk from pragma_table_info(\'d1_migrations\') order by cid'
  for (const statement of [schema, bookkeeping, columns]) {
    expect(rows(statement)).toEqual(await database.select({ sql: statement, parameters: [] }))
  }
  await close()
})

describe('a history that grows', () => {
  let history: string
  beforeEach(() => {
    history = join(folder, 'migrations')
    cpSync(migrationsFolder, history, { recursive: true })
  })

  test('is applied from where it stood', () => {
    migrate(file, history)
    writeFileSync(join(history, '9001_more.sql'), 'create table more (id integer primary key) strict;')
    writeFileSync(join(history, '9000_before.sql'), 'create table before (id integer primary key) strict;')
    writeFileSync(join(history, 'readme.txt'), 'not SQL')
    expect(migrate(file, history)).toEqual(['9000_before.sql', '9001_more.sql'])
    expect(tables()).toEqual(expect.arrayContaining(['before', 'more']))
  })

  test('whose newest step fails half-way keeps the steps before, and nothing of that one', () => {
    writeFileSync(join(history, '9000_good.sql'), 'create table good (id integer primary key) strict;')
    writeFileSync(
      join(history, '9001_half.sql'),
      "create table half (id integer) strict;\ninsert into agencies (slug, name) values ('half', 'Setengah');\ncreate table half (id integer) strict;",
    )
    writeFileSync(join(history, '9002_after.sql'), 'create table after (id integer primary key) strict;')
    expect(() => migrate(file, history)).toThrow('half already exists')
    expect(tables()).toContain('good')
    expect(tables()).not.toContain('half')
    expect(tables()).not.toContain('after')
    expect(rows('select * from agencies')).toEqual([])
    expect(rows<{ name: string }>('select name from d1_migrations order by id').map(({ name }) => name)).toEqual([
      ...names,
      '9000_good.sql',
    ])

    writeFileSync(join(history, '9001_half.sql'), 'create table half (id integer) strict;')
    expect(migrate(file, history)).toEqual(['9001_half.sql', '9002_after.sql'])
  })
})

test('counts the answers that came before a tally existed', async () => {
  migrate(file, migrationsFolder)
  const database = openSqlite(file)
  await storeDemonstration(database, new Date('2026-08-20T05:00:00Z'), signingKey)
  await database.close()
  const before = rows('select * from day_tallies')
  expect(before.length).toBeGreaterThan(1000)

  const connection = openConnection(file)
  connection.exec(`drop table day_tallies; drop table profile_tallies; drop table people_served;
    alter table responses drop column disability; delete from d1_migrations where name = '0002_bearing.sql'`)
  connection.close()
  expect(migrate(file, migrationsFolder)).toEqual(['0002_bearing.sql'])

  expect(rows('select * from day_tallies')).toEqual(before)
  const migrated = openSqlite(file)
  const { responses, differences } = await verifyTallies(migrated)
  await migrated.close()
  expect(responses).toBeGreaterThan(10_000)
  expect(differences).toEqual([])
})

test('is written so that wrangler can split it: LF line ends, triggers on one line and in capitals', () => {
  for (const name of names) {
    const text = readFileSync(join(migrationsFolder, name), 'utf8')
    expect(text).not.toContain('\r')
    for (const line of text.split('\n').filter((line) => /\btrigger\b/i.test(line) && !line.startsWith('--'))) {
      expect(line).toMatch(/^CREATE TRIGGER .* BEGIN SELECT RAISE\(ABORT, .*; END;$/)
    }
  }
})

const cell = ['unit_id', 'day', 'service_id', 'counter_id', 'channel'] as const
const item = ['item', 'item_count', 'item_sum', 'item_squares'] as const
const wide = Object.values(elementColumns).flatMap(
  (name) => [`${name}_count`, `${name}_sum`, `${name}_squares`] as const,
)
const moments = Object.values(elementColumns).flatMap((name) => [`${name}_cubes`, `${name}_products`] as const)

const profile = Object.values(profileColumns)
  .flatMap((categories): ProfileColumn[] => Object.values(categories))
  .flatMap((name) => [`${name}_respondents`, `${name}_own_means`] as const)

// Every column that TypeScript knows, table by table; the compiler refuses one that it does not know.
const columns = {
  agencies: ['id', 'slug', 'name'],
  units: ['id', 'agency_id', 'slug', 'name', 'kind', 'address', 'zone'],
  services: ['id', 'unit_id', 'slug', 'name', 'channel', 'closed_at'],
  counters: ['id', 'unit_id', 'name', 'service_id', 'closed_at'],
  counter_codes: ['code', 'counter_id', 'issued_at', 'withdrawn_at'],
  added_elements: ['id', 'unit_id', 'key', 'name', 'definition', 'question', 'answers'],
  unit_questionnaires: ['unit_id', 'valid_from', 'rule_book', 'added', 'weights'],
  imports: ['id', 'unit_id', 'service_id', 'file_hash', 'file_name', 'imported_at', 'respondents'],
  responses: [
    'id',
    'unit_id',
    'service_id',
    'counter_id',
    'channel',
    'day',
    'answered_at',
    'answers',
    'sex',
    'age',
    'education',
    'occupation',
    'disability',
    'filled_by',
    'key',
    'import_id',
  ],
  suggestions: ['response_id', 'text'],
  tallies: [...cell, 'respondents', ...wide],
  item_tallies: [...cell, ...item],
  quarter_tallies: ['quarter', 'unit_id', 'respondents', 'own_means', 'own_mean_squares', ...wide, ...moments],
  quarter_item_tallies: ['quarter', 'unit_id', ...item, 'item_cubes', 'item_products'],
  day_tallies: ['unit_id', 'day', 'respondents', 'own_means', 'own_mean_squares'],
  profile_tallies: ['quarter', 'unit_id', ...profile],
  people_served: ['id', 'unit_id', 'service_id', 'month', 'people', 'entered_at'],
  exclusion_events: [
    'id',
    'at',
    'actor_id',
    'actor_name',
    'kind',
    'unit_id',
    'response_id',
    'import_id',
    'ground',
    'reason',
    'respondents',
  ],
  excluded_responses: ['response_id', 'event_id', 'quarter', 'unit_id'],
  response_evidence: ['response_id', 'device', 'address', 'seconds', 'visit'],
  evidence_keys: ['day', 'key'],
  counter_keys: ['id', 'counter_id', 'kind', 'hash', 'tickets', 'made_at', 'made_by', 'withdrawn_at'],
  tickets: ['hash', 'key_id', 'counter_id', 'issued_at', 'valid_until', 'used_at'],
  response_signals: ['response_id', 'signal', 'amount', 'weight', 'quarter', 'unit_id', 'day'],
  signal_passes: ['day', 'quarter', 'at', 'last_response', 'answers', 'conspicuous'],
  counter_peaks: ['counter_id', 'day', 'most'],
  late_deliveries: ['response_id', 'given_at', 'delivered_at'],
  suggestion_marks: ['response_id', 'status', 'marked_at'],
  follow_ups: [
    'id',
    'unit_id',
    'quarter',
    'element',
    'program',
    'expected',
    'expected_words',
    'quarters',
    'due_quarter',
    'responsible',
    'status',
    'cancel_reason',
    'finished_at',
    'cancelled_at',
    'created_at',
    'created_by',
    'created_by_name',
  ],
  follow_up_events: ['id', 'follow_up_id', 'kind', 'text', 'before', 'at', 'actor_id', 'actor_name'],
  follow_up_evidence: [
    'id',
    'follow_up_id',
    'kind',
    'url',
    'storage_key',
    'media_type',
    'bytes',
    'name',
    'caption',
    'added_at',
    'withdrawn_at',
    'withdrawal_reason',
  ],
  follow_up_quotes: ['id', 'follow_up_id', 'response_id', 'text', 'quoted_at'],
  consultations: [
    'id',
    'unit_id',
    'quarter',
    'day',
    'place',
    'participants',
    'minutes',
    'storage_key',
    'media_type',
    'bytes',
    'name',
    'written_at',
    'written_by',
    'written_by_name',
    'withdrawn_at',
    'withdrawal_reason',
  ],
  accounts: [
    'id',
    'name',
    'email',
    'email_verified',
    'two_factor_enabled',
    'created_at',
    'updated_at',
    'deactivated_at',
  ],
  grants: ['id', 'account_id', 'role', 'unit_id', 'agency_id'],
  account_credentials: ['id', 'account_id', 'provider', 'subject', 'password', 'scope', 'created_at', 'updated_at'],
  account_sessions: ['id', 'account_id', 'token', 'method', 'user_agent', 'expires_at', 'created_at', 'updated_at'],
  account_challenges: ['id', 'identifier', 'value', 'expires_at', 'created_at', 'updated_at'],
  account_totp: ['id', 'account_id', 'secret', 'backup_codes', 'verified', 'failed_verification_count', 'locked_until'],
  account_codes: ['account_id', 'code', 'tried_at'],
  account_links: ['id', 'kind', 'account_id', 'token_hash', 'created_at', 'expires_at', 'used_at', 'revoked_at'],
  sign_in_failures: ['account', 'source', 'failures', 'last_at'],
  trail: ['id', 'at', 'actor_id', 'actor_name', 'act', 'subject_kind', 'subject_id', 'unit_id', 'before', 'after'],
  unit_details: ['unit_id', 'head', 'nip', 'hours'],
  closed_agencies: ['agency_id', 'closed_at'],
  closed_units: ['unit_id', 'closed_at'],
  watches: ['unit_id', 'week', 'state', 'began'],
  reviews: ['quarter', 'opened_at', 'opened_by', 'confirm_by', 'publish_by'],
  review_events: ['id', 'quarter', 'unit_id', 'at', 'actor_id', 'actor_name', 'kind', 'message', 'mark'],
  unit_analyses: ['quarter', 'unit_id', 'strengths', 'weaknesses', 'causes', 'revised_at'],
  edition_documents: ['id', 'hash', 'document'],
  editions: [
    'id',
    'quarter',
    'number',
    'content',
    'hash',
    'previous_hash',
    'public_key',
    'signature',
    'published_at',
    'published_by',
    'reason',
    'last_response',
    'last_exclusion',
  ],
  edition_units: [
    'edition_id',
    'place',
    'unit_id',
    'document_hash',
    'slug',
    'name',
    'kind',
    'agency',
    'agency_slug',
    'state',
    'ikm',
    'low',
    'high',
    'grade',
    'performance',
    'respondents',
  ],
  installation: ['key', 'value'],
  must_hold: ['id', 'holds'],
} as const satisfies { [Table in keyof Tables]: readonly (keyof Tables[Table])[] }

// …nor does it let one go that it knows: this line then no longer compiles.
type Forgotten = {
  [Table in keyof Tables]: Exclude<keyof Tables[Table], (typeof columns)[Table][number]>
}[keyof Tables]
const nothingForgotten: [Forgotten] extends [never] ? true : Forgotten = true

test('has exactly the tables and columns that TypeScript believes in', () => {
  migrate(file, migrationsFolder)
  const found = tables().filter((name) => name !== 'd1_migrations')
  expect(found).toEqual(Object.keys(columns).toSorted())
  for (const [table, known] of Object.entries(columns)) {
    const there = rows<{ name: string }>(`select name from pragma_table_info('${table}')`).map(({ name }) => name)
    expect([table, there.toSorted()]).toEqual([table, [...known].toSorted()])
  }
  expect(nothingForgotten).toBe(true)
})
