// The workbooks of an edition computed anew by LibreOffice: the published figure to the last digit, and new figures for new scores.

import { expect, test } from 'vitest'
import { type Random, random } from '#src/demonstration/random.ts'
import { type Sheet, type SheetRow, type StyledCell, writeWorkbook } from '#src/documents/workbook.ts'
import { bytesOf } from '#src/documents/zip.ts'
import { gradeOf, meanOfUnits, methods, pool, type Summary, summarise, type Tally } from '#src/ikm/rules/summary.ts'
import { type RecapLine, recapSheets } from '#src/publications/files/recap.ts'
import { processingSheet } from '#src/publications/files/respondent-sheet.ts'
import type { CityFigure } from '#src/publications/rules/document.ts'
import { defaultRuleBook as book, questionnaire, scoreUnit } from '#src/surveys/rules.ts'
import { makeEdition, newKey, unitDocument } from '#test/support/editions.ts'
import { golden, goldenAnswers } from '#test/support/golden.ts'
import { describeWithOffice, recalculated } from '#test/support/office.ts'
import { report, trials } from '#test/support/trials.ts'

const quarter = 20253

/** The sheets without what formulas gave when they were written, so that only computing can show it. */
function uncomputed(sheets: readonly Sheet[]): Sheet[] {
  return sheets.map((sheet) => ({ ...sheet, rows: rows(sheet.rows) }))

  async function* rows(from: Sheet['rows']): AsyncGenerator<SheetRow> {
    for await (const row of from) yield { ...row, cells: row.cells.map(without) }
  }

  function without<Cell>(cell: Cell): Cell {
    const styled = cell as StyledCell
    return typeof cell === 'object' && styled?.formula !== undefined ? { ...cell, value: null } : cell
  }
}

async function computedAnew(sheets: readonly Sheet[]): Promise<Map<string, string[][]>> {
  return recalculated(await bytesOf(writeWorkbook(uncomputed(sheets), { title: '', author: '' })))
}

interface Trial {
  readonly tally: Tally
  readonly bobot?: Record<string, readonly [number, number]>
}

const kinds = ['any', 'equal', 'tie', 'finest tie', 'thirds', 'gaps', 'weights', 'added', 'few', 'empty'] as const

/** Totals of a made-up unit; ties end exactly on half a hundredth. */
function trial(kind: (typeof kinds)[number], chance: Random): Trial {
  const respondents = { few: chance.between(1, 29), empty: 0 }[kind as string] ?? chance.between(30, 5000)
  const added = kind === 'added' ? [{ key: 'parking', code: 'U10', name: 'Tempat parkir' }] : []
  const elements = [...book.elements, ...added]
  if (kind === 'tie' || kind === 'finest tie') return tie(kind === 'tie' ? 40 : 1000, chance)
  const weights = kind === 'weights' ? elements.map(() => chance.between(1, 9)) : undefined
  const whole = weights?.reduce((sum, weight) => sum + weight, 0) ?? 1
  const tally = {
    respondents,
    elements: elements.map(({ key, code, name }, place) => {
      const weight = weights && { numerator: weights[place] as number, denominator: whole }
      const skipped = kind === 'gaps' && place > 0 && chance.chance(0.3)
      const count = skipped ? 0 : kind === 'equal' ? respondents : chance.between(Math.min(1, respondents), respondents)
      const unit = kind === 'thirds' ? 4 : scoreUnit
      const sum = unit * chance.between((count * scoreUnit) / unit, (count * 4 * scoreUnit) / unit)
      return { key, code, name, weight, count, sum }
    }),
  }
  if (!weights) return { tally }
  return {
    tally,
    bobot: Object.fromEntries(elements.map(({ key }, place) => [key, [weights[place] as number, whole] as const])),
  }
}

/** IKM = 25 × S ÷ 9n ends on a half for S an odd multiple of 9: in eighths for n = 40, for n = 1000 in 0,025, which has no end in binary. */
function tie(respondents: number, chance: Random): Trial {
  const odd = 2 * chance.between(respondents / 2, respondents * 2 - 1) + 1
  let left = 9 * odd - 9 * respondents
  return {
    tally: {
      respondents,
      elements: book.elements.map(({ key, code, name }, place) => {
        const rest = book.elements.length - 1 - place
        const least = Math.max(0, left - rest * 3 * respondents)
        const part = rest === 0 ? left : chance.between(least, Math.min(left, 3 * respondents))
        left -= part
        return { key, code, name, count: respondents, sum: (respondents + part) * scoreUnit }
      }),
    },
  }
}

function lineOf({ tally, bobot }: Trial, place: number): RecapLine {
  return {
    document: {
      kode_unit: `unit-${place}`,
      nama_unit: `Unit ${place}`,
      instansi: 'Dinas',
      keadaan: 'dinilai',
      ikm: null,
      mutu: null,
      kinerja: null,
      selang: null,
      kepastian_mutu: null,
      jumlah_responden: tally.respondents,
      minimum_responden: 30,
      orang_dilayani: null,
      sasaran_responden: null,
      pembanding: {},
      profil: [],
      aturan: book.key,
      ...(bobot && { bobot }),
    },
    elements: tally.elements,
  }
}

