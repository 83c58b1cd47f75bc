// A unit's follow-ups at the desk: the list with what is proposed, a plan made and changed, its steps, evidence and quotes.

import { type Context, Hono } from 'hono'
import { problemsOf } from '../../accounts/forms.ts'
import type { Desk } from '../../accounts/guard.ts'
import type { Notice } from '../../accounts/pages/sign-in.tsx'
import { may } from '../../accounts/rules/rights.ts'
import type { FieldProblem } from '../../interface/fields.tsx'
import { formatHundredths } from '../../language/format.ts'
import { viewSuggestions } from '../../responses/actions/suggestions.ts'
import { fileName } from '../../responses/forms/desk.ts'
import { unitPath } from '../../responses/pages/unit-desk.tsx'
import { addressOf, type FoundUnit, frameOf, inUnit, notFound, numberIn } from '../../responses/routes/unit.tsx'
import { readUpload } from '../../security/body.ts'
import { readForm } from '../../units/routes/desk.tsx'
import { localDay, nextQuarter, type Quarter, quarterDays, quarterOf } from '../../units/rules/calendar.ts'
import { writeInstant } from '../../units/surroundings.ts'
import {
  type BringRefusal,
  bringFile,
  bringLink,
  mostEvidence,
  openEvidence,
  takeBackEvidence,
  type UploadedFile,
} from '../actions/evidence.ts'
import {
  findResult,
  mostQuotes,
  moveOn,
  planAction,
  quoteSuggestions,
  revisePlan,
  viewPlans,
} from '../actions/plans.ts'
import { listResults, type QuarterResult } from '../actions/result.ts'
import {
  captionForm,
  formLimit,
  linkForm,
  originForm,
  planForm,
  quarterField,
  quotableForm,
  revisionForm,
  stepForm,
  tickedSuggestions,
  uploadLimit,
  withdrawalForm,
} from '../forms.ts'
import { type ActionForm, ActionPage } from '../pages/action.tsx'
import { NewPlanPage, RevisePlanPage } from '../pages/plan.tsx'
import { PlansPage } from '../pages/plans.tsx'
import { elementName } from '../pages/words.tsx'
import { evidenceHeaders, refusalWords } from '../rules/evidence.ts'
import { findAction, type WholeAction } from '../store/desk.ts'

export const followUpDeskRoutes = new Hono<Desk>()

const list = '/kelola/unit/:slug/tindak-lanjut'
const one = `${list}/:id{[0-9]{1,15}}`
const suggestionsOffered = 15

followUpDeskRoutes.get(
  list,
  inUnit('readUnit', async (c, unit) => {
    const { triwulan } = originForm.parse(c.req.query())
    const [frame, view] = await Promise.all([frameOf(c, unit), viewPlans(c.env, unit, triwulan)])
    return c.html(<PlansPage {...frame} {...view} notice={undefined} />)
  }),
)

const fresh = `${list}/baru`

followUpDeskRoutes.get(
  fresh,
  inUnit('planFollowUps', async (c, unit) => {
    const { triwulan, unsur } = originForm.parse(c.req.query())
    const result = triwulan === undefined ? undefined : await findResult(c.env, unit, triwulan)
    if (!result) return noResult(c)
    const values = { unsur: unsur ?? '', [quarterField(firstAfter(c, unit, result.quarter))]: 'ya' }
    return showNewPlan(c, unit, result, values, [], 200)
  }),
)

/** The first quarter that may be planned and is not over: the running one, for the result of the one before. */
function firstAfter(c: Context<Desk>, unit: FoundUnit, origin: Quarter): Quarter {
  return Math.max(quarterOf(localDay(c.env.clock(), unit.zone)), nextQuarter(origin))
}

followUpDeskRoutes.post(
  fresh,
  inUnit('planFollowUps', async (c, unit) => {
    const fields = await readForm(c, formLimit)
    const { triwulan } = originForm.parse(fields)
    const result = triwulan === undefined ? undefined : await findResult(c.env, unit, triwulan)
    if (!result) return noResult(c)
    const form = planForm(
      result.quarter,
      result.elements.map(({ key }) => key),
    ).safeParse(fields)
    if (!form.success) return showNewPlan(c, unit, result, fields, problemsOf(form.error), 422)
    const id = await planAction(c.env, c.get('actor'), { ...form.data, unitId: unit.id, quarter: result.quarter })
    return c.redirect(`${unitPath(unit, `tindak-lanjut/${id}`)}?selesai=rencana`, 303)
  }),
)

