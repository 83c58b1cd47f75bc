// What the made-up visitors write in the suggestion box: sentences by theme, as people type them. No one named here exists. Pure.

import type { Random } from './random.ts'

type Sentences = readonly [string, ...string[]]

/** What a suggestion is about and where it is written. */
export interface Occasion {
  readonly unitKind: string
  readonly service: string
  /** True when the service was given without a counter, a queue or a face. */
  readonly online: boolean
  /** Name of the counter, null for paper. */
  readonly counter: string | null
  /** Key of the element with the lowest answer, null when the visitor is satisfied with everything. */
  readonly weakest: string | null
}

/** Writes one suggestion; the placeholders of a sentence are filled from the occasion. */
export function writeSuggestion(random: Random, occasion: Occasion): string {
  if (random.chance(0.012)) return random.pick(withPersonalData)
  const text = random
    .pick(sentencesFor(random, occasion))
    .replaceAll('{layanan}', occasion.service)
    .replaceAll('{loket}', occasion.counter ?? 'loket')
    .replaceAll('{menit}', String(random.between(3, 12) * 15))
    .replaceAll('{jam}', String(random.between(2, 5)))
    .replaceAll('{hari}', String(random.between(3, 14)))
    .replaceAll('{kali}', String(random.between(2, 4)))
  return random.chance(0.25) ? asTypedInHaste(text) : text
}

/** Whether a text was written about an element, rather than in praise or about the unit as a whole. */
export function isAbout(text: string, element: string): boolean {
  return (byElement[element] ?? []).some((sentence) =>
    [sentence, asTypedInHaste(sentence)].some((written) => {
      const parts = written.split(/\{\w+\}/)
      return (
        text.startsWith(parts[0] ?? '') && text.endsWith(parts.at(-1) ?? '') && text.length >= parts.join('').length
      )
    }),
  )
}

function sentencesFor(random: Random, { unitKind, online, weakest }: Occasion): Sentences {
  if (online) return weakest === null ? onlinePraise : onlineComplaints
  if (weakest === null) return random.chance(0.75) ? praise : wishes
  const local = byKind[unitKind]
  if (local && random.chance(0.25)) return local
  return byElement[weakest] ?? wishes
}

function asTypedInHaste(text: string): string {
  const second = text.charAt(1)
  const plain = second === second.toLowerCase() ? text.charAt(0).toLowerCase() + text.slice(1) : text
  return plain
    .replaceAll(/\byang\b/g, 'yg')
    .replaceAll(/\btidak\b/g, 'tdk')
    .replaceAll(/\bsudah\b/g, 'sdh')
    .replaceAll(/\bdengan\b/g, 'dgn')
    .replace(/\.$/, '')
}

const praise: Sentences = [
  'Pelayanannya cepat dan petugasnya ramah, terima kasih.',
  'Sudah bagus, mohon dipertahankan.',
  'Petugas di {loket} sabar sekali menjelaskan kepada orang tua saya.',
  'Sangat terbantu, urusan selesai dalam satu hari.',
  'Terima kasih, pelayanan sekarang jauh lebih baik dari tahun lalu.',
  'Alurnya jelas, saya tidak perlu bolak-balik.',
  'Semua petugas sopan dan membantu.',
  'Untuk {layanan} sekarang tidak perlu antre lama. Mantap.',
  'Tidak ada pungutan apa pun, semoga terus begini.',
  'Tempatnya bersih dan nyaman.',
  'Saya datang tanpa janji dan tetap dilayani dengan baik.',
  'Petugas memberi tahu kekurangan berkas dengan jelas, jadi cepat beres.',
  'Puas dengan pelayanannya.',
  'Baru pertama kali mengurus sendiri, ternyata mudah.',
  'Kursi prioritas untuk lansia sangat membantu, terima kasih.',
  'Antrean lewat nomor sangat tertib.',
  'Pertahankan keramahan petugasnya.',
  'Informasi di papan lengkap, tinggal ikut petunjuk.',
]

const onlinePraise: Sentences = [
  'Mudah, semua selesai dari rumah.',
  'Aplikasinya ringan dan jelas.',
  'Notifikasinya membantu, jadi tahu berkas sampai di mana.',
  'Pengajuan malam hari, paginya sudah dibalas. Terima kasih.',
  'Tidak perlu izin kerja lagi untuk {layanan}.',
  'Mohon bisa juga dibuka dengan lancar di telepon lama.',
]

const onlineComplaints: Sentences = [
  'Aplikasinya sering lambat, halaman harus dimuat ulang.',
  'Menu di aplikasi sulit dicari untuk orang awam.',
  'Sistem daring sering putus saat mengunggah berkas.',
  'Halamannya lama sekali terbuka.',
  'Unggah berkas gagal {kali} kali, padahal ukurannya sudah kecil.',
  'Kode verifikasi tidak masuk ke telepon saya.',
  'Status tidak berubah selama {hari} hari.',
  'Menu {layanan} sulit ditemukan.',
  'Kalau gagal tidak ada penjelasan salahnya di mana.',
  'Keluar sendiri saat mengisi, semua harus diulang.',
  'Mohon ada nomor yang bisa dihubungi ketika sistem bermasalah.',
  'Pengaduan lewat aplikasi dijawab mesin saja.',
  'Contoh dokumen yang benar tolong ditampilkan.',
]

