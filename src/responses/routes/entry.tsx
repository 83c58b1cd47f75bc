// The desk's addresses of answers that do not come by phone: paper forms typed in, files imported and undone.

import { type Context, Hono } from 'hono'
import { bodyLimit as formLimit, problemsOf } from '../../accounts/forms.ts'
import type { Desk } from '../../accounts/guard.ts'
import { Busy } from '../../database/database.ts'
import { unwrap, wrap } from '../../documents/parcel.ts'
import type { FieldProblem } from '../../interface/fields.tsx'
import { formatCount } from '../../language/format.ts'
import { readBody, readUpload } from '../../security/body.ts'
import { uuidOfTime } from '../../security/uuid.ts'
import { readForm, type Shown } from '../../units/routes/desk.tsx'
import { dayToText, type LocalDay, localDay, quarterOf, quarterSlug } from '../../units/rules/calendar.ts'
import type { ServiceChannel } from '../../units/rules/service.ts'
import { listServices } from '../../units/store.ts'
import { writeInstant } from '../../units/surroundings.ts'
import { type ExclusionOutcome, redoImport, undoImport } from '../actions/exclude.ts'
import { mostInOneCommit } from '../actions/import.ts'
import { enterPaper, type PaperStack } from '../actions/paper.ts'
import { type AskedService, questionnaireOn } from '../actions/service.ts'
import { earliestDay, previewUpload, storeUpload, type Upload } from '../actions/upload.ts'
import {
  confirmLimit,
  fileKind,
  fileLimit,
  fileName,
  reasonForm,
  stackForm,
  uploadForm,
  uploadLimit,
} from '../forms/desk.ts'
import { bodyLimit, keyFromUuid, readFields, readSubmission, typedValues } from '../forms/submission.ts'
import { ImportsPage, PreviewPage, UndoImportPage } from '../pages/import.tsx'
import { PaperPage, PaperStackPage } from '../pages/paper.tsx'
import { unitPath } from '../pages/unit-desk.tsx'
import type { PaperOrder } from '../rules/paper.ts'
import { countPaper } from '../store/answers.ts'
import { findImportOf, listImports } from '../store/imports.ts'
import { addressOf, type FoundUnit, frameOf, inUnit, notFound, numberIn, tooLarge } from './unit.tsx'

export const entryDeskRoutes = new Hono<Desk>()

const paper = '/kelola/unit/:slug/kertas'

entryDeskRoutes.get(
  paper,
  inUnit('enterAnswers', async (c, unit) => {
    const asked = c.req.query()
    if (asked.layanan === undefined && asked.hari === undefined) return showStack(c, unit, {}, [], 200)
    const stack = await stackOf(c, unit, asked)
    return 'problems' in stack ? showStack(c, unit, asked, stack.problems, 422) : showPaper(c, unit, stack, {}, [], 200)
  }),
)

entryDeskRoutes.post(
  paper,
  inUnit('enterAnswers', async (c, unit) => {
    const body = await readBody(c.req, bodyLimit)
    if (body === undefined) return tooLarge(c, 'Formulir ini melebihi 16 KB. Pendekkan sarannya.')
    const stack = await stackOf(c, unit, c.req.query())
    if ('problems' in stack) return refusePaper(c, stack.problems, () => showStack(c, unit, {}, stack.problems, 422))
    const fields = readFields(c.req.header('content-type'), body) ?? {}
    const show = (problems: readonly FieldProblem[], status: 409 | 422 | 503) =>
      refusePaper(c, problems, () => showPaper(c, unit, stack, typedValues(fields), problems, status), status)
    const read = readSubmission(stack.asked, fields)
    if ('problems' in read) return show(read.problems, 422)
    const key = read.submission.key ?? (keyFromUuid(uuidOfTime(c.env.clock().getTime())) as string)
    try {
      const outcome = await enterPaper(c.env, c.get('actor'), stack, { ...read.submission, key })
      if (outcome === 'taken')
        return show([{ field: '', message: 'Kunci formulir ini sudah dipakai. Muat ulang halaman.' }], 409)
      if (!wantsJson(c)) return c.redirect(addressOf(unitPath(unit, 'kertas'), searchOf(stack)), 303)
      const stored = await countPaper(c.env.database, unit.id, stack.service.id, stack.day)
      return c.json({ jumlah: stored, ulang: outcome === 'repeated' }, outcome === 'repeated' ? 200 : 201)
    } catch (error) {
      if (!(error instanceof Busy)) throw error
      c.header('retry-after', '5')
      return show(
        [{ field: '', message: 'Sistem sedang sibuk dan formulir belum tersimpan. Simpan sekali lagi.' }],
        503,
      )
    }
  }),
)

