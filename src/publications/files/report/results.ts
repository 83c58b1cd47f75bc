// Bab III of the report: who answered, the index with its certainty, the elements.

import { type Block, paragraph } from '../../../documents/blocks.ts'
import { withheldWords } from '../../../ikm/rules/fairness.ts'
import { formatCount, formatDecimal, formatPercent } from '../../../language/format.ts'
import { groundNames, isGround } from '../../../responses/rules/exclusion.ts'
import type { ReportPlan } from '../report.ts'
import { four, quarterWords, range, two } from './words.ts'

export function resultBlocks(plan: ReportPlan): Block[] {
  const { document, edition, address } = plan
  return [
    { kind: 'heading', level: 1, text: 'BAB III\u00a0 HASIL PENGOLAHAN DATA SKM', newPage: true },
    { kind: 'heading', level: 2, text: '3.1 Jumlah Responden SKM' },
    paragraph(countWords(document)),
    ...profileBlocks(plan),
    { kind: 'heading', level: 2, text: '3.2 Indeks Kepuasan Masyarakat (Unit Layanan dan Per Unsur Layanan)' },
    paragraph(indexWords(plan)),
    ...sureness(document),
    paragraph('Nilai per unsur', 'caption'),
    {
      kind: 'table',
      widths: [8, 36, 13, 13, 10, 20],
      head: ['Kode', 'Unsur', 'NRR', 'Nilai', 'Mutu', 'Selang 95 %'],
      align: ['centre', 'left', 'centre', 'centre', 'centre', 'centre'],
      rows: document.unsur.map(({ kode, nama, nrr, nilai, mutu, selang }) => [
        kode,
        nama,
        four(nrr),
        two(nilai),
        mutu ?? '–',
        range(selang),
      ]),
    },
    paragraph(
      'NRR: nilai rata-rata, 1 sampai 4. Nilai: NRR × 25, dari NRR yang tidak dibulatkan. Mutu A 88,31 ke atas, B 76,61 ke atas, C 65,00 ke atas, D di bawahnya.',
      'note',
    ),
    ...comparisonBlocks(document),
    ...integrityBlocks(document),
    ...reliabilityBlocks(document),
    paragraph(
      edition
        ? `Hasil ini diterbitkan ${edition.published} sebagai edisi ${edition.number} dengan sidik ${edition.hash.slice(0, 16)}, dan dapat diperiksa di ${address}.`
        : `Hasil ini belum diterbitkan. Setelah terbit, laporan diunduh kembali agar memuat edisi dan sidiknya.`,
      'note',
    ),
  ]
}

type Shown = ReportPlan['document']

function countWords({ jumlah_responden, jawaban_diterima, jawaban_dikecualikan, dikecualikan_karena }: Shown): string {
  if (jumlah_responden === 0) return 'Pada periode ini belum ada jawaban yang dihitung.'
  const all = `Responden yang dihitung ${formatCount(jumlah_responden)} orang dari ${formatCount(jawaban_diterima)} jawaban yang diterima.`
  if (jawaban_dikecualikan === 0) return `${all} Tidak ada jawaban yang dikecualikan.`
  const grounds = Object.entries(dikecualikan_karena).map(
    ([ground, count]) => `${(isGround(ground) ? groundNames[ground] : ground).toLowerCase()} ${formatCount(count)}`,
  )
  return `${all} Dikecualikan ${formatCount(jawaban_dikecualikan)} jawaban: ${grounds.join(', ')}.`
}

