// Runs the built server and the built command as processes of their own, as an operator does.

import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { keyFromUuid } from '#src/responses/forms/submission.ts'

export const projectFolder = new URL('../../', import.meta.url).pathname

/** What a process left behind when it was over. */
export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
  readonly stdout: string
  readonly stderr: string
}

export interface Running {
  readonly child: ChildProcess
  /** What it has printed so far. */
  readonly printed: { readonly stdout: string; readonly stderr: string }
  readonly ended: Promise<Ended>
}

export interface Server extends Running {
  /** Where it listens, without a slash at its end. */
  readonly address: string
  readonly port: number
}

export interface RunOptions {
  /** Folder it runs in; by default one without a database. */
  readonly cwd?: string
  /** Settings; those of whoever runs the tests do not reach the process. */
  readonly env?: Readonly<Record<string, string>>
}

export interface ServerOptions extends RunOptions {
  /** Command and its first arguments; by default this Node with the built server. */
  readonly command?: readonly [string, ...string[]]
  readonly words?: readonly string[]
}

const left = new Set<ChildProcess>()
process.once('exit', () => endAll())

/** A folder for the tests of a file; after them what they left running is ended and the folder removed. */
export function folderForTests(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `ikm-${name}-`))
  afterAll(() => {
    endAll()
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

/** Ends whatever a test has left running. */
export function endAll(): void {
  for (const { pid } of left) {
    try {
      // Each leads a group of its own, so that what npm started goes with it.
      if (pid !== undefined) process.kill(-pid, 'SIGKILL')
    } catch {
      // It had ended by itself.
    }
  }
}

/** Starts a process of its own group; never throws for what the process does. */
export function run(
  [command, ...words]: readonly [string, ...string[]],
  { cwd = tmpdir(), env = {} }: RunOptions = {},
): Running {
  const child = spawn(command, words, {
    cwd,
    // What a trial posts in a minute is more than any counter sees.
    env: { ...foreign(), IKM_ANSWERS_PER_MINUTE: '100000000', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  left.add(child)
  const printed = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      printed[stream] += text
    })
  }
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code, signal) => {
      left.delete(child)
      resolve({ code, signal, ...printed })
    })
  })
  return { child, printed, ended }
}

// The tests' own settings would otherwise be the server's.
function foreign(): NodeJS.ProcessEnv {
  const own = /^(IKM_|PORT$|NODE_OPTIONS$|VITEST|npm_(?!config_(registry|userconfig|cafile|cache)$))/
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !own.test(name)))
}

function built(name: string): string {
  const file = `${projectFolder}dist/${name}`
  if (!existsSync(file)) throw new Error(`${file} is not there: run npm run build`)
  return file
}

export const builtServer = `${projectFolder}dist/node.js`

/** Runs the operator's command to its end. */
export function ikm(words: readonly string[], options: RunOptions = {}): Promise<Ended> {
  return startIkm(words, options).ended
}

export function startIkm(words: readonly string[], options: RunOptions = {}): Running {
  return run([process.execPath, built('cli.js'), ...words], options)
}

/** Starts the server without waiting for anything. */
export function launchServer({
  command = [process.execPath, built('node.js')],
  words = [],
  ...options
}: ServerOptions = {}): Running {
  return run([...command, ...words], options)
}

/**
 * Starts the server on a free port and waits until it says that it serves.
 * @throws when it ends instead, with what it said.
 */
export async function startServer(options: ServerOptions = {}): Promise<Server> {
  for (;;) {
    const port = await freePort()
    const running = launchServer({ ...options, env: { ...options.env, PORT: String(port) } })
    const over = await endsInstead(running)
    if (!over) return { ...running, address: `http://127.0.0.1:${port}`, port }
    // Somebody else took the port in the meantime.
    if (over.stderr.startsWith(`Port ${port} sedang dipakai`)) continue
    throw new Error(`the server ended with ${over.code ?? over.signal}: ${over.stderr}${over.stdout}`)
  }
}

// That something answers on the port would not do: it might be somebody else's server.
async function endsInstead({ child, printed, ended }: Running): Promise<Ended | undefined> {
  while (!/^(IKM melayani|Tekan Ctrl\+C)/m.test(printed.stdout)) {
    if (child.exitCode !== null || child.signalCode !== null) return ended
    await pause(10)
  }
  return undefined
}

/** A port that was free a moment ago, outside the range from which the system takes ports for connections. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 10_000 + Math.floor(Math.random() * 20_000)
    if (await isFree(port)) return port
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, () => server.close(() => resolve(true)))
  })
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

/** What a program is told of its submission. */
export interface Acknowledged {
  readonly status: number
  readonly receipt: string | undefined
}

/** Sends a submission as JSON. @throws when no answer comes. */
export async function submit(address: string, code: string, fields: object): Promise<Acknowledged> {
  const response = await fetch(`${address}/s/${code}`, {
    method: 'POST',
    body: JSON.stringify(fields),
    headers: { 'content-type': 'application/json', accept: 'application/json' },
  })
  const { tanda_terima: receipt } = (await response.json()) as { tanda_terima?: string }
  return { status: response.status, receipt }
}

/** The key as it is stored. */
export function storedKey(uuid: string): string {
  const key = keyFromUuid(uuid)
  if (key === undefined) throw new Error(`${uuid} is no UUID`)
  return key
}
