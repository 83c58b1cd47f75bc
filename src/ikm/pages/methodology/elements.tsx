// What each element means for the whole: its importance beside its performance, and how well all measure one thing.

import { Table } from '../../../interface/table.tsx'
import { formatCount, formatDecimal } from '../../../language/format.ts'
import { permittedError } from '../../rules/change.ts'
import { greatestShift, leastElements, leastRespondents, quadrantWords } from '../../rules/priorities.ts'
import {
  reliabilityBands,
  reliabilityOf,
  reliabilityWords,
  weakItemRest,
  weakItemRestWord,
} from '../../rules/reliability.ts'
import { exampleQuarter } from './example.ts'
import { bar, both, Formula, over, root, row, Sign, sub, sup } from './formula.tsx'
import { Formulas, inHundred, Section } from './section.tsx'

export function PrioritiesSection() {
  return (
    <Section
      anchor="prioritas"
      title="Prioritas unsur"
      means="Unsur yang nilainya rendah belum tentu yang paling menentukan kepuasan. Kepentingan sebuah unsur dilihat dari jawabannya sendiri, tanpa pertanyaan tambahan: seberapa kuat nilainya naik dan turun bersama penilaian atas unsur lain."
      sources={[
        'martilla',
        'berger',
        'dersimonian',
        'morris',
        'efron1975',
        'efron1972',
        'olkin',
        'steiger',
        'steigerHakstian',
        'christoffersson',
        'holm',
        'permenpan',
      ]}
    >
      <h3>Tiga unsur terendah</h3>
      <p>
        Peraturan meminta unsur yang rendah ditindaklanjuti, berapa pun kepentingannya. Tiga unsur dengan NRR terendah
        selalu disebut di samping kuadran.
      </p>
      <h3>Empat kuadran</h3>
      <Table
        caption="Kuadran menurut kepentingan dan nilai unsur"
        columns={[{ label: 'Ditulis' }, { label: 'Kepentingan' }, { label: 'Nilai' }]}
        rows={[
          [quadrantWords.mainPriority, 'tinggi', 'rendah'],
          [quadrantWords.keepUp, 'tinggi', 'tinggi'],
          [quadrantWords.lowPriority, 'rendah', 'rendah'],
          [quadrantWords.possibleOverkill, 'rendah', 'tinggi'],
          [quadrantWords.undecided, 'salah satu belum jelas', ''],
        ]}
      />
      <p>
        Tinggi dan rendah berarti di atas dan di bawah rata-rata semua unsur. Sebuah unsur ditaruh dalam kuadran hanya
        bila kedua selangnya seluruhnya berada di satu sisi garis rata-rata dan kedua jaraknya lolos uji. Nama kuadran
        salah muncul pada paling banyak {inHundred(permittedError)} halaman. Di bawah {formatCount(leastRespondents)}{' '}
        responden, kepentingan tidak dihitung.
      </p>
      <Formulas>
        <Formula
          lines={[
            [
              sub('r', 'e'),
              ' = ',
              over(
                row('kov(', sub('x', 'e'), ', ', sub('R', 'e'), ')'),
                root('var(', sub('x', 'e'), ')·var(', sub('R', 'e'), ')'),
              ),
            ],
          ]}
          says={
            <>
              Korelasi nilai unsur <Sign>{[sub('x', 'e')]}</Sign> dengan jumlah unsur-unsur lainnya{' '}
              <Sign>{[sub('R', 'e')]}</Sign>, sehingga tidak ada unsur yang dibandingkan dengan dirinya sendiri.
            </>
          }
        />
        <Formula
          lines={[
            [sub('z', 'e'), ' = artanh(', sub('r', 'e'), ')'],
            [sub('v', 'e'), ' = ', over(sub('f', 'e'), 'n − 3')],
          ]}
          says={
            <>
              Skala Fisher, dan ragamnya. <Sign>{[sub('f', 'e')]}</Sign>, paling sedikit 1, menambah ragam itu bila
              jawaban menumpuk di nilai tertinggi; besarnya dari momen keempat jawaban menurut Steiger dan Hakstian.
              Jawaban kosong menambah ragam lagi.
            </>
          }
        />
        <Formula
          lines={[
            [both('z', 'e', '*'), ' = ', sub('z', 'e'), ' − ', sub('B', 'e'), '(', sub('z', 'e'), ' − ', bar('z'), ')'],
            [sub('B', 'e'), ' = ', over('k − 3', 'k − 1'), over(sub('o', 'e'), row(sub('o', 'e'), ' + A'))],
            [sub('o', 'e'), ' = ', sub('v', 'e'), '(1 − c)'],
          ]}
          says={
            <>
              Penyusutan: tiap unsur ditarik ke rata-rata semua unsur, makin jauh makin besar bagian bedanya yang dapat
              dijelaskan oleh kebetulan. <Sign>k</Sign> unsur, paling sedikit {leastElements}; <Sign>A</Sign> ragam
              antarunsur yang sebenarnya; <Sign>c</Sign> korelasi antara dua <Sign>z</Sign>, karena berasal dari
              responden yang sama. Tidak ada yang ditarik lebih dari {formatDecimal(greatestShift, 1)} simpangan
              bakunya.
            </>
          }
        />
        <Formula
          lines={[
            [
              'A = ',
              over(
                row(
                  '∑ ',
                  sub('h', 'e'),
                  sup(row('(', sub('z', 'e'), ' − ', sub(bar('z'), 'h'), ')'), '2'),
                  ' − (k − 1)',
                ),
                row('∑ ', sub('h', 'e'), ' − ', over(row('∑ ', both('h', 'e', '2')), row('∑ ', sub('h', 'e')))),
              ),
            ],
            [sub('h', 'e'), ' = ', over('1', sub('o', 'e'))],
          ]}
          says={
            <>
              Ragam antarunsur menurut DerSimonian dan Laird, paling sedikit 0; <Sign>{[sub(bar('z'), 'h')]}</Sign>{' '}
              adalah rata-rata berbobot <Sign>h</Sign>.
            </>
          }
        />
        <Formula
          lines={[
            [both('z', 'e', '*'), ' ± 1,96', root('C + ', sub('E', 'e'))],
            [sub('E', 'e'), ' = ', sub('o', 'e'), '(1 − ', over('k − 1', 'k'), sub('B', 'e'), ') + ', sub('D', 'e')],
            [
              sub('D', 'e'),
              ' = ',
              over('2', 'k − 3'),
              both('B', 'e', '2'),
              sup(row('(', sub('z', 'e'), ' − ', bar('z'), ')'), '2'),
            ],
            ['C = ', over('c', sup('k', '2')), sup(row('(∑ ', root(sub('v', 'e')), ')'), '2')],
          ]}
          says={
            <>
              Selang 95 % kepentingan menurut Morris, lalu dikembalikan dari skala Fisher. <Sign>C</Sign> bagian yang
              sama bagi semua unsur; <Sign>D</Sign> karena <Sign>A</Sign> sendiri hanya taksiran.{' '}
              <Sign>{[sub('E', 'e')]}</Sign> paling besar <Sign>{[sub('o', 'e')]}</Sign>, dan tepat itu bila tarikannya
              dibatasi.
            </>
          }
        />
        <Formula
          lines={[
            [
              sub('t', 'z'),
              ' = ',
              over(
                row('|', sub('z', 'e'), ' − ', bar('z'), '|'),
                root(
                  sub('o', 'e'),
                  sup(row('(1 − ', over('1', 'k'), ')'), '2'),
                  ' + ',
                  over(row(sub('∑', 'f≠e'), sub('o', 'f')), sup('k', '2')),
                ),
              ),
            ],
            [
              sub('t', 'x'),
              ' = ',
              over(
                row('|', sub(bar('x'), 'e'), ' − ', bar('m'), '|'),
                root(over(row('max(', sub('q', 'e'), ', ', over('1', 'n'), ')'), 'n')),
              ),
            ],
            [
              sub('q', 'e'),
              ' = ',
              both('s', 'e', '2'),
              ' − ',
              over(row('2(', both('s', 'e', '2'), ' + ', sub('k', 'eR'), ')'), 'k'),
              ' + ',
              over(both('s', 'J', '2'), sup('k', '2')),
            ],
          ]}
          says={
            <>
              Dua uji t: jarak kepentingan dari rata-ratanya, dan jarak nilai unsur dari rata-rata semua unsur{' '}
              <Sign>{[bar('m')]}</Sign>, berpasangan karena respondennya sama. <Sign>{[sub('k', 'eR')]}</Sign> kovarians
              unsur dengan jumlah unsur lain, <Sign>{[both('s', 'J', '2')]}</Sign> ragam jumlah semua unsur. Yang
              dipakai peluang terbesar dari keduanya, disesuaikan atas semua unsur dengan{' '}
              <a href="#perubahan">prosedur Holm</a>.
            </>
          }
        />
        <Formula
          lines={[
            ['c = ', over('K', sup(row('(1 − ', sup('g', '2'), ')'), '2'))],
            ['K = ', over(sup('g', '2'), '2'), '(', sup('r', '2'), ' + 2', sup('h', '2'), ' + ', sup('j', '2'), ')'],
            [' + r·j + ', sup('h', '2'), ' − 2g·h(r + j)'],
          ]}
          says={
            <>
              Korelasi dua <Sign>z</Sign> dari contoh ke contoh menurut Olkin dan Siotani, paling sedikit 0:{' '}
              <Sign>r</Sign> korelasi rata-rata dua unsur, <Sign>g</Sign> unsur dengan jumlah lainnya sendiri,{' '}
              <Sign>h</Sign> unsur dengan jumlah lainnya milik unsur lain, <Sign>j</Sign> kedua jumlah itu.
            </>
          }
        />
      </Formulas>
    </Section>
  )
}

