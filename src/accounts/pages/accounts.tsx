// Accounts as the bureau sees them: the list, one account, an invitation, a link to hand over.

import { Chip } from '../../interface/chip.tsx'
import {
  CheckField,
  ChoiceGroup,
  ErrorSummary,
  type FieldProblem,
  fieldId,
  problemOf,
  TextField,
} from '../../interface/fields.tsx'
import type { Site } from '../../interface/layout.tsx'
import { type Actor, type Role, roles } from '../rules/rights.ts'
import type { NamedAgency } from '../surroundings.ts'
import { DeskPage } from './desk.tsx'
import { Card, type Notice, NoticeBox } from './sign-in.tsx'
import { roleHints, roleNames } from './words.ts'

const here = '/kelola/akun'

interface AccountsProps {
  readonly site: Site
  readonly actor: Actor
}

export interface ShownAccount {
  readonly id: number
  readonly name: string
  readonly email: string
  readonly state: 'active' | 'invited' | 'deactivated'
  readonly hasTotp: boolean
}

export interface ShownGrant {
  readonly id: number
  readonly role: Role
  /** Name of the unit or agency. */
  readonly place: string | undefined
}

const states = {
  active: { tone: 'a', text: 'Aktif' },
  invited: { tone: 'c', text: 'Diundang' },
  deactivated: { tone: 'plain', text: 'Nonaktif' },
} as const

export function AccountsPage({
  site,
  actor,
  accounts,
}: AccountsProps & { readonly accounts: readonly (ShownAccount & { readonly roles: readonly Role[] })[] }) {
  return (
    <DeskPage site={site} actor={actor} title="Akun" here={here}>
      <h1>Akun</h1>
      <p>
        <a class="button" href={`${here}/undang`}>
          Undang orang
        </a>
      </p>
      <ul class="links">
        {accounts.map((account) => (
          <li>
            <a href={`${here}/${account.id}`}>
              {account.name} <State state={account.state} />
              <small>{account.email}</small>
              <small>
                {account.roles.map((role) => roleNames[role]).join(', ') || 'Belum diberi hak'}
                {account.hasTotp && ' · kode autentikator'}
              </small>
            </a>
          </li>
        ))}
      </ul>
    </DeskPage>
  )
}

function State({ state }: { readonly state: ShownAccount['state'] }) {
  return <Chip tone={states[state].tone}>{states[state].text}</Chip>
}

/** The field that asks for a letter beside the link on the page. */
export const mailField = 'kirim'

const inviteLabels = { nama: 'Nama', email: 'E-mail', peran: 'Peran', tempat: 'Unit atau perangkat daerah' } as const

export function InvitePage({
  site,
  actor,
  places,
  values,
  problems,
  mails,
}: AccountsProps & {
  readonly places: readonly NamedAgency[]
  readonly values: Readonly<Record<string, string>>
  readonly problems: readonly FieldProblem[]
  /** Whether there is a mail server to send the link through. */
  readonly mails: boolean
}) {
  return (
    <DeskPage site={site} actor={actor} title="Undang orang" here={here} width="narrow">
      <ErrorSummary title="Ada yang perlu diperiksa" problems={problems} labels={inviteLabels} />
      <section class="card">
        <h1>Undang orang</h1>
        <p>Setelah ini Anda mendapat tautan undangan untuk diserahkan kepadanya.</p>
        <form method="post" action={`${here}/undang`} class="stack">
          <TextField
            name="nama"
            label={inviteLabels.nama}
            value={values.nama}
            problem={problemOf('nama', problems)}
            autocomplete="off"
            required
          />
          <TextField
            name="email"
            label={inviteLabels.email}
            type="email"
            value={values.email}
            problem={problemOf('email', problems)}
            autocomplete="off"
            required
          />
          <GrantFields places={places} values={values} problems={problems} />
          {mails && (
            <CheckField name={mailField} label="Kirim juga lewat e-mail" checked={values[mailField] === 'ya'} />
          )}
          <button type="submit">Buat undangan</button>
        </form>
      </section>
    </DeskPage>
  )
}

