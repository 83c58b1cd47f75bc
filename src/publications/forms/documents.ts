// What every field of a published file means: its type, its unit and an example, from which dictionary and API description are made.

import { z } from 'zod'
import {
  type ChangeDocument,
  type Difference,
  type Edition,
  type EditionFile,
  type ElementDocument,
  editionFormat,
  type FollowUpDocument,
  type ProfileDocument,
  type ProofDocument,
  type TotalsDocument,
  type UnitDocument,
  unitStates,
} from '../rules/document.ts'

/** A field with its meaning, an example and, for a number, what it counts in. */
export function field<Schema extends z.ZodType>(
  schema: Schema,
  meaning: string,
  example: unknown,
  unit?: string,
): Schema {
  return schema.meta({ description: meaning, examples: [example], ...(unit && { satuan: unit }) })
}

const converted = 'nilai konversi 25–100, dua desimal'
const mean = 'NRR 1–4, empat desimal'
const people = 'responden'
const share = 'bagian dari 1, tiga desimal'

const interval = z.tuple([z.number(), z.number()])
const counts = z.record(z.string(), z.int().min(0))
export const grade = z.enum(['A', 'B', 'C', 'D'])
export const periodPattern = /^\d{4}-tw[1-4]$/
const period = z.string().regex(periodPattern)
const instant = z.iso.datetime()
const hash = z.string().regex(/^[0-9a-f]{64}$/)

export const exampleHash = '9f2b6c0d1e4a5873b6c2d9e0f1a4857362b9c0d1e2f3a4b5c6d7e8f901a2b3c4'

/** Fields that several shapes have in common. */
export const shared = {
  kode_unit: field(z.string(), 'Kode unit pelayanan, tetap sama di semua triwulan.', 'disdukcapil'),
  nama_unit: field(z.string(), 'Nama unit pelayanan pada saat diterbitkan.', 'Dinas Kependudukan dan Pencatatan Sipil'),
  jenis: field(z.string(), 'Jenis unit pelayanan.', 'Dinas'),
  instansi: field(z.string(), 'Perangkat daerah yang membawahi unit.', 'Dinas Kependudukan dan Pencatatan Sipil'),
  kode_instansi: field(z.string(), 'Kode perangkat daerah.', 'disdukcapil'),
  periode: field(period, 'Triwulan survei: tahun, lalu tw1 sampai tw4.', '2026-tw3'),
  keadaan: field(
    z.enum(unitStates),
    'dinilai: bermutu. di_bawah_minimum: ada angka, tetapi responden belum cukup untuk diberi mutu. tanpa_jawaban: tidak ada jawaban pada triwulan ini.',
    'dinilai',
  ),
  ikm: field(
    z.number().nullable(),
    'Indeks Kepuasan Masyarakat. Kosong (null) bila tidak ada jawaban, tidak pernah nol.',
    84.9,
    converted,
  ),
  mutu: field(grade.nullable(), 'Mutu pelayanan A sampai D. Kosong bila responden di bawah minimum.', 'B'),
  kinerja: field(z.string().nullable(), 'Sebutan mutu menurut PermenPANRB 14/2017.', 'Baik'),
  selang: field(
    interval.nullable(),
    'Selang kepercayaan 95 %: batas bawah dan batas atas, dibulatkan ke luar.',
    [83.06, 86.51],
    converted,
  ),
  margin_galat: field(
    z.number().nullable(),
    'Sisi selang 95 % yang lebih panjang: jarak IKM ke batas bawah atau ke batas atas.',
    1.84,
    converted,
  ),
  jumlah_responden: field(z.int().min(0), 'Responden yang dihitung.', 412, people),
  metode: field(z.literal('exact'), 'Cara menghitung bobot: exact berarti tepat 1/x, tanpa pembulatan bobot.', 'exact'),
  edisi: field(z.int().min(1), 'Nomor edisi triwulan: 1 terbitan pertama, berikutnya ralat.', 1),
  diterbitkan_pada: field(instant, 'Saat edisi diterbitkan, waktu UTC.', '2026-10-12T03:00:00Z'),
  hash: field(hash, 'SHA-256 dari bentuk kanonik (RFC 8785) isi edisi, heksadesimal.', exampleHash),
  hash_sebelumnya: field(
    hash.nullable(),
    'Hash edisi yang diterbitkan tepat sebelumnya; kosong untuk edisi pertama.',
    exampleHash.replace('9f2b', '17ac'),
  ),
  kunci_publik: field(
    z.string().regex(/^[0-9a-f]{64}$/),
    'Kunci publik Ed25519 penerbit, heksadesimal.',
    exampleHash.replace('9f2b', 'd0e1'),
  ),
  tanda_tangan: field(
    z.string().regex(/^[0-9a-f]{128}$/),
    'Tanda tangan Ed25519 atas bentuk kanonik isi edisi, heksadesimal.',
    exampleHash + exampleHash,
  ),
  alasan_ralat: field(
    z.string().nullable(),
    'Mengapa edisi ini meralat edisi sebelumnya; kosong untuk edisi pertama.',
    null,
  ),
  jumlah_unit: field(z.int().min(0), 'Unit dalam edisi ini.', 20, 'unit'),
  unit_dinilai: field(z.int().min(0), 'Unit yang mendapat mutu.', 17, 'unit'),
  unit_di_bawah_minimum: field(z.int().min(0), 'Unit yang respondennya belum cukup untuk diberi mutu.', 2, 'unit'),
  unit_tanpa_jawaban: field(z.int().min(0), 'Unit tanpa jawaban pada triwulan ini.', 1, 'unit'),
  kunci_unsur: field(
    z.string(),
    'Kunci unsur yang tetap. Pakai ini, bukan nomor, untuk mengenali unsur.',
    'requirements',
  ),
  kode_unsur: field(
    z.string(),
    'Nomor unsur menurut urutan PermenPANRB 14/2017; kuesioner contoh menukar U8 dan U9.',
    'U1',
  ),
  nama_unsur: field(z.string(), 'Nama unsur.', 'Persyaratan'),
  terisi: field(z.int().min(0), 'Responden yang menjawab unsur ini.', 409, people),
  nrr: field(z.number().nullable(), 'Nilai rata-rata unsur.', 3.3961, mean),
  nilai: field(z.number().nullable(), 'NRR dikalikan 25, dari NRR yang belum dibulatkan.', 84.9, converted),
} as const

