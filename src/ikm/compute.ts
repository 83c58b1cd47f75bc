// What `ikm compute` works out: an answer table in, the index with its elements and the three conventions out, as text or JSON.

import { formatCount, formatFigure, formatFraction } from '../language/format.ts'
import type { SheetError } from '../responses/forms/sheet/error.ts'
import type { ColumnOrder, SheetColumns } from '../responses/forms/sheet/header.ts'
import type { SheetRow } from '../responses/forms/sheet/row.ts'
import { readSheet, type SheetSource } from '../responses/forms/sheet.ts'
import { defaultRuleBook, itemScores, questionnaire, ruleBook, scoreUnit } from '../surveys/rules.ts'
import { fraction, roundHalfUp } from './rules/fraction.ts'
import { type Method, methods, type Summary, summarise, type Tally } from './rules/summary.ts'

export interface ComputeOptions {
  /** Default `exact`. */
  readonly method?: Method | undefined
  /** What U8 and U9 are; default `regulation`. */
  readonly order?: ColumnOrder | undefined
  /** Respondents from which the result is graded; default the rule book's. */
  readonly minimum?: number | undefined
}

export type Computed =
  | { readonly ok: true; readonly summary: Summary }
  | { readonly ok: false; readonly errors: readonly SheetError[] }

/**
 * Computes the index of an answer table: one respondent a row, elements by key, code or name, further elements as
 * further columns. Questions of SKM Online are understood as well. Weights are 1/x of the elements that have a column.
 * @returns the summary, or every fault of the file with line and column.
 */
export async function computeFile(source: SheetSource, options: ComputeOptions = {}): Promise<Computed> {
  const { method, minimum, order = 'regulation' } = options
  const errors: SheetError[] = []
  let book = defaultRuleBook
  let tally: ReturnType<typeof startTally> | undefined
  for await (const batch of readSheet(source, asked, { order, addUnknown: true, answersOnly: true, alternatives })) {
    errors.push(...batch.errors)
    if (!batch.columns || errors.length > 0) continue
    book = batch.columns.asked.ruleBook
    tally ??= startTally(batch.columns)
    for (const row of batch.rows) tally.add(row)
  }
  if (errors.length > 0 || !tally) return { ok: false, errors }
  return { ok: true, summary: summarise(tally.total(), book, { method, minimum }) }
}

const asked = questionnaire(defaultRuleBook, 'HYBRID')
const alternatives = [questionnaire(ruleBook('skm-online'), 'HYBRID')]

function startTally({ asked, elements }: SheetColumns): { add: (row: SheetRow) => void; total: () => Tally } {
  const totals = new Map(elements.map((element) => [element.key, { count: 0, sum: 0 }]))
  let respondents = 0
  return {
    add(row) {
      respondents += 1
      for (const { key, score } of itemScores(asked, row.answers)) {
        const total = totals.get(key)
        if (!total) continue
        total.count += 1
        total.sum += score
      }
    },
    total: () => ({
      respondents,
      elements: elements.map(({ key, code, name }) => ({
        key,
        code,
        name,
        ...(totals.get(key) ?? { count: 0, sum: 0 }),
      })),
    }),
  }
}

/** What `ikm compute --json` prints: numbers as printed in a report, each made of exact whole numbers. */
export interface ComputedJson {
  readonly jumlah_responden: number
  readonly metode: Method
  readonly unsur: readonly {
    readonly kunci: string
    readonly kode: string
    readonly nama: string
    /** Sum of the scores. */
    readonly jumlah: number
    /** Filled answers. */
    readonly terisi: number
    /** Element mean, rounded half up to four decimals. */
    readonly nrr: number | null
    readonly nilai: number | null
    readonly mutu: string | null
  }[]
  readonly ikm: number | null
  readonly mutu: string | null
  readonly kinerja: string | null
  readonly pembanding: Readonly<Record<Method, number | null>>
}

export function computeJson(summary: Summary): ComputedJson {
  const { comparison } = summary
  return {
    jumlah_responden: summary.respondents,
    metode: summary.method,
    unsur: summary.elements.map(({ key, code, name, count, sum, mean, convertedValue, grade }) => ({
      kunci: key,
      kode: code,
      nama: name,
      jumlah: sum / scoreUnit,
      terisi: count,
      nrr: mean && roundHalfUp(mean, 4) / 10_000,
      nilai: number(convertedValue),
      mutu: grade?.grade ?? null,
    })),
    ikm: number(summary.ikm),
    mutu: summary.grade?.grade ?? null,
    kinerja: summary.grade?.performance ?? null,
    pembanding: {
      exact: number(comparison.exact),
      '0.111': number(comparison['0.111']),
      '0.11': number(comparison['0.11']),
    },
  }
}

function number(hundredths: number | null): number | null {
  return hundredths === null ? null : hundredths / 100
}

/** What `ikm compute` prints: a table of the elements, the index below it, and the three conventions side by side. */
export function computeText(summary: Summary): string {
  const { elements, respondents, grade, comparison, method, minimum, state } = summary
  const table = aligned([
    ['No', 'Unsur', 'Jumlah nilai', 'Terisi', 'NRR', 'Nilai', 'Mutu'],
    ...elements.map(({ code, name, count, sum, mean, convertedValue, grade }) => [
      code,
      name,
      formatSum(sum),
      formatCount(count),
      mean ? formatFraction(mean, 4) : '–',
      formatFigure(convertedValue),
      grade?.grade ?? '–',
    ]),
  ])
  const result = [
    `Jumlah responden  ${formatCount(respondents)}`,
    `IKM               ${formatFigure(summary.ikm)}${method === 'exact' ? '' : ` (${methodNames[method]})`}`,
    ...(grade ? [`Mutu              ${grade.grade}`, `Kinerja           ${grade.performance}`] : []),
  ]
  const belowMinimum = `Belum ada mutu: responden ${formatCount(respondents)}, sedangkan mutu diberikan mulai ${formatCount(minimum)} responden.`
  const sideBySide = methods.map((each) => [methodNames[each], formatFigure(comparison[each])])
  return [
    table,
    '',
    ...result,
    ...(state === 'belowMinimum' ? [belowMinimum] : []),
    '',
    'IKM menurut tiga cara menulis bobot',
    aligned(sideBySide),
  ].join('\n')
}

const methodNames: Readonly<Record<Method, string>> = {
  exact: 'bobot tepat 1/x (resmi)',
  '0.111': 'bobot dibulatkan tiga desimal (0,111)',
  '0.11': 'bobot dibulatkan dua desimal (0,11)',
}

/** Columns two spaces apart; a column is set to the right when everything below its heading is a figure or a dash. */
function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, place) => Math.max(...rows.map((row) => row[place]?.length ?? 0)))
  const figures = widths.map((_, place) => rows.slice(1).every((row) => /^[\d.,]+$|^–$/.test(row[place] ?? '')))
  return rows
    .map((row) =>
      row.map((cell, place) => (figures[place] ? cell.padStart(widths[place] ?? 0) : cell.padEnd(widths[place] ?? 0))),
    )
    .map((cells) => cells.join('  ').trimEnd())
    .join('\n')
}

/** A sum of scores with the decimals it has: whole, halves or quarters. */
function formatSum(twelfths: number): string {
  const decimals = twelfths % scoreUnit === 0 ? 0 : twelfths % (scoreUnit / 2) === 0 ? 1 : 2
  return formatFraction(fraction(twelfths, scoreUnit), decimals)
}
