// The demonstration's model, checked for what the pages need of it: repeatable, complete, believable.

import { sampleCorrelation } from 'simple-statistics'
import { describe, expect, it } from 'vitest'
import { quartersUntil, type SimulatedResponse, simulateAnswers } from '#src/demonstration/answers.ts'
import { type DemonstrationUnit, demonstrationCity, ruleBooksSince, unitsOf } from '#src/demonstration/city.ts'
import { suggestionSentences } from '#src/demonstration/suggestions.ts'
import { summarise } from '#src/ikm/rules/summary.ts'
import { type Respondent, respondentFields, suggestionLimit } from '#src/responses/rules/respondent.ts'
import { type AddedElement, itemScores, type Questionnaire, questionnaire, ruleBook } from '#src/surveys/rules.ts'
import { dayFromText, type LocalDay, type Quarter, quarterOf } from '#src/units/rules/calendar.ts'
import { report, trials } from '#test/support/trials.ts'

const seed = 2017
const until = day('2026-09-30')
const lastQuarter = 20263
const units = unitsOf(demonstrationCity)
const responses = [...simulateAnswers(demonstrationCity, { until, seed })]
const byUnit = Map.groupBy(responses, ({ unit }) => unit)

describe('the city', () => {
  it('has twenty units with unique addresses, each reachable', () => {
    expect(units).toHaveLength(20)
    expect(new Set(units.map(({ slug }) => slug)).size).toBe(20)
    for (const unit of units) {
      const slugs = unit.services.map(({ slug }) => slug)
      expect(new Set(slugs).size, unit.slug).toBe(slugs.length)
      expect(slugs.length, unit.slug).toSatisfy((count: number) => count >= 1 && count <= 6)
      expect(unit.counters.length, unit.slug).toSatisfy((count: number) => count >= 1 && count <= 5)
      for (const slug of slugs) {
        const reachable = unit.counters.some(({ service }) => service === undefined || service === slug)
        expect(reachable, `${unit.slug}: ${slug}`).toBe(true)
      }
      for (const { service } of unit.counters) if (service) expect(slugs, unit.slug).toContain(service)
      for (const { element } of unit.character.followUps ?? []) expect(elementKeys(unit), unit.slug).toContain(element)
      for (const element of Object.keys(unit.character.elements ?? {})) expect(elementKeys(unit)).toContain(element)
    }
  })

  it('shows both instruments, every kind of service under SKM Online, and an added element', () => {
    const online = units.filter((unit) => unit.ruleBook === 'skm-online')
    expect(online).toHaveLength(3)
    const channels = online.flatMap(({ services }) => services.map(({ channel }) => channel))
    expect(new Set(channels)).toEqual(new Set(['ONLINE', 'OFFLINE', 'HYBRID']))
    expect(units.filter(({ added }) => added)).toHaveLength(1)
  })
})

