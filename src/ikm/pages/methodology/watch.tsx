// How a unit is watched week by week, and what a signal says and does not say.

import { Table } from '../../../interface/table.tsx'
import { formatDecimal, formatPercent } from '../../../language/format.ts'
import { enough, lately, memory, stray, toLearn, toLearnAgain, watchWords } from '../../rules/watch.ts'
import { bar, both, Formula, over, root, row, Sign, sub, sup } from './formula.tsx'
import { Formulas, Section } from './section.tsx'

/** How many of its own standard deviations the moving average may stray. */
const deviations = stray / Math.sqrt(memory / (2 - memory))

export function WatchSection() {
  return (
    <Section
      anchor="pemantauan"
      title="Pemantauan pekanan"
      means="Nilai tiap pekan selalu naik turun. Bagan kendali membedakan naik turun biasa dari pergeseran: unit dibandingkan dengan dirinya sendiri, bukan dengan sasaran. Tanda berarti ada yang berubah dan perlu dicari sebabnya; bukan berarti ada yang bersalah."
      sources={[
        'quesenberry1991',
        'quesenberry1993',
        'roberts',
        'hawkins',
        'lucas',
        'laney',
        'dersimonian',
        'hartung',
        'brown',
        'anscombe',
        'wallace',
        'samuel',
      ]}
    >
      <ol>
        <li>
          Satu titik adalah satu pekan yang sudah selesai. Pekan dengan kurang dari {enough} responden digabung dengan
          pekan berikutnya.
        </li>
        <li>
          Unit dipelajari dulu selama {toLearn} titik; setelah itu setiap titik dinilai dari semua titik sebelumnya.
        </li>
        <li>
          Titik di luar batas adalah tanda. Setelah tanda, tingkat baru dipelajari dari paling sedikit {toLearnAgain}{' '}
          titik, sehingga satu pergeseran ditandai satu kali.
        </li>
        <li>Tanda disebut selama {lately} pekan.</li>
      </ol>
      <Table
        caption="Kata untuk pemantauan"
        columns={[{ label: 'Ditulis' }, { label: 'Artinya' }]}
        rows={[
          [watchWords.steady, 'dipantau, dan tidak ada pergeseran yang terlihat'],
          [watchWords.lower, 'tingkatnya turun; pekan mulainya diperkirakan'],
          [watchWords.higher, 'tingkatnya naik; pekan mulainya diperkirakan'],
          [watchWords.tooFew, 'belum dipantau; bukan berarti baik atau buruk'],
        ]}
      />
      <Formulas>
        <Formula
          lines={[
            ['θ = arcsin', root(over(row('m·p + ', over('3', '8')), row('m + ', over('3', '4'))))],
            ['m = ', over('n', 'φ'), ',   var(θ) = ', over('1', '4m + 2')],
          ]}
          says={
            <>
              Rata-rata pekan <Sign>p</Sign> (bagian skala) dijadikan sudut, supaya batas tidak keluar dari skala dan
              nilai dekat tertinggi tidak condong. <Sign>φ</Sign> seperti pada <a href="#selang">selang</a>, dari
              respondennya masing-masing di sekitar rata-rata titiknya.
            </>
          }
        />
        <Formula
          lines={[
            [sup('e', '2'), ' = r', row('(', over('1', '4m + 2'), ' + ', sup('τ', '2'), ' + ', over('1', 'W'), ')')],
            ['r = max(1, ', over('Q', 'ν'), ')'],
            [
              'W = ∑ ',
              sub('h', 'i'),
              ',   ',
              sub('h', 'i'),
              ' = ',
              over('1', row('var(', sub('θ', 'i'), ') + ', sup('τ', '2'))),
            ],
            ['Q = ∑ ', sub('h', 'i'), sup(row('(', sub('θ', 'i'), ' − ', bar('θ'), ')'), '2')],
          ]}
          says={
            <>
              Galat titik baru terhadap tingkat <Sign>{[bar('θ')]}</Sign>, rata-rata berbobot titik sebelumnya:
              kebetulan dari banyaknya responden, ditambah beda antarpekan <Sign>{[sup('τ', '2')]}</Sign>, ditambah
              ketidakpastian tingkat itu. <Sign>Q</Sign> dijumlahkan atas semua tingkat; <Sign>ν</Sign> banyaknya titik
              dikurangi banyaknya tingkat.
            </>
          }
        />
        <Formula
          lines={[
            [
              sup('τ', '2'),
              ' = max',
              row(
                '(',
                '0, ',
                over(
                  row(sub('Q', '0'), ' − ν'),
                  row('∑ ', sub('h', 'i'), ' − ', over(row('∑ ', both('h', 'i', '2')), row('∑ ', sub('h', 'i')))),
                ),
                ')',
              ),
            ],
          ]}
          says={
            <>
              Beda antarpekan menurut DerSimonian dan Laird; <Sign>{[sub('Q', '0')]}</Sign> dan <Sign>h</Sign> dihitung
              lebih dulu tanpa <Sign>{[sup('τ', '2')]}</Sign>, penyebutnya dijumlahkan atas semua tingkat.
            </>
          }
        />
        <Formula
          lines={[
            ['t = ', over(row('θ − ', bar('θ')), 'e')],
            ['z = ± ', over('8ν + 1', '8ν + 3'), root('ν·ln', row('(', '1 + ', over(sup('t', '2'), 'ν'), ')'))],
          ]}
          says={
            <>
              Jarak dari tingkat menjadi skor baku, dengan tanda seperti <Sign>t</Sign>.
            </>
          }
        />
        <Formula
          lines={[
            [
              sub('A', 'i'),
              ` = ${formatDecimal(1 - memory, 1)}`,
              sub('A', 'i−1'),
              ` + ${formatDecimal(memory, 1)}`,
              sub('z', 'i'),
            ],
            [
              '|',
              sub('A', 'i'),
              `| > ${formatDecimal(deviations, 2)}`,
              root(over(formatDecimal(memory, 1), formatDecimal(2 - memory, 1))),
            ],
          ]}
          says={`Rata-rata bergerak: titik terbaru berbobot ${formatPercent(memory)}, yang lama makin kecil. Tanda muncul bila rata-rata bergerak melampaui ${formatDecimal(deviations, 2)} simpangan bakunya. Batas yang digambar di samping titik adalah nilai yang akan menimbulkan tanda itu.`}
        />
        <Formula
          lines={[
            ['mulai = ', sub('arg max', 'j'), over(row('± ', sub('∑', 'i≥j'), sub('z', 'i')), root('I − j + 1'))],
          ]}
          says="Pekan mulainya pergeseran adalah titik yang sejak itu skor-skornya paling jauh ke satu arah."
        />
      </Formulas>
    </Section>
  )
}
