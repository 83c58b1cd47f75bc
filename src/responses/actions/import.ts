// Stores the answers of a sheet: all of it or none of it, and the same file only once.

import type { Actor } from '../../accounts/rules/rights.ts'
import { addTrail } from '../../accounts/store/trail.ts'
import { type Change, ConstraintFailure, type Database, type LocalDatabase } from '../../database/database.ts'
import type { Questionnaire } from '../../surveys/rules.ts'
import { instantOf, type LocalDay, type Zone } from '../../units/rules/calendar.ts'
import type { SheetError } from '../forms/sheet/error.ts'
import type { SheetRow } from '../forms/sheet/row.ts'
import type { SheetBatch } from '../forms/sheet.ts'
import type { ResponseChannel } from '../rules/respondent.ts'
import { addImport, findImport, nextImportId, setImported } from '../store.ts'
import { type BulkResponse, startBulk } from './bulk.ts'

export interface SheetImport {
  readonly unit: { readonly id: number; readonly zone: Zone }
  readonly serviceId: number
  readonly channel: ResponseChannel
  /** The day of rows that name none. */
  readonly day: LocalDay
  readonly asked: Questionnaire
  readonly file: { readonly name: string; readonly hash: string }
  readonly now: Date
  /** Whoever imports at the desk; the operator's command has nobody. */
  readonly actor?: Actor | undefined
}

/** Most rows that an engine without streams takes in one commit. */
export const mostInOneCommit = 5000

export type Imported =
  | { readonly state: 'stored' | 'known'; readonly respondents: number }
  | { readonly state: 'refused'; readonly errors: readonly SheetError[] }
  | { readonly state: 'too many' }

/** Stores every row of the sheet with its tallies in one commit, or nothing when any row has a fault. */
export async function importSheet(
  database: Database | LocalDatabase,
  sheet: () => AsyncIterable<SheetBatch>,
  order: SheetImport,
): Promise<Imported> {
  const before = await findImport(database, order.unit.id, order.serviceId, order.file.hash)
  if (before) return { state: 'known', respondents: before.respondents }
  const refused = new Refused()
  const streams = 'commitStream' in database
  let respondents = 0
  try {
    if (streams) await database.commitStream(changes())
    else await database.commit(...(await collected(changes())))
    return { state: 'stored', respondents }
  } catch (error) {
    if (error === refused) {
      return refused.tooMany ? { state: 'too many' } : { state: 'refused', errors: refused.errors }
    }
    // Somebody else imported in the meantime: the same file, or another that took the number.
    if (error instanceof ConstraintFailure && /^imports\.(unit_)?id/.test(error.subject)) {
      return importSheet(database, sheet, order)
    }
    throw error
  }

  async function* changes(): AsyncGenerator<Change> {
    const id = await nextImportId(database)
    const bulk = startBulk()
    yield addImport({
      id,
      unit_id: order.unit.id,
      service_id: order.serviceId,
      file_hash: order.file.hash,
      file_name: order.file.name,
      imported_at: Math.floor(order.now.getTime() / 1000),
      respondents: 0,
    })
    for await (const { rows, errors } of sheet()) {
      refused.errors.push(...errors)
      // After a fault the rest is only read, so that all faults are told at once.
      if (refused.errors.length > 0 || rows.length === 0) continue
      yield* bulk.add(rows.map((row) => responseOf(row, order, id)))
      respondents += rows.length
      if (!streams && respondents > mostInOneCommit) refused.tooMany = true
      if (refused.tooMany) break
    }
    if (refused.tooMany || refused.errors.length > 0) throw refused
    yield* bulk.tallies()
    yield setImported(id, respondents)
    if (order.actor) yield addTrail(order.now, trailOf(order.actor, order, id, respondents))
  }
}

async function collected(changes: AsyncIterable<Change>): Promise<Change[]> {
  const all: Change[] = []
  for await (const change of changes) all.push(change)
  return all
}

class Refused extends Error {
  readonly errors: SheetError[] = []
  tooMany = false
}

function trailOf(actor: Actor, { unit, file, channel }: SheetImport, id: number, respondents: number) {
  const after = { file: file.name, channel, respondents }
  return { actor, act: 'answers-imported', subject: { kind: 'import', id, unitId: unit.id }, after } as const
}

function responseOf(row: SheetRow, order: SheetImport, importId: number): BulkResponse {
  const day = row.day ?? order.day
  return {
    place: {
      unitId: order.unit.id,
      serviceId: order.serviceId,
      counterId: null,
      channel: order.channel,
      day,
    },
    // A sheet names days, not hours: the start of the day stands for it.
    answeredAt: instantOf(day, 0, order.unit.zone),
    hour: null,
    asked: order.asked,
    answers: row.answers,
    respondent: row.respondent,
    suggestion: row.suggestion,
    importId,
  }
}