const change = z
  .strictObject({
    selisih: field(z.number().nullable(), 'Nilai sekarang dikurangi nilai pembanding.', 1.4, converted),
    arah: field(
      z.string().nullable(),
      'naik atau turun hanya bila teruji secara statistik; selain itu belum dapat dibedakan.',
      'belum dapat dibedakan',
    ),
  })
  .meta({ description: 'Perubahan sejak edisi pembanding.' }) satisfies z.ZodType<ChangeDocument>

const cityFigure = z.strictObject({ ikm: shared.ikm, mutu: shared.mutu, kinerja: shared.kinerja })

export const meanOfUnits = cityFigure.meta({ description: 'Rata-rata IKM unit: setiap unit berbobot sama.' })
export const pooledFigure = cityFigure.meta({
  description: 'Gabungan semua responden: setiap responden berbobot sama.',
})

export const element = z.strictObject({
  kunci: shared.kunci_unsur,
  kode: shared.kode_unsur,
  nama: shared.nama_unsur,
  jumlah: field(
    z.number().nullable(),
    'Jumlah nilai jawaban; pecahan terjadi bila beberapa pertanyaan mengukur satu unsur.',
    1389,
    'nilai 1–4',
  ),
  terisi: shared.terisi,
  nrr: shared.nrr,
  nrr_tertimbang: field(z.number().nullable(), 'NRR dikalikan bobot unsur.', 0.3773, 'empat desimal'),
  nilai: shared.nilai,
  mutu: field(grade.nullable(), 'Mutu unsur A sampai D.', 'B'),
  selang: shared.selang,
  perubahan: change.nullable(),
  sebaran: field(
    z.tuple([z.int(), z.int(), z.int(), z.int()]).nullable(),
    'Banyaknya jawaban 1, 2, 3, dan 4; kosong bila beberapa pertanyaan mengukur satu unsur.',
    [4, 27, 181, 197],
    'jawaban',
  ),
  kepentingan: z
    .strictObject({
      nilai: field(z.number(), 'Keterkaitan unsur dengan penilaian keseluruhan.', 0.612, '0–1, tiga desimal'),
      selang: field(interval, 'Selang kepercayaan 95 % keterkaitan.', [0.55, 0.668], '0–1, tiga desimal'),
    })
    .nullable()
    .meta({
      description: 'Seberapa kuat unsur terkait dengan penilaian keseluruhan; kosong bila tidak dapat dihitung.',
    }),
  kuadran: field(
    z.string().nullable(),
    'Kuadran kepentingan dan kinerja; kosong bila belum dapat dibedakan.',
    'Prioritas utama',
  ),
}) satisfies z.ZodType<ElementDocument>

