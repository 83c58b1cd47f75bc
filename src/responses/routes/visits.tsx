// Addresses of what shows a visit: the desk's page of a counter, the queue system's, the screen's.

import { type Context, Hono } from 'hono'
import type { Desk } from '../../accounts/guard.ts'
import { qrSvg } from '../../documents/qr.ts'
import { MessagePage } from '../../interface/layout.tsx'
import { formatDay } from '../../language/format.ts'
import type { Platform } from '../../platform.ts'
import { readForm } from '../../units/routes/desk.tsx'
import { localDay } from '../../units/rules/calendar.ts'
import { readCode } from '../../units/rules/code.ts'
import { findSite } from '../../units/store.ts'
import { writeInstant } from '../../units/surroundings.ts'
import { formAddressWith, issueTicket, makeCounterKey, makeSheet, showScreen, withdrawKey } from '../actions/visits.ts'
import { withdrawalForm } from '../forms/desk.ts'
import { unitPath } from '../pages/unit-desk.tsx'
import { ScreenPage, VisitsPage } from '../pages/visits.tsx'
import { findCounterForVisits, listCounterKeys } from '../store/visits.ts'
import { ticketSheetPdf } from '../ticket-sheet.ts'
import { type FoundUnit, frameOf, inUnit, notFound, numberIn } from './unit.tsx'

export const visitDeskRoutes = new Hono<Desk>()

const one = '/kelola/unit/:slug/loket/:loket{[0-9]{1,15}}/kunjungan'

interface Shown {
  readonly fresh?: { readonly kind: 'queue' | 'screen'; readonly key: string }
  readonly notice?: { readonly kind: 'done' | 'problem'; readonly text: string } | undefined
}

async function showVisits(c: Context<Desk>, unit: FoundUnit, status: 200 | 409, { fresh, notice }: Shown = {}) {
  const { database, clock, config } = c.env
  const counter = await findCounterForVisits(database, unit.id, numberIn(c, 'loket'))
  if (!counter) return unknownCounter(c)
  const [frame, rows] = await Promise.all([
    frameOf(c, unit),
    listCounterKeys(database, counter.id, Math.floor(clock().getTime() / 1000)),
  ])
  const open = counter.closed_at === null && unit.closed_at === null && counter.code !== null
  // A key is shown once.
  c.header('cache-control', 'private, no-store')
  return c.html(
    <VisitsPage
      {...frame}
      counter={{ id: counter.id, name: counter.name, code: counter.code, open }}
      origin={config.origin}
      handedOut={rows.map(({ made_at, withdrawn_at, ...row }) => ({
        ...row,
        made: writeInstant(made_at, unit.zone),
        withdrawn: withdrawn_at === null ? null : writeInstant(withdrawn_at, unit.zone),
      }))}
      fresh={fresh}
      notice={notice}
    />,
    status,
  )
}

visitDeskRoutes.get(
  one,
  inUnit('manageUnit', (c, unit) => {
    const notice =
      c.req.query('selesai') === 'cabut' ? { kind: 'done', text: 'Dicabut. Tidak berlaku lagi.' } : undefined
    return showVisits(c, unit, 200, { notice } as Shown)
  }),
)

visitDeskRoutes.post(
  `${one}/lembar`,
  inUnit('manageUnit', async (c, unit) => {
    const place = { unitId: unit.id, counterId: numberIn(c, 'loket') }
    if (unit.closed_at !== null) return closed(c, unit)
    const sheet = await makeSheet(c.env, c.get('actor'), place)
    if ('refused' in sheet) return closed(c, unit)
    const { origin } = c.env.config
    const pdf = await ticketSheetPdf({
      unit: unit.name,
      counter: sheet.counter.name,
      validUntil: formatDay(localDay(new Date(sheet.validUntil * 1000), unit.zone)),
      tickets: sheet.codes.map((code) => ({ code, address: formAddressWith(origin, sheet.counter.code, code) })),
    })
    return c.body(pdf, 200, {
      'content-type': 'application/pdf',
      'cache-control': 'private, no-store',
      'content-disposition': `attachment; filename="kode-kunjungan-${unit.slug}-loket-${place.counterId}.pdf"`,
    })
  }),
)

