// A unit's counters at the desk: opened, changed, closed, given new codes; their posters.

import { type Context, Hono } from 'hono'
import { problemsOf } from '../../accounts/forms.ts'
import type { Notice } from '../../accounts/pages/sign-in.tsx'
import type { FieldProblem } from '../../interface/fields.tsx'
import { formatDay } from '../../language/format.ts'
import {
  type CounterRefusal,
  closeCounterOf,
  dropCounter,
  openDeskCounter,
  reissueCode,
  reviseCounter,
} from '../actions/counters.ts'
import { openLogo } from '../actions/settings.ts'
import { counterForm } from '../forms/organisation.ts'
import { CloseCounterPage, CounterPage, CountersPage, ReissuePage, type ShownCounter } from '../pages/counters.tsx'
import { unitPath } from '../pages/unit-frame.tsx'
import { type Poster, posterOf, posterPdf, type SecondLanguage, secondLanguages, tentPdf } from '../posters.ts'
import { localDay, type Zone } from '../rules/calendar.ts'
import { readCode, writeCode } from '../rules/code.ts'
import { findCounterOf, listAllCounters, listWithdrawnCodes } from '../store/counters.ts'
import { findSite, listServices } from '../store.ts'
import { doneNotice, notFound, readForm, requireUnit, type Shown, type UnitDesk, unitRoute } from './desk.tsx'

export const counterRoutes = new Hono<UnitDesk>()

const managing = requireUnit('manageUnit')
const all = `${unitRoute}/loket`
const one = `${all}/:loket{[0-9]{1,15}}`

async function showCounters(c: Context<UnitDesk>, status: 200 | 422, { notice, values = {}, problems = [] }: Shown) {
  const unit = c.get('unit')
  const { database } = c.env
  const [site, rows, services] = await Promise.all([
    findSite(database),
    listAllCounters(database, unit.id),
    listServices(database, unit.id),
  ])
  const counters = rows.map((row) => shownCounter(row, unit.zone))
  const shown = { site, actor: c.get('actor'), unit, counters, services, notice, values, problems }
  return c.html(<CountersPage {...shown} languages={secondLanguages} />, status)
}

async function showCounter(
  c: Context<UnitDesk>,
  status: 200 | 409 | 422,
  { notice, values = {}, problems = [] }: Shown,
) {
  const unit = c.get('unit')
  const { database, config } = c.env
  const counter = await findShown(c)
  if (!counter) return unknownCounter(c)
  const [site, open, codes] = await Promise.all([
    findSite(database),
    listServices(database, unit.id),
    listWithdrawnCodes(database, counter.id),
  ])
  // A service that has closed meanwhile stays the counter's own until another is chosen.
  const own =
    counter.service_id !== null && !open.some(({ id }) => id === counter.service_id)
      ? [{ id: counter.service_id, name: `${counter.service} (ditutup)` }]
      : []
  const withdrawn = codes.map((row) => ({
    code: row.code,
    issued: dayOf(row.issued_at, unit.zone),
    until: dayOf(row.withdrawn_at ?? 0, unit.zone),
  }))
  const replaced = codes.find(({ code }) => code === c.req.query('diganti'))
  const address = `${config.origin.replace(/^https?:\/\//, '')}/s/${writeCode(counter.code ?? '')}`
  const shown = { site, actor: c.get('actor'), unit, counter, address, withdrawn, values, problems }
  return c.html(
    <CounterPage
      {...shown}
      notice={replaced ? replacedNotice(replaced.code) : notice}
      services={[...own, ...open]}
      languages={secondLanguages}
    />,
    status,
  )
}

counterRoutes.get(all, managing, (c) => showCounters(c, 200, { notice: doneNotice(c, doneWords) }))

counterRoutes.post(all, managing, async (c) => {
  const fields = await readForm(c)
  const read = counterForm.safeParse(fields)
  if (!read.success) return showCounters(c, 422, { values: fields, problems: problemsOf(read.error) })
  const { nama: name, layanan: serviceId } = read.data
  const opened = await openDeskCounter(c.env, c.get('actor'), c.get('unit').id, { name, serviceId })
  if ('refused' in opened) return showCounters(c, 422, { values: fields, problems: [problemWith(opened.refused)] })
  return c.redirect(`${unitPath(c.get('unit'))}/loket?selesai=buka`, 303)
})

