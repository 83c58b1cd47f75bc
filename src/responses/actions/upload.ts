// An answer table that somebody uploads: looked through before anything is stored, stored when they say so.

import type { Actor } from '../../accounts/rules/rights.ts'
import type { Platform } from '../../platform.ts'
import { dayFromText, type LocalDay, localDay, type Zone } from '../../units/rules/calendar.ts'
import type { ServiceChannel } from '../../units/rules/service.ts'
import type { SheetError } from '../forms/sheet/error.ts'
import type { ColumnOrder } from '../forms/sheet/header.ts'
import type { SheetRow } from '../forms/sheet/row.ts'
import { readSheet, type SheetSource } from '../forms/sheet.ts'
import { findImport } from '../store.ts'
import { type Imported, importSheet } from './import.ts'
import { type AskedService, questionnaireOn } from './service.ts'

/** A file as it came, with what was chosen beside it. */
export interface Upload {
  readonly unit: { readonly id: number; readonly zone: Zone }
  readonly service: AskedService
  /** The day of rows that name none. */
  readonly day: LocalDay
  readonly order: ColumnOrder
  readonly file: { readonly name: string; readonly kind: 'csv' | 'xlsx'; readonly bytes: Uint8Array }
}

export interface Preview {
  readonly respondents: number
  readonly suggestions: number
  /** Respondents of each day, the earliest first. */
  readonly days: readonly (readonly [day: LocalDay, respondents: number])[]
  /** Respondents whose day the file does not say. */
  readonly undated: number
  /** Columns of the answers, and the first respondents under them. */
  readonly columns: readonly { readonly code: string; readonly key: string; readonly name: string }[]
  readonly first: readonly (SheetRow & { readonly elements: readonly (number | null)[] })[]
  readonly errors: readonly SheetError[]
  /** How many respondents the same file brought before; null when it is new. */
  readonly known: number | null
}

const rowsPreviewed = 5

/** What an import of the file would store. Nothing is stored. */
export async function previewUpload({ database, clock }: Pick<Platform, 'database' | 'clock'>, upload: Upload) {
  const asked = await questionnaireOn(database, upload.unit.id, upload.service.channel, upload.day)
  const [hash, today] = [await hashOf(upload.file.bytes), localDay(clock(), upload.unit.zone)]
  const before = await findImport(database, upload.unit.id, upload.service.id, hash)
  const days = new Map<LocalDay, number>()
  const errors: SheetError[] = []
  const first: (SheetRow & { elements: (number | null)[] })[] = []
  let columns: Preview['columns'] = []
  let respondents = 0
  let suggestions = 0
  let undated = 0
  for await (const batch of readSheet(sourceOf(upload), asked, sheetOptions(upload, today))) {
    errors.push(...batch.errors)
    if (batch.columns) columns = batch.columns.elements
    for (const row of batch.rows) {
      respondents += 1
      if (row.suggestion !== null) suggestions += 1
      if (row.day === null) undated += 1
      else days.set(row.day, (days.get(row.day) ?? 0) + 1)
      if (first.length < rowsPreviewed) first.push({ ...row, elements: elementsOf(row, batch.columns?.asked ?? asked) })
    }
  }
  function elementsOf(row: SheetRow, questionnaire: typeof asked): (number | null)[] {
    return columns.map(({ key }) => {
      const given = questionnaire.questions.flatMap((question) =>
        question.element === key ? (row.answers[question.key] ?? []) : [],
      )
      return given.length === 0 ? null : given.reduce((sum, score) => sum + score, 0) / given.length
    })
  }
  return {
    respondents,
    suggestions,
    days: Array.from(days).toSorted(([one], [other]) => one - other),
    undated,
    columns,
    first,
    errors,
    known: before?.respondents ?? null,
  } satisfies Preview
}

/** Stores every row of the file, or nothing. */
export async function storeUpload(
  { database, clock }: Pick<Platform, 'database' | 'clock'>,
  actor: Actor,
  upload: Upload,
): Promise<Imported> {
  const now = clock()
  const asked = await questionnaireOn(database, upload.unit.id, upload.service.channel, upload.day)
  const today = localDay(now, upload.unit.zone)
  return importSheet(database, () => readSheet(sourceOf(upload), asked, sheetOptions(upload, today)), {
    unit: upload.unit,
    serviceId: upload.service.id,
    channel: 'paper',
    day: upload.day,
    asked,
    file: { name: upload.file.name, hash: await hashOf(upload.file.bytes) },
    now,
    actor,
  })
}

/** The first day on which the unit's questionnaire may have been answered. */
export async function earliestDay(
  { database }: Pick<Platform, 'database'>,
  unitId: number,
  channel: ServiceChannel,
  day: LocalDay,
): Promise<LocalDay> {
  const { ruleBook } = await questionnaireOn(database, unitId, channel, day)
  return dayFromText(ruleBook.validFrom) ?? 0
}

function sheetOptions({ order, service }: Upload, today: LocalDay) {
  return { order, service: { slug: service.slug, name: service.name }, today }
}

const chunk = 65_536

function sourceOf({ file }: Upload): SheetSource {
  return file.kind === 'xlsx' ? { kind: 'xlsx', bytes: file.bytes } : { kind: 'csv', chunks: pieces(file.bytes) }
}

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += chunk) yield bytes.subarray(from, from + chunk)
}

async function hashOf(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>)
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
}
