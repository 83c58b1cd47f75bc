// The desk's addresses of answers: the list, one answer, excluding and restoring it, what was excluded, the export.

import { type Context, Hono } from 'hono'
import { bodyLimit, problemsOf } from '../../accounts/forms.ts'
import type { Desk } from '../../accounts/guard.ts'
import { may } from '../../accounts/rules/rights.ts'
import { byteOrderMark, type WrittenCell, writeCsvRow } from '../../documents/csv.ts'
import { writeSheet } from '../../documents/xlsx.ts'
import { readForm, type Shown } from '../../units/routes/desk.tsx'
import {
  localDay,
  type Quarter,
  quarterDays,
  quarterFromSlug,
  quarterOf,
  quarterSlug,
} from '../../units/rules/calendar.ts'
import { writeInstant } from '../../units/surroundings.ts'
import { answerColumns, type Export, exportAnswers, viewAnswer, viewAnswers } from '../actions/answers.ts'
import { type ExclusionOutcome, excludeAnswer, restoreAnswer } from '../actions/exclude.ts'
import { answersForm, eventsForm, exclusionForm, reasonForm } from '../forms/desk.ts'
import { AnswerPage, AnswersPage, ExclusionsPage } from '../pages/answers.tsx'
import { unitPath } from '../pages/unit-desk.tsx'
import { countAnswers, listChoices } from '../store/answers.ts'
import { countExclusions, listEvents } from '../store/exclusions.ts'
import { addressOf, type FoundUnit, frameOf, inUnit, notFound, numberIn, searchOf } from './unit.tsx'

export const answerDeskRoutes = new Hono<Desk>()

const answersOnPage = 50
const eventsOnPage = 50
/** Rows that a sheet of XLSX holds, its heading left out; a CSV takes any number. */
const mostInSheet = 1_000_000

answerDeskRoutes.get(
  '/kelola/unit/:slug/jawaban',
  inUnit('readUnit', async (c, unit) => {
    const { database } = c.env
    const { triwulan, layanan, loket, saluran, pengisi, impor, keadaan, setelah } = answersForm.parse(c.req.query())
    const quarter = triwulan ?? thisQuarter(c, unit)
    const days = quarterDays(quarter)
    const choice = {
      unitId: unit.id,
      ...days,
      serviceId: layanan,
      counterId: loket,
      channel: saluran,
      filledBy: pengisi,
      importId: impor,
      excluded: keadaan === undefined ? undefined : keadaan === 'dikecualikan',
    }
    const [frame, counted, choices, columns, { answers, more }] = await Promise.all([
      frameOf(c, unit),
      countAnswers(database, unit.id, quarter),
      listChoices(database, unit.id),
      answerColumns(database, unit.id, days),
      viewAnswers(database, choice, setelah, answersOnPage),
    ])
    const values = searchOf({ triwulan: quarterSlug(quarter), layanan, loket, saluran, pengisi, impor, keadaan })
    const last = answers.at(-1)?.id
    const older = more ? addressOf(unitPath(unit, 'jawaban'), { ...values, setelah: String(last) }) : undefined
    const quarters = withQuarter(choices.quarters, quarter)
    return c.html(
      <AnswersPage
        {...frame}
        {...{ quarter, counted, columns, answers, values, older }}
        choices={{ ...choices, quarters }}
      />,
    )
  }),
)

answerDeskRoutes.get(
  '/kelola/unit/:slug/:berkas{jawaban\\.(?:csv|xlsx)}',
  inUnit('readUnit', async (c, unit) => {
    const format = c.req.param('berkas') === 'jawaban.csv' ? 'csv' : 'xlsx'
    const quarter = quarterFromSlug(c.req.query('triwulan') ?? '') ?? thisQuarter(c, unit)
    const actor = c.get('actor')
    const { counting, excluded } = await countAnswers(c.env.database, unit.id, quarter)
    if (format === 'xlsx' && counting + excluded > mostInSheet) {
      return notFound(
        c,
        'Terlalu banyak untuk satu lembar',
        'Triwulan ini melebihi satu juta jawaban. Unduh sebagai CSV.',
      )
    }
    const withReasons = may(actor, 'readExclusions', unit)
    const written = await exportAnswers(c.env, actor, { unitId: unit.id, quarter, format, withReasons })
    c.header('content-disposition', `attachment; filename="jawaban-${unit.slug}-${quarterSlug(quarter)}.${format}"`)
    c.header('content-type', types[format])
    return c.body(format === 'csv' ? csvOf(written) : writeSheet('Jawaban', written.columns, singly(written.rows)))
  }),
)

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const

function csvOf({ columns, rows }: Export): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  const heading = byteOrderMark + writeCsvRow(columns.map((column) => column.heading))
  let begun = false
  return new ReadableStream({
    async pull(controller) {
      if (!begun) {
        begun = true
        return controller.enqueue(encoder.encode(heading))
      }
      const { done, value } = await rows.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value.map((row) => writeCsvRow(row)).join('')))
    },
    async cancel() {
      await rows.return(undefined)
    },
  })
}