interface Stack extends PaperStack {
  readonly service: AskedService
  readonly order: PaperOrder
}

/** What a stack of paper forms is about; the service must be one of this unit's. */
async function stackOf(
  c: Context<Desk>,
  unit: FoundUnit,
  said: Readonly<Record<string, string>>,
): Promise<Stack | { readonly problems: readonly FieldProblem[] }> {
  const form = stackForm.safeParse(said)
  const problems: FieldProblem[] = form.success ? [] : problemsOf(form.error)
  const service = await serviceOf(c, unit, said.layanan ?? '')
  if (!service) problems.unshift({ field: 'layanan', message: serviceMissing(unit) })
  if (!form.success || !service) return { problems }
  const day = form.data.hari
  const refusal = await dayRefusal(c, unit, service, day)
  if (refusal) return { problems: [{ field: 'hari', message: refusal }] }
  const asked = await questionnaireOn(c.env.database, unit.id, service.channel, day)
  return { unit, service, day, order: form.data.urutan, asked }
}

/** Undefined for a service that this unit does not offer; a closed unit offers none. */
async function serviceOf(c: Context<Desk>, unit: FoundUnit, slug: string): Promise<AskedService | undefined> {
  if (unit.closed_at !== null) return undefined
  const services = await listServices(c.env.database, unit.id)
  const found = services.find((one) => one.slug === slug)
  return found && { ...found, channel: found.channel as ServiceChannel }
}

function serviceMissing({ closed_at: closed }: FoundUnit): string {
  return closed === null ? 'Pilih layanan.' : 'Unit ini sudah ditutup, jadi tidak menerima jawaban lagi.'
}

async function dayRefusal(c: Context<Desk>, unit: FoundUnit, service: AskedService, day: LocalDay) {
  if (day > localDay(c.env.clock(), unit.zone)) return 'Tanggal ini belum tiba.'
  const earliest = await earliestDay(c.env, unit.id, service.channel, day)
  return day < earliest ? `Tanggal ini sebelum kuesioner berlaku, ${dayToText(earliest)}.` : undefined
}

function searchOf({ service, day, order }: Stack): Record<string, string> {
  return { layanan: service.slug, hari: dayToText(day), urutan: order }
}

async function showStack(
  c: Context<Desk>,
  unit: FoundUnit,
  values: Readonly<Record<string, string>>,
  problems: readonly FieldProblem[],
  status: 200 | 422,
) {
  const [frame, services] = await Promise.all([frameOf(c, unit), listServices(c.env.database, unit.id)])
  const today = localDay(c.env.clock(), unit.zone)
  return c.html(<PaperStackPage {...frame} {...{ services, today, values, problems }} />, status)
}

async function showPaper(
  c: Context<Desk>,
  unit: FoundUnit,
  { service, day, asked, order }: Stack,
  values: Readonly<Record<string, string>>,
  problems: readonly FieldProblem[],
  status: 200 | 409 | 422 | 503,
) {
  const [frame, stored] = await Promise.all([frameOf(c, unit), countPaper(c.env.database, unit.id, service.id, day)])
  const answerKey =
    status !== 409 && values.kunci && keyFromUuid(values.kunci) ? values.kunci : uuidOfTime(c.env.clock().getTime())
  return c.html(
    <PaperPage {...frame} {...{ service, day, asked, order, answerKey, stored, values, problems }} />,
    status,
  )
}

