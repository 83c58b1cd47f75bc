// Quarters that are answered and published: arranged by the product's own code, on either runtime.

import type { Actor } from '#src/accounts/rules/rights.ts'
import type { Database } from '#src/database/database.ts'
import { random } from '#src/demonstration/random.ts'
import type { Platform } from '#src/platform.ts'
import { draftQuarter } from '#src/publications/actions/draft.ts'
import { commitEdition } from '#src/publications/actions/publish.ts'
import { openSigningKey } from '#src/publications/signing.ts'
import { openReview } from '#src/publications/store/review.ts'
import { type BulkResponse, startBulk } from '#src/responses/actions/bulk.ts'
import type { Answers } from '#src/surveys/rules.ts'
import { questionnaireOf } from '#src/surveys/store.ts'
import { type Quarter, quarterDays } from '#src/units/rules/calendar.ts'
import { nobody } from '#test/support/answers.ts'
import { nine } from '#test/support/city.ts'
import { origin, secret, signingKey } from '#test/support/site.ts'

/** Where answers about a unit of the test's city go. */
export interface Answered {
  readonly unitId: number
  readonly serviceId: number
  /** The quarter, spread over its days. */
  readonly quarter: Quarter
  readonly said?: Partial<BulkResponse['respondent']>
  readonly suggestion?: string
}

/** Stores answers to SKM 2017 as they would have come in the quarter. */
export async function answerIn(
  database: Database,
  { unitId, serviceId, quarter, said = {}, suggestion }: Answered,
  answers: readonly Answers[],
): Promise<void> {
  const { first, last } = quarterDays(quarter)
  const asked = questionnaireOf(null, 'OFFLINE')
  const bulk = startBulk()
  const rows = answers.map((given, place): BulkResponse => {
    const day = first + (place % (last - first + 1))
    return {
      place: { unitId, serviceId, counterId: null, channel: 'phone', day },
      answeredAt: day * 86_400,
      hour: 'morning',
      asked,
      answers: given,
      respondent: { ...nobody, ...said },
      suggestion: suggestion ?? null,
      importId: null,
    }
  })
  await database.commit(...bulk.add(rows), ...bulk.tallies())
}

/** Answers of so many people whose scores lie around a mean. */
export function answersAround(mean: number, respondents: number, seed = 1): Answers[] {
  const chance = random(String(seed))
  return Array.from({ length: respondents }, () => {
    const own = mean + chance.normal() * 0.4
    return Object.fromEntries(
      nine.map((key) => [key, Math.min(4, Math.max(1, Math.round(own + chance.normal() * 0.5)))]),
    )
  })
}

/** Publishes a quarter as it stands, without a review. @returns the edition's hash. */
export async function publishNow(
  database: Database,
  quarter: Quarter,
  { at = new Date(), reason = null }: { readonly at?: Date; readonly reason?: string | null } = {},
): Promise<string> {
  const draft = await draftQuarter(database, quarter)
  return commitEdition(database, draft, await openSigningKey(signingKey), { at, by: null, reason })
}

/** Opens the review of a quarter whose days to confirm are over. */
export async function openPastReview(database: Database, quarter: Quarter): Promise<void> {
  const { last } = quarterDays(quarter)
  const openedAt = (last + 1) * 86_400
  await database.commit(openReview({ quarter, openedAt, openedBy: 'Ratna', confirmBy: last + 2, publishBy: last + 3 }))
}

/** What the publishing actions take of a runtime. */
export function platformOver(database: Database, clock: () => Date = () => new Date()): Platform {
  return { database, clock, config: { origin, zone: 'WIB', secret, signingKey }, log: () => {} }
}

export const bureau: Actor = { id: 1, name: 'Ratna', grants: [{ role: 'bureau', unitId: null, agencyId: null }] }
