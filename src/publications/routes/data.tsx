// Open data for people and portals: the page that explains them, the dictionary, the catalogue, tables, a unit's badge and text.

import { Hono } from 'hono'
import { byteOrderMark, indonesianCsv, plainCsv, writeCsvRow } from '../../documents/csv.ts'
import { MessagePage } from '../../interface/layout.tsx'
import type { Platform } from '../../platform.ts'
import { quarterSlug } from '../../units/rules/calendar.ts'
import { findSettings } from '../../units/store/settings.ts'
import { findSite } from '../../units/store.ts'
import { catalogueOf } from '../catalogue.ts'
import { dictionary } from '../dictionary.ts'
import { findStanding, tableAsked, writeBadge, writeNews, writeTable } from '../downloads.ts'
import { DataPage } from '../pages/data.tsx'
import { DictionaryPage } from '../pages/dictionary.tsx'
import { listEditionUnits, listStandingEditions } from '../store.ts'
import { frozen, readableEverywhere, validated } from './frozen.tsx'

export const dataRoutes = new Hono<{ Bindings: Platform }>()

for (const path of ['/data.json', '/hasil/*', '/unit/*']) {
  dataRoutes.use(path, async (c, next) =>
    /\.(json|csv|txt|svg|xlsx|pdf)$/.test(c.req.path) ? readableEverywhere(c, next) : next(),
  )
}

dataRoutes.get('/data', async (c) => {
  const { database, config } = c.env
  const [site, standing] = await Promise.all([findSite(database), listStandingEditions(database)])
  const [newest] = standing
  const [unit] = newest ? await listEditionUnits(database, newest.id) : []
  return c.html(
    <DataPage site={site} origin={config.origin} quarters={standing.map(({ quarter }) => quarter)} unit={unit} />,
  )
})

dataRoutes.get('/data.json', async (c) => {
  const { database, config } = c.env
  const [site, { contact }] = await Promise.all([findSite(database), findSettings(database)])
  const catalogue = await catalogueOf(database, { ...site, contact, origin: config.origin })
  return validated(c, 'application/json; charset=utf-8', JSON.stringify(catalogue))
})

dataRoutes.get('/hasil/kamus-data', async (c) =>
  c.html(<DictionaryPage site={await findSite(c.env.database)} sections={dictionary()} />),
)

dataRoutes.get('/hasil/kamus-data.json', (c) =>
  validated(c, 'application/json; charset=utf-8', JSON.stringify({ bagian: dictionary() })),
)

dataRoutes.get('/hasil/:berkas{kamus-data(?:\\.excel)?\\.csv}', (c) => {
  const office = c.req.param('berkas').includes('.excel.')
  const dialect = office ? indonesianCsv : plainCsv
  const rows = dictionary().flatMap(({ kunci, isian }) =>
    isian.map(({ nama, jenis, satuan, arti, contoh }) => [kunci, nama, jenis, satuan, arti, contoh]),
  )
  const heading = ['bagian', 'nama', 'jenis', 'satuan', 'arti', 'contoh']
  const text = [heading, ...rows].map((row) => writeCsvRow(row, dialect)).join('')
  c.header('content-disposition', `attachment; filename="${c.req.param('berkas')}"`)
  return validated(c, 'text/csv; charset=utf-8', (office ? byteOrderMark : '') + text)
})

dataRoutes.get('/hasil/:berkas{[^/]+\\.csv}', (c) =>
  frozen(c, async () => {
    const asked = tableAsked(c.req.param('berkas'))
    const edition = asked && (await findStanding(c.env.database, asked.quarter))
    if (!asked || !edition) {
      const text =
        'Belum ada hasil terbit untuk triwulan ini. Triwulan yang sudah terbit tercantum di halaman data terbuka.'
      return c.html(
        <MessagePage
          site={await findSite(c.env.database)}
          title="Tabel tidak ada"
          text={text}
          link={{ href: '/data', text: 'Ke data terbuka' }}
        />,
        404,
      )
    }
    const name = [
      'skm',
      quarterSlug(edition.quarter),
      `edisi-${edition.number}`,
      ...(asked.rows === 'element' ? ['unsur'] : []),
    ]
    return c.body(streamOf(writeTable(c.env.database, edition, asked)), 200, {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': `attachment; filename="${name.join('-')}${asked.office ? '.excel' : ''}.csv"`,
    })
  }),
)

dataRoutes.get('/hasil/:periode/:berkas{[^/]+\\.txt}', (c) =>
  frozen(c, async () => {
    const { periode, berkas } = c.req.param()
    const text = await writeNews(
      c.env.database,
      { periode, slug: berkas.slice(0, -'.txt'.length) },
      c.env.config.origin,
    )
    return c.text(text ?? 'Belum ada hasil terbit di alamat ini.\n', text ? 200 : 404)
  }),
)

dataRoutes.get('/unit/:slug/lencana.svg', (c) =>
  frozen(c, async () => {
    const badge = await writeBadge(c.env.database, c.req.param('slug'))
    if (!badge) return c.text('Unit ini tidak ada.\n', 404)
    return c.body(badge, 200, {
      'content-type': 'image/svg+xml; charset=utf-8',
      'content-security-policy': "default-src 'none'; sandbox",
    })
  }),
)

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