async function showNewPlan(
  c: Context<Desk>,
  unit: FoundUnit,
  { quarter, summary, elements }: QuarterResult,
  values: Readonly<Record<string, string>>,
  problems: readonly FieldProblem[],
  status: 200 | 422,
) {
  const figures = new Map(summary.elements.map(({ key, convertedValue }) => [key, convertedValue]))
  const offered = elements.map(({ key, name }) => ({ key, name, convertedValue: figures.get(key) ?? null }))
  const frame = await frameOf(c, unit)
  return c.html(<NewPlanPage {...frame} {...{ quarter, values, problems }} elements={offered} />, status)
}

function noResult(c: Context<Desk>) {
  const text = 'Rencana menjawab hasil triwulan yang sudah berakhir dan punya jawaban. Pilih triwulannya dari daftar.'
  return notFound(c, 'Belum ada hasil untuk dijawab', text)
}

const doneWords: Readonly<Record<string, string>> = {
  rencana: 'Rencana tersimpan. Tambahkan saran warga yang menjadi alasannya bila ada.',
  ubah: 'Rencana diubah; yang semula tetap tersimpan.',
  sama: 'Tidak ada yang berubah.',
  catat: 'Kemajuan tercatat.',
  bukti: 'Bukti tersimpan.',
  tarik: 'Bukti ditarik.',
  kutip: 'Kutipan tersimpan.',
}

followUpDeskRoutes.get(
  one,
  inUnit('readUnit', (c, unit) => {
    const text = doneWords[c.req.query('selesai') ?? '']
    return showAction(c, unit, 200, text === undefined ? {} : { notice: { kind: 'done', text } })
  }),
)

interface Shown {
  readonly form?: ActionForm
  readonly values?: Readonly<Record<string, string>>
  readonly problems?: readonly FieldProblem[]
  readonly notice?: Notice
}

async function showAction(c: Context<Desk>, unit: FoundUnit, status: 200 | 409 | 413 | 422, shown: Shown = {}) {
  const today = localDay(c.env.clock(), unit.zone)
  const [frame, action, results] = await Promise.all([
    frameOf(c, unit),
    findAction(c.env.database, unit.id, numberIn(c, 'id')),
    listResults(c.env.database, unit.id, today),
  ])
  if (!action) return unknownAction(c)
  return c.html(
    <ActionPage
      {...frame}
      action={{
        ...action,
        events: action.events.map((event) => ({ ...event, at: writeInstant(event.at, unit.zone) })),
      }}
      running={quarterOf(today)}
      figures={figuresOf(action, results)}
      quotable={await quotableOf(c, unit, action)}
      keepsFiles={c.env.evidence !== undefined}
      form={shown.form}
      values={shown.values ?? {}}
      problems={shown.problems ?? []}
      notice={shown.notice}
    />,
    status,
  )
}

function unknownAction(c: Context<Desk>) {
  return notFound(c, 'Rencana tidak ditemukan', 'Unit ini tidak punya rencana tindak lanjut dengan nomor itu.')
}

/** What the action's element came to in the quarter that it answers and in those that are over since, in order. */
function figuresOf({ quarter, element }: WholeAction, results: readonly QuarterResult[]) {
  return results.toReversed().flatMap(({ quarter: of, summary }) => {
    const value = summary.elements.find(({ key }) => key === element)?.convertedValue
    return of >= quarter && value != null ? [{ quarter: of, value }] : []
  })
}

/** Suggestions of the quarter that is answered, of those who found its element the weakest; or all that came since. */
async function quotableOf(c: Context<Desk>, unit: FoundUnit, action: WholeAction) {
  if (!may(c.get('actor'), 'planFollowUps', unit)) {
    return { suggestions: [], next: undefined, all: undefined, open: false }
  }
  const { semua, setelah } = quotableForm.parse(c.req.query())
  const all = semua !== undefined || action.element === null
  const { first, last } = quarterDays(action.quarter)
  const { suggestions, next } = await viewSuggestions(
    c.env.database,
    { unitId: unit.id, first, ...(!all && { last, weakest: action.element ?? undefined }) },
    setelah,
    suggestionsOffered,
  )
  const quoted = new Set(action.quoted.map(({ responseId }) => responseId))
  const path = unitPath(unit, `tindak-lanjut/${action.id}`)
  const more: Record<string, string> = all && action.element !== null ? { semua: 'ya' } : {}
  return {
    suggestions: suggestions.filter(({ id, excluded }) => !excluded && !quoted.has(id)),
    next: next === undefined ? undefined : `${addressOf(path, { ...more, setelah: String(next) })}#judul-kutipan`,
    all: all ? undefined : `${addressOf(path, { semua: 'ya' })}#judul-kutipan`,
    open: semua !== undefined || setelah !== undefined,
  }
}

followUpDeskRoutes.get(
  `${one}/ubah`,
  inUnit('planFollowUps', async (c, unit) => {
    const action = await findAction(c.env.database, unit.id, numberIn(c, 'id'))
    return action ? showRevision(c, unit, action, valuesOf(action), [], 200) : unknownAction(c)
  }),
)

