// The annexes of the report: the questionnaire, how the data were worked out, photographs, what became of the last promises.

import { type Block, paragraph } from '../../../documents/blocks.ts'
import { formatCount } from '../../../language/format.ts'
import type { ReportPlan } from '../report.ts'
import { blank, four, periodWords, signed, two } from './words.ts'

export function annexBlocks(plan: ReportPlan): Block[] {
  return [...questionnaireBlocks(plan), ...processingBlocks(plan), ...photographBlocks(), ...followUpBlocks(plan)]
}

function annex(number: number, title: string): Block {
  return { kind: 'heading', level: 1, text: `LAMPIRAN ${number}\u00a0 ${title}`, newPage: true }
}

function questionnaireBlocks({ asked }: ReportPlan): Block[] {
  const { ruleBook, questions } = asked
  return [
    annex(1, 'KUESIONER'),
    paragraph(
      `${ruleBook.name} (${ruleBook.source}). Jawaban 1 sampai 4 menurut urutan; setiap pertanyaan boleh dilewati.`,
    ),
    {
      kind: 'table',
      widths: [6, 46, 48],
      head: ['No', 'Pertanyaan', 'Pilihan jawaban'],
      align: ['centre', 'left', 'left'],
      rows: questions.map(({ text, answers }, place) => [
        String(place + 1),
        text,
        answers.map((answer, score) => `${score + 1}. ${answer}`).join('\n'),
      ]),
      size: 9,
    },
    paragraph(
      'Ditanyakan pula, semuanya boleh tidak dijawab: jenis kelamin, usia, pendidikan, pekerjaan, siapa yang mengisi, serta kritik dan saran.',
      'note',
    ),
  ]
}

function processingBlocks({ document }: ReportPlan): Block[] {
  return [
    annex(2, 'HASIL PENGOLAHAN DATA'),
    {
      kind: 'table',
      widths: [8, 32, 12, 12, 12, 14, 10],
      head: ['Kode', 'Unsur', 'Jumlah nilai', 'Terisi', 'NRR', 'NRR tertimbang', 'Nilai'],
      align: ['centre', 'left', 'centre', 'centre', 'centre', 'centre', 'centre'],
      rows: [
        ...document.unsur.map(({ kode, nama, jumlah, terisi, nrr, nrr_tertimbang, nilai }) => [
          kode,
          nama,
          jumlah === null ? '–' : sumWords(jumlah),
          formatCount(terisi),
          four(nrr),
          four(nrr_tertimbang),
          two(nilai),
        ]),
        ['', 'Jumlah NRR tertimbang', '', '', '', four(document.nrr_tertimbang), ''],
        ['', 'IKM unit pelayanan', '', '', '', two(document.ikm), ''],
      ],
      size: 9,
    },
    paragraph(
      'Lembar pengolahan lengkap, satu baris setiap responden dengan rumusnya, diunduh terpisah sebagai XLSX dan dilampirkan pada laporan ini.',
      'note',
    ),
  ]
}

/** Means of several answers add up to halves and thirds. */
function sumWords(sum: number): string {
  return Number.isInteger(sum) ? formatCount(sum) : two(sum)
}

function photographBlocks(): Block[] {
  return [
    annex(3, 'DOKUMENTASI TERKAIT PELAKSANAAN SKM'),
    ...[
      'kegiatan survei di loket',
      'poster dan kode QR yang terpasang',
      'forum konsultasi publik atau rapat tindak lanjut',
    ].flatMap((what, place): Block[] => [
      paragraph(blank(`sisipkan foto ${what}`), 'centred'),
      paragraph(`Gambar ${place + 1}. ${blank('keterangan foto dan tanggal')}`, 'centred'),
      { kind: 'space', points: 24 },
    ]),
  ]
}

function followUpBlocks({ document: { pembuktian } }: ReportPlan): Block[] {
  return [
    annex(4, 'LAPORAN HASIL TINDAK LANJUT SKM PERIODE SEBELUMNYA'),
    ...(pembuktian.length === 0
      ? [
          paragraph(
            `Tidak ada rencana tindak lanjut terdahulu yang tercatat pada sistem. ${blank('tindak lanjut periode sebelumnya, bila ada di luar sistem')}`,
          ),
        ]
      : [
          {
            kind: 'table',
            widths: [5, 17, 25, 11, 13, 14, 15],
            head: ['No', 'Unsur', 'Kegiatan', 'Hasil survei', 'Status', 'Nilai unsur dulu → kini', 'Pembuktian'],
            align: ['centre', 'left', 'left', 'centre', 'centre', 'centre', 'centre'],
            rows: pembuktian.map((proof, place) => [
              String(place + 1),
              proof.nama_unsur ?? 'Layanan secara umum',
              proof.kegiatan,
              periodWords(proof.asal),
              proof.alasan_batal ? `${proof.status}: ${proof.alasan_batal}` : proof.status,
              `${two(proof.nilai[0])} → ${two(proof.nilai[1])}\n(${signed(proof.selisih)})`,
              proof.pembuktian,
            ]),
            size: 9,
          } as const,
          paragraph(
            'Terbukti: nilai unsur naik dan kenaikannya dapat dibedakan dari kebetulan. Belum terbukti: belum dapat dibedakan. Memburuk: turun dan dapat dibedakan.',
            'note',
          ),
          paragraph(blank('bukti dukung: foto, tautan, notula')),
        ]),
  ]
}
