// What roles and their places are called.

import type { Role } from '../rules/rights.ts'

export const roleNames: Readonly<Record<Role, string>> = {
  bureau: 'Bagian Organisasi',
  unitManager: 'Pengelola unit',
  leader: 'Pimpinan',
  inspector: 'Inspektorat',
}

export const roleHints: Readonly<Record<Role, string>> = {
  bureau: 'mengatur semuanya: organisasi, akun, dan pengaturan',
  unitManager: 'mengelola satu atau beberapa unit, atau satu perangkat daerah',
  leader: 'membaca semua hasil',
  inspector: 'membaca semua hasil, pengecualian jawaban, dan jejak tindakan',
}
