// The desk's pages of one unit, all on one list: the menu that each of them shows.

import { type Actor, may, type Place, type Right } from '../../accounts/rules/rights.ts'

/** A unit as far as its menu depends on it. */
export interface MenuUnit extends Place {
  readonly slug: string
}

interface Entry {
  readonly text: string
  /** Shown to whoever has it over the unit. */
  readonly right: Right
  readonly path: (unit: MenuUnit) => string
}

const figures =
  (page: string) =>
  ({ slug }: MenuUnit) =>
    `/kelola/unit/${slug}${page}`
const organisation =
  (page: string) =>
  ({ id }: MenuUnit) =>
    `/kelola/organisasi/unit/${id}${page}`

/** In their order; the first ones are read every day. */
const entries = {
  ringkasan: { text: 'Ringkasan', right: 'readUnit', path: figures('') },
  'tindak-lanjut': { text: 'Tindak lanjut', right: 'readUnit', path: figures('/tindak-lanjut') },
  saran: { text: 'Saran', right: 'readUnit', path: figures('/saran') },
  publikasi: { text: 'Publikasi', right: 'readReviews', path: figures('/publikasi') },
  jawaban: { text: 'Jawaban', right: 'readUnit', path: figures('/jawaban') },
  tanda: { text: 'Tanda', right: 'readUnit', path: figures('/tanda') },
  pengecualian: { text: 'Pengecualian', right: 'readExclusions', path: figures('/pengecualian') },
  kertas: { text: 'Formulir kertas', right: 'enterAnswers', path: figures('/kertas') },
  impor: { text: 'Impor', right: 'enterAnswers', path: figures('/impor') },
  loket: { text: 'Loket dan poster', right: 'manageUnit', path: organisation('/loket') },
  layanan: { text: 'Layanan', right: 'manageUnit', path: organisation('/layanan') },
  dilayani: { text: 'Orang dilayani', right: 'manageUnit', path: organisation('/dilayani') },
  kuesioner: { text: 'Kuesioner', right: 'manageOrganisation', path: organisation('/kuesioner') },
  data: { text: 'Data unit', right: 'manageUnit', path: organisation('') },
} as const satisfies Readonly<Record<string, Entry>>

export type UnitPart = keyof typeof entries

/** @param here the part that the page belongs to. */
export function UnitMenu({
  actor,
  unit,
  here,
}: {
  readonly actor: Actor
  readonly unit: MenuUnit
  readonly here: string
}) {
  return (
    <nav class="desk-nav" aria-label="Menu unit">
      {Object.entries<Entry>(entries)
        .filter(([, { right }]) => may(actor, right, unit))
        .map(([part, { text, path }]) => (
          <a href={path(unit)} aria-current={part === here ? 'page' : undefined}>
            {text}
          </a>
        ))}
    </nav>
  )
}
