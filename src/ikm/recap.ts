// Dashboards as rows of a file: a unit's quarter with all that its page shows, and every unit of the overview.

import type { WrittenCell } from '../documents/csv.ts'
import { dayToText, quarterSlug } from '../units/rules/calendar.ts'
import type { DashboardView } from './dashboard.ts'
import type { OverviewView } from './overview.ts'
import { certaintyInWords } from './rules/certainty.ts'
import { directionWords } from './rules/change.ts'
import { comparisonWords } from './rules/fairness.ts'
import { roundHalfUp } from './rules/fraction.ts'
import type { Interval } from './rules/interval.ts'

export const recapColumns = [
  { heading: 'periode', width: 12 },
  { heading: 'kode_unit', width: 24 },
  { heading: 'bagian', width: 18 },
  { heading: 'kode', width: 8 },
  { heading: 'nama', width: 44 },
  { heading: 'jumlah_responden', width: 18 },
  { heading: 'nrr', width: 10 },
  { heading: 'nilai', width: 10 },
  { heading: 'batas_bawah', width: 13 },
  { heading: 'batas_atas', width: 13 },
  { heading: 'mutu', width: 8 },
  { heading: 'perubahan', width: 12 },
  { heading: 'keterangan', width: 26 },
] as const

interface RecapLine {
  readonly period: number
  readonly section: string
  readonly code?: string
  readonly name: string
  readonly respondents: number
  /** Element mean, 1–4. */
  readonly mean?: number | null
  /** In hundredths, as all that follows. */
  readonly value: number | null
  readonly interval?: Interval | null | undefined
  readonly grade?: string | undefined
  readonly difference?: number | null | undefined
  readonly note?: string | undefined
}

const sections: Readonly<Record<string, string>> = {
  services: 'layanan',
  counters: 'loket',
  channels: 'cara menjawab',
  hours: 'jam',
}

/** One row a figure, in the order of `recapColumns`; a figure that is not shown is an empty cell. */
export function recapRows(view: DashboardView): WrittenCell[][] {
  return Array.from(lines(view), (line) => [
    quarterSlug(line.period),
    view.unit.slug,
    line.section,
    line.code ?? null,
    line.name,
    line.respondents,
    line.mean ?? null,
    written(line.value),
    written(line.interval?.low ?? null),
    written(line.interval?.high ?? null),
    line.grade ?? null,
    written(line.difference ?? null),
    line.note ?? null,
  ])
}

function* lines({ unit, quarter, summary, bearing, trend, places, fairness }: DashboardView): Generator<RecapLine> {
  const { change } = bearing
  yield {
    period: quarter,
    section: 'IKM',
    name: unit.name,
    respondents: summary.respondents,
    value: summary.ikm,
    interval: bearing.interval,
    grade: summary.grade?.grade,
    difference: change?.difference,
    note: summary.state === 'empty' ? 'belum ada data' : (change?.direction && directionWords[change.direction]) || '',
  }
  for (const { key, code, name, count, mean, convertedValue, grade } of summary.elements) {
    const elementChange = bearing.elementChanges.get(key)
    yield {
      period: quarter,
      section: 'unsur',
      code,
      name,
      respondents: count,
      mean: mean && roundHalfUp(mean, 4) / 10_000,
      value: convertedValue,
      interval: bearing.elements.get(key),
      grade: grade?.grade,
      difference: elementChange?.difference,
      note: elementChange?.direction ? directionWords[elementChange.direction] : '',
    }
  }
  for (const point of trend) {
    yield {
      period: point.quarter,
      section: 'tren',
      name: unit.name,
      respondents: point.summary.respondents,
      value: point.summary.ikm,
      interval: point.interval,
      grade: point.summary.grade?.grade,
      note: point.summary.state === 'empty' ? 'belum ada data' : '',
    }
  }
  for (const { key, rows } of places) {
    for (const { label, respondents, index, interval, comparison } of rows) {
      yield {
        period: quarter,
        section: sections[key] ?? key,
        name: label,
        respondents,
        value: index,
        interval,
        note: comparison ? comparisonWords[comparison] : respondents === 0 ? 'belum ada data' : 'belum cukup',
      }
    }
  }
  for (const { label, rows } of fairness.dimensions) {
    for (const row of rows) {
      yield {
        period: fairness.quarter,
        section: label.toLowerCase(),
        name: row.label,
        respondents: row.respondents,
        value: row.index,
        interval: row.interval,
        note: comparisonWords[row.comparison],
      }
    }
  }
}

function written(hundredths: number | null): number | null {
  return hundredths === null ? null : hundredths / 100
}

export const overviewColumns = [
  { heading: 'periode', width: 12 },
  { heading: 'kode_unit', width: 26 },
  { heading: 'nama_unit', width: 44 },
  { heading: 'jenis', width: 18 },
  { heading: 'instansi', width: 36 },
  { heading: 'jumlah_responden', width: 18 },
  { heading: 'sasaran', width: 10 },
  { heading: 'ikm', width: 10 },
  { heading: 'batas_bawah', width: 13 },
  { heading: 'batas_atas', width: 13 },
  { heading: 'mutu', width: 8 },
  { heading: 'kepastian_mutu', width: 20 },
  { heading: 'perubahan', width: 12 },
  { heading: 'arah', width: 24 },
  { heading: 'jawaban_terakhir', width: 18 },
  { heading: 'tindak_lanjut_terbuka', width: 20 },
  { heading: 'keadaan', width: 18 },
] as const

const stateWords = { empty: 'belum ada data', belowMinimum: 'belum cukup', graded: 'dinilai' } as const

/** Every unit that was asked for, in the order of `overviewColumns`. */
export function overviewRows({ quarter, found }: OverviewView): WrittenCell[][] {
  return found.map(({ row, summary, interval, certainty, difference, direction, target, lastDay }) => [
    quarterSlug(quarter),
    row.slug,
    row.name,
    row.kind,
    row.agency,
    summary.respondents,
    target,
    written(summary.ikm),
    written(interval?.low ?? null),
    written(interval?.high ?? null),
    summary.grade?.grade ?? null,
    certainty && certaintyInWords(certainty),
    written(difference),
    direction && directionWords[direction],
    lastDay === null ? null : dayToText(lastDay),
    row.open_follow_ups,
    stateWords[summary.state],
  ])
}
