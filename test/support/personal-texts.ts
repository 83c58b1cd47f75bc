// Suggestions as people type them, with personal data of every kind in many spellings, and others with numbers that are nobody's.

import { type Random, random } from '#src/demonstration/random.ts'

/** A suggestion and what of it must not be readable. */
export interface PersonalText {
  readonly kind: PersonalKind
  readonly text: string
  /** None of these may be left. */
  readonly secrets: readonly string[]
}

export const personalKinds = [
  'NIK',
  'telepon',
  'telepon dengan kata',
  'e-mail',
  'pelat nomor',
  'alamat',
  'rekening',
  'NIP',
  'paspor',
] as const
export type PersonalKind = (typeof personalKinds)[number]

type Written = readonly [text: string, secrets: readonly string[]]

/** As many of each kind, one after another. */
export function personalTexts(count: number, seed: string): PersonalText[] {
  const chance = random(seed)
  return Array.from({ length: count }, (_, place) => {
    const kind = personalKinds[place % personalKinds.length] as PersonalKind
    const [written, secrets] = writers[kind](chance)
    return { kind, text: inSentence(chance, kind, written), secrets }
  })
}

export function cleanTexts(count: number, seed: string): string[] {
  const chance = random(seed)
  return Array.from({ length: count }, () => {
    const sentences = Array.from({ length: chance.between(1, 3) }, () => filled(chance, chance.pick(clean)))
    const text = sentences.join(chance.pick([' ', '. ', ', ', '\n', '; ']))
    return chance.chance(0.3) ? text.toLowerCase() : chance.chance(0.08) ? text.toUpperCase() : text
  })
}

