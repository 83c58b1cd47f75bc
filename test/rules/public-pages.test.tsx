// A published document read back prints the figures it was made of, and its pages keep what was typed as text.

import { assert, boolean, constantFrom, integer, option, property, record } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fairnessOf } from '#src/ikm/rules/fairness.ts'
import { profileOf } from '#src/ikm/rules/profile.ts'
import { countOf, resultOf } from '#src/ikm/rules/result.ts'
import { previewOf } from '#src/publications/link-preview.ts'
import { FollowUpsPage } from '#src/publications/pages/follow-ups.tsx'
import { PublicUnitPage, UnpublishedUnitPage } from '#src/publications/pages/unit.tsx'
import { actionsOf, chosenActions, countActions, type TellingRow } from '#src/publications/rules/actions.ts'
import type { FollowUpDocument, ProofDocument, UnitDocument } from '#src/publications/rules/document.ts'
import { readCompared, readUnit } from '#src/publications/rules/readback.ts'
import { defaultRuleBook, questionnaire, ruleBook } from '#src/surveys/rules.ts'
import { tableIn, textOf } from '#test/support/answers.ts'
import { alike, documentOf, sheetsOf, totalsFrom } from '#test/support/documents.ts'
import { trials } from '#test/support/trials.ts'

const site = { government: 'Kota Contoh', demonstration: false }
const shown = { site, zone: 'WIB', origin: 'https://skm.contoh.go.id' } as const
const bare = questionnaire(defaultRuleBook, 'OFFLINE')
const online = questionnaire(ruleBook('skm-online'), 'HYBRID')
const quarter = 20263
const unit = {
  id: 1,
  slug: 'puskesmas-mekarsari',
  name: 'Puskesmas Mekarsari',
  kind: 'Puskesmas',
  address: 'Jalan Melati 4',
  agency: 'Dinas Kesehatan',
  agencyId: 1,
  zone: 'WIB',
  closed_at: null,
}
const edition = {
  edition_id: 1,
  place: 0,
  unit_id: 1,
  document_hash: '',
  slug: unit.slug,
  name: unit.name,
  kind: unit.kind,
  agency: unit.agency,
  agency_slug: 'dinas-kesehatan',
  state: 'dinilai',
  ikm: 8490,
  low: 8400,
  high: 8600,
  grade: 'B',
  performance: 'Baik',
  respondents: 100,
  quarter,
  number: 1,
  published_at: 1_791_000_000,
  reason: null,
}

function page(document: UnitDocument, other: Partial<Parameters<typeof PublicUnitPage>[0]['result']> = {}): string {
  const read = readUnit(document)
  const point = { quarter, summary: read.summary, interval: read.bearing.interval }
  const result = { document, read, progress: new Map(), edition, trend: [point], corrections: [], ...other }
  return String(<PublicUnitPage {...shown} unit={unit} result={result} />)
}

const action: FollowUpDocument = {
  nomor: 7,
  unsur: 'facilities',
  nama_unsur: 'Sarana dan Prasarana',
  kegiatan: 'Menambah kursi tunggu',
  sasaran: 85,
  perubahan_diharapkan: 'Tidak ada yang berdiri menunggu',
  waktu: ['2026-tw4'],
  penanggung_jawab: 'Kepala Tata Usaha',
  status: 'direncanakan',
  alasan_batal: null,
  saran: ['Kursinya kurang.'],
}
const proof: ProofDocument = {
  ...action,
  status: 'selesai',
  asal: '2026-tw2',
  pembuktian: 'terbukti',
  nilai: [71.25, 80.5],
  selisih: 9.25,
}