describe('the answers', () => {
  it('are the same for the same seed and day, and others for another seed', () => {
    expect([...simulateAnswers(demonstrationCity, { until, seed })]).toEqual(responses)
    const other = [...simulateAnswers(demonstrationCity, { until, seed: seed + 1 })]
    expect(other).not.toEqual(responses)
  })

  it('of a later day in the quarter only add to those of an earlier one', () => {
    for (const text of ['2026-07-01', '2026-08-17', '2026-09-29']) {
      const earlier = [...simulateAnswers(demonstrationCity, { until: day(text), seed })]
      expect(earlier).toEqual(responses.filter((response) => response.day <= day(text)))
    }
  })

  it('are about sixty thousand whatever the seed, over exactly eight quarters', () => {
    for (let tried = 1; tried <= trials(3, 30); tried++) {
      const simulated = [...simulateAnswers(demonstrationCity, { until, seed: tried })]
      expect(simulated.length).toSatisfy((count: number) => count >= 57_000 && count <= 63_000)
      expect([...new Set(simulated.map((response) => quarterOf(response.day)))].toSorted()).toEqual(
        quartersUntil(until),
      )
    }
  })

  it('come in order of time within a unit, never after the last day, within the day', () => {
    for (const [slug, answered] of byUnit) {
      const moments = answered.map((response) => response.day * 86_400 + response.secondOfDay)
      expect(moments, slug).toEqual(moments.toSorted((one, other) => one - other))
    }
    for (const { day, secondOfDay } of responses) {
      if (day > until || secondOfDay < 0 || secondOfDay >= 86_400) expect.fail(`${day} ${secondOfDay}`)
    }
  })

  it('are given at an office on working days only, most of them in the morning', () => {
    const atOffice = (byUnit.get('disdukcapil') ?? []).filter(({ channel }) => channel !== 'paper')
    expect(new Set(atOffice.map((response) => (response.day + 4) % 7))).toEqual(new Set([1, 2, 3, 4, 5]))
    const morning = atOffice.filter(({ secondOfDay }) => secondOfDay < 12 * 3600).length
    expect(morning / atOffice.length).toBeGreaterThan(0.55)
    const online = responses.filter(({ service }) => service === 'e-sppt')
    expect(new Set(online.map((response) => (response.day + 4) % 7)).size).toBe(7)
  })

  it('answer only what was asked, each 1 to 4, and never nothing', () => {
    const asked = new Map<string, Set<string>>()
    for (const response of responses) {
      const form = `${response.unit}/${response.service}/${quarterOf(response.day)}`
      let keys = asked.get(form)
      if (!keys) {
        keys = new Set(questionnaireOf(response).questions.map(({ key }) => key))
        asked.set(form, keys)
      }
      const entries = Object.entries(response.answers)
      if (entries.length === 0) expect.fail('a response without an answer')
      for (const [key, answer] of entries) if (!keys.has(key) || ![1, 2, 3, 4].includes(answer)) expect.fail(key)
    }
  })

  it('come by a way that exists: a counter for the phone and the kiosk, none for paper', () => {
    for (const { unit, service, counter, channel } of responses) {
      if ((counter === null) !== (channel === 'paper')) expect.fail(`${unit}: ${channel} at ${counter}`)
      const fixed = counter === null ? undefined : unitOf(unit).counters[counter]
      if (counter !== null && (!fixed || (fixed.service ?? service) !== service)) expect.fail(`${unit}: ${counter}`)
    }
  })

  it('leave two to four of a hundred questions open', () => {
    let open = 0
    let asked = 0
    for (const response of responses) {
      const { questions } = questionnaireOf(response)
      asked += questions.length
      open += questions.length - Object.keys(response.answers).length
    }
    expect(open / asked).toBeGreaterThan(0.02)
    expect(open / asked).toBeLessThan(0.04)
  })

  it('name respondents by known codes, seven of ten things said', () => {
    const fields = {
      sex: 'jenis_kelamin',
      age: 'usia',
      education: 'pendidikan',
      occupation: 'pekerjaan',
      disability: 'disabilitas',
      filledBy: 'pengisi',
    } as const satisfies Record<keyof Respondent, keyof typeof respondentFields>
    for (const [name, field] of Object.entries(fields)) {
      const codes = new Set<string>(respondentFields[field].map(({ code }) => code))
      const said = responses
        .map(({ respondent }) => respondent[name as keyof Respondent])
        .filter((code) => code !== null)
      expect(
        said.filter((code) => !codes.has(code)),
        name,
      ).toEqual([])
      expect(said.length / responses.length, name).toSatisfy((share: number) => share > 0.65 && share < 0.78)
    }
  })

  it('bring suggestions in eight of a hundred, with no real number and nothing left to fill in', () => {
    const suggestions = responses.map(({ suggestion }) => suggestion).filter((text) => text !== null)
    expect(suggestions.length / responses.length).toSatisfy((share: number) => share > 0.06 && share < 0.1)
    expect(new Set(suggestionSentences).size).toBeGreaterThanOrEqual(60)
    expect(new Set(suggestions).size).toBeGreaterThanOrEqual(200)
    expect(suggestions.filter((text) => text.includes('0812')).length).toBeGreaterThan(3)
    for (const text of suggestions) {
      if (/[{}]|undefined/.test(text) || text.length > suggestionLimit) expect.fail(text)
      const digits = text.replaceAll(/\D/g, '')
      if (digits.length >= 8 && !/0{7}/.test(digits)) expect.fail(`this number may be somebody's: ${text}`)
    }
  })
})

