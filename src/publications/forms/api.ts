// What may be asked of the open API, and the shape of each of its answers.

import { z } from 'zod'
import { statuses, statusWords } from '../../followups/rules/course.ts'
import { verdicts, verdictWords } from '../../followups/rules/proof.ts'
import { unitStates } from '../rules/document.ts'
import {
  edition,
  exampleHash,
  field,
  followUp,
  grade,
  meanOfUnits,
  periodPattern,
  pooledFigure,
  proof,
  shared,
  unitDocument,
} from './documents.ts'

/** Most rows of a page, and what is given unasked. */
export const rowsOfPage = { most: 100, usual: 50 } as const

const period = z.string().regex(periodPattern, 'Tulis triwulan seperti 2026-tw3. Rentang tanggal bebas tidak dilayani.')
const code = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Kode hanya huruf kecil, angka, dan tanda hubung.')
  .max(60, 'Kode paling panjang 60 huruf.')
const whole = (least: number, most: number) =>
  z.coerce
    .number(`Tulis angka ${least} sampai ${most}.`)
    .int(`Tulis angka ${least} sampai ${most}.`)
    .min(least, `Tulis angka ${least} sampai ${most}.`)
    .max(most, `Tulis angka ${least} sampai ${most}.`)
const oneOf = <const Words extends readonly [string, ...string[]]>(words: Words) =>
  z.enum(words, `Pilih salah satu: ${words.join(', ')}.`)

const asked = {
  halaman: field(whole(1, 100_000).default(1), 'Halaman yang diminta, mulai dari 1.', 1),
  per_halaman: field(whole(1, rowsOfPage.most).default(rowsOfPage.usual), 'Banyak baris per halaman.', 50),
  periode: field(period.optional(), 'Triwulan. Tanpa ini: triwulan terbaru yang terbit.', '2026-tw3'),
  edisi: field(whole(1, 999).optional(), 'Nomor edisi triwulan. Tanpa ini: edisi yang berlaku.', 1),
  instansi: field(code.optional(), 'Hanya unit dari perangkat daerah dengan kode ini.', 'dinas-kesehatan'),
  jenis: field(z.string().max(80, 'Paling panjang 80 huruf.').optional(), 'Hanya unit jenis ini.', 'Puskesmas'),
  cari: field(z.string().max(80, 'Paling panjang 80 huruf.').optional(), 'Kata dalam nama unit.', 'mekar'),
  keadaan: field(oneOf(unitStates).optional(), 'Hanya unit dengan keadaan ini.', 'dinilai'),
  mutu: field(oneOf(['A', 'B', 'C', 'D']).optional(), 'Hanya unit dengan mutu ini.', 'B'),
}

const paging = { halaman: asked.halaman, per_halaman: asked.per_halaman }

const filters = {
  instansi: asked.instansi,
  jenis: asked.jenis,
  cari: asked.cari,
  keadaan: asked.keadaan,
  mutu: asked.mutu,
}

export const periodsQuery = z.strictObject(paging)
export const editionsQuery = z.strictObject({
  periode: field(period.optional(), 'Hanya edisi triwulan ini.', '2026-tw3'),
  ...paging,
})
export const resultsQuery = z.strictObject({
  periode: asked.periode,
  edisi: asked.edisi,
  ...filters,
  sertakan: field(oneOf(['unsur']).optional(), 'unsur: sertakan nilai setiap unsur pada setiap baris.', 'unsur'),
  ...paging,
})
export const resultQuery = z.strictObject({ edisi: asked.edisi })
export const unitsQuery = z.strictObject({ ...filters, ...paging })
export const unitQuery = z.strictObject({})
export const followUpsQuery = z.strictObject({
  periode: asked.periode,
  edisi: asked.edisi,
  bentuk: field(
    oneOf(['rencana', 'pembuktian']).optional(),
    'rencana: yang direncanakan karena hasil triwulan ini. pembuktian: janji sebelumnya yang diuji triwulan ini.',
    'pembuktian',
  ),
  unit: field(code.optional(), 'Hanya unit dengan kode ini.', 'disdukcapil'),
  instansi: asked.instansi,
  jenis: asked.jenis,
  unsur: field(
    z.string().max(60, 'Paling panjang 60 huruf.').optional(),
    'Hanya unsur dengan kunci ini.',
    'completionTime',
  ),
  status: field(
    oneOf(statuses.map((status) => statusWords[status]) as [string, ...string[]]).optional(),
    'Hanya rencana dengan status ini.',
    'selesai',
  ),
  pembuktian: field(
    oneOf(verdicts.map((verdict) => verdictWords[verdict]) as [string, ...string[]]).optional(),
    'Hanya yang terbukti, belum terbukti, memburuk, atau belum dapat diuji.',
    'terbukti',
  ),
  ...paging,
})

