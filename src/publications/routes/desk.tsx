// The desk's addresses of publications: the quarters, one quarter's review, publishing and correcting it, and a unit's part in it.

import { type Context, Hono } from 'hono'
import { bodyLimit, problemsOf, readFields } from '../../accounts/forms.ts'
import { type Desk, requireRight } from '../../accounts/guard.ts'
import type { Notice } from '../../accounts/pages/sign-in.tsx'
import { type Right, reachOf } from '../../accounts/rules/rights.ts'
import { addressOf, type FoundUnit, frameOf, inUnit, notFound, tooLarge } from '../../responses/routes/unit.tsx'
import { readBody } from '../../security/body.ts'
import { readForm } from '../../units/routes/desk.tsx'
import { previousQuarter, type Quarter, quarterFromSlug, quarterOf } from '../../units/rules/calendar.ts'
import { findSite } from '../../units/store.ts'
import { correctQuarter, type Publishing, publishQuarter } from '../actions/publish.ts'
import { changeDays, openQuarter, type ReviewRefusal, sayInReview, writeAnalysis } from '../actions/review.ts'
import {
  analysisForm,
  confirmForm,
  correctionForm,
  daysForm,
  messageForm,
  publishForm,
  publishLimit,
  type ReviewSearch,
  reviewForm,
} from '../forms/review.ts'
import { CorrectionPage, PublishPage } from '../pages/desk/publish.tsx'
import { QuartersPage } from '../pages/desk/quarters.tsx'
import { ReviewPage, type ReviewProps } from '../pages/desk/review.tsx'
import { type MessageForm, UnitReviewPage, type UnitReviewProps, unitReviewPath } from '../pages/desk/unit.tsx'
import { obstacleInWords, reviewPath } from '../pages/desk/words.ts'
import { previewEdition } from '../preview.ts'
import { type ReviewUnit, reviewDay, viewQuarter, viewQuarters, viewReview, viewUnitReview } from '../review.ts'
import type { ReviewAct } from '../rules/course.ts'

export const publicationDeskRoutes = new Hono<Desk>()

const unitsOnPage = 25

const refusals: Readonly<Record<ReviewRefusal, string>> = {
  running: 'Triwulan ini belum berakhir.',
  opened: 'Tinjauan triwulan ini sudah dibuka.',
  notOpened: 'Tinjauan triwulan ini belum dibuka.',
  published: 'Triwulan ini sudah terbit, jadi ini tidak dapat dilakukan lagi.',
  changed: 'Angkanya berubah sejak halaman ini dibuka. Periksa angka yang baru di bawah, lalu konfirmasi lagi.',
  notNow: 'Keadaannya sudah berubah, jadi ini tidak dapat dilakukan sekarang. Keadaan terbaru ada di bawah.',
  moved: 'Orang lain baru saja menulis sesuatu tentang unit ini. Keadaan terbaru ada di bawah.',
}

publicationDeskRoutes.get('/kelola/publikasi', requireRight('readReviews'), async (c) => {
  const { database, clock, config } = c.env
  const actor = c.get('actor')
  const [site, quarters] = await Promise.all([
    findSite(database),
    viewQuarters(database, reachOf(actor, 'readReviews'), clock()),
  ])
  return c.html(
    <QuartersPage site={site} actor={actor} quarters={quarters} today={reviewDay(clock())} zone={config.zone} />,
  )
})

const path = '/kelola/publikasi/:periode'

/** Answers for the quarter that the path names, to whoever has the right. */
function inQuarter(answer: (c: Context<Desk>, quarter: Quarter) => Promise<Response>) {
  return async (c: Context<Desk>): Promise<Response> => {
    const quarter = quarterIn(c)
    return quarter === undefined ? unknownQuarter(c) : answer(c, quarter)
  }
}

// A quarter to come is none yet, and neither is one from before there were computers.
function quarterIn(c: Context<Desk>): Quarter | undefined {
  const quarter = quarterFromSlug(c.req.param('periode') ?? '')
  const running = quarterOf(reviewDay(c.env.clock()))
  return quarter !== undefined && quarter >= 20_001 && quarter <= running ? quarter : undefined
}

function unknownQuarter(c: Context<Desk>) {
  return notFound(c, 'Triwulan tidak ditemukan', 'Alamat ini tidak menunjuk triwulan yang sudah dimulai.')
}

publicationDeskRoutes.get(
  path,
  requireRight('readReviews'),
  inQuarter((c, quarter) => {
    const search = reviewForm.parse(c.req.query())
    const notice = search.pesan && { kind: 'done' as const, text: doneWords[search.pesan] }
    return showReview(c, quarter, search, 200, { notice })
  }),
)

