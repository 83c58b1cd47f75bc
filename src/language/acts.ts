// What each act in the trail is called.

/** Every act that is written to the trail, by its key. */
export const acts = {
  'sign-in': 'Masuk',
  'sign-out': 'Keluar',
  'sessions-revoked': 'Mengakhiri sesi',
  'account-set-up': 'Membuat akun bagian organisasi dari tautan penyiapan',
  'account-invited': 'Mengundang akun',
  'invitation-accepted': 'Menerima undangan',
  'account-link-made': 'Membuat tautan baru untuk akun',
  'password-reset': 'Mengganti kata sandi lewat tautan',
  'password-changed': 'Mengganti kata sandi',
  'totp-enabled': 'Memasang kode autentikator',
  'totp-removed': 'Melepas kode autentikator',
  'totp-reset': 'Menghapus kode autentikator akun lain',
  'backup-codes-made': 'Membuat kode cadangan baru',
  'backup-code-used': 'Memakai kode cadangan',
  'grant-added': 'Memberi hak',
  'grant-removed': 'Mencabut hak',
  'account-deactivated': 'Menonaktifkan akun',
  'account-activated': 'Mengaktifkan kembali akun',
  'agency-added': 'Menambah perangkat daerah',
  'agency-renamed': 'Mengganti nama perangkat daerah',
  'agency-closed': 'Menutup perangkat daerah',
  'agency-reopened': 'Membuka kembali perangkat daerah',
  'agency-removed': 'Menghapus perangkat daerah',
  'unit-added': 'Menambah unit',
  'unit-changed': 'Mengubah data unit',
  'unit-closed': 'Menutup unit',
  'unit-reopened': 'Membuka kembali unit',
  'unit-removed': 'Menghapus unit',
  'units-imported': 'Memasukkan daftar unit dari berkas',
  'service-added': 'Menambah layanan',
  'service-changed': 'Mengubah layanan',
  'service-closed': 'Menutup layanan',
  'service-reopened': 'Membuka kembali layanan',
  'service-removed': 'Menghapus layanan',
  'counter-opened': 'Membuka loket',
  'counter-changed': 'Mengubah loket',
  'counter-closed': 'Menutup loket',
  'counter-removed': 'Menghapus loket',
  'code-reissued': 'Mengganti kode QR',
  'served-entered': 'Mengisi jumlah orang dilayani',
  'element-added': 'Menambah unsur tambahan',
  'element-removed': 'Menghapus unsur tambahan',
  'questionnaire-chosen': 'Memilih kuesioner',
  'questionnaire-removed': 'Membatalkan kuesioner yang belum berlaku',
  'settings-changed': 'Mengubah pengaturan',
  'logo-changed': 'Memasang logo',
  'logo-removed': 'Menghapus logo',
  'suggestions-purged': 'Menghapus teks saran yang habis masa simpannya',
} as const satisfies Readonly<Record<string, string>>

export type Act = keyof typeof acts

/** The words for an act; its key where a later edition wrote it. */
export function formatAct(act: string): string {
  return (acts as Readonly<Record<string, string>>)[act] ?? act
}

const details: Readonly<Record<string, string>> = {
  account: 'akun',
  address: 'alamat',
  added: 'unsur tambahan',
  agency: 'perangkat daerah nomor',
  agencyName: 'perangkat daerah',
  answers: 'pilihan jawaban',
  before: 'sebelum',
  bytes: 'byte',
  channel: 'cara layanan',
  code: 'kode',
  counter: 'loket',
  counters: 'loket',
  agencies: 'perangkat daerah',
  services: 'layanan',
  units: 'unit',
  element: 'unsur',
  from: 'mulai',
  government: 'nama pemerintah',
  head: 'kepala',
  hours: 'jam buka',
  minimum: 'responden paling sedikit',
  nip: 'NIP',
  question: 'pertanyaan',
  retention: 'bulan teks saran disimpan',
  ruleBook: 'kuesioner',
  service: 'layanan',
  sha256: 'SHA-256',
  slug: 'alamat halaman',
  suggestions: 'saran',
  totpRequired: 'kode autentikator wajib',
  type: 'jenis',
  unitName: 'unit',
  weights: 'bobot',
  zone: 'zona waktu',
  email: 'e-mail',
  kind: 'jenis',
  method: 'cara',
  name: 'nama',
  role: 'peran',
  unit: 'unit nomor',
  which: 'yang mana',
  bureau: 'Bagian Organisasi',
  unitManager: 'Pengelola unit',
  leader: 'Pimpinan',
  inspector: 'Inspektorat',
  invitation: 'undangan',
  reset: 'kata sandi baru',
  password: 'kata sandi',
  oidc: 'akun kedinasan',
  others: 'semua yang lain',
  one: 'satu',
}

/** What changed, as it is written in the trail: `peran: Pimpinan, nama: Sari`. @param json an object of names and values. */
export function formatDetails(json: string): string {
  const values = JSON.parse(json) as Readonly<Record<string, unknown>>
  const word = (said: string) => details[said] ?? said
  return Object.entries(values)
    .map(([name, value]) => `${word(name)}: ${word(typeof value === 'object' ? JSON.stringify(value) : String(value))}`)
    .join(', ')
}