export type ResultsQuery = z.output<typeof resultsQuery>
export type UnitsQuery = z.output<typeof unitsQuery>
export type FollowUpsQuery = z.output<typeof followUpsQuery>
export type EditionsQuery = z.output<typeof editionsQuery>
export type Paging = z.output<typeof periodsQuery>

/** A form that a query is read by, and what it yields. */
export type QueryForm = z.ZodObject
export type QueryOf<Form extends QueryForm> = z.output<Form>

/** One sentence for each parameter that was not understood. */
export interface Problem {
  readonly bidang: string
  readonly pesan: string
}

/** Reads a query. @param given every value of every parameter; an empty one counts as not given. */
export function readQuery<Schema extends z.ZodObject>(
  schema: Schema,
  given: Readonly<Record<string, readonly string[]>>,
): { readonly query: z.output<Schema> } | { readonly problems: readonly Problem[] } {
  const known = Object.keys(schema.shape)
  const twice = Object.keys(given).filter((name) => (given[name]?.length ?? 0) > 1 && known.includes(name))
  if (twice.length > 0)
    return { problems: twice.map((bidang) => ({ bidang, pesan: 'Tulis parameter ini satu kali saja.' })) }
  const single = Object.fromEntries(
    Object.entries(given).flatMap(([name, [value]]) => (value || !known.includes(name) ? [[name, value]] : [])),
  )
  const read = schema.safeParse(single)
  if (read.success) return { query: read.data }
  return {
    problems: read.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((name) => ({
            bidang: name.slice(0, 60),
            pesan:
              known.length === 0
                ? 'Alamat ini tidak menerima parameter.'
                : `Parameter ini tidak dikenal. Yang dikenal: ${known.join(', ')}.`,
          }))
        : [{ bidang: String(issue.path[0] ?? ''), pesan: issue.message }],
    ),
  }
}

const link = z.url()

const page = {
  halaman: field(z.int().min(1), 'Halaman ini.', 1),
  per_halaman: field(z.int().min(1).max(rowsOfPage.most), 'Banyak baris per halaman.', 50),
  total: field(z.int().min(0), 'Banyak baris di semua halaman.', 1),
  tautan: z
    .strictObject({
      pertama: field(link, 'Halaman pertama.', 'https://skm.contoh.go.id/api/v1/unit?halaman=1'),
      sebelumnya: field(link.nullable(), 'Halaman sebelumnya.', null),
      berikutnya: field(link.nullable(), 'Halaman berikutnya.', 'https://skm.contoh.go.id/api/v1/unit?halaman=2'),
      terakhir: field(link, 'Halaman terakhir.', 'https://skm.contoh.go.id/api/v1/unit?halaman=2'),
    })
    .meta({ description: 'Alamat halaman lain; sama dengan kepala Link (RFC 8288).' }),
}

const standing = field(z.boolean(), 'Benar bila edisi ini yang berlaku untuk triwulannya.', true)

