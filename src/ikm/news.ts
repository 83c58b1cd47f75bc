// A unit's quarter as a few lines of plain text, for a manager to pass on.

import { formatCount, formatDay, formatHundredths } from '../language/format.ts'
import { shortly } from '../units/quarter.ts'
import { previousQuarter, type Quarter } from '../units/rules/calendar.ts'
import type { DashboardView } from './dashboard.ts'
import { certaintyInWords } from './rules/certainty.ts'
import { type Direction, directionWords } from './rules/change.ts'
import { lowestElements } from './rules/summary.ts'

/** @param address of the unit's public page. */
export function newsOf(
  { unit, quarter, running, today, summary, bearing, sufficiency }: DashboardView,
  address: string,
): string {
  const when = quarter === running ? ` (sementara, ${formatDay(today)})` : ''
  const title = `IKM ${unit.name}, ${shortly(quarter)}${when}`
  if (summary.ikm === null) {
    return [title, 'Belum ada jawaban. Mohon bantuan petugas mengajak warga memindai kode QR di loket.', address].join(
      '\n',
    )
  }
  const { interval, certainty, change } = bearing
  return newsText({
    title,
    ikm: summary.ikm,
    margin: interval && Math.max(summary.ikm - interval.low, interval.high - summary.ikm),
    grade: summary.grade,
    certainty: certainty && certaintyInWords(certainty),
    minimum: summary.minimum,
    respondents: summary.respondents,
    target: sufficiency.target,
    change:
      change?.difference == null || change.direction === null
        ? null
        : { since: previousQuarter(quarter), difference: change.difference, direction: change.direction },
    weakest: lowestElements(summary).flatMap(({ name, convertedValue }) =>
      convertedValue === null ? [] : [{ name, value: convertedValue }],
    ),
    more: [],
    address,
  })
}

/** What the lines are made of; values in hundredths. */
export interface News {
  readonly title: string
  readonly ikm: number
  readonly margin: number | null
  readonly grade: { readonly grade: string; readonly performance: string } | null
  readonly certainty: string | null
  /** Respondents from which a grade is given. */
  readonly minimum: number
  readonly respondents: number
  readonly target: number | null
  readonly change: { readonly since: Quarter; readonly difference: number; readonly direction: Direction } | null
  readonly weakest: readonly { readonly name: string; readonly value: number }[]
  /** Further lines before the address. */
  readonly more: readonly string[]
  readonly address: string
}

/** A result in lines of plain text, with its respondents and margin, that can be sent as they are. */
export function newsText(news: News): string {
  const { title, ikm, margin, grade, certainty, minimum, respondents, target, change, weakest, more, address } = news
  const lowest = weakest.map(({ name, value }) => `${name} ${formatHundredths(value)}`)
  return [
    title,
    `${formatHundredths(ikm)}${margin === null ? '' : ` ± ${formatHundredths(margin)}`}${
      grade ? `, mutu ${grade.grade} (${grade.performance})` : ''
    }`,
    grade
      ? certainty && `Kepastian mutu: ${certainty}`
      : `Mutu belum diberikan: perlu ${formatCount(minimum)} responden`,
    `${formatCount(respondents)} responden${target === null ? '' : ` dari sasaran ${formatCount(target)}`}`,
    change && changeLine(change),
    lowest.length > 0 && `Unsur terlemah: ${lowest.join('; ')}`,
    ...more,
    address,
  ]
    .filter(Boolean)
    .join('\n')
}

function changeLine({ since, difference, direction }: NonNullable<News['change']>): string {
  const before = `Dibanding ${shortly(since)}`
  const size = formatHundredths(Math.abs(difference))
  if (direction === 'unclear') return `${before}: selisih ${size}, belum dapat dibedakan dari kebetulan`
  return `${before}: ${directionWords[direction]} ${size}, teruji`
}
