// The frame of everything the desk says of one unit: its name, whether it is open, where else to go within it.

import type { Child } from 'hono/jsx'
import { DeskPage } from '../../accounts/pages/desk.tsx'
import type { Actor } from '../../accounts/rules/rights.ts'
import { Chip } from '../../interface/chip.tsx'
import type { Site } from '../../interface/layout.tsx'
import { UnitMenu, type UnitPart } from './unit-menu.tsx'

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
        <UnitMenu actor={actor} unit={{ ...unit, agencyId: unit.agency_id }} here={part} />
      </header>
      {heading && <h2>{heading}</h2>}
      {children}
    </DeskPage>
  )
}