async function* singly(batches: AsyncIterable<WrittenCell[][]>): AsyncGenerator<WrittenCell[]> {
  for await (const batch of batches) yield* batch
}

async function showAnswer(c: Context<Desk>, unit: FoundUnit, status: 200 | 409 | 422, more: Shown = {}) {
  const [frame, found] = await Promise.all([frameOf(c, unit), viewAnswer(c.env.database, unit.id, numberIn(c, 'id'))])
  if (!found) return unknownAnswer(c)
  return c.html(
    <AnswerPage
      {...frame}
      answer={found.answer}
      columns={found.columns}
      events={found.events.map((event) => ({ ...event, at: writeInstant(event.at, unit.zone) }))}
      found={found.found}
      visit={found.visit}
      values={more.values ?? {}}
      problems={more.problems ?? []}
      notice={more.notice}
    />,
    status,
  )
}

function unknownAnswer(c: Context<Desk>) {
  return notFound(c, 'Jawaban tidak ditemukan', 'Unit ini tidak punya jawaban dengan nomor itu.')
}

const done: Readonly<Record<string, string>> = {
  kecualikan: 'Jawaban ini tidak dihitung lagi.',
  pulihkan: 'Jawaban ini dihitung lagi.',
}

const one = '/kelola/unit/:slug/jawaban/:id{[0-9]{1,15}}'

answerDeskRoutes.get(
  one,
  inUnit('readUnit', (c, unit) => {
    const text = done[c.req.query('selesai') ?? '']
    return showAnswer(c, unit, 200, text === undefined ? {} : { notice: { kind: 'done', text } })
  }),
)

answerDeskRoutes.post(
  `${one}/kecualikan`,
  inUnit('excludeAnswers', async (c, unit) => {
    const fields = await readForm(c, bodyLimit)
    const form = exclusionForm.safeParse(fields)
    if (!form.success) return showAnswer(c, unit, 422, { values: fields, problems: problemsOf(form.error) })
    const { dasar: ground, alasan: reason } = form.data
    const why = { ground, reason }
    const outcome = await excludeAnswer(c.env, c.get('actor'), unit.id, numberIn(c, 'id'), why)
    return afterTurn(c, unit, outcome, 'kecualikan')
  }),
)

answerDeskRoutes.post(
  `${one}/pulihkan`,
  inUnit('excludeAnswers', async (c, unit) => {
    const fields = await readForm(c, bodyLimit)
    const form = reasonForm.safeParse(fields)
    if (!form.success) return showAnswer(c, unit, 422, { values: fields, problems: problemsOf(form.error) })
    const outcome = await restoreAnswer(c.env, c.get('actor'), unit.id, numberIn(c, 'id'), form.data.alasan)
    return afterTurn(c, unit, outcome, 'pulihkan')
  }),
)

function afterTurn(c: Context<Desk>, unit: FoundUnit, outcome: ExclusionOutcome, finished: keyof typeof done) {
  if (!('refused' in outcome)) {
    return c.redirect(`${unitPath(unit, `jawaban/${numberIn(c, 'id')}`)}?selesai=${finished}`, 303)
  }
  if (outcome.refused === 'unknown') return unknownAnswer(c)
  const text = 'Keadaan jawaban ini sudah berubah sejak halaman dibuka. Periksa riwayatnya.'
  return showAnswer(c, unit, 409, { notice: { kind: 'problem', text } })
}

answerDeskRoutes.get(
  '/kelola/unit/:slug/pengecualian',
  inUnit('readExclusions', async (c, unit) => {
    const { database } = c.env
    const { sebelum } = eventsForm.parse(c.req.query())
    const [frame, counts, rows] = await Promise.all([
      frameOf(c, unit),
      countExclusions(database, { unitId: unit.id }),
      listEvents(database, unit.id, sebelum, eventsOnPage + 1),
    ])
    const events = rows.slice(0, eventsOnPage)
    const older =
      rows.length > eventsOnPage
        ? addressOf(unitPath(unit, 'pengecualian'), { sebelum: String(events.at(-1)?.id) })
        : undefined
    return c.html(
      <ExclusionsPage
        {...frame}
        counts={counts}
        events={events.map((event) => ({ ...event, at: writeInstant(event.at, unit.zone) }))}
        older={older}
      />,
    )
  }),
)

function thisQuarter(c: Context<Desk>, unit: FoundUnit): Quarter {
  return quarterOf(localDay(c.env.clock(), unit.zone))
}

/** The quarters to choose from, with the one that is shown. @param quarters the newest first. */
export function withQuarter(quarters: readonly Quarter[], quarter: Quarter): Quarter[] {
  return Array.from(new Set([quarter, ...quarters])).toSorted((one, other) => other - one)
}