counterRoutes.get(`${all}/poster.pdf`, managing, async (c) => {
  const rows = await listAllCounters(c.env.database, c.get('unit').id)
  return sendPosters(
    c,
    rows.map((row) => shownCounter(row, c.get('unit').zone)),
    'semua-loket',
  )
})

counterRoutes.get(one, managing, (c) => showCounter(c, 200, { notice: doneNotice(c, doneWords) }))

counterRoutes.post(one, managing, async (c) => {
  const fields = await readForm(c)
  const read = counterForm.safeParse(fields)
  if (!read.success) return showCounter(c, 422, { values: fields, problems: problemsOf(read.error) })
  const { nama: name, layanan: serviceId } = read.data
  const refused = await reviseCounter(c.env, c.get('actor'), placeOf(c), { name, serviceId })
  if (refused === 'name' || refused === 'service') {
    return showCounter(c, 422, { values: fields, problems: [problemWith(refused)] })
  }
  return answer(c, refused, 'ubah')
})

counterRoutes.get(`${one}/poster.pdf`, managing, async (c) => {
  const counter = await findShown(c)
  return counter ? sendPosters(c, [counter], `loket-${counter.id}`) : unknownCounter(c)
})

counterRoutes.get(`${one}/kode`, managing, async (c) => {
  const counter = await findShown(c)
  if (!counter) return unknownCounter(c)
  if (!isLive(c, counter)) return answer(c, 'closed', 'ubah')
  const site = await findSite(c.env.database)
  return c.html(<ReissuePage site={site} actor={c.get('actor')} unit={c.get('unit')} counter={counter} />)
})

counterRoutes.post(`${one}/kode`, managing, async (c) => {
  const { kode = '' } = await readForm(c)
  const counter = await findShown(c)
  if (!counter) return unknownCounter(c)
  if (!isLive(c, counter)) return answer(c, 'closed', 'ubah')
  const path = `${unitPath(c.get('unit'))}/loket/${counter.id}`
  // The code that was shown with the question; asked twice, the second time changes nothing.
  const asked = readCode(kode)
  if (asked === undefined || asked !== counter.code) return c.redirect(`${path}?selesai=kode-lain`, 303)
  const issued = await reissueCode(c.env.database, c.env.clock(), asked, c.get('actor'))
  return c.redirect('code' in issued ? `${path}?diganti=${asked}` : `${path}?selesai=kode-lain`, 303)
})

counterRoutes.get(`${one}/tutup`, managing, async (c) => {
  const counter = await findShown(c)
  if (!counter) return unknownCounter(c)
  if (counter.closed_at !== null) return answer(c, 'closed', 'ubah')
  const site = await findSite(c.env.database)
  return c.html(<CloseCounterPage site={site} actor={c.get('actor')} unit={c.get('unit')} counter={counter} />)
})

counterRoutes.post(`${one}/tutup`, managing, async (c) => {
  const counter = await findShown(c)
  if (!counter) return unknownCounter(c)
  if (counter.code) await closeCounterOf(c.env.database, c.env.clock(), counter.code, c.get('actor'))
  return answer(c, undefined, 'tutup')
})

counterRoutes.post(`${one}/hapus`, managing, async (c) => {
  const refused = await dropCounter(c.env, c.get('actor'), placeOf(c))
  return refused ? answer(c, refused, 'ubah') : c.redirect(`${unitPath(c.get('unit'))}/loket?selesai=hapus`, 303)
})

