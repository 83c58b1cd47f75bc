// What a checked edition is said to be: what holds is said to hold, what was changed is named, wrong sums are found under a good signature.

import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { canonical, fingerprint, type verifyFile, verifyFiles } from '#public/verification.js'
import type { Edition, UnitDocument } from '#src/publications/rules/document.ts'
import type { SigningKey } from '#src/publications/signing.ts'
import { questionnaire, ruleBook } from '#src/surveys/rules.ts'
import { type MadeEdition, makeEdition, newKey, signEdition, someAnswers, unitFile } from '#test/support/editions.ts'
import { trials } from '#test/support/trials.ts'

/** What a file holds, opened to be changed. */
type Opened = ReturnType<typeof JSON.parse>
type Findings = Awaited<ReturnType<typeof verifyFile>>

const online = questionnaire(ruleBook('skm-online'), 'HYBRID')
const units = [
  { id: 1, slug: 'disdukcapil', name: 'Dinas Kependudukan', answers: someAnswers(47, 3), excluded: 3 },
  { id: 2, slug: 'bapenda', name: 'Badan Pendapatan', answers: someAnswers(31, 2, online), asked: online },
  { id: 3, slug: 'puskesmas', name: 'Puskesmas Timur', answers: someAnswers(12, 3) },
  { id: 4, slug: 'arsip', name: 'Arsip <b>"Daerah"</b>', answers: [] },
]

let key: SigningKey
let first: MadeEdition
let second: MadeEdition
let corrected: MadeEdition
beforeAll(async () => {
  key = await newKey()
  first = await makeEdition({ quarter: 20262, units, key })
  second = await makeEdition({ quarter: 20263, units, key, before: first })
  corrected = await makeEdition({
    quarter: 20262,
    units,
    key,
    before: second,
    number: 2,
    reason: 'Salah unit.',
    publishedAt: '2026-11-01T00:00:00Z',
  })
})

async function check(content: string | Uint8Array, knownKeys: readonly string[] = [key.publicKey]) {
  const { files } = await verifyFiles([{ name: 'edisi.json', content }], { knownKeys })
  return files[0] as (typeof files)[number]
}

const broken = (findings: Findings) => findings.filter(({ holds }) => holds === false).map(({ part }) => part)
const said = (findings: Findings, part: string) =>
  findings.flatMap((finding) => (finding.part === part ? [finding.says] : [])).join(' ')

describe('an edition as it was published', () => {
  test('holds in every part', async () => {
    const { findings, verdict } = await check(first.text)
    expect(findings.map(({ part, holds }) => [part, holds])).toEqual([
      ['readable', true],
      ['canonical', true],
      ['members', true],
      ['hash', true],
      ['signature', true],
      ['key', true],
      ['documents', true],
      ['completeness', true],
      ['figures', true],
      ['city', true],
    ])
    expect(verdict).toEqual({ holds: true, says: 'Berkas ini asli dan utuh, sama seperti saat diterbitkan.' })
    expect((await check(new TextEncoder().encode(first.text))).findings).toEqual(findings)
  })

  test('holds as the file of one unit, but for the city', async () => {
    for (const { slug } of units) {
      const { findings, verdict } = await check(unitFile(first, slug))
      expect(broken(findings)).toEqual([])
      expect(verdict.holds).toBe(true)
      expect(findings.at(-1)).toMatchObject({ part: 'city', holds: null })
    }
  })

  test('is not called genuine while its key is unknown, nor with another key', async () => {
    const unknown = await check(first.text, [])
    expect(unknown.verdict).toMatchObject({ holds: null, says: expect.stringContaining('kuncinya belum dicocokkan') })
    expect(said(unknown.findings, 'key')).toContain((await fingerprint(key.publicKey)) as string)
    const foreign = await check(first.text, [(await newKey()).publicKey])
    expect(broken(foreign.findings)).toEqual(['key'])
    expect(foreign.verdict.holds).toBe(false)
  })

  test('says of several which follows which', async () => {
    const name = (name: string, made: MadeEdition) => ({ name, content: made.text })
    const three = await verifyFiles([name('c', corrected), name('a', first), name('b', second)])
    expect(three.chain.map(({ holds, says }) => [holds, says.replaceAll(/ \([^)]*\)/g, '')])).toEqual([
      [true, 'a adalah edisi pertama penerbit ini.'],
      [true, 'b menyambung a.'],
      [true, 'c menyambung b.'],
    ])
    const gap = await verifyFiles([name('a', first), name('c', corrected)])
    expect(gap.chain.map(({ holds }) => holds)).toEqual([true, null])
    const other = await makeEdition({ quarter: 20263, units: units.slice(0, 2), key, before: first })
    const fork = await verifyFiles([name('a', first), name('b', second), name('x', other)])
    expect(fork.chain.filter(({ holds }) => holds === false).map(({ says }) => says)).toEqual([
      expect.stringContaining('mengaku edisi yang sama'),
      expect.stringContaining('bercabang'),
    ])
    expect((await verifyFiles([name('a', first), name('a lagi', first)])).chain).toHaveLength(1)
  })
})