const writers: Readonly<Record<PersonalKind, (chance: Random) => Written>> = {
  NIK(chance) {
    const day = String(chance.between(1, 28) + (chance.chance(0.5) ? 40 : 0)).padStart(2, '0')
    const born = day + two(chance, 1, 12) + two(chance, 40, 99)
    const number = `${chance.pick(['3273', '3171', '3578', '1271', '7371', '5171', '6471', '9171'])}${two(chance, 1, 30)}${born}${digits(chance, 4)}`
    return [grouped(chance, number, [[4, 4, 4, 4], [6, 6, 4], [2, 2, 2, 6, 4], [16], [16], [8, 8]]), [number.slice(-6)]]
  },
  telepon(chance) {
    if (chance.chance(0.15)) {
      const own = digits(chance, 7)
      const area = chance.pick(['021', '022', '031', '0274', '0361', '0411', '024'])
      return [`${chance.pick([`(${area})`, area, `${area}-`])}${chance.pick([' ', '-', ''])}${own}`, [own]]
    }
    const own =
      chance.pick(['812', '813', '852', '857', '878', '895', '821', '838']) + digits(chance, chance.between(7, 9))
    const begun = chance.pick(['0', '0', '0', '+62', '62', '+62 ', '0 ', 'O', '62-'])
    const shapes = [[3, 4, 4, 9], [3, 3, 3, 9], [20], [20], [2, 2, 2, 2, 2, 2, 2], [3, 4, 9]]
    const written = grouped(chance, own, shapes)
    return [begun + (chance.chance(0.05) ? written.replace(/1(?=\d)/, 'l') : written), [own.slice(-5)]]
  },
  'telepon dengan kata'(chance) {
    const own = `08${digits(chance, chance.between(8, 10))}`
    const names = ['nol', 'satu', 'dua', 'tiga', 'empat', 'lima', 'enam', 'tujuh', 'delapan', 'sembilan']
    if (chance.chance(0.3)) names[0] = 'kosong'
    const whole = chance.chance(0.7)
    const words = own.split('').map((one) => (whole || chance.chance(0.6) ? (names[Number(one)] as string) : one))
    const written = words.join(chance.pick([' ', ' ', ' ', '-', ', ']))
    return [chance.chance(0.2) ? written.toUpperCase() : written, [words.slice(-4).join(' ')]]
  },
  'e-mail'(chance) {
    const person =
      chance.pick(people).toLowerCase() + chance.pick(['', '.s', '_99', String(chance.between(1, 99)), '.putra'])
    const host = chance.pick(['gmail', 'yahoo', 'outlook', 'kotaku', 'ymail', 'hotmail'])
    const ending = chance.pick(['com', 'com', 'co.id', 'go.id', 'id'])
    const at = chance.pick(['@', '@', '@', ' @ ', ' at ', '[at]', ' [at] ', '(at)', ' (at) ', ' et ', '-at-', '{at}'])
    const dot = at.trim() === '@' ? '.' : chance.pick(['.', ' dot ', '[dot]', ' titik ', '(dot)'])
    const written = `${person}${at}${host}${dot}${ending.replaceAll('.', dot)}`
    return [chance.chance(0.1) ? written.toUpperCase() : written, [person, host]]
  },
  'pelat nomor'(chance) {
    const region = chance.pick([
      ...['B', 'D', 'F', 'AB', 'AD', 'AA', 'L', 'N', 'W', 'H', 'K', 'R', 'S', 'BK', 'BA', 'BM', 'BH', 'BG', 'BE', 'BL'],
      ...['DK', 'DR', 'EA', 'DH', 'KB', 'DA', 'KT', 'KH', 'DB', 'DM', 'DL', 'DN', 'DD', 'DT', 'DE', 'DG', 'PA', 'PB'],
      ...['Z', 'T', 'E', 'G', 'M', 'P', 'AE', 'AG', 'A', 'BP', 'BN', 'BD', 'ED', 'EB', 'DC', 'DP', 'DW', 'KU', 'DS'],
    ] as unknown as readonly [string, ...string[]])
    const number = String(
      chance.pick([chance.between(1000, 9999), chance.between(1000, 9999), chance.between(100, 999)]),
    )
    const suffix = Array.from({ length: chance.between(2, 3) }, () =>
      chance.pick(['X', 'Q', 'Z', 'R', 'F', 'V', 'L', 'C']),
    ).join('')
    const between = chance.pick([' ', ' ', '', '-', '.'])
    const written = [region, number, suffix].join(between)
    return [chance.chance(0.3) ? written.toLowerCase() : written, [`${number}${between}${suffix}`, number]]
  },
  alamat(chance) {
    const street = chance.pick([
      'Melati',
      'Anggrek Raya',
      'Jenderal Sudirman',
      'Cempaka Putih',
      'H. Juanda',
      'Pahlawan',
      'Kenanga Indah',
      'Imam Bonjol',
    ])
    const house = `${chance.between(1, 180)}${chance.pick(['', '', 'A', 'B'])}`
    const road = chance.pick([
      'Jl. ',
      'Jl ',
      'Jln. ',
      'Jalan ',
      'Gg. ',
      'Gang ',
      'Jl.',
      'Perum ',
      'Komplek ',
      'jl. ',
      'jalan ',
    ])
    const no = chance.pick([' No. ', ' no ', ' Nomor ', ' No.', ' nomor ', ' nmr '])
    const rt = chance.pick([
      'RT 03/RW 05',
      'RT 3 RW 5',
      'rt 03 rw 05',
      'RT.003/RW.005',
      'RT03/RW05',
      'RT 03/05',
      'Rt. 3, Rw. 5',
    ])
    const block = chance.pick(['Blok C3', 'Blok C No 12', 'blok C-12', 'Blok C/12', 'blok c no. 12'])
    const bare = /^J(?:l|ln|alan)|^Gg|^jl|^jalan/.test(road) ? ' ' : no
    const written = chance.pick([
      `${road}${street}${no}${house}`,
      `${road}${street}${no}${house}, ${rt}`,
      `${road}${street}${no}${house} ${rt} Kel. Sukamaju`,
      `${road}${street}${bare}${house}`,
      `${road}${street} ${rt}`,
      `Perumahan ${street} ${block}`,
      `Kampung ${street} ${rt}`,
      `Dusun ${street} ${rt} Desa Sukamaju`,
    ])
    const shown = chance.chance(0.15) ? written.toLowerCase() : chance.chance(0.1) ? written.toUpperCase() : written
    return [shown, [street.split(' ').at(-1) as string]]
  },
  rekening(chance) {
    const number = digits(chance, chance.pick([10, 12, 13, 15]))
    const before = chance.pick([
      'rekening BCA ',
      'no rek ',
      'rek. ',
      'norek BRI ',
      'rekening saya ',
      'nomor rekening: ',
      'BNI ',
      'Bank Mandiri ',
    ])
    return [before + grouped(chance, number, [[20], [20], [4, 4, 4, 4], [3, 3, 9]]), [number.slice(-6)]]
  },
  NIP(chance) {
    const number = `${chance.between(1965, 1999)}${two(chance, 1, 12)}${two(chance, 1, 28)}${chance.between(1990, 2022)}${two(chance, 1, 12)}${chance.between(1, 2)}00${chance.between(1, 9)}`
    const written = chance.pick([
      number,
      `${number.slice(0, 8)} ${number.slice(8, 14)} ${number.slice(14, 15)} ${number.slice(15)}`,
    ])
    return [`${chance.pick(['NIP ', 'NIP. ', 'nip: ', ''])}${written}`, [number.slice(0, 8)]]
  },
  paspor(chance) {
    const number = digits(chance, chance.pick([7, 6]))
    const letters = number.length === 7 ? chance.pick(['A', 'B', 'C', 'E', 'X']) : chance.pick(['AT', 'XE'])
    const written = letters + number
    return [
      chance.pick([
        `paspor ${written}`,
        `nomor paspor saya ${written.toLowerCase()}`,
        written,
        `paspor no. ${written}`,
      ]),
      [number],
    ]
  },
}

