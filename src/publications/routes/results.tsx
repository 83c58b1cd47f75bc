// The addresses of published results: every quarter, a quarter, a unit in it, earlier editions, and their files as they were signed.

import { type Context, Hono } from 'hono'
import { MessagePage } from '../../interface/layout.tsx'
import type { Platform } from '../../platform.ts'
import { quarterFromSlug } from '../../units/rules/calendar.ts'
import { findSite } from '../../units/store.ts'
import { EditionPage } from '../pages/results/edition.tsx'
import { UnitSheetPage } from '../pages/results/unit.tsx'
import { ResultsPage } from '../pages/results.tsx'
import { VerificationPage } from '../pages/verification.tsx'
import {
  findEditionFile,
  findUnitFile,
  listKnownKeys,
  type SentFile,
  viewEdition,
  viewResults,
  viewUnitSheet,
} from '../results.ts'

export const resultsRoutes = new Hono<{ Bindings: Platform }>()

resultsRoutes.get('/hasil', async (c) => {
  const { database, config } = c.env
  const [site, view] = await Promise.all([findSite(database), viewResults(database)])
  return c.html(<ResultsPage site={site} zone={config.zone} {...view} />)
})

resultsRoutes.get('/hasil/:berkas{[^/]+\\.json}', async (c) => {
  const quarter = quarterFromSlug(withoutEnding(c.req.param('berkas')))
  const file = quarter === undefined ? undefined : await findEditionFile(c.env.database, quarter)
  return file ? send(c, file) : c.json({ kesalahan: 'Triwulan ini belum diterbitkan.' }, 404)
})

resultsRoutes.get('/hasil/:periode{[^/.]+}', async (c) => {
  const { database, config } = c.env
  const quarter = quarterFromSlug(c.req.param('periode'))
  if (quarter === undefined) return notFound(c, unknownQuarter)
  const [site, view] = await Promise.all([findSite(database), viewEdition(database, quarter)])
  return view ? c.html(<EditionPage site={site} zone={config.zone} {...view} />) : notFound(c, unpublished)
})

resultsRoutes.get('/hasil/:periode{[^/.]+}/edisi/:berkas{[0-9]{1,6}\\.json}', async (c) => {
  const quarter = quarterFromSlug(c.req.param('periode'))
  const number = Number(withoutEnding(c.req.param('berkas')))
  const file = quarter === undefined ? undefined : await findEditionFile(c.env.database, quarter, number)
  return file ? send(c, file) : c.json({ kesalahan: 'Edisi ini tidak ada.' }, 404)
})

resultsRoutes.get('/hasil/:periode{[^/.]+}/edisi/:nomor{[0-9]{1,6}}', async (c) => {
  const { database, config } = c.env
  const quarter = quarterFromSlug(c.req.param('periode'))
  if (quarter === undefined) return notFound(c, unknownQuarter)
  const [site, view] = await Promise.all([
    findSite(database),
    viewEdition(database, quarter, Number(c.req.param('nomor'))),
  ])
  return view ? c.html(<EditionPage site={site} zone={config.zone} {...view} />) : notFound(c, unknownEdition)
})

resultsRoutes.get('/hasil/:periode{[^/.]+}/:berkas{[^/]+\\.json}', async (c) => {
  const quarter = quarterFromSlug(c.req.param('periode'))
  const slug = withoutEnding(c.req.param('berkas'))
  const file = quarter === undefined ? undefined : await findUnitFile(c.env.database, quarter, slug)
  return file ? send(c, file) : c.json({ kesalahan: 'Unit ini tidak ada dalam edisi triwulan ini.' }, 404)
})

resultsRoutes.get('/hasil/:periode{[^/.]+}/:unit{[^/.]+}', async (c) => {
  const { database, config } = c.env
  const quarter = quarterFromSlug(c.req.param('periode'))
  if (quarter === undefined) return notFound(c, unknownQuarter)
  const [site, view] = await Promise.all([findSite(database), viewUnitSheet(database, quarter, c.req.param('unit'))])
  if (view) return c.html(<UnitSheetPage site={site} zone={config.zone} {...view} />)
  return notFound(c, (await viewEdition(database, quarter)) ? unknownUnit : unpublished)
})

resultsRoutes.get('/verifikasi', async (c) => {
  const { database, config } = c.env
  const [site, keys] = await Promise.all([findSite(database), listKnownKeys(database)])
  return c.html(<VerificationPage site={site} zone={config.zone} keys={keys} />)
})

function withoutEnding(file: string): string {
  return file.slice(0, -'.json'.length)
}

/** Open to every site's scripts. Its tag is that of what was signed, so whoever has it need not fetch it again. */
function send(c: Context<{ Bindings: Platform }>, { name, tag, text }: SentFile): Response {
  const headers = {
    etag: `"${tag}"`,
    'cache-control': 'no-cache',
    'access-control-allow-origin': '*',
    'access-control-expose-headers': 'etag',
  }
  const held = c.req.header('if-none-match')
  if (held?.split(',').some((one) => one.trim().replace(/^W\//, '') === `"${tag}"` || one.trim() === '*')) {
    return c.body(null, 304, headers)
  }
  const period = c.req.param('periode') ?? withoutEnding(c.req.param('berkas') ?? '')
  return c.body(streamOf(text()), 200, {
    ...headers,
    'content-type': 'application/json; charset=utf-8',
    'content-disposition': `inline; filename="ikm-${period}-${name}.json"`,
  })
}

function streamOf(pieces: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(value))
    },
    async cancel() {
      await pieces.return(undefined)
    },
  })
}

interface Missing {
  readonly title: string
  readonly text: string
}

const unknownQuarter: Missing = {
  title: 'Triwulan tidak dikenal',
  text: 'Alamat hasil memakai tahun dan triwulan, misalnya 2026-tw3. Pilih triwulannya dari daftar hasil.',
}
const unpublished: Missing = {
  title: 'Belum diterbitkan',
  text: 'Hasil triwulan ini belum diterbitkan. Hasil diterbitkan setelah triwulan berakhir dan diperiksa setiap unit.',
}
const unknownEdition: Missing = {
  title: 'Edisi tidak ditemukan',
  text: 'Edisi dengan nomor ini tidak ada untuk triwulan ini.',
}
const unknownUnit: Missing = {
  title: 'Unit tidak ditemukan',
  text: 'Unit ini tidak ada dalam hasil triwulan ini. Mungkin alamatnya salah ketik, atau unitnya belum terdaftar waktu itu.',
}

async function notFound(c: Context<{ Bindings: Platform }>, { title, text }: Missing) {
  const site = await findSite(c.env.database)
  const link = { href: '/hasil', text: 'Lihat semua hasil' }
  return c.html(<MessagePage site={site} title={title} text={text} link={link} />, 404)
}