const two = (hundredths: number | null) => (hundredths === null ? '' : String(hundredths / 100))
const figure = (hundredths: number | null): CityFigure => {
  const grade = hundredths === null ? null : gradeOf(hundredths, book)
  return { ikm: hundredths && hundredths / 100, mutu: grade?.grade ?? null, kinerja: grade?.performance ?? null }
}

function gradeWords({ state, grade }: Summary): string {
  if (state === 'empty') return 'belum ada data'
  return grade ? `${grade.grade} (${grade.performance})` : 'belum cukup'
}

describeWithOffice('LibreOffice', () => {
  test('computes the recap of random totals to the figures of the platform', async () => {
    const chance = random('rekap')
    const count = trials(100, 1000)
    const made = Array.from({ length: count }, (_, place) => trial(kinds[place % kinds.length] ?? 'any', chance))
    const summaries = made.map(({ tally }) => summarise(tally, book, { minimum: 30 }))
    const { file } = await makeEdition({ quarter, units: [], key: await newKey() })
    const pooled = summarise(pool(made.map(({ tally }) => tally)), book).ikm
    const both = { rata_rata_unit: figure(meanOfUnits(summaries)), gabungan_responden: figure(pooled) }
    const edition = { ...file.edisi, ...both }
    const lines = made.map(lineOf)
    const sheets = await computedAnew(recapSheets({ edition, hash: file.hash, address: '', published: '', lines }))

    const rows = sheets.get('TW III 2025') ?? []
    const found = rows.slice(6, 6 + count).map((row) => row.slice(-2))
    expect(found).toEqual(summaries.map((summary) => [two(summary.ikm), gradeWords(summary)]))
    expect(rows.slice(6 + count, 8 + count).map((row) => row.at(-2))).toEqual([
      two(meanOfUnits(summaries)),
      two(pooled),
    ])
    const beside = sheets.get('Pembanding dan selang') ?? []
    expect(beside.slice(6, 6 + count).map((row) => row.slice(2, 5))).toEqual(
      summaries.map(({ state, comparison }) =>
        methods.map((method) => (state === 'empty' ? 'belum ada data' : two(comparison[method]))),
      ),
    )
    const ties = made.filter((_, place) => (kinds[place % kinds.length] ?? '').endsWith('tie')).length
    report('recap recalculated', `${count} units in LibreOffice, ${ties} of them exactly on a half, all as published`)
  }, 400_000)

  test('computes the golden processing sheet, and another figure for another score', async () => {
    const document = unitDocument({ id: 1, slug: 'emas', name: 'Loket Emas', answers: goldenAnswers }, quarter)
    const elements = questionnaire(book, 'OFFLINE').elements
    const scores = goldenAnswers.map((answers) =>
      elements.map(({ key }) => (answers[key] === undefined ? null : answers[key] * scoreUnit)),
    )
    const plan = { government: '', document, quarter, demonstration: false, edition: null }
    const rowsOf = async (respondents: typeof scores) => {
      const sheets = await computedAnew([processingSheet({ ...plan, respondents })])
      const rows = sheets.get('Pengolahan') ?? Array.from(sheets.values())[0] ?? []
      return (name: string) => rows.find(([first]) => first === name)?.slice(1) ?? []
    }
    const row = await rowsOf(scores)
    expect(row('Nilai/Unsur').slice(0, 9)).toEqual(golden.sums.map(String))
    expect(row('IKM unit pelayanan')[9]).toBe(String(golden.ikm))
    expect(row('Mutu pelayanan')[0]).toBe('B (Baik)')
    expect(row('Bobot tiga desimal (0,111)')[0]).toBe('83.04')
    expect(row('Bobot dua desimal (0,11)')[0]).toBe('82.29')

    const [first = [], ...others] = scores
    const lower = first.map((score, place) => (place === 0 ? scoreUnit : score))
    const changed = await rowsOf([lower, ...others])
    // 3 less of 136: (29,925 − 0,075) ÷ 9 × 25 = 82,9166…
    expect(changed('IKM unit pelayanan')[9]).toBe('82.92')
    report('processing sheet recalculated', `IKM ${golden.ikm} in LibreOffice, 82.92 after one score was lowered`)
  }, 400_000)
})

test('a processing sheet of many respondents is written in memory that does not grow with them', async () => {
  const count = trials(5_000, 100_000)
  const document = unitDocument({ id: 1, slug: 'besar', name: 'Loket Besar', answers: goldenAnswers }, quarter)
  function* respondents() {
    for (let place = 0; place < count; place++) {
      yield book.elements.map((_, element) => (1 + ((place * 7 + element) % 4)) * scoreUnit)
    }
  }
  const sheet = processingSheet({
    government: '',
    document,
    quarter,
    demonstration: false,
    edition: null,
    respondents: respondents(),
  })
  const since = performance.now()
  const before = process.memoryUsage().rss
  let peak = before
  let size = 0
  for await (const part of writeWorkbook([sheet], { title: '', author: '' })) {
    size += part.length
    peak = Math.max(peak, process.memoryUsage().rss)
  }
  const growth = (peak - before) / 1e6
  expect(size).toBeGreaterThan(count * 5)
  expect(growth).toBeLessThan(150)
  report(
    'processing sheet',
    `${count} respondents, ${(size / 1e6).toFixed(1)} MB in ${((performance.now() - since) / 1000).toFixed(1)} s; memory +${growth.toFixed(0)} MB at its peak`,
  )
})
