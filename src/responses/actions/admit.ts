// Whether an answer is let in while its counter is flooded: it is known already, has been worked for, or is asked to be.

import type { Platform } from '../../platform.ts'
import { bitsFor, isWorkDone, makePuzzle, type Puzzle } from '../../security/work.ts'
import { type Fields, keyFromUuid } from '../forms/submission.ts'
import { receiptOf } from '../rules/receipt.ts'
import type { Form } from '../rules/service.ts'
import { findResponseId } from '../store.ts'

export type Admission =
  | { readonly state: 'admitted' }
  | { readonly state: 'known'; readonly receipt: string }
  | { readonly state: 'asked'; readonly puzzle: Puzzle }

// Where the operator gave none; it holds for as long as this process does.
let ownSecret: string | undefined

/**
 * The work is bound to the counter's code and to the answer's key: it lets in this one answer and nothing else.
 * @param load times the counter's plausible rate, above 1.
 */
export async function admit(
  { database, clock, config }: Pick<Platform, 'database' | 'clock' | 'config'>,
  form: Form,
  fields: Fields,
  load: number,
): Promise<Admission> {
  ownSecret ??= crypto.randomUUID()
  const secret = config.secret ?? ownSecret
  const now = clock().getTime()
  const given = typeof fields.kunci === 'string' ? fields.kunci.toLowerCase() : ''
  const key = keyFromUuid(given)
  const proof = fields.bukti_kerja
  if (key && typeof proof === 'string' && (await isWorkDone(secret, { place: form.code, kunci: given, proof, now })))
    return { state: 'admitted' }
  const first = key && (await findResponseId(database, key))
  if (first) return { state: 'known', receipt: receiptOf(first, form.receiptKey) }
  const kunci = key ? given : crypto.randomUUID()
  return { state: 'asked', puzzle: await makePuzzle(secret, { place: form.code, kunci, bit: bitsFor(load), now }) }
}
