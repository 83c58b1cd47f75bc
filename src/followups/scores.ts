// The scores that follow from follow-ups, each with how it was computed, in words that an assessor can follow.

import { formatCount, formatDay, formatHundredths } from '../language/format.ts'
import type { LocalDay } from '../units/rules/calendar.ts'
import {
  countedActions,
  extentScore,
  extentWords,
  opennessScore,
  type ScoredAction,
  shareScore,
  speedScore,
  surveysScore,
} from './rules/scores.ts'

/** One line of an assessment. */
export interface ExplainedScore {
  readonly instrument: 'PEKPPP' | 'Zona Integritas'
  /** Number of the item in its instrument. */
  readonly item: '8.a.Ak' | '9.a.Ak' | 'VI.iv.a' | 'VI.iv.b' | 'VI.iv.c'
  readonly title: string
  /** Hundredths: 300 is 3, 67 is 0.67. Null where it hangs on what the system cannot know. */
  readonly points: number | null
  /** The most that the item gives, in hundredths. */
  readonly most: number
  /** In Indonesian, with the figures. */
  readonly explanation: string
  readonly source: string
}

const pekppp = 'Instrumen PEKPPP, PermenPANRB 29/2022 (instrumen 2022)'
const lke = 'LKE Zona Integritas, PermenPANRB 90/2021, VI.iv'

/**
 * The two PEKPPP scores and the three of Zona Integritas for one result: that of a unit, or of several together.
 * @param about `publishedDay` is null until the result is published; `surveys` are those of the last four quarters;
 * `atCounter` is null where nobody has said whether the result hangs at the counter.
 */
export function scoresOf(
  actions: readonly ScoredAction[],
  about: { readonly publishedDay: LocalDay | null; readonly surveys: number; readonly atCounter?: boolean | null },
): ExplainedScore[] {
  const { publishedDay, surveys, atCounter = null } = about
  return [
    finishedShare(actions, publishedDay),
    speed(actions, publishedDay),
    surveysInAYear(surveys),
    openness(publishedDay !== null, atCounter),
    extent(actions, publishedDay),
  ]
}

function finishedShare(actions: readonly ScoredAction[], publishedDay: LocalDay | null): ExplainedScore {
  const { points, planned, finished } = shareScore(actions, publishedDay)
  const explanation =
    planned === 0
      ? 'Belum ada rencana tindak lanjut.'
      : `${formatCount(finished)} dari ${formatCount(planned)} rencana selesai: ${formatCount(finished)} ÷ ${formatCount(planned)} × 100 = ${percent(finished, planned)} %.${leftOut(actions, publishedDay)}`
  return {
    instrument: 'PEKPPP',
    item: '8.a.Ak',
    title: 'Persentase rencana tindak lanjut yang selesai',
    points: 100 * points,
    most: 500,
    explanation: `${explanation} Skala: tidak ada rencana 0, belum ada yang selesai 1, di bawah 30 % 2, 30–80 % 3, di atas 80 % 4, 100 % 5.`,
    source: pekppp,
  }
}

function speed(actions: readonly ScoredAction[], publishedDay: LocalDay | null): ExplainedScore {
  const { points, months, planned, finished } = speedScore(actions, publishedDay)
  const explanation =
    planned === 0
      ? 'Belum ada rencana tindak lanjut.'
      : publishedDay === null
        ? 'Hasil survei belum terbit, jadi kecepatannya belum dapat dihitung.'
        : months === null
          ? `Baru ${formatCount(finished)} dari ${formatCount(planned)} rencana selesai; kecepatan dihitung sesudah semuanya selesai.`
          : `Seluruh ${formatCount(planned)} rencana selesai dalam ${formatCount(months)} bulan sejak hasil terbit pada ${formatDay(publishedDay)}; bulan yang belum penuh dihitung satu bulan.`
  return {
    instrument: 'PEKPPP',
    item: '9.a.Ak',
    title: 'Kecepatan tindak lanjut seluruhnya sejak hasil terbit',
    points: 100 * points,
    most: 500,
    explanation: `${explanation} Skala: selesai dalam 12 bulan 1, 9 bulan 2, 6 bulan 3, 3 bulan 4, 1 bulan 5; selain itu 0.`,
    source: pekppp,
  }
}

function surveysInAYear(surveys: number): ExplainedScore {
  return {
    instrument: 'Zona Integritas',
    item: 'VI.iv.a',
    title: 'Survei kepuasan masyarakat dilakukan',
    points: surveysScore(surveys),
    most: 100,
    explanation: `${formatCount(surveys)} survei dalam empat triwulan terakhir. Skala: 4 kali atau lebih 1; 3 kali 0,75; 2 kali 0,5; 1 kali 0,25; belum 0.`,
    source: lke,
  }
}

function openness(online: boolean, atCounter: boolean | null): ExplainedScore {
  const said = online ? 'Hasil terbit daring di situs ini.' : 'Hasil belum terbit daring di situs ini.'
  const counter =
    atCounter === null
      ? `Apakah hasil juga dipasang di tempat layanan tidak dapat diketahui sistem: nilainya ${written(opennessScore(online, true))} bila dipasang, ${written(opennessScore(online, false))} bila tidak.`
      : atCounter
        ? 'Hasil dipasang di tempat layanan, menurut keterangan unit.'
        : 'Hasil tidak dipasang di tempat layanan, menurut keterangan unit.'
  return {
    instrument: 'Zona Integritas',
    item: 'VI.iv.b',
    title: 'Hasil survei dapat diakses secara terbuka',
    points: opennessScore(online, atCounter),
    most: 100,
    explanation: `${said} ${counter} Skala: daring dan di tempat layanan 1, hanya di tempat layanan 0,5, tidak dipublikasi 0; hanya daring tidak disebut instrumen dan dihitung 0,5.`,
    source: lke,
  }
}

function extent(actions: readonly ScoredAction[], publishedDay: LocalDay | null): ExplainedScore {
  const { extent, points, planned, finished } = extentScore(actions, publishedDay)
  const explanation =
    planned === 0
      ? 'Belum ada rencana tindak lanjut.'
      : `${formatCount(finished)} dari ${formatCount(planned)} rencana selesai: ${extentWords[extent]} ditindaklanjuti.${leftOut(actions, publishedDay)}`
  return {
    instrument: 'Zona Integritas',
    item: 'VI.iv.c',
    title: 'Dilakukan tindak lanjut atas hasil survei',
    points,
    most: 100,
    explanation: `${explanation} Skala: seluruh 1; sebagian besar, yaitu lebih dari separuh, 0,67; sebagian kecil 0,33; belum 0.`,
    source: lke,
  }
}

function leftOut(actions: readonly ScoredAction[], publishedDay: LocalDay | null): string {
  const counted = countedActions(actions, publishedDay)
  const cancelled = counted.filter(({ status }) => status === 'cancelled').length
  const left = actions.length - counted.length
  return [
    cancelled > 0 ? ` ${formatCount(cancelled)} rencana yang dibatalkan dihitung belum selesai.` : '',
    left > 0 ? ` ${formatCount(left)} rencana yang dibatalkan sebelum hasil terbit tidak dihitung.` : '',
  ].join('')
}

/** One decimal, cut and not rounded, so that 79,96 % is never written as 80. */
function percent(finished: number, planned: number): string {
  const tenths = Math.floor((1000 * finished) / planned)
  return formatHundredths(10 * tenths).slice(0, -1)
}

function written(hundredths: number | null): string {
  return hundredths === null ? '–' : formatHundredths(hundredths).replace(/,?0+$/, '')
}
