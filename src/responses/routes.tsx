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
import { type FoundForm, findReceipt, openForm, submitResponse } from './actions/submit.ts'
import {
  bodyLimit,
  type Fields,
  keyFromUuid,
  type Problem,
  readFields,
  readSubmission,
  typedValues,
} from './forms/submission.ts'
import { ClosedCodePage, UnknownCodePage } from './pages/closed.tsx'
import { ChooseServicePage, FormPage } from './pages/form.tsx'
import { ThanksPage } from './pages/thanks.tsx'
import { chosenService, type Form, type OpenService, questionsDiffer } from './rules/service.ts'

type Site = { Bindings: Platform }

export const responseRoutes = new Hono<Site>()

responseRoutes.get('/s/:kode', async (c) => {
  const found = await findForm(c)
  if (found.state !== 'open') return refuseCode(c, found)
  c.header('cache-control', 'private, no-cache')
  return showForm(c, found.form, { layanan: c.req.query('layanan') ?? '' }, [], 200)
})

responseRoutes.post('/s/:kode', async (c) => {
  const body = await readBody(c.req, bodyLimit)
  if (body === undefined) return refuseLength(c)
  const found = await findForm(c)
  if (found.state !== 'open') return refuseCode(c, found)
  const fields = readFields(c.req.header('content-type'), body)
  if (!fields)
    return refuseFields(c, found.form, {}, [
      { field: '', message: 'Isian tidak terbaca. Kirim dari formulir ini, atau sebagai JSON.' },
    ])
  const load = c.env.pace?.arrive(found.form.counter.id, c.env.clock().getTime()) ?? 0
  if (load > 1) {
    const admission = await admit(c.env, found.form, fields, load)
    if (admission.state === 'asked') return askForWork(c, found.form, fields, admission.puzzle)
    if (admission.state === 'known') return thank(c, found.form, admission.receipt, true)
  }
  const service = chosenService(found.form.services, fields.layanan)
  const read = readSubmission((service ?? (found.form.services[0] as OpenService)).asked, fields)
  const problems = 'problems' in read ? read.problems : []
  if (!service) problems.unshift({ field: 'layanan', message: 'Pilih layanan yang Anda terima.' })
  if (!service || 'problems' in read) return refuseFields(c, found.form, fields, problems)
  try {
    const key = read.submission.key ?? (keyFromUuid(uuidOfTime(c.env.clock().getTime())) as string)
    const { receipt, repeated } = await submitResponse(c.env.database, c.env.clock(), found.form, service, {
      ...read.submission,
      key,
    })
    return thank(c, found.form, receipt, repeated)
  } catch (error) {
    if (!(error instanceof Busy)) throw error
    c.header('retry-after', '5')
    return refuseFields(
      c,
      found.form,
      fields,
      [{ field: '', message: 'Sistem sedang sibuk dan jawaban belum tersimpan. Tekan Kirim penilaian sekali lagi.' }],
      503,
    )
  }
})

responseRoutes.get('/s/:kode/terima/:tandaTerima', async (c) => {
  const site = await findSite(c.env.database)
  const received = await findReceipt(c.env.database, c.req.param('tandaTerima'))
  if (!received) {
    return c.html(
      <MessagePage
        site={site}
        title="Tanda terima tidak ditemukan"
        text="Periksa lagi hurufnya. Tanda terima terdiri atas delapan huruf dan angka, misalnya 7K3M-Q9XA."
      />,
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
    />,
  )
})

function findForm(c: Context<Site, '/s/:kode'>): Promise<FoundForm> | FoundForm {
  const code = readCode(c.req.param('kode'))
  return code === undefined ? { state: 'unknown' } : openForm(c.env.database, code, c.env.clock())
}

function thank(c: Context<Site>, form: Form, receipt: string, repeated: boolean) {
  if (wantsJson(c)) return c.json({ tanda_terima: receipt }, repeated ? 200 : 201)
  return c.redirect(`/s/${form.code}/terima/${receipt}${repeated ? '?lagi' : ''}`, 303)
}

async function showForm(
  c: Context<Site>,
  form: Form,
  values: Readonly<Record<string, string>>,
  errors: readonly Problem[],
  status: 200 | 422 | 429 | 503,
  puzzle?: string,
) {
  const site = await findSite(c.env.database)
  const service = chosenService(form.services, values.layanan ?? '')
  const { code, counter, unit, services } = form
  const differ = questionsDiffer(services)
  if (!service && differ) {
    return c.html(
      <ChooseServicePage site={site} code={code} counter={counter} unit={unit} services={services} />,
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
      puzzle={puzzle}
    />,
    status,
  )
}

// A page only for whoever reads pages: drawing it a thousand times a second would be the flood's success.
function askForWork(c: Context<Site>, form: Form, fields: Fields, puzzle: Puzzle) {
  c.header('retry-after', '60')
  if (c.req.header('accept')?.includes('text/html'))
    return showForm(c, form, { ...typedValues(fields), kunci: puzzle.kunci }, [], 429, JSON.stringify(puzzle))
  const message = 'Loket ini sedang menerima terlalu banyak kiriman. Kerjakan soal pada "kerja", atau coba lagi nanti.'
  return c.json({ kerja: puzzle, ...complaint([{ field: '', message }]) }, 429)
}

function refuseFields(
  c: Context<Site>,
  form: Form,
  fields: Fields,
  problems: readonly Problem[],
  status: 422 | 503 = 422,
) {
  if (wantsJson(c)) return c.json(complaint(problems), status)
  return showForm(c, form, typedValues(fields), problems, status)
}

async function refuseCode(c: Context<Site>, found: Exclude<FoundForm, { state: 'open' }>) {
  const gone = found.state === 'closed'
  if (wantsJson(c)) {
    const message = gone ? 'Kode ini sudah tidak dipakai.' : 'Kode ini tidak dikenal.'
    return c.json(complaint([{ field: 'kode', message }]), gone ? 410 : 404)
  }
  const site = await findSite(c.env.database)
  return gone
    ? c.html(<ClosedCodePage site={site} unit={found.unit} counter={found.counter} />, 410)
    : c.html(<UnknownCodePage site={site} code={c.req.param('kode') ?? ''} />, 404)
}

async function refuseLength(c: Context<Site>) {
  const text = 'Isian melebihi 16 KB sehingga tidak disimpan. Pendekkan sarannya, lalu kirim lagi.'
  if (wantsJson(c)) return c.json(complaint([{ field: '', message: text }]), 413)
  return c.html(<MessagePage site={await findSite(c.env.database)} title="Isian terlalu besar" text={text} />, 413)
}

function complaint(problems: readonly Problem[]) {
  return { kesalahan: problems.map(({ field, message }) => ({ bidang: field, pesan: message })) }
}

function wantsJson(c: Context): boolean {
  return c.req.header('accept')?.includes('application/json') ?? false
}
