// The open API: read only, one answer an address, what cannot be answered as a list of sentences.

import { type Context, Hono } from 'hono'
import type { Platform } from '../../platform.ts'
import { findSite } from '../../units/store.ts'
import {
  type Answered,
  type Asked,
  answerEditions,
  answerFollowUps,
  answerPeriods,
  answerResult,
  answerResults,
  answerUnit,
  answerUnits,
} from '../api.ts'
import {
  editionsQuery,
  followUpsQuery,
  type Page,
  type Problem,
  periodsQuery,
  type QueryForm,
  type QueryOf,
  readQuery,
  resultQuery,
  resultsQuery,
  unitQuery,
  unitsQuery,
} from '../forms/api.ts'
import { describeApi } from '../openapi.ts'
import { frozen, readableEverywhere, validated } from './frozen.tsx'

type Asking = Context<{ Bindings: Platform }>

export const apiRoutes = new Hono<{ Bindings: Platform }>()

apiRoutes.get('/api', (c) => c.redirect('/data', 302))
apiRoutes.use('/api/*', readableEverywhere)

apiRoutes.get('/api/v1/periode', (c) =>
  answer(c, periodsQuery, (query, asked) => answerPeriods(c.env.database, query, asked)),
)

apiRoutes.get('/api/v1/hasil', (c) =>
  answer(c, resultsQuery, (query, asked) => answerResults(c.env.database, query, asked)),
)

apiRoutes.get('/api/v1/hasil/:periode/:unit', (c) => {
  const { periode, unit } = c.req.param()
  return answer(c, resultQuery, ({ edisi }, asked) => answerResult(c.env.database, periode, unit, edisi, asked))
})

apiRoutes.get('/api/v1/unit', (c) => answer(c, unitsQuery, (query, asked) => answerUnits(c.env.database, query, asked)))

apiRoutes.get('/api/v1/unit/:unit', (c) =>
  answer(c, unitQuery, (_, asked) => answerUnit(c.env.database, c.req.param('unit'), asked)),
)

apiRoutes.get('/api/v1/tindak-lanjut', (c) =>
  answer(c, followUpsQuery, (query, asked) => answerFollowUps(c.env.database, query, asked)),
)

apiRoutes.get('/api/v1/edisi', (c) =>
  answer(c, editionsQuery, (query, asked) => answerEditions(c.env.database, query, asked)),
)

apiRoutes.get('/api/openapi.json', async (c) => {
  const { government } = await findSite(c.env.database)
  return validated(c, 'application/json; charset=utf-8', describeApi(c.env.config.origin, government))
})

apiRoutes.all('/api/*', (c) => {
  if (c.req.method === 'GET' || !c.req.path.startsWith('/api/v1/')) {
    return refuse(c, 404, [{ bidang: 'alamat', pesan: 'Alamat ini tidak ada. Daftarnya di /api/openapi.json.' }])
  }
  c.header('allow', 'GET, HEAD, OPTIONS')
  return refuse(c, 405, [{ bidang: 'metode', pesan: 'API ini hanya untuk membaca: pakai GET.' }])
})

async function answer<Form extends QueryForm>(
  c: Asking,
  form: Form,
  load: (query: QueryOf<Form>, asked: Asked) => Promise<Answered<object | string>>,
): Promise<Response> {
  const read = readQuery(form, c.req.queries())
  if ('problems' in read) return refuse(c, 400, read.problems)
  return frozen(c, async () => {
    const loaded = await load(read.query, { origin: c.env.config.origin, url: new URL(c.req.url) })
    if ('missing' in loaded) return refuse(c, 404, [loaded.missing])
    const { answer } = loaded
    if (typeof answer === 'string') return c.body(answer, 200, { 'content-type': 'application/json; charset=utf-8' })
    const links = 'tautan' in answer && 'total' in answer ? linksOf(answer.tautan as Page) : ''
    if (links) c.header('link', links)
    return c.json(answer)
  })
}

/** Source: RFC 8288, § 3. */
function linksOf({ pertama, sebelumnya, berikutnya, terakhir }: Page): string {
  return [
    ['first', pertama],
    ['prev', sebelumnya],
    ['next', berikutnya],
    ['last', terakhir],
  ]
    .flatMap(([relation, address]) => (address ? `<${address}>; rel="${relation}"` : []))
    .join(', ')
}

function refuse(c: Asking, status: 400 | 404 | 405, kesalahan: readonly Problem[]): Response {
  return c.json({ kesalahan }, status)
}
