// What a unit asks: its questionnaires and added elements at the desk.

import { type Context, Hono } from 'hono'
import { problemsOf } from '../accounts/forms.ts'
import type { FieldProblem } from '../interface/fields.tsx'
import { formatDay } from '../language/format.ts'
import type { Platform } from '../platform.ts'
import { unitPath } from '../units/pages/unit-frame.tsx'
import { doneNotice, readForm, requireUnit, type Shown, type UnitDesk, unitRoute } from '../units/routes/desk.tsx'
import { dayFromText, dayToText, localDay, type Zone } from '../units/rules/calendar.ts'
import { findSite } from '../units/store.ts'
import {
  addElement,
  type By,
  chooseQuestionnaire,
  dropElement,
  dropQuestionnaire,
  type QuestionnaireRefusal,
} from './actions.ts'
import { elementForm, readQuestionnaire } from './forms.ts'
import { ElementsPage, QuestionnairePage, type ShownQuestionnaire } from './pages/questionnaire.tsx'
import { defaultRuleBook, questionnaireName, ruleBooks } from './rules.ts'
import { listElementsOf, listQuestionnaireRecords, questionnaireOf } from './store.ts'

export const surveyRoutes = new Hono<UnitDesk>()

const managing = requireUnit('manageOrganisation')
const path = `${unitRoute}/kuesioner`

surveyRoutes.get(path, managing, (c) => showQuestionnaires(c, 200, { notice: doneNotice(c, doneWords) }))

surveyRoutes.post(path, managing, async (c) => {
  const unit = c.get('unit')
  const { database } = c.env
  const fields = await readForm(c)
  const own = (await listElementsOf(database, unit.id)).map(({ key }) => key)
  const read = readQuestionnaire(fields, { official: defaultRuleBook.elements.map(({ key }) => key), own })
  if ('problems' in read) return showQuestionnaires(c, 422, { values: fields, problems: read.problems ?? [] })
  const notBefore = unit.has_answers ? todayOf(c) + 1 : undefined
  const chosen = await chooseQuestionnaire(database, { ...read.choice, unitId: unit.id, notBefore }, by(c))
  if (chosen !== 'chosen') return showQuestionnaires(c, 422, { values: fields, problems: [refusals[chosen]] })
  return c.redirect(`${unitPath(unit)}/kuesioner?selesai=pilih`, 303)
})

surveyRoutes.post(`${path}/batal`, managing, async (c) => {
  const unit = c.get('unit')
  const from = dayFromText((await readForm(c)).mulai ?? '')
  const dropped =
    from === undefined
      ? 'in force'
      : await dropQuestionnaire(c.env.database, { unitId: unit.id, from, today: todayOf(c) }, by(c))
  if (dropped === 'removed') return c.redirect(`${unitPath(unit)}/kuesioner?selesai=batal`, 303)
  const text = 'Hanya kuesioner yang belum berlaku yang dapat dibatalkan.'
  return showQuestionnaires(c, 409, { notice: { kind: 'problem', text } })
})

surveyRoutes.get(`${path}/unsur`, managing, (c) => showElements(c, 200, { notice: doneNotice(c, doneWords) }))

surveyRoutes.post(`${path}/unsur`, managing, async (c) => {
  const unit = c.get('unit')
  const fields = await readForm(c)
  const read = elementForm.safeParse(fields)
  if (!read.success) return showElements(c, 422, { values: fields, problems: problemsOf(read.error) })
  const added = await addElement(c.env.database, { ...read.data, unitId: unit.id }, by(c))
  if (added !== 'added') {
    const message = 'Unit ini sudah punya unsur tambahan dengan nama itu.'
    return showElements(c, 422, { values: fields, problems: [{ field: 'nama', message }] })
  }
  return c.redirect(`${unitPath(unit)}/kuesioner/unsur?selesai=unsur`, 303)
})

