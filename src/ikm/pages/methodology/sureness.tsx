// How far the answers of some carry: the interval, the certainty of the grade, and whether enough have answered.

import { Table } from '../../../interface/table.tsx'
import { formatCount, formatDecimal, formatHundredths, formatPercent } from '../../../language/format.ts'
import { type Certainty, certainFrom, certaintyInWords, certaintyOf } from '../../rules/certainty.ts'
import { intervalOf } from '../../rules/interval.ts'
import { requiredSample } from '../../rules/sample.ts'
import { sufficiencyOf, sufficiencyWords } from '../../rules/sufficiency.ts'
import { book, exampleQuarter } from './example.ts'
import { bar, both, Formula, over, root, row, Sign, sub, sup } from './formula.tsx'
import { Formulas, Section } from './section.tsx'

const { lowest, highest } = book.scale

export function IntervalSection() {
  const { summary, estimates } = exampleQuarter('after')
  const served = 4 * summary.respondents
  const known = exampleQuarter('after', served).estimates
  const told = (estimate: typeof estimates.index) => {
    const interval = estimate && intervalOf(estimate)
    return interval ? `${formatHundredths(interval.low)} sampai ${formatHundredths(interval.high)}` : '–'
  }
  return (
    <Section
      anchor="selang"
      title="Selang 95 %"
      means="Yang menjawab hanya sebagian dari yang dilayani. Andai orang lain yang kebetulan menjawab, angkanya sedikit berbeda. Selang 95 % menunjukkan seberapa jauh: dari 100 selang semacam ini, sekitar 95 memuat nilai seluruh pengguna layanan."
      sources={['cochran', 'wilson', 'franco', 'nist', 'press']}
    >
      <p>
        Contoh rekaan: {formatCount(summary.respondents)} responden, IKM {formatHundredths(summary.ikm ?? 0)}. Selangnya{' '}
        {told(estimates.index)}. Bila diketahui bahwa yang dilayani {formatCount(served)} orang, selangnya{' '}
        {told(known.index)}: makin banyak yang sudah menjawab, makin sedikit yang perlu diduga.
      </p>
      <p>
        Orang yang puas cenderung memberi nilai tinggi pada semua unsur. Karena itu sembilan jawaban dari satu orang
        tidak sama dengan sembilan orang: {formatCount(summary.respondents)} responden adalah{' '}
        {formatCount(summary.respondents)} keterangan, bukan {formatCount(summary.respondents * book.elements.length)}.
        Yang dipakai adalah ragam rata-rata tiap orang.
      </p>
      <p>
        Bentuk ini, selang skor Wilson, dipilih karena rumus biasa (rata-rata ditambah dan dikurangi galat) dapat
        melewati 100 dan terlalu sempit bila hampir semua orang memberi nilai tertinggi.
      </p>
      <Formulas>
        <h3>Ragam</h3>
        <Formula
          lines={[
            [sup('s', '2'), ' = ', over(row('∑ ', sup(row('(', sub('y', 'i'), ' − ', bar('y'), ')'), '2')), 'n − 1')],
          ]}
          says={
            <>
              <Sign>{[sub('y', 'i')]}</Sign> adalah rata-rata jawaban orang ke-<Sign>i</Sign>, <Sign>{[bar('y')]}</Sign>{' '}
              rata-rata semuanya, <Sign>n</Sign> banyaknya responden.
            </>
          }
        />
        <Formula
          lines={[
            [
              sup('s', '2'),
              ' = ',
              'n',
              sub('∑', 'e'),
              sub('∑', 'f'),
              over(
                row(sub('w', 'e'), sub('w', 'f'), sub('c', 'ef')),
                row('max(', sub('n', 'e'), ', ', sub('n', 'f'), ')'),
              ),
            ],
          ]}
          says={
            <>
              Bila ada jawaban kosong: dijumlahkan atas semua pasangan unsur, dengan bobot <Sign>w</Sign>, banyaknya
              jawaban <Sign>{[sub('n', 'e')]}</Sign>, dan kovarians <Sign>{[sub('c', 'ef')]}</Sign>. Untuk unsur yang
              sama itu ragam unsurnya sendiri; untuk pasangan berbeda, kovarians rata-rata yang tersirat dari rata-rata
              tiap orang. Untuk satu unsur, <Sign>{[sup('s', '2')]}</Sign> adalah ragam jawabannya.
            </>
          }
        />
        <h3>Seberapa tersebar</h3>
        <Formula
          lines={[
            [
              'φ = ',
              over(
                root(sup(row('(n', sup('s', '2'), ')'), '2'), ' + ', sup('a', '2')),
                root(sup(row('(n·g)'), '2'), ' + ', sup(row(`(${highest - lowest}a)`), '2')),
              ),
            ],
            ['g = (', bar('y'), ` − ${lowest})(${highest} − `, bar('y'), ')'],
          ]}
          says={
            <>
              Ragam yang terlihat dibagi ragam terbesar yang mungkin pada rata-rata itu, paling tinggi 1. Suku dengan{' '}
              <Sign>a</Sign> menambahkan satu responden yang menjawab berbeda satu nilai, supaya contoh yang semuanya
              sepakat tidak dianggap pasti.
            </>
          }
        />
        <Formula
          lines={[['a = ', over(row('n', sup('s', '2'), ' + 0,1'), row('n', both('s', 'e', '2'), ' + 0,1'))]]}
          says={
            <>
              Untuk IKM <Sign>a</Sign> adalah ragam antarresponden terhadap ragam rata-rata satu unsur,{' '}
              <Sign>{[both('s', 'e', '2')]}</Sign>, paling tinggi 1. Untuk satu unsur <Sign>a = 1</Sign>.
            </>
          }
        />
        <h3>Selangnya</h3>
        <Formula
          lines={[
            ['|', bar('y'), ' − μ| ≤ ', 't', root(over(row('φ·u·(μ', ` − ${lowest})(${highest} − `, 'μ)'), 'n'))],
            ['u = 1 − ', over('n', 'N')],
          ]}
          says={
            <>
              Selang memuat setiap rata-rata <Sign>μ</Sign> yang tidak disangkal jawaban. <Sign>t</Sign> dari sebaran t
              Student dengan <Sign>n − 1</Sign> derajat bebas, pada 97,5 %. <Sign>u</Sign> adalah bagian yang belum
              menjawab dari <Sign>N</Sign> orang yang dilayani; 1 bila <Sign>N</Sign> tidak diketahui atau lebih kecil
              daripada <Sign>n</Sign>.
            </>
          }
        />
        <Formula
          lines={[
            [over(row('p + ', over('k', '2'), ' ± ', root('k·p(1 − p) + ', over(sup('k', '2'), '4'))), row('1 + k'))],
            [
              'p = ',
              over(row(bar('y'), ` − ${lowest}`), `${highest - lowest}`),
              ',   k = ',
              over(row(sup('t', '2'), '·φ·u'), 'n'),
            ],
          ]}
          says={
            <>
              Kedua ujungnya, sebagai bagian skala; dikalikan {(highest - lowest) * book.convertedFactor} dan ditambah{' '}
              {lowest * book.convertedFactor} menjadi nilai IKM. Ujung bawah dibulatkan ke bawah, ujung atas ke atas.
            </>
          }
        />
        <Formula
          lines={[['p(1 − u) ≤ selang ≤ p(1 − u) + u']]}
          says="Selang tidak pernah melampaui yang mungkin terjadi, yaitu bila semua yang belum menjawab memberi nilai terendah atau tertinggi. Bila semua yang dilayani sudah menjawab, selangnya adalah angka itu sendiri."
        />
      </Formulas>
    </Section>
  )
}

