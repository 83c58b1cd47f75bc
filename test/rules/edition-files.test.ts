// The files of an edition without a database: what the makers write from documents, and what they must not tell.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { writeWord } from '#src/documents/word.ts'
import { writeWorkbook } from '#src/documents/workbook.ts'
import { readWorkbook } from '#src/documents/xlsx.ts'
import { bytesOf } from '#src/documents/zip.ts'
import { publicationPdf } from '#src/publications/files/publication-sheet.ts'
import { recapLine, recapSheets, shownRespondents } from '#src/publications/files/recap.ts'
import { reportBlocks } from '#src/publications/files/report.ts'
import { processingSheet } from '#src/publications/files/respondent-sheet.ts'
import type { UnitDocument } from '#src/publications/rules/document.ts'
import { type ExclusionEvent, excludedAfter } from '#src/publications/rules/exclusion.ts'
import { defaultRuleBook, questionnaire, scoreUnit } from '#src/surveys/rules.ts'
import { type MadeUnit, makeEdition, newKey, someAnswers, unitDocument } from '#test/support/editions.ts'
import { golden, goldenAnswers } from '#test/support/golden.ts'
import { partsOf, textOfWord } from '#test/support/office.ts'
import { codeOn, describeWithPoppler, print, textOfPages } from '#test/support/poppler.ts'
import { trials } from '#test/support/trials.ts'

const quarter = 20253
const address = 'https://skm.contoh.go.id/hasil/2025-tw3/loket-emas'
const asked = questionnaire(defaultRuleBook, 'OFFLINE')
const unit: MadeUnit = { id: 1, slug: 'loket-emas', name: 'Loket Emas', answers: goldenAnswers }
const few: MadeUnit = { id: 2, slug: 'loket-kecil', name: 'Loket Kecil', answers: someAnswers(5, 3) }
const none: MadeUnit = { id: 3, slug: 'loket-baru', name: 'Loket Baru', answers: [] }

async function recap(units: readonly MadeUnit[]) {
  const { file } = await makeEdition({ quarter, units, key: await newKey() })
  const plan = {
    edition: file.edisi,
    hash: file.hash,
    address,
    published: '9 Oktober 2025',
    lines: file.unit.map(recapLine),
  }
  const sheets = await readWorkbook(
    await bytesOf(writeWorkbook(recapSheets(plan), { title: 'Rekap', author: 'Pemerintah Kota Contoh' })),
  )
  return { edition: file.edisi, sheet: (name: string) => sheets.find((sheet) => sheet.name === name)?.rows ?? [] }
}