function refusePaper(
  c: Context<Desk>,
  problems: readonly FieldProblem[],
  show: () => Promise<Response>,
  status: 409 | 422 | 503 = 422,
) {
  if (!wantsJson(c)) return show()
  return c.json({ kesalahan: problems.map(({ field, message }) => ({ bidang: field, pesan: message })) }, status)
}

function wantsJson(c: Context): boolean {
  return c.req.header('accept')?.includes('application/json') ?? false
}

const imports = '/kelola/unit/:slug/impor'

async function showImports(c: Context<Desk>, unit: FoundUnit, status: 200 | 409 | 422, more: Shown = {}) {
  const { database } = c.env
  const [frame, services, rows] = await Promise.all([
    frameOf(c, unit),
    listServices(database, unit.id),
    listImports(database, unit.id),
  ])
  const today = localDay(c.env.clock(), unit.zone)
  return c.html(
    <ImportsPage
      {...frame}
      services={services}
      imports={rows.map((row) => ({
        ...row,
        at: writeInstant(row.imported_at, unit.zone),
        quarter: quarterSlug(quarterOf(row.first_day ?? today)),
      }))}
      today={today}
      mostRows={mostRowsIn(c)}
      values={more.values ?? {}}
      problems={more.problems ?? []}
      notice={more.notice}
    />,
    status,
  )
}

function mostRowsIn(c: Context<Desk>): number | undefined {
  return 'commitStream' in c.env.database ? undefined : mostInOneCommit
}

const done: Readonly<Record<string, string>> = {
  batalkan: 'Impor dibatalkan. Jawabannya tidak dihitung lagi, tetapi tetap tersimpan dan dapat dipulihkan.',
  pulihkan: 'Impor dipulihkan. Jawabannya dihitung lagi.',
}

entryDeskRoutes.get(
  imports,
  inUnit('enterAnswers', (c, unit) => {
    const stored = /^\d{1,9}$/.exec(c.req.query('tersimpan') ?? '')?.[0]
    const text = stored ? `${formatCount(Number(stored))} responden tersimpan.` : done[c.req.query('selesai') ?? '']
    return showImports(c, unit, 200, text === undefined ? {} : { notice: { kind: 'done', text } })
  }),
)

const fileTooLarge = 'Berkas melebihi 10 MB. Bagi menjadi beberapa berkas, lalu unggah satu per satu.'

entryDeskRoutes.post(
  imports,
  inUnit('enterAnswers', async (c, unit) => {
    const form = await readUpload(c.req, uploadLimit)
    if (form === undefined) return tooLarge(c, fileTooLarge)
    const fields: Record<string, string> = {}
    for (const [name, value] of form ?? []) if (typeof value === 'string') fields[name] = value
    const file = form?.get('berkas')
    const name = file instanceof File ? fileName(file.name) : ''
    const bytes = file instanceof File && file.size > 0 ? new Uint8Array(await file.arrayBuffer()) : undefined
    const upload = await uploadOf(c, unit, fields, name, bytes)
    if ('problems' in upload) return showImports(c, unit, 422, { values: fields, problems: upload.problems })
    return showPreview(c, unit, upload, 200)
  }),
)

entryDeskRoutes.post(
  `${imports}/simpan`,
  inUnit('enterAnswers', async (c, unit) => {
    const fields = await readForm(c, confirmLimit)
    const name = fileName(fields.nama ?? '')
    const bytes = await unwrap(fields.berkas ?? '', fileKind(name) === 'csv', fileLimit)
    const upload = await uploadOf(c, unit, fields, name, bytes)
    if ('problems' in upload) return showImports(c, unit, 422, { values: fields, problems: upload.problems })
    const result = await storeUpload(c.env, c.get('actor'), upload)
    if (result.state !== 'stored') return showPreview(c, unit, upload, 409)
    return c.redirect(addressOf(unitPath(unit, 'impor'), { tersimpan: String(result.respondents) }), 303)
  }),
)