surveyRoutes.post(`${path}/unsur/:unsur{[0-9]{1,15}}/hapus`, managing, async (c) => {
  const unit = c.get('unit')
  const id = Number(c.req.param('unsur'))
  const dropped = await dropElement(c.env.database, { unitId: unit.id, id }, by(c))
  if (dropped === 'removed') return c.redirect(`${unitPath(unit)}/kuesioner/unsur?selesai=hapus`, 303)
  const text =
    dropped === 'used'
      ? 'Unsur ini dipakai dalam sebuah kuesioner, jadi tidak dihapus.'
      : 'Unit ini tidak punya unsur itu.'
  return showElements(c, 409, { notice: { kind: 'problem', text } })
})

async function showElements(
  c: Context<UnitDesk>,
  status: 200 | 409 | 422,
  { notice, values = {}, problems = [] }: Shown,
) {
  const unit = c.get('unit')
  const [site, rows] = await Promise.all([findSite(c.env.database), listElementsOf(c.env.database, unit.id)])
  const elements = rows.map((row) => ({ ...row, answers: JSON.parse(row.answers) as string[] }))
  return c.html(<ElementsPage {...{ site, actor: c.get('actor'), unit, elements, values, problems, notice }} />, status)
}

async function showQuestionnaires(
  c: Context<UnitDesk>,
  status: 200 | 409 | 422,
  { notice, values = {}, problems = [] }: Shown,
) {
  const unit = c.get('unit')
  const { database } = c.env
  const [site, records, elements] = await Promise.all([
    findSite(database),
    listQuestionnaireRecords(database, unit.id),
    listElementsOf(database, unit.id),
  ])
  const today = todayOf(c)
  const current = records.find((row) => row.valid_from <= today)
  const questionnaires = records.map((row): ShownQuestionnaire => {
    const { ruleBook, elements: asked, weights } = questionnaireOf(row.record, 'HYBRID')
    return {
      from: dayToText(row.valid_from),
      written: formatDay(row.valid_from),
      book: ruleBook.name,
      added: asked.slice(ruleBook.elements.length).map(({ name }) => name),
      weighted: weights !== null,
      state: row.valid_from > today ? 'later' : row === current ? 'now' : 'past',
    }
  })
  const earliest = unit.has_answers ? dayToText(today + 1) : undefined
  return c.html(
    <QuestionnairePage
      site={site}
      actor={c.get('actor')}
      unit={unit}
      questionnaires={questionnaires}
      elements={elements}
      books={ruleBooks}
      earliest={earliest}
      values={values}
      problems={problems}
      notice={notice}
    />,
    status,
  )
}

/** What a unit asks today, by name. */
export async function nameQuestionnaire(
  { database, clock }: Platform,
  unit: { readonly id: number; readonly zone: string },
): Promise<string> {
  const today = localDay(clock(), unit.zone as Zone)
  const records = await listQuestionnaireRecords(database, unit.id)
  const record = records.find((row) => row.valid_from <= today)?.record ?? null
  return questionnaireName(questionnaireOf(record, 'HYBRID'))
}

function todayOf(c: Context<UnitDesk>): number {
  return localDay(c.env.clock(), c.get('unit').zone as Zone)
}

function by(c: Context<UnitDesk>): By {
  return { actor: c.get('actor'), now: c.env.clock() }
}

const doneWords = {
  pilih: 'Kuesioner dipilih.',
  batal: 'Kuesioner dibatalkan.',
  unsur: 'Unsur ditambahkan. Pilih dalam kuesioner agar ditanyakan.',
  hapus: 'Unsur dihapus.',
} as const

const refusals: Readonly<Record<QuestionnaireRefusal, FieldProblem>> = {
  'unknown book': { field: 'kuesioner', message: 'Pilih kuesioner dari daftar.' },
  'too early': { field: 'mulai', message: 'Kuesioner ini belum ada pada tanggal itu.' },
  past: { field: 'mulai', message: 'Unit ini sudah punya jawaban, jadi kuesioner lain paling cepat mulai besok.' },
  'unknown element': { field: 'kuesioner', message: 'Salah satu unsur tambahan tidak ada lagi.' },
  weights: { field: 'kuesioner', message: 'Bobot harus mencakup semua unsur dan berjumlah tepat 100 %.' },
  taken: { field: 'mulai', message: 'Sudah ada kuesioner yang mulai pada tanggal itu. Pilih tanggal lain.' },
}
