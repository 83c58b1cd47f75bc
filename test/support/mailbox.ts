// A mail server on this machine that keeps what it is sent, or fails as it is told: as much of RFC 5321 as one client needs.

import { type AddressInfo, createServer, type Socket } from 'node:net'

export interface Received {
  readonly from: string
  readonly to: readonly string[]
  /** By lower-case name, unfolded; one that came twice is there twice. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** Decoded, lines ended by \n. */
  readonly text: string
}

export interface Mailbox {
  readonly port: number
  readonly letters: readonly Received[]
  /** Every line that came outside a letter. */
  readonly commands: readonly string[]
  /** Waits until as many letters have come. @throws after five seconds without them. */
  arrived(count: number): Promise<readonly Received[]>
  close(): Promise<void>
}

export interface MailboxOptions {
  readonly host?: string
  /** The answer to a command in the place of the usual one; `.` is the end of a letter. */
  readonly answers?: (command: string) => string | undefined
  /** Takes the connection and never says a word. */
  readonly silent?: boolean
}

export async function openMailbox({ host = '127.0.0.1', answers, silent }: MailboxOptions = {}): Promise<Mailbox> {
  const letters: Received[] = []
  const commands: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => {})
    if (!silent) receive(socket)
  })

  function receive(socket: Socket): void {
    let waiting = ''
    let envelope = { from: '', to: [] as string[] }
    let content: string[] | undefined
    const say = (line: string) => socket.write(`${line}\r\n`)
    say('220 surat.contoh.go.id')
    socket.setEncoding('utf8').on('data', (piece: string) => {
      const lines = (waiting + piece).split('\r\n')
      waiting = lines.pop() ?? ''
      for (const line of lines) hear(line)
    })

    function hear(line: string): void {
      if (content && line !== '.') return void content.push(line.replace(/^\./, ''))
      if (!content) commands.push(line)
      const refused = answers?.(line)
      if (content) {
        if (!refused) letters.push({ ...envelope, ...read(content) })
        content = undefined
        return void say(refused ?? '250 accepted')
      }
      if (refused) return void say(refused)
      const [, verb = '', address = ''] = /^(\w+)(?:[^<]*<([^>]*)>)?/.exec(line.toUpperCase()) ?? []
      if (verb === 'MAIL') envelope = { from: address.toLowerCase(), to: [] }
      if (verb === 'RCPT') envelope.to.push(address.toLowerCase())
      if (verb === 'DATA') content = []
      const usual: Readonly<Record<string, string>> = {
        EHLO: '250-surat.contoh.go.id\r\n250 AUTH PLAIN',
        AUTH: '235 welcome',
        STARTTLS: '502 not here',
        DATA: '354 go on',
        QUIT: '221 bye',
      }
      say(usual[verb] ?? '250 ok')
    }
  }

  await new Promise<void>((resolve) => server.listen(0, host, resolve))
  return {
    port: (server.address() as AddressInfo).port,
    letters,
    commands,
    async arrived(count) {
      for (let waited = 0; letters.length < count; waited += 10) {
        if (waited > 5000) throw new Error(`${letters.length} of ${count} letters have come`)
        await new Promise((resolve) => setTimeout(resolve, 10))
      }
      return letters
    },
    close() {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

function read(lines: readonly string[]): Pick<Received, 'headers' | 'text'> {
  const end = lines.indexOf('')
  const unfolded = lines.slice(0, end).join('\n').replaceAll(/\n\s+/g, ' ').split('\n')
  const headers = unfolded.map((line): readonly [string, string] => {
    const [, name = '', value = ''] = /^([^:]+):\s*(.*)$/.exec(line) ?? []
    return [name.toLowerCase(), value]
  })
  const body = `${lines.slice(end + 1).join('\n')}\n`
  const encoding = headers.find(([name]) => name === 'content-transfer-encoding')?.[1]
  return { headers, text: encoding === 'quoted-printable' ? fromQuotedPrintable(body) : body }
}

function fromQuotedPrintable(text: string): string {
  const bytes = text
    .replaceAll('=\n', '')
    .replaceAll(/=([\dA-F]{2})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