/** A file with what was chosen beside it, once all of it is understood. */
async function uploadOf(
  c: Context<Desk>,
  unit: FoundUnit,
  fields: Readonly<Record<string, string>>,
  name: string,
  bytes: Uint8Array | undefined,
): Promise<Upload | { readonly problems: readonly FieldProblem[] }> {
  const form = uploadForm.safeParse(fields)
  const problems: FieldProblem[] = form.success ? [] : problemsOf(form.error)
  const service = await serviceOf(c, unit, fields.layanan ?? '')
  const kind = fileKind(name)
  if (!service) problems.unshift({ field: 'layanan', message: serviceMissing(unit) })
  const message = !bytes
    ? 'Pilih berkasnya.'
    : bytes.length > fileLimit
      ? fileTooLarge
      : kind
        ? undefined
        : 'Berkas harus berakhiran .csv atau .xlsx.'
  if (message) problems.unshift({ field: 'berkas', message })
  const refusal = form.success && service && (await dayRefusal(c, unit, service, form.data.hari))
  if (refusal) problems.push({ field: 'hari', message: refusal })
  if (!form.success || !service || !bytes || !kind || problems.length > 0) return { problems }
  return { unit, service, day: form.data.hari, order: form.data.urutan, file: { name, kind, bytes } }
}

async function showPreview(c: Context<Desk>, unit: FoundUnit, upload: Upload, status: 200 | 409) {
  const [frame, preview] = await Promise.all([frameOf(c, unit), previewUpload(c.env, upload)])
  const most = mostRowsIn(c)
  const { file, service, day, order } = upload
  const faulty = preview.errors.length > 0
  return c.html(
    <PreviewPage
      {...frame}
      {...{ service, day, order, preview }}
      file={file.name}
      parcel={faulty ? '' : await wrap(file.bytes, file.kind === 'csv')}
      tooMany={most !== undefined && preview.respondents > most ? most : undefined}
    />,
    faulty ? 422 : status,
  )
}

const turns = { batalkan: undoImport, pulihkan: redoImport } as const

for (const turn of Object.keys(turns) as (keyof typeof turns)[]) {
  entryDeskRoutes.post(
    `${imports}/:id{[0-9]{1,15}}/${turn}`,
    inUnit('excludeAnswers', async (c, unit) => {
      const id = numberIn(c, 'id')
      const fields = await readForm(c, formLimit)
      const form = reasonForm.safeParse(fields)
      if (!form.success) {
        const found = await findImportOf(c.env.database, unit.id, id)
        if (!found) return unknownImport(c)
        const shown = { id, file: found.file_name, undone: turn === 'pulihkan', values: fields }
        return c.html(
          <UndoImportPage {...(await frameOf(c, unit))} {...shown} problems={problemsOf(form.error)} />,
          422,
        )
      }
      const outcome: ExclusionOutcome = await turns[turn](c.env, c.get('actor'), unit.id, id, form.data.alasan)
      if (!('refused' in outcome)) return c.redirect(addressOf(unitPath(unit, 'impor'), { selesai: turn }), 303)
      if (outcome.refused === 'unknown') return unknownImport(c)
      const text = 'Keadaan impor itu sudah berubah sejak halaman dibuka. Periksa daftarnya.'
      return showImports(c, unit, 409, { notice: { kind: 'problem', text } })
    }),
  )
}

function unknownImport(c: Context<Desk>) {
  return notFound(c, 'Impor tidak ditemukan', 'Unit ini tidak punya impor dengan nomor itu.')
}
