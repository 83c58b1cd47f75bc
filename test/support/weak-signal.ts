// A line between browser and server that can be cut at any moment: before a request, while it travels, or when only the answer is missing.

import { type ClientRequest, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

/** Something that stands in for the server at an address. */
export type StandIn = (path: string) => { readonly type: string; readonly body: string } | undefined

export interface Line {
  /** Where the browser finds the site, without a slash at its end. */
  readonly origin: string
  /** Ends every connection and lets none through until `mend`. */
  cut(): void
  mend(): void
  /** Cuts the line as soon as the server has answered a post, before the browser hears of it. */
  cutBeforeNextAnswer(): void
  /** Lets somebody else answer some addresses, or nobody any more. */
  replace(standIn: StandIn | undefined): void
  close(): Promise<void>
}

/** @param target address of the server, without a slash at its end. */
export async function openLine(target: string): Promise<Line> {
  const sockets = new Set<Socket>()
  const under = new Set<ClientRequest>()
  let isCut = false
  let cutAtAnswer = false
  let standIn: StandIn | undefined

  const server = createServer(pass)
  server.on('connection', (socket) => {
    if (isCut) return void socket.destroy()
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  function cut(): void {
    isCut = true
    for (const socket of sockets) socket.destroy()
  }

  function pass(asked: IncomingMessage, answer: ServerResponse): void {
    const other = standIn?.(asked.url ?? '')
    if (other) {
      answer.writeHead(200, { 'content-type': other.type, 'cache-control': 'no-cache' }).end(other.body)
      return
    }
    const onward = request(target + asked.url, { method: asked.method, headers: asked.headers }, (reply) => {
      if (asked.method === 'POST' && cutAtAnswer) {
        cutAtAnswer = false
        reply.resume()
        return cut()
      }
      answer.writeHead(reply.statusCode ?? 502, reply.headers)
      reply.pipe(answer)
    })
    under.add(onward)
    onward.once('close', () => under.delete(onward))
    onward.once('error', () => answer.destroy())
    asked.pipe(onward)
  }

  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    cut,
    mend() {
      isCut = false
      cutAtAnswer = false
    },
    cutBeforeNextAnswer() {
      cutAtAnswer = true
    },
    replace(other) {
      standIn = other
    },
    async close() {
      for (const onward of under) onward.destroy()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
