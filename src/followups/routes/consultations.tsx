// Minutes of public consultations at the desk: the list, a new one with its attachment, one withdrawn.

import { type Context, Hono } from 'hono'
import { problemsOf } from '../../accounts/forms.ts'
import type { Desk } from '../../accounts/guard.ts'
import type { Notice } from '../../accounts/pages/sign-in.tsx'
import type { FieldProblem } from '../../interface/fields.tsx'
import { unitPath } from '../../responses/pages/unit-desk.tsx'
import { type FoundUnit, frameOf, inUnit, notFound, numberIn } from '../../responses/routes/unit.tsx'
import { readUpload } from '../../security/body.ts'
import { readForm } from '../../units/routes/desk.tsx'
import { localDay } from '../../units/rules/calendar.ts'
import { takeBackConsultation, writeConsultation } from '../actions/evidence.ts'
import { consultationForm, formLimit, uploadLimit, withdrawalForm } from '../forms.ts'
import { ConsultationsPage } from '../pages/consultations.tsx'
import { refusalWords } from '../rules/evidence.ts'
import { listUnitConsultations } from '../store/desk.ts'
import { answerableQuarters, fileIn, textsOf } from './unit.tsx'

export const consultationDeskRoutes = new Hono<Desk>()

const path = '/kelola/unit/:slug/fkp'

const doneWords: Readonly<Record<string, string>> = { tulis: 'Notula tersimpan.', tarik: 'Notula ditarik.' }

consultationDeskRoutes.get(
  path,
  inUnit('readUnit', (c, unit) => {
    const text = doneWords[c.req.query('selesai') ?? '']
    return show(c, unit, 200, text === undefined ? {} : { notice: { kind: 'done', text } })
  }),
)

interface Shown {
  readonly values?: Readonly<Record<string, string>>
  readonly problems?: readonly FieldProblem[]
  readonly notice?: Notice
}

async function show(c: Context<Desk>, unit: FoundUnit, status: 200 | 409 | 413 | 422, shown: Shown = {}) {
  const [frame, offered, consultations] = await Promise.all([
    frameOf(c, unit),
    answerableQuarters(c, unit),
    listUnitConsultations(c.env.database, unit.id),
  ])
  return c.html(
    <ConsultationsPage
      {...frame}
      {...{ offered, consultations }}
      keepsFiles={c.env.evidence !== undefined}
      values={shown.values ?? {}}
      problems={shown.problems ?? []}
      notice={shown.notice}
    />,
    status,
  )
}

consultationDeskRoutes.post(
  path,
  inUnit('planFollowUps', async (c, unit) => {
    const upload = await readUpload(c.req, uploadLimit)
    const refuse = (message: string, status: 413 | 422, values: Readonly<Record<string, string>>) =>
      show(c, unit, status, { values, problems: [{ field: 'berkas', message }] })
    if (upload === undefined) return refuse(refusalWords['document too large'], 413, {})
    const fields = textsOf(upload)
    const form = consultationForm(localDay(c.env.clock(), unit.zone)).safeParse(fields)
    const problems = form.success ? [] : problemsOf(form.error)
    const offered = await answerableQuarters(c, unit)
    if (form.success && !offered.includes(form.data.triwulan)) {
      problems.push({ field: 'triwulan', message: 'Pilih triwulan yang sudah berakhir dan punya jawaban.' })
    }
    if (!form.success || problems.length > 0) return show(c, unit, 422, { values: fields, problems })
    const { triwulan: quarter, tanggal: day, tempat: place, peserta: participants, notula: minutes } = form.data
    const said = { unitId: unit.id, quarter, day, place, participants, minutes }
    const outcome = await writeConsultation(c.env, c.get('actor'), said, await fileIn(upload))
    if (outcome === 'written') return c.redirect(`${unitPath(unit, 'fkp')}?selesai=tulis`, 303)
    if (outcome.refused === 'no place') {
      return refuse('Pemasangan ini belum punya tempat untuk berkas. Simpan tanpa lampiran.', 422, fields)
    }
    return refuse(refusalWords[outcome.refused], 422, fields)
  }),
)

consultationDeskRoutes.post(
  `${path}/:id{[0-9]{1,15}}/tarik`,
  inUnit('planFollowUps', async (c, unit) => {
    const fields = await readForm(c, formLimit)
    const form = withdrawalForm.safeParse(fields)
    if (!form.success) return show(c, unit, 422, { problems: problemsOf(form.error) })
    const outcome = await takeBackConsultation(c.env, c.get('actor'), unit.id, numberIn(c, 'id'), form.data.alasan)
    if (outcome === 'unknown') {
      return notFound(c, 'Notula tidak ditemukan', 'Unit ini tidak punya notula dengan nomor itu.')
    }
    if (outcome === 'moved') {
      return show(c, unit, 409, { notice: { kind: 'problem', text: 'Notula itu sudah ditarik.' } })
    }
    return c.redirect(`${unitPath(unit, 'fkp')}?selesai=tarik`, 303)
  }),
)