describe('the units', () => {
  const answeredIn = (slug: string, quarter: Quarter) =>
    (byUnit.get(slug) ?? []).filter((response) => quarterOf(response.day) === quarter)
  const last = units.map((unit) => ({ unit, summary: summaryOf(unit, answeredIn(unit.slug, lastQuarter)) }))
  const graded = last.filter(({ summary }) => summary.state === 'graded')

  it('are in every state: new, below the minimum, silent for two quarters, large', () => {
    const counts = (slug: string) => quartersUntil(until).map((quarter) => answeredIn(slug, quarter).length)
    expect(counts('unit-layanan-disabilitas')).toEqual([0, 0, 0, 0, 0, 0, 0, 0])
    for (const count of counts('kelurahan-rekawana')) expect(count).toSatisfy((n: number) => n >= 3 && n <= 12)
    expect(counts('kelurahan-rekajati').flatMap((count, place) => (count === 0 ? [place] : []))).toEqual([3, 4])
    const large = byUnit.get('disdukcapil')?.length ?? 0
    expect(large).toSatisfy((count: number) => count >= 8_000 && count <= 9_100)
    expect(graded).toHaveLength(18)
    expect(last.find(({ unit }) => unit.slug === 'kelurahan-rekawana')?.summary.state).toBe('belowMinimum')
  })

  it('differ: from about 72 to about 94, with grades A, B and C', () => {
    const figures = graded.map(({ summary }) => (summary.ikm ?? 0) / 100)
    const mean = figures.reduce((sum, ikm) => sum + ikm, 0) / figures.length
    for (const { unit, summary } of graded) report(unit.name, `${(summary.ikm ?? 0) / 100} (n ${summary.respondents})`)
    expect(Math.min(...figures)).toSatisfy((ikm: number) => ikm > 70 && ikm < 75)
    expect(Math.max(...figures)).toSatisfy((ikm: number) => ikm > 92 && ikm < 95)
    expect(mean).toSatisfy((ikm: number) => ikm > 83 && ikm < 86)
    expect(new Set(graded.map(({ summary }) => summary.grade?.grade))).toEqual(new Set(['A', 'B', 'C']))
  })

  it('differ in their elements, waiting and complaints below conduct', () => {
    const value = (key: string) => {
      const values = graded.map(
        ({ summary }) => summary.elements.find((element) => element.key === key)?.convertedValue,
      )
      return values.reduce<number>((sum, found) => sum + (found ?? 0), 0) / values.length / 100
    }
    expect(value('conduct') - value('completionTime')).toBeGreaterThan(5)
    expect(value('conduct') - value('complaintHandling')).toBeGreaterThan(5)
    expect(value('cost')).toBeGreaterThan(value('facilities') + 5)
    const lowest = graded.map(({ summary }) => {
      return summary.elements.toSorted((one, other) => (one.convertedValue ?? 0) - (other.convertedValue ?? 0))[0]?.key
    })
    expect(new Set(lowest).size).toBeGreaterThanOrEqual(3)
  })

  it('show what a follow-up gave, and who declines', () => {
    const element = (unit: DemonstrationUnit, key: string, places: readonly number[]) => {
      const quarters = quartersUntil(until).filter((_, place) => places.includes(place))
      const summary = summaryOf(
        unit,
        quarters.flatMap((quarter) => answeredIn(unit.slug, quarter)),
      )
      return (summary.elements.find((found) => found.key === key)?.convertedValue ?? 0) / 100
    }
    const places = [0, 1, 2, 3, 4, 5, 6, 7]
    for (const unit of units) {
      for (const { element: key, from } of unit.character.followUps ?? []) {
        const before = element(unit, key, places.slice(0, from))
        expect(element(unit, key, places.slice(from)) - before, `${unit.slug}: ${key}`).toBeGreaterThan(2)
      }
    }
    const declining = unitOf('puskesmas-rekawana')
    expect(element(declining, 'product', [0, 1]) - element(declining, 'product', [6, 7])).toBeGreaterThan(3)
  })

  it('have visitors whose answers hang together', () => {
    for (const { unit } of graded) {
      const pairs = (byUnit.get(unit.slug) ?? []).flatMap((response) => {
        const scores = itemScores(questionnaireOf(response), response.answers)
        const score = (key: string) => scores.find((item) => item.key === key)?.score
        const [one, other] = [score('completionTime'), score('competence')]
        return one === undefined || other === undefined ? [] : [{ one, other }]
      })
      const [ones, others] = [pairs.map(({ one }) => one), pairs.map(({ other }) => other)]
      expect(sampleCorrelation(ones, others), unit.slug).toSatisfy((found: number) => found > 0.25 && found < 0.75)
    }
  })

  it('have one where the staff fill in suspiciously often, and kindly', () => {
    const share = (slug: string) => {
      const answered = byUnit.get(slug) ?? []
      return answered.filter(({ respondent }) => respondent.filledBy === 'petugas').length / answered.length
    }
    const suspicious = units.filter(({ slug }) => share(slug) > 0.3).map(({ slug }) => slug)
    expect(suspicious).toEqual(['uptd-pengujian-kendaraan'])
    const mean = (byStaff: boolean) => {
      const scores = (byUnit.get('uptd-pengujian-kendaraan') ?? [])
        .filter(({ respondent }) => (respondent.filledBy === 'petugas') === byStaff)
        .flatMap(({ answers }) => Object.values(answers))
      return scores.reduce<number>((sum, score) => sum + score, 0) / scores.length
    }
    expect(mean(true) - mean(false)).toBeGreaterThan(0.4)
  })
})

