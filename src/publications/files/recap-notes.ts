// What the recap's last sheet explains: the edition and its hash, how figures are made, what each column means.

import { heightOf, type Sheet, type SheetRow } from '../../documents/workbook.ts'
import { ruleBook } from '../../surveys/rules.ts'
import type { Edition } from '../rules/document.ts'
import { gradeWords } from './formulas.ts'
import { styled } from './sheet-styles.ts'

interface Noted {
  readonly edition: Edition
  readonly hash: string
  readonly address: string
  readonly published: string
}

export function recapNotes(
  { edition, hash, address, published }: Noted,
  elements: readonly { readonly heading: string; readonly name: string }[],
): Sheet {
  const books = edition.aturan.map(({ kode }) => ruleBook(kode))
  const sections: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
    [
      'Edisi',
      [
        ['Pemerintah', edition.pemerintah],
        ['Periode', `${edition.periode}, ${edition.tanggal_awal} sampai ${edition.tanggal_akhir}`],
        ['Edisi', `${edition.edisi}, diterbitkan ${published}`],
        ...(edition.alasan_ralat === null ? [] : [['Alasan ralat', edition.alasan_ralat] as const]),
        ['Sidik (SHA-256)', hash],
        ['Sidik edisi sebelumnya', edition.hash_sebelumnya ?? 'tidak ada, ini edisi pertama'],
        ['Alamat', address],
        ['Aturan', edition.aturan.map(({ nama, sumber }) => `${nama} (${sumber})`).join('; ')],
        ['Versi program', edition.versi_program],
        [
          'Unit',
          `${edition.jumlah_unit}: ${edition.unit_dinilai} dinilai, ${edition.unit_di_bawah_minimum} di bawah jumlah minimum responden, ${edition.unit_tanpa_jawaban} belum ada data`,
        ],
        [
          'Responden',
          `${edition.jumlah_responden} dihitung; ${edition.jawaban_diterima} jawaban diterima, ${edition.jawaban_dikecualikan} dikecualikan`,
        ],
      ],
    ],
    [
      'Cara menghitung',
      [
        [
          'NRR per unsur',
          'Jumlah nilai unsur ÷ banyak jawaban yang terisi untuk unsur itu. Unsur yang tidak dijawab tidak dihitung.',
        ],
        [
          'NRR tertimbang',
          'Jumlah NRR × bobot; bobot 1/x, x = banyak unsur yang ada jawabannya. Unit dengan bobot sendiri memakai bobotnya; rumusnya memperlihatkan bobot itu.',
        ],
        [
          'Nilai IKM',
          'NRR tertimbang × 25, dibulatkan satu kali ke dua desimal, setengah ke atas. Rumus membulatkan dahulu ke sepuluh desimal, karena program lembar kerja berhitung biner: 88,305 dapat tersimpan sedikit kurang dari 88,305.',
        ],
        [
          'Rata-rata unit',
          'Setiap unit berbobot sama: rata-rata NRR tertimbang semua unit yang ada datanya, × 25, dibulatkan satu kali.',
        ],
        [
          'Gabungan responden',
          'Setiap responden berbobot sama: jumlah nilai semua unit ÷ banyak jawaban semua unit per unsur, lalu seperti satu unit.',
        ],
        [
          'Kategori',
          `Dibandingkan dengan ≥ setelah pembulatan. Di bawah jumlah minimum responden tidak ada mutu ("${gradeWords.belowMinimum}"); tanpa jawaban "${gradeWords.empty}".`,
        ],
        ['Selang', edition.metode.selang],
      ],
    ],
    [
      'Mutu pelayanan',
      books
        .slice(0, 1)
        .flatMap(({ grades }) =>
          grades.map(({ grade, performance, from }) => [grade, `${performance}: ${written(from)} ke atas`] as const),
        ),
    ],
    ['Unsur', elements.map(({ heading, name }) => [heading, name] as const)],
    [
      'Kolom',
      [
        ['OPP', 'Organisasi penyelenggara pelayanan: unit pelayanan'],
        ['L, P', 'Responden laki-laki, perempuan'],
        ['SD … S3', 'Responden menurut pendidikan terakhir; DIPLOMA = D1–D3, S1 = D4/S1'],
        [
          'PNS … LAINNYA',
          'Responden menurut pekerjaan; PNS = ASN (PNS/PPPK), WIRASWASTA = wirausaha, PETANI = petani/nelayan, LAINNYA = ibu rumah tangga, pekerja lepas, pensiunan, lainnya',
        ],
        ['POPULASI', 'Orang yang dilayani pada triwulan itu, menurut catatan unit; – bila belum dicatat'],
        ['SAMPEL', 'Responden yang dihitung'],
        ['MINIMUM', 'Responden yang diperlukan agar unit dinilai'],
        ['SASARAN SAMPEL', 'Menurut rumus Krejcie dan Morgan (1970) dari populasi'],
        ['BATAS BAWAH, BATAS ATAS', 'Selang kepercayaan 95 % nilai IKM, dibulatkan ke luar'],
        ['KEPASTIAN MUTU', 'Seberapa pasti mutu itu, mengingat banyak responden dan ragam jawaban'],
      ],
    ],
  ]
  const rows: SheetRow[] = [
    { cells: [styled('title', 'KETERANGAN')], merged: [[0, 2]] },
    { cells: [] },
    ...sections.flatMap(([name, lines]): SheetRow[] => [
      { cells: [styled('section', name)], height: 20 },
      ...lines.map(([term, text]) => ({
        cells: [styled('wrappedText', term), styled('wrappedText', text)],
        height: heightOf([
          [term, 26],
          [text, 92],
        ]),
      })),
      { cells: [] },
    ]),
  ]
  return { name: 'Keterangan', widths: [26, 92], rows }
}

function written(hundredths: number): string {
  return (hundredths / 100).toFixed(2).replace('.', ',')
}