export const periodRow = z.strictObject({
  periode: shared.periode,
  nama: field(z.string(), 'Nama triwulan.', 'Triwulan III 2026'),
  tanggal_awal: edition.shape.tanggal_awal,
  tanggal_akhir: edition.shape.tanggal_akhir,
  edisi: shared.edisi,
  banyak_edisi: field(z.int().min(1), 'Banyak edisi triwulan ini, termasuk yang sudah diralat.', 1),
  diterbitkan_pada: shared.diterbitkan_pada,
  alasan_ralat: shared.alasan_ralat,
  jumlah_unit: shared.jumlah_unit,
  unit_dinilai: shared.unit_dinilai,
  unit_di_bawah_minimum: shared.unit_di_bawah_minimum,
  unit_tanpa_jawaban: shared.unit_tanpa_jawaban,
  jumlah_responden: edition.shape.jumlah_responden,
  rata_rata_unit: meanOfUnits,
  gabungan_responden: pooledFigure,
  tautan: z.strictObject({
    hasil: field(link, 'Hasil semua unit lewat API.', 'https://skm.contoh.go.id/api/v1/hasil?periode=2026-tw3'),
    halaman: field(link, 'Halaman untuk dibaca.', 'https://skm.contoh.go.id/hasil/2026-tw3'),
    json: field(link, 'Edisi bertanda tangan.', 'https://skm.contoh.go.id/hasil/2026-tw3.json'),
    csv: field(link, 'Tabel CSV.', 'https://skm.contoh.go.id/hasil/2026-tw3.csv'),
  }),
})

const resultFields = {
  kode_unit: shared.kode_unit,
  nama_unit: shared.nama_unit,
  jenis: shared.jenis,
  instansi: shared.instansi,
  kode_instansi: shared.kode_instansi,
  periode: shared.periode,
  edisi: shared.edisi,
  diterbitkan_pada: shared.diterbitkan_pada,
  keadaan: shared.keadaan,
  ikm: shared.ikm,
  mutu: shared.mutu,
  kinerja: shared.kinerja,
  selang: shared.selang,
  margin_galat: shared.margin_galat,
  jumlah_responden: shared.jumlah_responden,
  metode: shared.metode,
}

const resultLinks = z.strictObject({
  dokumen: field(link, 'Dokumen lengkap lewat API.', 'https://skm.contoh.go.id/api/v1/hasil/2026-tw3/disdukcapil'),
  riwayat: field(link, 'Riwayat unit lewat API.', 'https://skm.contoh.go.id/api/v1/unit/disdukcapil'),
  berkas: field(link, 'Berkas bertanda tangan.', 'https://skm.contoh.go.id/hasil/2026-tw3/disdukcapil.json'),
  lencana: field(link, 'Lencana SVG hasil terbaru unit.', 'https://skm.contoh.go.id/unit/disdukcapil/lencana.svg'),
})

const elementRow = z.strictObject({
  kunci: shared.kunci_unsur,
  kode: shared.kode_unsur,
  nama: shared.nama_unsur,
  terisi: shared.terisi,
  nrr: shared.nrr,
  nilai: shared.nilai,
  mutu: field(grade.nullable(), 'Mutu unsur A sampai D.', 'B'),
})

export const resultRow = z.strictObject({
  ...resultFields,
  unsur: z.array(elementRow).optional().meta({ description: 'Hanya dengan sertakan=unsur.' }),
  tautan: resultLinks,
})

export const historyRow = z.strictObject({
  periode: shared.periode,
  edisi: shared.edisi,
  berlaku: standing,
  diterbitkan_pada: shared.diterbitkan_pada,
  alasan_ralat: shared.alasan_ralat,
  keadaan: shared.keadaan,
  ikm: shared.ikm,
  mutu: shared.mutu,
  kinerja: shared.kinerja,
  selang: shared.selang,
  margin_galat: shared.margin_galat,
  jumlah_responden: shared.jumlah_responden,
  metode: shared.metode,
  tautan: z.strictObject({ dokumen: resultLinks.shape.dokumen, berkas: resultLinks.shape.berkas }),
})

export const followUpRow = z.strictObject({
  bentuk: field(
    z.enum(['rencana', 'pembuktian']),
    'rencana: direncanakan karena hasil periode ini. pembuktian: janji sebelumnya yang diuji dengan angka periode ini.',
    'pembuktian',
  ),
  kode_unit: shared.kode_unit,
  nama_unit: shared.nama_unit,
  jenis: shared.jenis,
  instansi: shared.instansi,
  kode_instansi: shared.kode_instansi,
  periode: shared.periode,
  edisi: shared.edisi,
  ...followUp.shape,
  asal: proof.shape.asal,
  pembuktian: field(z.string().nullable(), 'Hasil pengujian; kosong untuk rencana yang belum diuji.', 'terbukti'),
  nilai: field(
    proof.shape.nilai.nullable(),
    'Nilai unsur pada triwulan asal dan pada triwulan ini.',
    [71.2, 78.45],
    'nilai konversi 25–100, dua desimal',
  ),
  selisih: proof.shape.selisih,
})

