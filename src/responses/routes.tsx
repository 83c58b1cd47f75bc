// The citizen's addresses: the form of a code, its submission, the thanks.

import { type Context, Hono } from 'hono'
import { Busy } from '../database/database.ts'
import { MessagePage } from '../interface/layout.tsx'
import type { Platform } from '../platform.ts'
import { readBody } from '../security/body.ts'
import { uuidOfTime } from '../security/uuid.ts'
import type { Puzzle } from '../security/work.ts'
import { localDay, localTime } from '../units/rules/calendar.ts'
import { readCode } from '../units/rules/code.ts'
import { findSite } from '../units/store.ts'
import { admit } from './actions/admit.ts'
import { evidenceOf } from './actions/evidence.ts'
import { type FoundForm, findReceipt, openForm, openFormAsOf, submitResponse } from './actions/submit.ts'
import {
  bodyLimit,
  type Fields,
  keyFromUuid,
  type Problem,
  readBrought,
  readFields,
  readSubmission,
  readTimes,
  typedValues,
} from './forms/submission.ts'
import { ClosedCodePage, UnknownCodePage } from './pages/closed.tsx'
import { ChooseServicePage, FormPage } from './pages/form.tsx'
import { formAddress } from './pages/kept.tsx'
import { queryOf, type Reading, readReading } from './pages/reading.tsx'
import { ThanksPage } from './pages/thanks.tsx'
import { deliveryOf, readAsOf } from './rules/delivery.ts'
import { chosenService, type Form, type OpenService, questionsDiffer } from './rules/service.ts'

type Site = { Bindings: Platform }

export const responseRoutes = new Hono<Site>()

responseRoutes.get('/s/:kode', (c) => openSurvey(c, false))
responseRoutes.get('/s/:kode/kios', (c) => openSurvey(c, true))
responseRoutes.post('/s/:kode', (c) => receive(c, false))
responseRoutes.post('/s/:kode/kios', (c) => receive(c, true))
responseRoutes.get('/s/:kode/terima/:tandaTerima', (c) => thank(c, false))
responseRoutes.get('/s/:kode/kios/terima/:tandaTerima', (c) => thank(c, true))

type SurveyContext = Context<Site, '/s/:kode'>

async function openSurvey(c: SurveyContext, kiosk: boolean) {
  const now = seconds(c.env.clock())
  const code = readCode(c.req.param('kode'))
  const found: FoundForm = code === undefined ? { state: 'unknown' } : await openForm(c.env.database, code, now)
  const reading = askedReading(c)
  if (found.state !== 'open') return refuseCode(c, found, kiosk, reading)
  c.header('cache-control', 'private, no-cache')
  const asked = { layanan: c.req.query('layanan') ?? '', tiket: c.req.query('tiket') ?? '' }
  return showForm(c, found.form, asked, [], 200, { drawnUpAt: now, kiosk, reading })
}

async function receive(c: SurveyContext, kiosk: boolean) {
  const body = await readBody(c.req, bodyLimit)
  if (body === undefined) return refuseLength(c)
  const fields = readFields(c.req.header('content-type'), body)
  const reading = askedReading(c, fields)
  const { problems: words } = reading.words
  const now = c.env.clock()
  const times = readTimes(fields ?? {})
  const delivery = deliveryOf(times, seconds(now))
  const { open, drawnUp } = readAsOf(times, delivery, seconds(now))
  const found = await findForm(c, open, drawnUp)
  if (found.state !== 'open') return refuseCode(c, found, kiosk, reading)
  const refuse = (problems: readonly Problem[], status: 422 | 503 = 422) =>
    refuseFields(c, found.form, fields ?? {}, problems, status, { drawnUpAt: drawnUp, kiosk, reading })
  const load = c.env.pace?.arrive(found.form.counter.id, now.getTime()) ?? 0
  if (load > 1) {
    const admission = await admit(c.env, found.form, fields ?? {}, load)
    if (admission.state === 'known') return sendReceipt(c, found.form, admission.receipt, true, kiosk, reading)
    if (admission.state === 'asked')
      return askForWork(c, found.form, fields ?? {}, admission.puzzle, { drawnUpAt: drawnUp, kiosk, reading })
  }
  if (!fields) return refuse([{ field: '', message: words.unreadable }])
  const service = chosenService(found.form.services, fields.layanan)
  const { asked } = service ?? (found.form.services[0] as OpenService)
  const read = readSubmission(asked, fields, reading.language)
  const problems = 'problems' in read ? read.problems : []
  if (!service) problems.unshift({ field: 'layanan', message: words.service })
  if (!service || 'problems' in read) return refuse(problems)
  try {
    const key = read.submission.key ?? (keyFromUuid(uuidOfTime(now.getTime())) as string)
    const { receipt, repeated } = await submitResponse(
      c.env.database,
      now,
      found.form,
      service,
      { ...read.submission, key },
      delivery,
      kiosk ? 'kiosk' : 'phone',
      await evidenceOf(c.env, found.form, readBrought(fields), now),
    )
    return sendReceipt(c, found.form, receipt, repeated, kiosk, reading)
  } catch (error) {
    if (!(error instanceof Busy)) throw error
    c.header('retry-after', '5')
    return refuse([{ field: '', message: words.busy }], 503)
  }
}

