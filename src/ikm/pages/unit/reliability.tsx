// Whether the elements of the questionnaire measure one thing together, as reports ask for.

import { Fold, Table } from '../../../interface/table.tsx'
import { formatCount, formatDecimal } from '../../../language/format.ts'
import { leastRespondents } from '../../rules/priorities.ts'
import { type Reliability as Found, reliabilityWords, weakItemRestWord } from '../../rules/reliability.ts'
import { listed } from './words.ts'

export function Reliability({ reliability }: { readonly reliability: Found | null }) {
  return (
    <section class="card" aria-labelledby="judul-keandalan">
      <h2 id="judul-keandalan">Keandalan kuesioner</h2>
      <p>{reliability ? reliabilityInWords(reliability) : notYet}</p>
      {reliability && reliability.respondents >= leastRespondents && (
        <Fold summary="Tabel keandalan">
          <Table
            caption="Hubungan tiap unsur dengan unsur lainnya"
            columns={[
              { label: 'Unsur' },
              { label: 'Korelasi', figures: true },
              { label: 'Alpha tanpa unsur ini', figures: true },
            ]}
            rows={reliability.elements.map(({ name, itemRest, alphaWithout }) => [
              name,
              itemRest === null ? '–' : formatDecimal(itemRest, 2),
              alphaWithout === null ? '–' : formatDecimal(alphaWithout, 2),
            ])}
          />
          <p class="fine">
            Korelasi: seberapa erat jawaban unsur ini sejalan dengan jumlah unsur lainnya, −1 sampai 1. Alpha mengukur
            apakah semua unsur mengukur hal yang sama; 1 yang tertinggi.{' '}
            <a href="/metodologi#keandalan">Cara menghitung keandalan</a>.
          </p>
        </Fold>
      )}
    </section>
  )
}

const notYet = 'Belum dapat dihitung: perlu beberapa responden yang jawabannya tidak semuanya sama.'

function reliabilityInWords({ alpha, interval, word, respondents, exact, elements }: Found): string {
  const figures = `alpha Cronbach ${formatDecimal(alpha, 2)}, selang 95\u00a0% ${formatDecimal(interval.low, 2)} sampai ${formatDecimal(interval.high, 2)}`
  if (respondents < leastRespondents) {
    return `Belum dapat disimpulkan dari ${formatCount(respondents)} responden: ${figures}.`
  }
  const weak = elements.filter((element) => element.weak).map(({ name }) => name)
  return [
    `Kuesioner ini ${reliabilityWords[word]}: ${figures}.`,
    weak.length > 0 ? `${weakItemRestWord.charAt(0).toUpperCase()}${weakItemRestWord.slice(1)}: ${listed(weak)}.` : '',
    exact ? '' : 'Angkanya perkiraan, karena sebagian jawaban kosong.',
  ]
    .filter(Boolean)
    .join(' ')
}
