// A unit's quarter as a few lines of plain text, for a manager to pass on.

import { formatCount, formatDay, formatHundredths } from '../language/format.ts'
import { shortly } from '../units/quarter.ts'
import { previousQuarter } from '../units/rules/calendar.ts'
import type { DashboardView } from './dashboard.ts'
import { certaintyInWords } from './rules/certainty.ts'
import { lowestElements } from './rules/summary.ts'

/** @param address of the unit's public page. */
export function newsOf(
  { unit, quarter, running, today, summary, bearing, sufficiency }: DashboardView,
  address: string,
): string {
  const title = `IKM ${unit.name}, ${shortly(quarter)}`
  const when = quarter === running ? ` (sementara, ${formatDay(today)})` : ''
  if (summary.ikm === null) {
    return [
      `${title}${when}`,
      'Belum ada jawaban. Mohon bantuan petugas mengajak warga memindai kode QR di loket.',
      address,
    ].join('\n')
  }
  const { interval, certainty, change } = bearing
  const margin = interval && Math.max(summary.ikm - interval.low, interval.high - summary.ikm)
  const target = sufficiency.target === null ? '' : ` dari sasaran ${formatCount(sufficiency.target)}`
  const weakest = lowestElements(summary).flatMap(({ name, convertedValue }) =>
    convertedValue === null ? [] : [`${name} ${formatHundredths(convertedValue)}`],
  )
  return [
    `${title}${when}`,
    `${formatHundredths(summary.ikm)}${margin === null ? '' : ` ± ${formatHundredths(margin)}`}${
      summary.grade ? `, mutu ${summary.grade.grade} (${summary.grade.performance})` : ''
    }`,
    summary.grade
      ? certainty && `Kepastian mutu: ${certaintyInWords(certainty)}`
      : `Mutu belum diberikan: perlu ${formatCount(summary.minimum)} responden`,
    `${formatCount(summary.respondents)} responden${target}`,
    changeLine(),
    `Unsur terlemah: ${weakest.join('; ')}`,
    address,
  ]
    .filter(Boolean)
    .join('\n')

  function changeLine(): string {
    if (change?.difference == null || change.direction === null) return ''
    const since = shortly(previousQuarter(quarter))
    const size = formatHundredths(Math.abs(change.difference))
    if (change.direction === 'unclear')
      return `Dibanding ${since}: selisih ${size}, belum dapat dibedakan dari kebetulan`
    return `Dibanding ${since}: ${change.direction === 'up' ? 'naik' : 'turun'} ${size}, teruji`
  }
}
