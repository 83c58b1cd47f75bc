// One's own account: password, second factor, sessions.

import { type FieldProblem, problemOf, TextField, UsernameField } from '../../interface/fields.tsx'
import type { Site } from '../../interface/layout.tsx'
import type { Actor } from '../rules/rights.ts'
import { DeskPage } from './desk.tsx'
import { Card, type Notice, NoticeBox } from './sign-in.tsx'

const here = '/kelola/akun-saya'

interface OwnProps {
  readonly site: Site
  readonly actor: Actor
}

export interface ShownSession {
  readonly id: number
  readonly device: string
  readonly since: string
  readonly current: boolean
}

export function OwnPage({
  site,
  actor,
  email,
  hasPassword,
  hasTotp,
  sessions,
  notice,
  problems,
}: OwnProps & {
  readonly email: string
  readonly hasPassword: boolean
  readonly hasTotp: boolean
  readonly sessions: readonly ShownSession[]
  readonly notice: Notice | undefined
  readonly problems: readonly FieldProblem[]
}) {
  return (
    <DeskPage site={site} actor={actor} title="Akun saya" here={here} width="narrow">
      <h1>Akun saya</h1>
      <p>
        {actor.name}, {email}
      </p>
      <NoticeBox notice={notice} />
      <Card title="Sesi">
        <p class="soft">Tempat Anda masuk saat ini. Sesi berakhir sendiri setelah 12 jam.</p>
        <ul class="rows">
          {sessions.map((session) => (
            <li>
              <span>
                {session.device}
                <small>
                  sejak {session.since}
                  {session.current && ' · sesi ini'}
                </small>
              </span>
              {!session.current && (
                <form method="post" action={`${here}/sesi`}>
                  <input type="hidden" name="sesi" value={String(session.id)} />
                  <button
                    type="submit"
                    class="quiet"
                    aria-label={`Akhiri sesi ${session.device} sejak ${session.since}`}
                  >
                    Akhiri
                  </button>
                </form>
              )}
            </li>
          ))}
        </ul>
        {sessions.length > 1 && (
          <form method="post" action={`${here}/sesi`}>
            <button type="submit" name="sesi" value="lain">
              Akhiri semua sesi lain
            </button>
          </form>
        )}
      </Card>
      <Card title="Kode autentikator">
        <p>
          {hasTotp
            ? 'Terpasang: setelah kata sandi, Anda diminta kode dari aplikasi di ponsel.'
            : 'Belum terpasang. Dengan kode dari ponsel, kata sandi yang bocor saja tidak cukup untuk masuk.'}
        </p>
        <p>
          <a class="button quiet" href={`${here}/autentikator`}>
            {hasTotp ? 'Atur kode autentikator' : 'Pasang kode autentikator'}
          </a>
        </p>
      </Card>
      {hasPassword && (
        <Card title="Kata sandi">
          <form method="post" action={`${here}/sandi`} class="stack">
            <UsernameField email={email} />
            <TextField
              name="lama"
              label="Kata sandi sekarang"
              type="password"
              autocomplete="current-password"
              problem={problemOf('lama', problems)}
              required
            />
            <TextField
              name="sandi"
              label="Kata sandi baru"
              type="password"
              autocomplete="new-password"
              problem={problemOf('sandi', problems)}
              required
            />
            <TextField
              name="ulang"
              label="Ulangi kata sandi baru"
              type="password"
              autocomplete="new-password"
              problem={problemOf('ulang', problems)}
              required
            />
            <button type="submit">Ganti kata sandi</button>
          </form>
        </Card>
      )}
    </DeskPage>
  )
}

