// What is done with a citizen's answer: the form of a code is looked up, a submission is stored with its tally, a receipt is found again.

import { type Change, ConstraintFailure, type Database } from '../../database/database.ts'
import { sipKey } from '../../security/sip-hash.ts'
import type { Questionnaire } from '../../surveys/rules.ts'
import { questionnaireOf } from '../../surveys/store.ts'
import { instantOf, localDay, type Zone } from '../../units/rules/calendar.ts'
import type { ServiceChannel } from '../../units/rules/service.ts'
import type { Submission } from '../forms/submission.ts'
import { storedAnswers } from '../rules/answers.ts'
import type { Delivery } from '../rules/delivery.ts'
import { idOfReceipt, receiptOf } from '../rules/receipt.ts'
import type { ResponseChannel } from '../rules/respondent.ts'
import type { Form, OpenService } from '../rules/service.ts'
import { addAnswers, emptyTotals, type HourBand, hourBand, type Place } from '../rules/tally.ts'
import { addEvidence, type Evidence, noEvidence } from '../store/evidence.ts'
import {
  addLateDelivery,
  addResponse,
  addSuggestion,
  addToTallies,
  type CodeRow,
  findCode,
  findCodeAsOf,
  findReceiptKey,
  findReceived,
  findResponseId,
} from '../store.ts'

export type FoundForm =
  | { readonly state: 'open'; readonly form: Form }
  | { readonly state: 'closed'; readonly unit: { name: string; slug: string }; readonly counter: { name: string } }
  | { readonly state: 'unknown' }

/** Finds what a counter's code leads to. @param drawnUp when the form was put together, in seconds since 1970-01-01 UTC. */
export async function openForm(database: Database, code: string, drawnUp: number): Promise<FoundForm> {
  const row = await findCode(database, code, drawnUp)
  if (!row) return { state: 'unknown' }
  let found = forms.get(row)
  if (!found) {
    found = formOf(row)
    forms.set(row, found)
  }
  return found
}

/** Finds what a code led to when an answer was given that is delivered late: it is not refused for what was closed since. */
export async function openFormAsOf(
  database: Database,
  code: string,
  moment: { readonly open: number; readonly drawnUp: number },
): Promise<FoundForm> {
  const row = await findCodeAsOf(database, code, moment)
  return row ? formOf(row) : { state: 'unknown' }
}

// A remembered row is the same object, so its form is put together once.
const forms = new WeakMap<CodeRow, FoundForm>()

function formOf(row: CodeRow): FoundForm {
  const services = openServices(row)
  if (row.withdrawn_at !== null || row.counter_closed_at !== null || services.length === 0) {
    return { state: 'closed', unit: { name: row.unit_name, slug: row.unit_slug }, counter: { name: row.counter_name } }
  }
  return {
    state: 'open',
    form: {
      code: row.code,
      counter: { id: row.counter_id, name: row.counter_name },
      unit: { id: row.unit_id, slug: row.unit_slug, name: row.unit_name, zone: row.zone },
      services,
      receiptKey: Number(row.receipt_key),
      hashing: { device: sipKey(row.device_key), address: addressKey(row.address_key) },
      takesTickets: row.takes_tickets === 1,
    },
  }
}

function addressKey(said: string | null): Form['hashing']['address'] {
  const [day, key] = said?.split(' ') ?? []
  return day === undefined || key === undefined ? null : { day: Number(day), key: sipKey(key) }
}

function openServices(row: CodeRow): OpenService[] {
  const services = (JSON.parse(row.services) as [number, string, string, ServiceChannel][]).map(
    ([id, slug, name, channel]) => ({ id, slug, name, asked: questionnaireOf(row.questionnaire, channel) }),
  )
  return row.counter_service_id === null ? services : services.filter(({ id }) => id === row.counter_service_id)
}

/** What the citizen is told: the receipt, and whether the same answer had come before. */
export interface Received {
  readonly receipt: string
  readonly repeated: boolean
}

/**
 * Stores a submission with its tallies for the moment at which it was given; resolves when it is on disk.
 * The same key again gives the receipt of the first, and stores nothing.
 */
export async function submitResponse(
  database: Database,
  now: Date,
  form: Form,
  service: OpenService,
  submission: Submission & { key: string },
  { answeredAt, givenAt }: Delivery = { answeredAt: Math.floor(now.getTime() / 1000), givenAt: null },
  channel: ResponseChannel = 'phone',
  evidence: Evidence = noEvidence,
): Promise<Received> {
  const place: Place = {
    unitId: form.unit.id,
    serviceId: service.id,
    counterId: form.counter.id,
    channel,
    day: localDay(new Date(answeredAt * 1000), form.unit.zone),
  }
  try {
    const hour = hourBand(answeredAt - instantOf(place.day, 0, form.unit.zone))
    const changes = changesOf({ place, answeredAt, hour }, service.asked, submission, evidence)
    if (givenAt !== null) changes.push(addLateDelivery(submission.key, givenAt, Math.floor(now.getTime() / 1000)))
    const [stored] = await database.commit(...changes)
    return { receipt: receiptOf(stored?.lastId ?? 0, form.receiptKey), repeated: false }
  } catch (error) {
    if (!(error instanceof ConstraintFailure) || error.subject !== 'responses.key') throw error
    const first = await findResponseId(database, submission.key)
    if (first === undefined) throw error
    return { receipt: receiptOf(first, form.receiptKey), repeated: true }
  }
}

/** What a receipt stands for: when and where the answer was given, never the answer. Undefined for a receipt of nothing. */
export async function findReceipt(database: Database, receipt: string) {
  const key = await findReceiptKey(database)
  const id = idOfReceipt(receipt, key)
  const found = id === undefined ? undefined : await findReceived(database, id)
  if (id === undefined || !found) return undefined
  return {
    receipt: receiptOf(id, key),
    at: new Date(found.answered_at * 1000),
    zone: found.zone as Zone,
    unit: { name: found.unit_name, slug: found.unit_slug },
    counter: found.counter_name === null ? null : { name: found.counter_name },
  }
}

// The response comes first: a key that was used before refuses the commit before anything else has been written. Its evidence
// follows at once, since it names the row inserted last.
function changesOf(
  { place, answeredAt, hour }: { place: Place; answeredAt: number; hour: HourBand },
  asked: Questionnaire,
  { answers, respondent, key, suggestion }: Submission & { key: string },
  evidence: Evidence,
): Change[] {
  const totals = emptyTotals()
  addAnswers(totals, asked, answers, { ...respondent, channel: place.channel, hour })
  const stored = storedAnswers(asked, answers)
  const response = addResponse({ ...place, answeredAt, answers: stored, respondent, key, importId: null })
  const evidenced = addEvidence(evidence, { counterId: place.counterId, answeredAt })
  const changes = [response, ...evidenced, ...addToTallies(place, totals)]
  if (suggestion !== null) changes.push(addSuggestion(key, suggestion))
  return changes
}
