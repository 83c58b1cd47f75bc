// How many bytes travel: for the first view of a form, and for the bundle that Cloudflare runs.

import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'

export type Encoding = 'gzip' | 'br'

/** One answer of the server: its compressed body in bytes. */
export interface Load {
  readonly path: string
  readonly bytes: number
}

/**
 * Bytes of everything that the first view of a counter's form loads, as the server compresses it; bodies, without headers.
 * @param code the code, with `?layanan=…` behind it where the counter asks for the service first.
 * @throws when an answer is not a 200 in the encoding that was asked for.
 */
export async function formBytes(origin: string, code: string): Promise<Record<Encoding, number>> {
  const [gzip, br] = await Promise.all([firstView(origin, code, 'gzip'), firstView(origin, code, 'br')])
  return { gzip: sum(gzip), br: sum(br) }
}

/** The answers that make up the first view of a form: the page, then what its head names. */
export async function firstView(origin: string, code: string, encoding: Encoding): Promise<Load[]> {
  const address = `${origin}/s/${code}`
  const html = await (await fetch(address)).text()
  const named = Array.from(
    html.matchAll(/<(?:link|script|img|use)\b[^>]*? (?:href|src)="([^"#]+)/g),
    ([, path]) => path ?? '',
  )
  const addresses = new Set([address, ...named.map((path) => new URL(path, address).href)])
  return Promise.all(
    Array.from(addresses, async (one) => ({ path: new URL(one).pathname, bytes: await bodyBytes(one, encoding) })),
  )
}

// Node's fetch hides the compressed body.
function bodyBytes(address: string, encoding: Encoding): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = get(address, { headers: { 'accept-encoding': encoding } }, (response) => {
      const { statusCode, headers } = response
      if (statusCode !== 200 || headers['content-encoding'] !== encoding) {
        reject(new Error(`${address} came as ${statusCode}, ${headers['content-encoding']}, not as 200, ${encoding}`))
      }
      let bytes = 0
      response.on('data', (part: Buffer) => {
        bytes += part.length
      })
      response.once('end', () => resolve(bytes))
      response.once('error', reject)
    })
    request.once('error', reject)
  })
}

/** Bytes of the Worker's bundle, compressed with gzip as Cloudflare counts it. */
export async function workerBytes(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'ikm-bundle-'))
  try {
    const words = ['node_modules/wrangler/bin/wrangler.js', 'deploy', '--dry-run', '--outdir', folder]
    await promisify(execFile)(process.execPath, words, {
      cwd: new URL('../../', import.meta.url),
      env: { ...process.env, WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false' },
    })
    const modules = (await readdir(folder)).filter((name) => !/\.(map|md)$/.test(name))
    const contents = await Promise.all(modules.map((name) => readFile(join(folder, name))))
    return contents.reduce((bytes, content) => bytes + gzipSync(content).length, 0)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function sum(loads: readonly Load[]): number {
  return loads.reduce((total, { bytes }) => total + bytes, 0)
}