const people = ['Budi', 'Siti', 'Agus', 'Dewi', 'Rahmat', 'Wati', 'Ujang', 'Made', 'Nyoman', 'Tigor'] as const

const frames: Readonly<Partial<Record<PersonalKind, readonly [string, ...string[]]>>> = {
  NIK: [
    'NIK saya {x} belum masuk sistem',
    'tolong cek data {x}, sudah 2 minggu',
    'Data atas nama Siti {x} salah',
    '{x}',
    'no ktp {x} ditolak terus di loket 3',
  ],
  'pelat nomor': [
    'Motor saya {x} tergores di parkiran',
    'Mobil {x} parkir menghalangi pintu',
    'mohon ditegur pemilik kendaraan {x}',
    'plat {x} diblokir padahal sudah bayar',
    'Pajak {x} tidak muncul di aplikasi',
    '{x} ditahan tanpa surat',
  ],
  alamat: [
    'Saya tinggal di {x}',
    'KTP belum dikirim ke {x}',
    'alamat saya {x}, mohon dicek',
    'Rumah kami {x} belum didata',
    'kiriman ke {x} tidak sampai',
    '{x}',
  ],
}

const usualFrames: readonly [string, ...string[]] = [
  'Tolong hubungi saya di {x}',
  'bisa dikirim ke {x} saja',
  'Kontak saya: {x}. Terima kasih',
  '{x}',
  'sudah tiga kali datang, ini {x} mohon kabarnya',
  'Petugas minta {x} lewat telepon, apakah benar?',
  'Mohon info ke ({x})',
]

const around = [
  '',
  '',
  'Pelayanan lama sekali.',
  'Petugas ramah,',
  'Sudah antre 2 jam.',
  'mohon maaf',
  'Loket 3 kosong terus.',
  'Selasa 14 Maret 2026 saya datang.',
] as const

function inSentence(chance: Random, kind: PersonalKind, written: string): string {
  const sentence = chance.pick(frames[kind] ?? usualFrames).replace('{x}', () => written)
  return [chance.pick(around), sentence, chance.pick(around)].filter(Boolean).join(' ')
}

function grouped(chance: Random, number: string, shapes: readonly (readonly number[])[]): string {
  const shape = shapes[chance.between(0, shapes.length - 1)] as readonly number[]
  const between = chance.pick([' ', ' ', '-', '.', ' - ', '/', '  '])
  const parts: string[] = []
  let from = 0
  for (const length of shape) {
    if (from < number.length) parts.push(number.slice(from, from + length))
    from += length
  }
  if (from < number.length) parts.push(number.slice(from))
  return parts.join(between)
}

function digits(chance: Random, count: number): string {
  return Array.from({ length: count }, () => chance.between(0, 9)).join('')
}

function two(chance: Random, least: number, most: number): string {
  return String(chance.between(least, most)).padStart(2, '0')
}

function filled(chance: Random, sentence: string): string {
  return sentence
    .replaceAll('{n}', () => String(chance.between(1, 120)))
    .replaceAll('{k}', () => String(chance.between(2, 9)))
    .replaceAll('{q}', () => String(chance.between(1, 250)).padStart(3, '0'))
    .replaceAll('{l}', () => chance.pick(['A', 'B', 'C', 'D', 'E', 'F']))
    .replaceAll('{rp}', () => `${chance.between(1, 950)}.${chance.pick(['000', '500'])}`)
    .replaceAll('{jt}', () => `${chance.between(1, 90)}.${chance.between(100, 999)}.000`)
    .replaceAll('{t}', () => `${two(chance, 7, 16)}.${chance.pick(['00', '15', '30', '45'])}`)
    .replaceAll('{d}', () => `${chance.between(1, 28)}-${chance.between(1, 12)}-${chance.between(2019, 2027)}`)
    .replaceAll('{D}', () => `${two(chance, 1, 28)}/${two(chance, 1, 12)}/${chance.between(2019, 2027)}`)
    .replaceAll('{y}', () => String(chance.between(2009, 2027)))
    .replaceAll('{m}', () => chance.pick(['Januari', 'Februari', 'Maret', 'Mei', 'Agustus', 'Oktober']))
}

