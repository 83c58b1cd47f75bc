// Stores the made-up city in an empty database: its organisation first, then eight quarters of answers.

import type { Change, Database } from '../database/database.ts'
import { watchUnits } from '../ikm/watching.ts'
import { type BulkResponse, startBulk } from '../responses/actions/bulk.ts'
import { hourBand } from '../responses/rules/tally.ts'
import type { Questionnaire } from '../surveys/rules.ts'
import { addAddedElement, addUnitQuestionnaire, listQuestionnaireRecords, questionnaireOf } from '../surveys/store.ts'
import { newCode } from '../units/actions/counters.ts'
import {
  instantOf,
  type LocalDay,
  localDay,
  monthOf,
  monthsOf,
  type Quarter,
  quarterDays,
  quarterOf,
} from '../units/rules/calendar.ts'
import { setDetails } from '../units/store/units.ts'
import { addAgency, addCode, addCounter, addService, addUnit, enterServed, setInstallation } from '../units/store.ts'
import { quartersUntil, type SimulatedResponse, simulateAnswers } from './answers.ts'
import { demonstrationCity as city, type DemonstrationUnit, ruleBooksSince, unitsOf } from './city.ts'
import { openPlans } from './followups.ts'
import { headOf, officeHours } from './heads.ts'
import { storePublications } from './publications.ts'
import { peopleServed } from './visits.ts'

const seed = 2017
const inOneCommit = 2000

/** Which answers came too late for their quarter's first edition: the first paper forms of one unit. */
const late = { unit: 'kelurahan-rekabumi', quartersBack: 3, forms: 12 } as const
const lateReason =
  'Dua belas formulir kertas yang diisi pada triwulan ini baru diserahkan setelah hasilnya terbit, dan kini ikut dihitung.'

/**
 * Fills an empty database with the city, its answers ending today, and publishes the quarters that are over.
 * @param signingKey signs the editions. @returns how many responses were stored.
 */
export async function storeDemonstration(database: Database, now: Date, signingKey: string): Promise<number> {
  const today = localDay(now, city.zone)
  const quarters = quartersUntil(today)
  const since = quarterDays(quarters[0] as number).first
  const units = numberUnits()
  await database.commit(...installation(), ...organisation(units, since, now))
  await database.commit(...served(units, today, now))
  const lateQuarter = quarters.at(-1 - late.quartersBack) as number
  const { stored, heldBack } = await storeAnswers(database, units, today, lateQuarter)
  const plans = openPlans(database, { units, quarters, zone: city.zone, seed })
  await storePublications(database, {
    quarters: quarters.slice(0, -1),
    today,
    zone: city.zone,
    signingKey,
    seed,
    late: { quarter: lateQuarter, reason: lateReason, store: () => storeAtOnce(database, heldBack) },
    plans: (quarter, day) => plans.answer(quarter, day),
  })
  await plans.until(today)
  await watchUnits(database, now, city.zone)
  return stored + heldBack.length
}

interface NumberedUnit {
  readonly id: number
  readonly agencyId: number
  readonly unit: DemonstrationUnit
  readonly services: ReadonlyMap<string, number>
  readonly counters: readonly number[]
}

function numberUnits(): NumberedUnit[] {
  let service = 0
  let counter = 0
  return unitsOf(city).map((unit, place) => ({
    id: place + 1,
    agencyId: city.agencies.findIndex((agency) => agency.units.includes(unit)) + 1,
    unit,
    services: new Map(unit.services.map(({ slug }) => [slug, ++service])),
    counters: unit.counters.map(() => ++counter),
  }))
}

function installation(): Change[] {
  return [
    setInstallation('government', city.name),
    setInstallation('demonstration', '1'),
    ...city.agencies.map(({ slug, name }, place) => addAgency({ id: place + 1, slug, name })),
  ]
}