export function GradeSection() {
  const { estimates } = exampleQuarter('after')
  const certainty = estimates.index && certaintyOf(estimates.index, book)
  const word = (word: Certainty['word'], ...grades: Certainty['grades']) =>
    certaintyInWords({ word, grades, probabilities: [] })
  return (
    <Section
      anchor="mutu"
      title="Kepastian mutu"
      means="Huruf mutu dibaca dari IKM, sedangkan IKM punya selang. Kepastian mutu menyebut seberapa yakin kita bahwa nilai seluruh pengguna layanan juga jatuh pada huruf itu."
      sources={['coxDistribution', 'schweder']}
    >
      {certainty && (
        <p>
          Contoh rekaan: {certaintyInWords(certainty)}. Rinciannya{' '}
          {certainty.probabilities
            .filter(({ probability }) => probability >= 0.005)
            .map(({ grade, probability }) => `mutu ${grade} ${formatPercent(probability)}`)
            .join(', ')}
          .
        </p>
      )}
      <Table
        caption="Kata untuk kepastian mutu, misalnya untuk unit bermutu B"
        columns={[{ label: 'Ditulis' }, { label: 'Bila' }]}
        rows={[
          [word('almostCertain', 'B'), `keyakinan ${formatPercent(certainFrom.almostCertain)} atau lebih`],
          [word('fairlyCertain', 'B'), `${formatPercent(certainFrom.fairlyCertain)} atau lebih`],
          [word('likely', 'B'), `${formatPercent(certainFrom.likely)} atau lebih`],
          [
            word('between', 'B', 'A'),
            `kurang dari itu, tetapi dua mutu berdekatan bersama mencapai ${formatPercent(certainFrom.fairlyCertain)}`,
          ],
          [word('open'), 'selain itu'],
        ]}
      />
      <Formulas>
        <Formula
          lines={[
            ['K(v) = P', row('(', 'T ≤ ', over('p − q', root(over('φ·u·q(1 − q)', 'n'))), ')')],
            ['q = ', over(`v − ${lowest * book.convertedFactor}`, `${(highest - lowest) * book.convertedFactor}`)],
          ]}
          says={
            <>
              <Sign>K(v)</Sign> adalah keyakinan bahwa nilainya paling sedikit <Sign>v</Sign>; <Sign>T</Sign> bersebaran
              t Student dengan <Sign>n − 1</Sign> derajat bebas, lambang lain seperti pada <a href="#selang">selang</a>.
              Keyakinan satu mutu adalah <Sign>K</Sign> pada batas bawahnya dikurangi <Sign>K</Sign> pada batas mutu di
              atasnya. Batasnya setengah angka terakhir lebih rendah, karena angka dibulatkan: mutu{' '}
              {book.grades[0]?.grade} mulai {formatDecimal(((book.grades[0]?.from ?? 0) - 0.5) / 100, 3)}.
            </>
          }
        />
      </Formulas>
    </Section>
  )
}