const doneWords = {
  dibuka: 'Tinjauan sudah dibuka. Unit melihatnya di beranda mereka.',
  tenggat: 'Tenggat sudah diubah.',
  terbit: 'Triwulan ini sudah terbit.',
  ralat: 'Ralat sudah terbit.',
} as const

async function showReview(
  c: Context<Desk>,
  quarter: Quarter,
  search: ReviewSearch,
  status: 200 | 409 | 422,
  said: Pick<ReviewProps, 'values' | 'problems' | 'notice'> = {},
) {
  const { database, clock, config } = c.env
  const actor = c.get('actor')
  const [site, view] = await Promise.all([
    findSite(database),
    viewReview(database, reachOf(actor, 'readReviews'), quarter, clock()),
  ])
  const found = view.units.filter((unit) => fits(unit, search))
  const pages = Math.max(1, Math.ceil(found.length / unitsOnPage))
  const page = Math.min(search.halaman, pages)
  return c.html(
    <ReviewPage
      {...{ site, actor, view, page, pages }}
      {...said}
      found={found.length}
      shown={found.slice((page - 1) * unitsOnPage, page * unitsOnPage)}
      search={{ cari: search.cari, instansi: search.instansi, keadaan: search.keadaan }}
      agencies={agenciesOf(view.units)}
      zone={config.zone}
    />,
    status,
  )
}

function fits(unit: ReviewUnit, { cari, instansi, keadaan }: ReviewSearch): boolean {
  if (instansi !== '' && unit.agencySlug !== instansi) return false
  if (keadaan === 'berbeda' ? !unit.differs : keadaan !== undefined && unit.course !== keadaan) return false
  const text = `${unit.name} ${unit.agency}`.toLowerCase()
  return cari
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}

function agenciesOf(units: readonly ReviewUnit[]): [string, string][] {
  const names = new Map(units.map(({ agencySlug, agency }) => [agencySlug, agency]))
  return Array.from(names).toSorted(([, one], [, other]) => one.localeCompare(other, 'id'))
}

const nothingAsked = reviewForm.parse({})

const dayActs = [
  { act: openQuarter, page: 'buka', done: 'dibuka' },
  { act: changeDays, page: 'tenggat', done: 'tenggat' },
] as const

for (const { act, page, done } of dayActs) {
  publicationDeskRoutes.post(
    `${path}/${page}`,
    requireRight('publishResults'),
    inQuarter(async (c, quarter) => {
      const values = await readForm(c, bodyLimit)
      const form = daysForm(reviewDay(c.env.clock())).safeParse(values)
      if (!form.success) return showReview(c, quarter, nothingAsked, 422, { values, problems: problemsOf(form.error) })
      const outcome = await act(c.env, c.get('actor'), quarter, form.data)
      if (outcome === 'done') return c.redirect(`${reviewPath(quarter)}?pesan=${done}`, 303)
      const notice = { kind: 'problem' as const, text: refusals[outcome.refused] }
      return showReview(c, quarter, nothingAsked, 409, { notice })
    }),
  )
}

publicationDeskRoutes.get(
  `${path}/terbit`,
  requireRight('publishResults'),
  inQuarter(async (c, quarter) => {
    const { editions } = await viewQuarter(c.env.database, quarter, c.env.clock())
    if (editions.length > 0) return c.redirect(reviewPath(quarter), 303)
    return showPublishing(c, quarter, 200)
  }),
)

async function showPublishing(
  c: Context<Desk>,
  quarter: Quarter,
  status: 200 | 409 | 500,
  { refused, seenBefore }: { readonly refused?: string; readonly seenBefore?: string } = {},
) {
  const { database, clock } = c.env
  const [site, view] = await Promise.all([
    findSite(database),
    previewEdition(database, quarter, clock(), { seenBefore }),
  ])
  return c.html(<PublishPage site={site} actor={c.get('actor')} view={view} refused={refused} />, status)
}

