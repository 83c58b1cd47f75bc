// The quarters at the desk, the newest first: how far each has come, what it waits for, and what came after it was published.

import { DeskPage } from '../../../accounts/pages/desk.tsx'
import type { Actor } from '../../../accounts/rules/rights.ts'
import { Chip } from '../../../interface/chip.tsx'
import type { Site } from '../../../interface/layout.tsx'
import { formatCount, formatDay } from '../../../language/format.ts'
import { type LocalDay, type Quarter, quarterDays, type Zone } from '../../../units/rules/calendar.ts'
import type { QuarterCourse, Review, UnitCourse } from '../../rules/course.ts'
import { instantText, publicationsPath, quarterCourseWords, quarterName, quarterTones, reviewPath } from './words.ts'

export interface QuarterRow {
  readonly quarter: Quarter
  readonly course: QuarterCourse
  readonly review: Review | undefined
  /** The edition that stands. */
  readonly edition: { readonly number: number; readonly published_at: number } | undefined
  /** Units within reach by where they stand; null where the quarter is not in review. */
  readonly units: Readonly<Record<UnitCourse, number>> | null
  /** Answers that the edition does not count, and those it counts that were left out since. */
  readonly added: number
  readonly removed: number
}

export function QuartersPage({
  site,
  actor,
  quarters,
  today,
  zone,
}: {
  readonly site: Site
  readonly actor: Actor
  readonly quarters: readonly QuarterRow[]
  readonly today: LocalDay
  readonly zone: Zone
}) {
  return (
    <DeskPage site={site} actor={actor} title="Publikasi" here={publicationsPath}>
      <div class="opening">
        <h1>Publikasi</h1>
        <p class="lead">
          Tiap triwulan yang berakhir ditinjau unit, lalu diterbitkan dan tidak berubah lagi. Kekeliruan diperbaiki
          dengan ralat yang tercatat.
        </p>
      </div>
      {quarters.length === 0 ? (
        <p class="card none">Belum ada triwulan dengan jawaban.</p>
      ) : (
        <ul class="links">
          {quarters.map((row) => (
            <li>
              <a href={reviewPath(row.quarter)}>
                <span>
                  {quarterName(row.quarter)}
                  {linesOf(row, today, zone).map((line) => (
                    <small>{line}</small>
                  ))}
                </span>
                <Chip tone={quarterTones[row.course]}>{quarterCourseWords[row.course]}</Chip>
              </a>
            </li>
          ))}
        </ul>
      )}
    </DeskPage>
  )
}

function linesOf({ quarter, course, review, edition, units, added, removed }: QuarterRow, today: LocalDay, zone: Zone) {
  if (course === 'running') return [`Berakhir ${formatDay(quarterDays(quarter).last)}.`]
  if (edition) {
    const late = [added > 0 && `${formatCount(added)} masuk`, removed > 0 && `${formatCount(removed)} dikecualikan`]
    const since = late.filter(Boolean).join(', ')
    return [
      `Edisi ${formatCount(edition.number)}, terbit ${instantText(edition.published_at, zone)}.`,
      ...(since ? [`Jawaban sesudah terbit: ${since}.`] : []),
    ]
  }
  if (!review || !units) return ['Sudah berakhir; tinjauannya belum dibuka.']
  return [
    `Konfirmasi sampai ${deadline(review.confirmBy, today)}, terbit paling lambat ${deadline(review.publishBy, today)}.`,
    countsInWords(units),
  ]
}

/** `14 Oktober 2026 (lewat)` */
export function deadline(day: LocalDay, today: LocalDay): string {
  return `${formatDay(day)}${today > day ? ' (lewat)' : ''}`
}

/** `12 dikonfirmasi, 3 menunggu, 1 keberatan` */
export function countsInWords(units: Readonly<Record<UnitCourse, number>>): string {
  const parts = [
    [units.confirmed, 'dikonfirmasi'],
    [units.waiting, 'menunggu'],
    [units.objected, 'keberatan'],
    [units.changeRequested, 'diminta perbaikan'],
    [units.outdated, 'angkanya berubah'],
    [units.notNeeded, 'tanpa jawaban'],
  ] as const
  const said = parts.filter(([count]) => count > 0).map(([count, words]) => `${formatCount(count)} ${words}`)
  return said.length === 0 ? 'Belum ada unit.' : `Unit: ${said.join(', ')}.`
}