const populations = [50, 100, 200, 500, 1_000, 2_000, 5_000, 20_000, 100_000]

export function SufficiencySection() {
  const progress = {
    months: [
      { served: 400, answers: 80 },
      { served: null, answers: 40 },
      { served: null, answers: 0 },
    ],
    daysLeft: 40,
    servedBefore: null,
  }
  const found = sufficiencyOf(progress)
  const [month] = progress.months
  return (
    <Section
      anchor="kecukupan"
      title="Kecukupan jawaban"
      means="Selama triwulan berjalan, unit melihat berapa jawaban yang dibutuhkan, berapa yang sudah ada, dan berapa per hari yang masih perlu. Sasaran ini tidak pernah menjadi alasan untuk membuang atau memilih jawaban: semua jawaban dihitung."
      sources={['krejcie', 'template']}
    >
      <Formula
        lines={[['S = ', over(row(sup('χ', '2'), '·N·P·Q'), row(sup('d', '2'), '(N − 1) + ', sup('χ', '2'), '·P·Q'))]]}
        says={
          <>
            Rumus Krejcie dan Morgan: <Sign>N</Sign> orang dilayani, <Sign>{[sup('χ', '2'), ' = 3,841']}</Sign>,{' '}
            <Sign>P = Q = 0,5</Sign>, <Sign>d = 0,05</Sign>; hasilnya dibulatkan ke bilangan terdekat.
          </>
        }
      />
      <Table
        caption="Jawaban yang dibutuhkan menurut banyaknya orang yang dilayani"
        columns={[{ label: 'Dilayani' }, { label: 'Dibutuhkan', figures: true }]}
        rows={populations.map((population) => [formatCount(population), formatCount(requiredSample(population))])}
      />
      <Formula
        lines={[
          ['respons = ', over('jawaban', 'dilayani')],
          ['per hari = ', over('sasaran − jawaban', 'hari tersisa')],
        ]}
        says="Tingkat respons dihitung atas bulan yang jumlah dilayaninya sudah diisi. Jawaban per hari dibulatkan ke atas, satu desimal; hari ini ikut dihitung sebagai hari tersisa."
      />
      <p>
        Bulan yang belum diisi dianggap sama dengan rata-rata bulan yang sudah diisi. Bila belum ada yang diisi, dipakai
        triwulan sebelumnya; bila itu pun tidak ada, ditulis “{sufficiencyWords.targetUnknown}”.
      </p>
      {found.served !== null && found.target !== null && found.responseRate !== null && (
        <p>
          Contoh: bulan pertama {formatCount(month?.served ?? 0)} orang dilayani dan {formatCount(month?.answers ?? 0)}{' '}
          menjawab, tingkat respons {formatPercent(found.responseRate)}. Dalam satu triwulan diperkirakan{' '}
          {formatCount(found.served)} orang, sasarannya {formatCount(found.target)}. Sudah ada{' '}
          {formatCount(found.answers)} jawaban ({sufficiencyWords[found.state]}), kurang{' '}
          {formatCount(found.missing ?? 0)}; dengan {progress.daysLeft} hari tersisa, perlu{' '}
          {formatDecimal(found.neededPerDay ?? 0, 1)} jawaban per hari.
        </p>
      )}
    </Section>
  )
}