publicationDeskRoutes.post(
  `${path}/terbit`,
  requireRight('publishResults'),
  inQuarter(async (c, quarter) => {
    const body = await readBody(c.req, publishLimit)
    if (body === undefined) return tooLarge(c, 'Muat ulang halaman penerbitan, lalu coba lagi.')
    const { sidik, dilihat } = publishForm.parse(readFields(body))
    const outcome = await publishQuarter(c.env, c.get('actor'), { quarter, mark: sidik })
    if ('edition' in outcome) return c.redirect(`${reviewPath(quarter)}?pesan=terbit`, 303)
    if (outcome.refused === 'published') {
      const notice = { kind: 'problem' as const, text: publishRefusals.published }
      return showReview(c, quarter, nothingAsked, 409, { notice })
    }
    const seenBefore = outcome.refused === 'changed' ? dilihat : undefined
    return showPublishing(c, quarter, outcome.refused === 'noKey' ? 500 : 409, {
      refused: refusalInWords(outcome),
      ...(seenBefore !== undefined && { seenBefore }),
    })
  }),
)

type Refusal = Extract<Publishing, { refused: unknown }>['refused']

const publishRefusals: Readonly<Record<Refusal, string>> = {
  noKey: 'Kunci penandatangan pemasangan ini belum ada. Hubungi operator sistem.',
  obstacles: 'Triwulan ini belum dapat diterbitkan.',
  changed: 'Angka berubah sejak ditinjau. Belum ada yang terbit. Periksa lagi, lalu terbitkan.',
  published: 'Triwulan ini baru saja diterbitkan orang lain. Tidak ada edisi kedua.',
  notPublished: 'Triwulan ini belum terbit, jadi belum ada yang diralat.',
  same: 'Angka sekarang sama dengan yang terbit, jadi tidak ada yang diralat.',
  reason: 'Tulis alasan ralat.',
}

function refusalInWords({ refused, obstacles = [] }: Extract<Publishing, { refused: unknown }>): string {
  return [publishRefusals[refused], ...obstacles.map(obstacleInWords)].join(' ')
}

publicationDeskRoutes.get(
  `${path}/ralat`,
  requireRight('publishResults'),
  inQuarter(async (c, quarter) => {
    const { editions } = await viewQuarter(c.env.database, quarter, c.env.clock())
    if (editions.length === 0) return c.redirect(reviewPath(quarter), 303)
    return showCorrection(c, quarter, 200)
  }),
)

async function showCorrection(
  c: Context<Desk>,
  quarter: Quarter,
  status: 200 | 409 | 422 | 500,
  said: {
    readonly refused?: string
    readonly seenBefore?: string
    readonly values?: Readonly<Record<string, string>>
    readonly problems?: ReturnType<typeof problemsOf>
  } = {},
) {
  const { database, clock } = c.env
  const { seenBefore, refused, ...typed } = said
  const [site, view] = await Promise.all([
    findSite(database),
    previewEdition(database, quarter, clock(), { seenBefore }),
  ])
  const page = <CorrectionPage site={site} actor={c.get('actor')} view={view} refused={refused} {...typed} />
  return c.html(page, status)
}

publicationDeskRoutes.post(
  `${path}/ralat`,
  requireRight('publishResults'),
  inQuarter(async (c, quarter) => {
    const body = await readBody(c.req, publishLimit)
    if (body === undefined) return tooLarge(c, 'Muat ulang halaman ralat, lalu coba lagi.')
    const values = readFields(body)
    const form = correctionForm.safeParse(values)
    if (!form.success) return showCorrection(c, quarter, 422, { values, problems: problemsOf(form.error) })
    const { sidik, dilihat, alasan } = form.data
    const outcome = await correctQuarter(c.env, c.get('actor'), { quarter, mark: sidik, reason: alasan })
    if ('edition' in outcome) return c.redirect(`${reviewPath(quarter)}?pesan=ralat`, 303)
    if (outcome.refused === 'notPublished' || outcome.refused === 'same') {
      const notice = { kind: 'problem' as const, text: publishRefusals[outcome.refused] }
      return showReview(c, quarter, nothingAsked, 409, { notice })
    }
    return showCorrection(c, quarter, outcome.refused === 'noKey' ? 500 : 409, {
      refused: refusalInWords(outcome),
      values,
      ...(outcome.refused === 'changed' && { seenBefore: dilihat }),
    })
  }),
)

const unitPath = '/kelola/unit/:slug/publikasi'

// The quarter that is looked through just now, or the last one that is over.
publicationDeskRoutes.get(
  unitPath,
  inUnit('readReviews', async (c, unit) => {
    const quarter = previousQuarter(quarterOf(reviewDay(c.env.clock())))
    return c.redirect(unitReviewPath(unit, quarter), 303)
  }),
)