const wishes: Sentences = [
  'Mohon ada layanan pada hari Sabtu untuk yang bekerja.',
  'Semoga ke depan lebih baik lagi.',
  'Sebaiknya jam istirahat petugas bergantian supaya layanan tidak berhenti.',
  'Tolong nomor WhatsApp layanan dipasang di tempat yang mudah dibaca.',
  'Mohon ada pemberitahuan bila layanan sedang gangguan.',
  'Kalau bisa {layanan} dapat diurus dari rumah.',
  'Petugas di bagian depan sebaiknya ditambah pada hari Senin.',
  'Mohon disediakan formulir dengan huruf yang lebih besar untuk lansia.',
  'Semoga ada layanan jemput bola ke kampung kami.',
  'Tolong contoh pengisian formulir ditempel di meja tulis.',
]

const byElement: Readonly<Record<string, Sentences>> = {
  requirements: [
    'Persyaratan di situs web berbeda dengan yang diminta di {loket}.',
    'Fotokopi KTP diminta sampai {kali} kali, padahal datanya sudah ada.',
    'Tolong daftar syarat {layanan} ditempel di depan, saya harus pulang lagi mengambil berkas.',
    'Syaratnya terlalu banyak untuk urusan yang sederhana.',
    'Surat pengantar RT sebaiknya tidak perlu lagi.',
    'Baru diberi tahu ada syarat tambahan setelah sampai di loket.',
    'Mohon persyaratan dibuat sama untuk semua petugas.',
  ],
  procedure: [
    'Alurnya membingungkan, saya pindah loket {kali} kali.',
    'Tidak ada petunjuk harus mulai dari mana.',
    'Mohon dibuat bagan alur yang mudah dimengerti untuk {layanan}.',
    'Sudah daftar lewat aplikasi tetapi tetap harus mengambil nomor lagi.',
    'Prosedurnya panjang, sebaiknya cukup satu loket.',
    'Formulir daring dan formulir kertas isinya sama, jadi mengisi dua kali.',
    'Tolong ada petugas yang mengarahkan pengunjung di pintu masuk.',
  ],
  completionTime: [
    'Menunggu {menit} menit baru dipanggil.',
    'Janjinya {hari} hari kerja, kenyataannya lebih lama dan tidak ada kabar.',
    'Antrean terlalu lama, padahal petugas yang buka hanya satu.',
    'Datang pukul 8 pagi, selesai setelah {jam} jam.',
    'Sudah {kali} kali datang belum jadi juga.',
    'Tolong tambah loket pada pagi hari, antreannya panjang.',
    'Mohon diberi tahu perkiraan waktu tunggu supaya bisa ditinggal.',
    'Waktu {layanan} tolong dipercepat.',
    'Nomor antrean saya terlewat dan harus mengambil nomor baru.',
    'Jam istirahat terlalu panjang, kami menunggu tanpa kepastian.',
  ],
  cost: [
    'Biayanya agak mahal untuk ukuran kami.',
    'Rincian tarif tolong dipasang, saya tidak tahu untuk apa saja biayanya.',
    'Tarif {layanan} naik tetapi pelayanannya sama saja.',
    'Sebaiknya bisa bayar nontunai dengan QRIS.',
    'Biaya administrasi di bank lebih besar dari yang saya kira.',
    'Parkir bayar dua kali, mohon ditertibkan.',
  ],
  product: [
    'Ada salah ketik nama pada hasil {layanan}, harus diperbaiki lagi.',
    'Hasil cetaknya buram.',
    'Hasil tidak sama dengan yang dijelaskan di awal.',
    'Mohon sebelum dicetak diperlihatkan dulu supaya tidak salah.',
    'Dokumen digitalnya tidak bisa dibuka di telepon saya.',
  ],
  competence: [
    'Petugas baru masih bingung, harus bertanya ke temannya terus.',
    'Jawaban petugas satu dan yang lain berbeda.',
    'Mohon petugas dilatih lagi mengenai {layanan}.',
    'Petugas kurang menguasai aplikasi, jadi lama.',
    'Pertanyaan saya tidak terjawab, disuruh datang besok.',
  ],
  conduct: [
    'Petugas di {loket} kurang ramah.',
    'Mohon petugas tidak bermain telepon saat melayani.',
    'Nada bicaranya tinggi, padahal saya hanya bertanya.',
    'Yang kenal petugas didahulukan, tolong adil.',
    'Tolong lebih sabar kepada orang tua.',
    'Sapaan dan senyum tidak perlu biaya, mohon dibiasakan.',
  ],
  complaintHandling: [
    'Saya sudah mengadu bulan lalu, sampai sekarang belum ada jawaban.',
    'Kotak saran ada tetapi sepertinya tidak pernah dibuka.',
    'Nomor pengaduan tidak pernah diangkat.',
    'Tidak tahu harus mengadu ke mana.',
    'Mohon aduan dijawab, jangan hanya diterima.',
    'Pesan saya di WhatsApp hanya dibaca.',
    'Tolong umumkan tindak lanjut dari saran pengunjung.',
  ],
  facilities: [
    'Kursi tunggu kurang, banyak yang berdiri.',
    'Tempat parkir sempit dan tidak ada peneduh.',
    'Toilet kotor dan airnya mati.',
    'AC di ruang tunggu tidak dingin.',
    'Mohon disediakan air minum dan tempat mengisi daya telepon.',
    'Tidak ada jalur kursi roda ke {loket}.',
    'Ruang tunggu panas dan pengap kalau siang.',
    'Pengeras suara panggilan tidak terdengar dari belakang.',
    'Tolong ada ruang menyusui dan tempat bermain anak.',
    'Mohon lampu di tempat parkir diperbaiki.',
  ],
  collection: [
    'Koleksi buku terbaru masih sedikit.',
    'Buku anak banyak yang sudah rusak, mohon diganti.',
    'Mohon ditambah buku persiapan ujian dan komik.',
    'Buku yang ada di katalog tidak ada di rak.',
  ],
  integrity: [
    'Ada orang di halaman yang menawarkan jasa pengurusan, tolong ditertibkan.',
    'Mohon pengumuman bebas pungutan dipasang lebih besar.',
    'Urutan dipanggil tidak sesuai nomor, mohon adil.',
  ],
}

