// Bab I and II of the report: why the survey was held, by whom, how, where, when, and of how many people.

import { type Block, paragraph } from '../../../documents/blocks.ts'
import { formatCount, formatDays, formatPercent } from '../../../language/format.ts'
import { quarterDays } from '../../../units/rules/calendar.ts'
import type { ReportPlan } from '../report.ts'
import { blank, quarterWords } from './words.ts'

export function introductionBlocks({ document, quarter, asked }: ReportPlan): Block[] {
  return [
    { kind: 'heading', level: 1, text: 'BAB I\u00a0 PENDAHULUAN', newPage: true },
    { kind: 'heading', level: 2, text: '1.1 Latar Belakang' },
    paragraph(
      `Setiap penyelenggara pelayanan publik wajib menyurvei kepuasan masyarakat yang dilayaninya paling sedikit satu kali setahun dan mengumumkan hasilnya. ${document.nama_unit} menyelenggarakan survei setiap triwulan, agar perubahan layanan segera terlihat dan setiap temuan dapat ditindaklanjuti.`,
    ),
    paragraph(blank('keadaan khusus unit yang melatarbelakangi survei ini, bila ada')),
    { kind: 'heading', level: 2, text: '1.2 Dasar Pelaksanaan SKM' },
    {
      kind: 'list',
      items: [
        'Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik.',
        'Peraturan Menteri Pendayagunaan Aparatur Negara dan Reformasi Birokrasi Nomor 14 Tahun 2017 tentang Pedoman Penyusunan Survei Kepuasan Masyarakat Unit Penyelenggara Pelayanan Publik.',
        `Kuesioner yang dipakai: ${asked.ruleBook.name} (${asked.ruleBook.source}).`,
        blank('keputusan kepala daerah atau kepala unit tentang tim dan pelaksanaan SKM'),
      ],
    },
    { kind: 'heading', level: 2, text: '1.3 Maksud dan Tujuan' },
    paragraph(
      `Survei ini dimaksudkan untuk mengetahui tingkat kepuasan masyarakat atas pelayanan ${document.nama_unit} pada ${quarterWords(quarter)}. Tujuannya:`,
    ),
    {
      kind: 'list',
      items: [
        'memperoleh nilai Indeks Kepuasan Masyarakat (IKM) unit dan nilai setiap unsur pelayanan;',
        'mengetahui unsur yang paling perlu diperbaiki;',
        'menyusun rencana tindak lanjut dan menilai hasil tindak lanjut sebelumnya;',
        'mengumumkan hasilnya kepada masyarakat.',
      ],
    },
  ]
}