/** Answers for the unit and the quarter that the path names, to whoever has the right there. */
function inUnitQuarter(
  right: Right,
  answer: (c: Context<Desk>, unit: FoundUnit, quarter: Quarter) => Promise<Response>,
) {
  return inUnit(right, async (c, unit) => {
    const quarter = quarterIn(c)
    return quarter === undefined ? unknownQuarter(c) : answer(c, unit, quarter)
  })
}

const unitDone = {
  analisis: 'Analisis tersimpan.',
  konfirmasi: 'Angka sudah dikonfirmasi. Terima kasih.',
  keberatan: 'Keberatan terkirim ke Bagian Organisasi.',
  perbaikan: 'Permintaan terkirim ke unit.',
  selesai: 'Penyelesaian tersimpan.',
} as const

publicationDeskRoutes.get(
  `${unitPath}/:periode`,
  inUnitQuarter('readReviews', (c, unit, quarter) => {
    const said = c.req.query('pesan') ?? ''
    const text = Object.hasOwn(unitDone, said) ? unitDone[said as keyof typeof unitDone] : undefined
    return showUnit(c, unit, quarter, 200, { notice: text === undefined ? undefined : { kind: 'done', text } })
  }),
)

async function showUnit(
  c: Context<Desk>,
  unit: FoundUnit,
  quarter: Quarter,
  status: 200 | 409 | 422,
  said: Pick<UnitReviewProps, 'form' | 'values' | 'problems' | 'notice'>,
) {
  const { database, clock, config } = c.env
  const [frame, view] = await Promise.all([frameOf(c, unit), viewUnitReview(database, unit.id, quarter, clock())])
  return c.html(<UnitReviewPage {...frame} view={view} zone={config.zone} {...said} />, status)
}

async function showRefusal(c: Context<Desk>, unit: FoundUnit, quarter: Quarter, refused: ReviewRefusal, said = {}) {
  const notice: Notice = { kind: 'problem', text: refusals[refused] }
  return showUnit(c, unit, quarter, 409, { notice, ...said })
}

function done(c: Context<Desk>, unit: FoundUnit, quarter: Quarter, what: keyof typeof unitDone) {
  return c.redirect(addressOf(unitReviewPath(unit, quarter), { pesan: what }), 303)
}

publicationDeskRoutes.post(
  `${unitPath}/:periode/konfirmasi`,
  inUnitQuarter('confirmResults', async (c, unit, quarter) => {
    const { angka } = confirmForm.parse(await readForm(c, bodyLimit))
    const what = { quarter, unitId: unit.id }
    const said = { kind: 'confirmed', message: '', seen: angka } as const
    const outcome = await sayInReview(c.env, c.get('actor'), what, said)
    return outcome === 'done' ? done(c, unit, quarter, 'konfirmasi') : showRefusal(c, unit, quarter, outcome.refused)
  }),
)

const messages: readonly { readonly page: MessageForm; readonly right: Right; readonly kind: ReviewAct }[] = [
  { page: 'keberatan', right: 'confirmResults', kind: 'objected' },
  { page: 'perbaikan', right: 'publishResults', kind: 'changeRequested' },
  { page: 'selesai', right: 'publishResults', kind: 'settled' },
]

for (const { page, right, kind } of messages) {
  publicationDeskRoutes.post(
    `${unitPath}/:periode/${page}`,
    inUnitQuarter(right, async (c, unit, quarter) => {
      const values = await readForm(c, bodyLimit)
      const form = messageForm.safeParse(values)
      if (!form.success) {
        return showUnit(c, unit, quarter, 422, { form: page, values, problems: problemsOf(form.error) })
      }
      const what = { quarter, unitId: unit.id }
      const outcome = await sayInReview(c.env, c.get('actor'), what, { kind, message: form.data.pesan })
      if (outcome === 'done') return done(c, unit, quarter, page)
      return showRefusal(c, unit, quarter, outcome.refused, { form: page, values })
    }),
  )
}

publicationDeskRoutes.post(
  `${unitPath}/:periode/analisis`,
  inUnitQuarter('writeAnalysis', async (c, unit, quarter) => {
    const values = await readForm(c, bodyLimit * 4)
    const form = analysisForm.safeParse(values)
    if (!form.success) {
      return showUnit(c, unit, quarter, 422, { form: 'analisis', values, problems: problemsOf(form.error) })
    }
    const outcome = await writeAnalysis(c.env, c.get('actor'), { quarter, unitId: unit.id }, form.data)
    if (outcome === 'done') return done(c, unit, quarter, 'analisis')
    return showRefusal(c, unit, quarter, outcome.refused, { form: 'analisis', values })
  }),
)