/** The second factor: not there, waiting for its first code, or in force. */
export function TotpPage({
  site,
  actor,
  email,
  state,
  owed,
  hasPassword,
  removable,
  notice,
}: OwnProps & {
  readonly email: string
  readonly state: 'none' | 'pending' | 'on'
  /** True where nothing else is open before it is set up. */
  readonly owed: boolean
  readonly hasPassword: boolean
  readonly removable: boolean
  readonly notice: Notice | undefined
}) {
  return (
    <DeskPage site={site} actor={actor} title="Kode autentikator" here={here} width="narrow">
      <h1>Kode autentikator</h1>
      {owed && (
        <p class="note">
          Akun Bagian Organisasi dapat mengubah semuanya, karena itu wajib memakai kode autentikator. Pasang dahulu
          sebelum melanjutkan.
        </p>
      )}
      <NoticeBox notice={notice} />
      {state === 'pending' && (
        <Card title="Masukkan kode pertama">
          <p>Bila kode QR sudah dipindai, ketik kode enam angka yang sedang tampil di aplikasi.</p>
          <CodeForm />
        </Card>
      )}
      {state !== 'on' && (
        <Card title={state === 'pending' ? 'Tampilkan kode QR baru' : 'Langkah pertama'}>
          <p>
            Pasang aplikasi autentikator di ponsel, misalnya Google Authenticator, Microsoft Authenticator, atau Aegis.
            {hasPassword && ' Lalu ketik kata sandi Anda, supaya jelas bahwa ini Anda sendiri.'}
          </p>
          <form method="post" action={`${here}/autentikator`} class="stack">
            {hasPassword && <OwnPassword id="sandi" email={email} />}
            <button type="submit">Tampilkan kode QR</button>
          </form>
        </Card>
      )}
      {state === 'on' && (
        <Card title="Kode cadangan">
          <p>Untuk masuk bila ponsel tidak ada. Membuat yang baru mematikan semua yang lama.</p>
          <form method="post" action={`${here}/autentikator/cadangan`} class="stack">
            {hasPassword && <OwnPassword id="sandi" email={email} />}
            <button type="submit">Buat kode cadangan baru</button>
          </form>
        </Card>
      )}
      {state === 'on' && removable && (
        <details class="card">
          <summary>Lepas kode autentikator</summary>
          <form method="post" action={`${here}/autentikator/lepas`} class="stack">
            {hasPassword && <OwnPassword id="sandi-lepas" email={email} />}
            <button type="submit" class="quiet">
              Lepas
            </button>
          </form>
        </details>
      )}
    </DeskPage>
  )
}

/** The secret for the authenticator app, to be scanned or typed. */
export function TotpSecretPage({
  site,
  actor,
  picture,
  secret,
}: OwnProps & {
  /** An image as a `data:` address. */
  readonly picture: string
  readonly secret: string
}) {
  return (
    <DeskPage site={site} actor={actor} title="Pindai kode QR" here={here} width="narrow">
      <h1>Pindai kode QR</h1>
      <Card title="1. Pindai dengan aplikasi autentikator">
        <img class="qr" src={picture} alt="Kode QR untuk aplikasi autentikator" width="224" height="224" />
        <details class="fold">
          <summary>Tidak dapat memindai?</summary>
          <p>
            Ketik kunci ini di aplikasi: <code>{secret.replaceAll(/(.{4})(?=.)/g, '$1 ')}</code>
          </p>
        </details>
      </Card>
      <Card title="2. Masukkan kode yang tampil">
        <CodeForm />
      </Card>
    </DeskPage>
  )
}

export function BackupCodesPage({ site, actor, codes }: OwnProps & { readonly codes: readonly string[] }) {
  return (
    <DeskPage site={site} actor={actor} title="Kode cadangan" here={here} width="narrow">
      <h1>Simpan kode cadangan ini</h1>
      <Card title="Kode cadangan">
        <p>
          Kode autentikator sudah berlaku. Bila ponsel hilang, masuklah dengan salah satu kode ini; masing-masing
          berlaku sekali. Kode ini tidak ditampilkan lagi: cetak atau catat, lalu simpan di tempat yang aman.
        </p>
        <ul class="codes">
          {codes.map((code) => (
            <li>{code}</li>
          ))}
        </ul>
        <p>
          <a class="button" href="/kelola">
            Sudah saya simpan
          </a>
        </p>
      </Card>
    </DeskPage>
  )
}

function CodeForm() {
  return (
    <form method="post" action={`${here}/autentikator/aktif`} class="stack">
      <TextField name="kode" label="Kode enam angka" autocomplete="one-time-code" required />
      <button type="submit">Aktifkan</button>
    </form>
  )
}

// Two forms of a page may ask for it, each with a field of its own.
function OwnPassword({ id, email }: { readonly id: string; readonly email: string }) {
  return (
    <div class="field">
      <UsernameField email={email} />
      <label for={`field-${id}`}>Kata sandi Anda</label>
      <input id={`field-${id}`} name="sandi" type="password" autocomplete="current-password" required />
    </div>
  )
}
