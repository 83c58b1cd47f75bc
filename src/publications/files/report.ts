// The report of a survey, Bab I to V with its annexes, filled in as far as the published data go and left to be edited.

import { type Block, paragraph } from '../../documents/blocks.ts'
import type { Questionnaire } from '../../surveys/rules.ts'
import { type Quarter, quarterYear } from '../../units/rules/calendar.ts'
import { writeNip } from '../../units/rules/nip.ts'
import type { UnitDocument } from '../rules/document.ts'
import { analysisBlocks, conclusionBlocks } from './report/analysis.ts'
import { annexBlocks } from './report/annexes.ts'
import { introductionBlocks, surveyBlocks } from './report/course.ts'
import { resultBlocks } from './report/results.ts'
import { blank, quarterWords } from './report/words.ts'

export interface ReportPlan {
  readonly government: string
  readonly document: UnitDocument
  readonly quarter: Quarter
  /** Null for a draft. */
  readonly edition: { readonly number: number; readonly hash: string; readonly published: string } | null
  readonly demonstration: boolean
  /** Where the edition is read and checked. */
  readonly address: string
  /** What was asked at the end of the quarter. */
  readonly asked: Questionnaire
  /** The unit in the editions that stand, this one included, in order of time. */
  readonly trend: readonly TrendPoint[]
  /** The government's logo, a PNG. */
  readonly logo?: Uint8Array | undefined
}

export interface TrendPoint {
  readonly quarter: Quarter
  readonly edition: number
  readonly respondents: number
  readonly ikm: number | null
  readonly interval: readonly [low: number, high: number] | null
  readonly grade: string | null
  readonly performance: string | null
}

/** Source of the outline and its tables: MenPANRB, Template Laporan SKM UPP, 2023. */
export function reportBlocks(plan: ReportPlan): Block[] {
  let tables = 0
  return partsOf(plan).map((block) => {
    if (block.kind !== 'paragraph' || block.style !== 'caption') return block
    tables += 1
    return { ...block, text: `Tabel ${tables}. ${block.text}` }
  })
}

function partsOf(plan: ReportPlan): Block[] {
  return [
    ...coverBlocks(plan),
    ...forewordBlocks(plan),
    { kind: 'contents', title: 'DAFTAR ISI' },
    paragraph(
      blank('klik kanan pada daftar isi, pilih Perbarui Bidang, agar nomor halaman terisi; lalu hapus baris ini'),
      'note',
    ),
    ...introductionBlocks(plan),
    ...surveyBlocks(plan),
    ...resultBlocks(plan),
    ...analysisBlocks(plan),
    ...conclusionBlocks(plan),
    ...signatureBlocks(plan),
    ...annexBlocks(plan),
  ]
}

function coverBlocks({ government, document, quarter, edition, demonstration, logo }: ReportPlan): Block[] {
  return [
    { kind: 'space', points: 60 },
    ...(logo ? [{ kind: 'picture', png: logo, width: 78, height: 84 } as const] : []),
    { kind: 'space', points: 30 },
    paragraph('LAPORAN HASIL', 'title'),
    paragraph('SURVEI KEPUASAN MASYARAKAT (SKM)', 'title'),
    { kind: 'space', points: 18 },
    paragraph(document.nama_unit.toUpperCase(), 'subtitle'),
    ...(document.nama_unit === document.instansi ? [] : [paragraph(document.instansi.toUpperCase(), 'subtitle')]),
    { kind: 'space', points: 18 },
    paragraph(`PERIODE ${quarterWords(quarter).toUpperCase()}`, 'subtitle'),
    { kind: 'space', points: 24 },
    ...(edition ? [] : [paragraph('DRAF: hasil triwulan ini belum diterbitkan, angka masih dapat berubah', 'warning')]),
    ...(demonstration ? [paragraph('DATA PERAGAAN: orang dan angka di laporan ini rekaan', 'warning')] : []),
    { kind: 'space', points: 150 },
    paragraph(government.toUpperCase(), 'subtitle'),
    paragraph(`TAHUN ${quarterYear(quarter)}`, 'subtitle'),
  ]
}

function forewordBlocks(plan: ReportPlan): Block[] {
  const { document, quarter } = plan
  return [
    { kind: 'heading', level: 1, text: 'KATA PENGANTAR', newPage: true },
    paragraph(
      `Laporan ini memuat hasil Survei Kepuasan Masyarakat (SKM) ${document.nama_unit} pada ${quarterWords(quarter)}. Survei dilakukan agar pengguna layanan dapat menyampaikan penilaiannya, dan agar perbaikan layanan didasarkan pada penilaian itu.`,
    ),
    paragraph(
      'Kami berterima kasih kepada masyarakat yang telah meluangkan waktu untuk menjawab. Hasil survei ini kami tindak lanjuti menurut rencana pada Bab IV, dan perkembangannya kami laporkan pada periode berikutnya.',
    ),
    ...signatureBlocks(plan),
  ]
}

function signatureBlocks({ document }: ReportPlan): Block[] {
  return [
    { kind: 'space', points: 12 },
    paragraph(`${blank('tempat')}, ${blank('tanggal')}`, 'right'),
    paragraph(`Kepala ${document.nama_unit}`, 'right'),
    { kind: 'space', points: 54 },
    paragraph(document.kepala?.nama ?? blank('nama kepala'), 'right'),
    paragraph(`NIP ${document.kepala?.nip ? writeNip(document.kepala.nip) : blank('NIP')}`, 'right'),
  ]
}
