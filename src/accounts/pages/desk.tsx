// The frame of every page behind the sign-in: who is here, where else they may go.

import type { Child } from 'hono/jsx'
import { HeaderNames, Page, type Site } from '../../interface/layout.tsx'
import { type Actor, may, type Right, roles } from '../rules/rights.ts'
import { roleNames } from './words.ts'

/** The desk's entries in their order; one with a right is shown to those who have it anywhere. */
const entries: readonly { readonly href: string; readonly text: string; readonly right?: Right }[] = [
  { href: '/kelola', text: 'Beranda' },
  { href: '/kelola/ikhtisar', text: 'Ikhtisar', right: 'readOverview' },
  { href: '/kelola/publikasi', text: 'Publikasi', right: 'readReviews' },
  { href: '/kelola/tindak-lanjut', text: 'Tindak lanjut', right: 'readOverview' },
  { href: '/kelola/organisasi', text: 'Organisasi', right: 'manageUnit' },
  { href: '/kelola/akun', text: 'Akun', right: 'manageAccounts' },
  { href: '/kelola/jejak', text: 'Jejak', right: 'readTrail' },
  { href: '/kelola/pengaturan', text: 'Pengaturan', right: 'changeSettings' },
  { href: '/kelola/akun-saya', text: 'Akun saya' },
]

/** A page of the desk. `here` is the entry it belongs to. */
export function DeskPage({
  site,
  actor,
  title,
  here,
  width = 'wide',
  script,
  children,
}: {
  readonly site: Site
  readonly actor: Actor
  readonly title: string
  readonly here: string
  readonly width?: 'narrow' | 'wide'
  readonly script?: string | undefined
  readonly children?: Child
}) {
  const held = roles.filter((role) => actor.grants.some((grant) => grant.role === role))
  const detail = held.map((role) => roleNames[role]).join(', ') || 'Belum diberi hak'
  const navigation = (
    <nav class={`desk-nav ${width}`} aria-label="Menu pengelola">
      {entries
        .filter(({ right }) => right === undefined || may(actor, right))
        .map(({ href, text }) => (
          <a href={href} aria-current={href === here ? 'page' : undefined}>
            {text}
          </a>
        ))}
    </nav>
  )
  const header = (
    <>
      <HeaderNames name={actor.name} detail={`${detail} · ${site.government}`} />
      <form method="post" action="/masuk/keluar">
        <button type="submit" class="quiet">
          Keluar
        </button>
      </form>
    </>
  )
  return (
    <Page site={site} title={title} width={width} script={script} header={header} navigation={navigation} unlisted>
      {children}
    </Page>
  )
}
