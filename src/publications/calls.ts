// What publications ask of whoever opens the desk: units to confirm their figures, the bureau to open, settle and publish.

import { type Actor, may, type Place, reachOf } from '../accounts/rules/rights.ts'
import type { Database } from '../database/database.ts'
import type { CallsOf, DeskCall } from '../ikm/calls.ts'
import { formatCount, formatDay, formatQuarter } from '../language/format.ts'
import {
  previousQuarter,
  type Quarter,
  quarterNumber,
  quarterOf,
  quarterSlug,
  quarterYear,
} from '../units/rules/calendar.ts'
import { listUnitsWithin } from '../units/store.ts'
import { draftOneUnit } from './actions/draft.ts'
import { reviewDay } from './review.ts'
import { courseOfUnit, holderOf, isOver, type Review } from './rules/course.ts'
import {
  latestReviewEvents,
  listAnsweredQuarters,
  listAnsweredUnits,
  listReviews,
  type ReviewEvent,
} from './store/review.ts'
import { listEditions } from './store.ts'

/** The quarters of a year: nobody is asked about what was left lying longer. */
const quartersBack = 4
const mostUnits = 5

export const callsOf: CallsOf = async ({ database, clock }, actor, unit) => {
  if (!may(actor, 'readReviews')) return []
  const today = reviewDay(clock())
  const [reviews, editions] = await Promise.all([listReviews(database), listEditions(database)])
  const published = new Set(editions.map(({ quarter }) => quarter))
  const open = reviews.filter(({ quarter }) => !published.has(quarter) && isOver(quarter, today))
  const calls: DeskCall[] = []
  for (const review of open) {
    const said = await latestReviewEvents(database, review.quarter)
    if (!unit && may(actor, 'publishResults')) calls.push(bureauCall(review, said, today))
    calls.push(...(await unitCalls(database, actor, { review, said, today }, unit)))
  }
  if (!unit && may(actor, 'publishResults')) {
    const known = new Set([...published, ...reviews.map(({ quarter }) => quarter)])
    calls.push(...(await unopenedCalls(database, known, today)))
  }
  return calls
}

interface Looked {
  readonly review: Review
  readonly said: ReadonlyMap<number, ReviewEvent>
  readonly today: number
}

function bureauCall({ quarter, confirmBy, publishBy }: Review, said: Looked['said'], today: number): DeskCall {
  const objections = Array.from(said.values()).filter(({ kind }) => kind === 'objected').length
  const href = `/kelola/publikasi/${quarterSlug(quarter)}`
  if (objections > 0) {
    return {
      href: `${href}?keadaan=objected`,
      text: `${name(quarter)}: ${formatCount(objections)} unit menyatakan keberatan`,
      detail: `Selesaikan supaya dapat terbit paling lambat ${formatDay(publishBy)}.`,
      urgent: true,
    }
  }
  return today > confirmBy
    ? {
        href,
        text: `${name(quarter)} dapat disiapkan untuk terbit`,
        detail: `Tenggat konfirmasi sudah lewat; terbit paling lambat ${formatDay(publishBy)}.`,
        urgent: today > publishBy,
      }
    : {
        href,
        text: `${name(quarter)} sedang ditinjau unit`,
        detail: `Unit mengonfirmasi sampai ${formatDay(confirmBy)}; terbit paling lambat ${formatDay(publishBy)}.`,
        urgent: false,
      }
}

/** Quarters that are over and were answered, but have not been opened for review. */
async function unopenedCalls(database: Database, known: ReadonlySet<Quarter>, today: number): Promise<DeskCall[]> {
  let oldest = quarterOf(today)
  for (let back = 0; back < quartersBack; back++) oldest = previousQuarter(oldest)
  return (await listAnsweredQuarters(database))
    .filter(({ quarter }) => quarter >= oldest && isOver(quarter, today) && !known.has(quarter))
    .map(({ quarter }) => ({
      href: `/kelola/publikasi/${quarterSlug(quarter)}`,
      text: `${name(quarter)} sudah berakhir`,
      detail: 'Buka tinjauan supaya unit dapat mengonfirmasi angkanya.',
      urgent: false,
    }))
}

/** What the units of a manager owe; none to anybody else. */
async function unitCalls(
  database: Database,
  actor: Actor,
  { review, said, today }: Looked,
  unit?: Place & { readonly slug: string },
): Promise<DeskCall[]> {
  if (unit ? !may(actor, 'confirmResults', unit) : !may(actor, 'confirmResults')) return []
  const [own, answered] = await Promise.all([
    unit ? [{ ...unit, name: '' }] : listUnitsWithin(database, reachOf(actor, 'confirmResults')),
    listAnsweredUnits(database, review.quarter),
  ])
  const calls: DeskCall[] = []
  for (const { id, slug, name: unitName } of own) {
    const last = said.get(id)
    // Whether figures changed after they were confirmed takes counting anew, and so is told where one unit is looked at.
    const mark =
      last?.kind === 'confirmed' && unit
        ? ((await draftOneUnit(database, review.quarter, id))?.mark ?? '')
        : (last?.mark ?? '')
    const course = courseOfUnit(last, { answered: answered.has(id), mark })
    const holder = holderOf(course, last, review, today)
    if (holder?.who !== 'unit') continue
    calls.push({
      href: `/kelola/unit/${encodeURIComponent(slug)}/publikasi/${quarterSlug(review.quarter)}`,
      text: [name(review.quarter), unitName].filter(Boolean).join(', '),
      detail: `${askedWords[course as keyof typeof askedWords]} sampai ${formatDay(review.confirmBy)}.`,
      urgent: holder.late || course === 'changeRequested',
    })
  }
  if (calls.length <= mostUnits) return calls
  return [
    {
      href: `/kelola/publikasi/${quarterSlug(review.quarter)}`,
      text: `${name(review.quarter)}: ${formatCount(calls.length)} unit`,
      detail: `Perlu Anda konfirmasi sampai ${formatDay(review.confirmBy)}.`,
      urgent: calls.some(({ urgent }) => urgent),
    },
  ]
}

const askedWords = {
  waiting: 'Perlu Anda konfirmasi',
  outdated: 'Angkanya berubah, perlu Anda konfirmasi lagi',
  changeRequested: 'Bagian Organisasi meminta perbaikan; perlu Anda konfirmasi',
} as const

function name(quarter: Quarter): string {
  return formatQuarter({ quarter: quarterNumber(quarter), year: quarterYear(quarter) })
}
