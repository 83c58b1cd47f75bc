// The addresses of an edition's files: the recap and a unit's sheet for everybody, processing sheet and report at the desk.

import { type Context, Hono } from 'hono'
import { type Desk, demand } from '../../accounts/guard.ts'
import type { Actor } from '../../accounts/rules/rights.ts'
import { periodForm } from '../../ikm/forms.ts'
import { MessagePage } from '../../interface/layout.tsx'
import type { Platform } from '../../platform.ts'
import { localDay, type Quarter, quarterFromSlug, quarterOf, quarterSlug } from '../../units/rules/calendar.ts'
import { findSite, findUnit } from '../../units/store.ts'
import { openProcessingSheet, openPublicationSheet, openRecap, openReport } from '../actions/files.ts'
import { findStanding } from '../downloads.ts'
import { type EditionRow, listStandingEditions } from '../store.ts'

type Public = { Bindings: Platform }

export const fileRoutes = new Hono<Public>()
export const fileDeskRoutes = new Hono<Desk>()

const types = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
} as const

fileRoutes.get('/hasil/:berkas{[0-9]{4}-tw[1-4]\\.xlsx}', async (c) => {
  const edition = await findStanding(c.env.database, quarterFromSlug(c.req.param('berkas').slice(0, -5)))
  if (!edition) return unpublished(c)
  c.header('content-disposition', `attachment; filename="ikm-${quarterSlug(edition.quarter)}.xlsx"`)
  c.header('content-type', types.xlsx)
  return c.body(await openRecap(c.env, edition))
})

fileRoutes.get('/hasil/:periode{[0-9]{4}-tw[1-4]}/:berkas{[^/]+\\.pdf}', async (c) => {
  const edition = await findStanding(c.env.database, quarterFromSlug(c.req.param('periode')))
  if (!edition) return unpublished(c)
  const { logo = '' } = await findSite(c.env.database)
  if (isKnown(c, edition, logo)) return c.body(null, 304)
  const slug = c.req.param('berkas').slice(0, -4)
  const pdf = await openPublicationSheet(c.env, edition, slug)
  if (!pdf) return unpublished(c)
  c.header('content-disposition', `inline; filename="ikm-${slug}-${quarterSlug(edition.quarter)}.pdf"`)
  c.header('content-type', types.pdf)
  return c.body(pdf)
})

// Not kept with other answers of the edition, since the logo may change without one.
/** Names the answer by edition and logo. @returns whether the visitor has it already. */
function isKnown(c: Context<Public>, { hash }: EditionRow, logo: string): boolean {
  const tag = `"${hash.slice(0, 32)}${logo.replaceAll(/[^\w]/g, '')}"`
  c.header('etag', tag)
  c.header('cache-control', 'public, max-age=300')
  const known = c.req.header('if-none-match') ?? ''
  // Compression on the way makes a tag weak.
  return known.split(',').some((one) => one.trim().replace(/^W\//, '') === tag)
}

async function unpublished(c: Context<Public>): Promise<Response> {
  c.header('etag', undefined)
  c.header('cache-control', undefined)
  return c.html(
    <MessagePage
      site={await findSite(c.env.database)}
      title="Belum ada hasil"
      text="Hasil periode atau unit ini tidak ada di antara yang diterbitkan."
      link={{ href: '/', text: 'Ke halaman depan' }}
    />,
    404,
  )
}

fileDeskRoutes.get('/kelola/unit/:slug/pengolahan.xlsx', async (c) => {
  const of = await findOwn(c)
  const body = of && (await openProcessingSheet(c.env, c.get('actor') as Actor, of))
  if (!body) return unknown(c)
  return sendFile(c, body, `pengolahan-${of.slug}-${quarterSlug(of.quarter)}`, 'xlsx')
})

fileDeskRoutes.get('/kelola/unit/:slug/laporan.docx', async (c) => {
  const of = await findOwn(c)
  const body = of && (await openReport(c.env, of))
  if (!body) return unknown(c)
  return sendFile(c, body, `laporan-skm-${of.slug}-${quarterSlug(of.quarter)}`, 'docx')
})

/**
 * The unit of the address with the quarter that is asked for, or the one published last; undefined where there is no such
 * unit, or for a quarter still to come. @throws HTTPException 403 where it is not the actor's to read.
 */
async function findOwn(c: Context<Desk>): Promise<{ unitId: number; slug: string; quarter: Quarter } | undefined> {
  const { database, clock, config } = c.env
  const unit = await findUnit(database, c.req.param('slug') ?? '')
  if (!unit) return undefined
  demand(c.get('actor'), 'readUnit', unit)
  const running = quarterOf(localDay(clock(), config.zone))
  const { quarter } = periodForm.parse(c.req.query())
  const [latest] = await listStandingEditions(database)
  const chosen = quarter ?? latest?.quarter ?? running
  return chosen > running ? undefined : { unitId: unit.id, slug: unit.slug, quarter: chosen }
}

function sendFile(
  c: Context<Desk>,
  body: ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer>,
  name: string,
  kind: 'xlsx' | 'docx',
): Response {
  c.header('content-disposition', `attachment; filename="${name}.${kind}"`)
  c.header('content-type', types[kind])
  return c.body(body)
}

async function unknown(c: Context<Desk>): Promise<Response> {
  return c.html(
    <MessagePage
      site={await findSite(c.env.database)}
      title="Tidak ada berkasnya"
      text="Unit ini tidak ditemukan, atau tidak ada hasilnya pada periode itu."
      link={{ href: '/kelola', text: 'Ke beranda pengelola' }}
    />,
    404,
  )
}
