// Publishing at full size, and killed while it publishes: one whole edition, or none.

import { randomInt } from 'node:crypto'
import { copyFileSync, rmSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import type { Database } from '#src/database/database.ts'
import { openSqlite } from '#src/database/sqlite.ts'
import { draftQuarter } from '#src/publications/actions/draft.ts'
import type { Edition } from '#src/publications/rules/document.ts'
import { sha256 } from '#src/publications/signing.ts'
import { findContent, listDocuments, listEditions, listEditionUnits } from '#src/publications/store.ts'
import { previousQuarter } from '#src/units/rules/calendar.ts'
import { arrangeGovernment } from '#test/support/large-government.ts'
import { publishNow } from '#test/support/publishing.ts'
import { endAll, pause, projectFolder, run } from '#test/support/server.ts'
import { startWorker, temporaryFile } from '#test/support/site.ts'
import { report, trials } from '#test/support/trials.ts'

const quarter = 20263

afterAll(() => endAll())

/** How many units the edition has; every document is there with the hash that was signed. */
async function wholeEdition(database: Database): Promise<number> {
  const [edition] = await listEditions(database)
  if (!edition) return 0
  const content = await findContent(database, edition.id)
  expect(await sha256(content)).toBe(edition.hash)
  const { unit } = JSON.parse(content) as Edition
  const hashes: string[] = []
  for await (const text of listDocuments(database, edition.id)) hashes.push(await sha256(text))
  expect(hashes).toEqual(unit.map(({ hash }) => hash))
  expect(await listEditionUnits(database, edition.id)).toHaveLength(unit.length)
  return unit.length
}

async function publishBoth(database: Database, units: number): Promise<number> {
  await arrangeGovernment(database, units, quarter)
  await publishNow(database, previousQuarter(quarter))
  expect(await wholeEdition(database)).toBe(units)
  const start = performance.now()
  await publishNow(database, quarter)
  const seconds = (performance.now() - start) / 1000
  expect(await wholeEdition(database)).toBe(units)
  return seconds
}

const many = trials(100, 2000)

test(`${many} units are published in one go on Node`, async () => {
  const { file, remove } = await temporaryFile()
  const database = openSqlite(file)
  const seconds = await publishBoth(database, many)
  report(
    'published on Node',
    `${many} units in ${seconds.toFixed(1)} s, ${Math.round(process.memoryUsage().rss / 1e6)} MB`,
  )
  await database.close()
  remove()
}, 600_000)

test(`${many} units are published in one go on D1, within its limits`, async () => {
  const worker = await startWorker()
  const seconds = await publishBoth(worker.database, many)
  report('published on D1', `${many} units in ${seconds.toFixed(1)} s`)
  await worker.close()
}, 900_000)

const kills = trials(4, 60)

test(`killed while it publishes, ${kills} times: the edition that was drafted, or none`, async () => {
  const { file, remove } = await temporaryFile()
  const units = 100
  const arranged = openSqlite(file)
  await arrangeGovernment(arranged, units, quarter)
  const drafted = (await draftQuarter(arranged, quarter)).units.map(({ hash }) => hash)
  await arranged.close()
  const found = { whole: 0, none: 0 }
  for (let kill = 0; kill < kills; kill++) {
    const copy = `${file}.${kill}`
    copyFileSync(file, copy)
    const { child, printed, ended } = run(
      [process.execPath, '--import', 'tsx', 'test/support/publish-once.ts', copy, String(quarter)],
      { cwd: projectFolder },
    )
    while (!printed.stdout.includes('mulai') && child.exitCode === null) await pause(1)
    await pause(randomInt(0, 500))
    child.kill('SIGKILL')
    const { stderr } = await ended
    expect(stderr).toBe('')
    const database = openSqlite(copy)
    const published = await wholeEdition(database)
    const [edition] = await listEditions(database)
    if (edition) {
      const rows = await listEditionUnits(database, edition.id)
      expect(rows.map(({ document_hash }) => document_hash)).toEqual(drafted)
    } else expect(printed.stdout).not.toContain('terbit')
    found[published > 0 ? 'whole' : 'none'] += 1
    await database.close()
    for (const end of ['', '-wal', '-shm']) rmSync(copy + end, { force: true })
  }
  report('killed while publishing', `${kills} kills: ${found.whole} whole editions, ${found.none} none, 0 in part`)
  remove()
}, 600_000)
