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
import { listStandingEditions } from '../store.ts'
import { frozen } from './frozen.tsx'

type Public = { Bindings: Platform }

export const fileRoutes = new Hono<Public>()
export const fileDeskRoutes = new Hono<Desk>()

const types = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
} as const

fileRoutes.get('/hasil/:berkas{[0-9]{4}-tw[1-4]\\.xlsx}', (c) =>
  frozen(c, async () => {
    const edition = await findStanding(c.env.database, quarterFromSlug(c.req.param('berkas').slice(0, -5)))
    if (!edition) return unpublished(c)
    return c.body(await openRecap(c.env, edition), 200, {
      'content-type': types.xlsx,
      'content-disposition': `attachment; filename="ikm-${quarterSlug(edition.quarter)}.xlsx"`,
    })
  }),
)

fileRoutes.get('/hasil/:periode{[0-9]{4}-tw[1-4]}/:berkas{[^/]+\\.pdf}', async (c) => {
  const { logo = '' } = await findSite(c.env.database)
  // The sheet carries the logo, which may change without an edition.
  return frozen(
    c,
    async () => {
      const edition = await findStanding(c.env.database, quarterFromSlug(c.req.param('periode')))
      const slug = c.req.param('berkas').slice(0, -4)
      const pdf = edition && (await openPublicationSheet(c.env, edition, slug))
      if (!pdf) return unpublished(c)
      return c.body(pdf, 200, {
        'content-type': types.pdf,
        'content-disposition': `inline; filename="ikm-${slug}-${quarterSlug(edition.quarter)}.pdf"`,
      })
    },
    logo,
  )
})

async function unpublished(c: Context<Public>): Promise<Response> {
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
