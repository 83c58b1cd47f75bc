// How the visitors of the made-up city answer: a seeded model of who comes when and what they think. Pure.

import type { Respondent, ResponseChannel } from '../responses/rules/respondent.ts'
import type { Question, RuleBook } from '../surveys/rules.ts'
import { type LocalDay, lastQuarters, type Quarter, quarterDays, quarterOf } from '../units/rules/calendar.ts'
import type { ServiceChannel } from '../units/rules/service.ts'
import {
  type DemonstrationCity,
  type DemonstrationService,
  type DemonstrationUnit,
  ruleBooksSince,
  unitsOf,
} from './city.ts'
import { type Random, random } from './random.ts'
import { imagineRespondent } from './respondents.ts'
import { writeSuggestion } from './suggestions.ts'
import { visits } from './visits.ts'

export type SimulatedScore = 1 | 2 | 3 | 4

export interface SimulatedResponse {
  /** Slug of the unit, and of one of its services. */
  readonly unit: string
  readonly service: string
  /** Place among the unit's counters; null for paper. */
  readonly counter: number | null
  readonly channel: ResponseChannel
  readonly day: LocalDay
  /** Seconds since local midnight. */
  readonly secondOfDay: number
  /** At least one answer, by question key. */
  readonly answers: Readonly<Record<string, SimulatedScore>>
  readonly respondent: Respondent
  readonly suggestion: string | null
}

const simulatedQuarters = 8

/** The eight quarters that end with the quarter of a day, in order of time. */
export function quartersUntil(until: LocalDay): Quarter[] {
  return lastQuarters(quarterOf(until), simulatedQuarters)
}

/**
 * Simulates about 60,000 responses over the eight quarters that end with the quarter of `until`; none is later than
 * `until`. Unit by unit, each in order of time. The same seed and day give the same responses, and a later day of the
 * same quarter only adds to them.
 */
export function* simulateAnswers(
  city: DemonstrationCity,
  { until, seed }: { readonly until: LocalDay; readonly seed: number },
): Generator<SimulatedResponse> {
  const quarters = quartersUntil(until)
  for (const unit of unitsOf(city)) {
    for (const [place, quarter] of quarters.entries()) {
      if (unit.character.skipped?.includes(place)) continue
      yield* simulateQuarter(unit, { place, quarter, until, seed })
    }
  }
}

interface Round {
  /** 0 is the first of the eight quarters. */
  readonly place: number
  readonly quarter: Quarter
  readonly until: LocalDay
  readonly seed: number
}

function* simulateQuarter(unit: DemonstrationUnit, round: Round): Generator<SimulatedResponse> {
  // A stream for each unit and quarter, so that neither another unit nor a later day changes what was drawn here.
  const chance = random(`${round.seed}/${unit.slug}/${round.quarter}`)
  const forms = formsOf(unit, round, chance)
  for (const { service, day, secondOfDay } of visits(unit, round.quarter, chance)) {
    if (day > round.until) return
    const form = forms[service]
    if (form) yield answer(unit, form, { day, secondOfDay }, chance)
  }
}

/** One service's questions, each with the satisfaction that this unit earns there in this quarter. */
interface Form {
  readonly service: DemonstrationService
  readonly questions: readonly { readonly key: string; readonly theme: string; readonly level: number }[]
  /** Places of the counters at which the service can be rated. */
  readonly counters: readonly number[]
}

function formsOf(unit: DemonstrationUnit, { place, quarter, seed }: Round, chance: Random): Form[] {
  const { character } = unit
  const unitLevel = character.level + (character.drift ?? 0) * (place - simulatedQuarters + 1) + 0.03 * chance.normal()
  // What stays the same over the quarters is drawn from streams of its own.
  const habit = (name: string) => random(`${seed}/${unit.slug}/${name}`).normal()
  const elementLevel = (theme: string) => {
    const done = (character.followUps ?? []).filter(({ element, from }) => element === theme && place >= from)
    const gained = done.reduce((sum, { effect }) => sum + effect, 0)
    return 0.1 * habit(theme) + (character.elements?.[theme] ?? 0) + gained
  }
  const [{ book }] = ruleBooksSince(unit, quarterDays(quarter).first)
  return unit.services.map((service) => {
    const serviceLevel = 0.12 * habit(service.slug) - (service.channel === 'ONLINE' ? 0.1 : 0)
    const questions = askedThemes(book, service.channel, unit).map(({ key, theme }) => ({
      key,
      theme,
      level: unitLevel + serviceLevel + themeLevel(theme, service, book) + elementLevel(theme),
    }))
    return { service, counters: countersFor(unit, service), questions }
  })
}

function askedThemes(
  book: RuleBook,
  channel: ServiceChannel,
  unit: DemonstrationUnit,
): { key: string; theme: string }[] {
  const theme = (question: Question) => question.element ?? 'integrity'
  const asked = book.questions.filter((question) => question.channels.includes(channel))
  return [
    ...asked.map((question) => ({ key: question.key, theme: theme(question) })),
    ...(unit.added ?? []).map(({ key }) => ({ key, theme: key })),
  ]
}

