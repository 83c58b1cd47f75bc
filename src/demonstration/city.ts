// The made-up city of the demonstration: its agencies, its twenty units, and what each of them is like to its visitors.
// No city, regency, street or person here is a real one; "reka" is Indonesian for something made up.

import { defaultRuleBook, type RuleBook, ruleBook } from '../surveys/rules.ts'
import { dayFromText, type LocalDay, type Zone } from '../units/rules/calendar.ts'
import type { ServiceChannel } from '../units/rules/service.ts'

export interface DemonstrationCity {
  readonly name: string
  readonly zone: Zone
  readonly agencies: readonly DemonstrationAgency[]
}

export interface DemonstrationAgency {
  readonly slug: string
  readonly name: string
  readonly units: readonly DemonstrationUnit[]
}

export interface DemonstrationUnit {
  readonly slug: string
  readonly name: string
  readonly kind: string
  readonly address: string
  /** Key of the rule book that the unit asks by, from the day on which that book is valid. */
  readonly ruleBook: 'skm-2017' | 'skm-online'
  readonly services: readonly DemonstrationService[]
  readonly counters: readonly DemonstrationCounter[]
  readonly added?: readonly DemonstrationElement[]
  readonly character: Character
}

export interface DemonstrationService {
  readonly slug: string
  readonly name: string
  readonly channel: ServiceChannel
  /** True where the visitor pays a tariff; otherwise the service is free of charge. */
  readonly paid?: true
  /** Visitors of this service beside the unit's others; 1 unless told. */
  readonly share?: number
}

export interface DemonstrationCounter {
  readonly name: string
  /** Slug of the one service that the counter serves; without it the visitor chooses. */
  readonly service?: string
}

/** An element that a unit adds to the nine, with its one question. */
export interface DemonstrationElement {
  readonly key: string
  readonly name: string
  readonly definition: string
  readonly question: string
  /** The lowest score first. */
  readonly answers: readonly [string, string, string, string]
}

/** What the simulation knows of a unit. Satisfaction is in standard deviations of one respondent's answer. */
export interface Character {
  /** Fewest and most responses in a whole quarter; none for a unit that has just opened. */
  readonly responses: readonly [least: number, most: number]
  /** Quarters without a survey: 0 is the first of the eight, 7 the last. */
  readonly skipped?: readonly number[]
  readonly hours: 'office' | 'clinic' | 'hospital' | 'library'
  readonly audience: 'everyone' | 'patients' | 'jobSeekers' | 'parents' | 'readers' | 'drivers' | 'elderly'
  /** Satisfaction in the last quarter: 0 gives an IKM near 85, 0.6 near 92, −0.7 near 74. */
  readonly level: number
  /** Change of the level from one quarter to the next. */
  readonly drift?: number
  /** What is better or worse here than elsewhere, by element key. */
  readonly elements?: Readonly<Record<string, number>>
  /** What was done about an element, and what it gave from a quarter (0–7) on. */
  readonly followUps?: readonly { readonly element: string; readonly from: number; readonly effect: number }[]
  /** Share of responses on paper, and at a kiosk. */
  readonly paper?: number
  readonly kiosk?: number
  /** Of the people served, how many answer; 0.3 unless told, null where nobody enters how many were served. */
  readonly responseRate?: number | null
  /** Share of responses that the staff filled in, in the visitor's name. */
  readonly filledByStaff?: number
}

/** Every unit, in the order of the agencies. */
export function unitsOf(city: DemonstrationCity): DemonstrationUnit[] {
  return city.agencies.flatMap((agency) => agency.units)
}

/**
 * The rule books by which a unit asked since a day, in order of time: before its own book was valid, the default one.
 * @returns for each the local day from which it held; the first is `since`.
 */
export function ruleBooksSince(
  unit: DemonstrationUnit,
  since: LocalDay,
): [{ readonly book: RuleBook; readonly from: LocalDay }, ...{ readonly book: RuleBook; readonly from: LocalDay }[]] {
  const book = ruleBook(unit.ruleBook)
  const validFrom = dayFromText(book.validFrom)
  if (validFrom === undefined || validFrom <= since) return [{ book, from: since }]
  return [
    { book: defaultRuleBook, from: since },
    { book, from: validFrom },
  ]
}

