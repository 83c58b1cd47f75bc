// The parts that every section of the explanation is made of: its heading, what it means in plain words, its sources.

import type { Child } from 'hono/jsx'
import { Fold } from '../../../interface/table.tsx'
import { formatCount } from '../../../language/format.ts'
import { type SourceKey, shortNames } from './sources.tsx'

/** Every section by its anchor, to which other pages lead, in the order of the page. */
export const sections = {
  ikm: 'Nilai IKM',
  'cara-hitung-lain': 'Cara hitung lain',
  kosong: 'Jawaban kosong',
  selang: 'Selang 95 %',
  mutu: 'Kepastian mutu',
  kecukupan: 'Kecukupan jawaban',
  perubahan: 'Perubahan',
  tingkat: 'Tingkat unit',
  prioritas: 'Prioritas unsur',
  keandalan: 'Keandalan',
  pemantauan: 'Pemantauan',
  kelompok: 'Kelompok',
  gabungan: 'Gabungan unit',
  ketelitian: 'Bukti ketelitian',
  sumber: 'Sumber',
} as const
export type Anchor = keyof typeof sections

/** @param means what the section comes to, for a reader who reads no further. */
export function Section({
  anchor,
  title,
  means,
  sources,
  children,
}: {
  readonly anchor: Anchor
  readonly title: string
  readonly means: Child
  readonly sources?: readonly SourceKey[]
  readonly children?: Child
}) {
  return (
    <section class="card" id={anchor} aria-labelledby={`judul-${anchor}`}>
      <h2 id={`judul-${anchor}`}>{title}</h2>
      <p class="means">
        <strong>Artinya:</strong> {means}
      </p>
      {children}
      {sources && <Sources of={sources} />}
    </section>
  )
}

function Sources({ of }: { readonly of: readonly SourceKey[] }) {
  return (
    <p class="fine">
      Sumber:{' '}
      {of.map((source, place) => (
        <>
          {place > 0 && '; '}
          <a href={`#sumber-${source}`}>{shortNames[source]}</a>
        </>
      ))}
      .
    </p>
  )
}

/** The formulas of a section, which most readers pass by; on paper they stand open. */
export function Formulas({ children }: { readonly children?: Child }) {
  return <Fold summary="Rumus">{children}</Fold>
}

/** A share as people count it: 0.05 is `5 dari 100`. */
export function inHundred(share: number): string {
  return `${formatCount(Math.round(100 * share))} dari 100`
}