function profileBlocks({ document, edition }: ReportPlan): Block[] {
  if (document.jumlah_responden === 0) return []
  let number = 0
  const rows = document.profil.flatMap(({ nama, baris }) => {
    if (baris.length === 0) return []
    number += 1
    const whole = baris.reduce((sum, { jumlah_responden }) => sum + jumlah_responden, 0)
    return baris.map(({ kelompok, jumlah_responden }, place) => [
      place === 0 ? String(number) : '',
      place === 0 ? nama : '',
      kelompok,
      formatCount(jumlah_responden),
      formatPercent(jumlah_responden / whole),
    ])
  })
  const withheld = document.profil.filter(({ baris }) => baris.length === 0).map(({ nama }) => nama.toLowerCase())
  const earlier = edition !== null && document.profil_menurut_edisi !== edition.number
  return [
    ...(rows.length === 0
      ? []
      : [
          paragraph('Responden menurut karakteristik', 'caption'),
          {
            kind: 'table',
            widths: [6, 27, 35, 13, 19],
            head: ['NO', 'KARAKTERISTIK', 'INDIKATOR', 'JUMLAH', 'PERSENTASE'],
            align: ['centre', 'left', 'left', 'centre', 'centre'],
            rows,
            size: 9,
          } as const,
        ]),
    paragraph(
      [
        'Kelompok kecil digabungkan, agar tidak ada jawaban yang dapat ditelusuri ke orangnya.',
        ...(withheld.length > 0 ? [`Menurut ${withheld.join(', ')}: ${withheldWords.toLowerCase()}`] : []),
        ...(earlier ? [`Tabel ini menurut edisi ${document.profil_menurut_edisi}.`] : []),
      ].join(' '),
      'note',
    ),
  ]
}

function indexWords({ document, quarter }: ReportPlan): string {
  const { ikm, mutu, kinerja, jumlah_responden, minimum_responden, nama_unit } = document
  if (ikm === null) return `Nilai IKM ${nama_unit} pada ${quarterWords(quarter)}: belum ada data.`
  const figure = `Nilai IKM ${nama_unit} pada ${quarterWords(quarter)} adalah ${two(ikm)}`
  if (mutu === null) {
    return `${figure}. Mutu belum ditetapkan (belum cukup): respondennya ${formatCount(jumlah_responden)} orang, sedangkan jumlah minimum ${formatCount(minimum_responden)} orang.`
  }
  return `${figure}, dengan mutu pelayanan ${mutu} dan kinerja unit pelayanan ${kinerja}.`
}

function sureness({ selang, margin_galat, kepastian_mutu }: Shown): Block[] {
  if (!selang) return []
  const grade = kepastian_mutu === null ? '' : ` Kepastian mutu: ${kepastian_mutu}.`
  return [
    paragraph(
      `Karena tidak semua pengguna menjawab, nilai itu punya selang kepercayaan 95 %: ${range(selang)}, dengan margin galat ${two(margin_galat)}. Survei yang diulang dengan cara sama akan memberi selang yang memuat nilai sebenarnya pada 95 dari 100 kali.${grade}`,
    ),
  ]
}

function comparisonBlocks({ ikm, pembanding }: Shown): Block[] {
  if (ikm === null) return []
  return [
    paragraph('IKM dengan tiga cara mengambil bobot', 'caption'),
    {
      kind: 'table',
      widths: [34, 33, 33],
      head: ['Bobot tanpa pembulatan (resmi)', 'Bobot tiga desimal, seperti 0,111', 'Bobot dua desimal, seperti 0,11'],
      align: ['centre', 'centre', 'centre'],
      rows: [[two(pembanding.exact ?? null), two(pembanding['0.111'] ?? null), two(pembanding['0.11'] ?? null)]],
    },
  ]
}

function integrityBlocks({ integritas }: Shown): Block[] {
  if (integritas.length === 0) return []
  return [
    paragraph('Butir integritas (tidak dihitung dalam IKM)', 'caption'),
    {
      kind: 'table',
      widths: [75, 25],
      head: ['Butir', 'Nilai'],
      align: ['left', 'centre'],
      rows: integritas.map(({ nama, nilai }) => [nama, two(nilai)]),
    },
  ]
}

function reliabilityBlocks({ keandalan }: Shown): Block[] {
  if (!keandalan) return []
  const { alpha, selang, kata } = keandalan
  return [
    paragraph(
      `Keandalan kuesioner (alfa Cronbach) ${formatDecimal(alpha, 3)}, selang 95 % ${formatDecimal(selang[0], 3)} – ${formatDecimal(selang[1], 3)}: ${kata}.`,
    ),
  ]
}
