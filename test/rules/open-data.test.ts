// Open data without a server: how parameters are read, what a badge and a text say, how figures are written for offices.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { indonesianCsv, readCsv, writeCsvRow } from '#src/documents/csv.ts'
import { type BadgeContent, badgeSvg, inWords } from '#src/publications/badge.ts'
import { dictionary, exampleOf } from '#src/publications/dictionary.ts'
import { tableAsked } from '#src/publications/downloads.ts'
import { readQuery, resultsQuery, unitQuery } from '#src/publications/forms/api.ts'
import { fileSchemas } from '#src/publications/forms/schemas.ts'
import { newsOfDocument } from '#src/publications/news.ts'
import type { UnitDocument } from '#src/publications/rules/document.ts'
import { elementCells, unitCells, unitColumns } from '#src/publications/table.ts'
import { trials } from '#test/support/trials.ts'

/** A document with every field filled in: the example of the dictionary. */
const example = exampleOf(fileSchemas().unit) as UnitDocument

describe('parameters', () => {
  test('that are known come as they are meant, those left empty as not given', () => {
    expect(readQuery(resultsQuery, { periode: ['2026-tw3'], halaman: ['2'], mutu: [''] })).toEqual({
      query: { periode: '2026-tw3', halaman: 2, per_halaman: 50 },
    })
  })

  test('that are not are named, each with a sentence, whatever they hold', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.array(fc.string(), { minLength: 1, maxLength: 2 })), (given) => {
        const read = readQuery(resultsQuery, given)
        if ('query' in read) return Object.keys(given).every((name) => name in resultsQuery.shape)
        return read.problems.length > 0 && read.problems.every(({ pesan }) => pesan.endsWith('.'))
      }),
      { numRuns: trials(200, 20_000) },
    )
    expect(readQuery(unitQuery, { dari: ['2026-01-01'] })).toEqual({
      problems: [{ bidang: 'dari', pesan: 'Alamat ini tidak menerima parameter.' }],
    })
  })
})

describe('names of tables', () => {
  test.each([
    ['2026-tw3.csv', { quarter: 20263, rows: 'unit', office: false }],
    ['2026-tw3.excel.csv', { quarter: 20263, rows: 'unit', office: true }],
    ['2026-tw3.unsur.csv', { quarter: 20263, rows: 'element', office: false }],
    ['2026-tw3.unsur.excel.csv', { quarter: 20263, rows: 'element', office: true }],
    ['2026-tw5.csv', undefined],
    ['2026.csv', undefined],
    ['2026-tw3.excel.unsur.csv', undefined],
  ])('%s', (name, asked) => {
    expect(tableAsked(name)).toEqual(asked)
  })
})

describe('CSV for offices', () => {
  test('says the same as CSV for programs', async () => {
    const cells = [84.9, -1.25, 0, 100, null, '=SUM(A1)', 'a;b', 'a,b', 'baris\nkedua', '"kutip"']
    expect(writeCsvRow(cells, indonesianCsv)).toBe(
      '84,9;-1,25;0;100;;\'=SUM(A1);"a;b";"a,b";"baris\nkedua";"""kutip"""\r\n',
    )
    const rows: (readonly string[])[] = []
    const text = writeCsvRow(['a', 'b'], indonesianCsv) + writeCsvRow([84.9, 'x'], indonesianCsv)
    for await (const batch of readCsv(piecesOf(text))) rows.push(...batch.map((row) => row.cells))
    expect(rows).toEqual([
      ['a', 'b'],
      ['84,9', 'x'],
    ])
  })

  async function* piecesOf(text: string) {
    yield text
  }
})

describe('a row of the tables', () => {
  test('has a cell for every column, and figures as numbers', () => {
    const edition = { edisi: 1, diterbitkan_pada: '2026-10-12T03:00:00Z' }
    const cells = unitCells(edition, example)
    expect(cells).toHaveLength(unitColumns.length)
    const cell = (name: string) => cells[unitColumns.findIndex((column) => column.name === name)]
    expect([cell('ikm'), cell('batas_bawah'), cell('nrr_requirements'), cell('nrr_procedure')]).toEqual([
      84.9,
      83.06,
      3.3961,
      null,
    ])
    expect(elementCells(edition, example)).toHaveLength(1)
  })
})