export function surveyBlocks(plan: ReportPlan): Block[] {
  const { document, quarter, edition, asked } = plan
  const { first, last } = quarterDays(quarter)
  const { scale, integrityItems } = asked.ruleBook
  const { lowest, highest } = scale
  const items = integrityItems.length > 0 ? ` dan ${integrityItems.length} butir integritas` : ''
  const subjects = `${asked.elements.length} unsur pelayanan${items}`
  return [
    { kind: 'heading', level: 1, text: 'BAB II\u00a0 PENGUMPULAN DATA SKM', newPage: true },
    { kind: 'heading', level: 2, text: '2.1 Pelaksana SKM' },
    paragraph(
      `Survei dilaksanakan secara mandiri oleh ${document.nama_unit}, ${document.instansi}. Tim pelaksana: ${blank('nama dan jabatan anggota tim, serta nomor surat penugasan')}.`,
    ),
    { kind: 'heading', level: 2, text: '2.2 Metode Pengumpulan Data' },
    paragraph(
      `Responden adalah pengguna layanan yang menjawab setelah dilayani. Kuesioner terdiri atas ${asked.questions.length} pertanyaan tentang ${subjects} (Lampiran 1). Setiap pertanyaan dijawab dengan nilai ${lowest} sampai ${highest}; pertanyaan boleh dilewati, dan jawaban yang kosong tidak dihitung sebagai nol. Nama, NIK, dan nomor telepon tidak diminta.`,
    ),
    ...channelBlocks(plan),
    paragraph(
      `Pengolahan: nilai rata-rata (NRR) setiap unsur adalah jumlah nilai dibagi banyak jawaban yang terisi. ${
        document.bobot
          ? 'Setiap unsur ditimbang dengan bobot yang ditetapkan unit.'
          : 'Setiap unsur ditimbang dengan bobot 1/x, dengan x banyak unsur yang ada jawabannya.'
      } IKM adalah jumlah NRR tertimbang dikali ${asked.ruleBook.convertedFactor}, dihitung dengan pecahan tepat dan dibulatkan satu kali di akhir.`,
    ),
    { kind: 'heading', level: 2, text: '2.3 Lokasi Pengumpulan Data' },
    paragraph(
      `Data dikumpulkan di ${document.nama_unit}, ${document.alamat || blank('alamat')}${document.layanan.length > 0 ? ', untuk layanan berikut:' : '.'}`,
    ),
    ...(document.layanan.length > 0 ? [{ kind: 'list', items: document.layanan } as const] : []),
    { kind: 'heading', level: 2, text: '2.4 Waktu Pelaksanaan SKM' },
    paragraph('Waktu pelaksanaan', 'caption'),
    {
      kind: 'table',
      widths: [8, 44, 30, 18],
      head: ['No.', 'Kegiatan', 'Waktu Pelaksanaan', 'Jumlah Hari Kerja'],
      align: ['centre', 'left', 'centre', 'centre'],
      rows: [
        ['1', 'Persiapan', blank('tanggal'), blank('hari')],
        ['2', 'Pengumpulan data', formatDays(first, last), blank('hari')],
        ['3', 'Pengolahan data dan analisis hasil', blank('tanggal'), blank('hari')],
        ['4', 'Penyusunan laporan', blank('tanggal'), blank('hari')],
        ['5', 'Publikasi hasil', edition ? edition.published : blank('tanggal'), '1'],
      ],
    },
    { kind: 'heading', level: 2, text: '2.5 Penentuan Jumlah Responden' },
    ...sampleBlocks(plan),
  ]

  function channelBlocks({ document: { profil } }: ReportPlan): Block[] {
    const rows = profil.find(({ kunci }) => kunci === 'channel')?.baris ?? []
    if (rows.length === 0) return []
    const ways = rows.map(
      ({ kelompok, jumlah_responden }) => `${kelompok.toLowerCase()} ${formatCount(jumlah_responden)}`,
    )
    return [paragraph(`Cara menjawab: ${ways.join(', ')} responden.`)]
  }
}

function sampleBlocks({ document, quarter }: ReportPlan): Block[] {
  const { orang_dilayani: served, sasaran_responden: target, jumlah_responden: reached, minimum_responden } = document
  const rule = `Agar dinilai, unit memerlukan paling sedikit ${formatCount(minimum_responden)} responden pada satu periode.`
  if (served === null || target === null) {
    return [
      paragraph(
        `Sasaran jumlah responden dihitung dengan rumus Krejcie dan Morgan dari jumlah orang yang dilayani. Jumlah itu untuk ${quarterWords(quarter)} belum dicatat: ${blank('jumlah orang yang dilayani')}. Responden yang dihitung ${formatCount(reached)} orang. ${rule}`,
      ),
    ]
  }
  const enough =
    reached >= target
      ? 'Sasaran itu tercapai.'
      : `Sasaran itu belum tercapai, kurang ${formatCount(target - reached)} responden; karena itu selang kepercayaan pada Bab III perlu diperhatikan.`
  return [
    paragraph(
      `Sasaran jumlah responden dihitung dengan rumus Krejcie dan Morgan: S = χ²·N·P·Q ÷ (d²(N − 1) + χ²·P·Q), dengan χ² = 3,841, P = Q = 0,5, dan d = 0,05. Sasaran menunjukkan cukup atau tidaknya responden; tidak ada jawaban yang dibuang karenanya. ${rule}`,
    ),
    paragraph('Populasi, sasaran, dan responden', 'caption'),
    {
      kind: 'table',
      widths: [25, 25, 25, 25],
      head: ['Orang dilayani (populasi)', 'Sasaran responden', 'Responden dihitung', 'Terhadap sasaran'],
      align: ['centre', 'centre', 'centre', 'centre'],
      rows: [
        [
          formatCount(served),
          formatCount(target),
          formatCount(reached),
          target > 0 ? formatPercent(reached / target) : '–',
        ],
      ],
    },
    paragraph(enough),
  ]
}