async function sendPosters(c: Context<UnitDesk>, counters: readonly ReturnType<typeof shownCounter>[], name: string) {
  const unit = c.get('unit')
  const [site, logo] = await Promise.all([findSite(c.env.database), openLogo(c.env)])
  const printed = counters.flatMap((counter): Poster[] =>
    isLive(c, counter) && counter.code && counter.issuedAt !== null
      ? [
          posterOf(
            { government: site.government, origin: c.env.config.origin },
            { name: unit.name, zone: unit.zone as Zone },
            { id: counter.id, name: counter.name, code: counter.code, issuedAt: counter.issuedAt },
          ),
        ]
      : [],
  )
  if (printed.length === 0) {
    const link = { href: `${unitPath(unit)}/loket`, text: 'Ke daftar loket' }
    return notFound(c, 'Tidak ada yang dicetak', 'Unit atau loket ini sudah ditutup, jadi tidak punya poster.', link)
  }
  const language = c.req.query('bahasa') ?? ''
  const options = {
    ...(Object.hasOwn(secondLanguages, language) && { second: language as SecondLanguage }),
    ...(logo?.type === 'image/png' && { logo: logo.bytes }),
  }
  const tents = c.req.query('bentuk') === 'kartu-meja'
  const pdf = await (tents ? tentPdf(printed, options) : posterPdf(printed, options))
  const file = `${tents ? 'kartu-meja' : 'poster'}-${unit.slug}-${name}.pdf`
  return c.body(pdf, 200, {
    'content-type': 'application/pdf',
    'content-disposition': `attachment; filename="${file}"`,
  })
}

function answer(c: Context<UnitDesk>, refused: CounterRefusal | undefined, done: keyof typeof doneWords) {
  if (refused === undefined) return c.redirect(`${unitPath(c.get('unit'))}/loket/${placeOf(c).id}?selesai=${done}`, 303)
  if (refused === 'unknown') return unknownCounter(c)
  return showCounter(c, 409, { notice: { kind: 'problem', text: refusals[refused] } })
}

function problemWith(refused: CounterRefusal): FieldProblem {
  const message = refusals[refused]
  return { field: refused === 'service' ? 'layanan' : 'nama', message }
}

function replacedNotice(code: string): Notice {
  const text = `Kode diganti. Poster dengan kode ${writeCode(code)} tidak berlaku lagi; cetak dan pasang yang baru.`
  return { kind: 'done', text }
}

type FoundCounter = Awaited<ReturnType<typeof listAllCounters>>[number]

function shownCounter(row: FoundCounter, zone: string): ShownCounter & { readonly issuedAt: number | null } {
  const { issued_at: issuedAt, ...counter } = row
  return { ...counter, issued: issuedAt === null ? null : dayOf(issuedAt, zone), issuedAt }
}

async function findShown(c: Context<UnitDesk>) {
  const { unitId, id } = placeOf(c)
  const counter = await findCounterOf(c.env.database, unitId, id)
  return counter && shownCounter(counter, c.get('unit').zone)
}

function isLive(c: Context<UnitDesk>, counter: ShownCounter): boolean {
  return counter.closed_at === null && c.get('unit').closed_at === null && counter.code !== null
}

function placeOf(c: Context<UnitDesk>) {
  return { unitId: c.get('unit').id, id: Number(c.req.param('loket')) }
}

function unknownCounter(c: Context<UnitDesk>) {
  const link = { href: `${unitPath(c.get('unit'))}/loket`, text: 'Ke daftar loket' }
  return notFound(c, 'Loket tidak ditemukan', 'Unit ini tidak punya loket itu.', link)
}

function dayOf(seconds: number, zone: string): string {
  return formatDay(localDay(new Date(seconds * 1000), zone as Zone))
}

const doneWords = {
  buka: 'Loket dibuka. Posternya siap diunduh.',
  ubah: 'Loket tersimpan.',
  tutup: 'Loket ditutup. Posternya tidak berlaku lagi.',
  hapus: 'Loket dihapus.',
  'kode-lain': 'Kode loket ini sudah berubah sejak pertanyaan itu tampil. Tidak ada yang diganti.',
} as const

const refusals: Readonly<Record<CounterRefusal, string>> = {
  unknown: 'Loket tidak ditemukan.',
  service: 'Pilih layanan dari daftar: harus layanan unit ini yang masih buka.',
  name: 'Unit ini sudah punya loket buka dengan nama itu.',
  closed: 'Loket atau unit ini sudah ditutup.',
  'in use': 'Sudah ada jawaban lewat loket ini, jadi tidak dihapus. Tutuplah loketnya.',
}
