// The first start as an operator meets it: a secret beside the database, an address for the first account, printed anew each time.

import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { endAll, ikm, type Server, startServer } from '#test/support/server.ts'

const folder = mkdtempSync(join(tmpdir(), 'ikm-setup-'))
const file = join(folder, 'ikm.db')
const env = { IKM_DB: file }
let server: Server
const printedPath = ({ printed }: Server) => /\/masuk\/penyiapan\/[\w-]{43}/.exec(printed.stdout)?.[0] ?? ''
const statusOf = async (path: string) => (await fetch(server.address + path)).status

beforeAll(async () => {
  server = await startServer({ env })
})
afterAll(() => {
  endAll()
  rmSync(folder, { recursive: true, force: true })
})

async function restart(): Promise<void> {
  server.child.kill('SIGTERM')
  await server.ended
  server = await startServer({ env })
}

test('each start prints a fresh address, and the one before is worth nothing', async () => {
  const first = printedPath(server)
  const secret = readFileSync(`${file}.secret`, 'utf8')
  expect(await statusOf(first)).toBe(200)
  await restart()
  expect(await statusOf(first)).toBe(410)
  expect(await statusOf(printedPath(server))).toBe(200)
  expect(readFileSync(`${file}.secret`, 'utf8')).toBe(secret)
})

test('the secret is its owner’s alone, and neither it nor the address is in the database', () => {
  expect(statSync(`${file}.secret`).mode & 0o777).toBe(0o600)
  const everything = readFileSync(file, 'latin1') + readFileSync(`${file}-wal`, 'latin1')
  expect(everything).not.toContain(readFileSync(`${file}.secret`, 'utf8').trim())
  expect(everything).not.toContain(printedPath(server).split('/').at(-1))
})

test('with an account nothing is printed any more, but the operator can still have an address made', async () => {
  const password = 'kuda menari di atap'
  const fields = { nama: 'Siti', email: 'siti@contoh.go.id', sandi: password, ulang: password }
  const made = await fetch(server.address + printedPath(server), {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers: { origin: server.address },
    redirect: 'manual',
  })
  expect([made.status, made.headers.get('location')]).toEqual([303, '/kelola'])
  await restart()
  expect(server.printed.stdout).not.toContain('penyiapan')
  const { code, stdout } = await ikm(['setup-link'], { env })
  expect(code).toBe(0)
  expect(await statusOf(/\/masuk\/penyiapan\/[\w-]+/.exec(stdout)?.[0] ?? '')).toBe(200)
})

test('for D1 the address and the statement that lets it in are told apart', async () => {
  const { code, stdout, stderr } = await ikm(['setup-link', '--sql'], {
    env: { IKM_ORIGIN: 'https://skm.contoh.go.id' },
  })
  expect(code).toBe(0)
  const path = /https:\/\/skm\.contoh\.go\.id(\/masuk\/penyiapan\/[\w-]{43})/.exec(stderr)?.[1] ?? ''
  expect(stdout).not.toContain(path.split('/').at(-1))
  expect(await statusOf(path)).toBe(404)
  const database = new Sqlite(file)
  database.exec(stdout)
  database.close()
  expect(await statusOf(path)).toBe(200)
})
