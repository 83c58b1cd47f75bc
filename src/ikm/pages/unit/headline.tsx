// The figure people came for: the index of the running quarter, how sure it is, and whether enough have answered.

import type { Band } from '../../../interface/charts/scale.ts'
import { Strip } from '../../../interface/charts/strip.tsx'
import { Chip } from '../../../interface/chip.tsx'
import {
  formatCount,
  formatDay,
  formatDays,
  formatDecimal,
  formatHundredths,
  formatPercent,
} from '../../../language/format.ts'
import type { Grade } from '../../../surveys/rules.ts'
import { inWords } from '../../../units/quarter.ts'
import { type LocalDay, type Quarter, quarterDays } from '../../../units/rules/calendar.ts'
import type { Bearing } from '../../rules/bearing.ts'
import { certaintyInWords } from '../../rules/certainty.ts'
import type { Interval } from '../../rules/interval.ts'
import { type Sufficiency, sufficiencyWords } from '../../rules/sufficiency.ts'
import type { Summary } from '../../rules/summary.ts'
import { gradeTone } from '../grade.ts'
import { scale, zoomed } from './axis.ts'
import { intervalText } from './words.ts'

export interface HeadlineProps {
  readonly quarter: Quarter
  readonly summary: Summary
  readonly bearing: Bearing
  readonly sufficiency: Sufficiency
  readonly today: LocalDay
}

export function Headline({
  quarter,
  summary,
  bearing,
  sufficiency,
  today,
  bands,
}: HeadlineProps & { readonly bands: readonly Band[] }) {
  const { first, last } = quarterDays(quarter)
  const range = zoomed(summary.ikm ?? scale.from, [5000])
  const running = today <= last
  const provisional = running
    ? 'Sementara – triwulan berjalan, belum dipublikasikan'
    : 'Sementara – triwulan sudah berakhir, belum dipublikasikan'
  return (
    <section class={`card headline ${summary.state}`} aria-labelledby="ikm">
      <h2 id="ikm">IKM {inWords(quarter)}</h2>
      <p class="provisional">{provisional}</p>
      {summary.ikm === null ? (
        <>
          <p class="figure">Belum ada data</p>
          <p>
            Belum ada responden pada triwulan ini. Ini bukan nilai nol: angkanya memang belum ada. Untuk memberi
            penilaian, pindai kode QR di loket unit ini.
          </p>
          {sufficiency.target !== null && <p>{sufficiencyInWords(sufficiency, last)}</p>}
        </>
      ) : (
        <>
          <div class="leading">
            <p class="figure">{formatHundredths(summary.ikm)}</p>
            <div>
              {summary.grade ? (
                <Chip tone={gradeTone(summary.grade.grade)} mark={summary.grade.grade}>
                  {summary.grade.performance}
                </Chip>
              ) : (
                <Chip tone="plain">belum cukup</Chip>
              )}
              <p>{formatCount(summary.respondents)} responden</p>
            </div>
          </div>
          <p class="interval">{intervalInWords(bearing.interval)}</p>
          <Strip
            value={summary.ikm}
            bands={bands}
            range={range}
            start={formatHundredths(range.from)}
            banded={summary.grade !== null}
            label={`${formatHundredths(summary.ikm)}. ${bands
              .toReversed()
              .map(({ mark, text }) => `Mutu ${mark} mulai ${text}`)
              .join(', ')}.`}
          />
          <p>
            {summary.grade
              ? `${meaning(summary.ikm, summary.grade)}${howSure(bearing)}`
              : `Belum cukup: perlu ${formatCount(summary.minimum)} responden untuk mutu, baru ada ${formatCount(summary.respondents)}. Angka ini masih mudah berubah.`}
          </p>
          <p>{sufficiencyInWords(sufficiency, last)}</p>
          <p class="fine">
            Jawaban tanggal {formatDays(first, running ? today : last)}. Skala IKM 25 sampai 100. Cara menghitung{' '}
            <a href="/metodologi#selang">selang</a>, <a href="/metodologi#mutu">mutu</a>, dan{' '}
            <a href="/metodologi#kecukupan">sasaran</a>.
          </p>
        </>
      )}
    </section>
  )
}

function meaning(ikm: number, { grade, performance }: Grade): string {
  return `Menurut penggunanya, kinerja pelayanan unit ini ${performance.toLowerCase()}: ${formatHundredths(ikm)} dari paling tinggi 100, mutu ${grade}.`
}

export function intervalInWords(interval: Interval | null): string {
  return interval
    ? `${intervalText(interval)} dengan keyakinan 95\u00a0%`
    : 'Dari satu responden, ketelitiannya belum dapat dihitung.'
}

function howSure({ certainty }: Bearing): string {
  if (!certainty) return ''
  return certainty.word === 'open'
    ? ' Mutunya belum dapat dipastikan.'
    : ` Kepastian mutu: ${certaintyInWords(certainty)}.`
}

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
