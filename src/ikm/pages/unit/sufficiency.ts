// Whether enough have answered, in a sentence or two: the target, where it comes from, what a day still needs.

import { formatCount, formatDay, formatDecimal, formatPercent } from '../../../language/format.ts'
import type { LocalDay } from '../../../units/rules/calendar.ts'
import { type Sufficiency, sufficiencyWords } from '../../rules/sufficiency.ts'

export function sufficiencyInWords(sufficiency: Sufficiency, last: LocalDay): string {
  const { answers, served, servedFrom, target, missing, responseRate, neededPerDay } = sufficiency
  if (servedFrom === null) return 'Sasaran belum diketahui: jumlah orang yang dilayani belum dicatat.'
  // Every month entered has a rate, unless nobody was served in it or more people answered than were.
  if (servedFrom !== 'earlierQuarter' && responseRate === null && answers > 0) {
    return 'Sasaran belum dapat dihitung: jumlah orang yang dilayani lebih kecil dari jumlah responden; periksa catatannya.'
  }
  if (served === null || target === null || missing === null) {
    return 'Sasaran belum diketahui: tercatat belum ada orang yang dilayani.'
  }
  const standing = `${answers === 0 ? 'Sasaran' : `${formatCount(answers)} dari sasaran`} ${formatCount(target)} responden: ${needed(missing, neededPerDay, formatDay(last))}.`
  const people = `${formatCount(served)} orang dilayani`
  const origin = {
    counted: `Sasaran dihitung dari ${people} dalam triwulan ini.`,
    projected: `Sasaran diperkirakan dari bulan yang sudah dicatat: kira-kira ${people} dalam triwulan ini.`,
    earlierQuarter: `Sasaran diperkirakan dari triwulan sebelumnya: ${people}.`,
  }[servedFrom]
  if (responseRate === null || answers === 0) return `${standing} ${origin}`
  const span = servedFrom === 'projected' ? 'Pada bulan itu kira-kira' : 'Kira-kira'
  return `${standing} ${origin} ${span} ${formatPercent(responseRate)} dari yang dilayani menjawab.`
}

function needed(missing: number, perDay: number | null, until: string): string {
  if (missing === 0) return sufficiencyWords.enough
  if (perDay === null) return `kurang ${formatCount(missing)}`
  if (perDay < 1) return `perlu ${formatCount(missing)} jawaban lagi sampai ${until}`
  return `perlu ${formatDecimal(perDay, Number.isInteger(perDay) ? 0 : 1)} jawaban sehari sampai ${until}`
}
