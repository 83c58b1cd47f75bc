// Whether groups of respondents are served alike, and why small groups never stand alone.

import { formatCount } from '../../../language/format.ts'
import { permittedError } from '../../rules/change.ts'
import { comparisonWords, timesForSpecific, withheldWords } from '../../rules/fairness.ts'
import { profileOf } from '../../rules/profile.ts'
import { book } from './example.ts'
import { bar, both, Formula, over, root, row, Sign, sub, sup } from './formula.tsx'
import { Formulas, inHundred, Section } from './section.tsx'

const { lowest, highest } = book.scale

export function GroupsSection() {
  const { dimensions } = profileOf(undefined, new Map())
  const labels = dimensions.map(({ label }) => label.toLowerCase())
  const specific = dimensions.flatMap(({ label, categories }) =>
    categories.flatMap((category) => (category.specific ? [`${label}: ${category.label}`] : [])),
  )
  const minimum = book.minimumRespondents
  return (
    <Section
      anchor="kelompok"
      title="Kelompok responden"
      means="Indeks per kelompok menunjukkan apakah semua orang dilayani sama baiknya. Kelompok kecil tidak ditampilkan sendiri, supaya jawaban seseorang tidak dapat ditebak, juga tidak dengan mengurangkan satu tabel dari tabel lain."
      sources={['data', 'holm', 'coxSuppression', 'hundepool', 'duncan', 'wong', 'fischetti']}
    >
      <p>Yang dibedakan: {labels.join('; ')}. Ciri responden hanya yang diisinya sendiri dengan sukarela.</p>
      <p>
        Tiap kelompok diuji terhadap semua responden lain di unit itu, semua kelompok sebagai satu keluarga menurut
        Holm. Kata “{comparisonWords.higher}” atau “{comparisonWords.lower}” muncul pada paling banyak{' '}
        {inHundred(permittedError)} halaman yang kelompoknya sebenarnya sama; selebihnya “{comparisonWords.unclear}”.
      </p>
      <h3>Mengapa baris digabung</h3>
      <ul>
        <li>
          Satu baris tampil hanya bila ia, dan semua yang tersisa, mempunyai paling sedikit {formatCount(minimum)}{' '}
          responden.
        </li>
        <li>
          Baris dengan data pribadi yang bersifat spesifik perlu paling sedikit{' '}
          {formatCount(timesForSpecific * minimum)}: {specific.join('; ')}.
        </li>
        <li>
          Yang belum mencapai batas itu digabung: usia dan pendidikan dengan jenjang berikutnya, yang lain dengan baris
          sisanya, bersama mereka yang tidak menjawab.
        </li>
        <li>
          Bila tidak ada dua baris yang dapat tampil, tertulis: “{withheldWords}” Alasan persisnya tidak disebut, karena
          alasan itu pun bercerita tentang kelompoknya.
        </li>
      </ul>
      <p>
        Menyembunyikan satu baris saja tidak cukup: total dikurangi baris lain membukanya kembali, dan pilihan baris
        mana yang ikut disembunyikan pun dapat dibaca. Aturan di sini memotong kategori dalam urutan tetap, sehingga
        baris gabungan tampak sama berapa pun isi kategori kecilnya. Karena alasan yang sama, tabel kelompok tidak
        dibuat per layanan, loket, atau pekan, tidak untuk beberapa unit atau triwulan sekaligus, dan tidak silang dua
        ciri.
      </p>
      <Formulas>
        <Formula
          lines={[[sub('indeks', 'g'), ' = ', sub(bar('y'), 'g'), ` × ${book.convertedFactor}`]]}
          says={
            <>
              Rata-rata dari rata-rata tiap orang dalam kelompok <Sign>g</Sign>, dibulatkan satu kali.
            </>
          }
        />
        <Formula
          lines={[
            [
              sup('s', '2'),
              ' = ',
              over(row('∑ ', both('y', 'i', '2'), ' − ∑ ', sub('n', 'g'), both(bar('y'), 'g', '2')), 'n − G'),
            ],
            [
              'φ = ',
              over(
                root(sup(row('(n', sup('s', '2'), ')'), '2'), ' + 1'),
                root(sup('H', '2'), ` + ${(highest - lowest) ** 2}`),
              ),
            ],
            ['H = ∑ ', sub('n', 'g'), '(', sub(bar('y'), 'g'), ` − ${lowest})(${highest} − `, sub(bar('y'), 'g'), ')'],
          ]}
          says={
            <>
              Ragam digabung dari semua <Sign>G</Sign> kelompok yang tampil. Selang dan uji lalu seperti pada{' '}
              <a href="#selang">selang</a> dan <a href="#perubahan">perubahan</a>.
            </>
          }
        />
      </Formulas>
    </Section>
  )
}
