// The made-up city's editions: every quarter that is over, reviewed by its units, published, and one corrected.

import type { Database } from '../database/database.ts'
import { draftQuarter } from '../publications/actions/draft.ts'
import { commitEdition } from '../publications/actions/publish.ts'
import { proposedDays } from '../publications/rules/course.ts'
import type { UnitDocument } from '../publications/rules/document.ts'
import { openSigningKey } from '../publications/signing.ts'
import { addReviewEvent, openReview, saveAnalysis } from '../publications/store/review.ts'
import { instantOf, type LocalDay, type Quarter, quarterDays, type Zone } from '../units/rules/calendar.ts'
import { random } from './random.ts'

/** Days after the quarter's end on which units confirm, the bureau publishes, and a correction appears. */
const confirmedAfter = 6
const publishedAfter = 16
export const correctedAfter = 40
const morning = 9 * 3600

export interface PublicationPlan {
  /** Quarters that are over, in order of time. */
  readonly quarters: readonly Quarter[]
  readonly today: LocalDay
  readonly zone: Zone
  /** The private key that signs. */
  readonly signingKey: string
  readonly seed: number
  /** The quarter that is corrected, after what came late has been stored. */
  readonly late: { readonly quarter: Quarter; readonly reason: string; store(): Promise<void> }
  /** What happens between two editions: plans before the review of a quarter ends, progress afterwards. */
  readonly plans: (quarter: Quarter, day: LocalDay) => Promise<void>
}

/** Publishes as far as today: a quarter whose day has not come yet stays in review. */
export async function storePublications(database: Database, plan: PublicationPlan): Promise<void> {
  const key = await openSigningKey(plan.signingKey)
  const at = (day: LocalDay) => new Date(instantOf(day, morning, plan.zone) * 1000)
  for (const quarter of plan.quarters) {
    const end = quarterDays(quarter).last
    await database.commit(
      openReview({
        quarter,
        openedAt: instantOf(end + 1, morning, plan.zone),
        openedBy: 'Bagian Organisasi',
        ...proposedDays(end + 1),
      }),
    )
    if (plan.today < end + confirmedAfter) continue
    await plan.plans(quarter, end + confirmedAfter)
    await confirm(database, quarter, plan)
    if (plan.today < end + publishedAfter) continue
    const publish = async (day: LocalDay, reason: string | null) =>
      commitEdition(database, await draftQuarter(database, quarter), key, { at: at(day), by: null, reason })
    await publish(end + publishedAfter, null)
    if (quarter !== plan.late.quarter || plan.today < end + correctedAfter) continue
    await plan.late.store()
    await publish(end + correctedAfter, plan.late.reason)
  }
}

async function confirm(database: Database, quarter: Quarter, { zone, seed }: PublicationPlan): Promise<void> {
  const { units } = await draftQuarter(database, quarter)
  const at = instantOf(quarterDays(quarter).last + confirmedAfter, morning, zone)
  const chance = random(`${seed} ${quarter} review`)
  const changes = units.flatMap(({ unitId, document, mark }) => {
    if (document.ikm === null || chance.chance(0.08)) return []
    const event = { quarter, unitId, at, kind: 'confirmed', message: '', mark } as const
    return [
      saveAnalysis(quarter, { unitId, ...analysisOf(document, chance.chance(0.5)), revisedAt: at }),
      ...addReviewEvent({ ...event, actor: { id: null, name: document.kepala?.nama ?? document.nama_unit } }, null),
    ]
  })
  await database.commit(...changes)
}

function analysisOf({ unsur }: UnitDocument, first: boolean) {
  const named = unsur
    .filter(({ nilai }) => nilai !== null)
    .toSorted((one, other) => (one.nilai ?? 0) - (other.nilai ?? 0))
  const [weakest, second] = named.map(({ nama }) => nama)
  const strongest = named.at(-1)?.nama
  return {
    strengths: first
      ? `Warga menilai ${strongest} paling baik. Kebiasaan ini dipertahankan dengan pengarahan singkat setiap pagi.`
      : `${strongest} menjadi kekuatan unit; petugas yang paling sering dipuji warga menjadi pembimbing rekan lain.`,
    weaknesses: `${weakest} dan ${second} masih paling rendah. Keluhan terbanyak datang pada jam ramai, pukul 09.00 sampai 11.00.`,
    causes: first
      ? 'Jumlah petugas pada jam ramai kurang, dan keterangan di ruang tunggu belum lengkap.'
      : 'Langkah layanan belum ditulis dengan jelas, sehingga warga bertanya berulang kali kepada petugas.',
  }
}
