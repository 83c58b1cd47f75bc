// `ikm compute`: an answer table in, the figures of the printed report out, as JSON and as text.

import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ComputeOptions, computeFile, computeJson, computeText } from '#src/ikm/compute.ts'
import { methods } from '#src/ikm/rules/summary.ts'
import { skm2017 } from '#src/surveys/rulebook/skm-2017.ts'
import { type AnsweredElement, referenceFigures } from '#test/support/reference.ts'
import { report, trials } from '#test/support/trials.ts'
import sekadau from './oracle/sekadau-s1-2019.json' with { type: 'json' }

const keys = skm2017.elements.map((element) => element.key)

describe('JSON', () => {
  test('the promised object, key by key and in order', async () => {
    const points = [97, 101, 101, 101, 101, 101, 102, 101, 101]
    const people = Array.from({ length: 30 }, (_, person) => points.map((sum) => (person < sum - 90 ? 4 : 3)))
    const computed = await json([keys, ...people])
    expect(computed.unsur[0]).toEqual({
      kunci: 'requirements',
      kode: 'U1',
      nama: 'Persyaratan',
      jumlah: 97,
      terisi: 30,
      nrr: 3.2333,
      nilai: 80.83,
      mutu: 'B',
    })
    expect({ ...computed, unsur: computed.unsur.map((element) => element.kode) }).toEqual({
      jumlah_responden: 30,
      metode: 'exact',
      unsur: ['U1', 'U2', 'U3', 'U4', 'U5', 'U6', 'U7', 'U8', 'U9'],
      ikm: 83.89,
      mutu: 'B',
      kinerja: 'Baik',
      pembanding: { exact: 83.89, '0.111': 83.81, '0.11': 83.05 },
    })
    expect(Object.keys(computed)).toEqual([
      'jumlah_responden',
      'metode',
      'unsur',
      'ikm',
      'mutu',
      'kinerja',
      'pembanding',
    ])
  })

  test('a public processing sheet: Sekadau 2019, first 49 respondents', async () => {
    const file = readFileSync(new URL('./oracle/sekadau-s1-2019.csv', import.meta.url), 'utf8')
    for (const method of methods) {
      const computed = await json(file, { method })
      expect(computed.unsur.map((element) => element.jumlah)).toEqual(sekadau.totals)
      expect(computed.unsur.map((element) => element.nilai)).toEqual(sekadau.elementIndices)
      expect([computed.jumlah_responden, computed.metode, computed.ikm]).toEqual([49, method, sekadau.ikm[method]])
      expect(computed.pembanding).toEqual(sekadau.ikm)
    }
  })

  test('the order of columns changes nothing; U8 and U9 follow the order asked for', async () => {
    const rows = Array.from({ length: 30 }, () => [4, 1])
    const named = (order: ComputeOptions['order'], header: string[]) =>
      json([header, ...rows], { order }).then(({ unsur }) =>
        unsur.map((element) => [element.kode, element.kunci, element.jumlah]),
      )
    const facilitiesBest = [
      ['U8', 'complaintHandling', 30],
      ['U9', 'facilities', 120],
    ]
    const complaintsBest = [
      ['U8', 'complaintHandling', 120],
      ['U9', 'facilities', 30],
    ]
    expect(await named('regulation', ['U8', 'U9'])).toEqual(complaintsBest)
    expect(await named('questionnaire', ['U8', 'U9'])).toEqual(facilitiesBest)
    expect(await named('regulation', ['U9', 'U8'])).toEqual(facilitiesBest)
    for (const order of ['regulation', 'questionnaire'] as const) {
      expect(await named(order, ['facilities', 'complaintHandling'])).toEqual(facilitiesBest)
    }
  })

  test('added elements come last and share the weight; an element nobody answered is null', async () => {
    const computed = await json([['U10', 'U1', 'U2'], ...Array.from({ length: 30 }, () => [2, 4, ''])])
    expect(computed.unsur.map((element) => [element.kode, element.nilai])).toEqual([
      ['U1', 100],
      ['U2', null],
      ['U10', 50],
    ])
    expect(computed.unsur[1]).toMatchObject({ jumlah: 0, terisi: 0, nrr: null, nilai: null, mutu: null })
    expect(computed.ikm).toBe(75)
  })

  test('SKM Online: an element is the mean of its questions, integrity items stay out', async () => {
    const computed = await json([
      ['infoAvailable', 'requirementsMatch', 'noIllegalLevy'],
      [3, 4, 1],
      [4, '', 1],
    ])
    expect(computed.unsur).toMatchObject([{ kunci: 'requirements', jumlah: 7.5, terisi: 2, nilai: 93.75 }])
  })

  test('no grade under the minimum', async () => {
    const people = Array.from({ length: 10 }, () => [4])
    expect(await json([['U1'], ...people])).toMatchObject({
      ikm: 100,
      mutu: null,
      kinerja: null,
      unsur: [{ mutu: null }],
    })
    expect(await json([['U1'], ...people], { minimum: 10 })).toMatchObject({
      ikm: 100,
      mutu: 'A',
      kinerja: 'Sangat Baik',
    })
  })
})