for (const [path, kind] of [
  ['antrean', 'queue'],
  ['layar', 'screen'],
] as const) {
  visitDeskRoutes.post(
    `${one}/${path}`,
    inUnit('manageUnit', async (c, unit) => {
      const place = { unitId: unit.id, counterId: numberIn(c, 'loket') }
      if (unit.closed_at !== null) return closed(c, unit)
      const made = await makeCounterKey(c.env, c.get('actor'), place, kind)
      return 'refused' in made ? closed(c, unit) : showVisits(c, unit, 200, { fresh: { kind, key: made.key } })
    }),
  )
}

visitDeskRoutes.post(
  `${one}/cabut`,
  inUnit('manageUnit', async (c, unit) => {
    const { nomor: id, jenis: kind } = withdrawalForm.parse(await readForm(c))
    const place = { unitId: unit.id, counterId: numberIn(c, 'loket') }
    const refused =
      id === undefined || kind === undefined ? 'unknown' : await withdrawKey(c.env, c.get('actor'), place, { id, kind })
    if (!refused) return c.redirect(`${unitPath(unit, `loket/${place.counterId}/kunjungan`)}?selesai=cabut`, 303)
    return showVisits(c, unit, 409, { notice: { kind: 'problem', text: 'Ini sudah dicabut sebelumnya.' } })
  }),
)

function closed(c: Context<Desk>, unit: FoundUnit) {
  return showVisits(c, unit, 409, { notice: { kind: 'problem', text: 'Loket atau unit ini sudah ditutup.' } })
}

function unknownCounter(c: Context<Desk>) {
  return notFound(c, 'Loket tidak ditemukan', 'Unit ini tidak punya loket itu.')
}

export const visitRoutes = new Hono<{ Bindings: Platform }>()

visitRoutes.post('/api/tiket/:kode', async (c) => {
  const key = /^Bearer\s+([\w-]{20,100})$/.exec(c.req.header('authorization') ?? '')?.[1]
  const code = readCode(c.req.param('kode'))
  const issued =
    key === undefined || code === undefined ? ({ refused: 'key' } as const) : await issueTicket(c.env, code, key)
  c.header('cache-control', 'no-store')
  if (!('refused' in issued)) {
    const { code: tiket, address: alamat, validUntil } = issued
    return c.json({ tiket, alamat, berlaku_sampai: new Date(validUntil * 1000).toISOString() }, 201)
  }
  const [status, bidang, pesan] = refusals[issued.refused]
  if (status === 401) c.header('www-authenticate', 'Bearer')
  return c.json({ kesalahan: [{ bidang, pesan }] }, status)
})

const refusals = {
  key: [401, 'authorization', 'Kunci tidak dikenal untuk loket ini. Buat kunci baru di menu loket.'],
  closed: [410, 'kode', 'Loket atau unit ini sudah ditutup.'],
  'too many': [429, 'kode', 'Terlalu banyak kode yang belum terpakai. Tunggu sampai sebagian habis masa berlakunya.'],
} as const

visitRoutes.get('/layar/:kunci/qr.svg', async (c) => {
  const screen = c.env.config.secret === undefined ? undefined : await showScreen(c.env, c.req.param('kunci'))
  if (!screen) return c.body(null, 404)
  return c.body(qrSvg(screen.address), 200, { 'content-type': 'image/svg+xml', 'cache-control': 'private, no-store' })
})

visitRoutes.get('/layar/:kunci', async (c) => {
  const site = await findSite(c.env.database)
  const key = c.req.param('kunci')
  c.header('cache-control', 'private, no-store')
  c.header('referrer-policy', 'no-referrer')
  const screen = c.env.config.secret === undefined ? undefined : await showScreen(c.env, key)
  if (screen) return c.html(<ScreenPage site={site} screen={screen} path={`/layar/${encodeURIComponent(key)}`} />)
  const text = 'Alamat layar ini tidak dikenal atau sudah dicabut. Buat alamat baru di menu loket.'
  return c.html(<MessagePage site={site} title="Layar tidak ditemukan" text={text} closed />, 404)
})
