// A government of any number of units that were all answered about in two quarters: for publishing at full size.

import type { Change, Database } from '#src/database/database.ts'
import { random } from '#src/demonstration/random.ts'
import { type BulkResponse, startBulk } from '#src/responses/actions/bulk.ts'
import { questionnaireOf } from '#src/surveys/store.ts'
import { monthsOf, previousQuarter, type Quarter, quarterDays } from '#src/units/rules/calendar.ts'
import { addAgency, addService, addUnit, enterServed } from '#src/units/store.ts'

const agencies = 25
const answersOfUnit = 60
const inOneCommit = 5000

/** Stores units `unit-1` … with sixty answers each in the quarter and in the one before, and the people served. */
export async function arrangeGovernment(database: Database, units: number, quarter: Quarter): Promise<void> {
  const numbers = Array.from({ length: units }, (_, place) => place + 1)
  await inParts(database, [
    ...Array.from({ length: agencies }, (_, place) =>
      addAgency({ id: place + 1, slug: `dinas-${place + 1}`, name: `Dinas ${place + 1}` }),
    ),
    ...numbers.map((id) =>
      addUnit({
        id,
        agency_id: 1 + (id % agencies),
        slug: `unit-${id}`,
        name: `Unit Pelayanan ${id}`,
        kind: 'Puskesmas',
        address: `Jalan ${id}`,
        zone: 'WIB',
      }),
    ),
    ...numbers.map((id) => addService({ id, unit_id: id, slug: 'umum', name: 'Umum', channel: 'OFFLINE' })),
    ...numbers.map((unitId) =>
      enterServed({ unitId, serviceId: null, month: monthsOf(quarter)[0], people: 200 + (unitId % 900), enteredAt: 0 }),
    ),
  ])
  const asked = questionnaireOf(null, 'OFFLINE')
  const chance = random(`government ${units}`)
  const response = (unitId: number, of: Quarter): BulkResponse => {
    const { first, last } = quarterDays(of)
    const day = chance.between(first, last)
    const own = 2.4 + (unitId % 10) / 10 + chance.normal() * 0.4
    return {
      place: { unitId, serviceId: unitId, counterId: null, channel: 'phone', day },
      answeredAt: day * 86_400,
      hour: 'morning',
      asked,
      answers: Object.fromEntries(
        asked.questions.map(({ key }) => [key, Math.min(4, Math.max(1, Math.round(own + chance.normal() * 0.6)))]),
      ),
      respondent: {
        sex: chance.chance(0.5) ? 'L' : 'P',
        age: '26-34',
        education: 'SMA',
        occupation: 'private',
        disability: 'no',
        filledBy: 'sendiri',
      },
      suggestion: null,
      importId: null,
    }
  }
  for (const of of [previousQuarter(quarter), quarter]) {
    for (let from = 0; from < units * answersOfUnit; from += inOneCommit) {
      const until = Math.min(units * answersOfUnit, from + inOneCommit)
      const bulk = startBulk()
      const rows = Array.from({ length: until - from }, (_, place) => response(1 + ((from + place) % units), of))
      await database.commit(...bulk.add(rows), ...bulk.tallies())
    }
  }
}

async function inParts(database: Database, changes: readonly Change[]): Promise<void> {
  for (let from = 0; from < changes.length; from += 500) await database.commit(...changes.slice(from, from + 500))
}
