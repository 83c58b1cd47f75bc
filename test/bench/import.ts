// A large CSV read, checked, tallied and stored, beside bare prepared inserts of the same rows.

import { once } from 'node:events'
import { createReadStream, createWriteStream } from 'node:fs'
import { openConnection, openSqlite } from '#src/database/sqlite.ts'
import { random } from '#src/demonstration/random.ts'
import { importSheet } from '#src/responses/actions/import.ts'
import { readSheet } from '#src/responses/forms/sheet.ts'
import { storedAnswers } from '#src/responses/rules/answers.ts'
import { dayFromText, instantOf, type LocalDay } from '#src/units/rules/calendar.ts'
import { inTurn, milliseconds, type Result } from './measure.ts'
import { asked, storeOneCounter, temporaryDatabase } from './organisation.ts'

const rows = 1_000_000
const rounds = 3
const first = dayFromText('2026-07-01') as LocalDay

export async function importing(): Promise<Result> {
  const file = `${temporaryDatabase()}.csv`
  await writeCsv(file)
  const measured = await inTurn(
    rounds,
    async () => rows / ((await milliseconds(await importer(file))) / 1000),
    async () => rows / ((await milliseconds(await bareInserts())) / 1000),
  )
  return { name: 'import', ...measured, goal: 0.25, better: 'higher', unit: 'baris per detik' }
}

interface Row {
  readonly day: LocalDay
  readonly scores: readonly number[]
}

function* madeUpRows(): Iterable<Row> {
  const chance = random('import')
  for (let row = 0; row < rows; row++) {
    yield { day: first + chance.between(0, 91), scores: asked.questions.map(() => chance.between(1, 4)) }
  }
}

async function writeCsv(file: string): Promise<void> {
  const out = createWriteStream(file)
  out.write(`tanggal,jenis_kelamin,usia,pendidikan,pekerjaan,${asked.questions.map(({ key }) => key).join()}\n`)
  for (const { day, scores } of madeUpRows()) {
    const text = new Date(day * 86_400_000).toISOString().slice(0, 10)
    if (!out.write(`${text},L,26-34,S1,ASN,${scores.join()}\n`)) await once(out, 'drain')
  }
  out.end()
  await once(out, 'finish')
}

async function importer(file: string): Promise<() => Promise<void>> {
  const database = openSqlite(temporaryDatabase())
  await storeOneCounter(database)
  return async () => {
    const sheet = () => readSheet({ kind: 'csv', chunks: createReadStream(file) }, asked)
    const result = await importSheet(database, sheet, {
      unit: { id: 1, zone: 'WIB' },
      serviceId: 1,
      channel: 'paper',
      day: first,
      asked,
      file: { name: 'bench.csv', hash: 'bench' },
      now: new Date(),
    })
    if (result.state !== 'stored' || result.respondents !== rows) throw new Error('the import did not store every row')
    await database.close()
  }
}

// The rows lie ready in memory; nothing is read, checked or tallied, and one transaction holds them all.
async function bareInserts(): Promise<() => void> {
  const file = temporaryDatabase()
  const database = openSqlite(file)
  await storeOneCounter(database)
  await database.close()
  const values = Array.from(madeUpRows(), ({ day, scores }) => [
    day,
    instantOf(day, 0, 'WIB'),
    storedAnswers(asked, Object.fromEntries(asked.questions.map(({ key }, place) => [key, scores[place] as number]))),
  ])
  return () => {
    const connection = openConnection(file)
    const insert = connection.prepare(
      `insert into responses (unit_id, service_id, counter_id, channel, day, answered_at, answers, sex, age, education, occupation, filled_by, key, import_id)
       values (1, 1, null, 'paper', ?, ?, ?, 'L', '26-34', 'S1', 'ASN', null, null, null)`,
    )
    connection.transaction(() => {
      for (const row of values) insert.run(row)
    })()
    connection.close()
  }
}
