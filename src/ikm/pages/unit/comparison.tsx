// The index under the other conventions for the weight 1/x, so that an office finds its old figure.

import { Fold } from '../../../interface/table.tsx'
import { formatFigure } from '../../../language/format.ts'
import type { Method, Summary } from '../../rules/summary.ts'

const methodNames: Readonly<Record<Method, string>> = {
  exact: 'Bobot tepat, 1 dibagi jumlah unsur (resmi)',
  '0.111': 'Bobot dibulatkan tiga desimal, seperti 0,111',
  '0.11': 'Bobot dibulatkan dua desimal, seperti 0,11',
}

export function Comparison({ summary: { comparison, state } }: { readonly summary: Summary }) {
  if (state === 'empty') return null
  return (
    <section class="card">
      <Fold summary="Angka menurut cara hitung lain">
        <p>
          IKM di halaman ini memakai bobot tepat dan dibulatkan satu kali. Sebagian instansi membulatkan bobot lebih
          dulu; angkanya lalu sedikit berbeda. <a href="/metodologi#cara-hitung-lain">Tentang cara hitung lain</a>.
        </p>
        <dl class="figures">
          {(Object.keys(methodNames) as Method[]).map((method) => {
            const ikm = comparison[method]
            return (
              <div>
                <dt>{methodNames[method]}</dt>
                <dd>{formatFigure(ikm)}</dd>
              </div>
            )
          })}
        </dl>
      </Fold>
    </section>
  )
}