followUpDeskRoutes.post(
  `${one}/ubah`,
  inUnit('planFollowUps', async (c, unit) => {
    const fields = await readForm(c, formLimit)
    const action = await findAction(c.env.database, unit.id, numberIn(c, 'id'))
    if (!action) return unknownAction(c)
    const plan = planForm(action.quarter, []).safeParse({ ...fields, unsur: '' })
    const revision = revisionForm.safeParse(fields)
    if (!plan.success || !revision.success) {
      const problems = [plan, revision].flatMap(({ error }) => (error ? problemsOf(error) : []))
      return showRevision(c, unit, action, fields, problems, 422)
    }
    const { element: _, ...text } = plan.data
    const { alasan: reason, riwayat: lastEvent } = revision.data
    const outcome = await revisePlan(c.env, c.get('actor'), unit.id, action.id, { text, reason, lastEvent })
    if (outcome === 'unknown') return unknownAction(c)
    if (outcome === 'closed' || outcome === 'moved') return moved(c, unit)
    return c.redirect(
      `${unitPath(unit, `tindak-lanjut/${action.id}`)}?selesai=${outcome === 'same' ? 'sama' : 'ubah'}`,
      303,
    )
  }),
)

async function showRevision(
  c: Context<Desk>,
  unit: FoundUnit,
  action: WholeAction,
  values: Readonly<Record<string, string>>,
  problems: readonly FieldProblem[],
  status: 200 | 422,
) {
  return c.html(
    <RevisePlanPage
      {...(await frameOf(c, unit))}
      {...{ values, problems }}
      id={action.id}
      element={elementName(action)}
      // What was open when the form was first shown, not what is now.
      lastEvent={Number(values.riwayat ?? action.events.at(-1)?.id ?? 0)}
      quarter={action.quarter}
    />,
    status,
  )
}

function valuesOf({ program, expected, expectedWords, responsible, quarters }: WholeAction): Record<string, string> {
  return {
    kegiatan: program,
    harapan: expectedWords,
    target: expected === null ? '' : formatHundredths(expected),
    penanggung: responsible,
    ...Object.fromEntries(quarters.map((quarter) => [quarterField(quarter), 'ya'])),
  }
}

function moved(c: Context<Desk>, unit: FoundUnit) {
  const text = 'Rencana ini baru saja diubah orang lain. Periksa riwayatnya, lalu ulangi bila masih perlu.'
  return showAction(c, unit, 409, { notice: { kind: 'problem', text } })
}

followUpDeskRoutes.post(
  `${one}/keadaan`,
  inUnit('planFollowUps', async (c, unit) => {
    const fields = await readForm(c, formLimit)
    const form = stepForm.safeParse(fields)
    if (!form.success) {
      return showAction(c, unit, 422, { form: 'step', values: fields, problems: problemsOf(form.error) })
    }
    const outcome = await moveOn(c.env, c.get('actor'), unit.id, numberIn(c, 'id'), form.data)
    if (outcome === 'unknown') return unknownAction(c)
    if (outcome === 'moved') return moved(c, unit)
    if (outcome !== 'taken') {
      return showAction(c, unit, 409, { notice: { kind: 'problem', text: outcome.refused } })
    }
    return back(c, unit, 'catat')
  }),
)

followUpDeskRoutes.post(
  `${one}/tautan`,
  inUnit('planFollowUps', async (c, unit) => {
    const fields = await readForm(c, formLimit)
    const form = linkForm.safeParse(fields)
    if (!form.success) {
      return showAction(c, unit, 422, { form: 'link', values: fields, problems: problemsOf(form.error) })
    }
    const { tautan: url, judul: caption } = form.data
    const outcome = await bringLink(c.env, c.get('actor'), unit.id, numberIn(c, 'id'), { url, caption })
    return afterBringing(c, unit, outcome, 'link', fields)
  }),
)

followUpDeskRoutes.post(
  `${one}/berkas`,
  inUnit('planFollowUps', async (c, unit) => {
    const upload = await readUpload(c.req, uploadLimit)
    if (upload === undefined) return refuseFile(c, unit, 'document too large', 413, {})
    const fields = textsOf(upload)
    const file = await fileIn(upload)
    if (!file) return refuseFile(c, unit, 'empty', 422, fields)
    const form = captionForm.safeParse(fields)
    if (!form.success) {
      return showAction(c, unit, 422, { form: 'file', values: fields, problems: problemsOf(form.error) })
    }
    const brought = { file, caption: form.data.keterangan }
    const outcome = await bringFile(c.env, c.get('actor'), unit.id, numberIn(c, 'id'), brought)
    return afterBringing(c, unit, outcome, 'file', fields)
  }),
)