export function AccountPage({
  site,
  actor,
  account,
  grants,
  link,
  places,
  values,
  problems,
  notice,
  mails,
}: AccountsProps & {
  readonly account: ShownAccount
  readonly grants: readonly ShownGrant[]
  /** When the link that is still good ends. */
  readonly link: string | undefined
  readonly places: readonly NamedAgency[]
  readonly values: Readonly<Record<string, string>>
  readonly problems: readonly FieldProblem[]
  readonly notice: Notice | undefined
  /** Whether there is a mail server to send a link through. */
  readonly mails: boolean
}) {
  const own = account.id === actor.id
  const path = `${here}/${account.id}`
  return (
    <DeskPage site={site} actor={actor} title={account.name} here={here} width="narrow">
      <ErrorSummary title="Ada yang perlu diperiksa" problems={problems} labels={inviteLabels} />
      <h1>{account.name}</h1>
      <p>
        {account.email} <State state={account.state} />
      </p>
      <NoticeBox notice={notice} />
      {own && <p class="note">Ini akun Anda sendiri. Haknya hanya dapat diubah oleh orang lain.</p>}
      <Card title="Hak">
        {grants.length === 0 && <p class="soft">Belum diberi hak apa pun.</p>}
        <ul class="rows">
          {grants.map(({ id, role, place }) => (
            <li>
              <span>
                {roleNames[role]}
                {place && <small>{place}</small>}
              </span>
              {!own && (
                <form method="post" action={`${path}/cabut`}>
                  <input type="hidden" name="hak" value={String(id)} />
                  <button type="submit" class="quiet" aria-label={`Cabut hak ${roleNames[role]} ${place ?? ''}`.trim()}>
                    Cabut
                  </button>
                </form>
              )}
            </li>
          ))}
        </ul>
        {!own && (
          <details class="fold" open={problems.length > 0}>
            <summary>Beri hak lain</summary>
            <form method="post" action={`${path}/hak`} class="stack">
              <GrantFields places={places} values={values} problems={problems} />
              <button type="submit">Beri hak</button>
            </form>
          </details>
        )}
      </Card>
      {!own && account.state !== 'deactivated' && (
        <Card title={account.state === 'invited' ? 'Undangan' : 'Kata sandi'}>
          <p>
            {account.state === 'invited'
              ? 'Undangan belum diterima.'
              : 'Bila ia lupa kata sandinya, serahkan tautan untuk membuat yang baru.'}
            {link && ` Tautan yang terakhir berlaku sampai ${link}; tautan baru mematikannya.`}
          </p>
          <form method="post" action={`${path}/tautan`} class="stack">
            {mails && <CheckField name={mailField} label={`Kirim juga lewat e-mail ke ${account.email}`} />}
            <button type="submit">{account.state === 'invited' ? 'Buat tautan undangan baru' : 'Buat tautan'}</button>
          </form>
        </Card>
      )}
      {!own && account.hasTotp && (
        <Card title="Kode autentikator">
          <p>Bila ponselnya hilang dan kode cadangannya habis, hapus kodenya. Semua sesinya berakhir.</p>
          <form method="post" action={`${path}/autentikator`}>
            <button type="submit" class="quiet">
              Hapus kode autentikator
            </button>
          </form>
        </Card>
      )}
      {!own && (
        <Card title={account.state === 'deactivated' ? 'Aktifkan kembali' : 'Nonaktifkan'}>
          <p>
            {account.state === 'deactivated'
              ? 'Akun ini tidak dapat dipakai masuk.'
              : 'Semua sesi dan tautannya berakhir, dan ia tidak dapat masuk lagi. Jejaknya tetap ada.'}
          </p>
          <form method="post" action={`${path}/${account.state === 'deactivated' ? 'aktif' : 'nonaktif'}`}>
            <button type="submit" class="quiet">
              {account.state === 'deactivated' ? 'Aktifkan akun' : 'Nonaktifkan akun'}
            </button>
          </form>
        </Card>
      )}
    </DeskPage>
  )
}

function GrantFields({
  places,
  values,
  problems,
}: {
  readonly places: readonly NamedAgency[]
  readonly values: Readonly<Record<string, string>>
  readonly problems: readonly FieldProblem[]
}) {
  return (
    <>
      <ChoiceGroup
        class="field"
        name="peran"
        label={inviteLabels.peran}
        value={values.peran}
        problem={problemOf('peran', problems)}
        options={roles.map((role) => ({ value: role, label: `${roleNames[role]}: ${roleHints[role]}` }))}
      />
      <PlaceField
        name="tempat"
        label={inviteLabels.tempat}
        hint="Hanya untuk pengelola unit."
        none="Tidak dipilih"
        places={places}
        value={values.tempat}
        problem={problemOf('tempat', problems)}
      />
    </>
  )
}

function PlaceField({
  name,
  label,
  hint,
  none,
  places,
  value,
  problem,
}: {
  readonly name: string
  readonly label: string
  readonly hint: string
  readonly none: string
  readonly places: readonly NamedAgency[]
  readonly value: string | undefined
  readonly problem: string | undefined
}) {
  const option = (key: string, text: string) => (
    <option value={key} selected={key === value}>
      {text}
    </option>
  )
  return (
    <div class="field">
      <label for={fieldId(name)}>{label}</label>
      <p class="hint" id={`hint-${name}`}>
        {hint}
      </p>
      {problem && (
        <p class="problem" id={`problem-${name}`}>
          {problem}
        </p>
      )}
      <select
        id={fieldId(name)}
        name={name}
        aria-invalid={problem ? 'true' : undefined}
        aria-describedby={problem ? `problem-${name} hint-${name}` : `hint-${name}`}
      >
        <option value="">{none}</option>
        {places.map((agency) => (
          <optgroup label={agency.name}>
            {option(`perangkat-${agency.id}`, `Seluruh ${agency.name}`)}
            {agency.units.map((unit) => option(`unit-${unit.id}`, unit.name))}
          </optgroup>
        ))}
      </select>
    </div>
  )
}

/** The link that was just made; it can be seen this once. */
export function HandOverPage({
  site,
  actor,
  name,
  kind,
  address,
  until,
  notice,
}: AccountsProps & {
  readonly name: string
  readonly kind: 'invitation' | 'reset'
  readonly address: string
  readonly until: string
  /** What became of the letter, where one was asked for. */
  readonly notice: Notice | undefined
}) {
  const what = kind === 'invitation' ? 'undangan' : 'kata sandi baru'
  const message = `Tautan ${what} untuk ${name}, berlaku sekali sampai ${until}: ${address}`
  return (
    <DeskPage site={site} actor={actor} title={`Tautan ${what}`} here={here} width="narrow">
      <section class="card">
        <h1>Serahkan tautan ini</h1>
        <NoticeBox notice={notice} />
        <p>
          Tautan {what} untuk <strong>{name}</strong>, berlaku sekali sampai {until}. Siapa pun yang memegangnya dapat
          memakainya, jadi kirimkan hanya kepada orangnya. Halaman ini tidak menampilkannya lagi.
        </p>
        <TextField name="tautan" label="Tautan" value={address} readonly />
        <p>
          <a class="button" href={`https://wa.me/?text=${encodeURIComponent(message)}`} rel="noreferrer">
            Kirim lewat WhatsApp
          </a>
        </p>
        <p>
          <a href={here}>Kembali ke daftar akun</a>
        </p>
      </section>
    </DeskPage>
  )
}
