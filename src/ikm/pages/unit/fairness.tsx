// Whether groups of respondents rate the unit alike, in the last quarter that is over: a running one is never divided.

import { Fold, Table } from '../../../interface/table.tsx'
import { formatCount, formatHundredths } from '../../../language/format.ts'
import { inWords } from '../../../units/quarter.ts'
import type { Quarter } from '../../../units/rules/calendar.ts'
import { type Comparison, comparisonWords, type FairnessOfDimension, withheldWords } from '../../rules/fairness.ts'
import { intervalText, listed, twoLines } from './words.ts'

export interface FairnessView {
  /** A quarter that is over. */
  readonly quarter: Quarter
  readonly respondents: number
  readonly dimensions: readonly FairnessOfDimension[]
}

export function Fairness({ fairness: { quarter, respondents, dimensions } }: { readonly fairness: FairnessView }) {
  const shown = dimensions.filter(({ rows }) => rows.length > 0)
  const withheld = dimensions.filter(({ rows }) => rows.length === 0)
  const telling = shown.filter(isTelling)
  const rest = shown.filter((dimension) => !isTelling(dimension))
  return (
    <section class="card" aria-labelledby="judul-kelompok">
      <h2 id="judul-kelompok">Apakah semua kelompok terlayani sama baiknya?</h2>
      {respondents === 0 ? (
        <p>Belum ada responden pada {inWords(quarter)}, triwulan terakhir yang sudah berakhir.</p>
      ) : (
        <>
          <p>
            {inWords(quarter)}, {formatCount(respondents)} responden. {differencesInWords(shown)}
          </p>
          {shown.length > 0 && (
            <div class="halves">
              {[...telling, ...rest].map((dimension) => (
                <Fold summary={summaryOf(dimension)} open={isTelling(dimension)}>
                  <Table
                    caption={`Nilai menurut ${dimension.label.toLowerCase()}`}
                    columns={[
                      { label: 'Kelompok' },
                      { label: 'Responden', figures: true },
                      { label: 'Nilai', figures: true },
                      { label: 'Dibanding lainnya' },
                      { label: 'Selang 95\u00a0%', figures: true },
                    ]}
                    rows={dimension.rows.map((row) => [
                      row.label,
                      formatCount(row.respondents),
                      formatHundredths(row.index),
                      twoLines(comparisonWords[row.comparison]),
                      intervalText(row.interval),
                    ])}
                  />
                </Fold>
              ))}
            </div>
          )}
          {shown.length > 0 && withheld.length > 0 && (
            <p class="fine">
              {withheld.map(({ label }) => label).join('; ')}:{' '}
              {withheldWords.charAt(0).toLowerCase() + withheldWords.slice(1)}
            </p>
          )}
          {shown.length > 0 && (
            <p class="fine">
              Nilai kelompok adalah rata-rata nilai tiap responden. Kelompok kecil digabung agar jawaban seseorang tidak
              dapat ditebak. <a href="/metodologi#kelompok">Cara membandingkan kelompok</a>.
            </p>
          )}
        </>
      )}
    </section>
  )
}

function isTelling({ rows }: FairnessOfDimension): boolean {
  return rows.some(({ comparison }) => comparison !== 'unclear')
}

function summaryOf(dimension: FairnessOfDimension): string {
  return isTelling(dimension) ? `${dimension.label}: ada perbedaan` : dimension.label
}

function differencesInWords(shown: readonly FairnessOfDimension[]): string {
  if (shown.length === 0) return withheldWords
  const told = shown.filter(isTelling).map(({ label, rows }) => {
    const groups = (wanted: Comparison) =>
      rows.filter(({ comparison }) => comparison === wanted).map((row) => row.label)
    const [lower, higher] = [groups('lower'), groups('higher')]
    const parts = [
      lower.length > 0 ? `${listed(lower)} ${comparisonWords.lower}` : '',
      // Of two groups the one is higher because the other is lower.
      higher.length > 0 && rows.length > 2 ? `${listed(higher)} ${comparisonWords.higher}` : '',
    ]
    return `${label}: ${parts.filter(Boolean).join('; ')}.`
  })
  if (told.length === 0) return 'Belum ada kelompok yang penilaiannya dapat dibedakan dari responden lainnya.'
  return ['Ada kelompok yang menilai berbeda dari responden lainnya.', ...told].join(' ')
}