export function ReliabilitySection() {
  const { moments } = exampleQuarter('after')
  const found = reliabilityOf(moments)
  return (
    <Section
      anchor="keandalan"
      title="Keandalan kuesioner"
      means="Apakah sembilan unsur bersama-sama mengukur satu hal, yaitu kepuasan atas pelayanan? Alfa Cronbach menjawabnya dengan satu angka: makin dekat ke 1, makin sejalan jawaban antarunsur."
      sources={[
        'cronbach',
        'feldt',
        'george',
        'nunnally',
        'nunnallyBernstein',
        'steigerHakstian',
        'christoffersson',
        'nist',
      ]}
    >
      {found && (
        <p>
          Contoh rekaan: α {formatDecimal(found.alpha, 2)} ({reliabilityWords[found.word]}), selang 95 %{' '}
          {formatDecimal(found.interval.low, 2)} sampai {formatDecimal(found.interval.high, 2)}.
        </p>
      )}
      <Table
        caption="Kata untuk alfa"
        columns={[{ label: 'Ditulis' }, { label: 'Alfa', figures: true }]}
        rows={[
          ...reliabilityBands.map(({ word, from }) => [reliabilityWords[word], `mulai ${formatDecimal(from, 2)}`]),
          [reliabilityWords.unreliable, `di bawah ${formatDecimal(reliabilityBands.at(-1)?.from ?? 0, 2)}`],
        ]}
      />
      <p>
        Di samping tiap unsur ditulis korelasinya dengan jumlah unsur lain, <Sign>{[sub('r', 'e')]}</Sign> seperti pada{' '}
        <a href="#prioritas">prioritas</a>, dan alfa tanpa unsur itu. Korelasi di bawah {formatDecimal(weakItemRest, 1)}{' '}
        ditandai “{weakItemRestWord}”: mungkin pertanyaannya dipahami lain.
      </p>
      <Formulas>
        <Formula
          lines={[
            [
              'α = ',
              over('k', 'k − 1'),
              row('(', '1 − ', over(row('∑ ', both('s', 'e', '2')), both('s', 'J', '2')), ')'),
            ],
          ]}
          says={
            <>
              <Sign>k</Sign> unsur, <Sign>{[both('s', 'e', '2')]}</Sign> ragam tiap unsur,{' '}
              <Sign>{[both('s', 'J', '2')]}</Sign> ragam jumlah semua unsur seorang responden. Dihitung tepat bila semua
              orang menjawab semua unsur; bila ada yang kosong, angkanya pendekatan dan disebut demikian.
            </>
          }
        />
        <Formula
          lines={[
            ['bawah = 1 − (1 − α)', sub('F', '0,975')],
            ['atas = 1 − (1 − α)', sub('F', '0,025')],
            [sub('d', '1'), ' = ', over('n − 1', bar('f')), ',   ', sub('d', '2'), ' = ', sub('d', '1'), '(k − 1)'],
          ]}
          says={
            <>
              Selang 95 % menurut Feldt, dari sebaran F dengan <Sign>{[sub('d', '1')]}</Sign> dan{' '}
              <Sign>{[sub('d', '2')]}</Sign> derajat bebas. <Sign>{[bar('f')]}</Sign> rata-rata penambah ragam seperti
              pada <a href="#prioritas">prioritas</a>: jawaban yang menumpuk di nilai tertinggi membuat selang lebih
              lebar.
            </>
          }
        />
      </Formulas>
    </Section>
  )
}
