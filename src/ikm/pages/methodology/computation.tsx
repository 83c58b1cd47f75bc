// How an index is computed: from answers to the grade, under other methods, with answers missing, over several units.

import { Chip } from '../../../interface/chip.tsx'
import { Fold, Table } from '../../../interface/table.tsx'
import { formatCount, formatFigure, formatFraction, formatHundredths } from '../../../language/format.ts'
import { ruleBooks, scoreUnit } from '../../../surveys/rules.ts'
import { fraction, multiply, roundHalfUp } from '../../rules/fraction.ts'
import { type Method, methods } from '../../rules/summary.ts'
import { gradeTone } from '../grade.ts'
import { book, exampleElement, exampleQuarter, exampleUnits, perfectScore } from './example.ts'
import { Formula, over, row, Sign, sub } from './formula.tsx'
import { Section } from './section.tsx'

const factor = book.convertedFactor
const ends = [book.scale.lowest * factor, book.scale.highest * factor] as const

export function IndexSection() {
  const { summary } = exampleQuarter('after')
  const [first] = exampleElement().elements
  const total = (first?.sum ?? 0) / scoreUnit
  return (
    <Section
      anchor="ikm"
      title="Nilai IKM, dari jawaban sampai mutu"
      means={`IKM adalah rata-rata penilaian pengguna atas unsur-unsur pelayanan, pada skala ${ends[0]} sampai ${ends[1]}. Setiap responden berbobot sama, setiap unsur berbobot sama.`}
      sources={['permenpan', 'online']}
    >
      <p>
        Responden menilai tiap unsur dengan {book.scale.lowest} sampai {book.scale.highest}. Dari jawaban itu, IKM
        dihitung dalam empat langkah.
      </p>
      <Formula
        lines={[['NRR', ' = ', over('jumlah nilai unsur', 'jumlah jawaban unsur')]]}
        says="1. Nilai rata-rata (NRR) tiap unsur: jumlah nilainya dibagi banyaknya jawaban pada unsur itu. Bila satu unsur ditanyakan dengan beberapa pertanyaan, nilai seorang responden adalah rata-rata jawabannya."
      />
      <Formula
        lines={[['bobot', ' = ', over('1', 'x')]]}
        says={
          <>
            2. Bobot tiap unsur: 1 dibagi <Sign>x</Sign>, banyaknya unsur yang ada jawabannya. Untuk{' '}
            {book.elements.length} unsur, bobotnya tepat 1/{book.elements.length}. Unit yang menambah unsur mendapat{' '}
            <Sign>x</Sign> yang lebih besar. Bobot lain hanya berlaku bila ditetapkan untuk semua unsur dan jumlahnya 1.
          </>
        }
      />
      <Formula
        lines={[['SKM', ' = ', '∑', row('(', 'NRR', ' × ', 'bobot', ')')]]}
        says={`3. Nilai SKM, ${book.scale.lowest} sampai ${book.scale.highest}: jumlah NRR yang sudah dikalikan bobotnya.`}
      />
      <Formula
        lines={[['IKM', ' = ', 'SKM', ` × ${factor}`]]}
        says={`4. IKM: nilai SKM dikalikan ${factor}. Nilai satu unsur dihitung sama: NRR × ${factor}.`}
      />
      <p>
        Sampai langkah terakhir angkanya disimpan sebagai pecahan yang tepat. Pembulatan hanya satu kali, di akhir, ke
        dua desimal; angka yang tepat di tengah dibulatkan ke atas: 88,305 menjadi{' '}
        {formatHundredths(roundHalfUp(fraction(88_305, 1_000), 2))}.
      </p>
      {first?.mean && first.convertedValue !== null && (
        <p>
          Contoh: {formatCount(first.count)} responden memberi unsur {first.name} nilai yang berjumlah{' '}
          {formatCount(total)}. NRR-nya {formatCount(total)}/{formatCount(first.count)} atau sekitar{' '}
          {formatFraction(first.mean, 4)}, dan nilai unsurnya {formatHundredths(first.convertedValue)}, mutu{' '}
          {first.grade?.grade}. Bila NRR lebih dulu dibulatkan menjadi {formatFraction(first.mean, 2)}, hasilnya{' '}
          {formatHundredths(roundedTwice(first.mean))}: pembulatan ganda menggeser angka.
        </p>
      )}
      <Table
        caption="Mutu dan kinerja menurut nilai IKM atau nilai unsur"
        columns={[{ label: 'Mutu' }, { label: 'Kinerja' }, { label: 'IKM mulai', figures: true }]}
        rows={book.grades.map(({ grade, performance, from }) => [
          grade,
          <Chip tone={gradeTone(grade)}>{performance}</Chip>,
          formatHundredths(from),
        ])}
      />
      <p>
        Mutu dibaca dari angka yang sudah dibulatkan: mencapai batas berarti mendapat mutu itu. Tabel dalam peraturan
        menyisakan celah sempit di antara dua mutu; dengan membulatkan lebih dulu, celah itu tidak pernah terkena. Butir
        integritas (IPAK) pada SKM Online dilaporkan terpisah dan tidak masuk IKM.
      </p>
      <Fold summary={`Contoh lengkap: ${formatCount(summary.respondents)} responden rekaan`}>
        <Table
          caption={`Contoh rekaan: IKM ${formatHundredths(summary.ikm ?? 0)}, mutu ${summary.grade?.grade}`}
          columns={[
            { label: 'Unsur' },
            { label: 'Jumlah', figures: true },
            { label: 'Terisi', figures: true },
            { label: 'NRR', figures: true },
            { label: 'Nilai', figures: true },
            { label: 'Mutu' },
          ]}
          rows={summary.elements.map(({ name, sum, count, mean, convertedValue, grade }) => [
            name,
            formatCount(sum / scoreUnit),
            formatCount(count),
            mean ? formatFraction(mean, 3) : '–',
            formatFigure(convertedValue),
            grade?.grade ?? '–',
          ])}
        />
      </Fold>
    </Section>
  )
}

