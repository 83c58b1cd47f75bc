// How the workbooks of publications look: few styles, black on white first, grey where a heading needs it.

import type { CellValue, Style, StyledCell } from '../../documents/workbook.ts'

const head = 'DFE6EE'
const total = 'F1F4F7'

export const styles = {
  title: { bold: true, size: 13, align: 'center' },
  subtitle: { bold: true, size: 11, align: 'center' },
  centred: { align: 'center' },
  section: { bold: true, size: 11 },
  bold: { bold: true },
  wrapped: { wrap: true },
  note: { size: 9, wrap: true },
  head: { bold: true, size: 9, align: 'center', wrap: true, border: true, fill: head },
  uprightHead: { bold: true, size: 9, align: 'center', wrap: true, border: true, fill: head, upright: true },
  text: { border: true, align: 'left' },
  wrappedText: { border: true, wrap: true, align: 'left' },
  centredText: { border: true, align: 'center' },
  whole: { border: true, align: 'center', format: '#,##0' },
  score: { border: true, align: 'center', format: '0.##' },
  mean: { border: true, align: 'center', format: '0.000' },
  exactMean: { border: true, align: 'center', format: '0.0000' },
  converted: { border: true, align: 'center', bold: true, format: '0.00' },
  plainConverted: { border: true, align: 'center', format: '0.00' },
  totalText: { border: true, bold: true, size: 9, wrap: true, align: 'left', fill: total },
  totalWhole: { border: true, bold: true, align: 'center', fill: total, format: '#,##0' },
  totalScore: { border: true, bold: true, align: 'center', fill: total, format: '#,##0.##' },
  totalMean: { border: true, bold: true, align: 'center', fill: total, format: '0.0000' },
  totalConverted: { border: true, bold: true, size: 12, align: 'center', fill: total, format: '0.00' },
  totalCentred: { border: true, bold: true, align: 'center', fill: total },
  draft: { bold: true, size: 12, align: 'center', ink: '9B1C1C' },
} as const satisfies Record<string, Style>

export type StyleName = keyof typeof styles

export function styled(style: StyleName, value: CellValue): StyledCell {
  return { value, style: styles[style] }
}

/** @param value what the formula gives now. */
export function computed(style: StyleName, formula: string, value: CellValue): StyledCell {
  return { value, formula, style: styles[style] }
}
