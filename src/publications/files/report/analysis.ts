// Bab IV and V of the report: what the figures say of strengths and weaknesses, what is planned, how it has gone, the conclusion.

import { type Block, paragraph } from '../../../documents/blocks.ts'
import { formatCount } from '../../../language/format.ts'
import { quarterFromSlug, quarterNumber, quarterYear } from '../../../units/rules/calendar.ts'
import type { ElementDocument, FollowUpDocument } from '../../rules/document.ts'
import type { ReportPlan } from '../report.ts'
import { blank, listed, periodWords, quarterWords, range, signed, two } from './words.ts'

export function analysisBlocks(plan: ReportPlan): Block[] {
  return [
    { kind: 'heading', level: 1, text: 'BAB IV\u00a0 ANALISIS HASIL SKM', newPage: true },
    { kind: 'heading', level: 2, text: '4.1 Analisis Permasalahan/Kelemahan dan Kelebihan Unsur Layanan' },
    ...weaknessBlocks(plan),
    ...strengthBlocks(plan),
    ...changeBlocks(plan),
    { kind: 'heading', level: 2, text: '4.2 Rencana Tindak Lanjut' },
    ...planBlocks(plan),
    { kind: 'heading', level: 2, text: '4.3 Tren Nilai SKM' },
    ...trendBlocks(plan),
  ]
}

type Answered = ElementDocument & { readonly nilai: number }

/** The lowest first. */
function answeredElements({ document: { unsur } }: ReportPlan): Answered[] {
  return unsur
    .flatMap((element) => (element.nilai === null ? [] : [{ ...element, nilai: element.nilai }]))
    .toSorted((one, other) => (one.nrr ?? 0) - (other.nrr ?? 0))
}

function lowestOf(plan: ReportPlan): Answered[] {
  const { unsur_terendah } = plan.document
  const elements = answeredElements(plan)
  return unsur_terendah.flatMap((key) => elements.find(({ kunci }) => kunci === key) ?? [])
}

function named({ nama, nilai, mutu }: Answered): string {
  return `${nama} (${two(nilai)}${mutu === null ? '' : `, mutu ${mutu}`})`
}

function weaknessBlocks(plan: ReportPlan): Block[] {
  const lowest = lowestOf(plan)
  const { analisis } = plan.document
  if (lowest.length === 0) return [paragraph('Belum ada jawaban yang dapat dianalisis.')]
  const urgent = lowest.filter(({ kuadran }) => kuadran === 'prioritas utama').map(({ nama }) => nama)
  return [
    paragraph(
      `Unsur dengan nilai terendah: ${listed(lowest.map(named))}.${urgent.length > 0 ? ` Yang paling berkaitan dengan kepuasan keseluruhan di antaranya: ${listed(urgent)}.` : ''}`,
    ),
    paragraph(
      `Kelemahan menurut unit: ${analisis?.kelemahan || blank('uraian kelemahan, menurut unsur terendah dan saran masyarakat')}`,
    ),
    paragraph(`Penyebab: ${analisis?.penyebab || blank('penyebab menurut unit')}`),
  ]
}

function strengthBlocks(plan: ReportPlan): Block[] {
  const lowest = new Set(plan.document.unsur_terendah)
  const best = answeredElements(plan)
    .filter(({ kunci }) => !lowest.has(kunci))
    .toReversed()
    .slice(0, 3)
  if (best.length === 0) return []
  return [
    paragraph(`Unsur dengan nilai tertinggi: ${listed(best.map(named))}.`),
    paragraph(`Kelebihan menurut unit: ${plan.document.analisis?.kelebihan || blank('uraian kelebihan')}`),
  ]
}

function changeBlocks(plan: ReportPlan): Block[] {
  const { perubahan, dibandingkan_dengan: before } = plan.document
  if (!before || !perubahan) {
    return [
      paragraph(
        'Perubahan terhadap triwulan sebelumnya belum dapat dinilai, karena tidak ada hasil terbit untuk dibandingkan.',
      ),
    ]
  }
  const of = (direction: string) =>
    answeredElements(plan)
      .filter((element) => element.perubahan?.arah === direction)
      .map(({ nama, perubahan: change }) => `${nama} (${signed(change?.selisih ?? null)})`)
  const [up, down] = [of('naik'), of('turun')]
  const elements = [
    ...(up.length > 0 ? [`Unsur yang naik: ${listed(up)}.`] : []),
    ...(down.length > 0 ? [`Unsur yang turun: ${listed(down)}.`] : []),
    ...(up.length + down.length === 0 ? ['Tidak ada unsur yang perubahannya dapat dibedakan dari kebetulan.'] : []),
  ]
  return [
    paragraph(
      `Dibandingkan dengan ${periodWords(before.periode)} (edisi ${before.edisi}), nilai IKM berselisih ${signed(perubahan.selisih)}: ${directionWords(perubahan.arah)}. ${elements.join(' ')} Perubahan diuji untuk IKM dan semua unsur bersama-sama; paling banyak 5 % salah di antara semua yang diuji.`,
    ),
  ]
}

function directionWords(direction: string | null): string {
  if (direction === null) return 'belum dapat diuji'
  return direction === 'belum dapat dibedakan' ? 'belum dapat dibedakan dari kebetulan' : direction
}

const planHead = ['No', 'Prioritas Unsur', 'Program/Kegiatan', 'TW I', 'TW II', 'TW III', 'TW IV', 'Penanggung Jawab']