export const editionRow = z.strictObject({
  periode: shared.periode,
  edisi: shared.edisi,
  berlaku: standing,
  diterbitkan_pada: shared.diterbitkan_pada,
  alasan_ralat: shared.alasan_ralat,
  hash: shared.hash,
  hash_sebelumnya: shared.hash_sebelumnya,
  kunci_publik: shared.kunci_publik,
  tanda_tangan: shared.tanda_tangan,
  tautan: z.strictObject({
    halaman: field(link, 'Halaman untuk dibaca.', 'https://skm.contoh.go.id/hasil/2026-tw3'),
    berkas: field(link, 'Berkas bertanda tangan.', 'https://skm.contoh.go.id/hasil/2026-tw3.json'),
  }),
})

export const periodsAnswer = z.strictObject({ data: z.array(periodRow), ...page })
export const resultsAnswer = z.strictObject({
  periode: field(z.string().nullable(), 'Triwulan yang dijawab; kosong bila belum ada yang terbit.', '2026-tw3'),
  edisi: field(z.int().nullable(), 'Edisi yang dijawab.', 1),
  diterbitkan_pada: field(z.string().nullable(), 'Saat edisi diterbitkan, waktu UTC.', '2026-10-12T03:00:00Z'),
  data: z.array(resultRow),
  ...page,
})
export const resultAnswer = z.strictObject({
  periode: shared.periode,
  edisi: shared.edisi,
  berlaku: standing,
  diterbitkan_pada: shared.diterbitkan_pada,
  hash_dokumen: field(z.string(), 'SHA-256 dokumen; sama dengan yang tercantum dalam edisi.', exampleHash),
  hash_edisi: shared.hash,
  data: unitDocument,
  tautan: z.strictObject({ riwayat: resultLinks.shape.riwayat, berkas: resultLinks.shape.berkas }),
})
export const unitsAnswer = z.strictObject({
  data: z.array(z.strictObject({ ...resultFields, tautan: resultLinks })),
  ...page,
})
export const unitAnswer = z.strictObject({
  kode_unit: shared.kode_unit,
  nama_unit: shared.nama_unit,
  jenis: shared.jenis,
  instansi: shared.instansi,
  kode_instansi: shared.kode_instansi,
  data: z.array(historyRow).meta({ description: 'Semua edisi, triwulan terlama dahulu.' }),
  tautan: z.strictObject({
    halaman: field(link, 'Halaman unit.', 'https://skm.contoh.go.id/unit/disdukcapil'),
    lencana: resultLinks.shape.lencana,
  }),
})
export const followUpsAnswer = z.strictObject({
  periode: resultsAnswer.shape.periode,
  edisi: resultsAnswer.shape.edisi,
  data: z.array(followUpRow),
  ...page,
})
export const editionsAnswer = z.strictObject({ data: z.array(editionRow), ...page })
export const problemsAnswer = z.strictObject({
  kesalahan: z.array(
    z.strictObject({
      bidang: field(z.string(), 'Parameter atau bagian alamat yang dimaksud.', 'periode'),
      pesan: field(z.string(), 'Apa yang salah dan apa yang diharapkan.', 'Tulis triwulan seperti 2026-tw3.'),
    }),
  ),
})

export type Page = z.output<typeof periodsAnswer>['tautan']
export type PeriodRow = z.output<typeof periodRow>
export type ResultRow = z.output<typeof resultRow>
export type HistoryRow = z.output<typeof historyRow>
export type FollowUpRow = z.output<typeof followUpRow>
export type EditionRow = z.output<typeof editionRow>
export type PeriodsAnswer = z.output<typeof periodsAnswer>
export type ResultsAnswer = z.output<typeof resultsAnswer>
export type UnitsAnswer = z.output<typeof unitsAnswer>
export type UnitAnswer = z.output<typeof unitAnswer>
export type FollowUpsAnswer = z.output<typeof followUpsAnswer>
export type EditionsAnswer = z.output<typeof editionsAnswer>
