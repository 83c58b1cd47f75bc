// A unit's figures as open data: the same numbers as on its page, under the names that government portals use.

import { scoreUnit } from '../surveys/rules.ts'
import { dayToText, mondayOf, quarterSlug } from '../units/rules/calendar.ts'
import type { UnitView } from './actions.ts'
import { certaintyInWords } from './rules/certainty.ts'
import { directionWords } from './rules/change.ts'
import { comparisonWords } from './rules/fairness.ts'
import { roundHalfUp } from './rules/fraction.ts'
import type { Interval } from './rules/interval.ts'
import { quadrantWords } from './rules/priorities.ts'
import { reliabilityWords } from './rules/reliability.ts'
import { sufficiencyWords } from './rules/sufficiency.ts'
import { watchWords } from './rules/watch.ts'

/** An object of JSON, null wherever there is no figure: never NaN, never a zero that stands for nothing. */
export function unitFigures(view: UnitView) {
  const { unit, quarter, today, summary, bearing, sufficiency, distributions, priorities, reliability, watch } = view
  const ranked = new Map(priorities.state === 'known' ? priorities.elements.map((one) => [one.key, one]) : [])
  const itemRest = new Map(reliability?.elements.map((one) => [one.key, one.itemRest]))
  return {
    kode_unit: unit.slug,
    nama_unit: unit.name,
    instansi: unit.agency,
    periode: quarterSlug(quarter),
    keadaan: 'sementara',
    per_tanggal: dayToText(today),
    metode: summary.method,
    jumlah_responden: summary.respondents,
    ikm: value(summary.ikm),
    mutu: summary.grade?.grade ?? null,
    kinerja: summary.grade?.performance ?? null,
    selang: range(bearing.interval),
    margin_galat: margin(summary.ikm, bearing.interval),
    kepastian_mutu: summary.grade && bearing.certainty ? certaintyInWords(bearing.certainty) : null,
    peluang_mutu:
      summary.grade && bearing.certainty
        ? Object.fromEntries(
            bearing.certainty.probabilities.map(({ grade, probability }) => [grade, rounded(probability, 3)]),
          )
        : null,
    perubahan: bearing.change && changeFigures(bearing.change),
    pembanding: {
      exact: value(summary.comparison.exact),
      '0.111': value(summary.comparison['0.111']),
      '0.11': value(summary.comparison['0.11']),
    },
    kecukupan: {
      keadaan: sufficiencyWords[sufficiency.state],
      orang_dilayani: sufficiency.served,
      sasaran: sufficiency.target,
      kurang: sufficiency.missing,
      tingkat_jawaban: sufficiency.responseRate === null ? null : rounded(sufficiency.responseRate, 4),
      perlu_per_hari: sufficiency.neededPerDay,
    },
    unsur: summary.elements.map(({ key, code, name, count, sum, mean, convertedValue, grade }) => {
      const change = bearing.elementChanges.get(key)
      const priority = ranked.get(key)
      const association = itemRest.get(key)
      return {
        kunci: key,
        kode: code,
        nama: name,
        jumlah: count === 0 ? null : sum / scoreUnit,
        terisi: count,
        nrr: mean && roundHalfUp(mean, 4) / 10_000,
        nilai: value(convertedValue),
        mutu: grade?.grade ?? null,
        selang: range(bearing.elements.get(key)),
        perubahan: change ? changeFigures(change) : null,
        sebaran: distributions.get(key) ?? null,
        kepentingan: priority?.importance
          ? {
              nilai: rounded(priority.importance.correlation, 3),
              selang: [rounded(priority.importance.low, 3), rounded(priority.importance.high, 3)],
            }
          : null,
        kuadran: priority && priority.quadrant !== 'undecided' ? quadrantWords[priority.quadrant] : null,
        korelasi_item_total: association == null ? null : rounded(association, 3),
      }
    }),
    tiga_terendah: priorities.lowest.map(({ key }) => key),
    keandalan: reliability && {
      alpha: rounded(reliability.alpha, 3),
      selang: [rounded(reliability.interval.low, 3), rounded(reliability.interval.high, 3)],
      kata: reliabilityWords[reliability.word],
    },
    pemantauan: {
      keadaan: watchWords[watch.state],
      sejak: watch.began === null ? null : dayToText(mondayOf(watch.began)),
      pekan: watch.points.map(({ firstWeek, respondents, mean, band, signal }) => ({
        mulai: dayToText(mondayOf(firstWeek)),
        jumlah_responden: respondents,
        nilai: mean / 100,
        batas: band && [band.lower / 100, band.upper / 100],
        tanda: signal && watchWords[signal],
      })),
    },
    kelompok: {
      periode: quarterSlug(view.fairness.quarter),
      jumlah_responden: view.fairness.respondents,
      dimensi: view.fairness.dimensions.map(({ key, label, rows }) => ({
        kunci: key,
        nama: label,
        baris: rows.map((row) => ({
          kelompok: row.label,
          jumlah_responden: row.respondents,
          nilai: row.index / 100,
          selang: range(row.interval),
          dibanding_lainnya: comparisonWords[row.comparison],
        })),
      })),
    },
    tren: view.trend.map((point) => ({
      periode: quarterSlug(point.quarter),
      jumlah_responden: point.summary.respondents,
      ikm: value(point.summary.ikm),
      mutu: point.summary.grade?.grade ?? null,
      selang: range(point.interval),
    })),
  }
}

function changeFigures({ difference, direction }: NonNullable<UnitView['bearing']['change']>) {
  return { selisih: value(difference), arah: direction && directionWords[direction] }
}

function value(hundredths: number | null): number | null {
  return hundredths === null ? null : hundredths / 100
}

function range(interval: Interval | null | undefined): [number, number] | null {
  return interval ? [interval.low / 100, interval.high / 100] : null
}

/** The longer side of the interval. */
function margin(hundredths: number | null, interval: Interval | null): number | null {
  return hundredths === null || !interval ? null : Math.max(hundredths - interval.low, interval.high - hundredths) / 100
}

function rounded(figure: number, decimals: number): number {
  return Number(figure.toFixed(decimals))
}