export const demonstrationCity: DemonstrationCity = {
  name: 'Kota Tirtareka',
  zone: 'WIB',
  agencies: [
    {
      slug: 'dinas-kependudukan',
      name: 'Dinas Kependudukan dan Pencatatan Sipil',
      units: [
        {
          slug: 'disdukcapil',
          name: 'Layanan Kependudukan dan Pencatatan Sipil',
          kind: 'Kependudukan',
          address: 'Jalan Balai Reka Nomor 2, Kelurahan Rekasari',
          ruleBook: 'skm-2017',
          services: [
            { slug: 'ktp-el', name: 'Perekaman dan pencetakan KTP-el', channel: 'OFFLINE', share: 3 },
            { slug: 'kartu-keluarga', name: 'Kartu Keluarga', channel: 'HYBRID', share: 2.5 },
            { slug: 'akta-kelahiran', name: 'Akta Kelahiran', channel: 'HYBRID', share: 2 },
            { slug: 'akta-kematian', name: 'Akta Kematian', channel: 'HYBRID', share: 0.7 },
            { slug: 'pindah-datang', name: 'Surat Pindah dan Datang', channel: 'HYBRID', share: 1 },
            { slug: 'kia', name: 'Kartu Identitas Anak', channel: 'OFFLINE', share: 0.8 },
          ],
          counters: [
            { name: 'Loket 1 Perekaman KTP-el', service: 'ktp-el' },
            { name: 'Loket 2' },
            { name: 'Loket 3' },
            { name: 'Loket 4' },
            { name: 'Loket 5 Pengambilan' },
          ],
          character: {
            responses: [1010, 1130],
            hours: 'office',
            audience: 'everyone',
            level: 0.1,
            elements: { completionTime: -0.6 },
            followUps: [{ element: 'completionTime', from: 3, effect: 0.65 }],
            kiosk: 0.12,
          },
        },
      ],
    },
    {
      slug: 'dinas-kesehatan',
      name: 'Dinas Kesehatan',
      units: [
        {
          slug: 'rsud-tirtareka',
          name: 'RSUD Tirtareka',
          kind: 'Rumah sakit',
          address: 'Jalan Husada Reka Nomor 10, Kelurahan Rekajati',
          ruleBook: 'skm-2017',
          services: [
            { slug: 'rawat-jalan', name: 'Rawat jalan', channel: 'OFFLINE', share: 4 },
            { slug: 'rawat-inap', name: 'Rawat inap', channel: 'OFFLINE', paid: true, share: 1.5 },
            { slug: 'gawat-darurat', name: 'Instalasi gawat darurat', channel: 'OFFLINE', share: 1.2 },
            { slug: 'farmasi', name: 'Farmasi', channel: 'OFFLINE', share: 2 },
            { slug: 'laboratorium', name: 'Laboratorium', channel: 'OFFLINE', paid: true, share: 1 },
            { slug: 'pendaftaran-daring', name: 'Pendaftaran daring', channel: 'ONLINE', share: 1.3 },
          ],
          counters: [
            { name: 'Pendaftaran rawat jalan' },
            { name: 'Ruang tunggu gawat darurat', service: 'gawat-darurat' },
            { name: 'Kasir rawat inap', service: 'rawat-inap' },
            { name: 'Loket obat', service: 'farmasi' },
            { name: 'Tautan pendaftaran daring', service: 'pendaftaran-daring' },
          ],
          character: {
            responses: [800, 920],
            responseRate: 0.06,
            hours: 'hospital',
            audience: 'patients',
            level: -0.72,
            drift: 0.03,
            elements: { completionTime: -0.2, facilities: 0.1 },
            followUps: [{ element: 'facilities', from: 5, effect: 0.3 }],
            kiosk: 0.06,
          },
        },
        {
          slug: 'puskesmas-rekasari',
          name: 'Puskesmas Rekasari',
          kind: 'Puskesmas',
          address: 'Jalan Melati Reka Nomor 5, Kelurahan Rekasari',
          ruleBook: 'skm-2017',
          services: [
            { slug: 'poli-umum', name: 'Poli umum', channel: 'OFFLINE', share: 4 },
            { slug: 'kia-kb', name: 'Kesehatan ibu, anak, dan KB', channel: 'OFFLINE', share: 2 },
            { slug: 'poli-gigi', name: 'Poli gigi', channel: 'OFFLINE' },
            { slug: 'imunisasi', name: 'Imunisasi', channel: 'OFFLINE' },
            { slug: 'farmasi', name: 'Farmasi', channel: 'OFFLINE', share: 1.5 },
          ],
          counters: [{ name: 'Loket pendaftaran' }, { name: 'Ruang KIA', service: 'kia-kb' }, { name: 'Loket obat' }],
          character: {
            responses: [560, 660],
            hours: 'clinic',
            audience: 'patients',
            level: 0.15,
            elements: { facilities: -0.5 },
            followUps: [{ element: 'facilities', from: 4, effect: 0.6 }],
            paper: 0.2,
          },
        },
        {
          slug: 'puskesmas-rekawana',
          name: 'Puskesmas Rekawana',
          kind: 'Puskesmas',
          address: 'Jalan Anyelir Reka Nomor 18, Kelurahan Rekawana',
          ruleBook: 'skm-2017',
          services: [
            { slug: 'poli-umum', name: 'Poli umum', channel: 'OFFLINE', share: 4 },
            { slug: 'kia-kb', name: 'Kesehatan ibu, anak, dan KB', channel: 'OFFLINE', share: 2 },
            { slug: 'lansia', name: 'Poli lansia', channel: 'OFFLINE' },
            { slug: 'farmasi', name: 'Farmasi', channel: 'OFFLINE' },
          ],
          counters: [{ name: 'Loket pendaftaran' }, { name: 'Loket obat', service: 'farmasi' }],
          character: {
            responses: [290, 360],
            responseRate: 0.55,
            hours: 'clinic',
            audience: 'patients',
            level: -0.35,
            drift: -0.07,
            elements: { competence: -0.1 },
            paper: 0.25,
          },
        },
        {
          slug: 'puskesmas-rekajati',
          name: 'Puskesmas Rekajati',
          kind: 'Puskesmas',
          address: 'Jalan Kenanga Reka Nomor 7, Kelurahan Rekajati',
          ruleBook: 'skm-2017',
          services: [
            { slug: 'poli-umum', name: 'Poli umum', channel: 'OFFLINE', share: 4 },
            { slug: 'kia-kb', name: 'Kesehatan ibu, anak, dan KB', channel: 'OFFLINE', share: 2 },
            { slug: 'poli-gigi', name: 'Poli gigi', channel: 'OFFLINE' },
            { slug: 'surat-sehat', name: 'Surat keterangan sehat', channel: 'OFFLINE', paid: true },
          ],
          counters: [{ name: 'Loket pendaftaran' }, { name: 'Ruang tunggu poli' }],
          character: {
            responses: [430, 510],
            hours: 'clinic',
            audience: 'patients',
            level: 0.05,
            paper: 0.18,
          },
        },
      ],
    },
    {
      slug: 'dpmptsp',
      name: 'Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu',
      units: [
        {
          slug: 'mal-pelayanan-publik',
          name: 'Mal Pelayanan Publik Tirtareka',
          kind: 'Perizinan',
          address: 'Jalan Niaga Reka Nomor 1, Kelurahan Rekabumi',
          ruleBook: 'skm-online',
          services: [
            { slug: 'nib', name: 'Nomor Induk Berusaha', channel: 'ONLINE', share: 2 },
            { slug: 'bangunan-gedung', name: 'Persetujuan Bangunan Gedung', channel: 'HYBRID', paid: true, share: 1.2 },
            { slug: 'izin-nakes', name: 'Surat Izin Praktik Tenaga Kesehatan', channel: 'HYBRID', share: 1.5 },
            { slug: 'reklame', name: 'Izin Reklame', channel: 'HYBRID', paid: true, share: 0.8 },
            { slug: 'konsultasi', name: 'Konsultasi perizinan', channel: 'OFFLINE', share: 2 },
          ],
          counters: [
            { name: 'Meja informasi' },
            { name: 'Gerai perizinan 1' },
            { name: 'Gerai perizinan 2' },
            { name: 'Ruang konsultasi', service: 'konsultasi' },
            { name: 'Tautan layanan daring', service: 'nib' },
          ],
          character: {
            responses: [650, 760],
            hours: 'office',
            audience: 'everyone',
            level: 0.68,
            elements: { facilities: 0.45 },
            kiosk: 0.15,
            paper: 0,
          },
        },
      ],
    },
    {
      slug: 'badan-pendapatan-daerah',
      name: 'Badan Pendapatan Daerah',
      units: [
        {
          slug: 'uptd-pajak-daerah',
          name: 'UPTD Pelayanan Pajak Daerah',
          kind: 'Pajak daerah',
          address: 'Jalan Balai Reka Nomor 8, Kelurahan Rekasari',
          ruleBook: 'skm-online',
          services: [
            { slug: 'pbb', name: 'Pajak Bumi dan Bangunan', channel: 'HYBRID', share: 3 },
            { slug: 'bphtb', name: 'BPHTB', channel: 'OFFLINE', share: 1.5 },
            { slug: 'e-sppt', name: 'SPPT elektronik', channel: 'ONLINE', share: 2 },
            { slug: 'keberatan', name: 'Keberatan dan pengurangan pajak', channel: 'OFFLINE', share: 0.6 },
          ],
          counters: [{ name: 'Loket 1' }, { name: 'Loket 2' }, { name: 'Tautan SPPT elektronik', service: 'e-sppt' }],
          character: {
            responses: [480, 560],
            hours: 'office',
            audience: 'everyone',
            level: -0.08,
            elements: { requirements: -0.1, cost: -0.2 },
            followUps: [{ element: 'procedure', from: 5, effect: 0.35 }],
            paper: 0.05,
          },
        },
      ],
    },
    {
      slug: 'dinas-sosial-tenaga-kerja',
      name: 'Dinas Sosial dan Tenaga Kerja',
      units: [
        {
          slug: 'layanan-ketenagakerjaan',
          name: 'Layanan Ketenagakerjaan',
          kind: 'Ketenagakerjaan',
          address: 'Jalan Karya Reka Nomor 3, Kelurahan Rekabumi',
          ruleBook: 'skm-online',
          services: [
            { slug: 'kartu-pencari-kerja', name: 'Kartu Pencari Kerja (AK1)', channel: 'ONLINE', share: 3 },
            { slug: 'pelatihan-kerja', name: 'Pendaftaran pelatihan kerja', channel: 'HYBRID', share: 2 },
            { slug: 'mediasi', name: 'Mediasi hubungan industrial', channel: 'OFFLINE', share: 0.5 },
          ],
          counters: [
            { name: 'Loket pelayanan' },
            { name: 'Ruang mediasi', service: 'mediasi' },
            { name: 'Tautan pencari kerja', service: 'kartu-pencari-kerja' },
          ],
          character: {
            responses: [380, 460],
            hours: 'office',
            audience: 'jobSeekers',
            level: 0.1,
            drift: 0.07,
            paper: 0.02,
          },
        },
        {
          slug: 'layanan-sosial-terpadu',
          name: 'Pusat Layanan Sosial Terpadu',
          kind: 'Sosial',
          address: 'Jalan Karya Reka Nomor 5, Kelurahan Rekabumi',
          ruleBook: 'skm-2017',
          services: [
            {
              slug: 'data-kesejahteraan',
              name: 'Pemutakhiran data kesejahteraan sosial',
              channel: 'OFFLINE',
              share: 2,
            },
            { slug: 'rekomendasi-jaminan', name: 'Rekomendasi jaminan kesehatan', channel: 'OFFLINE', share: 2 },
            { slug: 'bantuan-disabilitas', name: 'Bantuan alat bantu disabilitas', channel: 'OFFLINE', share: 0.6 },
          ],
          counters: [{ name: 'Loket 1' }, { name: 'Loket 2' }],
          character: {
            responses: [170, 230],
            hours: 'office',
            audience: 'elderly',
            level: -0.2,
            elements: { requirements: -0.25, conduct: 0.15 },
            paper: 0.35,
          },
        },
      ],
    },
    {
      slug: 'kecamatan-utara',
      name: 'Kecamatan Tirtareka Utara',
      units: [
        {
          slug: 'kecamatan-tirtareka-utara',
          name: 'Kantor Kecamatan Tirtareka Utara',
          kind: 'Kecamatan',
          address: 'Jalan Utara Reka Nomor 20, Kelurahan Rekasari',
          ruleBook: 'skm-2017',
          services: [
            { slug: 'legalisasi', name: 'Legalisasi surat', channel: 'OFFLINE', share: 2 },
            { slug: 'ahli-waris', name: 'Surat Keterangan Ahli Waris', channel: 'OFFLINE' },
            { slug: 'dispensasi-nikah', name: 'Dispensasi nikah', channel: 'OFFLINE', share: 0.5 },
            { slug: 'izin-usaha-mikro', name: 'Rekomendasi usaha mikro', channel: 'HYBRID' },
          ],
          counters: [{ name: 'Loket paten 1' }, { name: 'Loket paten 2' }],
          character: { responses: [260, 340], hours: 'office', audience: 'everyone', level: 0.15, paper: 0.22 },
        },
        {
          slug: 'kelurahan-rekasari',
          name: 'Kelurahan Rekasari',
          kind: 'Kelurahan',
          address: 'Jalan Melati Reka Nomor 12, Kelurahan Rekasari',
          ruleBook: 'skm-2017',
          services: [
            { slug: 'surat-pengantar', name: 'Surat pengantar', channel: 'OFFLINE', share: 3 },
            { slug: 'keterangan-tidak-mampu', name: 'Surat Keterangan Tidak Mampu', channel: 'OFFLINE' },
            { slug: 'keterangan-domisili', name: 'Surat Keterangan Domisili', channel: 'OFFLINE' },
          ],
          counters: [{ name: 'Meja pelayanan' }],
          character: { responses: [130, 170], hours: 'office', audience: 'everyone', level: 0.78, paper: 0.35 },
        },
        {
          slug: 'kelurahan-rekawana',
          name: 'Kelurahan Rekawana',
          kind: 'Kelurahan',
          address: 'Jalan Anyelir Reka Nomor 2, Kelurahan Rekawana',
          ruleBook: 'skm-2017',
          services: [
            { slug: 'surat-pengantar', name: 'Surat pengantar', channel: 'OFFLINE', share: 3 },
            { slug: 'keterangan-usaha', name: 'Surat Keterangan Usaha', channel: 'OFFLINE' },
          ],
          counters: [{ name: 'Meja pelayanan' }],
          character: {
            responses: [3, 12],
            responseRate: 0.04,
            hours: 'office',
            audience: 'everyone',
            level: 0.1,
            paper: 0.4,
          },
        },
      ],
    },
    {
      slug: 'kecamatan-selatan',
      name: 'Kecamatan Tirtareka Selatan',
      units: [
        {
          slug: 'kecamatan-tirtareka-selatan',
          name: 'Kantor Kecamatan Tirtareka Selatan',
          kind: 'Kecamatan',
          address: 'Jalan Selatan Reka Nomor 15, Kelurahan Rekajati',
          ruleBook: 'skm-2017',
          services: [
            { slug: 'legalisasi', name: 'Legalisasi surat', channel: 'OFFLINE', share: 2 },
            { slug: 'ahli-waris', name: 'Surat Keterangan Ahli Waris', channel: 'OFFLINE' },
            { slug: 'izin-keramaian', name: 'Rekomendasi izin keramaian', channel: 'OFFLINE', share: 0.6 },
          ],
          counters: [{ name: 'Loket paten' }],
          character: {
            responses: [220, 290],
            hours: 'office',
            audience: 'everyone',
            level: -0.25,
            drift: -0.03,
            elements: { complaintHandling: -0.25 },
            paper: 0.22,
          },
        },
        {
          slug: 'kelurahan-rekajati',
          name: 'Kelurahan Rekajati',
          kind: 'Kelurahan',
          address: 'Jalan Kenanga Reka Nomor 30, Kelurahan Rekajati',
          ruleBook: 'skm-2017',
          services: [
            { slug: 'surat-pengantar', name: 'Surat pengantar', channel: 'OFFLINE', share: 3 },
            { slug: 'keterangan-domisili', name: 'Surat Keterangan Domisili', channel: 'OFFLINE' },
          ],
          counters: [{ name: 'Meja pelayanan' }],
          character: {
            responses: [70, 110],
            responseRate: null,
            skipped: [3, 4],
            hours: 'office',
            audience: 'everyone',
            level: 0.15,
            paper: 0.4,
          },
        },
        {
          slug: 'kelurahan-rekabumi',
          name: 'Kelurahan Rekabumi',
          kind: 'Kelurahan',
          address: 'Jalan Niaga Reka Nomor 44, Kelurahan Rekabumi',
          ruleBook: 'skm-2017',
          services: [
            { slug: 'surat-pengantar', name: 'Surat pengantar', channel: 'OFFLINE', share: 3 },
            { slug: 'keterangan-tidak-mampu', name: 'Surat Keterangan Tidak Mampu', channel: 'OFFLINE' },
            { slug: 'keterangan-usaha', name: 'Surat Keterangan Usaha', channel: 'OFFLINE' },
          ],
          counters: [{ name: 'Meja pelayanan' }, { name: 'Ruang tunggu' }],
          character: { responses: [95, 135], hours: 'office', audience: 'everyone', level: 0.05, paper: 0.3 },
        },
      ],
    },
    {
      slug: 'dinas-pendidikan',
      name: 'Dinas Pendidikan',
      units: [
        {
          slug: 'smp-negeri-1-tirtareka',
          name: 'SMP Negeri 1 Tirtareka',
          kind: 'Sekolah',
          address: 'Jalan Pelajar Reka Nomor 6, Kelurahan Rekasari',
          ruleBook: 'skm-2017',
          services: [
            { slug: 'penerimaan-murid', name: 'Penerimaan murid baru', channel: 'HYBRID', share: 1.5 },
            { slug: 'mutasi-murid', name: 'Mutasi murid', channel: 'OFFLINE', share: 0.5 },
            { slug: 'legalisasi-ijazah', name: 'Legalisasi ijazah', channel: 'OFFLINE' },
          ],
          counters: [{ name: 'Ruang tata usaha' }, { name: 'Pos satuan pengaman' }],
          character: {
            responses: [200, 280],
            hours: 'office',
            audience: 'parents',
            level: 0.2,
            elements: { facilities: 0.2 },
            paper: 0.1,
          },
        },
        {
          slug: 'unit-layanan-disabilitas',
          name: 'Unit Layanan Disabilitas Pendidikan',
          kind: 'Pendidikan',
          address: 'Jalan Pelajar Reka Nomor 9, Kelurahan Rekasari',
          ruleBook: 'skm-2017',
          services: [{ slug: 'asesmen', name: 'Asesmen kebutuhan belajar', channel: 'OFFLINE' }],
          counters: [{ name: 'Meja pelayanan' }],
          character: { responses: [0, 0], hours: 'office', audience: 'parents', level: 0 },
        },
      ],
    },
    {
      slug: 'dinas-perpustakaan',
      name: 'Dinas Perpustakaan dan Kearsipan',
      units: [
        {
          slug: 'perpustakaan-umum',
          name: 'Perpustakaan Umum Tirtareka',
          kind: 'Perpustakaan',
          address: 'Jalan Taman Reka Nomor 4, Kelurahan Rekasari',
          ruleBook: 'skm-2017',
          services: [
            { slug: 'peminjaman', name: 'Peminjaman dan pengembalian buku', channel: 'OFFLINE', share: 3 },
            { slug: 'keanggotaan', name: 'Pendaftaran anggota', channel: 'HYBRID' },
            { slug: 'ruang-baca', name: 'Ruang baca', channel: 'OFFLINE', share: 2 },
          ],
          counters: [{ name: 'Meja sirkulasi' }, { name: 'Ruang baca anak', service: 'ruang-baca' }],
          added: [
            {
              key: 'collection',
              name: 'Koleksi Bahan Pustaka',
              definition: 'kelengkapan dan kebaruan buku serta bahan pustaka lain yang dapat dibaca atau dipinjam',
              question: 'Bagaimana pendapat Saudara tentang kelengkapan koleksi buku di perpustakaan ini?',
              answers: ['Tidak lengkap', 'Kurang lengkap', 'Lengkap', 'Sangat lengkap'],
            },
          ],
          character: {
            responses: [290, 370],
            hours: 'library',
            audience: 'readers',
            level: 0.55,
            elements: { completionTime: 0.35, facilities: 0.15, collection: -0.75 },
            kiosk: 0.2,
            paper: 0.03,
          },
        },
      ],
    },
    {
      slug: 'dinas-perhubungan',
      name: 'Dinas Perhubungan',
      units: [
        {
          slug: 'uptd-pengujian-kendaraan',
          name: 'UPTD Pengujian Kendaraan Bermotor',
          kind: 'Perhubungan',
          address: 'Jalan Lingkar Reka Kilometer 4, Kelurahan Rekawana',
          ruleBook: 'skm-2017',
          services: [
            { slug: 'uji-berkala', name: 'Uji berkala kendaraan', channel: 'OFFLINE', paid: true, share: 4 },
            { slug: 'uji-pertama', name: 'Uji pertama kendaraan', channel: 'OFFLINE', paid: true },
            { slug: 'mutasi-uji', name: 'Mutasi dan numpang uji', channel: 'OFFLINE', paid: true, share: 0.7 },
          ],
          counters: [{ name: 'Loket pendaftaran' }, { name: 'Gedung uji' }],
          character: {
            responses: [340, 420],
            hours: 'office',
            audience: 'drivers',
            level: -0.5,
            elements: { conduct: -0.25 },
            filledByStaff: 0.38,
            paper: 0.05,
            kiosk: 0.3,
          },
        },
      ],
    },
    {
      slug: 'perumda-air-minum',
      name: 'Perumda Air Minum Tirtareka',
      units: [
        {
          slug: 'perumda-air-minum',
          name: 'Perumda Air Minum Tirtareka',
          kind: 'Air minum',
          address: 'Jalan Tirta Reka Nomor 11, Kelurahan Rekabumi',
          ruleBook: 'skm-2017',
          services: [
            { slug: 'sambungan-baru', name: 'Sambungan baru', channel: 'HYBRID', paid: true },
            { slug: 'pembayaran-rekening', name: 'Pembayaran rekening air', channel: 'HYBRID', paid: true, share: 3 },
            { slug: 'pengaduan-gangguan', name: 'Pengaduan gangguan aliran', channel: 'ONLINE', share: 1.5 },
          ],
          counters: [
            { name: 'Kasir' },
            { name: 'Layanan pelanggan' },
            { name: 'Tautan pengaduan', service: 'pengaduan-gangguan' },
          ],
          character: {
            responses: [520, 600],
            hours: 'office',
            audience: 'everyone',
            level: -0.62,
            elements: { product: -0.3, complaintHandling: -0.2 },
            followUps: [{ element: 'complaintHandling', from: 6, effect: 0.3 }],
            paper: 0.08,
          },
        },
      ],
    },
  ],
}