function day(text: string): LocalDay {
  const found = dayFromText(text)
  if (found === undefined) throw new RangeError(text)
  return found
}

function unitOf(slug: string): DemonstrationUnit {
  const found = units.find((unit) => unit.slug === slug)
  if (!found) throw new RangeError(slug)
  return found
}

function elementKeys(unit: DemonstrationUnit): string[] {
  return [...ruleBook(unit.ruleBook).elements, ...(unit.added ?? [])].map(({ key }) => key)
}

function addedTo(unit: DemonstrationUnit): AddedElement[] {
  return (unit.added ?? []).map(({ key, name, definition, question, answers }, place) => ({
    element: { key, code: `U${10 + place}`, name, definition },
    question: {
      id: 1000 + place,
      key,
      text: question,
      answers,
      element: key,
      integrityItem: null,
      channels: ['ONLINE', 'OFFLINE', 'HYBRID'],
    },
  }))
}

function questionnaireOf(response: SimulatedResponse): Questionnaire {
  const unit = unitOf(response.unit)
  const service = unit.services.find(({ slug }) => slug === response.service)
  if (!service) throw new RangeError(response.service)
  const form = ruleBooksSince(unit, day('2024-10-01')).findLast(({ from }) => from <= response.day)
  if (!form) throw new RangeError('no rule book')
  return questionnaire(form.book, service.channel, addedTo(unit))
}

function summaryOf(unit: DemonstrationUnit, answered: readonly SimulatedResponse[]) {
  const book = ruleBook(unit.ruleBook)
  const elements = [...book.elements, ...addedTo(unit).map(({ element }) => element)]
  const totals = new Map(elements.map(({ key, code, name }) => [key, { key, code, name, count: 0, sum: 0 }]))
  for (const response of answered) {
    for (const { key, score } of itemScores(questionnaireOf(response), response.answers)) {
      const total = totals.get(key)
      if (!total) continue
      total.count += 1
      total.sum += score
    }
  }
  return summarise({ respondents: answered.length, elements: [...totals.values()] }, book)
}
