// The frame of the desk's pages about one unit: its name, and where else to go within it.

import type { Child } from 'hono/jsx'
import { DeskPage } from '../../accounts/pages/desk.tsx'
import type { Actor } from '../../accounts/rules/rights.ts'
import type { Site } from '../../interface/layout.tsx'
import { UnitMenu } from '../../units/pages/unit-menu.tsx'

/** A unit as far as the desk's pages and rights depend on it. */
export interface UnitPlace {
  readonly id: number
  readonly agencyId: number
  readonly slug: string
  readonly name: string
}

export interface UnitDeskProps {
  readonly site: Site
  readonly actor: Actor
  readonly unit: UnitPlace
}

/** Address of a page about a unit. */
export function unitPath(unit: Pick<UnitPlace, 'slug'>, page: string): string {
  return `/kelola/unit/${unit.slug}${page && `/${page}`}`
}

/** @param here the entry that the page belongs to. */
export function UnitDeskPage({
  site,
  actor,
  unit,
  title,
  here,
  width = 'wide',
  script,
  children,
}: UnitDeskProps & {
  readonly title: string
  readonly here: string
  readonly width?: 'narrow' | 'wide'
  readonly script?: string | undefined
  readonly children?: Child
}) {
  return (
    <DeskPage site={site} actor={actor} title={`${title} · ${unit.name}`} here="/kelola" width={width} script={script}>
      <div class="unit-desk">
        <p class="unit-name">{unit.name}</p>
        <UnitMenu actor={actor} unit={unit} here={here} />
      </div>
      {children}
    </DeskPage>
  )
}

/** A score, or a mean of some: `3`, `3,5`, `3,33`; a dash where there is none. */
export function writeScore(score: number | null | undefined): string {
  if (score === null || score === undefined) return '–'
  return Number.isInteger(score) ? String(score) : score.toFixed(2).replace(/0$/, '').replace('.', ',')
}
