// How a test sends answers and reads the pages that come back.

import type { Site } from './site.ts'

export type Answer = Readonly<Record<string, string | number>>

/** A respondent who says nothing about themselves. */
export const nobody = { sex: null, age: null, education: null, occupation: null, disability: null, filledBy: null }

/** The same score for every one of some questions. */
export function all(questions: readonly string[], score: number): Record<string, number> {
  return Object.fromEntries(questions.map((key) => [key, score]))
}

/** Sends a form as a browser does, and gets a page or a redirect. */
export function sendForm(site: Site, code: string, fields: Answer | string): Promise<Response> {
  const body = typeof fields === 'string' ? fields : formBody(fields)
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  return site.fetch(`/s/${code}`, { method: 'POST', body, headers })
}

/** Sends JSON as a program does, and gets JSON; a string is sent as it is. */
export function sendJson(site: Site, code: string, fields: unknown): Promise<Response> {
  const body = typeof fields === 'string' ? fields : JSON.stringify(fields)
  const headers = { 'content-type': 'application/json', accept: 'application/json' }
  return site.fetch(`/s/${code}`, { method: 'POST', body, headers })
}

/** The id of the answer that came last, 0 where there is none. */
export async function newestAnswer({ database }: Site): Promise<number> {
  const [row] = await database.select<{ id: number }>({ sql: 'select max(id) as id from responses', parameters: [] })
  return row?.id ?? 0
}

export function formBody(fields: Answer): string {
  return String(new URLSearchParams(Object.entries(fields).map(([name, value]) => [name, String(value)])))
}

/** The receipt that a program is given; throws when there is none. */
export async function receiptIn(response: Response): Promise<string> {
  const { tanda_terima: receipt } = (await response.json()) as { tanda_terima?: string }
  if (!receipt) throw new Error(`no receipt in an answer with status ${response.status}`)
  return receipt
}

/** The fields that a program is told were not understood, with what is said of each. */
export async function complaintsIn(response: Response): Promise<{ bidang: string; pesan: string }[]> {
  return ((await response.json()) as { kesalahan: { bidang: string; pesan: string }[] }).kesalahan
}

/** What a reader sees of a page: its text without mark-up, blanks folded. */
export function textOf(html: string): string {
  return decoded(html.replaceAll(/<(head|script|style|template)\b.*?<\/\1>/gs, ' ').replaceAll(/<[^>]*>/g, ' '))
    .replaceAll(/\s+/g, ' ')
    .trim()
}

/** Text of the first element that carries a class. */
export function textIn(html: string, kind: string): string | undefined {
  const found = new RegExp(`<(\\w+)[^>]*class="(?:[^"]* )?${kind}(?: [^"]*)?"[^>]*>(.*?)</\\1>`, 's').exec(html)
  return found?.[2] === undefined ? undefined : textOf(found[2])
}

/** Names of the questions that a page asks, in its order. */
export function questionsIn(html: string): string[] {
  return Array.from(html.matchAll(/<fieldset id="field-([^"]+)" class="card question"/g), ([, name]) => name ?? '')
}

/** The value that is chosen or typed in a field of a page; undefined where there is none. */
export function valueIn(html: string, name: string): string | undefined {
  const inputs = Array.from(html.matchAll(/<input ([^>]*)>/g), ([, attributes]) => attributes ?? '')
  for (const attributes of inputs) {
    if (!attributes.includes(`name="${name}"`)) continue
    if (attributes.includes('type="radio"') && !/ checked\b/.test(attributes)) continue
    return decoded(/value="([^"]*)"/.exec(attributes)?.[1] ?? '')
  }
  const select = new RegExp(`<select[^>]*name="${name}"[^>]*>(.*?)</select>`, 's').exec(html)?.[1]
  if (select !== undefined) return decoded(/<option value="([^"]*)" selected/.exec(select)?.[1] ?? '') || undefined
  const area = new RegExp(`<textarea[^>]*name="${name}"[^>]*>(.*?)</textarea>`, 's').exec(html)?.[1]
  return area === undefined ? undefined : decoded(area)
}

function decoded(text: string): string {
  const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
  return text.replaceAll(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? '')
}

/** Cells of the rows of a page's table, as text; the first row is its heading. End tags may be left out. */
export function tableIn(html: string, caption: string): string[][] {
  const tables = Array.from(html.matchAll(/<table>.*?<\/table>/gs), ([table]) => table)
  const table = tables.find((candidate) => textOf(candidate).startsWith(caption)) ?? ''
  const rows = table.split('<tr>').slice(1)
  return rows.map((row) =>
    row
      .split(/<t[dh]\b[^>]*>/)
      .slice(1)
      .map(textOf),
  )
}
