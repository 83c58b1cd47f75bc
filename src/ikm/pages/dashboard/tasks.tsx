// What the quarter asks of a unit's manager: the weakest elements, and the places that stand out.

import { Chip } from '../../../interface/chip.tsx'
import { formatHundredths } from '../../../language/format.ts'
import type { Bearing } from '../../rules/bearing.ts'
import { comparisonWords } from '../../rules/fairness.ts'
import type { PlaceTable } from '../../rules/places.ts'
import { lowestElements, type Summary } from '../../rules/summary.ts'
import { gradeTone } from '../grade.ts'
import { intervalText } from '../unit/words.ts'

export function Tasks({
  summary,
  bearing,
  places,
  slug,
}: {
  readonly summary: Summary
  readonly bearing: Bearing
  readonly places: readonly PlaceTable[]
  readonly slug: string
}) {
  const lower = places.flatMap(({ rows }) => rows.filter(({ comparison }) => comparison === 'lower'))
  return (
    <section class="card" aria-labelledby="judul-kerja">
      <h2 id="judul-kerja">Yang perlu diperhatikan</h2>
      <ul class="rows tasks">
        {lowestElements(summary).map(({ key, name, convertedValue, grade }) => (
          <li>
            <span>
              {name}
              <small>
                unsur terlemah · {intervalText(bearing.elements.get(key))}
                {bearing.elementChanges.get(key)?.direction === 'down' && ' · turun, teruji'}
              </small>
            </span>
            {convertedValue !== null && (
              <Chip tone={grade ? gradeTone(grade.grade) : 'plain'} mark={grade?.grade}>
                {formatHundredths(convertedValue)}
              </Chip>
            )}
          </li>
        ))}
        {lower.map(({ label, index, interval }) => (
          <li>
            <span>
              {label}
              <small>
                {comparisonWords.lower} daripada yang lain · {intervalText(interval)}
              </small>
            </span>
            {index !== null && <Chip tone="plain">{formatHundredths(index)}</Chip>}
          </li>
        ))}
      </ul>
      <p>
        Peraturan meminta rencana tindak lanjut untuk tiga unsur terlemah. Alasannya sering ada di{' '}
        <a href={`/kelola/unit/${encodeURIComponent(slug)}/saran`}>saran warga</a>.
      </p>
    </section>
  )
}