const clean: readonly [string, ...string[]] = [
  'Nomor antrean {l}{q} dipanggil setelah {n} menit',
  'Saya dapat antrian {l}-{q} tapi baru dilayani jam {t}',
  'antrean {l} {n} di loket {k} lama sekali',
  'Biaya Rp {rp} tidak sesuai papan tarif Rp{jt}',
  'bayar {rp} padahal katanya gratis',
  'Retribusi naik dari Rp {jt} menjadi Rp {jt}',
  'Buka pukul {t}-{t} dan {t}-{t} WIB',
  'jam layanan {t} s/d {t}, istirahat {t} sampai {t}',
  'Sesuai Permenpan Nomor 14 Tahun 2017 seharusnya ada ruang tunggu',
  'Menurut Perda No. {n} Tahun {y} pasal {k} ayat {k} gratis',
  'UU 27/2022 dan PP No {n}/{y} sudah jelas',
  'Perbup {n} Tahun {y} tanggal {d} belum disosialisasikan',
  'Saya datang tanggal {d} dan {D} tetapi tutup',
  'tanggal {D} sampai {D} sistem gangguan',
  'Sejak {y}, {y} sampai {y} tidak ada perubahan',
  'Pengantar RT dan RW tidak perlu lagi, terima kasih',
  'Pak RT sudah tanda tangan, tapi RW {n} hari tidak ada',
  'ART 2 orang ikut antre, kursi {n} buah kurang',
  'Loket {k} kosong, loket {k} penuh, hanya {n} kursi',
  'Sudah jalan {k} bulan belum selesai',
  'jalan kaki {n} menit dari halte, mohon ada petunjuk',
  'Jalan masuk kantor rusak, ada {n} lubang',
  'Jalan Sudirman macet sehingga saya terlambat {n} menit',
  'gang sempit di sebelah kantor gelap',
  'Kursi {n} buah, AC {k} mati, lantai {k} panas',
  'Nilai {k} dari 10 untuk petugas loket {l}',
  'Nomor berkas 474.{k}/{n}/{y} belum jelas',
  'No. surat 800/{n}/BKD/{y} tidak dibalas',
  'SK Nomor 188.{n}/{q}/KEP/{y} dipajang saja',
  'Menunggu {k} jam {n} menit untuk {n} orang',
  'Ruang tunggu lantai {k} blok belakang panas',
  'Lulusan D3 dan S1 antre di loket yang sama, D4 tidak',
  'formulir F-1.0{k} dan kertas A4 rangkap {k} habis',
  'Untuk P3K dan CPNS {y} tolong dipisah loketnya',
  'Antrean online {q} tidak sama dengan nomor {n} di layar',
  'Petugas at least senyum, et cetera',
  'Petugas ramah @ loket {k}',
  'Suhu ruang {n} derajat, luas {n} m2, tinggi 2,5 m',
  'harga materai {rp} dijual {rp}',
  'tarif parkir motor {rp} mobil {rp} terlalu mahal',
  'Motor {n} unit parkir di trotoar, mobil {k} menghalangi',
  'e-KTP saya jadi dalam {k} hari, mantap',
  'Telepon tidak diangkat {k} kali, WA tidak dibalas {n} hari',
  'hubungi call center {k} kali tidak tersambung',
  'Rumah sakit nomor satu, poli {k} lama',
  'dilayani {t} selesai {t}, total {n} menit',
  'Tahun {y} {n} menit, tahun {y} {k} menit, ada kemajuan',
  '1 2 3 4 5 semua bintang',
  'satu atau dua petugas saja, tiga loket tutup, empat buka',
  'Bayar di bank {k} kali gagal, rekening tujuan tidak jelas',
  'Email tidak dibalas {n} hari, aplikasi versi 2.{k}.1 error 50{k}',
  'Peringkat {n} dari {n} kabupaten, 98,{k} persen',
  'Anak kelas {k} SD butuh KIA, usia {k} tahun',
  'Gedung {l} lantai {k} sulit dicari, papan {l}{k} hilang',
  'Triwulan III {y} lebih baik dari TW II {y}',
  'Kecamatan punya {n} desa dan {n} dusun, petugas {k} orang',
  'Pukul {t} antrean {q}, pukul {t} baru antrean {q}',
  'mohon tambah jam sabtu {t} - {t}',
  'Ibu hamil {k} bulan tidak didahulukan',
  'Saya tinggal {k} jam dari kantor ini',
  'rumah saya jauh, {n} km, mohon ada layanan keliling',
  'Alamat kantor di peta salah, beda {n} meter',
  'blok kursi sebelah kiri rusak',
  'Modul {k} soal {n} ujian SIM {l} terlalu sulit',
  'Bus nomor {n} berhenti {n} meter dari kantor',
  'Baju {l} {n} XL tidak muat',
  'Jumlah pemohon {jt} jiwa katanya, padahal {n} ribu',
  'Denda {k}% dari {jt} memberatkan, pokok {jt} {y}',
]
