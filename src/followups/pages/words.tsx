// How pages of follow-ups name elements, states and deadlines.

import { Chip, type Tone } from '../../interface/chip.tsx'
import { formatQuarter, formatQuarterShort } from '../../language/format.ts'
import { ruleBooks } from '../../surveys/rules.ts'
import { type Quarter, quarterNumber, quarterYear } from '../../units/rules/calendar.ts'
import { type Status, statusWords, timingOf, timingWords } from '../rules/course.ts'

/** `Triwulan III 2026` */
export function inWords(quarter: Quarter): string {
  return formatQuarter({ quarter: quarterNumber(quarter), year: quarterYear(quarter) })
}

/** `TW III 2026` */
export function shortly(quarter: Quarter): string {
  return formatQuarterShort({ quarter: quarterNumber(quarter), year: quarterYear(quarter) })
}

/** Name of the element that an action is about. @param addedName of an element that the unit added. */
export function elementName({
  element,
  addedName,
}: {
  readonly element: string | null
  readonly addedName: string | null
}): string {
  if (element === null) return 'Pelayanan secara umum'
  return addedName ?? officialNames.get(element) ?? element
}

const officialNames = new Map(
  ruleBooks.flatMap(({ elements }) => elements.map(({ key, name }) => [key, name] as const)),
)

const statusTones: Readonly<Record<Status, Tone>> = { planned: 'b', running: 'c', finished: 'a', cancelled: 'plain' }

/** How an action stands; whether it is late comes before how far it has come. */
export function StatusChips({
  status,
  dueQuarter,
  running,
}: {
  readonly status: Status
  readonly dueQuarter: Quarter
  readonly running: Quarter
}) {
  const timing = timingOf({ status, dueQuarter }, running)
  return (
    <span class="buttons">
      {timing && timing !== 'later' && <Chip tone={timing === 'overdue' ? 'd' : 'plain'}>{timingWords[timing]}</Chip>}
      <Chip tone={statusTones[status]}>{statusWords[status]}</Chip>
    </span>
  )
}