const followUpFields = {
  nomor: field(z.int(), 'Nomor rencana tindak lanjut.', 7),
  unsur: field(z.string().nullable(), 'Kunci unsur yang diperbaiki; kosong bila lebih luas.', 'completionTime'),
  nama_unsur: field(z.string().nullable(), 'Nama unsur yang diperbaiki.', 'Waktu Penyelesaian'),
  kegiatan: field(z.string(), 'Program atau kegiatan.', 'Membuka loket kedua pada pukul 08.00–12.00'),
  sasaran: field(z.number().nullable(), 'Nilai unsur yang dituju; kosong bila tidak disebut.', 80, converted),
  perubahan_diharapkan: field(z.string(), 'Perubahan yang diharapkan.', 'Antrean paling lama 30 menit'),
  waktu: z.array(field(period, 'Triwulan pelaksanaan.', '2026-tw4')),
  penanggung_jawab: field(z.string(), 'Jabatan yang bertanggung jawab.', 'Kepala Bidang Pelayanan'),
  status: field(z.string(), 'direncanakan, berjalan, selesai, atau batal.', 'berjalan'),
  alasan_batal: field(z.string().nullable(), 'Alasan bila dibatalkan.', null),
  saran: z.array(
    field(z.string(), 'Saran warga yang mendorong rencana ini, data pribadinya ditutup.', 'Loketnya ditambah.'),
  ),
} as const

export const followUp = z.strictObject(followUpFields) satisfies z.ZodType<FollowUpDocument>

export const proof = z.strictObject({
  ...followUpFields,
  asal: field(period, 'Triwulan yang hasilnya ditindaklanjuti.', '2026-tw2'),
  pembuktian: field(
    z.string(),
    'terbukti, belum terbukti, memburuk, atau belum dapat diuji, menurut angka triwulan ini.',
    'terbukti',
  ),
  nilai: field(
    z.tuple([z.number().nullable(), z.number().nullable()]),
    'Nilai unsur pada triwulan asal dan pada triwulan ini.',
    [71.2, 78.45],
    converted,
  ),
  selisih: field(z.number().nullable(), 'Nilai sekarang dikurangi nilai asal.', 7.25, converted),
}) satisfies z.ZodType<ProofDocument>

const profile = z.strictObject({
  kunci: field(z.string(), 'Kunci keterangan responden.', 'sex'),
  nama: field(z.string(), 'Keterangan responden.', 'Jenis kelamin'),
  baris: z
    .array(
      z.strictObject({
        kode: z.array(field(z.string(), 'Jawaban yang termasuk kelompok ini.', 'P')),
        kelompok: field(z.string(), 'Nama kelompok.', 'Perempuan'),
        jumlah_responden: field(z.int(), 'Responden dalam kelompok.', 214, people),
        nilai: field(z.number(), 'IKM kelompok.', 85.2, converted),
        selang: shared.selang,
        dibanding_lainnya: field(
          z.string(),
          'lebih tinggi atau lebih rendah hanya bila teruji; selain itu belum dapat dibedakan.',
          'belum dapat dibedakan',
        ),
      }),
    )
    .meta({ description: 'Tanpa baris bila kelompoknya terlalu kecil untuk ditampilkan.' }),
}) satisfies z.ZodType<ProfileDocument>

const totals = z.strictObject({
  responden: field(z.int(), 'Responden yang dihitung.', 412, people),
  rerata_sendiri: field(z.int(), 'Jumlah rata-rata tiap responden.', 3_526_000, '1/2520 nilai'),
  rerata_sendiri_kuadrat: field(z.int(), 'Jumlah kuadrat rata-rata tiap responden.', 30_410_000_000, '(1/2520 nilai)²'),
  butir: z.record(z.string(), field(z.tuple([z.int(), z.int(), z.int(), z.int(), z.int()]), '', [0, 0, 0, 0, 0])).meta({
    description:
      'Per kunci unsur atau butir integritas: banyak jawaban, jumlah, jumlah kuadrat, jumlah pangkat tiga (nilai dalam perdua belas), dan jumlah hasil kali dengan rata-rata sendiri.',
    examples: [{ requirements: [409, 16_668, 690_768, 29_064_384, 142_400_000] }],
    satuan: '1/12 nilai',
  }),
}) satisfies z.ZodType<TotalsDocument>