async function thank(c: Context<Site, '/s/:kode/terima/:tandaTerima'>, kiosk: boolean) {
  const site = await findSite(c.env.database)
  const received = await findReceipt(c.env.database, c.req.param('tandaTerima'))
  const reading = askedReading(c)
  const { unknown } = reading.words
  if (!received) {
    return c.html(
      <MessagePage site={site} title={unknown.receipt} text={unknown.receiptText} language={reading.language} />,
      404,
    )
  }
  const { at, zone } = received
  c.header('cache-control', 'private, no-store')
  return c.html(
    <ThanksPage
      site={site}
      unit={received.unit}
      counter={received.counter}
      receipt={received.receipt}
      day={localDay(at, zone)}
      time={localTime(at, zone)}
      zone={zone}
      repeated={c.req.query('lagi') !== undefined}
      kiosk={kiosk ? formAddress(c.req.param('kode'), true) : undefined}
      reading={reading}
    />,
  )
}

function findForm(c: SurveyContext, open: number | null, drawnUp: number): Promise<FoundForm> | FoundForm {
  const code = readCode(c.req.param('kode'))
  if (code === undefined) return { state: 'unknown' }
  const { database } = c.env
  return open === null ? openForm(database, code, drawnUp) : openFormAsOf(database, code, { open, drawnUp })
}

// A form brings along how it was read; an address says it.
function askedReading(c: Context, fields: Fields = {}): Reading {
  return readReading(fields.bahasa ?? c.req.query('bahasa'), fields.tampilan ?? c.req.query('tampilan'))
}

function seconds(instant: Date): number {
  return Math.floor(instant.getTime() / 1000)
}

function sendReceipt(
  c: Context<Site>,
  form: Form,
  receipt: string,
  repeated: boolean,
  kiosk: boolean,
  reading: Reading,
) {
  if (wantsJson(c)) return c.json({ tanda_terima: receipt }, repeated ? 200 : 201)
  const query = queryOf({ ...reading, easy: false }, repeated ? { lagi: '' } : {})
  return c.redirect(`${formAddress(form.code, kiosk)}/terima/${receipt}${query}`, 303)
}

/** How a form is shown beside what was typed into it. */
interface Shown {
  readonly drawnUpAt: number
  readonly kiosk: boolean
  readonly reading: Reading
}

async function showForm(
  c: Context<Site>,
  form: Form,
  values: Readonly<Record<string, string>>,
  errors: readonly Problem[],
  status: 200 | 422 | 429 | 503,
  { drawnUpAt, kiosk, reading }: Shown,
  puzzle?: Puzzle,
) {
  const site = await findSite(c.env.database)
  const service = chosenService(form.services, values.layanan ?? '')
  const { code, counter, unit, services } = form
  const differ = questionsDiffer(services)
  if (!service && differ) {
    return c.html(
      <ChooseServicePage
        site={site}
        code={code}
        counter={counter}
        unit={unit}
        services={services}
        kiosk={kiosk}
        ticket={values.tiket}
        reading={reading}
      />,
      status,
    )
  }
  const key = values.kunci && keyFromUuid(values.kunci) ? values.kunci : uuidOfTime(c.env.clock().getTime())
  const { asked } = service ?? (services[0] as OpenService)
  return c.html(
    <FormPage
      site={site}
      code={code}
      counter={counter}
      unit={unit}
      services={services}
      service={differ || services.length === 1 ? (service ?? null) : null}
      asked={asked}
      answerKey={key}
      values={values}
      errors={errors}
      drawnUpAt={drawnUpAt}
      kiosk={kiosk}
      takesTickets={form.takesTickets}
      puzzle={puzzle && JSON.stringify(puzzle)}
      reading={reading}
    />,
    status,
  )
}

// A page only for whoever reads pages: drawing it a thousand times a second would be the flood's success.
function askForWork(c: Context<Site>, form: Form, fields: Fields, puzzle: Puzzle, how: Shown) {
  c.header('retry-after', '60')
  if (c.req.header('accept')?.includes('text/html'))
    return showForm(c, form, { ...typedValues(fields), kunci: puzzle.kunci }, [], 429, how, puzzle)
  return c.json({ kerja: puzzle, ...complaint([{ field: '', message: how.reading.words.problems.flooded }]) }, 429)
}

function refuseFields(
  c: Context<Site>,
  form: Form,
  fields: Fields,
  problems: readonly Problem[],
  status: 422 | 503,
  how: Shown,
) {
  if (wantsJson(c)) return c.json(complaint(problems), status)
  return showForm(c, form, typedValues(fields), problems, status, how)
}

async function refuseCode(
  c: Context<Site>,
  found: Exclude<FoundForm, { state: 'open' }>,
  kiosk: boolean,
  reading: Reading,
) {
  const gone = found.state === 'closed'
  if (wantsJson(c)) {
    const { closed, unknown } = reading.words.problems
    const message = gone ? closed : unknown
    return c.json(complaint([{ field: 'kode', message }]), gone ? 410 : 404)
  }
  const site = await findSite(c.env.database)
  return gone
    ? c.html(
        <ClosedCodePage site={site} unit={found.unit} counter={found.counter} kiosk={kiosk} reading={reading} />,
        410,
      )
    : c.html(<UnknownCodePage site={site} code={c.req.param('kode') ?? ''} reading={reading} />, 404)
}

async function refuseLength(c: Context<Site>) {
  const { language, words } = askedReading(c)
  const { tooLarge, tooLargeTitle } = words.problems
  if (wantsJson(c)) return c.json(complaint([{ field: '', message: tooLarge }]), 413)
  const site = await findSite(c.env.database)
  return c.html(<MessagePage site={site} title={tooLargeTitle} text={tooLarge} language={language} />, 413)
}

function complaint(problems: readonly Problem[]) {
  return { kesalahan: problems.map(({ field, message }) => ({ bidang: field, pesan: message })) }
}

function wantsJson(c: Context): boolean {
  return c.req.header('accept')?.includes('application/json') ?? false
}
