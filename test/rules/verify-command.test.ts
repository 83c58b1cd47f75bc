// `ikm verify-publication` as it is typed, away from any database; and what `ikm verify` says of the publications in one.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSqlite } from '#src/database/sqlite.ts'
import type { SigningKey } from '#src/publications/signing.ts'
import { arrangeCity } from '#test/support/city.ts'
import { type MadeEdition, makeEdition, newKey, someAnswers, unitFile } from '#test/support/editions.ts'
import { answerIn, answersAround, publishNow } from '#test/support/publishing.ts'
import { endAll, ikm } from '#test/support/server.ts'
import { temporaryFile } from '#test/support/site.ts'

let folder: string
let key: SigningKey
let first: MadeEdition
let second: MadeEdition
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ikm-verify-'))
  key = await newKey()
  const units = [
    { id: 1, slug: 'disdukcapil', name: 'Dinas Kependudukan', answers: someAnswers(47, 3) },
    { id: 2, slug: 'puskesmas', name: 'Puskesmas Timur', answers: someAnswers(12, 3) },
  ]
  first = await makeEdition({ quarter: 20262, units, key })
  second = await makeEdition({ quarter: 20263, units, key, before: first })
})
afterAll(() => {
  endAll()
  rmSync(folder, { recursive: true, force: true })
})

const run = (...words: string[]) =>
  ikm(['verify-publication', ...words], { cwd: folder, env: { IKM_DB: '/tidak/ada' } })

test('a genuine edition is said to be genuine, and exits 0', async () => {
  writeFileSync(join(folder, 'a.json'), first.text)
  writeFileSync(join(folder, 'b.json'), second.text)
  const { code, stdout, stderr } = await run('b.json', 'a.json', '--key', key.publicKey.toUpperCase())
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout.match(/^Berkas ini asli dan utuh/gm)).toHaveLength(2)
  expect(stdout).toContain('  cocok  Tanda tangan: Tanda tangan Ed25519')
  expect(stdout).toMatch(
    /^Urutan edisi\n {2}cocok {2}a\.json .*edisi pertama.*\n {2}cocok {2}b\.json .*menyambung a\.json/m,
  )
})

test('without the key it is told to compare it, and exits 0', async () => {
  writeFileSync(join(folder, 'unit.json'), unitFile(first, 'puskesmas'))
  const { code, stdout } = await run('unit.json')
  expect(code).toBe(0)
  expect(stdout).toContain('kuncinya belum dicocokkan')
  expect(stdout).toMatch(/Kunci dengan sidik [0-9a-f]{4}( [0-9a-f]{4}){3} belum dibandingkan/)
})

test('what was changed is named, with exit 1', async () => {
  writeFileSync(
    join(folder, 'changed.json'),
    first.text.replace('"nama_unit":"Puskesmas Timur"', '"nama_unit":"Puskesmas Barat"'),
  )
  const changed = await run('changed.json', '--key', key.publicKey)
  expect(changed.code).toBe(1)
  expect(changed.stdout).toContain('TIDAK  Dokumen unit: Dokumen Puskesmas Barat (puskesmas) diubah')
  expect(changed.stderr).toBe('1 dari 1 berkas tidak dapat dipercaya.\n')

  writeFileSync(join(folder, 'good.json'), first.text)
  const foreign = await run('good.json', '--key', (await newKey()).publicKey)
  expect([foreign.code, foreign.stdout]).toEqual([1, expect.stringContaining('bukan kunci penerbit yang dikenal')])

  writeFileSync(join(folder, 'note.json'), 'bukan json')
  expect(await run('note.json')).toMatchObject({ code: 1, stdout: expect.stringContaining('bukan JSON yang utuh') })
})

test.each<[string, string[], string]>([
  ['no file', [], 'Pemakaian: ikm verify-publication'],
  ['a file that is not there', ['tidak-ada.json'], 'Berkas tidak-ada.json tidak ada.'],
  ['a key that is none', ['a.json', '--key', 'abc'], '--key harus kunci publik'],
])('%s is refused in words', async (_, words, said) => {
  writeFileSync(join(folder, 'a.json'), first.text)
  const { code, stdout, stderr } = await run(...words)
  expect([code, stdout]).toEqual([1, ''])
  expect(stderr).toContain(said)
})

test('ikm verify looks through the publications as well', async () => {
  const { file, remove } = await temporaryFile()
  const database = openSqlite(file)
  await arrangeCity(database)
  await answerIn(database, { unitId: 1, serviceId: 1, quarter: 20241 }, answersAround(3.2, 40))
  await publishNow(database, 20241)
  await database.close()
  const verify = () => ikm(['verify'], { env: { IKM_DB: file } })
  const whole = await verify()
  expect([whole.code, whole.stderr]).toEqual([0, ''])
  expect(whole.stdout).toMatch(
    /^Semua rekap cocok dengan 40 jawaban\.\nSemua 1 edisi utuh, dengan 4 dokumen unit\. Sidik kunci: [0-9a-f ]{19}\.\n$/,
  )

  const later = openSqlite(file)
  await answerIn(later, { unitId: 1, serviceId: 1, quarter: 20241 }, answersAround(3.2, 1))
  await later.close()
  const told = await verify()
  expect([told.code, told.stderr]).toEqual([0, ''])
  expect(told.stdout).toContain('unit disdukcapil: jawaban masuk atau dikecualikan setelah terbit')

  const raw = new Sqlite(file)
  raw.exec(
    "drop trigger edition_units_are_never_changed; update edition_units set ikm = 9900 where slug = 'disdukcapil'",
  )
  raw.close()
  const broken = await verify()
  expect([broken.code, broken.stdout]).toEqual([1, ''])
  expect(broken.stderr).toMatch(
    /^Edisi 2024-tw1 ke-1, unit disdukcapil: kolom ikm tersimpan 9900, dalam dokumen \d{4}\.\n1 hal/,
  )
  remove()
})