function organisation(units: readonly NumberedUnit[], since: LocalDay, now: Date): Change[] {
  const issuedAt = Math.floor(now.getTime() / 1000)
  let question = 1000
  return units.flatMap(({ id, agencyId, unit, services, counters }) => {
    const { slug, name, kind, address } = unit
    const added = (unit.added ?? []).map((element) => ({ id: question++, unitId: id, ...element }))
    return [
      addUnit({ id, agency_id: agencyId, slug, name, kind, address, zone: city.zone }),
      setDetails(id, { ...headOf(id - 1), hours: JSON.stringify(officeHours) }),
      ...unit.services.map((service) =>
        addService({
          id: services.get(service.slug) as number,
          unit_id: id,
          slug: service.slug,
          name: service.name,
          channel: service.channel,
        }),
      ),
      ...unit.counters.flatMap((counter, place) => {
        const counterId = counters[place] as number
        const serviceId = services.get(counter.service ?? '') ?? null
        return [
          addCounter({ id: counterId, unit_id: id, name: counter.name, service_id: serviceId }),
          addCode({ code: newCode(), counterId, issuedAt }),
        ]
      }),
      ...added.map(addAddedElement),
      ...ruleBooksSince(unit, since).map(({ book, from }) =>
        addUnitQuestionnaire({
          unitId: id,
          validFrom: from,
          ruleBook: book.key,
          added: added.map((element) => element.id),
          weights: null,
        }),
      ),
    ]
  })
}

// Every month that is over; small units enter one number for all of their services.
function served(units: readonly NumberedUnit[], today: LocalDay, now: Date): Change[] {
  const enteredAt = Math.floor(now.getTime() / 1000)
  const months = quartersUntil(today)
    .flatMap(monthsOf)
    .filter((month) => month < monthOf(today))
  return units.flatMap(({ id, unit, services }) =>
    months.flatMap((month) => {
      const people = peopleServed(unit, month, seed)
      if (!people) return []
      const entered = { unitId: id, month, enteredAt }
      if (people.length <= 2) {
        const all = people.reduce((sum, one) => sum + one, 0)
        return [enterServed({ ...entered, serviceId: null, people: all })]
      }
      return Array.from(services.values(), (serviceId, place) =>
        enterServed({ ...entered, serviceId, people: people[place] ?? 0 }),
      )
    }),
  )
}

async function storeAnswers(
  database: Database,
  units: readonly NumberedUnit[],
  today: LocalDay,
  lateQuarter: Quarter,
): Promise<{ stored: number; heldBack: BulkResponse[] }> {
  const asked = new Map<string, (response: SimulatedResponse) => BulkResponse>()
  for (const numbered of units) asked.set(numbered.unit.slug, await storedForm(database, numbered))
  let stored = 0
  let waiting: BulkResponse[] = []
  const heldBack: BulkResponse[] = []
  const isLate = ({ unit, channel, day }: SimulatedResponse) =>
    unit === late.unit && channel === 'paper' && quarterOf(day) === lateQuarter && heldBack.length < late.forms
  const store = async () => {
    await storeAtOnce(database, waiting)
    stored += waiting.length
    waiting = []
  }
  for (const response of simulateAnswers(city, { until: today, seed })) {
    const form = asked.get(response.unit)
    if (form) (isLate(response) ? heldBack : waiting).push(form(response))
    if (waiting.length === inOneCommit) await store()
  }
  if (waiting.length > 0) await store()
  return { stored, heldBack }
}

async function storeAtOnce(database: Database, responses: readonly BulkResponse[]): Promise<void> {
  const bulk = startBulk()
  await database.commit(...bulk.add(responses), ...bulk.tallies())
}

async function storedForm(database: Database, { id, unit, services, counters }: NumberedUnit) {
  const records = await listQuestionnaireRecords(database, id)
  const channels = new Map(unit.services.map(({ slug, channel }) => [slug, channel]))
  const askedOn = (day: LocalDay, service: string): Questionnaire =>
    questionnaireOf(
      records.find(({ valid_from }) => valid_from <= day)?.record ?? null,
      channels.get(service) ?? 'OFFLINE',
    )
  return (response: SimulatedResponse): BulkResponse => ({
    place: {
      unitId: id,
      serviceId: services.get(response.service) as number,
      counterId: response.counter === null ? null : (counters[response.counter] as number),
      channel: response.channel,
      day: response.day,
    },
    answeredAt: instantOf(response.day, response.secondOfDay, city.zone),
    hour: response.channel === 'paper' ? null : hourBand(response.secondOfDay),
    asked: askedOn(response.day, response.service),
    answers: response.answers,
    respondent: response.respondent,
    suggestion: response.suggestion,
    importId: null,
  })
}
