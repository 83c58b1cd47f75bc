// What a unit itself says of its result.

import type { UnitDocument } from '../rules/document.ts'

export function Analysis({ document: { analisis } }: { readonly document: UnitDocument }) {
  if (!analisis) return null
  const parts = [
    ['Kelebihan', analisis.kelebihan],
    ['Kelemahan', analisis.kelemahan],
    ['Penyebab', analisis.penyebab],
  ] as const
  return (
    <section class="card" aria-labelledby="judul-analisis">
      <h2 id="judul-analisis">Menurut unit ini</h2>
      {parts
        .filter(([, text]) => text !== '')
        .map(([name, text]) => (
          <>
            <h3>{name}</h3>
            <p>{text}</p>
          </>
        ))}
    </section>
  )
}
