// The course of a promised action: its states and how one leads to another, and when it is due. Pure.

import { nextQuarter, type Quarter } from '../../units/rules/calendar.ts'

export const statuses = ['planned', 'running', 'finished', 'cancelled'] as const
export type Status = (typeof statuses)[number]

export const statusWords: Readonly<Record<Status, string>> = {
  planned: 'direncanakan',
  running: 'berjalan',
  finished: 'selesai',
  cancelled: 'batal',
}

/** What is written to the course of an action. */
export const eventKinds = [
  'planned',
  'revised',
  'started',
  'noted',
  'finished',
  'cancelled',
  'reopened',
  'quoted',
  'evidence-added',
  'evidence-withdrawn',
] as const
export type EventKind = (typeof eventKinds)[number]

export const eventWords: Readonly<Record<EventKind, string>> = {
  planned: 'Direncanakan',
  revised: 'Rencana diubah',
  started: 'Mulai dikerjakan',
  noted: 'Catatan kemajuan',
  finished: 'Selesai',
  cancelled: 'Dibatalkan',
  reopened: 'Dibuka kembali',
  quoted: 'Mengutip saran warga',
  'evidence-added': 'Bukti ditambahkan',
  'evidence-withdrawn': 'Bukti ditarik',
}

/** What somebody may do with an action. */
export const steps = ['start', 'note', 'finish', 'cancel', 'reopen'] as const
export type Step = (typeof steps)[number]

/** The state to which a step leads, from each state in which it may be taken; a note leaves the state as it is. */
const ways: Readonly<Record<Step, Partial<Readonly<Record<Status, Status>>>>> = {
  start: { planned: 'running' },
  note: { planned: 'planned', running: 'running', finished: 'finished' },
  finish: { planned: 'finished', running: 'finished' },
  cancel: { planned: 'cancelled', running: 'cancelled' },
  reopen: { finished: 'running', cancelled: 'planned' },
}

const kindOfStep: Readonly<Record<Step, EventKind>> = {
  start: 'started',
  note: 'noted',
  finish: 'finished',
  cancel: 'cancelled',
  reopen: 'reopened',
}

const wordOfStep: Readonly<Record<Step, string>> = {
  start: 'dimulai',
  note: 'diberi catatan',
  finish: 'dinyatakan selesai',
  cancel: 'dibatalkan',
  reopen: 'dibuka kembali',
}

/** @returns the state after a step with the event that tells it, or in words why it cannot be taken. */
export function takeStep(
  status: Status,
  step: Step,
): { readonly status: Status; readonly kind: EventKind } | { readonly refused: string } {
  const after = ways[step][status]
  if (after) return { status: after, kind: kindOfStep[step] }
  return { refused: `Rencana yang ${statusWords[status]} tidak dapat ${wordOfStep[step]}.` }
}

/** The steps that may be taken, in their order. */
export function stepsFrom(status: Status): Step[] {
  return steps.filter((step) => ways[step][status] !== undefined)
}

/** True while a plan may still be revised; what is finished or cancelled stays as it was promised. */
export function isOpen(status: Status): boolean {
  return status === 'planned' || status === 'running'
}

/** The quarters in which an action that answers a quarter's result may be planned: the four after it. */
export function plannableQuarters(origin: Quarter): Quarter[] {
  const quarters: Quarter[] = []
  for (let quarter = nextQuarter(origin); quarters.length < 4; quarter = nextQuarter(quarter)) quarters.push(quarter)
  return quarters
}

/** True for one to four quarters, each once and in order, all among the four after the origin. */
export function isPlannable(origin: Quarter, quarters: readonly Quarter[]): boolean {
  const offered = plannableQuarters(origin)
  return (
    quarters.length > 0 && quarters.every((one, place) => offered.includes(one) && one > (quarters[place - 1] ?? 0))
  )
}

/** `overdue`: every planned quarter is over. `due`: the last planned quarter is running. `later`: it is still to come. */
export type Timing = 'overdue' | 'due' | 'later'

export const timingWords: Readonly<Record<Timing, string>> = {
  overdue: 'terlambat',
  due: 'jatuh tempo',
  later: 'belum jatuh tempo',
}

/** When an open action is due; null for one that is finished or cancelled. @param now the running quarter. */
export function timingOf(
  action: { readonly status: Status; readonly dueQuarter: Quarter },
  now: Quarter,
): Timing | null {
  if (!isOpen(action.status)) return null
  return action.dueQuarter < now ? 'overdue' : action.dueQuarter === now ? 'due' : 'later'
}