describe('what is no edition', () => {
  test.each<[string, string | Uint8Array, string]>([
    ['a picture', Uint8Array.of(0x89, 0x50, 0x4e, 0x47), 'bukan teks UTF-8'],
    ['nothing', '', 'bukan JSON'],
    ['a page', '<!doctype html>', 'bukan JSON'],
    ['a list', '[1,2]', 'bukan objek JSON'],
    ['a number', '7', 'bukan objek JSON'],
    ['other JSON', '{"a":1}', 'tidak satu pun bagiannya'],
    ['an open nest', '['.repeat(200_000), 'bukan JSON'],
    ['a deep nest', '['.repeat(200_000) + ']'.repeat(200_000), 'bentuk baku'],
    ['a lone surrogate', '{"edisi":"\\ud800"}', 'tidak dapat ditulis'],
    [
      'strange members',
      '{"edisi":{"unit":[null]},"hash":1,"kunci_publik":"","tanda_tangan":null,"unit":[1]}',
      'edisi.unit',
    ],
  ])('%s is refused in words', async (_, content, words) => {
    const { findings, verdict } = await check(content)
    expect(findings.map(({ says }) => says).join(' ')).toContain(words)
    expect(verdict.holds).toBe(false)
  })
})

describe('what was changed', () => {
  const withFile = (change: (file: Opened) => unknown) => {
    const file = JSON.parse(first.text)
    change(file)
    return canonical(file)
  }

  test.each<[string, (file: Opened) => unknown, string[], string]>([
    ['the figure of a unit', (file) => (file.unit[0].ikm = 99.99), ['documents', 'figures'], 'disdukcapil'],
    ['words of a unit', (file) => (file.unit[2].alamat = 'Jalan Lain'), ['documents'], 'puskesmas'],
    ['the edition', (file) => (file.edisi.pemerintah = 'Kota Lain'), ['hash', 'signature'], 'edisi'],
    ['the hash', (file) => (file.hash = 'a'.repeat(64)), ['hash'], 'hash'],
    ['the signature', (file) => (file.tanda_tangan = 'a'.repeat(128)), ['signature'], 'tanda_tangan'],
    ['the key', (file) => (file.kunci_publik = 'a'.repeat(64)), ['signature', 'key'], 'kunci_publik'],
    ['something beside what is signed', (file) => (file.catatan = 'x'), ['members'], 'catatan'],
    ['a unit left out', (file) => file.unit.splice(1, 1), ['completeness'], 'bapenda'],
    ['units changed about', (file) => file.unit.reverse(), ['completeness'], 'tidak pada tempatnya'],
    ['a unit twice', (file) => file.unit.push(file.unit[0]), ['completeness'], 'berlebih'],
    ['a member lost', (file) => delete file.unit[0].total, ['documents'], 'total'],
  ])('%s', async (_, change, parts, named) => {
    const { findings } = await check(withFile(change))
    expect(Array.from(new Set(broken(findings)))).toEqual(expect.arrayContaining(parts))
    expect(
      findings
        .filter(({ holds }) => holds === false)
        .map(({ says }) => says)
        .join(' '),
    ).toContain(named)
  })

  test('the way it is written', async () => {
    for (const text of [
      `${first.text}\n`,
      JSON.stringify(JSON.parse(first.text), null, 2),
      first.text.replace('"hash":', '"hash": '),
    ]) {
      const { findings } = await check(text)
      expect(broken(findings)).toEqual(['canonical'])
    }
    expect(broken((await check(`\ufeff${first.text}`)).findings)).toEqual(['readable'])
    expect(broken((await check(first.text.replace('{"edisi"', '{"edisi":{},"edisi"'))).findings)).toEqual(['canonical'])
  })
})

