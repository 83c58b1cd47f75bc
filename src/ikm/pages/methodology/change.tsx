// What may be called a change, and how units stand beside each other.

import { Table } from '../../../interface/table.tsx'
import { formatCount, formatHundredths, formatPercent } from '../../../language/format.ts'
import { differenceTest, directionWords, permittedError, weightOfIndex } from '../../rules/change.ts'
import { exampleQuarter, leastRiseFound } from './example.ts'
import { bar, Formula, over, root, row, Sign, sub, sup } from './formula.tsx'
import { Formulas, inHundred, Section } from './section.tsx'

const sizes = [30, 100, 400, 1_000, 2_000]

export function ChangeSection() {
  const [before, after] = [exampleQuarter('before'), exampleQuarter('after')]
  const [one, other] = [before.estimates.index, after.estimates.index]
  const chance = one && other && differenceTest(one, other)
  const difference = (after.summary.ikm ?? 0) - (before.summary.ikm ?? 0)
  return (
    <Section
      anchor="perubahan"
      title="Perubahan antartriwulan"
      means={`Kata “${directionWords.up}” dan “${directionWords.down}” hanya dipakai bila perubahannya teruji. Selebihnya ditulis “${directionWords.unclear}”: bisa sama, bisa berubah sedikit, tetapi jawaban yang ada tidak cukup untuk membedakannya dari kebetulan. Itu bukan penilaian buruk.`}
      sources={['holm', 'welch', 'satterthwaite', 'cochran']}
    >
      {chance !== null && (
        <p>
          Contoh rekaan: dari {formatHundredths(before.summary.ikm ?? 0)} menjadi{' '}
          {formatHundredths(after.summary.ikm ?? 0)}, masing-masing {formatCount(after.summary.respondents)} responden.
          Selisih sebesar {formatHundredths(difference)} poin atau lebih, ke atas atau ke bawah, muncul karena kebetulan
          pada {inHundred(chance)} triwulan walaupun pelayanannya tidak berubah sama sekali. Merayakan selisih satu poin
          dari {formatCount(after.summary.respondents)} responden berarti merayakan kebetulan; merisaukannya juga.
        </p>
      )}
      <Table
        caption={`Kenaikan IKM terkecil yang disebut “${directionWords.up}”, bila jawaban tersebar seperti contoh rekaan`}
        columns={[{ label: 'Responden tiap triwulan' }, { label: 'Kenaikan terkecil', figures: true }]}
        rows={sizes.map((size) => [formatCount(size), `${formatHundredths(leastRiseFound(size))} poin`])}
      />
      <p>
        Satu halaman memuat IKM dan semua unsurnya. Bila setiap angka diuji sendiri-sendiri, sering ada satu yang
        “berubah” karena kebetulan. Karena itu semuanya diuji sebagai satu keluarga: kata “{directionWords.up}” atau “
        {directionWords.down}” muncul di mana pun di halaman itu pada paling banyak {inHundred(permittedError)} halaman
        yang tidak mengalami perubahan.
      </p>
      <Formulas>
        <Formula
          lines={[
            [
              't = ',
              over(
                row('|', sub('p', '1'), ' − ', sub('p', '2'), '|'),
                root(
                  bar('p'),
                  '(1 − ',
                  bar('p'),
                  ')',
                  row('(', over(sub('φ', '1'), sub('n', '1')), ' + ', over(sub('φ', '2'), sub('n', '2')), ')'),
                ),
              ),
            ],
            [
              bar('p'),
              ' = ',
              over(
                row(sub('n', '1'), sub('p', '1'), ' + ', sub('n', '2'), sub('p', '2')),
                row(sub('n', '1'), ' + ', sub('n', '2')),
              ),
            ],
          ]}
          says={
            <>
              Selisih dua triwulan dibagi galatnya. Andai tidak ada perubahan, keduanya mempunyai nilai yang sama,{' '}
              <Sign>{[bar('p')]}</Sign>; galat dihitung di situ. <Sign>p</Sign> dan <Sign>φ</Sign> seperti pada{' '}
              <a href="#selang">selang</a>, tanpa koreksi banyaknya orang yang dilayani, karena yang ditanyakan apakah
              pelayanannya berubah, bukan apakah dua daftar pengunjung berbeda.
            </>
          }
        />
        <Formula
          lines={[
            [
              'ν = ',
              over(
                sup(row('(', sub('v', '1'), ' + ', sub('v', '2'), ')'), '2'),
                row(
                  over(sup(sub('v', '1'), '2'), row(sub('n', '1'), ' − 1')),
                  ' + ',
                  over(sup(sub('v', '2'), '2'), row(sub('n', '2'), ' − 1')),
                ),
              ),
            ],
            [sub('v', 'j'), ' = ', bar('p'), '(1 − ', bar('p'), ')', over(sub('φ', 'j'), sub('n', 'j'))],
          ]}
          says={
            <>
              Derajat bebas menurut Welch dan Satterthwaite; peluangnya dua sisi dari sebaran t Student dengan{' '}
              <Sign>ν</Sign> derajat bebas.
            </>
          }
        />
        <Formula
          lines={[
            [
              sub('P', '(i)'),
              ' = max',
              row('(', sub('P', '(i−1)'), ', ', over(sub('p', '(i)'), sub('w', '(i)')), sub('W', '(i)'), ')'),
            ],
            [sub('W', '(i)'), ' = ', sub('∑', 'j≥i'), sub('w', '(j)')],
          ]}
          says={
            <>
              Prosedur Holm berbobot: peluang diurutkan menurut <Sign>p/w</Sign>, lalu dikalikan jumlah bobot yang
              tersisa, paling tinggi 1. IKM berbobot {formatPercent(weightOfIndex)}, unsur-unsur berbagi{' '}
              {formatPercent(1 - weightOfIndex)}. Disebut {directionWords.up} atau {directionWords.down} bila{' '}
              <Sign>P</Sign> paling banyak {formatPercent(permittedError)}.
            </>
          }
        />
      </Formulas>
    </Section>
  )
}

export function LevelsSection() {
  return (
    <Section
      anchor="tingkat"
      title="Tingkat, bukan peringkat"
      means="Unit yang angkanya berbeda sedikit tidak diberi nomor urut, karena urutannya dapat terbalik oleh kebetulan. Unit-unit dikelompokkan dalam tingkat; unit dalam satu tingkat tidak dapat dibedakan satu sama lain."
      sources={['holm', 'mogstad']}
    >
      <p>
        Setiap pasang unit diuji seperti <a href="#perubahan">perubahan</a>, semua pasang sebagai satu keluarga. Dari
        IKM tertinggi ke bawah, sebuah unit masuk ke tingkat di atasnya, kecuali teruji lebih rendah daripada salah satu
        unit di tingkat itu; bila demikian, tingkat baru mulai padanya.
      </p>
      <Formula
        lines={[
          ['terbaik = 1 + ', sub('n', 'lebih tinggi')],
          ['terburuk = n − ', sub('n', 'lebih rendah')],
        ]}
        says={`Rentang peringkat yang masih mungkin bagi satu di antara n unit: dihitung dari banyaknya unit yang teruji lebih tinggi, dan yang teruji lebih rendah. Semua rentang berlaku bersama pada paling sedikit ${inHundred(1 - permittedError)} triwulan. Unit dengan satu responden belum dapat ditempatkan.`}
      />
    </Section>
  )
}
