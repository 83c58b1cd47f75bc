// Signing in: e-mail and password, the code after it, and the pages behind links that were handed over.

import type { Child } from 'hono/jsx'
import { ErrorSummary, type FieldProblem, problemOf, TextField, UsernameField } from '../../interface/fields.tsx'
import { Page, type Site } from '../../interface/layout.tsx'
import type { LinkKind } from '../rules/link.ts'
import { shortestPassword } from '../rules/password.ts'

/** What a page says above its form: something that went wrong, or that was done. */
export interface Notice {
  readonly kind: 'problem' | 'done'
  readonly text: string
}

export function SignInPage({
  site,
  email,
  next,
  notice,
  hasProvider,
  mails,
}: {
  readonly site: Site
  readonly email: string
  /** Where to go afterwards. */
  readonly next: string | undefined
  readonly notice: Notice | undefined
  readonly hasProvider: boolean
  /** Whether a new password can be asked for by e-mail. */
  readonly mails: boolean
}) {
  const after = next === undefined ? '' : `?lanjut=${encodeURIComponent(next)}`
  return (
    <Page site={site} title="Masuk" width="narrow" unlisted>
      <section class="card">
        <h1>Masuk</h1>
        <p class="soft">Untuk pengelola unit, Bagian Organisasi, pimpinan, dan inspektorat.</p>
        <NoticeBox notice={notice} />
        <form method="post" action={`/masuk${after}`} class="stack">
          <TextField name="email" label="E-mail" type="email" autocomplete="username" value={email} required />
          <TextField name="sandi" label="Kata sandi" type="password" autocomplete="current-password" required />
          <button type="submit">Masuk</button>
        </form>
        {hasProvider && (
          <p>
            <a class="button quiet" href={`/masuk/penyedia${after}`}>
              Masuk dengan akun kedinasan
            </a>
          </p>
        )}
        {mails && (
          <p>
            <a href={forgottenPath}>Lupa kata sandi?</a>
          </p>
        )}
        <details class="fold">
          <summary>{mails ? 'Belum punya akun?' : 'Lupa kata sandi atau belum punya akun?'}</summary>
          <p>
            Hubungi Bagian Organisasi. Mereka membuatkan tautan untuk kata sandi baru atau undangan, dan mengirimkannya
            kepada Anda, misalnya lewat WhatsApp.
          </p>
        </details>
      </section>
    </Page>
  )
}

/** Where a new password is asked for. */
export const forgottenPath = '/masuk/lupa'

/** Asks for a new password by e-mail. */
export function ForgottenPage({
  site,
  email,
  problem,
  notice,
  sent,
}: {
  readonly site: Site
  readonly email: string
  readonly problem: string | undefined
  readonly notice: Notice | undefined
  /** True after asking: whether there is such an account is nobody's business. */
  readonly sent: boolean
}) {
  return (
    <Page site={site} title="Lupa kata sandi" width="narrow" unlisted>
      <section class="card">
        <h1>{sent ? 'Periksa kotak surat Anda' : 'Lupa kata sandi'}</h1>
        {sent ? (
          <>
            <p class="done" role="status">
              Bila alamat itu punya akun dengan kata sandi, tautan untuk kata sandi baru sedang dikirim ke sana.
              Tautannya berlaku sekali, selama 1 jam.
            </p>
            <p>
              Belum ada setelah beberapa menit? Periksa folder spam, atau hubungi Bagian Organisasi: mereka dapat
              membuatkan tautannya.
            </p>
          </>
        ) : (
          <>
            <p>Isi alamat akun Anda. Tautan untuk membuat kata sandi baru dikirim ke sana.</p>
            <NoticeBox notice={notice} />
            <form method="post" action={forgottenPath} class="stack">
              <TextField
                name="email"
                label="E-mail"
                type="email"
                autocomplete="username"
                value={email}
                problem={problem}
                required
              />
              <button type="submit">Kirim tautan</button>
            </form>
          </>
        )}
        <p>
          <a href="/masuk">Ke halaman masuk</a>
        </p>
      </section>
    </Page>
  )
}