describe('an edition that was computed wrongly and signed all the same', () => {
  async function signed(change: (edition: Opened, documents: Opened[]) => unknown) {
    const { edisi, unit } = JSON.parse(first.text) as { edisi: Edition; unit: UnitDocument[] }
    change(edisi, unit)
    const { sha256 } = await import('#src/publications/signing.ts')
    const listed = await Promise.all(
      unit.map(async (document) => ({ kode_unit: document.kode_unit, hash: await sha256(canonical(document)) })),
    )
    return check(canonical(await signEdition({ ...edisi, unit: listed }, unit, key)))
  }

  test.each<[string, (edition: Opened, documents: Opened[]) => unknown, string, string]>([
    ['IKM', (_, [unit]) => (unit.ikm += 0.01), 'figures', 'IKM tertulis'],
    ['grade', (_, [unit]) => (unit.mutu = 'A'), 'figures', 'mutu tertulis'],
    ['performance', (_, [unit]) => (unit.kinerja = 'Sangat Baik'), 'figures', 'kinerja tertulis'],
    ['state', (_, [, , unit]) => (unit.keadaan = 'dinilai'), 'figures', 'keadaan tertulis'],
    ['grade under the minimum', (_, [, , unit]) => (unit.mutu = 'B'), 'figures', 'mutu tertulis'],
    ['figure from nobody', (_, [, , , unit]) => (unit.ikm = 0), 'figures', 'IKM tertulis'],
    ['value of an element', (_, [unit]) => (unit.unsur[4].nilai = 80), 'figures', 'nilai unsur'],
    ['mean of an element', (_, [unit]) => (unit.unsur[4].nrr = 3), 'figures', 'NRR unsur'],
    ['answers of an element', (_, [unit]) => (unit.unsur[4].terisi -= 1), 'figures', 'jawaban unsur'],
    ['spread of an element', (_, [unit]) => unit.unsur[4].sebaran.reverse(), 'figures', 'sebaran unsur'],
    ['total', (_, [unit]) => (unit.total.butir.cost[1] += 12), 'figures', 'unsur Biaya'],
    ['respondents', (_, [unit]) => (unit.jumlah_responden += 1), 'figures', 'jumlah responden'],
    ['excluded', (_, [unit]) => (unit.jawaban_dikecualikan = 0), 'figures', 'dikecualikan'],
    ['comparison', (_, [unit]) => (unit.pembanding['0.11'] = 83), 'figures', 'bobot 0.11'],
    ['interval', (_, [unit]) => (unit.selang = [10, 20]), 'figures', 'selang 10'],
    ['margin', (_, [unit]) => (unit.margin_galat = 0.01), 'figures', 'margin galat'],
    ['lowest elements', (_, [unit]) => unit.unsur_terendah.reverse(), 'figures', 'unsur terendah'],
    ['integrity', (_, [, unit]) => (unit.integritas[0].nilai = 100), 'figures', 'Kepatuhan Prosedur'],
    ['quarter', (_, [unit]) => (unit.periode = '2026-tw1'), 'figures', 'periode tertulis'],
    ['mean of units', (edition) => (edition.rata_rata_unit.ikm += 0.01), 'city', 'rata-rata unit'],
    ['pooled', (edition) => (edition.gabungan_responden.ikm += 0.01), 'city', 'gabungan responden'],
    ['grade of the city', (edition) => (edition.gabungan_responden.mutu = 'A'), 'city', 'Mutu IKM gabungan'],
    ['respondents of the city', (edition) => (edition.jumlah_responden += 1), 'city', 'Jumlah responden'],
    ['graded units', (edition) => (edition.unit_dinilai += 1), 'city', 'Unit yang dinilai'],
    ['grounds', (edition) => (edition.dikecualikan_karena.duplicate += 1), 'city', 'duplicate'],
  ])('%s', async (_, change, part, words) => {
    const { findings, verdict } = await signed(change)
    expect(broken(findings)).toContain(part)
    expect(said(findings, part)).toContain(words)
    expect(said(findings, 'signature')).toContain('sah')
    expect(verdict.holds).toBe(false)
  })

  test('weights of a unit’s own are followed', async () => {
    const weights = Object.fromEntries(
      online.elements.map(({ key }, place) => [key, { numerator: place === 0 ? 2 : 1, denominator: 10 }]),
    )
    const asked = questionnaire(ruleBook('skm-2017'), 'OFFLINE', [], weights)
    const own = { id: 1, slug: 'sendiri', name: 'Berbobot sendiri', answers: someAnswers(40, 3), asked }
    for (const among of [[own], [own, ...units]]) {
      const made = await makeEdition({ quarter: 20262, units: among, key })
      expect(broken((await check(made.text)).findings)).toEqual([])
    }
  })
})

test('figures of made-up answers agree with those of the program', async () => {
  const answer = fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined, freq: 6 })
  const person = fc.array(answer, { minLength: 9, maxLength: 9 })
  const keys = questionnaire(ruleBook('skm-2017'), 'OFFLINE').questions.map(({ key }) => key)
  const answersOf = (people: (number | undefined)[][]) =>
    people
      .map((scores) =>
        Object.fromEntries(keys.flatMap((name, at) => (scores[at] === undefined ? [] : [[name, scores[at]]]))),
      )
      .filter((answers) => Object.keys(answers).length > 0)
  const city = fc.array(fc.array(person, { maxLength: 60 }), { minLength: 1, maxLength: 5 })
  await fc.assert(
    fc.asyncProperty(city, async (groups) => {
      const some = groups.map((people, at) => ({
        id: at + 1,
        slug: `u${at}`,
        name: `Unit ${at}`,
        answers: answersOf(people),
      }))
      const made = await makeEdition({ quarter: 20262, units: some, key })
      expect((await check(made.text)).findings.filter(({ holds }) => !holds)).toEqual([])
    }),
    { numRuns: trials(40, 1000) },
  )
})

test('the canonical form is that of the package, for whatever JSON can say', () => {
  const text = fc.string({ unit: 'binary' }).filter((said) => said.isWellFormed())
  const value = fc.jsonValue({ stringUnit: 'binary', maxDepth: 4 })
  fc.assert(
    fc.property(
      fc.oneof(value, fc.dictionary(text, fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), text))),
      (json) => {
        expect(canonical(json)).toBe(canonicalize(json))
      },
    ),
    { numRuns: trials(1000, 50_000) },
  )
  for (const wrong of ['\ud800', { '\udfff': 1 }, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(() => canonical(wrong)).toThrow(TypeError)
    expect(() => canonicalize(wrong)).toThrow()
  }
})