function planBlocks(plan: ReportPlan): Block[] {
  const { rencana_tindak_lanjut: actions } = plan.document
  const rows =
    actions.length > 0
      ? actions.map((action, place) => actionRow(action, place))
      : lowestOf(plan).map(({ nama }, place) => [
          String(place + 1),
          nama,
          blank('program atau kegiatan'),
          '',
          '',
          '',
          '',
          blank('jabatan'),
        ])
  if (rows.length === 0) return [paragraph('Belum ada unsur yang perlu direncanakan tindak lanjutnya.')]
  return [
    paragraph(
      actions.length > 0
        ? 'Rencana tindak lanjut yang telah ditetapkan:'
        : `Rencana tindak lanjut belum dicatat. Rencana untuk unsur terendah dibahas dalam forum konsultasi publik: ${blank('tanggal dan tempat')}.`,
    ),
    paragraph('Rencana tindak lanjut', 'caption'),
    {
      kind: 'table',
      widths: [6, 20, 32, 7.5, 7.5, 7.5, 7.5, 16],
      head: planHead,
      align: ['centre', 'left', 'left', 'centre', 'centre', 'centre', 'centre', 'left'],
      rows,
      size: 9,
    },
    ...quotes(actions),
  ]
}

function actionRow(action: FollowUpDocument, place: number): string[] {
  const goal = action.perubahan_diharapkan ? `\nHasil yang diharapkan: ${action.perubahan_diharapkan}` : ''
  const aim = action.sasaran === null ? '' : `\nSasaran nilai: ${two(action.sasaran)}`
  const quarters = action.waktu.flatMap((slug) => quarterFromSlug(slug) ?? [])
  return [
    String(place + 1),
    action.nama_unsur ?? 'Layanan secara umum',
    `${action.kegiatan}${goal}${aim}`,
    // The year, since a plan may reach into the next.
    ...[1, 2, 3, 4].map((number) =>
      quarters
        .filter((quarter) => quarterNumber(quarter) === number)
        .map((quarter) => String(quarterYear(quarter)))
        .join('\n'),
    ),
    action.penanggung_jawab || blank('jabatan'),
  ]
}

function quotes(actions: readonly FollowUpDocument[]): Block[] {
  const said = actions.flatMap(({ saran }) => saran)
  if (said.length === 0) return []
  return [paragraph('Saran masyarakat yang mendasarinya:'), { kind: 'list', items: said.map((text) => `“${text}”`) }]
}

function trendBlocks({ trend, edition, quarter, document }: ReportPlan): Block[] {
  const points = trend.map((point) => [
    quarterWords(point.quarter),
    formatCount(point.respondents),
    two(point.ikm),
    range(point.interval),
    point.grade === null
      ? point.ikm === null
        ? 'belum ada data'
        : 'belum cukup'
      : `${point.grade} (${point.performance})`,
  ])
  const rows = edition
    ? points
    : [
        ...points,
        [
          `${quarterWords(quarter)} (draf)`,
          formatCount(document.jumlah_responden),
          two(document.ikm),
          range(document.selang),
          document.mutu === null ? '–' : `${document.mutu} (${document.kinerja})`,
        ],
      ]
  return [
    paragraph('Nilai IKM menurut hasil yang diterbitkan', 'caption'),
    {
      kind: 'table',
      widths: [30, 15, 13, 22, 20],
      head: ['Periode', 'Responden', 'IKM', 'Selang 95 %', 'Mutu'],
      align: ['left', 'centre', 'centre', 'centre', 'centre'],
      rows,
    },
    paragraph(trendWords(trend)),
  ]
}

function trendWords(trend: ReportPlan['trend']): string {
  const known = trend.filter((point) => point.ikm !== null)
  const [first, last] = [known[0], known.at(-1)]
  if (!first || !last || first === last) return 'Tren dapat dinilai setelah ada hasil dari beberapa periode.'
  const difference = Math.round(((last.ikm ?? 0) - (first.ikm ?? 0)) * 100) / 100
  return `Dari ${quarterWords(first.quarter)} sampai ${quarterWords(last.quarter)} nilai IKM berubah ${signed(difference)}. Selisih kecil dapat terjadi karena kebetulan; bandingkan selang kepercayaannya.`
}

export function conclusionBlocks(plan: ReportPlan): Block[] {
  const { document, quarter } = plan
  const lowest = lowestOf(plan)
  const proven = document.pembuktian.filter(({ pembuktian }) => pembuktian === 'terbukti').length
  return [
    { kind: 'heading', level: 1, text: 'BAB V\u00a0 KESIMPULAN', newPage: true },
    {
      kind: 'list',
      items: [
        `SKM ${document.nama_unit} pada ${quarterWords(quarter)} dijawab ${formatCount(document.jumlah_responden)} responden.`,
        document.ikm === null
          ? 'Nilai IKM: belum ada data.'
          : `Nilai IKM ${two(document.ikm)}${document.mutu === null ? '; mutu belum ditetapkan karena responden belum cukup.' : `, mutu ${document.mutu} (${document.kinerja}).`}`,
        ...(lowest.length > 0
          ? [`Unsur yang diutamakan untuk diperbaiki: ${listed(lowest.map(({ nama }) => nama))}.`]
          : []),
        ...(document.pembuktian.length > 0
          ? [
              `Dari ${document.pembuktian.length} tindak lanjut sebelumnya yang diperiksa, ${proven} terbukti menaikkan nilai unsurnya.`,
            ]
          : []),
        blank('kesimpulan unit'),
      ],
    },
  ]
}
