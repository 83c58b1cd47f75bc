// A published page over HTTP as browsers ask for it, beside an empty answer of the same server; and the same page asked for again.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import autocannon from 'autocannon'
import { inTurn, type Result } from './measure.ts'

const connections = 32
const rounds = 7
const secondsOfRound = 3
const page = '/unit/unit-7'

export async function publicPages(): Promise<Result[]> {
  const script = new URL('./server.ts', import.meta.url).pathname
  const child = spawn(process.execPath, ['--import', 'tsx', script, 'public'], { stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const [line] = await once(child.stdout, 'data')
    const address = `http://127.0.0.1:${Number(String(line))}`
    const first = await fetch(address + page, { headers: asBrowsersAsk })
    const tag = first.headers.get('etag') ?? ''
    if (first.status !== 200 || tag === '' || !(await first.text()).includes('120 responden'))
      throw new Error('no page')
    const repeated = { ...asBrowsersAsk, 'if-none-match': tag }
    const again = await fetch(address + page, { headers: repeated })
    if (again.status !== 304) throw new Error(`${again.status} on repeat`)
    const measure = async (name: string, headers: Record<string, string>): Promise<Result> => {
      const asked = () => load(address + page, headers)
      const empty = () => load(`${address}/kosong`, headers)
      await asked()
      await empty()
      return { name, ...(await inTurn(rounds, asked, empty)), goal: 0.5, better: 'higher', unit: 'per detik' }
    }
    return [await measure('public-unit', asBrowsersAsk), await measure('public-unit-304', repeated)]
  } finally {
    child.kill()
  }
}

const asBrowsersAsk = { accept: 'text/html', 'accept-encoding': 'gzip, deflate, br' }

/** @returns answered requests a second. @throws when one was answered otherwise than it should be. */
async function load(url: string, headers: Record<string, string>): Promise<number> {
  const result = await autocannon({ url, connections, duration: secondsOfRound, headers })
  const unexpected = result.errors + result.timeouts + result['4xx'] + result['5xx']
  if (unexpected > 0) throw new Error(`${unexpected} requests failed`)
  return result.requests.average
}
