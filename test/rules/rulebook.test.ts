// What the rule books promise: nine elements in the regulation's order, the right questions, keys that never collide.

import { describe, expect, test } from 'vitest'
import {
  type AddedElement,
  itemScores,
  questionnaire,
  ruleBook,
  ruleBooks,
  type Weight,
  weightsAreWhole,
} from '#src/surveys/rules.ts'
import { serviceChannels } from '#src/units/rules/service.ts'

const skm2017 = ruleBook('skm-2017')
const skmOnline = ruleBook('skm-online')

const regulationOrder = [
  ['U1', 'requirements', 'Persyaratan'],
  ['U2', 'procedure', 'Sistem, Mekanisme, dan Prosedur'],
  ['U3', 'completionTime', 'Waktu Penyelesaian'],
  ['U4', 'cost', 'Biaya/Tarif'],
  ['U5', 'product', 'Produk Spesifikasi Jenis Pelayanan'],
  ['U6', 'competence', 'Kompetensi Pelaksana'],
  ['U7', 'conduct', 'Perilaku Pelaksana'],
  ['U8', 'complaintHandling', 'Penanganan Pengaduan, Saran dan Masukan'],
  ['U9', 'facilities', 'Sarana dan Prasarana'],
]

describe.each(ruleBooks)('rule book $key', (book) => {
  test('has the nine elements in the regulation’s order, complaints before facilities', () => {
    expect(book.elements.map(({ code, key, name }) => [code, key, name])).toEqual(regulationOrder)
  })

  test('asks at least one and at most four questions about every element, through every channel', () => {
    for (const channel of serviceChannels) {
      const asked = questionnaire(book, channel).questions
      const perElement = book.elements.map(({ key }) => asked.filter(({ element }) => element === key).length)
      expect(Math.min(...perElement)).toBeGreaterThanOrEqual(1)
      expect(Math.max(...perElement)).toBeLessThanOrEqual(4)
    }
  })

  test('words every answer of its scale, each differently', () => {
    const answers = book.scale.highest - book.scale.lowest + 1
    expect(answers).toBe(4)
    for (const question of book.questions) expect(new Set(question.answers).size, question.key).toBe(answers)
    for (const question of book.questions) expect(question.answers, question.key).toHaveLength(answers)
  })

  test('measures with a question either an element or an integrity item of its own', () => {
    const elements = book.elements.map(({ key }) => key)
    const items = book.integrityItems.map(({ key }) => key)
    for (const { key, element, integrityItem } of book.questions) {
      expect([...elements, ...items], key).toContain(element ?? integrityItem)
      expect(element === null || integrityItem === null, key).toBe(true)
    }
    expect(items.filter((item) => elements.includes(item))).toEqual([])
  })

  test('has each question key once', () => {
    const keys = book.questions.map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('grades by the table of PermenPANRB 14/2017, best first', () => {
    expect(book.grades.map(({ grade, performance, from }) => [grade, performance, from])).toEqual([
      ['A', 'Sangat Baik', 8831],
      ['B', 'Baik', 7661],
      ['C', 'Kurang Baik', 6500],
      ['D', 'Tidak Baik', 2500],
    ])
    expect(book.scale.lowest * book.convertedFactor * 100).toBe(2500)
    expect(book.scale.highest * book.convertedFactor * 100).toBe(10_000)
    expect(book.minimumRespondents).toBe(30)
  })
})

describe('rule books', () => {
  test('number every question once across all books, from 1', () => {
    const ids = ruleBooks.flatMap((book) => book.questions.map(({ id }) => id))
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.every((id) => Number.isSafeInteger(id) && id >= 1)).toBe(true)
  })

  test('have distinct keys, and an unknown key is refused', () => {
    expect(ruleBooks.map(({ key }) => key)).toEqual(['skm-2017', 'skm-online'])
    expect(() => ruleBook('skm-2004')).toThrow(RangeError)
  })

  test('SKM 2017 asks its nine questions through every channel', () => {
    expect(serviceChannels.map((channel) => questionnaire(skm2017, channel).questions.length)).toEqual([9, 9, 9])
    expect(skm2017.integrityItems).toEqual([])
  })

  test('SKM Online asks 16, 16 and 19 questions; five are integrity items outside the nine', () => {
    const asked = serviceChannels.map((channel) => questionnaire(skmOnline, channel).questions)
    expect(asked.map((questions) => questions.length)).toEqual([16, 16, 19])
    expect(asked.map((questions) => questions.filter(({ element }) => element === null).length)).toEqual([5, 5, 5])
    expect(skmOnline.integrityItems).toHaveLength(5)
  })
})

describe('questionnaire', () => {
  const added = (key: string, id = 900): AddedElement => ({
    element: { key, code: 'U10', name: 'Ketersediaan Parkir', definition: 'tempat parkir bagi pengguna layanan' },
    question: {
      id,
      key,
      text: 'Bagaimana pendapat Saudara tentang ketersediaan parkir?',
      answers: ['Tidak ada', 'Kurang', 'Cukup', 'Sangat cukup'],
      element: key,
      integrityItem: null,
      channels: serviceChannels,
    },
  })
  const moreAbout = (element: string, question: string): AddedElement => {
    const parking = added(question)
    return { ...parking, question: { ...parking.question, element } }
  }

  test('puts added elements after the nine', () => {
    const asked = questionnaire(skm2017, 'OFFLINE', [added('parking')])
    expect(asked.elements.map(({ key }) => key)).toEqual([...skm2017.elements.map(({ key }) => key), 'parking'])
    expect(asked.questions.at(-1)?.key).toBe('parking')
  })

  test('refuses an added key that is taken', () => {
    expect(() => questionnaire(skm2017, 'OFFLINE', [added('cost')])).toThrow(/cost/)
    expect(() => questionnaire(skm2017, 'OFFLINE', [added('parking'), added('parking', 901)])).toThrow(/parking/)
    expect(() => questionnaire(skmOnline, 'OFFLINE', [added('staffFriendly')])).toThrow(/staffFriendly/)
  })

  test('refuses a fifth question about an element', () => {
    const more = ['a', 'b', 'c', 'd'].map((key) => moreAbout('cost', key))
    expect(questionnaire(skm2017, 'OFFLINE', more.slice(0, 3)).questions).toHaveLength(12)
    expect(() => questionnaire(skm2017, 'OFFLINE', more)).toThrow(/cost/)
  })

  test('accepts custom weights that sum to exactly 1, and nothing else', () => {
    const three = { ...skm2017, elements: skm2017.elements.slice(0, 3), questions: skm2017.questions.slice(0, 3) }
    const [first, second, third] = ['requirements', 'procedure', 'completionTime'] as const
    const weigh = (one: Weight, two: Weight, three: Weight) => ({ [first]: one, [second]: two, [third]: three })
    const of = (numerator: number, denominator: number): Weight => ({ numerator, denominator })
    const ask = (weights: Readonly<Record<string, Weight>>) => () => questionnaire(three, 'OFFLINE', [], weights)

    expect(ask(weigh(of(1, 3), of(1, 3), of(1, 3)))().weights).not.toBeNull()
    expect(ask(weigh(of(1, 2), of(1, 3), of(1, 6)))().weights).not.toBeNull()
    expect(ask(weigh(of(333, 1000), of(333, 1000), of(334, 1000)))().weights).not.toBeNull()
    expect(ask(weigh(of(333, 1000), of(333, 1000), of(333, 1000)))).toThrow(RangeError)
    expect(ask(weigh(of(1, 3), of(1, 3), of(333_333_333_333, 1_000_000_000_000)))).toThrow(RangeError)
    expect(ask(weigh(of(1, 1), of(1, 2), of(-1, 2)))).toThrow(RangeError)
    expect(ask(weigh(of(1, 2), of(1, 2), of(0, 1)))).toThrow(RangeError)
    expect(ask(weigh(of(0.5, 1), of(1, 4), of(1, 4)))).toThrow(RangeError)
    expect(ask({ [first]: of(1, 2), [second]: of(1, 2) })).toThrow(RangeError)
    expect(ask({ [first]: of(1, 3), [second]: of(1, 3), parking: of(1, 3) })).toThrow(RangeError)
    expect(ask({ ...weigh(of(1, 4), of(1, 4), of(1, 4)), parking: of(1, 4) })).toThrow(RangeError)
    expect(weightsAreWhole({}, [])).toBe(false)
  })
})

describe('value of one respondent', () => {
  const asked = questionnaire(skmOnline, 'HYBRID')

  test('is the mean of the answers to the questions of an element, exact in twelfths', () => {
    expect(itemScores(asked, { infoAvailable: 3, requirementsMatch: 4 })).toEqual([
      { key: 'requirements', score: 42, counts: true },
    ])
    expect(itemScores(asked, { infoAvailable: 4, requirementsMatch: 4 })).toEqual([
      { key: 'requirements', score: 48, counts: true },
    ])
    expect(itemScores(questionnaire(skm2017, 'OFFLINE'), { cost: 3.5 })).toEqual([
      { key: 'cost', score: 42, counts: true },
    ])
  })

  test('is the answered one where the other is missing', () => {
    expect(itemScores(asked, { requirementsMatch: 1 })).toEqual([{ key: 'requirements', score: 12, counts: true }])
    expect(itemScores(asked, { infoAvailable: 4 })).toEqual([{ key: 'requirements', score: 48, counts: true }])
  })

  test('leaves out what was not answered, and what was not asked', () => {
    expect(itemScores(asked, {})).toEqual([])
    const online = questionnaire(skmOnline, 'ONLINE')
    expect(itemScores(online, { staffFriendly: 1, appFeaturesEasy: 4 })).toEqual([
      { key: 'conduct', score: 48, counts: true },
    ])
  })

  test('keeps integrity items apart from the elements', () => {
    expect(itemScores(asked, { noFraud: 1, procedureEasy: 4, fairness: 2 })).toEqual([
      { key: 'procedure', score: 48, counts: true },
      { key: 'procedureIntegrity', score: 12, counts: false },
    ])
  })
})