export function CodePage({
  site,
  next,
  notice,
}: {
  readonly site: Site
  readonly next: string | undefined
  readonly notice: Notice | undefined
}) {
  const after = next === undefined ? '' : `?lanjut=${encodeURIComponent(next)}`
  return (
    <Page site={site} title="Kode autentikator" width="narrow" unlisted>
      <section class="card">
        <h1>Kode autentikator</h1>
        <NoticeBox notice={notice} />
        <form method="post" action={`/masuk/kode${after}`} class="stack">
          <TextField
            name="kode"
            label="Kode enam angka dari aplikasi autentikator"
            hint="Bila ponsel tidak ada, ketik salah satu kode cadangan."
            autocomplete="one-time-code"
            required
          />
          <button type="submit">Lanjutkan</button>
        </form>
        <p>
          <a href="/masuk">Mulai dari awal</a>
        </p>
      </section>
    </Page>
  )
}

const linkTitles: Readonly<Record<LinkKind, string>> = {
  setup: 'Akun Bagian Organisasi yang pertama',
  invitation: 'Terima undangan',
  reset: 'Kata sandi baru',
}

const linkLabels = { nama: 'Nama', email: 'E-mail', sandi: 'Kata sandi', ulang: 'Ulangi kata sandi' } as const

/** The form behind a link. `action` is its own path. */
export function LinkPage({
  site,
  kind,
  action,
  values,
  problems,
}: {
  readonly site: Site
  readonly kind: LinkKind
  readonly action: string
  readonly values: { readonly nama: string; readonly email: string }
  readonly problems: readonly FieldProblem[]
}) {
  const field = (name: keyof typeof linkLabels) => ({
    name,
    label: linkLabels[name],
    problem: problemOf(name, problems),
  })
  return (
    <Page site={site} title={linkTitles[kind]} width="narrow" unlisted>
      <ErrorSummary title="Ada yang perlu diperiksa" problems={problems} labels={linkLabels} />
      <section class="card">
        <h1>{linkTitles[kind]}</h1>
        {kind === 'setup' && (
          <p>Akun ini mengatur organisasi, akun lain, dan pengaturan. Tautan ini hanya berlaku sekali.</p>
        )}
        {kind !== 'setup' && (
          <p>
            Untuk akun <strong>{values.email}</strong>. Tautan ini hanya berlaku sekali.
          </p>
        )}
        <form method="post" action={action} class="stack">
          {kind !== 'setup' && <UsernameField email={values.email} />}
          {kind !== 'reset' && <TextField {...field('nama')} value={values.nama} autocomplete="name" required />}
          {kind === 'setup' && (
            <TextField {...field('email')} type="email" value={values.email} autocomplete="username" required />
          )}
          <TextField
            {...field('sandi')}
            type="password"
            autocomplete="new-password"
            hint={`Paling sedikit ${shortestPassword} huruf. Beberapa kata acak lebih baik daripada satu kata yang rumit.`}
            required
          />
          <TextField {...field('ulang')} type="password" autocomplete="new-password" required />
          <button type="submit">Simpan dan masuk</button>
        </form>
      </section>
    </Page>
  )
}

export const linkRefusals = {
  unknown: 'Tautan ini tidak dikenal. Periksa apakah alamatnya tersalin utuh.',
  used: 'Tautan ini sudah dipakai. Bila bukan Anda yang memakainya, segera beri tahu Bagian Organisasi.',
  replaced: 'Tautan ini sudah diganti dengan yang lebih baru. Pakai tautan yang terakhir.',
  late: 'Masa berlaku tautan ini sudah habis. Minta tautan baru kepada Bagian Organisasi.',
} as const

export function NoticeBox({ notice }: { readonly notice: Notice | undefined }) {
  if (!notice) return null
  return notice.kind === 'problem' ? (
    <p class="problem" role="alert">
      {notice.text}
    </p>
  ) : (
    <p class="done" role="status">
      {notice.text}
    </p>
  )
}

/** A card with a heading, the desk's usual part. */
export function Card({ title, children }: { readonly title: string; readonly children?: Child }) {
  return (
    <section class="card">
      <h2>{title}</h2>
      {children}
    </section>
  )
}