function afterBringing(
  c: Context<Desk>,
  unit: FoundUnit,
  outcome: 'added' | { readonly refused: BringRefusal },
  form: 'link' | 'file',
  fields: Readonly<Record<string, string>>,
) {
  if (outcome === 'added') return back(c, unit, 'bukti')
  const { refused } = outcome
  if (refused === 'unknown') return unknownAction(c)
  if (refused === 'too many' || refused === 'cancelled' || refused === 'no place') {
    return showAction(c, unit, 409, { notice: { kind: 'problem', text: bringWords[refused] } })
  }
  if (form === 'file') return refuseFile(c, unit, refused, 422, fields)
  return showAction(c, unit, 422, { form, values: fields })
}

const bringWords = {
  'too many': `Satu rencana paling banyak punya ${mostEvidence} bukti. Tarik dahulu yang tidak perlu.`,
  cancelled: 'Rencana yang batal tidak menerima bukti.',
  'no place': 'Pemasangan ini belum punya tempat untuk berkas. Tambahkan bukti sebagai tautan.',
} as const

function refuseFile(
  c: Context<Desk>,
  unit: FoundUnit,
  refused: keyof typeof refusalWords,
  status: 413 | 422,
  values: Readonly<Record<string, string>>,
) {
  return showAction(c, unit, status, {
    form: 'file',
    values,
    problems: [{ field: 'berkas', message: refusalWords[refused] }],
  })
}

/** The texts of a form with a file. */
export function textsOf(form: FormData | null): Record<string, string> {
  const fields: Record<string, string> = Object.create(null)
  for (const [name, value] of form ?? []) if (typeof value === 'string') fields[name] = value.toWellFormed()
  return fields
}

/** The file of such a form; undefined where none was chosen. */
export async function fileIn(form: FormData | null): Promise<UploadedFile | undefined> {
  const file = form?.get('berkas')
  if (!(file instanceof File) || file.size === 0) return undefined
  return { name: fileName(file.name), bytes: new Uint8Array(await file.arrayBuffer()) }
}

followUpDeskRoutes.post(
  `${one}/bukti/:bukti{[0-9]{1,15}}/tarik`,
  inUnit('planFollowUps', async (c, unit) => {
    const fields = await readForm(c, formLimit)
    const form = withdrawalForm.safeParse(fields)
    if (!form.success) {
      return showAction(c, unit, 422, { form: 'withdrawal', values: fields, problems: problemsOf(form.error) })
    }
    const [id, piece] = [numberIn(c, 'id'), numberIn(c, 'bukti')]
    const outcome = await takeBackEvidence(c.env, c.get('actor'), unit.id, id, piece, form.data.alasan)
    if (outcome === 'unknown') return unknownAction(c)
    return outcome === 'moved' ? moved(c, unit) : back(c, unit, 'tarik')
  }),
)

followUpDeskRoutes.post(
  `${one}/kutip`,
  inUnit('planFollowUps', async (c, unit) => {
    const ticked = tickedSuggestions(await readForm(c, formLimit))
    const outcome = await quoteSuggestions(c.env, c.get('actor'), unit.id, numberIn(c, 'id'), ticked)
    if (outcome === 'quoted') return back(c, unit, 'kutip')
    if (outcome === 'moved') return moved(c, unit)
    if (outcome === 'unknown') return unknownAction(c)
    const message =
      outcome === 'none'
        ? 'Pilih paling sedikit satu saran yang belum dikutip.'
        : `Satu rencana paling banyak mengutip ${mostQuotes} saran.`
    return showAction(c, unit, 422, { form: 'quote', problems: [{ field: 'saran', message }] })
  }),
)

function back(c: Context<Desk>, unit: FoundUnit, done: string) {
  return c.redirect(`${unitPath(unit, `tindak-lanjut/${numberIn(c, 'id')}`)}?selesai=${done}`, 303)
}

followUpDeskRoutes.get(
  '/kelola/unit/:slug/bukti/:kunci{[0-9a-f]{64}}',
  inUnit('readUnit', async (c, unit) => {
    const found = await openEvidence(c.env, c.req.param('kunci') ?? '', ({ unitId }) => unitId === unit.id)
    if (!found) return notFound(c, 'Berkas tidak ditemukan', 'Bukti ini tidak ada pada unit ini, atau sudah ditarik.')
    return c.body(found.bytes, 200, evidenceHeaders(found.use))
  }),
)

/** The quarters whose result may be answered or discussed, the newest first. */
export async function answerableQuarters(c: Context<Desk>, unit: FoundUnit): Promise<Quarter[]> {
  const results = await listResults(c.env.database, unit.id, localDay(c.env.clock(), unit.zone))
  return results.map(({ quarter }) => quarter)
}