describe('the recap', () => {
  test('shows the published figures to programs that do not compute', async () => {
    const { sheet, edition } = await recap([unit, few, none])
    const rows = sheet('TW III 2025')
    const cells = (row: number) => rows[row]?.slice(-5)
    expect(cells(6)).toEqual(['–', '40', String(29.925 / 9), '83.13', 'B (Baik)'])
    expect(cells(7)?.at(-1)).toBe('belum cukup')
    expect(rows[8]?.at(-1)).toBe('belum ada data')
    expect(cells(9)?.slice(3)).toEqual([
      String(edition.rata_rata_unit.ikm),
      `${edition.rata_rata_unit.mutu} (${edition.rata_rata_unit.kinerja})`,
    ])
    expect(cells(10)?.[3]).toBe(String(edition.gabungan_responden.ikm))
    expect(sheet('Jumlah')[6]?.slice(4)).toEqual(
      golden.sums.flatMap((sum, place) => [String(sum), String(golden.counts[place])]),
    )
    expect(sheet('Pembanding dan selang')[6]?.slice(2, 5)).toEqual(['83.13', '83.04', '82.29'])
  })

  test('has the columns of the familiar sheet', async () => {
    const { sheet } = await recap([unit])
    const [groups = [], heads = []] = sheet('TW III 2025').slice(4, 6)
    expect(groups.map((group, place) => heads[place] || group)).toEqual(
      // Source: bureau recap sheets in public use, one sheet per triwulan.
      `NO OPP U1 U2 U3 U4 U5 U6 U7 U8 U9 L P SD SLTP SLTA DIPLOMA S1 S2 S3 PNS TNI/POLRI SWASTA WIRASWASTA PELAJAR PETANI
        LAINNYA POPULASI SAMPEL NRR_TERTIMBANG NILAI_IKM KATEGORI`
        .split(/\s+/)
        .map((head) => head.replace('_', ' ')),
    )
  })

  test('tells of respondents only what rows of just these categories tell', () => {
    const row = (kode: readonly string[], jumlah_responden: number) => ({
      kode,
      kelompok: '',
      jumlah_responden,
      nilai: 80,
      selang: null,
      dibanding_lainnya: '',
    })
    const profile = [
      { kunci: 'sex', nama: '', baris: [row(['L'], 48), row(['P', 'unanswered'], 52)] },
      { kunci: 'occupation', nama: '', baris: [row(['TNI'], 31), row(['POLRI'], 33), row(['home', 'other'], 36)] },
      { kunci: 'education', nama: '', baris: [] },
    ]
    const shown = (dimension: string, ...codes: string[]) => shownRespondents(profile, { dimension, codes })
    expect(shown('sex', 'L')).toBe(48)
    expect(shown('sex', 'P')).toBeNull()
    expect(shown('occupation', 'TNI', 'POLRI')).toBe(64)
    expect(shown('occupation', 'home', 'freelance', 'retired', 'other')).toBeNull()
    expect(shown('education', 'SD')).toBeNull()
  })

  test('stands with units that added elements, weighed their own, or asked by SKM Online', async () => {
    const weights = Object.fromEntries(
      asked.elements.map(({ key }, place) => [key, { numerator: place === 0 ? 2 : 1, denominator: 10 }]),
    )
    const weighed = questionnaire(defaultRuleBook, 'OFFLINE', [], weights)
    const { sheet, edition } = await recap([unit, { ...few, answers: goldenAnswers, asked: weighed }])
    // (3,4 × 2 + Σ of the others) ÷ 10 × 25, from 29,925 + 3,4.
    expect(sheet('TW III 2025')[7]?.at(-2)).toBe('83.31')
    expect(edition.unit).toHaveLength(2)
  })
})

describe('the processing sheet', () => {
  const scores = goldenAnswers.map((answers) =>
    asked.elements.map(({ key }) => (answers[key] === undefined ? null : answers[key] * scoreUnit)),
  )

  async function written(document: UnitDocument, respondents: typeof scores, edition = true) {
    const sheet = processingSheet({
      government: 'Pemerintah Kota Contoh',
      document,
      quarter,
      edition: edition ? { number: 1, hash: 'a'.repeat(64), published: '9 Oktober 2025' } : null,
      demonstration: false,
      respondents,
    })
    const [read] = await readWorkbook(await bytesOf(writeWorkbook([sheet], { title: '', author: '' })))
    const rows = read?.rows ?? []
    return { rows, row: (name: string) => rows.find(([first]) => first === name)?.slice(1) ?? [] }
  }

  test('has a row for each respondent, and the published figure below', async () => {
    const { rows, row } = await written(unitDocument(unit, quarter), scores)
    expect(rows.filter(([first]) => /^\d+$/.test(first ?? ''))).toHaveLength(40)
    expect(row('Nilai/Unsur')).toEqual(golden.sums.map(String))
    expect(row('Jawaban terisi')).toEqual(golden.counts.map(String))
    expect(row('IKM unit pelayanan').slice(9)).toEqual(['83.13', '**)'])
    expect(row('Mutu pelayanan')).toEqual(['B (Baik)'])
    expect(row('IKM yang diterbitkan')).toEqual(['83.13', 'sama dengan lembar ini'])
    expect(row('Bobot tiga desimal (0,111)')).toEqual(['83.04'])
    expect(row('Bobot dua desimal (0,11)')).toEqual(['82.29'])
    expect(rows.flat().join(' ')).toContain('NIP 19800101 200501 2 001')
  })

  test('says where it is a draft, and where its rows are not those of the edition', async () => {
    const { rows, row } = await written(unitDocument(unit, quarter), scores.slice(1), false)
    expect(rows.flat().join(' ')).toContain('DRAF')
    expect(row('IKM pada draf')[1]).toBe('BERBEDA dari lembar ini')
  })

  test('stands without respondents', async () => {
    const { row } = await written(unitDocument(none, quarter), [])
    expect(row('Mutu pelayanan')).toEqual(['belum ada data'])
    expect(row('IKM unit pelayanan').join('')).toBe('**)')
  })
})

