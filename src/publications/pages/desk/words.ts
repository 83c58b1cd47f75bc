// How the desk writes courses, deadlines and published figures.

import type { Tone } from '../../../interface/chip.tsx'
import { formatCount, formatDay, formatHundredths, formatQuarter, formatTime } from '../../../language/format.ts'
import { type Ground, groundNames } from '../../../responses/rules/exclusion.ts'
import {
  localDay,
  localTime,
  type Quarter,
  quarterNumber,
  quarterSlug,
  quarterYear,
  type Zone,
} from '../../../units/rules/calendar.ts'
import type { Holder, Obstacle, QuarterCourse, ReviewAct, UnitCourse } from '../../rules/course.ts'

export const publicationsPath = '/kelola/publikasi'

/** Address of a quarter's review, or of a page below it. */
export function reviewPath(quarter: Quarter, page = ''): string {
  return `${publicationsPath}/${quarterSlug(quarter)}${page && `/${page}`}`
}

/** `Triwulan III 2026` */
export function quarterName(quarter: Quarter): string {
  return formatQuarter({ quarter: quarterNumber(quarter), year: quarterYear(quarter) })
}

export const quarterCourseWords: Readonly<Record<QuarterCourse, string>> = {
  running: 'berjalan',
  draft: 'belum ditinjau',
  inReview: 'sedang ditinjau',
  published: 'terbit',
  corrected: 'terbit, sudah diralat',
}

export const quarterTones: Readonly<Record<QuarterCourse, Tone>> = {
  running: 'plain',
  draft: 'c',
  inReview: 'b',
  published: 'a',
  corrected: 'a',
}

export const unitCourseWords: Readonly<Record<UnitCourse, string>> = {
  objected: 'Keberatan',
  changeRequested: 'Diminta perbaikan',
  outdated: 'Angka berubah',
  waiting: 'Menunggu konfirmasi',
  confirmed: 'Dikonfirmasi',
  notNeeded: 'Tanpa jawaban',
}

export const unitTones: Readonly<Record<UnitCourse, Tone>> = {
  objected: 'd',
  changeRequested: 'c',
  outdated: 'c',
  waiting: 'plain',
  confirmed: 'a',
  notNeeded: 'plain',
}

export const reviewActWords: Readonly<Record<ReviewAct, string>> = {
  confirmed: 'Angka dikonfirmasi',
  objected: 'Unit menyatakan keberatan',
  changeRequested: 'Bagian Organisasi meminta perbaikan',
  settled: 'Diselesaikan Bagian Organisasi',
}

/** Who has to act: `unit, sejak 3 Oktober 2026, lewat tenggat`. */
export function holderInWords({ who, since, late }: Holder, zone: Zone): string {
  const name = who === 'unit' ? 'unit' : 'Bagian Organisasi'
  return `${name}, sejak ${formatDay(localDay(new Date(since * 1000), zone))}${late ? ', lewat tenggat' : ''}`
}

/** What stands in the way of publishing. */
export function obstacleInWords({ reason, units }: Obstacle): string {
  const some = `${formatCount(units)} unit`
  switch (reason) {
    case 'running':
      return 'Triwulannya belum berakhir.'
    case 'notOpened':
      return 'Tinjauannya belum dibuka.'
    case 'objected':
      return `${some} menyatakan keberatan yang belum diselesaikan.`
    case 'changeRequested':
      return `${some} belum menjawab permintaan perbaikan.`
    case 'outdated':
      return `Angka ${some} berubah sesudah dikonfirmasi; unitnya perlu mengonfirmasi lagi.`
    case 'waiting':
      return `${some} belum mengonfirmasi, dan tenggatnya belum lewat.`
  }
}

/** `84,90`; a dash where there is no figure. @param value as documents have it, with two decimals at most. */
export function figureText(value: number | null): string {
  return value === null ? '–' : formatHundredths(Math.round(value * 100))
}

/** `82,00–83,84` */
export function rangeText(range: readonly [number, number] | null): string {
  return range ? `${figureText(range[0])}–${figureText(range[1])}` : '–'
}

/** Answers left out, by ground: `3 jawaban ganda, 1 uji coba atau latihan`. */
export function groundsText(excluded: Readonly<Record<string, number>>): string {
  return Object.entries(excluded)
    .map(([ground, count]) => `${formatCount(count)} ${(groundNames[ground as Ground] ?? ground).toLowerCase()}`)
    .join(', ')
}

/** `12 Oktober 2026, 10.42 WIB`. @param seconds since 1970-01-01 UTC. */
export function instantText(seconds: number, zone: Zone): string {
  const instant = new Date(seconds * 1000)
  const { hour, minute } = localTime(instant, zone)
  return `${formatDay(localDay(instant, zone))}, ${formatTime(hour, minute, zone)}`
}