const byKind: Readonly<Record<string, Sentences>> = {
  'Rumah sakit': [
    'Dokter datang terlambat, kami menunggu sejak pagi.',
    'Menunggu obat {jam} jam.',
    'Kamar mandi rawat inap tolong lebih sering dibersihkan.',
    'Pendaftaran daring sudah penuh terus, mohon kuotanya ditambah.',
  ],
  Puskesmas: [
    'Obat sering kosong, harus membeli di luar.',
    'Mohon dokter gigi ada setiap hari.',
    'Ruang tunggu anak dan orang sakit sebaiknya dipisah.',
    'Loket pendaftaran baru buka pukul 8, padahal antrean sejak pukul 6.',
  ],
  Kependudukan: [
    'Blangko KTP tolong jangan sampai habis.',
    'KTP sudah direkam {hari} hari lalu belum bisa dicetak.',
    'Mohon layanan Kartu Keluarga bisa selesai di kelurahan.',
  ],
  'Air minum': [
    'Air sering mati pada malam hari.',
    'Air keruh setelah hujan.',
    'Tagihan naik padahal pemakaian sama.',
    'Sudah lapor pipa bocor, {hari} hari baru diperbaiki.',
  ],
  Perhubungan: [
    'Antre uji kendaraan dari pagi, mohon ada pendaftaran menurut jam.',
    'Survei ini diisi petugas, saya hanya diminta menekan tombol.',
    'Alat uji rem sering rusak, terpaksa kembali besok.',
  ],
  Sekolah: ['Informasi penerimaan murid baru mohon lebih awal.', 'Pesan di grup sekolah dan di situs web berbeda.'],
  Perizinan: [
    'Sistem OSS sering gagal, mohon ada pendampingan lebih lama.',
    'Status permohonan tolong bisa dilihat secara daring.',
  ],
  Ketenagakerjaan: ['Lowongan di papan sudah lama, mohon diperbarui.', 'Kuota pelatihan cepat habis, tolong ditambah.'],
  'Pajak daerah': ['SPPT datang terlambat ke rumah.', 'Nilai NJOP naik tanpa penjelasan.'],
}

// For the masking of comments: numbers and addresses that belong to nobody.
const withPersonalData: Sentences = [
  'Tolong hubungi saya di 0812-0000-0000 kalau berkasnya sudah jadi.',
  'Berkas saya belum selesai, WA saya 081200000000.',
  'Mohon jawaban dikirim ke warga.contoh@surel.example, terima kasih.',
  'NIK saya 0000000000000000 tidak ditemukan di sistem, mohon dicek.',
  'Kabari ke +62 812 0000 0001 bila sudah ada jadwal.',
  'Saya tinggal di Jalan Rekaan Nomor 00 RT 00 RW 00, surat belum sampai.',
  'Nomor rekening 000-00-00000-0 salah tercetak, tolong diperbaiki.',
  'Nama saya Fulan bin Fulan, nomor 0813 0000 0002, mohon ditelepon.',
]

/** Every sentence there is, for those who check them. */
export const suggestionSentences: readonly string[] = [
  ...praise,
  ...onlinePraise,
  ...onlineComplaints,
  ...wishes,
  ...Object.values(byElement).flat(),
  ...Object.values(byKind).flat(),
  ...withPersonalData,
]
