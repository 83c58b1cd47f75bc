// What a service of a unit asks on a day, for answers that come in by the desk.

import type { Database } from '../../database/database.ts'
import type { Questionnaire } from '../../surveys/rules.ts'
import { listQuestionnaireRecords, questionnaireOf } from '../../surveys/store.ts'
import type { LocalDay } from '../../units/rules/calendar.ts'
import type { ServiceChannel } from '../../units/rules/service.ts'

/** A service that takes answers. */
export interface AskedService {
  readonly id: number
  readonly slug: string
  readonly name: string
  readonly channel: ServiceChannel
}

/** The questionnaire that was in force on a day. */
export async function questionnaireOn(
  database: Database,
  unitId: number,
  channel: ServiceChannel,
  day: LocalDay,
): Promise<Questionnaire> {
  const records = await listQuestionnaireRecords(database, unitId)
  return questionnaireOf(records.find(({ valid_from }) => valid_from <= day)?.record ?? null, channel)
}