function countersFor(unit: DemonstrationUnit, service: DemonstrationService): number[] {
  const places = unit.counters.map((_, place) => place)
  const own = places.filter((place) => unit.counters[place]?.service === service.slug)
  const open = places.filter((place) => unit.counters[place]?.service === undefined)
  // A link belongs to its online service alone; a fixed counter of another service is still not everyone's.
  return service.channel === 'ONLINE' && own.length > 0 ? own : [...own, ...own, ...open]
}

// Beside a unit's level. Waiting, complaints and buildings are what offices are rated lowest for, conduct highest.
const themeLevels: Readonly<Record<string, number>> = {
  requirements: 0.1,
  completionTime: -0.4,
  product: 0.1,
  competence: 0.15,
  conduct: 0.3,
  complaintHandling: -0.3,
  facilities: -0.25,
  integrity: 0.45,
}

function themeLevel(theme: string, service: DemonstrationService, book: RuleBook): number {
  if (theme !== 'cost') return themeLevels[theme] ?? 0
  // SKM 2017 offers the word "Gratis" itself; SKM Online asks whether the tariff was as announced.
  if (book.key === 'skm-2017') return service.paid ? -0.65 : 1.6
  return service.paid ? 0 : 0.4
}

/** Share of an answer's variance that belongs to the person rather than to the question. */
const personShare = 0.55
const personScale = Math.sqrt(personShare)
const noiseScale = Math.sqrt(1 - personShare)

function answer(
  unit: DemonstrationUnit,
  form: Form,
  { day, secondOfDay }: { readonly day: LocalDay; readonly secondOfDay: number },
  chance: Random,
): SimulatedResponse {
  const { service } = form
  const channel = channelOf(unit, service, chance)
  const counter = channel === 'paper' ? null : (form.counters[chance.between(0, form.counters.length - 1)] ?? null)
  const byStaff = chance.chance(unit.character.filledByStaff ?? 0)
  const respondent = imagineRespondent(
    unit.character.audience,
    { byStaff, online: service.channel === 'ONLINE' },
    chance,
  )
  const { answers, weakest } = score(form, byStaff, chance)
  const writes = chance.chance(byStaff ? 0.005 : weakest === null ? 0.06 : 0.1)
  const counterName = counter === null ? null : (unit.counters[counter]?.name ?? null)
  const online = service.channel === 'ONLINE'
  const occasion = { unitKind: unit.kind, service: service.name, online, counter: counterName, weakest }
  const suggestion = writes ? writeSuggestion(chance, occasion) : null
  return { unit: unit.slug, service: service.slug, counter, channel, day, secondOfDay, answers, respondent, suggestion }
}

function channelOf(unit: DemonstrationUnit, service: DemonstrationService, chance: Random): ResponseChannel {
  if (service.channel === 'ONLINE') return 'phone'
  const drawn = chance.uniform()
  const paper = unit.character.paper ?? 0.12
  if (drawn < paper) return 'paper'
  return drawn < paper + (unit.character.kiosk ?? 0) ? 'kiosk' : 'phone'
}

function score(
  form: Form,
  byStaff: boolean,
  chance: Random,
): { answers: Record<string, SimulatedScore>; weakest: string | null } {
  const person = personScale * chance.normal() + (byStaff ? 1.3 : 0)
  // Some people give everything the same answer, and those who fill in for another nearly always do.
  const steady = chance.chance(byStaff ? 0.8 : 0.09)
  const noise = steady ? 0.1 : noiseScale
  const contrast = steady ? 0.2 : 1
  const stopsAfter = !byStaff && chance.chance(0.015) ? chance.between(3, form.questions.length) : form.questions.length
  const mean = form.questions.reduce((sum, { level }) => sum + level, 0) / form.questions.length
  const answers: Record<string, SimulatedScore> = {}
  let given = 0
  let weakest: string | null = null
  let lowest = satisfied
  for (const [place, { key, theme, level }] of form.questions.entries()) {
    const felt = mean + contrast * (level - mean) + person + noise * chance.normal()
    const skips = !byStaff && chance.chance(theme === 'complaintHandling' ? 0.06 : 0.02)
    // A response without any answer would be refused, so whoever has skipped all others answers the last.
    const isOnly = given === 0 && place === form.questions.length - 1
    if ((skips || place >= stopsAfter) && !isOnly) continue
    answers[key] = onScale(felt)
    given += 1
    const canComplain = theme !== 'cost' || form.service.paid
    if (felt < lowest && canComplain) {
      lowest = felt
      weakest = theme
    }
  }
  return { answers, weakest }
}

/** Where one answer ends and the next begins: at level 0 about 1, 6, 50 and 43 of a hundred answer 1, 2, 3 and 4. */
const thresholds = [-2.3, -1.5, 0.18] as const
const satisfied = -0.6

function onScale(felt: number): SimulatedScore {
  if (felt < thresholds[0]) return 1
  if (felt < thresholds[1]) return 2
  return felt < thresholds[2] ? 3 : 4
}
