// Serves the site over HTTP on this machine: static files from memory, everything else from the app, compressed.

import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { getRequestListener, RequestError } from '@hono/node-server'
import { app } from './app.tsx'
import { compressed, compressOnce, openFiles } from './files.ts'
import type { Platform } from './platform.ts'
import { isFinished } from './publications/kept-pages.ts'

// As `npm run assets` shortens it; from dist/ and from src/ it is the same folder.
const publicFolder = new URL('../dist/public/', import.meta.url)

/**
 * Resolves when the server listens; port 0 takes any free one.
 * @throws the system's error, such as EADDRINUSE when the port is in use.
 */
export async function serveSite(port: number, platform: Platform): Promise<Server> {
  const files = openFiles(publicFolder)
  const answer = async (request: Request, { incoming }: { incoming: IncomingMessage }) => {
    const asked = () => app.fetch(request, { ...platform, compress: compressOnce, address: addressOf(incoming) })
    if (request.method === 'POST') return asked()
    const file = files(request)
    if (file) return file
    const response = await asked()
    return isFinished(response) ? response : compressed(request, response)
  }
  const server = createServer(
    getRequestListener(answer as never, { errorHandler: (error) => explain(error, platform) }),
  )
  server.on('clientError', refuseUnreadable)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, resolve)
  })
  return server
}

// A web server on this machine passes on whom it serves; from anybody else that header is a claim.
function addressOf({ socket, headers }: IncomingMessage): string | undefined {
  const forwarded = headers['x-forwarded-for']
  const local = /^(::1|(::ffff:)?127\.)/.test(socket.remoteAddress ?? '')
  if (!local || forwarded === undefined) return socket.remoteAddress
  return String(forwarded).split(',').at(-1)?.trim()
}

// What stays outside the app's own onError: an address that is none, a method that no Request can have, a bug here.
function explain(error: unknown, { log }: Platform): Response {
  if (error instanceof RequestError) return new Response('Alamat permintaan ini tidak terbaca.\n', { status: 400 })
  log({ event: 'error', error: error instanceof Error ? error.name : 'unknown', message: String(error) })
  return new Response('Terjadi gangguan pada sistem. Coba lagi sebentar lagi.\n', { status: 500 })
}

const unreadable: Readonly<Record<string, readonly [status: string, sentence: string]>> = {
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'Alamat atau kepala permintaan ini terlalu panjang.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'Permintaan ini terlalu lama tiba. Coba lagi.'],
}

// What Node itself cannot read would be refused without a word.
function refuseUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy()
  const [status, sentence] = unreadable[error.code ?? ''] ?? ['400 Bad Request', 'Permintaan ini tidak terbaca.']
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-type: text/plain; charset=utf-8\r\n\r\n${sentence}\n`)
}
