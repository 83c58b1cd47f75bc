// What a link to a result says of itself in a chat: figure, margin, grade and respondents in one line.

import { formatCount, formatHundredths, formatQuarter } from '../language/format.ts'
import { quarterNumber, quarterYear } from '../units/rules/calendar.ts'
import type { UnitDocument } from './rules/document.ts'
import { hundredths, quarterOfDocument } from './rules/readback.ts'

/** Texts of a link preview. */
export interface PreviewText {
  readonly title: string
  readonly description: string
}

/**
 * `IKM 84,90 ± 1,20, mutu B (Baik), 312 responden, Triwulan III 2026`. Without a grade it says why; without answers it
 * says so and gives no figure.
 */
export function previewOf(document: UnitDocument): PreviewText {
  const { nama_unit: name, ikm, mutu, kinerja, jumlah_responden: respondents } = document
  const quarter = quarterOfDocument(document)
  const period = formatQuarter({ quarter: quarterNumber(quarter), year: quarterYear(quarter) })
  if (ikm === null) return { title: `${name}, ${period}`, description: `Belum ada jawaban, ${period}` }
  const grade = mutu === null ? 'responden belum cukup untuk mutu' : `mutu ${mutu} (${kinerja ?? ''})`
  const figure = formatHundredths(hundredths(ikm))
  const margin = document.margin_galat === null ? '' : ` ± ${formatHundredths(hundredths(document.margin_galat))}`
  return {
    title: `${name}: IKM ${figure}, ${grade}`,
    description: `IKM ${figure}${margin}, ${grade}, ${formatCount(respondents)} responden, ${period}`,
  }
}
