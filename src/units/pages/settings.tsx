// The settings of the installation, each with a sentence that says what it does; and the logo.

import { DeskPage } from '../../accounts/pages/desk.tsx'
import { Card, type Notice, NoticeBox } from '../../accounts/pages/sign-in.tsx'
import type { Actor } from '../../accounts/rules/rights.ts'
import {
  ChoiceGroup,
  ErrorSummary,
  type FieldProblem,
  fieldId,
  problemOf,
  SelectField,
  TextField,
} from '../../interface/fields.tsx'
import type { Site } from '../../interface/layout.tsx'
import { zones } from '../rules/calendar.ts'
import type { LogoRefusal } from '../rules/logo.ts'

export const settingsPath = '/kelola/pengaturan'

const labels = {
  pemerintah: 'Nama pemerintah daerah',
  zona: 'Zona waktu pemerintah daerah',
  minimum: 'Responden paling sedikit untuk mutu',
  retensi: 'Masa simpan teks saran, dalam bulan',
  kontak: 'E-mail untuk pertanyaan warga',
  totp: 'Kode autentikator untuk Bagian Organisasi',
  logo: 'Berkas logo',
} as const

export const logoRefusals: Readonly<Record<LogoRefusal, string>> = {
  empty: 'Pilih berkas logo.',
  'too large': 'Berkas logo paling besar 200 kB.',
  unknown: 'Berkas ini bukan PNG atau SVG.',
  damaged: 'Berkas PNG ini rusak atau tidak utuh. Simpan ulang, lalu coba lagi.',
  size: 'Lebar dan tinggi logo PNG harus antara 32 dan 2000 piksel.',
  unsafe:
    'Berkas SVG ini berisi lebih dari gambar, misalnya skrip, gaya, atau rujukan ke luar. Simpan sebagai SVG polos, atau pakai PNG.',
}

export function SettingsPage({
  site,
  actor,
  values,
  problems,
  least,
  logo,
  notice,
}: {
  readonly site: Site
  readonly actor: Actor
  readonly values: Readonly<Record<string, string>>
  readonly problems: readonly FieldProblem[]
  /** Respondents that the rule book asks for. */
  readonly least: number
  /** Type of the logo, where there is one. */
  readonly logo: string | undefined
  readonly notice: Notice | undefined
}) {
  const field = (name: keyof typeof labels) => ({
    name,
    label: labels[name],
    value: values[name],
    problem: problemOf(name, problems),
  })
  const logoProblem = problemOf('logo', problems)
  return (
    <DeskPage site={site} actor={actor} title="Pengaturan" here={settingsPath} width="narrow">
      <ErrorSummary title="Ada yang perlu diperiksa" problems={problems} labels={labels} />
      <h1>Pengaturan</h1>
      <NoticeBox notice={notice} />
      <section class="card">
        <form method="post" action={settingsPath} class="stack">
          <TextField {...field('pemerintah')} hint="Tampil di setiap halaman, poster, dan laporan." required />
          <SelectField
            {...field('zona')}
            hint="Menentukan kapan triwulan berganti untuk angka yang mencakup banyak unit; tiap unit memakai zonanya sendiri."
            none="Pilih"
            options={zones.map((zone) => ({ value: zone, label: zone }))}
          />
          <TextField
            {...field('minimum')}
            hint={`Mutu A sampai D baru diberikan mulai jumlah ini, per unit dan triwulan. Aturan survei meminta ${least}; boleh dinaikkan, tidak boleh diturunkan.`}
            required
          />
          <TextField
            {...field('retensi')}
            hint="Setiap malam, teks saran yang lebih tua dihapus untuk selamanya; nilai jawabannya tetap. Kosongkan untuk menyimpan terus."
          />
          <TextField
            {...field('kontak')}
            type="email"
            hint="Tampil di halaman privasi, security.txt, dan katalog data. Kosong berarti webmaster@ nama situs ini."
          />
          <ChoiceGroup
            class="field"
            {...field('totp')}
            hint="Bila wajib, akun Bagian Organisasi harus memasang kode autentikator sebelum dapat bekerja."
            options={[
              { value: '1', label: 'Wajib (disarankan)' },
              { value: '0', label: 'Tidak wajib' },
            ]}
          />
          <p class="soft">Setiap perubahan tercatat di jejak, beserta nilai sebelumnya.</p>
          <button type="submit">Simpan pengaturan</button>
        </form>
      </section>
      <Card title="Logo">
        {site.logo ? (
          <p>
            <img class="logo-shown" src={site.logo} alt={`Logo ${site.government}`} />
          </p>
        ) : (
          <p class="soft">Belum ada logo. Sebagai gantinya tampil singkatan nama.</p>
        )}
        {logo === 'image/svg+xml' && (
          <p class="note">Logo SVG tampil di halaman. Di poster PDF hanya logo PNG yang dapat dicetak.</p>
        )}
        <form method="post" action={`${settingsPath}/logo`} enctype="multipart/form-data" class="stack">
          <div class="field">
            <label for={fieldId('logo')}>{labels.logo}</label>
            <p class="hint" id="hint-logo">
              PNG atau SVG, paling besar 200 kB. Tampil di halaman; yang PNG juga di poster.
            </p>
            {logoProblem && (
              <p class="problem" id="problem-logo">
                {logoProblem}
              </p>
            )}
            <input
              id={fieldId('logo')}
              type="file"
              name="logo"
              accept=".png,.svg,image/png,image/svg+xml"
              aria-invalid={logoProblem ? 'true' : undefined}
              aria-describedby={logoProblem ? 'problem-logo hint-logo' : 'hint-logo'}
              required
            />
          </div>
          <button type="submit">Pasang logo</button>
        </form>
        {site.logo && (
          <form method="post" action={`${settingsPath}/logo/hapus`}>
            <button type="submit" class="quiet">
              Hapus logo
            </button>
          </form>
        )}
      </Card>
    </DeskPage>
  )
}
