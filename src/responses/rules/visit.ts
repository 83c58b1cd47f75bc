// How an answer can show that it comes from a visit: one-time codes that are handed out, and the code on a counter's screen. Pure.

import { readCode } from '../../units/rules/code.ts'

/** What is handed out for a counter: a sheet of codes, a key for a queue system, the address of a screen. */
export type CounterKeyKind = 'sheet' | 'queue' | 'screen'

export interface Screen {
  readonly unit: string
  readonly counter: string
  /** What the QR code says. */
  readonly address: string
  /** Seconds until another is shown. */
  readonly next: number
}

/** How long handed-out codes are valid, in days: a printed sheet lies at the counter, a queue's number is of today. */
export const ticketDays = { sheet: 90, queue: 7 } as const

/** Codes on one printed sheet. */
export const ticketsOnSheet = 40

/** The most codes of a queue system that may be out and unused at once. */
export const mostOutstanding = 20_000

/** A screen's code changes so often, in seconds… */
export const screenPeriod = 60
/** …and is taken this much longer, in seconds, since answering takes its time. */
export const screenGrace = 15 * 60

/** What a form brought as its code, understood. */
export type Claim =
  | { readonly kind: 'ticket'; readonly code: string }
  | { readonly kind: 'screen'; readonly period: number; readonly mark: string }

/** @returns undefined where there is none; 'unreadable' for what can be neither. */
export function readClaim(said: string): Claim | 'unreadable' | undefined {
  if (said.trim() === '') return undefined
  const ticket = readCode(said)
  if (ticket !== undefined) return { kind: 'ticket', code: ticket }
  const screen = /^L([0-9a-z]{1,8})-([A-Za-z0-9_-]{12})$/.exec(said)
  if (!screen) return 'unreadable'
  return { kind: 'screen', period: Number.parseInt(screen[1] as string, 36), mark: screen[2] as string }
}

/** The number of the period in which a screen shows one code. @param now seconds since 1970-01-01 UTC. */
export function periodOf(now: number): number {
  return Math.floor(now / screenPeriod)
}

/** What a screen shows. @param mark keyed hash of the counter and the period. */
export function writeScreenCode(period: number, mark: string): string {
  return `L${period.toString(36)}-${mark.slice(0, 12)}`
}

/** Whether a code of that period is still taken at this moment, by the server's clock. */
export function isRecent(period: number, now: number): boolean {
  const begun = period * screenPeriod
  return begun <= now + screenPeriod && now < begun + screenPeriod + screenGrace
}

/** A token as phones keep it; undefined for anything else: whoever sends none is as welcome. */
export function readDevice(said: unknown): string | undefined {
  return typeof said === 'string' && /^[0-9a-f-]{32,36}$/.test(said) ? said : undefined
}

/** For how long the form was open, in whole seconds up to a day; null where it does not say. */
export function readOpenSeconds(said: unknown): number | null {
  const text = typeof said === 'number' || typeof said === 'string' ? String(said) : ''
  return /^\d{1,9}$/.test(text) ? Math.min(Number(text), 86_400) : null
}

/** What of an address tells one connection from another: all of IPv4, the network of IPv6 (its first 64 bits). */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped) return mapped[1] as string
  if (!address.includes(':')) return address
  const [head = '', tail] = (address.split('%')[0] as string).toLowerCase().split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail ? tail.split(':') : []
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - before.length - after.length)
  const groups = [...before, ...new Array<string>(zeros).fill('0'), ...after]
  return groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')
}