/** A unit in a quarter, as it was published. */
export const unitDocument = z
  .strictObject({
    kode_unit: shared.kode_unit,
    nama_unit: shared.nama_unit,
    jenis: shared.jenis,
    instansi: shared.instansi,
    kode_instansi: shared.kode_instansi,
    alamat: field(z.string(), 'Alamat unit.', 'Jalan Merdeka 1'),
    kepala: z
      .strictObject({
        nama: field(z.string(), 'Nama kepala unit.', 'Sri Wahyuni'),
        nip: field(z.string(), 'NIP kepala unit; boleh tanpa isi.', '198001012005012001'),
      })
      .nullable()
      .meta({ description: 'Kepala unit yang menandatangani hasil; kosong bila tidak diisi.' }),
    layanan: z.array(field(z.string(), 'Nama layanan yang disurvei.', 'KTP elektronik')),
    periode: shared.periode,
    keadaan: shared.keadaan,
    ikm: shared.ikm,
    mutu: shared.mutu,
    kinerja: shared.kinerja,
    selang: shared.selang,
    margin_galat: shared.margin_galat,
    kepastian_mutu: field(z.string().nullable(), 'Seberapa pasti mutunya.', 'B, cukup pasti'),
    peluang_mutu: field(
      z.record(z.string(), z.number().min(0).max(1)).nullable(),
      'Peluang bahwa mutu yang sebenarnya A, B, C, atau D.',
      { A: 0.001, B: 0.999, C: 0, D: 0 },
      share,
    ),
    jumlah_responden: shared.jumlah_responden,
    jawaban_diterima: field(z.int().min(0), 'Jawaban yang masuk, termasuk yang dikecualikan.', 415, 'jawaban'),
    jawaban_dikecualikan: field(z.int().min(0), 'Jawaban yang tidak dihitung.', 3, 'jawaban'),
    dikecualikan_karena: field(
      counts,
      'Banyaknya pengecualian menurut alasan: duplicate (ganda), trial (uji coba), wrongUnit (unit lain), noUser (bukan pengguna), import (impor keliru), other (lainnya).',
      { duplicate: 2, trial: 1 },
      'jawaban',
    ),
    integritas_jawaban: z
      .strictObject({
        sejak: field(z.iso.date(), 'Hari pertama yang diperiksa.', '2026-07-01'),
        batas: field(z.int(), 'Jumlah di bawah ini, selain nol, tidak disebut dan dikosongkan.', 10, 'jawaban'),
        terverifikasi: field(
          z.int().nullable(),
          'Jawaban yang dihitung dengan kunjungan terverifikasi; kosong bila kurang dari batas.',
          180,
          'jawaban',
        ),
        bertanda: field(
          z.int().nullable(),
          'Jawaban yang dihitung dan bertanda; kosong bila kurang dari batas.',
          14,
          'jawaban',
        ),
        tanda: z
          .array(
            z.strictObject({
              kunci: field(z.string(), 'Kunci tanda.', 'samePhone'),
              nama: field(z.string(), 'Nama tanda.', 'Ponsel yang sama berulang kali'),
              jumlah: field(
                z.int().nullable(),
                'Jawaban dengan tanda ini; kosong bila kurang dari batas.',
                14,
                'jawaban',
              ),
            }),
          )
          .meta({ description: 'Menurut tanda; satu jawaban dapat punya beberapa.' }),
        ikm_tanpa_bertanda: field(
          z.number().nullable(),
          'IKM bila jawaban bertanda tidak dihitung; kosong bila dapat menunjuk beberapa responden saja.',
          84.72,
          converted,
        ),
      })
      .exactOptional()
      .meta({
        description:
          'Tanda pada jawaban dan IKM dengan dan tanpanya. Tanda bukan bukti; jawaban bertanda tetap dihitung. Tidak ada bila belum pernah diperiksa.',
      }),
    minimum_responden: field(z.int(), 'Responden paling sedikit agar unit diberi mutu.', 30, people),
    orang_dilayani: field(
      z.int().nullable(),
      'Orang yang dilayani pada triwulan ini; kosong bila tidak diisi.',
      6120,
      'orang',
    ),
    sasaran_responden: field(
      z.int().nullable(),
      'Sampel menurut tabel Krejcie–Morgan untuk jumlah yang dilayani.',
      362,
      people,
    ),
    metode: shared.metode,
    aturan: field(z.string(), 'Kode aturan survei yang dipakai.', 'skm-2017'),
    bobot: field(
      z.record(z.string(), z.tuple([z.int(), z.int()])).exactOptional(),
      'Bobot khusus unit per unsur, pecahan [pembilang, penyebut]. Tidak ada bila setiap unsur berbobot sama, 1/x.',
      { requirements: [1, 9] as const },
    ),
    nrr_tertimbang: field(z.number().nullable(), 'Jumlah NRR × bobot semua unsur (SKM).', 3.3961, mean),
    pembanding: field(
      z.record(z.string(), z.number().nullable()),
      'IKM menurut cara pembulatan bobot: exact (resmi), 0.111 (tiga desimal), 0.11 (dua desimal).',
      { '0.11': 84.05, '0.111': 84.82, exact: 84.9 },
      converted,
    ),
    unsur: z.array(element).meta({ description: 'Unsur menurut urutan peraturan, unsur tambahan terakhir.' }),
    unsur_terendah: z.array(field(z.string(), 'Kunci tiga unsur terendah, terendah dahulu.', 'completionTime')),
    integritas: z
      .array(
        z.strictObject({
          nama: field(z.string(), 'Butir integritas (IPAK), di luar IKM.', 'Tidak ada pungutan liar'),
          nilai: field(z.number(), 'Nilai butir.', 91.25, converted),
        }),
      )
      .meta({ description: 'Butir integritas SKM Online; tidak ikut menghitung IKM.' }),
    perubahan: change.nullable(),
    dibandingkan_dengan: z
      .strictObject({ periode: shared.periode, edisi: shared.edisi })
      .nullable()
      .meta({ description: 'Edisi pembanding untuk perubahan; kosong bila tidak ada.' }),
    keandalan: z
      .strictObject({
        alpha: field(z.number(), 'Alfa Cronbach.', 0.872, 'tiga desimal'),
        selang: field(interval, 'Selang kepercayaan 95 % alfa.', [0.853, 0.889], 'tiga desimal'),
        kata: field(z.string(), 'Artinya.', 'andal'),
      })
      .nullable()
      .meta({ description: 'Keandalan kuesioner; kosong bila tidak dapat dihitung.' }),
    profil: z
      .array(profile)
      .meta({ description: 'Responden menurut keterangan diri; kelompok kecil digabung atau ditutup.' }),
    profil_menurut_edisi: field(
      z.int().min(1),
      'Edisi asal uraian profil: ralat mengulang profil yang sudah terbit, agar dua tabel tidak dapat saling dikurangkan.',
      1,
    ),
    analisis: z
      .strictObject({
        kelebihan: field(z.string(), 'Kelebihan menurut unit.', 'Petugas ramah.'),
        kelemahan: field(z.string(), 'Kelemahan menurut unit.', 'Antrean panjang pada pagi hari.'),
        penyebab: field(z.string(), 'Penyebab menurut unit.', 'Hanya satu loket dibuka.'),
      })
      .nullable()
      .meta({ description: 'Analisis yang ditulis unit.' }),
    dikonfirmasi: field(z.boolean(), 'Apakah unit mengonfirmasi angkanya sebelum terbit.', true),
    rencana_tindak_lanjut: z.array(followUp).meta({ description: 'Rencana karena hasil triwulan ini.' }),
    pembuktian: z
      .array(proof)
      .meta({ description: 'Rencana dari triwulan sebelumnya, diuji dengan angka triwulan ini.' }),
    total: totals.nullable().meta({ description: 'Jumlah mentah untuk menghitung ulang semua angka di atas.' }),
  })
  .meta({ description: 'Hasil satu unit pada satu triwulan, seperti diterbitkan.' }) satisfies z.ZodType<UnitDocument>