/** The figure that an office prints which rounds the element mean to two decimals first. */
function roundedTwice(mean: { readonly numerator: bigint; readonly denominator: bigint }): number {
  return roundHalfUp(multiply(fraction(roundHalfUp(mean, 2), 100), fraction(factor)), 2)
}

const methodNames: Readonly<Record<Method, string>> = {
  exact: 'Tepat, 1/x (resmi)',
  '0.111': 'Tiga desimal, 0,111',
  '0.11': 'Dua desimal, 0,11',
}

export function MethodsSection() {
  const [perfect, example] = [perfectScore().comparison, exampleQuarter('after').summary.comparison]
  return (
    <Section
      anchor="cara-hitung-lain"
      title="Cara hitung lain: bobot 0,111 dan 0,11"
      means="Sebagian instansi membulatkan bobot 1/9 lebih dulu. Angka mereka sedikit lebih rendah, walaupun jawabannya sama. Di sini cara itu hanya pembanding, supaya angka lama dapat ditemukan kembali."
      sources={['permenpan']}
    >
      <Table
        caption="IKM dari jawaban yang sama menurut tiga cara"
        columns={[
          { label: 'Bobot' },
          { label: 'Semua menjawab 4', figures: true },
          { label: 'Contoh rekaan', figures: true },
        ]}
        rows={methods.map((method) => [
          methodNames[method],
          formatHundredths(perfect[method] ?? 0),
          formatHundredths(example[method] ?? 0),
        ])}
      />
      <p>
        Sembilan kali 0,11 hanya 0,99. Karena itu unit yang dinilai sempurna oleh semua orang pun mendapat{' '}
        {formatHundredths(perfect['0.11'] ?? 0)} dengan bobot 0,11, dan {formatHundredths(perfect['0.111'] ?? 0)} dengan
        0,111. Dekat batas mutu, selisih itu dapat mengubah huruf mutunya. Dengan jumlah unsur lain, bobot dibulatkan
        dengan cara yang sama. Membandingkan dua triwulan hanya adil bila keduanya memakai cara yang sama.
      </p>
    </Section>
  )
}

export function EmptySection() {
  return (
    <Section
      anchor="kosong"
      title="Jawaban kosong dan responden yang sedikit"
      means={`Yang tidak dijawab tidak dihitung, dan tidak pernah menjadi nol. Mutu baru diberikan mulai ${formatCount(book.minimumRespondents)} responden.`}
      sources={['permenpan', 'minimum']}
    >
      <ul>
        <li>Unsur yang dilewati seorang responden: NRR unsur itu dihitung dari mereka yang menjawabnya.</li>
        <li>
          Unsur yang tidak dijawab siapa pun: ditulis “belum ada jawaban”, tidak berbobot, dan <Sign>x</Sign> berkurang
          satu.
        </li>
        <li>Lembar yang seluruhnya kosong: tidak diterima, karena tidak ada yang dinilai.</li>
        <li>Belum ada responden: ditulis “belum ada data”, bukan 0 dan bukan mutu D.</li>
        <li>
          Satu responden: angkanya tampil, tetapi tanpa selang; dari satu orang, perbedaan antarorang belum terlihat.
        </li>
        <li>
          Kurang dari {formatCount(book.minimumRespondents)} responden dalam satu triwulan: angka dan selang tampil,
          mutu belum. Batas ini mengikuti {book.minimumSource}.
        </li>
        <li>
          Semua menjawab sama: selang tetap punya lebar, karena responden berikutnya dapat menjawab lain (lihat{' '}
          <a href="#selang">selang</a>).
        </li>
      </ul>
    </Section>
  )
}

export function PoolingSection() {
  const { small, large, meanOfUnits, pooled } = exampleUnits()
  return (
    <Section
      anchor="gabungan"
      title="Gabungan beberapa unit"
      means="Nilai satu perangkat daerah atau satu kota dapat dihitung dengan dua cara, dan keduanya benar. Yang penting, namanya disebut, karena hasilnya dapat berbeda beberapa poin."
      sources={['permenpan']}
    >
      <Formula
        lines={[['rata-rata unit', ' = ', over(row('∑ ', sub('IKM', 'u')), 'jumlah unit')]]}
        says="Rata-rata unit: setiap unit berbobot sama, berapa pun respondennya. Yang dirata-ratakan adalah IKM tepatnya, bukan angka yang sudah dibulatkan. Unit tanpa data tidak ikut."
      />
      <Formula
        lines={[['NRR', ' = ', over(row('∑ ', sub('nilai', 'u')), row('∑ ', sub('jawaban', 'u')))]]}
        says="Gabungan responden: setiap responden berbobot sama, di unit mana pun. Jumlah nilai dan jumlah jawaban semua unit dijumlahkan lebih dulu, lalu dihitung seperti satu unit."
      />
      <p>
        Contoh: unit kecil dengan {formatCount(small.respondents)} responden mendapat {formatFigure(small.ikm)}, unit
        besar dengan {formatCount(large.respondents)} responden mendapat {formatFigure(large.ikm)}. Rata-rata unit{' '}
        {formatFigure(meanOfUnits)}, gabungan responden {formatFigure(pooled.ikm)}.
      </p>
      <p class="fine">
        Seluruh layanan satu unit selalu digabung menurut responden. Buku aturan yang tersedia:{' '}
        {ruleBooks.map(({ name }) => name).join(', ')}.
      </p>
    </Section>
  )
}