test('the dictionary gives an example of every field that is no list of others', () => {
  const bare = dictionary()
    .flatMap(({ isian }) => isian)
    .filter(({ jenis, contoh }) => contoh === '' && !/objek/.test(jenis))
  expect(bare.map(({ nama }) => nama)).toEqual([])
})

describe('a badge', () => {
  const graded: BadgeContent = {
    name: 'Puskesmas Rekajati',
    demonstration: false,
    figures: {
      quarter: 20263,
      respondents: 1204,
      ikm: 10_000,
      low: 9950,
      high: 10_000,
      grade: 'A',
      performance: 'Sangat Baik',
    },
  }

  test('says figure, grade in letter and word, interval, respondents and quarter', () => {
    const svg = badgeSvg(graded)
    for (const word of ['100,00', '>A<', 'Sangat Baik', 'selang 99,50–100,00', '1.204 responden', 'TW III 2026']) {
      expect(svg).toContain(word)
    }
    expect(svg).toContain('role="img" aria-labelledby="judul"')
    expect(inWords(graded)).toBe(
      'IKM Puskesmas Rekajati, Triwulan III 2026: 100,00, mutu A (Sangat Baik), selang 95 % 99,50 sampai 100,00, 1.204 responden',
    )
  })

  test('gives no grade below the minimum, no figure without answers, nothing before the first publication', () => {
    const figures = graded.figures
    if (!figures) throw new Error('no figures')
    const below = badgeSvg({ ...graded, figures: { ...figures, respondents: 5, grade: null, performance: null } })
    expect(below).toContain('responden belum cukup')
    expect(below).not.toContain('Sangat Baik')
    const none = { ...figures, respondents: 0, ikm: null, low: null, high: null, grade: null, performance: null }
    expect(badgeSvg({ ...graded, figures: none })).toContain('Belum ada jawaban')
    expect(badgeSvg({ ...graded, figures: none })).not.toContain('0 responden')
    expect(badgeSvg({ ...graded, figures: null })).toContain('Belum ada hasil terbit')
    expect(badgeSvg({ ...graded, demonstration: true })).toContain('angka rekaan')
  })

  test('stays well-formed, whatever the name', () => {
    const parts = fc.constantFrom('<script>', '&', '"', "'", 'a'.repeat(60), 'Unit', ' ', '\u{1f600}', '</svg>')
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 8 }), (words) => {
        const svg = badgeSvg({ ...graded, name: words.join('') })
        const bare = svg.replaceAll(/<\/?(svg|title|text|rect)\b[^<>]*>/g, '')
        expect(bare).not.toMatch(/[<>]/)
        expect(bare.replaceAll(/&(amp|lt|gt|quot);/g, '')).not.toContain('&')
      }),
      { numRuns: trials(100, 5_000) },
    )
  })
})

describe('a result as text', () => {
  const address = 'https://skm.contoh.go.id/hasil/2026-tw3/disdukcapil'

  test('has respondents, margin, the weakest element, the promise, what became of earlier ones, the address', () => {
    const document = { ...example, dibandingkan_dengan: { periode: '2026-tw2', edisi: 1 } }
    expect(newsOfDocument(document, address).split('\n')).toEqual([
      'IKM Dinas Kependudukan dan Pencatatan Sipil, TW III 2026',
      '84,90 ± 1,84, mutu B (Baik)',
      'Kepastian mutu: B, cukup pasti',
      '412 responden dari sasaran 362',
      'Dibanding TW II 2026: selisih 1,40, belum dapat dibedakan dari kebetulan',
      'Tindak lanjut: Membuka loket kedua pada pukul 08.00–12.00',
      'Janji sebelumnya: 1 terbukti',
      address,
    ])
    const lowest = { ...document, unsur_terendah: ['requirements'] }
    expect(newsOfDocument(lowest, address)).toContain('Unsur terlemah: Persyaratan 84,90\n')
  })

  test('says so where there is no grade, and where nobody answered', () => {
    const below = { ...example, mutu: null, kinerja: null, kepastian_mutu: null, jumlah_responden: 5 }
    expect(newsOfDocument(below, address)).toContain('Mutu belum diberikan: perlu 30 responden')
    const none = { ...below, ikm: null, margin_galat: null, jumlah_responden: 0 }
    expect(newsOfDocument(none, address)).toContain('Tidak ada jawaban pada triwulan ini.')
  })
})
