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
  'account-link-mailed': 'Mengirim tautan lewat e-mail',
  'new-password-asked': 'Meminta kata sandi baru lewat e-mail',
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
} as const satisfies Readonly<Record<string, string>>

export type Act = keyof typeof acts

/** The words for an act; its key where a later edition wrote it. */
export function formatAct(act: string): string {
  return (acts as Readonly<Record<string, string>>)[act] ?? act
}

const details: Readonly<Record<string, string>> = {
  account: 'akun',
  agency: 'perangkat daerah nomor',
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
