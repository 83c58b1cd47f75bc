// The frame of everything the desk says of one unit: its name, whether it is open, the parts it has.

import type { Child } from 'hono/jsx'
import { DeskPage } from '../../accounts/pages/desk.tsx'
import { type Actor, may, type Right } from '../../accounts/rules/rights.ts'
import { Chip } from '../../interface/chip.tsx'
import type { Site } from '../../interface/layout.tsx'

export const organisationPath = '/kelola/organisasi'

/** A unit as far as its frame shows it. */
export interface FramedUnit {
  readonly id: number
  readonly agency_id: number
  readonly slug: string
  readonly name: string
  readonly agency: string
  readonly closed_at: number | null
}

const parts = [
  { key: '', text: 'Ringkasan', right: 'manageUnit' },
  { key: '/layanan', text: 'Layanan', right: 'manageUnit' },
  { key: '/loket', text: 'Loket dan poster', right: 'manageUnit' },
  { key: '/dilayani', text: 'Orang dilayani', right: 'manageUnit' },
  { key: '/kuesioner', text: 'Kuesioner', right: 'manageOrganisation' },
] as const satisfies readonly { readonly key: string; readonly text: string; readonly right: Right }[]

export type UnitPart = (typeof parts)[number]['key']

export function unitPath({ id }: { readonly id: number }): string {
  return `${organisationPath}/unit/${id}`
}

/** @param heading what the page is about, below the unit's name; the first part needs none. */
export function UnitDeskPage({
  site,
  actor,
  unit,
  part,
  heading,
  children,
}: {
  readonly site: Site
  readonly actor: Actor
  readonly unit: FramedUnit
  readonly part: UnitPart
  readonly heading?: string | undefined
  readonly children?: Child
}) {
  return (
    <DeskPage
      site={site}
      actor={actor}
      title={heading ? `${heading}, ${unit.name}` : unit.name}
      here={organisationPath}
    >
      <header class="opening">
        <p class="crumbs">
          <a href={organisationPath}>Organisasi</a> › {unit.agency}
        </p>
        <h1>
          {unit.name} {unit.closed_at !== null && <Chip tone="plain">Ditutup</Chip>}
        </h1>
        <nav class="tabs" aria-label={`Bagian ${unit.name}`}>
          {parts
            .filter(({ right }) => may(actor, right, { id: unit.id, agencyId: unit.agency_id }))
            .map(({ key: own, text }) => (
              <a href={`${unitPath(unit)}${own}`} aria-current={own === part ? 'page' : undefined}>
                {text}
              </a>
            ))}
        </nav>
      </header>
      {heading && <h2>{heading}</h2>}
      {children}
    </DeskPage>
  )
}