describe('text', () => {
  test('a table with decimal commas, the index and the three conventions', async () => {
    const people = [...Array.from({ length: 29 }, () => [3, 4]), [3.5, '']]
    expect(await text([['U4', 'U1'], ...people])).toBe(
      [
        'No  Unsur        Jumlah nilai  Terisi     NRR   Nilai  Mutu',
        'U1  Persyaratan           116      29  4,0000  100,00  A',
        'U4  Biaya/Tarif          90,5      30  3,0167   75,42  C',
        '',
        'Jumlah responden  30',
        'IKM               87,71',
        'Mutu              B',
        'Kinerja           Baik',
        '',
        'IKM menurut tiga cara menulis bobot',
        'bobot tepat 1/x (resmi)                87,71',
        'bobot dibulatkan tiga desimal (0,111)  87,71',
        'bobot dibulatkan dua desimal (0,11)    87,71',
      ].join('\n'),
    )
  })

  test('says why there is no grade', async () => {
    const said = await text([['U1'], [4]])
    expect(said).toContain('Belum ada mutu: responden 1, sedangkan mutu diberikan mulai 30 responden.')
    expect(said).not.toMatch(/Kinerja/)
  })
})

describe('refused', () => {
  test.each([
    [
      'a value outside the scale',
      'requirements,cost\n4,3\n4,5\n',
      /^baris 3, kolom 2 \(cost\): nilai "5" di luar 1–4$/,
    ],
    ['an unknown column', 'requirements,foo\n4,3\n', /^baris 1, kolom 2 \(foo\): kolom tidak dikenal/],
    ['no respondent', 'requirements\n', /^baris 2, kolom 1: tidak ada satu pun responden$/],
    ['a respondent without an answer', 'U1,U2\n4,4\n,\n', /^baris 3, kolom 1: responden tanpa satu pun jawaban$/],
    ['an empty file', '', /^baris 1, kolom 1: /],
  ])('%s', async (_, file, message) => {
    const computed = await computeFile(source(file))
    expect(computed.ok ? [] : computed.errors.map((error) => error.message)).toEqual([expect.stringMatching(message)])
  })
})

test('agrees with the independent computation, from text to printed figure', async () => {
  const runs = trials(100, 3_000)
  const score = fc.option(
    fc.integer({ min: 2, max: 8 }).map((half) => half / 2),
    { nil: null, freq: 6 },
  )
  await fc.assert(
    fc.asyncProperty(
      fc
        .integer({ min: 1, max: 14 })
        .chain((width) =>
          fc.array(fc.array(score, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 40 }),
        ),
      async (drawn) => {
        const people = drawn.filter((person) => person.some((value) => value !== null))
        fc.pre(people.length > 0)
        const width = people[0]?.length ?? 0
        const header = Array.from({ length: width }, (_, place) => keys[place] ?? `U${place + 1}`)
        const computed = await json([header, ...people.map((person) => person.map((value) => value ?? ''))])
        const elements = header.map(
          (_, place): AnsweredElement => ({
            sheets: people.map((person) => ({ answers: person[place] == null ? [] : [person[place]], times: 1 })),
            weight: null,
          }),
        )
        const expected = referenceFigures(elements)
        const printed = (figure: number | null) => figure?.toFixed(2) ?? null
        expect(computed.unsur.map((element) => printed(element.nilai))).toEqual(
          expected.elements.map((figure) => figure?.text ?? null),
        )
        expect(methods.map((method) => printed(computed.pembanding[method]))).toEqual(
          [expected.exact, expected.threeDecimals, expected.twoDecimals].map((figure) => figure?.text ?? null),
        )
      },
    ),
    { numRuns: runs },
  )
  report('ikm compute against a second computation', `${runs} files agree in every printed figure`)
})

type Rows = readonly (readonly (string | number)[])[]

async function json(file: string | Rows, options: ComputeOptions = {}) {
  return computeJson(await summary(file, options))
}

async function text(file: Rows, options: ComputeOptions = {}): Promise<string> {
  return computeText(await summary(file, options))
}

async function summary(file: string | Rows, options: ComputeOptions) {
  const computed = await computeFile(
    source(typeof file === 'string' ? file : file.map((row) => row.join(',')).join('\n')),
    options,
  )
  if (!computed.ok) throw new Error(computed.errors.map((error) => error.message).join('\n'))
  return computed.summary
}

function source(file: string) {
  async function* chunks() {
    yield file
  }
  return { kind: 'csv' as const, chunks: chunks() }
}