describe('which answers an edition counted', () => {
  const event = (id: number, kind: string, response_id: number | null, import_id: number | null) => ({
    id,
    kind,
    response_id,
    import_id,
  })

  test('undoing an import and taking that back leaves out what was excluded alone', () => {
    const events = [event(1, 'exclude', 7, null), event(2, 'exclude', null, 3), event(3, 'restore', null, 3)]
    const out = excludedAfter(events)
    expect([7, 8].map((id) => out({ id, import_id: 3 }))).toEqual([true, false])
    const during = excludedAfter(events.slice(0, 2))
    expect([7, 8].map((id) => during({ id, import_id: 3 }))).toEqual([true, true])
    expect(during({ id: 9, import_id: null })).toBe(false)
  })

  test('is what happened one after another', () => {
    const step = fc.record({
      kind: fc.constantFrom('exclude', 'restore'),
      of: fc.oneof(fc.record({ response: fc.nat(5) }), fc.record({ import: fc.nat(1) })),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        // Two imports of three answers each, told apart by their numbers.
        const importOf = (id: number) => Math.floor(id / 3)
        const out = new Map<number, 'alone' | 'import'>()
        const events: ExclusionEvent[] = []
        for (const [place, { kind, of }] of steps.entries()) {
          events.push({
            id: place + 1,
            kind,
            response_id: 'response' in of ? of.response : null,
            import_id: 'import' in of ? of.import : null,
          })
          for (let id = 0; id < 6; id++) {
            if ('response' in of ? of.response !== id : of.import !== importOf(id)) continue
            if (kind === 'exclude') {
              if (!out.has(id)) out.set(id, 'response' in of ? 'alone' : 'import')
            } else if ('response' in of || out.get(id) === 'import') out.delete(id)
          }
        }
        const excluded = excludedAfter(events)
        for (let id = 0; id < 6; id++) expect(excluded({ id, import_id: importOf(id) })).toBe(out.has(id))
      }),
      { numRuns: trials(300, 20_000) },
    )
  })
})

const sheetOf = (document: UnitDocument) => ({
  government: 'Pemerintah Kota Contoh',
  document,
  quarter,
  edition: 2,
  hash: 'f0'.repeat(32),
  published: '9 Oktober 2025',
  address,
  demonstration: false,
})

describeWithPoppler('the publication sheet', () => {
  const told = async (document: UnitDocument) => {
    const pdf = await publicationPdf(sheetOf(document))
    const pages = textOfPages(pdf)
    expect(pages).toHaveLength(1)
    return { text: pages[0] ?? '', pdf }
  }

  test('says the figure, its grade, its interval, how many answered, and where to check it', async () => {
    const document = unitDocument(unit, quarter)
    const { text, pdf } = await told(document)
    expect(text).toContain(golden.printed)
    expect(text).toContain('MUTU PELAYANAN B BAIK')
    expect(text).toContain('dari 40 responden')
    expect(text).toContain('Edisi 2 (ralat), terbit 9 Oktober 2025')
    expect(text).toContain('Sidik f0f0f0f0f0f0f0f0')
    expect(text).toContain('NIP 19800101 200501 2 001')
    expect(text.indexOf('Waktu Penyelesaian')).toBeLessThan(text.indexOf('Persyaratan'))
    const [page] = print(pdf, 150)
    expect(page && codeOn(page)).toBe(address)
  })

  test('gives no grade under the minimum, and no figure without answers', async () => {
    const under = (await told(unitDocument(few, quarter))).text
    expect(under).toContain('BELUM CUKUP')
    expect(under).toContain('dari 5 responden')
    expect(under).not.toMatch(/\bBAIK\b/)
    const empty = (await told(unitDocument(none, quarter))).text
    expect(empty).toContain('BELUM ADA DATA')
    expect(empty).not.toMatch(/0,00|NILAI IKM/)
  })

  test('stays on one page however long names and lists are', async () => {
    const long = 'Pelayanan Terpadu Perizinan dan Nonperizinan Bidang Kesejahteraan Rakyat'
    const document = unitDocument(unit, quarter)
    const { text } = await told({
      ...document,
      nama_unit: long,
      instansi: `Dinas ${long}`,
      layanan: Array.from({ length: 30 }, (_, place) => `${long} ${place}`),
      profil: ['sex', 'education'].map((kunci) => ({
        kunci,
        nama: kunci,
        baris: Array.from({ length: 8 }, (_, place) => ({
          kode: [String(place)],
          kelompok: `${long} ${place}`,
          jumlah_responden: 30,
          nilai: 80,
          selang: null,
          dibanding_lainnya: '',
        })),
      })),
    })
    expect(text).toContain('dan 24 layanan lain')
    expect(text).toContain('Terima kasih')
  })
})