const difference = z.strictObject({
  kode_unit: shared.kode_unit,
  nama_unit: shared.nama_unit,
  ikm: field(
    z.tuple([z.number().nullable(), z.number().nullable()]),
    'IKM sebelum dan sesudah ralat.',
    [84.9, 84.72],
    converted,
  ),
  mutu: field(z.tuple([z.string().nullable(), z.string().nullable()]), 'Mutu sebelum dan sesudah ralat.', ['B', 'B']),
  jumlah_responden: field(z.tuple([z.int(), z.int()]), 'Responden sebelum dan sesudah ralat.', [415, 412], people),
}) satisfies z.ZodType<Difference>

/** An edition of a quarter: what is signed. */
export const edition = z
  .strictObject({
    format: field(z.literal(editionFormat), 'Nama bentuk berkas.', editionFormat),
    pemerintah: field(z.string(), 'Pemerintah yang menerbitkan.', 'Pemerintah Kota Contoh'),
    peragaan: field(z.boolean(), 'Benar bila orang dan angkanya rekaan.', false),
    periode: shared.periode,
    tanggal_awal: field(z.iso.date(), 'Hari pertama triwulan, waktu setempat.', '2026-07-01'),
    tanggal_akhir: field(z.iso.date(), 'Hari terakhir triwulan, waktu setempat.', '2026-09-30'),
    edisi: shared.edisi,
    diterbitkan_pada: shared.diterbitkan_pada,
    hash_sebelumnya: shared.hash_sebelumnya,
    alasan_ralat: shared.alasan_ralat,
    perbedaan: z.array(difference).meta({ description: 'Yang berubah karena ralat; tanpa isi untuk edisi pertama.' }),
    versi_program: field(z.string(), 'Versi program yang menghitung.', '0.1.0'),
    metode: z
      .strictObject({
        bobot: shared.metode,
        pembulatan: field(z.string(), 'Cara membulatkan.', 'sekali, di akhir, setengah ke atas, dua desimal'),
        selang: field(z.string(), 'Cara menghitung selang.', 'selang 95 %, dibulatkan ke luar'),
        perubahan: field(z.string(), 'Cara menguji perubahan.', 'uji selisih dengan koreksi Holm'),
      })
      .meta({ description: 'Cara menghitung, dengan kata-kata.' }),
    aturan: z
      .array(
        z.strictObject({
          kode: field(z.string(), 'Kode aturan survei.', 'skm-2017'),
          nama: field(z.string(), 'Nama aturan survei.', 'SKM 2017'),
          sumber: field(z.string(), 'Peraturan yang menjadi dasar.', 'PermenPANRB 14/2017'),
        }),
      )
      .meta({ description: 'Aturan survei yang dipakai unit-unit dalam edisi ini.' }),
    jumlah_unit: shared.jumlah_unit,
    unit_dinilai: shared.unit_dinilai,
    unit_di_bawah_minimum: shared.unit_di_bawah_minimum,
    unit_tanpa_jawaban: shared.unit_tanpa_jawaban,
    jumlah_responden: field(z.int().min(0), 'Responden semua unit yang dihitung.', 7214, people),
    jawaban_diterima: field(z.int().min(0), 'Jawaban yang masuk, semua unit.', 7240, 'jawaban'),
    jawaban_dikecualikan: field(z.int().min(0), 'Jawaban yang tidak dihitung, semua unit.', 26, 'jawaban'),
    dikecualikan_karena: field(
      counts,
      'Banyaknya pengecualian menurut alasan.',
      { duplicate: 20, trial: 6 },
      'jawaban',
    ),
    rata_rata_unit: meanOfUnits,
    gabungan_responden: pooledFigure,
    unit: z
      .array(
        z.strictObject({
          kode_unit: shared.kode_unit,
          hash: field(hash, 'SHA-256 dari bentuk kanonik dokumen unit, heksadesimal.', exampleHash),
        }),
      )
      .meta({ description: 'Kode setiap unit dan hash dokumennya, urut instansi lalu nama.' }),
  })
  .meta({ description: 'Edisi: isi yang ditandatangani.' }) satisfies z.ZodType<Edition>

/** The file of an edition, or of one unit of it. */
export const editionFile = z
  .strictObject({
    edisi: edition,
    hash: shared.hash,
    kunci_publik: shared.kunci_publik,
    tanda_tangan: shared.tanda_tangan,
    unit: z.array(unitDocument).meta({ description: 'Dokumen setiap unit; dalam berkas satu unit hanya unit itu.' }),
  })
  .meta({ description: 'Berkas edisi yang dapat diperiksa di /verifikasi.' }) satisfies z.ZodType<EditionFile>