describe('a document read back', () => {
  const answers = record({
    size: constantFrom(0, 1, 2, 29, 30, 75, 140),
    kind: constantFrom('mixed', 'gaps', 'equal', 'one element missing', 'one element only'),
    seed: integer(),
  })

  test('says of everything that charts and tables print the same as what was computed', () => {
    assert(
      property(
        answers,
        option(answers),
        boolean(),
        option(integer({ min: 0, max: 4000 })),
        (of, earlier, halves, served) => {
          const asked = halves ? online : bare
          const sheets = sheetsOf(asked, of.size, of.kind, of.seed)
          const before = earlier && sheetsOf(asked, earlier.size, earlier.kind, earlier.seed)
          const document = documentOf({ quarter, asked, sheets, before: before ?? undefined, served })
          const read = readUnit(JSON.parse(JSON.stringify(document)) as UnitDocument)

          const totals = totalsFrom(sheets, asked)
          const counted = countOf({ asked, totals, served, minimum: 30 })
          const then = countOf({ asked, totals: totalsFrom(before ?? [], asked), served: null, minimum: 30 })
          const { summary, bearing, ...result } = resultOf(counted, then.estimates, { asked, totals })
          expect(printed(read.summary)).toEqual(printed(summary))
          expect(read.bearing.interval).toEqual(bearing.interval)
          expect(read.bearing.elements).toEqual(bearing.elements)
          const compared = Boolean(before?.length)
          expect(changes(read.bearing)).toEqual(compared ? changes(bearing) : [['ikm', undefined, undefined]])
          expect(read.distributions).toEqual(result.distributions)
          expect(rounded(read.priorities)).toEqual(rounded(result.priorities))
          expect(rounded(read.reliability)).toEqual(rounded(result.reliability))
          expect(read.integrity).toEqual(result.integrity)
          expect(read.fairness.dimensions).toEqual(fairnessOf(profileOf(totals, totals.profile), asked.ruleBook, 30))
          const { tally, estimate } = readCompared(document)
          expect(tally.ownMeans).toBe(totals.ownMeans)
          expect(estimate?.hundredths ?? null).toBe(summary.ikm)
        },
      ),
      { numRuns: trials(60, 2000) },
    )
  })

  test('prints no figure that is none, whatever the answers', () => {
    assert(
      property(answers, boolean(), (of, halves) => {
        const asked = halves ? online : bare
        const html = page(documentOf({ quarter, asked, sheets: sheetsOf(asked, of.size, of.kind, of.seed) }))
        expect(html).not.toMatch(/NaN|undefined|null|Infinity|\[object| style=| on\w+=/)
        if (of.size === 0) expect(html).toContain('Belum ada data')
      }),
      { numRuns: trials(30, 500) },
    )
  })

  test('weighs elements as the unit did, where it compares', () => {
    const weights = Object.fromEntries(
      bare.elements.map(({ key }, place) => [key, { numerator: place === 0 ? 2 : 1, denominator: 10 }]),
    )
    const weighed = questionnaire(defaultRuleBook, 'OFFLINE', [], weights)
    const sheets = sheetsOf(weighed, 60, 'mixed', 3).map((sheet) => ({ ...sheet, requirements: 1 }))
    const document = documentOf({ quarter, asked: weighed, sheets })
    expect(document.ikm).not.toBe(documentOf({ quarter, asked: bare, sheets }).ikm)
    expect(readCompared(document).estimate?.hundredths).toBe(Math.round((document.ikm ?? 0) * 100))
  })

  function printed({ elements, indexValue: _, ...summary }: ReturnType<typeof readUnit>['summary']) {
    return {
      ...summary,
      elements: elements.map(({ key, name, count, mean, convertedValue, grade }) => [
        key,
        name,
        count,
        mean && Number(mean.numerator) / Number(mean.denominator),
        convertedValue,
        grade?.grade,
      ]),
    }
  }

  function changes({
    change,
    elementChanges,
  }: Pick<ReturnType<typeof readUnit>['bearing'], 'change' | 'elementChanges'>) {
    return [['ikm', change?.difference, change?.direction]].concat(
      Array.from(elementChanges, ([key, { difference, direction }]) => [
        key,
        difference ?? undefined,
        direction ?? undefined,
      ]),
    )
  }

  // Correlations are published with three decimals and printed with two.
  function rounded(value: unknown): unknown {
    return JSON.parse(
      JSON.stringify(value, (key, part) =>
        typeof part !== 'number'
          ? typeof part === 'bigint'
            ? String(part)
            : part
          : key === 'observed'
            ? 0
            : Number(part.toFixed(3)),
      ) ?? 'null',
    )
  }
})

describe('the public page of a unit', () => {
  const graded = documentOf({ quarter, asked: bare, sheets: sheetsOf(bare, 300, 'mixed', 1) })

  test('keeps what was typed as text', () => {
    const hostile = `"'></textarea></title><script>alert(1)</script>`
    const typed = {
      ...action,
      kegiatan: hostile,
      perubahan_diharapkan: hostile,
      penanggung_jawab: hostile,
      alasan_batal: hostile,
      saran: [hostile],
    }
    const document = {
      ...graded,
      nama_unit: hostile,
      instansi: hostile,
      alamat: hostile,
      layanan: [hostile],
      analisis: { kelebihan: hostile, kelemahan: hostile, penyebab: hostile },
      rencana_tindak_lanjut: [typed],
      pembuktian: [{ ...proof, ...typed }],
    }
    const corrected = { quarter, number: 2, publishedAt: 1, reason: hostile, before: edition, after: edition }
    const unpublished = {
      unit: { ...unit, name: hostile },
      services: [{ id: 1, slug: 'a', name: hostile, channel: 'OFFLINE' as const }],
    }
    for (const html of [
      page(document, { corrections: [corrected] }),
      String(<UnpublishedUnitPage {...shown} {...unpublished} newest={20262} result={null} />),
    ]) {
      expect(html).toContain('&lt;script&gt;')
      expect(html).not.toContain('<script>')
      expect(html).not.toContain(`"'>`)
    }
  })

  test('sets each promise beside its proof, with the words of citizens that led to it', () => {
    const text = textOf(page({ ...graded, rencana_tindak_lanjut: [action], pembuktian: [proof] }))
    expect(text).toContain('1 dari 1 janji terbukti')
    expect(text).toContain('nilai unsur 71,25 → 80,50 (+9,25)')
    expect(text).toContain('Menjawab hasil TW II 2026, dikerjakan TW IV 2026.')
    expect(text).toContain('Anda berkata, kami lakukan: Kursinya kurang.')
    expect(textOf(page(graded))).toContain('Belum ada rencana tindak lanjut')
    const events = [{ followUpId: 7, unitId: 1, kind: 'finished', text: 'Kursi datang', at: 1_792_000_000 } as const]
    const evidence = [{ id: 1, kind: 'link', url: 'https://kota.example/kursi', caption: 'Foto kursi' } as const]
    const later = page(
      { ...graded, rencana_tindak_lanjut: [action] },
      { progress: new Map([[7, { events, evidence }]]) },
    )
    expect(textOf(later)).toMatch(/\d+ \w+ 2026: selesai, Kursi datang Bukti: Foto kursi/)
    expect(later).toContain('href="https://kota.example/kursi"')
  })

  test('says how many were received and why some do not count', () => {
    const document = {
      ...graded,
      jawaban_diterima: 304,
      jawaban_dikecualikan: 4,
      dikecualikan_karena: { duplicate: 3, trial: 1 },
    }
    expect(textOf(page(document))).toContain(
      '304 jawaban diterima, 4 dikecualikan (jawaban ganda 3 dan uji coba atau latihan 1), 300 dihitung.',
    )
    const served = documentOf({ quarter, asked: bare, sheets: alike(40, 3), served: 3000 })
    expect(textOf(page(served))).toContain('Sasarannya 341 responden dari 3.000 orang yang dilayani.')
  })

  test('compares with the quarter that was published before, not with one that was not', () => {
    const sheets = sheetsOf(bare, 300, 'mixed', 1)
    const worse = sheets.map((sheet) => ({ ...sheet, cost: 1 }))
    const compared = page(documentOf({ quarter, asked: bare, sheets: worse, before: sheets }))
    expect(textOf(compared)).toMatch(/Turun sejak TW II 2026: Biaya\/Tarif \(−\d+,\d\d\)\./)
    const rows = tableIn(page(documentOf({ quarter, asked: bare, sheets: worse })), 'Nilai tiap unsur').slice(1)
    expect(new Set(rows.map((row) => row.at(-1)))).toEqual(new Set(['–']))
  })

  test('is told in one line with its figure, margin and respondents, and none of these where nobody answered', () => {
    const { description } = previewOf({
      ...graded,
      ikm: 84.9,
      margin_galat: 1.2,
      mutu: 'B',
      kinerja: 'Baik',
      jumlah_responden: 1312,
    })
    expect(description).toBe('IKM 84,90 ± 1,20, mutu B (Baik), 1.312 responden, Triwulan III 2026')
    expect(previewOf(documentOf({ quarter, asked: bare, sheets: [] })).description).toBe(
      'Belum ada jawaban, Triwulan III 2026',
    )
    expect(previewOf(documentOf({ quarter, asked: bare, sheets: alike(3, 3) })).description).toMatch(
      /^IKM 75,00 ± \d+,\d\d, responden belum cukup untuk mutu, 3 responden/,
    )
  })
})

describe('the promises of all units', () => {
  const row = (quarter: number, part: TellingRow['part'], told: object): TellingRow => ({
    unitId: 1,
    slug: unit.slug,
    unit: unit.name,
    agency: unit.agency,
    agencySlug: 'dinas-kesehatan',
    quarter,
    part,
    action: JSON.stringify(told),
  })
  const rows = [
    row(20263, 'plan', { ...action, nomor: 8 }),
    row(20263, 'proof', proof),
    row(20262, 'plan', action),
    row(20261, 'plan', { ...action, nomor: 3, status: 'batal', alasan_batal: 'Gedung pindah.' }),
  ]

  test('stand there once each, as they were told last, the newest first', () => {
    const actions = actionsOf(rows)
    expect(
      actions.map(({ nomor, origin, status, proof: found }) => [nomor, origin, status, found?.pembuktian]),
    ).toEqual([
      [8, 20263, 'direncanakan', undefined],
      [7, 20262, 'selesai', 'terbukti'],
      [3, 20261, 'batal', undefined],
    ])
    expect(countActions(actions)).toEqual({ promised: 3, tested: 1, proven: 1, finished: 1 })
    const all = { unit: '', instansi: '', status: 'semua', bukti: 'semua' }
    expect(chosenActions(actions, { ...all, bukti: 'terbukti' }).map(({ nomor }) => nomor)).toEqual([7])
    expect(chosenActions(actions, { ...all, status: 'batal' }).map(({ nomor }) => nomor)).toEqual([3])
    expect(chosenActions(actions, { ...all, unit: 'lain' })).toEqual([])
    expect(chosenActions(actions, { ...all, instansi: 'dinas-kesehatan' })).toHaveLength(3)
  })

  test('a proof that a later edition repeats holds as the latest tells it', () => {
    const later = [row(20264, 'proof', { ...proof, pembuktian: 'memburuk' }), ...rows]
    expect(actionsOf(later).find(({ nomor }) => nomor === 7)?.proof?.pembuktian).toBe('memburuk')
  })

  test('have words for what was asked and is not there', () => {
    const actions = actionsOf(rows)
    const view = {
      choice: { unit: '', instansi: '', status: 'semua', bukti: 'memburuk', halaman: 1 },
      published: true,
      all: 3,
      found: 0,
      counts: countActions([]),
      page: 1,
      pages: 1,
      actions: [],
      units: [{ slug: unit.slug, name: unit.name }],
      agencies: [],
      progress: new Map(),
    }
    const drawn = (other: Partial<Parameters<typeof FollowUpsPage>[0]>) =>
      textOf(String(<FollowUpsPage {...shown} {...view} {...other} />))
    expect(drawn({})).toContain('Tidak ada tindak lanjut yang cocok')
    expect(drawn({ found: 3, actions, counts: countActions(actions), pages: 2 })).toMatch(
      /3 janji, 1 selesai; 1 dari 1 janji yang diuji terbukti .*Halaman 1 dari 2 Berikutnya/,
    )
    expect(drawn({ all: 0, published: false })).toContain('Belum ada triwulan yang diterbitkan')
  })
})
