// The integrity items of SKM Online, which stay out of the index.

import { formatHundredths } from '../../../language/format.ts'

export interface IntegrityItem {
  readonly name: string
  /** In hundredths. */
  readonly convertedValue: number | null
}

export function Integrity({ items }: { readonly items: readonly IntegrityItem[] }) {
  if (items.length === 0) return null
  return (
    <section class="card">
      <h2>Integritas pelayanan (IPAK)</h2>
      <p>Ditanyakan bersama survei ini, dihitung terpisah, dan tidak masuk IKM.</p>
      <dl class="figures">
        {items.map(({ name, convertedValue }) => (
          <div>
            <dt>{name}</dt>
            <dd>{convertedValue === null ? <small>belum ada data</small> : formatHundredths(convertedValue)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