describe('the report', () => {
  const plan = (document: UnitDocument) => ({
    government: 'Pemerintah Kota Contoh',
    document,
    quarter,
    edition: { number: 1, hash: 'a'.repeat(64), published: '9 Oktober 2025' },
    demonstration: false,
    address,
    asked,
    trend: [],
  })
  const written = (document: UnitDocument) =>
    writeWord(reportBlocks(plan(document)), { title: 'Laporan', author: 'x', language: 'id-ID', footer: 'Laporan' })

  test('has the chapters of the outline, the figures, and blanks that can be seen', async () => {
    const document = await written(unitDocument(unit, quarter))
    const text = textOfWord(document)
    // Source: MenPANRB, Template Laporan SKM UPP, 2023.
    const outline = [
      'BAB I\u00a0',
      '1.1 Latar Belakang',
      '1.2 Dasar',
      '1.3 Maksud',
      'BAB II\u00a0',
      '2.1',
      '2.2',
      '2.3',
      '2.4',
      '2.5',
    ]
    const results = ['BAB III', '3.1', '3.2', 'BAB IV', '4.1', '4.2', '4.3', 'BAB V']
    const places = [...outline, ...results, 'LAMPIRAN 1', 'LAMPIRAN 2', 'LAMPIRAN 3', 'LAMPIRAN 4'].map((heading) =>
      text.lastIndexOf(`\n${heading}`),
    )
    expect(places.every((place) => place > 0)).toBe(true)
    expect(places).toEqual(places.toSorted((one, other) => one - other))
    expect(text).toContain(`adalah ${golden.printed}, dengan mutu pelayanan B dan kinerja unit pelayanan Baik`)
    expect(text).toContain(`Waktu Penyelesaian (${golden.completionTime.printed}, mutu C)`)
    for (const { text: question } of asked.questions) expect(text).toContain(question)

    const parts = partsOf(document)
    const xml = parts.get('word/document.xml')?.toString() ?? ''
    expect(xml.match(/<w:highlight w:val="yellow"\/>/g)?.length).toBeGreaterThan(10)
    expect(xml).toMatch(/<w:pStyle w:val="Heading1"\/>/)
    expect(xml).toMatch(/<w:pStyle w:val="Heading2"\/>/)
    expect(xml).toContain('TOC \\h \\o &quot;1-2&quot;')
    expect(parts.get('word/styles.xml')?.toString()).toContain('w:lang w:val="id-ID"')
    expect([...parts].filter(([name]) => name.includes('footer')).join()).toContain('PAGE')
  })

  test('numbers its tables without a gap, whatever is left out', async () => {
    for (const made of [unit, few, none]) {
      const text = textOfWord(await written(unitDocument(made, quarter)))
      const numbers = Array.from(text.matchAll(/\nTabel (\d+)\./g), ([, number]) => Number(number))
      expect(numbers).toEqual(numbers.map((_, place) => place + 1))
      expect(text).not.toMatch(/NaN|undefined|\bnull\b|\[object/)
    }
  })

  test('gives no grade under the minimum and no figure without answers', async () => {
    expect(textOfWord(await written(unitDocument(few, quarter)))).toContain('Mutu belum ditetapkan')
    expect(textOfWord(await written(unitDocument(none, quarter)))).toContain('belum ada data')
  })
})

test('a workbook takes any text as text, and every part holds', async () => {
  const nasty = ['=1+1', '+62', '@x', '<b>&"\'', 'a\u0000b', '\ud800', ' dua ', 'baris\nbaru', '_x0041_']
  const sheet = { name: 'A & B', widths: [10], rows: nasty.map((text) => ({ cells: [text] })) }
  const bytes = await bytesOf(writeWorkbook([sheet], { title: '<judul>', author: '&' }))
  expect([...partsOf(bytes).keys()]).toContain('xl/worksheets/sheet1.xml')
  const [read] = await readWorkbook(bytes)
  expect(read?.name).toBe('A & B')
  expect(read?.rows.map(([text]) => text)).toEqual(nasty.map((text) => text.toWellFormed().replace('\u0000', ' ')))
})
